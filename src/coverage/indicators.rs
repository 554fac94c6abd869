//! Indicators on a day: value, subjects satisfied and missing, and how each target stands. Pure, and from kept figures.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::kinds::KindFigures;
use super::ledger::Coverage;
use super::subjects::{Scope, Selection, Subject};
use crate::domain::{CoverRule, Day, Indicator, Measure, Operator, Target, TargetStatus, UnitCode, vocabulary};

/// Shares come out of overlays, which are exact to less than this (percent).
const EXACT: f64 = 1e-6;
/// More subjects than any country has.
const MOST_SUBJECTS: u32 = 1_000_000;

vocabulary! {
    /// How a subject stands, in the order in which they are shown.
    SubjectState as "state of a subject" {
        /// Not satisfied, and nothing is being prepared.
        Missing = "missing", "chưa có", "missing";
        /// Not satisfied, but a plan is being prepared for some of the rest.
        Preparing = "preparing", "đang lập", "being prepared";
        /// Covered by plans in force at least to the threshold.
        Satisfied = "satisfied", "đạt", "satisfied";
        /// Its land is not known, so it cannot be told.
        NoLand = "no_land", "chưa rõ phạm vi", "land not known";
    }
}

/// One subject with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectFigures {
    /// The subject.
    pub subject: Subject,
    /// Its land and what covers it.
    pub figures: KindFigures,
    /// How it stands.
    pub state: SubjectState,
    /// Whether it would be satisfied if the plans being prepared were in force.
    pub would_satisfy: bool,
}

/// A numerator and a denominator: subjects, or km².
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ratio {
    /// What is covered.
    pub numerator: f64,
    /// Of what.
    pub denominator: f64,
}

impl Ratio {
    /// The share (0–100); `None` where there is nothing to be a share of.
    #[must_use]
    pub fn percent(self) -> Option<f64> {
        (self.denominator > 0.0).then(|| (100.0 * self.numerator / self.denominator).clamp(0.0, 100.0))
    }
}

/// How one target stands.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetFigures {
    /// The value of the day in the target's unit; `None` where there is none.
    pub value: Option<f64>,
    /// The value of the last day in time, once that has come.
    pub on_due: Option<f64>,
    /// How it stands; `None` where it is not quantified.
    pub status: Option<TargetStatus>,
    /// How much is missing, in the target's unit.
    pub gap: Option<f64>,
    /// How many subjects more have to be satisfied.
    pub gap_subjects: Option<u32>,
}

/// An indicator on the subjects of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The day that picks the subjects.
    pub on: Day,
    /// The value.
    pub ratio: Ratio,
    /// By code or identifier.
    pub subjects: Vec<SubjectFigures>,
    /// Those of the document's list that nothing is loaded for; they are not counted.
    pub not_loaded: Vec<String>,
    /// One for each target of the indicator.
    pub targets: Vec<TargetFigures>,
}

/// A computed indicator on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// On the subjects that the targets were set for.
    pub as_set: Basis,
    /// On those of the day asked about, where they are others.
    pub on_day: Option<Basis>,
}

/// What is asked of one set of subjects.
pub(super) struct Question<'a> {
    pub(super) coverage: &'a Coverage,
    pub(super) indicator: &'a Indicator,
    pub(super) rule: &'a CoverRule,
    pub(super) selection: Selection,
    /// Whether numbers as such can be compared ("162 communes"): all subjects, and those the target was set for.
    pub(super) whole: bool,
}

impl Coverage {
    /// Evaluates an indicator on a day, limited to a unit of that day where one is given; `None` for a reported one.
    #[must_use]
    pub fn evaluate(&self, indicator: &Indicator, day: Day, unit: Option<usize>) -> Option<Evaluation> {
        let rule = indicator.measure.cover()?;
        // The only topmost unit is everything.
        let scope = unit.filter(|unit| self.snapshot.vintage(day).roots() != [*unit]).map(|unit| Scope { unit, day });
        let set_on = rule.subjects.as_of.unwrap_or(day);
        let as_set = self.select(&rule.subjects, set_on, true, scope);
        let on_day = self.select(&rule.subjects, day, false, scope);
        let differ = rule.subjects.as_of.is_some() && as_set.subjects != on_day.subjects;
        let basis = |selection, whole| Question { coverage: self, indicator, rule, selection, whole }.basis(day);
        Some(Evaluation { as_set: basis(as_set, scope.is_none()), on_day: differ.then(|| basis(on_day, false)) })
    }
}

impl Question<'_> {
    fn basis(self, day: Day) -> Basis {
        let subjects = self.subjects(day, None);
        let ratio = self.ratio(&subjects, day);
        let targets = self.indicator.targets.iter().map(|target| self.target(target, ratio, day)).collect();
        Basis { on: self.selection.on, ratio, subjects, not_loaded: self.selection.not_loaded, targets }
    }

    /// The figures of the subjects on a day, of some of them only where `only` is given.
    pub(super) fn subjects(&self, day: Day, only: Option<&BTreeSet<Subject>>) -> Vec<SubjectFigures> {
        let wanted = self.selection.subjects.par_iter().filter(|subject| only.is_none_or(|only| only.contains(subject)));
        wanted.map(|&subject| self.subject(subject, day)).collect()
    }

    pub(super) fn subject(&self, subject: Subject, day: Day) -> SubjectFigures {
        let figures = match subject {
            Subject::Unit(unit) => {
                let leaves = self.coverage.snapshot.vintage(self.selection.on).leaves(unit).into_iter();
                let figures =
                    leaves.map(|leaf| self.coverage.covered_by(self.coverage.snapshot.units[leaf].shape(), &self.rule.plan_kinds, day));
                figures.fold(KindFigures::default(), KindFigures::add)
            }
            Subject::Area(area) => self.land_of(&[area], day),
        };
        let (percent, preparing) = (figures.percent(), figures.preparing_percent());
        let wanted = self.rule.threshold_percent - EXACT;
        let state = if figures.covered.base_km2 <= 0.0 {
            SubjectState::NoLand
        } else if percent >= wanted {
            SubjectState::Satisfied
        } else if preparing > self.coverage.thresholds.partial_percent {
            SubjectState::Preparing
        } else {
            SubjectState::Missing
        };
        SubjectFigures { subject, state, would_satisfy: state != SubjectState::NoLand && percent + preparing >= wanted, figures }
    }

    /// The figures of the land of areas together. What is counted is counted whole; land is cut at the borders of the unit asked about.
    fn land_of(&self, areas: &[usize], day: Day) -> KindFigures {
        let within = match self.indicator.measure {
            Measure::Area(_) => self.selection.within.as_slice(),
            Measure::Count(_) | Measure::Reported => &[],
        };
        let grounds = self.coverage.grounds.of(&self.coverage.snapshot, areas, within);
        let figures = grounds.par_iter().map(|ground| self.coverage.covered_by(ground.shape(), &self.rule.plan_kinds, day));
        figures.collect::<Vec<_>>().into_iter().fold(KindFigures::default(), KindFigures::add)
    }

    /// The value on a day. Land that several areas share counts once.
    pub(super) fn ratio(&self, subjects: &[SubjectFigures], day: Day) -> Ratio {
        if matches!(self.indicator.measure, Measure::Count(_)) {
            let satisfied = subjects.iter().filter(|subject| subject.state == SubjectState::Satisfied).count();
            return Ratio { numerator: count(satisfied), denominator: count(subjects.len()) };
        }
        let area = |subject: &SubjectFigures| if let Subject::Area(area) = subject.subject { Some(area) } else { None };
        let areas: Vec<usize> = subjects.iter().filter_map(area).collect();
        let covered = if areas.is_empty() {
            subjects.iter().map(|subject| subject.figures.clone()).fold(KindFigures::default(), KindFigures::add).covered
        } else {
            self.land_of(&areas, day).covered
        };
        Ratio { numerator: covered.covered_km2, denominator: covered.base_km2 }
    }

    fn target(&self, target: &Target, whole: Ratio, day: Day) -> TargetFigures {
        let only = (!target.only.is_empty()).then(|| self.only(target));
        let ratio = |on: Day| match &only {
            _ if !self.whole && !is_share(target) => Ratio::default(),
            Some(None) => Ratio::default(),
            Some(Some(only)) => self.ratio(&self.subjects(on, Some(only)), on),
            None if on == day => whole,
            None => self.ratio(&self.subjects(on, None), on),
        };
        let (now, on_due) = (ratio(day), (target.due_on <= day).then(|| ratio(target.due_on)));
        let value = in_unit_of(target, now);
        let on_due = on_due.and_then(|ratio| in_unit_of(target, ratio));
        TargetFigures {
            status: target.operator.map(|_| target.status(day, value, on_due)),
            gap: value.and_then(|value| target.gap(value)),
            gap_subjects: value.and_then(|value| self.gap_subjects(target, value, now)),
            value,
            on_due,
        }
    }

    /// The subjects that a target names; `None` if they are not all among those counted: other units bear their codes then.
    fn only(&self, target: &Target) -> Option<BTreeSet<Subject>> {
        let snapshot = &self.coverage.snapshot;
        let set_on = self.rule.subjects.as_of.unwrap_or(self.selection.on);
        let subject = |name: &String| match UnitCode::new(name) {
            Ok(code) => snapshot.unit_on(&code, set_on).map(Subject::Unit),
            Err(_) => snapshot.area(name).map(Subject::Area),
        };
        let named: BTreeSet<Subject> = target.only.iter().filter_map(subject).collect();
        let all = named.iter().all(|subject| self.selection.subjects.contains(subject));
        (all && !named.is_empty()).then_some(named)
    }

    fn gap_subjects(&self, target: &Target, value: f64, ratio: Ratio) -> Option<u32> {
        if !matches!(self.indicator.measure, Measure::Count(_)) || target.operator == Some(Operator::AtMost) {
            return None;
        }
        if target.reached(value)? {
            return Some(0);
        }
        let with = |more: u32| in_unit_of(target, Ratio { numerator: ratio.numerator + f64::from(more), ..ratio });
        (1..=MOST_SUBJECTS).find(|more| with(*more).is_some_and(|value| target.reached(value) == Some(true)))
    }
}

fn is_share(target: &Target) -> bool {
    target.unit.as_deref().is_none_or(|unit| unit == "%")
}

/// The value as the target has it: the share, or the number itself ("about 162 communes").
fn in_unit_of(target: &Target, ratio: Ratio) -> Option<f64> {
    let share = ratio.percent();
    if is_share(target) { share } else { share.map(|_| ratio.numerator) }
}

/// A number of things as a figure; exact below 2³².
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
