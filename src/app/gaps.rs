//! Gaps as features: the land of a smallest unit that no plan in force of one tier covers.
//!
//! Which units may have a gap is told by their figures; the land itself is computed when a feature is drawn, and kept.

use geo::{Intersects, Polygon, Rect};
use rayon::prelude::*;

use super::{Subject, View};
use crate::coverage::{Denominator, Gap, Slivers};
use crate::domain::{Day, Tier};
use crate::snapshot::Snapshot;

/// The gap of a unit on a day, slivers left out; `None` if there is none.
pub(super) fn gap(view: &View, unit: usize, tier: Tier, day: Day) -> Option<Gap<'_>> {
    view.coverage.gap(unit, tier, Denominator::Unit, day, &Slivers::default()).filter(|gap| !gap.is_empty())
}

/// The units of a day that may have a gap, by tier, ascending by identifier: some may have slivers only.
pub(super) fn candidates(view: &View, day: Day) -> Vec<Subject> {
    view.coverage.prepare(day);
    let vintage = view.snapshot.vintage(day);
    let leaves = vintage.units().filter(|&unit| vintage.children(unit).is_empty());
    let mut tiers = Tier::ALL.to_vec();
    tiers.sort_by_key(|tier| tier.code());
    let all = leaves.flat_map(|unit| tiers.iter().map(move |&tier| (unit, tier)));
    all.filter(|(unit, tier)| view.coverage.may_have_gap(*unit, *tier, Denominator::Unit, day))
        .map(|(unit, tier)| Subject::Gap(unit, tier))
        .collect()
}

/// The gap that has the identifier: that of a unit, a dot, and the tier.
pub(super) fn find(id: &str, unit: impl Fn(&str) -> Option<usize>) -> Option<Subject> {
    let (id, tier) = id.rsplit_once('.')?;
    let tier = Tier::ALL.iter().copied().find(|known| known.code() == tier)?;
    unit(id).map(|unit| Subject::Gap(unit, tier))
}

impl Subject {
    /// Of gaps those that are more than slivers, computed on all cores; of other features all.
    #[must_use]
    pub fn standing(view: &View, subjects: Vec<Self>, day: Day) -> Vec<Self> {
        if !matches!(subjects.first(), Some(Self::Gap(..))) {
            return subjects;
        }
        subjects.into_par_iter().filter(|subject| subject.stands(view, day)).collect()
    }

    /// Whether there is such a feature on a day: a gap may have been closed, or be of a unit that has others below it.
    #[must_use]
    pub fn stands(self, view: &View, day: Day) -> bool {
        let Self::Gap(unit, tier) = self else { return true };
        let is_leaf = view.snapshot.units[unit].version.period.contains(day) && view.snapshot.vintage(day).children(unit).is_empty();
        is_leaf && gap(view, unit, tier, day).is_some()
    }

    /// The feature that has the same land as it: of a gap that is a whole unit, the unit.
    pub(super) fn drawn_as(self, view: &View, day: Day) -> Self {
        match self {
            Self::Gap(unit, tier) if gap(view, unit, tier, day).is_some_and(|gap| gap.is_whole()) => Self::Unit(unit),
            other => other,
        }
    }
}

/// Whether a gap has land in one of the rectangles.
pub(super) fn lies_in(view: &View, (unit, tier): (usize, Tier), day: Day, rectangles: &[Rect]) -> bool {
    let near: Vec<&Rect> = rectangles.iter().filter(|rectangle| view.snapshot.units[unit].facts.bounds.intersects(*rectangle)).collect();
    !near.is_empty() && gap(view, unit, tier, day).is_some_and(|gap| near.iter().any(|rectangle| gap.land().intersects(*rectangle)))
}

/// Whether a gap has land in a shape.
pub(super) fn meets(view: &View, (unit, tier): (usize, Tier), day: Day, outline: &Polygon) -> bool {
    gap(view, unit, tier, day).is_some_and(|gap| gap.land().intersects(outline))
}

/// Of several units those below which there is none, as features.
pub(super) fn leaves(snapshot: &Snapshot, day: Day) -> Vec<Subject> {
    let vintage = snapshot.vintage(day);
    let mut leaves: Vec<usize> = vintage.units().filter(|&unit| vintage.children(unit).is_empty()).collect();
    leaves.sort_unstable();
    leaves.into_iter().map(Subject::Unit).collect()
}
