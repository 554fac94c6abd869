//! What plans and areas name: units, areas and plans that must exist; and what is found about plans.

use super::report::{AREA_UNKNOWN, FINDING_SLIVERS, PLAN_ITSELF, PLAN_NO_LAND, PLAN_UNKNOWN, UNIT_UNKNOWN, rule_of};
use crate::app::View;
use crate::domain::{Day, Issue, Lineage, PlanState, Territory};
use crate::snapshot::{PlanEntry, Snapshot};

/// References that name nothing, and plans in force on the day whose territory came to nothing.
pub(super) fn references(snapshot: &Snapshot, day: Day) -> Vec<Issue> {
    let areas = snapshot.areas.iter().flat_map(|entry| {
        entry
            .unresolved
            .iter()
            .map(|unit| UNIT_UNKNOWN.at("areas", entry.area.id.clone(), "units", format!("`{unit}` is no unit on that day")))
    });
    let plans = snapshot.plans.iter().flat_map(|entry| of_plan(snapshot, entry, day));
    areas.chain(plans).chain(snapshot.lineage.iter().flat_map(|record| of_lineage(snapshot, record))).collect()
}

/// Units that a record of lineage names and that are none on its days.
fn of_lineage(snapshot: &Snapshot, record: &Lineage) -> Vec<Issue> {
    let before = record.effective_on.yesterday().unwrap_or(record.effective_on);
    let named = [(&record.from_code, before, "from_code"), (&record.to_code, record.effective_on, "to_code")];
    let unknown = named.into_iter().filter(|(code, day, _)| snapshot.unit_on(code, *day).is_none());
    let id = format!("{} {} {}", record.effective_on, record.from_code, record.to_code);
    unknown.map(|(code, day, field)| UNIT_UNKNOWN.at("lineage", id.clone(), field, format!("`{code}` is no unit on {day}"))).collect()
}

fn of_plan(snapshot: &Snapshot, entry: &PlanEntry, day: Day) -> Vec<Issue> {
    let plan = &entry.plan;
    let of_areas = matches!(plan.territory, Territory::Areas(_));
    let unknown = entry.unresolved.iter().map(|named| {
        if of_areas {
            AREA_UNKNOWN.at("plans", plan.id.clone(), "areas", format!("`{named}` is no area"))
        } else {
            UNIT_UNKNOWN.at("plans", plan.id.clone(), "units", format!("`{named}` is no unit on that day"))
        }
    });
    let mut issues: Vec<Issue> = unknown.collect();
    match &plan.adjusts {
        Some(earlier) if *earlier == plan.id => {
            issues.push(PLAN_ITSELF.at("plans", plan.id.clone(), "adjusts", format!("`{earlier}` is the plan itself")));
        }
        Some(earlier) if snapshot.plan(earlier).is_none() => {
            issues.push(PLAN_UNKNOWN.at("plans", plan.id.clone(), "adjusts", format!("`{earlier}` is no plan")));
        }
        _ => {}
    }
    if matches!(entry.state(day), PlanState::InForce { .. }) && entry.shapes().is_empty() {
        issues.push(PLAN_NO_LAND.at("plans", plan.id.clone(), "", format!("`{}` is in force on {day} and has no land", plan.name)));
    }
    issues
}

/// What is odd about plans on the day, as `/api/findings` tells it.
pub(super) fn findings(view: &View, day: Day) -> Vec<Issue> {
    let found = view.findings.on(day);
    let mut issues: Vec<Issue> = found
        .findings
        .iter()
        .filter_map(|finding| {
            let ids: Vec<&str> = finding.plans.iter().map(|&plan| view.snapshot.plans[plan].plan.id.as_str()).collect();
            Some(rule_of(finding.kind)?.at("plans", ids.join(" "), "", finding.en.clone()))
        })
        .collect();
    if !found.sliver_pairs.is_empty() {
        let found = format!("{} pairs of plans in force share nothing but slivers", found.sliver_pairs.len());
        issues.push(FINDING_SLIVERS.at("plans", None, "", found));
    }
    issues
}
