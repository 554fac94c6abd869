//! `indicator`: what is measured, its targets, its figures on the subjects of two days, and what was reported.

use serde::Serialize;
use utoipa::ToSchema;

use super::Notices;
use super::basis::{Basis, Standing};
use super::difference::difference;
use crate::coverage::{Evaluation, TargetFigures};
use crate::domain::{self, Day, Operator, PlanKind};
use crate::snapshot::Snapshot;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct Words {
    /// In Vietnamese.
    pub(super) vi: String,
    /// In English.
    pub(super) en: String,
}

impl From<&[String; 2]> for Words {
    fn from([vi, en]: &[String; 2]) -> Self {
        Self { vi: vi.clone(), en: en.clone() }
    }
}

/// One indicator on a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Indicator {
    /// Identifier.
    id: String,
    /// What it is called.
    title: Words,
    /// How its value comes about.
    rule: Words,
    /// What it belongs to.
    group: Option<String>,
    /// `count`, `area` or `reported`.
    #[schema(value_type = crate::http::wire::words::Measure)]
    measure: &'static str,
    /// Unit of the value.
    unit: Option<String>,
    /// Kinds of plans that count; empty where it is reported.
    #[schema(value_type = Vec<crate::http::wire::words::PlanKind>)]
    plan_kinds: Vec<&'static str>,
    /// Share of its land from which on a subject is satisfied; null where it is reported.
    threshold_percent: Option<f64>,
    /// `unit` or `area`; null where it is reported.
    #[schema(value_type = Option<crate::http::wire::words::SubjectType>)]
    subjects: Option<&'static str>,
    /// The value on the day: of `as_set`, or the latest reported; null where data was not supplied.
    pub(in crate::http) value: Option<f64>,
    /// What is to be reached, by date.
    targets: Vec<Target>,
    /// How each target stands: of `as_set`, or by what was reported.
    standings: Vec<Standing>,
    /// The next target that is due on or after the day and is not reached; null if there is none.
    pub(in crate::http) next_target: Option<String>,
    /// On the subjects the targets were set for; null where it is reported.
    as_set: Option<Basis>,
    /// On those of the day asked about; null where they are the same.
    on_day: Option<Basis>,
    /// Why the two differ, in words.
    difference: Option<Words>,
    /// What was reported up to the day, latest first; in a list only the latest.
    observations: Vec<Observation>,
}

/// What is to be reached by a date.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct Target {
    /// Identifier.
    id: String,
    /// The last day in time.
    due_on: String,
    /// The date as the document writes it.
    due_text: Option<String>,
    /// `>=`, `>`, `=`, `~` or `<=`; null where the document gives no figure.
    #[schema(value_type = Option<crate::http::wire::words::Operator>)]
    operator: Option<&'static str>,
    /// The value, or the lower end of a range.
    value_min: Option<f64>,
    /// The upper end of a range; null where there is none.
    value_max: Option<f64>,
    /// Unit of the value.
    unit: Option<String>,
    /// What is demanded, in words, where there is no figure.
    text: Option<Words>,
    /// The subjects it is set for, where they are not all.
    only: Vec<String>,
    /// Who is responsible.
    responsible: Option<String>,
    /// The document.
    source: String,
    /// Its clause.
    clause: String,
    /// How it was read.
    note: Option<String>,
}

/// A reported figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Observation {
    /// The unit it is about; null for everything.
    unit_code: Option<String>,
    /// The day it holds for.
    observed_on: String,
    /// The figure.
    value: f64,
    /// What it is measured in.
    unit: Option<String>,
    /// Who reports it.
    author: String,
    /// The document it stands in.
    source: String,
    /// A note.
    note: Option<String>,
}

impl Indicator {
    /// The indicator as evaluated on a day, in a unit of that day or everywhere.
    pub(in crate::http) fn of(
        snapshot: &Snapshot,
        indicator: &domain::Indicator,
        evaluation: Option<&Evaluation>,
        (day, unit): (Day, Option<usize>),
        notices: &mut Notices,
    ) -> Self {
        let reported = reported(snapshot, indicator, day, unit);
        let as_set = evaluation.map(|evaluation| Basis::of(snapshot, indicator, &evaluation.as_set, notices));
        let on_day = evaluation.and_then(|evaluation| evaluation.on_day.as_ref());
        let on_day = on_day.map(|basis| Basis::of(snapshot, indicator, basis, notices));
        let standings = match &as_set {
            Some(basis) => basis.standings().to_vec(),
            None => indicator.targets.iter().map(|target| standing(target, &reported, day)).collect(),
        };
        let value = match &as_set {
            Some(basis) => basis.value,
            None => reported.first().map(|observation| observation.value),
        };
        let open = indicator.targets.iter().zip(&standings).filter(|(target, _)| target.due_on >= day);
        let next =
            open.filter(|(_, standing)| standing.status.is_some_and(|status| status != "met")).map(|(target, _)| target.id.clone()).next();
        let cover = indicator.measure.cover();
        Self {
            id: indicator.id.clone(),
            title: Words::from(&indicator.title),
            rule: Words::from(&indicator.rule),
            group: indicator.group.clone(),
            measure: indicator.measure.code(),
            unit: indicator.unit.clone(),
            plan_kinds: cover.map(|rule| rule.plan_kinds.iter().map(|kind| PlanKind::code(*kind)).collect()).unwrap_or_default(),
            threshold_percent: cover.map(|rule| rule.threshold_percent),
            subjects: cover.map(|rule| rule.subjects.of.code()),
            value,
            targets: indicator.targets.iter().map(Target::from).collect(),
            standings,
            next_target: next,
            difference: evaluation.and_then(|evaluation| difference(indicator, evaluation, day)),
            as_set,
            on_day,
            observations: reported.into_iter().map(Observation::from).collect(),
        }
    }

    /// The figures reported, each with its day, oldest first.
    pub(in crate::http) fn reported(&self) -> impl Iterator<Item = (String, f64)> {
        self.observations.iter().rev().map(|observation| (observation.observed_on.clone(), observation.value))
    }

    /// The indicator without what only the answer about one of them has.
    pub(in crate::http) fn summary(mut self) -> Self {
        self.as_set = self.as_set.map(Basis::summary);
        self.on_day = self.on_day.map(Basis::summary);
        self.observations.truncate(1);
        self
    }
}

/// The figures reported up to a day, latest first: about the unit; without one, about everything or a topmost unit.
fn reported<'a>(snapshot: &'a Snapshot, indicator: &domain::Indicator, day: Day, unit: Option<usize>) -> Vec<&'a domain::Observation> {
    let vintage = snapshot.vintage(day);
    let about = |observation: &domain::Observation| match &observation.unit_code {
        Some(code) => vintage.unit(code).is_some_and(|found| unit.map_or_else(|| vintage.roots().contains(&found), |unit| unit == found)),
        None => unit.is_none_or(|unit| vintage.roots() == [unit]),
    };
    let all = snapshot.observations.iter().filter(|observation| observation.indicator == indicator.id);
    let mut found: Vec<_> = all.filter(|observation| observation.observed_on <= day && about(observation)).collect();
    found.sort_by_key(|observation| std::cmp::Reverse(observation.observed_on));
    found
}

/// How a target stands by what was reported, latest first; figures in another unit are not compared.
fn standing(target: &domain::Target, reported: &[&domain::Observation], day: Day) -> Standing {
    let by = |day: Day| {
        let latest = reported.iter().find(|observation| observation.observed_on <= day);
        latest.filter(|observation| observation.unit.is_none() || observation.unit == target.unit).map(|observation| observation.value)
    };
    let (value, on_due) = (by(day), if target.due_on <= day { by(target.due_on) } else { None });
    let figures = TargetFigures {
        status: target.operator.map(|_| target.status(day, value, on_due)),
        gap: value.and_then(|value| target.gap(value)),
        gap_subjects: None,
        value,
        on_due,
    };
    Standing::of(target, &figures)
}

impl From<&domain::Target> for Target {
    fn from(target: &domain::Target) -> Self {
        Self {
            id: target.id.clone(),
            due_on: target.due_on.to_string(),
            due_text: target.due_text.clone(),
            operator: target.operator.map(Operator::code),
            value_min: target.value_min,
            value_max: target.value_max.filter(|max| Some(*max) != target.value_min),
            unit: target.unit.clone(),
            text: target.text.as_ref().map(Words::from),
            only: target.only.clone(),
            responsible: target.responsible.clone(),
            source: target.source.clone(),
            clause: target.clause.clone(),
            note: target.note.clone(),
        }
    }
}

impl From<&domain::Observation> for Observation {
    fn from(observation: &domain::Observation) -> Self {
        Self {
            unit_code: observation.unit_code.as_ref().map(ToString::to_string),
            observed_on: observation.observed_on.to_string(),
            value: observation.value,
            unit: observation.unit.clone(),
            author: observation.author.clone(),
            source: observation.source.clone(),
            note: observation.note.clone(),
        }
    }
}
