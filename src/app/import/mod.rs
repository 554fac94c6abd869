//! Importing: what was read is checked against what is stored and becomes one change set, or nothing is written.
//!
//! `units`, `areas`, `plans`, `events`, `observations` and `lineage` each turn records and the snapshot into changes; they write nothing themselves.

mod areas;
mod events;
mod lineage;
mod merge;
mod observations;
mod plans;
mod run;
mod units;

pub use merge::Counts;
pub use run::{ImportError, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
