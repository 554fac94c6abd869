//! Patterns of `LIKE` (`/req/advanced-comparison-operators/like-predicate`): `%` is any letters, `_` is one, `\` takes the meaning of
//! either away.

/// A pattern, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Letter(char),
    AnyOne,
    Any,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let piece = match letter {
                '\\' => Piece::Letter(letters.next().unwrap_or('\\')),
                '%' => Piece::Any,
                '_' => Piece::AnyOne,
                _ => Piece::Letter(letter),
            };
            // Several `%` say what one says.
            if piece != Piece::Any || pieces.last() != Some(&Piece::Any) {
                pieces.push(piece);
            }
        }
        Self(pieces)
    }

    /// Whether all the letters are of the pattern: where one does not fit, the last `%` takes one letter more, so that the time is
    /// at most the product of both lengths.
    pub(super) fn matches(&self, mut letters: impl Iterator<Item = char> + Clone) -> bool {
        let mut at = 0;
        let mut resume = None;
        loop {
            let before = letters.clone();
            let letter = letters.next();
            match (self.0.get(at), letter) {
                (Some(Piece::Any), _) => {
                    at += 1;
                    letters = before.clone();
                    resume = Some((at, before));
                    if at == self.0.len() {
                        return true;
                    }
                }
                (None, None) => return true,
                (Some(Piece::AnyOne), Some(_)) => at += 1,
                (Some(Piece::Letter(wanted)), Some(found)) if *wanted == found => at += 1,
                (_, None) => return false,
                (_, Some(_)) => {
                    let Some((after, from)) = &mut resume else { return false };
                    from.next();
                    at = *after;
                    letters = from.clone();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(text: &str, pattern: &str) -> bool {
        Pattern::new(pattern).matches(text.chars())
    }

    #[test]
    fn wildcards_match_any_letters_or_one() {
        for (text, pattern) in [
            ("", ""),
            ("", "%"),
            ("abc", "%"),
            ("abc", "a%"),
            ("abc", "%c"),
            ("abc", "a_c"),
            ("abcabd", "%abd"),
            ("aab", "%ab"),
            ("Đồng", "Đ_ng"),
            ("abc", "%%b%"),
        ] {
            assert!(like(text, pattern), "{text} like {pattern}");
        }
        for (text, pattern) in
            [("", "_"), ("abc", ""), ("abc", "a"), ("abc", "b%"), ("abc", "a_"), ("ab", "a_b"), ("abc", "%d%"), ("", "a")]
        {
            assert!(!like(text, pattern), "{text} not like {pattern}");
        }
    }

    #[test]
    fn a_backslash_takes_the_meaning_away() {
        assert!(like("50%", r"50\%") && !like("500", r"50\%"));
        assert!(like("a_b", r"a\_b") && !like("axb", r"a\_b"));
        assert!(like(r"a\b", r"a\\b") && like(r"a\", r"a\"));
    }

    #[test]
    fn a_hostile_pattern_ends() {
        assert!(!like(&"a".repeat(2000), &("%a".repeat(500) + "b")));
    }
}
