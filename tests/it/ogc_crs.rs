//! Coordinate reference systems of features (OGC 18-058r1, annex A).

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};

const EPSG: &str = "http://www.opengis.net/def/crs/EPSG/0/";
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

fn ids(page: &Value) -> Vec<&str> {
    page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

/// `/conf/crs/crs-uri`, `/conf/crs/default-crs`, `/conf/crs/storageCrs`.
#[tokio::test]
async fn every_collection_lists_its_systems_with_the_default_first() {
    let answer = get("/ogc/collections").await;
    for collection in answer["collections"].as_array().unwrap() {
        let systems = collection["crs"].as_array().unwrap();
        assert_eq!((&systems[0], systems.len(), &collection["storageCrs"]), (&json!(CRS84), 24, &json!(CRS84)));
        for code in [4326, 3857, 4756, 3405, 9215, 9218] {
            assert!(systems.contains(&json!(format!("{EPSG}{code}"))), "{code}");
        }
        let alone = get(&format!("/ogc/collections/{}", collection["id"].as_str().unwrap())).await;
        assert_eq!(alone["crs"], collection["crs"]);
    }
}

/// `/conf/crs/crs-parameter`, `/conf/crs/crs-parameter-transform`: the corner 106.1, 21.0 of the commune 00002 in each system.
/// `echo 106.1 21.0 | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:CODE -output_xy` (GDAL 3.6.2), in the order of the axes.
#[tokio::test]
async fn geometries_are_in_the_system_asked_for_and_say_so() {
    for (crs, expected) in [
        (CRS84.to_owned(), [106.1, 21.0]),
        (format!("{EPSG}4326"), [21.0, 106.1]),
        (format!("{EPSG}3857"), [11_810_997.973, 2_391_878.588]),
        (format!("{EPSG}4756"), [21.000_988_8, 106.098_118_3]),
        (format!("{EPSG}9215"), [380_245.129, 2_323_385.49]),
        (format!("{EPSG}3405"), [614_130.611, 2_322_649.075]),
    ] {
        for address in ["/ogc/collections/communes/items?limit=2&", "/ogc/collections/communes/items/00002?"] {
            let answer = raw(&format!("{address}crs={crs}")).await;
            assert_eq!(answer.header("content-crs"), format!("<{crs}>"));
            let answer = answer.json();
            let feature = answer["features"].get(1).unwrap_or(&answer);
            let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
            // PROJ and the server differ by less than a millimetre, which may turn the last digit.
            let near = if expected[0] < 180.0 { 1.5e-7 } else { 1.5e-3 };
            let is_it = |position: &Value| (0..2).all(|axis| (position[axis].as_f64().unwrap() - expected[axis]).abs() < near);
            assert!(ring.iter().any(is_it), "{crs}: {ring:?}, not {expected:?}");
        }
    }
    assert_eq!(raw("/ogc/collections/communes/items").await.header("content-crs"), format!("<{CRS84}>"));
}

/// `/conf/crs/bbox-crs-parameter`, `/conf/crs/bbox-crs-parameter-default`: one rectangle in several systems.
#[tokio::test]
async fn a_bbox_is_read_in_its_own_system() {
    let expected = ["00001", "00002"];
    for (crs, bbox) in [
        (CRS84.to_owned(), "106.05,21.02,106.15,21.06"),
        (format!("{EPSG}4326"), "21.02,106.05,21.06,106.15"),
        (format!("{EPSG}4756"), "21.02,106.05,21.06,106.15"),
        (format!("{EPSG}3857"), "11806000,2395000,11816000,2398000"),
        (format!("{EPSG}9215"), "375500,2326000,385500,2329000"),
    ] {
        let page = get(&format!("/ogc/collections/communes/items?bbox-crs={crs}&bbox={bbox}")).await;
        assert_eq!(ids(&page), expected, "{crs}");
        assert_eq!(page["features"][0]["geometry"]["coordinates"][0][0], json!([106, 21]), "the answer stays in the default system");
    }
    // Gaps are asked by their own land: the covered half of 00002 is none.
    let page = get(&format!("/ogc/collections/gaps/items?bbox-crs={EPSG}4756&bbox=21.02,106.11,21.06,106.14")).await;
    assert_eq!(ids(&page), ["00002.detailed", "00002.general", "00002.regional"]);
}

/// `/conf/crs/crs-parameter-invalid`, `/conf/crs/bbox-crs-parameter-invalid`.
#[tokio::test]
async fn a_system_that_is_not_listed_is_refused() {
    for parameter in ["crs", "bbox-crs"] {
        for wrong in ["EPSG:9215", "http://www.opengis.net/def/crs/EPSG/0/4979", "http://www.opengis.net/def/crs/EPSG/0/+4326", "x", ""] {
            let answer =
                raw(&format!("/ogc/collections/communes/items?bbox=106,21,107,22&{parameter}={}", wrong.replace('+', "%2B"))).await;
            assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!(parameter)), "{wrong}");
        }
    }
    assert_eq!(raw("/ogc/collections/communes/items/00002?crs=x").await.status, StatusCode::BAD_REQUEST);
    let swapped = raw(&format!("/ogc/collections/communes/items?bbox-crs={EPSG}4326&bbox=106,21,107,22")).await;
    assert!(swapped.json()["detail"].as_str().unwrap().contains("south,west,north,east"), "{}", swapped.text());
}
