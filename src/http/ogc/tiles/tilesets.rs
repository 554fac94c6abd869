//! Which tilesets there are and what is in them (OGC 20-057, sections 8 and 9; the metadata of OGC 17-083r4, section 7).

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::crs::CRS84;
use super::super::html;
use super::super::link::Link;
use super::super::representation::{Format, Representation, Resource};
use super::super::schema;
use super::asked::{OfAll, OfCollection, declared};
use super::limits::{Limits, zooms};
use super::scheme::{SCHEMES, Scheme};
use crate::config::layers::Layer;
use crate::domain::Day;
use crate::http::ask::Ask;
use crate::http::error::ApiError;
use crate::http::wire::bbox;

/// The tiles of some layers on a day.
struct Tileset {
    /// The address of its list, below the server's.
    path: String,
    /// In Vietnamese and English.
    title: [String; 2],
    places: Vec<usize>,
    day: Day,
    sent: Representation,
}

/// `/ogc/tiles`.
pub(in crate::http) async fn tilesets_of_all(ask: Ask<OfAll>) -> Result<Response, ApiError> {
    let tileset = of_all(&ask)?;
    list(ask, &tileset)
}

/// `/ogc/tiles/{tileMatrixSetId}`.
pub(in crate::http) async fn tileset_of_all(Path(set): Path<String>, ask: Ask<OfAll>) -> Result<Response, ApiError> {
    let tileset = of_all(&ask)?;
    whole(ask, &tileset, Scheme::named(&set)?)
}

/// `/ogc/collections/{layer}/tiles`.
pub(in crate::http) async fn tilesets_of_collection(Path(layer): Path<String>, ask: Ask<OfCollection>) -> Result<Response, ApiError> {
    let tileset = of_collection(&ask, &layer)?;
    list(ask, &tileset)
}

/// `/ogc/collections/{layer}/tiles/{tileMatrixSetId}`.
pub(in crate::http) async fn tileset_of_collection(
    Path((layer, set)): Path<(String, String)>,
    ask: Ask<OfCollection>,
) -> Result<Response, ApiError> {
    let tileset = of_collection(&ask, &layer)?;
    whole(ask, &tileset, Scheme::named(&set)?)
}

fn of_all(ask: &Ask<OfAll>) -> Result<Tileset, ApiError> {
    let title = &ask.site.settings.title;
    Ok(Tileset {
        path: "/ogc/tiles".into(),
        title: [title.vi.clone(), title.en.clone()],
        places: ask.query.places(&ask.site)?,
        day: ask.query.shown.day.unwrap_or(ask.day),
        sent: sent(ask, &ask.query.shown.format)?,
    })
}

fn of_collection(ask: &Ask<OfCollection>, id: &str) -> Result<Tileset, ApiError> {
    let place = ask.site.collection_place(id)?;
    let layer = &ask.site.layers[place];
    Ok(Tileset {
        path: format!("/ogc/collections/{}/tiles", layer.id),
        title: [layer.title.vi.clone(), layer.title.en.clone()],
        places: vec![place],
        day: ask.query.day.unwrap_or(ask.day),
        sent: sent(ask, &ask.query.format)?,
    })
}

fn sent<Q>(ask: &Ask<Q>, format: &Format) -> Result<Representation, ApiError> {
    format.of(Resource::Catalogue, &ask.settled)
}

/// The list: of each tileset what the standard wants there, and where the rest is. OGC's test suite asks for every address in it, so the
/// template of tiles stands in the tileset alone.
fn list<Q>(ask: Ask<Q>, tileset: &Tileset) -> Result<Response, ApiError> {
    if tileset.sent == Representation::Html {
        return Ok(html::tilesets(&ask, (&tileset.path, tileset.day), &tileset.title));
    }
    ask.answer(|ask, _| {
        let listed = SCHEMES.each_ref().map(|scheme| {
            let address = ask.address_with(&format!("{}/{}", tileset.path, scheme.id), &[]);
            let itself = Link::new("self", Representation::Json.media_type(), &tileset.title.join(" / "), address);
            let mut listed = tileset.brief(scheme);
            listed["links"] = json!([itself, scheme.link(&ask.settled.base)]);
            listed
        });
        let links = Link::to_itself(ask, &tileset.path, Resource::Catalogue, tileset.sent);
        Ok(json!({ "links": links, "tilesets": listed }))
    })
}

/// The metadata of a tileset.
fn whole<Q>(ask: Ask<Q>, tileset: &Tileset, scheme: &Scheme) -> Result<Response, ApiError> {
    if tileset.sent == Representation::Html {
        let layers: Vec<&Layer> = declared(&ask.site, &tileset.places).collect();
        return Ok(html::tileset(&ask, (&tileset.path, tileset.day), &tileset.title, &layers, &tileset.told(&ask, scheme)));
    }
    ask.answer(|ask, _| {
        let mut whole = tileset.told(ask, scheme);
        let path = format!("{}/{}", tileset.path, scheme.id);
        let mut links: Vec<Value> = Link::to_itself(ask, &path, Resource::Catalogue, tileset.sent).iter().map(|link| json!(link)).collect();
        links.push(json!(scheme.link(&ask.settled.base)));
        links.push(tileset.item(ask, scheme));
        whole["links"] = links.into();
        Ok(whole)
    })
}

impl Tileset {
    fn brief(&self, scheme: &Scheme) -> Value {
        json!({
            "title": self.title.join(" / "),
            "dataType": "vector",
            "crs": scheme.crs,
            "tileMatrixSetId": scheme.id,
            "tileMatrixSetURI": scheme.uri,
        })
    }

    /// All but the links.
    fn told<Q>(&self, ask: &Ask<Q>, scheme: &Scheme) -> Value {
        let map = &ask.settled.edition.map;
        let layers = || declared(&ask.site, &self.places);
        let mut whole = self.brief(scheme);
        let zooms = || zooms(scheme.set, layers());
        let described = |layer: &Layer| described(scheme, layer, map.bounds([layer], self.day).map(bbox));
        whole["layers"] = layers().map(described).collect();
        if let Some(bounds) = map.bounds(layers(), self.day) {
            let limits: Vec<Limits> = zooms().filter_map(|zoom| Limits::of(scheme.set, zoom, bounds)).collect();
            whole["tileMatrixSetLimits"] = json!(limits);
            whole["boundingBox"] = rectangle(bbox(bounds));
            let centre = bounds.center();
            whole["centerPoint"] =
                json!({ "coordinates": [centre.x, centre.y], "crs": CRS84, "tileMatrix": fitting(scheme, bbox(bounds), zooms()) });
        }
        whole
    }

    /// The address of each tile, as a template (`/req/tileset/description`).
    fn item<Q>(&self, ask: &Ask<Q>, scheme: &Scheme) -> Value {
        let path = format!("{}/{}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", self.path, scheme.id);
        let address = ask.address_with(&path, &[("f", Representation::Mvt.names()[0])]);
        let mut link = json!(Link::new("item", Representation::Mvt.media_type(), "The tiles", address));
        link["templated"] = true.into();
        link
    }
}

fn described(scheme: &Scheme, layer: &Layer, bounds: Option<[f64; 4]>) -> Value {
    let mut described = json!({
        "id": layer.id,
        "title": format!("{} / {}", layer.title.vi, layer.title.en),
        "description": format!("{} / {}", layer.description.vi, layer.description.en),
        "dataType": "vector",
        "geometryDimension": 2,
        "crs": scheme.crs,
        "minTileMatrix": scheme.set.zoom_of(layer.min_zoom).to_string(),
        "maxTileMatrix": scheme.set.zoom_of(layer.max_zoom).to_string(),
        "propertiesSchema": schema::in_tiles(layer),
    });
    if let Some(bounds) = bounds {
        described["boundingBox"] = rectangle(bounds);
    }
    described
}

fn rectangle([west, south, east, north]: [f64; 4]) -> Value {
    json!({ "lowerLeft": [west, south], "upperRight": [east, north], "crs": CRS84 })
}

/// The highest zoom at which a rectangle (degrees) is no wider than two tiles.
fn fitting(scheme: &Scheme, [west, _, east, _]: [f64; 4], zooms: std::ops::RangeInclusive<u8>) -> String {
    let fits = |zoom: &u8| (east - west) / 360.0 * f64::from(scheme.set.size(*zoom)[0]) <= 2.0;
    let least = *zooms.start();
    zooms.take_while(fits).last().unwrap_or(least).to_string()
}
