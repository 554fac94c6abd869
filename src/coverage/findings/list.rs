//! Everything found on a day, computed when first asked for and kept for the stretch of days in which it holds.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::between::{Shared, SliverTolerance, shared};
use super::outside::Lies;
use crate::domain::{
    Day, FindingKind, FindingRule, PlanFinding, PlanState, TerritoryBasis, Tier, age_findings, finding_turns, process_findings,
};
use crate::snapshot::{PlanEntry, Snapshot};

/// How many lists are kept: of the days asked for last.
const KEPT_LISTS: usize = 8;

const OVERLAP: FindingRule = FindingRule {
    vi: "Hai quy hoạch cùng cấp độ đang có hiệu lực không chồng lên nhau, trừ quy hoạch và bản điều chỉnh của nó",
    en: "two plans of one tier in force do not overlap, but for a plan and the one that adjusts it",
    source: "plancover, docs/api.md",
};
const OUTSIDE: FindingRule = FindingRule {
    vi: "Phạm vi lập quy hoạch nằm trong các đơn vị hành chính đã nạp",
    en: "the territory of a plan lies within the administrative units that are loaded",
    source: "plancover, docs/api.md",
};

/// One finding about a plan, or a pair of plans, on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The plans concerned, by their places in the snapshot.
    pub plans: Vec<usize>,
    /// What was found, in Vietnamese.
    pub vi: String,
    /// What was found, in English.
    pub en: String,
    /// The land concerned (km²), where it is about land.
    pub area_km2: Option<f64>,
    /// The day since which it is so.
    pub since: Day,
    /// The rule it is measured by.
    pub rule: FindingRule,
}

/// What was found on a day.
#[derive(Debug, Default)]
pub struct FoundOnDay {
    /// By kind, then by plan.
    pub findings: Vec<Finding>,
    /// Pairs of plans left out because all they share is slivers.
    pub sliver_pairs: usize,
}

type LiesKey = (u64, Option<Day>);

/// The findings of a snapshot.
#[derive(Debug)]
pub struct Findings {
    snapshot: Arc<Snapshot>,
    turns: OnceLock<Vec<Day>>,
    /// By the lands of both plans; taken over by the next revision as long as both lands exist.
    shared: Mutex<HashMap<[u64; 2], Shared>>,
    /// By a plan's land and the first day of the vintage it lies in.
    lies: Mutex<HashMap<LiesKey, Arc<Lies>>>,
    recent: Mutex<VecDeque<(usize, Arc<FoundOnDay>)>>,
}

impl Findings {
    /// The findings of a snapshot; overlays that `previous` has made of lands that still exist are taken from it.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, previous: Option<&Self>) -> Self {
        let shared = previous.map(|previous| previous.still_needed(&snapshot)).unwrap_or_default();
        Self { turns: OnceLock::new(), shared: Mutex::new(shared), lies: Mutex::default(), recent: Mutex::default(), snapshot }
    }

    fn still_needed(&self, snapshot: &Snapshot) -> HashMap<[u64; 2], Shared> {
        let known = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_empty() {
            return HashMap::new();
        }
        let days = |entry: &PlanEntry| entry.ended_parts().map(|(day, _)| day).chain([Day::MIN]).collect::<Vec<_>>();
        let lands: HashSet<u64> = snapshot.plans.iter().flat_map(|entry| days(entry).into_iter().map(|day| entry.land_key(day))).collect();
        known.iter().filter(|(key, _)| key.iter().all(|land| lands.contains(land))).map(|(key, shared)| (*key, *shared)).collect()
    }

    /// What is found on a day. The first to ask about a stretch of days waits for the overlays that nobody has asked for yet.
    #[must_use]
    pub fn on(&self, day: Day) -> Arc<FoundOnDay> {
        let turns = self.turns.get_or_init(|| turns(&self.snapshot));
        let stretch = turns.partition_point(|turn| *turn <= day);
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = recent().iter().find(|(at, _)| *at == stretch) {
            return Arc::clone(found);
        }
        let found = Arc::new(self.find(day));
        let mut kept = recent();
        kept.push_front((stretch, Arc::clone(&found)));
        kept.truncate(KEPT_LISTS);
        found
    }

    /// The smallest units of the day that have land in a plan, by their places in the snapshot.
    #[must_use]
    pub fn units(&self, plan: usize, day: Day) -> Vec<usize> {
        self.lies(plan, day).units.clone()
    }

    fn find(&self, day: Day) -> FoundOnDay {
        let plans = &self.snapshot.plans;
        let alone = (0..plans.len()).into_par_iter().flat_map_iter(|plan| self.alone(plan, day));
        let mut findings: Vec<Finding> = alone.collect();
        let pairs: Vec<(usize, usize, Shared)> =
            (0..plans.len()).into_par_iter().flat_map_iter(|plan| self.overlapping(plan, day)).collect();
        let sliver_pairs = pairs.iter().filter(|(.., shared)| shared.only_slivers).count();
        findings.extend(pairs.into_iter().filter(|(.., shared)| shared.km2 > 0.0).map(|(a, b, shared)| self.overlap(a, b, shared, day)));
        findings.sort_by(|a, b| (a.kind, &a.plans).cmp(&(b.kind, &b.plans)));
        FoundOnDay { findings, sliver_pairs }
    }

    /// What is odd about a plan that is being made or in force, by itself.
    fn alone(&self, plan: usize, day: Day) -> Vec<Finding> {
        let entry = &self.snapshot.plans[plan];
        let state = entry.state(day);
        if matches!(state, PlanState::None | PlanState::Ended { .. }) {
            return Vec::new();
        }
        let own = process_findings(&entry.plan, day).into_iter().chain(age_findings(&entry.plan, state, day));
        let mut found: Vec<Finding> = own.map(|finding| of_plan(plan, finding)).collect();
        found.extend(self.outside(plan, day));
        found
    }

    /// Only land that was drawn is measured against the units: land made of units lies in them as they were.
    fn outside(&self, plan: usize, day: Day) -> Option<Finding> {
        let entry = &self.snapshot.plans[plan];
        let drawn = matches!(entry.plan.territory.basis(), TerritoryBasis::Boundary | TerritoryBasis::Areas);
        let since = in_force_since(entry, day).filter(|_| drawn)?;
        let km2 = self.lies(plan, day).outside_km2;
        (km2 > 0.0).then(|| Finding {
            kind: FindingKind::Outside,
            plans: vec![plan],
            vi: format!("{km2:.2} km² nằm ngoài mọi đơn vị hành chính đã nạp"),
            en: format!("{km2:.2} km² lie outside every unit that is loaded"),
            area_km2: Some(km2),
            since: self.snapshot.vintage(day).from.map_or(since, |from| from.max(since)),
            rule: OUTSIDE,
        })
    }

    fn lies(&self, plan: usize, day: Day) -> Arc<Lies> {
        let entry = &self.snapshot.plans[plan];
        let key = (entry.land_key(day), self.snapshot.vintage(day).from);
        let known = || self.lies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lies) = known().get(&key) {
            return Arc::clone(lies);
        }
        let lies = Arc::new(Lies::of(&self.snapshot, entry, day));
        known().insert(key, Arc::clone(&lies));
        lies
    }

    /// The plans of the same tier in force that come after this one and share land with it.
    fn overlapping(&self, plan: usize, day: Day) -> Vec<(usize, usize, Shared)> {
        let snapshot = &self.snapshot;
        let entry = &snapshot.plans[plan];
        let Some(tier) = entry.plan.kind.tier().filter(|_| entry.state(day).code() == IN_FORCE) else { return Vec::new() };
        let near: BTreeSet<usize> = entry.shapes().iter().flat_map(|shape| snapshot.plans_near(shape.facts.bounds)).collect();
        let others = near.into_iter().filter(|&other| other > plan).filter(|&other| {
            let other = &snapshot.plans[other];
            other.plan.kind.tier() == Some(tier) && other.state(day).code() == IN_FORCE && !self.related(entry, other)
        });
        others.map(|other| (plan, other, self.shared(plan, other, day, tier))).collect()
    }

    fn shared(&self, a: usize, b: usize, day: Day, tier: Tier) -> Shared {
        let [a, b] = [a, b].map(|plan| self.snapshot.plans[plan].as_ref());
        let key = [a.land_key(day), b.land_key(day)];
        let known = || self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = known().get(&key) {
            return *shared;
        }
        let found = shared(a, b, day, SliverTolerance::of(tier));
        known().insert(key, found);
        found
    }

    /// Whether one adjusts the other, at once or by way of others.
    fn related(&self, a: &PlanEntry, b: &PlanEntry) -> bool {
        let earlier = |entry: &PlanEntry| entry.plan.adjusts.as_deref().and_then(|id| self.snapshot.plan(id));
        let descends = |from: &PlanEntry, to: &PlanEntry| {
            // No chain of adjustments is longer than there are plans, so a circle ends too.
            std::iter::successors(earlier(from), |&plan| earlier(&self.snapshot.plans[plan]))
                .take(self.snapshot.plans.len().min(1000))
                .any(|plan| self.snapshot.plans[plan].plan.id == to.plan.id)
        };
        descends(a, b) || descends(b, a)
    }

    fn overlap(&self, a: usize, b: usize, shared: Shared, day: Day) -> Finding {
        let [one, other] = [a, b].map(|plan| self.snapshot.plans[plan].as_ref());
        let since = in_force_since(one, day).max(in_force_since(other, day)).unwrap_or(day);
        Finding {
            kind: FindingKind::Overlap,
            plans: vec![a, b],
            vi: format!("“{}” và “{}” chồng lên nhau {:.2} km²", one.plan.name, other.plan.name, shared.km2),
            en: format!("`{}` and `{}` share {:.2} km²", one.plan.name, other.plan.name, shared.km2),
            area_km2: Some(shared.km2),
            since,
            rule: OVERLAP,
        }
    }
}

const IN_FORCE: &str = "in_force";

fn of_plan(plan: usize, finding: PlanFinding) -> Finding {
    let PlanFinding { kind, vi, en, since, rule } = finding;
    Finding { kind, plans: vec![plan], vi, en, area_km2: None, since, rule }
}

/// Since when a plan has been in force without a break; `None` if it is not on the day.
fn in_force_since(entry: &PlanEntry, day: Day) -> Option<Day> {
    let past = &entry.states[..entry.states.partition_point(|(from, _)| *from <= day)];
    past.iter().rev().take_while(|(_, state)| state.code() == IN_FORCE).last().map(|(from, _)| *from)
}

/// The days on which anything found may change.
fn turns(snapshot: &Snapshot) -> Vec<Day> {
    let plans = snapshot.plans.iter().flat_map(|entry| {
        let states = entry.states.iter().map(|(day, _)| *day);
        states.chain(entry.ended_parts().map(|(day, _)| day)).chain(finding_turns(&entry.plan)).collect::<Vec<_>>()
    });
    let boundaries = snapshot.timeline.iter().filter(|(_, change)| change.boundaries > 0).map(|(day, _)| *day);
    plans.chain(boundaries).collect::<BTreeSet<Day>>().into_iter().collect()
}
