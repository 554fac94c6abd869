//! Sources: one file of records, whatever its format, read record by record.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::{Columns, Schema};
use super::crs::{self, Crs};
use super::csv_table::CsvTable;
use super::drawing::Drawing;
use super::encoding::{Claim, RawText};
use super::formats::{self, ENDINGS};
use super::intake::{self, Intake, check_size};
use super::issues::{Finding, IssueList};
use super::layer::LayerFile;
use super::shape::RawShape;
use super::sheet::Sheet;
use super::{IngestError, Limits, Options};

/// One record as its file has it, with its cells in the order of the canonical columns.
#[derive(Debug)]
pub(super) struct RawRecord {
    /// Counted from 1; in a sheet the number of the row.
    pub feature: u64,
    /// In a sheet the letters of the canonical columns, empty where it has no such column.
    pub letters: Option<Arc<[String]>>,
    /// Text of each canonical column; `None` is empty.
    pub cells: Vec<Option<RawText>>,
    /// Its geometry.
    pub shape: RawShape,
    /// What was wrong with it already when it was read, with the column.
    pub problems: Vec<(Option<&'static str>, Finding)>,
}

impl RawRecord {
    /// A record of which nothing is read yet.
    pub const fn new(feature: u64) -> Self {
        Self { feature, letters: None, cells: Vec::new(), shape: RawShape::None, problems: Vec::new() }
    }

    /// The cells that are not empty, with the number of their column.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &RawText)> {
        self.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.as_ref()?)))
    }
}

/// A file that is open.
pub(super) enum Source {
    /// A table of text.
    Csv(CsvTable),
    /// A sheet of a workbook.
    Sheet(Sheet),
    /// A layer that GDAL reads.
    Layer(LayerFile),
    /// The rings of a drawing with their labels.
    Drawing(Drawing),
}

impl Source {
    /// Opens a file.
    pub fn open(path: &Path, schema: &'static Schema, options: &Options<'_>, issues: &mut IssueList) -> Result<Self, IngestError> {
        let file = regular_file(path, options.limits)?;
        let shown = path.display().to_string();
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let (limits, wanted) = (options.limits, schema.name);
        let intake = match ending.as_str() {
            "csv" | "tsv" | "txt" => return CsvTable::open(&file, &shown, options).map(Self::Csv),
            "xlsx" => return Sheet::open(&file, &shown, schema, options, issues).map(Self::Sheet),
            "zip" => intake::of_archive(&file, &shown, options.layer, wanted, limits)?,
            "kmz" => intake::of_kmz(&file, &shown, limits)?,
            other => match formats::of_ending(other) {
                Some(format) => Intake::link(&file, &shown, format, limits)?,
                None => return Err(IngestError::Format { path: shown, allowed: ENDINGS.into(), hint: formats::way_out(other).into() }),
            },
        };
        if intake.format.drawing {
            return Drawing::open(&intake, &shown, schema, options, issues).map(Self::Drawing);
        }
        LayerFile::open(intake, &shown, wanted, options, issues).map(Self::Layer)
    }

    /// The names of its columns; one without a name is nobody's data.
    pub fn columns(&self) -> Vec<String> {
        match self {
            Self::Csv(table) => table.columns().to_vec(),
            Self::Sheet(sheet) => sheet.columns().to_vec(),
            Self::Layer(layer) => layer.columns(),
            Self::Drawing(drawing) => drawing.columns(),
        }
    }

    /// What the file says of its encoding, where only we can tell.
    pub fn claim(&self) -> Option<Claim> {
        match self {
            Self::Csv(table) => table.claim(),
            Self::Layer(layer) => layer.claim(),
            Self::Sheet(_) | Self::Drawing(_) => None,
        }
    }

    /// The coordinate reference system of its geometries; `None` if it has none or none that can be used, which is told.
    pub fn crs(&self, options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
        match self {
            Self::Csv(table) => table.crs(options, issues),
            Self::Sheet(sheet) => sheet.crs(options, issues),
            Self::Layer(layer) => layer.crs(options, issues),
            Self::Drawing(_) => crs::told(options, issues),
        }
    }

    /// How many records there are, where that is cheap to know.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Csv(_) => None,
            Self::Sheet(sheet) => Some(sheet.count()),
            Self::Layer(layer) => layer.count(),
            Self::Drawing(drawing) => Some(drawing.count()),
        }
    }

    /// Hands every record to `take` until that fails.
    pub fn read(
        &mut self,
        columns: &Columns,
        issues: &mut IssueList,
        take: &mut dyn FnMut(RawRecord) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        match self {
            Self::Csv(table) => table.read(columns, issues, take),
            Self::Sheet(sheet) => sheet.read(columns, issues, take),
            Self::Layer(layer) => layer.read(columns, issues, take),
            Self::Drawing(drawing) => drawing.read(columns, take),
        }
    }
}

/// The path of a regular file of this machine, whole and without links, so that no reader can take it for anything else.
fn regular_file(path: &Path, limits: &Limits) -> Result<PathBuf, IngestError> {
    let shown = path.display().to_string();
    let refused = |reason: &str| IngestError::Path { path: shown.clone(), reason: reason.to_owned() };
    if shown.starts_with("/vsi") || shown.contains("://") {
        return Err(refused("it is no file of this machine"));
    }
    let file = path.canonicalize().map_err(|error| refused(&error.to_string()))?;
    let metadata = file.metadata().map_err(|error| refused(&error.to_string()))?;
    if !metadata.is_file() {
        return Err(refused("it is not a regular file"));
    }
    check_size(&shown, metadata.len(), limits)?;
    Ok(file)
}
