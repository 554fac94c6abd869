//! Coverage: which share of a unit's land is covered by plans of a tier, on a day.
//!
//! Pure functions of a snapshot and a question; nothing here knows the store, the wire or the clock. Parts in reading order:
//! `status` (thresholds and the word shown), `sweep` (how much lies under plans), `overlay` (one base and its plans), `relate` and
//! `clip` (the land of two shapes, where it is to be shown), `base` (construction land), `memo` (what cost much is kept), `cells` (the figures of units
//! by stretches of days), `ledger`
//! (each distinct overlay computed once and kept), `carry` (what a change leaves as it was), `figures` (communes summed to districts
//! and provinces), `stretch` and `history` (the figures over time, and as planned), `remains` (the land not covered), `lineage`
//! (where land came from and went), `former` (land grouped as it once was), `touch` (plans of a unit, units of a plan), `parcel` (what applies to land
//! that somebody drew), `findings`
//! (what is odd about plans); for indicators `kinds` (any land, any kinds of plans), `grounds` (the land of areas, once), `subjects`
//! (who must be covered), `indicators` and `steps` (their values over time).

mod base;
mod carry;
mod cells;
mod clip;
mod figures;
mod findings;
mod former;
mod grounds;
mod history;
mod indicators;
mod kinds;
mod ledger;
mod lineage;
mod memo;
mod overlay;
mod parcel;
mod relate;
mod remains;
mod status;
mod steps;
mod stretch;
mod subjects;
mod sweep;
mod touch;

pub use base::is_built;
pub use clip::{clip as land_within, common as common_land};
pub use figures::{Figures, TierFigures};
pub use findings::{Finding, Findings, FoundOnDay, SliverTolerance};
pub use former::Former;
pub use history::Point;
pub use indicators::{Basis, Evaluation, Ratio, SubjectFigures, SubjectState, TargetFigures};
pub use kinds::KindFigures;
pub use ledger::{Coverage, Denominator};
pub use lineage::{Descent, Kin, RECORD_TOLERANCE_PERCENT};
pub use overlay::{Covered, common_share};
pub use parcel::InParcel;
pub use remains::{Gap, Slivers};
pub use status::{Status, Thresholds};
pub use steps::IndicatorPoint;
pub use stretch::Stretch;
pub use subjects::Subject;
