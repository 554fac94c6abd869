//! plancover: which land is covered by which plan, when.

pub mod domain;
pub mod ingest;
