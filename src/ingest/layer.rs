//! Layers that GDAL reads: GeoJSON, GeoPackage and shapefiles.

use std::path::{Path, PathBuf};

use gdal::vector::{Feature, FieldValue, Geometry, LayerAccess, OGRFieldType, OGRwkbGeometryType, OwnedLayer, geometry_type_flatten};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags, vsi};

use super::columns::Columns;
use super::crs::{self, Crs};
use super::csv_table::{not_decoded, tcvn3_suspected};
use super::encoding::{Encoding, decode_bytes, decode_text, latin1_bytes, looks_like_tcvn3};
use super::issues::{CRS_MISSING, CRS_REPLACED, FILE_BROKEN, FILE_ODD, Finding, IssueList};
use super::shape::RawShape;
use super::source::{RawRecord, check_size};
use super::{IngestError, Options, Profile, library};

/// How the text of a layer comes from GDAL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Decoded by GDAL, as the format or the file says.
    Decoded,
    /// Byte by byte as Latin-1, since only we know better.
    Bytes,
}

/// One layer of an open file.
pub(super) struct LayerFile {
    layer: OwnedLayer,
    text: Text,
    encoding: Option<Encoding>,
    types: Vec<OGRFieldType::Type>,
}

impl LayerFile {
    /// Opens a file with one of the drivers named.
    pub fn open(
        path: &Path,
        drivers: &[&str],
        wanted: &'static str,
        options: &Options<'_>,
        issues: &mut IssueList,
    ) -> Result<Self, IngestError> {
        Self::with_text(path, drivers, wanted, Text::Decoded, options, issues)
    }

    /// Opens a shapefile: the `.shp` file with those beside it.
    pub fn shapefile(path: &Path, wanted: &'static str, options: &Options<'_>, issues: &mut IssueList) -> Result<Self, IngestError> {
        let siblings = path.parent().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten().map(|entry| entry.path());
        let siblings: Vec<PathBuf> = siblings.filter(|sibling| sibling.file_stem() == path.file_stem()).collect();
        for sibling in &siblings {
            check_size(&sibling.display().to_string(), sibling.metadata().map_or(0, |metadata| metadata.len()), options.limits)?;
        }
        Self::with_text(path, &["ESRI Shapefile"], wanted, text_of(&siblings, options), options, issues)
    }

    /// Opens the one shapefile in a ZIP file, which is read in place: nothing is unpacked.
    pub fn zip(path: &Path, wanted: &'static str, options: &Options<'_>, issues: &mut IssueList) -> Result<Self, IngestError> {
        library::prepare();
        let inside = PathBuf::from(format!("/vsizip/{{{}}}", path.display()));
        let entries = vsi::read_dir(&inside, true).unwrap_or_default();
        library::messages();
        let plain =
            |entry: &PathBuf| entry.components().all(|part| matches!(part, std::path::Component::Normal(name) if name != "__MACOSX"));
        let shapefiles: Vec<&PathBuf> = entries.iter().filter(|entry| plain(entry) && has_ending(entry, "shp")).collect();
        let [shapefile] = shapefiles[..] else {
            return Err(IngestError::Unreadable {
                path: path.display().to_string(),
                reason: format!("it holds {} shapefiles", shapefiles.len()),
                hint: "a .zip must hold exactly one shapefile: unpack it and name the .shp file",
            });
        };
        let siblings: Vec<PathBuf> =
            entries.iter().filter(|entry| entry.with_extension("") == shapefile.with_extension("")).cloned().collect();
        let text = text_of(&siblings, options);
        Self::with_text(&inside.join(shapefile), &["ESRI Shapefile"], wanted, text, options, issues)
    }

    fn with_text(
        path: &Path,
        drivers: &[&str],
        wanted: &'static str,
        text: Text,
        options: &Options<'_>,
        issues: &mut IssueList,
    ) -> Result<Self, IngestError> {
        library::prepare();
        library::messages();
        let open_options: &[&str] = if text == Text::Bytes { &["ENCODING=ISO-8859-1"] } else { &[] };
        let settings = DatasetOptions {
            open_flags: GdalOpenFlags::GDAL_OF_READONLY | GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
            allowed_drivers: Some(drivers),
            open_options: Some(open_options),
            sibling_files: None,
        };
        let opened = Dataset::open_ex(path, settings);
        let messages = library::messages();
        let dataset = opened.map_err(|error| {
            let reason = messages.iter().map(|message| message.text.as_str()).collect::<Vec<_>>().join("; ");
            unreadable(path, if reason.is_empty() { error.to_string() } else { reason })
        })?;
        tell(messages, issues);
        let at = pick(&dataset, path, wanted)?;
        let layer = dataset.into_layer(at).map_err(|error| unreadable(path, error.to_string()))?;
        let types = layer.defn().fields().map(|field| field.field_type()).collect();
        Ok(Self { layer, text, encoding: options.encoding(), types })
    }

    /// The names of its columns.
    pub fn columns(&self) -> Vec<String> {
        self.layer.defn().fields().map(|field| self.decode(&field.name()).unwrap_or_else(|_| field.name())).collect()
    }

    /// How many records there are, where that is cheap to know.
    pub fn count(&self) -> Option<u64> {
        self.layer.try_feature_count()
    }

    /// The coordinate reference system of its geometries: the one given, else the layer's own, else the profile's.
    pub fn crs(&self, options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
        let own = self.layer.spatial_ref().map(crs::of_system);
        if let Some(given) = options.crs {
            let given_crs = crs::from_epsg(given)?;
            match own {
                Some(Ok((own, _))) if own != given_crs => {
                    let found = self.layer.spatial_ref().and_then(|system| system.name()).unwrap_or_default();
                    issues.of_file(Finding::new(CRS_REPLACED, format!("the file says `{found}`"), format!("read as {given}, as told")));
                }
                _ => {}
            }
            return Ok(Some(given_crs));
        }
        match (own, options.profile.and_then(Profile::crs)) {
            (Some(Ok((own, odd))), _) => {
                odd.into_iter().for_each(|odd| issues.of_file(odd));
                Ok(Some(own))
            }
            (None, Some(usual)) => crs::from_epsg(usual).map(Some),
            (Some(Err(finding)), _) => {
                issues.of_file(finding);
                Ok(None)
            }
            (None, None) => {
                if self.layer.defn().geometry_type() != OGRwkbGeometryType::wkbNone {
                    let hint = "give it with --crs, for example --crs EPSG:9215, or add the .prj file";
                    issues.of_file(Finding::new(CRS_MISSING, "the file does not tell its coordinate reference system", hint));
                }
                Ok(None)
            }
        }
    }

    /// Hands every feature to `take`.
    pub fn read(
        &mut self,
        columns: &Columns,
        issues: &mut IssueList,
        take: &mut dyn FnMut(RawRecord) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        let (text, encoding) = (self.text, self.encoding);
        let types = std::mem::take(&mut self.types);
        for (feature, number) in self.layer.features().zip(1..) {
            let mut record = RawRecord { feature: number, cells: Vec::new(), shape: shape(&feature), problems: Vec::new() };
            for (column, sources) in columns.schema.columns.iter().zip(&columns.sources) {
                let cell = sources.iter().find_map(|at| cell(&feature, *at, types.get(*at).copied()));
                let decoded = cell.map(|cell| decode(&cell, text, encoding));
                record.cells.push(match decoded {
                    None => None,
                    Some(Ok(text)) => {
                        if looks_like_tcvn3(&text) {
                            record.problems.push((Some(column), tcvn3_suspected(&text)));
                        }
                        Some(text)
                    }
                    Some(Err(finding)) => {
                        record.problems.push((Some(column), finding));
                        None
                    }
                });
            }
            take(record)?;
        }
        tell(library::messages(), issues);
        Ok(())
    }

    fn decode(&self, text: &str) -> Result<String, Finding> {
        decode(text, self.text, self.encoding)
    }
}

/// How the text of a shapefile is to be read: its `.cpg` file tells, unless the caller does.
fn text_of(siblings: &[PathBuf], options: &Options<'_>) -> Text {
    let told = options.encoding().is_none() && siblings.iter().any(|sibling| has_ending(sibling, "cpg"));
    if told { Text::Decoded } else { Text::Bytes }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// The layer to read: the only one, or the one named after what is read.
fn pick(dataset: &Dataset, path: &Path, wanted: &'static str) -> Result<usize, IngestError> {
    let names: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
    match names.len() {
        0 => Err(unreadable(path, "it has no layer".to_owned())),
        1 => Ok(0),
        _ => names.iter().position(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(|| IngestError::Layers {
            path: path.display().to_string(),
            layers: names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            wanted,
        }),
    }
}

fn unreadable(path: &Path, reason: String) -> IngestError {
    let shown = path.display().to_string();
    let hint = match path.extension().and_then(|ending| ending.to_str()) {
        Some("shp") => "a shapefile is its .shp, .shx, .dbf and .prj files together",
        _ => "check that the file is whole",
    };
    IngestError::Unreadable { path: shown.trim_start_matches("/vsizip/").to_owned(), reason, hint }
}

/// Tells what GDAL said: a failure means that something is missing from what was read.
fn tell(messages: Vec<library::Message>, issues: &mut IssueList) {
    for message in messages {
        let (rule, hint) = if message.failure {
            (FILE_BROKEN, "a part of the file could not be read: repair it")
        } else {
            (FILE_ODD, "the file is read nevertheless: check it")
        };
        issues.of_file(Finding::new(rule, message.text, hint));
    }
}

/// The text of a field; `None` if it is empty.
fn cell(feature: &Feature<'_>, at: usize, kind: Option<OGRFieldType::Type>) -> Option<String> {
    let text = match kind {
        Some(OGRFieldType::OFTStringList) => match feature.field(at) {
            Ok(Some(FieldValue::StringListValue(entries))) => Some(entries.join(";")),
            _ => None,
        },
        // GDAL writes 2024/12/01, and a time after it.
        Some(OGRFieldType::OFTDate | OGRFieldType::OFTDateTime) => {
            feature.field_as_string(at).ok().flatten().map(|text| text.chars().take(10).collect::<String>().replace('/', "-"))
        }
        _ => feature.field_as_string(at).ok().flatten(),
    };
    text.filter(|text| !text.trim().is_empty())
}

fn decode(text: &str, how: Text, encoding: Option<Encoding>) -> Result<String, Finding> {
    let decoded = match how {
        Text::Decoded => decode_text(text, encoding),
        Text::Bytes => latin1_bytes(text).map_or_else(|| decode_text(text, None), |bytes| decode_bytes(&bytes, encoding)),
    };
    decoded.ok_or_else(|| not_decoded(&latin1_bytes(text).unwrap_or_else(|| text.as_bytes().to_vec())))
}

fn shape(feature: &Feature<'_>) -> RawShape {
    // Asked by index, since that tells a feature without geometry from one with.
    let Ok(geometry) = feature.geometry_by_index(0) else { return RawShape::None };
    match geometry_type_flatten(geometry.geometry_type()) {
        OGRwkbGeometryType::wkbPolygon | OGRwkbGeometryType::wkbMultiPolygon => polygons(geometry),
        _ => RawShape::Other(geometry.geometry_name()),
    }
}

fn polygons(geometry: &Geometry) -> RawShape {
    geometry.iso_wkb().map_or_else(|_| RawShape::Other("a polygon that cannot be written".to_owned()), RawShape::Polygons)
}
