//! Look-up: what applies at a point on a day. Pure functions of a snapshot.
//!
//! Parts in reading order: here (what applies at a point), `lacks` (what is not there, and why), `cases` (every such
//! answer in a unit, beforehand), `vn2000` (plane coordinates), `zones` (which
//! of them a province's certificates use), `crs` (all systems that
//! positions are given in), `example` (a place to try it with).

mod cases;
mod crs;
mod example;
mod lacks;
pub mod vn2000;
mod zones;

pub use cases::{AreaGroups, LackCase, TierCases, lack_cases};
pub use crs::Crs;
pub use example::{Example, example};
pub use lacks::lacks;
pub use zones::{crs_of_province, usual_crs};

use geo::{Intersects, Point, Rect};

use crate::domain::{Day, PlanState};
use crate::snapshot::Snapshot;

/// What applies at a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AtPoint {
    /// The units, from the province down; empty outside.
    pub units: Vec<usize>,
    /// The plans in force and in preparation: by tier from regional to detailed, those in force first, then by identifier.
    pub plans: Vec<usize>,
    /// The areas that are valid on the day, by identifier.
    pub areas: Vec<usize>,
}

/// What applies at a point on a day. A point on a border belongs to both sides' plans and to one side's units.
#[must_use]
pub fn at_point(snapshot: &Snapshot, point: Point, day: Day) -> AtPoint {
    let here = Rect::new(point.0, point.0);
    let mut plans: Vec<usize> = snapshot.plans_near(here).into_iter().filter(|&index| applies(snapshot, index, point, day)).collect();
    plans.sort_by_key(|&index| {
        let entry = &snapshot.plans[index];
        (entry.plan.kind.tier(), !matches!(entry.state(day), PlanState::InForce { .. }), index)
    });
    let areas = snapshot.areas_near(here).into_iter().filter(|&index| {
        let entry = &snapshot.areas[index];
        entry.area.period.contains(day) && entry.shapes().iter().any(|shape| shape.has(point))
    });
    AtPoint { units: snapshot.units_at(point, day), areas: areas.collect(), plans }
}

fn applies(snapshot: &Snapshot, plan: usize, point: Point, day: Day) -> bool {
    let entry = &snapshot.plans[plan];
    let counts = matches!(entry.state(day), PlanState::InForce { .. } | PlanState::Preparing { .. });
    counts
        && entry.shapes().iter().any(|shape| shape.has(point))
        && !entry.ended_parts().any(|(on, land)| on <= day && land.intersects(&point))
}
