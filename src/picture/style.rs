//! A style as it is read for pictures: strictly, so that what a map would draw and a picture would not is refused.

use serde_json::{Map, Value as Json};

use super::colour::Colour;
use super::expression::{Datum, Expression, Scene};
use super::legend::Entry;
use super::pattern::PATTERNS;
use crate::config::layers::Bilingual;

/// A style: what is drawn over what.
#[derive(Debug, Clone)]
pub struct Style {
    /// What the map shows.
    pub title: Bilingual,
    /// The attribute of a unit that says in one number what the map shows of it, percent.
    pub figure: Option<String>,
    /// What its colours mean.
    pub legend: Vec<Entry>,
    pub(super) background: Colour,
    pub(super) layers: Vec<Layer>,
}

/// Why a style was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("style `{style}`: {what}")]
pub struct StyleError {
    /// The style.
    pub style: String,
    /// What is wrong, with the layer.
    pub what: String,
}

#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub id: String,
    /// The layer of tiles whose features it draws.
    pub source: String,
    zooms: [f64; 2],
    filter: Option<Expression>,
    pub paint: Paint,
}

#[derive(Debug, Clone)]
pub(super) enum Paint {
    Fill { colour: Expression, opacity: Expression },
    Pattern(&'static str),
    Line { colour: Expression, width: Expression, dashes: Vec<f32> },
    Label(Label),
}

#[derive(Debug, Clone)]
pub(super) struct Label {
    pub field: Expression,
    pub bold: bool,
    pub size: Expression,
    /// The longest line, in widths of the letter m.
    pub max_width: f32,
    pub padding: f32,
    pub colour: Expression,
    pub halo: Expression,
    pub halo_width: f32,
}

impl Style {
    /// Reads a style.
    ///
    /// # Errors
    /// It has a layer of a kind, a property or an expression that pictures do not draw, or its legend names what is not there.
    pub fn read(id: &str, json: &Json) -> Result<Self, StyleError> {
        Self::parse(json).map_err(|what| StyleError { style: id.to_owned(), what })
    }

    fn parse(json: &Json) -> Result<Self, String> {
        let meta = |key: &str| json["metadata"].get(key).cloned();
        let title = meta("plancover:title").ok_or("`metadata` without `plancover:title`")?;
        let legend = meta("plancover:legend").ok_or("`metadata` without `plancover:legend`")?;
        let (mut background, mut layers) = (Colour::of(255, 255, 255), Vec::new());
        for layer in json["layers"].as_array().ok_or("no `layers`")? {
            let mut members = Members::new(layer)?;
            let id = members.text("id")?;
            let read = if members.text("type")? == "background" {
                ground(&mut members).map(|colour| background = colour)
            } else {
                Layer::read(&id, layer).map(|layer| layers.push(layer))
            };
            read.map_err(|what| {
                format!("layer `{id}`: {what}; hint: pictures draw a part of the style specification (src/picture/style.rs)")
            })?;
        }
        let legend: Vec<Entry> = serde_json::from_value(legend).map_err(|cause| format!("`plancover:legend`: {cause}"))?;
        for named in legend.iter().flat_map(|entry| &entry.layers) {
            layers
                .iter()
                .find(|layer: &&Layer| layer.id == *named)
                .ok_or_else(|| format!("the legend names the layer `{named}`, which is not there"))?;
        }
        let title = serde_json::from_value(title).map_err(|cause| format!("`plancover:title`: {cause}"))?;
        let figure = meta("plancover:figure").and_then(|figure| figure.as_str().map(str::to_owned));
        Ok(Self { title, figure, legend, background, layers })
    }

    /// The layers of tiles that it draws, each once.
    #[must_use]
    pub fn source_layers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for layer in &self.layers {
            if !names.contains(&layer.source.as_str()) {
                names.push(&layer.source);
            }
        }
        names
    }
}

fn ground(members: &mut Members) -> Result<Colour, String> {
    let mut paint = members.object("paint")?;
    let colour = paint.text("background-color")?;
    paint.finish()?;
    members.finish()?;
    Colour::parse(&colour).ok_or_else(|| format!("the colour `{colour}`"))
}

impl Layer {
    fn read(id: &str, json: &Json) -> Result<Self, String> {
        let mut members = Members::new(json)?;
        members.text("id")?;
        members.text("source")?;
        let kind = members.text("type")?;
        let source = members.text("source-layer")?;
        let zooms =
            [("minzoom", 0.0), ("maxzoom", 25.0)].map(|(key, default)| members.take(key).and_then(|zoom| zoom.as_f64()).unwrap_or(default));
        let filter = members.take("filter").map(|filter| Expression::read(&filter)).transpose()?;
        let (mut layout, mut paint) = (members.object("layout")?, members.object("paint")?);
        let read = match kind.as_str() {
            "fill" => fill(&mut paint)?,
            "line" => line(&mut layout, &mut paint)?,
            "symbol" => Paint::Label(label(&mut layout, &mut paint)?),
            kind => return Err(format!("the type `{kind}`")),
        };
        [layout, paint, members].iter().try_for_each(Members::finish)?;
        Ok(Self { id: id.to_owned(), source, zooms, filter, paint: read })
    }

    /// Whether it draws a feature.
    pub fn draws(&self, scene: &Scene<'_>) -> bool {
        self.shown_at(scene.zoom) && self.filter.as_ref().is_none_or(|filter| filter.holds(scene))
    }

    pub fn shown_at(&self, zoom: f64) -> bool {
        (self.zooms[0]..self.zooms[1]).contains(&zoom)
    }
}

fn fill(paint: &mut Members) -> Result<Paint, String> {
    if let Some(pattern) = paint.take("fill-pattern") {
        let known = PATTERNS.iter().find(|known| pattern == **known);
        return known.map(|name| Paint::Pattern(name)).ok_or_else(|| format!("the pattern {pattern}"));
    }
    // For maps that draw each fill's edge into its neighbour; pictures show no seam whatever it says.
    paint.take("fill-antialias");
    Ok(Paint::Fill { colour: paint.colour("fill-color")?, opacity: paint.expression("fill-opacity", &Json::from(1))? })
}

fn line(layout: &mut Members, paint: &mut Members) -> Result<Paint, String> {
    if let Some(join) = layout.take("line-join").filter(|join| join != "round") {
        return Err(format!("`line-join` {join}"));
    }
    let dashes = paint.take("line-dasharray").unwrap_or_default();
    let dashes = dashes.as_array().into_iter().flatten().map(|dash| dash.as_f64().map(single).ok_or_else(|| format!("the dash {dash}")));
    let dashes = dashes.collect::<Result<Vec<_>, _>>()?;
    if dashes.len() % 2 == 1 {
        return Err("`line-dasharray` of an odd number".into());
    }
    Ok(Paint::Line { colour: paint.colour("line-color")?, width: paint.expression("line-width", &Json::from(1))?, dashes })
}

fn label(layout: &mut Members, paint: &mut Members) -> Result<Label, String> {
    let font = layout.take("text-font").unwrap_or_default();
    let bold = match font.as_array().map(Vec::as_slice) {
        Some([font]) if font == "Noto Sans Regular" => false,
        Some([font]) if font == "Noto Sans Bold" => true,
        _ => return Err(format!("the font {font}")),
    };
    let number =
        |members: &mut Members, key: &str, default: f64| members.take(key).and_then(|value| value.as_f64()).map_or(single(default), single);
    Ok(Label {
        bold,
        field: layout.expression("text-field", &Json::Null)?,
        size: layout.expression("text-size", &Json::from(16))?,
        max_width: number(layout, "text-max-width", 10.0),
        padding: number(layout, "text-padding", 2.0),
        colour: paint.colour("text-color")?,
        halo: paint.colour("text-halo-color")?,
        halo_width: number(paint, "text-halo-width", 0.0),
    })
}

/// The colour that an expression gives.
pub(super) fn colour(expression: &Expression, scene: &Scene<'_>) -> Option<Colour> {
    match expression.value(scene) {
        Datum::Text(text) => Colour::parse(&text),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "sizes in pixels")]
pub(super) const fn single(number: f64) -> f32 {
    number as f32
}

/// The members of an object, taken one by one; what is left is not known.
struct Members(Map<String, Json>);

impl Members {
    fn new(json: &Json) -> Result<Self, String> {
        json.as_object().cloned().map(Self).ok_or_else(|| format!("`{json}` where an object is expected"))
    }

    fn take(&mut self, key: &str) -> Option<Json> {
        self.0.remove(key)
    }

    fn text(&mut self, key: &str) -> Result<String, String> {
        self.take(key).and_then(|value| value.as_str().map(str::to_owned)).ok_or_else(|| format!("no `{key}`"))
    }

    fn object(&mut self, key: &str) -> Result<Self, String> {
        self.take(key).map_or_else(|| Ok(Self(Map::new())), |value| Self::new(&value))
    }

    fn expression(&mut self, key: &str, default: &Json) -> Result<Expression, String> {
        Expression::read(&self.take(key).unwrap_or_else(|| default.clone())).map_err(|what| format!("`{key}`: {what}"))
    }

    fn colour(&mut self, key: &str) -> Result<Expression, String> {
        let value = self.take(key).ok_or_else(|| format!("no `{key}`"))?;
        if let Some(text) = value.as_str().filter(|text| Colour::parse(text).is_none()) {
            return Err(format!("`{key}`: the colour `{text}`"));
        }
        Expression::read(&value).map_err(|what| format!("`{key}`: {what}"))
    }

    fn finish(&self) -> Result<(), String> {
        self.0.keys().next().map_or(Ok(()), |key| Err(format!("`{key}`")))
    }
}
