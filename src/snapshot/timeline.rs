//! The days on which anything changes.

use std::collections::BTreeMap;

use super::{PlanEntry, Unit};
use crate::domain::{Day, PlanState};

/// How much changes on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// Unit versions that begin or end.
    pub boundaries: usize,
    /// Plans that enter another state.
    pub plans: usize,
}

/// Every day on which a boundary or the state of a plan changes, ascending.
pub(super) fn changes<'a>(units: impl Iterator<Item = &'a Unit>, plans: impl Iterator<Item = &'a PlanEntry>) -> BTreeMap<Day, Change> {
    let mut days: BTreeMap<Day, Change> = BTreeMap::new();
    for unit in units {
        for day in [unit.version.period.from, unit.version.period.to].into_iter().flatten() {
            days.entry(day).or_default().boundaries += 1;
        }
    }
    for plan in plans {
        let mut before = PlanState::None;
        for (day, state) in &plan.states {
            if state.code() != before.code() {
                days.entry(*day).or_default().plans += 1;
            }
            before = *state;
        }
        for (day, _) in plan.ended_parts() {
            days.entry(day).or_default().plans += 1;
        }
    }
    days
}
