//! `/ogc/tiles`, `/ogc/collections/{layer}/tiles` and `/ogc/tileMatrixSets`: the vector tiles of `/tiles` as OGC API – Tiles, part 1, names
//! them (OGC 20-057).
//!
//! Parts in reading order: `scheme` (the tile matrix sets, OGC 17-083r4) · `asked` (which layers on which day) · `limits` (which tiles
//! there are) · `tilesets` (what is in them) · `tile` · `described` (their part of the description).

mod asked;
mod described;
mod limits;
mod scheme;
mod tile;
mod tilesets;

pub(super) use described::described;
pub(super) use scheme::SCHEMES;
pub(in crate::http) use scheme::{tile_scheme, tile_schemes};
pub(in crate::http) use tile::{tile_of_all, tile_of_collection};
pub(in crate::http) use tilesets::{tileset_of_all, tileset_of_collection, tilesets_of_all, tilesets_of_collection};

use super::link::Link;
use super::representation::Representation;

/// The link from a resource to its tiles (`/req/dataset-tilesets/landingpage`, `/req/geodata-tilesets/desc-links`).
pub(super) fn link(base: &str, resource: &str) -> Link {
    let relation = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    Link::new(relation, Representation::Json.media_type(), "Vector tiles", format!("{base}/ogc{resource}/tiles"))
}

/// The link to the tile matrix sets.
pub(super) fn schemes_link(base: &str) -> Link {
    let relation = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";
    Link::new(relation, Representation::Json.media_type(), "The tile matrix sets", format!("{base}/ogc/tileMatrixSets"))
}
