//! Importing: what was read is checked against what is stored and becomes one change set, or nothing is written.
//!
//! `reading` reads the files, `crs` judges their reference systems by the boundaries already loaded.
//! `units`, `areas`, `plans`, `events`, `observations` and `lineage` each turn records and the snapshot into changes; they write nothing themselves.

mod areas;
mod borders;
mod crs;
mod events;
mod lineage;
mod merge;
mod observations;
mod plans;
mod reading;
mod rules;
mod run;
mod snap;
mod units;

pub use merge::Differences;
pub use run::{ImportError, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
