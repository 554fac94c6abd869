//! Coverage: which share of a unit's land is covered by plans of a tier, on a day.
//!
//! Pure functions of a snapshot and a question; nothing here knows the store, the wire or the clock. Parts in reading order:
//! `status` (thresholds and the word shown), `clip` (the land of two shapes), `overlay` (land by land), `base` (construction
//! land), `ledger` (each distinct overlay computed once and kept), `carry` (what a change leaves as it was),
//! `figures` (communes summed to districts and provinces), `touch` (plans of a unit, units of a plan); for indicators `kinds`
//! (any land, any kinds of plans), `grounds` (the land of areas, once), `subjects` (who must be covered) and `indicators`.

mod base;
mod carry;
mod clip;
mod figures;
mod grounds;
mod indicators;
mod kinds;
mod ledger;
mod overlay;
mod status;
mod subjects;
mod touch;

pub use figures::{Figures, TierFigures};
pub use indicators::{Basis, Evaluation, Ratio, SubjectFigures, SubjectState, TargetFigures};
pub use kinds::KindFigures;
pub use ledger::{Coverage, Denominator};
pub use overlay::{Covered, common_share};
pub use status::{Status, Thresholds};
pub use subjects::Subject;
