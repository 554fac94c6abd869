//! Numbers as spreadsheets write them: `12.5`, `12,5`, `1.234,5`, `1 234,5`.

use super::{Taken, excerpt};
use crate::ingest::issues::{Finding, VALUE_NUMBER, VALUE_NUMBER_AMBIGUOUS, VALUE_NUMBER_TAKEN};

/// A finite number. `comma` is true where the profile says that a comma stands before the decimals.
pub(in crate::ingest) fn figure(text: &str, comma: bool) -> Result<Taken<f64>, Finding> {
    let text = text.trim();
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let (sign, unsigned) = digits.strip_prefix(['-', '−']).map_or((1.0, digits.as_str()), |rest| (-1.0, rest));
    let blanks = digits.len() != text.len();
    let read = |decimals: char, thousands: char| plain(unsigned, decimals, thousands).map(|number| sign * number);
    let (point, by_comma) = (read('.', ','), read(',', '.'));
    if comma {
        return by_comma.map(Taken::exactly).ok_or_else(|| no_number(text, "write a number such as `1.234,5`, as the profile tells"));
    }
    match (point, by_comma) {
        (Some(number), Some(other)) if number.to_bits() != other.to_bits() => {
            let found = format!("`{}` is {number} with a point before decimals, {other} with a comma", excerpt(text));
            if unsigned.contains(',') {
                return Err(Finding::new(VALUE_NUMBER, found, format!("write `{number}` or `{other}`")));
            }
            let hint = format!("it is taken for {number}: write `{other}` if that is meant, or use a profile with `decimal_comma = true`");
            Ok(Taken::noted(number, Finding::new(VALUE_NUMBER_AMBIGUOUS, found, hint)))
        }
        (Some(number), _) if !blanks && !unsigned.contains(',') => Ok(Taken::exactly(number)),
        (Some(number), _) | (None, Some(number)) => {
            let found = format!("`{}` taken for {number}", excerpt(text));
            Ok(Taken::noted(
                number,
                Finding::new(VALUE_NUMBER_TAKEN, found, "write a point before decimals, and nothing between thousands"),
            ))
        }
        (None, None) => match text.parse::<f64>().ok().filter(|number| number.is_finite()) {
            // With an exponent, as programs write it.
            Some(number) if text.contains(['e', 'E']) => Ok(Taken::exactly(number)),
            _ => Err(no_number(text, "write a number such as `12.5`: a point before decimals, nothing between thousands")),
        },
    }
}

fn no_number(text: &str, hint: &str) -> Finding {
    Finding::new(VALUE_NUMBER, format!("`{}` is not a number", excerpt(text)), hint)
}

/// Digits in groups of three, and decimals.
fn plain(text: &str, decimals: char, thousands: char) -> Option<f64> {
    let (whole, fraction) = text.split_once(decimals).map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(thousands).collect();
    let grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && !groups[0].starts_with('0') && groups[1..].iter().all(|group| group.len() == 3));
    if !(grouped && groups.iter().all(|group| digits(group)) && fraction.is_none_or(digits)) {
        return None;
    }
    format!("{}.{}", groups.concat(), fraction.unwrap_or("0")).parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (f64, &'static str) {
        let Taken { value, note } = figure(text, false).unwrap_or_else(|finding| panic!("{finding:?}"));
        (value, note.map_or("", |note| note.rule.code))
    }

    #[test]
    fn numbers_are_read_as_spreadsheets_write_them() {
        for (text, number) in [("12.5", 12.5), ("1234.56", 1234.56), ("0", 0.0), ("-3", -3.0), ("1e3", 1000.0), ("0.001", 0.001)] {
            assert_eq!(read(text), (number, ""), "{text}");
        }
        for (text, number) in [
            ("12,5", 12.5),
            ("1.234,5", 1234.5),
            ("1 234,5", 1234.5),
            ("1\u{a0}234,56", 1234.56),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1 234", 1234.0),
        ] {
            assert_eq!(read(text), (number, "value/number-taken"), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_twice_is_told_with_both() {
        assert_eq!(read("1.234"), (1.234, "value/number-ambiguous"));
        let finding = figure("1,234", false).unwrap_err();
        assert_eq!((finding.rule.code, finding.hint.as_str()), ("value/number", "write `1234` or `1.234`"));
        assert_eq!(figure("1.234", true).map(|taken| (taken.value, taken.note)), Ok((1234.0, None)));
        assert_eq!(figure("1.234,5", true).map(|taken| taken.value), Ok(1234.5));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "12,5 km2", "khoảng 12", "1.2.3", "1,23,4", "NaN", "inf", "1..5", "."] {
            assert_eq!(figure(text, false).unwrap_err().rule.code, "value/number", "{text}");
        }
    }
}
