//! Observations against the store: each is of an indicator that is declared, and of a unit that exists on its day.

use super::merge::Merge;
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
            merge.error("reference/indicator-unknown", &place, "indicator_id", found, hint);
        }
        if let Some(code) = observation.unit_code.as_ref().filter(|code| snapshot.unit_on(code, observation.observed_on).is_none()) {
            let found = format!("`{code}` is no unit on {}", observation.observed_on);
            let hint = "import its boundary first, or correct the code; leave it empty for what the indicator is about";
            merge.error("reference/unit-unknown", &place, "unit_code", found, hint);
        }
        let (wanted, given) = (declared.and_then(|indicator| indicator.unit.as_ref()), observation.unit.as_ref());
        if let (Some(wanted), Some(given)) = (wanted, given)
            && wanted != given
        {
            let found = format!("`{given}`, the indicator is measured in `{wanted}`");
            merge.warning("observation/unit", &place, "unit", found, "it is shown, and not compared with the targets: convert it");
        }
        let stored = snapshot.observations.iter().find(|stored| stored.key() == observation.key());
        merge.put(stored, observation, Change::PutObservation);
    }
    merge
}
