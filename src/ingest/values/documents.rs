//! Numbers of documents: `1371/QĐ-TTg`, also where blanks, line breaks and words around it have crept in.

use super::{Taken, excerpt};
use crate::domain::short_text;
use crate::ingest::issues::{DOCUMENT_FORM, DOCUMENT_TAKEN, Finding};

/// A document number without stray blanks, `QD` as `QĐ`, and without words before it. What has another form than number, `/`, kind and issuer (Decree
/// 30/2020/NĐ-CP, annex I) is kept as it is and told.
pub(in crate::ingest) fn document_number(text: &str, limit: usize) -> Result<Taken<String>, Finding> {
    let written = short_text(text, limit).map_err(|error| super::text_finding(text, &error))?;
    let number = normalised(&written);
    if !has_form(&number) {
        let found = format!("`{}` has not the form of a document number", excerpt(&written));
        let hint = "write it as `1371/QĐ-TTg`: number, kind of document, issuer";
        return Ok(Taken::noted(written, Finding::new(DOCUMENT_FORM, found, hint)));
    }
    if number == text.trim() {
        return Ok(Taken::exactly(number));
    }
    let found = format!("`{}` taken for `{number}`", excerpt(text).replace(['\n', '\r'], "⏎"));
    Ok(Taken::noted(number, Finding::new(DOCUMENT_TAKEN, found, "write the number of a document without blanks")))
}

/// The number of a document without stray blanks; as it is written where it has not the form of one.
///
/// # Errors
/// It is empty, too long, or has control characters.
pub fn written_document_number(text: &str, limit: usize) -> Result<String, String> {
    document_number(text, limit).map(|taken| taken.value).map_err(|finding| format!("{}; hint: {}", finding.found, finding.hint))
}

/// The number without blanks and without the words before it.
#[must_use]
fn normalised(written: &str) -> String {
    let start = written.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let words = crate::domain::fold(&written[..start]);
    let named = ["so", "qd", "qd so", "quyet dinh", "quyet dinh so", "nghi quyet so", "nq so", "cong van so", "van ban so"];
    let rest = if named.contains(&words.as_str()) { &written[start..] } else { written };
    let mut number = String::with_capacity(rest.len());
    for letter in rest.chars() {
        match letter {
            '–' | '—' | '‑' | '−' => number.push('-'),
            _ if letter.is_whitespace() => {}
            _ => number.push(letter),
        }
    }
    // After the blanks are gone, or a sign before one would stay.
    number.truncate(number.trim_end_matches(['.', ',', ';']).len());
    for (without, with) in [("/QD-", "/QĐ-"), ("/Qđ-", "/QĐ-"), ("/qđ-", "/QĐ-"), ("/ND-", "/NĐ-"), ("/QÐ-", "/QĐ-")] {
        number = number.replace(without, with);
    }
    number
}

/// Number, perhaps year, kind and issuer: `1371/QĐ-TTg`, `30/2020/NĐ-CP`, `661-QĐ/TU`, `1672/NQ-UBTVQH15`.
fn has_form(number: &str) -> bool {
    let letters =
        |part: &str| part.chars().next().is_some_and(char::is_alphabetic) && part.chars().all(|c| c.is_alphanumeric() || "-&.".contains(c));
    let counted = |part: &str| {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        (1..=6).contains(&digits) && part[digits..].chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let parts: Vec<&str> = number.split('/').collect();
    match parts[..] {
        [first, kind] => counted(first) && letters(kind),
        [first, year, kind] => counted(first) && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && letters(kind),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_blanks_and_words_go_and_are_told() {
        for text in [
            "1371/QĐ- TTg",
            "1371 /QĐ-TTg",
            "1371/QĐ-\nTTg",
            "Số 1371/QĐ-TTg",
            "QĐ số 1371/QĐ–TTg",
            "Quyết định số: 1371/QĐ-TTg.",
            "1371/QĐ-TTg. .",
            "1371/QD-TTg",
        ] {
            let Taken { value, note } = document_number(text, 100).unwrap();
            assert_eq!((value.as_str(), note.map(|note| note.rule.code)), ("1371/QĐ-TTg", Some("document/taken")), "{text}");
        }
        for text in ["1371/QĐ-TTg", "30/2020/NĐ-CP", "661-QĐ/TU", "1672/NQ-UBTVQH15", "12a/QĐ-UBND", "24/2025/TT-BXD"] {
            assert_eq!(document_number(text, 100), Ok(Taken::exactly(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn another_form_is_kept_and_told() {
        for text in ["QĐ-UBND", "theo văn bản của tỉnh", "1371", "236/QĐ-TTg ngày 19/3/2024", "///"] {
            let Taken { value, note } = document_number(text, 100).unwrap();
            assert_eq!((value.as_str(), note.map(|note| note.rule.code)), (text, Some("document/form")), "{text}");
        }
        assert!(document_number("1/QĐ", 2).is_err() && document_number(" ", 9).is_err());
    }
}
