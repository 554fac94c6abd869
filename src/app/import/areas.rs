//! Areas against the store.

use super::merge::Merge;
use super::rules::UNIT_UNKNOWN;
use crate::domain::{Area, Day, Place, UnitRef};
use crate::ingest::Record;
use crate::snapshot::Snapshot;
use crate::store::{Change, area_as_stored};

/// Compares imported areas with the stored ones; the units they name must exist on the day that picks them.
pub(super) fn merge_areas(snapshot: &Snapshot, records: Vec<Record<Area>>) -> Merge {
    let mut merge = Merge::default();
    for Record { place, value: area } in records {
        let day = |unit: &UnitRef| unit.on.or(area.period.from).unwrap_or(Day::MIN);
        check_units(snapshot, &area.units, day, &place, &mut merge);
        let stored = snapshot.area(&area.id).map(|index| snapshot.areas[index].area.as_ref());
        let name = format!("{} ({})", area.name, area.id);
        merge.put(name, stored, area_as_stored(area), Change::PutArea);
    }
    merge
}

/// Reports each unit that does not exist on its day.
pub(super) fn check_units(snapshot: &Snapshot, units: &[UnitRef], day_of: impl Fn(&UnitRef) -> Day, place: &Place, merge: &mut Merge) {
    for unit in units {
        let day = day_of(unit);
        if snapshot.unit_on(&unit.code, day).is_none() {
            let known = snapshot.versions(&unit.code).len();
            let hint = match known {
                0 => "import its boundary first, or correct the code",
                _ => "the code exists at other times: write `code@YYYY-MM-DD` with a day on which it was that unit",
            };
            merge.tell(UNIT_UNKNOWN, place, "units", format!("`{}` is no unit on {day}", unit.code), hint);
        }
    }
}
