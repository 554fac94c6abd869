//! Unit versions in time: an imported version takes its period from the versions before it, which keep what is left of theirs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::merge::Merge;
use super::rules::PARENT_MISSING;
use crate::coverage::common_share;
use crate::domain::{Day, Period, Place, Quality, UnitCode, UnitKey, UnitVersion};
use crate::ingest::Record;
use crate::snapshot::{Facts, Shape, Snapshot};
use crate::store::Change;

/// From this share of its land on, a unit counts as followed by the imported ones that lie on it.
const FOLLOWED_SHARE: f64 = 0.5;

/// Compares imported units with the stored ones.
///
/// - A version of the same code gives up the days that the imported one takes; what is left before and after stays.
/// - So does a version of another code of the same level, if the imported units take more than half of its land: two units
///   cannot hold the same land at once. Schematic boundaries are too coarse for that and give way by code alone.
pub(super) fn merge_units(snapshot: &Snapshot, records: Vec<Record<UnitVersion>>) -> Merge {
    let mut merge = Merge::default();
    let mut work = Work::new(snapshot);
    let places: Vec<Place> = records.iter().map(|record| record.place.clone()).collect();
    let followed = followed_units(snapshot, &records);
    let incoming: BTreeSet<UnitKey> = records.iter().map(|record| record.value.key()).collect();
    let parents: Vec<(usize, UnitCode, Option<Day>)> = records
        .iter()
        .enumerate()
        .filter_map(|(index, record)| Some((index, record.value.parent_code.clone()?, record.value.period.from)))
        .collect();
    for (index, periods) in followed {
        for period in periods {
            work.cut(&snapshot.units[index].version.code, &period);
        }
    }
    for record in records {
        let version = record.value;
        work.cut(&version.code, &version.period);
        work.versions(&version.code).insert(version.key(), version);
    }
    work.finish(&incoming, &mut merge);
    missing_parents(snapshot, &incoming, &parents, &places, &mut merge);
    merge
}

/// Stored versions of other codes whose land the imported units take, with the periods in which they do.
fn followed_units(snapshot: &Snapshot, records: &[Record<UnitVersion>]) -> Vec<(usize, Vec<Period>)> {
    let none = HashMap::new();
    let codes: BTreeSet<&UnitCode> = records.iter().map(|record| &record.value.code).collect();
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let facts: Vec<Option<Facts>> = if snapshot.units.is_empty() {
        Vec::new()
    } else {
        records.iter().map(|record| Facts::of(&record.value.boundary, &none)).collect()
    };
    for (incoming, facts) in facts.iter().enumerate() {
        let Some(facts) = facts else { continue };
        let version = &records[incoming].value;
        for index in snapshot.units_near(facts.bounds) {
            let stored = &snapshot.units[index].version;
            let comparable = stored.level() == version.level() && stored.quality != Quality::Schematic && !codes.contains(&stored.code);
            if comparable && stored.period.intersection(&version.period).is_some() {
                near.entry(index).or_default().push(incoming);
            }
        }
    }
    let taken = near.into_iter().filter(|(index, incoming)| {
        let shapes: Vec<Shape<'_>> =
            incoming.iter().filter_map(|&i| Some(Shape { land: &records[i].value.boundary, facts: facts[i].as_ref()? })).collect();
        common_share(snapshot.units[*index].shape(), &shapes) > FOLLOWED_SHARE
    });
    taken.map(|(index, incoming)| (index, incoming.into_iter().map(|i| records[i].value.period).collect())).collect()
}

/// The versions of the codes that an import touches.
struct Work<'a> {
    snapshot: &'a Snapshot,
    codes: BTreeMap<UnitCode, BTreeMap<UnitKey, UnitVersion>>,
}

impl<'a> Work<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, codes: BTreeMap::new() }
    }

    fn versions(&mut self, code: &UnitCode) -> &mut BTreeMap<UnitKey, UnitVersion> {
        self.codes.entry(code.clone()).or_insert_with(|| {
            let stored = self.snapshot.versions(code).into_iter().map(|index| self.snapshot.units[index].version.clone());
            stored.map(|version| (version.key(), version)).collect()
        })
    }

    /// Takes the days of `period` from every version of the code.
    fn cut(&mut self, code: &UnitCode, period: &Period) {
        let versions = self.versions(code);
        let left = std::mem::take(versions).into_values().flat_map(|version| {
            let rest = version.period.without(period);
            rest.into_iter().flatten().map(move |period| UnitVersion { period, ..version.clone() }).collect::<Vec<_>>()
        });
        *versions = left.map(|version| (version.key(), version)).collect();
    }

    /// Tells what differs from the store.
    fn finish(self, incoming: &BTreeSet<UnitKey>, merge: &mut Merge) {
        for (code, versions) in self.codes {
            let mut stored: BTreeMap<UnitKey, &UnitVersion> = self
                .snapshot
                .versions(&code)
                .into_iter()
                .map(|index| &self.snapshot.units[index].version)
                .map(|version| (version.key(), version))
                .collect();
            for (key, version) in versions {
                let before = stored.remove(&key);
                if incoming.contains(&key) {
                    merge.put(named(&version), before, version, Change::PutUnit);
                } else if before != Some(&version) {
                    merge.differences.closed.push(named(&version));
                    merge.changes.push(Change::PutUnit(version));
                }
            }
            for (key, version) in stored {
                merge.differences.closed.push(named(version));
                merge.changes.push(Change::RemoveUnit(key));
            }
        }
    }
}

/// A unit version as its user knows it: `Xã Khuất Xá (06541) from 2025-07-01`.
fn named(version: &UnitVersion) -> String {
    let day = |word: &str, day: Option<Day>| day.map(|day| format!(" {word} {day}")).unwrap_or_default();
    let Period { from, to } = version.period;
    format!("{} ({}){}{}", version.full_name(), version.code, day("from", from), day("to", to))
}

/// Warns once for each parent code that names no unit at the time.
fn missing_parents(
    snapshot: &Snapshot,
    incoming: &BTreeSet<UnitKey>,
    parents: &[(usize, UnitCode, Option<Day>)],
    places: &[Place],
    merge: &mut Merge,
) {
    let imported: BTreeSet<&UnitCode> = incoming.iter().map(|key| &key.code).collect();
    let mut missing: BTreeMap<&UnitCode, (usize, usize)> = BTreeMap::new();
    for (index, parent, from) in parents {
        let stored = snapshot.unit_on(parent, from.unwrap_or(Day::MIN)).is_some();
        if !stored && !imported.contains(parent) {
            missing.entry(parent).or_insert((*index, 0)).1 += 1;
        }
    }
    for (parent, (index, count)) in missing {
        let found = format!("`{parent}` is no unit at that time ({count} units name it)");
        merge.tell(
            PARENT_MISSING,
            &places[index],
            "parent_code",
            found,
            "import the units of the level above too; until then these stand by themselves",
        );
    }
}
