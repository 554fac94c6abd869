//! Importing: what was read is checked against what is stored and becomes one change set, or nothing is written.
//!
//! `units`, `areas`, `plans`, `events` and `observations` each turn records and the snapshot into changes; they write nothing themselves.

mod areas;
mod events;
mod merge;
mod observations;
mod plans;
mod rules;
mod run;
mod units;

pub use merge::Differences;
pub use run::{ImportError, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
