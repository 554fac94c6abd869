//! What a file of tiles tells of itself: PMTiles 3, section 5, and MBTiles 1.3, "Metadata"; the same words in both.

use serde_json::{Map, Value, json};

use super::TilePlan;
use crate::config::layers::Layer;
use crate::domain::Day;

/// The layers as TileJSON 3.0.0 (section 3.3) describes them.
#[must_use]
pub fn vector_layers<'a>(layers: impl IntoIterator<Item = &'a Layer>) -> Vec<Value> {
    let described = |layer: &Layer| {
        let fields: Map<String, Value> =
            layer.attributes.iter().map(|attribute| (attribute.name.clone(), attribute.value_type.tilejson().into())).collect();
        json!({
            "id": layer.id,
            "description": format!("{} / {}", layer.description.vi, layer.description.en),
            "minzoom": layer.min_zoom,
            "maxzoom": layer.max_zoom,
            "fields": fields,
        })
    };
    layers.into_iter().map(described).collect()
}

/// Both formats have these, as texts; `made_on` is left out of files that must be the same whenever they are made.
fn words(plan: &TilePlan, made_on: Option<Day>) -> Map<String, Value> {
    let cautions: Vec<[&str; 2]> = plan.qualities.iter().rev().filter_map(|quality| quality.caution()).collect();
    let notice = |language: usize| cautions.iter().map(|caution| caution[language]).collect::<Vec<_>>().join(" ");
    let layers: Vec<&str> = plan.declared.iter().map(|layer| layer.id.as_str()).collect();
    let of_unit = plan.request.unit.as_ref().map(|code| format!(", unit {code}")).unwrap_or_default();
    let description =
        format!("{} on {}{of_unit}, revision {}. {} / {}", layers.join(", "), plan.request.day, plan.revision, notice(0), notice(1));
    let description = description.trim_end_matches([' ', '/', '.']).to_owned();
    // What a map must show stands in the attribution: readers of the file know no other place.
    let attribution = [plan.request.title.clone(), notice(0)].join(". ").trim_end_matches([' ', '.']).to_owned();
    let mut words = Map::new();
    for (key, value) in [
        ("name", plan.request.title.clone()),
        ("description", description),
        ("attribution", attribution),
        ("type", "overlay".to_owned()),
        ("format", "pbf".to_owned()),
        ("version", format!("{}", plan.revision)),
        ("generator", concat!("plancover ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("as_of", plan.request.day.to_string()),
    ] {
        words.insert(key.to_owned(), value.into());
    }
    if let Some(made_on) = made_on {
        words.insert("made_on".to_owned(), made_on.to_string().into());
    }
    words
}

/// The JSON object of a PMTiles file.
pub(super) fn pmtiles(plan: &TilePlan, made_on: Option<Day>) -> Value {
    let mut metadata = words(plan, made_on);
    metadata.insert("vector_layers".to_owned(), vector_layers(&plan.declared).into());
    metadata.into()
}

/// The table `metadata` of an MBTiles file.
pub(super) fn mbtiles(plan: &TilePlan, made_on: Day) -> Value {
    let mut metadata = words(plan, Some(made_on));
    let extent = &plan.extent;
    let list = |numbers: &[f64]| numbers.iter().map(|number| format!("{number:.7}")).collect::<Vec<_>>().join(",");
    for (key, value) in [
        ("bounds", list(&extent.bounds)),
        ("center", format!("{},{}", list(&extent.centre()), extent.start)),
        ("minzoom", extent.zooms[0].to_string()),
        ("maxzoom", extent.zooms[1].to_string()),
        ("json", json!({ "vector_layers": vector_layers(&plan.declared) }).to_string()),
    ] {
        metadata.insert(key.to_owned(), value.into());
    }
    metadata.into()
}
