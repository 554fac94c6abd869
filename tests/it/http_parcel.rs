//! `POST /api/lookup`: parcels on the made-up province, computed by hand; parcels against PostGIS; and what is refused.

use std::sync::Arc;

use axum::http::StatusCode;
use geo::{CoordsIter, Point};
use plancover::domain::{Land, Quality};
use plancover::http::{LIMITS, Site};
use plancover::lookup::vn2000::PlaneCrs;
use plancover::snapshot::{Records, area_km2};
use serde_json::{Value, json};

use crate::dataset::{code, day, default_site, post, site};
use crate::oracles::{TOLERANCE, TOLERANCE_OF_LAND, TOLERANCE_OF_LONG_EDGES, has_short_edges, land, number, plan, rows, unit};

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Value {
    json!({"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]})
}

async fn parcel(address: &str, geometry: &Value) -> Value {
    let answer = post(&default_site(), address, geometry.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

#[tokio::test]
async fn land_in_no_unit_is_told_apart_from_land_without_a_plan() {
    let said = async |west: f64, east: f64| {
        let answer = parcel("/api/lookup", &rectangle(west, 21.02, east, 21.04)).await;
        answer["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == "partly_outside")
    };
    // The units end at 106.4.
    assert!(said(106.38, 106.42).await);
    assert!(!said(106.36, 106.4).await && !said(106.18, 106.22).await);
}

/// What is refused, and why.
async fn refused(address: &str, body: impl ToString) -> Value {
    let answer = post(&default_site(), address, body.to_string()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].clone()
}

fn shares(list: &Value, key: &str) -> Vec<(String, f64)> {
    list.as_array().unwrap().iter().map(|row| (row[key].as_str().unwrap().to_owned(), row["percent"].as_f64().unwrap())).collect()
}

/// Squares of one height have the shares of their widths; geodesic edges bend them by less than this.
fn assert_shares(found: &[(String, f64)], expected: &[(&str, f64)]) {
    assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), expected.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    for ((id, found), (_, expected)) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-3, "{id}: {found} is not {expected}");
    }
}

#[tokio::test]
async fn a_parcel_over_two_communes_has_its_share_of_each_unit_plan_and_area() {
    // From 106.08 to 106.18: a fifth in 00001, four fifths in 00002.
    let answer = parcel("/api/lookup", &rectangle(106.08, 21.02, 106.18, 21.04)).await;
    assert_shares(&shares(&answer["units"], "code"), &[("20", 100.0), ("187", 100.0), ("00002", 80.0), ("00001", 20.0)]);
    // The zoning plan lies from 106.1 to 106.15, the general one to 106.1; the provincial plan is of no tier. All are in force.
    assert_shares(&shares(&answer["plans"], "id"), &[("QPK-1", 50.0), ("QHC-1", 20.0), ("QHT-1", 100.0)]);
    // The zone lies from 106.12 on, the town up to 106.1.
    assert_shares(&shares(&answer["areas"], "id"), &[("KCN-1", 60.0), ("DT-1", 20.0)]);
    for (tier, percent) in [("regional", 0.0), ("general", 20.0), ("zoning", 50.0), ("detailed", 0.0)] {
        assert!((answer["tiers"][tier]["percent"].as_f64().unwrap() - percent).abs() < 1e-3, "{tier}");
    }
    let area = area_km2(&crate::dataset::rectangle(106.08, 21.02, 106.18, 21.04));
    assert_eq!(answer["area_km2"], area);
    assert!((answer["plans"][1]["overlap_km2"].as_f64().unwrap() / area - 0.2).abs() < 1e-5);
    assert_eq!((&answer["geometry"], &answer["zones"], &answer["as_of"]), (&Value::Null, &json!([]), &json!("2024-06-30")));
    assert_eq!((&answer["bbox"], &answer["revision"]), (&json!([106.08, 21.02, 106.18, 21.04]), &json!(7)));
}

#[tokio::test]
async fn what_is_in_force_binds_before_what_is_prepared_and_the_day_counts() {
    // In 00003: the regional plan of 188 in force until 2024, the detailed one being prepared since 2023-05.
    let inside = rectangle(106.21, 21.02, 106.29, 21.04);
    let then = parcel("/api/lookup?at=2023-06-01", &inside).await;
    assert_shares(&shares(&then["plans"], "id"), &[("QHV-1", 100.0), ("QHCT-1", 50.0)]);
    let now = parcel("/api/lookup", &inside).await;
    assert_shares(&shares(&now["plans"], "id"), &[("QHT-1", 100.0), ("QHCT-1", 50.0)]);
    let merged = parcel("/api/lookup?at=2025-07-01", &inside).await;
    assert_shares(&shares(&merged["units"], "code"), &[("20", 100.0), ("00003", 100.0)]);
}

#[tokio::test]
async fn parts_holes_features_and_either_direction_are_the_same_land() {
    let two = json!({"type": "MultiPolygon", "coordinates": [
        rectangle(106.02, 21.02, 106.04, 21.04)["coordinates"], rectangle(106.12, 21.02, 106.14, 21.04)["coordinates"]]});
    let answer = parcel("/api/lookup", &two).await;
    assert_shares(&shares(&answer["units"], "code"), &[("20", 100.0), ("187", 100.0), ("00001", 50.0), ("00002", 50.0)]);
    let feature = json!({"type": "Feature", "properties": {"name": "thửa 12"}, "geometry": two});
    assert_eq!(parcel("/api/lookup", &feature).await, answer);
    // The hole takes away the half that lies in 00002.
    let mut holed = rectangle(106.08, 21.02, 106.12, 21.04);
    let hole = json!([[106.1, 21.021], [106.119, 21.021], [106.119, 21.039], [106.1, 21.039], [106.1, 21.021]]);
    holed["coordinates"].as_array_mut().unwrap().push(hole);
    let answer = parcel("/api/lookup", &holed).await;
    let hole = 100.0 * (0.019 * 0.018) / (0.04 * 0.02);
    let east = 100.0 * (50.0 - hole) / (100.0 - hole);
    assert_shares(&shares(&answer["units"], "code")[2..], &[("00001", 100.0 - east), ("00002", east)]);
    let mut turned = rectangle(106.08, 21.02, 106.18, 21.04);
    turned["coordinates"][0].as_array_mut().unwrap().reverse();
    assert_eq!(
        parcel("/api/lookup", &turned).await["plans"],
        parcel("/api/lookup", &rectangle(106.08, 21.02, 106.18, 21.04)).await["plans"]
    );
}

#[tokio::test]
async fn a_border_that_is_only_touched_is_no_overlap_and_a_unit_to_the_last_bit_is_all_of_it() {
    let answer = parcel("/api/lookup", &rectangle(106.0, 21.0, 106.1, 21.1)).await;
    assert_shares(&shares(&answer["units"], "code"), &[("20", 100.0), ("187", 100.0), ("00001", 100.0)]);
    assert_shares(&shares(&answer["plans"], "id"), &[("QHC-1", 100.0), ("QHT-1", 100.0)]);
}

/// Corners on VN-2000, as a certificate prints them.
fn corners(crs: &str, west: f64, east: f64) -> Vec<[f64; 2]> {
    let crs: PlaneCrs = crs.parse().unwrap();
    let corner = |lon, lat| crs.from_wgs84(Point::new(lon, lat));
    let ring = [corner(west, 21.02), corner(east, 21.02), corner(east, 21.04), corner(west, 21.04), corner(west, 21.02)];
    ring.map(|(x, y)| [x, y]).to_vec()
}

#[tokio::test]
async fn a_parcel_in_plane_coordinates_is_answered_like_the_same_land_in_degrees_and_can_be_drawn() {
    let plane = json!({"type": "Polygon", "coordinates": [corners("EPSG:9215", 106.08, 106.18)]});
    let answer = parcel("/api/lookup?crs=EPSG:9215", &plane).await;
    assert_shares(&shares(&answer["plans"], "id"), &[("QPK-1", 50.0), ("QHC-1", 20.0), ("QHT-1", 100.0)]);
    assert_eq!(answer["geometry"]["type"], "Polygon");
    let first: Vec<f64> = serde_json::from_value(answer["geometry"]["coordinates"][0][0].clone()).unwrap();
    assert!((first[0] - 106.08).abs() < 1e-9 && (first[1] - 21.02).abs() < 1e-9, "{first:?}");
}

#[tokio::test]
async fn swapped_axes_wrong_zones_and_degrees_for_metres_are_explained() {
    let hint = |error: &Value| error["hint"].as_str().unwrap().to_owned();
    let polygon = |ring: Vec<[f64; 2]>| json!({"type": "Polygon", "coordinates": [ring]});
    let swapped: Vec<[f64; 2]> = corners("EPSG:9215", 106.08, 106.18).into_iter().map(|[x, y]| [y, x]).collect();
    let error = refused("/api/lookup?crs=EPSG:9215", polygon(swapped)).await;
    assert_eq!(error["field"], "coordinates[0][0]");
    assert!(hint(&error).contains("swap them"), "{error}");
    let error = refused("/api/lookup?crs=EPSG:9206", polygon(corners("EPSG:9215", 106.08, 106.18))).await;
    assert!(hint(&error).contains("EPSG:9206 may be the wrong zone") && hint(&error).contains("EPSG:9215 (Thị trấn Đồng Mỏ)"), "{error}");
    let error = refused("/api/lookup", polygon(corners("EPSG:9215", 106.08, 106.18))).await;
    assert!(hint(&error).contains("?crs=EPSG:9215"), "{error}");
    let error = refused("/api/lookup?crs=EPSG:9215", rectangle(106.08, 21.02, 106.18, 21.04)).await;
    assert!(hint(&error).contains("leave `crs` out"), "{error}");
    let error = refused("/api/lookup", rectangle(21.02, 106.08, 21.04, 106.18)).await;
    assert!(hint(&error).contains("longitude first"), "{error}");
    let error = refused("/api/lookup?crs=EPSG:32648", rectangle(106.08, 21.02, 106.18, 21.04)).await;
    assert_eq!((&error["field"], &error["found"]), (&json!("crs"), &json!("EPSG:32648")));
}

#[tokio::test]
async fn what_is_no_parcel_is_refused_with_its_place() {
    let ring = |ring: Value| json!({"type": "Polygon", "coordinates": [ring]});
    let bow = ring(json!([[106.0, 21.0], [106.1, 21.1], [106.1, 21.0], [106.0, 21.1], [106.0, 21.0]]));
    let open = ring(json!([[106.0, 21.0], [106.1, 21.0], [106.1, 21.1], [106.0, 21.1]]));
    let line = ring(json!([[106.0, 21.0], [106.1, 21.0], [106.0, 21.0], [106.0, 21.0]]));
    for (body, field, told) in [
        (String::new(), "body", "nothing"),
        ("{".to_owned(), "body", "EOF"),
        ("[]".to_owned(), "type", "an array"),
        (json!({"type": "Point", "coordinates": [106.0, 21.0]}).to_string(), "type", "Point"),
        (json!({"type": "FeatureCollection", "features": []}).to_string(), "type", "FeatureCollection"),
        (json!({"type": "Feature", "geometry": null}).to_string(), "geometry", "nothing"),
        (json!({"type": "Polygon"}).to_string(), "coordinates", "nothing"),
        (json!({"type": "Polygon", "coordinates": []}).to_string(), "coordinates", "no land"),
        (json!({"type": "MultiPolygon", "coordinates": []}).to_string(), "coordinates", "no land"),
        (ring(json!([])).to_string(), "coordinates[0]", "no land"),
        (ring(json!([[106.0, 21.0], [106.1, 21.0], [106.0, 21.0]])).to_string(), "coordinates[0]", "3 positions"),
        (open.to_string(), "coordinates[0]", "not closed"),
        (ring(json!([[106.0, "21"], [106.1, 21.0], [106.1, 21.1], [106.0, "21"]])).to_string(), "coordinates[0][0]", "\"21\""),
        (ring(json!([[106.0], [106.1, 21.0], [106.1, 21.1], [106.0]])).to_string(), "coordinates[0][0]", "[106.0]"),
        (bow.to_string(), "coordinates", "crosses itself"),
        (line.to_string(), "coordinates", "near 106"),
        (rectangle(106.0, 21.0, 106.9, 21.9).to_string(), "coordinates", "km²"),
        (rectangle(106.0, 21.0, 107.1, 21.001).to_string(), "coordinates", "1.100°"),
        (rectangle(3.0, 50.0, 3.1, 50.1).to_string(), "coordinates", "land near 3.05"),
    ] {
        let error = refused("/api/lookup", &body).await;
        assert_eq!(error["field"], field, "{body}");
        assert!(error["found"].as_str().unwrap().contains(told), "{body}: {error}");
    }
    assert_eq!(refused("/api/lookup?lon=1", rectangle(106.0, 21.0, 106.1, 21.1)).await["field"], "lon");
}

#[tokio::test]
async fn as_many_vertices_as_are_allowed_are_answered_and_one_more_is_refused() {
    let circle = |vertices: usize| {
        let angle =
            |place: usize| f64::from(u32::try_from(place % (vertices - 1)).unwrap()) / f64::from(u32::try_from(vertices - 1).unwrap());
        let at = |place: usize| (angle(place) * std::f64::consts::TAU).sin_cos();
        let ring: Vec<[f64; 2]> = (0..vertices).map(at).map(|(sin, cos)| [106.1 + 0.04 * cos, 21.05 + 0.04 * sin]).collect();
        json!({"type": "Polygon", "coordinates": [ring]})
    };
    let answer = parcel("/api/lookup", &circle(LIMITS.parcel_vertices)).await;
    let units = shares(&answer["units"], "code");
    assert!((units[2].1 - 50.0).abs() < 0.1 && (units[3].1 - 50.0).abs() < 0.1, "{units:?}");
    let error = refused("/api/lookup", circle(LIMITS.parcel_vertices + 1)).await;
    assert_eq!((&error["allowed"], &error["hint"]), (&json!("at most 10000 positions in all"), &json!("simplify the border")));
    let long = post(&default_site(), "/api/lookup", " ".repeat(LIMITS.body_bytes + 1)).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.json()["detail"].as_str().unwrap().contains("1048576 bytes"), "{}", long.text());
}

#[tokio::test]
async fn more_plans_than_can_be_measured_at_once_are_refused() {
    let plans = (0..=LIMITS.parcel_plans).map(|place| plan(place.to_string(), crate::dataset::rectangle(106.0, 21.0, 106.01, 21.01)));
    let records = Records { revision: 1, plans: plans.collect(), ..Records::default() };
    let site = site(records, plancover::config::Settings::default(), None);
    let answer = post(&site, "/api/lookup", rectangle(106.0, 21.0, 106.02, 21.02).to_string()).await;
    assert_eq!((answer.status, &answer.json()["errors"][0]["found"]), (StatusCode::BAD_REQUEST, &json!("1001 plans")));
}

#[tokio::test]
async fn an_answer_to_a_post_is_kept_by_nobody_and_any_origin_may_ask() {
    let answer = post(&default_site(), "/api/lookup", rectangle(106.0, 21.0, 106.1, 21.1).to_string()).await;
    assert_eq!((answer.header("etag"), answer.header("cache-control")), ("", "no-store"));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let asked =
        [("origin", "https://example.org"), ("access-control-request-method", "POST"), ("access-control-request-headers", "content-type")];
    let allowed = crate::dataset::ask(&default_site(), "OPTIONS", "/api/lookup", &asked).await;
    assert!(allowed.header("access-control-allow-methods").contains("POST"), "{:?}", allowed.headers);
    assert!(allowed.header("access-control-allow-headers").contains("content-type"));
}

/// A site with one unit around everything and one plan.
fn one_plan(around: Land, boundary: Land) -> Arc<Site> {
    let mut one = unit("20001", around);
    one.quality = Quality::Imported;
    assert_eq!((&one.code, one.period.contains(day("2024-06-30"))), (&code("20001"), true));
    let records = Records { revision: 1, units: vec![one], plans: vec![plan("P".into(), boundary)], ..Records::default() };
    site(records, plancover::config::Settings::default(), None)
}

/// `intersections.csv`: PostGIS measured what two lands have in common; here one is the parcel and the other the plan.
#[tokio::test]
async fn what_a_parcel_and_a_plan_have_in_common_is_what_postgis_says() {
    let lands: std::collections::HashMap<String, Land> = rows("areas.csv").iter().map(|row| (row[0].to_owned(), land(&row[2]))).collect();
    let mut compared = 0;
    for row in rows("intersections.csv") {
        let (a, b, expected) = (&lands[&row[0]], &lands[&row[1]], number(&row[2]) / 1e6);
        let (parcel, boundary) = if a.coords_count() <= b.coords_count() { (a, b) } else { (b, a) };
        let body = json!({"type": "MultiPolygon", "coordinates": parcel.iter().map(|polygon| {
            let ring = |ring: &geo::LineString| ring.0.iter().map(|at| [at.x, at.y]).collect::<Vec<_>>();
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect::<Vec<_>>()
        }).collect::<Vec<_>>()});
        let site = one_plan(crate::dataset::rectangle(100.0, -1.0, 110.0, 24.0), boundary.clone());
        let answer = post(&site, "/api/lookup", body.to_string()).await;
        if answer.status == StatusCode::BAD_REQUEST && answer.text().contains("km²") {
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{row:?}: {}", answer.text());
        let found = answer.json()["plans"][0]["overlap_km2"].as_f64().unwrap_or(0.0);
        let tolerance = if has_short_edges(a) && has_short_edges(b) { TOLERANCE } else { TOLERANCE_OF_LONG_EDGES };
        let smaller = area_km2(a).min(area_km2(b));
        let least = (0.01 * area_km2(parcel)).min(1e-6);
        assert!(
            (found - expected).abs() <= tolerance * expected + TOLERANCE_OF_LAND * smaller || expected < least,
            "{} {}: {found} {expected}",
            &row[0],
            &row[1]
        );
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}
