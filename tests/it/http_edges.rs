//! What holds for every answer: validators, refusals, headers, compression, the description, what the operator sees.

use std::io::Read;
use std::sync::Arc;

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::snapshot::Records;
use serde_json::{Value, json};

use crate::dataset::{TODAY, ask, day, default_site, records, site};

/// The fields that a request is refused for.
async fn refused(address: &str) -> Vec<Value> {
    let answer = ask(&default_site(), "GET", address, &[]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!((&problem["status"], &problem["title"], &problem["type"]), (&json!(400), &json!("Bad Request"), &json!("about:blank")));
    problem["errors"].as_array().unwrap().clone()
}

#[tokio::test]
async fn wrong_parameters_are_refused_by_name() {
    for (address, field, found, allowed) in [
        ("/api/site?at=2024-02-30", "at", "2024-02-30", "a day written YYYY-MM-DD"),
        ("/api/site?at=", "at", "", "a day written YYYY-MM-DD"),
        ("/api/site?day=2024-01-01", "day", "2024-01-01", "the parameters at"),
        ("/api/site?at=2024-01-01&at=2024-01-01", "at", "2 values", "one value"),
        ("/api/lookup?lon=180.1&lat=0", "lon", "180.1", "a number from -180 to 180"),
        ("/api/lookup?lon=0&lat=NaN", "lat", "NaN", "a number from -90 to 90"),
        ("/api/lookup?lon=1e400&lat=0", "lon", "1e400", "a number from -180 to 180"),
        ("/api/coverage?unit=6463", "unit", "6463", "2, 3 or 5 digits"),
        ("/api/coverage?of=land", "of", "land", "unit, construction_land"),
        ("/api/coverage/history?tier=all", "tier", "all", "regional, general, zoning, detailed"),
        ("/api/coverage/history?tier=zoning&former=yes", "former", "yes", "true, false"),
        ("/api/coverage/history?tier=zoning&from=2024-02-01&to=2024-01-31", "to", "2024-01-31", "a day not before `from`, 2024-02-01"),
        ("/api/coverage/gaps?tier=zoning&unit=20&tolerance_m2=0", "tolerance_m2", "0", "a number from 1 to 1000000"),
        ("/api/coverage?group=districts", "group", "districts", "former_districts, smallest_units"),
        ("/api/units/abc/lineage", "code", "abc", "2, 3 or 5 digits"),
        ("/api/units/abc", "code", "abc", "2, 3 or 5 digits"),
        ("/api/plans?limit=0", "limit", "0", "a whole number from 1 to 1000"),
        ("/api/plans?limit=1001", "limit", "1001", "a whole number from 1 to 1000"),
        ("/api/plans?limit=%2B5", "limit", "+5", "a whole number from 1 to 1000"),
        ("/api/plans?tier=all", "tier", "all", "regional, general, zoning, detailed"),
        ("/api/plans?state=valid", "state", "valid", "none, preparing, in_force, ended"),
        ("/api/search?q=%20", "q", " ", "1 to 200 characters, none of them a control character"),
    ] {
        let errors = refused(address).await;
        assert_eq!(errors.len(), 1, "{address}: {errors:?}");
        assert_eq!((&errors[0]["field"], &errors[0]["found"], &errors[0]["allowed"]), (&json!(field), &json!(found), &json!(allowed)));
    }
}

#[tokio::test]
async fn all_wrong_parameters_are_told_at_once() {
    let errors = refused("/api/lookup?lon=200&lon=1&at=x&foo=1").await;
    let mut fields: Vec<&str> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    fields.dedup();
    assert_eq!(fields, ["at", "foo", "lat", "lon"]);
}

#[tokio::test]
async fn missing_and_too_long_parameters_are_refused() {
    let errors = refused("/api/search").await;
    assert_eq!((&errors[0]["field"], &errors[0]["found"]), (&json!("q"), &Value::Null));
    assert_eq!(refused("/api/coverage/gaps?tier=zoning").await[0]["field"], "unit");
    assert_eq!(refused("/api/coverage/history?unit=20").await[0]["field"], "tier");
    assert_eq!(refused(&format!("/api/search?q={}", "a".repeat(201))).await[0]["field"], "q");
    assert_eq!(refused("/api/lookup?lon=1&lat=1&x=1&y=1&crs=EPSG:9215").await[0]["field"], "lon");
    for path in ["plans", "areas"] {
        assert_eq!(refused(&format!("/api/{path}/{}", "a".repeat(201))).await[0]["allowed"], "1 to 200 characters");
    }
}

#[tokio::test]
async fn plane_coordinates_that_are_swapped_or_of_another_system_are_told() {
    let swapped = refused("/api/lookup?x=2324777&y=394690&crs=EPSG:9215").await;
    assert!(swapped[0]["hint"].as_str().unwrap().contains("swap them"), "{swapped:?}");
    let other = refused("/api/lookup?x=394690&y=2324777&crs=EPSG:32648").await;
    assert_eq!((&other[0]["field"], &other[0]["found"]), (&json!("crs"), &json!("EPSG:32648")));
    assert!(other[0]["allowed"].as_str().unwrap().contains("EPSG:9215"));
    assert_eq!(refused("/api/lookup?x=394690&y=2324777").await[0]["field"], "crs");
    assert_eq!(refused("/api/lookup?x=394690&y=2&crs=EPSG:9215").await[0]["field"], "y");
}

#[tokio::test]
async fn what_does_not_exist_is_404_with_problem_details() {
    let site = default_site();
    for (address, detail) in [
        ("/api/units/99", "no unit `99` is known on any day"),
        ("/api/coverage?unit=187&at=2025-07-01", "no unit `187` on 2025-07-01; hint: it was in force until 2025-07-01"),
        ("/api/plans?unit=99", "no unit `99` is known on any day"),
        ("/api/plans/none", "no plan `none` is known"),
        ("/api/areas/none", "no area `none` is known"),
    ] {
        let answer = ask(&site, "GET", address, &[]).await;
        assert_eq!((answer.status, &answer.json()["detail"]), (StatusCode::NOT_FOUND, &json!(detail)));
        assert_eq!(answer.header("etag"), "");
    }
    let unknown = ask(&site, "GET", "/api/nothing", &[]).await;
    assert_eq!((unknown.status, unknown.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test]
async fn another_method_is_405_and_names_those_allowed() {
    let answer = ask(&default_site(), "DELETE", "/api/site", &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    assert_eq!(answer.json()["status"], 405);
}

#[tokio::test]
async fn an_answer_that_the_reader_has_is_304_until_anything_changes() {
    let site = default_site();
    let address = "/api/coverage?unit=20";
    let first = ask(&site, "GET", address, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    for held in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = ask(&site, "GET", address, &[("if-none-match", &held)]).await;
        assert_eq!((again.status, again.body.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag.as_str()));
        assert_eq!(again.header("cache-control"), "no-cache");
    }
    for other in ["/api/coverage?unit=187", "/api/coverage?unit=20&at=2024-06-29"] {
        assert_eq!(ask(&site, "GET", other, &[("if-none-match", &tag)]).await.status, StatusCode::OK);
    }
    site.publisher.publish(records(8), day(TODAY));
    let later = ask(&site, "GET", address, &[("if-none-match", &tag)]).await;
    assert_eq!((later.status, &later.json()["revision"]), (StatusCode::OK, &json!(8)));
    assert_ne!(later.header("etag"), tag);
}

#[tokio::test]
async fn stores_that_differ_at_one_revision_have_different_tags() {
    let tag = async |records: Records| {
        let answer = ask(&site(records, Settings::default(), None), "GET", "/api/timeline", &[]).await;
        answer.header("etag").to_owned()
    };
    let mut renamed = records(7);
    renamed.plans[0].name.push('!');
    assert_eq!(tag(records(7)).await, tag(records(7)).await);
    assert_ne!(tag(records(7)).await, tag(renamed).await);
}

#[tokio::test]
async fn answers_are_compressed_as_asked_and_each_coding_has_its_tag() {
    let site = default_site();
    let plain = ask(&site, "GET", "/api/coverage?unit=20", &[]).await;
    assert_eq!(plain.headers.get_all("vary").iter().collect::<Vec<_>>(), ["accept-encoding"]);
    for coding in ["gzip", "br"] {
        let packed = ask(&site, "GET", "/api/coverage?unit=20", &[("accept-encoding", coding)]).await;
        assert_eq!(packed.header("content-encoding"), coding);
        let mut unpacked = Vec::new();
        match coding {
            "gzip" => flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap(),
            _ => brotli::Decompressor::new(packed.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap(),
        };
        assert_eq!(unpacked, plain.body);
        assert_ne!(packed.header("etag"), plain.header("etag"));
        let again = ask(&site, "GET", "/api/coverage?unit=20", &[("if-none-match", packed.header("etag"))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let site = default_site();
    let (get, head) = (ask(&site, "GET", "/api/site", &[]).await, ask(&site, "HEAD", "/api/site", &[]).await);
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!((head.header("etag"), head.header("content-type")), (get.header("etag"), get.header("content-type")));
}

#[tokio::test]
async fn any_origin_may_read() {
    let site = default_site();
    let origin = [("origin", "https://elsewhere.example")];
    for address in ["/api/site", "/api/site?at=x", "/api/nothing"] {
        let answer = ask(&site, "GET", address, &origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert!(answer.header("access-control-expose-headers").contains("etag"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let preflight = ask(&site, "OPTIONS", "/api/site", &[origin[0], ("access-control-request-method", "GET")]).await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-methods")), (StatusCode::OK, "GET,HEAD,POST,OPTIONS"));
}

#[tokio::test]
async fn addresses_in_answers_are_those_the_reader_can_use() {
    let address = "/api/plans?limit=1";
    let next = async |public_url, host: &str| {
        let answer = ask(&site(records(7), Settings::default(), public_url), "GET", address, &[("host", host)]).await;
        answer.json()["next"].as_str().map(str::to_owned)
    };
    assert_eq!(next(None, "10.0.0.1:8080").await.as_deref(), Some("http://10.0.0.1:8080/api/plans?limit=1&offset=1"));
    let behind = Some("https://quyhoach.example/phu/");
    assert_eq!(next(behind, "10.0.0.1").await.as_deref(), Some("https://quyhoach.example/phu/api/plans?limit=1&offset=1"));
    let strange = ask(&default_site(), "GET", address, &[("host", "a\"><script>")]).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_empty_store_says_that_nothing_was_supplied() {
    let empty = site(Records::default(), Settings::default(), None);
    for address in ["/api/site", "/api/coverage", "/api/lookup?lon=106&lat=21", "/api/plans", "/api/search?q=a", "/api/timeline"] {
        let answer = ask(&empty, "GET", address, &[]).await.json();
        let codes: Vec<&str> = answer["notices"].as_array().unwrap().iter().map(|notice| notice["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["no_units", "no_plans"], "{address}");
    }
}

#[tokio::test]
async fn the_description_lists_every_question_and_no_other() {
    let site = default_site();
    let api = ask(&site, "GET", "/api/openapi.json", &[]).await.json();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"), "{}", api["openapi"]);
    let mut described: Vec<&str> = api["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut served = plancover::http::question_paths();
    served.retain(|path| path.starts_with("/api/") || path.starts_with("/maps/"));
    described.sort_unstable();
    served.sort_unstable();
    assert_eq!(described, served);
    let parameters: Vec<&str> = api["paths"]["/api/plans"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    assert_eq!(parameters, ["unit", "tier", "kind", "state", "q", "limit", "offset", "at"]);
    let text = api.to_string();
    for name in text.split("#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(api["components"]["schemas"][name].is_object(), "{name} is named and not described");
    }
    let page = ask(&site, "GET", "/api/docs", &[]).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn the_operator_sees_routes_by_template_and_what_is_served() {
    let site = default_site();
    for address in ["/api/units/20", "/api/units/187", "/api/units/99", "/secret-path"] {
        ask(&site, "GET", address, &[]).await;
    }
    let metrics = ask(&site, "GET", "/metrics", &[]).await.text();
    let line = "http_requests_total{method=\"GET\",route=\"/api/units/{code}\",status=\"200\"} 2";
    assert!(metrics.contains(line), "{metrics}");
    assert!(metrics.contains("route=\"other\",status=\"404\"} 1") && !metrics.contains("secret-path"));
    assert!(metrics.contains("http_request_duration_seconds_bucket{route=\"/api/units/{code}\",le=\"0.1\"}"));
    assert!(metrics.contains("plancover_store_revision 7") && metrics.contains("plancover_plans 5"));
    assert_eq!(ask(&site, "GET", "/health/live", &[]).await.text(), "live\n");
    assert_eq!(ask(&site, "GET", "/health/ready", &[]).await.text(), "ready, revision 7\n");
}

#[tokio::test]
async fn one_site_serves_many_requests_at_once_from_one_edition() {
    let site = default_site();
    let answers: Vec<_> = (0..16)
        .map(|_| {
            let site = Arc::clone(&site);
            tokio::spawn(async move { ask(&site, "GET", "/api/coverage?unit=20", &[]).await.header("etag").to_owned() })
        })
        .collect();
    let mut tags = Vec::new();
    for answer in answers {
        tags.push(answer.await.unwrap());
    }
    tags.dedup();
    assert_eq!(tags.len(), 1);
}
