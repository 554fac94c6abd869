//! Indicators: what is measured against targets, and figures about them that somebody reports.

use super::{AreaId, AreaKind, Day, PlanKind, Target, UnitCode, UnitKind};

/// One indicator, as a file declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The identifier.
    pub id: String,
    /// The province whose documents set the targets; `None`: whatever is loaded.
    pub province: Option<UnitCode>,
    /// What it is called (vi, en).
    pub title: [String; 2],
    /// How its value comes about, in words (vi, en).
    pub rule: [String; 2],
    /// What it belongs to, for grouping on a page: `plan_coverage`, `housing` …
    pub group: Option<String>,
    /// How its value comes about.
    pub measure: Measure,
    /// The unit of its value; `%` for those that are computed.
    pub unit: Option<String>,
    /// Its targets, by date.
    pub targets: Vec<Target>,
}

/// How a value comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Subjects covered by plans in force, of all subjects.
    Count(CoverRule),
    /// Land covered by plans in force, of all land of the subjects.
    Area(CoverRule),
    /// No map can compute it: somebody reports it.
    Reported,
}

impl Measure {
    /// The codes, in the order of the enum.
    pub const CODES: [&'static str; 3] = ["count", "area", "reported"];

    /// The code: `count`, `area` or `reported`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        Self::CODES[match self {
            Self::Count(_) => 0,
            Self::Area(_) => 1,
            Self::Reported => 2,
        }]
    }

    /// What is counted, where it is computed.
    #[must_use]
    pub const fn cover(&self) -> Option<&CoverRule> {
        match self {
            Self::Count(rule) | Self::Area(rule) => Some(rule),
            Self::Reported => None,
        }
    }
}

/// What must be covered by what.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverRule {
    /// What must be covered.
    pub subjects: Subjects,
    /// The kinds of plans that count.
    pub plan_kinds: Vec<PlanKind>,
    /// A subject is satisfied when at least this share of its land is covered (0–100).
    pub threshold_percent: f64,
}

/// The things that must be covered.
#[derive(Debug, Clone, PartialEq)]
pub struct Subjects {
    /// Which they are.
    pub of: SubjectKinds,
    /// The day whose units the targets were set for; `None`: always those of the day asked about.
    pub as_of: Option<Day>,
}

/// Areas or units of some kinds, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub enum SubjectKinds {
    /// Areas.
    Areas {
        /// Their kinds.
        kinds: Vec<AreaKind>,
        /// The list that the document gives, if it does.
        ids: Vec<AreaId>,
    },
    /// Administrative units.
    Units {
        /// Their kinds.
        kinds: Vec<UnitKind>,
        /// The list that the document gives, if it does: codes as on the day the targets were set for.
        codes: Vec<UnitCode>,
    },
}

impl SubjectKinds {
    /// What they are called in an answer: `area` or `unit`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Areas { .. } => "area",
            Self::Units { .. } => "unit",
        }
    }
}

/// A figure that somebody has reported for an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The indicator.
    pub indicator: String,
    /// The unit it is about; `None` for everything.
    pub unit_code: Option<UnitCode>,
    /// The day it holds for.
    pub observed_on: Day,
    /// The figure.
    pub value: f64,
    /// What it is measured in.
    pub unit: Option<String>,
    /// Who reports it.
    pub author: String,
    /// The document it stands in.
    pub source: String,
    /// A note.
    pub note: Option<String>,
}

impl Observation {
    /// What tells it from every other: indicator, unit, day and source.
    #[must_use]
    pub fn key(&self) -> (&str, Option<&UnitCode>, Day, &str) {
        (&self.indicator, self.unit_code.as_ref(), self.observed_on, &self.source)
    }
}
