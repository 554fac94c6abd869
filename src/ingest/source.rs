//! Sources: one file of records, whatever its format, read record by record.

use std::path::{Path, PathBuf};

use super::columns::Columns;
use super::crs::Crs;
use super::csv_table::CsvTable;
use super::encoding::{Claim, RawText};
use super::issues::{Finding, IssueList};
use super::layer::LayerFile;
use super::shape::RawShape;
use super::{IngestError, Limits, Options};

/// One record as its file has it, with its cells in the order of the canonical columns.
#[derive(Debug)]
pub(super) struct RawRecord {
    /// Counted from 1.
    pub feature: u64,
    /// Text of each canonical column; `None` is empty.
    pub cells: Vec<Option<RawText>>,
    /// Its geometry.
    pub shape: RawShape,
    /// What was wrong with it already when it was read, with the column.
    pub problems: Vec<(Option<&'static str>, Finding)>,
}

impl RawRecord {
    /// The cells that are not empty, with the number of their column.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &RawText)> {
        self.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.as_ref()?)))
    }
}

/// A file that is open.
pub(super) enum Source {
    /// A table of text.
    Csv(CsvTable),
    /// A layer that GDAL reads.
    Layer(LayerFile),
}

/// The endings of the formats that are read.
const ENDINGS: &str = ".geojson, .json, .geojsonl, .ndjson, .gpkg, .shp, .zip with one shapefile, .csv";

impl Source {
    /// Opens a file.
    pub fn open(path: &Path, wanted: &'static str, options: &Options<'_>, issues: &mut IssueList) -> Result<Self, IngestError> {
        let file = regular_file(path, options.limits)?;
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        Ok(match ending.as_str() {
            "csv" => Self::Csv(CsvTable::open(&file, options)?),
            "geojson" | "json" => Self::Layer(LayerFile::open(&file, &["GeoJSON", "GeoJSONSeq"], wanted, options, issues)?),
            "geojsonl" | "geojsons" | "ndjson" | "jsonl" => Self::Layer(LayerFile::open(&file, &["GeoJSONSeq"], wanted, options, issues)?),
            "gpkg" => Self::Layer(LayerFile::open(&file, &["GPKG"], wanted, options, issues)?),
            "shp" => Self::Layer(LayerFile::shapefile(&file, wanted, options, issues)?),
            "zip" => Self::Layer(LayerFile::zip(&file, wanted, options, issues)?),
            other => return Err(wrong_format(path, other)),
        })
    }

    /// The names of its columns.
    pub fn columns(&self) -> Vec<String> {
        match self {
            Self::Csv(table) => table.columns().to_vec(),
            Self::Layer(layer) => layer.columns(),
        }
    }

    /// What the file says of its encoding, where only we can tell.
    pub fn claim(&self) -> Option<Claim> {
        match self {
            Self::Csv(table) => table.claim(),
            Self::Layer(layer) => layer.claim(),
        }
    }

    /// The coordinate reference system of its geometries; `None` if it has none or none that can be used, which is told.
    pub fn crs(&self, options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
        match self {
            Self::Csv(_) => Ok(None),
            Self::Layer(layer) => layer.crs(options, issues),
        }
    }

    /// How many records there are, where that is cheap to know.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Csv(_) => None,
            Self::Layer(layer) => layer.count(),
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
            Self::Layer(layer) => layer.read(columns, issues, take),
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
    let text = file.to_str().ok_or_else(|| refused("its name is not UTF-8"))?;
    if text.starts_with("/vsi") || text.contains(['{', '}']) {
        return Err(refused("its name has a special meaning to GDAL"));
    }
    let metadata = file.metadata().map_err(|error| refused(&error.to_string()))?;
    if !metadata.is_file() {
        return Err(refused("it is not a regular file"));
    }
    check_size(&shown, metadata.len(), limits)?;
    Ok(file)
}

/// Refuses a file that is larger than allowed.
pub(super) fn check_size(path: &str, bytes: u64, limits: &Limits) -> Result<(), IngestError> {
    if bytes > limits.file_bytes {
        return Err(IngestError::TooLarge { path: path.to_owned(), what: "bytes", found: bytes, allowed: limits.file_bytes });
    }
    Ok(())
}

fn wrong_format(path: &Path, ending: &str) -> IngestError {
    let hint = match ending {
        "dbf" | "shx" | "prj" | "cpg" => "name the .shp file of the shapefile",
        "xlsx" | "xls" | "ods" => "save the sheet as CSV (UTF-8)",
        "kml" | "kmz" | "tab" | "mif" | "dxf" | "dgn" | "dwg" => "export it as GeoPackage or GeoJSON, for example with QGIS",
        "rar" | "7z" | "gz" | "xz" => "unpack it first",
        _ => "export it as GeoPackage, GeoJSON or CSV",
    };
    IngestError::Format { path: path.display().to_string(), allowed: ENDINGS, hint }
}
