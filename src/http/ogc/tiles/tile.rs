//! One tile, by the tile matrix set: its row before its column (OGC 20-057, section 7).

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::super::representation::Resource;
use super::asked::{OfAll, OfCollection, declared};
use super::limits::{Limits, zooms};
use super::scheme::Scheme;
use crate::domain::Day;
use crate::http::error::ApiError;
use crate::http::query::{Fields, pairs};
use crate::http::site::Site;
use crate::http::tiles::{Wish, answered};

/// `/ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`.
pub(in crate::http) async fn tile_of_all(
    State(site): State<Arc<Site>>,
    Path((set, matrix, row, column)): Path<(String, String, String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let (at, asked) = Fields::new(pairs(request.uri())).question::<OfAll>()?;
    let places = asked.places(&site)?;
    tile(&site, (at, &asked.shown), places, (&set, [&matrix, &column, &row]), (request.uri(), request.headers())).await
}

/// `/ogc/collections/{layer}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`.
pub(in crate::http) async fn tile_of_collection(
    State(site): State<Arc<Site>>,
    Path((layer, set, matrix, row, column)): Path<(String, String, String, String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let (at, asked) = Fields::new(pairs(request.uri())).question::<OfCollection>()?;
    let place = site.collection_place(&layer)?;
    tile(&site, (at, &asked), vec![place], (&set, [&matrix, &column, &row]), (request.uri(), request.headers())).await
}

/// A tile, 204 where it is empty, 404 outside the limits (`/req/core/tc-error`).
async fn tile(
    site: &Arc<Site>,
    (at, asked): (Option<Day>, &OfCollection),
    places: Vec<usize>,
    (set, path): (&str, [&str; 3]),
    request: (&Uri, &HeaderMap),
) -> Result<Response, ApiError> {
    let set = Scheme::named(set)?.set;
    // Tiles are not negotiated: there is one form.
    asked.format.accepting(Resource::Tile, "")?;
    let day = asked.day.or(at).unwrap_or_else(|| site.clock.today());
    let wish = Wish::new(site, places.clone(), day, (set, path))?;
    let layers = declared(site, &places);
    if let Some(bounds) = wish.edition.map.bounds(layers.clone(), day) {
        let zooms = zooms(set, layers);
        let z = wish.coord.z();
        if !zooms.contains(&z) {
            return Err(ApiError::NotFound(format!("no tile matrix `{z}`, allowed: {} to {}", zooms.start(), zooms.end())));
        }
        if let Some(limits) = Limits::of(set, z, bounds).filter(|limits| !limits.have(wish.coord)) {
            let (row, column) = (wish.coord.y(), wish.coord.x());
            return Err(ApiError::NotFound(format!("no tile in row {row} and column {column}, allowed: {}", limits.told())));
        }
    }
    Ok(answered(site, &wish, None, request).await)
}
