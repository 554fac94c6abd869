//! `/styles`: how a map draws the tiles (MapLibre Style Specification, version 8).

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

use crate::config::Basemap;
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;
use crate::http::query::Nothing;

#[derive(rust_embed::Embed)]
#[folder = "styles/"]
struct Files;

/// The styles that the program comes with, by identifier: the file's name without `.json`.
#[derive(Debug)]
pub(in crate::http) struct Styles(Vec<(String, Value)>);

/// One of them, as it is listed.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a Value,
    url: String,
}

impl Styles {
    /// Reads those embedded.
    ///
    /// # Errors
    /// One is not JSON: its name and the place.
    pub(in crate::http) fn read() -> Result<Self, String> {
        let read = |file: &str| {
            let data = Files::get(file).map(|file| file.data).unwrap_or_default();
            serde_json::from_slice(&data).map_err(|cause| format!("style `{file}`: {cause}"))
        };
        let files = Files::iter().filter_map(|file| Some((file.strip_suffix(".json")?.to_owned(), read(&file))));
        let mut styles = files.map(|(id, style)| Ok((id, style?))).collect::<Result<Vec<_>, String>>()?;
        styles.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Self(styles))
    }

    /// The layers that styles draw from one source, named as in the address of its tiles.
    pub(in crate::http) fn layer_sets(&self) -> BTreeSet<String> {
        let sources = self.0.iter().filter_map(|(_, style)| style["sources"].as_object()).flat_map(|sources| sources.values());
        let names = |source: &Value| {
            let url = source["url"].as_str()?;
            let names = url.strip_prefix("{base}/tiles/")?.split_once(".json")?.0;
            Some(names.to_owned())
        };
        sources.filter_map(names).collect()
    }
}

/// `/styles`: those that exist.
pub(in crate::http) async fn styles(ask: Ask<Nothing>) -> Result<Response, ApiError> {
    ask.answer(|ask, _| {
        let url = |id: &str| format!("{}/styles/{id}.json{}", ask.settled.base, ask.at_query());
        let listed = ask.site.styles.0.iter().map(|(id, style)| Listed { id, title: &style["name"], url: url(id) });
        Ok(json!({ "styles": listed.collect::<Vec<_>>() }))
    })
}

/// `/styles/{id}.json`.
pub(in crate::http) async fn style(Path(name): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    let found = name.strip_suffix(".json").and_then(|wanted| ask.site.styles.0.iter().find(|(id, _)| id == wanted));
    let ids = || ask.site.styles.0.iter().map(|(id, _)| format!("{id}.json")).collect::<Vec<_>>().join(", ");
    let (_, style) = found.ok_or_else(|| ApiError::NotFound(format!("no style `{name}`, allowed: {}", ids())))?;
    let mut style = style.clone();
    fill(&mut style, &[("{base}", &ask.settled.base), ("{query}", &ask.at_query())]);
    if let Some(basemap) = &ask.site.settings.basemap {
        lay_below(&mut style, basemap);
    }
    answer("application/json", &style)
}

/// Replaces the placeholders in every text.
fn fill(value: &mut Value, replacements: &[(&str, &str)]) {
    match value {
        Value::String(text) => {
            for (placeholder, replacement) in replacements {
                if text.contains(placeholder) {
                    *text = text.replace(placeholder, replacement);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| fill(value, replacements)),
        Value::Object(members) => members.values_mut().for_each(|value| fill(value, replacements)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Draws a raster map above the background and below everything else.
fn lay_below(style: &mut Value, basemap: &Basemap) {
    style["sources"]["basemap"] = json!({ "type": "raster", "tiles": [basemap.url], "tileSize": 256, "attribution": basemap.attribution });
    if let Some(layers) = style["layers"].as_array_mut() {
        let above = layers.iter().take_while(|layer| layer["type"] == "background").count();
        layers.insert(above, json!({ "id": "basemap", "type": "raster", "source": "basemap" }));
    }
}
