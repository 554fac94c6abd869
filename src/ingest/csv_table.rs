//! CSV tables: text cells only, so that codes keep their zeros.

use std::fs::File;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::Columns;
use super::crs::{self, Crs};
use super::encoding::{Claim, Encoding, RawText, decode_names};
use super::issues::{FILE_BROKEN, Finding, IssueList, ROW_CELLS};
use super::rows::{Gather, Shapes};
use super::source::RawRecord;
use super::{IngestError, Options};

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A CSV file (RFC 4180) with a header, separated by `,`, `;` or tab, with or without a byte order mark.
pub(super) struct CsvTable {
    reader: Reader<File>,
    columns: Vec<String>,
    shapes: Shapes,
    claim: Option<Claim>,
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
        let header = reader.byte_headers().map_err(|error| unreadable(error.to_string()))?;
        let mark = header.get(0).is_some_and(|name| name.starts_with(MARK));
        let claim = mark.then(|| Claim { encoding: Some(Encoding::Utf8), place: "the byte order mark", written: "UTF-8".to_owned() });
        let names: Vec<RawText> = header.iter().map(|name| RawText::Bytes(name.strip_prefix(MARK).unwrap_or(name).to_vec())).collect();
        let mut columns = decode_names(&names, options.encoding(), claim.clone())
            .ok_or_else(|| unreadable("the column names are in no encoding that is clear; give --encoding".to_owned()))?;
        if columns.iter().all(|name| name.trim().is_empty()) {
            return Err(unreadable("it has no row of column names".to_owned()));
        }
        for (at, name) in columns.iter_mut().enumerate().filter(|(_, name)| name.trim().is_empty()) {
            *name = format!("(column {})", at + 1);
        }
        let shapes = Shapes::of(&mut columns);
        Ok(Self { reader, columns, shapes, claim })
    }

    /// The names in the header.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// What the file says of its encoding.
    pub fn claim(&self) -> Option<Claim> {
        self.claim.clone()
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
        for sources in &columns.sources {
            let cell = sources.iter().filter_map(|at| row.get(*at)).find(|cell| !cell.trim_ascii().is_empty());
            record.cells.push(cell.map(|cell| RawText::Bytes(cell.to_vec())));
        }
        record
    }
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
