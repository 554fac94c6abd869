//! The parameter datetime (OGC 17-069r4, section 7.15.4): the days on which features are to be valid.

use crate::app::Span;
use crate::domain::{Day, Period, parse_day};
use crate::http::error::FieldProblem;
use crate::http::query::Fields;

const ALLOWED: &str = "a day or an instant (2024-06-30 or 2024-06-30T00:00:00Z), or an interval of two, either of which may be `..`";

/// Reads the days meant; `at` names a day as well, so there is one of the two.
pub(super) fn read(fields: &mut Fields) -> Option<Interval> {
    let datetime = fields.parsed("datetime", |text| Interval::read(text).ok_or_else(|| ALLOWED.to_owned()));
    if datetime.is_some() && fields.has(&["at"]) {
        fields.refuse(FieldProblem::new("datetime", "with `at`", "one of `at` and `datetime`"));
    }
    datetime
}

/// Reads the one day of a map.
pub(super) fn read_day(fields: &mut Fields) -> Option<Day> {
    let interval = read(fields)?;
    let day = interval.from.filter(|_| interval.from == interval.to);
    if day.is_none() {
        fields.refuse(FieldProblem::new(
            "datetime",
            "an interval",
            "a day or an instant (2024-06-30 or 2024-06-30T00:00:00Z): a map shows one day",
        ));
    }
    day
}

/// From a day to a day, both included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    from: Option<Day>,
    to: Option<Day>,
}

impl Interval {
    fn read(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once('/') else {
            let day = instant(text)?;
            return Some(Self { from: Some(day), to: Some(day) });
        };
        let side = |text: &str| if matches!(text, "" | "..") { Some(None) } else { instant(text).map(Some) };
        let from = side(from)?;
        let to = match from.filter(|_| to.starts_with('P')) {
            // A duration after a start (RFC 3339, appendix A), which the tests of OGC ask for.
            Some(from) => Some(from.checked_add(to.parse::<jiff::Span>().ok()?).ok()?),
            None => side(to)?,
        };
        let interval = Self { from, to };
        let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
        (ordered && (from.is_some() || to.is_some())).then_some(interval)
    }

    /// The days meant; states are those of the last day, or of today where that is open.
    pub(super) fn span(self, today: Day) -> Span {
        let day = self.to.unwrap_or_else(|| self.from.map_or(today, |from| from.max(today)));
        let period = Period { from: self.from, to: self.to.and_then(|to| to.tomorrow().ok()) };
        Span { period, day, ended: false }
    }
}

/// The day of a date or of an RFC 3339 instant: legal validity has no time of day.
fn instant(text: &str) -> Option<Day> {
    let day = parse_day(text.get(..10)?).ok()?;
    let time = &text[10..];
    (time.is_empty() || text.parse::<jiff::Timestamp>().is_ok()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn datetimes_are_days_instants_and_intervals() {
        let both = |from: Option<&str>, to: Option<&str>| Some(Interval { from: from.map(day), to: to.map(day) });
        assert_eq!(Interval::read("2024-06-30"), both(Some("2024-06-30"), Some("2024-06-30")));
        assert_eq!(Interval::read("2024-06-30T12:00:00Z"), both(Some("2024-06-30"), Some("2024-06-30")));
        assert_eq!(Interval::read("2024-06-30T12:00:00.123+07:00"), both(Some("2024-06-30"), Some("2024-06-30")));
        assert_eq!(Interval::read("2020-01-01/2024-06-30"), both(Some("2020-01-01"), Some("2024-06-30")));
        assert_eq!(Interval::read("../2024-06-30"), both(None, Some("2024-06-30")));
        assert_eq!(Interval::read("/2024-06-30"), both(None, Some("2024-06-30")));
        assert_eq!(Interval::read("2020-01-01/"), both(Some("2020-01-01"), None));
        assert_eq!(Interval::read("2020-01-01/P2D"), both(Some("2020-01-01"), Some("2020-01-03")));
        assert_eq!(Interval::read("2020-01-01T00:00:00Z/P1M6DT12H"), both(Some("2020-01-01"), Some("2020-02-07")));
        for wrong in [
            "",
            "..",
            "../..",
            "/",
            "2024",
            "2024-06-30T25:00:00Z",
            "2024-06-30T12:00:00",
            "2024-06-30x",
            "2025-01-01/2024-01-01",
            "a/b/c",
            "2020-01-01/P",
            "2020-01-01/-P2D",
            "2020-01-01/P99999Y",
            "P2D/2020-01-01",
            "../P2D",
            "2024-06-3é",
        ] {
            assert_eq!(Interval::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_interval_has_its_last_day_and_states_are_of_it_or_of_today() {
        let span = Interval::read("2020-01-01/2024-06-30").unwrap().span(day("2026-01-01"));
        assert!(span.period.contains(day("2024-06-30")) && !span.period.contains(day("2024-07-01")));
        assert_eq!(span.day, day("2024-06-30"));
        assert_eq!(Interval::read("2020-01-01/..").unwrap().span(day("2026-01-01")).day, day("2026-01-01"));
    }
}
