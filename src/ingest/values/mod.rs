//! Values of cells: days, numbers, codes, lists, words, document numbers.
//!
//! What is written exactly is read; what can only mean one thing is read and told ([`Taken`]); everything else comes back as a finding with a
//! hint, and with the candidates where there are any.

mod codes;
mod dates;
mod documents;
mod numbers;
mod words;

use super::issues::{Finding, VALUE_LIST, VALUE_NUMBER, VALUE_TEXT, VALUE_WORD};
use crate::domain::{TextError, UnknownWord, identifier, short_text};

pub(super) use codes::{Padding, Zeros, code};
pub use dates::{DateFormat, written_day};
pub(super) use dates::{DateHabits, Edge, Order, day};
pub(super) use documents::document_number;
pub use documents::written_document_number;
pub(super) use numbers::figure;
pub(super) use words::{Variants, unit_kind, variant};

/// A value, with what is to be told of how it was read, if it was not written exactly so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taken<T> {
    pub value: T,
    pub note: Option<Finding>,
}

impl<T> Taken<T> {
    /// A value that is written as it should be.
    pub const fn exactly(value: T) -> Self {
        Self { value, note: None }
    }

    /// A value that can only mean this, though it is written otherwise.
    pub fn noted(value: T, note: Finding) -> Self {
        Self { value, note: Some(note) }
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

/// The text without outer and double inner spaces.
fn nfc_word(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The finding for a word that is in no list.
pub(super) fn unknown_word(error: UnknownWord) -> Finding {
    let UnknownWord { what, found, allowed } = error;
    Finding::new(VALUE_WORD, format!("unknown {what} `{}`", excerpt(&found)), format!("use one of: {allowed}"))
}

/// A list: entries separated by `;`, empty ones left out.
pub(super) fn list(text: &str, limit: usize) -> Result<Vec<&str>, Finding> {
    let entries: Vec<&str> = text.split(';').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    if entries.len() > limit {
        return Err(Finding::new(VALUE_LIST, format!("{} entries", entries.len()), format!("give at most {limit}")));
    }
    Ok(entries)
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
