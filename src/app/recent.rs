//! What has changed in the last revisions, so that a reader who holds an older one asks for that and nothing else.
//!
//! Each view carries it, so that no reader waits for a writer or asks the store. It reaches back to the revision the process began
//! with, and over a bounded number of changes; who holds an older revision reads everything anew.

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use geo::{Coord, Rect};

use crate::domain::Day;
use crate::snapshot::{AreaEntry, PlanEntry, Snapshot, Unit};

/// So many changes are kept, whatever they are of.
const MOST_CHANGES: usize = 50_000;
/// So many revisions.
const MOST_REVISIONS: usize = 1000;

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThingKind {
    /// A unit, by its code: all its versions.
    Unit,
    /// An area.
    Area,
    /// A plan.
    Plan,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It was there and is another.
    Changed,
    /// It is gone.
    Removed,
}

/// A kind and an identifier.
pub type ThingKey = (ThingKind, String);

/// A change with the rectangle around the land of the thing, before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Changed {
    /// What happened.
    pub change: Change,
    /// Around its land; `None` where none is known.
    pub bounds: Option<Rect>,
}

/// The changes that led to one revision.
#[derive(Debug)]
struct Step {
    before: u64,
    changes: BTreeMap<ThingKey, Changed>,
}

/// The changes of the last revisions.
#[derive(Debug, Clone, Default)]
pub struct Recent(VecDeque<Arc<Step>>);

impl Recent {
    /// With the step from one snapshot to the next.
    #[must_use]
    pub fn with_step(&self, before: &Snapshot, after: &Snapshot) -> Self {
        let mut steps = self.0.clone();
        steps.push_back(Arc::new(Step { before: before.revision, changes: differences(before, after) }));
        let mut all: usize = steps.iter().map(|step| step.changes.len()).sum();
        while all > MOST_CHANGES || steps.len() > MOST_REVISIONS {
            all -= steps.pop_front().map_or(0, |step| step.changes.len());
        }
        Self(steps)
    }

    /// What has changed since a revision, by kind and identifier; `None` where that is too long ago to be known.
    #[must_use]
    pub fn since(&self, revision: u64, now: u64) -> Option<BTreeMap<ThingKey, Changed>> {
        if revision == now {
            return Some(BTreeMap::new());
        }
        let first = self.0.iter().rposition(|step| step.before == revision)?;
        let mut all = BTreeMap::new();
        for (key, changed) in self.0.iter().skip(first).flat_map(|step| &step.changes) {
            match joined(all.get(key).copied(), *changed) {
                Some(changed) => all.insert(key.clone(), changed),
                None => all.remove(key),
            };
        }
        Some(all)
    }
}

/// Two changes as one; `None` if the thing came and went.
fn joined(earlier: Option<Changed>, later: Changed) -> Option<Changed> {
    let Some(earlier) = earlier else { return Some(later) };
    let change = match (earlier.change, later.change) {
        (Change::New, Change::Removed) => return None,
        (Change::New, _) => Change::New,
        (_, Change::Removed) => Change::Removed,
        (_, Change::New | Change::Changed) => Change::Changed,
    };
    Some(Changed { change, bounds: around(earlier.bounds, later.bounds) })
}

fn around(a: Option<Rect>, b: Option<Rect>) -> Option<Rect> {
    let (Some(one), Some(other)) = (a, b) else { return a.or(b) };
    let least = |a: Coord, b: Coord| Coord { x: a.x.min(b.x), y: a.y.min(b.y) };
    let most = |a: Coord, b: Coord| Coord { x: a.x.max(b.x), y: a.y.max(b.y) };
    Some(Rect::new(least(one.min(), other.min()), most(one.max(), other.max())))
}

/// What differs between two snapshots. What they share is the same by its address: a walk without looking at any land.
fn differences(before: &Snapshot, after: &Snapshot) -> BTreeMap<ThingKey, Changed> {
    let mut found = Vec::new();
    let areas = |snapshot: &'_ Snapshot| snapshot.areas.iter().map(|entry| (entry.area.id.clone(), Arc::clone(entry))).collect::<Vec<_>>();
    let same_area = |a: &Arc<AreaEntry>, b: &Arc<AreaEntry>| Arc::ptr_eq(a, b) || a.area == b.area && a.land_key() == b.land_key();
    add(&mut found, ThingKind::Area, [areas(before), areas(after)], same_area, |entry| entry.bounds());
    let plans = |snapshot: &'_ Snapshot| snapshot.plans.iter().map(|entry| (entry.plan.id.clone(), Arc::clone(entry))).collect::<Vec<_>>();
    // A plan is another also where only its states are, as those of one that another plan replaces.
    let same_plan = |a: &Arc<PlanEntry>, b: &Arc<PlanEntry>| {
        Arc::ptr_eq(a, b) || a.plan == b.plan && a.states == b.states && a.land_key(Day::MIN) == b.land_key(Day::MIN)
    };
    add(&mut found, ThingKind::Plan, [plans(before), plans(after)], same_plan, |entry| entry.bounds());
    let same_unit = |a: &&[Arc<Unit>], b: &&[Arc<Unit>]| {
        a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| Arc::ptr_eq(a, b) || a.version == b.version)
    };
    let bounds = |versions: &&[Arc<Unit>]| versions.iter().fold(None, |all, unit| around(all, Some(unit.facts.bounds)));
    add(&mut found, ThingKind::Unit, [units(before), units(after)], same_unit, bounds);
    found.into_iter().collect()
}

/// The versions of each code.
fn units(snapshot: &Snapshot) -> Vec<(String, &[Arc<Unit>])> {
    let codes = snapshot.units.chunk_by(|a, b| a.version.code == b.version.code);
    codes.map(|versions| (versions[0].version.code.to_string(), versions)).collect()
}

/// Adds what is in one of two lists, both by identifier, or is another in each.
fn add<T>(
    found: &mut Vec<(ThingKey, Changed)>,
    kind: ThingKind,
    [before, after]: [Vec<(String, T)>; 2],
    same: impl Fn(&T, &T) -> bool,
    bounds: impl Fn(&T) -> Option<Rect>,
) {
    let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let old = before.next_if(|_| order.is_le());
        let (id, changed) = match (old, after.next_if(|_| order.is_ge())) {
            (Some((_, old)), Some((_, new))) if same(&old, &new) => continue,
            (Some((id, old)), Some((_, new))) => (id, Changed { change: Change::Changed, bounds: around(bounds(&old), bounds(&new)) }),
            (Some((id, old)), None) => (id, Changed { change: Change::Removed, bounds: bounds(&old) }),
            (None, Some((id, new))) => (id, Changed { change: Change::New, bounds: bounds(&new) }),
            (None, None) => return,
        };
        found.push(((kind, id), changed));
    }
}
