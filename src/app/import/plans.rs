//! Plans against the store: their references must name something, and the events that came by other files stay.

use std::collections::BTreeSet;

use super::areas::check_units;
use super::merge::Merge;
use super::rules::{AREA_UNKNOWN, PLAN_ITSELF, PLAN_UNKNOWN};
use crate::domain::{Event, Place, Plan, Stage, Territory};
use crate::ingest::Record;
use crate::snapshot::Snapshot;
use crate::store::{Change, plan_as_stored};

/// Compares imported plans with the stored ones.
pub(super) fn merge_plans(snapshot: &Snapshot, records: Vec<Record<Plan>>) -> Merge {
    let mut merge = Merge::default();
    let in_file: BTreeSet<String> = records.iter().map(|record| record.value.id.clone()).collect();
    for Record { place, value: mut plan } in records {
        let stored = snapshot.plan(&plan.id).map(|index| snapshot.plans[index].plan.as_ref());
        if let Some(stored) = stored {
            plan.registered_on = stored.registered_on;
            plan.events = with_approval(&stored.events, plan.events);
        }
        check(snapshot, &plan, &in_file, &place, &mut merge);
        let name = format!("{} ({})", plan.name, plan.id);
        merge.put(name, stored, plan_as_stored(plan), Change::PutPlan);
    }
    merge
}

fn check(snapshot: &Snapshot, plan: &Plan, in_file: &BTreeSet<String>, place: &Place, merge: &mut Merge) {
    match &plan.territory {
        Territory::Units(units) => check_units(snapshot, units, |unit| plan.vintage_day(unit), place, merge),
        Territory::Areas(ids) => {
            for id in ids.iter().filter(|id| snapshot.area(id).is_none()) {
                merge.tell(AREA_UNKNOWN, place, "areas", format!("`{id}` is no area"), "import the area first, or correct its id");
            }
        }
        Territory::Boundary(_) | Territory::None => {}
    }
    if let Some(earlier) = &plan.adjusts {
        if *earlier == plan.id {
            merge.tell(
                PLAN_ITSELF,
                place,
                "adjusts",
                format!("`{earlier}` is the plan itself"),
                "name the earlier plan that this one replaces",
            );
        } else if snapshot.plan(earlier).is_none() && !in_file.contains(earlier) {
            merge.tell(
                PLAN_UNKNOWN,
                place,
                "adjusts",
                format!("`{earlier}` is no plan"),
                "import the earlier plan too, or leave the column empty",
            );
        }
    }
}

/// The stored events with the approval that the plan list gives. The list speaks for the one approval that came without a
/// planned date; an approval that a milestone already tells, on the same day, is completed and not told twice.
fn with_approval(stored: &[Event], from_list: Vec<Event>) -> Vec<Event> {
    let mut events = stored.to_vec();
    for approval in from_list {
        let same_day = events.iter().position(|event| event.stage == Stage::Approved && event.actual_on == approval.actual_on);
        let unplanned = |event: &Event| event.stage == Stage::Approved && event.planned_from.is_none() && event.planned_to.is_none();
        match same_day.or_else(|| events.iter().position(unplanned)) {
            Some(index) => {
                let event = &mut events[index];
                event.actual_on = approval.actual_on;
                event.document_number = approval.document_number.or(event.document_number.take());
                event.authority = approval.authority.or(event.authority.take());
            }
            None => events.push(approval),
        }
    }
    events
}
