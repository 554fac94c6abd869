//! What is wrong with a filter, and where.

use std::fmt;

/// A place in a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In text: the character, counted from 1.
    Character(usize),
    /// In JSON: the path to the member, `$.args[0]`.
    Member(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(number) => write!(f, "character {number}"),
            Self::Member(path) => write!(f, "`{path}`"),
        }
    }
}

/// Why a filter cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at {place}: {found}; allowed: {allowed}")]
pub struct FilterProblem {
    /// Where.
    pub place: Place,
    /// What was found there.
    pub found: String,
    /// What is allowed there.
    pub allowed: String,
}

impl FilterProblem {
    pub(super) fn new(place: &Place, found: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { place: place.clone(), found: found.into(), allowed: allowed.into() }
    }
}

/// The start of a text from the filter, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() { format!("`{start}…`") } else { format!("`{start}`") }
}
