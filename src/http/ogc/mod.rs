//! `/ogc`: the layers as GeoJSON for GIS programs (OGC API – Features – Part 1: Core 1.0.1, OGC 17-069r4).
//!
//! Which layers exist and what they carry is declared in `layers/*.toml`; what they hold is decided in `app::features`. Beyond
//! the standard, `at=DATE` asks for a day as it does everywhere else. Never here: geometry, or another CRS than CRS84.
//!
//! Parts in reading order: `landing` (landing page, conformance) · `collections` · `asked` (bbox, datetime, limit) · `items` ·
//! `feature` (GeoJSON) · `openapi` (the description, OpenAPI 3.0).

mod asked;
mod collections;
mod feature;
mod items;
mod landing;
mod openapi;

pub(super) use collections::{collection, collections};
pub(super) use feature::{append_members, geometry};
pub(super) use items::{item, items};
pub(super) use landing::{conformance, landing};
pub(super) use openapi::api;

use serde::Serialize;

/// The media type of GeoJSON (RFC 7946, section 12).
pub(super) const GEO_JSON: &str = "application/geo+json";
/// The media type of the description.
const OPENAPI_3_0: &str = "application/vnd.oai.openapi+json;version=3.0";
/// <http://www.opengis.net/def/crs/OGC/1.3/CRS84>: longitude and latitude on WGS 84.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// A link (RFC 8288).
#[derive(Debug, Clone, Serialize)]
struct Link {
    href: String,
    rel: &'static str,
    r#type: &'static str,
    title: String,
}

impl Link {
    fn new(rel: &'static str, media_type: &'static str, title: &str, href: String) -> Self {
        Self { href, rel, r#type: media_type, title: title.to_owned() }
    }
}
