//! The fields of one record: read by canonical name, with every problem kept and none stopped at.

mod typed;

use std::sync::Arc;

use super::columns::{Columns, Schema};
use super::crs::Transform;
use super::encoding::{Cell, Decoder};
use super::facts::Facts;
use super::issues::{Finding, Located, VALUE_MISSING, VALUE_PERIOD};
use super::source::RawRecord;
use super::values::{Taken, Variants};
use super::{Options, shape, values};
use crate::domain::{Land, Period, Place, Quality, Severity};

/// What is the same for every record of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub file: &'a str,
    pub layer: Option<&'a str>,
    pub schema: &'static Schema,
    pub options: &'a Options<'a>,
}

/// One record while it is read.
pub(super) struct Fields<'a> {
    pub context: Context<'a>,
    facts: &'a Facts,
    place: Place,
    letters: Option<Arc<[String]>>,
    cells: Vec<Option<Cell>>,
    land: Option<Land>,
    has_shape: bool,
    failed: bool,
    issues: Vec<Located>,
}

/// What came of one record.
pub(super) struct Outcome<T> {
    pub place: Place,
    pub value: Option<T>,
    pub issues: Vec<Located>,
}

impl<'a> Fields<'a> {
    /// Takes a record over. Without a transform its geometry cannot be placed, and the record is lost.
    pub fn new(raw: RawRecord, transform: Option<&Transform>, context: Context<'a>, decoder: &Decoder, facts: &'a Facts) -> Self {
        let (layer, cell) = (context.layer.map(str::to_owned), raw.letters.as_ref().map(|_| raw.feature.to_string()));
        let mut fields = Self {
            context,
            facts,
            place: Place { file: context.file.to_owned(), layer, feature: Some(raw.feature), cell, ..Place::default() },
            letters: raw.letters,
            cells: Vec::new(),
            land: None,
            has_shape: raw.shape != shape::RawShape::None,
            failed: false,
            issues: Vec::new(),
        };
        let mut problems = Vec::new();
        for (at, (column, text)) in context.schema.columns.iter().zip(&raw.cells).enumerate() {
            let (cell, finding) = text.as_ref().map_or((None, None), |text| decoder.read(at, text));
            let holds_nothing = |cell: &Cell| context.options.profile.is_some_and(|profile| profile.is_empty_text(&cell.text));
            fields.cells.push(cell.filter(|cell| !holds_nothing(cell)));
            problems.extend(finding.map(|finding| (*column, finding)));
        }
        fields.place.id = fields.cell(context.schema.id).map(|id| values::excerpt(&id.text));
        for (column, finding) in problems {
            fields.report(Some(column), finding);
        }
        for (column, finding) in raw.problems {
            fields.report(column, finding);
        }
        fields.place_land(raw.shape, transform);
        fields
    }

    fn place_land(&mut self, shape: shape::RawShape, transform: Option<&Transform>) {
        let Some(transform) = transform else {
            self.failed |= self.has_shape;
            return;
        };
        let mut changes = Vec::new();
        let land = shape::land(shape, transform, self.context.options.limits, &mut changes);
        for change in changes {
            self.report(Some("geometry"), change);
        }
        match land {
            Ok(land) => self.land = land,
            Err(finding) => self.report(Some("geometry"), finding),
        }
    }

    /// Tells a problem of a column, or of the record.
    pub fn report(&mut self, column: Option<&str>, finding: Finding) {
        self.failed |= finding.rule.severity == Severity::Error;
        let cell = self.address(column).or_else(|| self.place.cell.clone());
        let place = Place { field: column.map(str::to_owned), cell, ..self.place.clone() };
        self.issues.push(finding.at(place));
    }

    /// The address of a column's cell in a sheet, such as `C7`.
    fn address(&self, column: Option<&str>) -> Option<String> {
        let at = Columns::position(self.context.schema, column?)?;
        let letter = self.letters.as_ref()?.get(at).filter(|letter| !letter.is_empty())?;
        self.place.feature.map(|row| format!("{letter}{row}"))
    }

    /// Whether an error was told.
    pub const fn failed(&self) -> bool {
        self.failed
    }

    /// Whether there is a geometry that did not become land; that is told already, here or for the whole file.
    pub const fn geometry_failed(&self) -> bool {
        self.has_shape && self.land.is_none()
    }

    /// The record's own land, once.
    pub fn take_land(&mut self) -> Option<Land> {
        self.land.take()
    }

    fn cell(&self, column: &str) -> Option<&Cell> {
        Columns::position(self.context.schema, column).and_then(|at| self.cells.get(at)?.as_ref())
    }

    /// The text of a cell, else the profile's value for it.
    pub fn text(&self, column: &str) -> Option<String> {
        let cell = self.cell(column).map(|cell| cell.text.clone());
        cell.or_else(|| self.context.options.profile.and_then(|profile| profile.value(column)).map(str::to_owned))
    }

    /// Reads a cell; `None` if it is empty or wrong, which is told.
    pub fn read<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Result<T, Finding>) -> Option<T> {
        let text = self.text(column)?;
        read(&text).map_err(|finding| self.report(Some(column), finding)).ok()
    }

    /// Tells that a cell is empty which must not be.
    pub fn require(&mut self, column: &str) {
        if self.text(column).is_none() {
            self.missing(column, format!("give a value for `{column}`"));
        }
    }

    /// Reads a cell that must not be empty.
    pub fn required<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Result<T, Finding>) -> Option<T> {
        self.require(column);
        self.read(column, read)
    }

    /// Whether a cell holds nothing; text that could not be decoded is something.
    pub fn is_empty(&self, column: &str) -> bool {
        self.text(column).is_none() && !self.issues.iter().any(|issue| issue.field() == Some(column))
    }

    /// Tells that a cell is empty; if its text could not be decoded, that is told already.
    pub fn missing(&mut self, column: &str, hint: impl Into<String>) {
        if self.is_empty(column) {
            self.report(Some(column), Finding::new(VALUE_MISSING, "nothing", hint));
        }
    }

    /// A one-line text.
    pub fn line(&mut self, column: &'static str) -> Option<String> {
        let limit = self.context.options.limits.line_chars;
        self.read(column, |text| values::line(text, limit))
    }

    /// A one-line text that must not be empty.
    pub fn required_line(&mut self, column: &'static str) -> Option<String> {
        let limit = self.context.options.limits.line_chars;
        self.required(column, |text| values::line(text, limit))
    }

    /// A longer text.
    pub fn note(&mut self, column: &'static str) -> Option<String> {
        let limit = self.context.options.limits.note_chars;
        self.read(column, |text| values::line(text, limit))
    }

    /// Reads a cell; what is to be told of how it was read is told.
    pub fn take<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Result<Taken<T>, Finding>) -> Option<T> {
        let taken = self.read(column, read)?;
        if let Some(note) = taken.note {
            self.report(Some(column), note);
        }
        Some(taken.value)
    }

    /// A word of a closed list, or a variant of one.
    pub fn word<W: Variants>(&mut self, column: &'static str) -> Option<W> {
        self.take(column, values::variant)
    }

    /// A word that another column tells, told as one of this column.
    pub fn taken_word<W: Variants>(&mut self, column: &'static str, word: &str) -> Option<W> {
        match values::variant(word) {
            Ok(Taken { value, note }) => {
                note.into_iter().for_each(|note| self.report(Some(column), note));
                Some(value)
            }
            Err(finding) => {
                self.report(Some(column), finding);
                None
            }
        }
    }

    /// A word of a closed list that must be there.
    pub fn required_word<W: Variants>(&mut self, column: &'static str) -> Option<W> {
        self.require(column);
        self.word(column)
    }

    /// The period in `valid_from` and `valid_to`, filled from the options.
    pub fn period(&mut self) -> Option<Period> {
        let from = self.day("valid_from").or(self.context.options.valid_from);
        let to = self.day("valid_to").or(self.context.options.valid_to);
        match Period::new(from, to) {
            Ok(period) => Some(period),
            Err(found) => {
                let hint = "`valid_to` is the first day no longer in force";
                self.report(Some("valid_to"), Finding::new(VALUE_PERIOD, found, hint));
                None
            }
        }
    }

    /// The entries of a list, each read by itself.
    pub fn list<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Result<T, Finding>) -> Vec<T> {
        let limit = self.context.options.limits.list_items;
        let Some(text) = self.text(column) else { return Vec::new() };
        match values::list(&text, limit) {
            Ok(entries) => {
                entries.into_iter().filter_map(|entry| read(entry).map_err(|finding| self.report(Some(column), finding)).ok()).collect()
            }
            Err(finding) => {
                self.report(Some(column), finding);
                Vec::new()
            }
        }
    }

    /// The quality of the file, unless the record says that it is made up.
    pub fn quality(&mut self) -> Quality {
        match self.read("illustrative", values::flag) {
            Some(true) => Quality::Illustrative,
            _ => self.context.options.quality,
        }
    }

    /// What came of the record: its value only if no error was told.
    pub fn finish<T>(self, value: Option<T>) -> Outcome<T> {
        Outcome { place: self.place, value: value.filter(|_| !self.failed), issues: self.issues }
    }
}
