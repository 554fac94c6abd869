//! Sheets of Excel workbooks: registers as planners keep them, with titles above, merged header cells and headings between.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, open_workbook};

use super::archive::Archive;
use super::columns::{Columns, Schema, known_names};
use super::crs::{self, Crs};
use super::encoding::RawText;
use super::intake::{choose, several};
use super::issues::{Finding, IssueList, ROW_HEADING, VALUE_TEXT};
use super::rows::{Gather, Shapes};
use super::source::RawRecord;
use super::{IngestError, Options};

/// The header is looked for in so many rows from the top.
const HEADER_WITHIN: usize = 40;
/// Most rows that a header has.
const HEADER_ROWS: usize = 3;

type Workbook = Xlsx<BufReader<File>>;
/// The cells of a row that are not empty, by column.
type Row = BTreeMap<u32, Cell>;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Text(String),
    /// The error of a formula.
    Failed(String),
}

/// One sheet, whole.
pub(super) struct Sheet {
    columns: Vec<String>,
    shapes: Shapes,
    /// Rows by their number as the user counts them.
    rows: Vec<(u64, Row)>,
    /// The numbers of rows that are headings.
    headings: Vec<u64>,
}

impl Sheet {
    /// Opens the sheet that is meant, and finds its header.
    pub fn open(
        path: &Path,
        shown: &str,
        schema: &'static Schema,
        options: &Options<'_>,
        issues: &mut IssueList,
    ) -> Result<Self, IngestError> {
        // A workbook is a ZIP file: what it says of itself is checked before it is read.
        Archive::open(path, shown, options.limits)?;
        let mut workbook: Workbook = open_workbook(path).map_err(|error: calamine::XlsxError| unreadable(shown, error.to_string()))?;
        let sheets =
            workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        let Some(at) = choose(&names, options.layer, schema.name) else {
            let limit = options.limits.sheet_cells;
            let count = |name: &String| cells(&mut workbook, name, shown, limit).ok().map(|rows| rows.len() as u64);
            let counted: Vec<(String, Option<u64>)> =
                names.iter().map(count).zip(&names).map(|(count, name)| (name.clone(), count)).collect();
            return Err(several(shown, "rows", &counted, options.layer, schema.name));
        };
        issues.of_layer((names.len() > 1).then(|| names[at].clone()));
        let mut rows = cells(&mut workbook, &names[at], shown, options.limits.sheet_cells)?;
        let merged = workbook.merge_cells_by_sheet_name(&names[at]).unwrap_or_default();
        let allowed = options.limits.sheet_cells;
        let across = fill_merged(&mut rows, &merged, allowed).ok_or_else(|| too_many_cells(shown, allowed + 1, allowed))?;
        let header = Header::find(&rows, &known_names(schema, options.profile))
            .ok_or_else(|| unreadable(shown, "it has no row of column names".to_owned()))?;
        let width = rows.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| *last as usize + 1);
        let mut columns: Vec<String> = (0..width).map(|column| header.names.get(column).cloned().unwrap_or_default()).collect();
        let rows = rows.split_off(&header.first_record);
        for (at, name) in columns.iter_mut().enumerate().filter(|(_, name)| name.trim().is_empty()) {
            let used = rows.values().any(|row| u32::try_from(at).is_ok_and(|at| row.contains_key(&at)));
            *name = if used { format!("(column {})", letter(at)) } else { String::new() };
        }
        let shapes = Shapes::of(&mut columns);
        let headings = rows
            .iter()
            .filter(|(number, row)| across.contains(number) && all_same(row) || numbered(row))
            .map(|(number, _)| u64::from(*number) + 1);
        let headings = headings.collect();
        let rows = rows.into_iter().map(|(number, row)| (u64::from(number) + 1, row)).collect();
        Ok(Self { columns, shapes, rows, headings })
    }

    /// The names in the header.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows there are below the header.
    pub const fn count(&self) -> u64 {
        self.rows.len() as u64
    }

    /// The coordinate reference system of its geometries, if it has any; no workbook tells it.
    pub fn crs(&self, options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
        if self.shapes == Shapes::None { Ok(None) } else { crs::told(options, issues) }
    }

    /// Hands every row that is no heading to `take`.
    pub fn read(
        &mut self,
        columns: &Columns,
        issues: &mut IssueList,
        take: &mut dyn FnMut(RawRecord) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        let first = |sources: &Vec<usize>| sources.first().map_or_else(String::new, |at| letter(*at));
        let letters: Arc<[String]> = columns.sources.iter().map(first).collect();
        if let Some(first) = self.headings.first() {
            let found = format!("{} rows are headings, the first is row {first}", self.headings.len());
            issues.of_file(Finding::new(ROW_HEADING, found, "they are left out: one text across the row, or the numbers of the columns"));
        }
        let mut gather = Gather::new(self.shapes, take);
        for (number, row) in std::mem::take(&mut self.rows) {
            if !self.headings.contains(&number) {
                let cell = |at: usize| match row.get(&u32::try_from(at).ok()?)? {
                    Cell::Text(text) => Some(text.clone()),
                    Cell::Failed(_) => None,
                };
                gather.row(Self::record(number, &row, columns, &letters), cell)?;
            }
        }
        gather.finish(issues)
    }

    fn record(number: u64, row: &Row, columns: &Columns, letters: &Arc<[String]>) -> RawRecord {
        let mut record = RawRecord { letters: Some(Arc::clone(letters)), ..RawRecord::new(number) };
        for (at, sources) in columns.sources.iter().enumerate() {
            let cell = sources.iter().find_map(|source| row.get(&u32::try_from(*source).ok()?));
            let text = match cell {
                None => None,
                Some(Cell::Failed(error)) => {
                    let finding = Finding::new(VALUE_TEXT, format!("the formula gives {error}"), "correct the formula, or write the value");
                    record.problems.push((columns.schema.columns.get(at).copied(), finding));
                    None
                }
                Some(Cell::Text(text)) => Some(RawText::Unicode(text.clone())),
            };
            record.cells.push(text);
        }
        record
    }
}

/// The rows of column names.
struct Header {
    /// By column.
    names: Vec<String>,
    /// The row below it, counted from 0.
    first_record: u32,
}

impl Header {
    /// The rows near the top that hold the most of the names that are known; where none does, the first with the most cells.
    fn find(rows: &BTreeMap<u32, Row>, known: &[String]) -> Option<Self> {
        let top: Vec<(u32, &Row)> = rows.iter().take(HEADER_WITHIN).map(|(number, row)| (*number, row)).collect();
        let mut best: Option<(usize, Self)> = None;
        for (at, (number, _)) in top.iter().enumerate() {
            for depth in 1..=HEADER_ROWS.min(top.len() - at) {
                let block: Vec<&Row> = top[at..at + depth].iter().map(|(_, row)| *row).collect();
                let names = names_of(&block, known);
                let score = names.iter().filter(|name| known.contains(&name.trim().to_lowercase())).count();
                let last = top[at + depth - 1].0;
                if score > best.as_ref().map_or(0, |(best, _)| *best)
                    && usize::try_from(last - number).is_ok_and(|rows| rows < HEADER_WITHIN)
                {
                    best = Some((score, Self { names, first_record: last + 1 }));
                }
            }
        }
        best.map(|(_, header)| header).or_else(|| {
            let (number, row) = top.iter().rev().max_by_key(|(_, row)| row.len())?;
            Some(Self { names: names_of(&[row], known), first_record: number + 1 })
        })
    }
}

/// The names of columns under merged cells: the lowest name where it is known or tells columns apart, else all of them in a row.
fn names_of(block: &[&Row], known: &[String]) -> Vec<String> {
    let width = block.iter().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| *last + 1);
    let parts = |column: u32| {
        let mut parts: Vec<&str> = Vec::new();
        for text in block.iter().filter_map(|row| row.get(&column)) {
            if let Cell::Text(text) = text
                && parts.last() != Some(&text.as_str())
            {
                parts.push(text);
            }
        }
        parts
    };
    let all: Vec<Vec<&str>> = (0..width).map(parts).collect();
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |parts: &Vec<&str>| {
        let (whole, last) = (line(&parts.join(" ")), line(parts.last().unwrap_or(&"")));
        let twice = all.iter().filter(|other| other.last() == parts.last()).count() > 1;
        if known.contains(&whole.to_lowercase()) || twice && !last.is_empty() { whole } else { last }
    };
    all.iter().map(name).collect()
}

/// The cells of a sheet, by row; more of them than allowed are refused before they are kept.
fn cells(workbook: &mut Workbook, name: &str, shown: &str, allowed: u64) -> Result<BTreeMap<u32, Row>, IngestError> {
    let failed = |error: calamine::XlsxError| unreadable(shown, error.to_string());
    let mut reader = workbook.worksheet_cells_reader(name).map_err(failed)?;
    let (mut rows, mut count) = (BTreeMap::<u32, Row>::new(), 0_u64);
    while let Some(cell) = reader.next_cell().map_err(failed)? {
        let Some(text) = text(cell.get_value()) else { continue };
        count += 1;
        if count > allowed {
            return Err(too_many_cells(shown, count, allowed));
        }
        let (row, column) = cell.get_position();
        rows.entry(row).or_default().insert(column, text);
    }
    Ok(rows)
}

/// What a cell holds, as text: days as `2024-12-01`, whole numbers without decimals.
fn text(value: &DataRef<'_>) -> Option<Cell> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Error(error) => return Some(Cell::Failed(error.to_string())),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
    };
    (!text.trim().is_empty()).then_some(Cell::Text(text))
}

/// Gives every cell of a merged one its value. The answer is the rows that one merged cell spans to the side; `None` if there would be
/// more cells than allowed.
fn fill_merged(rows: &mut BTreeMap<u32, Row>, merged: &[Dimensions], allowed: u64) -> Option<Vec<u32>> {
    let last = rows.keys().next_back().copied().unwrap_or(0);
    let width = rows.values().filter_map(|row| row.keys().next_back()).max().copied().unwrap_or(0);
    let (mut across, mut filled) = (Vec::new(), 0);
    for Dimensions { start, end } in merged {
        let Some(value) = rows.get(&start.0).and_then(|row| row.get(&start.1)).cloned() else { continue };
        let (bottom, right) = (end.0.min(last), end.1.min(width));
        filled += (u64::from(bottom) + 1).saturating_sub(u64::from(start.0)) * (u64::from(right) + 1).saturating_sub(u64::from(start.1));
        if filled > allowed {
            return None;
        }
        for number in start.0..=bottom {
            let row = rows.entry(number).or_default();
            for column in start.1..=right {
                row.entry(column).or_insert_with(|| value.clone());
            }
        }
        if start.1 < end.1 && start.0 == end.0 {
            across.push(start.0);
        }
    }
    Some(across)
}

/// Whether all cells of a row hold the same.
fn all_same(row: &Row) -> bool {
    row.values().zip(row.values().skip(1)).all(|(a, b)| a == b)
}

/// Whether a row only numbers the columns: `(1) (2) (3)` or `1 2 3`.
fn numbered(row: &Row) -> bool {
    let number = |cell: &Cell| match cell {
        Cell::Text(text) => text.trim().trim_matches(['(', ')', '[', ']']).parse::<usize>().ok(),
        Cell::Failed(_) => None,
    };
    row.len() > 2 && row.values().zip(1..).all(|(cell, expected)| number(cell) == Some(expected))
}

/// The letters of a column counted from 0: A, B, … Z, AA.
fn letter(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn too_many_cells(shown: &str, found: u64, allowed: u64) -> IngestError {
    IngestError::TooLarge { path: shown.to_owned(), what: "cells".into(), found, allowed }
}

fn unreadable(shown: &str, reason: String) -> IngestError {
    IngestError::Unreadable {
        path: shown.to_owned(),
        reason,
        hint: "save it as an Excel workbook (.xlsx) with one row of column names".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        (0..).zip(cells).filter(|(_, text)| !text.is_empty()).map(|(at, text)| (at, Cell::Text((*text).to_owned()))).collect()
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 1, 25, 26, 701, 702].map(letter), ["A", "B", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_under_a_merged_cell_are_told_apart() {
        let known = ["id", "name", "approved_on"].map(str::to_owned);
        let names = names_of(&[&row(&["id", "Quyết định", "Quyết định", "Công bố"]), &row(&["id", "Số", "Ngày", "Ngày"])], &known);
        assert_eq!(names, ["id", "Số", "Quyết định Ngày", "Công bố Ngày"]);
    }

    #[test]
    fn the_header_is_the_row_that_holds_the_most_known_names() {
        let rows = BTreeMap::from([(0, row(&["DANH MỤC name"])), (2, row(&["id", "name", "khác"])), (3, row(&["1", "A", "name"]))]);
        let header = Header::find(&rows, &["id", "name"].map(str::to_owned)).unwrap();
        assert_eq!((header.names, header.first_record), (vec!["id".to_owned(), "name".to_owned(), "khác".to_owned()], 3));
        let unknown = Header::find(&rows, &["x".to_owned()]).unwrap();
        assert_eq!(unknown.first_record, 3);
    }

    #[test]
    fn a_row_of_column_numbers_is_no_record() {
        assert!(numbered(&row(&["(1)", "(2)", "(3)"])) && numbered(&row(&["1", "2", "3"])));
        assert!(!numbered(&row(&["1", "2"])) && !numbered(&row(&["2", "3", "4"])) && !numbered(&row(&["1", "Chi Lăng", "3"])));
    }

    #[test]
    fn a_merged_cell_is_the_value_of_all_its_cells_within_the_sheet() {
        let mut rows = BTreeMap::from([(0, row(&["A", "", "x"])), (1, row(&["", "", "y"]))]);
        let across = fill_merged(&mut rows, &[Dimensions::new((0, 0), (u32::MAX, 0)), Dimensions::new((1, 1), (1, u32::MAX))], 3);
        assert_eq!(rows[&1], row(&["A", "", "y"]));
        assert_eq!(across, Some(Vec::new()));
        assert_eq!(fill_merged(&mut rows, &[Dimensions::new((0, 0), (1, 2))], 5), None);
    }
}
