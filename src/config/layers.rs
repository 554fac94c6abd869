//! The layers that exist, as `layers/*.toml` declares them: one file a layer, embedded in the program.

use crate::domain::Level;
use serde::{Deserialize, Deserializer};
use std::num::NonZeroU32;

/// Text in both languages of the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Vietnamese, which users see first.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// What stands before any list of words or further condition, in Vietnamese and English: what a column is called.
    #[must_use]
    pub fn short(&self) -> [&str; 2] {
        [&self.vi, &self.en].map(|text| text[..text.find([':', ';', '(']).unwrap_or(text.len())].trim())
    }
}

/// Where the features of a layer come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Unit versions of one level that are valid on the day.
    Units(Level),
    /// Areas that are valid on the day.
    Areas,
    /// Plans whose state on the day is not `none`.
    Plans,
    /// Zones of the land-use maps of plans.
    Zones,
    /// Land that no plan in force covers, by tier.
    Gaps,
}

/// The type of an attribute's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeType {
    /// Text.
    String,
    /// A number; in tiles rounded to two decimals.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A day as `YYYY-MM-DD`; in tiles text.
    Date,
}

impl AttributeType {
    /// The type as the `fields` of TileJSON 3 and the styles' tools name it.
    #[must_use]
    pub const fn tilejson(self) -> &'static str {
        match self {
            Self::String | Self::Date => "String",
            Self::Number | Self::Integer => "Number",
            Self::Boolean => "Boolean",
        }
    }
}

/// One attribute of a layer's features. An attribute without a value is left out of a feature.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The name in tiles, GeoJSON and tables.
    pub name: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub value_type: AttributeType,
    /// What it says.
    pub description: Bilingual,
    /// The least zoom at which it is in tiles. Below, one tile holds thousands of features: only what styles read is there then.
    #[serde(default)]
    pub from_zoom: u8,
}

/// How many features are in a tile at most, from a zoom on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    /// The first zoom of which it says so.
    pub from_zoom: u8,
    /// How many.
    pub features: NonZeroU32,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// The identifier in URLs, and the layer's name in tiles.
    pub id: String,
    /// The title.
    pub title: Bilingual,
    /// What the layer shows.
    pub description: Bilingual,
    /// Where its features come from.
    #[serde(deserialize_with = "source")]
    pub source: Source,
    /// The least zoom at which it is in tiles.
    pub min_zoom: u8,
    /// The highest zoom for which its tiles are made; a map draws them larger beyond.
    pub max_zoom: u8,
    /// How many features are in a tile at most, the lower zooms first: below zoom 10 the smallest are left out where there are more, the same
    /// ones in all tiles of a zoom. Nothing is left out below the first of them, nor without any.
    #[serde(default)]
    pub most_in_tile: Vec<Crowd>,
    /// Each feature is a point inside its land, for its name: in tiles alone.
    #[serde(default)]
    pub points: bool,
    /// The attributes of its features, in the order of columns.
    pub attributes: Vec<Attribute>,
}

impl Layer {
    /// The names of the attributes, in the order of columns.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        self.attributes.iter().map(|attribute| attribute.name.as_str()).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTable {
    from: String,
    level: Option<String>,
}

fn source<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Source, D::Error> {
    use serde::de::Error;
    let SourceTable { from, level } = SourceTable::deserialize(deserializer)?;
    match (from.as_str(), level) {
        ("units", Some(level)) => level.parse().map(Source::Units).map_err(D::Error::custom),
        ("units", None) => Err(D::Error::custom("source `units` without `level`; hint: level = \"commune\"")),
        ("areas", None) => Ok(Source::Areas),
        ("plans", None) => Ok(Source::Plans),
        ("zones", None) => Ok(Source::Zones),
        ("gaps", None) => Ok(Source::Gaps),
        ("areas" | "plans" | "zones" | "gaps", Some(_)) => Err(D::Error::custom(format!("source `{from}` has no `level`"))),
        _ => Err(D::Error::custom(format!("unknown source `{from}`, allowed: units, areas, plans, zones, gaps"))),
    }
}

/// Why a layer's declaration was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayerError {
    /// It is not what a layer's file holds.
    #[error("layer `{file}`: {what}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the reader says, with the place.
        what: String,
    },
    /// A value is out of range, or two layers or attributes have one name.
    #[error("layer `{id}`: {what}")]
    Refused {
        /// The layer.
        id: String,
        /// The value found and the value allowed.
        what: String,
    },
}

/// The declarations, embedded: a file put there is a layer more.
#[derive(rust_embed::Embed)]
#[folder = "layers/"]
struct Files;

/// The layers that the program comes with, from the top unit down, then areas, plans, zones and gaps, by id where several have
/// one source; those of points last.
///
/// # Errors
/// A declaration is wrong; a test makes sure that none is.
pub fn layers() -> Result<Vec<Layer>, LayerError> {
    let mut layers: Vec<Layer> =
        Files::iter().filter(|file| file.ends_with(".toml")).map(|file| embedded(&file)).collect::<Result<_, _>>()?;
    layers.sort_by(|one, other| (one.points, one.source, &one.id).cmp(&(other.points, other.source, &other.id)));
    let twice = layers.iter().enumerate().find(|(place, layer)| layers[..*place].iter().any(|other| other.id == layer.id));
    match twice {
        Some((_, layer)) => Err(LayerError::Refused { id: layer.id.clone(), what: "declared twice; hint: one file a layer".to_owned() }),
        None => Ok(layers),
    }
}

fn embedded(file: &str) -> Result<Layer, LayerError> {
    let content = Files::get(file).map(|found| found.data).unwrap_or_default();
    match std::str::from_utf8(&content) {
        Ok(text) => read(file, text),
        Err(error) => Err(LayerError::Unreadable { file: file.to_owned(), what: error.to_string() }),
    }
}

/// Reads one declaration.
///
/// # Errors
/// It is not TOML, has a key that is not known or lacks one, or a value is out of range.
pub fn read(file: &str, text: &str) -> Result<Layer, LayerError> {
    let layer: Layer = toml::from_str(text)
        .map_err(|error| LayerError::Unreadable { file: file.to_owned(), what: error.to_string().trim_end().to_owned() })?;
    match complaint(&layer) {
        Some(what) => Err(LayerError::Refused { id: layer.id, what }),
        None => Ok(layer),
    }
}

fn complaint(layer: &Layer) -> Option<String> {
    const MAX_ZOOM: u8 = 22;
    let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !word(&layer.id) {
        return Some(format!("id `{}`, allowed: lower-case letters, digits and `_`", layer.id));
    }
    if layer.min_zoom > layer.max_zoom || layer.max_zoom > MAX_ZOOM {
        return Some(format!("zooms `{}` to `{}`, allowed: 0 to {MAX_ZOOM}, the lesser first", layer.min_zoom, layer.max_zoom));
    }
    let keys = layer.keys();
    if let Some(key) = keys.iter().find(|key| !word(key)) {
        return Some(format!("attribute `{key}`, allowed: lower-case letters, digits and `_`"));
    }
    if let Some(attribute) = layer.attributes.iter().find(|attribute| attribute.from_zoom > layer.max_zoom) {
        let Attribute { name, from_zoom, .. } = attribute;
        return Some(format!("attribute `{name}` from zoom `{from_zoom}`, allowed: up to the layer's highest, {}", layer.max_zoom));
    }
    if !layer.most_in_tile.is_sorted_by_key(|crowd| crowd.from_zoom) {
        return Some("`most_in_tile` in disorder, allowed: the lower zooms first".to_owned());
    }
    keys.iter().enumerate().find(|(place, key)| keys[..*place].contains(key)).map(|(_, key)| format!("attribute `{key}` twice"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::HashSet;
    use std::path::Path;

    const SMALL: &str = r#"
        id = "towns"
        title = { vi = "Thị xã", en = "Towns" }
        description = { vi = "Thị xã", en = "Towns" }
        source = { from = "units", level = "district" }
        min_zoom = 3
        max_zoom = 14
        [[attributes]]
        name = "code"
        type = "string"
        description = { vi = "Mã", en = "Code" }
    "#;

    #[test]
    fn the_layers_of_the_program_are_read_in_their_order() {
        let layers = layers().unwrap();
        let ids: Vec<&str> = layers.iter().map(|layer| layer.id.as_str()).collect();
        let names = ["province_names", "district_names", "commune_names"];
        assert_eq!(ids[..7], ["provinces", "districts", "communes", "areas", "plans", "zones", "gaps"]);
        assert_eq!(ids[7..], names);
        assert!(layers.iter().all(|layer| layer.points == names.contains(&layer.id.as_str())));
        assert_eq!(layers[2].source, Source::Units(Level::Commune));
        assert_eq!(layers[2].keys()[..4], ["code", "name", "full_name", "kind"]);
    }

    #[test]
    fn units_carry_the_status_and_percent_of_every_tier() {
        for layer in layers().unwrap().iter().take(3) {
            for tier in crate::domain::Tier::ALL {
                let keys = layer.keys();
                assert!(keys.contains(&format!("{tier}_status").as_str()) && keys.contains(&format!("{tier}_percent").as_str()));
            }
        }
    }

    #[test]
    fn what_is_wrong_in_a_declaration_is_said() {
        assert!(read("towns.toml", SMALL).is_ok());
        let refused = |from: &str, to: &str| read("towns.toml", &SMALL.replace(from, to)).unwrap_err().to_string();
        assert!(refused("min_zoom = 3", "min_zoom = 3\ncolour = 1").contains("unknown field `colour`"));
        assert!(refused("max_zoom = 14", "max_zoom = 2").contains("zooms `3` to `2`"));
        assert!(refused("\"units\"", "\"unit\"").contains("unknown source `unit`, allowed: units"));
        assert!(refused(", level = \"district\"", "").contains("without `level`"));
        assert!(refused("\"code\"", "\"Code\"").contains("attribute `Code`"));
        let crowds = "max_zoom = 14\nmost_in_tile = [{ from_zoom = 6, features = 2 }, { from_zoom = 0, features = 1 }]";
        assert!(refused("max_zoom = 14", crowds).contains("`most_in_tile` in disorder"));
        assert!(refused("max_zoom = 14", "max_zoom = 14\nmost_in_tile = [{ from_zoom = 6, features = 0 }]").contains("nonzero"));
        assert!(
            refused("type = \"string\"", "type = \"string\"\nfrom_zoom = 15")
                .contains("from zoom `15`, allowed: up to the layer's highest, 14")
        );
    }

    fn styles() -> Vec<(String, Value)> {
        let read = |path: &Path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let files = std::fs::read_dir("styles").unwrap().map(|file| file.unwrap().path());
        files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(&path))).collect()
    }

    /// Every string that stands anywhere in a value.
    fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
            Value::Object(values) => values.values().for_each(|value| strings(value, found)),
            _ => {}
        }
    }

    /// Every attribute that an expression reads with `["get", name]`.
    fn attributes_read<'a>(value: &'a Value, found: &mut HashSet<&'a str>) {
        match value {
            Value::Array(values) => {
                if let [Value::String(operator), Value::String(name)] = &values[..]
                    && (operator == "get" || operator == "has")
                {
                    found.insert(name);
                }
                for value in values {
                    attributes_read(value, found);
                }
            }
            Value::Object(values) => values.values().for_each(|value| attributes_read(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_style_is_a_style_of_these_layers() {
        let layers = layers().unwrap();
        let styles = styles();
        let ids: HashSet<&str> = styles.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(
            ids,
            HashSet::from(["coverage-regional", "coverage-general", "coverage-zoning", "coverage-detailed", "indicators", "plans"])
        );
        for (id, style) in &styles {
            assert_eq!(style["version"], 8, "{id}");
            assert!(style.get("glyphs").is_none(), "{id}: labels are drawn with local fonts");
            let url = style["sources"]["plancover"]["url"].as_str().unwrap();
            assert!(url.starts_with("{base}/tiles/") && url.ends_with(".json{query}"), "{id}: {url}");
            let served: HashSet<&str> = url["{base}/tiles/".len()..url.len() - ".json{query}".len()].split(',').collect();
            let mut seen = HashSet::new();
            for drawn in style["layers"].as_array().unwrap() {
                assert!(seen.insert(drawn["id"].as_str().unwrap()), "{id}: {} twice", drawn["id"]);
                let Some(name) = drawn.get("source-layer").and_then(Value::as_str) else { continue };
                let layer = layers.iter().find(|layer| layer.id == name).unwrap_or_else(|| panic!("{id}: no layer {name}"));
                assert!(served.contains(name), "{id}: {name} is not in {url}");
                let mut read = HashSet::new();
                attributes_read(drawn, &mut read);
                let keys: HashSet<&str> = layer.keys().into_iter().collect();
                assert!(read.is_subset(&keys), "{id}/{}: {:?} of {keys:?}", drawn["id"], read);
                let least = drawn["minzoom"].as_u64().map_or(layer.min_zoom, |zoom| layer.min_zoom.max(u8::try_from(zoom).unwrap()));
                for attribute in layer.attributes.iter().filter(|attribute| read.contains(attribute.name.as_str())) {
                    assert!(attribute.from_zoom <= least, "{id}/{}: {} is read from zoom {least}", drawn["id"], attribute.name);
                }
            }
            let expected =
                ["background", "communes-fill", "communes-line", "districts-line", "provinces-line", "communes-label", "districts-label"];
            assert!(expected.iter().all(|layer| seen.contains(layer)), "{id}: {seen:?}");
        }
    }

    #[test]
    fn every_coverage_style_colours_by_its_own_tier_and_names_every_status() {
        for (id, style) in styles() {
            let Some(tier) = id.strip_prefix("coverage-") else { continue };
            let fill = style["layers"].as_array().unwrap().iter().find(|layer| layer["id"] == "communes-fill").unwrap();
            let mut words = Vec::new();
            strings(fill, &mut words);
            assert!(words.contains(&format!("{tier}_status").as_str()), "{id}");
            assert!(["full", "partial", "preparing"].iter().all(|status| words.contains(status)), "{id}");
            assert!(
                crate::domain::Tier::ALL.iter().all(|other| other.code() == tier || !words.contains(&format!("{other}_status").as_str()))
            );
        }
    }
}
