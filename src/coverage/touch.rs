//! Which plans and areas have land in a unit, and which units have land in a plan.

use geo::Intersects;

use super::ledger::Coverage;
use super::overlay::{TOUCHES_KM2, common_share};
use crate::domain::Day;
use crate::snapshot::Shape;

impl Coverage {
    /// The plans, of any tier and state, whose territory on the day has land in the unit, by identifier.
    #[must_use]
    pub fn plans_in(&self, unit: usize, day: Day) -> Vec<usize> {
        let leaves = self.snapshot.vintage(day).leaves(unit);
        let mut near: Vec<usize> =
            leaves.iter().flat_map(|&leaf| self.snapshot.plans_near(self.snapshot.units[leaf].facts.bounds)).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&plan| {
            leaves.iter().any(|&leaf| self.surely_touches(leaf, plan, day))
                || leaves.iter().any(|&leaf| self.common(leaf, plan, day).is_some())
        });
        near
    }

    /// The areas that are valid on the day and have land in the unit, by identifier.
    #[must_use]
    pub fn areas_in(&self, unit: usize, day: Day) -> Vec<usize> {
        let leaves = self.snapshot.vintage(day).leaves(unit);
        let units = || leaves.iter().map(|&leaf| self.snapshot.units[leaf].shape());
        let mut near: Vec<usize> = units().flat_map(|unit| self.snapshot.areas_near(unit.facts.bounds)).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&area| {
            let entry = &self.snapshot.areas[area];
            let has_land = |unit: Shape<'_>| common_share(unit, &entry.shapes()) * unit.facts.area_km2 > TOUCHES_KM2;
            entry.area.period.contains(day) && units().any(has_land)
        });
        near
    }

    /// The smallest units of the day that have land in the territory of a plan, by code, each with the common area (km²).
    #[must_use]
    pub fn units_in(&self, plan: usize, day: Day) -> Vec<(usize, f64)> {
        let vintage = self.snapshot.vintage(day);
        let leaves = vintage.units().filter(|&unit| vintage.children(unit).is_empty());
        leaves.filter_map(|leaf| self.common(leaf, plan, day).map(|km2| (leaf, km2))).collect()
    }

    /// Whether a plan has land in a smallest unit.
    pub(super) fn touches(&self, leaf: usize, plan: usize, day: Day) -> bool {
        self.surely_touches(leaf, plan, day) || self.common(leaf, plan, day).is_some()
    }

    /// The common area of a unit and a plan (km²), if there is any to speak of.
    fn common(&self, leaf: usize, plan: usize, day: Day) -> Option<f64> {
        let bounds = self.snapshot.units[leaf].facts.bounds;
        let near = self.snapshot.plans[plan].shapes().iter().any(|shape| shape.facts.bounds.intersects(&bounds));
        near.then(|| self.overlap_km2(leaf, plan, day)).filter(|km2| *km2 > TOUCHES_KM2)
    }

    /// A cheap yes: the plan has the unit's own shape, or a point inside one of its shapes lies in the unit.
    fn surely_touches(&self, leaf: usize, plan: usize, day: Day) -> bool {
        let (unit, entry) = (&self.snapshot.units[leaf], &self.snapshot.plans[plan]);
        let whole = !entry.ended_parts().any(|(on, _)| on <= day);
        whole
            && entry.shapes().iter().any(|shape| {
                let point = shape.facts.point;
                shape.facts.hash == unit.facts.hash || (unit.facts.bounds.intersects(&point) && unit.version.boundary.intersects(&point))
            })
    }
}
