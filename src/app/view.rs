//! What every reader sees: a snapshot and its coverage, swapped as one when the store has changed.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::Recent;
use crate::coverage::{Coverage, Findings, Thresholds};
use crate::domain::Day;
use crate::snapshot::{Delta, Records, Snapshot};

/// A snapshot with the figures computed from it.
#[derive(Debug)]
pub struct View {
    /// The picture of the store.
    pub snapshot: Arc<Snapshot>,
    /// Its figures.
    pub coverage: Coverage,
    /// What is odd about its plans.
    pub findings: Findings,
    /// What has changed up to it.
    pub recent: Recent,
}

impl View {
    /// The view of these records. What `previous` has computed and still holds is taken over.
    #[must_use]
    pub fn build(records: Records, thresholds: Thresholds, previous: Option<&Self>) -> Self {
        Self::of(Snapshot::build(records, previous.map(|view| view.snapshot.as_ref())), thresholds, previous)
    }

    /// The view after a change. What the change does not reach is shared with this one.
    #[must_use]
    pub fn revised(&self, delta: Delta) -> Self {
        Self::of(self.snapshot.revised(delta), self.coverage.thresholds, Some(self))
    }

    fn of(snapshot: Snapshot, thresholds: Thresholds, previous: Option<&Self>) -> Self {
        let snapshot = Arc::new(snapshot);
        let coverage = Coverage::new(Arc::clone(&snapshot), thresholds, previous.map(|view| &view.coverage));
        let findings = Findings::new(Arc::clone(&snapshot), previous.map(|view| &view.findings));
        let recent = previous.map(|view| view.recent.with_step(&view.snapshot, &snapshot)).unwrap_or_default();
        Self { snapshot, coverage, findings, recent }
    }
}

/// Holds the view that readers get; they never wait for a writer.
#[derive(Debug)]
pub struct Publisher {
    current: ArcSwap<View>,
}

impl Publisher {
    /// Starts with a view.
    #[must_use]
    pub fn new(view: View) -> Self {
        Self { current: ArcSwap::from_pointee(view) }
    }

    /// The view of now. A request takes it once and keeps it to its end.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        self.current.load_full()
    }

    /// Whether this is the view of now.
    #[must_use]
    pub fn shows(&self, view: &Arc<View>) -> bool {
        Arc::ptr_eq(&self.current.load(), view)
    }

    /// Replaces the view by one of these records, with the figures of `today` computed before anybody sees it.
    pub fn publish(&self, records: Records, today: Day) {
        let previous = self.view();
        self.show(View::build(records, previous.coverage.thresholds, Some(&previous)), today);
    }

    /// Replaces the view by the one after a change, in the same way.
    pub fn revise(&self, delta: Delta, today: Day) {
        self.show(self.view().revised(delta), today);
    }

    fn show(&self, view: View, today: Day) {
        view.coverage.prepare(today);
        self.current.store(Arc::new(view));
    }
}
