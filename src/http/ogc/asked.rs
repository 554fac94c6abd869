//! The parameters of the standard: bbox, datetime, limit (OGC 17-069r4, sections 7.15.2 to 7.15.4), and the cursor.

use geo::{Rect, coord};

use crate::app::Span;
use crate::domain::{Day, Period, parse_day};
use crate::http::error::FieldProblem;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};

/// The representation asked for; there is one.
#[derive(Debug)]
pub(in crate::http) struct Format;

impl Question for Format {
    fn read(fields: &mut Fields) -> Self {
        fields.parsed("f", |format| if matches!(format, "json" | "geojson") { Ok(()) } else { Err("json".to_owned()) });
        Self
    }
}

/// Which features.
#[derive(Debug)]
pub(in crate::http) struct Items {
    /// Rectangles of which a feature must touch one; none means everywhere.
    pub(super) bbox: Vec<Rect>,
    pub(super) datetime: Option<Interval>,
    pub(super) limit: usize,
    /// The identifier after which to go on: a cursor that does not shift when features come or go before it.
    pub(super) after: Option<String>,
}

impl Question for Items {
    fn read(fields: &mut Fields) -> Self {
        Format::read(fields);
        let bbox = fields.parsed("bbox", bbox).unwrap_or_default();
        let datetime = fields.parsed("datetime", |text| Interval::read(text).ok_or_else(|| ALLOWED_DATETIME.to_owned()));
        if datetime.is_some() && fields.has(&["at"]) {
            fields.refuse(FieldProblem::new("datetime", "with `at`", "one of `at` and `datetime`"));
        }
        // A limit above the highest is no error: `/req/core/fc-limit-response-1`.
        let limit = fields.whole("limit", &(*LIMITS.items.start()..=usize::MAX), LIMITS.items_default).min(*LIMITS.items.end());
        Self { bbox, datetime, limit, after: fields.text("after", LIMITS.query_chars) }
    }
}

/// `west,south,east,north`, or the same with heights, which do not matter. West may be greater than east: across the antimeridian.
fn bbox(text: &str) -> Result<Vec<Rect>, String> {
    let allowed = || "west,south,east,north in degrees, south not above north".to_owned();
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().map_err(|_| allowed())?;
    let ([west, south, east, north] | [west, south, _, east, north, _]) = numbers[..] else { return Err(allowed()) };
    let (longitudes, latitudes) = (-180.0..=180.0, -90.0..=90.0);
    let in_range = longitudes.contains(&west) && longitudes.contains(&east) && latitudes.contains(&south) && latitudes.contains(&north);
    let rect = |west, east| Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north });
    match (in_range && south <= north, west <= east) {
        (false, _) => Err(allowed()),
        (true, true) => Ok(vec![rect(west, east)]),
        (true, false) => Ok(vec![rect(west, 180.0), rect(-180.0, east)]),
    }
}

const ALLOWED_DATETIME: &str =
    "a day or an instant (2024-06-30 or 2024-06-30T00:00:00Z), or an interval of two, either of which may be `..`";

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
        let interval = Self { from: side(from)?, to: side(to)? };
        let ordered = interval.from.zip(interval.to).is_none_or(|(from, to)| from <= to);
        (ordered && (interval.from.is_some() || interval.to.is_some())).then_some(interval)
    }

    /// The days meant; states are those of the last day, or of today where that is open.
    pub(super) fn span(self, today: Day) -> Span {
        let day = self.to.unwrap_or_else(|| self.from.map_or(today, |from| from.max(today)));
        Span { period: Period { from: self.from, to: self.to.and_then(|to| to.tomorrow().ok()) }, day }
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
        assert_eq!(Interval::read("2020-01-01/2024-06-30"), both(Some("2020-01-01"), Some("2024-06-30")));
        assert_eq!(Interval::read("../2024-06-30"), both(None, Some("2024-06-30")));
        assert_eq!(Interval::read("2020-01-01/"), both(Some("2020-01-01"), None));
        for wrong in ["", "..", "../..", "2024", "2024-06-30T25:00:00Z", "2024-06-30x", "2025-01-01/2024-01-01", "a/b/c"] {
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

    #[test]
    fn a_bbox_may_cross_the_antimeridian_and_have_heights() {
        assert_eq!(bbox("106,21,107,22").unwrap().len(), 1);
        assert_eq!(bbox("106,21,0,107,22,9").unwrap(), bbox("106,21,107,22").unwrap());
        assert_eq!(bbox("170,-10,-170,10").unwrap().len(), 2);
        for wrong in ["", "1,2,3", "106,22,107,21", "106,21,181,22", "106,NaN,107,22", "a,b,c,d"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }
}
