//! Lineage against the store: each record is of units that exist on its days, and tells all of where the land of one went.

use std::collections::BTreeMap;

use super::merge::Merge;
use super::rules::{LINEAGE_SUM, LINEAGE_WHOLE, UNIT_UNKNOWN};
use crate::domain::{Day, Extent, Lineage, Place, UnitCode};
use crate::ingest::Record;
use crate::snapshot::Snapshot;
use crate::store::Change;

/// Shares are rounded where they are told: so much more than all (or less) is taken for all.
const ROUNDING: f64 = 0.01;

/// Compares imported records with those stored. A file tells all of where the land of a unit went on a day: what is stored about
/// that unit and day beyond it is removed.
pub(super) fn merge_lineage(snapshot: &Snapshot, records: Vec<Record<Lineage>>) -> Merge {
    let mut merge = Merge::default();
    let mut told: BTreeMap<(Day, UnitCode), Vec<Record<Lineage>>> = BTreeMap::new();
    for record in records {
        told.entry((record.value.effective_on, record.value.from_code.clone())).or_default().push(record);
    }
    for ((day, from), records) in told {
        check_sum(&records, &mut merge);
        let stored = snapshot.lineage.iter().filter(|record| record.effective_on == day && record.from_code == from);
        let gone = stored.filter(|stored| !records.iter().any(|record| record.value.to_code == stored.to_code));
        for record in gone {
            merge.differences.closed.push(named(record));
            merge.changes.push(Change::RemoveLineage(record.key()));
        }
        for Record { place, value } in records {
            check_units(snapshot, &value, &place, &mut merge);
            let stored = snapshot.lineage.iter().find(|stored| stored.key() == value.key());
            merge.put(named(&value), stored, value, Change::PutLineage);
        }
    }
    merge
}

/// A record as its user knows it: `06295 → 06289 on 2024-12-01`.
fn named(record: &Lineage) -> String {
    format!("{} → {} on {}", record.from_code, record.to_code, record.effective_on)
}

/// The older unit must exist the day before, the newer one on the day.
fn check_units(snapshot: &Snapshot, record: &Lineage, place: &Place, merge: &mut Merge) {
    let before = record.effective_on.yesterday().unwrap_or(record.effective_on);
    for (code, day, field) in [(&record.from_code, before, "from_code"), (&record.to_code, record.effective_on, "to_code")] {
        if snapshot.unit_on(code, day).is_none() {
            let hint = "import its boundary first, or correct the code or the day: `effective_on` is the first day of the new units";
            merge.tell(UNIT_UNKNOWN, place, field, format!("`{code}` is no unit on {day}"), hint);
        }
    }
}

/// What goes as a whole goes nowhere else, and parts are together no more than the whole.
fn check_sum(records: &[Record<Lineage>], merge: &mut Merge) {
    let Some(last) = records.last() else { return };
    let from = &last.value.from_code;
    if records.len() > 1 && records.iter().any(|record| record.value.extent == Extent::Whole) {
        let found = format!("`{from}` goes as a whole, and to {} units", records.len());
        merge.tell(LINEAGE_WHOLE, &last.place, "extent", found, "write `part` for each, or keep one of the records");
        return;
    }
    let shares: Vec<f64> = records.iter().filter_map(|record| record.value.percent()).map(|percent| percent / 100.0).collect();
    let sum: f64 = shares.iter().sum();
    if sum > 1.0 + ROUNDING || (shares.len() == records.len() && sum < 1.0 - ROUNDING) {
        let found = format!("the shares of `{from}` come to {sum:.3}");
        let hint = "shares are of the older unit's land and come to 1; leave them empty where they are not known";
        merge.tell(LINEAGE_SUM, &last.place, "share", found, hint);
    }
}
