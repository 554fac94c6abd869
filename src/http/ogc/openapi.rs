//! The description of `/ogc` (OpenAPI 3.0, as the class oas30 of OGC 17-069r4 asks for).

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::OPENAPI_3_0;
use super::asked::Format;
use crate::http::ask::Ask;
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::site::VERSION;

/// `/ogc/api`.
pub(in crate::http) async fn api(ask: Ask<Format>) -> Result<Response, ApiError> {
    let layers: Vec<&str> = ask.site.collections().map(|layer| layer.id.as_str()).collect();
    let document = document(&layers, &ask.settled.base, &ask.site.settings.title.en);
    let mut response = crate::http::ask::json("application/json", &document)?;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(OPENAPI_3_0));
    Ok(response)
}

fn document(layers: &[&str], base: &str, title: &str) -> Value {
    let path = |id: &str, summary: &str, parameters: &[&str], answer: &str| {
        let parameters: Vec<Value> = parameters.iter().chain(&["at", "f"]).map(|name| reference("parameters", name)).collect();
        json!({ "get": { "operationId": id, "summary": summary, "parameters": parameters, "responses": {
            "200": reference("responses", answer), "304": { "description": "The reader's copy is good" },
            "400": reference("responses", "Problem"), "404": reference("responses", "Problem"), "500": reference("responses", "Problem"),
        } } })
    };
    let items = ["collectionId", "bbox", "datetime", "limit", "after"];
    json!({
        "openapi": "3.0.3",
        "info": { "title": title, "version": VERSION, "description": "OGC API – Features of the layers of plancover" },
        "servers": [{ "url": base }],
        "paths": {
            "/ogc": path("landing", "Landing page", &[], "Json"),
            "/ogc/conformance": path("conformance", "What this API conforms to", &[], "Json"),
            "/ogc/collections": path("collections", "The collections", &[], "Json"),
            "/ogc/collections/{collectionId}": path("collection", "One collection", &["collectionId"], "Json"),
            "/ogc/collections/{collectionId}/items": path("items", "Features of a collection", &items, "GeoJson"),
            "/ogc/collections/{collectionId}/items/{featureId}": path("item", "One feature", &["collectionId", "featureId"], "GeoJson"),
        },
        "components": { "parameters": parameters(layers), "responses": responses(), "schemas": schemas() },
    })
}

fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

fn parameters(layers: &[&str]) -> Value {
    let in_query = |name: &str, description: &str, schema: Value| {
        json!({
            "name": name, "in": "query", "required": false, "description": description,
            "schema": schema, "style": "form", "explode": false,
        })
    };
    let in_path = |name: &str, schema: Value| json!({ "name": name, "in": "path", "required": true, "schema": schema });
    let (least, most) = (LIMITS.items.start(), LIMITS.items.end());
    json!({
        "collectionId": in_path("collectionId", json!({ "type": "string", "enum": layers })),
        "featureId": in_path("featureId", json!({ "type": "string" })),
        "bbox": in_query("bbox", "West, south, east, north", json!({
            "type": "array", "items": { "type": "number" },
            "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }],
        })),
        "datetime": in_query("datetime", "A day, an instant or an interval", json!({ "type": "string" })),
        "limit": in_query("limit", "How many features", json!({
            "type": "integer", "minimum": least, "maximum": most, "default": LIMITS.items_default,
        })),
        "after": in_query("after", "Go on after this feature; taken from a `next` link", json!({ "type": "string" })),
        "at": in_query("at", "The day asked about; today where absent", json!({ "type": "string", "format": "date" })),
        "f": in_query("f", "The representation", json!({ "type": "string", "enum": ["json", "geojson"] })),
    })
}

fn responses() -> Value {
    let answer = |description: &str, media_type: &str, schema: &str| {
        let content = json!({ media_type: { "schema": reference("schemas", schema) } });
        json!({ "description": description, "content": content })
    };
    json!({
        "Json": answer("An object", "application/json", "Object"),
        "GeoJson": answer("A feature, or a collection of features", "application/geo+json", "GeoJson"),
        "Problem": answer("What is wrong (RFC 9457)", "application/problem+json", "Problem"),
    })
}

fn schemas() -> Value {
    json!({
        "Object": { "type": "object" },
        "GeoJson": { "type": "object", "required": ["type"], "properties": {
            "type": { "type": "string", "enum": ["Feature", "FeatureCollection"] },
            "numberMatched": { "type": "integer", "minimum": 0 },
            "numberReturned": { "type": "integer", "minimum": 0 },
            "links": { "type": "array", "items": { "type": "object" } },
        } },
        "Problem": { "type": "object", "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
        } },
    })
}
