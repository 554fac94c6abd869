//! Indicators, case by case: `tests/cases/indicators/*.toml`.

use std::collections::BTreeMap;

use plancover::app::View;
use plancover::config::indicators;
use plancover::coverage::{Basis, Evaluation, Subject, SubjectState, TargetFigures, Thresholds};
use plancover::domain::{Indicator, TargetStatus, UnitCode};
use plancover::snapshot::Snapshot;
use serde::Deserialize;

use crate::cases_world::{World, case_files, day, read};

/// Edges of areas are geodesics, which bends shares by less than this (percent).
const TOLERANCE: f64 = 1e-4;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    /// The declarations, as a file of indicators has them.
    indicators: String,
    world: World,
    ask: Vec<Ask>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    indicator: String,
    on: String,
    unit: Option<String>,
    as_set: Expected,
    /// Absent where the subjects are the same.
    on_day: Option<Expected>,
    #[serde(default)]
    targets: BTreeMap<String, Standing>,
    #[serde(default)]
    on_day_targets: BTreeMap<String, Standing>,
}

/// A list that is not named is expected to be empty, a value to be none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    #[serde(default)]
    satisfied: Vec<String>,
    #[serde(default)]
    preparing: Vec<String>,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    no_land: Vec<String>,
    #[serde(default)]
    not_loaded: Vec<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Standing {
    status: Option<String>,
    value: Option<f64>,
    on_due: Option<f64>,
    gap: Option<f64>,
    gap_subjects: Option<u32>,
}

#[test]
fn every_case_of_indicators_has_the_figures_and_lists_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("indicators") {
        let case: Case = read(&file);
        let name = file.file_name().unwrap_or_default().display().to_string();
        let declared = indicators::read(&name, &case.indicators).unwrap_or_else(|error| panic!("{error}"));
        let asked_in_turn = View::build(case.world.records(), Thresholds::default(), None);
        let asked_backwards = View::build(case.world.records(), Thresholds::default(), None);
        let found: Vec<Evaluation> = case.ask.iter().map(|ask| ask.answer(&declared, &asked_in_turn)).collect();
        let again: Vec<Evaluation> = case.ask.iter().rev().map(|ask| ask.answer(&declared, &asked_backwards)).collect();
        // A new revision of the same records takes the figures over.
        let next = View::build(case.world.records(), Thresholds::default(), Some(&asked_in_turn));
        for ((ask, found), again) in case.ask.iter().zip(&found).zip(again.iter().rev()) {
            let mut problems = ask.compare(&declared, found, &asked_in_turn.snapshot);
            if found != again || *found != ask.answer(&declared, &next) {
                problems.push("asked in another order, or of the next revision, the answer is another".to_owned());
            }
            let label = format!("{name} ({}): {} on {} in {:?}", case.why.trim(), ask.indicator, ask.on, ask.unit);
            wrong.extend(problems.into_iter().map(|problem| format!("{label}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Ask {
    fn declared<'a>(&self, declared: &'a [Indicator]) -> &'a Indicator {
        declared.iter().find(|indicator| indicator.id == self.indicator).unwrap_or_else(|| panic!("no indicator {}", self.indicator))
    }

    fn answer(&self, declared: &[Indicator], view: &View) -> Evaluation {
        let unit = self.unit.as_ref().map(|code| view.snapshot.unit_on(&UnitCode::new(code).unwrap(), day(&self.on)).unwrap());
        view.coverage.evaluate(self.declared(declared), day(&self.on), unit).unwrap()
    }

    fn compare(&self, declared: &[Indicator], found: &Evaluation, snapshot: &Snapshot) -> Vec<String> {
        let indicator = self.declared(declared);
        let mut problems = self.as_set.compare("as set", &found.as_set, snapshot);
        problems.extend(compare_targets("as set", indicator, &self.targets, &found.as_set.targets));
        match (&self.on_day, &found.on_day) {
            (None, None) => {}
            (Some(expected), Some(basis)) => {
                problems.extend(expected.compare("on the day", basis, snapshot));
                problems.extend(compare_targets("on the day", indicator, &self.on_day_targets, &basis.targets));
            }
            (expected, found) => problems.push(format!("on the day: expected {expected:?}, found {found:?}")),
        }
        problems
    }
}

fn near(expected: Option<f64>, found: Option<f64>) -> bool {
    match (expected, found) {
        (Some(expected), Some(found)) => (expected - found).abs() < TOLERANCE,
        (expected, found) => expected == found,
    }
}

fn compare_targets(basis: &str, indicator: &Indicator, expected: &BTreeMap<String, Standing>, found: &[TargetFigures]) -> Vec<String> {
    let mut problems = Vec::new();
    if expected.len() != indicator.targets.len() {
        problems.push(format!("{basis}: {} targets expected, {} declared", expected.len(), indicator.targets.len()));
    }
    for (target, found) in indicator.targets.iter().zip(found) {
        let Some(expected) = expected.get(&target.id) else {
            problems.push(format!("{basis}: target {} is not expected", target.id));
            continue;
        };
        let same = expected.status.as_deref() == found.status.map(TargetStatus::code)
            && near(expected.value, found.value.filter(|_| target.operator.is_some()))
            && near(expected.on_due, found.on_due.filter(|_| target.operator.is_some()))
            && near(expected.gap, found.gap)
            && expected.gap_subjects == found.gap_subjects;
        if !same {
            problems.push(format!("{basis}: target {}: expected {expected:?}, found {found:?}", target.id));
        }
    }
    problems
}

impl Expected {
    fn compare(&self, name: &str, found: &Basis, snapshot: &Snapshot) -> Vec<String> {
        let id = |subject: Subject| match subject {
            Subject::Unit(index) => snapshot.units[index].version.code.to_string(),
            Subject::Area(index) => snapshot.areas[index].area.id.clone(),
        };
        let mut problems = Vec::new();
        let lists = [&self.satisfied, &self.preparing, &self.missing, &self.no_land];
        let states = [SubjectState::Satisfied, SubjectState::Preparing, SubjectState::Missing, SubjectState::NoLand];
        for (expected, state) in lists.into_iter().zip(states) {
            let listed: Vec<String> =
                found.subjects.iter().filter(|subject| subject.state == state).map(|subject| id(subject.subject)).collect();
            if *expected != listed {
                problems.push(format!("{name}: {} expected {expected:?}, found {listed:?}", state.code()));
            }
        }
        if !near(self.value, found.ratio.percent()) {
            problems.push(format!("{name}: value {:?}, found {:?}", self.value, found.ratio.percent()));
        }
        for (what, expected, found) in
            [("numerator", self.numerator, found.ratio.numerator), ("denominator", self.denominator, found.ratio.denominator)]
        {
            if expected.is_some_and(|expected| expected != found) {
                problems.push(format!("{name}: {what} {expected:?}, found {found}"));
            }
        }
        if self.not_loaded != found.not_loaded {
            problems.push(format!("{name}: not loaded {:?}, found {:?}", self.not_loaded, found.not_loaded));
        }
        problems
    }
}
