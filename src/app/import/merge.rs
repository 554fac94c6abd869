//! What an import would do: the changes, what they mean for whom, and what is wrong.

use std::fmt;

use crate::domain::{Issue, Place, Rule};
use crate::store::Change;

/// How the records of an import compare with those stored, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// Records that were not there.
    pub new: Vec<String>,
    /// Records that replace one that was different.
    pub changed: Vec<String>,
    /// Records that are stored just so.
    pub unchanged: Vec<String>,
    /// Unit versions of other records whose period was cut because these take their place, and records of lineage that these leave out.
    pub closed: Vec<String>,
}

impl Differences {
    /// The four kinds with their words.
    #[must_use]
    pub fn kinds(&self) -> [(&'static str, &[String]); 4] {
        [("new", &self.new), ("changed", &self.changed), ("unchanged", &self.unchanged), ("closed", &self.closed)]
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self.kinds().into_iter().map(|(word, names)| format!("{} {word}", names.len())).collect();
        f.write_str(&counts.join(", "))
    }
}

/// The outcome of comparing records with the store.
#[derive(Debug, Default)]
pub struct Merge {
    /// What is to be written.
    pub changes: Vec<Change>,
    /// Which records are new, changed, unchanged.
    pub differences: Differences,
    /// Problems that only show against what is stored.
    pub issues: Vec<Issue>,
}

impl Merge {
    pub(super) fn tell(&mut self, rule: &Rule, place: &Place, field: &str, found: String, hint: &str) {
        self.issues.push(rule.issue(Place { field: Some(field.to_owned()), ..place.clone() }, found, hint));
    }

    /// Notes a record and keeps its change, unless it is stored just so.
    pub(super) fn put<T: PartialEq>(&mut self, name: String, stored: Option<&T>, record: T, change: impl FnOnce(T) -> Change) {
        match stored {
            Some(stored) if *stored == record => {
                self.differences.unchanged.push(name);
                return;
            }
            Some(_) => self.differences.changed.push(name),
            None => self.differences.new.push(name),
        }
        self.changes.push(change(record));
    }
}
