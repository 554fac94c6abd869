//! `/api/changes`: after each way of changing the store, exactly what an app has to read anew.

use std::sync::Arc;

use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage, Territory};
use plancover::http::Site;
use plancover::snapshot::{Delta, Records};
use serde_json::{Value, json};

use crate::dataset::{TODAY, ask, day, default_site, plan, records, rectangle, site};

async fn get(site: &Arc<Site>, address: &str) -> Value {
    let answer = ask(site, "GET", address, &[]).await;
    assert!(answer.status.is_success(), "{address}: {}", answer.text());
    answer.json()
}

fn told(answer: &Value) -> Vec<String> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    answer["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {} {}", text(row, "type"), text(row, "id"), text(row, "change")))
        .collect()
}

/// A zoning plan in 00003.
fn new_plan(id: &str) -> plancover::domain::Plan {
    plan(
        id,
        "Phân khu mới",
        PlanKind::Zoning,
        Territory::Boundary(rectangle(106.22, 21.0, 106.24, 21.1)),
        &[(Stage::Approved, "2023-01-01")],
    )
}

fn delta(revision: u64, plans: Vec<(&str, Option<plancover::domain::Plan>)>) -> Delta {
    Delta { revision, plans: plans.into_iter().map(|(id, plan)| (id.to_owned(), plan)).collect(), ..Delta::default() }
}

#[tokio::test]
async fn a_plan_that_comes_changes_and_goes_is_told_once_and_only_to_those_who_hold_less() {
    let site = default_site();
    assert_eq!(get(&site, "/api/changes?since=7").await["changes"], json!([]));
    site.publisher.revise(delta(8, vec![("NEW", Some(new_plan("NEW")))]), day(TODAY));
    let mut renamed = new_plan("NEW");
    renamed.name = "Tên khác".into();
    site.publisher.revise(delta(9, vec![("NEW", Some(renamed)), ("QPK-1", None)]), day(TODAY));
    let since_7 = get(&site, "/api/changes?since=7").await;
    assert_eq!(told(&since_7), ["plan NEW new", "plan QPK-1 removed"]);
    assert_eq!((&since_7["complete"], &since_7["revision"], &since_7["total"]), (&json!(true), &json!(9), &json!(2)));
    assert_eq!(told(&get(&site, "/api/changes?since=8").await), ["plan NEW changed", "plan QPK-1 removed"]);
    assert_eq!(told(&get(&site, "/api/changes?since=9").await), Vec::<String>::new());
    site.publisher.revise(delta(10, vec![("NEW", None)]), day(TODAY));
    assert_eq!(told(&get(&site, "/api/changes?since=7").await), ["plan QPK-1 removed"]);
    assert_eq!(told(&get(&site, "/api/changes?since=9").await), ["plan NEW removed"]);
}

#[tokio::test]
async fn a_revision_that_is_not_known_any_more_or_not_yet_says_read_everything() {
    let site = default_site();
    for since in ["1", "8"] {
        let answer = get(&site, &format!("/api/changes?since={since}")).await;
        assert_eq!((&answer["complete"], &answer["changes"], &answer["total"]), (&json!(false), &json!([]), &json!(0)), "{since}");
    }
    let refused = ask(&site, "GET", "/api/changes", &[]).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["errors"][0]["field"]), (400, &json!("since")));
    assert_eq!(ask(&site, "GET", "/api/changes?since=-1", &[]).await.status.as_u16(), 400);
}

#[tokio::test]
async fn what_follows_from_a_change_is_told_too_and_a_unit_sees_what_lies_in_it() {
    let site = default_site();
    // A plan that replaces QPK-1 changes the state of that.
    let mut replacing = new_plan("NEW");
    replacing.adjusts = Some("QPK-1".into());
    site.publisher.revise(delta(8, vec![("NEW", Some(replacing))]), day(TODAY));
    assert_eq!(told(&get(&site, "/api/changes?since=7").await), ["plan NEW new", "plan QPK-1 changed"]);
    // 188 is 106.2 to 106.4, 187 what lies west of it.
    assert_eq!(told(&get(&site, "/api/changes?since=7&unit=188").await), ["plan NEW new"]);
    assert_eq!(told(&get(&site, "/api/changes?since=7&unit=00002").await), ["plan QPK-1 changed"]);
    // A plan that moves away is told where it was.
    let mut moved = new_plan("NEW");
    moved.territory = Territory::Boundary(rectangle(106.01, 21.0, 106.02, 21.1));
    site.publisher.revise(delta(9, vec![("NEW", Some(moved))]), day(TODAY));
    assert_eq!(told(&get(&site, "/api/changes?since=8&unit=00003&at=2024-06-30").await)[0], "plan NEW changed");
    assert_eq!(told(&get(&site, "/api/changes?since=8&unit=00004").await), Vec::<String>::new());
}

#[tokio::test]
async fn a_store_read_anew_is_compared_and_pages_visit_each_change_once() {
    let site = site(Records { revision: 3, ..Records::default() }, Settings::default(), None);
    site.publisher.publish(records(7), day(TODAY));
    let mut address = "/api/changes?since=3&limit=4".to_owned();
    let mut all = Vec::new();
    loop {
        let page = get(&site, &address).await;
        assert_eq!((&page["total"], &page["complete"]), (&json!(14), &json!(true)));
        all.extend(told(&page));
        let Some(next) = page["next"].as_str() else { break };
        address = next.strip_prefix("http://localhost").unwrap().to_owned();
    }
    // Seven codes, two areas, five plans: each once, versions of a unit together.
    assert_eq!(all.len(), 14);
    assert_eq!((&all[0], &all[7], &all[13]), (&"unit 00001 new".to_owned(), &"area DT-1 new".to_owned(), &"plan QPK-1 new".to_owned()));
    let mut fewer = records(9);
    fewer.units.retain(|unit| unit.code.to_string() != "00004");
    site.publisher.publish(fewer, day(TODAY));
    // The land of a unit is that of the units below it, so plans of 20 and 188 have lost some too.
    assert_eq!(told(&get(&site, "/api/changes?since=7").await), ["unit 00004 removed", "plan QHT-1 changed", "plan QHV-1 changed"]);
}

#[tokio::test]
async fn a_change_that_is_undone_between_two_pages_moves_no_other() {
    let site = site(Records { revision: 3, ..Records::default() }, Settings::default(), None);
    site.publisher.publish(records(7), day(TODAY));
    let first = get(&site, "/api/changes?since=3&limit=3").await;
    let next = first["next"].as_str().unwrap().strip_prefix("http://localhost").unwrap().to_owned();
    let mut fewer = records(9);
    fewer.units.retain(|unit| unit.code.to_string() != "00001");
    site.publisher.publish(fewer, day(TODAY));
    let second = get(&site, &next).await;
    assert_eq!(told(&first)[0], "unit 00001 new");
    assert_eq!(told(&second)[0], "unit 00004 new", "{:?} after {:?}", told(&second), told(&first));
    assert_eq!(ask(&site, "GET", "/api/changes?since=3&after=road:1", &[]).await.status.as_u16(), 400);
}

#[tokio::test]
async fn a_unit_that_is_gone_is_told_to_who_asks_about_it() {
    let site = default_site();
    let mut fewer = records(9);
    fewer.units.retain(|unit| unit.code.to_string() != "00004");
    site.publisher.publish(fewer, day(TODAY));
    assert_eq!(told(&get(&site, "/api/changes?since=7&unit=00004").await)[0], "unit 00004 removed");
    assert_eq!(ask(&site, "GET", "/api/changes?since=7&unit=99999", &[]).await.status.as_u16(), 404);
}
