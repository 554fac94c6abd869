//! The figures of units over time: one point for each day on which they change, never one for each day.
//!
//! The units below are followed one by one, and only sums above what has changed are made anew, so a series costs what its changes
//! cost. Sums are made in the order of `figures`, so a point is the figure of its day to the last bit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::cells::turns;
use super::figures::shares;
use super::ledger::{Coverage, Denominator};
use super::overlay::{Covered, TOUCHES_KM2};
use super::stretch::Stretch;
use crate::domain::{Day, Tier};
use crate::snapshot::{Expected, Vintage};

/// The figure from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The first day on which it is so.
    pub day: Day,
    /// The units it is of, by their places in the snapshot.
    pub units: Vec<usize>,
    /// The figure.
    pub covered: Covered,
    /// Whether the land, or the way it is divided, is another than that of the point before.
    pub boundary_change: bool,
    /// In a forecast, the plans that are to be approved on the day and cover some of the land.
    pub approved: Vec<usize>,
}

impl Point {
    /// The covered share (0–100); `None` where there is no land to cover.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.covered.base_km2 > 0.0).then(|| shares(&self.covered).0)
    }
}

/// The figure of one smallest unit from a day on, with the plans approved on it.
type Step = (Day, Covered, Vec<usize>);

impl Coverage {
    /// The figures of stretches as recorded: a point at the beginning, and one for each day on which an area changes by 1 m².
    #[must_use]
    pub fn history(&self, stretches: &[Stretch], tier: Tier, of: Denominator) -> Vec<Point> {
        let mut line = Line::default();
        for stretch in stretches {
            self.follow(stretch, &mut line, |leaf| self.recorded(leaf, tier, of, stretch));
        }
        line.points
    }

    /// The figures of stretches as they will be if what is expected comes true: the days on which they differ from `now`, the figure on
    /// the first day, and then from one another.
    #[must_use]
    pub fn forecast(&self, stretches: &[Stretch], tier: Tier, of: Denominator, expected: &Expected, now: Option<Point>) -> Vec<Point> {
        let known = usize::from(now.is_some());
        let land = now.as_ref().map(|now| self.land(&now.units, stretches));
        let mut line = Line { land, until: now.as_ref().map(|now| now.day), points: now.into_iter().collect(), begins: false };
        for stretch in stretches {
            self.follow(stretch, &mut line, |leaf| self.planned(leaf, tier, of, stretch, expected));
        }
        line.points.split_off(known)
    }

    /// The plans of a tier that are overdue and would cover land of the units, each with the day its approval was planned for.
    #[must_use]
    pub fn overdue(&self, stretch: &Stretch, tier: Tier, expected: &Expected) -> Vec<(usize, Day)> {
        let leaves = self.leaves(stretch);
        let touches = |plan: usize| leaves.iter().any(|&leaf| self.touches(leaf, plan, stretch.from));
        let plans = expected.overdue.iter().filter(|(plan, _)| self.snapshot.plans[*plan].plan.kind.tier() == Some(tier));
        plans.filter(|(plan, _)| touches(*plan)).copied().collect()
    }

    /// The plans of a tier, of any state, that may cover land of the units: their rectangles touch.
    #[must_use]
    pub fn plans_about(&self, stretches: &[Stretch], tier: Tier) -> BTreeSet<usize> {
        let leaves: BTreeSet<usize> = stretches.iter().flat_map(|stretch| self.leaves(stretch)).collect();
        let near = leaves.into_iter().flat_map(|leaf| &self.stretches_of(leaf, tier, Denominator::Unit).near);
        near.filter_map(|slot| self.snapshot.plans.place(*slot)).collect()
    }

    fn leaves(&self, stretch: &Stretch) -> Vec<usize> {
        let vintage = self.snapshot.vintage(stretch.divided);
        stretch.units.iter().flat_map(|&unit| vintage.leaves(unit)).collect()
    }

    /// The shapes of the smallest units, in an order of their own.
    fn shapes(&self, stretch: &Stretch) -> Vec<u64> {
        let mut shapes: Vec<u64> = self.leaves(stretch).iter().map(|&leaf| self.snapshot.units[leaf].facts.hash).collect();
        shapes.sort_unstable();
        shapes
    }

    /// The shapes of the stretch that has the units.
    fn land(&self, units: &[usize], stretches: &[Stretch]) -> Vec<u64> {
        stretches.iter().find(|stretch| stretch.units == units).map(|stretch| self.shapes(stretch)).unwrap_or_default()
    }

    fn follow(&self, stretch: &Stretch, line: &mut Line, steps: impl Fn(usize) -> Vec<Step> + Sync) {
        let vintage = self.snapshot.vintage(stretch.divided);
        let leaves = self.leaves(stretch);
        let followed: Vec<Vec<Step>> = leaves.par_iter().map(|&leaf| steps(leaf)).collect();
        let mut days: BTreeMap<Day, Vec<(usize, Covered, Vec<usize>)>> = BTreeMap::new();
        for (leaf, steps) in leaves.into_iter().zip(followed) {
            for (day, covered, plans) in steps {
                days.entry(day).or_default().push((leaf, covered, plans));
            }
        }
        let shapes = self.shapes(stretch);
        let turned = line.land.as_ref().is_some_and(|before| *before != shapes);
        (line.land, line.begins) = (Some(shapes), line.until != Some(stretch.from));
        line.until = stretch.to;
        let mut sums = Sums { vintage, of: HashMap::new() };
        for (day, changed) in days {
            sums.set(changed.iter().map(|(leaf, covered, _)| (*leaf, *covered)));
            let approved: BTreeSet<usize> = changed.into_iter().flat_map(|(_, _, plans)| plans).collect();
            line.add(Point {
                day,
                units: stretch.units.clone(),
                covered: sums.total(&stretch.units),
                boundary_change: turned && day == stretch.from,
                approved: approved.into_iter().collect(),
            });
        }
    }

    fn recorded(&self, leaf: usize, tier: Tier, of: Denominator, stretch: &Stretch) -> Vec<Step> {
        let days = days_in(stretch, self.stretches_of(leaf, tier, of).turns.iter().copied());
        days.into_iter().map(|day| (day, self.covered(leaf, tier, of, day), Vec::new())).collect()
    }

    fn planned(&self, leaf: usize, tier: Tier, of: Denominator, stretch: &Stretch, expected: &Expected) -> Vec<Step> {
        let cells = self.stretches_of(leaf, tier, of);
        let told: Vec<_> = cells.near.iter().filter_map(|slot| expected.states(self.snapshot.plans.place(*slot)?)).collect();
        if told.is_empty() {
            return self.recorded(leaf, tier, of, stretch);
        }
        let days = days_in(stretch, cells.turns.iter().copied().chain(told.into_iter().flat_map(turns)));
        let state = |plan: usize, day: Day| match expected.states(plan) {
            Some(states) => crate::snapshot::state_in(states, day),
            None => self.snapshot.plans[plan].state(day),
        };
        let step = |day: Day| {
            let Some(base) = self.base(leaf, of, day) else { return (day, Covered::default(), Vec::new()) };
            let cell = self.compute_passing(&self.lay(base, &cells.near, day, |plan| state(plan, day)));
            let today = expected.approvals.get(&day).map_or(&[][..], Vec::as_slice);
            let [in_force, _] = self.places(&cell.plans);
            (day, cell.outcome.covered, in_force.into_iter().filter(|plan| today.contains(plan)).collect())
        };
        days.into_iter().map(step).collect()
    }
}

/// The first day of a stretch, and those of the turns that lie in it.
fn days_in(stretch: &Stretch, turns: impl Iterator<Item = Day>) -> BTreeSet<Day> {
    let inside = |day: &Day| stretch.from < *day && stretch.to.is_none_or(|to| *day < to);
    turns.filter(inside).chain([stretch.from]).collect()
}

/// The points so far, and the stretch of the last.
#[derive(Debug, Default)]
struct Line {
    points: Vec<Point>,
    land: Option<Vec<u64>>,
    /// The first day after it.
    until: Option<Day>,
    /// There was no such unit on the day before the next point.
    begins: bool,
}

impl Line {
    /// Adds a point if it says anything new.
    fn add(&mut self, point: Point) {
        let differs = |a: f64, b: f64| (a - b).abs() > TOUCHES_KM2;
        let new = |last: &Point| {
            differs(last.covered.covered_km2, point.covered.covered_km2) || differs(last.covered.base_km2, point.covered.base_km2)
        };
        if std::mem::take(&mut self.begins) || self.points.last().is_none_or(new) {
            self.points.push(point);
        }
    }
}

/// The sums of units, kept up to date as the smallest of them change.
struct Sums<'a> {
    vintage: &'a Vintage,
    of: HashMap<usize, Covered>,
}

impl Sums<'_> {
    fn set(&mut self, changed: impl Iterator<Item = (usize, Covered)>) {
        let mut above: BTreeSet<(std::cmp::Reverse<usize>, usize)> = BTreeSet::new();
        for (leaf, covered) in changed {
            self.of.insert(leaf, covered);
            let chain = self.vintage.chain(leaf);
            above.extend(chain.iter().rev().skip(1).rev().enumerate().map(|(depth, &unit)| (std::cmp::Reverse(depth), unit)));
        }
        // From the bottom up, so that each sum finds those below it.
        for (_, unit) in above {
            let sum = self.total(self.vintage.children(unit));
            self.of.insert(unit, sum);
        }
    }

    fn total(&self, units: &[usize]) -> Covered {
        units.iter().map(|unit| self.of.get(unit).copied().unwrap_or_default()).sum()
    }
}
