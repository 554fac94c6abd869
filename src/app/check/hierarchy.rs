//! Units and those above them: parents that are missing, land outside the parent, sums that differ from the parent's own boundary.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::neighbours::Concern;
use super::report::{OUTSIDE_PARENT, PARENT_LEVEL, PARENT_MISSING, SUM, area, id, name, on};
use crate::coverage::common_share;
use crate::domain::{Day, Issue, UnitCode};
use crate::snapshot::{Snapshot, Unit};

/// More than this share of a unit outside its parent is told (0–1).
const OUTSIDE_SHARE: f64 = 0.01;
/// A larger difference between a unit's own boundary and the sum of those that belong to it is told (0–1).
const SUM_SHARE: f64 = 0.001;

/// Everything about units and those above them, each flaw once with the first day of the vintage that shows it first.
pub(super) fn hierarchy(snapshot: &Snapshot, days: &[Option<Day>]) -> Vec<Issue> {
    let mut issues = parents(snapshot, days);
    issues.extend(outside(snapshot, days, &|_| true));
    issues.extend(sums(snapshot, days));
    issues
}

/// Parents that are no unit at the time, told once a parent, and parents that stand no higher than their unit.
fn parents(snapshot: &Snapshot, days: &[Option<Day>]) -> Vec<Issue> {
    let mut missing: BTreeMap<&UnitCode, (Option<Day>, HashSet<usize>)> = BTreeMap::new();
    let mut level: BTreeMap<usize, Issue> = BTreeMap::new();
    for &since in days {
        let vintage = snapshot.vintage(since.unwrap_or(Day::MIN));
        for index in vintage.units() {
            let version = &snapshot.units[index].version;
            let Some(parent) = &version.parent_code else { continue };
            match vintage.unit(parent).map(|parent| &snapshot.units[parent].version) {
                None => {
                    missing.entry(parent).or_insert_with(|| (since, HashSet::new())).1.insert(index);
                }
                Some(parent) if parent.level() >= version.level() => {
                    let found = format!("{} names {} as its parent", name(version), name(parent));
                    level.entry(index).or_insert_with(|| PARENT_LEVEL.at("units", id(version), "parent_code", found));
                }
                Some(_) => {}
            }
        }
    }
    let missing = missing.into_iter().map(|(parent, (since, units))| {
        let first = units.iter().min().map(|&unit| id(&snapshot.units[unit].version));
        let found = format!("`{parent}` is no unit{} ({} units name it)", on(since), units.len());
        PARENT_MISSING.at("units", first, "parent_code", found)
    });
    missing.chain(level.into_values()).collect()
}

/// Land that is not the parent's, of units or parents that are asked about.
pub(super) fn outside(snapshot: &Snapshot, days: &[Option<Day>], concerns: Concern<'_>) -> Vec<Issue> {
    let mut seen = HashSet::new();
    let mut pairs: Vec<(&Unit, &Unit, Option<Day>)> = Vec::new();
    for &since in days {
        let vintage = snapshot.vintage(since.unwrap_or(Day::MIN));
        for parent in vintage.units() {
            for &child in vintage.children(parent) {
                let (child, parent) = (snapshot.units[child].as_ref(), snapshot.units[parent].as_ref());
                if (concerns(child) || concerns(parent)) && seen.insert((child.facts.hash, parent.facts.hash)) {
                    pairs.push((child, parent, since));
                }
            }
        }
    }
    let found = pairs.into_par_iter().filter_map(|(child, parent, since)| {
        let share = 1.0 - common_share(child.shape(), &[parent.shape()]);
        (share > OUTSIDE_SHARE).then(|| {
            let (child, km2) = (&child.version, share * child.facts.area_km2);
            let found =
                format!("{:.1} % of {} ({}) lie outside {}{}", 100.0 * share, name(child), area(km2), name(&parent.version), on(since));
            OUTSIDE_PARENT.at("units", id(child), "geometry", found)
        })
    });
    found.collect()
}

/// Own boundaries that differ from the land of those that belong to them.
fn sums(snapshot: &Snapshot, days: &[Option<Day>]) -> Vec<Issue> {
    let mut seen = HashSet::new();
    let mut issues = Vec::new();
    for &since in days {
        let vintage = snapshot.vintage(since.unwrap_or(Day::MIN));
        for parent in vintage.units().filter(|&unit| !vintage.children(unit).is_empty()) {
            let children: Vec<&Unit> = vintage.children(parent).iter().map(|&child| snapshot.units[child].as_ref()).collect();
            let parent = snapshot.units[parent].as_ref();
            let (own, sum) = (parent.facts.area_km2, children.iter().map(|child| child.facts.area_km2).sum::<f64>());
            // The same parent with the same sum is the same flaw, whatever the vintage.
            if (sum / own - 1.0).abs() <= SUM_SHARE || !seen.insert((parent.facts.hash, sum.to_bits())) {
                continue;
            }
            let found = format!(
                "the own boundary of {} has {own:.2} km², the {} units that belong to it{} have {sum:.2} km² ({:+.2} %)",
                name(&parent.version),
                children.len(),
                on(since),
                100.0 * (sum / own - 1.0)
            );
            issues.push(SUM.at("units", id(&parent.version), "geometry", found));
        }
    }
    issues
}
