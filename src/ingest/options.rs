//! What a caller tells the reader, and what it gets back.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Encoding, Gazetteer, Profile, Survey};
use crate::domain::{AreaKind, Day, Issue, Level, Place, Quality};

/// How a file is to be read; what it says itself goes first, except for the coordinate reference system and the encoding.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Coordinate reference system as `EPSG:9215`, in place of the file's own.
    pub crs: Option<&'a str>,
    /// Encoding of the text, in place of the one the file tells.
    pub encoding: Option<Encoding>,
    /// The layer, sheet or file in a ZIP file to read, where there are several.
    pub layer: Option<&'a str>,
    /// Names of columns, encoding, dates and fixed values of files of one origin.
    pub profile: Option<&'a Profile>,
    /// The units that names of units are looked up in.
    pub gazetteer: Option<&'a Gazetteer>,
    /// The level that every unit must be of.
    pub level: Option<Level>,
    /// First day in force, for records that give none.
    pub valid_from: Option<Day>,
    /// First day no longer in force, for records that give none.
    pub valid_to: Option<Day>,
    /// Kind of area, for records that give none.
    pub area_kind: Option<AreaKind>,
    /// How far the records can be trusted.
    pub quality: Quality,
    /// The day that plans are entered on.
    pub registered_on: Day,
    /// What is refused for its size.
    pub limits: &'a Limits,
    /// This program, to read files in a process of its own, which hostile ones cannot get out of. `None` reads them in this process:
    /// for files that are known, and for tests.
    pub reader: Option<&'a Path>,
}

impl<'a> Options<'a> {
    /// Options that fill and force nothing; the quality is `imported`.
    #[must_use]
    pub const fn new(registered_on: Day, limits: &'a Limits) -> Self {
        Self {
            crs: None,
            encoding: None,
            layer: None,
            profile: None,
            gazetteer: None,
            level: None,
            valid_from: None,
            valid_to: None,
            area_kind: None,
            quality: Quality::Imported,
            registered_on,
            limits,
            reader: None,
        }
    }

    /// The level of units: the command's, else the profile's.
    pub(super) fn level(&self) -> Option<Level> {
        self.level.or_else(|| self.profile.and_then(Profile::level))
    }

    /// The encoding of the text: the command's, else the profile's.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.encoding.or_else(|| self.profile.and_then(Profile::encoding))
    }
}

/// What is refused for its size. The whole of Vietnam in full detail has 3 321 features and 7.1 million vertices in 163 MB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a file, of each that belongs to it, and of all that a ZIP file holds.
    pub file_bytes: u64,
    /// Files in a ZIP file.
    pub archive_entries: usize,
    /// Bytes in a large file of a ZIP file for each byte that is packed.
    pub archive_ratio: u64,
    /// Cells of a sheet.
    pub sheet_cells: u64,
    /// Bytes of memory that the process that reads may ask for.
    pub memory_bytes: u64,
    /// Seconds that reading a file may take.
    pub seconds: u64,
    /// Seconds without a sign of life, and one more for each MiB of the file.
    pub silent_seconds: u64,
    /// Records of a file.
    pub features: u64,
    /// Vertices of one feature.
    pub feature_vertices: u64,
    /// Vertices of a file.
    pub file_vertices: u64,
    /// Characters of a name or another one-line text.
    pub line_chars: usize,
    /// Characters of a note.
    pub note_chars: usize,
    /// Entries of a list in one cell.
    pub list_items: usize,
    /// Issues that are told one by one; how many more there are is told too.
    pub issues: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 4 << 30,
            archive_entries: 10_000,
            archive_ratio: 200,
            sheet_cells: 5_000_000,
            memory_bytes: 3 << 30,
            seconds: 3600,
            silent_seconds: 60,
            features: 1_000_000,
            feature_vertices: 2_000_000,
            file_vertices: 100_000_000,
            line_chars: 500,
            note_chars: 10_000,
            list_items: 10_000,
            issues: 10_000,
        }
    }
}

/// How far the reading has come, in records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Records read.
    pub read: u64,
    /// Records of the file, where that is cheap to know.
    pub of: Option<u64>,
}

/// A record without error, and where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<T> {
    /// Where it stood, so that a problem with other records can be told with its place.
    pub place: Place,
    /// The record.
    pub value: T,
}

/// What a file held: the records without error, in file order, and every issue found.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch<T> {
    /// The records without error.
    pub records: Vec<Record<T>>,
    /// Problems: those of the file first, then in file order.
    pub issues: Vec<Issue>,
    /// Records read, good or bad.
    pub read: u64,
    /// Where its geometries lie in its own coordinates.
    pub survey: Survey,
}

impl<T> Batch<T> {
    /// Whether an issue refuses the import.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.issues.iter().any(|issue| issue.severity == crate::domain::Severity::Error)
    }
}
