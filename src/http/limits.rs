//! What a request may ask for at most, in one place.

use std::ops::RangeInclusive;
use std::time::Duration;

/// The limits of the server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The longest body of a request (bytes); no endpoint reads one yet.
    pub body_bytes: usize,
    /// How long an answer may take before the request is given up.
    pub answer_time: Duration,
    /// The longest search text (characters).
    pub query_chars: usize,
    /// How many results or plans one answer may list.
    pub page: RangeInclusive<usize>,
    /// How many results or plans an answer lists unless asked.
    pub page_default: usize,
    /// How many features one answer of `/ogc` may hold.
    pub items: RangeInclusive<usize>,
    /// How many features an answer of `/ogc` holds unless asked.
    pub items_default: usize,
}

/// The limits in force.
pub const LIMITS: Limits = Limits {
    body_bytes: 64 * 1024,
    answer_time: Duration::from_mins(1),
    query_chars: 200,
    page: 1..=1000,
    page_default: 100,
    items: 1..=10_000,
    items_default: 100,
};
