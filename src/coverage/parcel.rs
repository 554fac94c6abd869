//! What applies to a piece of land that somebody drew: units, plans and areas that have land in common with it, and how much.

use std::collections::BTreeMap;

use geo::Intersects;
use rayon::prelude::*;

use super::figures::Figures;
use super::ledger::{Coverage, part};
use super::overlay::{Part, TOUCHES_KM2};
use crate::domain::{Day, PlanState, Tier};
use crate::snapshot::Shape;

/// Of a parcel smaller than a hundred square metres less than a square metre counts: this share of it.
const TOUCHES_SHARE: f64 = 0.01;
/// Neighbours that do not quite meet leave out less than this share of a parcel.
const OUTSIDE_SHARE: f64 = 0.001;

/// What applies to a parcel; each thing by its place in the snapshot, with the area that it has in common with the parcel (km²).
#[derive(Debug, Clone, PartialEq)]
pub struct InParcel {
    /// The units, level by level from the province down, those with more of the parcel first. A unit has what those below it have.
    pub units: Vec<(usize, f64)>,
    /// The plans in force and being prepared, what binds most first: in force before being prepared, then the more detailed tier, then the
    /// larger part of the parcel.
    pub plans: Vec<(usize, f64)>,
    /// The areas that are valid on the day, the larger part first.
    pub areas: Vec<(usize, f64)>,
    /// The figures of the parcel by tier.
    pub figures: Figures,
    /// The land of the parcel in no unit (km²), where it is more than what borders that do not meet leave out.
    pub outside_km2: Option<f64>,
}

impl Coverage {
    /// The plans in force or being prepared on a day whose rectangle touches the parcel's: how much an answer about it costs.
    #[must_use]
    pub fn plans_counting_near(&self, parcel: Shape<'_>, day: Day) -> Vec<usize> {
        let mut near = self.snapshot.plans_near(parcel.facts.bounds);
        near.retain(|&plan| matches!(self.snapshot.plans[plan].state(day), PlanState::InForce { .. } | PlanState::Preparing { .. }));
        near
    }

    /// What applies to a parcel on a day. Borders that are only touched are not counted.
    #[must_use]
    pub fn in_parcel(&self, parcel: Shape<'_>, day: Day) -> InParcel {
        let least = TOUCHES_KM2.min(TOUCHES_SHARE * parcel.facts.area_km2);
        let counts = |common: Option<Part<'_>>| common.map(|part| part.common_km2(parcel)).filter(|km2| *km2 > least);
        let plans = self.plans_counting_near(parcel, day).into_par_iter();
        let mut plans: Vec<(usize, f64)> =
            plans.filter_map(|plan| Some((plan, counts(part(&self.snapshot.plans[plan], parcel, day))?))).collect();
        plans.sort_by(|a, b| self.binds(a.0, day).cmp(&self.binds(b.0, day)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
        let areas = self.snapshot.areas_near(parcel.facts.bounds).into_par_iter();
        let areas = areas.filter(|&area| self.snapshot.areas[area].area.period.contains(day));
        let mut areas: Vec<(usize, f64)> =
            areas.filter_map(|area| Some((area, counts(Part::near(parcel, self.snapshot.areas[area].shapes(), Vec::new()))?))).collect();
        areas.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let units = self.units_of(day, |leaf| counts(Part::near(parcel, vec![self.snapshot.units[leaf].shape()], Vec::new())), parcel);
        let vintage = self.snapshot.vintage(day);
        let inside: f64 = units.iter().filter(|(unit, _)| vintage.children(*unit).is_empty()).map(|(_, km2)| km2).sum();
        let outside_km2 = Some(parcel.facts.area_km2 - inside).filter(|km2| *km2 > least && *km2 > OUTSIDE_SHARE * parcel.facts.area_km2);
        InParcel { units, plans, areas, figures: self.figures_of(parcel, day), outside_km2 }
    }

    /// The smallest units that have land in the parcel, and those they belong to.
    fn units_of(&self, day: Day, common: impl Fn(usize) -> Option<f64> + Sync, parcel: Shape<'_>) -> Vec<(usize, f64)> {
        let (vintage, units) = (self.snapshot.vintage(day), &self.snapshot.units);
        let near = self.snapshot.units_near(parcel.facts.bounds).into_par_iter().filter(|&unit| units[unit].version.period.contains(day));
        let leaves: Vec<(usize, f64)> = near
            .filter(|&unit| vintage.children(unit).is_empty() && units[unit].facts.bounds.intersects(&parcel.facts.bounds))
            .filter_map(|leaf| Some((leaf, common(leaf)?)))
            .collect();
        let mut all: BTreeMap<usize, f64> = BTreeMap::new();
        for (leaf, km2) in leaves {
            vintage.chain(leaf).into_iter().for_each(|unit| *all.entry(unit).or_default() += km2);
        }
        let mut all: Vec<(usize, f64)> = all.into_iter().collect();
        let level = |unit: usize| units[unit].version.level();
        all.sort_by(|a, b| level(a.0).cmp(&level(b.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
        all
    }

    /// The order of plans by how much they bind who builds on the land: the least first.
    fn binds(&self, plan: usize, day: Day) -> (bool, usize) {
        let entry = &self.snapshot.plans[plan];
        let from_detailed = |tier: Tier| Tier::ALL.iter().rev().position(|other| *other == tier);
        let tier = entry.plan.kind.tier().and_then(from_detailed).unwrap_or(Tier::ALL.len());
        (!matches!(entry.state(day), PlanState::InForce { .. }), tier)
    }
}
