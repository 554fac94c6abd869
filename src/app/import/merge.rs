//! What an import would do: the changes, how many of each kind, and what is wrong.

use crate::domain::{Issue, Place, Severity};
use crate::store::Change;

/// How the records of an import compare with those stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records that were not there.
    pub new: usize,
    /// Records that replace one that was different.
    pub changed: usize,
    /// Records that are stored just so.
    pub unchanged: usize,
    /// Unit versions of other records whose period was cut because these take their place, and records of lineage that these leave out.
    pub closed: usize,
}

/// The outcome of comparing records with the store.
#[derive(Debug, Default)]
pub struct Merge {
    /// What is to be written.
    pub changes: Vec<Change>,
    /// How many records were new, changed, unchanged.
    pub counts: Counts,
    /// Problems that only show against what is stored.
    pub issues: Vec<Issue>,
}

impl Merge {
    pub(super) fn error(&mut self, code: &'static str, place: &Place, field: &str, found: String, hint: &str) {
        self.issue(code, Severity::Error, place, field, found, hint);
    }

    pub(super) fn warning(&mut self, code: &'static str, place: &Place, field: &str, found: String, hint: &str) {
        self.issue(code, Severity::Warning, place, field, found, hint);
    }

    fn issue(&mut self, code: &'static str, severity: Severity, place: &Place, field: &str, found: String, hint: &str) {
        let place = Place { field: Some(field.to_owned()), ..place.clone() };
        self.issues.push(Issue { code, severity, place, found, hint: hint.to_owned() });
    }

    /// Counts a record and keeps its change, unless it is stored just so.
    pub(super) fn put<T: PartialEq>(&mut self, stored: Option<&T>, record: T, change: impl FnOnce(T) -> Change) {
        match stored {
            Some(stored) if *stored == record => {
                self.counts.unchanged += 1;
                return;
            }
            Some(_) => self.counts.changed += 1,
            None => self.counts.new += 1,
        }
        self.changes.push(change(record));
    }
}
