//! The land of a feature in one piece: pieces of a territory dissolved, repealed parts cut out; each computed once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Subject, View, gaps};
use crate::domain::{Day, Land};
use crate::snapshot::{PlanEntry, Snapshot};

/// Land that stands in the snapshot, or was computed from it.
#[derive(Debug)]
pub enum LandOf<'a> {
    /// As the record has it.
    Record(&'a Land),
    /// Computed.
    Computed(Arc<OnceLock<Land>>),
    /// Put together for this time.
    Made(Land),
}

impl Deref for LandOf<'_> {
    type Target = Land;

    fn deref(&self) -> &Land {
        static NOWHERE: Land = geo::MultiPolygon(Vec::new());
        match self {
            Self::Record(land) => land,
            Self::Made(land) => land,
            Self::Computed(land) => land.get().unwrap_or(&NOWHERE),
        }
    }
}

/// Lands computed so far, by what they were computed from; revisions share them.
#[derive(Debug, Default)]
pub struct Lands(Arc<Mutex<Computed>>);

#[derive(Debug, Default)]
struct Computed {
    lands: HashMap<u64, Arc<OnceLock<Land>>>,
    /// With more than so many, those that are no more are looked for.
    enough: usize,
}

/// So many may be kept whether they are still needed or not.
const FEW: usize = 1000;

impl Lands {
    /// Those of `previous`; once they are twice as many as were needed, only those that this snapshot may still need.
    #[must_use]
    pub fn carried_over(previous: &Self, snapshot: &Snapshot) -> Self {
        let mut computed = previous.0.lock().unwrap_or_else(PoisonError::into_inner);
        if computed.lands.len() > computed.enough.max(FEW) {
            let days = |entry: &PlanEntry| entry.ended_parts().map(|(day, _)| day).chain([Day::MIN]).collect::<Vec<_>>();
            let plans = snapshot.plans.iter().flat_map(|entry| days(entry).into_iter().map(|day| entry.land_key(day)));
            let needed: HashSet<u64> = plans.chain(snapshot.areas.iter().map(|entry| entry.land_key())).collect();
            computed.lands.retain(|key, _| needed.contains(key));
            computed.enough = 2 * computed.lands.len();
        }
        Self(Arc::clone(&previous.0))
    }

    /// The land of a feature on a day; empty where it has none.
    #[must_use]
    pub fn land<'a>(&self, view: &'a View, subject: Subject, day: Day) -> LandOf<'a> {
        let snapshot = view.snapshot.as_ref();
        match subject {
            Subject::Unit(index) => LandOf::Record(&snapshot.units[index].version.boundary),
            Subject::Area(index) => {
                let entry = &snapshot.areas[index];
                entry.single_land().map_or_else(|| self.computed(entry.land_key(), || entry.land()), LandOf::Record)
            }
            Subject::Plan(index) => {
                let entry = &snapshot.plans[index];
                entry.single_land(day).map_or_else(|| self.computed(entry.land_key(day), || entry.land(day)), LandOf::Record)
            }
            Subject::Gap(unit, tier) => match gaps::gap(view, unit, tier, day).map(|gap| gap.land()) {
                Some(Cow::Borrowed(land)) => LandOf::Record(land),
                Some(Cow::Owned(land)) => LandOf::Made(land),
                None => LandOf::Made(Land::new(Vec::new())),
            },
        }
    }

    /// How many lands were computed.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).lands.len()
    }

    fn computed(&self, key: u64, compute: impl FnOnce() -> Land) -> LandOf<'static> {
        let cell = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).lands.entry(key).or_default());
        cell.get_or_init(compute);
        LandOf::Computed(cell)
    }
}
