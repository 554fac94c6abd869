//! The construction land of each unit, kept for as long as no area changes: four tiers and many days ask for it.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use geo::unary_union;

use super::clip::common;
use crate::domain::{AreaKind, Day, Land};
use crate::snapshot::{AreaEntry, Facts, Shape, Snapshot};

/// The construction land and functional zones of one unit, by stretches of days.
#[derive(Debug)]
pub(super) struct ConstructionLand {
    /// The first day of each stretch but the first.
    pub(super) turns: BTreeSet<Day>,
    stretches: Vec<OnceLock<Option<(Land, Facts)>>>,
}

impl ConstructionLand {
    pub(super) fn of(snapshot: &Snapshot, unit: usize) -> Self {
        let turns: BTreeSet<Day> =
            near(snapshot, unit).flat_map(|entry| [entry.area.period.from, entry.area.period.to]).flatten().collect();
        Self { stretches: (0..=turns.len()).map(|_| OnceLock::new()).collect(), turns }
    }

    /// The land on a day; `None` if there is none.
    pub(super) fn on(&self, snapshot: &Snapshot, unit: usize, day: Day) -> Option<Shape<'_>> {
        let stretch = &self.stretches[self.turns.range(..=day).count()];
        let land = stretch.get_or_init(|| {
            let counted = near(snapshot, unit).filter(|entry| entry.area.period.contains(day));
            let unit = snapshot.units[unit].shape();
            let lands: Vec<Land> = counted.flat_map(AreaEntry::shapes).map(|shape| common(shape, unit)).collect();
            let land = unary_union(&lands);
            Facts::of(&land, &HashMap::new()).map(|facts| (land, facts))
        });
        land.as_ref().map(|(land, facts)| Shape { land, facts })
    }
}

fn near(snapshot: &Snapshot, unit: usize) -> impl Iterator<Item = &AreaEntry> {
    let near = snapshot.areas_near(snapshot.units[unit].facts.bounds).into_iter().map(|index| snapshot.areas[index].as_ref());
    near.filter(|entry| is_built(entry.area.kind))
}

/// Whether areas of this kind are construction land.
#[must_use]
pub const fn is_built(kind: AreaKind) -> bool {
    matches!(kind, AreaKind::ConstructionLand | AreaKind::FunctionalZone)
}
