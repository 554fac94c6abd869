//! The documents that records come from, each with everything that cites it. A source is a text in a record, not a record of its own.

use std::collections::BTreeMap;

use crate::domain::Indicator;
use crate::snapshot::Snapshot;

/// What cites a document, by its place in what holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cited {
    /// A unit version.
    Unit(usize),
    /// An area.
    Area(usize),
    /// A plan.
    Plan(usize),
    /// An event: its plan, and its place there.
    Event(usize, usize),
    /// A record of lineage.
    Lineage(usize),
    /// A target: its indicator, and its place there.
    Target(usize, usize),
    /// A reported figure.
    Observation(usize),
}

/// The documents by their text, with what cites them in the order of [`Cited`].
#[derive(Debug, Default)]
pub struct Sources(BTreeMap<String, Vec<Cited>>);

impl Sources {
    /// Those of a snapshot, and of the targets of indicators that measure it on any day. Linear in the records.
    #[must_use]
    pub fn of(snapshot: &Snapshot, indicators: &[Indicator]) -> Self {
        let mut all = Self::default();
        for (place, unit) in snapshot.units.iter().enumerate() {
            all.add(unit.version.source.as_deref(), Cited::Unit(place));
        }
        for (place, entry) in snapshot.areas.iter().enumerate() {
            all.add(entry.area.source.as_deref(), Cited::Area(place));
        }
        for (place, entry) in snapshot.plans.iter().enumerate() {
            all.add(entry.plan.source.as_deref(), Cited::Plan(place));
            for (event, told) in entry.plan.events.iter().enumerate() {
                all.add(told.source.as_deref(), Cited::Event(place, event));
            }
        }
        for (place, record) in snapshot.lineage.iter().enumerate() {
            all.add(Some(&record.source), Cited::Lineage(place));
        }
        let measured = indicators.iter().enumerate().filter(|(_, indicator)| snapshot.is_ever_measured_by(indicator));
        for (place, indicator) in measured {
            for (target, told) in indicator.targets.iter().enumerate() {
                all.add(Some(&told.source), Cited::Target(place, target));
            }
        }
        for (place, observation) in snapshot.observations.iter().enumerate() {
            all.add(Some(&observation.source), Cited::Observation(place));
        }
        all.0.values_mut().for_each(|cited| cited.sort_unstable());
        all
    }

    fn add(&mut self, source: Option<&str>, cited: Cited) {
        if let Some(source) = source.map(str::trim).filter(|source| !source.is_empty()) {
            self.0.entry(source.to_owned()).or_default().push(cited);
        }
    }

    /// What cites a document; `None` if nothing does.
    #[must_use]
    pub fn citing(&self, source: &str) -> Option<&[Cited]> {
        self.0.get(source).map(Vec::as_slice)
    }

    /// Every document, by its text, with what cites it.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[Cited])> {
        self.0.iter().map(|(source, cited)| (source.as_str(), cited.as_slice()))
    }
}
