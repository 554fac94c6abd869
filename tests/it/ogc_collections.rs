//! The collections (OGC 17-069r4, annex A.2.5 and A.2.6).

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};

fn link<'a>(answer: &'a Value, rel: &str) -> Option<&'a str> {
    answer["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel).map(|link| link["href"].as_str().unwrap())
}

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

/// `/conf/core/fc-md-op`, `/conf/core/fc-md-success`, `/conf/core/sfc-md-op`, `/conf/core/sfc-md-success`.
#[tokio::test]
async fn every_layer_is_a_collection() {
    let answer = get("/ogc/collections").await;
    let ids: Vec<&str> = answer["collections"].as_array().unwrap().iter().map(|layer| layer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["provinces", "districts", "communes", "areas", "plans", "zones", "gaps"]);
    let communes = get("/ogc/collections/communes").await;
    assert_eq!(communes["extent"]["spatial"]["bbox"], json!([[106.0, 21.0, 106.4, 21.1]]));
    assert_eq!(communes["extent"]["temporal"]["interval"], json!([["2020-01-01T00:00:00Z", "2025-07-01T23:59:59Z"]]));
    assert!(get("/ogc/collections/zones").await["description"].as_str().unwrap().contains("data not supplied"));
    assert_eq!(raw("/ogc/collections/rivers").await.status, StatusCode::NOT_FOUND);
}

/// `/conf/core/fc-md-links`, `/conf/core/fc-md-items-links`: each link has its relation and type, and is answered with that type.
#[tokio::test]
async fn the_links_of_a_collection_are_answered_as_they_say() {
    for address in ["/ogc/collections/plans", "/ogc/collections/gaps"] {
        let collection = get(address).await;
        assert_eq!(link(&collection, "self"), Some(&*format!("http://localhost{address}")));
        assert_eq!(link(&collection, "items"), Some(&*format!("http://localhost{address}/items?f=geojson")));
        for link in collection["links"].as_array().unwrap() {
            let answer = raw(link["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap()).await;
            // A page says its charset as well.
            let said = answer.header("content-type");
            assert!(
                answer.status == StatusCode::OK && said.starts_with(link["type"].as_str().unwrap()),
                "{link}: {} {said}",
                answer.status
            );
        }
    }
    let earlier = get("/ogc/collections/plans?at=2024-01-01").await;
    let of_data = ["items", "enclosure", "tiles", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"];
    for relation in of_data {
        assert!(link(&earlier, relation).unwrap().contains("?at=2024-01-01"), "{relation}: {earlier}");
    }
    // Where the features of a layer lie, not where all units do.
    assert_eq!(get("/ogc/collections/areas").await["extent"]["spatial"]["bbox"], json!([[106.0, 21.0, 106.18, 21.1]]));
}
