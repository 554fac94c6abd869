//! `/api/findings` through the real router: what is found between plans and about each, by hand.

use plancover::app::View;
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::domain::{Area, Event, Plan, PlanKind, Stage, Territory};
use plancover::snapshot::Records;
use serde_json::{Value, json};

use crate::dataset::{ask, day, of_units, plan, records, rectangle, site};

fn drawn(id: &str, kind: PlanKind, (west, east): (f64, f64), events: &[(Stage, &str)]) -> Plan {
    plan(id, id, kind, Territory::Boundary(rectangle(west, 21.0, east, 21.1)), events)
}

const APPROVED: &[(Stage, &str)] = &[(Stage::Approved, "2023-01-01")];

/// The made-up units with these plans alone. Today is 2024-06-30.
async fn findings(plans: Vec<Plan>, query: &str) -> Value {
    let records = Records { plans, areas: Vec::<Area>::new(), ..records(7) };
    let answer = ask(&site(records, Settings::default(), None), "GET", &format!("/api/findings{query}"), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn kinds(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect()
}

/// A tenth of a degree from 21.0 to 21.1 is 115.0 km², as PostGIS has it: `st_area` of the square of 0.1° × 0.1° at 106.0, 21.0.
const SQUARE_KM2: f64 = 115.094;

#[tokio::test]
async fn two_plans_of_a_tier_that_share_land_overlap() {
    let plans = || {
        vec![
            drawn("A", PlanKind::Zoning, (106.0, 106.15), APPROVED),
            drawn("B", PlanKind::Zoning, (106.05, 106.3), &[(Stage::Approved, "2024-03-01")]),
            drawn("C", PlanKind::Detailed, (106.0, 106.4), APPROVED),
        ]
    };
    let answer = findings(plans(), "").await;
    assert_eq!(kinds(&answer), ["overlap"]);
    let one = &answer["findings"][0];
    assert_eq!((&one["plans"][0]["id"], &one["plans"][1]["id"]), (&json!("A"), &json!("B")));
    assert_eq!((&one["units"], &one["since"]), (&json!(["00001", "00002"]), &json!("2024-03-01")));
    assert!((one["area_km2"].as_f64().unwrap() / SQUARE_KM2 - 1.0).abs() < 1e-3, "{}", one["area_km2"]);
    assert!(one["en"].as_str().unwrap().contains("`A` and `B` share 11"), "{}", one["en"]);
    assert_eq!(findings(plans(), "?at=2024-02-29").await["total"], 0);
    assert_eq!(findings(plans(), "?unit=00001").await["total"], 1);
    assert_eq!(findings(plans(), "?unit=00003").await["total"], 0);
    assert_eq!(findings(plans(), "?kind=outside").await["total"], 0);
}

#[tokio::test]
async fn a_plan_and_those_that_adjust_it_do_not_overlap() {
    let adjusting = |id: &str, earlier: &str, approved: &[(Stage, &str)]| Plan {
        adjusts: Some(earlier.into()),
        ..drawn(id, PlanKind::Zoning, (106.0, 106.1), approved)
    };
    let first = drawn("A", PlanKind::Zoning, (106.0, 106.1), APPROVED);
    assert_eq!(kinds(&findings(vec![first.clone(), adjusting("B", "A", APPROVED)], "").await), Vec::<&str>::new());
    // B superseded A and was repealed, so A is in force again; C adjusts B.
    let repealed = [(Stage::Approved, "2023-02-01"), (Stage::Repealed, "2023-06-01")];
    let chain = vec![first, adjusting("B", "A", &repealed), adjusting("C", "B", &[(Stage::Brief, "2023-07-01")])];
    assert_eq!(findings(chain, "").await["total"], 0);
}

#[tokio::test]
async fn land_of_a_part_that_was_repealed_is_not_shared() {
    let mut one = drawn("A", PlanKind::Zoning, (106.0, 106.2), APPROVED);
    let part = Some(rectangle(106.1, 21.0, 106.2, 21.1));
    one.events.push(Event { part, ..Event::happened(Stage::Repealed, day("2024-01-01")) });
    let plans = vec![one, drawn("B", PlanKind::Zoning, (106.1, 106.2), APPROVED)];
    assert_eq!(kinds(&findings(plans.clone(), "?at=2023-12-31").await), ["overlap"]);
    assert_eq!(findings(plans, "?at=2024-01-01").await["total"], 0);
}

#[tokio::test]
async fn slivers_are_counted_and_not_told() {
    // 0.0001° are 10 m: a sliver between zoning plans, and none between detailed ones.
    let plans = |kind| vec![drawn("A", kind, (106.0, 106.1001), APPROVED), drawn("B", kind, (106.1, 106.2), APPROVED)];
    let zoning = findings(plans(PlanKind::Zoning), "").await;
    assert_eq!((&zoning["total"], &zoning["sliver_pairs"]), (&json!(0), &json!(1)));
    let detailed = findings(plans(PlanKind::Detailed), "").await;
    assert_eq!((&detailed["total"], &detailed["sliver_pairs"]), (&json!(1), &json!(0)));
    let apart = vec![drawn("A", PlanKind::Zoning, (106.0, 106.1), APPROVED), drawn("B", PlanKind::Zoning, (106.1, 106.2), APPROVED)];
    assert_eq!(findings(apart, "").await["sliver_pairs"], 0, "a shared border is no shared land");
}

#[tokio::test]
async fn drawn_land_outside_every_unit_is_found_and_land_made_of_units_is_not_measured() {
    let plans = vec![
        drawn("IN", PlanKind::Zoning, (106.0, 106.1), APPROVED),
        drawn("OUT", PlanKind::Detailed, (106.35, 106.5), APPROVED),
        plan("UNITS", "UNITS", PlanKind::UrbanGeneral, of_units(&["00001"]), APPROVED),
    ];
    let answer = findings(plans, "").await;
    assert_eq!(kinds(&answer), ["outside"]);
    let one = &answer["findings"][0];
    assert_eq!((&one["plans"][0]["id"], &one["units"]), (&json!("OUT"), &json!(["00004"])));
    assert!((one["area_km2"].as_f64().unwrap() / SQUARE_KM2 - 1.0).abs() < 1e-3, "{}", one["area_km2"]);
}

#[tokio::test]
async fn what_a_plan_has_against_the_law_is_told_with_its_rule_and_its_source() {
    let events = [
        (Stage::Drafting, "2022-01-01"),
        (Stage::Consultation, "2022-03-01"),
        (Stage::Appraisal, "2022-03-11"),
        (Stage::Approved, "2022-05-01"),
        (Stage::Published, "2022-07-01"),
    ];
    let mut odd = drawn("A", PlanKind::Detailed, (106.0, 106.1), &events);
    odd.horizon_year = Some(2024);
    let at = |day: &str| format!("?at={day}");
    let answer = findings(vec![odd.clone()], &at("2025-05-01")).await;
    assert_eq!(kinds(&answer), ["past_horizon", "review_due", "consultation_short", "brief_missing", "published_late"]);
    let short = &answer["findings"][2];
    assert!(short["vi"].as_str().unwrap().ends_with("10 ngày, ít nhất phải 15 ngày đối với cơ quan"), "{short}");
    assert!(short["source"].as_str().unwrap().ends_with("Điều 21.4") && short["rule"]["en"].as_str().unwrap().contains("at least 30"));
    assert_eq!((&short["area_km2"], &short["kind_vi"]), (&Value::Null, &json!("lấy ý kiến ngắn hơn luật định")));
    assert_eq!(kinds(&findings(vec![odd.clone()], &at("2024-12-31")).await), ["consultation_short", "brief_missing", "published_late"]);
    // What has ended is history.
    odd.events.push(Event::happened(Stage::Repealed, day("2024-01-01")));
    assert_eq!(findings(vec![odd], &at("2025-05-01")).await["total"], 0);
}

#[test]
fn a_new_revision_finds_what_a_fresh_start_finds() {
    let revision = |plans: Vec<Plan>, previous: Option<&View>| {
        View::build(Records { plans, areas: Vec::new(), ..records(7) }, Thresholds::default(), previous)
    };
    let zoning = |id: &str, west, east| drawn(id, PlanKind::Zoning, (west, east), APPROVED);
    let before = revision(vec![zoning("A", 106.0, 106.2), zoning("B", 106.1, 106.3), zoning("C", 106.25, 106.4)], None);
    let on = day("2024-06-30");
    assert_eq!(before.findings.on(on).findings.len(), 2);
    // B is gone, C grows, D is new and has the land that B had.
    let plans = || vec![zoning("A", 106.0, 106.2), zoning("C", 106.15, 106.4), zoning("D", 106.1, 106.3)];
    let [carried, fresh] = [Some(&before), None].map(|previous| revision(plans(), previous));
    assert_eq!(fresh.findings.on(on).findings.len(), 3);
    assert_eq!(carried.findings.on(on).findings, fresh.findings.on(on).findings);
    let again = carried.findings.on(day("2024-07-01"));
    assert!(std::sync::Arc::ptr_eq(&again, &carried.findings.on(on)), "nothing changes between these days");
}

#[tokio::test]
async fn findings_come_in_pages_and_wrong_questions_are_refused() {
    let plans: Vec<Plan> = ["A", "B", "C"].into_iter().map(|id| drawn(id, PlanKind::Zoning, (106.0, 106.1), APPROVED)).collect();
    let first = findings(plans.clone(), "?limit=2").await;
    assert_eq!((kinds(&first).len(), &first["total"]), (2, &json!(3)));
    let next = first["next"].as_str().unwrap().split_once("/api/findings").unwrap().1.to_owned();
    let second = findings(plans, &next).await;
    assert_eq!((kinds(&second).len(), &second["next"]), (1, &Value::Null));
    let site = site(records(7), Settings::default(), None);
    for (query, status) in [("?kind=odd", 400), ("?unit=1", 400), ("?state=due", 400), ("?unit=00009", 404)] {
        assert_eq!(ask(&site, "GET", &format!("/api/findings{query}"), &[]).await.status, status, "{query}");
    }
}

#[tokio::test]
async fn what_the_data_lacks_is_listed_when_asked_for_and_counted_by_kind() {
    let mut unnumbered = drawn("A", PlanKind::Zoning, (106.0, 106.05), APPROVED);
    unnumbered.events.push(Event {
        actual_on: None,
        planned_text: Some("sớm".into()),
        ..Event::happened(Stage::Published, day("2023-01-01"))
    });
    let mut landless = plan("B", "Không phạm vi", PlanKind::Zoning, Territory::None, &[(Stage::Brief, "2023-01-01")]);
    landless.quality = plancover::domain::Quality::Illustrative;
    let orphan = plan("C", "Nêu đơn vị lạ", PlanKind::CommuneGeneral, of_units(&["09999"]), &[(Stage::Brief, "2023-01-01")]);
    let plans = || vec![unnumbered.clone(), landless.clone(), orphan.clone()];
    assert_eq!(findings(plans(), "").await["total"], 0, "not unless asked for");
    let answer = findings(plans(), "?about=data").await;
    let counted: Vec<(&str, &str, u64)> = answer["counts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["severity"].as_str().unwrap(), one["kind"].as_str().unwrap(), one["count"].as_u64().unwrap()))
        .collect();
    // No plan lies in 00002, 00003 and 00004.
    let expected = [
        ("error", "unknown_reference", 1),
        ("warning", "decision_missing", 1),
        ("note", "territory_missing", 1),
        ("note", "milestone_undated", 1),
        ("note", "made_up", 1),
        ("note", "no_plan", 3),
    ];
    assert_eq!(counted, expected);
    assert_eq!(answer["total"], 8);
    let of = |query: &'static str| findings(plans(), query);
    let unsupplied = of("?about=data&kind=no_plan").await;
    assert_eq!((&unsupplied["total"], unsupplied["counts"].as_array().unwrap().len()), (&json!(3), 6), "counts are of all kinds");
    assert_eq!((&unsupplied["findings"][0]["units"], &unsupplied["findings"][0]["plans"]), (&json!(["00002"]), &json!([])));
    assert_eq!(of("?about=data&kind=no_plan&unit=187").await["total"], 1);
    assert_eq!(kinds(&of("?about=data&quality=illustrative").await), ["territory_missing", "made_up"]);
    assert_eq!(of("?about=data&at=2022-12-31&kind=decision_missing").await["total"], 0, "not approved yet");
    let mut later = landless.clone();
    (later.id, later.registered_on, later.events) = ("D".into(), day("2024-06-01"), Vec::new());
    let known = |at: &'static str| findings(vec![later.clone()], at);
    assert_eq!(known("?about=data&kind=made_up&at=2024-05-31").await["total"], 0, "nobody knew of it");
    assert_eq!(known("?about=data&kind=made_up&at=2024-06-01").await["total"], 1);
    let undated = of("?about=data&kind=milestone_undated").await;
    assert!(undated["findings"][0]["vi"].as_str().unwrap().contains("sớm"), "{undated}");
}
