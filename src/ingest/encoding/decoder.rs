//! The decoder of a file: it learns from the records, chunk by chunk, in which encoding each column is, and reads the cells.

use super::score::{Reading, Tally, makes_sense};
use super::{Encoding, RawText};
use crate::ingest::issues::{Finding, TEXT_CLAIM, TEXT_DETECTED, TEXT_DOUBTFUL, TEXT_ENCODING, TEXT_MIXED};

/// What a file says of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Claim {
    /// The encoding; `None` is one that is not known here.
    pub encoding: Option<Encoding>,
    /// Where it says so, for example "the .cpg file".
    pub place: &'static str,
    /// As it is written.
    pub written: String,
}

impl Claim {
    /// A code page as a shapefile names it: `written` is what stands there, `meant` what GDAL makes of it.
    pub fn of_code_page(place: &'static str, written: &str, meant: Option<&str>) -> Self {
        let known = |name: &str| match name.trim().to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" | "65001" => Some(Encoding::Utf8),
            "CP1258" | "1258" | "ANSI 1258" | "WINDOWS-1258" => Some(Encoding::Windows1258),
            "ISO-8859-1" | "CP1252" | "1252" | "ANSI 1252" | "WINDOWS-1252" | "88591" => Some(Encoding::Windows1252),
            "TCVN3" | "TCVN" | "ABC" => Some(Encoding::Tcvn3),
            "VISCII" => Some(Encoding::Viscii),
            "VNI" => Some(Encoding::Vni),
            _ => None,
        };
        Self { encoding: known(written).or_else(|| meant.and_then(known)), place, written: written.trim().to_owned() }
    }
}

/// What is known of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing to be told apart, or not clear.
    Open,
    /// To be read so, as told or as the file says.
    Told(Reading),
    /// Clear from the text.
    Clear(Reading, Reading),
}

/// How the cells of a file are read.
#[derive(Debug)]
pub(in crate::ingest) struct Decoder {
    told: Option<Encoding>,
    claim: Option<Claim>,
    columns: Vec<String>,
    tallies: Vec<Tally>,
    verdicts: Vec<Verdict>,
    whole: Tally,
}

/// A cell that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Cell {
    pub text: String,
    /// The encoding that it was decoded from here.
    pub encoding: Option<Encoding>,
}

impl Decoder {
    /// A decoder that knows what is told and what the file says.
    pub fn new(columns: &[impl AsRef<str>], told: Option<Encoding>, claim: Option<Claim>) -> Self {
        let (tallies, verdicts) = (vec![Tally::default(); columns.len()], vec![Verdict::Open; columns.len()]);
        Self {
            told,
            claim,
            columns: columns.iter().map(|column| column.as_ref().to_owned()).collect(),
            tallies,
            verdicts,
            whole: Tally::default(),
        }
    }

    /// Learns from the cells of records; `cells` yields them with the number of their column.
    pub fn learn<'a>(&mut self, cells: impl Iterator<Item = (usize, &'a RawText)>) {
        for (column, text) in cells {
            if let Some(tally) = self.tallies.get_mut(column) {
                tally.add(text);
            }
        }
        self.whole = Tally::default();
        for tally in &self.tallies {
            self.whole.add_all(tally);
        }
        for column in 0..self.columns.len() {
            // What was clear once stays so, or the same text would be read in two ways.
            if !matches!(self.verdicts[column], Verdict::Clear(..)) {
                self.verdicts[column] = self.verdict(column);
            }
        }
    }

    fn verdict(&self, column: usize) -> Verdict {
        let tally = &self.tallies[column];
        if let Some(told) = self.told {
            return Verdict::Told(if told == Encoding::Utf8 { Reading::AsItIs } else { Reading::In(told) });
        }
        let claimed = self.claim.as_ref().and_then(|claim| claim.encoding);
        let claimed = claimed.map(|encoding| if encoding == Encoding::Utf8 { Reading::AsItIs } else { Reading::In(encoding) });
        let clear = tally.clear().or_else(|| self.whole.clear().filter(|(best, _)| tally.fits(*best) && !tally.is_empty()));
        match (clear, claimed) {
            // Text that can be read as it stands is, unless it is clear that it was decoded wrongly before.
            (Some((best, next)), _) if claimed != Some(best) => Verdict::Clear(best, next),
            (_, Some(claimed)) => Verdict::Told(claimed),
            _ if tally.fits(Reading::AsItIs) => Verdict::Told(Reading::AsItIs),
            _ => Verdict::Open,
        }
    }

    /// Reads a cell of a column. What is wrong with it, or was read otherwise than its column, comes beside it.
    pub fn read(&self, column: usize, text: &RawText) -> (Option<Cell>, Option<Finding>) {
        let plain = |text: String| Cell { text, encoding: None };
        if text.is_plain()
            && let (RawText::Unicode(_) | RawText::Bytes(_), Some(text)) = (text, text.as_it_is())
            && self.told != Some(Encoding::Tcvn3Capitals)
        {
            return (Some(plain(text)), None);
        }
        let reading = match self.verdicts[column] {
            Verdict::Open => {
                // What a format has decoded can be read, whatever else stands in its column.
                let decoded = matches!(text, RawText::Unicode(_)).then(|| text.as_it_is()).flatten();
                let finding = decoded.is_none().then(|| self.unclear(text));
                return (decoded.map(plain), finding);
            }
            Verdict::Told(reading) | Verdict::Clear(reading, _) => reading,
        };
        let read = reading.read(text).or_else(|| matches!(text, RawText::Unicode(_)).then(|| text.as_it_is()).flatten());
        match (read, other_reading(reading, text)) {
            (_, Some((other, read))) => {
                let found =
                    format!("`{}` is not in the encoding of its column ({}): read as {}", text.shown(), reading.name(), other.name());
                let hint = format!("check that `{read}` is meant; save the table in one encoding");
                (Some(cell(read, other)), Some(Finding::new(TEXT_MIXED, found, hint)))
            }
            (Some(read), None) => (Some(cell(read, reading)), None),
            (None, None) => (None, Some(self.unclear(text))),
        }
    }

    /// The finding for text that has no clear reading: the candidates, each with its score and what it would read.
    fn unclear(&self, text: &RawText) -> Finding {
        let mut own = Tally::default();
        own.add(text);
        let whole = if self.whole.is_empty() { &own } else { &self.whole };
        let readings = whole.ranked().into_iter().filter_map(|reading| {
            let read = reading.read(text)?;
            Some(format!("{} (score {:.2}): `{}`", reading.name(), whole.score(reading), super::super::values::excerpt(&read)))
        });
        let candidates: Vec<String> = readings.take(3).collect();
        let said = self.told.map_or_else(|| "UTF-8".to_owned(), |told| told.name().to_owned());
        let found = format!("`{}` is not {said}", text.shown());
        let hint = match candidates[..] {
            [] => format!("give --encoding, one of: {}", Encoding::NAMES),
            _ => format!("give --encoding; it could be {}", candidates.join("; ")),
        };
        Finding::new(TEXT_ENCODING, found, hint)
    }

    /// What is to be told of the columns: how they were read where nobody said so, and where what was said does not fit.
    pub fn findings(&self) -> Vec<(Option<&str>, Finding)> {
        let clear = self.verdicts.iter().enumerate().filter_map(|(column, verdict)| match verdict {
            Verdict::Clear(best, next) if !self.tallies[column].is_empty() && !self.is_usual(*best) => Some((column, *best, *next)),
            _ => None,
        });
        let clear: Vec<(usize, Reading, Reading)> = clear.collect();
        let mut findings = Vec::new();
        let same = clear.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let read = self.tallies.iter().filter(|tally| !tally.is_empty()).count();
        if let (true, Some((_, best, _)), true) = (same, clear.first(), clear.len() == read) {
            let next = self.whole.ranked().into_iter().find(|reading| reading != best).unwrap_or(Reading::AsItIs);
            findings.push((None, self.detected(&self.whole, *best, next)));
        } else {
            findings.extend(
                clear.iter().map(|(column, best, next)| {
                    (Some(self.columns[*column].as_str()), self.detected(&self.tallies[*column], *best, *next))
                }),
            );
        }
        findings.extend(self.doubtful().map(|finding| (None, finding)));
        findings
    }

    /// The one encoding of all columns, where it is not the usual one.
    pub fn usual_encoding(&self) -> Option<Encoding> {
        let clear = self.verdicts.iter().filter_map(|verdict| match verdict {
            Verdict::Clear(best, _) if *best != Reading::AsItIs => Some(*best),
            _ => None,
        });
        let clear: Vec<Reading> = clear.collect();
        match clear.first() {
            Some(Reading::In(encoding)) if clear.iter().all(|best| *best == Reading::In(*encoding)) => Some(*encoding),
            _ => None,
        }
    }

    /// Whether that reading is what everybody expects, which need not be told.
    fn is_usual(&self, reading: Reading) -> bool {
        reading == Reading::AsItIs && self.claim.as_ref().is_none_or(|claim| claim.encoding == Some(Encoding::Utf8))
    }

    fn detected(&self, tally: &Tally, best: Reading, next: Reading) -> Finding {
        let sample = tally.sample().map(|text| (text.shown(), best.read(text).unwrap_or_default()));
        let (shown, read) = sample.unwrap_or_default();
        let scores = format!(
            "score {:.2} ({} of {} words are Vietnamese), next {} with {:.2}",
            tally.score(best),
            (tally.score(best) * f64::from(tally.words())).round(),
            tally.words(),
            next.name(),
            tally.score(next)
        );
        let found = format!("read as {}: {scores}; `{shown}` is `{read}`", best.name());
        match &self.claim {
            Some(claim) => Finding::new(
                TEXT_CLAIM,
                format!("{} says `{}`, but the text is not: {found}", claim.place, claim.written),
                "correct what the file says, or give --encoding",
            ),
            None => Finding::new(TEXT_DETECTED, found, "give --encoding if that is not so"),
        }
    }

    /// The warning that what was told does not fit, while another encoding does.
    fn doubtful(&self) -> Option<Finding> {
        let told = self.told?;
        let told = match told {
            Encoding::Utf8 => Reading::AsItIs,
            Encoding::Tcvn3Capitals => Reading::In(Encoding::Tcvn3),
            other => Reading::In(other),
        };
        let (best, _) = self.whole.clear().filter(|(best, _)| *best != told && self.whole.occurs(told))?;
        let sample = self.whole.sample().and_then(|text| best.read(text)).unwrap_or_default();
        let found = format!("read as {} (score {:.2}), as told", told.name(), self.whole.score(told));
        let hint = format!("{} fits better (score {:.2}): `{sample}`", best.name(), self.whole.score(best));
        Some(Finding::new(TEXT_DOUBTFUL, found, hint))
    }
}

fn cell(text: String, reading: Reading) -> Cell {
    let encoding = match reading {
        Reading::AsItIs => None,
        Reading::In(encoding) => Some(encoding),
    };
    Cell { text, encoding }
}

/// Another reading that this one text clearly has, where that of its column makes no Vietnamese word of it.
fn other_reading(reading: Reading, text: &RawText) -> Option<(Reading, String)> {
    if !Reading::ALL.contains(&reading) || makes_sense(reading, text) {
        return None;
    }
    let mut own = Tally::default();
    own.add(text);
    let (best, _) = own.clear().filter(|(best, _)| *best != reading)?;
    best.read(text).map(|read| (best, read))
}

/// The names of columns, all in one encoding: as told, as the file says, or as is clear from the names themselves.
pub(in crate::ingest) fn decode_names(names: &[RawText], told: Option<Encoding>, claim: Option<Claim>) -> Option<Vec<String>> {
    let mut decoder = Decoder::new(&["names"], told, claim);
    decoder.learn(names.iter().map(|name| (0, name)));
    names.iter().map(|name| decoder.read(0, name).0.map(|cell| cell.text)).collect()
}
