//! Findings: what is odd about plans and between them on a day. They are reported, never refused.
//!
//! Overlays are made once for each pair of lands and kept across revisions; the list of a day is kept for the stretch of days in
//! which nothing about it changes. Parts in reading order: `between` (the land two plans share), `outside` (the units a plan's
//! land lies in), `list` (everything found on a day), `before` (what the revision before had found), `data` (what the
//! data itself lacks).

mod before;
mod between;
mod data;
mod list;
mod outside;

pub use between::SliverTolerance;
pub use list::{Finding, Findings, FoundOnDay};
