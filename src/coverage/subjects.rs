//! Which subjects an indicator has: as they were on the day its targets were set for, or as they are on the day asked about.

use super::ledger::Coverage;
use crate::domain::{Day, SubjectKinds, Subjects, UnitCode};

/// A thing that must be covered, by its place in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A unit version.
    Unit(usize),
    /// An area.
    Area(usize),
}

/// The subjects of an indicator on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selection {
    /// The day that picks them.
    pub(super) on: Day,
    /// By code or identifier.
    pub(super) subjects: Vec<Subject>,
    /// Those of the document's list that nothing is loaded for.
    pub(super) not_loaded: Vec<String>,
    /// The units that the answer is limited to: those the land of the unit asked about consists of; empty: no limit.
    pub(super) within: Vec<usize>,
}

/// A unit that an answer is limited to, and the day on which it is that unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    pub(super) unit: usize,
    pub(super) day: Day,
}

impl Coverage {
    /// The subjects on a day. A list of codes means the units of the day that the targets were set for (`listed`) and is not looked
    /// at on any other: the same codes may stand for other places then. Areas keep their identifiers.
    pub(super) fn select(&self, subjects: &Subjects, on: Day, listed: bool, scope: Option<Scope>) -> Selection {
        let (mut found, not_loaded): (Vec<Subject>, Vec<String>) = match &subjects.of {
            SubjectKinds::Units { kinds, codes } => {
                let units = self.snapshot.vintage(on).units().filter(|&unit| kinds.contains(&self.snapshot.units[unit].version.kind));
                let wanted = |code: &UnitCode| !listed || codes.is_empty() || codes.contains(code);
                let units = units.filter(|&unit| wanted(&self.snapshot.units[unit].version.code)).map(Subject::Unit).collect();
                let missing = codes.iter().filter(|code| listed && self.snapshot.unit_on(code, on).is_none());
                (units, missing.map(ToString::to_string).collect())
            }
            SubjectKinds::Areas { kinds, ids } if ids.is_empty() => {
                let entries = self.snapshot.areas.iter().enumerate();
                let entries = entries.filter(|(_, entry)| kinds.contains(&entry.area.kind) && entry.area.period.contains(on));
                (entries.map(|(index, _)| Subject::Area(index)).collect(), Vec::new())
            }
            SubjectKinds::Areas { ids, .. } => {
                let (known, missing): (Vec<&String>, Vec<&String>) = ids.iter().partition(|id| self.snapshot.area(id).is_some());
                // What the document lists was meant, whatever period the record gives; later it must still be there.
                let known = known.into_iter().filter_map(|id| self.snapshot.area(id));
                let known = known.filter(|&area| listed || self.snapshot.areas[area].area.period.contains(on));
                (known.map(Subject::Area).collect(), missing.into_iter().cloned().collect())
            }
        };
        found.sort_unstable();
        found.dedup();
        if let Some(scope) = scope {
            found.retain(|&subject| self.belongs(subject, scope));
        }
        let within = scope.map(|scope| self.snapshot.vintage(scope.day).leaves(scope.unit)).unwrap_or_default();
        Selection { on, subjects: found, not_loaded, within }
    }

    /// A unit belongs to the one in which its inner point lies, so that each belongs to one and parts add up; an area to each in
    /// which some of its land may lie, since it is cut at their borders.
    fn belongs(&self, subject: Subject, scope: Scope) -> bool {
        match subject {
            Subject::Unit(unit) => self.snapshot.units_at(self.snapshot.units[unit].facts.point, scope.day).contains(&scope.unit),
            Subject::Area(area) => {
                let leaves = self.snapshot.vintage(scope.day).leaves(scope.unit);
                let grounds = self.grounds.of(&self.snapshot, &[area], &leaves);
                let km2: f64 = grounds.iter().map(|ground| ground.shape().facts.area_km2).sum();
                km2 > super::overlay::TOUCHES_KM2
            }
        }
    }
}
