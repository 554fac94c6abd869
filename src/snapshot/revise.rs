//! A revision from the one before and what has changed: all that the change does not reach is shared.
//!
//! What a change of a plan reaches: the plans it adjusts, directly or by way of others, whose states follow from it. What a change of an
//! area reaches: the plans whose territory it is. When units change, every reference may mean another land, so all is
//! resolved anew; the records and what is known of their boundaries are still shared.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use geo::BoundingRect;
use rayon::prelude::*;

use super::build::{Parts, print, print_of_lineage};
use super::links;
use super::list::List;
use super::resolve::{Resolver, all_later};
use super::{AreaEntry, Facts, Identified, PlanEntry, Slot, Snapshot, Unit};
use crate::domain::{Area, AreaId, Lineage, Observation, Plan, PlanId, UnitCode, UnitVersion};

/// What has changed since a revision.
#[derive(Debug, Default)]
pub struct Delta {
    /// The revision that it leads to.
    pub revision: u64,
    /// All the versions of codes of which any has changed.
    pub units: BTreeMap<UnitCode, Vec<UnitVersion>>,
    /// Areas put, or removed.
    pub areas: BTreeMap<AreaId, Option<Area>>,
    /// Plans put, or removed.
    pub plans: BTreeMap<PlanId, Option<Plan>>,
    /// All the reported figures of indicators of which any has changed.
    pub observations: BTreeMap<String, Vec<Observation>>,
    /// All the records of where the land of a unit went, by its code, of units of which any has changed.
    pub lineage: BTreeMap<UnitCode, Vec<Lineage>>,
}

/// A record, with what is known of its boundary if it was resolved before.
type Resolved<T> = (Arc<T>, Option<Facts>);

impl Snapshot {
    /// The snapshot after a change, equal to one built from all records. Costs what the change reaches; a change of units costs
    /// a walk over everything.
    #[must_use]
    pub fn revised(&self, mut delta: Delta) -> Self {
        delta.units.retain(|code, versions| self.units_differ(code, versions));
        delta.areas.retain(|id, area| self.areas.find(id).map(|place| self.areas[place].area.as_ref()) != area.as_ref());
        delta.plans.retain(|id, plan| self.plans.find(id).map(|place| self.plans[place].plan.as_ref()) != plan.as_ref());
        if !delta.units.is_empty() {
            return self.with_units(delta);
        }
        let mut next = self.clone();
        next.revision = delta.revision;
        next.exchange_observations(&delta.observations);
        next.exchange_lineage(&delta.lineage);
        let areas: BTreeSet<AreaId> = delta.areas.keys().cloned().collect();
        if !areas.is_empty() {
            next.exchange_areas(delta.areas);
        }
        let naming = areas.iter().flat_map(|id| self.territories.to(id)).filter_map(|slot| self.plans.at(*slot)).cloned().collect();
        if !delta.plans.is_empty() || !areas.is_empty() {
            next.exchange_plans(delta.plans, naming);
        }
        next
    }

    fn units_differ(&self, code: &UnitCode, versions: &mut [UnitVersion]) -> bool {
        versions.sort_by_key(UnitVersion::key);
        let stored: Vec<&UnitVersion> = self.versions(code).into_iter().map(|index| &self.units[index].version).collect();
        // A version without land is in no snapshot.
        let given = versions.iter().filter(|version| version.boundary.bounding_rect().is_some());
        stored != given.collect::<Vec<_>>()
    }

    fn exchange_lineage(&mut self, changed: &BTreeMap<UnitCode, Vec<Lineage>>) {
        if changed.is_empty() {
            return;
        }
        let mut lineage = self.lineage_with(changed);
        lineage.sort_by_key(Lineage::key);
        let sum = |records: &[Lineage]| records.iter().map(print_of_lineage).fold(0, u64::wrapping_add);
        self.contents = self.contents.wrapping_sub(sum(&self.lineage)).wrapping_add(sum(&lineage));
        self.lineage = Arc::new(lineage);
    }

    fn lineage_with(&self, changed: &BTreeMap<UnitCode, Vec<Lineage>>) -> Vec<Lineage> {
        let kept = self.lineage.iter().filter(|known| !changed.contains_key(&known.from_code)).cloned();
        kept.chain(changed.values().flatten().cloned()).collect()
    }

    fn exchange_observations(&mut self, changed: &BTreeMap<String, Vec<Observation>>) {
        if changed.is_empty() {
            return;
        }
        let kept = self.observations.iter().filter(|known| !changed.contains_key(&known.indicator)).cloned();
        let mut observations: Vec<Observation> = kept.chain(changed.values().flatten().cloned()).collect();
        observations.sort_by(|a, b| a.key().cmp(&b.key()));
        let sum = |observations: &[Observation]| observations.iter().map(print).fold(0, u64::wrapping_add);
        self.contents = self.contents.wrapping_sub(sum(&self.observations)).wrapping_add(sum(&observations));
        self.observations = Arc::new(observations);
    }

    fn exchange_areas(&mut self, changed: BTreeMap<AreaId, Option<Area>>) {
        let known = known(changed.keys().filter_map(|id| self.areas.find(id)).filter_map(|place| self.areas[place].own()));
        let resolver = Resolver { units: &self.units, vintages: &self.vintages, known: &known };
        let entries = changed.into_iter().map(|(id, area)| (id, area.map(|area| Arc::new(resolver.area(Arc::new(area), None)))));
        let (areas, touched) = self.areas.revised(entries.collect());
        let (before, now) = both(&self.areas, &areas, &touched);
        self.timeline.exchange_areas(&before, &now);
        self.contents = exchanged(self.contents, before.iter().map(|entry| entry.print), now.iter().map(|entry| entry.print));
        self.area_index = self.area_index.revised(&areas, &touched, AreaEntry::rectangles);
        self.areas = areas;
    }

    /// Plans put and removed, and plans to resolve anew, as they were.
    fn exchange_plans(&mut self, changed: BTreeMap<PlanId, Option<Plan>>, naming: Vec<Arc<PlanEntry>>) {
        let before = self.plans.clone();
        let known = known(changed.keys().filter_map(|id| before.find(id)).filter_map(|place| before[place].own()));
        let mut touched: BTreeSet<Slot> = BTreeSet::new();
        let ids: Vec<PlanId> = changed.keys().cloned().collect();
        let mut records: BTreeMap<PlanId, Option<Resolved<Plan>>> =
            changed.into_iter().map(|(id, plan)| (id, plan.map(|plan| (Arc::new(plan), None)))).collect();
        for entry in naming {
            records.entry(entry.plan.id.clone()).or_insert_with(|| Some((Arc::clone(&entry.plan), entry.own())));
        }
        // First the plans themselves, as if nothing followed on them; then what follows for them and for those they adjust.
        let resolver = Resolver { units: &self.units, vintages: &self.vintages, known: &known };
        let area = |id: &str| self.areas.find(id).map(|place| Arc::clone(&self.areas[place]));
        let entries: Vec<(PlanId, Option<Arc<PlanEntry>>)> =
            records.into_par_iter().map(|(id, plan)| (id, plan.map(|(plan, own)| Arc::new(resolver.plan(plan, own, &[], area))))).collect();
        let again: Vec<PlanId> = entries.iter().map(|(id, _)| id.clone()).collect();
        let (plans, slots) = before.revised(entries);
        self.relink(&before, &plans, &slots);
        touched.extend(slots);
        self.plans = plans;
        let concerned: BTreeSet<PlanId> = earlier(&before, &self.plans, ids).into_iter().chain(again).collect();
        let succeeded = concerned.into_iter().filter_map(|id| {
            let entry = self.plans[self.plans.find(&id)?].succeeded(&all_later(&id, |id| self.direct_successions(id)))?;
            Some((id, Some(Arc::new(entry))))
        });
        let (plans, slots) = self.plans.revised(succeeded.collect());
        self.plans = plans;
        touched.extend(slots);
        self.settle_plans(&before, &touched.into_iter().collect::<Vec<_>>());
    }

    fn relink(&mut self, before: &List<PlanEntry>, now: &List<PlanEntry>, slots: &[Slot]) {
        for slot in slots.iter().copied().collect::<BTreeSet<_>>() {
            let [a, b] = [before.at(slot), now.at(slot)].map(|entry| entry.map(|entry| entry.plan.as_ref()));
            let named = |plan: Option<&Plan>, by: fn(&Plan) -> &[String]| plan.map(|plan| by(plan).to_vec()).unwrap_or_default();
            self.adjusting.exchange(slot, &named(a, links::adjusted), &named(b, links::adjusted));
            self.territories.exchange(slot, &named(a, links::areas), &named(b, links::areas));
        }
    }

    fn settle_plans(&mut self, earlier: &List<PlanEntry>, touched: &[Slot]) {
        let (before, now) = both(earlier, &self.plans, touched);
        self.timeline.exchange_plans(&before, &now);
        let of_a_tier = |entry: &&PlanEntry| entry.plan.kind.tier();
        now.iter().filter_map(of_a_tier).for_each(|tier| *self.by_tier.entry(tier).or_default() += 1);
        before.iter().filter_map(of_a_tier).for_each(|tier| *self.by_tier.entry(tier).or_default() -= 1);
        self.contents = exchanged(self.contents, before.iter().map(|entry| entry.print), now.iter().map(|entry| entry.print));
        self.plan_index = self.plan_index.revised(&self.plans, touched, PlanEntry::rectangles);
    }

    /// With other units: every reference is resolved anew.
    fn with_units(&self, delta: Delta) -> Self {
        let Delta { revision, units, areas, plans, observations, lineage } = delta;
        let known: HashMap<u64, Facts> = known(units.keys().flat_map(|code| self.versions(code)).map(|index| self.units[index].facts));
        let kept = self.units.iter().filter(|unit| !units.contains_key(&unit.version.code)).cloned();
        let new = units.values().flatten().filter_map(|version| Unit::new(version.clone(), &known)).map(Arc::new);
        let mut units: Vec<Arc<Unit>> = kept.chain(new).collect();
        units.sort_by_key(|unit| unit.version.key());
        let kept = self.observations.iter().filter(|known| !observations.contains_key(&known.indicator)).cloned();
        let parts = Parts {
            revision,
            units,
            areas: merged(self.areas.iter().map(|entry| (&entry.area, entry.own())), areas, |area| &area.id),
            plans: merged(self.plans.iter().map(|entry| (&entry.plan, entry.own())), plans, |plan| &plan.id),
            observations: kept.chain(observations.values().flatten().cloned()).collect(),
            lineage: self.lineage_with(&lineage),
        };
        Self::assemble(parts, &HashMap::new(), Some(self))
    }
}

/// The plans that some adjust, directly or by way of others, before or after a change.
fn earlier(before: &List<PlanEntry>, now: &List<PlanEntry>, mut open: Vec<PlanId>) -> BTreeSet<PlanId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        for plans in [before, now] {
            let adjusted = plans.find(&id).and_then(|place| plans[place].plan.adjusts.clone());
            open.extend(adjusted.filter(|id| found.insert(id.clone())));
        }
    }
    found
}

/// Records in order, some of them put or removed.
fn merged<'a, T: 'a>(
    before: impl Iterator<Item = (&'a Arc<T>, Option<Facts>)>,
    changed: BTreeMap<String, Option<T>>,
    id: impl Fn(&T) -> &String,
) -> Vec<Resolved<T>> {
    let kept = before.filter(|(record, _)| !changed.contains_key(id(record))).map(|(record, own)| (Arc::clone(record), own));
    let mut all: Vec<Resolved<T>> = kept.collect();
    all.extend(changed.into_values().flatten().map(|record| (Arc::new(record), None)));
    all.sort_by(|a, b| id(&a.0).cmp(id(&b.0)));
    all
}

fn known(facts: impl Iterator<Item = Facts>) -> HashMap<u64, Facts> {
    facts.map(|facts| (facts.hash, facts)).collect()
}

/// What was in slots, and what is.
fn both<'a, T: Identified>(before: &'a List<T>, now: &'a List<T>, slots: &[Slot]) -> (Vec<&'a T>, Vec<&'a T>) {
    let slots: BTreeSet<Slot> = slots.iter().copied().collect();
    let things = |list: &'a List<T>| slots.iter().filter_map(|slot| list.at(*slot)).map(AsRef::as_ref).collect();
    (things(before), things(now))
}

fn exchanged(sum: u64, before: impl Iterator<Item = u64>, now: impl Iterator<Item = u64>) -> u64 {
    now.fold(before.fold(sum, u64::wrapping_sub), u64::wrapping_add)
}
