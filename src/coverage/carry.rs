//! What one revision leaves as it was: units that no changed plan or area is near keep all their cells, so that one edit costs
//! the units around it.

use std::sync::Arc;

use geo::{Intersects, Rect};

use crate::snapshot::{AreaEntry, Identified, List, PlanEntry, Shape, Snapshot, shape_hash};

/// With more changed rectangles than this nothing is taken over as a whole; each overlay is then found by its key.
const MANY: usize = 5000;

/// The difference between two revisions whose units are the same.
#[derive(Debug)]
pub(super) struct Unchanged {
    /// Around the lands of plans that changed, before and after.
    plans: Vec<Rect>,
    /// Around those of areas.
    areas: Vec<Rect>,
    /// No area is another in any way.
    same_areas: bool,
}

impl Unchanged {
    /// `None` if units differ, or too much else.
    pub(super) fn between(before: &Snapshot, now: &Snapshot) -> Option<Self> {
        let same_units =
            Arc::ptr_eq(&before.units, &now.units)
                || before.units.len() == now.units.len()
                    && before.units.iter().zip(now.units.iter()).all(|(a, b)| {
                        a.facts.hash == b.facts.hash && a.version.period == b.version.period && a.version.code == b.version.code
                    });
        if !same_units {
            return None;
        }
        let plans = changed(&before.plans, &now.plans, PlanEntry::shapes, same_plan);
        let areas = changed(&before.areas, &now.areas, AreaEntry::shapes, same_area);
        let same_areas = before.areas.differences(&now.areas).next().is_none();
        (plans.len() + areas.len() <= MANY).then_some(Self { plans, areas, same_areas })
    }

    /// The units near a change, ascending.
    pub(super) fn units_near(&self, snapshot: &Snapshot) -> Vec<usize> {
        let mut near: Vec<usize> = self.plans.iter().chain(&self.areas).flat_map(|rect| snapshot.units_near(*rect)).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Whether no plan has changed near some land.
    pub(super) fn plans_hold_for(&self, bounds: &Rect) -> bool {
        !self.plans.iter().any(|rect| rect.intersects(bounds))
    }

    /// Whether no area has changed near some land.
    pub(super) fn areas_hold_for(&self, bounds: &Rect) -> bool {
        !self.areas.iter().any(|rect| rect.intersects(bounds))
    }

    /// Whether areas, and their places, are what they were.
    pub(super) const fn same_areas(&self) -> bool {
        self.same_areas
    }
}

/// The rectangles, before and after, of those that are not the same.
fn changed<T: Identified>(
    before: &List<T>,
    now: &List<T>,
    shapes: impl Fn(&T) -> Vec<Shape<'_>>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Rect> {
    let differ = before.differences(now).filter(|(_, a, b)| !a.zip(*b).is_some_and(|(a, b)| a.id() == b.id() && same(a, b)));
    let entries = differ.flat_map(|(_, a, b)| [a, b]).flatten();
    entries.flat_map(|entry| shapes(entry).iter().map(|shape| shape.facts.bounds).collect::<Vec<_>>()).collect()
}

fn same_land(a: &[Shape<'_>], b: &[Shape<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.facts.hash == b.facts.hash)
}

fn same_area(a: &AreaEntry, b: &AreaEntry) -> bool {
    (a.area.kind, a.area.period) == (b.area.kind, b.area.period) && same_land(&a.shapes(), &b.shapes())
}

fn same_plan(a: &PlanEntry, b: &PlanEntry) -> bool {
    let parts = |entry: &PlanEntry| entry.ended_parts().map(|(day, land)| (day, shape_hash(land))).collect::<Vec<_>>();
    a.plan.kind == b.plan.kind && a.states == b.states && same_land(&a.shapes(), &b.shapes()) && parts(a) == parts(b)
}
