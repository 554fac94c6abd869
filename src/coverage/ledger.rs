//! Each distinct overlay is computed once and kept: per unit and tier, one cell for each stretch of days in which nothing about it
//! changes. A new revision takes over the cells whose lands are the same, so one changed plan costs the units it touches.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::base::ConstructionLand;
use super::carry::Unchanged;
use super::cells::{Cell, Cells, UnitCells, UnitLedger};
use super::grounds::Grounds;
use super::kinds::KindCells;
use super::memo::Memo;
use super::overlay::{Covered, Outcome, Overlay, Part};
use super::remains::Remains;
use super::status::Thresholds;
use crate::domain::{Day, PlanState, Tier};
use crate::snapshot::{PlanEntry, Shape, Slot, Snapshot};

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

/// How many days are remembered as computed.
const PREPARED: usize = 16;
/// How many passing overlays are kept.
const PASSING: usize = 200_000;
/// How many vertices of what plans leave are kept: some 64 MB.
const REMAINS_VERTICES: usize = 4_000_000;

/// The figures of every unit of a snapshot, computed when first asked for and then kept. Reading takes no lock.
#[derive(Debug)]
pub struct Coverage {
    /// What the figures are of.
    pub snapshot: Arc<Snapshot>,
    /// What counts as covered.
    pub thresholds: Thresholds,
    units: UnitLedger,
    pub(super) by_kind: KindCells,
    pub(super) grounds: Arc<Grounds>,
    /// The days whose figures are all computed.
    prepared: Mutex<Vec<Day>>,
    /// The days that were when this revision began, but for the units whose cells were not taken over.
    inherited: Vec<Day>,
    fresh: Vec<usize>,
    /// What the revision before had computed for units near a change and for indicators, by the key of the overlay.
    known: HashMap<u64, Arc<Outcome>>,
    /// Overlays of lands that are no unit's, and of days that may never come.
    pub(super) passing: Arc<Memo<Arc<Outcome>>>,
    /// What plans leave of lands, by the key of the overlay.
    pub(super) remains: Arc<Memo<Arc<Remains>>>,
}

/// The overlay of a base with plans, and the land of each plan in it: those in force, those preparing.
pub(super) struct Laid<'a> {
    pub(super) overlay: Overlay<'a>,
    hashes: [Vec<(Slot, u64)>; 2],
}

impl Coverage {
    /// The ledger of a snapshot. What `previous` has computed is taken from it: all of a unit that no change is near, else
    /// the overlays that are the same.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, thresholds: Thresholds, previous: Option<&Self>) -> Self {
        let Some(previous) = previous else { return Self::empty(snapshot, thresholds) };
        let (passing, remains) = (Arc::clone(&previous.passing), Arc::clone(&previous.remains));
        let mut known = HashMap::new();
        let mut note = |cell: &Cell| drop(known.insert(cell.key, Arc::clone(&cell.outcome)));
        let Some(unchanged) = Unchanged::between(&previous.snapshot, &snapshot) else {
            previous.units.iter().flat_map(UnitCells::computed).for_each(&mut note);
            previous.by_kind.each(note);
            return Self { known, passing, remains, ..Self::empty(snapshot, thresholds) };
        };
        let fresh = unchanged.units_near(&snapshot);
        fresh.iter().flat_map(|&unit| previous.units.of(unit).computed()).for_each(&mut note);
        let by_kind = previous.by_kind.carried_over(&unchanged, note);
        let keeps_land = |unit: usize| unchanged.areas_hold_for(&snapshot.units[unit].facts.bounds);
        let units = previous.units.without(&fresh, keeps_land);
        let grounds = if unchanged.same_areas() { Arc::clone(&previous.grounds) } else { Arc::default() };
        let inherited = previous.prepared.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let prepared = Mutex::default();
        Self { snapshot, thresholds, units, by_kind, grounds, prepared, inherited, fresh, known, passing, remains }
    }

    fn empty(snapshot: Arc<Snapshot>, thresholds: Thresholds) -> Self {
        Self {
            units: UnitLedger::new(snapshot.units.len()),
            by_kind: KindCells::default(),
            grounds: Arc::default(),
            prepared: Mutex::default(),
            inherited: Vec::new(),
            fresh: Vec::new(),
            known: HashMap::new(),
            passing: Arc::new(Memo::new(PASSING)),
            remains: Arc::new(Memo::new(REMAINS_VERTICES)),
            snapshot,
            thresholds,
        }
    }

    /// Computes the figures of a day on all cores, so that the first to ask need not wait. Where the revision before had done so, only
    /// the units around a change are looked at.
    pub fn prepare(&self, day: Day) {
        let prepared = || self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if prepared().contains(&day) {
            return;
        }
        let vintage = self.snapshot.vintage(day);
        let is_leaf = |unit: &usize| {
            let version = &self.snapshot.units[*unit].version;
            version.period.contains(day) && vintage.children(*unit).is_empty()
        };
        let leaves: Vec<usize> = if self.inherited.contains(&day) {
            self.fresh.iter().copied().filter(is_leaf).collect()
        } else {
            vintage.roots().iter().flat_map(|&root| vintage.leaves(root)).collect()
        };
        leaves.par_iter().for_each(|&unit| {
            for tier in Tier::ALL {
                self.covered(unit, *tier, Denominator::Unit, day);
            }
        });
        let mut prepared = prepared();
        prepared.push(day);
        let most = prepared.len().saturating_sub(PREPARED);
        prepared.drain(..most);
    }

    /// The figures of a unit by its own boundary.
    pub(super) fn covered(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> Covered {
        self.cell(unit, tier, of, day).outcome.covered
    }

    /// The plans that have land in common with the unit, or with its construction land: in force, and preparing.
    pub(super) fn plans(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> [Vec<usize>; 2] {
        self.places(&self.cell(unit, tier, of, day).plans)
    }

    /// The places of plans in the snapshot.
    pub(super) fn places(&self, plans: &[Vec<Slot>; 2]) -> [Vec<usize>; 2] {
        plans.each_ref().map(|plans| plans.iter().filter_map(|slot| self.snapshot.plans.place(*slot)).collect())
    }

    /// The area that a plan has in common with a unit on a day, by the unit's own boundary.
    #[must_use]
    pub fn overlap_km2(&self, unit: usize, plan: usize, day: Day) -> f64 {
        let base = self.snapshot.units[unit].shape();
        part(&self.snapshot.plans[plan], base, day).map_or(0.0, |part| part.common_km2(base))
    }

    pub(super) fn cell(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> &Cell {
        let cells = self.stretches_of(unit, tier, of);
        cells.on(day).get_or_init(|| match self.base(unit, of, day) {
            Some(base) => self.compute(base, &cells.near, day),
            None => Cell { key: 0, outcome: Arc::default(), plans: Default::default() },
        })
    }

    /// The stretches of days of a unit and tier.
    pub(super) fn stretches_of(&self, unit: usize, tier: Tier, of: Denominator) -> &Cells {
        self.units.of(unit).cells[of as usize][tier as usize].get_or_init(|| self.cells(unit, tier, of))
    }

    fn cells(&self, unit: usize, tier: Tier, of: Denominator) -> Cells {
        let snapshot = &self.snapshot;
        let near = snapshot.plans_near(snapshot.units[unit].facts.bounds).into_iter();
        let near = near.filter(|&plan| snapshot.plans[plan].plan.kind.tier() == Some(tier));
        let turns = match of {
            Denominator::Unit => BTreeSet::new(),
            Denominator::ConstructionLand => self.construction_land(unit).turns.clone(),
        };
        Cells::of(snapshot, near, turns)
    }

    fn construction_land(&self, unit: usize) -> &ConstructionLand {
        self.units.of(unit).construction_land.get_or_init(|| ConstructionLand::of(&self.snapshot, unit))
    }

    /// The land that coverage is a share of; `None` if there is none.
    pub(super) fn base(&self, unit: usize, of: Denominator, day: Day) -> Option<Shape<'_>> {
        match of {
            Denominator::Unit => Some(self.snapshot.units[unit].shape()),
            Denominator::ConstructionLand => self.construction_land(unit).on(&self.snapshot, unit, day),
        }
    }

    /// Lays the plans that count on a day over a base.
    pub(super) fn lay<'a>(&'a self, base: Shape<'a>, near: &[Slot], day: Day, state: impl Fn(usize) -> PlanState) -> Laid<'a> {
        let plans = &self.snapshot.plans;
        let parts = |wanted: &str| -> Vec<(Slot, Part<'a>)> {
            let plans = near.iter().filter_map(|&slot| Some((slot, plans.place(slot)?, plans.at(slot)?)));
            let counted = plans.filter(|(_, place, _)| state(*place).code() == wanted);
            counted.filter_map(|(slot, _, entry)| Some((slot, part(entry, base, day)?))).collect()
        };
        let parts = [parts("in_force"), parts("preparing")];
        let hashes = parts.each_ref().map(|parts| parts.iter().map(|(plan, part)| (*plan, part.hash)).collect::<Vec<_>>());
        let [in_force, preparing] = parts.map(|parts| parts.into_iter().map(|(_, part)| part).collect());
        Laid { overlay: Overlay::new(base, in_force, preparing), hashes }
    }

    /// The cell of a base and the plans near it on a day.
    pub(super) fn compute(&self, base: Shape<'_>, near: &[Slot], day: Day) -> Cell {
        let laid = self.lay(base, near, day, |plan| self.snapshot.plans[plan].state(day));
        let key = laid.overlay.key();
        laid.cell(key, self.known.get(&key).cloned().unwrap_or_else(|| Arc::new(laid.overlay.outcome())))
    }

    /// The same for land that is no unit's, or a day that may never come: kept as long as there is room.
    pub(super) fn compute_passing(&self, laid: &Laid<'_>) -> Cell {
        let key = laid.overlay.key();
        let known = self.known.get(&key).cloned();
        laid.cell(key, known.unwrap_or_else(|| self.passing.make(key, |_| 1, || Arc::new(laid.overlay.outcome()))))
    }
}

impl Laid<'_> {
    fn cell(&self, key: u64, outcome: Arc<Outcome>) -> Cell {
        let touching = |plans: &Vec<(Slot, u64)>| plans.iter().filter(|(_, part)| outcome.touches(*part)).map(|(plan, _)| *plan).collect();
        Cell { key, plans: self.hashes.each_ref().map(touching), outcome }
    }
}

/// The land of a plan on a day near a base.
pub(super) fn part<'a>(entry: &'a PlanEntry, base: Shape<'_>, day: Day) -> Option<Part<'a>> {
    Part::near(base, entry.shapes(), entry.ended_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect())
}
