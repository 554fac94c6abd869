//! `/styles`: how a map draws the tiles (MapLibre Style Specification, version 8), its sprite, and what its colours mean.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use crate::config::Basemap;
use crate::config::layers::Layer;
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;
use crate::http::maps::seen;
use crate::http::query::Nothing;
use crate::http::wire::Notices;
use crate::picture::{Colour, Entry, Style, Swatch, sprite};

#[derive(rust_embed::Embed)]
#[folder = "styles/"]
struct Files;

/// A style as maps get it and as pictures are drawn with it.
#[derive(Debug)]
pub(in crate::http) struct Drawn {
    id: String,
    json: Value,
    pub(in crate::http) style: Style,
    /// The places of the layers that it draws.
    pub(in crate::http) layers: Vec<usize>,
}

/// The styles that the program comes with, by identifier: the file's name without `.json`.
#[derive(Debug)]
pub(in crate::http) struct Styles(Vec<Drawn>);

/// One of them, as it is listed.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a Value,
    url: String,
}

/// What one colour, pattern or border means.
#[derive(Debug, Serialize)]
struct Meaning<'a> {
    /// What the attribute says.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    vi: &'a str,
    en: &'a str,
    /// The colour that is seen on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
    /// The pattern on it, of the sprite.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Border>,
    /// It matters only where this notice holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Border {
    color: String,
    width: f32,
    /// Lengths in widths, drawn and left out in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dashes: Vec<f32>,
}

impl<'a> Meaning<'a> {
    fn of(entry: &'a Entry, swatch: Swatch) -> Self {
        let Swatch { fill, pattern, line } = swatch;
        Self {
            value: entry.value.as_deref(),
            vi: &entry.vi,
            en: &entry.en,
            color: fill.map(Colour::hex),
            pattern,
            line: line.map(|(colour, width, dashes)| Border { color: colour.hex(), width: (width * 100.0).round() / 100.0, dashes }),
            notice: entry.notice.as_deref(),
        }
    }
}

impl Styles {
    /// Reads those embedded.
    ///
    /// # Errors
    /// One is not JSON, has something that pictures do not draw, or draws a layer that does not exist.
    pub(in crate::http) fn read(layers: &[Layer]) -> Result<Self, String> {
        let files = Files::iter().filter_map(|file| Some((file.strip_suffix(".json")?.to_owned(), Files::get(&file)?.data)));
        let mut styles = files.map(|(id, data)| Drawn::read(id, &data, layers)).collect::<Result<Vec<_>, String>>()?;
        styles.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Self(styles))
    }

    /// The place of the style that a name with that ending means.
    pub(in crate::http) fn place(&self, name: &str, ending: &str) -> Result<usize, ApiError> {
        let place = name.strip_suffix(ending).and_then(|id| self.0.iter().position(|drawn| drawn.id == id));
        place.ok_or_else(|| self.missing(name, ending))
    }

    /// The identifiers of all, in the order of their places.
    pub(in crate::http) fn ids(&self) -> Vec<&str> {
        self.0.iter().map(|drawn| drawn.id.as_str()).collect()
    }

    /// The style at a place that [`Styles::place`] has told.
    pub(in crate::http) fn at(&self, place: usize) -> &Drawn {
        &self.0[place]
    }

    fn missing(&self, name: &str, ending: &str) -> ApiError {
        let ids: Vec<String> = self.0.iter().map(|drawn| format!("{}{ending}", drawn.id)).collect();
        ApiError::NotFound(format!("no style `{}`, allowed: {}", name.chars().take(50).collect::<String>(), ids.join(", ")))
    }

    /// The layers that styles draw from one source, named as in the address of its tiles.
    pub(in crate::http) fn layer_sets(&self) -> BTreeSet<String> {
        let sources = self.0.iter().filter_map(|drawn| drawn.json["sources"].as_object()).flat_map(|sources| sources.values());
        let names = |source: &Value| {
            let url = source["url"].as_str()?;
            let names = url.strip_prefix("{base}/tiles/")?.split_once(".json")?.0;
            Some(names.to_owned())
        };
        sources.filter_map(names).collect()
    }
}

impl Drawn {
    fn read(id: String, data: &[u8], layers: &[Layer]) -> Result<Self, String> {
        let json: Value = serde_json::from_slice(data).map_err(|cause| format!("style `{id}`: {cause}"))?;
        let style = Style::read(&id, &json).map_err(|cause| cause.to_string())?;
        let place = |name: &str| {
            let place = layers.iter().position(|layer| layer.id == name);
            place.ok_or_else(|| format!("style `{id}`: it draws the layer `{name}`, which does not exist"))
        };
        let places = style.source_layers().into_iter().map(place).collect::<Result<_, _>>()?;
        Ok(Self { layers: places, id, json, style })
    }
}

/// `/styles`: those that exist.
pub(in crate::http) async fn styles(ask: Ask<Nothing>) -> Result<Response, ApiError> {
    ask.answer(|ask, _| {
        let url = |id: &str| format!("{}/styles/{id}.json{}", ask.settled.base, ask.at_query());
        let listed = ask.site.styles.0.iter().map(|drawn| Listed { id: &drawn.id, title: &drawn.json["name"], url: url(&drawn.id) });
        Ok(json!({ "styles": listed.collect::<Vec<_>>() }))
    })
}

/// `/styles/{id}.json`, and the sprite that all of them share.
pub(in crate::http) async fn style(Path(name): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    if let Some(rest) = name.strip_prefix("sprite") {
        return sprite_file(rest).unwrap_or_else(|| Err(ask.site.styles.missing(&name, ".json")));
    }
    let place = ask.site.styles.place(&name, ".json")?;
    answer("application/json", &sheet(&ask, place))
}

/// The style at a place, with the addresses of this server.
pub(in crate::http) fn sheet<Q>(ask: &Ask<Q>, place: usize) -> Value {
    let mut style = ask.site.styles.at(place).json.clone();
    fill(&mut style, &[("{base}", &ask.settled.base), ("{query}", &ask.at_query())]);
    if let Some(basemap) = &ask.site.settings.basemap {
        lay_below(&mut style, basemap);
    }
    style
}

/// `/styles/{id}/legend.json`: what the colours mean, read from the style itself.
pub(in crate::http) async fn legend(Path(id): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    let place = ask.site.styles.place(&id, "")?;
    ask.answer(|ask, notices| Ok(meanings(ask, notices, place)))
}

/// What the colours of the style at a place mean.
pub(in crate::http) fn meanings<Q>(ask: &Ask<Q>, notices: &mut Notices, place: usize) -> Value {
    seen(ask, notices, None);
    let Drawn { style, id, .. } = ask.site.styles.at(place);
    let entries: Vec<Meaning<'_>> = style.legend.iter().map(|entry| Meaning::of(entry, style.swatch(entry))).collect();
    json!({ "style": id, "title": { "vi": style.title.vi, "en": style.title.en }, "entries": entries })
}

/// One of the four files of the sprite, by what follows its name.
fn sprite_file(rest: &str) -> Option<Result<Response, ApiError>> {
    let (ratio, ending) = rest.strip_prefix("@2x").map_or((1, rest), |ending| (2, ending));
    let files = || sprite(ratio).map_err(|cause| ApiError::Internal(cause.to_string()));
    match ending {
        ".json" => Some(files().and_then(|(index, _)| answer("application/json", &index))),
        ".png" => Some(files().map(|(_, png)| ([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], png).into_response())),
        _ => None,
    }
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
