//! What one revision leaves as it was: units that no changed plan or area is near keep all their cells, so that one edit costs
//! the units around it.

use std::cmp::Ordering;
use std::sync::Arc;

use geo::{Intersects, Rect};

use crate::snapshot::{AreaEntry, PlanEntry, Shape, Snapshot, shape_hash};

/// More changed rectangles than this are not searched unit by unit; each overlay is then found by its key.
const MANY: usize = 200;

/// The difference between two revisions whose units are the same.
#[derive(Debug)]
pub(super) struct Unchanged {
    /// Around the lands of plans and areas that changed, before and after.
    changed: Vec<Rect>,
    /// The place of each plan of the revision before among those of now; `None` where no place has changed.
    places: Option<Vec<usize>>,
}

impl Unchanged {
    /// `None` if units differ, or too much else.
    pub(super) fn between(before: &Snapshot, now: &Snapshot) -> Option<Self> {
        let same_units = before.units.len() == now.units.len()
            && before
                .units
                .iter()
                .zip(&now.units)
                .all(|(a, b)| a.facts.hash == b.facts.hash && a.version.period == b.version.period && a.version.code == b.version.code);
        if !same_units {
            return None;
        }
        let mut changed = Vec::new();
        let areas = |a: &AreaEntry, b: &AreaEntry| {
            (a.area.kind, a.area.period) == (b.area.kind, b.area.period) && same_land(&a.shapes(), &b.shapes())
        };
        pairs(&before.areas, &now.areas, |entry| &entry.area.id, |a, b| note(&mut changed, a, b, AreaEntry::shapes, areas));
        let mut places = vec![usize::MAX; before.plans.len()];
        let mut now_at = 0;
        let mut before_at = 0;
        pairs(
            &before.plans,
            &now.plans,
            |entry| &entry.plan.id,
            |a, b| {
                note(&mut changed, a, b, PlanEntry::shapes, same_plan);
                if let (Some(_), Some(_)) = (a, b) {
                    places[before_at] = now_at;
                }
                before_at += usize::from(a.is_some());
                now_at += usize::from(b.is_some());
            },
        );
        let moved = places.iter().enumerate().any(|(before, now)| *now != usize::MAX && before != *now);
        (changed.len() <= MANY).then_some(Self { changed, places: moved.then_some(places) })
    }

    /// Whether nothing has changed near a unit.
    pub(super) fn holds_for(&self, bounds: &Rect) -> bool {
        !self.changed.iter().any(|rect| rect.intersects(bounds))
    }

    /// Where each plan of the revision before now stands; `None` if all stand where they stood. A plan that is gone stands nowhere, but no
    /// unit for which this holds names it.
    pub(super) fn places(&self) -> Option<&[usize]> {
        self.places.as_deref()
    }
}

/// Goes through two lists that are ordered by identifier, side by side.
fn pairs<'a, T>(before: &'a [Arc<T>], now: &'a [Arc<T>], id: impl Fn(&T) -> &String, mut each: impl FnMut(Option<&'a T>, Option<&'a T>)) {
    let (mut before, mut now) = (before.iter().peekable(), now.iter().peekable());
    loop {
        let order = match (before.peek(), now.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => id(a).cmp(id(b)),
        };
        let a = if order.is_le() { before.next() } else { None };
        let b = if order.is_ge() { now.next() } else { None };
        each(a.map(AsRef::as_ref), b.map(AsRef::as_ref));
    }
}

/// Notes the rectangles of both if they are not the same.
fn note<T>(changed: &mut Vec<Rect>, a: Option<&T>, b: Option<&T>, shapes: impl Fn(&T) -> Vec<Shape<'_>>, same: impl Fn(&T, &T) -> bool) {
    if a.zip(b).is_some_and(|(a, b)| same(a, b)) {
        return;
    }
    for entry in [a, b].into_iter().flatten() {
        changed.extend(shapes(entry).iter().map(|shape| shape.facts.bounds));
    }
}

fn same_land(a: &[Shape<'_>], b: &[Shape<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.facts.hash == b.facts.hash)
}

fn same_plan(a: &PlanEntry, b: &PlanEntry) -> bool {
    let parts = |entry: &PlanEntry| entry.ended_parts().map(|(day, land)| (day, shape_hash(land))).collect::<Vec<_>>();
    a.plan.kind.tier() == b.plan.kind.tier() && a.states == b.states && same_land(&a.shapes(), &b.shapes()) && parts(a) == parts(b)
}
