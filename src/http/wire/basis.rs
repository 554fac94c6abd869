//! An indicator on one set of subjects: value, subjects by state, and how each target stands.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Notices, day};
use crate::coverage::{self, Subject, SubjectFigures, SubjectState};
use crate::domain::{self, SubjectKinds, TargetStatus};
use crate::snapshot::Snapshot;

/// The figures on the subjects of one day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Basis {
    /// The day that picks the subjects.
    on: String,
    /// The share (0–100); null where there is nothing to be a share of.
    pub(super) value: Option<f64>,
    /// Subjects satisfied, or land covered (km²).
    numerator: f64,
    /// All subjects, or all their land (km²).
    pub(super) denominator: f64,
    /// How many subjects stand how.
    counts: Counts,
    /// How each target stands, in the order of the indicator's targets.
    targets: Vec<Standing>,
    /// Not satisfied, and nothing is being prepared.
    missing: Vec<SubjectRow>,
    /// Not satisfied, but a plan is being prepared for some of the rest.
    preparing: Vec<SubjectRow>,
    /// Satisfied; only in the answer about one indicator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    satisfied: Option<Vec<SubjectRow>>,
    /// Counted, but their land is not known.
    no_land: Vec<SubjectRow>,
    /// On the document's list, but not loaded and not counted.
    not_loaded: Vec<String>,
}

/// How many subjects stand how.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct Counts {
    satisfied: usize,
    preparing: usize,
    missing: usize,
    no_land: usize,
    not_loaded: usize,
}

/// One subject.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct SubjectRow {
    /// `unit` or `area`.
    #[schema(value_type = crate::http::wire::words::SubjectType)]
    r#type: &'static str,
    /// Code of the unit or identifier of the area.
    id: String,
    /// Its name, of a unit with its kind.
    name: String,
    /// Of a unit: the first day of the version that is meant; null is "as far back as known".
    valid_from: Option<String>,
    /// Of a unit: the first day no longer in force.
    valid_to: Option<String>,
    /// Its land (km²).
    area_km2: f64,
    /// Share covered by plans in force (0–100).
    percent: f64,
    /// Share that plans being prepared would cover in addition.
    preparing_percent: f64,
    /// Whether it would be satisfied if these were in force.
    would_satisfy: bool,
    /// Plans in force that cover some of it.
    plans: Vec<String>,
    /// Plans being prepared for some of it.
    preparing_plans: Vec<String>,
    /// How far its boundary can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    quality: &'static str,
}

/// How one target stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Standing {
    /// The target.
    pub(super) id: String,
    /// The value of the day in the target's unit; null where there is none.
    value: Option<f64>,
    /// The value of the last day in time, once that has come.
    value_on_due: Option<f64>,
    /// `met`, `met_late`, `due`, `missed`, `lapsed` or `unknown`; null where the target is not quantified.
    #[schema(value_type = Option<crate::http::wire::words::TargetStatus>)]
    pub(super) status: Option<&'static str>,
    /// How much is missing, in the target's unit; 0 where it is reached.
    pub(super) gap: Option<f64>,
    /// How many subjects more have to be satisfied.
    gap_subjects: Option<u32>,
}

impl Standing {
    pub(super) fn of(target: &domain::Target, figures: &coverage::TargetFigures) -> Self {
        Self {
            id: target.id.clone(),
            value: figures.value,
            value_on_due: figures.on_due,
            status: figures.status.map(TargetStatus::code),
            gap: figures.gap,
            gap_subjects: figures.gap_subjects,
        }
    }
}

impl Basis {
    pub(super) fn of(snapshot: &Snapshot, indicator: &domain::Indicator, basis: &coverage::Basis, notices: &mut Notices) -> Self {
        tell(snapshot, indicator, basis, notices);
        let mut rows = |state: SubjectState| -> Vec<SubjectRow> {
            let subjects = basis.subjects.iter().filter(|subject| subject.state == state);
            subjects.map(|subject| SubjectRow::of(snapshot, subject, notices)).collect()
        };
        let (missing, preparing) = (rows(SubjectState::Missing), rows(SubjectState::Preparing));
        let (satisfied, no_land) = (rows(SubjectState::Satisfied), rows(SubjectState::NoLand));
        Self {
            on: basis.on.to_string(),
            value: basis.ratio.percent(),
            numerator: basis.ratio.numerator,
            denominator: basis.ratio.denominator,
            counts: Counts {
                satisfied: satisfied.len(),
                preparing: preparing.len(),
                missing: missing.len(),
                no_land: no_land.len(),
                not_loaded: basis.not_loaded.len(),
            },
            targets: indicator.targets.iter().zip(&basis.targets).map(|(target, figures)| Standing::of(target, figures)).collect(),
            missing,
            preparing,
            satisfied: Some(satisfied),
            no_land,
            not_loaded: basis.not_loaded.clone(),
        }
    }

    /// Without the list that nobody has to act on.
    pub(super) fn summary(mut self) -> Self {
        self.satisfied = None;
        self
    }

    pub(super) fn standings(&self) -> &[Standing] {
        &self.targets
    }
}

/// Which of the three "no" it is: none of the kind on this day, or not supplied.
fn tell(snapshot: &Snapshot, indicator: &domain::Indicator, basis: &coverage::Basis, notices: &mut Notices) {
    if !basis.not_loaded.is_empty() {
        notices.not_loaded();
    }
    let Some(rule) = indicator.measure.cover() else { return };
    if basis.ratio.percent().is_none() {
        let units = matches!(rule.subjects.of, SubjectKinds::Units { .. });
        if units && snapshot.vintage(basis.on).units().next().is_some() {
            notices.no_subjects();
        } else {
            notices.not_supplied();
        }
    }
}

impl SubjectRow {
    fn of(snapshot: &Snapshot, subject: &SubjectFigures, notices: &mut Notices) -> Self {
        let (r#type, id, name, period, quality) = match subject.subject {
            Subject::Unit(index) => {
                let version = &snapshot.units[index].version;
                ("unit", version.code.to_string(), version.full_name(), version.period, version.quality)
            }
            Subject::Area(index) => {
                let area = &snapshot.areas[index].area;
                ("area", area.id.clone(), area.name.clone(), area.period, area.quality)
            }
        };
        notices.land(quality);
        let mut ids = |plans: &std::collections::BTreeSet<usize>| -> Vec<String> {
            let plans = plans.iter().map(|&plan| &snapshot.plans[plan].plan);
            plans.inspect(|plan| notices.made_up(plan.quality)).map(|plan| plan.id.clone()).collect()
        };
        Self {
            plans: ids(&subject.figures.plans),
            preparing_plans: ids(&subject.figures.preparing_plans),
            area_km2: subject.figures.covered.base_km2,
            percent: subject.figures.percent(),
            preparing_percent: subject.figures.preparing_percent(),
            would_satisfy: subject.would_satisfy,
            valid_from: day(period.from),
            valid_to: day(period.to),
            quality: quality.code(),
            r#type,
            id,
            name,
        }
    }
}
