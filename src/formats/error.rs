//! Why a file could not be written.

use std::io;

/// Why a file of features could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// The system refuses.
    #[error(transparent)]
    File(#[from] io::Error),
    /// More than the format can hold.
    #[error("{format} with {found}, allowed: {allowed}\nhint: GeoPackage (.gpkg) and FlatGeobuf (.fgb) hold as much as there is")]
    TooLarge {
        /// The format.
        format: &'static str,
        /// How much there is.
        found: String,
        /// How much there may be.
        allowed: String,
    },
    /// A workbook cannot be made.
    #[error("the workbook cannot be written: {0}")]
    Workbook(String),
}
