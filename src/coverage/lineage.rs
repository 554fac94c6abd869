//! Where the land of a unit came from and where it went, from one vintage to the next: told by the land that they share, and by
//! the records of acts where there are any.

use std::collections::HashMap;

use super::clip::common;
use super::figures::Figures;
use super::ledger::Coverage;
use super::overlay::{Part, TOUCHES_KM2};
use crate::domain::{Day, Level, Lineage, LineageBasis, UnitChange, UnitCode};
use crate::snapshot::{Facts, Shape};

/// Less than this share (percent) of both units is taken for a border drawn anew, not for land that changed hands.
const SLIVER_PERCENT: f64 = 1.0;
/// At least this share (percent) of a unit is taken for all of it when a change is named, and what is left of it for nothing: two
/// vintages drawn by two surveyors differ by some percent, though the law joined whole units.
const WHOLE_PERCENT: f64 = 95.0;

/// A recorded share and the one that boundaries give may differ by so much (percent of the older unit): as two surveys of one
/// border do.
pub const RECORD_TOLERANCE_PERCENT: f64 = 100.0 - WHOLE_PERCENT;

/// A unit of the vintage before or after, and the land it shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kin {
    /// Its place in the snapshot.
    pub unit: usize,
    /// The common area.
    pub overlap_km2: f64,
    /// Its share of the older of the two (0–100).
    pub percent_of_old: f64,
    /// Its share of the newer of the two (0–100).
    pub percent_of_new: f64,
    /// The record of it, by its place in the snapshot.
    pub record: Option<usize>,
}

/// One turn in the life of a unit: the day its version began, or ceased to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The day.
    pub on: Day,
    /// What happened; `None` where no unit is known on the other side.
    pub change: Option<UnitChange>,
    /// The units on the other side, the largest common area first.
    pub kin: Vec<Kin>,
    /// What is known about it: recorded where a record names the unit on that side and day.
    pub basis: LineageBasis,
    /// How many were left out because they share less than one percent of either.
    pub left_out: usize,
    /// The area they share together.
    pub left_out_km2: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl Side {
    /// The day whose units are on that side of a turn.
    fn day(self, turn: Day) -> Day {
        match self {
            Self::Before => turn.yesterday().unwrap_or(turn),
            Self::After => turn,
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }

    /// The codes in a record of the unit asked about and of the one on this side.
    const fn codes(self, record: &Lineage) -> (&UnitCode, &UnitCode) {
        match self {
            Self::Before => (&record.to_code, &record.from_code),
            Self::After => (&record.from_code, &record.to_code),
        }
    }

    /// The shares (percent) of the unit asked about and of the one on this side.
    const fn shares(self, kin: &Kin) -> (f64, f64) {
        match self {
            Self::Before => (kin.percent_of_new, kin.percent_of_old),
            Self::After => (kin.percent_of_old, kin.percent_of_new),
        }
    }
}

impl Coverage {
    /// The units whose land a version took over on its first day; `None` where it goes back as far as is known.
    #[must_use]
    pub fn predecessors(&self, unit: usize) -> Option<Descent> {
        Some(self.descent(unit, self.snapshot.units[unit].version.period.from?, Side::Before))
    }

    /// The units that took over the land of a version when it ceased to be; `None` where it is still in force.
    #[must_use]
    pub fn successors(&self, unit: usize) -> Option<Descent> {
        Some(self.descent(unit, self.snapshot.units[unit].version.period.to?, Side::After))
    }

    /// The figures on a day of the land that a unit has in common with another; `None` if there is none to speak of.
    #[must_use]
    pub fn figures_of_common(&self, unit: usize, other: usize, day: Day) -> Option<Figures> {
        let (own, shape) = (self.snapshot.units[unit].shape(), self.snapshot.units[other].shape());
        let overlap_km2 = Part::near(own, vec![shape], Vec::new())?.common_km2(own);
        let is_all_of = |shape: Shape<'_>| shape.facts.area_km2 - overlap_km2 <= TOUCHES_KM2;
        // A plan made for a unit is then found to be made for all of it.
        if let Some(whole) = [shape, own].into_iter().find(|shape| is_all_of(*shape)) {
            return Some(self.figures_of(whole, day));
        }
        let land = common(shape, own);
        let facts = Facts::of(&land, &HashMap::new())?;
        Some(self.figures_of(Shape { land: &land, facts: &facts }, day))
    }

    fn descent(&self, unit: usize, on: Day, side: Side) -> Descent {
        let (kin, slivers, basis) = self.kin_and_records(unit, on, side);
        let left_out_km2 = slivers.iter().fold(0.0, |sum, kin| sum + kin.overlap_km2);
        let change = self.change(unit, &self.by_record(&kin, on, side), on, side);
        Descent { on, change, kin, basis, left_out: slivers.len(), left_out_km2 }
    }

    /// The kin of a unit with their records, those that records name alone among them; the slivers; and what all of it rests on.
    fn kin_and_records(&self, unit: usize, on: Day, side: Side) -> (Vec<Kin>, Vec<Kin>, LineageBasis) {
        let (mut kin, slivers) = self.kin(unit, on, side);
        let records = self.records(unit, on, side);
        let basis = if records.is_empty() { LineageBasis::Derived } else { LineageBasis::Recorded };
        let (named, slivers): (Vec<Kin>, Vec<Kin>) =
            slivers.into_iter().partition(|sliver| records.iter().any(|(other, _)| *other == sliver.unit));
        kin.extend(named);
        for (other, record) in records {
            match kin.iter_mut().find(|kin| kin.unit == other) {
                Some(kin) => kin.record = Some(record),
                None => kin.push(Kin { unit: other, overlap_km2: 0.0, percent_of_old: 0.0, percent_of_new: 0.0, record: Some(record) }),
            }
        }
        (kin, slivers, basis)
    }

    /// The units that records name on a side of a turn, each with the place of the record.
    fn records(&self, unit: usize, on: Day, side: Side) -> Vec<(usize, usize)> {
        let snapshot = &self.snapshot;
        let code = &snapshot.units[unit].version.code;
        let all = snapshot.lineage.iter().enumerate().filter(|(_, record)| record.effective_on == on);
        let named = all.filter_map(|(place, record)| {
            let (own, other) = side.codes(record);
            (own == code).then(|| Some((snapshot.unit_on(other, side.day(on))?, place))).flatten()
        });
        named.collect()
    }

    /// What a change is named by: the recorded units with their recorded shares, or else those that share enough.
    fn by_record(&self, kin: &[Kin], on: Day, side: Side) -> Vec<Kin> {
        let recorded: Vec<Kin> = kin.iter().copied().filter(|kin| kin.record.is_some()).collect();
        if recorded.is_empty() {
            return substantial(kin);
        }
        let count = recorded.len();
        // Acts tell no shares of the newer unit. If one older unit alone is recorded to have made it, that is all of it.
        let is_all = |kin: &Kin| match side {
            Side::Before => count == 1,
            Side::After => self.records(kin.unit, on, Side::Before).len() == 1,
        };
        let by_record = recorded.into_iter().map(|kin| Kin {
            percent_of_old: self.recorded_percent(&kin).unwrap_or(kin.percent_of_old),
            percent_of_new: if kin.percent_of_new > 50.0 && is_all(&kin) { 100.0 } else { kin.percent_of_new },
            ..kin
        });
        by_record.collect()
    }

    fn recorded_percent(&self, kin: &Kin) -> Option<f64> {
        self.snapshot.lineage[kin.record?].percent()
    }

    /// By how much (percent of the older unit) the land that two units share is more than is recorded, or less, if that is beyond the
    /// tolerance. Where something is recorded of a turn, a unit that no record names should share nothing.
    #[must_use]
    pub fn beyond_record(&self, descent: &Descent, kin: &Kin) -> Option<f64> {
        if descent.basis == LineageBasis::Derived {
            return None;
        }
        let recorded = if kin.record.is_some() { self.recorded_percent(kin)? } else { 0.0 };
        Some(kin.percent_of_old - recorded).filter(|more| more.abs() > RECORD_TOLERANCE_PERCENT)
    }

    /// Units of the same level, or the smallest ones where no unit of the level has any of the land; and those that share slivers.
    fn kin(&self, unit: usize, on: Day, side: Side) -> (Vec<Kin>, Vec<Kin>) {
        let level = self.snapshot.units[unit].version.level();
        let mut found = self.overlapping(unit, on, side, |candidate, _| candidate == level);
        if found.is_empty() {
            found = self.overlapping(unit, on, side, |_, is_leaf| is_leaf);
        }
        found.sort_by(|a, b| b.overlap_km2.total_cmp(&a.overlap_km2).then(a.unit.cmp(&b.unit)));
        found.into_iter().partition(|kin| kin.percent_of_old.max(kin.percent_of_new) >= SLIVER_PERCENT)
    }

    fn overlapping(&self, unit: usize, on: Day, side: Side, meant: impl Fn(Level, bool) -> bool) -> Vec<Kin> {
        let (snapshot, own, day) = (&self.snapshot, self.snapshot.units[unit].shape(), side.day(on));
        let vintage = snapshot.vintage(day);
        let near = snapshot.units_near(own.facts.bounds).into_iter().filter(|&other| {
            let version = &snapshot.units[other].version;
            version.period.contains(day) && meant(version.level(), vintage.children(other).is_empty())
        });
        let kin = near.filter_map(|other| {
            let shape = snapshot.units[other].shape();
            let overlap_km2 = Part::near(own, vec![shape], Vec::new())?.common_km2(own);
            let of = |shape: Shape<'_>| (100.0 * overlap_km2 / shape.facts.area_km2).clamp(0.0, 100.0);
            let (old, new) = if side == Side::Before { (shape, own) } else { (own, shape) };
            let kin = Kin { unit: other, overlap_km2, percent_of_old: of(old), percent_of_new: of(new), record: None };
            (overlap_km2 > TOUCHES_KM2).then_some(kin)
        });
        kin.collect()
    }

    /// What the shares say has happened.
    fn change(&self, unit: usize, kin: &[Kin], on: Day, side: Side) -> Option<UnitChange> {
        let version = |unit: usize| &self.snapshot.units[unit].version;
        let (own, first) = (version(unit), version(kin.first()?.unit));
        if own.level() != first.level() {
            return Some(UnitChange::Dissolved);
        }
        let [one] = kin else { return Some(self.change_of_many(unit, kin, side)) };
        let (of_own, of_other) = side.shares(one);
        let same_words = first.code == own.code && first.name == own.name && first.kind == own.kind;
        Some(match (of_own >= WHOLE_PERCENT, of_other >= WHOLE_PERCENT) {
            (true, true) if same_words => UnitChange::Unchanged,
            (true, true) => UnitChange::Renamed,
            // It is a part of the other, which tells whether that was put together or taken apart.
            (true, false) => match self.by_record(&self.kin_and_records(one.unit, on, side.other()).0, on, side.other()).as_slice() {
                [] | [_] => UnitChange::BoundaryChange,
                kin => self.change_of_many(one.unit, kin, side.other()),
            },
            (false, _) => UnitChange::BoundaryChange,
        })
    }

    /// Merged or split where the many are parts of the one; a unit that keeps its code and most of its land has not been split.
    fn change_of_many(&self, unit: usize, kin: &[Kin], side: Side) -> UnitChange {
        let code = |unit: usize| &self.snapshot.units[unit].version.code;
        let whole = kin.iter().all(|kin| side.shares(kin).1 >= WHOLE_PERCENT);
        let goes_on = |kin: &Kin| code(kin.unit) == code(unit) && kin.percent_of_old > 50.0 && kin.percent_of_new > 50.0;
        match (side, whole) {
            (Side::Before, true) => UnitChange::Merged,
            (Side::After, true) => UnitChange::Split,
            (Side::After, false) if !kin.iter().any(goes_on) => UnitChange::Split,
            _ => UnitChange::BoundaryChange,
        }
    }
}

/// Those that share enough of either to tell what has happened.
fn substantial(kin: &[Kin]) -> Vec<Kin> {
    kin.iter().copied().filter(|kin| kin.percent_of_old.max(kin.percent_of_new) > 100.0 - WHOLE_PERCENT).collect()
}
