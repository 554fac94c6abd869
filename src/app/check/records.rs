//! Each record by itself, and versions of one code beside each other: what needs no neighbours and no parents.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::report::{AREA_NO_LAND, EVENT_UNDATED, EVENT_UNREAD, PLAN_NO_TERRITORY, SHAPE_INVALID, UNIT_NO_LAND, UNIT_TWICE, id};
use crate::domain::{Event, FaultSearch, Issue, Land, Plan, Territory, UnitCode, UnitVersion, faults};
use crate::snapshot::{Records, shape_hash};

/// Rings of every land there is. A shape that several records have is looked at once, and told of the first.
pub(super) fn rings(records: &Records) -> Vec<Issue> {
    let units = records.units.iter().map(|unit| ("units", id(unit), &unit.boundary));
    let areas = records.areas.iter().filter_map(|area| Some(("areas", area.id.clone(), area.boundary.as_ref()?)));
    let plans = records.plans.iter().filter_map(|plan| match &plan.territory {
        Territory::Boundary(land) => Some(("plans", plan.id.clone(), land)),
        _ => None,
    });
    let parts = records.plans.iter().flat_map(|plan| {
        plan.events.iter().filter_map(|event| Some(("events", format!("{} {}", plan.id, event.stage), event.part.as_ref()?)))
    });
    let all: Vec<(&str, String, &Land)> = units.chain(areas).chain(plans).chain(parts).collect();
    let mut first: HashMap<u64, usize> = HashMap::new();
    let hashes: Vec<u64> = all.par_iter().map(|(.., land)| shape_hash(land)).collect();
    for (index, hash) in hashes.iter().enumerate() {
        first.entry(*hash).or_insert(index);
    }
    let distinct: Vec<usize> = (0..all.len()).filter(|index| first[&hashes[*index]] == *index).collect();
    let flaws = distinct.into_par_iter().filter_map(|index| {
        let (table, id, land) = &all[index];
        let fault = *faults(land, FaultSearch::FIRST).first()?;
        Some(SHAPE_INVALID.at(table, id.clone(), "geometry", fault.to_string()).near(fault.at))
    });
    flaws.collect()
}

/// Units without land, and versions of one code that are valid on the same day.
pub(super) fn units(records: &Records) -> Vec<Issue> {
    let mut codes: BTreeMap<&UnitCode, Vec<&UnitVersion>> = BTreeMap::new();
    for unit in &records.units {
        codes.entry(&unit.code).or_default().push(unit);
    }
    let without = records.units.iter().filter(|unit| unit.boundary.0.is_empty());
    let mut issues: Vec<Issue> =
        without.map(|unit| UNIT_NO_LAND.at("units", id(unit), "geometry", format!("`{}` has no boundary", unit.full_name()))).collect();
    for versions in codes.values_mut() {
        versions.sort_by_key(|unit| unit.period.from);
        for pair in versions.windows(2) {
            if let Some(both) = pair[0].period.intersection(&pair[1].period) {
                let since = both.from.map_or_else(|| "as far back as known".to_owned(), |from| format!("on {from}"));
                let found = format!("two versions of `{}` are valid {since}: `{}` and `{}`", pair[0].code, id(pair[0]), id(pair[1]));
                issues.push(UNIT_TWICE.at("units", id(pair[1]), "valid_from", found));
            }
        }
    }
    issues
}

/// Areas without land, plans without a territory, events without a day.
pub(super) fn others(records: &Records) -> Vec<Issue> {
    let areas = records.areas.iter().filter(|area| area.boundary.is_none() && area.units.is_empty());
    let areas = areas.map(|area| AREA_NO_LAND.at("areas", area.id.clone(), "", format!("`{}` has no land", area.name)));
    let plans = records.plans.iter().filter(|plan| plan.territory == Territory::None);
    let plans = plans.map(|plan| PLAN_NO_TERRITORY.at("plans", plan.id.clone(), "", format!("`{}` has no territory", plan.name)));
    let events = records.plans.iter().flat_map(|plan| plan.events.iter().filter_map(|event| without_day(plan, event)));
    areas.chain(plans).chain(events).collect()
}

fn without_day(plan: &Plan, event: &Event) -> Option<Issue> {
    if event.actual_on.or(event.planned_from).or(event.planned_to).is_some() {
        return None;
    }
    let rule = if event.planned_text.is_some() { EVENT_UNREAD } else { EVENT_UNDATED };
    let when = event.planned_text.as_deref().map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"));
    Some(rule.at("events", plan.id.clone(), "planned_text", format!("`{}`: {when} tells no day", event.stage)))
}
