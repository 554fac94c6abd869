//! What is written and read: change sets with an actor, the whole data of a revision, and the audit trail.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Limits, StoreError};
use crate::domain::{
    Area, AreaId, Day, Event, Lineage, LineageKey, Observation, Plan, PlanId, Territory, UnitCode, UnitKey, UnitRef, UnitVersion,
    short_text,
};

/// Who makes a change. A write without one does not compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// A person or program, as the audit trail shall name it.
    ///
    /// # Errors
    /// [`StoreError::Text`] where the name is empty or longer than [`Limits::actor_chars`].
    pub fn new(name: &str) -> Result<Self, StoreError> {
        short_text(name, Limits::DEFAULT.actor_chars).map(Self).map_err(|source| StoreError::Text { field: "actor", source })
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One change of one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Adds the unit version, or replaces the one with the same key (code and first day).
    PutUnit(UnitVersion),
    /// Removes a unit version that is there.
    RemoveUnit(UnitKey),
    /// Adds the area, or replaces the one with the same id, with the units it consists of.
    PutArea(Area),
    /// Removes an area that is there.
    RemoveArea(AreaId),
    /// Adds the plan, or replaces the one with the same id, with its territory and all its events.
    PutPlan(Plan),
    /// Removes a plan that is there, with its events.
    RemovePlan(PlanId),
    /// Adds the reported figure, or replaces the one of the same indicator, unit, day and source.
    PutObservation(Observation),
    /// Adds the record of whose land went where, or replaces the one of the same day and units.
    PutLineage(Lineage),
    /// Removes such a record that is there.
    RemoveLineage(LineageKey),
}

/// Changes that are applied together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeSet {
    /// Who makes them.
    pub actor: Actor,
    /// What they are, in one line of at most [`Limits::summary_chars`] characters.
    pub summary: String,
    /// When they are made; the audit trail keeps milliseconds.
    pub at: Timestamp,
    /// The revision the author saw.
    pub based_on: u64,
    /// The changes, applied in this order.
    pub changes: Vec<Change>,
}

/// Everything the store holds at one revision, in an order that depends on nothing but the data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dataset {
    /// The revision.
    pub revision: u64,
    /// All unit versions, by code, then by first day ("as far back as known" first).
    pub units: Vec<UnitVersion>,
    /// All areas by id, each as [`area_as_stored`] gives it.
    pub areas: Vec<Area>,
    /// All plans by id, each as [`plan_as_stored`] gives it.
    pub plans: Vec<Plan>,
    /// All reported figures by indicator, unit, day and source.
    pub observations: Vec<Observation>,
    /// All records of whose land went where, by day and units.
    pub lineage: Vec<Lineage>,
}

/// The records that have changed since a revision, as they are now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delta {
    /// The revision now.
    pub revision: u64,
    /// All the versions of codes of which any has changed.
    pub units: BTreeMap<UnitCode, Vec<UnitVersion>>,
    /// Areas that have changed; `None` for those that are gone.
    pub areas: BTreeMap<AreaId, Option<Area>>,
    /// Plans that have changed, in themselves, their territory or their events; `None` for those that are gone.
    pub plans: BTreeMap<PlanId, Option<Plan>>,
    /// All the reported figures of indicators of which any has changed.
    pub observations: BTreeMap<String, Vec<Observation>>,
    /// All the records of where the land of a unit went, by its code, of units of which any has changed.
    pub lineage: BTreeMap<UnitCode, Vec<Lineage>>,
}

/// How many records a change set put and removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Unit versions added or replaced.
    pub units_put: u64,
    /// Unit versions removed.
    pub units_removed: u64,
    /// Areas added or replaced.
    pub areas_put: u64,
    /// Areas removed.
    pub areas_removed: u64,
    /// Plans added or replaced.
    pub plans_put: u64,
    /// Plans removed.
    pub plans_removed: u64,
    /// Reported figures added or replaced.
    pub observations_put: u64,
    /// Records of lineage added or replaced.
    pub lineage_put: u64,
    /// Records of lineage removed.
    pub lineage_removed: u64,
    /// Rows of any table that another program, such as QGIS, has changed.
    pub outside_edits: u64,
}

impl Counts {
    /// Counts changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let mut counts = Self::default();
        for change in changes {
            *match change {
                Change::PutUnit(_) => &mut counts.units_put,
                Change::RemoveUnit(_) => &mut counts.units_removed,
                Change::PutArea(_) => &mut counts.areas_put,
                Change::RemoveArea(_) => &mut counts.areas_removed,
                Change::PutPlan(_) => &mut counts.plans_put,
                Change::RemovePlan(_) => &mut counts.plans_removed,
                Change::PutObservation(_) => &mut counts.observations_put,
                Change::PutLineage(_) => &mut counts.lineage_put,
                Change::RemoveLineage(_) => &mut counts.lineage_removed,
            } += 1;
        }
        counts
    }
}

/// One line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The revision that the change made.
    pub revision: u64,
    /// When.
    pub at: Timestamp,
    /// Who; `outside plancover` for edits by other programs.
    pub actor: String,
    /// What.
    pub summary: String,
    /// How much.
    pub counts: Counts,
}

/// The area as [`Dataset`] gives it back once it is stored: its units without repetition, by code and day.
///
/// Compare with this to find out whether an area has changed.
#[must_use]
pub fn area_as_stored(mut area: Area) -> Area {
    settle_units(&mut area.units);
    area
}

/// The plan as [`Dataset`] gives it back once it is stored: references without repetition and in order, events by day, stage
/// and ordinal; an empty list of units or areas is no territory.
///
/// Compare with this to find out whether a plan has changed.
#[must_use]
pub fn plan_as_stored(mut plan: Plan) -> Plan {
    match &mut plan.territory {
        Territory::Units(units) => settle_units(units),
        Territory::Areas(areas) => settle_areas(areas),
        Territory::Boundary(_) | Territory::None => {}
    }
    if matches!(&plan.territory, Territory::Units(units) if units.is_empty())
        || matches!(&plan.territory, Territory::Areas(areas) if areas.is_empty())
    {
        plan.territory = Territory::None;
    }
    settle_events(&mut plan.events);
    plan
}

pub(super) fn settle_units(units: &mut Vec<UnitRef>) {
    units.sort_unstable_by(|a, b| (&a.code, a.on).cmp(&(&b.code, b.on)));
    units.dedup();
}

pub(super) fn settle_areas(areas: &mut Vec<AreaId>) {
    areas.sort_unstable();
    areas.dedup();
}

/// Events by the day they happened or are planned to; those without any day come last.
pub(super) fn settle_events(events: &mut [Event]) {
    let day = |event: &Event| event.actual_on.or(event.planned_from).or(event.planned_to).unwrap_or(Day::MAX);
    events.sort_by_key(|event| (day(event), event.stage, event.ordinal, event.planned_from, event.planned_to));
}
