//! `/api/milestones` through the real router: states, order, filters, paging.

use plancover::config::Settings;
use plancover::domain::{Event, Stage};
use serde_json::{Value, json};

use crate::dataset::{ask, day, records, site};

/// `from..to text actual`, each of which may be empty (`-` for text and actual).
fn planned(stage: Stage, from_to: &str, text: &str, actual: &str) -> Event {
    let side = |text: &str| (!text.is_empty() && text != "-").then(|| day(text));
    let (from, to) = from_to.split_once("..").unwrap();
    let happened = Event::happened(stage, day("2020-01-01"));
    let planned_text = (text != "-").then(|| text.to_owned());
    Event { planned_from: side(from), planned_to: side(to), planned_text, actual_on: side(actual), ..happened }
}

/// The made-up province with milestones on two of its plans: `QHCT-1` lies in 00003, `QPK-1` in 00002. Today is 2024-06-30.
async fn milestones(query: &str) -> Value {
    let mut records = records(7);
    let plans = &mut records.plans;
    plans[1].events.extend([
        planned(Stage::Approved, "2024-07-01..2024-07-31", "tháng 7/2024", "-"),
        planned(Stage::Drafting, "..2024-06-01", "chậm nhất ngày 01/6/2024", "-"),
        planned(Stage::Council, "..", "180 ngày", "-"),
        planned(Stage::Consultation, "2024-06-21..2024-06-30", "cuối tháng 6/2024", "-"),
    ]);
    plans[2].events.push(planned(Stage::Published, "2023-01-11..2023-01-20", "-", "2023-01-25"));
    let answer = ask(&site(records, Settings::default(), None), "GET", &format!("/api/milestones{query}"), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn stages(answer: &Value) -> Vec<(&str, &str)> {
    let milestones = answer["milestones"].as_array().unwrap();
    milestones.iter().map(|one| (one["stage"].as_str().unwrap(), one["state"].as_str().unwrap_or("-"))).collect()
}

#[tokio::test]
async fn milestones_come_by_their_last_planned_day_and_those_without_one_last() {
    let answer = milestones("").await;
    let expected = [("published", "done"), ("drafting", "overdue"), ("consultation", "due"), ("approved", "upcoming"), ("council", "-")];
    assert_eq!(stages(&answer), expected);
    assert_eq!((&answer["total"], &answer["next"]), (&json!(5), &Value::Null));
    let overdue = &answer["milestones"][1];
    assert_eq!((&overdue["plan_id"], &overdue["plan_name"]), (&json!("QHCT-1"), &json!("Khu dân cư Bắc Thủy")));
    assert_eq!((&overdue["planned_from"], &overdue["planned_to"]), (&Value::Null, &json!("2024-06-01")));
    assert_eq!((&overdue["planned_text"], &overdue["precision"]), (&json!("chậm nhất ngày 01/6/2024"), &json!("day")));
    assert_eq!(
        (&overdue["days_late"], &overdue["stage_vi"], &overdue["quality"]),
        (&json!(29), &json!("lập đồ án"), &json!("illustrative"))
    );
    let late: Vec<&Value> = answer["milestones"].as_array().unwrap().iter().map(|one| &one["days_late"]).collect();
    assert_eq!(late, [&json!(5), &json!(29), &Value::Null, &Value::Null, &Value::Null]);
    assert_eq!(answer["milestones"][4]["precision"], "duration");
    assert_eq!(answer["notices"][0]["code"], "illustrative_plans");
}

#[tokio::test]
async fn milestones_are_found_by_state_unit_plan_and_day() {
    assert_eq!(stages(&milestones("?state=overdue").await), [("drafting", "overdue")]);
    assert_eq!(stages(&milestones("?state=overdue&at=2024-07-01").await), [("drafting", "overdue"), ("consultation", "overdue")]);
    assert_eq!(stages(&milestones("?state=due&at=2024-07-01").await), [("approved", "due")]);
    assert_eq!(stages(&milestones("?state=due&at=2024-06-29").await), [("consultation", "due")]);
    assert_eq!(stages(&milestones("?unit=187").await), [("published", "done")]);
    assert_eq!(stages(&milestones("?unit=00003&state=upcoming").await), [("approved", "upcoming")]);
    assert_eq!(stages(&milestones("?plan=QPK-1").await), [("published", "done")]);
    assert_eq!(stages(&milestones("?plan=NONE").await), []);
}

#[tokio::test]
async fn milestones_come_in_pages() {
    let first = milestones("?limit=2").await;
    assert_eq!((stages(&first).len(), &first["total"]), (2, &json!(5)));
    let next = first["next"].as_str().unwrap().split_once("/api/milestones").unwrap().1.to_owned();
    assert_eq!(stages(&milestones(&next).await), [("consultation", "due"), ("approved", "upcoming")]);
}

#[tokio::test]
async fn a_wrong_question_about_milestones_is_refused() {
    let site = site(records(7), Settings::default(), None);
    for (query, status) in [("?state=late", 400), ("?unit=1", 400), ("?limit=0", 400), ("?plan=a/b", 400), ("?unit=00009", 404)] {
        assert_eq!(ask(&site, "GET", &format!("/api/milestones{query}"), &[]).await.status, status, "{query}");
    }
}
