//! `/tiles/{layers}.json`: what is in the tiles and where they are (TileJSON 3.0.0).

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::layers;
use crate::config::layers::Layer;
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;
use crate::http::query::Nothing;
use crate::http::site::VERSION;
use crate::http::wire::bbox;

/// The description of the tiles of some layers.
pub(in crate::http) async fn tilejson(Path(name): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    let names =
        name.strip_suffix(".json").ok_or_else(|| ApiError::NotFound(format!("no `{name}`; hint: `{name}.json` describes tiles")))?;
    let declared: Vec<&Layer> = layers(&ask.site, names)?.into_iter().map(|place| &ask.site.layers[place]).collect();
    let mut description = json!({
        "tilejson": "3.0.0",
        "name": ask.site.settings.title.vi,
        "version": format!("{VERSION}+{}", ask.snapshot().revision),
        "scheme": "xyz",
        "tiles": [format!("{}/tiles/{names}/{{z}}/{{x}}/{{y}}{}", ask.settled.base, ask.at_query())],
        "minzoom": declared.iter().map(|layer| layer.min_zoom).min(),
        "maxzoom": declared.iter().map(|layer| layer.max_zoom).max(),
        "vector_layers": declared.iter().map(|layer| vector_layer(layer)).collect::<Vec<_>>(),
    });
    if let Some(bounds) = ask.snapshot().bounds(ask.day) {
        description["bounds"] = json!(bbox(bounds));
    }
    answer("application/json", &description)
}

fn vector_layer(layer: &Layer) -> Value {
    let fields: Map<String, Value> =
        layer.attributes.iter().map(|attribute| (attribute.name.clone(), attribute.value_type.tilejson().into())).collect();
    json!({
        "id": layer.id,
        "description": format!("{} / {}", layer.description.vi, layer.description.en),
        "minzoom": layer.min_zoom,
        "maxzoom": layer.max_zoom,
        "fields": fields,
    })
}
