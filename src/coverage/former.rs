//! Land that is grouped as it once was: by units that are no more.

use super::ledger::Coverage;
use crate::domain::{Day, Level};

/// Units, and a day on which they are in force, which tells the units below them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The units, by their places in the snapshot.
    pub units: Vec<usize>,
    /// The day.
    pub divided: Day,
}

impl Coverage {
    /// A unit version with the units that belonged to it last, up to a day.
    #[must_use]
    pub fn last_division(&self, unit: usize, day: Day) -> Former {
        let last = self.snapshot.units[unit].version.period.to.and_then(|to| to.yesterday().ok());
        Former { units: vec![unit], divided: last.map_or(day, |last| last.min(day)) }
    }

    /// The districts, as they were on the last day up to this one that had any, whose marker lies in one of the units; of the day
    /// itself where there still are districts. `None` if there never were.
    #[must_use]
    pub fn last_districts(&self, units: &[usize], day: Day) -> Option<Former> {
        let vintages = self.snapshot.vintages();
        let begun = vintages.partition_point(|vintage| vintage.from.is_none_or(|from| from <= day));
        let ends = |place: usize| vintages.get(place + 1).and_then(|next| next.from?.yesterday().ok());
        (0..begun).rev().find_map(|place| {
            let divided = ends(place).map_or(day, |end| end.min(day));
            let districts: Vec<usize> = vintages[place].units().filter(|&unit| self.is_district_in(unit, units, day)).collect();
            (!districts.is_empty()).then_some(Former { units: districts, divided })
        })
    }

    fn is_district_in(&self, unit: usize, units: &[usize], day: Day) -> bool {
        let unit = &self.snapshot.units[unit];
        unit.version.level() == Level::District && self.snapshot.units_at(unit.facts.point, day).iter().any(|above| units.contains(above))
    }
}
