//! Tiles (OGC 20-057, annex A) and the tile matrix set (OGC 17-083r4, annex A).

use axum::http::StatusCode;
use fast_mvt::MvtReaderRef;
use plancover::tiles::{TileCoord, TileMatrixSet};
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
        assert_eq!(list["tilesets"].as_array().unwrap().len(), 2);
        for (place, set, crs) in [(0, "WebMercatorQuad", "EPSG/0/3857"), (1, "WorldCRS84Quad", "OGC/1.3/CRS84")] {
            let tileset = &list["tilesets"][place];
            assert_eq!(
                (&tileset["dataType"], &tileset["crs"]),
                (&json!("vector"), &json!(format!("http://www.opengis.net/def/crs/{crs}")))
            );
            assert_eq!(path(link(tileset, "self")), format!("{expected}/{set}"));
            let templates = tileset["links"].as_array().unwrap().iter().filter(|link| link["href"].as_str().unwrap().contains('{'));
            assert_eq!(templates.count(), 0, "every address in the list can be asked");
            assert_eq!(get(path(link(tileset, &relation("tiling-scheme")))).await["id"], set);
            assert_eq!(get(path(link(tileset, "self"))).await["tileMatrixSetId"], set);
        }
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
        (format!("{communes}/WorldCRS84Quad/16/0/0"), StatusCode::NOT_FOUND),
        (format!("{communes}/EuropeanETRS89_LAEAQuad/8/{row}/{column}"), StatusCode::NOT_FOUND),
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
    assert_eq!(list["tileMatrixSets"].as_array().unwrap().len(), 2);
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

/// The same of annex D.2: longitude and latitude.
#[tokio::test]
async fn the_tile_matrix_set_of_degrees_is_the_registered_one() {
    let set = get("/ogc/tileMatrixSets/WorldCRS84Quad").await;
    assert_eq!(
        (&set["orderedAxes"], &set["supportedCRS"]),
        (&json!(["Lon", "Lat"]), &json!("http://www.opengis.net/def/crs/OGC/1.3/CRS84"))
    );
    assert_eq!(set["wellKnownScaleSet"], "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad");
    let matrices = set["tileMatrices"].as_array().unwrap();
    assert_eq!(matrices.len(), 24);
    for (zoom, scale, cell, [width, height]) in [
        (0, 279_541_132.014_358_9, 0.703_125, [2, 1]),
        (1, 139_770_566.007_179_44, 0.351_562_5, [4, 2]),
        (23, 33.323_899_747_652_8, 0.703_125 / 8_388_608.0, [16_777_216, 8_388_608]),
    ] {
        let near = |name: &str, expected: f64| (matrices[zoom][name].as_f64().unwrap() / expected - 1.0).abs() < 1e-13;
        assert!(near("scaleDenominator", scale) && near("cellSize", cell), "{}", matrices[zoom]);
        assert_eq!([&matrices[zoom]["matrixWidth"], &matrices[zoom]["matrixHeight"]], [&json!(width), &json!(height)]);
        assert_eq!(matrices[zoom]["pointOfOrigin"], json!([-180.0, 90.0]));
    }
}

/// Feature ids with their attributes and all positions of their outlines.
type Seen = std::collections::BTreeMap<u64, (String, Vec<[i64; 2]>)>;

fn seen(bytes: &[u8]) -> Seen {
    let signed = |value: u32| i64::from(value >> 1) ^ -i64::from(value & 1);
    let reader = MvtReaderRef::new(bytes).unwrap();
    let mut seen = Seen::new();
    for feature in reader.layers().flat_map(|layer| layer.features().collect::<Vec<_>>()) {
        let (commands, mut at, mut place, mut positions) = (feature.geometry_commands(), [0, 0], 0, Vec::new());
        while place < commands.len() {
            let (command, count) = (commands[place] & 7, commands[place] >> 3);
            place += 1;
            for _ in 0..if command == 7 { 0 } else { count } {
                at = [at[0] + signed(commands[place]), at[1] + signed(commands[place + 1])];
                positions.push(at);
                place += 2;
            }
        }
        positions.sort_unstable();
        let mut attributes: Vec<_> = feature.properties_vec().unwrap().iter().map(|property| format!("{property:?}")).collect();
        attributes.sort_unstable();
        seen.insert(feature.id().unwrap(), (attributes.join(" "), positions));
    }
    seen
}

/// The communes are rectangles of a tenth of a degree from 106° E, 21° N: where they lie in a tile is told by hand.
#[tokio::test]
async fn tiles_of_degrees_hold_the_same_features_where_their_degrees_are() {
    let tileset = get("/ogc/collections/communes/tiles/WorldCRS84Quad").await;
    assert_eq!(path(link(&tileset, "item")), "/ogc/collections/communes/tiles/WorldCRS84Quad/{tileMatrix}/{tileRow}/{tileCol}?f=mvt");
    let limits = tileset["tileMatrixSetLimits"].as_array().unwrap();
    // A tile of zoom 6 is 2.8125 degrees wide: columns from 180° W, rows from 90° N.
    assert_eq!((&limits[0]["tileMatrix"], &limits.last().unwrap()["tileMatrix"]), (&json!("0"), &json!("15")));
    assert_eq!(limits[6], json!({ "tileMatrix": "6", "minTileRow": 24, "maxTileRow": 24, "minTileCol": 101, "maxTileCol": 101 }));
    assert_eq!(tileset["layers"][0]["maxTileMatrix"], "15");

    let degrees = raw("/ogc/collections/communes/tiles/WorldCRS84Quad/6/24/101").await;
    let same_detail = TileCoord::at(7, 106.2, 21.05).unwrap();
    let mercator = raw(&format!("/tiles/communes/7/{}/{}", same_detail.x(), same_detail.y())).await;
    assert_ne!(degrees.header("etag"), mercator.header("etag"));
    let (degrees, mercator) = (seen(&degrees.body), seen(&mercator.body));
    let attributes = |seen: &Seen| seen.iter().map(|(id, (attributes, _))| (*id, attributes.clone())).collect::<Vec<_>>();
    assert_eq!(degrees.len(), 4);
    assert_eq!(attributes(&degrees), attributes(&mercator));
    let unit = |degrees: f64| format!("{:.0}", degrees * 4096.0 / 2.8125).parse::<i64>().unwrap();
    let [west, north] = [104.062_5, 22.5];
    let mut found: Vec<_> = degrees.values().map(|(_, positions)| (positions[0], *positions.last().unwrap())).collect();
    found.sort_unstable();
    let expected =
        [106.0, 106.1, 106.2, 106.3].map(|lon| ([unit(lon - west), unit(north - 21.1)], [unit(lon + 0.1 - west), unit(north - 21.0)]));
    assert_eq!(found, expected);
    assert_eq!(raw("/ogc/tiles/WorldCRS84Quad/6/24/101?collections=communes").await.status, StatusCode::OK);
    assert!(TileMatrixSet::WorldCrs84Quad.tile_at(6, 106.2, 21.05).is_ok_and(|tile| (tile.y(), tile.x()) == (24, 101)));
}

/// A form on a page repeats the parameter; it leads to the page of the tileset.
#[tokio::test]
async fn collections_are_chosen_by_a_form() {
    let page = raw("/ogc/tiles?f=html&at=2024-01-01").await.text();
    for part in [
        r#"<input type="checkbox" name="collections" value="communes">"#,
        r#"<input type="hidden" name="at" value="2024-01-01">"#,
        r#"<button type="submit" formaction="http://localhost/ogc/tiles/WorldCRS84Quad">"#,
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!raw("/ogc/collections/plans/tiles?f=html").await.text().contains("<form"));
    let layers = |tileset: &Value| tileset["layers"].as_array().unwrap().iter().map(|layer| layer["id"].clone()).collect::<Vec<_>>();
    for query in ["collections=plans,communes", "collections=plans&collections=communes"] {
        assert_eq!(layers(&get(&format!("/ogc/tiles/WorldCRS84Quad?{query}")).await), ["plans", "communes"], "{query}");
    }
    assert_eq!(raw("/ogc/tiles/WebMercatorQuad?collections=plans&collections=plans").await.status, StatusCode::BAD_REQUEST);
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
