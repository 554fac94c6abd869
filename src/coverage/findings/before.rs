//! What the revision before had found, for as long as it holds: everything but what is about plans that have changed.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::list::{Finding, Findings, FoundOnDay};
use crate::domain::Day;
use crate::snapshot::{Days, PlanEntry, Slot, Snapshot};

/// Lists of an earlier revision, and where its plans stand now.
#[derive(Debug)]
pub(super) struct Before {
    /// By the first day of the stretch in which they held.
    lists: Vec<(Option<Day>, Arc<FoundOnDay>)>,
    /// The days on which what was found then might change.
    turns: Days,
    /// By the place that a plan had: its place now, if nothing about it has changed.
    places: Vec<Option<usize>>,
    /// The plans about which something has changed, by their places now.
    changed: Vec<usize>,
}

impl Before {
    /// What `previous` had found, or else what it knew of the revision before it.
    pub(super) fn of(previous: &Findings, now: &Snapshot) -> Option<Self> {
        let recent = previous.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let found = recent.iter().filter_map(|(stretch, list)| Some((*stretch, Arc::clone(list.get()?))));
        let lists: Vec<(Option<Day>, Arc<FoundOnDay>)> = found.collect();
        drop(recent);
        let then = previous.snapshot.as_ref();
        let differ = differing(then, now);
        let moved = |place: usize| {
            let slot = then.plans.slot(place);
            now.plans.place(slot).filter(|_| !differ.contains(&slot))
        };
        let mut changed: BTreeSet<usize> = differ.iter().filter_map(|slot| now.plans.place(*slot)).collect();
        if !lists.is_empty() {
            let places = (0..then.plans.len()).map(moved).collect();
            return Some(Self { lists, turns: then.timeline.found.clone(), places, changed: changed.into_iter().collect() });
        }
        let earlier = previous.before.as_ref()?;
        let places = earlier.places.iter().map(|place| place.and_then(moved)).collect();
        changed.extend(earlier.changed.iter().filter_map(|place| moved(*place)));
        Some(Self { lists: earlier.lists.clone(), turns: earlier.turns.clone(), places, changed: changed.into_iter().collect() })
    }

    /// What is still so on a day, and the plans, by their places now, that must be looked at again; `None` if nothing was found
    /// about the day.
    pub(super) fn on(&self, day: Day) -> Option<(FoundOnDay, Vec<usize>)> {
        let stretch = self.turns.stretch(day);
        let (_, list) = self.lists.iter().find(|(known, _)| *known == stretch)?;
        let place = |plan: &usize| self.places.get(*plan).copied().flatten();
        let findings = list.findings.iter().filter_map(|finding| {
            let plans = finding.plans.iter().map(place).collect::<Option<Vec<usize>>>()?;
            Some(Finding { plans, ..finding.clone() })
        });
        let slivers = list.sliver_pairs.iter().filter_map(|[a, b]| Some([place(a)?, place(b)?]));
        Some((FoundOnDay { findings: findings.collect(), sliver_pairs: slivers.collect() }, self.changed.clone()))
    }
}

/// The slots of plans that are not the very same; and of those that adjust one of these, by way of others too, where it matters
/// which plans are related to which.
fn differing(then: &Snapshot, now: &Snapshot) -> BTreeSet<Slot> {
    let mut differ = BTreeSet::new();
    for (slot, a, b) in then.plans.differences(&now.plans) {
        differ.insert(slot);
        let adjusts = |entry: Option<&Arc<PlanEntry>>| entry.and_then(|entry| entry.plan.adjusts.clone());
        if adjusts(a) != adjusts(b) || a.is_none() || b.is_none() {
            for (snapshot, entry) in [(then, a), (now, b)] {
                differ.extend(entry.into_iter().flat_map(|entry| snapshot.adjusting(&entry.plan)));
            }
        }
    }
    differ
}
