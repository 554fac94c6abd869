//! Indicators over time: a point for each day on which the value changed, and the value of each day is that of the point before it.

use std::collections::BTreeSet;
use std::sync::Arc;

use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage, Territory};
use plancover::http::Site;
use serde_json::Value;

use crate::dataset::{ask, default_site, json, of_units, plan, records, rectangle, site};

async fn get(site: &Arc<Site>, address: &str) -> Value {
    ask(site, "GET", address, &[]).await.json()
}

/// On every day on which anything changes, and on the day before, the history tells the value that the indicator has then.
async fn agrees(site: &Arc<Site>, id: &str, at: &str) -> usize {
    let told = get(site, &format!("/api/indicators/{id}?at={at}")).await;
    let history = told["history"].as_array().unwrap();
    let timeline = get(site, "/api/timeline").await;
    let mut days: BTreeSet<String> = BTreeSet::new();
    for day in timeline["days"].as_array().unwrap() {
        let day: plancover::domain::Day = day["date"].as_str().unwrap().parse().unwrap();
        days.extend([day.to_string(), day.yesterday().unwrap().to_string()]);
    }
    for day in days.iter().filter(|day| day.as_str() <= at) {
        let now = get(site, &format!("/api/indicators/{id}?at={day}")).await["indicator"].clone();
        let point = history.iter().rfind(|point| point["date"].as_str().unwrap() <= day.as_str());
        let Some(point) = point else {
            assert!(now["value"].is_null() || now["value"] == 0.0, "{id} on {day}: {}", now["value"]);
            continue;
        };
        assert_eq!(point["value"], now["value"], "{id} on {day}");
        assert_eq!(point["denominator"], now["as_set"]["denominator"], "{id} on {day}");
    }
    let dates: Vec<&str> = history.iter().map(|point| point["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted_by(|a, b| a < b) && dates.iter().all(|date| *date <= at), "{dates:?}");
    let figures = |point: &Value| (point["numerator"].clone(), point["denominator"].clone());
    assert!(history.windows(2).all(|pair| figures(&pair[0]) != figures(&pair[1])), "{history:?}");
    history.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_computed_indicator_is_told_day_by_day() {
    let mut records = records(7);
    records.plans.extend([
        plan(
            "C-2",
            "Chung",
            PlanKind::CommuneGeneral,
            of_units(&["00002"]),
            &[(Stage::Approved, "2021-03-01"), (Stage::Repealed, "2023-09-01")],
        ),
        plan("C-3", "Chung", PlanKind::CommuneGeneral, of_units(&["00003"]), &[(Stage::Approved, "2022-03-01")]),
        plan("V-1", "Vùng", PlanKind::DistrictRegional, of_units(&["187"]), &[(Stage::Approved, "2023-06-01")]),
        plan(
            "P-1",
            "Phân khu",
            PlanKind::Zoning,
            Territory::Boundary(rectangle(106.13, 21.0, 106.3, 21.1)),
            &[(Stage::Approved, "2022-06-01")],
        ),
    ]);
    let site = site(records, Settings::default(), None);
    let declared = get(&site, "/api/indicators").await;
    let mut points = 0;
    for indicator in declared["indicators"].as_array().unwrap().iter().filter(|indicator| indicator["measure"] != "reported") {
        for at in ["2024-06-30", "2025-12-31"] {
            points += agrees(&site, indicator["id"].as_str().unwrap(), at).await;
        }
    }
    assert!(points > 10, "{points}");
    let general = get(&site, "/api/indicators/commune_general").await;
    let dates: Vec<&str> = general["history"].as_array().unwrap().iter().map(|point| point["date"].as_str().unwrap()).collect();
    assert!(dates.contains(&"2021-03-01") && dates.contains(&"2023-09-01"), "{general}");
}

#[tokio::test]
async fn a_reported_indicator_is_told_by_its_figures() {
    let told = json("/api/indicators/green_area_per_person").await;
    let history: Vec<(&str, f64)> = told["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| (point["date"].as_str().unwrap(), point["value"].as_f64().unwrap()))
        .collect();
    assert_eq!(history, [("2022-12-31", 5.5), ("2024-03-01", 6.5)]);
    assert_eq!(told["history"][0]["numerator"], Value::Null);
}

#[tokio::test]
async fn the_site_names_a_place_to_try_that_is_loaded() {
    let told = json("/api/site").await;
    let example = &told["examples"];
    // The first plan in force below the regional tier.
    assert_eq!((&example["unit_code"], &example["full_name"]), (&"00001".into(), &"Thị trấn Đồng Mỏ".into()));
    let (lon, lat) = (example["position"][0].as_f64().unwrap(), example["position"][1].as_f64().unwrap());
    let here = json(&format!("/api/lookup?lon={lon}&lat={lat}")).await;
    assert_eq!(here["units"].as_array().unwrap().last().unwrap()["code"], "00001");
    assert_eq!(example["parcel"]["epsg"], 9215);
    let corners = example["parcel"]["corners"].as_array().unwrap();
    assert_eq!(corners.len(), 4);
    for corner in corners {
        let (x, y) = (corner[0].as_f64().unwrap(), corner[1].as_f64().unwrap());
        let there = json(&format!("/api/lookup?x={x}&y={y}&crs=EPSG:9215")).await;
        assert_eq!(there["units"].as_array().unwrap().last().unwrap()["code"], "00001");
    }
    let bare = site(plancover::snapshot::Records { revision: 1, ..Default::default() }, Settings::default(), None);
    assert_eq!(get(&bare, "/api/site").await["examples"], Value::Null);
    let mut no_plans = records(7);
    no_plans.plans.clear();
    let no_plans = site(no_plans, Settings::default(), None);
    assert_eq!(get(&no_plans, "/api/site").await["examples"]["unit_code"], "00003", "in the middle of the list");
    assert_eq!(get(&default_site(), "/api/site?at=2025-07-01").await["examples"]["unit_code"], "00001");
}
