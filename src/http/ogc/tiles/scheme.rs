//! `/ogc/tileMatrixSets`: how the world is divided into tiles (OGC 17-083r4, annex D.1). There is one way, web Mercator: tiles are made in no
//! other projection, so no other set is listed.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::html;
use super::super::link::Link;
use super::super::representation::{Format, Representation, Resource};
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;

/// The identifier of the tile matrix set.
pub(super) const ID: &str = "WebMercatorQuad";
/// Its registered name.
pub(super) const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
/// Its reference system.
pub(super) const CRS: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
const TITLE: &str = "Google Maps Compatible for the World";

/// Half the side of the projected world (metres): half the equator of WGS 84.
const HALF_WORLD: f64 = 20_037_508.342_789_2;
/// Cells along one side of a tile, by which scales are told.
const CELLS: u32 = 256;
/// The side of a cell on a screen (metres), by which scales are told.
const SCREEN_CELL: f64 = 0.000_28;
/// The last zoom that the registered set has.
const LAST: u8 = 24;

/// The set of that name must be this one.
///
/// # Errors
/// It is another.
pub(super) fn named(id: &str) -> Result<(), ApiError> {
    if id == ID {
        return Ok(());
    }
    Err(ApiError::NotFound(format!("no tile matrix set `{}`, allowed: {ID}", id.chars().take(50).collect::<String>())))
}

/// The link to its definition.
pub(super) fn link(base: &str) -> Link {
    let relation = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
    Link::new(relation, Representation::Json.media_type(), TITLE, format!("{base}/ogc/tileMatrixSets/{ID}"))
}

/// `/ogc/tileMatrixSets`.
pub(in crate::http) async fn tile_schemes(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::tile_schemes(&ask, [(ID, TITLE)]));
    }
    // The standard wants `self`, OGC's test suite `item`.
    let links_to = ["self", "item"].map(|rel| Link { rel, ..link(&ask.settled.base) });
    let listed = json!({ "id": ID, "title": TITLE, "uri": URI, "crs": CRS, "links": links_to });
    let links = Link::to_itself(&ask, "/ogc/tileMatrixSets", Resource::Catalogue, sent);
    answer(sent.media_type(), &json!({ "links": links, "tileMatrixSets": [listed] }))
}

/// `/ogc/tileMatrixSets/{id}`.
pub(in crate::http) async fn tile_scheme(Path(id): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    named(&id)?;
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    let definition = definition();
    if sent == Representation::Html {
        return Ok(html::tile_scheme(&ask, &definition));
    }
    answer(sent.media_type(), &definition)
}

/// The definition in the encoding of version 2.0 of the standard (annex B.1). The members of version 1.0 (OGC 17-083r2) are beside them for
/// those who know no other, as GDAL before 3.8.
fn definition() -> Value {
    json!({
        "id": ID,
        "title": TITLE,
        "uri": URI,
        "crs": CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": (0..=LAST).map(matrix).collect::<Vec<Value>>(),
        "type": "TileMatrixSetType",
        "identifier": ID,
        "supportedCRS": CRS,
    })
}

fn matrix(zoom: u8) -> Value {
    let tiles = 1_u32 << zoom;
    let cell = 2.0 * HALF_WORLD / f64::from(CELLS) / f64::from(tiles);
    json!({
        "id": zoom.to_string(),
        "identifier": zoom.to_string(),
        "scaleDenominator": cell / SCREEN_CELL,
        "cellSize": cell,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF_WORLD, HALF_WORLD],
        "topLeftCorner": [-HALF_WORLD, HALF_WORLD],
        "tileWidth": CELLS,
        "tileHeight": CELLS,
        "matrixWidth": tiles,
        "matrixHeight": tiles,
    })
}
