//! How much of any piece of land plans of some kinds cover: the ledger's overlays for bases that are no unit of the day, and
//! for kinds that are no tier. Kept by the base's shape, so that units and areas of the same land share their figures.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use geo::Rect;

use super::carry::Unchanged;
use super::cells::{Cell, Cells};
use super::ledger::Coverage;
use super::overlay::Covered;
use crate::domain::{Day, PlanKind};
use crate::snapshot::Shape;

/// The figures of some land.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KindFigures {
    /// Areas (km²).
    pub covered: Covered,
    /// The plans in force that cover some of it, by their places in the snapshot.
    pub plans: BTreeSet<usize>,
    /// The plans being prepared for some of it.
    pub preparing_plans: BTreeSet<usize>,
}

impl KindFigures {
    /// Adds those of land beside it.
    pub(super) fn add(mut self, other: Self) -> Self {
        self.covered.base_km2 += other.covered.base_km2;
        self.covered.covered_km2 += other.covered.covered_km2;
        self.covered.preparing_km2 += other.covered.preparing_km2;
        self.plans.extend(other.plans);
        self.preparing_plans.extend(other.preparing_plans);
        self
    }

    /// Covered share (0–100); 0 without land.
    #[must_use]
    pub fn percent(&self) -> f64 {
        self.share(self.covered.covered_km2)
    }

    /// Share that plans being prepared would cover in addition (0–100).
    #[must_use]
    pub fn preparing_percent(&self) -> f64 {
        self.share(self.covered.preparing_km2)
    }

    fn share(&self, part: f64) -> f64 {
        if self.covered.base_km2 > 0.0 { (100.0 * part / self.covered.base_km2).clamp(0.0, 100.0) } else { 0.0 }
    }
}

/// Cells by the shape of their base and the kinds of plans, as bits; with the rectangle around the base, and whether they were asked for
/// in this revision.
#[derive(Debug, Default)]
pub(super) struct KindCells(Mutex<ByKind>);

type ByKind = HashMap<(u64, u16), (Rect, Arc<Cells>, bool)>;

impl KindCells {
    /// Hands every cell that was computed to `take`.
    pub(super) fn each(&self, mut take: impl FnMut(&Cell)) {
        let cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cells.values().flat_map(|(_, cells, _)| cells.computed()).for_each(&mut take);
    }

    /// Those of land that no plan has changed near, if they were asked for since the revision before; the cells of the others are handed
    /// to `take`.
    pub(super) fn carried_over(&self, unchanged: &Unchanged, mut take: impl FnMut(&Cell)) -> Self {
        let cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = ByKind::new();
        for (key, (bounds, cells, _)) in cells.iter().filter(|(_, (_, _, asked))| *asked) {
            if unchanged.plans_hold_for(bounds) {
                kept.insert(*key, (*bounds, Arc::clone(cells), false));
            } else {
                cells.computed().for_each(&mut take);
            }
        }
        Self(Mutex::new(kept))
    }
}

impl Coverage {
    /// How much of a piece of land plans of these kinds cover on a day. Overlapping plans count once.
    #[must_use]
    pub fn covered_by(&self, base: Shape<'_>, kinds: &[PlanKind], day: Day) -> KindFigures {
        let cells = self.cells_by_kind(base, kinds);
        let cell = cells.on(day).get_or_init(|| self.compute(base, &cells.near, day));
        let [plans, preparing_plans] = self.places(&cell.plans).map(|plans| plans.into_iter().collect());
        KindFigures { covered: cell.outcome.covered, plans, preparing_plans }
    }

    /// The days on which a plan of these kinds changes near a piece of land.
    pub(super) fn turns_near(&self, base: Shape<'_>, kinds: &[PlanKind]) -> Vec<Day> {
        self.cells_by_kind(base, kinds).turns.clone()
    }

    fn cells_by_kind(&self, base: Shape<'_>, kinds: &[PlanKind]) -> Arc<Cells> {
        let bits = kinds.iter().fold(0, |bits, kind| bits | 1_u16 << *kind as u16);
        let mut all = self.by_kind.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (base.facts.hash, bits);
        let (_, cells, asked) = all.entry(key).or_insert_with(|| (base.facts.bounds, Arc::new(self.cells_near(base, kinds)), true));
        *asked = true;
        Arc::clone(cells)
    }

    fn cells_near(&self, base: Shape<'_>, kinds: &[PlanKind]) -> Cells {
        let near = self.snapshot.plans_near(base.facts.bounds).into_iter();
        Cells::of(&self.snapshot, near.filter(|&plan| kinds.contains(&self.snapshot.plans[plan].plan.kind)), BTreeSet::new())
    }
}
