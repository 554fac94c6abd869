//! Records in, read model out.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::list::List;
use super::resolve::{Resolver, hash_of, successions};
use super::spatial::{ListIndex, SpatialIndex};
use super::timeline::Timeline;
use super::{AreaEntry, Facts, PlanEntry, Unit, Vintage, links};
use crate::domain::{Area, Lineage, Observation, Plan, Tier, UnitVersion};

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
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The revision of the store it shows.
    pub revision: u64,
    /// Every unit version, by code and first day.
    pub units: Arc<Vec<Arc<Unit>>>,
    /// Every area, by identifier.
    pub areas: List<AreaEntry>,
    /// Every plan, by identifier.
    pub plans: List<PlanEntry>,
    /// Every reported figure, by indicator, unit, day and source.
    pub observations: Arc<Vec<Observation>>,
    /// Every record of whose land went where, by day and units.
    pub lineage: Arc<Vec<Lineage>>,
    /// The days on which anything changes.
    pub timeline: Timeline,
    pub(super) vintages: Arc<Vec<Vintage>>,
    pub(super) unit_index: Arc<SpatialIndex<usize>>,
    pub(super) plan_index: ListIndex,
    pub(super) area_index: ListIndex,
    /// The plans that adjust each plan.
    pub(super) adjusting: links::Links,
    /// The plans whose territory is each area.
    pub(super) territories: links::Links,
    /// The sum of the hashes of all that it holds.
    pub(super) contents: u64,
    /// How many plans of each tier there are, whatever their days.
    pub(super) by_tier: BTreeMap<Tier, usize>,
}

/// What a snapshot is put together from; with a record that has been resolved before goes what is known of its boundary.
pub(super) struct Parts {
    pub(super) revision: u64,
    /// In order.
    pub(super) units: Vec<Arc<Unit>>,
    /// In order.
    pub(super) areas: Vec<(Arc<Area>, Option<Facts>)>,
    /// In order.
    pub(super) plans: Vec<(Arc<Plan>, Option<Facts>)>,
    pub(super) observations: Vec<Observation>,
    pub(super) lineage: Vec<Lineage>,
}

impl Snapshot {
    /// Builds the read model; facts of shapes that `previous` knows are taken from it, and its slots are kept.
    ///
    /// Records without land (an empty boundary) are left out of the units.
    #[must_use]
    pub fn build(mut records: Records, previous: Option<&Self>) -> Self {
        let known = previous.map(Self::known_facts).unwrap_or_default();
        records.units.sort_by_key(UnitVersion::key);
        records.areas.sort_by(|a, b| a.id.cmp(&b.id));
        records.plans.sort_by(|a, b| a.id.cmp(&b.id));
        let parts = Parts {
            revision: records.revision,
            units: records.units.into_par_iter().filter_map(|version| Unit::new(version, &known).map(Arc::new)).collect(),
            areas: records.areas.into_iter().map(|area| (Arc::new(area), None)).collect(),
            plans: records.plans.into_iter().map(|plan| (Arc::new(plan), None)).collect(),
            observations: records.observations,
            lineage: records.lineage,
        };
        Self::assemble(parts, &known, previous)
    }

    pub(super) fn assemble(mut parts: Parts, known: &HashMap<u64, Facts>, previous: Option<&Self>) -> Self {
        parts.observations.sort_by(|a, b| a.key().cmp(&b.key()));
        parts.lineage.sort_by_key(Lineage::key);
        let vintages = Vintage::all(&parts.units);
        let resolver = Resolver { units: &parts.units, vintages: &vintages, known };
        let areas = parts.areas.into_par_iter().map(|(area, own)| Arc::new(resolver.area(area, own))).collect();
        let areas = List::new(areas, previous.map(|previous| &previous.areas));
        let successions =
            successions(parts.plans.iter().map(|(plan, _)| (plan.id.as_str(), plan.adjusts.as_deref(), plan.events.as_slice())));
        let plans = parts.plans.into_par_iter().map(|(plan, own)| {
            let later = successions.get(&plan.id).map_or(&[][..], Vec::as_slice);
            Arc::new(resolver.plan(plan, own, later, |id| areas.find(id).map(|index| Arc::clone(&areas[index]))))
        });
        let plans = List::new(plans.collect(), previous.map(|previous| &previous.plans));
        let mut snapshot = Self {
            revision: parts.revision,
            timeline: Timeline::default(),
            unit_index: Arc::new(SpatialIndex::new(parts.units.iter().enumerate().map(|(index, unit)| (unit.facts.bounds, index)))),
            plan_index: ListIndex::new(&plans, PlanEntry::rectangles),
            area_index: ListIndex::new(&areas, AreaEntry::rectangles),
            adjusting: links::Links::new(&plans, links::adjusted),
            territories: links::Links::new(&plans, links::areas),
            contents: 0,
            by_tier: BTreeMap::new(),
            vintages: Arc::new(vintages),
            observations: Arc::new(parts.observations),
            lineage: Arc::new(parts.lineage),
            units: Arc::new(parts.units),
            areas,
            plans,
        };
        snapshot.count();
        snapshot
    }

    /// Counts days and contents.
    fn count(&mut self) {
        let mut by_tier: BTreeMap<Tier, usize> = BTreeMap::new();
        let (areas, plans): (Vec<&AreaEntry>, Vec<&PlanEntry>) =
            (self.areas.iter().map(AsRef::as_ref).collect(), self.plans.iter().map(AsRef::as_ref).collect());
        self.timeline.add_units(self.units.iter().map(AsRef::as_ref));
        self.timeline.exchange_areas(&[], &areas);
        self.timeline.exchange_plans(&[], &plans);
        let prints = self.units.iter().map(|unit| unit.print).chain(areas.iter().map(|entry| entry.print));
        let prints = prints.chain(plans.iter().map(|entry| entry.print)).chain(self.observations.iter().map(print));
        let prints = prints.chain(self.lineage.iter().map(print_of_lineage));
        self.contents = prints.fold(0, u64::wrapping_add);
        plans.iter().filter_map(|entry| entry.plan.kind.tier()).for_each(|tier| *by_tier.entry(tier).or_default() += 1);
        self.by_tier = by_tier;
    }

    fn known_facts(&self) -> HashMap<u64, Facts> {
        let units = self.units.iter().map(|unit| unit.facts);
        let plans = self.plans.iter().flat_map(|entry| entry.shapes().into_iter().map(|shape| *shape.facts).collect::<Vec<_>>());
        let areas = self.areas.iter().flat_map(|entry| entry.shapes().into_iter().map(|shape| *shape.facts).collect::<Vec<_>>());
        units.chain(plans).chain(areas).map(|facts| (facts.hash, facts)).collect()
    }
}

/// The hash of a record of lineage.
pub(super) fn print_of_lineage(record: &Lineage) -> u64 {
    hash_of(&(record.key(), record.extent, record.share.map(f64::to_bits), &record.source, &record.clause, &record.note))
}

/// The hash of a reported figure.
pub(super) fn print(observation: &Observation) -> u64 {
    hash_of(&(observation.key(), observation.value.to_bits(), &observation.unit, &observation.author, &observation.note))
}
