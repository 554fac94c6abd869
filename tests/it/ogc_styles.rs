//! Styles (OGC 20-009, draft: annex A, `/conf/core`).

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

fn path(link: &Value) -> &str {
    link["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap()
}

/// `/conf/core/1`: each style has its document, its metadata and its legend, of the types that the links say.
#[tokio::test]
async fn every_style_is_listed_with_links_that_answer() {
    let landing = get("/ogc").await;
    let relation = json!("http://www.opengis.net/def/rel/ogc/1.0/styles");
    let link = landing["links"].as_array().unwrap().iter().find(|link| link["rel"] == relation).unwrap();
    let list = get(path(link)).await;
    let ids: Vec<&Value> = list["styles"].as_array().unwrap().iter().map(|style| &style["id"]).collect();
    let plain = get("/styles").await;
    assert_eq!(ids, plain["styles"].as_array().unwrap().iter().map(|style| &style["id"]).collect::<Vec<_>>());
    for style in list["styles"].as_array().unwrap() {
        assert!(style["title"].as_str().unwrap().contains(" / "), "{style}");
        let links = style["links"].as_array().unwrap();
        assert_eq!(links.iter().filter(|link| link["rel"] == "stylesheet").count(), 1);
        assert_eq!(links.iter().filter(|link| link["rel"] == "describedby").count(), 1);
        for link in links {
            let answer = raw(path(link)).await;
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, link["type"].as_str().unwrap()), "{link}");
        }
    }
}

/// `/req/core/style-success`: the document is the one that maps read elsewhere, on the same day.
#[tokio::test]
async fn the_document_is_that_of_the_plain_address() {
    for at in ["", "?at=2025-07-01"] {
        assert_eq!(get(&format!("/ogc/styles/plans{at}")).await, get(&format!("/styles/plans.json{at}")).await);
    }
    let metadata = get("/ogc/styles/plans/metadata").await;
    assert!(metadata["layers"].as_array().unwrap().iter().any(|layer| layer["id"] == "plans"), "{metadata}");
    assert_eq!(get("/ogc/styles/plans/legend").await["entries"], get("/styles/plans/legend.json").await["entries"]);
    for address in ["/ogc/styles/none", "/ogc/styles/none/metadata", "/ogc/styles/none/legend"] {
        assert_eq!(raw(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(raw("/ogc/styles/plans?f=sld").await.status, StatusCode::BAD_REQUEST);
}
