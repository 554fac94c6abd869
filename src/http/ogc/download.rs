//! `/ogc/collections/{layer}/download`: all features of a layer on a day as one file.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;

use super::items::named;
use super::representation::{Format, Representation, Resource};
use crate::app::{ExportError, FeatureFormat, LayerOnDay};
use crate::formats::FormatError;
use crate::http::ask::Ask;
use crate::http::downloads::Made;
use crate::http::error::{ApiError, FieldProblem};
use crate::http::wire::Notices;

/// `/ogc/collections/{layer}/download`.
pub(in crate::http) async fn download(Path(layer): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let place = ask.site.collection_place(&layer)?;
    let sent = ask.query.of(Resource::Download, &ask.settled)?;
    let format = format(sent).ok_or_else(|| ApiError::Internal(format!("layers are not sent as {sent:?}")))?;
    let (site, day, key) = (Arc::clone(&ask.site), ask.day, (ask.settled.edition.fingerprint, ask.day, place, format));
    let mut response = site.downloads.answer(&key, sent.media_type(), move || make(&ask, place, format)).await?;
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
    Made::of(file.into_file(), notices)
}
