//! Which features of a source are meant, in which order, and which page of them.
//!
//! Features are taken from the R-tree where a place is given, from what is held on the day otherwise; then every condition is asked.
//! A page goes on after a position in the order, not after a count, so that nothing is seen twice or missed while data changes.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering as AtomicOrdering};

use geo::{Intersects, Polygon, Rect};

use super::ranks::{Ranks, collate};
use super::{Column, Datum, Map, Span, Subject, View, gaps};
use crate::config::layers::Source;
use crate::domain::{Day, Land};

/// With conditions, no more features than this are looked at only to tell how many there are on all pages.
const COUNTED: usize = 50_000;

/// Something that a feature must meet.
pub trait Condition: Debug + Send + Sync {
    /// Whether a feature meets it, with its attributes as they are on a day.
    fn holds(&self, view: &View, subject: Subject, day: Day) -> bool;

    /// Rectangles outside which no feature meets it; `None` means everywhere. They are looked up in the R-tree.
    fn near(&self) -> Option<&[Rect]> {
        None
    }
}

/// Where a feature must have land.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// In one of these (degrees).
    pub rectangles: Vec<Rect>,
    /// And in this shape, of which they are the bounds: a rectangle of another reference system.
    pub outline: Option<Polygon>,
}

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderBy {
    /// The column.
    pub column: Column,
    /// From the greatest down.
    pub descending: bool,
}

/// A position in an order: just after the feature that has these values in the columns sorted by, and this identifier.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// One value a column.
    pub values: Vec<Option<Datum<'static>>>,
    /// The identifier.
    pub id: String,
}

/// Which features are meant.
#[derive(Debug)]
pub struct Selection {
    /// Where they come from.
    pub source: Source,
    /// On which days.
    pub span: Span,
    /// Where; `None` means everywhere.
    pub place: Option<Place>,
    /// What each must meet.
    pub conditions: Vec<Box<dyn Condition>>,
    /// In which order, texts in that of Vietnamese readers; by identifier where their values are equal.
    pub order: Vec<OrderBy>,
    /// After which position to go on.
    pub after: Option<Position>,
    /// How many at most.
    pub limit: usize,
    /// Set once nobody waits for the page any more: what is left of the work is not done.
    pub given_up: Arc<AtomicBool>,
}

/// A page of features.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The features, in order.
    pub subjects: Vec<Subject>,
    /// How many there are on all pages; `None` where telling it would cost more than the page.
    pub matched: Option<usize>,
    /// Where the next page goes on; `None` on the last one.
    pub next: Option<Position>,
}

impl Selection {
    /// Whether the page costs microseconds: told by the index and by what is held, feature by feature without their attributes. The land
    /// of a plan may have to be computed, and a shape is compared edge by edge.
    #[must_use]
    pub fn is_light(&self) -> bool {
        let place = self.place.as_ref().is_none_or(|place| place.outline.is_none() && self.source != Source::Plans);
        place && self.source != Source::Gaps && self.conditions.is_empty() && self.order.is_empty()
    }

    /// The page.
    #[must_use]
    pub fn page(&self, map: &Map) -> Page {
        let view = map.view.as_ref();
        let held = map.held(self.source, &self.span);
        let near = self.near(view, &held.subjects, held.bounds);
        let candidates = near.as_deref().unwrap_or(&held.subjects);
        if self.order.is_empty() { self.by_identifier(map, candidates) } else { self.sorted(map, candidates) }
    }

    /// The page, where telling it costs no more than to compare so many features with the place.
    #[must_use]
    pub fn page_at_once(&self, map: &Map, most: usize) -> Option<Page> {
        if !self.is_light() {
            return None;
        }
        let held = map.held(self.source, &self.span);
        let near = self.near(map.view.as_ref(), &held.subjects, held.bounds);
        let candidates = near.as_deref().unwrap_or(&held.subjects);
        let is_short = self.place.is_none() || candidates.len() <= most;
        is_short.then(|| self.by_identifier(map, candidates))
    }

    /// Those that lie near the places asked about, in order; `None` means all.
    fn near(&self, view: &View, held: &[Subject], bounds: Option<Rect>) -> Option<Vec<Subject>> {
        let everywhere = |rectangles: &[Rect]| bounds.is_some_and(|bounds| rectangles.iter().any(|rectangle| contains(rectangle, bounds)));
        let place = self.place.as_ref().map(|place| place.rectangles.as_slice());
        let places = place.into_iter().chain(self.conditions.iter().filter_map(|condition| condition.near()));
        // The smallest of several places is looked up; all of them are asked for each feature anyway.
        let size = |rectangles: &[Rect]| rectangles.iter().map(|rectangle| rectangle.width() * rectangle.height()).sum::<f64>();
        let place = places.filter(|place| !everywhere(place)).min_by(|one, other| size(one).total_cmp(&size(other)))?;
        Some(Subject::near(view, self.source, &self.span, held, place))
    }

    fn meets(&self, map: &Map, subject: Subject) -> bool {
        let (view, day) = (map.view.as_ref(), self.span.day);
        !self.given_up.load(AtomicOrdering::Relaxed)
            && self.place.as_ref().is_none_or(|place| place.has(map, subject, day))
            && self.conditions.iter().all(|condition| condition.holds(view, subject, subject.day(&view.snapshot, day)))
    }

    fn by_identifier(&self, map: &Map, candidates: &[Subject]) -> Page {
        let view = map.view.as_ref();
        let snapshot = view.snapshot.as_ref();
        let after =
            |from: &[Subject]| self.after.as_ref().map_or(0, |after| from.partition_point(|subject| subject.id(snapshot) <= after.id));
        let costly = self.source == Source::Gaps || (!self.conditions.is_empty() && candidates.len() > COUNTED);
        if costly {
            return self.page_of(view, self.first_meeting(map, &candidates[after(candidates)..]), None);
        }
        let meeting: Vec<Subject>;
        let all = if self.place.is_none() && self.conditions.is_empty() {
            candidates
        } else {
            meeting = candidates.iter().copied().filter(|subject| self.meets(map, *subject)).collect();
            &meeting
        };
        let rest = &all[after(all)..];
        self.page_of(view, rest[..rest.len().min(self.limit + 1)].to_vec(), Some(all.len()))
    }

    /// One feature more than a page holds, if there are so many. Whether a gap is more than slivers is known once its land is, so no
    /// more of them are looked at than needed.
    fn first_meeting(&self, map: &Map, candidates: &[Subject]) -> Vec<Subject> {
        let mut found = Vec::new();
        for chunk in candidates.chunks(self.limit + 1) {
            let meeting = chunk.iter().copied().filter(|subject| self.meets(map, *subject)).collect();
            found.extend(Subject::standing(&map.view, meeting, self.span.day));
            if found.len() > self.limit {
                break;
            }
        }
        found
    }

    fn sorted(&self, map: &Map, candidates: &[Subject]) -> Page {
        let view = map.view.as_ref();
        let meeting = candidates.iter().copied().filter(|subject| self.meets(map, *subject)).collect();
        let meeting = Subject::standing(view, meeting, self.span.day);
        let keys = Keys::of(map, self);
        let mut keyed: Vec<_> = meeting.iter().enumerate().map(|(place, subject)| (keys.of_subject(view, *subject), place)).collect();
        if let Some(after) = &self.after {
            let position = keys.of_position(view, after);
            let comes_after = |values: &[Option<Key<'_>>], place: usize| match self.compare(values, &position) {
                Ordering::Equal => meeting[place].id(&view.snapshot) > after.id,
                order => order == Ordering::Greater,
            };
            keyed.retain(|(values, place)| comes_after(values, *place));
        }
        // Places follow identifiers.
        keyed.sort_unstable_by(|(one, place), (other, next)| self.compare(one, other).then(place.cmp(next)));
        keyed.truncate(self.limit + 1);
        self.page_of(view, keyed.into_iter().map(|(_, place)| meeting[place]).collect(), Some(meeting.len()))
    }

    fn values<'a>(&self, view: &'a View, subject: Subject) -> Vec<Option<Datum<'a>>> {
        let day = subject.day(&view.snapshot, self.span.day);
        self.order.iter().map(|by| by.column.value(view, subject, day)).collect()
    }

    fn compare(&self, one: &[Option<Key<'_>>], other: &[Option<Key<'_>>]) -> Ordering {
        let pairs = self.order.iter().zip(one.iter().zip(other));
        let orders = pairs.map(|(by, (one, other))| match (one, other) {
            // What has no value comes last in either direction.
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(one), Some(other)) if by.descending => other.compare(one),
            (Some(one), Some(other)) => one.compare(other),
        });
        orders.fold(Ordering::Equal, Ordering::then)
    }

    /// The page of features among which is one too many if there are more.
    fn page_of(&self, view: &View, mut subjects: Vec<Subject>, matched: Option<usize>) -> Page {
        let more = subjects.len() > self.limit;
        subjects.truncate(self.limit);
        let last = subjects.last().copied().filter(|_| more);
        let next = last.map(|subject| Position {
            values: self.values(view, subject).into_iter().map(|value| value.map(Datum::into_owned)).collect(),
            id: subject.id(&view.snapshot),
        });
        Page { subjects, matched, next }
    }
}

/// What a feature is sorted by.
#[derive(Debug)]
enum Key<'a> {
    /// Where its name stands.
    Rank(u64),
    Datum(Datum<'a>),
}

impl Key<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Rank(one), Self::Rank(other)) => one.cmp(other),
            (Self::Datum(Datum::Text(one)), Self::Datum(Datum::Text(other))) => collate(one, other),
            (Self::Datum(one), Self::Datum(other)) => one.compare(other),
            _ => Ordering::Equal,
        }
    }
}

/// How features become what they are sorted by: the order, each column with the ranks of its names.
struct Keys<'a> {
    selection: &'a Selection,
    ranks: Vec<Option<Arc<Ranks>>>,
}

impl<'a> Keys<'a> {
    fn of(map: &Map, selection: &'a Selection) -> Self {
        Self { selection, ranks: selection.order.iter().map(|by| map.ranks(selection.source, by.column)).collect() }
    }

    fn of_subject<'v>(&self, view: &'v View, subject: Subject) -> Vec<Option<Key<'v>>> {
        let day = subject.day(&view.snapshot, self.selection.span.day);
        let columns = self.selection.order.iter().zip(&self.ranks);
        let key = |(by, ranks): (&OrderBy, &Option<Arc<Ranks>>)| match ranks {
            Some(ranks) => Some(Key::Rank(ranks.rank(subject))),
            None => by.column.value(view, subject, day).map(Key::Datum),
        };
        columns.map(key).collect()
    }

    fn of_position<'p>(&self, view: &View, position: &'p Position) -> Vec<Option<Key<'p>>> {
        let key = |(value, ranks): (&'p Option<Datum<'static>>, &Option<Arc<Ranks>>)| match (value.as_ref()?, ranks) {
            (Datum::Text(name), Some(ranks)) => Some(Key::Rank(ranks.rank_of(view, name))),
            (value, _) => Some(Key::Datum(value.clone())),
        };
        position.values.iter().zip(&self.ranks).map(key).collect()
    }
}

impl Place {
    /// Whether a feature has land here, of a gap and of a plan its land on the day.
    #[must_use]
    pub fn has(&self, map: &Map, subject: Subject, day: Day) -> bool {
        let view = map.view.as_ref();
        subject.lies_in(view, day, &self.rectangles)
            && self.outline.as_ref().is_none_or(|outline| reaches(view, subject, day, outline))
            && (!is_cut(view, subject, day) || self.reached_by(&map.lands.land(view, subject, day)))
    }

    fn reached_by(&self, land: &Land) -> bool {
        let outline = self.outline.as_ref();
        self.rectangles.iter().any(|rectangle| land.intersects(rectangle)) && outline.is_none_or(|outline| land.intersects(outline))
    }
}

/// Whether parts of a plan have ended by the day: of its pieces not all is its land.
fn is_cut(view: &View, subject: Subject, day: Day) -> bool {
    let Subject::Plan(plan) = subject else { return false };
    view.snapshot.plans[plan].ended_parts().any(|(on, _)| on <= day)
}

fn reaches(view: &View, subject: Subject, day: Day, outline: &Polygon) -> bool {
    if let Subject::Gap(unit, tier) = subject {
        return gaps::meets(view, (unit, tier), day, outline);
    }
    subject.shapes(&view.snapshot).iter().any(|shape| shape.land.intersects(outline))
}

fn contains(outer: &Rect, inner: Rect) -> bool {
    outer.min().x <= inner.min().x && outer.min().y <= inner.min().y && outer.max().x >= inner.max().x && outer.max().y >= inner.max().y
}
