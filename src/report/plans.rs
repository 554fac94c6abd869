//! The plans as they stand on a day, and what was planned for when.

use super::table::{Asked, Table, Value, column, day, number, text, words};
use crate::config::layers::AttributeType::{Date, Integer, Number, String};
use crate::domain::{Day, Event, Plan, PlanState, Stage, Tier};
use crate::formats::Datum;

/// A state in words.
fn state(state: PlanState) -> Value {
    let [vi, en] = [state.word().vi(), state.word().en()];
    match state {
        PlanState::InForce { under_adjustment: true, .. } => words(&format!("{vi}, đang điều chỉnh"), &format!("{en}, being adjusted")),
        _ => words(vi, en),
    }
}

pub(super) fn plans(asked: &Asked<'_>) -> Table {
    let columns = vec![
        column("Mã quy hoạch", "Plan", String),
        column("Tên quy hoạch", "Name", String),
        column("Loại", "Kind", String),
        column("Cấp độ", "Tier", String),
        column("Trạng thái", "State", String),
        column("Bước gần nhất", "Latest stage", String),
        column("Số quyết định", "Decision", String),
        column("Ngày phê duyệt", "Approved on", Date),
        column("Cơ quan phê duyệt", "Approved by", String),
        column("Năm định hướng", "Horizon", Integer),
        column("Tỷ lệ 1:", "Scale 1:", Integer),
        column("Diện tích, km²", "Area, km²", Number),
        column("Mức tin cậy", "Quality", String),
        column("Nguồn", "Source", String),
    ];
    let rows = asked.plans().into_iter().map(|entry| {
        let (plan, now) = (&entry.plan, entry.state(asked.day));
        let approval = plan.approval().filter(|event| event.actual_on.is_some_and(|on| on <= asked.day));
        vec![
            text(&plan.id),
            text(&plan.name),
            text(plan.kind.vi()),
            plan.kind.tier().map(Tier::vi).and_then(text),
            state(now),
            now.stage().map(Stage::vi).and_then(text),
            approval.and_then(|event| event.document_number.clone()).and_then(text),
            day(approval.and_then(|event| event.actual_on)),
            approval.and_then(|event| event.authority.clone()).and_then(text),
            plan.horizon_year.map(|year| Datum::Integer(year.into())),
            plan.scale.map(|scale| Datum::Integer(scale.into())),
            entry.area_km2().and_then(number),
            text(plan.quality.vi()),
            plan.source.clone().and_then(text),
        ]
    });
    Table { name: "Quy hoạch – Plans", columns, rows: rows.collect() }
}

pub(super) fn milestones(asked: &Asked<'_>) -> Table {
    let columns = vec![
        column("Mã quy hoạch", "Plan", String),
        column("Tên quy hoạch", "Name", String),
        column("Bước", "Stage", String),
        column("Dự kiến từ", "Planned from", Date),
        column("Dự kiến đến", "Planned to", Date),
        column("Dự kiến ghi là", "Planned, as written", String),
        column("Thực tế", "Happened on", Date),
        column("Tình trạng", "State", String),
        column("Số ngày chậm", "Days late", Integer),
        column("Cơ quan", "Authority", String),
        column("Nguồn", "Source", String),
    ];
    let events = asked.plans().into_iter().flat_map(|entry| entry.plan.events.iter().map(|event| (entry.plan.as_ref(), event)));
    let mut found: Vec<(&Plan, &Event)> = events.filter(|(_, event)| event.is_milestone()).collect();
    found.sort_by_key(|(plan, event)| (event.planned_to.or(event.planned_from).unwrap_or(Day::MAX), &plan.id, event.stage, event.ordinal));
    let rows = found.into_iter().map(|(plan, event)| milestone(plan, event, asked.day));
    Table { name: "Mốc – Milestones", columns, rows: rows.collect() }
}

fn milestone(plan: &Plan, event: &Event, on: Day) -> Vec<Value> {
    vec![
        text(&plan.id),
        text(&plan.name),
        text(event.stage.vi()),
        day(event.planned_from),
        day(event.planned_to),
        event.planned_text.clone().and_then(text),
        day(event.actual_on),
        event.milestone_state(on).and_then(|state| words(state.vi(), state.en())),
        event.days_late(on).map(|days| Datum::Integer(days.into())),
        event.authority.clone().and_then(text),
        event.source.clone().and_then(text),
    ]
}
