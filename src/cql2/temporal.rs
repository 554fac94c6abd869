//! Times: how they are written, compared, and lie to each other (OGC 21-065r2, requirements class `temporal-functions`).

use std::cmp::Ordering;

use jiff::tz::TimeZone;

use super::tree::{Instant, Node, TemporalFunction};
use crate::domain::{Day, parse_day};

const A_DAY: &str = "a day written 'YYYY-MM-DD'";
const A_TIMESTAMP: &str = "a time written 'YYYY-MM-DDThh:mm:ssZ'";

/// `YYYY-MM-DD`.
pub(super) fn read_day(text: &str) -> Result<Instant, &'static str> {
    parse_day(text).ok().filter(|_| text.len() == 10).map(Instant::Day).ok_or(A_DAY)
}

/// An RFC 3339 time.
pub(super) fn read_timestamp(text: &str) -> Result<Instant, &'static str> {
    let whole = text.get(10..11) == Some("T") && text.get(..10).is_some_and(|day| read_day(day).is_ok());
    text.parse().ok().filter(|_| whole).map(Instant::Timestamp).ok_or(A_TIMESTAMP)
}

/// Either.
pub(super) fn read_instant(text: &str) -> Result<Instant, &'static str> {
    read_day(text).or_else(|_| read_timestamp(text)).map_err(|_| "a day written 'YYYY-MM-DD' or a time written 'YYYY-MM-DDThh:mm:ssZ'")
}

/// A side of an interval, which may be `..`.
pub(super) fn read_side(text: &str) -> Result<Node, &'static str> {
    if text == ".." {
        return Ok(Node::Unbounded);
    }
    read_instant(text)
        .map(Node::Instant)
        .map_err(|_| "a day written 'YYYY-MM-DD', a time written 'YYYY-MM-DDThh:mm:ssZ', '..' or a property")
}

impl Instant {
    /// The day; of a moment that in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Timestamp(moment) => TimeZone::UTC.to_datetime(moment).date(),
        }
    }

    /// Which is earlier. A day and a moment are compared as days: the standard leaves it to the server.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Timestamp(a), Self::Timestamp(b)) => a.cmp(&b),
            (a, b) => a.day().cmp(&b.day()),
        }
    }
}

/// A side of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// Before all times.
    Beginning,
    At(Instant),
    /// After all times.
    End,
}

impl Side {
    fn compare(self, other: Self) -> Ordering {
        let rank = |side| match side {
            Self::Beginning => 0,
            Self::At(_) => 1,
            Self::End => 2,
        };
        match (self, other) {
            (Self::At(a), Self::At(b)) => a.compare(b),
            (a, b) => rank(a).cmp(&rank(b)),
        }
    }
}

impl TemporalFunction {
    /// Whether it takes points of time; the others take intervals alone.
    #[must_use]
    pub const fn takes_instants(self) -> bool {
        matches!(self, Self::After | Self::Before | Self::Disjoint | Self::Equals | Self::Intersects)
    }

    /// Whether two periods, both sides included, lie so to each other.
    pub(super) fn holds(self, (start, end): (Side, Side), (other_start, other_end): (Side, Side)) -> bool {
        let starts = start.compare(other_start);
        let ends = end.compare(other_end);
        let (start_to_end, end_to_start) = (start.compare(other_end), end.compare(other_start));
        match self {
            Self::After => start_to_end.is_gt(),
            Self::Before => end_to_start.is_lt(),
            Self::Disjoint => start_to_end.is_gt() || end_to_start.is_lt(),
            Self::Intersects => start_to_end.is_le() && end_to_start.is_ge(),
            Self::Equals => starts.is_eq() && ends.is_eq(),
            Self::Contains => starts.is_lt() && ends.is_gt(),
            Self::During => starts.is_gt() && ends.is_lt(),
            Self::FinishedBy => starts.is_lt() && ends.is_eq(),
            Self::Finishes => starts.is_gt() && ends.is_eq(),
            Self::Meets => end_to_start.is_eq(),
            Self::MetBy => start_to_end.is_eq(),
            Self::OverlappedBy => starts.is_gt() && start_to_end.is_lt() && ends.is_gt(),
            Self::Overlaps => starts.is_lt() && end_to_start.is_gt() && ends.is_lt(),
            Self::StartedBy => starts.is_eq() && ends.is_gt(),
            Self::Starts => starts.is_eq() && ends.is_lt(),
        }
    }
}
