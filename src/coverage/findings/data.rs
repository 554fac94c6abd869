//! What the data itself lacks on a day: plans without land, number or days, made-up plans, schematic boundaries, units without any plan.
//! None of it says that something is wrong in the world; what is missing may only not have been supplied.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::list::{Finding, Findings, kept, of_plan};
use crate::domain::{Day, FindingKind, FindingRule, PlanState, Quality, record_findings};

const SCHEMATIC: FindingRule = FindingRule {
    vi: "Ranh giới là ranh giới đo đạc, không phải sơ đồ",
    en: "boundaries are surveyed, not schematic",
    source: "plancover, docs/api.md",
};
const NO_PLAN: FindingRule = FindingRule {
    vi: "Mỗi đơn vị nhỏ nhất có dữ liệu của ít nhất một quy hoạch, của bất kỳ ngày nào",
    en: "of each smallest unit at least one plan, of any day, is supplied",
    source: "plancover, docs/api.md",
};
const KNOWN: FindingRule = FindingRule {
    vi: "Đơn vị và khu vực mà quy hoạch nêu đều đã nạp",
    en: "the units and areas that a plan names are loaded",
    source: "plancover, docs/api.md",
};

impl Findings {
    /// What the data lacks on a day, by kind, then by plan, then by unit. The first to ask about a day finds it, others who ask meanwhile
    /// wait for the same; kept for the days asked about last. It must not be asked from a thread of rayon, which would wait for itself.
    #[must_use]
    pub fn lacking(&self, day: Day) -> Arc<Vec<Finding>> {
        let list = kept(&self.lacking, day);
        Arc::clone(list.get_or_init(|| Arc::new(self.find_lacking(day))))
    }

    fn find_lacking(&self, day: Day) -> Vec<Finding> {
        let snapshot = &self.snapshot;
        let plans = (0..snapshot.plans.len()).into_par_iter();
        let mut found: Vec<Finding> = plans.clone().flat_map_iter(|plan| self.lacking_of(plan, day)).collect();
        let supplied: HashSet<usize> = plans.flat_map_iter(|plan| self.units(plan, day)).collect();
        let vintage = snapshot.vintage(day);
        let smallest = vintage.units().filter(|&unit| vintage.children(unit).is_empty());
        for unit in smallest {
            let version = &snapshot.units[unit].version;
            let since = version.period.from.or_else(|| snapshot.timeline.first()).unwrap_or(day);
            let name = version.full_name();
            let told = |kind, vi, en, rule| Finding { kind, plans: Vec::new(), units: vec![unit], vi, en, area_km2: None, since, rule };
            if version.quality == Quality::Schematic {
                let (vi, en) = (format!("Ranh giới của {name} là sơ đồ"), format!("the boundary of `{name}` is schematic"));
                found.push(told(FindingKind::SchematicBoundary, vi, en, SCHEMATIC));
            }
            if !supplied.contains(&unit) {
                let (vi, en) = (format!("Chưa có dữ liệu quy hoạch nào của {name}"), format!("no plan of `{name}` is supplied"));
                found.push(told(FindingKind::NoPlan, vi, en, NO_PLAN));
            }
        }
        found.sort_by(|a, b| (a.kind, &a.plans, &a.units).cmp(&(b.kind, &b.plans, &b.units)));
        found
    }

    /// What the record of a plan lacks, if the plan is known on the day and has not ended.
    fn lacking_of(&self, plan: usize, day: Day) -> Vec<Finding> {
        let entry = &self.snapshot.plans[plan];
        let state = entry.state(day);
        let is_unknown = matches!(state, PlanState::None) && entry.plan.registered_on > day;
        if is_unknown || matches!(state, PlanState::Ended { .. }) {
            return Vec::new();
        }
        let own = record_findings(&entry.plan, day).into_iter().map(|finding| of_plan(plan, finding));
        own.chain((!entry.unresolved.is_empty()).then(|| unresolved(plan, &entry.unresolved, entry.plan.registered_on))).collect()
    }
}

fn unresolved(plan: usize, names: &[String], since: Day) -> Finding {
    const SHOWN: usize = 10;
    let mut list = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        list.push('…');
    }
    Finding {
        kind: FindingKind::UnknownReference,
        plans: vec![plan],
        units: Vec::new(),
        vi: format!("Nêu những gì chưa nạp: {list}"),
        en: format!("names what is not loaded: {list}"),
        area_km2: None,
        since,
        rule: KNOWN,
    }
}
