//! What is lacking at a place, and why: at a point, on a parcel, in a unit, and in few words; worked out by hand on the made-up province.

use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage, UnitKind};
use plancover::snapshot::{Delta, Records, Snapshot};
use serde_json::{Value, json};

use crate::dataset::{ask, default_site, json as get, of_units, plan, post, records, records_elsewhere, rectangle, site, unit};

/// `tier: no, reason` of each.
fn told(answer: &Value) -> Vec<String> {
    let text = |lack: &Value, key: &str| lack[key].as_str().unwrap().to_owned();
    let lacks = answer["lacks"].as_array().unwrap().iter();
    lacks.map(|lack| format!("{}: {}, {}", text(lack, "tier"), text(lack, "no"), text(lack, "reason"))).collect()
}

fn sources(answer: &Value, tier: &str) -> Vec<String> {
    let lack = answer["lacks"].as_array().unwrap().iter().find(|lack| lack["tier"] == tier).unwrap();
    let named = |source: &Value| source["target"].as_str().or(source["act"].as_str()).unwrap().to_owned();
    lack["sources"].as_array().unwrap().iter().map(named).collect()
}

#[tokio::test]
async fn a_point_in_a_township_is_told_tier_by_tier_with_what_each_reason_rests_on() {
    let answer = get("/api/lookup?lon=106.05&lat=21.05").await;
    // The general plan is in force there.
    let expected = ["regional: required, district_regional", "zoning: not_required, zoning_township", "detailed: not_required, detailed"];
    assert_eq!(told(&answer), expected);
    assert_eq!(sources(&answer, "regional"), ["COV-2025-QHV-HUYEN", "COV-2030-QHV-HUYEN"]);
    assert_eq!(
        answer["lacks"][0],
        json!({
            "tier": "regional", "no": "required", "reason": "district_regional", "preparing": false,
            "vi": "Mỗi huyện phải có quy hoạch xây dựng vùng.", "en": "Every district must have a regional plan.",
            "sources": [
                {
                    "act": "001_ae703ac53d44e551.txt", "clause": "II.3.b đoạn 1", "target": "COV-2025-QHV-HUYEN", "due_on": "2025-12-31",
                    "vi": "chỉ tiêu đến 31/12/2025", "en": "target by 2025-12-31"
                },
                {
                    "act": "001_ae703ac53d44e551.txt", "clause": "II.3.b đoạn 2", "target": "COV-2030-QHV-HUYEN", "due_on": "2030-12-31",
                    "vi": "chỉ tiêu 100% đến 31/12/2030", "en": "target 100 % by 2030-12-31"
                }
            ]
        })
    );
    assert_eq!(
        answer["lacks"][1]["sources"],
        json!([{
            "act": "30/2009/QH12", "clause": "18", "target": null, "due_on": null,
            "vi": "Luật Quy hoạch đô thị 30/2009/QH12, Điều 18", "en": "Law on Urban Planning 30/2009/QH12, article 18"
        }])
    );
    let outside = get("/api/lookup?lon=0&lat=0").await;
    assert_eq!(outside["lacks"], json!([]));
}

#[tokio::test]
async fn the_day_decides_which_law_holds() {
    // In the commune made of both on 2025-07-01, east of the general plan.
    let answer = get("/api/lookup?lon=106.19&lat=21.05&at=2025-07-01").await;
    let expected = [
        "regional: not_required, districts_gone",
        "general: required, commune_general",
        "zoning: not_required, zoning_rural",
        "detailed: not_required, detailed",
    ];
    assert_eq!(told(&answer), expected);
    assert_eq!((sources(&answer, "regional"), sources(&answer, "general")), (vec!["203/2025/QH15".into()], vec!["47/2024/QH15".into()]));
    let before = get("/api/lookup?lon=106.19&lat=21.05&at=2025-06-30").await;
    assert_eq!(
        (told(&before)[0].as_str(), sources(&before, "general")),
        ("regional: required, district_regional", vec!["50/2014/QH13".into()])
    );
}

#[tokio::test]
async fn a_functional_zone_has_a_reason_of_its_own_unless_a_plan_is_there() {
    let answer = get("/api/lookup?lon=106.17&lat=21.05").await;
    assert_eq!(told(&answer)[2], "zoning: required, zoning_zone");
    assert_eq!(sources(&answer, "zoning"), ["50/2014/QH13", "COV-2025-PKCT-DT", "COV-2030-PKCT-DT"]);
    // The zoning plan ends at 106.15.
    assert!(!told(&get("/api/lookup?lon=106.14&lat=21.05").await).iter().any(|told| told.starts_with("zoning")));
}

#[tokio::test]
async fn what_one_province_demands_is_not_said_of_another() {
    let site = site(records_elsewhere(7), Settings::default(), None);
    let answer = ask(&site, "GET", "/api/lookup?lon=106.17&lat=21.05", &[]).await.json();
    assert_eq!(
        (told(&answer)[0].as_str(), told(&answer)[2].as_str()),
        ("regional: unknown, regional_undecided", "zoning: required, zoning_zone")
    );
    assert_eq!((sources(&answer, "regional"), sources(&answer, "zoning")), (vec!["50/2014/QH13".into()], vec!["50/2014/QH13".into()]));
    let since = ask(&site, "GET", "/api/lookup?lon=106.17&lat=21.05&at=2025-07-01", &[]).await.json();
    assert_eq!(told(&since)[2], "zoning: unknown, zoning_undecided");
}

#[tokio::test]
async fn a_parcel_is_told_by_the_unit_with_most_of_it_and_by_all_its_areas() {
    let over = async |west: f64, east: f64| {
        let ring = json!([[[west, 21.02], [east, 21.02], [east, 21.04], [west, 21.04], [west, 21.02]]]);
        let answer = post(&default_site(), "/api/lookup", json!({"type": "Polygon", "coordinates": ring}).to_string()).await;
        told(&answer.json())
    };
    // Three quarters in the commune 00003, a quarter in 00004: no area, no plan in force that has a tier.
    let country = [
        "regional: required, district_regional",
        "general: required, commune_general",
        "zoning: not_required, zoning_rural",
        "detailed: not_required, detailed",
    ];
    assert_eq!(over(106.27, 106.31).await, country);
    // Most in the zone, west of which the zoning plan is in force.
    assert_eq!(over(106.16, 106.19).await[2], "zoning: required, zoning_zone");
    assert_eq!(over(106.14, 106.19).await[2], "detailed: not_required, detailed");
}

#[tokio::test]
async fn a_plan_being_prepared_is_told_and_in_few_words_too() {
    let answer = get("/api/lookup?lon=106.22&lat=21.05").await;
    let prepared: Vec<&Value> = answer["lacks"].as_array().unwrap().iter().map(|lack| &lack["preparing"]).collect();
    assert_eq!(prepared, [false, false, false, true]);
    let brief = get("/api/lookup/brief?lon=106.22&lat=21.05").await;
    assert_eq!(told(&brief), told(&answer));
    assert_eq!(brief["lacks"][1], json!({"tier": "general", "no": "required", "reason": "commune_general"}));
}

#[tokio::test]
async fn a_unit_is_told_with_its_figures() {
    let commune = get("/api/coverage?unit=00003").await;
    assert_eq!(told(&commune)[..2], ["regional: required, district_regional", "general: required, commune_general"]);
    assert_eq!((told(&commune).len(), &commune["lacks"][3]["preparing"]), (4, &json!(true)));
    // Some of it is covered by the zoning plan.
    assert!(!told(&get("/api/coverage?unit=00002&of=construction_land").await).iter().any(|told| told.starts_with("zoning")));
    for address in ["/api/coverage?unit=187", "/api/coverage", "/api/coverage?unit=00002&former=true&at=2025-07-01"] {
        assert_eq!(get(address).await["lacks"], Value::Null, "{address}");
    }
}

#[tokio::test]
async fn a_store_without_plans_says_that_none_were_supplied_and_not_that_there_are_none() {
    let site = site(Records { plans: Vec::new(), ..records(7) }, Settings::default(), None);
    let answer = async |address: &str| ask(&site, "GET", address, &[]).await.json();
    let place = answer("/api/lookup?lon=106.05&lat=21.05").await;
    let expected = [
        "regional: not_supplied, nothing_loaded",
        "general: not_supplied, nothing_loaded",
        "zoning: not_required, zoning_township",
        "detailed: not_required, detailed",
    ];
    assert_eq!(told(&place), expected);
    let district = answer("/api/coverage?unit=187").await;
    assert!(told(&district).iter().all(|told| told.ends_with("not_supplied, nothing_loaded")) && told(&district).len() == 4);
}

#[test]
fn the_tiers_held_follow_every_revision() {
    use plancover::domain::Tier::{General, Regional, Zoning};
    let zoning = plan("A", "A", PlanKind::Zoning, plancover::domain::Territory::Boundary(rectangle(106.0, 21.0, 106.1, 21.1)), &[]);
    let general =
        plan("B", "B", PlanKind::UrbanGeneral, of_units(&["00001"]), &[(Stage::Approved, "2020-01-01"), (Stage::Repealed, "2021-01-01")]);
    let first = Snapshot::build(Records { plans: vec![zoning.clone(), general], ..records(1) }, None);
    // One that never began and one that has ended are held all the same.
    assert_eq!(first.tiers_held(), [General, Zoning]);
    let regional = plancover::domain::Plan { kind: PlanKind::DistrictRegional, ..zoning };
    let delta = |plans: Vec<(&str, Option<plancover::domain::Plan>)>, revision| Delta {
        revision,
        plans: plans.into_iter().map(|(id, plan)| (id.to_owned(), plan)).collect(),
        ..Delta::default()
    };
    let second = first.revised(delta(vec![("A", Some(regional))], 2));
    assert_eq!(second.tiers_held(), [Regional, General]);
    let mut third = delta(vec![("B", None)], 3);
    third.units.insert(crate::dataset::code("30"), vec![unit("30", "Mới", UnitKind::Province, "", "..", (107.0, 107.1))]);
    assert_eq!(second.revised(third).tiers_held(), [Regional]);
    assert!(second.revised(delta(vec![("A", None), ("B", None)], 3)).tiers_held().is_empty());
}
