//! `/ogc/tileMatrixSets`: how the world is divided into tiles (OGC 17-083r4, annexes D.1 and D.2): in web Mercator, and in longitude and latitude
//! for programs that draw no other.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::crs::CRS84;
use super::super::html;
use super::super::link::Link;
use super::super::representation::{Format, Representation, Resource};
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;
use crate::tiles::TileMatrixSet;

/// A tile matrix set as it is registered.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::http) struct Scheme {
    pub(super) set: TileMatrixSet,
    pub(in super::super) id: &'static str,
    /// Its registered name.
    pub(super) uri: &'static str,
    /// Its reference system.
    pub(super) crs: &'static str,
    pub(in super::super) title: &'static str,
    /// What it is called in Vietnamese and English.
    pub(in super::super) called: [&'static str; 2],
    scales: &'static str,
    axes: [&'static str; 2],
    /// The last zoom that the registered set has.
    last: u8,
}

/// The tile matrix sets; the first is the one that pages draw.
pub(in super::super) const SCHEMES: [Scheme; 2] = [
    Scheme {
        set: TileMatrixSet::WebMercatorQuad,
        id: "WebMercatorQuad",
        uri: "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
        crs: "http://www.opengis.net/def/crs/EPSG/0/3857",
        title: "Google Maps Compatible for the World",
        called: ["Lưới Web Mercator", "Web Mercator"],
        scales: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        axes: ["X", "Y"],
        last: 24,
    },
    Scheme {
        set: TileMatrixSet::WorldCrs84Quad,
        id: "WorldCRS84Quad",
        uri: "http://www.opengis.net/def/tilematrixset/OGC/1.0/WorldCRS84Quad",
        crs: CRS84,
        title: "CRS84 for the World",
        called: ["Lưới kinh độ, vĩ độ (WGS 84)", "Longitude and latitude (WGS 84)"],
        scales: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad",
        axes: ["Lon", "Lat"],
        last: 23,
    },
];

/// Half the side of the projected world (metres): half the equator of WGS 84.
const HALF_WORLD: f64 = 20_037_508.342_789_2;
/// Cells along one side of a tile, by which scales are told.
const CELLS: u32 = 256;
/// The side of a cell on a screen (metres), by which scales are told.
const SCREEN_CELL: f64 = 0.000_28;
/// Half the earth around (degrees).
const HALF_TURN: f64 = 180.0;

impl Scheme {
    /// The one of that name.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn named(id: &str) -> Result<&'static Self, ApiError> {
        let missing = || {
            let ids = SCHEMES.each_ref().map(|scheme| scheme.id).join(", ");
            ApiError::NotFound(format!("no tile matrix set `{}`, allowed: {ids}", id.chars().take(50).collect::<String>()))
        };
        SCHEMES.iter().find(|scheme| scheme.id == id).ok_or_else(missing)
    }

    /// The link to its definition.
    pub(super) fn link(&self, base: &str) -> Link {
        let relation = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
        Link::new(relation, Representation::Json.media_type(), self.title, format!("{base}/ogc/tileMatrixSets/{}", self.id))
    }

    /// The definition in the encoding of version 2.0 of the standard (annex B.1). The members of version 1.0 (OGC 17-083r2) are beside them
    /// for those who know no other, as GDAL before 3.8.
    fn definition(&self) -> Value {
        json!({
            "id": self.id,
            "title": self.title,
            "uri": self.uri,
            "crs": self.crs,
            "orderedAxes": self.axes,
            "wellKnownScaleSet": self.scales,
            "tileMatrices": (0..=self.last).map(|zoom| self.matrix(zoom)).collect::<Vec<Value>>(),
            "type": "TileMatrixSetType",
            "identifier": self.id,
            "supportedCRS": self.crs,
        })
    }

    fn matrix(&self, zoom: u8) -> Value {
        // The world is as wide as it is told in either system; of a degree scales are told at the equator.
        let (west, north, metres) = match self.set {
            TileMatrixSet::WebMercatorQuad => (-HALF_WORLD, HALF_WORLD, 1.0),
            TileMatrixSet::WorldCrs84Quad => (-HALF_TURN, HALF_TURN / 2.0, HALF_WORLD / HALF_TURN),
        };
        let [columns, rows] = self.set.size(zoom);
        let cell = -2.0 * west / f64::from(CELLS) / f64::from(columns);
        json!({
            "id": zoom.to_string(),
            "identifier": zoom.to_string(),
            "scaleDenominator": cell * metres / SCREEN_CELL,
            "cellSize": cell,
            "cornerOfOrigin": "topLeft",
            "pointOfOrigin": [west, north],
            "topLeftCorner": [west, north],
            "tileWidth": CELLS,
            "tileHeight": CELLS,
            "matrixWidth": columns,
            "matrixHeight": rows,
        })
    }
}

/// `/ogc/tileMatrixSets`.
pub(in crate::http) async fn tile_schemes(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::tile_schemes(&ask));
    }
    let listed = SCHEMES.each_ref().map(|scheme| {
        // The standard wants `self`, OGC's test suite `item`.
        let links = ["self", "item"].map(|rel| Link { rel, ..scheme.link(&ask.settled.base) });
        json!({ "id": scheme.id, "title": scheme.title, "uri": scheme.uri, "crs": scheme.crs, "links": links })
    });
    let links = Link::to_itself(&ask, "/ogc/tileMatrixSets", Resource::Catalogue, sent);
    answer(sent.media_type(), &json!({ "links": links, "tileMatrixSets": listed }))
}

/// `/ogc/tileMatrixSets/{id}`.
pub(in crate::http) async fn tile_scheme(Path(id): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let definition = Scheme::named(&id)?.definition();
    let sent = ask.query.of(Resource::Catalogue, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::tile_scheme(&ask, &definition));
    }
    answer(sent.media_type(), &definition)
}
