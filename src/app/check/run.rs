//! One check from records to issues.

use super::{hierarchy, neighbours, records, references};
use crate::app::View;
use crate::coverage::Thresholds;
use crate::domain::{Day, Issue};
use crate::snapshot::Records;

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
    issues.extend(neighbours::neighbours(&view.snapshot, &days));
    step("hierarchy", 3);
    issues.extend(hierarchy::hierarchy(&view.snapshot, &days));
    step("references", 4);
    issues.extend(references::references(&view.snapshot, day));
    step("plans", 5);
    issues.extend(references::findings(&view, day));
    step("done", total);
    issues
}
