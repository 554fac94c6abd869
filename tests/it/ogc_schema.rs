//! Schemas of features, and what they allow: chosen properties, orders, filters (OGC 23-058r1; OGC 17-069r4, section 7.15.5).

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::domain::UnitKind;
use plancover::snapshot::Records;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get, site, unit};

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

fn ids(page: &Value) -> Vec<&str> {
    page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

fn next(page: &Value) -> Option<String> {
    let link = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next")?;
    Some(link["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap().to_owned())
}

/// `/conf/schemas/schemas`, `/conf/core-roles-features`, `/conf/returnables-and-receivables`.
#[tokio::test]
async fn the_schema_names_what_every_feature_carries() {
    for layer in ["provinces", "districts", "communes", "areas", "plans", "zones", "gaps"] {
        let answer = raw(&format!("/ogc/collections/{layer}/schema")).await;
        assert_eq!(answer.header("content-type"), "application/schema+json");
        let schema = answer.json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("http://localhost/ogc/collections/{layer}/schema"));
        let described = schema["properties"].as_object().unwrap();
        let roles: Vec<&Value> = described.values().map(|property| &property["x-ogc-role"]).collect();
        assert_eq!(roles.iter().filter(|role| **role == "id").count(), 1, "{layer}");
        assert_eq!(roles.iter().filter(|role| **role == "primary-geometry").count(), 1, "{layer}");
        let page = get(&format!("/ogc/collections/{layer}/items?limit=1")).await;
        for (name, value) in page["features"].get(0).and_then(|feature| feature["properties"].as_object()).into_iter().flatten() {
            let expected = described[name]["type"].as_str().unwrap();
            let found = match value {
                Value::String(_) => "string",
                Value::Number(_) => "number",
                Value::Bool(_) => "boolean",
                _ => expected,
            };
            assert!(found == expected || (found == "number" && expected == "integer"), "{layer}.{name}: {value} is no {expected}");
        }
    }
    let schema = get("/ogc/collections/plans/schema").await;
    let approved =
        json!({ "type": "string", "format": "date", "title": "Ngày phê duyệt", "description": "Day of approval", "x-ogc-propertySeq": 8 });
    assert_eq!(schema["properties"]["approved_on"], approved);
    let communes = get("/ogc/collections/communes/schema").await;
    assert_eq!(communes["properties"]["valid_from"]["x-ogc-role"], "primary-interval-start");
}

/// `/conf/queryables`, `/conf/sortables`: what is declared can be used.
#[tokio::test]
async fn every_queryable_filters_and_every_sortable_sorts() {
    for layer in ["communes", "plans", "areas", "gaps"] {
        let sortables = get(&format!("/ogc/collections/{layer}/sortables")).await;
        for name in sortables["properties"].as_object().unwrap().keys() {
            assert_eq!(raw(&format!("/ogc/collections/{layer}/items?sortby=-{name}")).await.status, StatusCode::OK, "{layer}.{name}");
        }
        let queryables = get(&format!("/ogc/collections/{layer}/queryables")).await;
        assert_eq!(queryables["properties"]["geometry"]["format"], "geometry-polygon-or-multipolygon");
        let page = get(&format!("/ogc/collections/{layer}/items")).await;
        let first = &page["features"][0];
        for name in queryables["properties"].as_object().unwrap().keys().filter(|name| *name != "geometry") {
            let value = match &first["properties"][name] {
                Value::Null => continue,
                Value::String(text) => text.replace(' ', "%20"),
                other => other.to_string(),
            };
            let found = get(&format!("/ogc/collections/{layer}/items?{name}={value}")).await;
            assert!(ids(&found).contains(&first["id"].as_str().unwrap()), "{layer}.{name}={value}");
            let all = found["features"].as_array().unwrap();
            assert!(all.iter().all(|feature| feature["properties"][name] == first["properties"][name]), "{layer}.{name}={value}");
        }
    }
}

#[tokio::test]
async fn properties_are_filters() {
    let found = async |query: &str| {
        let page = get(&format!("/ogc/collections/communes/items?{query}")).await;
        assert_eq!(page["numberMatched"], page["numberReturned"]);
        ids(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found("kind=township").await, ["00001"]);
    assert_eq!(found("kind=commune&parent_code=188").await, ["00003", "00004"]);
    assert_eq!(found("name=Quang%20Lang").await, ["00002"]);
    assert_eq!(found("zoning_percent=50").await, ["00002"]);
    assert_eq!(found("valid_to=2025-07-01&bbox=106.01,21,106.02,22").await, ["00001"]);
    assert_eq!(found("kind=ward").await, [""; 0]);
    for (query, field) in [
        ("colour=red", "colour"),
        ("zoning_percent=half", "zoning_percent"),
        ("valid_to=soon", "valid_to"),
        ("kind=ward&kind=commune", "kind"),
        ("properties=name,colour", "properties"),
        ("sortby=colour", "sortby"),
        ("sortby=name,-name", "sortby"),
        ("sortby=", "sortby"),
        ("sortby=code,name,kind,level,area_km2", "sortby"),
        ("skipGeometry=maybe", "skipGeometry"),
        ("simplify=0", "simplify"),
        ("simplify=NaN", "simplify"),
    ] {
        let answer = raw(&format!("/ogc/collections/communes/items?{query}")).await;
        assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!(field)), "{query}");
    }
}

#[tokio::test]
async fn only_the_properties_asked_for_are_sent() {
    let page = get("/ogc/collections/communes/items?properties=name,code&limit=1").await;
    assert_eq!(page["features"][0]["properties"], json!({ "code": "00001", "name": "Đồng Mỏ" }));
    let one = get("/ogc/collections/communes/items/00002?properties=name&skipGeometry=true").await;
    assert_eq!((&one["properties"], &one["geometry"]), (&json!({ "name": "Quang Lang" }), &Value::Null));
    assert_eq!(get("/ogc/collections/communes/items?properties=").await["features"][0]["properties"], json!({}));
}

/// Names in the order of dictionaries: Đ after D, letters before tones. A page goes on after a name whether anybody has it or not.
#[tokio::test]
async fn names_are_sorted_as_vietnamese_readers_expect() {
    let names = [
        "Zuôn",
        "Đồng Mỏ",
        "Dân Tiến",
        "An Sơn",
        "Ân Thi",
        "Ăn Hòa",
        "Em",
        "Bạ",
        "Bá",
        "Bã",
        "Bả",
        "Bà",
        "Ba",
        "Đại Đồng",
        "Vũ Lăng",
        "Ước Lễ",
    ];
    let sorted = [
        "An Sơn",
        "Ăn Hòa",
        "Ân Thi",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Dân Tiến",
        "Đại Đồng",
        "Đồng Mỏ",
        "Em",
        "Ước Lễ",
        "Vũ Lăng",
        "Zuôn",
    ];
    let unit = |(place, name): (usize, &&str)| unit(&format!("{:05}", place + 1), name, UnitKind::Commune, "", "..", (0.0, 1.0));
    let units = names.iter().enumerate().map(unit).collect();
    let site = site(Records { revision: 1, units, ..Records::default() }, Settings::default(), None);
    let page = async |query: &str| ask(&site, "GET", &format!("/ogc/collections/communes/items?{query}"), &[]).await.json();
    let names = |page: &Value| -> Vec<String> {
        page["features"].as_array().unwrap().iter().map(|feature| feature["properties"]["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&page("sortby=name").await), sorted);
    let (mut query, mut visited) = (Some("sortby=-name&limit=3".to_owned()), Vec::new());
    while let Some(here) = query {
        let page = page(&here).await;
        visited.extend(names(&page));
        query = next(&page).map(|next| next.split_once('?').unwrap().1.to_owned());
    }
    assert_eq!(visited, sorted.iter().copied().rev().collect::<Vec<_>>());
    for (after, first) in [("Đào", "Đồng Mỏ"), ("Bạ", "Dân Tiến"), ("A", "An Sơn"), ("D", "Dân Tiến")] {
        let position = encoded(&json!([after, "99999"]).to_string());
        assert_eq!(names(&page(&format!("sortby=name&limit=1&after={position}")).await), [first], "{after}");
    }
}

/// Texts as readers expect, nothing last, equal values by identifier; a page goes on after its last feature.
#[tokio::test]
async fn an_order_is_kept_from_page_to_page() {
    let plans = get("/ogc/collections/plans/items?sortby=-approved_on,name").await;
    assert_eq!(ids(&plans), ["QHT-1", "QPK-1", "QHC-1", "QHV-1", "QHCT-1"], "QHCT-1 is not approved");
    let communes = "/ogc/collections/communes/items?datetime=2025-06-30/..&sortby=";
    assert_eq!(ids(&get(&format!("{communes}name")).await), ["00003", "00001@2025-07-01", "00001", "00003@2025-07-01", "00002", "00004"]);
    for order in ["name", "-general_percent,name", "parent_code", "-valid_to,area_km2", "level"] {
        let whole = get(&format!("{communes}{order}")).await;
        for limit in [1, 2, 4] {
            let (mut address, mut visited) = (Some(format!("{communes}{order}&limit={limit}")), Vec::new());
            while let Some(here) = address {
                let page = get(&here).await;
                assert_eq!(page["numberMatched"], 6);
                visited.extend(ids(&page).into_iter().map(str::to_owned));
                address = next(&page);
            }
            assert_eq!(visited, ids(&whole), "{order} by {limit}");
        }
    }
}

#[tokio::test]
async fn a_position_that_nobody_gave_is_refused_or_harmless() {
    for wrong in ["x", "[]", "[1]", "[1,2]", "[\"a\",1]", "[{},\"a\"]", "[[[[[[", "null", "[\"a\",\"b\",\"c\"]"] {
        let answer = raw(&format!("/ogc/collections/communes/items?sortby=name&after={}", encoded(wrong))).await;
        assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!("after")), "{wrong}");
    }
    let long = format!("[\"{}\",\"a\"]", "ạ".repeat(5000));
    assert_eq!(raw(&format!("/ogc/collections/communes/items?sortby=name&after={}", encoded(&long))).await.status, StatusCode::BAD_REQUEST);
    let not_a_number = raw(&format!("/ogc/collections/communes/items?sortby=area_km2&after={}", encoded("[\"NaN\",\"00001\"]"))).await;
    assert_eq!(not_a_number.status, StatusCode::OK);
    let past_the_end = get(&format!("/ogc/collections/communes/items?after={}", encoded("zzz\u{1F5FA}"))).await;
    assert_eq!((&past_the_end["features"], &past_the_end["numberMatched"]), (&json!([]), &json!(4)));
}

pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}
