//! Days as people write them: `19/9/2024`, `ngày 19 tháng 9 năm 2024`, `tháng 6/2022`, and the day numbers of spreadsheets.

use std::str::FromStr;

use super::{Taken, excerpt};
use crate::domain::{Day, Precision, parse_day, vague_date};
use crate::ingest::issues::{Finding, VALUE_DATE, VALUE_DATE_AMBIGUOUS, VALUE_DATE_SERIAL, VALUE_DATE_TAKEN, VALUE_DATE_VAGUE};

/// How days are written, besides `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateFormat {
    /// Only `YYYY-MM-DD`; another form is taken where it can mean one day only, and told.
    #[default]
    Iso,
    /// Also day, month, year: `19/9/2024`.
    DayMonthYear,
}

impl FromStr for DateFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "Y-m-d" => Ok(Self::Iso),
            "d/m/Y" => Ok(Self::DayMonthYear),
            _ => Err(format!("unknown date_format `{name}`, allowed: Y-m-d, d/m/Y")),
        }
    }
}

/// What the dates of a column show of the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ingest) struct Order {
    /// Some can only have the day first: `19/9/2024`.
    pub day_first: bool,
    /// Some can only have the month first: `9/19/2024`.
    pub month_first: bool,
}

impl Order {
    /// Learns from a text, if it is such a date.
    pub fn learn(&mut self, text: &str) {
        if let Some([first, second, _]) = parts(text) {
            self.day_first |= (13..=31).contains(&first) && second <= 12;
            self.month_first |= (13..=31).contains(&second) && first <= 12;
        }
    }
}

/// Which day of an interval a column wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Edge {
    /// None: it wants a day.
    Day,
    /// The first.
    First,
    /// The last.
    Last,
}

/// What is known of the days of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct DateHabits {
    /// As the profile tells.
    pub format: DateFormat,
    /// Whether the profile says that there are day numbers of spreadsheets.
    pub serials: bool,
    /// What the column shows.
    pub order: Order,
    /// What it wants of an interval.
    pub edge: Edge,
}

/// A day. One of another form than the profile tells is taken where it can mean one day only.
pub(in crate::ingest) fn day(text: &str, habits: DateHabits) -> Result<Taken<Day>, Finding> {
    let text = text.trim();
    if let Ok(day) = parse_day(text) {
        return Ok(Taken::exactly(day));
    }
    if let Some(day) = year_first(text) {
        return Ok(taken(text, day, ""));
    }
    if let Some(parts) = parts(text) {
        return by_parts(text, parts, habits);
    }
    if let Some(serial) = serial(text) {
        return by_serial(text, serial, habits);
    }
    by_words(text, habits.edge)
}

/// The day that a text of a register means, where it means one; else why not, and what it could be.
///
/// # Errors
/// It is no day, or several could be meant.
pub fn written_day(text: &str, format: DateFormat) -> Result<Day, String> {
    let habits = DateHabits { format, serials: false, order: Order::default(), edge: Edge::Day };
    day(text, habits).map(|taken| taken.value).map_err(|finding| format!("{}; hint: {}", finding.found, finding.hint))
}

fn taken(text: &str, day: Day, how: &str) -> Taken<Day> {
    let found = format!("`{}` taken for {day}{how}", excerpt(text));
    Taken::noted(day, Finding::new(VALUE_DATE_TAKEN, found, "write days as `2024-12-01`"))
}

fn no_date(text: &str, hint: impl Into<String>) -> Finding {
    Finding::new(VALUE_DATE, format!("`{}` is no day of the calendar", excerpt(text)), hint)
}

/// `2024/9/19`, `2024-9-19`, and a day with the time of day behind it.
fn year_first(text: &str) -> Option<Day> {
    let date =
        text.split_once(['T', ' ']).filter(|(_, time)| time.starts_with(|c: char| c.is_ascii_digit())).map_or(text, |(date, _)| date);
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [year, month, day] = parts[..] else { return None };
    Day::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?).ok().filter(|_| year.len() == 4)
}

/// Three numbers with `/`, `-` or `.` between them.
fn parts(text: &str) -> Option<[i16; 3]> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, year] = parts[..] else { return None };
    Some([number(first, 2)?, number(second, 2)?, number(year, 4).filter(|_| matches!(year.len(), 2 | 4))?])
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn by_parts(text: &str, [first, second, year]: [i16; 3], habits: DateHabits) -> Result<Taken<Day>, Finding> {
    let whole_year = if year < 100 { year + 2000 } else { year };
    let make = |day: i16, month: i16| Day::new(whole_year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let (day_first, month_first) = (make(first, second), make(second, first));
    if year < 100 {
        let candidate = day_first.map_or_else(String::new, |day| format!(", for example `{day}`"));
        return Err(no_date(text, format!("write the year with four digits{candidate}")));
    }
    match (day_first, month_first) {
        (Some(day), _) if habits.format == DateFormat::DayMonthYear => Ok(Taken::exactly(day)),
        (None, Some(day)) if habits.format == DateFormat::DayMonthYear => Err(no_date(
            text,
            format!("days are written day/month/year, as the profile tells: write `{second}/{first}/{year}` if {day} is meant"),
        )),
        (Some(day), None) => Ok(taken(text, day, "")),
        (Some(day), Some(other)) if day == other => Ok(taken(text, day, "")),
        (None, Some(day)) => Ok(taken(text, day, ", with the month first")),
        (Some(day), Some(other)) => ambiguous(text, day, other, habits.order),
        (None, None) => Err(no_date(text, impossible(first, second, year))),
    }
}

/// A date that can be read in both orders: in the order that the rest of its column shows, else in that of the country.
fn ambiguous(text: &str, day: Day, other: Day, order: Order) -> Result<Taken<Day>, Finding> {
    let shown = excerpt(text);
    if order.day_first && !order.month_first {
        return Ok(taken(text, day, ", as the other days of the column have the day first"));
    }
    if order.month_first {
        let found =
            format!("`{shown}` is {day} with the day first, {other} with the month first; others of its column have the month first");
        return Err(Finding::new(VALUE_DATE, found, format!("write `{day}` or `{other}`")));
    }
    let found = format!("`{shown}` taken for {day}, as days are written here; with the month first it would be {other}");
    let hint = "write days as `2024-12-01`, or use a profile with `date_format = \"d/m/Y\"`";
    Ok(Taken::noted(day, Finding::new(VALUE_DATE_AMBIGUOUS, found, hint)))
}

/// What to do with a day that no month has.
fn impossible(first: i16, second: i16, year: i16) -> String {
    let month = i8::try_from(second).ok().and_then(|month| Day::new(year, month, 1).ok());
    match month {
        Some(month) if (29..=31).contains(&first) => {
            let (last, next) = (month.last_of_month(), month.last_of_month().tomorrow().unwrap_or(month));
            format!("that month has {} days: is `{last}` or `{next}` meant?", last.day())
        }
        _ => "write a day of the calendar as `2024-12-01`".to_owned(),
    }
}

/// The day number of a spreadsheet, for the years 1954 to 2119.
fn serial(text: &str) -> Option<i32> {
    let whole =
        text.split_once(['.', ',']).map_or(text, |(whole, rest)| if rest.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { text });
    let digits = whole.len() == 5 && whole.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| whole.parse().ok()).flatten().filter(|serial| (20_000..80_000).contains(serial))
}

fn by_serial(text: &str, serial: i32, habits: DateHabits) -> Result<Taken<Day>, Finding> {
    // Spreadsheets count from 1899-12-30 on, since they take 1900 for a leap year.
    let counted = Day::constant(1899, 12, 30).checked_add(jiff::Span::new().days(serial));
    let Ok(day) = counted else { return Err(no_date(text, "write days as `2024-12-01`")) };
    if habits.serials {
        return Ok(taken(text, day, ", the day number of a spreadsheet"));
    }
    let found = format!("`{}` is a number; as the day number of a spreadsheet it is {day}", excerpt(text));
    let hint = format!("write `{day}` if that is meant, or use a profile with `serial_dates = true`");
    Err(Finding::new(VALUE_DATE_SERIAL, found, hint))
}

/// A date in words, or a month, a quarter or a year.
fn by_words(text: &str, edge: Edge) -> Result<Taken<Day>, Finding> {
    let vague = vague_date(text, None).and_then(|date| Some((date.from?, date.to?, date.precision)));
    let Some((from, to, precision)) = vague else {
        return Err(Finding::new(VALUE_DATE, format!("`{}` is no day", excerpt(text)), "write a day of the calendar as `2024-12-01`"));
    };
    match edge {
        _ if from == to => Ok(taken(text, from, "")),
        Edge::First => Ok(taken(text, from, ", its first day")),
        Edge::Last => Ok(taken(text, to, ", its last day")),
        Edge::Day => {
            let found = format!("`{}` is no day, but {} ({from} to {to})", excerpt(text), article(precision));
            Err(Finding::new(VALUE_DATE_VAGUE, found, "write the day; a planned time stands in `planned_text`"))
        }
    }
}

fn article(precision: Precision) -> String {
    match precision {
        Precision::TenDays | Precision::HalfYear => precision.en().to_owned(),
        _ => format!("a {}", precision.en()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: DateHabits =
        DateHabits { format: DateFormat::Iso, serials: false, order: Order { day_first: false, month_first: false }, edge: Edge::Day };

    /// The day with the code of what is told, or the code alone.
    fn read(text: &str, habits: DateHabits) -> String {
        match day(text, habits) {
            Ok(Taken { value, note }) => format!("{value} {}", note.map_or("", |note| note.rule.code)).trim_end().to_owned(),
            Err(finding) => finding.rule.code.to_owned(),
        }
    }

    #[test]
    fn days_of_another_form_are_taken_where_they_can_mean_one_day_only() {
        assert_eq!(read("2024-12-01", PLAIN), "2024-12-01");
        for text in [
            "19/9/2024",
            "19-9-2024",
            "19.9.2024",
            "19/09/2024",
            " 19 / 9 / 2024 ",
            "ngày 19 tháng 9 năm 2024",
            "Ngày 19/9/2024",
            "2024/9/19",
            "2024-09-19 00:00:00",
            "2024-09-19T07:30:00",
            "9/19/2024",
        ] {
            assert_eq!(read(text, PLAIN), "2024-09-19 value/date-taken", "{text}");
        }
        assert_eq!(read("5/5/2024", PLAIN), "2024-05-05 value/date-taken");
    }

    #[test]
    fn a_profile_makes_the_order_exact() {
        let told = DateHabits { format: DateFormat::DayMonthYear, ..PLAIN };
        for text in ["19/9/2024", "19-09-2024", "19.9.2024", "2024-09-19"] {
            assert_eq!(read(text, told), "2024-09-19", "{text}");
        }
        assert_eq!(read("3/4/2024", told), "2024-04-03");
        assert_eq!(read("9/19/2024", told), "value/date");
    }

    #[test]
    fn a_date_that_can_be_read_twice_is_told_with_both() {
        assert_eq!(read("3/4/2024", PLAIN), "2024-04-03 value/date-ambiguous");
        let note = day("3/4/2024", PLAIN).unwrap().note.unwrap();
        assert!(note.found.contains("2024-03-04"), "{}", note.found);
        let shown = |texts: &[&str]| {
            let mut order = Order::default();
            texts.iter().for_each(|text| order.learn(text));
            read("3/4/2024", DateHabits { order, ..PLAIN })
        };
        assert_eq!(shown(&["19/9/2024"]), "2024-04-03 value/date-taken");
        assert_eq!(shown(&["9/19/2024"]), "value/date");
        assert_eq!(shown(&["19/9/2024", "9/19/2024"]), "value/date");
    }

    #[test]
    fn what_is_no_day_is_refused_with_what_it_could_be() {
        let hint = |text: &str| day(text, PLAIN).unwrap_err();
        assert!(hint("31/4/2024").hint.contains("`2024-04-30` or `2024-05-01`"));
        assert!(hint("29/2/2023").hint.contains("28 days"));
        assert!(hint("19/9/24").hint.contains("2024-09-19"));
        assert!(hint("tháng 6/2022").found.contains("2022-06-01 to 2022-06-30"));
        for text in ["tháng 6/2022", "6/2022", "quý II/2025", "2024", "cuối năm 2025"] {
            assert_eq!(read(text, PLAIN), "value/date-vague", "{text}");
        }
        for text in ["45/13/2024", "sau Tết", "1/2", "-", "//", "19/9/20244", "9999999"] {
            assert_eq!(read(text, PLAIN), "value/date", "{text}");
        }
        assert_eq!(read("tháng 6/2022", DateHabits { edge: Edge::First, ..PLAIN }), "2022-06-01 value/date-taken");
        assert_eq!(read("quý II/2025", DateHabits { edge: Edge::Last, ..PLAIN }), "2025-06-30 value/date-taken");
    }

    #[test]
    fn day_numbers_of_spreadsheets_are_proposed_and_taken_once_told() {
        let finding = day("45554", PLAIN).unwrap_err();
        assert_eq!((finding.rule.code, finding.found.contains("2024-09-19")), ("value/date-serial", true));
        assert_eq!(read("45554.0", DateHabits { serials: true, ..PLAIN }), "2024-09-19 value/date-taken");
        // 2000-02-29 is 36585.
        assert_eq!(read("36585", DateHabits { serials: true, ..PLAIN }), "2000-02-29 value/date-taken");
    }
}
