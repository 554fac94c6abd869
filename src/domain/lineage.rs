//! What can become of a unit from one vintage to the next, and records of whose land went where.

use super::vocabulary::vocabulary;
use super::{Day, UnitCode};

vocabulary! {
    /// How a unit came about, or what became of it.
    UnitChange as "change of a unit" {
        Unchanged = "unchanged", "giữ nguyên", "unchanged";
        Renamed = "renamed", "đổi tên, mã hoặc loại", "renamed";
        Merged = "merged", "sáp nhập", "merged";
        Split = "split", "chia tách", "split";
        BoundaryChange = "boundary_change", "điều chỉnh địa giới", "boundary change";
        Dissolved = "dissolved", "kết thúc hoạt động, đất thuộc các đơn vị cấp khác", "dissolved into units of another level";
    }
}

vocabulary! {
    /// How much of a unit's land an act moves.
    Extent as "extent" {
        Whole = "whole", "toàn bộ", "whole";
        Part = "part", "một phần", "part";
    }
}

vocabulary! {
    /// What is known about where land came from or went.
    LineageBasis as "basis of lineage" {
        Recorded = "recorded", "theo văn bản", "recorded";
        Derived = "derived", "theo ranh giới", "derived from the land that boundaries share";
    }
}

/// What tells one record of lineage from every other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineageKey {
    /// The first day of the new units.
    pub effective_on: Day,
    /// The unit as it was the day before.
    pub from_code: UnitCode,
    /// The unit as it is from the day on.
    pub to_code: UnitCode,
}

/// Whose land went where, as an act tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    /// The first day of the new units.
    pub effective_on: Day,
    /// The unit as it was the day before.
    pub from_code: UnitCode,
    /// The unit as it is from the day on.
    pub to_code: UnitCode,
    /// Whether all of its land went there.
    pub extent: Extent,
    /// The share of its land (0–1), where it is known.
    pub share: Option<f64>,
    /// The act.
    pub source: String,
    /// The clause of it.
    pub clause: Option<String>,
    /// A note, such as how the share is known.
    pub note: Option<String>,
}

impl Lineage {
    /// What tells it from every other.
    #[must_use]
    pub fn key(&self) -> LineageKey {
        LineageKey { effective_on: self.effective_on, from_code: self.from_code.clone(), to_code: self.to_code.clone() }
    }

    /// The share of the older unit (0–100); `None` for a part of which nobody tells how large it is.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        match self.extent {
            Extent::Whole => Some(100.0),
            Extent::Part => self.share.map(|share| 100.0 * share),
        }
    }
}
