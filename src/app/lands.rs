//! The land of a feature in one piece: pieces of a territory dissolved, repealed parts cut out; each computed once.

use std::borrow::Cow;
use std::collections::HashMap;
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

/// Lands computed so far, by what they were computed from.
#[derive(Debug, Default)]
pub struct Lands(Mutex<HashMap<u64, Arc<OnceLock<Land>>>>);

impl Lands {
    /// Those of `previous` that this snapshot may still need.
    #[must_use]
    pub fn carried_over(previous: &Self, snapshot: &Snapshot) -> Self {
        let days = |entry: &PlanEntry| entry.ended_parts().map(|(day, _)| day).chain([Day::MIN]).collect::<Vec<_>>();
        let plans = snapshot.plans.iter().flat_map(|entry| days(entry).into_iter().map(|day| entry.land_key(day)));
        let needed: Vec<u64> = plans.chain(snapshot.areas.iter().map(|entry| entry.land_key())).collect();
        let known = previous.0.lock().unwrap_or_else(PoisonError::into_inner);
        Self(Mutex::new(needed.into_iter().filter_map(|key| Some((key, Arc::clone(known.get(&key)?)))).collect()))
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

    fn computed(&self, key: u64, compute: impl FnOnce() -> Land) -> LandOf<'static> {
        let cell = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
        cell.get_or_init(compute);
        LandOf::Computed(cell)
    }
}
