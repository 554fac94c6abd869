//! Checking the whole store: what single files cannot show, told with the issues of an import.
//!
//! It reads and reports; it changes nothing. Parts in reading order: `report` (every code there is),
//! `records` (each record by itself), `neighbours` (overlaps and gaps of one vintage), `hierarchy` (units and those above them),
//! `references` (what plans and areas name), `run`.

mod hierarchy;
mod neighbours;
mod records;
mod references;
mod report;
mod run;

pub use run::{CheckStep, check};
pub(super) use run::{borders, unit_id};
