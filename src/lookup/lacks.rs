//! What is not there: of a place, the tiers without a plan in force, and which "no" each is.

use crate::domain::{Circumstances, Day, Indicator, Lack, PlanState};
use crate::snapshot::Snapshot;

/// The tiers of which no plan is in force at a place on a day, from the broadest; empty outside all units.
///
/// `units` go from the province down, of several on a level that with most of the place first; `areas` and `plans` are what applies there
/// on the day; all by their places in the snapshot. `indicators` tell what provinces demand.
#[must_use]
pub fn lacks<'a>(
    snapshot: &'a Snapshot,
    (units, areas, plans): (&[usize], &[usize], &[usize]),
    day: Day,
    indicators: &'a [Indicator],
) -> Vec<Lack<'a>> {
    let kinds = |counts: fn(&PlanState) -> bool| {
        let entries = plans.iter().map(|&plan| &snapshot.plans[plan]);
        entries.filter(|entry| counts(&entry.state(day))).map(|entry| entry.plan.kind).collect()
    };
    let circumstances = Circumstances {
        day,
        units: units.iter().map(|&unit| &snapshot.units[unit].version).collect(),
        areas: areas.iter().map(|&area| snapshot.areas[area].area.as_ref()).collect(),
        in_force: kinds(|state| matches!(state, PlanState::InForce { .. })),
        preparing: kinds(|state| matches!(state, PlanState::Preparing { .. })),
        held: snapshot.tiers_held(),
        indicators,
    };
    circumstances.lacks()
}
