//! Records in, read model out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Point, Rect};
use rayon::prelude::*;

use super::entries::{Piece, union_of_bounds};
use super::names::{Hit, HitKind, Names};
use super::spatial::SpatialIndex;
use super::timeline::{self, Change};
use super::{AreaEntry, Facts, PlanEntry, Unit, Vintage};
use crate::domain::{
    Area, Day, Event, Land, Lineage, Observation, Plan, PlanState, Succession, Territory, UnitCode, UnitRef, UnitVersion, state_on,
};

/// What a snapshot is built from: every record of the store at one revision.
#[derive(Debug, Default)]
pub struct Records {
    /// The revision.
    pub revision: u64,
    /// The unit versions.
    pub units: Vec<UnitVersion>,
    /// The areas.
    pub areas: Vec<Area>,
    /// The plans, with their events.
    pub plans: Vec<Plan>,
    /// Figures that somebody has reported.
    pub observations: Vec<Observation>,
    /// Records of whose land went where.
    pub lineage: Vec<Lineage>,
}

/// The immutable read model at one revision.
#[derive(Debug)]
pub struct Snapshot {
    /// The revision of the store it shows.
    pub revision: u64,
    /// Every unit version, by code and first day.
    pub units: Vec<Arc<Unit>>,
    /// Every area, by identifier.
    pub areas: Vec<Arc<AreaEntry>>,
    /// Every plan, by identifier.
    pub plans: Vec<Arc<PlanEntry>>,
    /// Every reported figure, by indicator, unit, day and source.
    pub observations: Vec<Observation>,
    /// Every record of whose land went where, by day and units.
    pub lineage: Vec<Lineage>,
    /// The days on which anything changes.
    pub timeline: BTreeMap<Day, Change>,
    vintages: Vec<Vintage>,
    plan_ids: HashMap<String, usize>,
    area_ids: HashMap<String, usize>,
    unit_index: SpatialIndex,
    plan_index: SpatialIndex,
    area_index: SpatialIndex,
    names: Names,
}

impl Snapshot {
    /// Builds the read model; facts of shapes that `previous` knows are taken from it.
    ///
    /// Records without land (an empty boundary) are left out of the units.
    #[must_use]
    pub fn build(mut records: Records, previous: Option<&Self>) -> Self {
        let known = previous.map(Self::known_facts).unwrap_or_default();
        records.units.sort_by_key(UnitVersion::key);
        records.areas.sort_by(|a, b| a.id.cmp(&b.id));
        records.plans.sort_by(|a, b| a.id.cmp(&b.id));
        records.observations.sort_by(|a, b| a.key().cmp(&b.key()));
        records.lineage.sort_by_key(Lineage::key);
        let units: Vec<Arc<Unit>> = records
            .units
            .into_par_iter()
            .filter_map(|version| Facts::of(&version.boundary, &known).map(|facts| Arc::new(Unit { version, facts })))
            .collect();
        let vintages = Vintage::all(&units);
        let resolver = Resolver { units: &units, vintages: &vintages, known: &known };
        let areas: Vec<Arc<AreaEntry>> = records.areas.into_par_iter().map(|area| Arc::new(resolver.area(area))).collect();
        let area_ids: HashMap<String, usize> = areas.iter().enumerate().map(|(index, entry)| (entry.area.id.clone(), index)).collect();
        let successions = successions(records.plans.iter().map(|plan| (plan.id.as_str(), plan.adjusts.as_deref(), plan.events.as_slice())));
        let plans: Vec<Arc<PlanEntry>> = records
            .plans
            .into_par_iter()
            .map(|plan| {
                let later = successions.get(&plan.id).map_or(&[][..], Vec::as_slice);
                Arc::new(resolver.plan(plan, later, |id| area_ids.get(id).map(|&index| Arc::clone(&areas[index]))))
            })
            .collect();
        Self {
            revision: records.revision,
            observations: records.observations,
            lineage: records.lineage,
            timeline: timeline::changes(units.iter().map(AsRef::as_ref), plans.iter().map(AsRef::as_ref)),
            plan_ids: plans.iter().enumerate().map(|(index, entry)| (entry.plan.id.clone(), index)).collect(),
            unit_index: SpatialIndex::new(units.iter().enumerate().map(|(index, unit)| (unit.facts.bounds, index))),
            plan_index: index_of(plans.iter().map(|entry| entry.shapes())),
            area_index: index_of(areas.iter().map(|entry| entry.shapes())),
            names: names(&units, &areas, &plans),
            vintages,
            area_ids,
            units,
            areas,
            plans,
        }
    }

    fn known_facts(&self) -> HashMap<u64, Facts> {
        let units = self.units.iter().map(|unit| unit.facts);
        let plans = self.plans.iter().flat_map(|entry| entry.shapes().into_iter().map(|shape| *shape.facts).collect::<Vec<_>>());
        let areas = self.areas.iter().flat_map(|entry| entry.shapes().into_iter().map(|shape| *shape.facts).collect::<Vec<_>>());
        units.chain(plans).chain(areas).map(|facts| (facts.hash, facts)).collect()
    }

    /// The units as they are on a day.
    #[must_use]
    pub fn vintage(&self, day: Day) -> &Vintage {
        vintage_on(&self.vintages, day)
    }

    /// The unit that has the code on a day, by its place in `units`.
    #[must_use]
    pub fn unit_on(&self, code: &UnitCode, day: Day) -> Option<usize> {
        self.vintage(day).unit(code)
    }

    /// The stretches of days in which no unit changes, oldest first; the first has no start.
    #[must_use]
    pub fn vintages(&self) -> &[Vintage] {
        &self.vintages
    }

    /// The version of a code that is valid on a day, or else the last one that was before.
    #[must_use]
    pub fn last_version(&self, code: &UnitCode, day: Day) -> Option<usize> {
        let begun = |index: &usize| self.units[*index].version.period.from.is_none_or(|from| from <= day);
        self.versions(code).into_iter().rfind(begun)
    }

    /// Every version of a code, oldest first, by their places in `units`.
    #[must_use]
    pub fn versions(&self, code: &UnitCode) -> Vec<usize> {
        let first = self.units.partition_point(|unit| unit.version.code < *code);
        (first..self.units.len()).take_while(|&index| self.units[index].version.code == *code).collect()
    }

    /// The plan that has the identifier, by its place in `plans`.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<usize> {
        self.plan_ids.get(id).copied()
    }

    /// The area that has the identifier, by its place in `areas`.
    #[must_use]
    pub fn area(&self, id: &str) -> Option<usize> {
        self.area_ids.get(id).copied()
    }

    /// The units of the day at a point, from the top down: those of the smallest unit that has the point, with all it belongs to.
    /// Where flawed boundaries overlap, the one with the lowest code is taken.
    #[must_use]
    pub fn units_at(&self, point: Point, day: Day) -> Vec<usize> {
        let unit = |index: usize| &self.units[index].version;
        let mut near = self.unit_index.touching(Rect::new(point.0, point.0));
        near.retain(|&index| unit(index).period.contains(day));
        // Communes first: where one has the point, the long borders of its district and province need not be walked.
        near.sort_by_key(|&index| (Reverse(unit(index).level()), index));
        let smallest = near.chunk_by(|&a, &b| unit(a).level() == unit(b).level()).find_map(|level| {
            let mut on_border = None;
            let inside = level.iter().copied().find(|&index| match unit(index).boundary.coordinate_position(&point.0) {
                CoordPos::Inside => true,
                CoordPos::OnBoundary => {
                    on_border.get_or_insert(index);
                    false
                }
                CoordPos::Outside => false,
            });
            inside.or(on_border)
        });
        smallest.map(|unit| self.vintage(day).chain(unit)).unwrap_or_default()
    }

    /// The units, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn units_near(&self, rect: Rect) -> Vec<usize> {
        self.unit_index.touching(rect)
    }

    /// The plans, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn plans_near(&self, rect: Rect) -> Vec<usize> {
        self.plan_index.touching(rect)
    }

    /// The areas, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn areas_near(&self, rect: Rect) -> Vec<usize> {
        self.area_index.touching(rect)
    }

    /// Units, areas and plans whose name or code matches, best first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        self.names.search(query)
    }

    /// The least rectangle around all units of a day; of any day if that one has none.
    #[must_use]
    pub fn bounds(&self, day: Day) -> Option<Rect> {
        let on_day = union_of_bounds(self.vintage(day).units().map(|index| self.units[index].facts.bounds));
        on_day.or_else(|| union_of_bounds(self.units.iter().map(|unit| unit.facts.bounds)))
    }
}

fn vintage_on(vintages: &[Vintage], day: Day) -> &Vintage {
    let after = vintages.partition_point(|vintage| vintage.from.is_none_or(|from| from <= day));
    // The first vintage has no start, so there is always one before `after`.
    &vintages[after.saturating_sub(1)]
}

fn index_of<'a>(shapes: impl Iterator<Item = Vec<super::Shape<'a>>>) -> SpatialIndex {
    SpatialIndex::new(shapes.enumerate().flat_map(|(index, shapes)| shapes.into_iter().map(move |shape| (shape.facts.bounds, index))))
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
    direct.keys().map(|&id| (id.to_owned(), all_later(id, &direct))).collect()
}

/// A plan that replaced an approved successor replaces what that one had replaced. A plan is never its own successor.
fn all_later(id: &str, direct: &HashMap<&str, Vec<(&str, Succession)>>) -> Vec<Succession> {
    let (mut seen, mut open, mut all) = (HashSet::from([id]), vec![id], Vec::new());
    while let Some(earlier) = open.pop() {
        for &(later, succession) in direct.get(earlier).into_iter().flatten() {
            if seen.insert(later) {
                all.push(succession);
                open.extend(succession.approved_on.map(|_| later));
            }
        }
    }
    all
}

fn names(units: &[Arc<Unit>], areas: &[Arc<AreaEntry>], plans: &[Arc<PlanEntry>]) -> Names {
    let mut names = Names::default();
    for (index, unit) in units.iter().enumerate() {
        names.add(HitKind::Unit(index), &unit.version.name, &unit.version.full_name(), unit.version.code.as_str());
    }
    for (index, entry) in areas.iter().enumerate() {
        names.add(HitKind::Area(index), &entry.area.name, &entry.area.name, &entry.area.id);
    }
    for (index, entry) in plans.iter().enumerate() {
        let decision = entry.plan.approval().and_then(|event| event.document_number.as_deref()).unwrap_or("");
        names.add(HitKind::Plan(index), &entry.plan.name, decision, &entry.plan.id);
    }
    names
}

/// Turns references into land.
struct Resolver<'a> {
    units: &'a [Arc<Unit>],
    vintages: &'a [Vintage],
    known: &'a HashMap<u64, Facts>,
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

    fn own(&self, land: &Land) -> Vec<Piece> {
        Facts::of(land, self.known).map(Piece::Own).into_iter().collect()
    }

    fn area(&self, area: Area) -> AreaEntry {
        let (pieces, unresolved) = match &area.boundary {
            Some(land) => (self.own(land), Vec::new()),
            // An area that names units without a day means them as they were when the area began.
            None => self.units(&area.units, |unit| unit.on.or(area.period.from).unwrap_or(Day::MIN)),
        };
        AreaEntry { area, pieces, unresolved }
    }

    fn plan(&self, plan: Plan, later: &[Succession], area: impl Fn(&str) -> Option<Arc<AreaEntry>>) -> PlanEntry {
        let (pieces, unresolved) = match &plan.territory {
            Territory::Boundary(land) => (self.own(land), Vec::new()),
            Territory::Units(named) => self.units(named, |unit| plan.vintage_day(unit)),
            Territory::Areas(ids) => {
                let found = ids.iter().filter_map(|id| area(id)).map(Piece::Area).collect();
                (found, ids.iter().filter(|id| area(id).is_none()).cloned().collect())
            }
            Territory::None => (Vec::new(), Vec::new()),
        };
        PlanEntry { states: states(&plan.events, later), plan, pieces, unresolved }
    }
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
