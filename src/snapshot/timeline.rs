//! The days on which anything changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AreaEntry, PlanEntry, Unit};
use crate::domain::{Day, PlanState, finding_turns};

/// How much changes on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// Unit versions that begin or end.
    pub boundaries: usize,
    /// Plans that enter another state.
    pub plans: usize,
}

/// Days, each with how many things make it one of them; shared by revisions for as long as no such thing changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(Arc<BTreeMap<Day, usize>>);

impl Days {
    /// All of them, ascending.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Day> + '_ {
        self.0.keys().copied()
    }

    /// The first day of the stretch between two of them in which a day lies; `None` before the first.
    #[must_use]
    pub fn stretch(&self, day: Day) -> Option<Day> {
        self.0.range(..=day).next_back().map(|(first, _)| *first)
    }

    /// Takes away the days of what was, and adds those of what is.
    fn exchange(&mut self, mut before: Vec<Day>, mut now: Vec<Day>) {
        before.sort_unstable();
        now.sort_unstable();
        if before == now {
            return;
        }
        let counts = Arc::make_mut(&mut self.0);
        for day in before {
            let count = counts.entry(day).or_default();
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&day);
            }
        }
        for day in now {
            *counts.entry(day).or_default() += 1;
        }
    }
}

/// The days that matter, and to what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    boundaries: Days,
    plans: Days,
    /// The days on which anything shown of a unit, an area or a plan changes: stages and periods too.
    pub shown: Days,
    /// The days on which what is found about plans may change.
    pub found: Days,
}

impl Timeline {
    /// Every day on which a boundary or the state of a plan changes, ascending, with how much does.
    #[must_use]
    pub fn changes(&self) -> BTreeMap<Day, Change> {
        let mut days: BTreeMap<Day, Change> = BTreeMap::new();
        for (day, boundaries) in self.boundaries.0.iter() {
            days.entry(*day).or_default().boundaries = *boundaries;
        }
        for (day, plans) in self.plans.0.iter() {
            days.entry(*day).or_default().plans = *plans;
        }
        days
    }

    /// The first day on which a boundary or the state of a plan changes.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        [&self.boundaries, &self.plans].into_iter().filter_map(|days| days.iter().next()).min()
    }

    /// The days on which boundaries change, ascending.
    #[must_use]
    pub fn boundaries(&self) -> impl DoubleEndedIterator<Item = Day> + '_ {
        self.boundaries.iter()
    }

    /// Counts units.
    pub(super) fn add_units<'a>(&mut self, units: impl Iterator<Item = &'a Unit>) {
        let days: Vec<Day> = units.flat_map(|unit| [unit.version.period.from, unit.version.period.to]).flatten().collect();
        for counted in [&mut self.boundaries, &mut self.shown, &mut self.found] {
            counted.exchange(Vec::new(), days.clone());
        }
    }

    /// Counts areas in the place of others.
    pub(super) fn exchange_areas(&mut self, before: &[&AreaEntry], now: &[&AreaEntry]) {
        let days = |areas: &[&AreaEntry]| areas.iter().flat_map(|entry| [entry.area.period.from, entry.area.period.to]).flatten().collect();
        self.shown.exchange(days(before), days(now));
    }

    /// Counts plans in the place of others.
    pub(super) fn exchange_plans(&mut self, before: &[&PlanEntry], now: &[&PlanEntry]) {
        let days = |plans: &[&PlanEntry], of: fn(&PlanEntry) -> Vec<Day>| plans.iter().flat_map(|plan| of(plan)).collect::<Vec<Day>>();
        for (counted, of) in [(&mut self.plans, changes as fn(&PlanEntry) -> Vec<Day>), (&mut self.shown, shown), (&mut self.found, found)]
        {
            counted.exchange(days(before, of), days(now, of));
        }
    }
}

fn changes(plan: &PlanEntry) -> Vec<Day> {
    let mut before = PlanState::None;
    let mut days: Vec<Day> = plan.ended_parts().map(|(day, _)| day).collect();
    for (day, state) in &plan.states {
        if state.code() != before.code() {
            days.push(*day);
        }
        before = *state;
    }
    days
}

fn shown(plan: &PlanEntry) -> Vec<Day> {
    let approved = plan.plan.approval().and_then(|event| event.actual_on);
    changes(plan).into_iter().chain(plan.states.iter().map(|(day, _)| *day)).chain(approved).collect()
}

fn found(plan: &PlanEntry) -> Vec<Day> {
    let states = plan.states.iter().map(|(day, _)| *day);
    states.chain(plan.ended_parts().map(|(day, _)| day)).chain(finding_turns(&plan.plan)).collect()
}
