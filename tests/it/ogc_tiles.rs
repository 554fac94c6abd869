//! Tiles (OGC 20-057, annex A) and the tile matrix set (OGC 17-083r4, annex A).

use axum::http::StatusCode;
use plancover::tiles::TileCoord;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

fn link<'a>(answer: &'a Value, rel: &str) -> &'a Value {
    answer["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel).unwrap_or_else(|| panic!("no `{rel}`: {answer}"))
}

fn path(link: &Value) -> &str {
    link["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap()
}

fn relation(name: &str) -> String {
    format!("http://www.opengis.net/def/rel/ogc/1.0/{name}")
}

/// The tile that holds the whole province at zoom 8.
fn whole() -> TileCoord {
    TileCoord::at(8, 106.2, 21.05).unwrap()
}

/// `/conf/dataset-tilesets/landingpage`, `/conf/geodata-tilesets/desc-links`, `/conf/tilesets-list/tileset-links`.
#[tokio::test]
async fn tilesets_are_found_from_the_landing_page_and_from_each_collection() {
    for (resource, expected) in [("/ogc", "/ogc/tiles"), ("/ogc/collections/communes", "/ogc/collections/communes/tiles")] {
        let list = path(link(&get(resource).await, &relation("tilesets-vector"))).to_owned();
        assert_eq!(list, expected);
        let list = get(&list).await;
        let tileset = &list["tilesets"][0];
        assert_eq!((&tileset["dataType"], &tileset["crs"]), (&json!("vector"), &json!("http://www.opengis.net/def/crs/EPSG/0/3857")));
        assert_eq!(path(link(tileset, "self")), format!("{expected}/WebMercatorQuad"));
        let templates = tileset["links"].as_array().unwrap().iter().filter(|link| link["href"].as_str().unwrap().contains('{'));
        assert_eq!(templates.count(), 0, "every address in the list can be asked");
        assert_eq!(get(path(link(tileset, &relation("tiling-scheme")))).await["id"], "WebMercatorQuad");
    }
}

/// `/conf/tileset/description`.
#[tokio::test]
async fn a_tileset_says_what_is_in_it_and_where() {
    let tileset = get("/ogc/collections/communes/tiles/WebMercatorQuad").await;
    assert_eq!(tileset["tileMatrixSetURI"], "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
    let item = link(&tileset, "item");
    assert_eq!((&item["templated"], &item["type"]), (&json!(true), &json!("application/vnd.mapbox-vector-tile")));
    assert_eq!(path(item), "/ogc/collections/communes/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}?f=mvt");
    assert_eq!(tileset["boundingBox"]["lowerLeft"], json!([106.0, 21.0]));
    assert_eq!(tileset["boundingBox"]["upperRight"], json!([106.4, 21.1]));
    let (first, last) = (TileCoord::at(12, 106.0, 21.1).unwrap(), TileCoord::at(12, 106.4, 21.0).unwrap());
    let limits = tileset["tileMatrixSetLimits"].as_array().unwrap().iter().find(|limits| limits["tileMatrix"] == "12").unwrap();
    let expected =
        json!({ "tileMatrix": "12", "minTileRow": first.y(), "maxTileRow": last.y(), "minTileCol": first.x(), "maxTileCol": last.x() });
    assert_eq!(*limits, expected);
    let layer = &tileset["layers"][0];
    assert_eq!((&layer["id"], &layer["propertiesSchema"]["properties"]["code"]["type"]), (&json!("communes"), &json!("string")));
}

/// `/conf/core/tc-success`, `/conf/mvt/content`, `/conf/collections-selection/collections-response`: the bytes and tags of `/tiles`.
#[tokio::test]
async fn tiles_are_those_of_the_plain_address_with_the_row_first() {
    let (row, column) = (whole().y(), whole().x());
    for (address, plain, query) in [
        ("/ogc/collections/communes/tiles", "communes", "?f=mvt"),
        ("/ogc/tiles", "plans,communes", "?collections=plans,communes"),
        ("/ogc/tiles", "provinces,districts,communes,areas,plans,zones,gaps", ""),
    ] {
        let answer = raw(&format!("{address}/WebMercatorQuad/8/{row}/{column}{query}")).await;
        let expected = raw(&format!("/tiles/{plain}/8/{column}/{row}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}{query}: {}", String::from_utf8_lossy(&answer.body));
        assert_eq!((answer.header("content-type"), answer.header("etag")), ("application/vnd.mapbox-vector-tile", expected.header("etag")));
        assert_eq!(answer.body, expected.body, "{address}{query}");
    }
    let day = format!("/tiles/communes/8/{column}/{row}?at=2025-07-01");
    for query in ["at=2025-07-01", "datetime=2025-07-01", "datetime=2025-07-01T08:00:00Z"] {
        let answer = raw(&format!("/ogc/collections/communes/tiles/WebMercatorQuad/8/{row}/{column}?{query}")).await;
        assert_eq!(answer.body, raw(&day).await.body, "{query}");
    }
}

/// `/conf/core/tc-error`.
#[tokio::test]
async fn tiles_outside_the_limits_do_not_exist_and_empty_ones_are_204() {
    let (row, column) = (whole().y(), whole().x());
    let communes = "/ogc/collections/communes/tiles";
    for (address, status) in [
        (format!("{communes}/WebMercatorQuad/8/{}/{column}", row + 2), StatusCode::NOT_FOUND),
        (format!("{communes}/WebMercatorQuad/8/{row}/{}", column + 2), StatusCode::NOT_FOUND),
        (format!("{communes}/WebMercatorQuad/8/{row}/256"), StatusCode::NOT_FOUND),
        (format!("{communes}/WebMercatorQuad/23/0/0"), StatusCode::NOT_FOUND),
        (format!("{communes}/WorldCRS84Quad/8/{row}/{column}"), StatusCode::NOT_FOUND),
        (format!("{communes}/WebMercatorQuad/8/{row}/{column}?f=png"), StatusCode::BAD_REQUEST),
        (format!("{communes}/WebMercatorQuad/8/{row}/{column}?collections=plans"), StatusCode::BAD_REQUEST),
        (format!("{communes}/WebMercatorQuad/8/{row}/{column}?datetime=2020-01-01/2021-01-01"), StatusCode::BAD_REQUEST),
        (format!("/ogc/tiles/WebMercatorQuad/8/{row}/{column}?collections=rivers"), StatusCode::BAD_REQUEST),
        // No data is supplied, so there are no limits.
        ("/ogc/collections/zones/tiles/WebMercatorQuad/12/0/0".into(), StatusCode::NO_CONTENT),
    ] {
        assert_eq!(raw(&address).await.status, status, "{address}");
    }
}

/// OGC 17-083r4, `/conf/json-tilematrixset`: the figures of annex D.1, table 7.
#[tokio::test]
async fn the_tile_matrix_set_is_the_registered_one() {
    let list = get(path(link(&get("/ogc").await, &relation("tiling-schemes")))).await;
    assert_eq!(list["tileMatrixSets"].as_array().unwrap().len(), 1);
    assert_eq!(link(&list["tileMatrixSets"][0], "self")["href"], link(&list["tileMatrixSets"][0], "item")["href"]);
    let set = get(path(link(&list["tileMatrixSets"][0], "self"))).await;
    let matrices = set["tileMatrices"].as_array().unwrap();
    assert_eq!(matrices.len(), 25);
    for (zoom, scale, cell) in [(0, 559_082_264.028_717, 156_543.033_928_041), (1, 279_541_132.014_358, 78_271.516_964_020_4)] {
        let near = |name: &str, expected: f64| (matrices[zoom][name].as_f64().unwrap() / expected - 1.0).abs() < 1e-13;
        assert!(near("scaleDenominator", scale) && near("cellSize", cell), "{}", matrices[zoom]);
    }
    assert_eq!(matrices[24]["matrixWidth"], 16_777_216);
    // As version 1.0 of the standard has it, for those who know no other.
    assert_eq!((&set["type"], &set["identifier"], &set["supportedCRS"]), (&json!("TileMatrixSetType"), &set["id"], &set["crs"]));
    assert_eq!((&matrices[24]["identifier"], &matrices[24]["topLeftCorner"]), (&json!("24"), &matrices[24]["pointOfOrigin"]));
}

/// `/conf/oas30/operation-id`.
#[tokio::test]
async fn the_description_names_every_operation_on_tiles() {
    let api = get("/ogc/api").await;
    let tile = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";
    for (path, id) in [
        ("/tiles".to_owned(), "dataset.vector.getTileSetsList"),
        ("/tiles/{tileMatrixSetId}".into(), "dataset.vector.getTileSet"),
        (format!("/tiles{tile}"), "dataset.vector.getTile"),
        (format!("/collections/communes/tiles{tile}"), "communes.collection.vector.getTile"),
    ] {
        assert_eq!(api["paths"][&path]["get"]["operationId"], id, "{path}");
    }
}
