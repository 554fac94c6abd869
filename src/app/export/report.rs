//! Use case "export report": what is known on a day as an Excel workbook, one sheet a table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::ExportError;
use super::unfinished::{Unfinished, file_error, free};
use crate::app::View;
use crate::domain::{Day, Indicator, UnitCode};
use crate::formats::{FormatError, Workbook};
use crate::report::{Asked, tables};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportOutcome {
    /// The sheets by name, each with how many rows it has.
    pub sheets: Vec<(&'static str, usize)>,
    /// Texts that were cut off because a cell holds no more.
    pub cut_off: usize,
    /// The size of the file.
    pub bytes: u64,
}

/// Writes a report into a file that is open and empty; `bytes` of the outcome is left to the caller.
///
/// # Errors
/// The file cannot be written.
pub fn write_report(asked: &Asked<'_>, file: &File) -> Result<ReportOutcome, FormatError> {
    let tables = tables(asked);
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let (mut book, mut cut_off) = (Workbook::default(), 0);
    for table in &tables {
        let mut sheet = book.sheet(table.name, &table.columns)?;
        table.rows.iter().try_for_each(|row| sheet.row(row))?;
        cut_off += sheet.end()?;
    }
    book.finish(&mut file)?;
    file.flush()?;
    Ok(ReportOutcome { sheets: tables.iter().map(|table| (table.name, table.rows.len())).collect(), cut_off, bytes: 0 })
}

/// Writes the report of a day to a file, all or nothing; `force` replaces one that stands there. `unit` limits it to a unit of the day.
///
/// # Errors
/// The name does not end in `.xlsx`, the file exists, there is no such unit, or it cannot be written.
pub fn export_report(
    view: &View,
    indicators: &[Indicator],
    (title, day, unit): ([&str; 2], Day, Option<&UnitCode>),
    (out, force): (&Path, bool),
) -> Result<ReportOutcome, ExportError> {
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Err(ExportError::Format { path: out.to_owned(), allowed: ".xlsx".into() });
    }
    free(out, force)?;
    let found = |code: &UnitCode| view.snapshot.unit_on(code, day).ok_or_else(|| ExportError::Unit { code: code.clone(), day });
    let unit = unit.map(found).transpose()?;
    let unfinished = Unfinished::begin(out)?;
    let asked = Asked { snapshot: &view.snapshot, coverage: &view.coverage, indicators, day, unit, title };
    let file = File::options().write(true).open(unfinished.temporary()).map_err(file_error(out))?;
    let mut outcome = write_report(&asked, &file).map_err(|error| match error {
        FormatError::File(source) => file_error(out)(source),
        other => other.into(),
    })?;
    outcome.bytes = unfinished.place(force)?;
    Ok(outcome)
}
