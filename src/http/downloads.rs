//! Files that are made when asked for: whole layers, reports.
//!
//! A file is made once for all that it depends on; only so many are made at once, and a few are kept. It has no name in its folder, so that
//! nothing is left behind whatever happens.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

use super::error::ApiError;
use super::gate::Gate;
use super::kept::Kept;
use super::limits::LIMITS;
use super::piecewise::{Sent, piecewise};
use super::wire::Notices;

/// The header that has the codes of the notices.
pub(super) const NOTICES: HeaderName = HeaderName::from_static("plancover-notices");

/// A file that is read as long as anybody holds it.
#[derive(Debug)]
pub(super) struct Made {
    file: File,
    bytes: u64,
    notices: Notices,
}

impl Made {
    /// What was written into a file without a name, and what must be known of it.
    ///
    /// # Errors
    /// Its length cannot be told.
    pub(super) fn of(file: File, notices: Notices) -> Result<Self, ApiError> {
        let bytes = file.metadata().map_err(ApiError::internal)?.len();
        Ok(Self { file, bytes, notices })
    }
}

impl Sent for Made {
    fn file(&self) -> &File {
        &self.file
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Files made so far.
#[derive(Debug)]
pub(super) struct Downloads(Kept<u64, Made>);

impl Downloads {
    pub(super) fn new() -> Self {
        let gate = Gate::new(LIMITS.downloads_at_once, LIMITS.downloads_waiting);
        Self(Kept::new(LIMITS.download_bytes, Made::bytes, gate))
    }

    /// The answer with the file that `key` stands for, made by `make` if it is not there.
    ///
    /// # Errors
    /// Too many are waiting already, or what `make` says.
    pub(super) async fn answer<K: Hash + 'static>(
        &self,
        key: &K,
        media_type: &'static str,
        make: impl FnOnce() -> Result<Made, ApiError> + Send + 'static,
    ) -> Result<Response, ApiError> {
        let mut hasher = DefaultHasher::new();
        // Keys of one kind differ by what they are made of, those of others by their type.
        (std::any::type_name::<K>(), key).hash(&mut hasher);
        let file = self.0.of(hasher.finish(), make).await?;
        let mut response = piecewise(Arc::clone(&file));
        tell(&mut response, &file.notices);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        Ok(response)
    }
}

/// Puts the codes of the notices in the head of an answer that has no place for them in its body.
pub(super) fn tell(response: &mut Response, notices: &Notices) {
    if let Some(codes) = HeaderValue::from_str(&notices.codes()).ok().filter(|codes| !codes.is_empty()) {
        response.headers_mut().insert(NOTICES, codes);
    }
}
