//! Vintages: stretches of days during which no unit changes, each with its units and who belongs to whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Unit;
use crate::domain::{Day, Level, UnitCode};

/// The units that are valid during a stretch of days. Units are named by their place in the snapshot's list.
#[derive(Debug)]
pub struct Vintage {
    /// The first day of the stretch; `None` for the one that has no start.
    pub from: Option<Day>,
    by_code: BTreeMap<UnitCode, usize>,
    children: HashMap<usize, Vec<usize>>,
    parents: HashMap<usize, usize>,
    roots: Vec<usize>,
}

impl Vintage {
    /// Cuts time into vintages, oldest first; there is always at least one.
    pub(super) fn all(units: &[Arc<Unit>]) -> Vec<Self> {
        let turns: BTreeSet<Option<Day>> =
            std::iter::once(None).chain(units.iter().flat_map(|unit| [unit.version.period.from, unit.version.period.to])).collect();
        turns.into_iter().map(|from| Self::starting(from, units)).collect()
    }

    fn starting(from: Option<Day>, units: &[Arc<Unit>]) -> Self {
        let day = from.unwrap_or(Day::MIN);
        let by_code: BTreeMap<UnitCode, usize> = units
            .iter()
            .enumerate()
            .filter(|(_, unit)| unit.version.period.contains(day))
            .map(|(index, unit)| (unit.version.code.clone(), index))
            .collect();
        let mut vintage = Self { from, children: HashMap::new(), parents: HashMap::new(), roots: Vec::new(), by_code };
        for &index in vintage.by_code.values() {
            let version = &units[index].version;
            let parent = version.parent_code.as_ref().and_then(|code| vintage.by_code.get(code)).copied();
            // A parent stands on a higher level, so there can be no circle.
            match parent.filter(|&parent| units[parent].version.level() < version.level()) {
                Some(parent) => {
                    vintage.children.entry(parent).or_default().push(index);
                    vintage.parents.insert(index, parent);
                }
                None => vintage.roots.push(index),
            }
        }
        vintage
    }

    /// The unit that has the code.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// Every unit, by code.
    pub fn units(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_code.values().copied()
    }

    /// The units that belong to no other, by code.
    #[must_use]
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }

    /// The units that belong directly to this one, by code.
    #[must_use]
    pub fn children(&self, unit: usize) -> &[usize] {
        self.children.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The unit with those it belongs to, from the top down to itself.
    #[must_use]
    pub fn chain(&self, unit: usize) -> Vec<usize> {
        let mut chain: Vec<usize> = std::iter::successors(Some(unit), |index| self.parents.get(index).copied()).collect();
        chain.reverse();
        chain
    }

    /// The units that make up the land of this one: itself if nothing belongs to it.
    #[must_use]
    pub fn leaves(&self, unit: usize) -> Vec<usize> {
        match self.children(unit) {
            [] => vec![unit],
            children => children.iter().flat_map(|&child| self.leaves(child)).collect(),
        }
    }

    /// How many units of a level there are.
    #[must_use]
    pub fn count(&self, level: Level, units: &[Arc<Unit>]) -> usize {
        self.units().filter(|&index| units[index].version.level() == level).count()
    }
}
