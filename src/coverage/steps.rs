//! An indicator over time: its value on each day on which it changed.
//!
//! Each subject is followed by itself, on the days on which a plan near it changes, so a series costs what its changes cost. The value of
//! a day is put together as that of [`Coverage::evaluate`] is, from the same figures.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::indicators::{Question, Ratio};
use super::ledger::Coverage;
use super::overlay::TOUCHES_KM2;
use super::subjects::{Scope, Subject};
use crate::domain::{CoverRule, Day, Indicator, SubjectKinds};

/// The value of an indicator from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndicatorPoint {
    /// The first day on which it is so.
    pub day: Day,
    /// The value.
    pub ratio: Ratio,
}

impl Coverage {
    /// The values of an indicator up to a day, on the subjects that its targets were set for, or where they were set for no day, on those
    /// of each day; the first point is where anything is known first. Limited to a unit of the last day where one is given. Empty for a
    /// reported indicator.
    #[must_use]
    pub fn indicator_history(&self, indicator: &Indicator, until: Day, unit: Option<usize>) -> Vec<IndicatorPoint> {
        let Some(rule) = indicator.measure.cover() else { return Vec::new() };
        let scope = unit.filter(|unit| self.snapshot.vintage(until).roots() != [*unit]).map(|unit| Scope { unit, day: until });
        let begins = match rule.subjects.as_of {
            Some(_) => BTreeSet::from([Day::MIN]),
            None => self.days_of_subjects(&rule.subjects.of, until),
        };
        let mut points: Vec<IndicatorPoint> = Vec::new();
        for (&from, to) in begins.iter().zip(begins.iter().skip(1).map(Some).chain([None])) {
            let last = to.and_then(|to| to.yesterday().ok()).unwrap_or(until);
            let selection = self.select(&rule.subjects, rule.subjects.as_of.unwrap_or(from), true, scope);
            let question = Question { coverage: self, indicator, rule, selection, whole: scope.is_none() };
            for point in question.follow(from, last) {
                if points.last().is_none_or(|before| differs(before.ratio, point.ratio)) {
                    points.push(point);
                }
            }
        }
        points
    }

    /// The days from which on the subjects may be others.
    fn days_of_subjects(&self, kinds: &SubjectKinds, until: Day) -> BTreeSet<Day> {
        let days: Vec<Day> = match kinds {
            SubjectKinds::Units { .. } => self.snapshot.vintages().iter().filter_map(|vintage| vintage.from).collect(),
            SubjectKinds::Areas { kinds, .. } => {
                let areas = self.snapshot.areas.iter().filter(|entry| kinds.contains(&entry.area.kind));
                areas.flat_map(|entry| [entry.area.period.from, entry.area.period.to]).flatten().collect()
            }
        };
        days.into_iter().filter(|day| *day <= until).chain([Day::MIN]).collect()
    }
}

fn differs(a: Ratio, b: Ratio) -> bool {
    let differ = |a: f64, b: f64| (a - b).abs() > TOUCHES_KM2;
    differ(a.numerator, b.numerator) || differ(a.denominator, b.denominator)
}

impl Question<'_> {
    /// The values from a day to another, on the subjects of the question: one for each day on which a plan near one changes.
    fn follow(&self, from: Day, last: Day) -> Vec<IndicatorPoint> {
        let followed: Vec<BTreeSet<Day>> = self.selection.subjects.par_iter().map(|&subject| self.turns(subject)).collect();
        let mut changing: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
        for (place, days) in followed.iter().enumerate() {
            for day in days.range(from..=last) {
                changing.entry(*day).or_default().push(place);
            }
        }
        let begun = if from == Day::MIN { changing.keys().next().copied() } else { Some(from) };
        let Some(first) = begun else { return Vec::new() };
        let mut subjects = self.subjects(first, None);
        let mut points = vec![IndicatorPoint { day: first, ratio: self.ratio(&subjects, first) }];
        for (day, places) in changing.into_iter().filter(|(day, _)| *day > first) {
            let changed: Vec<_> = places.par_iter().map(|&place| self.subject(self.selection.subjects[place], day)).collect();
            for (place, figures) in places.into_iter().zip(changed) {
                subjects[place] = figures;
            }
            points.push(IndicatorPoint { day, ratio: self.ratio(&subjects, day) });
        }
        points
    }

    /// The days on which a plan of the kinds that count changes near a subject.
    fn turns(&self, subject: Subject) -> BTreeSet<Day> {
        let (coverage, CoverRule { plan_kinds, .. }) = (self.coverage, self.rule);
        match subject {
            Subject::Unit(unit) => {
                let leaves = coverage.snapshot.vintage(self.selection.on).leaves(unit);
                leaves.into_iter().flat_map(|leaf| coverage.turns_near(coverage.snapshot.units[leaf].shape(), plan_kinds)).collect()
            }
            Subject::Area(area) => {
                let grounds = coverage.grounds.of(&coverage.snapshot, &[area], &[]);
                grounds.iter().flat_map(|ground| coverage.turns_near(ground.shape(), plan_kinds)).collect()
            }
        }
    }
}
