//! One check from records to issues.

use super::{hierarchy, neighbours, records, references, report};
use crate::app::View;
use crate::coverage::Thresholds;
use crate::domain::{Day, Issue, UnitVersion};
use crate::snapshot::{Records, Snapshot, Unit};

/// What a check is doing, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckStep {
    /// In words.
    pub what: &'static str,
    /// Steps done.
    pub done: u64,
    /// All steps.
    pub total: u64,
}

/// Checks all records of a store, on all cores. States and findings are those of `day`; units are compared in every vintage.
/// The issues come step by step, in an order that depends on nothing but the data.
#[must_use]
pub fn check(records: Records, day: Day, progress: &mut dyn FnMut(CheckStep)) -> Vec<Issue> {
    let total = 6;
    let mut step = |what, done| progress(CheckStep { what, done, total });
    step("rings", 0);
    let mut issues = records::rings(&records);
    issues.extend(records::units(&records));
    issues.extend(records::others(&records));
    step("reading boundaries", 1);
    let view = View::build(records, Thresholds::default(), None);
    let days: Vec<Option<Day>> = std::iter::once(None).chain(view.snapshot.timeline.boundaries().map(Some)).collect();
    step("neighbours", 2);
    issues.extend(neighbours::neighbours(&view.snapshot, &days, &|_| true));
    step("hierarchy", 3);
    issues.extend(hierarchy::hierarchy(&view.snapshot, &days));
    step("references", 4);
    issues.extend(references::references(&view.snapshot, day));
    step("plans", 5);
    issues.extend(references::findings(&view, day));
    step("done", total);
    issues
}

/// Borders of some units that do not meet those of their neighbours, and land of theirs outside the unit above, on the days given.
pub(in crate::app) fn borders(snapshot: &Snapshot, days: &[Option<Day>], concerns: &(dyn Fn(&UnitVersion) -> bool + Sync)) -> Vec<Issue> {
    let of_unit = |unit: &Unit| concerns(&unit.version);
    let mut issues = neighbours::neighbours(snapshot, days, &of_unit);
    issues.extend(hierarchy::outside(snapshot, days, &of_unit));
    issues
}

/// A unit version as issues name it: `06463@2020-01-01`, or the code alone where the first day is not known.
pub(in crate::app) fn unit_id(version: &UnitVersion) -> String {
    report::id(version)
}
