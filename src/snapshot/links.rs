//! Who names whom: the plans that adjust a plan, and those whose territory is an area.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::list::{List, Slot};
use super::{PlanEntry, Snapshot};
use crate::domain::{Plan, Succession, Territory};

/// Plans, by their slots, under each identifier that they name; shared by revisions for as long as no such name changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Links(Arc<HashMap<String, Vec<Slot>>>);

impl Links {
    /// Those of all plans, which name what `named` tells.
    pub(super) fn new(plans: &List<PlanEntry>, named: impl Fn(&Plan) -> &[String]) -> Self {
        let mut links: HashMap<String, Vec<Slot>> = HashMap::new();
        for (place, entry) in plans.iter().enumerate() {
            for name in named(&entry.plan) {
                links.entry(name.clone()).or_default().push(plans.slot(place));
            }
        }
        Self(Arc::new(links))
    }

    /// The slots of plans that name it.
    pub(super) fn to(&self, name: &str) -> &[Slot] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// What is named from a slot was this, and is that.
    pub(super) fn exchange(&mut self, slot: Slot, before: &[String], now: &[String]) {
        if before == now {
            return;
        }
        let links = Arc::make_mut(&mut self.0);
        for name in before {
            if let Some(slots) = links.get_mut(name) {
                slots.retain(|known| *known != slot);
                if slots.is_empty() {
                    links.remove(name);
                }
            }
        }
        for name in now {
            links.entry(name.clone()).or_default().push(slot);
        }
    }
}

/// The plan that it adjusts.
pub(super) fn adjusted(plan: &Plan) -> &[String] {
    plan.adjusts.as_slice()
}

/// The areas that are its territory.
pub(super) fn areas(plan: &Plan) -> &[String] {
    match &plan.territory {
        Territory::Areas(ids) => ids,
        Territory::Boundary(_) | Territory::Units(_) | Territory::None => &[],
    }
}

impl Snapshot {
    /// The plans that adjust one, directly or by way of others.
    #[must_use]
    pub fn adjusting(&self, plan: &Plan) -> BTreeSet<Slot> {
        let mut found = BTreeSet::new();
        let mut open = vec![plan.id.as_str()];
        while let Some(id) = open.pop() {
            for &slot in self.adjusting.to(id) {
                if found.insert(slot) {
                    open.extend(self.plans.at(slot).map(|entry| entry.plan.id.as_str()));
                }
            }
        }
        found
    }

    /// What happened to the plans that adjust one directly, in the order of the list.
    pub(super) fn direct_successions(&self, id: &str) -> Vec<(&str, Succession)> {
        let mut places: Vec<usize> = self.adjusting.to(id).iter().filter_map(|slot| self.plans.place(*slot)).collect();
        places.sort_unstable();
        let plans = places.into_iter().map(|place| &self.plans[place].plan);
        plans.filter_map(|plan| Some((plan.id.as_str(), Succession::of(&plan.events)?))).collect()
    }
}
