//! `/tiles/{layers}.json`: what is in the tiles and where they are (TileJSON 3.0.0).

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use serde_json::json;

use super::layers;
use crate::app::vector_layers;
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
    let places = layers(&ask.site, names)?;
    let declared: Vec<&Layer> = places.iter().map(|&place| &ask.site.layers[place]).collect();
    let (edition, day) = (Arc::clone(&ask.settled.edition), ask.day);
    let version = {
        let places = places.clone();
        tokio::task::spawn_blocking(move || edition.map.version(&places, edition.map.stretch(day))).await
    };
    // Readers may keep tiles of this address for ever: when the layers change, the address does.
    let version = version.ok().and_then(Result::ok).map(|version| format!("v={version:016x}")).unwrap_or_default();
    let query = [ask.at_query(), version].join(if ask.at_query().is_empty() { "?" } else { "&" });
    let mut description = json!({
        "tilejson": "3.0.0",
        "name": ask.site.settings.title.vi,
        "version": format!("{VERSION}+{}", ask.snapshot().revision),
        "scheme": "xyz",
        "tiles": [format!("{}/tiles/{names}/{{z}}/{{x}}/{{y}}{}", ask.settled.base, query)],
        "minzoom": declared.iter().map(|layer| layer.min_zoom).min(),
        "maxzoom": declared.iter().map(|layer| layer.max_zoom).max(),
        "vector_layers": vector_layers(declared.iter().copied()),
    });
    if let Some(bounds) = ask.snapshot().bounds(ask.day) {
        description["bounds"] = json!(bbox(bounds));
    }
    answer("application/json", &description)
}
