//! The life-cycle of plans, case by case: `tests/cases/lifecycle/*.toml`.

use std::collections::BTreeMap;

use plancover::domain::{Day, PlanState};
use plancover::snapshot::{PlanEntry, Snapshot};
use serde::Deserialize;

use crate::cases_world::{World, case_files, day, read};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    world: World,
    /// Plan → day → the state in words.
    #[serde(default)]
    state: BTreeMap<String, BTreeMap<String, String>>,
    /// Plan → day → how each planned event stands, in the order of the events.
    #[serde(default)]
    milestones: BTreeMap<String, BTreeMap<String, String>>,
}

#[test]
fn every_case_of_the_life_cycle_has_the_states_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("lifecycle") {
        let case: Case = read(&file);
        let snapshot = Snapshot::build(case.world.records(), None);
        let entry = |id: &str| snapshot.plans[snapshot.plan(id).unwrap_or_else(|| panic!("no plan {id}"))].as_ref();
        let mut check = |plan: &str, at: &str, expected: &str, found: String| {
            if expected != found {
                wrong.push(format!("{}: {}: plan {plan} on {at}: expected `{expected}`, found `{found}`", file.display(), case.why.trim()));
            }
        };
        for (plan, days) in &case.state {
            for (at, expected) in days {
                check(plan, at, expected, in_words(entry(plan).state(day(at))));
            }
        }
        for (plan, days) in &case.milestones {
            for (at, expected) in days {
                check(plan, at, expected, milestones(entry(plan), day(at)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn in_words(state: PlanState) -> String {
    match state {
        PlanState::None => "none".into(),
        PlanState::Preparing { stage } => format!("preparing, {stage}"),
        PlanState::InForce { stage, under_adjustment: false } => format!("in force, {stage}"),
        PlanState::InForce { stage, under_adjustment: true } => format!("in force, {stage}, under adjustment"),
        PlanState::Ended { cause, since } => format!("ended, {cause} since {since}"),
    }
}

fn milestones(entry: &PlanEntry, day: Day) -> String {
    let planned = entry.plan.events.iter().filter_map(|event| Some(format!("{} {}", event.stage, event.milestone_state(day)?)));
    planned.collect::<Vec<_>>().join(", ")
}
