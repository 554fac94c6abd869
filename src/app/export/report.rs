//! Use case "export report": what is known on a day as an Excel workbook, one sheet a table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::ExportError;
use super::unfinished::{Unfinished, file_error, free};
use crate::app::View;
use crate::domain::{Day, Indicator};
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

/// Writes the report of a day to a file, all or nothing; `force` replaces one that stands there.
///
/// # Errors
/// The name does not end in `.xlsx`, the file exists, or it cannot be written.
pub fn export_report(
    view: &View,
    indicators: &[Indicator],
    (title, day): ([&str; 2], Day),
    (out, force): (&Path, bool),
) -> Result<ReportOutcome, ExportError> {
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Err(ExportError::Format { path: out.to_owned(), allowed: ".xlsx".into() });
    }
    free(out, force)?;
    let unfinished = Unfinished::begin(out)?;
    let tables = tables(&Asked { snapshot: &view.snapshot, coverage: &view.coverage, indicators, day, title });
    let file = File::options().write(true).open(unfinished.temporary()).map_err(file_error(out))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let written = (|| {
        let (mut book, mut cut_off) = (Workbook::default(), 0);
        for table in &tables {
            let mut sheet = book.sheet(table.name, &table.columns)?;
            table.rows.iter().try_for_each(|row| sheet.row(row))?;
            cut_off += sheet.end()?;
        }
        book.finish(&mut file)?;
        file.flush()?;
        Ok(cut_off)
    })();
    let cut_off = written.map_err(|error| match error {
        FormatError::File(source) => file_error(out)(source),
        other => other.into(),
    })?;
    let sheets = tables.iter().map(|table| (table.name, table.rows.len())).collect();
    Ok(ReportOutcome { sheets, cut_off, bytes: unfinished.place(force)? })
}
