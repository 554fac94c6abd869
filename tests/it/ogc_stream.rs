//! Many features in one answer: sent piece by piece, the same to the byte however they come.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use plancover::config::Settings;
use plancover::domain::{Land, UnitKind, UnitVersion};
use plancover::http::{Site, router};
use plancover::snapshot::Records;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::dataset::{ask, site, unit};

/// A ring of so many vertices around a point.
fn round(lon: f64, lat: f64, vertices: u32) -> Land {
    let at = |part: u32| {
        let angle = std::f64::consts::TAU * f64::from(part) / f64::from(vertices);
        (lon + 0.004 * angle.cos(), lat + 0.004 * angle.sin())
    };
    Land::new(vec![geo::Polygon::new((0..vertices).chain([0]).map(at).collect::<Vec<_>>().into(), Vec::new())])
}

/// A grid of 40 × 30 communes of 100 vertices each.
fn many() -> Arc<Site> {
    let unit = |number: u32| {
        let (column, row) = (f64::from(number % 40), f64::from(number / 40));
        let boundary = round(105.0 + column * 0.01, 21.0 + row * 0.01, 100);
        UnitVersion { boundary, ..unit(&format!("{:05}", number + 1), "Xã", UnitKind::Commune, "", "..", (0.0, 1.0)) }
    };
    site(Records { revision: 1, units: (0..1200).map(unit).collect(), ..Records::default() }, Settings::default(), None)
}

async fn pieces(site: &Arc<Site>, address: &str, encoding: &str) -> Vec<usize> {
    let request = Request::get(address).header("accept-encoding", encoding).body(Body::empty()).unwrap();
    let mut body = router(Arc::clone(site)).oneshot(request).await.unwrap().into_body();
    let mut pieces = Vec::new();
    while let Some(frame) = body.frame().await {
        pieces.push(frame.unwrap().into_data().map_or(0, |data| data.len()));
    }
    pieces
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_comes_in_pieces_and_is_whole() {
    let site = many();
    let address = "/ogc/collections/communes/items?limit=5000";
    for encoding in ["identity", "gzip", "br"] {
        let pieces = pieces(&site, address, encoding).await;
        let whole: usize = pieces.iter().sum();
        assert!(pieces.len() > 10, "{encoding}: {pieces:?}");
        assert!(pieces.iter().all(|piece| *piece < whole / 4), "{encoding}: {pieces:?}");
    }
    let page = ask(&site, "GET", address, &[]).await.json();
    assert_eq!((page["features"].as_array().unwrap().len(), &page["numberReturned"]), (1200, &json!(1200)));
    let ids: Vec<&str> = page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted() && ids[1199] == "01200");
}

/// A feature that has been kept is the one that is written anew.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_what_would_be_written() {
    let site = many();
    let features = async |query: &str| -> Vec<Value> {
        let page = ask(&site, "GET", &format!("/ogc/collections/communes/items?{query}"), &[]).await.json();
        page["features"].as_array().unwrap().clone()
    };
    let near = "bbox=105.1,21.1,105.12,21.12";
    let first = features(near).await;
    assert_eq!(first.len(), 9);
    assert_eq!(features(near).await, first, "now from what is kept");
    let all = features("limit=5000").await;
    assert!(first.iter().all(|feature| all.contains(feature)));
    // Another day of the same stretch is the same, another property list is not.
    assert_eq!(features(&format!("{near}&at=2023-01-01")).await, first);
    let fewer = features(&format!("{near}&properties=code")).await;
    assert_eq!(fewer[0]["properties"], json!({ "code": first[0]["properties"]["code"] }));
}

/// What is answered ahead of the routes is what the routes answer, to the byte and to the header; `accept-encoding` makes it go through them.
#[tokio::test(flavor = "multi_thread")]
async fn the_short_way_says_what_the_usual_way_says() {
    let (site, near) = (many(), "/ogc/collections/communes/items?bbox=105.1,21.1,105.12,21.12");
    let plain: &[(&str, &str)] = &[("host", "example.org")];
    for (address, accept) in [
        (near, ""),
        (near, "application/geo+json"),
        (near, "text/html"),
        (&format!("{near}&f=json&at=2023-01-01&limit=3"), ""),
        (&format!("{near}&datetime=2023-01-01/.."), ""),
        (&format!("{near}&limit=3&after=00410"), ""),
        (&format!("{near}&properties=code"), ""),
        (&format!("{near}&f=csv"), ""),
        (&format!("{near}&filter=code='00001'"), ""),
        (&format!("{near}&name=%C4%90%C3%B4ng"), ""),
        (&format!("{near}&nonsense=1"), ""),
        ("/ogc/collections/communes/items?bbox=10,10,11,11", ""),
        ("/ogc/collections/communes/items?bbox=10,10", ""),
        ("/ogc/collections/communes/items?limit=5", ""),
        ("/ogc/collections/communes/items?limit=5000", ""),
        ("/ogc/collections/plans/items?bbox=105,21,106,22", ""),
        ("/ogc/collections/nowhere/items?limit=5", ""),
    ] {
        let accepted: Vec<_> =
            plain.iter().copied().chain([("accept", accept)].into_iter().filter(|(_, accept)| !accept.is_empty())).collect();
        let usual: Vec<_> = accepted.iter().copied().chain([("accept-encoding", "identity")]).collect();
        // The length is told by the connection where a router does not.
        let told = async |headers: &[(&str, &str)]| {
            let mut answer = ask(&site, "GET", address, headers).await;
            answer.headers.remove("content-length");
            (answer.status, answer.headers.clone(), answer.text())
        };
        let first = told(&usual).await;
        for again in [&accepted, &usual, &accepted] {
            assert_eq!(told(again).await, first, "{address} {accept}");
        }
        if first.0.is_success() {
            let held = [("if-none-match", first.1["etag"].to_str().unwrap()), plain[0], ("accept", accept)];
            let held = if accept.is_empty() { &held[..2] } else { &held[..] };
            assert_eq!(ask(&site, "GET", address, held).await.status, 304, "{address} {accept}");
        }
    }
}

/// A bbox finds by the index what walking over every feature finds.
#[tokio::test(flavor = "multi_thread")]
async fn the_index_finds_what_lies_there() {
    let site = many();
    let found = async |bbox: &str| {
        let page =
            ask(&site, "GET", &format!("/ogc/collections/communes/items?limit=5000&skipGeometry=true&bbox={bbox}"), &[]).await.json();
        assert_eq!(page["numberMatched"], page["numberReturned"]);
        page["numberReturned"].as_u64().unwrap()
    };
    assert_eq!(found("104,20,106,22").await, 1200);
    assert_eq!(found("105.0035,21.0035,105.0065,21.0065").await, 0, "it touches the rectangles around four circles and none of them");
    assert_eq!(found("105.0099,21.0099,105.0101,21.0101").await, 1, "it lies within one");
    assert_eq!(found("105.01,21.01,105.01,21.01").await, 1, "a point");
    assert_eq!(found("104,21.01,106,21.01").await, 40, "a parallel");
    assert_eq!(found("105.01,21.01,105.03,21.02").await, 6);
}

/// Circles of 445 m radius with a vertex every 28 m.
#[tokio::test(flavor = "multi_thread")]
async fn simplified_land_has_fewer_vertices_and_nearly_the_same_area() {
    let site = many();
    let circle = async |query: &str| {
        let page = ask(&site, "GET", &format!("/ogc/collections/communes/items?limit=1{query}"), &[]).await.json();
        let ring = page["features"][0]["geometry"]["coordinates"][0].as_array().unwrap().clone();
        let at = |position: &Value| (position[0].as_f64().unwrap(), position[1].as_f64().unwrap());
        let twice: f64 = ring.windows(2).map(|pair| at(&pair[0]).0 * at(&pair[1]).1 - at(&pair[1]).0 * at(&pair[0]).1).sum();
        (ring.len(), twice / 2.0)
    };
    let (all, area) = circle("").await;
    assert_eq!(all, 101);
    assert_eq!(circle("&simplify=0.1").await, (all, area));
    let (few, nearly) = circle("&simplify=100").await;
    assert!((8..40).contains(&few) && nearly / area > 0.9 && nearly <= area, "{few} vertices, {nearly} of {area}");
    let (fewest, rest) = circle("&simplify=10000").await;
    assert!(fewest >= 4 && rest > 0.0, "no land vanishes: {fewest}, {rest}");
}
