//! `/ogc/collections/{layer}/download`: all features of a layer on a day as one file.
//!
//! A file is made once an edition, day and format; only so many are made at once, and a few are kept. It has no name in its folder, so that
//! nothing is left behind whatever happens.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::items::named;
use super::link;
use super::representation::{Format, Representation, Resource};
use crate::app::{ExportError, FeatureFormat, LayerOnDay};
use crate::formats::FormatError;
use crate::http::ask::Ask;
use crate::http::error::{ApiError, FieldProblem};
use crate::http::gate::Gate;
use crate::http::kept::Kept;
use crate::http::limits::LIMITS;
use crate::http::piecewise::{Sent, piecewise};
use crate::http::wire::Notices;

/// A file that is read as long as anybody holds it.
#[derive(Debug)]
struct Made {
    file: File,
    bytes: u64,
    notices: Notices,
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
pub(in crate::http) struct Downloads(Kept<u64, Made>);

impl Downloads {
    pub(in crate::http) fn new() -> Self {
        let gate = Gate::new(LIMITS.downloads_at_once, LIMITS.downloads_waiting);
        Self(Kept::new(LIMITS.download_bytes, Made::bytes, gate))
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
    let made = site.downloads.0.of(key, move || make(&ask, place, format)).await?;
    let mut response = piecewise(Arc::clone(&made));
    link::notices(&mut response, &made.notices);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(sent.media_type()));
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
    let outcome = written.map_err(|error| match error {
        ExportError::Features(FormatError::TooLarge { format, found, allowed }) => {
            let problem = FieldProblem::new("f", &format!("{format} with {found}"), allowed);
            ApiError::Parameters(vec![problem.hint("`f=gpkg` and `f=fgb` hold as much as there is")])
        }
        other => ApiError::internal(other),
    })?;
    let mut notices = Notices::new(ask.snapshot(), ask.day);
    outcome.qualities.into_iter().for_each(|quality| notices.land(quality));
    if outcome.cut_off > 0 {
        notices.cut_off();
    }
    let file = file.into_file();
    let bytes = file.metadata().map_err(ApiError::internal)?.len();
    Ok(Made { file, bytes, notices })
}
