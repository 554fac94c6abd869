//! Filters of `/ogc` (OGC 19-079r2, annex A; the classes of OGC 21-065r2 over what every collection declares), through the real router.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use axum::http::StatusCode;
use plancover::http::Site;
use serde_json::{Value, json};

use crate::dataset::{Answer, ask, default_site, json as get};
use crate::ogc_schema::encoded;

/// Many questions are asked here: one site answers them all.
static SITE: LazyLock<Arc<Site>> = LazyLock::new(default_site);

async fn filtered(layer: &str, rest: &str, filter: &str) -> Answer {
    let address = format!("/ogc/collections/{layer}/items?filter={}{rest}", encoded(filter));
    ask(&SITE, "GET", &address, &[]).await
}

/// The identifiers of the features for which the filter is true.
async fn ids(layer: &str, filter: &str) -> BTreeSet<String> {
    let answer = filtered(layer, "", filter).await;
    assert_eq!(answer.status, StatusCode::OK, "{layer}: {filter}: {}", answer.text());
    let features = answer.json()["features"].as_array().unwrap().clone();
    features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

async fn assert_ids(layer: &str, filter: &str, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(ids(layer, filter).await, expected, "{layer}: {filter}");
}

#[tokio::test]
async fn features_are_found_by_name_place_time_and_figures() {
    assert_ids("communes", "name = 'Quang Lang'", &["00002"]).await;
    assert_ids("communes", "ACCENTI(CASEI(name)) = ACCENTI(CASEI('dong mo'))", &["00001"]).await;
    assert_ids("communes", "CASEI(name) LIKE CASEI('đồng%')", &["00001"]).await;
    assert_ids("communes", "code IN ('00003', '00002') AND NOT name = 'Quang Lang'", &["00003"]).await;
    assert_ids("communes", "S_WITHIN(geometry, BBOX(105.9,20.9,106.2,21.2))", &["00001", "00002"]).await;
    assert_ids("communes", "S_INTERSECTS(POINT(106.15 21.05), geometry)", &["00002"]).await;
    assert_ids("communes", "S_TOUCHES(geometry, LINESTRING(106.1 21.0, 106.1 21.1))", &["00001", "00002"]).await;
    assert_ids("communes", "valid_to > DATE('2025-06-30') AND area_km2 * 2 > 100 AND code < '00003'", &["00001", "00002"]).await;
    assert_ids("communes", "T_AFTER(valid_to, INTERVAL('..', '2025-06-30')) AND code = '00001'", &["00001"]).await;
    assert_ids("communes", "false", &[]).await;
    assert_eq!(ids("communes", "true").await.len(), 4);
    // What is null is neither true nor false.
    assert_ids("communes", "valid_to IS NULL OR NOT valid_to IS NULL AND code = '00004'", &["00004"]).await;
    assert!(ids("plans", "approved_on <= DATE('2024-06-30') AND S_INTERSECTS(geometry, BBOX(106,21,106.4,21.1))").await.contains("QHT-1"));
    assert!(!ids("gaps", "S_INTERSECTS(geometry, BBOX(106,21,106.4,21.1)) AND area_km2 > 0").await.is_empty());
}

#[tokio::test]
async fn json_and_other_reference_systems_say_the_same() {
    let json = json!({ "op": "s_within", "args": [{ "property": "geometry" }, { "bbox": [105.9, 20.9, 106.2, 21.2] }] }).to_string();
    let answer = filtered("communes", "&filter-lang=cql2-json", &json).await.json();
    assert_eq!(answer["numberMatched"], json!(2));
    for (crs, literal) in [
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "POINT(106.15 21.05)"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "POINT(21.05 106.15)"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "BBOX(21.04,106.14,21.06,106.16)"),
        // `gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857` of the point.
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "POINT(11816563.95 2397837.76)"),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "BBOX(11816500,2397800,11816600,2397900)"),
    ] {
        let answer = filtered("communes", &format!("&filter-crs={crs}"), &format!("S_INTERSECTS(geometry,{literal})")).await;
        assert_eq!(answer.status, StatusCode::OK, "{literal}: {}", answer.text());
        let page = answer.json();
        assert_eq!((&page["numberMatched"], &page["features"][0]["id"]), (&json!(1), &json!("00002")), "{literal}");
    }
    let page = filtered("communes", "&limit=1&sortby=-name&kind=commune", "code > '00001'").await.json();
    assert_eq!(page["numberReturned"], json!(1));
    let next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap();
    assert!(next["href"].as_str().unwrap().contains("filter=code"), "{next}");
}

#[tokio::test]
async fn what_cannot_be_asked_is_a_problem_with_its_place() {
    for (rest, filter, hint) in [
        ("", "nam = 'x'", "at character 1: the property `nam`"),
        ("", "name = ", "at character 8: the end of the filter"),
        ("", "name = 1", "at character 1: a text compared with a number"),
        ("", "name", "at character 1: a text"),
        ("", "S_INTERSECTS(geometry,POINT(90 180))", "at character 23: the position `90 180`"),
        ("", "S_INTERSECTS(geometry,POLYGON((0 0,1 1,1 0,0 1,0 0)))", "a ring crosses itself"),
        ("&filter-crs=http://www.opengis.net/def/crs/EPSG/0/4326", "S_INTERSECTS(geometry,POINT(106 21))", "the position `106 21`"),
        ("&filter-lang=cql2-json", "name = 'x'", "at `$`"),
        ("", "", "at character 1: the end of the filter"),
    ] {
        let answer = filtered("communes", rest, filter).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter}");
        let problem = answer.json();
        assert_eq!(problem["errors"][0]["field"], json!("filter"));
        assert!(problem["errors"][0]["hint"].as_str().unwrap().contains(hint), "{filter}: {problem}");
    }
    for rest in ["&filter-lang=cql-text", "&filter-crs=EPSG:4326", "&filter=true"] {
        assert_eq!(filtered("communes", rest, "true").await.status, StatusCode::BAD_REQUEST, "{rest}");
    }
    let long = filtered("communes", "", &format!("name = '{}'", "x".repeat(8_000))).await.json();
    assert_eq!(long["errors"][0]["allowed"], json!("at most 8000 characters"));
}

/// The expressions of annex A of OGC 21-065r2 for each queryable of each collection, by type.
#[tokio::test]
async fn every_queryable_can_be_asked_as_the_standard_has_it() {
    for layer in ["provinces", "districts", "communes", "areas", "plans", "zones"] {
        let schema = get(&format!("/ogc/collections/{layer}/queryables")).await;
        for (name, property) in schema["properties"].as_object().unwrap() {
            let (null, not_null) = (ids(layer, &format!("{name} IS NULL")).await, ids(layer, &format!("{name} is not null")).await);
            assert!(null.is_disjoint(&not_null), "{layer}: {name}");
            let value = match (property["type"].as_str(), property["format"].as_str()) {
                (Some("string"), Some("date")) => "DATE('2022-04-14')",
                (Some("string"), None) => "'foo'",
                (Some("number"), _) => "3.14",
                (Some("integer"), _) => "1",
                (Some("boolean"), _) => "true",
                (None, Some(_)) => {
                    assert_geometry(layer, name).await;
                    continue;
                }
                _ => panic!("{layer}: {name}: {property}"),
            };
            assert_comparisons(layer, name, value).await;
            let more: Vec<String> = match value {
                "'foo'" => {
                    ["LIKE '%'", "like '_%'", "like ''", r"like '\%\_'", "in ('foo', 'bar')"].map(|rest| format!("{name} {rest}")).into()
                }
                "3.14" | "1" => ["BETWEEN 0 AND 100", "between 100.0 and 1.0", "IN (1, 2, 3)", "+ 1 > 2 * 3"]
                    .map(|rest| format!("{name} {rest}"))
                    .into(),
                "true" => vec![format!("{name} in (true)")],
                _ => vec![
                    format!("{name} in ('2022-04-14', '2022-04-15')"),
                    format!("T_AFTER({name},DATE('2022-04-24'))"),
                    format!("T_BEFORE({name},INTERVAL('2021-01-01','2021-12-31'))"),
                    format!("T_DISJOINT({name},DATE('2022-04-24'))"),
                    format!("T_EQUALS({name},INTERVAL('2021-01-01','2021-12-31'))"),
                    format!("T_INTERSECTS({name},INTERVAL('2021-01-01','..'))"),
                    format!("T_DURING(INTERVAL({name},{name}),INTERVAL('2021-01-01','2021-12-31'))"),
                ],
            };
            for filter in more {
                ids(layer, &filter).await;
            }
        }
    }
}

async fn assert_comparisons(layer: &str, name: &str, value: &str) {
    for (one, opposite) in [("=", "<>"), (">", "<="), ("<", ">=")] {
        for (a, b) in [(name, value), (value, name)] {
            let (found, others) = (ids(layer, &format!("{a} {one} {b}")).await, ids(layer, &format!("{a} {opposite} {b}")).await);
            assert!(found.is_disjoint(&others), "{layer}: {a} {one} {b}");
        }
    }
    let same = ids(layer, &format!("{name} = {name}")).await;
    assert_eq!(same, ids(layer, &format!("{name} >= {name}")).await);
    assert!(ids(layer, &format!("{name} <> {name}")).await.is_empty());
}

async fn assert_geometry(layer: &str, name: &str) {
    let everywhere = ids(layer, &format!("S_INTERSECTS({name},BBOX(-180,-90,180,90))")).await;
    let drawn = "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))";
    assert_eq!(everywhere, ids(layer, &format!("S_INTERSECTS({name},{drawn})")).await, "{layer}");
    assert_eq!(everywhere, ids(layer, &format!("S_WITHIN({name},{drawn})")).await, "{layer}");
    assert!(ids(layer, &format!("S_DISJOINT({name},BBOX(-180,-90,180,90))")).await.is_empty());
    for function in ["S_EQUALS", "S_TOUCHES", "S_CROSSES", "S_CONTAINS", "S_OVERLAPS"] {
        ids(layer, &format!("{function}({name},LINESTRING(106 21,106.4 21.1))")).await;
    }
    let crossing = "LINESTRING(106 21,106.4 21.1)";
    let (meets, apart) =
        (ids(layer, &format!("S_INTERSECTS({name},{crossing})")).await, ids(layer, &format!("S_DISJOINT({name},{crossing})")).await);
    assert!(meets.is_disjoint(&apart) && meets.len() + apart.len() == everywhere.len(), "{layer}");
}

#[tokio::test]
async fn filters_are_declared() {
    let declared = get("/ogc/conformance").await;
    let has = |class: &str| declared["conformsTo"].as_array().unwrap().contains(&json!(format!("http://www.opengis.net/spec/{class}")));
    assert!(has("ogcapi-features-3/1.0/conf/filter") && has("ogcapi-features-3/1.0/conf/features-filter"));
    for class in ["cql2-text", "cql2-json", "basic-cql2", "spatial-functions", "temporal-functions", "arithmetic", "property-property"] {
        assert!(has(&format!("cql2/1.0/conf/{class}")), "{class}");
    }
    assert!(
        !has("cql2/1.0/conf/array-functions") && !has("cql2/1.0/conf/functions"),
        "no property is an array, and there are no functions"
    );
    let api: Value = get("/ogc/api").await;
    for parameter in ["filter", "filter-lang", "filter-crs"] {
        assert_eq!(api["components"]["parameters"][parameter]["name"], json!(parameter));
    }
}
