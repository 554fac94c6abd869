//! Fields of one kind each: days, numbers, names, codes of units and lists of them, document numbers.

use super::Fields;
use crate::domain::{Day, Level, UnitCode, UnitKind, UnitRef};
use crate::ingest::DateFormat;
use crate::ingest::columns::Columns;
use crate::ingest::encoding::{Encoding, with_capitals};
use crate::ingest::facts::ColumnFacts;
use crate::ingest::issues::{Finding, KIND_FROM_NAME, TEXT_CAPITALS};
use crate::ingest::profile::Profile;
use crate::ingest::values::{self, DateHabits, Edge, Padding, Taken};

impl Fields<'_> {
    /// The name of a unit or an area, which must not be empty. The capitals that TCVN3 has not are put back and told; `always` does so for
    /// names that went through TCVN3 before.
    pub fn required_name(&mut self, always: bool) -> Option<String> {
        let name = self.required_line("name")?;
        let lost = always || self.cell("name").is_some_and(|cell| cell.encoding == Some(Encoding::Tcvn3));
        let Some(restored) = with_capitals(&name).filter(|_| lost) else { return Some(name) };
        let found = format!("`{name}` taken for `{restored}`");
        let hint = "TCVN3 has no capitals with a tone: each word of a name begins with one";
        self.report(Some("name"), Finding::new(TEXT_CAPITALS, found, hint));
        Some(restored)
    }

    /// A name of a unit without the type word before it, with the kind that this word tells. It is told.
    pub fn name_without_kind(&mut self, name: String, kind: Option<UnitKind>) -> (String, Option<UnitKind>) {
        let lower = name.to_lowercase();
        let told = UnitKind::ALL.iter().copied().filter(|told| kind.is_none_or(|kind| kind.vi() == told.vi())).find_map(|told| {
            let rest = lower.strip_prefix(&told.vi().to_lowercase())?.strip_prefix(' ')?;
            Some((told, name.chars().skip(name.chars().count() - rest.chars().count()).collect::<String>()))
        });
        let Some((told, rest)) = told else { return (name, kind) };
        let found = format!("the type word `{}` taken from the name for the kind", told.vi());
        self.report(Some("name"), Finding::new(KIND_FROM_NAME, found, "nothing, if that is meant"));
        (rest, kind.or(Some(told)))
    }

    /// A day.
    pub fn day(&mut self, column: &'static str) -> Option<Day> {
        self.day_of(column, Edge::Day)
    }

    /// A day, or the first or last one of a month, a quarter or a year.
    pub fn day_of(&mut self, column: &'static str, edge: Edge) -> Option<Day> {
        let habits = DateHabits { edge, ..self.date_habits(column) };
        self.take(column, |text| values::day(text, habits))
    }

    /// A day without telling anything of it, for what depends on it.
    pub fn day_as_written(&self, column: &'static str) -> Option<Day> {
        values::day(&self.text(column)?, self.date_habits(column)).ok().map(|taken| taken.value)
    }

    fn date_habits(&self, column: &str) -> DateHabits {
        let profile = self.context.options.profile;
        DateHabits {
            format: profile.map_or(DateFormat::Iso, Profile::date_format),
            serials: profile.is_some_and(Profile::serial_dates),
            order: self.facts_of(column).order,
            edge: Edge::Day,
        }
    }

    fn facts_of(&self, column: &str) -> ColumnFacts {
        Columns::position(self.context.schema, column).map_or_else(Default::default, |at| self.facts.of(at))
    }

    /// A number.
    pub fn figure(&mut self, column: &'static str) -> Option<f64> {
        let comma = self.context.options.profile.is_some_and(Profile::decimal_comma);
        self.take(column, |text| values::figure(text, comma))
    }

    /// The code of a unit, of that level where it is known.
    pub fn code(&mut self, column: &'static str, level: Option<Level>) -> Option<UnitCode> {
        let padding = self.padding(column, level);
        self.take(column, |text| values::code(text, padding))
    }

    fn padding(&self, column: &str, level: Option<Level>) -> Padding {
        let allowed = self.context.options.profile.is_some_and(Profile::pad_codes);
        Padding { allowed, level, kept_elsewhere: self.facts_of(column).zeros.kept }
    }

    /// A unit above those of a level, by its code or its name as it was on a day.
    pub fn unit_above(&mut self, column: &'static str, level: Option<Level>, on: Option<Day>) -> Option<UnitCode> {
        let text = self.text(column)?;
        match self.context.options.gazetteer.filter(|_| is_name(&text)) {
            Some(gazetteer) => self.take(column, |text| gazetteer.unit(text, on, &|found| level.is_none_or(|level| found < level))),
            None => self.code(column, None),
        }
    }

    /// The code of the unit itself; one that is told by its name alone, and its parent's, is looked up as it was on a day.
    pub fn own_code(&mut self, level: Option<Level>, on: Option<Day>) -> Option<UnitCode> {
        self.require("code");
        let text = self.text("code")?;
        let Some(gazetteer) = self.context.options.gazetteer.filter(|_| is_name(&text)) else { return self.code("code", level) };
        let parent = self.text("parent_code").filter(|parent| is_name(parent));
        let whole = parent.map_or_else(|| text.clone(), |parent| format!("{text}, {parent}"));
        self.take("code", |_| gazetteer.unit(&whole, on, &|found| level.is_none_or(|level| found == level)))
    }

    /// The units of a list, each by its code, as `code@date`, or by its name as it was on a day.
    pub fn units(&mut self, column: &'static str, on: Option<Day>) -> Vec<UnitRef> {
        let Some(text) = self.text(column) else { return Vec::new() };
        let entries = match values::list(&text, self.context.options.limits.list_items) {
            Ok(entries) => entries,
            Err(finding) => {
                self.report(Some(column), finding);
                return Vec::new();
            }
        };
        let mut units = Vec::new();
        for entry in entries {
            let read = self.unit_refs(column, entry, on);
            match read {
                Ok(taken) => {
                    for Taken { value, note } in taken {
                        units.push(value);
                        if let Some(note) = note {
                            self.report(Some(column), note);
                        }
                    }
                }
                Err(finding) => self.report(Some(column), finding),
            }
        }
        units
    }

    /// One entry of a list of units; names may be separated by commas too.
    fn unit_refs(&self, column: &str, entry: &str, on: Option<Day>) -> Result<Vec<Taken<UnitRef>>, Finding> {
        let (unit, day) = match entry.split_once('@') {
            Some((unit, day)) => (unit.trim(), Some(values::day(day, self.date_habits(column))?.value)),
            None => (entry, None),
        };
        let reference = |taken: Taken<UnitCode>| Taken { value: UnitRef { code: taken.value, on: day }, note: taken.note };
        let Some(gazetteer) = self.context.options.gazetteer.filter(|_| is_name(unit)) else {
            let padding = self.padding(column, None);
            // A comma may separate codes, too.
            return unit.split(',').map(|code| values::code(code, padding).map(reference)).collect();
        };
        let on = day.or(on);
        let whole = gazetteer.unit(unit, on, &|_| true);
        let each = || unit.split(',').map(|name| gazetteer.unit(name, on, &|_| true)).collect::<Result<Vec<_>, _>>().ok();
        match whole {
            Err(finding) => each().map(|units| units.into_iter().map(reference).collect()).ok_or(finding),
            Ok(unit) => Ok(vec![reference(unit)]),
        }
    }

    /// The number of a document; beside it how it was written, where that is something else.
    pub fn document(&mut self, column: &'static str) -> (Option<String>, Option<String>) {
        let limit = self.context.options.limits.line_chars;
        let number = self.take(column, |text| values::document_number(text, limit));
        let written = self.text(column).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let differs = number.is_some() && written != number;
        (number, written.filter(|_| differs).map(|written| format!("số văn bản ghi trong bảng: {written}")))
    }
}

/// Whether a unit is told by its name: no code begins with a letter.
fn is_name(text: &str) -> bool {
    text.trim_start().starts_with(char::is_alphabetic)
}
