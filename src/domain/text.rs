//! Checks that every name, identifier and note passes once, where it enters; and the form in which names are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Why a text cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// Longer than allowed (in characters).
    #[error("has {found} characters, allowed are {allowed}")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        allowed: usize,
    },
    /// A character that has no place there.
    #[error("has the character `{}`, which is not allowed there", .0.escape_default())]
    Character(char),
}

/// A one-line text of at most `limit` characters: trimmed, inner white space folded, not empty.
///
/// # Errors
/// Empty, too long, or with control characters.
pub fn short_text(text: &str, limit: usize) -> Result<String, TextError> {
    if let Some(bad) = text.chars().find(|c| c.is_control() && !c.is_whitespace()) {
        return Err(TextError::Character(bad));
    }
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = folded.chars().count();
    match found {
        0 => Err(TextError::Empty),
        _ if found > limit => Err(TextError::TooLong { found, allowed: limit }),
        _ => Ok(folded),
    }
}

/// An identifier: 1–100 letters, digits, `-`, `_`, `.` or `:`; it stands in URLs as it is.
///
/// # Errors
/// Empty, too long, or with another character.
pub fn identifier(text: &str) -> Result<String, TextError> {
    let text = short_text(text, 100)?;
    match text.chars().find(|c| !(c.is_alphanumeric() || "-_.:".contains(*c))) {
        Some(bad) => Err(TextError::Character(bad)),
        None => Ok(text),
    }
}

/// Lower case without diacritics, words separated by one space; `đ` becomes `d`.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let letters: String = plain.map(|c| if c == 'đ' { 'd' } else { c }).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_limits_hold() {
        assert_eq!(short_text("  Xã \n Chi  Lăng ", 20).as_deref(), Ok("Xã Chi Lăng"));
        assert_eq!(short_text(" ", 20), Err(TextError::Empty));
        assert_eq!(short_text("abcd", 3), Err(TextError::TooLong { found: 4, allowed: 3 }));
        assert_eq!(short_text("a\u{0}", 3), Err(TextError::Character('\u{0}')));
    }

    #[test]
    fn identifiers_have_no_slash_and_no_space() {
        assert_eq!(identifier("QHC-ĐỒNG_MỎ.1").as_deref(), Ok("QHC-ĐỒNG_MỎ.1"));
        assert_eq!(identifier("a/b"), Err(TextError::Character('/')));
        assert_eq!(identifier("a b"), Err(TextError::Character(' ')));
    }

    #[test]
    fn folding_drops_accents_case_and_punctuation() {
        assert_eq!(fold("  Thị trấn ĐỒNG MỎ – Chi-Lăng "), "thi tran dong mo chi lang");
        assert_eq!(fold("đ\u{1ed3}ng"), fold("Đo\u{302}\u{300}ng"));
    }
}
