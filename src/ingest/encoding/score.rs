//! The score of each reading of a column: the share of its words that are Vietnamese syllables.

use super::syllable::{Word, word};
use super::{Encoding, RawText};

/// A way to read text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it stands, in Unicode.
    AsItIs,
    /// In another encoding.
    In(Encoding),
}

impl Reading {
    /// Those that are compared, the most usual first.
    pub const ALL: [Self; 6] = [
        Self::AsItIs,
        Self::In(Encoding::Tcvn3),
        Self::In(Encoding::Vni),
        Self::In(Encoding::Viscii),
        Self::In(Encoding::Windows1258),
        Self::In(Encoding::Utf8),
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::AsItIs => "as it is (utf-8)",
            Self::In(Encoding::Utf8) => "utf-8, decoded twice",
            Self::In(encoding) => encoding.name(),
        }
    }

    pub fn read(self, text: &RawText) -> Option<String> {
        match (self, text) {
            (Self::AsItIs, _) => text.as_it_is(),
            // Bytes in UTF-8 are text as it stands; only what was decoded before can hide it a second time.
            (Self::In(Encoding::Utf8), RawText::Bytes(bytes)) => {
                RawText::Unicode(std::str::from_utf8(bytes).ok()?.to_owned()).read_as(Encoding::Utf8)
            }
            (Self::In(encoding), _) => text.read_as(encoding),
        }
    }
}

/// What a score rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sum {
    words: u32,
    syllables: u32,
    common: u32,
    /// Texts that have no such reading.
    failed: u32,
}

/// The words of a column that are not ASCII, in every reading.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    sums: [Sum; Reading::ALL.len()],
    /// Words of the reading that has most, so that a reading that fails has them against it.
    words: u32,
    /// A text of the column, for messages.
    sample: Option<RawText>,
}

/// Words after which a column is known.
const ENOUGH_WORDS: u32 = 5_000;
/// The least score of a reading that is taken.
const LEAST: f64 = 0.8;
/// By how much it must be ahead of every other.
const AHEAD: f64 = 0.15;
/// What a common word counts beyond being a syllable.
const COMMON_WORD: f64 = 0.5;

impl Tally {
    /// Adds a text.
    pub fn add(&mut self, text: &RawText) {
        if text.is_plain() || self.words > ENOUGH_WORDS {
            return;
        }
        let sums = Reading::ALL.map(|reading| sum_of(reading, text));
        self.words += sums.iter().map(|sum| sum.words).max().unwrap_or(0);
        for (all, sum) in self.sums.iter_mut().zip(sums) {
            all.words += sum.words;
            all.syllables += sum.syllables;
            all.common += sum.common;
            all.failed += sum.failed;
        }
        let longest = |kept: &RawText| kept.shown().len() >= text.shown().len();
        if !self.sample.as_ref().is_some_and(longest) {
            self.sample = Some(text.clone());
        }
    }

    /// Adds what another column has.
    pub fn add_all(&mut self, other: &Self) {
        self.words += other.words;
        for (all, sum) in self.sums.iter_mut().zip(&other.sums) {
            all.words += sum.words;
            all.syllables += sum.syllables;
            all.common += sum.common;
            all.failed += sum.failed;
        }
        self.sample = self.sample.take().or_else(|| other.sample.clone());
    }

    /// Whether there is no word that another encoding would read differently.
    pub const fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Whether each text has this reading.
    pub fn fits(&self, reading: Reading) -> bool {
        self.sum(reading).failed == 0
    }

    /// Whether some text has this reading.
    pub fn occurs(&self, reading: Reading) -> bool {
        self.sum(reading).words > 0
    }

    pub const fn words(&self) -> u32 {
        self.words
    }

    pub const fn sample(&self) -> Option<&RawText> {
        self.sample.as_ref()
    }

    /// The share of the words that are Vietnamese syllables in that reading.
    pub fn score(&self, reading: Reading) -> f64 {
        self.share(self.sum(reading).syllables)
    }

    /// The reading that is clearly the best, with the next.
    pub fn clear(&self) -> Option<(Reading, Reading)> {
        let ranked = self.ranked();
        let ahead = self.strength(ranked[0]) - self.strength(ranked[1]) >= AHEAD;
        (self.score(ranked[0]) >= LEAST && ahead).then_some((ranked[0], ranked[1]))
    }

    /// The readings, best first.
    pub fn ranked(&self) -> Vec<Reading> {
        let mut ranked = Reading::ALL.to_vec();
        ranked.sort_by(|a, b| self.strength(*b).total_cmp(&self.strength(*a)));
        ranked
    }

    fn strength(&self, reading: Reading) -> f64 {
        self.score(reading) + COMMON_WORD * self.share(self.sum(reading).common)
    }

    fn share(&self, part: u32) -> f64 {
        if self.words == 0 { 0.0 } else { f64::from(part) / f64::from(self.words) }
    }

    fn sum(&self, reading: Reading) -> Sum {
        Reading::ALL.iter().position(|other| *other == reading).map_or_else(Sum::default, |at| self.sums[at])
    }
}

/// Whether a text has a Vietnamese syllable beyond ASCII in a reading, or no word that could be one.
pub(super) fn makes_sense(reading: Reading, text: &RawText) -> bool {
    let sum = sum_of(reading, text);
    sum.syllables > 0 || (sum.words == 0 && sum.failed == 0)
}

/// The words of one text in one reading.
fn sum_of(reading: Reading, text: &RawText) -> Sum {
    let Some(text) = reading.read(text) else { return Sum { failed: 1, ..Sum::default() } };
    let mut sum = Sum::default();
    for piece in text.split(|letter: char| !is_of_word(letter)).filter(|piece| !piece.is_ascii()) {
        sum.words += 1;
        match word(piece, reading == Reading::In(Encoding::Tcvn3)) {
            Word::Strange => {}
            Word::Syllable => sum.syllables += 1,
            Word::Common => (sum.syllables, sum.common) = (sum.syllables + 1, sum.common + 1),
        }
    }
    sum
}

/// Letters, and signs that no Vietnamese text has: those are letters of another encoding.
fn is_of_word(letter: char) -> bool {
    let sign = "°²³½¼×–—‘’“”…€₫№§«»\u{a0}\u{ad}•™±".contains(letter);
    letter.is_alphabetic() || (!letter.is_ascii() && !sign)
}
