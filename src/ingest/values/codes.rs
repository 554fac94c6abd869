//! Codes of units, and the zeros that spreadsheets take from them.

use super::{Taken, excerpt};
use crate::domain::{Level, UnitCode};
use crate::ingest::issues::{CODE_FORMAT, CODE_LEADING_ZERO, CODE_PADDED, Finding};

/// Whether lost zeros may be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ingest) struct Padding {
    /// The profile allows it.
    pub allowed: bool,
    /// The level that every code of the column is of, where that is known.
    pub level: Option<Level>,
    /// Another code of the column has kept its zero, so that none was lost by a spreadsheet.
    pub kept_elsewhere: bool,
}

/// What the codes of a column show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ingest) struct Zeros {
    /// A code begins with a zero, as it should be.
    pub kept: bool,
}

impl Zeros {
    /// Learns from a text, if it is a code.
    pub fn learn(&mut self, text: &str) {
        let text = text.trim();
        self.kept |= text.starts_with('0') && text.len() <= 5 && UnitCode::new(text).is_ok();
    }
}

/// The code of a unit. Zeros that a spreadsheet dropped are put back only where the profile allows it, and told.
pub(in crate::ingest) fn code(text: &str, padding: Padding) -> Result<Taken<UnitCode>, Finding> {
    let text = text.trim();
    let digits = text.split_once('.').map_or(text, |(whole, zeros)| if zeros.trim_matches('0').is_empty() { whole } else { text });
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let wanted = match padding.level {
        Some(level) => level_digits(level),
        None => {
            [2, 3, 5].into_iter().find(|wanted| *wanted >= digits.len()).filter(|_| matches!(digits.len(), 1 | 4)).unwrap_or(digits.len())
        }
    };
    let short = number && digits.len() < wanted;
    match UnitCode::new(text) {
        Ok(code) if !(short && padding.allowed) => return Ok(Taken::exactly(code)),
        _ if !short => {
            let hint = "write 2 digits for a province, 3 for a district, 5 for a commune, as text";
            return Err(Finding::new(CODE_FORMAT, format!("`{}` is not a unit code", excerpt(text)), hint));
        }
        _ => {}
    }
    let padded = format!("{digits:0>wanted$}");
    let found = format!("`{}` has {} digits", excerpt(text), digits.len());
    if padding.allowed
        && !padding.kept_elsewhere
        && let Ok(code) = UnitCode::new(&padded)
    {
        let hint = "the profile allows to put lost zeros back; store the column as text";
        return Ok(Taken::noted(code, Finding::new(CODE_PADDED, format!("{found}: taken for `{padded}`"), hint)));
    }
    let hint = if padding.kept_elsewhere {
        format!("a zero seems to be lost, but other codes of the column have theirs: write `{padded}` if that is meant")
    } else {
        format!(
            "a leading zero seems to be lost: if `{padded}` is meant, store the column as text, or use a profile with `pad_codes = true`"
        )
    };
    Err(Finding::new(CODE_LEADING_ZERO, found, hint))
}

const fn level_digits(level: Level) -> usize {
    match level {
        Level::Province => 2,
        Level::District => 3,
        Level::Commune => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO: Padding = Padding { allowed: false, level: None, kept_elsewhere: false };

    #[test]
    fn lost_zeros_are_told_and_not_guessed() {
        assert_eq!(code("06463", NO).map(|code| code.value.to_string()), Ok("06463".to_owned()));
        for text in ["6463", "1", "6463.0"] {
            let finding = code(text, NO).unwrap_err();
            assert_eq!(finding.rule.code, "code/leading-zero", "{text}");
            assert!(finding.hint.contains("`06463`") || finding.hint.contains("`01`"), "{}", finding.hint);
        }
        for text in ["", "A6463", "064630", "64 63", "12345.5"] {
            assert_eq!(code(text, NO).unwrap_err().rule.code, "code/format", "{text}");
        }
    }

    #[test]
    fn a_profile_can_allow_to_put_them_back_where_all_were_lost() {
        let yes = Padding { allowed: true, ..NO };
        let read = |text: &str, padding| code(text, padding).map(|taken| (taken.value.to_string(), taken.note.is_some()));
        assert_eq!(read("6463", yes), Ok(("06463".to_owned(), true)));
        assert_eq!(read("12345", yes), Ok(("12345".to_owned(), false)));
        assert_eq!(read("178", yes), Ok(("178".to_owned(), false)));
        assert_eq!(read("178", Padding { level: Some(Level::Commune), ..yes }), Ok(("00178".to_owned(), true)));
        assert_eq!(read("1", Padding { level: Some(Level::District), ..yes }), Ok(("001".to_owned(), true)));
        assert_eq!(code("6463", Padding { kept_elsewhere: true, ..yes }).unwrap_err().rule.code, "code/leading-zero");
    }

    #[test]
    fn zeros_that_are_kept_are_seen() {
        let mut zeros = Zeros::default();
        zeros.learn("6463");
        assert!(!zeros.kept);
        zeros.learn(" 06466 ");
        assert!(zeros.kept);
    }
}
