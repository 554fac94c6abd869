//! A file as the body of an answer, a piece at a time: no more is held than what the reader takes.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::ask::off_thread;
use super::error::ApiError;
use super::limits::LIMITS;

/// A file that many may read at once, and its length.
pub(super) trait Sent: Send + Sync + 'static {
    fn file(&self) -> &File;
    fn bytes(&self) -> u64;
}

/// The answer with its length. Each piece is read when the reader takes it; the place is kept here, since readers share the file.
pub(super) fn piecewise<T: Sent>(sent: Arc<T>) -> Response {
    let length = HeaderValue::from(sent.bytes());
    let pieces = stream::try_unfold((sent, 0), |(sent, place)| async move {
        if place >= sent.bytes() {
            return Ok(None);
        }
        let read = off_thread(move || {
            let length = usize::try_from(sent.bytes() - place).unwrap_or(usize::MAX).min(LIMITS.piece_bytes);
            let mut piece = vec![0; length];
            sent.file().read_exact_at(&mut piece, place).map_err(ApiError::internal)?;
            Ok((Bytes::from(piece), (sent, place + length as u64)))
        });
        // The head of the answer is gone: all that can be done is to break off.
        read.await.map(Some).inspect_err(|cause| tracing::error!(%cause, "a file was broken off"))
    });
    ([(header::CONTENT_LENGTH, length)], Body::from_stream(pieces)).into_response()
}
