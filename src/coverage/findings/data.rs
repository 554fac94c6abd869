//! What the data itself lacks on a day: plans without land, number or days, made-up plans, schematic boundaries, units without any plan.
//! None of it says that something is wrong in the world; what is missing may only not have been supplied.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use super::list::{Finding, Findings, of_plan};
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
    /// What the data lacks on a day, by kind, then by plan, then by unit. Kept for the day asked about last.
    #[must_use]
    pub fn lacking(&self, day: Day) -> Arc<Vec<Finding>> {
        let known = self.lacking.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, found)) = known.filter(|(on, _)| *on == day) {
            return found;
        }
        let found = Arc::new(self.find_lacking(day));
        *self.lacking.lock().unwrap_or_else(PoisonError::into_inner) = Some((day, Arc::clone(&found)));
        found
    }

    fn find_lacking(&self, day: Day) -> Vec<Finding> {
        let snapshot = &self.snapshot;
        let mut found: Vec<Finding> = Vec::new();
        let mut supplied: HashSet<usize> = HashSet::new();
        for (plan, entry) in snapshot.plans.iter().enumerate() {
            supplied.extend(self.units(plan, day));
            if matches!(entry.state(day), PlanState::Ended { .. }) {
                continue;
            }
            found.extend(record_findings(&entry.plan, day).into_iter().map(|finding| of_plan(plan, finding)));
            found.extend((!entry.unresolved.is_empty()).then(|| unresolved(plan, &entry.unresolved, entry.plan.registered_on)));
        }
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
