//! CSV tables: text cells only, so that codes keep their zeros.

use std::fs::File;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::Columns;
use super::crs::{self, Crs};
use super::encoding::{Encoding, decode_bytes, latin1_bytes, looks_like_tcvn3, shown};
use super::issues::{FILE_BROKEN, Finding, IssueList, ROW_CELLS, TEXT_ENCODING, TEXT_TCVN3};
use super::rows::{Gather, Shapes};
use super::source::RawRecord;
use super::{IngestError, Options};

/// A CSV file (RFC 4180) with a header, separated by `,`, `;` or tab, with or without a byte order mark.
pub(super) struct CsvTable {
    reader: Reader<File>,
    columns: Vec<String>,
    shapes: Shapes,
    encoding: Option<Encoding>,
}

impl CsvTable {
    /// Opens the file and reads its header.
    pub fn open(path: &Path, shown: &str, options: &Options<'_>) -> Result<Self, IngestError> {
        let unreadable = |reason: String| IngestError::Unreadable {
            path: shown.to_owned(),
            reason,
            hint: "save the table as CSV (UTF-8) with one row of column names".into(),
        };
        let open = |separator| ReaderBuilder::new().flexible(true).has_headers(true).delimiter(separator).from_path(path);
        let mut reader = open(b',').map_err(|error| unreadable(error.to_string()))?;
        let first = reader.byte_headers().map_err(|error| unreadable(error.to_string()))?.clone();
        let separator = separator(&first);
        if separator != b',' {
            reader = open(separator).map_err(|error| unreadable(error.to_string()))?;
        }
        let encoding = options.encoding();
        let header = reader.byte_headers().map_err(|error| unreadable(error.to_string()))?;
        let columns = header.iter().map(|name| decode_bytes(strip_mark(name), encoding));
        let mut columns: Vec<String> =
            columns.collect::<Option<_>>().ok_or_else(|| unreadable("the column names are not UTF-8; give --encoding".to_owned()))?;
        if columns.iter().all(|name| name.trim().is_empty()) {
            return Err(unreadable("it has no row of column names".to_owned()));
        }
        for (at, name) in columns.iter_mut().enumerate().filter(|(_, name)| name.trim().is_empty()) {
            *name = format!("(column {})", at + 1);
        }
        let shapes = Shapes::of(&mut columns);
        Ok(Self { reader, columns, shapes, encoding })
    }

    /// The names in the header.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The coordinate reference system of its geometries, if it has any; no CSV file tells it.
    pub fn crs(&self, options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
        if self.shapes == Shapes::None { Ok(None) } else { crs::told(options, issues) }
    }

    /// Hands every row that is not empty to `take`.
    pub fn read(
        &mut self,
        columns: &Columns,
        issues: &mut IssueList,
        take: &mut dyn FnMut(RawRecord) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        let mut row = ByteRecord::new();
        let mut feature = 0;
        let mut gather = Gather::new(self.shapes, take);
        loop {
            match self.reader.read_byte_record(&mut row) {
                Ok(false) => return gather.finish(issues),
                Ok(true) => feature += 1,
                Err(error) => {
                    issues.of_file(Finding::new(FILE_BROKEN, error.to_string(), "the rows after it are not read: repair the file"));
                    return gather.finish(issues);
                }
            }
            if row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                let cell =
                    |at| row.get(at).filter(|cell| !cell.trim_ascii().is_empty()).map(|cell| String::from_utf8_lossy(cell).into_owned());
                gather.row(self.record(&row, feature, columns), cell)?;
            }
        }
    }

    fn record(&self, row: &ByteRecord, feature: u64, columns: &Columns) -> RawRecord {
        let mut record = RawRecord::new(feature);
        if row.len() != self.columns.len() {
            let found = format!("{} cells in {} columns", row.len(), self.columns.len());
            let hint = "put quotes around a cell that holds the separator";
            record.problems.push((None, Finding::new(ROW_CELLS, found, hint)));
        }
        for (column, sources) in columns.schema.columns.iter().zip(&columns.sources) {
            let cell = sources.iter().filter_map(|at| row.get(*at)).find(|cell| !cell.trim_ascii().is_empty());
            record.cells.push(cell.and_then(|cell| self.text(cell, column, &mut record.problems)));
        }
        record
    }

    fn text(&self, cell: &[u8], column: &'static str, problems: &mut Vec<(Option<&'static str>, Finding)>) -> Option<String> {
        let text = decode_bytes(cell, self.encoding);
        match &text {
            None => problems.push((Some(column), not_decoded(cell))),
            Some(text) if looks_like_tcvn3(text) => problems.push((Some(column), tcvn3_suspected(text))),
            Some(_) => {}
        }
        text
    }
}

/// The finding for bytes that are not of the encoding they should have.
pub(super) fn not_decoded(bytes: &[u8]) -> Finding {
    let latin1: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let hint = if looks_like_tcvn3(&latin1) {
        "it looks like TCVN3 (ABC): give --encoding tcvn3".to_owned()
    } else {
        format!("give --encoding, one of: {}", Encoding::NAMES)
    };
    Finding::new(TEXT_ENCODING, format!("`{}` is not UTF-8", shown(bytes)), hint)
}

/// The finding for text that was decoded, but does not look like it.
pub(super) fn tcvn3_suspected(text: &str) -> Finding {
    let meant = latin1_bytes(text).and_then(|bytes| decode_bytes(&bytes, Some(Encoding::Tcvn3))).unwrap_or_default();
    let hint = format!("if `{meant}` is meant, it is TCVN3 (ABC): give --encoding tcvn3");
    Finding::new(TEXT_TCVN3, format!("`{text}`"), hint)
}

fn strip_mark(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name)
}

/// The separator that the header is written with: the one that occurs most in it.
fn separator(header: &ByteRecord) -> u8 {
    let count = |separator: u8| header.iter().flatten().filter(|byte| **byte == separator).count();
    let (semicolons, tabs) = (count(b';'), count(b'\t'));
    match () {
        () if semicolons >= header.len() => b';',
        () if tabs >= header.len() => b'\t',
        () => b',',
    }
}
