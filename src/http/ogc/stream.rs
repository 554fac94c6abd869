//! Many features, sent piece by piece: none is written before the reader takes it, so a slow reader holds a piece and no thread.

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};

use crate::app::Subject;
use crate::http::ask::off_thread;
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;

/// How features become bytes, one after the other, in one representation.
pub(super) trait Encode: Send + Sync {
    /// What stands before them.
    fn head(&self, out: &mut Vec<u8>) -> Result<(), ApiError>;
    /// A feature, with its place on the page.
    fn feature(&self, out: &mut Vec<u8>, place: usize, subject: Subject) -> Result<(), ApiError>;
    /// What stands after them.
    fn tail(&self, out: &mut Vec<u8>) -> Result<(), ApiError>;
    /// Whether the feature costs nothing because it has been written before.
    fn is_kept(&self, subject: Subject) -> bool;
}

/// A page that is being written.
pub(super) struct Writing {
    encode: Box<dyn Encode>,
    subjects: Vec<Subject>,
    next: usize,
    ended: bool,
}

impl Writing {
    pub(super) fn new(encode: Box<dyn Encode>, subjects: Vec<Subject>) -> Self {
        Self { encode, subjects, next: 0, ended: false }
    }

    /// Whether all of it has been written before.
    pub(super) fn is_kept(&self) -> bool {
        self.subjects.iter().all(|subject| self.encode.is_kept(*subject))
    }

    /// The next piece, of about so many bytes.
    fn piece(&mut self, bytes: usize) -> Result<Vec<u8>, ApiError> {
        let mut out = Vec::with_capacity(LIMITS.piece_bytes + LIMITS.piece_bytes / 4);
        if self.next == 0 {
            self.encode.head(&mut out)?;
        }
        while let Some(subject) = self.subjects.get(self.next).filter(|_| out.len() < bytes) {
            self.encode.feature(&mut out, self.next, *subject)?;
            self.next += 1;
        }
        if self.next == self.subjects.len() {
            self.encode.tail(&mut out)?;
            self.ended = true;
        }
        Ok(out)
    }

    /// The body: the first piece is written at once, so that what goes wrong there is still told. What has been written before is
    /// only put together, so that piece may be longer.
    pub(super) fn body(mut self, kept: bool) -> Result<Body, ApiError> {
        let first = self.piece(if kept { LIMITS.kept_bytes } else { LIMITS.piece_bytes })?;
        if self.ended {
            return Ok(Body::from(first));
        }
        let rest = stream::try_unfold(self, |mut writing| async move {
            if writing.ended {
                return Ok(None);
            }
            let written = off_thread(move || Ok((Bytes::from(writing.piece(LIMITS.piece_bytes)?), writing))).await;
            // The head of the answer is gone: all that can be done is to break off.
            written.map(Some).inspect_err(|cause| tracing::error!(%cause, "an answer was broken off"))
        });
        Ok(Body::from_stream(stream::iter([Ok(Bytes::from(first))]).chain(rest)))
    }
}
