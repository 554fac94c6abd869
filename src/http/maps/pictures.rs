//! Pictures drawn so far.

use axum::body::Bytes;

use crate::http::error::ApiError;
use crate::http::gate::Gate;
use crate::http::kept::Kept;
use crate::http::limits::LIMITS;

/// Pictures by a hash of everything that they depend on.
#[derive(Debug)]
pub(in crate::http) struct Pictures(Kept<u64, Bytes>);

impl Pictures {
    pub(in crate::http) fn new() -> Self {
        let gate = Gate::new(LIMITS.pictures_at_once, LIMITS.pictures_waiting);
        Self(Kept::new(LIMITS.picture_bytes, |picture| picture.len() as u64, gate))
    }

    /// The picture that `key` stands for, drawn by `draw` if it is not there.
    ///
    /// # Errors
    /// Too many are waiting already, or what `draw` says.
    pub(super) async fn picture<F>(&self, key: u64, draw: F) -> Result<Bytes, ApiError>
    where
        F: FnOnce() -> Result<Vec<u8>, ApiError> + Send + 'static,
    {
        let picture = self.0.of(key, move || draw().map(Bytes::from)).await?;
        Ok(Bytes::clone(&picture))
    }
}
