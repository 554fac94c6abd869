//! `CASEI` and `ACCENTI`: texts compared without regard to case and accents (OGC 21-065r2, requirements classes
//! `case-insensitive-comparison` and `accent-insensitive-comparison`), letter by letter, so that a comparison makes no copy.

use std::iter::Filter;
use std::str::Chars;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{Decompositions, Recompositions, UnicodeNormalization};

/// What is not regarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Folding {
    pub(super) case: bool,
    pub(super) accents: bool,
}

impl Folding {
    /// Nothing is disregarded.
    pub(super) const NONE: Self = Self { case: false, accents: false };

    /// Both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { case: self.case || other.case, accents: self.accents || other.accents }
    }

    /// The letters that are compared.
    pub(super) fn letters(self, text: &str) -> Letters<'_> {
        let source = if self == Self::NONE || text.is_ascii() {
            Source::AsTheyAre(text.chars())
        } else {
            let keep: fn(&char) -> bool = if self.accents { |c| !is_combining_mark(*c) } else { |_| true };
            Source::Normal(Box::new(text.nfd().filter(keep).nfc()))
        };
        Letters { source, folding: self, pending: Pending::default() }
    }

    pub(super) fn text(self, text: &str) -> String {
        self.letters(text).collect()
    }
}

/// The letters of a text as they are compared.
#[derive(Clone)]
pub(super) struct Letters<'a> {
    source: Source<'a>,
    folding: Folding,
    pending: Pending,
}

/// Letters in one normal form, without their accents where they do not count.
type Normalized<'a> = Recompositions<Filter<Decompositions<Chars<'a>>, fn(&char) -> bool>>;

#[derive(Clone)]
enum Source<'a> {
    AsTheyAre(Chars<'a>),
    Normal(Box<Normalized<'a>>),
}

/// What a letter has become beyond its first: `ß` is `ss`.
#[derive(Debug, Clone, Copy, Default)]
struct Pending {
    letters: [char; 6],
    next: usize,
    end: usize,
}

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if self.pending.next < self.pending.end {
            self.pending.next += 1;
            return Some(self.pending.letters[self.pending.next - 1]);
        }
        let letter = match &mut self.source {
            Source::AsTheyAre(letters) => letters.next(),
            Source::Normal(letters) => letters.next(),
        }?;
        let letter = if self.folding.accents { without_stroke(letter) } else { letter };
        if !self.folding.case {
            return Some(letter);
        }
        if letter.is_ascii() {
            return Some(letter.to_ascii_lowercase());
        }
        // Upper case first: full case folding makes `ß` and `ẞ` `ss`, and both forms of sigma one.
        self.pending = Pending::default();
        for folded in letter.to_uppercase().flat_map(char::to_lowercase).take(self.pending.letters.len()) {
            self.pending.letters[self.pending.end] = folded;
            self.pending.end += 1;
        }
        self.next()
    }
}

/// Letters with a stroke have no decomposition in Unicode; `đ` is `d` as in the search by name.
const fn without_stroke(letter: char) -> char {
    match letter {
        'Đ' | 'Ð' => 'D',
        'đ' | 'ð' => 'd',
        'Ø' => 'O',
        'ø' => 'o',
        'Ł' => 'L',
        'ł' => 'l',
        'Ħ' => 'H',
        'ħ' => 'h',
        'Ŧ' => 'T',
        'ŧ' => 't',
        'ı' => 'i',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Folding = Folding { case: true, accents: false };
    const ACCENTS: Folding = Folding { case: false, accents: true };

    #[test]
    fn case_is_folded_in_full() {
        assert_eq!(CASE.text("Straße"), CASE.text("STRASSE"));
        assert_eq!(CASE.text("Οδος"), CASE.text("ΟΔΟΣ"));
        assert_eq!(CASE.text("ĐỒNG MỎ"), "đồng mỏ");
        assert_eq!(CASE.text("KØBENHAVN"), "københavn");
    }

    #[test]
    fn accents_go_and_case_stays() {
        assert_eq!(ACCENTS.text("Đồng Mỏ"), "Dong Mo");
        assert_eq!(ACCENTS.text("débárquér"), "debarquer");
        assert_eq!(ACCENTS.text("København"), "Kobenhavn");
        assert_eq!(ACCENTS.and(CASE).text("ĐỒNG Mỏ"), "dong mo");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(CASE.text("o\u{302}\u{300}"), "ồ");
        assert_eq!(Folding::NONE.text("o\u{302}"), "o\u{302}");
    }
}
