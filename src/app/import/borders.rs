//! Imported units beside their neighbours: those of the files and those already loaded, with the finder that `check` has.

use std::collections::{BTreeMap, BTreeSet};

use geo::CoordsIter;

use super::rules::{BORDERS_NOT_COMPARED, NEIGHBOUR_GAP, NEIGHBOUR_OVERLAP, NEIGHBOUR_OVERLAP_SMALL, NEIGHBOUR_SLIVERS, OUTSIDE_PARENT};
use crate::app::check::{borders, unit_id};
use crate::domain::{Day, Issue, Place, Quality, Rule, UnitKey, UnitVersion};
use crate::ingest::Record;
use crate::snapshot::{Records, Snapshot};
use crate::store::Change;

/// More vertices than this are left to `plancover check`: to compare them would take longer than to import them.
const MOST_VERTICES: usize = 1_000_000;

/// The records that are compared, before they become changes.
pub(super) struct Imported {
    places: BTreeMap<UnitKey, Place>,
    days: Vec<Option<Day>>,
    vertices: usize,
    sketched: bool,
}

impl Imported {
    pub(super) fn of(records: &[Record<UnitVersion>]) -> Self {
        let days: BTreeSet<Option<Day>> = records.iter().map(|record| record.value.period.from).collect();
        Self {
            places: records.iter().map(|record| (record.value.key(), record.place.clone())).collect(),
            days: days.into_iter().collect(),
            vertices: records.iter().map(|record| record.value.boundary.coords_count()).sum(),
            sketched: records.iter().all(|record| record.value.quality == Quality::Schematic),
        }
    }

    /// What is wrong with the borders of imported units once the changes are made. An import only warns of it: which of two
    /// borders is the wrong one is not known.
    pub(super) fn issues(&self, snapshot: &Snapshot, changes: &[Change]) -> Vec<Issue> {
        if self.sketched || changes.is_empty() {
            return Vec::new();
        }
        if self.vertices > MOST_VERTICES {
            let place = Place { file: self.places.values().next().map(|place| place.file.clone()).unwrap_or_default(), ..Place::default() };
            let found = format!("{} vertices: borders of neighbours were not compared", self.vertices);
            return vec![BORDERS_NOT_COMPARED.issue(place, found, "run `plancover check` after the import")];
        }
        let after = Snapshot::build(Records { units: near_after(snapshot, changes), ..Records::default() }, Some(snapshot));
        let concerned = |version: &UnitVersion| self.places.contains_key(&version.key());
        let by_id: BTreeMap<String, &Place> =
            after.units.iter().filter_map(|unit| Some((unit_id(&unit.version), self.places.get(&unit.version.key())?))).collect();
        let first = self.places.values().next();
        borders(&after, &self.days, &concerned).into_iter().map(|issue| placed(issue, &by_id, first)).collect()
    }
}

/// An issue of a stored table as one of a record of the file.
fn placed(mut issue: Issue, by_id: &BTreeMap<String, &Place>, first: Option<&Place>) -> Issue {
    let of_record = issue.place.id.as_ref().and_then(|id| by_id.get(id));
    let (field, at) = (issue.place.field.take(), issue.place.at);
    let place = match (of_record, first) {
        (Some(place), _) => (*place).clone(),
        (None, Some(first)) => Place { file: first.file.clone(), id: issue.place.id.take(), ..Place::default() },
        (None, None) => issue.place,
    };
    let rule = rule_of(issue.code);
    rule.issue(Place { field, at, ..place }, issue.found, issue.hint)
}

fn rule_of(code: &str) -> &'static Rule {
    let rules = [NEIGHBOUR_OVERLAP, NEIGHBOUR_OVERLAP_SMALL, NEIGHBOUR_GAP, NEIGHBOUR_SLIVERS];
    rules.into_iter().find(|rule| rule.code == code).unwrap_or(OUTSIDE_PARENT)
}

/// The units near the imported ones, as they will be.
fn near_after(snapshot: &Snapshot, changes: &[Change]) -> Vec<UnitVersion> {
    let mut after: BTreeMap<UnitKey, UnitVersion> = BTreeMap::new();
    for version in changes.iter().filter_map(put) {
        let bounds = geo::BoundingRect::bounding_rect(&version.boundary);
        for near in bounds.into_iter().flat_map(|bounds| snapshot.units_near(bounds)) {
            let stored = &snapshot.units[near].version;
            after.entry(stored.key()).or_insert_with(|| stored.clone());
        }
    }
    for change in changes {
        match change {
            Change::PutUnit(version) => {
                after.insert(version.key(), version.clone());
            }
            Change::RemoveUnit(key) => {
                after.remove(key);
            }
            _ => {}
        }
    }
    after.into_values().collect()
}

fn put(change: &Change) -> Option<&UnitVersion> {
    match change {
        Change::PutUnit(version) => Some(version),
        _ => None,
    }
}
