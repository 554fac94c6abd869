//! The collections: one a layer (OGC 17-069r4, sections 7.13 and 7.14).

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::asked::Format;
use super::{CRS84, GEO_JSON, Link};
use crate::config::layers::{Layer, Source};
use crate::http::ask::Ask;
use crate::http::error::ApiError;
use crate::http::wire::bbox;

/// `/ogc/collections`.
pub(in crate::http) async fn collections(ask: Ask<Format>) -> Result<Response, ApiError> {
    ask.answer(|ask, _| {
        let collections: Vec<Value> = ask.site.collections().map(|layer| description(ask, layer)).collect();
        let here = format!("{}/ogc/collections", ask.settled.base);
        Ok(json!({ "links": [Link::new("self", "application/json", "The collections", here)], "collections": collections }))
    })
}

/// `/ogc/collections/{layer}`.
pub(in crate::http) async fn collection(Path(layer): Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    ask.answer(|ask, _| Ok(description(ask, ask.site.collection(&layer)?)))
}

fn description(ask: &Ask<Format>, layer: &Layer) -> Value {
    let here = format!("{}/ogc/collections/{}", ask.settled.base, layer.id);
    let supplied = layer.source != Source::Zones;
    let note = if supplied { "" } else { " · chưa có dữ liệu / data not supplied" };
    let first = ask.snapshot().timeline.first();
    let first = first.map(|day| format!("{day}T00:00:00Z"));
    let links = [
        Link::new("self", "application/json", &layer.title.en, here.clone()),
        Link::new("items", GEO_JSON, &layer.title.en, format!("{here}/items")),
        Link::new("tiles", "application/json", "Vector tiles (TileJSON)", format!("{}/tiles/{}.json", ask.settled.base, layer.id)),
    ];
    let mut description = json!({
        "id": layer.id,
        "title": format!("{} / {}", layer.title.vi, layer.title.en),
        "description": format!("{} / {}{note}", layer.description.vi, layer.description.en),
        "itemType": "feature",
        "crs": [CRS84],
        "links": links,
    });
    if let Some(bounds) = ask.snapshot().bounds(ask.day).filter(|_| supplied) {
        description["extent"] = json!({
            "spatial": { "bbox": [bbox(bounds)], "crs": CRS84 },
            "temporal": { "interval": [[first, Value::Null]] },
        });
    }
    description
}
