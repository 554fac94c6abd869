//! `/tiles`, `/styles` and the page through the real router.

use std::collections::BTreeMap;
use std::io::Read;

use axum::http::StatusCode;
use fast_mvt::{MvtReaderRef, MvtValueRef};
use plancover::config::{Basemap, Settings};
use plancover::domain::{PlanKind, Stage};
use plancover::tiles::TileCoord;
use serde_json::{Value, json};

use crate::dataset::{Answer, TODAY, ask, day, default_site, json as get, of_units, plan, records, site};

/// The tile that holds the whole province at zoom 8.
fn address(layers: &str, query: &str) -> String {
    let coord = TileCoord::at(8, 106.2, 21.05).unwrap();
    format!("/tiles/{layers}/8/{}/{}{query}", coord.x(), coord.y())
}

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

/// A feature's number and its attributes as text.
type Feature = (u64, BTreeMap<String, String>);

/// Features by layer, in the order of the tile.
fn features(tile: &[u8]) -> BTreeMap<String, Vec<Feature>> {
    let text = |value: &MvtValueRef<'_>| match value {
        MvtValueRef::String(text) => (*text).to_owned(),
        MvtValueRef::Double(number) => number.to_string(),
        MvtValueRef::Bool(flag) => flag.to_string(),
        other => format!("{other:?}"),
    };
    let read = |feature: fast_mvt::MvtFeatureRef<'_>| {
        let properties = feature.properties_vec().unwrap();
        (feature.id().unwrap(), properties.iter().map(|(key, value)| ((*key).to_owned(), text(value))).collect())
    };
    let reader = MvtReaderRef::new(tile).unwrap();
    reader.layers().map(|layer| (layer.name().to_owned(), layer.features().map(read).collect())).collect()
}

#[tokio::test]
async fn a_tile_has_the_layers_asked_for_with_the_figures_of_the_day() {
    let answer = raw(&address("communes,plans,zones", "")).await;
    assert_eq!(answer.header("content-type"), "application/vnd.mapbox-vector-tile");
    assert_eq!(answer.header("cache-control"), "no-cache");
    let layers = features(&answer.body);
    assert_eq!(layers.keys().collect::<Vec<_>>(), ["communes", "plans"]);
    let communes = &layers["communes"];
    let column = |key: &str| communes.iter().map(|(_, properties)| properties[key].as_str()).collect::<Vec<_>>();
    assert_eq!(column("code"), ["00001", "00002", "00003", "00004"]);
    assert_eq!(column("general_status"), ["full", "none", "none", "none"]);
    assert_eq!(column("zoning_percent"), ["0", "50", "0", "0"]);
    assert_eq!(column("detailed_status"), ["none", "none", "preparing", "none"]);
    assert!(!communes[0].1.contains_key("valid_from"));
    let states: Vec<(&str, &str)> =
        layers["plans"].iter().map(|(_, properties)| (properties["id"].as_str(), properties["state"].as_str())).collect();
    assert_eq!(states, [("QHC-1", "in_force"), ("QHCT-1", "preparing"), ("QHT-1", "in_force"), ("QHV-1", "ended"), ("QPK-1", "in_force")]);
}

#[tokio::test]
async fn a_tile_shows_what_the_collection_shows() {
    for at in ["2021-06-01", "2023-12-31", "2024-06-30", "2025-07-01"] {
        let tile = features(&raw(&address("communes", &format!("?at={at}"))).await.body);
        let page = get(&format!("/ogc/collections/communes/items?at={at}")).await;
        let of_page: Vec<BTreeMap<String, String>> = page["features"].as_array().unwrap().iter().map(properties).collect();
        let of_tile: Vec<BTreeMap<String, String>> = tile["communes"].iter().map(|(_, properties)| properties.clone()).collect();
        assert_eq!(of_tile, of_page, "{at}");
    }
}

#[tokio::test]
async fn gaps_in_a_tile_are_those_of_the_collection() {
    for at in ["2021-06-01", "2024-06-30", "2025-07-01"] {
        let tile = features(&raw(&address("gaps", &format!("?at={at}"))).await.body);
        let page = get(&format!("/ogc/collections/gaps/items?at={at}")).await;
        let named = |properties: &BTreeMap<String, String>| format!("{}.{}", properties["unit_code"], properties["tier"]);
        let of_page = page["features"].as_array().unwrap().iter().map(properties).collect::<Vec<_>>();
        let of_tile = tile["gaps"].iter().map(|(_, properties)| properties.clone()).collect::<Vec<_>>();
        assert_eq!(of_tile.iter().map(named).collect::<Vec<_>>(), of_page.iter().map(named).collect::<Vec<_>>(), "{at}");
        assert_eq!(of_tile, of_page, "{at}");
    }
}

/// The attributes of a GeoJSON feature as a tile has them: no nulls, areas rounded to two decimals.
fn properties(feature: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        other => Some(((other.as_f64().unwrap() * 100.0).round() / 100.0).to_string()),
    };
    feature["properties"].as_object().unwrap().iter().filter_map(|(key, value)| Some((key.clone(), text(value)?))).collect()
}

#[tokio::test]
async fn a_unit_keeps_its_number_over_days_and_revisions() {
    let site = default_site();
    let numbers = async |query: &str| {
        let tile = features(&ask(&site, "GET", &address("communes", query), &[]).await.body);
        tile["communes"].iter().map(|(number, properties)| (properties["code"].clone(), *number)).collect::<BTreeMap<_, _>>()
    };
    let before = numbers("").await;
    assert_eq!(numbers("?at=2020-01-01").await, before);
    assert_ne!(numbers("?at=2025-07-01").await["00001"], before["00001"]);
    site.publisher.publish(records(8), day(TODAY));
    assert_eq!(numbers("").await, before);
}

#[tokio::test]
async fn a_change_shows_in_the_next_tile_and_leaves_the_others_as_they_were() {
    let site = default_site();
    let (changed, kept) = (address("communes", ""), address("provinces", "?at=2019-01-01"));
    let tag = async |address: &str| ask(&site, "GET", address, &[]).await.header("etag").to_owned();
    let (changed_tag, kept_tag) = (tag(&changed).await, tag(&kept).await);
    let mut records = records(8);
    records.plans.push(plan("QHC-2", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Approved, "2024-06-01")]));
    site.publisher.publish(records, day(TODAY));
    let later = ask(&site, "GET", &changed, &[("if-none-match", &changed_tag)]).await;
    assert_eq!(later.status, StatusCode::OK);
    assert_eq!(features(&later.body)["communes"][3].1["general_status"], "full");
    let same = ask(&site, "GET", &kept, &[("if-none-match", &kept_tag)]).await;
    assert_eq!((same.status, same.header("etag")), (StatusCode::NOT_MODIFIED, kept_tag.as_str()));
}

#[tokio::test]
async fn days_between_which_nothing_changes_have_one_tile() {
    let site = default_site();
    let tag = async |at: &str| ask(&site, "GET", &address("communes,plans", &format!("?at={at}")), &[]).await.header("etag").to_owned();
    assert_eq!(tag("2022-06-01").await, tag("2022-12-31").await);
    assert_ne!(tag("2022-05-31").await, tag("2022-06-01").await);
    let metrics = ask(&site, "GET", "/metrics", &[]).await.text();
    assert!(metrics.contains("plancover_tiles_made_total 2"), "{metrics}");
}

#[tokio::test]
async fn a_reader_who_has_the_tile_gets_304_before_it_is_made() {
    let address = address("communes", "");
    let first = raw(&address).await;
    let tag = first.header("etag");
    // Another process, which has made no tile yet.
    let other = default_site();
    let again = ask(&other, "GET", &address, &[("if-none-match", tag)]).await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag));
    assert!(!ask(&other, "GET", "/metrics", &[]).await.text().contains("plancover_tiles_made_total"));
}

#[tokio::test]
async fn tiles_are_encoded_as_accepted() {
    let address = address("communes,districts,provinces,plans", "");
    let plain = raw(&address).await;
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "accept-encoding"));
    for (accepted, coding) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let packed = ask(&default_site(), "GET", &address, &[("accept-encoding", accepted)]).await;
        assert_eq!(packed.header("content-encoding"), coding);
        assert_ne!(packed.header("etag"), plain.header("etag"));
        let mut unpacked = Vec::new();
        match coding {
            "gzip" => flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap(),
            _ => brotli::Decompressor::new(packed.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap(),
        };
        assert_eq!(unpacked, plain.body);
    }
}

#[tokio::test]
async fn an_empty_tile_is_204_and_one_that_cannot_exist_404() {
    for empty in ["/tiles/communes/8/0/0", "/tiles/zones,plans/0/0/0?at=1999-01-01", "/tiles/communes/3/0/0.mvt"] {
        let answer = raw(empty).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0), "{empty}");
        let again = ask(&default_site(), "GET", empty, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{empty}");
    }
    for wrong in [
        "communes/17/0/0",
        "communes/300/0/0",
        "communes/1/2/0",
        "communes/1/0/2",
        "communes/1/-1/0",
        "communes/1/0/a.mvt",
        "rivers/0/0/0",
        "communes,communes/0/0/0",
        "communes,/0/0/0",
        "communes",
        "rivers.json",
    ] {
        let answer = raw(&format!("/tiles/{wrong}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"), "{wrong}");
    }
    assert_eq!(raw(&address("communes", "?day=1")).await.status, StatusCode::BAD_REQUEST);
    // However long the list, it is not looked up name by name, and the answer stays short.
    for end in ["/0/0/0", ".json"] {
        let answer = raw(&format!("/tiles/{}{end}", ["communes"; 500].join(","))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains("`500` layers in one tile, allowed: 16; hint: "), "{}", answer.text());
    }
    assert!(raw("/tiles/communes,communes/0/0/0").await.text().contains("layer `communes` is named twice, allowed: once"));
    for end in [".mvt", ".pbf"] {
        assert_eq!(raw(&address("communes", end)).await.body, raw(&address("communes", "")).await.body);
    }
}

#[tokio::test]
async fn tilejson_tells_where_the_tiles_are_and_what_is_in_them() {
    let tilejson = get("/tiles/communes,plans.json").await;
    assert_eq!((&tilejson["tilejson"], &tilejson["scheme"]), (&json!("3.0.0"), &json!("xyz")));
    let (address, _) = template(&tilejson);
    assert_eq!(address, "http://localhost/tiles/communes,plans/{z}/{x}/{y}?v=");
    assert_eq!(tilejson["bounds"], json!([106.0, 21.0, 106.4, 21.1]));
    assert_eq!((&tilejson["vector_layers"][0]["id"], &tilejson["vector_layers"][1]["id"]), (&json!("communes"), &json!("plans")));
    assert_eq!(tilejson["vector_layers"][0]["fields"]["general_percent"], "Number");
    let dated = get("/tiles/communes.json?at=2025-07-01").await;
    assert_eq!(template(&dated).0, "http://localhost/tiles/communes/{z}/{x}/{y}?at=2025-07-01&v=");
}

/// The address of tiles up to its version, and the version.
fn template(tilejson: &Value) -> (String, String) {
    let address = tilejson["tiles"][0].as_str().unwrap();
    let (address, version) = address.split_at(address.find("v=").unwrap() + 2);
    assert!(version.len() == 16 && version.bytes().all(|byte| byte.is_ascii_hexdigit()), "{version}");
    (address.to_owned(), version.to_owned())
}

#[tokio::test]
async fn a_versioned_address_may_be_kept_for_ever_until_the_layers_change() {
    let site = default_site();
    let tilejson = async || template(&ask(&site, "GET", "/tiles/communes.json", &[]).await.json()).1;
    let caching = async |version: &str| {
        let answer = ask(&site, "GET", &address("communes", &format!("?v={version}")), &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.header("cache-control").to_owned()
    };
    let version = tilejson().await;
    assert_eq!(caching(&version).await, "public, max-age=31536000, immutable");
    assert_eq!(caching("0").await, "no-cache");
    // A revision that changes no commune keeps the address.
    site.publisher.publish(records(8), day(TODAY));
    assert_eq!((tilejson().await, caching(&version).await.ends_with("immutable")), (version.clone(), true));
    let mut records = records(9);
    records.plans.push(plan("QHC-2", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Approved, "2024-06-01")]));
    site.publisher.publish(records, day(TODAY));
    assert_eq!(caching(&version).await, "no-cache");
    assert_ne!(tilejson().await, version);
    assert_eq!(raw(&address("communes", "?v=x")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn after_an_edit_only_the_tiles_with_something_changed_are_made_again() {
    let site = default_site();
    let tile = |lon: f64| {
        let coord = TileCoord::at(12, lon, 21.05).unwrap();
        format!("/tiles/communes,plans/12/{}/{}", coord.x(), coord.y())
    };
    let made = async || {
        let text = ask(&site, "GET", "/metrics", &[]).await.text();
        let count = text.lines().find_map(|line| line.strip_prefix("plancover_tiles_made_total ")).map(str::to_owned);
        count.map_or(0, |count| count.parse::<usize>().unwrap())
    };
    let get = async |lon: f64| ask(&site, "GET", &tile(lon), &[]).await;
    let before = [get(106.05).await, get(106.35).await];
    assert_eq!(made().await, 2);
    let mut records = records(8);
    records.plans.push(plan("QHC-2", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Approved, "2024-06-01")]));
    site.publisher.publish(records, day(TODAY));
    let after = [get(106.05).await, get(106.35).await];
    assert_eq!((&after[0].body, after[0].header("etag")), (&before[0].body, before[0].header("etag")));
    assert_ne!(after[1].body, before[1].body);
    assert_eq!(made().await, 3, "the tile in the west has nothing of the plan in the east");
}

#[tokio::test]
async fn a_tile_from_memory_has_the_headers_of_one_that_was_just_made() {
    let site = default_site();
    for (path, coding) in
        [(address("communes", ""), "gzip"), (address("plans", "?at=2024-01-01"), "br"), ("/tiles/communes/8/0/0".into(), "")]
    {
        let get = async |tag: &str| ask(&site, "GET", &path, &[("accept-encoding", coding), ("if-none-match", tag)]).await;
        // The length is added on the wire.
        let headers = |answer: &Answer| {
            let named = answer.headers.iter().map(|(name, value)| (name.to_string(), value.clone()));
            named.filter(|(name, _)| name != "content-length").collect::<BTreeMap<_, _>>()
        };
        let (made, held) = (get("").await, get("").await);
        assert_eq!((made.status, headers(&made), &made.body), (held.status, headers(&held), &held.body), "{path}");
        let (other, unchanged) = (default_site(), get(made.header("etag")).await);
        let before = ask(&other, "GET", &path, &[("accept-encoding", coding), ("if-none-match", made.header("etag"))]).await;
        assert_eq!((unchanged.status, headers(&unchanged)), (StatusCode::NOT_MODIFIED, headers(&before)), "{path}");
    }
    let counted = ask(&site, "GET", "/metrics", &[]).await.text();
    let line = r#"http_requests_total{method="GET",route="/tiles/{layers}/{z}/{x}/{y}",status="200"} 4"#;
    assert!(counted.contains(line), "{counted}");
}

#[tokio::test]
async fn head_tells_what_get_would_and_methods_that_write_are_refused() {
    let (site, address) = (default_site(), address("communes", ""));
    let (get, head) = (ask(&site, "GET", &address, &[]).await, ask(&site, "HEAD", &address, &[]).await);
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    for name in ["etag", "content-type", "cache-control", "vary"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    let unchanged = ask(&site, "HEAD", &address, &[("if-none-match", get.header("etag"))]).await;
    assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
    assert_eq!(ask(&site, "POST", &address, &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn styles_are_filled_in_for_the_reader() {
    let list = get("/styles").await;
    let ids: Vec<&str> = list["styles"].as_array().unwrap().iter().map(|style| style["id"].as_str().unwrap()).collect();
    assert!(["coverage-general", "coverage-zoning", "coverage-detailed", "plans"].iter().all(|id| ids.contains(id)), "{ids:?}");
    let style = get("/styles/coverage-general.json?at=2025-07-01").await;
    let url = style["sources"]["plancover"]["url"].as_str().unwrap();
    assert!(url.starts_with("http://localhost/tiles/") && url.ends_with(".json?at=2025-07-01"), "{url}");
    assert_eq!(raw(url.strip_prefix("http://localhost").unwrap()).await.status, StatusCode::OK);
    assert!(!style.to_string().contains("{base}") && !style.to_string().contains("{query}"));
    assert!(style["sources"].get("basemap").is_none());
    for missing in ["/styles/none.json", "/styles/plans"] {
        assert_eq!(raw(missing).await.status, StatusCode::NOT_FOUND);
    }
}

fn with_basemap() -> Settings {
    let basemap = Basemap { url: "https://{s}.tiles.example/{z}/{x}/{y}.png".into(), attribution: "© example".into() };
    Settings { basemap: Some(basemap), ..Settings::default() }
}

#[tokio::test]
async fn a_basemap_lies_above_the_background_and_below_the_rest() {
    let style = ask(&site(records(7), with_basemap(), None), "GET", "/styles/plans.json", &[]).await.json();
    let ids: Vec<&str> = style["layers"].as_array().unwrap().iter().take(3).map(|layer| layer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["background", "basemap", "communes-fill"]);
    assert_eq!(style["sources"]["basemap"]["attribution"], "© example");
}

#[tokio::test]
async fn the_page_loads_from_this_server_alone_unless_a_basemap_is_set() {
    let page = raw("/").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-cache", "same-origin"));
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("http"), "{policy}");
    let with_map = ask(&site(records(7), with_basemap(), None), "GET", "/", &[]).await;
    assert!(with_map.header("content-security-policy").contains("connect-src 'self' https://*.tiles.example;"));
    let again = ask(&default_site(), "GET", "/", &[("if-none-match", page.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    // Only `/embed`, the same page without a head of its own, may stand in the frame of another site.
    assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
    let embedded = raw("/embed?unit=20").await;
    assert_eq!(embedded.status, StatusCode::OK);
    assert!(!embedded.header("etag").is_empty() && embedded.header("etag") != page.header("etag"));
    assert!(embedded.header("content-security-policy").ends_with("frame-ancestors *"));
    assert_eq!(ask(&default_site(), "POST", "/", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn every_file_the_page_names_is_served_and_compressed() {
    let page = raw("/").await.text();
    for path in page.split('"').filter_map(|part| part.strip_prefix("./")) {
        let file = ask(&default_site(), "GET", &format!("/{path}"), &[("accept-encoding", "br")]).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        assert_eq!(file.header("cache-control").contains("immutable"), path.starts_with("assets/"), "{path}");
        assert_eq!(
            file.header("content-encoding") == "br",
            ["js", "css", "svg", "webmanifest"].iter().any(|ending| path.ends_with(ending)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unknown_path_is_told_in_the_readers_form() {
    let html = ask(&default_site(), "GET", "/no/such", &[("accept", "text/html,*/*")]).await;
    assert_eq!((html.status, html.header("content-type")), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
    let problem = ask(&default_site(), "GET", "/no/such", &[("accept", "application/json")]).await;
    assert_eq!((problem.status, problem.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}
