//! Landing page, conformance, description, and the choice of a representation (OGC 17-069r4, annex A.2.2 to A.2.4, A.3, A.5).

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};

fn link<'a>(answer: &'a Value, rel: &str) -> Option<&'a str> {
    answer["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel).map(|link| link["href"].as_str().unwrap())
}

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

/// `/conf/core/root-op`, `/conf/core/root-success`, `/conf/core/conformance-op`, with and without a slash at the end.
#[tokio::test]
async fn the_landing_page_links_to_everything_and_every_link_answers() {
    assert_eq!(get("/ogc/").await, get("/ogc").await);
    let landing = get("/ogc").await;
    for (rel, media_type) in [
        ("self", "application/json"),
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("service-doc", "text/html"),
        ("conformance", "application/json"),
        ("data", "application/json"),
    ] {
        let path = link(&landing, rel).unwrap().strip_prefix("http://localhost").unwrap();
        let answer = raw(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{rel}");
        assert!(answer.header("content-type").starts_with(media_type), "{rel}: {}", answer.header("content-type"));
    }
    let classes = get("/ogc/conformance").await;
    for class in ["ogcapi-features-1/1.0/conf/core", "ogcapi-features-2/1.0/conf/crs", "ogcapi-features-5/1.0/conf/queryables"] {
        assert!(classes["conformsTo"].as_array().unwrap().contains(&json!(format!("http://www.opengis.net/spec/{class}"))), "{class}");
    }
}

/// `/conf/core/api-definition-op`, `/conf/oas30/oas-definition-1`: every parameter as the abstract tests spell it.
#[tokio::test]
async fn the_description_tells_every_path_and_parameter() {
    let answer = raw("/ogc/api").await;
    assert_eq!(answer.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    let api = answer.json();
    assert_eq!((&api["openapi"], &api["servers"][0]["url"]), (&json!("3.0.3"), &json!("http://localhost/ogc")));
    for path in plancover::http::question_paths().into_iter().filter_map(|path| path.strip_prefix("/ogc")) {
        let path = path.replace("{layer}", "communes").replace("{id}", "{featureId}");
        assert!(api["paths"][if path.is_empty() { "/" } else { &path }]["get"].is_object(), "{path} is not described");
    }
    let named = |parameter: &Value| match parameter["$ref"].as_str() {
        Some(reference) => api["components"]["parameters"][reference.rsplit('/').next().unwrap()].clone(),
        None => parameter.clone(),
    };
    let parameters = api["paths"]["/collections/communes/items"]["get"]["parameters"].as_array().unwrap();
    let parameters: Vec<Value> = parameters.iter().map(named).collect();
    let of = |name: &str| parameters.iter().find(|parameter| parameter["name"] == name).unwrap_or_else(|| panic!("{name}"));
    for name in
        ["bbox", "bbox-crs", "crs", "datetime", "limit", "sortby", "properties", "skipGeometry", "simplify", "f", "at", "kind", "after"]
    {
        let parameter = of(name);
        let told = (&parameter["in"], &parameter["required"], &parameter["style"], &parameter["explode"]);
        assert_eq!(told, (&json!("query"), &json!(false), &json!("form"), &json!(false)), "{name}");
    }
    let bbox = json!({ "type": "array", "items": { "type": "number" },
        "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }] });
    assert_eq!(of("bbox")["schema"], bbox);
    assert_eq!(of("limit")["schema"], json!({ "type": "integer", "minimum": 1, "maximum": 100_000, "default": 100 }));
    assert_eq!(of("datetime")["schema"], json!({ "type": "string" }));
    let text = api.to_string();
    for reference in text.split("#/components/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let (kind, name) = reference.split_once('/').unwrap();
        assert!(api["components"][kind][name].is_object(), "{reference} is named and not described");
    }
}

/// RFC 9110, section 12.5.1; `/req/core/http`.
#[tokio::test]
async fn a_representation_is_negotiated_and_named_in_the_answer() {
    let site = default_site();
    let with = async |address: &str, accept: &str| ask(&site, "GET", address, &[("accept", accept)]).await;
    let html = with("/ogc/api", "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert_eq!((html.header("content-type"), html.header("vary")), ("text/html; charset=utf-8", "accept, accept-encoding"));
    let json = with("/ogc/api", "*/*").await;
    assert_eq!(json.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    assert_ne!(html.header("etag"), json.header("etag"), "a copy of one is none of the other");
    assert_eq!(with("/ogc/api?f=json", "text/html").await.header("content-type"), json.header("content-type"));
    for accept in ["application/json", "application/geo+json", "image/png", "*/*"] {
        assert_eq!(with("/ogc/collections/communes/items", accept).await.header("content-type"), "application/geo+json", "{accept}");
    }
    for address in
        ["/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/plans", "/ogc/collections/plans/items/QHC-1"]
    {
        let answer = raw(&format!("{address}?f=nonsense")).await;
        assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!("f")), "{address}");
        assert_eq!(raw(&format!("{address}?nonsense=1")).await.status, StatusCode::BAD_REQUEST, "{address}");
    }
}

#[tokio::test]
async fn every_resource_answers_head() {
    for address in ["/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/plans", "/ogc/collections/plans/items"] {
        let answer = ask(&default_site(), "HEAD", address, &[]).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0), "{address}");
        assert_eq!(answer.header("content-type"), raw(address).await.header("content-type"), "{address}");
    }
}
