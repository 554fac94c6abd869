//! The description of `/ogc` (OpenAPI 3.0, as the class oas30 of OGC 17-069r4 asks for): a path for each resource of each collection.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::crs::{CRS84, uris};
use super::representation::{Format, Representation, Resource};
use super::{schema, tiles};
use crate::config::layers::Layer;
use crate::http::ask::Ask;
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::site::VERSION;

/// `/ogc/api`.
pub(in crate::http) async fn api(ask: Ask<Format>) -> Result<Response, ApiError> {
    if ask.query.of(Resource::Api, &ask.settled)? == Representation::Html {
        return Ok(Html(include_str!("api.html")).into_response());
    }
    let layers: Vec<&Layer> = ask.site.collections().collect();
    let document = document(&layers, &ask.site.styles.ids(), &format!("{}/ogc", ask.settled.base), &ask.site.settings.title.en);
    let mut response = crate::http::ask::json("application/json", &document)?;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(Representation::OpenApi.media_type()));
    Ok(response)
}

fn document(layers: &[&Layer], styles: &[&str], base: &str, title: &str) -> Value {
    let mut paths = Map::new();
    let mut add = |path: String, operation: Value| paths.insert(path, json!({ "get": operation }));
    add("/".into(), operation("landing", "Landing page", Resource::Landing, Vec::new()));
    add("/api".into(), operation("api", "This description", Resource::Api, Vec::new()));
    add("/conformance".into(), operation("conformance", "What this API conforms to", Resource::Conformance, Vec::new()));
    add("/collections".into(), operation("collections", "The collections", Resource::Collections, Vec::new()));
    for layer in layers {
        let (id, name) = (&layer.id, &layer.title.en);
        let here = format!("/collections/{id}");
        add(here.clone(), operation(&format!("{id}.collection"), name, Resource::Collection, Vec::new()));
        for kind in schema::Kind::ALL {
            let summary = format!("{name}: {}", kind.title());
            add(
                format!("{here}/{}", kind.segment()),
                operation(&format!("{id}.{}", kind.segment()), &summary, Resource::Schema, Vec::new()),
            );
        }
        let download =
            operation(&format!("{id}.download"), &format!("{name}: all features of a day as a file"), Resource::Download, Vec::new());
        add(format!("{here}/download"), download);
        let items = operation(&format!("{id}.items"), &format!("{name}: the features"), Resource::Items, of_items(layer));
        add(format!("{here}/items"), items);
        let item = operation(&format!("{id}.item"), &format!("{name}: one feature"), Resource::Item, of_item(layer));
        add(format!("{here}/items/{{featureId}}"), item);
    }
    for (path, operation) in tiles::described(layers).into_iter().chain(super::styles::described_paths(styles)) {
        add(path, operation);
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": title, "version": VERSION, "description": "OGC API – Features, Tiles and Styles of the layers of plancover" },
        "servers": [{ "url": base }],
        "tags": [{ "name": "Capabilities" }, { "name": "Data" }],
        "paths": paths,
        "components": { "parameters": parameters(), "responses": responses(), "schemas": schemas() },
    })
}

/// An operation with the parameters that every resource has, and a response in each representation.
pub(super) fn operation(id: &str, summary: &str, resource: Resource, mut parameters: Vec<Value>) -> Value {
    parameters.push(reference("parameters", "at"));
    parameters.push(in_query(
        "f",
        "The representation; Accept chooses where absent",
        json!({ "type": "string", "enum": resource.names() }),
    ));
    let content: Map<String, Value> = resource
        .representations()
        .iter()
        .map(|representation| {
            let schema = match (representation, resource) {
                (Representation::Html | Representation::Csv, _) => json!({ "type": "string" }),
                (
                    Representation::FlatGeobuf
                    | Representation::GeoJsonSeq
                    | Representation::GeoPackage
                    | Representation::Shapefile
                    | Representation::Mvt
                    | Representation::Xlsx,
                    _,
                ) => json!({ "type": "string", "format": "binary" }),
                (Representation::GeoJson, Resource::Item) => reference("schemas", "Feature"),
                (Representation::GeoJson, _) => reference("schemas", "FeatureCollection"),
                _ => json!({ "type": "object" }),
            };
            (representation.media_type().to_owned(), json!({ "schema": schema }))
        })
        .collect();
    let data = matches!(resource, Resource::Items | Resource::Item);
    let headers = if data {
        json!({ "Content-Crs": { "description": "The system of the geometries", "schema": { "type": "string" } } })
    } else {
        json!({})
    };
    json!({
        "operationId": id, "summary": summary, "tags": [if data { "Data" } else { "Capabilities" }], "parameters": parameters,
        "responses": {
            "200": { "description": summary, "headers": headers, "content": content },
            "304": { "description": "The reader's copy is good" },
            "400": reference("responses", "Problem"), "404": reference("responses", "Problem"), "500": reference("responses", "Problem"),
            "503": reference("responses", "Problem"),
        },
    })
}

fn of_items(layer: &Layer) -> Vec<Value> {
    let named =
        ["bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs", "limit", "after"].map(|name| reference("parameters", name));
    let mut parameters: Vec<Value> = named.into_iter().chain(shown(layer)).collect();
    let keys: Vec<String> = layer.keys().into_iter().flat_map(|key| [key.to_owned(), format!("-{key}")]).collect();
    let sorted = json!({ "type": "array", "minItems": 1, "maxItems": LIMITS.sort_columns, "items": { "type": "string", "enum": keys } });
    parameters.push(in_query("sortby", "The properties to sort by; `-` before one descends", sorted));
    parameters.extend(layer.attributes.iter().map(|attribute| {
        in_query(
            &attribute.name,
            &format!("Only features of this value. {}", attribute.description.en),
            schema::values(attribute.value_type),
        )
    }));
    parameters
}

fn of_item(layer: &Layer) -> Vec<Value> {
    let id = json!({ "name": "featureId", "in": "path", "required": true, "schema": { "type": "string" } });
    std::iter::once(id).chain(shown(layer)).collect()
}

fn shown(layer: &Layer) -> Vec<Value> {
    let properties = json!({ "type": "array", "items": { "type": "string", "enum": layer.keys() } });
    let named = ["crs", "skipGeometry", "geometry", "simplify"].map(|name| reference("parameters", name));
    named.into_iter().chain([in_query("properties", "The properties to send; all where absent", properties)]).collect()
}

pub(super) fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

#[expect(clippy::needless_pass_by_value, reason = "every caller makes the schema for it")]
pub(super) fn in_query(name: &str, description: &str, schema: Value) -> Value {
    json!({
        "name": name, "in": "query", "required": false, "description": description,
        "schema": schema, "style": "form", "explode": false,
    })
}

/// A parameter that is a part of the path.
#[expect(clippy::needless_pass_by_value, reason = "every caller makes the schema for it")]
pub(super) fn in_path(name: &str, description: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
}

fn parameters() -> Value {
    let (least, most) = (LIMITS.items.start(), LIMITS.items.end());
    let simplify = &LIMITS.simplify_metres;
    let crs = || json!({ "type": "string", "format": "uri", "enum": uris(), "default": CRS84 });
    json!({
        "bbox": in_query("bbox", "Two corners, in the order of the axes of bbox-crs: west, south, east, north by default", json!({
            "type": "array", "items": { "type": "number" },
            "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }],
        })),
        "bbox-crs": in_query("bbox-crs", "The system of bbox", crs()),
        "filter": in_query("filter", "Only features for which this is true (CQL2, OGC 21-065r2)", json!({
            "type": "string", "minLength": 1, "maxLength": LIMITS.filter.characters,
        })),
        "filter-lang": in_query("filter-lang", "The encoding of filter", json!({
            "type": "string", "enum": super::filter::LANGUAGES, "default": super::filter::LANGUAGES[0],
        })),
        "filter-crs": in_query("filter-crs", "The system of the geometries in filter", crs()),
        "crs": in_query("crs", "The system of the geometries in the answer", crs()),
        "datetime": in_query("datetime", "A day, an instant or an interval, during which features are valid", json!({ "type": "string" })),
        "limit": in_query("limit", "How many features", json!({
            "type": "integer", "minimum": least, "maximum": most, "default": LIMITS.items_default,
        })),
        "after": in_query("after", "Go on after this position; taken from a `next` link", json!({ "type": "string" })),
        "at": in_query("at", "The day asked about; today where absent", json!({ "type": "string", "format": "date" })),
        "skipGeometry": in_query("skipGeometry", "Leave geometries out", json!({ "type": "boolean", "default": false })),
        "geometry": in_query("geometry", "With CSV: a point inside the land in two columns, or the land as well-known text", json!({
            "type": "string", "enum": ["point", "wkt"], "default": "point",
        })),
        "simplify": in_query("simplify", "By how much geometries may be simplified, metres", json!({
            "type": "number", "minimum": simplify.start(), "maximum": simplify.end(),
        })),
    })
}

fn responses() -> Value {
    let content = json!({ "application/problem+json": { "schema": reference("schemas", "Problem") } });
    json!({ "Problem": { "description": "What is wrong (RFC 9457)", "content": content } })
}

fn schemas() -> Value {
    let links = json!({ "type": "array", "items": { "type": "object", "required": ["href", "rel"], "properties": {
        "href": { "type": "string" }, "rel": { "type": "string" }, "type": { "type": "string" }, "title": { "type": "string" },
    } } });
    json!({
        "FeatureCollection": { "type": "object", "required": ["type", "features"], "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": { "type": "array", "items": reference("schemas", "Feature") },
            "links": links, "timeStamp": { "type": "string", "format": "date-time" },
            "numberMatched": { "type": "integer", "minimum": 0 }, "numberReturned": { "type": "integer", "minimum": 0 },
        } },
        "Feature": { "type": "object", "required": ["type", "geometry", "properties"], "properties": {
            "type": { "type": "string", "enum": ["Feature"] }, "id": { "type": "string" }, "links": links,
            "geometry": { "type": "object", "nullable": true }, "properties": { "type": "object", "nullable": true },
        } },
        "Problem": { "type": "object", "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
        } },
    })
}
