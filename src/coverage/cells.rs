//! The cells of units: one for each stretch of days in which nothing about a unit and tier changes. They name plans by their slots,
//! so that revisions share them.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::base::ConstructionLand;
use super::ledger::Denominator;
use super::overlay::Outcome;
use crate::domain::{Day, PlanState, Tier};
use crate::snapshot::{PlanEntry, Slot, Snapshot};

/// Units of a block.
const BLOCK: usize = 256;

/// The cells of every unit, in blocks that revisions share.
#[derive(Debug)]
pub(super) struct UnitLedger {
    blocks: Vec<Arc<Vec<Arc<UnitCells>>>>,
}

impl UnitLedger {
    /// Nothing computed.
    pub(super) fn new(units: usize) -> Self {
        let block = |first: usize| Arc::new((first..units.min(first + BLOCK)).map(|_| Arc::default()).collect());
        Self { blocks: (0..units).step_by(BLOCK).map(block).collect() }
    }

    pub(super) fn of(&self, unit: usize) -> &UnitCells {
        &self.blocks[unit / BLOCK][unit % BLOCK]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &UnitCells> {
        self.blocks.iter().flat_map(|block| block.iter()).map(AsRef::as_ref)
    }

    /// All cells are taken over but those of some units, of which construction land may be.
    pub(super) fn without(&self, units: &[usize], keeps_land: impl Fn(usize) -> bool) -> Self {
        let mut blocks = self.blocks.clone();
        for &unit in units {
            let cells = if keeps_land(unit) { self.of(unit).land_alone() } else { UnitCells::default() };
            Arc::make_mut(&mut blocks[unit / BLOCK])[unit % BLOCK] = Arc::new(cells);
        }
        Self { blocks }
    }
}

#[derive(Debug, Default)]
pub(super) struct UnitCells {
    pub(super) cells: [[OnceLock<Cells>; Tier::ALL.len()]; Denominator::ALL.len()],
    pub(super) construction_land: Arc<OnceLock<ConstructionLand>>,
}

impl UnitCells {
    pub(super) fn computed(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().flatten().filter_map(OnceLock::get).flat_map(Cells::computed)
    }

    fn land_alone(&self) -> Self {
        Self { construction_land: Arc::clone(&self.construction_land), ..Self::default() }
    }
}

/// The stretches of days of one unit and tier. They go beyond the period of the unit: what was to be reached by the communes of
/// 2020 is also asked on later days.
#[derive(Debug)]
pub(super) struct Cells {
    /// The first day of each stretch but the first.
    pub(super) turns: Vec<Day>,
    /// Plans of the tier whose rectangle touches the unit's, in the order of the snapshot.
    pub(super) near: Vec<Slot>,
    stretches: Vec<OnceLock<Cell>>,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) key: u64,
    pub(super) outcome: Arc<Outcome>,
    /// Plans that have land in common with the base: in force, preparing.
    pub(super) plans: [Vec<Slot>; 2],
}

impl Cells {
    /// Those of the plans near a base, whose states cut time; `turns` are the days on which the base itself changes.
    pub(super) fn of(snapshot: &Snapshot, near: impl Iterator<Item = usize>, mut turns: BTreeSet<Day>) -> Self {
        let near = near.map(|plan| {
            turns.extend(all_turns(&snapshot.plans[plan]));
            snapshot.plans.slot(plan)
        });
        let near = near.collect();
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
