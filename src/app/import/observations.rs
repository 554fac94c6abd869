//! Observations against the store: each is of an indicator that is declared, and of a unit that exists on its day.

use super::merge::Merge;
use super::rules::{INDICATOR_UNKNOWN, OBSERVATION_UNIT, UNIT_UNKNOWN};
use crate::domain::{Indicator, Observation};
use crate::ingest::Record;
use crate::snapshot::Snapshot;
use crate::store::Change;

/// Compares imported figures with those stored; one of the same indicator, unit, day and source replaces the stored one.
pub(super) fn merge_observations(snapshot: &Snapshot, indicators: &[Indicator], records: Vec<Record<Observation>>) -> Merge {
    let mut merge = Merge::default();
    for Record { place, value: observation } in records {
        let declared = indicators.iter().find(|indicator| indicator.id == observation.indicator);
        if declared.is_none() {
            let found = format!("`{}` is no indicator", observation.indicator);
            let hint = "`plancover indicators` lists them; your own are declared in a file (settings key `indicators`)";
            merge.tell(INDICATOR_UNKNOWN, &place, "indicator_id", found, hint);
        }
        if let Some(code) = observation.unit_code.as_ref().filter(|code| snapshot.unit_on(code, observation.observed_on).is_none()) {
            let found = format!("`{code}` is no unit on {}", observation.observed_on);
            let hint = "import its boundary first, or correct the code; leave it empty for what the indicator is about";
            merge.tell(UNIT_UNKNOWN, &place, "unit_code", found, hint);
        }
        let (wanted, given) = (declared.and_then(|indicator| indicator.unit.as_ref()), observation.unit.as_ref());
        if let (Some(wanted), Some(given)) = (wanted, given)
            && wanted != given
        {
            let found = format!("`{given}`, the indicator is measured in `{wanted}`");
            merge.tell(OBSERVATION_UNIT, &place, "unit", found, "it is shown, and not compared with the targets: convert it");
        }
        let stored = snapshot.observations.iter().find(|stored| stored.key() == observation.key());
        let of = observation.unit_code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        let name = format!("{}{of} {}", observation.indicator, observation.observed_on);
        merge.put(name, stored, observation, Change::PutObservation);
    }
    merge
}
