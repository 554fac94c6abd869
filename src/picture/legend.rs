//! What the colours of a style mean: told by its entries, looked up in its layers, so that a legend cannot differ from its map.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use super::colour::Colour;
use super::expression::Scene;
use super::style::{Paint, Style, colour};
use crate::tiles::Value;

/// The zoom at which widths and opacities of a legend are taken.
const ZOOM: f64 = 10.0;

/// One entry, as the style's metadata has it: the layers that draw a feature with those attributes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// What the attribute says, where a reader's program may ask.
    pub value: Option<String>,
    /// Shown only with a notice of that code.
    pub notice: Option<String>,
    /// The layers that draw it, the last on top.
    pub layers: Vec<String>,
    properties: BTreeMap<String, Json>,
}

/// How an entry looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Swatch {
    /// The colour of its land as it is seen on the map's ground.
    pub fill: Option<Colour>,
    /// The pattern on it.
    pub pattern: Option<&'static str>,
    /// Its border: colour, width in pixels, dashes in widths.
    pub line: Option<(Colour, f32, Vec<f32>)>,
}

impl Entry {
    fn attributes(&self) -> Vec<(&str, Value<'_>)> {
        self.properties.iter().map(|(key, json)| (key.as_str(), value(json))).collect()
    }
}

fn value(json: &Json) -> Value<'_> {
    match json {
        Json::String(text) => Value::Text(text),
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or_default()),
        other => Value::Flag(other == true),
    }
}

impl Style {
    /// How an entry of its legend looks.
    #[must_use]
    pub fn swatch(&self, entry: &Entry) -> Swatch {
        let attributes = entry.attributes();
        let scene = Scene { zoom: ZOOM, attributes: &attributes };
        let mut swatch = Swatch::default();
        for name in &entry.layers {
            let Some(layer) = self.layers.iter().find(|layer| layer.id == *name && layer.draws(&scene)) else { continue };
            match &layer.paint {
                Paint::Fill { colour: fill, opacity } => {
                    let below = swatch.fill.unwrap_or(self.background);
                    let opacity = super::style::single(opacity.number(&scene).unwrap_or(1.0));
                    swatch.fill = colour(fill, &scene).map(|fill| fill.faded(opacity).over(below)).or(swatch.fill);
                }
                Paint::Pattern(name) => swatch.pattern = Some(name),
                Paint::Line { colour: line, width, dashes } => {
                    let width = super::style::single(width.number(&scene).unwrap_or(1.0));
                    swatch.line = colour(line, &scene).map(|line| (line, width, dashes.clone()));
                }
                Paint::Label(_) => {}
            }
        }
        swatch
    }
}
