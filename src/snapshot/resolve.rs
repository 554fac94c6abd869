//! References into land, and successions into states.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::entries::Piece;
use super::names::Names;
use super::{AreaEntry, Facts, PlanEntry, Unit, Vintage};
use crate::domain::{Area, Day, Event, Land, Plan, PlanState, Succession, Territory, UnitRef, UnitVersion, state_on};

pub(super) fn vintage_on(vintages: &[Vintage], day: Day) -> &Vintage {
    let after = vintages.partition_point(|vintage| vintage.from.is_none_or(|from| from <= day));
    // The first vintage has no start, so there is always one before `after`.
    &vintages[after.saturating_sub(1)]
}

/// What happened to the plans that adjust each plan, and to those that adjust these. A plan is told by its identifier, that of the
/// plan it adjusts, and its events.
pub(super) fn successions<'a>(plans: impl Iterator<Item = (&'a str, Option<&'a str>, &'a [Event])>) -> HashMap<String, Vec<Succession>> {
    let mut direct: HashMap<&str, Vec<(&str, Succession)>> = HashMap::new();
    for (id, adjusts, events) in plans {
        if let (Some(earlier), Some(succession)) = (adjusts, Succession::of(events)) {
            direct.entry(earlier).or_default().push((id, succession));
        }
    }
    let later = |id: &str| direct.get(id).cloned().unwrap_or_default();
    direct.keys().map(|&id| (id.to_owned(), all_later(id, later))).collect()
}

/// A plan that replaced an approved successor replaces what that one had replaced. A plan is never its own successor.
pub(super) fn all_later<'a>(id: &'a str, direct: impl Fn(&str) -> Vec<(&'a str, Succession)>) -> Vec<Succession> {
    let (mut seen, mut open, mut all) = (HashSet::from([id]), vec![id], Vec::new());
    while let Some(earlier) = open.pop() {
        for (later, succession) in direct(earlier) {
            if seen.insert(later) {
                all.push(succession);
                open.extend(succession.approved_on.map(|_| later));
            }
        }
    }
    all
}

impl Unit {
    /// `None` for a unit without land.
    pub(super) fn new(version: UnitVersion, known: &HashMap<u64, Facts>) -> Option<Self> {
        let facts = Facts::of(&version.boundary, known)?;
        let names = Names::new(&version.name, &version.full_name(), version.code.as_str());
        let print = hash_of(&(version.key(), &version.name, version.kind, version.period, facts.hash));
        Some(Self { version, facts, names, print })
    }
}

/// Turns references into land.
pub(super) struct Resolver<'a> {
    pub(super) units: &'a [Arc<Unit>],
    pub(super) vintages: &'a [Vintage],
    pub(super) known: &'a HashMap<u64, Facts>,
}

impl Resolver<'_> {
    /// The units that make up the named ones, each as it was on its day; and the references that name nothing.
    fn units(&self, named: &[UnitRef], day_of: impl Fn(&UnitRef) -> Day) -> (Vec<Piece>, Vec<String>) {
        let (mut pieces, mut unresolved) = (BTreeSet::new(), Vec::new());
        for unit in named {
            let day = day_of(unit);
            let vintage = vintage_on(self.vintages, day);
            match vintage.unit(&unit.code) {
                Some(index) => pieces.extend(vintage.leaves(index)),
                None => unresolved.push(format!("{}@{day}", unit.code)),
            }
        }
        (pieces.into_iter().map(|index| Piece::Unit(Arc::clone(&self.units[index]))).collect(), unresolved)
    }

    fn own(&self, land: &Land, own: Option<Facts>) -> Vec<Piece> {
        own.or_else(|| Facts::of(land, self.known)).map(Piece::Own).into_iter().collect()
    }

    /// An area with its land. `own` is what is known of its boundary, if the record is one that was resolved before.
    pub(super) fn area(&self, area: Arc<Area>, own: Option<Facts>) -> AreaEntry {
        let (pieces, unresolved) = match &area.boundary {
            Some(land) => (self.own(land, own), Vec::new()),
            // An area that names units without a day means them as they were when the area began.
            None => self.units(&area.units, |unit| unit.on.or(area.period.from).unwrap_or(Day::MIN)),
        };
        let names = Names::new(&area.name, &area.name, &area.id);
        let mut entry = AreaEntry { area, pieces, unresolved, names, print: 0 };
        let Area { id, name, kind, period, .. } = entry.area.as_ref();
        entry.print = hash_of(&(id, name, kind, period, hashes(&entry.shapes())));
        entry
    }

    /// A plan with its land and its states.
    pub(super) fn plan(
        &self,
        plan: Arc<Plan>,
        own: Option<Facts>,
        later: &[Succession],
        area: impl Fn(&str) -> Option<Arc<AreaEntry>>,
    ) -> PlanEntry {
        let (pieces, unresolved) = match &plan.territory {
            Territory::Boundary(land) => (self.own(land, own), Vec::new()),
            Territory::Units(named) => self.units(named, |unit| plan.vintage_day(unit)),
            Territory::Areas(ids) => {
                let found = ids.iter().filter_map(|id| area(id)).map(Piece::Area).collect();
                (found, ids.iter().filter(|id| area(id).is_none()).cloned().collect())
            }
            Territory::None => (Vec::new(), Vec::new()),
        };
        PlanEntry::new(plan, pieces, unresolved, later)
    }
}

impl PlanEntry {
    fn new(plan: Arc<Plan>, pieces: Vec<Piece>, unresolved: Vec<String>, later: &[Succession]) -> Self {
        let decision = plan.approval().and_then(|event| event.document_number.as_deref()).unwrap_or("");
        let names = Names::new(&plan.name, decision, &plan.id);
        let mut entry = Self { states: states(&plan.events, later), plan, pieces, unresolved, names, print: 0 };
        let Plan { id, name, kind, .. } = entry.plan.as_ref();
        entry.print = hash_of(&(id, name, kind, &entry.states, hashes(&entry.shapes())));
        entry
    }

    /// The same plan and land with other later plans; `None` if its states are then what they are.
    pub(super) fn succeeded(&self, later: &[Succession]) -> Option<Self> {
        let differ = states(&self.plan.events, later) != self.states;
        differ.then(|| Self::new(Arc::clone(&self.plan), self.pieces.clone(), self.unresolved.clone(), later))
    }
}

fn hashes(shapes: &[super::Shape<'_>]) -> Vec<u64> {
    shapes.iter().map(|shape| shape.facts.hash).collect()
}

pub(super) fn hash_of(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

/// The states a plan goes through, each with its first day.
pub(super) fn states(events: &[Event], later: &[Succession]) -> Vec<(Day, PlanState)> {
    let own = events.iter().filter_map(|event| event.actual_on);
    let turns = later.iter().flat_map(Succession::turns);
    let days: BTreeSet<Day> = own.chain(turns).collect();
    let mut states: Vec<(Day, PlanState)> = days.into_iter().map(|day| (day, state_on(day, events, later))).collect();
    states.dedup_by_key(|(_, state)| *state);
    if states.first().is_some_and(|(_, state)| *state == PlanState::None) {
        states.remove(0);
    }
    states
}
