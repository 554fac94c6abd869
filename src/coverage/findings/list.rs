//! Everything found on a day, computed when first asked for and kept for the stretch of days in which it holds.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::super::memo::Memo;
use super::before::Before;
use super::between::{Shared, SliverTolerance, shared};
use super::outside::Lies;
use crate::domain::{Day, FindingKind, FindingRule, PlanFinding, PlanState, TerritoryBasis, Tier, age_findings, process_findings};
use crate::snapshot::{PlanEntry, Snapshot};

/// How many lists are kept: of the days asked for last.
const KEPT_LISTS: usize = 8;
/// How many overlays of two plans are kept, and for how many plans where they lie.
const KEPT_OVERLAYS: usize = 500_000;

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
    /// The units concerned, where it is about units by themselves.
    pub units: Vec<usize>,
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
    pub sliver_pairs: Vec<[usize; 2]>,
}

type List = Arc<OnceLock<Arc<FoundOnDay>>>;
/// What the data lacks on a day, found or yet to be found.
type Lacking = Arc<OnceLock<Arc<Vec<Finding>>>>;
/// Lists by the first day of the stretch in which they hold.
type Lists = Vec<(Option<Day>, List)>;

/// The findings of a snapshot.
#[derive(Debug)]
pub struct Findings {
    pub(super) snapshot: Arc<Snapshot>,
    /// What two plans share, by the lands of both; a land never changes what it is, so revisions share it.
    shared: Arc<Memo<Shared>>,
    /// By a plan's land and the first day of the vintage it lies in; for as long as the units are the same.
    lies: Arc<Memo<Arc<Lies>>>,
    pub(super) recent: Mutex<Lists>,
    /// What the data lacked on the days asked about last.
    pub(super) lacking: Mutex<Vec<(Day, Lacking)>>,
    /// What the revision before had found.
    pub(super) before: Option<Before>,
}

impl Findings {
    /// The findings of a snapshot. Overlays are taken from `previous`, and where the units are the same also what it had found: then
    /// only plans that have changed are looked at again.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, previous: Option<&Self>) -> Self {
        let memo = || Arc::new(Memo::new(KEPT_OVERLAYS));
        let same_units = previous.filter(|previous| Arc::ptr_eq(&previous.snapshot.units, &snapshot.units));
        Self {
            shared: previous.map_or_else(memo, |previous| Arc::clone(&previous.shared)),
            lies: same_units.map_or_else(|| Arc::new(Memo::new(KEPT_OVERLAYS)), |previous| Arc::clone(&previous.lies)),
            recent: Mutex::default(),
            lacking: Mutex::default(),
            before: same_units.and_then(|previous| Before::of(previous, &snapshot)),
            snapshot,
        }
    }

    /// What is found on a day. The first to ask about a stretch of days makes the overlays that nobody has asked for yet; others who
    /// ask meanwhile wait for the same. It must not be asked from a thread of rayon, which would wait for itself.
    #[must_use]
    pub fn on(&self, day: Day) -> Arc<FoundOnDay> {
        let list = kept(&self.recent, self.snapshot.timeline.found.stretch(day));
        Arc::clone(list.get_or_init(|| Arc::new(self.find(day))))
    }

    /// The smallest units of the day that have land in a plan, by their places in the snapshot.
    #[must_use]
    pub fn units(&self, plan: usize, day: Day) -> Vec<usize> {
        self.lies(plan, day).units.clone()
    }

    fn find(&self, day: Day) -> FoundOnDay {
        let (mut found, plans) = match self.before.as_ref().and_then(|before| before.on(day)) {
            Some((found, changed)) => (found, changed),
            None => (FoundOnDay::default(), (0..self.snapshot.plans.len()).collect()),
        };
        let changed: HashSet<usize> = plans.iter().copied().collect();
        let alone = plans.par_iter().flat_map_iter(|&plan| self.alone(plan, day));
        found.findings.par_extend(alone);
        // Of two plans that are both looked at, the first has the pair.
        let pairs = plans
            .par_iter()
            .flat_map_iter(|&plan| self.overlapping(plan, day, |other| other != plan && (other > plan || !changed.contains(&other))));
        for (a, b, shared) in pairs.collect::<Vec<(usize, usize, Shared)>>() {
            found.sliver_pairs.extend(shared.only_slivers.then_some([a, b]));
            found.findings.extend((shared.km2 > 0.0).then(|| self.overlap(a, b, shared, day)));
        }
        found.findings.sort_by(|a, b| (a.kind, &a.plans).cmp(&(b.kind, &b.plans)));
        found.sliver_pairs.sort_unstable();
        found
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
            units: Vec::new(),
            vi: format!("{km2:.2} km² nằm ngoài mọi đơn vị hành chính đã nạp"),
            en: format!("{km2:.2} km² lie outside every unit that is loaded"),
            area_km2: Some(km2),
            since: self.snapshot.vintage(day).from.map_or(since, |from| from.max(since)),
            rule: OUTSIDE,
        })
    }

    fn lies(&self, plan: usize, day: Day) -> Arc<Lies> {
        let entry = &self.snapshot.plans[plan];
        let key = hash_of(&(entry.land_key(day), self.snapshot.vintage(day).from));
        self.lies.make(key, |_| 1, || Arc::new(Lies::of(&self.snapshot, entry, day)))
    }

    /// The plans of the same tier in force that share land with it, of those that are `wanted`; the first of a pair comes first.
    fn overlapping(&self, plan: usize, day: Day, wanted: impl Fn(usize) -> bool) -> Vec<(usize, usize, Shared)> {
        let snapshot = &self.snapshot;
        let entry = &snapshot.plans[plan];
        let Some(tier) = entry.plan.kind.tier().filter(|_| entry.state(day).code() == IN_FORCE) else { return Vec::new() };
        let near: BTreeSet<usize> = entry.shapes().iter().flat_map(|shape| snapshot.plans_near(shape.facts.bounds)).collect();
        let others = near.into_iter().filter(|&other| wanted(other)).filter(|&other| {
            let other = &snapshot.plans[other];
            other.plan.kind.tier() == Some(tier) && other.state(day).code() == IN_FORCE && !self.related(entry, other)
        });
        let pairs = others.map(|other| (plan.min(other), plan.max(other)));
        pairs.map(|(a, b)| (a, b, self.shared(a, b, day, tier))).collect()
    }

    fn shared(&self, a: usize, b: usize, day: Day, tier: Tier) -> Shared {
        let [a, b] = [a, b].map(|plan| self.snapshot.plans[plan].as_ref());
        let key = hash_of(&(a.land_key(day), b.land_key(day), tier));
        self.shared.make(key, |_| 1, || shared(a, b, day, SliverTolerance::of(tier)))
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
            units: Vec::new(),
            vi: format!("“{}” và “{}” chồng lên nhau {:.2} km²", one.plan.name, other.plan.name, shared.km2),
            en: format!("`{}` and `{}` share {:.2} km²", one.plan.name, other.plan.name, shared.km2),
            area_km2: Some(shared.km2),
            since,
            rule: OVERLAP,
        }
    }
}

/// What is kept under a key, or a place for it in the stead of what was asked for longest ago.
pub(super) fn kept<K: PartialEq, V: Default + Clone>(lists: &Mutex<Vec<(K, V)>>, key: K) -> V {
    let mut kept = lists.lock().unwrap_or_else(PoisonError::into_inner);
    let at = kept.iter().position(|(known, _)| *known == key);
    let list = at.map(|at| kept.remove(at)).map(|(_, list)| list).unwrap_or_default();
    kept.insert(0, (key, list.clone()));
    kept.truncate(KEPT_LISTS);
    list
}

const IN_FORCE: &str = "in_force";

fn hash_of(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

pub(super) fn of_plan(plan: usize, finding: PlanFinding) -> Finding {
    let PlanFinding { kind, vi, en, since, rule } = finding;
    Finding { kind, plans: vec![plan], units: Vec::new(), vi, en, area_km2: None, since, rule }
}

/// Since when a plan has been in force without a break; `None` if it is not on the day.
fn in_force_since(entry: &PlanEntry, day: Day) -> Option<Day> {
    let past = &entry.states[..entry.states.partition_point(|(from, _)| *from <= day)];
    past.iter().rev().take_while(|(_, state)| state.code() == IN_FORCE).last().map(|(from, _)| *from)
}
