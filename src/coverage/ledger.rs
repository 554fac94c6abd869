//! Each distinct overlay is computed once and kept: per unit and tier, one cell for each stretch of days in which nothing about it
//! changes. A new revision takes over the cells whose lands are the same, so one changed plan costs the units it touches.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use geo::{BooleanOps, unary_union};
use rayon::prelude::*;

use super::overlay::{Covered, Part, cover, overlap_km2, overlay_key};
use super::status::Thresholds;
use crate::domain::{AreaKind, Day, Land, Plan, PlanState, Tier};
use crate::snapshot::{Facts, PlanEntry, Shape, Snapshot};

/// Less than this much common land is taken for none when plans are named: 1 m².
pub(super) const TOUCHES_KM2: f64 = 1e-6;

/// The land that coverage is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Denominator {
    /// The whole unit.
    Unit,
    /// Its construction land and functional zones only.
    ConstructionLand,
}

impl Denominator {
    /// Both, in the order of the ledger.
    pub const ALL: [Self; 2] = [Self::Unit, Self::ConstructionLand];

    /// The code: `unit` or `construction_land`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::ConstructionLand => "construction_land",
        }
    }
}

/// The figures of every unit of a snapshot, computed when first asked for and then kept. Reading takes no lock.
#[derive(Debug)]
pub struct Coverage {
    /// What the figures are of.
    pub snapshot: Arc<Snapshot>,
    /// What counts as covered.
    pub thresholds: Thresholds,
    units: Vec<[[OnceLock<Cells>; Tier::ALL.len()]; Denominator::ALL.len()]>,
    /// Figures that the revision before had computed, by the key of the overlay.
    known: HashMap<u64, Covered>,
}

/// The stretches of days of one unit and tier.
#[derive(Debug)]
struct Cells {
    /// The first day of each stretch but the first.
    turns: Vec<Day>,
    /// Plans of the tier whose rectangle touches the unit's, by their places in the snapshot.
    near: Vec<usize>,
    stretches: Vec<Cell>,
}

#[derive(Debug, Default)]
struct Cell {
    figures: OnceLock<(u64, Covered)>,
    /// Plans that have land in common with the unit: in force, preparing.
    plans: OnceLock<[Vec<usize>; 2]>,
}

impl Coverage {
    /// The ledger of a snapshot; figures of overlays that `previous` has computed are taken from it.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, thresholds: Thresholds, previous: Option<&Self>) -> Self {
        let units = snapshot.units.iter().map(|_| Default::default()).collect();
        Self { known: previous.map(Self::computed).unwrap_or_default(), snapshot, thresholds, units }
    }

    fn computed(&self) -> HashMap<u64, Covered> {
        let cells = self.units.iter().flatten().flatten().filter_map(OnceLock::get).flat_map(|cells| &cells.stretches);
        cells.filter_map(|cell| cell.figures.get().copied()).collect()
    }

    /// Computes the figures of a day on all cores, so that the first to ask need not wait.
    pub fn prepare(&self, day: Day) {
        let leaves: Vec<usize> =
            self.snapshot.vintage(day).roots().iter().flat_map(|&root| self.snapshot.vintage(day).leaves(root)).collect();
        leaves.par_iter().for_each(|&unit| {
            for tier in Tier::ALL {
                self.covered(unit, *tier, Denominator::Unit, day);
            }
        });
    }

    /// The figures of a unit by its own boundary.
    pub(super) fn covered(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> Covered {
        let cells = self.cells(unit, tier, of);
        let cell = cells.on(day);
        cell.figures.get_or_init(|| self.compute(unit, &cells.near, of, day)).1
    }

    /// The plans that have land in common with the unit: in force, and preparing.
    pub(super) fn plans(&self, unit: usize, tier: Tier, day: Day) -> &[Vec<usize>; 2] {
        let cells = self.cells(unit, tier, Denominator::Unit);
        cells.on(day).plans.get_or_init(|| {
            let base = self.snapshot.units[unit].shape();
            ["in_force", "preparing"].map(|state| {
                let near = cells.near.iter().copied();
                near.filter(|&plan| {
                    let entry = &self.snapshot.plans[plan];
                    entry.state(day).code() == state && overlap_km2(base, &part(entry, day)) > TOUCHES_KM2
                })
                .collect()
            })
        })
    }

    /// The area that a plan has in common with a unit on a day, by the unit's own boundary.
    #[must_use]
    pub fn overlap_km2(&self, unit: usize, plan: usize, day: Day) -> f64 {
        overlap_km2(self.snapshot.units[unit].shape(), &part(&self.snapshot.plans[plan], day))
    }

    fn cells(&self, unit: usize, tier: Tier, of: Denominator) -> &Cells {
        self.units[unit][of as usize][tier as usize].get_or_init(|| Cells::of(&self.snapshot, unit, tier, of))
    }

    fn compute(&self, unit: usize, near: &[usize], of: Denominator, day: Day) -> (u64, Covered) {
        let unit = self.snapshot.units[unit].shape();
        let parts = |wanted: &str| -> Vec<Part<'_>> {
            let entries = near.iter().map(|&plan| self.snapshot.plans[plan].as_ref());
            entries.filter(|entry| entry.state(day).code() == wanted).map(|entry| part(entry, day)).collect()
        };
        let (in_force, preparing) = (parts("in_force"), parts("preparing"));
        match of {
            Denominator::Unit => {
                let key = overlay_key(unit.facts.hash, &in_force, &preparing);
                (key, self.known.get(&key).copied().unwrap_or_else(|| cover(unit, &in_force, &preparing)))
            }
            Denominator::ConstructionLand => {
                let Some((land, facts)) = self.construction_land(unit, day) else { return (0, Covered::default()) };
                let base = Shape { land: &land, facts: &facts };
                let key = overlay_key(facts.hash, &in_force, &preparing);
                (key, self.known.get(&key).copied().unwrap_or_else(|| cover(base, &in_force, &preparing)))
            }
        }
    }

    /// The construction land and functional zones of a unit on a day; `None` if there are none.
    fn construction_land(&self, unit: Shape<'_>, day: Day) -> Option<(Land, Facts)> {
        let near = self.snapshot.areas_near(unit.facts.bounds).into_iter().map(|index| &self.snapshot.areas[index]);
        let counted = near.filter(|entry| is_construction_land(entry.area.kind) && entry.area.period.contains(day));
        let lands: Vec<Land> = counted.flat_map(|entry| entry.shapes()).map(|shape| shape.land.intersection(unit.land)).collect();
        let land = unary_union(&lands);
        Facts::of(&land, &HashMap::new()).map(|facts| (land, facts))
    }
}

/// Whether the area counts for `of=construction_land`.
const fn is_construction_land(kind: AreaKind) -> bool {
    matches!(kind, AreaKind::ConstructionLand | AreaKind::FunctionalZone)
}

/// The land of a plan on a day.
fn part(entry: &PlanEntry, day: Day) -> Part<'_> {
    Part { shapes: entry.shapes(), repealed: entry.repealed_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect() }
}

impl Cells {
    fn of(snapshot: &Snapshot, unit: usize, tier: Tier, of: Denominator) -> Self {
        let bounds = snapshot.units[unit].facts.bounds;
        let in_tier = |plan: &Plan| plan.kind.tier() == Some(tier);
        let near: Vec<usize> = snapshot.plans_near(bounds).into_iter().filter(|&plan| in_tier(&snapshot.plans[plan].plan)).collect();
        let mut turns: BTreeSet<Day> = near.iter().flat_map(|&plan| turns(&snapshot.plans[plan])).collect();
        if of == Denominator::ConstructionLand {
            let areas = snapshot.areas_near(bounds).into_iter().map(|index| snapshot.areas[index].area.period);
            turns.extend(areas.flat_map(|period| [period.from, period.to]).flatten());
        }
        let period = snapshot.units[unit].version.period;
        let turns: Vec<Day> = turns.into_iter().filter(|&day| period.from.is_none_or(|from| from < day) && period.contains(day)).collect();
        Self { stretches: (0..=turns.len()).map(|_| Cell::default()).collect(), turns, near }
    }

    fn on(&self, day: Day) -> &Cell {
        &self.stretches[self.turns.partition_point(|turn| *turn <= day)]
    }
}

/// The days on which the land a plan covers, or is to cover, changes.
fn turns(entry: &PlanEntry) -> Vec<Day> {
    let mut before = PlanState::None;
    let mut days: Vec<Day> = Vec::new();
    for (day, state) in &entry.states {
        if state.code() != before.code() {
            days.push(*day);
        }
        before = *state;
    }
    days.extend(entry.repealed_parts().map(|(day, _)| day));
    days
}
