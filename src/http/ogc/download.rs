//! `/ogc/collections/{layer}/download`: all features of a layer on a day as one file.
//!
//! A file is made once an edition, day and format; only so many are made at once, and a few are kept. It has no name in its folder, so that
//! nothing is left behind whatever happens.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use moka::future::Cache;
use tracing::Instrument;

use super::items::named;
use super::representation::{Format, Representation, Resource};
use crate::app::{ExportError, FeatureFormat, LayerOnDay};
use crate::formats::FormatError;
use crate::http::ask::{Ask, off_thread};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::gate::Gate;
use crate::http::limits::LIMITS;

/// A file that is read as long as anybody holds it.
#[derive(Debug)]
struct Made {
    file: File,
    bytes: u64,
}

/// Files made so far.
#[derive(Debug)]
pub(in crate::http) struct Downloads {
    kept: Cache<u64, Arc<Made>>,
    gate: Gate,
}

impl Downloads {
    pub(in crate::http) fn new() -> Self {
        let weigh = |_: &u64, made: &Arc<Made>| u32::try_from(made.bytes / 1024 + 1).unwrap_or(u32::MAX);
        Self {
            kept: Cache::builder().max_capacity(LIMITS.download_bytes / 1024).weigher(weigh).build(),
            gate: Gate::new(LIMITS.downloads_at_once, LIMITS.downloads_waiting),
        }
    }

    /// The file that `key` stands for, made by `make` if it is not there.
    async fn file(&self, key: u64, make: impl FnOnce() -> Result<Made, ApiError> + Send + 'static) -> Result<Arc<Made>, ApiError> {
        let file = self.kept.try_get_with(key, async { self.gate.through(make).await.map(Arc::new) }).await;
        file.map_err(|cause: Arc<ApiError>| cause.as_ref().clone())
    }
}

/// `/ogc/collections/{layer}/download`.
pub(in crate::http) async fn download(Path(layer): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.collection_place(&layer)?;
    let sent = ask.query.of(Resource::Download, &ask.settled)?;
    let format = format(sent).ok_or_else(|| ApiError::Internal(format!("layers are not sent as {sent:?}")))?;
    let mut hasher = DefaultHasher::new();
    (ask.settled.edition.fingerprint, ask.day, place, format).hash(&mut hasher);
    let (site, day, key) = (Arc::clone(&ask.site), ask.day, hasher.finish());
    // Goes on when the reader has gone or the time is up, so that who asks again finds it.
    let making = async move { site.downloads.file(key, move || make(&ask, place, format)).await };
    let made = tokio::spawn(making.instrument(tracing::Span::current())).await.map_err(ApiError::internal)??;
    let bytes = made.bytes;
    let mut response = body(made).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(sent.media_type()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
    named(&mut response, &layer, day, sent);
    Ok(response)
}

/// The format of files that a representation is.
const fn format(sent: Representation) -> Option<FeatureFormat> {
    match sent {
        Representation::GeoPackage => Some(FeatureFormat::GeoPackage),
        Representation::FlatGeobuf => Some(FeatureFormat::FlatGeobuf),
        Representation::Shapefile => Some(FeatureFormat::Shapefile),
        Representation::Xlsx => Some(FeatureFormat::Xlsx),
        Representation::Csv => Some(FeatureFormat::Csv),
        Representation::GeoJson => Some(FeatureFormat::GeoJson),
        _ => None,
    }
}

fn make(ask: &Ask<Format>, place: usize, format: FeatureFormat) -> Result<Made, ApiError> {
    let map = &ask.settled.edition.map;
    let asked = LayerOnDay { map, layer: &map.declared()[place], day: ask.day, made_on: ask.settled.today };
    let file = tempfile::NamedTempFile::new().map_err(ApiError::internal)?;
    let written = tokio::runtime::Handle::current().block_on(asked.write(format, file.path(), &mut |_| {}));
    written.map_err(|error| match error {
        ExportError::Features(FormatError::TooLarge { format, found, allowed }) => {
            let problem = FieldProblem::new("f", &format!("{format} with {found}"), allowed);
            ApiError::Parameters(vec![problem.hint("`f=gpkg` and `f=fgb` hold as much as there is")])
        }
        other => ApiError::internal(other),
    })?;
    let file = file.into_file();
    let bytes = file.metadata().map_err(ApiError::internal)?.len();
    Ok(Made { file, bytes })
}

/// The file, a piece at a time: no more is held than what the reader takes.
fn body(made: Arc<Made>) -> Body {
    let pieces = stream::try_unfold((made, 0), |(made, start)| async move {
        if start >= made.bytes {
            return Ok(None);
        }
        let read = off_thread(move || {
            let length = (made.bytes - start).min(LIMITS.download_piece_bytes);
            let mut piece = vec![0; usize::try_from(length).map_err(ApiError::internal)?];
            made.file.read_exact_at(&mut piece, start).map_err(ApiError::internal)?;
            Ok((Bytes::from(piece), (made, start + length)))
        });
        // The head of the answer is gone: all that can be done is to break off.
        read.await.map(Some).inspect_err(|cause| tracing::error!(%cause, "a download was broken off"))
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use std::sync::{Condvar, Mutex};

    fn made() -> Result<Made, ApiError> {
        Ok(Made { file: tempfile::tempfile().map_err(ApiError::internal)?, bytes: 0 })
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_file_is_made_once_and_a_failure_is_not_kept() {
        let downloads = Downloads::new();
        assert!(downloads.file(1, || Err(ApiError::TooSlow)).await.is_err());
        let first = downloads.file(1, made).await.unwrap();
        let again = downloads.file(1, || Err(ApiError::Internal("made twice".into()))).await.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_comes_when_all_places_are_taken_is_told_when_to_come_again() {
        let (downloads, gate) = (Arc::new(Downloads::new()), Arc::new((Mutex::new(false), Condvar::new())));
        let all = LIMITS.downloads_at_once + LIMITS.downloads_waiting;
        let asked: Vec<_> = (0..all as u64)
            .map(|key| {
                let (downloads, gate) = (Arc::clone(&downloads), Arc::clone(&gate));
                let make = move || {
                    drop(gate.1.wait_while(gate.0.lock().unwrap(), |open| !*open).unwrap());
                    made()
                };
                tokio::spawn(async move { downloads.file(key, make).await.is_ok() })
            })
            .collect();
        while !downloads.gate.is_full() {
            tokio::task::yield_now().await;
        }
        let refused = downloads.file(u64::MAX, made).await.unwrap_err().into_response();
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        *gate.0.lock().unwrap() = true;
        gate.1.notify_all();
        for one in asked {
            assert!(one.await.unwrap());
        }
    }
}
