//! Values of cells: days, numbers, codes, lists. Each is read strictly; what is wrong comes back with a hint.

use std::str::FromStr;

use super::issues::{CODE_FORMAT, CODE_LEADING_ZERO, Finding, VALUE_DATE, VALUE_LIST, VALUE_NUMBER, VALUE_TEXT, VALUE_WORD};
use crate::domain::{Day, TextError, UnitCode, UnitRef, UnknownWord, identifier, parse_day, short_text};

/// How days are written, besides `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateFormat {
    /// Only `YYYY-MM-DD`.
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

/// Denominators that a plan's scale can have.
const SCALES: std::ops::RangeInclusive<u32> = 100..=1_000_000;
/// Years that a plan can look to.
const HORIZONS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A one-line text.
pub(super) fn line(text: &str, limit: usize) -> Result<String, Finding> {
    short_text(text, limit).map_err(|error| text_finding(text, &error))
}

/// An identifier, as it stands in addresses.
pub(super) fn id(text: &str) -> Result<String, Finding> {
    identifier(text).map_err(|error| {
        let mut finding = text_finding(text, &error);
        "write at most 100 letters, digits, `-`, `_`, `.` or `:`".clone_into(&mut finding.hint);
        finding
    })
}

fn text_finding(text: &str, error: &TextError) -> Finding {
    let hint = match error {
        TextError::Empty => "write something",
        TextError::TooLong { .. } => "shorten it",
        TextError::Character(_) => "leave that character out",
    };
    Finding::new(VALUE_TEXT, format!("`{}` {error}", excerpt(text)), hint)
}

/// The beginning of a text, for messages.
pub(super) fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A day.
pub(super) fn day(text: &str, format: DateFormat) -> Result<Day, Finding> {
    let text = text.trim();
    let by_parts = day_month_year(text);
    match (parse_day(text), format, by_parts) {
        (Ok(day), ..) | (_, DateFormat::DayMonthYear, Some(day)) => Ok(day),
        (Err(_), _, Some(day)) => {
            let hint = format!("write `{day}` if that is meant, or use a profile with `date_format = \"d/m/Y\"`");
            Err(Finding::new(VALUE_DATE, format!("`{}` is not a day written YYYY-MM-DD", excerpt(text)), hint))
        }
        (Err(_), ..) => {
            let found = format!("`{}` is not a day written YYYY-MM-DD", excerpt(text));
            Err(Finding::new(VALUE_DATE, found, "write a day of the calendar as `2024-12-01`"))
        }
    }
}

/// Reads day, month, year with `/`, `-` or `.` between them.
fn day_month_year(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [day, month, year] = parts[..] else { return None };
    let digits = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(day, 2) && digits(month, 2) && digits(year, 4) && year.len() == 4) {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A finite number with a point before its decimals.
pub(super) fn figure(text: &str) -> Result<f64, Finding> {
    let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let hint = "write a number such as `12.5`: a point before decimals, nothing between thousands";
    number.ok_or_else(|| Finding::new(VALUE_NUMBER, format!("`{}` is not a number", excerpt(text)), hint))
}

/// A word of a closed list.
pub(super) fn word<W: FromStr<Err = UnknownWord>>(text: &str) -> Result<W, Finding> {
    nfc_word(text).parse().map_err(unknown_word)
}

/// The text without outer and double inner spaces.
fn nfc_word(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The finding for a word that is in no list.
pub(super) fn unknown_word(error: UnknownWord) -> Finding {
    let UnknownWord { what, found, allowed } = error;
    Finding::new(VALUE_WORD, format!("unknown {what} `{}`", excerpt(&found)), format!("use one of: {allowed}"))
}

/// The code of a unit. Zeros that a spreadsheet dropped are never guessed back.
pub(super) fn code(text: &str) -> Result<UnitCode, Finding> {
    let text = text.trim();
    UnitCode::new(text).map_err(|_| {
        let digits = text.split_once('.').map_or(text, |(whole, zeros)| if zeros.trim_matches('0').is_empty() { whole } else { text });
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match digits.len() {
            1 | 4 if number => Finding::new(
                CODE_LEADING_ZERO,
                format!("`{}` has {} digits", excerpt(text), digits.len()),
                format!("a leading zero seems to be lost: if `0{digits}` is meant, store the column as text and write it so"),
            ),
            _ => Finding::new(
                CODE_FORMAT,
                format!("`{}` is not a unit code", excerpt(text)),
                "write 2 digits for a province, 3 for a district, 5 for a commune, as text",
            ),
        }
    })
}

/// A list: entries separated by `;`, empty ones left out.
pub(super) fn list(text: &str, limit: usize) -> Result<Vec<&str>, Finding> {
    let entries: Vec<&str> = text.split(';').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    if entries.len() > limit {
        return Err(Finding::new(VALUE_LIST, format!("{} entries", entries.len()), format!("give at most {limit}")));
    }
    Ok(entries)
}

/// A unit as `code` or `code@date`.
pub(super) fn unit_ref(text: &str, format: DateFormat) -> Result<UnitRef, Finding> {
    match text.split_once('@') {
        Some((unit, on)) => Ok(UnitRef { code: code(unit)?, on: Some(day(on, format)?) }),
        None => Ok(UnitRef { code: code(text)?, on: None }),
    }
}

/// The denominator of a scale written `5000`, `1/5.000`, `1/5 000` or `1:5000`.
pub(super) fn scale(text: &str) -> Result<u32, Finding> {
    let bad = || {
        let found = format!("`{}` is not a scale", excerpt(text));
        Finding::new(VALUE_NUMBER, found, format!("write the denominator, {} to {}, as `5000` or `1/5.000`", SCALES.start(), SCALES.end()))
    };
    let trimmed = whole(text.trim());
    let denominator =
        trimmed.strip_prefix('1').map(str::trim_start).and_then(|rest| rest.strip_prefix(['/', ':'])).unwrap_or(trimmed).trim();
    let groups: Vec<&str> = denominator.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let thousands = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !(digits && thousands) {
        return Err(bad());
    }
    groups.concat().parse().ok().filter(|scale| SCALES.contains(scale)).ok_or_else(bad)
}

/// The year a plan looks to.
pub(super) fn horizon(text: &str) -> Result<i16, Finding> {
    whole(text.trim()).parse().ok().filter(|year| HORIZONS.contains(year)).ok_or_else(|| {
        let hint = format!("write a year from {} to {}", HORIZONS.start(), HORIZONS.end());
        Finding::new(VALUE_NUMBER, format!("`{}` is not a horizon year", excerpt(text)), hint)
    })
}

/// A whole number as numeric columns write it: `5000.00` is `5000`. A group of three zeros stays: `5.000` is five thousand.
fn whole(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if zeros.len() != 3 && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

/// Yes or no.
pub(super) fn flag(text: &str) -> Result<bool, Finding> {
    match text.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "có" => Ok(true),
        "false" | "0" | "no" | "không" => Ok(false),
        _ => Err(Finding::new(VALUE_WORD, format!("`{}` is neither yes nor no", excerpt(text)), "use one of: true, false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_read_as_planners_write_them() {
        for text in ["5000", "1/5000", "1/5.000", "1/5 000", "1:5000", " 1 / 5,000 ", "5000.00", "1/5\u{a0}000", "5.000"] {
            assert_eq!(scale(text), Ok(5000), "{text}");
        }
        assert_eq!(scale("1/25.000"), Ok(25_000));
        for text in ["1/5.00", "2/5000", "50", "1/2000000", "", "1/", "1/5..000", "-5000", "tỷ lệ 5000"] {
            assert_eq!(scale(text).unwrap_err().rule.code, "value/number", "{text}");
        }
    }

    #[test]
    fn days_of_another_form_are_told_and_not_guessed() {
        assert_eq!(day("2024-12-01", DateFormat::Iso), parse_day("2024-12-01").map_err(|_| unreachable!()));
        let finding = day("19/9/2024", DateFormat::Iso).unwrap_err();
        assert_eq!(finding.rule.code, "value/date");
        assert!(finding.hint.contains("`2024-09-19`"), "{}", finding.hint);
        for text in ["tháng 6/2022", "31/4/2024", "2024", "1/2/24", "2024/12/01"] {
            assert!(day(text, DateFormat::DayMonthYear).is_err(), "{text}");
        }
    }

    #[test]
    fn a_profile_can_allow_day_month_year() {
        let expected = Ok(Day::constant(2024, 9, 19));
        for text in ["19/9/2024", "19-09-2024", "19.9.2024", "2024-09-19"] {
            assert_eq!(day(text, DateFormat::DayMonthYear), expected, "{text}");
        }
    }

    #[test]
    fn lost_zeros_are_told_and_not_guessed() {
        assert_eq!(code("06463").map(|code| code.to_string()), Ok("06463".to_owned()));
        for text in ["6463", "1", "6463.0"] {
            assert_eq!(code(text).unwrap_err().rule.code, "code/leading-zero", "{text}");
        }
        for text in ["", "A6463", "064630", "64 63", "12345.5"] {
            assert_eq!(code(text).unwrap_err().rule.code, "code/format", "{text}");
        }
    }

    #[test]
    fn a_unit_can_be_named_with_a_day() {
        let unit = unit_ref(" 06463@2022-06-01 ", DateFormat::Iso).unwrap();
        assert_eq!((unit.code.as_str(), unit.on), ("06463", Some(Day::constant(2022, 6, 1))));
        assert_eq!(unit_ref("06463", DateFormat::Iso).unwrap().on, None);
        assert!(unit_ref("06463@2022", DateFormat::Iso).is_err());
    }

    #[test]
    fn horizons_are_years_near_ours() {
        assert_eq!((horizon("2035"), horizon("2035.0")), (Ok(2035), Ok(2035)));
        assert!(horizon("35").is_err() && horizon("2101").is_err() && horizon("2035-2050").is_err());
    }

    #[test]
    fn lists_leave_empty_entries_out_and_have_an_end() {
        assert_eq!(list("a; b;;c ;", 3), Ok(vec!["a", "b", "c"]));
        assert!(list("a;b;c", 2).is_err());
    }
}
