//! Events against the store: each belongs to a plan, and one that was planned is the same event when it happens.

use std::collections::BTreeMap;

use super::merge::Merge;
use super::rules::PLAN_UNKNOWN;
use crate::domain::{Event, Plan, PlanId};
use crate::ingest::Record;
use crate::snapshot::Snapshot;
use crate::store::{Change, plan_as_stored};

/// Compares imported events with those of the stored plans.
pub(super) fn merge_events(snapshot: &Snapshot, records: Vec<Record<(PlanId, Event)>>) -> Merge {
    let mut merge = Merge::default();
    let mut touched: BTreeMap<PlanId, Plan> = BTreeMap::new();
    for Record { place, value: (id, event) } in records {
        let Some(index) = snapshot.plan(&id) else {
            merge.tell(PLAN_UNKNOWN, &place, "plan_id", format!("`{id}` is no plan"), "import the plan first, or correct its id");
            continue;
        };
        let plan = touched.entry(id.clone()).or_insert_with(|| snapshot.plans[index].plan.as_ref().clone());
        let (key, name) = (event.key(&id), format!("{id} {}", event.stage.vi()));
        match plan.events.iter_mut().find(|stored| stored.key(&id) == key) {
            Some(stored) if *stored == event => merge.differences.unchanged.push(name),
            Some(stored) => {
                *stored = event;
                merge.differences.changed.push(name);
            }
            None => {
                plan.events.push(event);
                merge.differences.new.push(name);
            }
        }
    }
    // Events that came in another order than the stored one are no change.
    let changed = touched
        .into_values()
        .map(plan_as_stored)
        .filter(|plan| snapshot.plan(&plan.id).is_some_and(|index| *snapshot.plans[index].plan != *plan));
    merge.changes.extend(changed.map(Change::PutPlan));
    merge
}
