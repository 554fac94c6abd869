//! Which features a source holds on which days, told once for all days between which nothing changes.

use std::collections::HashSet;
use std::sync::Arc;

use geo::{BoundingRect, MultiPoint, Rect};

use super::kept::Kept;
use super::{Span, Subject, View};
use crate::config::layers::Source;
use crate::domain::{Day, Period};

/// How many are kept: a number for each feature each.
const HOLDINGS: usize = 32;

/// The features of a source on some days.
#[derive(Debug)]
pub struct Held {
    /// Ascending by identifier; among gaps may be some of slivers only.
    pub subjects: Vec<Subject>,
    /// The least rectangle around all of them; `None` where no land is known.
    pub bounds: Option<Rect>,
}

/// The first days of the stretches in which a span begins, ends and has its states.
type Key = (Source, Option<Option<Day>>, Option<Option<Day>>, Option<Day>, bool);

/// What has been told so far, of one view.
#[derive(Debug)]
pub(super) struct Holdings(Kept<Key, Arc<Held>>);

impl Default for Holdings {
    fn default() -> Self {
        Self(Kept::new(HOLDINGS))
    }
}

impl Holdings {
    pub(super) fn of(&self, view: &View, source: Source, span: &Span) -> Arc<Held> {
        let stretch = |day: Day| view.snapshot.timeline.shown.stretch(day);
        let Period { from, to } = span.period;
        let last = to.map(|to| to.yesterday().unwrap_or(to));
        let key = (source, from.map(stretch), last.map(stretch), stretch(span.day), span.ended);
        self.0.make(key, || Arc::new(Held::tell(view, source, span)))
    }
}

impl Held {
    fn tell(view: &View, source: Source, span: &Span) -> Self {
        let subjects = Subject::all(view, source, span);
        let corners = subjects.iter().filter_map(|subject| subject.bounds(&view.snapshot)).flat_map(|rect| [rect.min(), rect.max()]);
        Self { bounds: corners.collect::<MultiPoint>().bounding_rect(), subjects }
    }
}

impl Subject {
    /// Those of what is held whose rectangle, of a gap that of its unit, touches one of these; ascending by identifier.
    pub(super) fn near(view: &View, source: Source, span: &Span, held: &[Self], rectangles: &[Rect]) -> Vec<Self> {
        let snapshot = view.snapshot.as_ref();
        let places = |near: &dyn Fn(Rect) -> Vec<usize>| {
            let mut places: Vec<usize> = rectangles.iter().flat_map(|rectangle| near(*rectangle)).collect();
            if rectangles.len() > 1 {
                places.sort_unstable();
                places.dedup();
            }
            places.into_iter()
        };
        match source {
            Source::Units(level) => {
                let versions = places(&|rectangle| snapshot.units_near(rectangle)).map(|index| (index, &snapshot.units[index].version));
                let meant = versions.filter(|(_, version)| version.level() == level && span.meets(&version.period));
                meant.map(|(index, _)| Self::Unit(index)).collect()
            }
            Source::Areas => {
                let areas = places(&|rectangle| snapshot.areas_near(rectangle));
                areas.filter(|&index| span.meets(&snapshot.areas[index].area.period)).map(Self::Area).collect()
            }
            Source::Plans => {
                let plans = places(&|rectangle| snapshot.plans_near(rectangle));
                plans.filter(|&index| span.means(&snapshot.plans[index])).map(Self::Plan).collect()
            }
            Source::Gaps => {
                let near: HashSet<usize> = places(&|rectangle| snapshot.units_near(rectangle)).collect();
                held.iter().copied().filter(|subject| matches!(subject, Self::Gap(unit, _) if near.contains(unit))).collect()
            }
            Source::Zones => Vec::new(),
        }
    }
}
