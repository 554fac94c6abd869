//! Many features, sent piece by piece: none is written before the reader takes it, so a slow reader holds a piece and no thread.

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};

use crate::app::Subject;
use crate::http::ask::off_thread;
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;

/// Room for a piece (bytes): it ends with the feature that makes it long enough.
const PIECE_ROOM: usize = LIMITS.piece_bytes + LIMITS.piece_bytes / 4;
/// Room for what stands around the features (bytes); it grows where an address is long.
const HEAD_BYTES: usize = 4 << 10;

/// How features become bytes, one after the other, in one representation.
pub(super) trait Encode: Send + Sync {
    /// What stands before them.
    fn head(&self, out: &mut Vec<u8>) -> Result<(), ApiError>;
    /// A feature, with its place on the page.
    fn feature(&self, out: &mut Vec<u8>, place: usize, subject: Subject) -> Result<(), ApiError>;
    /// What stands after them.
    fn tail(&self, out: &mut Vec<u8>) -> Result<(), ApiError>;
    /// How many bytes the feature has, where it costs nothing because it has been written before.
    fn kept_bytes(&self, subject: Subject) -> Option<usize>;
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

    /// How many bytes its features have, where all have been written before.
    pub(super) fn kept_bytes(&self) -> Option<usize> {
        self.subjects.iter().map(|subject| self.encode.kept_bytes(*subject)).sum()
    }

    /// The next piece, of about so many bytes, in room for so many.
    fn piece(&mut self, bytes: usize, room: usize) -> Result<Vec<u8>, ApiError> {
        let mut out = Vec::with_capacity(room);
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

    /// The body: the first piece is written at once, so that what goes wrong there is still told. What has been written before, so many
    /// bytes, is only put together, so that piece may be longer.
    pub(super) fn body(mut self, kept: Option<usize>) -> Result<Body, ApiError> {
        let first = match kept {
            Some(kept) => self.piece(LIMITS.kept_bytes, HEAD_BYTES + kept.min(LIMITS.kept_bytes))?,
            None => self.piece(LIMITS.piece_bytes, PIECE_ROOM)?,
        };
        if self.ended {
            return Ok(Body::from(first));
        }
        let rest = stream::try_unfold(self, |mut writing| async move {
            if writing.ended {
                return Ok(None);
            }
            let written = off_thread(move || Ok((Bytes::from(writing.piece(LIMITS.piece_bytes, PIECE_ROOM)?), writing))).await;
            // The head of the answer is gone: all that can be done is to break off.
            written.map(Some).inspect_err(|cause| tracing::error!(%cause, "an answer was broken off"))
        });
        Ok(Body::from_stream(stream::iter([Ok(Bytes::from(first))]).chain(rest)))
    }
}
