//! Communes summed to districts and provinces: the parts always add up to the whole.

use std::collections::BTreeSet;
use std::iter::Sum;

use super::ledger::{Coverage, Denominator};
use super::overlay::Covered;
use super::status::Status;
use crate::domain::{Day, Tier};
use crate::snapshot::{Shape, Slot};

/// The figures of one tier.
#[derive(Debug, Clone, PartialEq)]
pub struct TierFigures {
    /// The land covered by plans in force.
    pub covered_km2: f64,
    /// The land covered by plans being prepared, and by none in force.
    pub preparing_km2: f64,
    /// Covered share of the denominator (0–100); 0 where there is none, which is not "nothing is covered": look at the denominator.
    pub percent: f64,
    /// Share being prepared (0–100).
    pub preparing_percent: f64,
    /// The word shown.
    pub status: Status,
    /// The plans in force that cover some of the land, by their places in the snapshot.
    pub plans: Vec<usize>,
    /// The plans being prepared for some of the land.
    pub preparing_plans: Vec<usize>,
}

/// The figures of a unit on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The denominator: the land of the unit, or its construction land.
    pub area_km2: f64,
    /// One for each tier, in the order of `Tier::ALL`.
    pub tiers: [TierFigures; Tier::ALL.len()],
}

impl Figures {
    /// The figures of one tier.
    #[must_use]
    pub const fn tier(&self, tier: Tier) -> &TierFigures {
        &self.tiers[tier as usize]
    }
}

impl Coverage {
    /// The figures of a unit: of its communes together; its own boundary counts only where nothing belongs to it.
    #[must_use]
    pub fn figures(&self, unit: usize, of: Denominator, day: Day) -> Figures {
        self.sum(&[unit], of, day)
    }

    /// The figures of several units together, which must not share land.
    #[must_use]
    pub fn sum(&self, units: &[usize], of: Denominator, day: Day) -> Figures {
        self.sum_as_of(units, of, day, day)
    }

    /// The figures on a day of land as it was divided on another: of units that may be no more.
    #[must_use]
    pub fn sum_as_of(&self, units: &[usize], of: Denominator, day: Day, divided: Day) -> Figures {
        let tiers = Tier::ALL.iter().map(|&tier| self.tier(units, tier, of, day, divided));
        let (base, tiers): (Vec<f64>, Vec<TierFigures>) = tiers.unzip();
        let tiers = tiers.try_into().unwrap_or_else(|_| unreachable!("one for each tier"));
        Figures { area_km2: base.first().copied().unwrap_or(0.0), tiers }
    }

    /// The share and the status alone, for a map: no list of plans.
    #[must_use]
    pub fn share(&self, unit: usize, tier: Tier, day: Day) -> (f64, Status) {
        let covered = self.total(&[unit], tier, Denominator::Unit, day, day);
        let (percent, preparing) = shares(&covered);
        (percent, Status::of(percent, preparing, &self.thresholds))
    }

    /// The figures of a piece of land that need not be a unit's, by its whole area.
    #[must_use]
    pub fn figures_of(&self, land: Shape<'_>, day: Day) -> Figures {
        let near = self.snapshot.plans_near(land.facts.bounds);
        let tiers = Tier::ALL.iter().map(|&tier| {
            let near = near.iter().copied().filter(|&plan| self.snapshot.plans[plan].plan.kind.tier() == Some(tier));
            let near: Vec<Slot> = near.map(|plan| self.snapshot.plans.slot(plan)).collect();
            let cell = self.compute_passing(&self.lay(land, &near, day, |plan| self.snapshot.plans[plan].state(day)));
            self.told(&cell.outcome.covered, self.places(&cell.plans))
        });
        let tiers = tiers.collect::<Vec<_>>().try_into().unwrap_or_else(|_| unreachable!("one for each tier"));
        Figures { area_km2: land.facts.area_km2, tiers }
    }

    fn tier(&self, units: &[usize], tier: Tier, of: Denominator, day: Day, divided: Day) -> (f64, TierFigures) {
        let covered = self.total(units, tier, of, day, divided);
        let mut plans = [BTreeSet::new(), BTreeSet::new()];
        for leaf in units.iter().flat_map(|&unit| self.snapshot.vintage(divided).leaves(unit)) {
            for (all, some) in plans.iter_mut().zip(self.plans(leaf, tier, of, day)) {
                all.extend(some);
            }
        }
        (covered.base_km2, self.told(&covered, plans.map(|set| set.into_iter().collect())))
    }

    fn told(&self, covered: &Covered, [plans, preparing_plans]: [Vec<usize>; 2]) -> TierFigures {
        let (percent, preparing_percent) = shares(covered);
        let status = Status::of(percent, preparing_percent, &self.thresholds);
        let Covered { covered_km2, preparing_km2, .. } = *covered;
        TierFigures { covered_km2, preparing_km2, percent, preparing_percent, status, plans, preparing_plans }
    }

    /// Children are summed level by level, so that what is shown for them adds up to what is shown for their parent.
    fn total(&self, units: &[usize], tier: Tier, of: Denominator, day: Day, divided: Day) -> Covered {
        let vintage = self.snapshot.vintage(divided);
        let totals = units.iter().map(|&unit| match vintage.children(unit) {
            [] => self.covered(unit, tier, of, day),
            children => self.total(children, tier, of, day, divided),
        });
        totals.sum()
    }
}

impl Sum for Covered {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            base_km2: sum.base_km2 + one.base_km2,
            covered_km2: sum.covered_km2 + one.covered_km2,
            preparing_km2: sum.preparing_km2 + one.preparing_km2,
        })
    }
}

/// The covered share and the share being prepared (0–100).
pub(super) fn shares(covered: &Covered) -> (f64, f64) {
    let share = |part: f64| if covered.base_km2 > 0.0 { (100.0 * part / covered.base_km2).clamp(0.0, 100.0) } else { 0.0 };
    (share(covered.covered_km2), share(covered.preparing_km2))
}
