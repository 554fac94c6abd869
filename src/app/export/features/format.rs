//! The files that features are written to, by their endings.

use std::path::Path;

use crate::app::ExportError;

/// A format of files of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeatureFormat {
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// GeoJSON, a feature a line.
    GeoJsonLines,
    /// GeoPackage 1.3.
    GeoPackage,
    /// FlatGeobuf with an index.
    FlatGeobuf,
    /// CSV with a point of each feature.
    Csv,
    /// An Excel workbook with a point of each feature.
    Xlsx,
    /// A Shapefile in a ZIP file.
    Shapefile,
}

impl FeatureFormat {
    /// Every format, the one for most uses first.
    pub const ALL: [Self; 7] =
        [Self::GeoPackage, Self::FlatGeobuf, Self::Shapefile, Self::Xlsx, Self::Csv, Self::GeoJson, Self::GeoJsonLines];

    /// The ending of the file's name, without the dot before it.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoJsonLines => "geojsonl",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Shapefile => "shp.zip",
        }
    }

    /// Whether it has outlines, not only points.
    #[must_use]
    pub const fn has_land(self) -> bool {
        !matches!(self, Self::Csv | Self::Xlsx)
    }

    /// The format of a file.
    ///
    /// # Errors
    /// The ending is none of those known.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let found = Self::ALL
            .into_iter()
            .find(|format| name.strip_suffix(format.ending()).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')));
        found.ok_or_else(|| {
            let endings: Vec<String> = Self::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
            ExportError::Format { path: path.to_owned(), allowed: endings.join(", ") }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_format_by_its_ending() {
        for format in FeatureFormat::ALL {
            assert_eq!(FeatureFormat::of(Path::new(&format!("a/b.c.{}", format.ending().to_uppercase()))).unwrap(), format);
        }
        for wrong in ["out", "gpkg", ".gpkg", "out.shp", "out.zip", "out.gpkg.bak", "agpkg"] {
            assert!(FeatureFormat::of(Path::new(wrong)).is_err(), "{wrong}");
        }
    }
}
