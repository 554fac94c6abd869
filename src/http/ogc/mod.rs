//! `/ogc`: the layers as GeoJSON for GIS programs (OGC API – Features, parts 1, 2 and 5: OGC 17-069r4, 18-058r1, 23-058r1).
//!
//! Which layers exist and what they carry is declared in `layers/*.toml`; what they hold is decided in `app::features`, which of it is
//! meant in `app::selection`. Beyond the standard, `at=DATE` asks for a day as it does everywhere else. Never here: geometry.
//!
//! Parts in reading order: `representation` (`f` and Accept) and `link` · `landing` (landing page, conformance) · `collections` and `schema` ·
//! `asked` (what is asked of features) with `place`, `datetime`, `crs`, `filter` and `columns` · `items` · `stream` (features piece by piece) ·
//! `feature`, `members` and `simplify` (GeoJSON) · `tables` (CSV, FlatGeobuf, text sequence) · `download` (whole layers as files) ·
//! `html` (pages) · `tiles` (OGC API – Tiles, 20-057) · `styles` (OGC API – Styles, 20-009) · `openapi` (the description, OpenAPI 3.0).

mod asked;
mod collections;
mod columns;
mod crs;
mod datetime;
mod download;
mod feature;
mod filter;
mod html;
mod items;
mod landing;
mod link;
mod members;
mod openapi;
mod place;
mod representation;
mod schema;
mod simplify;
mod stream;
mod styles;
mod tables;
mod tiles;

pub(super) use collections::{collection, collections};
pub(super) use crs::CONTENT_CRS;
pub(super) use download::download;
pub(super) use feature::{Features, features, write_features};
pub(super) use html::style;
pub(super) use items::{item, items, items_at_once};
pub(super) use landing::{conformance, landing};
pub(super) use members::{append_members, geometry};
pub(super) use openapi::api;
pub(super) use schema::{queryables, returnables, sortables};
pub(super) use styles::{legend, metadata, style as style_sheet, styles};
pub(super) use tiles::{
    tile_of_all, tile_of_collection, tile_scheme, tile_schemes, tileset_of_all, tileset_of_collection, tilesets_of_all,
    tilesets_of_collection,
};

/// The media type of GeoJSON (RFC 7946, section 12).
pub(super) const GEO_JSON: &str = "application/geo+json";

/// The route of features, as the metrics name it.
pub(super) const ITEMS: &str = "/ogc/collections/{layer}/items";

/// Whether the answers of a path depend on what the reader accepts.
pub(super) fn negotiates(path: &str) -> bool {
    path == "/ogc" || path.starts_with("/ogc/")
}

/// Whether the answers of a path say when they were made.
pub(super) fn stamps(path: &str) -> bool {
    path.starts_with("/ogc/collections/") && path.ends_with("/items")
}
