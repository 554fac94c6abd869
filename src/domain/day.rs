//! Days and half-open periods of days: legal validity has no time of day.

/// A day of the civil calendar.
pub type Day = jiff::civil::Date;

/// Reads a day written `YYYY-MM-DD`.
///
/// # Errors
/// The text is not of that form, or is no day of the calendar.
pub fn parse_day(text: &str) -> Result<Day, String> {
    let text = text.trim();
    let well_formed =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !well_formed {
        return Err(format!("`{text}` is not a day written YYYY-MM-DD"));
    }
    text.parse().map_err(|_| format!("`{text}` is not a day of the calendar"))
}

/// The days from `from` (included) to `to` (excluded); `None` is open on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// First day in force; `None` is "as far back as known".
    pub from: Option<Day>,
    /// First day no longer in force; `None` is "still in force".
    pub to: Option<Day>,
}

impl Period {
    /// A period that has at least one day.
    ///
    /// # Errors
    /// `to` is not after `from`.
    pub fn new(from: Option<Day>, to: Option<Day>) -> Result<Self, String> {
        match (from, to) {
            (Some(from), Some(to)) if to <= from => Err(format!("the end {to} is not after the start {from}")),
            _ => Ok(Self { from, to }),
        }
    }

    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// The days both periods have, if any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(from, to).ok()
    }

    /// What is left of this period without `other`: the part before it and the part after it.
    #[must_use]
    pub fn without(&self, other: &Self) -> [Option<Self>; 2] {
        let Some(common) = self.intersection(other) else { return [Some(*self), None] };
        let before = (common.from != self.from).then_some(Self { from: self.from, to: common.from });
        let after = (common.to != self.to).then_some(Self { from: common.to, to: self.to });
        [before, after]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        let side = |text: &str| (!text.is_empty()).then(|| day(text));
        Period { from: side(from), to: side(to) }
    }

    #[test]
    fn the_first_day_is_in_and_the_last_is_out() {
        let year = period("2020-01-01", "2021-01-01");
        assert!(year.contains(day("2020-01-01")) && year.contains(day("2020-12-31")));
        assert!(!year.contains(day("2021-01-01")) && !year.contains(day("2019-12-31")));
    }

    #[test]
    fn an_empty_period_is_refused() {
        assert!(Period::new(Some(day("2020-01-01")), Some(day("2020-01-01"))).is_err());
    }

    #[test]
    fn what_is_left_without_a_middle_part_is_both_ends() {
        let left = period("", "").without(&period("2020-01-01", "2024-12-01"));
        assert_eq!(left, [Some(period("", "2020-01-01")), Some(period("2024-12-01", ""))]);
        assert_eq!(period("2020-01-01", "2024-12-01").without(&period("", "")), [None, None]);
        let apart = period("", "2019-01-01");
        assert_eq!(apart.without(&period("2020-01-01", "")), [Some(apart), None]);
    }

    #[test]
    fn only_iso_days_of_the_calendar_are_read() {
        assert!(parse_day("2024-02-30").is_err() && parse_day("20240203").is_err() && parse_day("3/2/2024").is_err());
        assert_eq!(parse_day(" 2024-02-29 "), Ok(day("2024-02-29")));
    }
}
