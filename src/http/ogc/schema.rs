//! What features of a layer carry, as JSON Schema (OGC 23-058r1): all of it, what can be asked for, and what can be sorted by.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::html;
use super::representation::{Format, Representation, Resource};
use crate::config::layers::{Attribute, AttributeType, Bilingual, Layer, Source};
use crate::http::ask::{Ask, json as answer};
use crate::http::error::ApiError;

/// <https://json-schema.org/draft/2020-12/schema>
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Which properties are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Those that are sent (section 7).
    Returnables,
    /// Those that can be filtered by (section 11).
    Queryables,
    /// Those that can be sorted by (section 12).
    Sortables,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Returnables, Self::Queryables, Self::Sortables];

    /// The last part of its address.
    pub(super) const fn segment(self) -> &'static str {
        match self {
            Self::Returnables => "schema",
            Self::Queryables => "queryables",
            Self::Sortables => "sortables",
        }
    }

    /// The relation of links to it.
    pub(super) const fn relation(self) -> &'static str {
        match self {
            Self::Returnables => "http://www.opengis.net/def/rel/ogc/1.0/schema",
            Self::Queryables => "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            Self::Sortables => "http://www.opengis.net/def/rel/ogc/1.0/sortables",
        }
    }

    /// What it is, in Vietnamese.
    pub(super) const fn vi(self) -> &'static str {
        match self {
            Self::Returnables => "thuộc tính của đối tượng",
            Self::Queryables => "có thể lọc theo",
            Self::Sortables => "có thể sắp xếp theo",
        }
    }

    /// What it is.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Returnables => "what features carry",
            Self::Queryables => "what can be filtered by",
            Self::Sortables => "what can be sorted by",
        }
    }
}

/// `/ogc/collections/{layer}/schema`.
pub(in crate::http) async fn returnables(path: Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    told(Kind::Returnables, &path, &ask)
}

/// `/ogc/collections/{layer}/queryables`.
pub(in crate::http) async fn queryables(path: Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    told(Kind::Queryables, &path, &ask)
}

/// `/ogc/collections/{layer}/sortables`.
pub(in crate::http) async fn sortables(path: Path<String>, ask: Ask<Format>) -> Result<Response, ApiError> {
    told(Kind::Sortables, &path, &ask)
}

fn told(kind: Kind, layer: &str, ask: &Ask<Format>) -> Result<Response, ApiError> {
    let layer = &ask.site.layers[ask.site.collection_place(layer)?];
    if ask.query.of(Resource::Schema, &ask.settled)? == Representation::Html {
        return Ok(html::schema(ask, kind, layer));
    }
    let address = format!("{}/ogc/collections/{}/{}", ask.settled.base, layer.id, kind.segment());
    answer(Representation::Schema.media_type(), &document(kind, layer, &address))
}

fn document(kind: Kind, layer: &Layer, address: &str) -> Value {
    let mut properties = Map::new();
    if kind == Kind::Returnables && !layer.attributes.iter().any(|attribute| is_id(layer, attribute)) {
        properties.insert("id".into(), json!({ "type": "string", "title": "Mã / Identifier", "x-ogc-role": "id" }));
    }
    if kind != Kind::Sortables {
        let geometry = json!({ "title": "Phạm vi / Land", "x-ogc-role": "primary-geometry", "format": "geometry-polygon-or-multipolygon" });
        properties.insert("geometry".into(), geometry);
    }
    for (place, attribute) in layer.attributes.iter().enumerate() {
        properties.insert(attribute.name.clone(), property(kind, layer, attribute, place + 1));
    }
    json!({
        "$schema": DRAFT,
        "$id": address,
        "type": "object",
        "title": both(&layer.title),
        "description": both(&layer.description),
        "properties": properties,
        "additionalProperties": false,
    })
}

/// What features of a layer carry in tiles.
pub(super) fn in_tiles(layer: &Layer) -> Value {
    let properties: Map<String, Value> =
        layer.attributes.iter().map(|attribute| (attribute.name.clone(), property(Kind::Queryables, layer, attribute, 0))).collect();
    json!({ "type": "object", "properties": properties })
}

/// The values of a type.
pub(super) fn values(value_type: AttributeType) -> Value {
    match value_type {
        AttributeType::String => json!({ "type": "string" }),
        AttributeType::Number => json!({ "type": "number" }),
        AttributeType::Integer => json!({ "type": "integer" }),
        AttributeType::Boolean => json!({ "type": "boolean" }),
        AttributeType::Date => json!({ "type": "string", "format": "date" }),
    }
}

fn property(kind: Kind, layer: &Layer, attribute: &Attribute, place: usize) -> Value {
    let mut property = values(attribute.value_type);
    property["title"] = attribute.description.vi.as_str().into();
    property["description"] = attribute.description.en.as_str().into();
    if kind == Kind::Returnables {
        property["x-ogc-propertySeq"] = place.into();
        if let Some(role) = role(layer, attribute) {
            property["x-ogc-role"] = role.into();
        }
    }
    property
}

/// Whether an attribute alone is the identifier of a feature: of units it is the code with the first day.
fn is_id(layer: &Layer, attribute: &Attribute) -> bool {
    attribute.name == "id" && matches!(layer.source, Source::Areas | Source::Plans)
}

/// What an attribute is to those who know nothing of the layer (section 8.3).
fn role(layer: &Layer, attribute: &Attribute) -> Option<&'static str> {
    match attribute.name.as_str() {
        "id" if is_id(layer, attribute) => Some("id"),
        "valid_from" => Some("primary-interval-start"),
        "valid_to" => Some("primary-interval-end"),
        "kind" => Some("type"),
        _ => None,
    }
}

fn both(text: &Bilingual) -> String {
    format!("{} / {}", text.vi, text.en)
}
