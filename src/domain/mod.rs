//! The vocabulary of plancover as types: units, areas, plans, their events and the state they fold to on a day.
//!
//! Pure: no input or output, no async, no serde, no clock. Words are those of Vietnamese planning law and of OGC;
//! wire formats live in `http`, column names in `ingest` and `store`.

mod area;
mod day;
mod event;
mod faults;
mod finding;
mod indicator;
mod issue;
mod lifecycle;
mod lineage;
mod milestone;
mod plan;
mod requirement;
mod target;
mod text;
mod unit;
mod vague_date;
mod vocabulary;

pub use area::{Area, AreaId, AreaKind};
pub use day::{Day, Period, parse_day};
pub use event::{Event, EventKey, MilestoneState, Stage};
pub use faults::{Fault, FaultKind, FaultSearch, faults};
pub use finding::{FindingKind, FindingRule, PlanFinding, age_findings, finding_turns, process_findings, record_findings};
pub use indicator::{CoverRule, Indicator, Measure, Observation, SubjectKinds, Subjects};
#[cfg(test)]
pub(crate) use issue::assert_documented;
pub use issue::{Issue, Place, Rule, Severity};
pub(crate) use issue::{issue_rule, rules};
pub use lifecycle::{EndCause, PlanState, StateWord, Succession, state_on};
pub use lineage::{Extent, Lineage, LineageBasis, LineageKey, UnitChange};
pub use plan::{Plan, PlanId, PlanKind, Territory, TerritoryBasis, Tier, UnitRef};
pub use requirement::{Circumstances, DISTRICTS_UNTIL, Ground, Lack, LackReason, No, Provision};
pub use target::{Operator, Target, TargetStatus};
pub use text::{TextError, fold, identifier, short_text};
pub use unit::{Level, UnitCode, UnitKey, UnitKind, UnitVersion};
pub use vague_date::{Precision, VagueDate, vague_date};
pub(crate) use vocabulary::vocabulary;
pub use vocabulary::{Quality, UnknownWord};

/// Land: one or more polygons in WGS 84 longitude and latitude (degrees).
pub type Land = geo::MultiPolygon<f64>;
