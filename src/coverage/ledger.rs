//! Each distinct overlay is computed once and kept: per unit and tier, one cell for each stretch of days in which nothing about it
//! changes. A new revision takes over the cells whose lands are the same, so one changed plan costs the units it touches.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::base::ConstructionLand;
use super::carry::Unchanged;
use super::grounds::Grounds;
use super::kinds::KindCells;
use super::memo::Memo;
use super::overlay::{Covered, Outcome, Overlay, Part};
use super::remains::Remains;
use super::status::Thresholds;
use crate::domain::{Day, PlanState, Tier};
use crate::snapshot::{PlanEntry, Shape, Snapshot};

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
    units: Vec<Arc<UnitCells>>,
    pub(super) by_kind: KindCells,
    pub(super) grounds: Grounds,
    /// What the revision before had computed for units near a change and for indicators, by the key of the overlay.
    known: HashMap<u64, Arc<Outcome>>,
    /// Overlays of lands that are no unit's, and of days that may never come.
    pub(super) passing: Arc<Memo<Arc<Outcome>>>,
    /// What plans leave of lands, by the key of the overlay.
    pub(super) remains: Arc<Memo<Arc<Remains>>>,
}

#[derive(Debug, Default)]
struct UnitCells {
    cells: [[OnceLock<Cells>; Tier::ALL.len()]; Denominator::ALL.len()],
    construction_land: Arc<OnceLock<ConstructionLand>>,
}

/// The stretches of days of one unit and tier. They go beyond the period of the unit: what was to be reached by the communes of
/// 2020 is also asked on later days.
#[derive(Debug)]
pub(super) struct Cells {
    /// The first day of each stretch but the first.
    pub(super) turns: Vec<Day>,
    /// Plans of the tier whose rectangle touches the unit's, by their places in the snapshot.
    pub(super) near: Vec<usize>,
    stretches: Vec<OnceLock<Cell>>,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) key: u64,
    pub(super) outcome: Arc<Outcome>,
    /// Plans that have land in common with the base: in force, preparing.
    pub(super) plans: [Vec<usize>; 2],
}

/// The overlay of a base with plans, and the land of each plan in it: those in force, those preparing.
pub(super) struct Laid<'a> {
    pub(super) overlay: Overlay<'a>,
    hashes: [Vec<(usize, u64)>; 2],
}

impl UnitCells {
    fn computed(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().flatten().filter_map(OnceLock::get).flat_map(Cells::computed)
    }

    /// The same with the plans named by other places.
    fn moved(&self, places: &[usize]) -> Self {
        let all = |plans: &[usize]| plans.iter().map(|&plan| places[plan]).collect::<Vec<_>>();
        let cell =
            |cell: &Cell| Cell { key: cell.key, outcome: Arc::clone(&cell.outcome), plans: cell.plans.each_ref().map(|plans| all(plans)) };
        let cells = |cells: &Cells| Cells {
            turns: cells.turns.clone(),
            near: all(&cells.near),
            stretches: cells.stretches.iter().map(|stretch| copied(stretch, cell)).collect(),
        };
        Self {
            cells: self.cells.each_ref().map(|tiers| tiers.each_ref().map(|one| copied(one, cells))),
            construction_land: Arc::clone(&self.construction_land),
        }
    }
}

fn copied<T>(from: &OnceLock<T>, copy: impl Fn(&T) -> T) -> OnceLock<T> {
    from.get().map(copy).map_or_else(OnceLock::new, OnceLock::from)
}

impl Coverage {
    /// The ledger of a snapshot. What `previous` has computed is taken from it: all of a unit that no change is near, else
    /// the overlays that are the same.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, thresholds: Thresholds, previous: Option<&Self>) -> Self {
        let unchanged = previous.and_then(|previous| Unchanged::between(&previous.snapshot, &snapshot));
        let mut known = HashMap::new();
        let mut carry = |index: usize| {
            let before = previous.and_then(|previous| previous.units.get(index))?;
            if let Some(unchanged) = unchanged.as_ref().filter(|unchanged| unchanged.holds_for(&snapshot.units[index].facts.bounds)) {
                return Some(unchanged.places().map_or_else(|| Arc::clone(before), |places| Arc::new(before.moved(places))));
            }
            known.extend(before.computed().map(|cell| (cell.key, Arc::clone(&cell.outcome))));
            None
        };
        let units = (0..snapshot.units.len()).map(|index| carry(index).unwrap_or_default()).collect();
        // With fewer units than before, the last were not looked at.
        let rest = previous.iter().flat_map(|previous| previous.units.iter().skip(snapshot.units.len()));
        known.extend(rest.flat_map(|unit| unit.computed()).map(|cell| (cell.key, Arc::clone(&cell.outcome))));
        if let Some(previous) = previous {
            previous.by_kind.each(|cell| drop(known.insert(cell.key, Arc::clone(&cell.outcome))));
        }
        let passing = previous.map_or_else(|| Arc::new(Memo::new(PASSING)), |previous| Arc::clone(&previous.passing));
        let remains = previous.map_or_else(|| Arc::new(Memo::new(REMAINS_VERTICES)), |previous| Arc::clone(&previous.remains));
        let (by_kind, grounds) = (KindCells::default(), Grounds::default());
        Self { snapshot, thresholds, units, by_kind, grounds, known, passing, remains }
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
        self.cell(unit, tier, of, day).outcome.covered
    }

    /// The plans that have land in common with the unit, or with its construction land: in force, and preparing.
    pub(super) fn plans(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> &[Vec<usize>; 2] {
        &self.cell(unit, tier, of, day).plans
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
        self.units[unit].cells[of as usize][tier as usize].get_or_init(|| self.cells(unit, tier, of))
    }

    fn cells(&self, unit: usize, tier: Tier, of: Denominator) -> Cells {
        let snapshot = &self.snapshot;
        let near: Vec<usize> = snapshot
            .plans_near(snapshot.units[unit].facts.bounds)
            .into_iter()
            .filter(|&plan| snapshot.plans[plan].plan.kind.tier() == Some(tier))
            .collect();
        let turns = match of {
            Denominator::Unit => BTreeSet::new(),
            Denominator::ConstructionLand => self.construction_land(unit).turns.clone(),
        };
        Cells::of(snapshot, near, turns)
    }

    fn construction_land(&self, unit: usize) -> &ConstructionLand {
        self.units[unit].construction_land.get_or_init(|| ConstructionLand::of(&self.snapshot, unit))
    }

    /// The land that coverage is a share of; `None` if there is none.
    pub(super) fn base(&self, unit: usize, of: Denominator, day: Day) -> Option<Shape<'_>> {
        match of {
            Denominator::Unit => Some(self.snapshot.units[unit].shape()),
            Denominator::ConstructionLand => self.construction_land(unit).on(&self.snapshot, unit, day),
        }
    }

    /// Lays the plans that count on a day over a base.
    pub(super) fn lay<'a>(&'a self, base: Shape<'a>, near: &[usize], day: Day, state: impl Fn(usize) -> PlanState) -> Laid<'a> {
        let parts = |wanted: &str| -> Vec<(usize, Part<'a>)> {
            let plans = near.iter().filter(|&&plan| state(plan).code() == wanted);
            plans.filter_map(|&plan| Some((plan, part(&self.snapshot.plans[plan], base, day)?))).collect()
        };
        let parts = [parts("in_force"), parts("preparing")];
        let hashes = parts.each_ref().map(|parts| parts.iter().map(|(plan, part)| (*plan, part.hash)).collect::<Vec<_>>());
        let [in_force, preparing] = parts.map(|parts| parts.into_iter().map(|(_, part)| part).collect());
        Laid { overlay: Overlay::new(base, in_force, preparing), hashes }
    }

    /// The cell of a base and the plans near it on a day.
    pub(super) fn compute(&self, base: Shape<'_>, near: &[usize], day: Day) -> Cell {
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
        let touching = |plans: &Vec<(usize, u64)>| plans.iter().filter(|(_, part)| outcome.touches(*part)).map(|(plan, _)| *plan).collect();
        Cell { key, plans: self.hashes.each_ref().map(touching), outcome }
    }
}

/// The land of a plan on a day near a base.
fn part<'a>(entry: &'a PlanEntry, base: Shape<'_>, day: Day) -> Option<Part<'a>> {
    Part::near(base, entry.shapes(), entry.ended_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect())
}

impl Cells {
    /// Those of the plans near a base, whose states cut time; `turns` are the days on which the base itself changes.
    pub(super) fn of(snapshot: &Snapshot, near: Vec<usize>, mut turns: BTreeSet<Day>) -> Self {
        turns.extend(near.iter().flat_map(|&plan| all_turns(&snapshot.plans[plan])));
        Self { stretches: (0..=turns.len()).map(|_| OnceLock::new()).collect(), turns: turns.into_iter().collect(), near }
    }

    pub(super) fn computed(&self) -> impl Iterator<Item = &Cell> {
        self.stretches.iter().filter_map(OnceLock::get)
    }

    pub(super) fn on(&self, day: Day) -> &OnceLock<Cell> {
        &self.stretches[self.turns.partition_point(|turn| *turn <= day)]
    }
}

/// The days on which the land a plan covers, or is to cover, changes.
fn all_turns(entry: &PlanEntry) -> impl Iterator<Item = Day> {
    turns(&entry.states).into_iter().chain(entry.ended_parts().map(|(day, _)| day))
}

/// The days on which a plan begins or ceases to count.
pub(super) fn turns(states: &[(Day, PlanState)]) -> Vec<Day> {
    let mut before = PlanState::None;
    let mut days: Vec<Day> = Vec::new();
    for (day, state) in states {
        if state.code() != before.code() {
            days.push(*day);
        }
        before = *state;
    }
    days
}
