//! The part of the description that tells of tiles; operations are named as OGC 20-057 wants (`/req/oas30/operation-id`).

use serde_json::{Value, json};

use super::super::openapi::{in_path, in_query, operation, reference};
use super::super::representation::Resource;
use super::scheme::SCHEMES;
use crate::config::layers::Layer;
use crate::http::limits::LIMITS;

/// Each path with its operation.
pub(in super::super) fn described(layers: &[&Layer]) -> Vec<(String, Value)> {
    let ids: Vec<&str> = layers.iter().map(|layer| layer.id.as_str()).collect();
    let collections = in_query(
        "collections",
        "The collections that are in the tiles, in this order; all where absent",
        json!({ "type": "array", "minItems": 1, "maxItems": LIMITS.tile_layers, "uniqueItems": true, "items": { "type": "string", "enum": ids } }),
    );
    let mut paths: Vec<(String, Value)> = of_resource("", "All collections", "dataset", &[collections]).into();
    for layer in layers {
        paths.extend(of_resource(&format!("/collections/{}", layer.id), &layer.title.en, &format!("{}.collection", layer.id), &[]));
    }
    let set = || vec![set()];
    paths.push(("/tileMatrixSets".into(), operation("getTileMatrixSetsList", "The tile matrix sets", Resource::Catalogue, Vec::new())));
    let one = operation("getTileMatrixSet", "How the world is divided into tiles", Resource::Catalogue, set());
    paths.push(("/tileMatrixSets/{tileMatrixSetId}".into(), one));
    paths
}

/// The list, the metadata and the tiles of one resource.
fn of_resource(path: &str, name: &str, prefix: &str, more: &[Value]) -> [(String, Value); 3] {
    let parameters = |path: Vec<Value>| [path, vec![reference("parameters", "datetime")], more.to_vec()].concat();
    let list = operation(
        &format!("{prefix}.vector.getTileSetsList"),
        &format!("{name}: the tilesets"),
        Resource::Catalogue,
        parameters(Vec::new()),
    );
    let whole = operation(
        &format!("{prefix}.vector.getTileSet"),
        &format!("{name}: what is in the tiles"),
        Resource::Catalogue,
        parameters(vec![set()]),
    );
    let number = |name: &str, description: &str| in_path(name, description, json!({ "type": "integer", "minimum": 0 }));
    let place = vec![
        set(),
        in_path("tileMatrix", "The zoom", json!({ "type": "string" })),
        number("tileRow", "The row, counted from the north"),
        number("tileCol", "The column, counted from the west"),
    ];
    let mut tile = operation(&format!("{prefix}.vector.getTile"), &format!("{name}: a vector tile"), Resource::Tile, parameters(place));
    tile["responses"]["204"] = json!({ "description": "The tile is empty" });
    tile["tags"] = json!(["Data"]);
    let tiles = format!("{path}/tiles");
    [
        (tiles.clone(), list),
        (format!("{tiles}/{{tileMatrixSetId}}"), whole),
        (format!("{tiles}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"), tile),
    ]
}

fn set() -> Value {
    in_path("tileMatrixSetId", "The tile matrix set", json!({ "type": "string", "enum": SCHEMES.each_ref().map(|scheme| scheme.id) }))
}
