//! The days during which a figure is of the same units, divided the same way.

use super::ledger::Coverage;
use crate::domain::{Day, UnitCode};

/// Days during which the same units, with the same units below them, are asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The first day after it; `None` is "for ever".
    pub to: Option<Day>,
    /// The units, by their places in the snapshot.
    pub units: Vec<usize>,
    /// A day on which they are in force, which tells the units below them.
    pub divided: Day,
}

impl Stretch {
    /// Whether the units are in force on its days, or are asked about by their land alone.
    #[must_use]
    pub fn is_former(&self) -> bool {
        self.divided < self.from
    }
}

impl Coverage {
    /// The stretches of a code, or of everything that is loaded, from a day to another, both included; `None` is "for ever".
    ///
    /// With `former`, a unit that is no more goes on as the land of its last version.
    #[must_use]
    pub fn stretches(&self, code: Option<&UnitCode>, from: Day, to: Option<Day>, former: bool) -> Vec<Stretch> {
        let vintages = self.snapshot.vintages();
        let ends = vintages.iter().skip(1).map(|next| next.from).chain([None]);
        let after = to.and_then(|to| to.tomorrow().ok());
        let mut last: Option<(Vec<usize>, Day)> = None;
        let mut stretches = Vec::new();
        for (vintage, end) in vintages.iter().zip(ends) {
            let begins = vintage.from.unwrap_or(Day::MIN);
            let units = code.map_or_else(|| vintage.roots().to_vec(), |code| vintage.unit(code).into_iter().collect());
            let last_day = end.and_then(|end| end.yesterday().ok());
            last = if units.is_empty() { last.filter(|_| former) } else { Some((units, last_day.unwrap_or(begins.max(from)))) };
            let Some((units, divided)) = &last else { continue };
            let (from, to) = (begins.max(from), earlier(end, after));
            if to.is_none_or(|to| from < to) {
                stretches.push(Stretch { from, to, units: units.clone(), divided: *divided });
            }
        }
        stretches
    }
}

/// The earlier of two ends; `None` is never.
fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    [a, b].into_iter().flatten().min()
}
