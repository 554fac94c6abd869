//! `/api/indicators` through the real router: the program's own indicators on the made-up province.

use plancover::app::{Clock, Publisher, View};
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::http::Site;
use serde_json::{Value, json};

use crate::dataset::{TODAY, ask, day, default_site, json as get, records, records_elsewhere, site};

async fn indicator(id: &str, question: &str) -> Value {
    get(&format!("/api/indicators/{id}{question}")).await["indicator"].clone()
}

fn ids<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}

fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
}

#[tokio::test]
async fn the_list_has_every_indicator_with_its_rule_its_sources_and_who_is_missing() {
    let answer = get("/api/indicators").await;
    assert_eq!((&answer["as_of"], &answer["unit"]), (&json!(TODAY), &Value::Null));
    assert_eq!(answer["indicators"].as_array().unwrap().len(), 35);
    assert_eq!(ids(&answer["notices"], "code"), ["not_supplied", "not_loaded"]);
    let land = &answer["indicators"][1];
    assert_eq!(land["id"], "construction_land_zoning_detailed");
    assert!(land["rule"]["vi"].as_str().unwrap().starts_with("Diện tích đất xây dựng"));
    assert_eq!((&land["plan_kinds"], &land["threshold_percent"]), (&json!(["zoning", "detailed"]), &json!(95.0)));
    assert_eq!(
        (&land["targets"][0]["source"], &land["targets"][0]["clause"]),
        (&json!("001_ae703ac53d44e551.txt"), &json!("II.3.b đoạn 1"))
    );
    near(&land["value"], 50.0);
    assert_eq!(ids(&land["as_set"]["missing"], "id"), ["KCN-1"]);
    assert_eq!(land["as_set"]["missing"][0]["plans"], json!(["QPK-1"]));
    assert_eq!(land["as_set"].get("satisfied"), None, "the list nobody has to act on stands only with one indicator");
    // Compared as shown, with two decimals.
    assert_eq!((&land["standings"][0]["status"], &land["standings"][1]["status"]), (&json!("met"), &json!("due")));
    assert_eq!(land["next_target"], "COV-2030-PKCT-DT");
}

#[tokio::test]
async fn without_data_the_value_is_null_and_says_so() {
    let towns = indicator("urban_general", "").await;
    assert_eq!((&towns["value"], &towns["as_set"]["denominator"]), (&Value::Null, &json!(0.0)));
    assert_eq!(towns["as_set"]["not_loaded"].as_array().unwrap().len(), 16);
    assert_eq!(towns["standings"][0]["status"], "unknown");
    let after = get("/api/indicators/district_regional?at=2026-01-01").await;
    assert_eq!(ids(&after["notices"], "code"), ["no_subjects", "not_loaded"]);
}

#[tokio::test]
async fn both_the_units_the_target_was_set_for_and_todays_are_shown_and_explained() {
    let before = indicator("commune_general", "?at=2025-06-30").await;
    assert_eq!((&before["on_day"], &before["difference"]), (&Value::Null, &Value::Null));
    let after = indicator("commune_general", "?at=2026-01-01").await;
    assert_eq!((&after["as_set"]["on"], &after["as_set"]["denominator"]), (&json!("2023-05-27"), &json!(3.0)));
    assert_eq!((&after["on_day"]["on"], &after["on_day"]["denominator"]), (&json!("2026-01-01"), &json!(2.0)));
    assert_eq!(ids(&after["as_set"]["missing"], "name"), ["Xã Quang Lang", "Xã Bắc Thủy", "Xã Vân Nham"]);
    assert_eq!(after["as_set"]["missing"][0]["valid_to"], "2025-07-01");
    assert_eq!(
        after["difference"]["en"].as_str().unwrap().split(". ").next(),
        Some("The targets were set for 3 subjects (commune) as of 2023-05-27")
    );
    assert!(after["difference"]["vi"].as_str().unwrap().contains("Ngày 01/01/2026 có 2."));
    let districts = indicator("district_regional", "?at=2026-01-01").await;
    assert_eq!(districts["on_day"]["value"], Value::Null);
    assert!(districts["difference"]["vi"].as_str().unwrap().contains("không còn đối tượng nào"));
}

#[tokio::test]
async fn a_unit_limits_the_subjects_to_those_in_it() {
    let answer = get("/api/indicators/commune_general?unit=187").await;
    assert_eq!(answer["unit"]["code"], "187");
    assert_eq!(ids(&answer["indicator"]["as_set"]["missing"], "id"), ["00002"]);
    let province = get("/api/indicators/commune_general?unit=20").await;
    assert_eq!(province["indicator"], get("/api/indicators/commune_general").await["indicator"]);
}

#[tokio::test]
async fn the_provincial_plan_was_late() {
    let late = indicator("provincial", "").await;
    assert_eq!((&late["value"], &late["standings"][0]["status"]), (&json!(100.0), &json!("met_late")));
    assert_eq!(late["standings"][0]["value_on_due"], 0.0);
    assert_eq!(late["next_target"], Value::Null);
    assert_eq!(ids(&late["as_set"]["satisfied"], "id"), ["20"]);
}

#[tokio::test]
async fn reported_figures_are_those_up_to_the_day_and_of_the_unit() {
    let green = indicator("green_area_per_person", "").await;
    assert_eq!(
        (&green["measure"], &green["value"], &green["unit"], &green["as_set"]),
        (&json!("reported"), &json!(6.5), &json!("m2/person"), &Value::Null)
    );
    assert_eq!(ids(&green["observations"], "observed_on"), ["2024-03-01", "2022-12-31"]);
    assert_eq!((&green["observations"][0]["author"], &green["observations"][0]["source"]), (&json!("Sở Xây dựng"), &json!("BC-1")));
    assert_eq!((&green["targets"][0]["value_min"], &green["targets"][0]["value_max"]), (&json!(6.0), &json!(8.0)));
    assert_eq!((&green["standings"][0]["status"], &green["standings"][1]["status"]), (&json!("met"), &json!("due")));
    assert_eq!(green["standings"][1]["gap"], 1.5);
    let earlier = indicator("green_area_per_person", "?at=2023-01-01").await;
    assert_eq!(
        (&earlier["value"], &earlier["standings"][0]["status"], &earlier["standings"][0]["gap"]),
        (&json!(5.5), &json!("due"), &json!(0.5))
    );
    let later = indicator("green_area_per_person", "?at=2026-01-01").await;
    assert_eq!((&later["value"], &later["standings"][0]["status"]), (&json!(5.0), &json!("missed")));
    assert_eq!(indicator("green_area_per_person", "?unit=187").await["value"], 9.0);
    assert_eq!(indicator("green_area_per_person", "?at=2022-01-01").await["value"], Value::Null);
    let words = indicator("undergrounding", "").await;
    assert_eq!((&words["targets"][0]["operator"], &words["standings"][0]["status"]), (&Value::Null, &Value::Null));
    assert!(words["targets"][0]["text"]["vi"].as_str().unwrap().starts_with("Ngầm hóa"));
}

#[tokio::test]
async fn what_is_not_declared_or_not_asked_so_is_refused() {
    let site = default_site();
    let missing = ask(&site, "GET", "/api/indicators/nothing", &[]).await;
    assert_eq!((missing.status.as_u16(), missing.header("content-type")), (404, "application/problem+json"));
    let wrong = ask(&site, "GET", "/api/indicators?unit=1&of=unit", &[]).await;
    assert_eq!(wrong.status.as_u16(), 400);
    assert_eq!(ids(&wrong.json()["errors"], "field"), ["unit", "of"]);
    assert_eq!(ask(&site, "GET", "/api/indicators?unit=187&at=2026-01-01", &[]).await.status.as_u16(), 404);
}

#[tokio::test]
async fn indicators_of_ones_own_take_the_place_of_the_programs_and_are_checked_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    let own = "[[indicator]]\nid = \"own\"\ntitle = { vi = \"Riêng\", en = \"Own\" }\nmeasure = \"reported\"\n";
    std::fs::write(&file, own).unwrap();
    let settings = || Settings { indicators: Some(file.clone()), ..Settings::default() };
    let first = ask(&site(records(7), settings(), None), "GET", "/api/indicators", &[]).await;
    assert_eq!(ids(&first.json()["indicators"], "id"), ["own"]);
    std::fs::write(&file, own.replace("Own", "Other")).unwrap();
    let second = ask(&site(records(7), settings(), None), "GET", "/api/indicators", &[]).await;
    assert_ne!(first.header("etag"), second.header("etag"), "other declarations, other answers");
    std::fs::write(&file, own.replace("reported", "counted")).unwrap();
    let publisher = std::sync::Arc::new(Publisher::new(View::build(records(7), Thresholds::default(), None)));
    let refused = Site::new(publisher, Clock::Fixed(day(TODAY)), settings(), None).unwrap_err().to_string();
    assert!(refused.contains("own.toml") && refused.contains("expected one of `count`, `area`, `reported`"), "{refused}");
}

/// Where no province is loaded at all the land may well be of the one whose targets these are.
#[tokio::test]
async fn targets_of_one_province_are_not_measured_on_another() {
    let elsewhere = site(records_elsewhere(7), Settings::default(), None);
    assert_eq!(ask(&elsewhere, "GET", "/api/indicators", &[]).await.json()["indicators"], json!([]));
    let one = ask(&elsewhere, "GET", "/api/indicators/urban_general", &[]).await;
    assert_eq!(one.status.as_u16(), 404);
    assert!(one.json()["detail"].as_str().unwrap().starts_with("indicator `urban_general` is of province `20`"), "{}", one.json());
    let mut loose = records(7);
    loose.units.retain(|unit| unit.code.as_str() != "20");
    let loose = site(loose, Settings::default(), None);
    assert_eq!(ask(&loose, "GET", "/api/indicators", &[]).await.json()["indicators"].as_array().unwrap().len(), 35);
}
