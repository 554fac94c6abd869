//! Layers that GDAL reads: records with their cells and their geometry as they stand in the file.

use gdal::vector::{
    Feature, FieldValue, Geometry, LayerAccess, OGRFieldType, OGRwkbGeometryType, OwnedLayer, geometry_type_flatten, geometry_type_has_m,
    geometry_type_has_z,
};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags, Metadata};

use super::columns::Columns;
use super::crs::{self, Crs};
use super::encoding::{Claim, RawText, decode_names};
use super::intake::{Intake, choose, several};
use super::issues::{CRS_MISSING, CRS_REPLACED, FILE_BROKEN, FILE_ODD, Finding, IssueList, SHAPE_CURVES, SHAPE_HEIGHTS};
use super::shape::RawShape;
use super::source::RawRecord;
use super::{IngestError, Options, Profile, library};

/// How the text of a layer comes from GDAL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Decoded by GDAL, as the format or the file says.
    Decoded,
    /// Byte by byte as Latin-1, since only we know better.
    Bytes,
}

/// One layer of an open file.
pub(super) struct LayerFile {
    layer: OwnedLayer,
    text: Text,
    claim: Option<Claim>,
    names: Vec<String>,
    types: Vec<OGRFieldType::Type>,
    // Last, so that it goes after the layer that reads it.
    intake: Intake,
}

impl LayerFile {
    /// Opens the layer that is meant of a file.
    pub fn open(
        intake: Intake,
        shown: &str,
        wanted: &'static str,
        options: &Options<'_>,
        issues: &mut IssueList,
    ) -> Result<Self, IngestError> {
        let text = if intake.format.bytes { Text::Bytes } else { Text::Decoded };
        let dataset = dataset(&intake, shown, text, issues)?;
        let at = pick(&dataset, &intake, shown, wanted, options)?;
        let several = dataset.layer_count() > 1;
        let layer = dataset.into_layer(at).map_err(|error| unreadable(&intake, shown, &error.to_string()))?;
        issues.of_layer(several.then(|| layer.name()));
        let types = layer.defn().fields().map(|field| field.field_type()).collect();
        let claim = (text == Text::Bytes).then(|| claim(&layer)).flatten();
        let names: Vec<RawText> = layer.defn().fields().map(|field| raw(field.name(), text)).collect();
        let decoded = decode_names(&names, options.encoding(), claim.clone());
        let names = decoded.unwrap_or_else(|| names.iter().map(RawText::shown).collect());
        Ok(Self { layer, text, claim, names, types, intake })
    }

    /// The names of its columns.
    pub fn columns(&self) -> Vec<String> {
        let hidden = |name: &str| self.intake.format.hidden.contains(&name.to_lowercase().as_str());
        self.names.iter().map(|name| if hidden(name) { String::new() } else { name.clone() }).collect()
    }

    /// What the file says of its encoding.
    pub fn claim(&self) -> Option<Claim> {
        self.claim.clone()
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
        let text = self.text;
        let types = std::mem::take(&mut self.types);
        for (feature, number) in self.layer.features().zip(1..) {
            let mut record = RawRecord::new(number);
            record.shape = shape(&feature, &mut record.problems);
            for sources in &columns.sources {
                let cell = sources.iter().find_map(|at| cell(&feature, *at, types.get(*at).copied()));
                record.cells.push(cell.map(|cell| raw(cell, text)));
            }
            take(record)?;
        }
        tell(library::messages(), &self.intake, issues);
        Ok(())
    }
}

/// Text as it comes from GDAL.
pub(super) fn raw(text: String, how: Text) -> RawText {
    match how {
        Text::Decoded => RawText::Unicode(text),
        Text::Bytes => RawText::latin1(text),
    }
}

/// What the `.cpg` file of a shapefile says of its encoding, else the language byte in the head of its table.
fn claim(layer: &OwnedLayer) -> Option<Claim> {
    let said = |item: &str| layer.metadata_item(item, "SHAPEFILE").filter(|text| !text.trim().is_empty());
    let of = |place: &'static str, written: String, meant: Option<String>| Claim::of_code_page(place, &written, meant.as_deref());
    match (said("CPG_VALUE"), said("LDID_VALUE")) {
        (Some(written), _) => Some(of("the .cpg file", written, said("ENCODING_FROM_CPG"))),
        (None, Some(written)) if written != "0" => Some(of("the head of the .dbf file", written, said("ENCODING_FROM_LDID"))),
        _ => None,
    }
}

/// Opens a file with the drivers of its format.
pub(super) fn dataset(intake: &Intake, shown: &str, text: Text, issues: &mut IssueList) -> Result<Dataset, IngestError> {
    library::prepare();
    library::messages();
    let mut open_options = intake.format.options.to_vec();
    if text == Text::Bytes && intake.format.endings[0] == "shp" {
        open_options.push("ENCODING=ISO-8859-1");
    }
    let settings = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_READONLY | GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_VERBOSE_ERROR,
        allowed_drivers: Some(intake.format.drivers),
        open_options: Some(&open_options),
        sibling_files: None,
    };
    let opened = Dataset::open_ex(&intake.file, settings);
    let messages = library::messages();
    let dataset = opened.map_err(|error| {
        let reason = messages.iter().map(|message| message.text.as_str()).collect::<Vec<_>>().join("; ");
        unreadable(intake, shown, &if reason.is_empty() { error.to_string() } else { reason })
    })?;
    tell(messages, intake, issues);
    Ok(dataset)
}

/// The layer to read.
fn pick(dataset: &Dataset, intake: &Intake, shown: &str, wanted: &'static str, options: &Options<'_>) -> Result<usize, IngestError> {
    let layers = || dataset.layers().enumerate().filter(|(_, layer)| !intake.format.hidden.contains(&layer.name().to_lowercase().as_str()));
    let names: Vec<String> = layers().map(|(_, layer)| layer.name()).collect();
    if names.is_empty() {
        return Err(unreadable(intake, shown, "it has no layer"));
    }
    // The one layer of a file that was chosen in a ZIP file bears the name of that file, which is another inside.
    let asked = options.layer.filter(|_| names.len() > 1 || !intake.chosen);
    let at = choose(&names, asked, wanted).ok_or_else(|| {
        let counted: Vec<(String, Option<u64>)> = layers().map(|(_, layer)| (layer.name(), Some(layer.feature_count()))).collect();
        library::messages();
        several(shown, "records", &counted, asked, wanted)
    })?;
    Ok(layers().nth(at).map_or(0, |(at, _)| at))
}

pub(super) fn unreadable(intake: &Intake, shown: &str, reason: &str) -> IngestError {
    let hint = match intake.format.endings[0] {
        "shp" => "a shapefile is its .shp, .shx, .dbf and .prj files together",
        "tab" => "a MapInfo table is its .tab, .dat, .map and .id files together",
        "mif" => "a MapInfo exchange file is its .mif and .mid files together",
        _ => "check that the file is whole",
    };
    IngestError::Unreadable { path: shown.to_owned(), reason: intake.in_users_words(reason), hint: hint.into() }
}

/// Tells what GDAL said: a failure means that something is missing from what was read.
pub(super) fn tell(messages: Vec<library::Message>, intake: &Intake, issues: &mut IssueList) {
    for message in messages {
        let (rule, hint) = if message.failure {
            (FILE_BROKEN, "a part of the file could not be read: repair it")
        } else {
            (FILE_ODD, "the file is read nevertheless: check it")
        };
        issues.of_file(Finding::new(rule, intake.in_users_words(&message.text), hint));
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

/// The geometry of a feature; what is dropped of it is told.
pub(super) fn shape(feature: &Feature<'_>, problems: &mut Vec<(Option<&'static str>, Finding)>) -> RawShape {
    // Asked by index, since that tells a feature without geometry from one with.
    feature.geometry_by_index(0).map_or(RawShape::None, |geometry| shape_of(geometry, problems))
}

/// A geometry; what is dropped of it is told.
pub(super) fn shape_of(geometry: &Geometry, problems: &mut Vec<(Option<&'static str>, Finding)>) -> RawShape {
    let kind = geometry.geometry_type();
    if geometry_type_has_z(kind) || geometry_type_has_m(kind) {
        problems.push((Some("geometry"), Finding::new(SHAPE_HEIGHTS, "heights or measures", "they are left out: land has neither")));
    }
    match geometry_type_flatten(kind) {
        OGRwkbGeometryType::wkbPolygon | OGRwkbGeometryType::wkbMultiPolygon => polygons(geometry),
        OGRwkbGeometryType::wkbCurvePolygon | OGRwkbGeometryType::wkbMultiSurface => {
            problems.push((
                Some("geometry"),
                Finding::new(SHAPE_CURVES, "curves", "they became lines, with a vertex at least each degree of an arc"),
            ));
            polygons(geometry)
        }
        OGRwkbGeometryType::wkbGeometryCollection => {
            only_polygons(geometry).map_or_else(|| RawShape::Other(geometry.geometry_name()), |all| polygons(&all))
        }
        _ => RawShape::Other(geometry.geometry_name()),
    }
}

/// The multi-polygon that a collection of nothing but polygons is.
fn only_polygons(collection: &Geometry) -> Option<Geometry> {
    let mut all = Geometry::empty(OGRwkbGeometryType::wkbMultiPolygon).ok()?;
    for part in (0..collection.geometry_count()).map(|part| collection.get_geometry(part)) {
        match geometry_type_flatten(part.geometry_type()) {
            OGRwkbGeometryType::wkbPolygon => all.add_geometry((*part).clone()).ok()?,
            _ => return None,
        }
    }
    (all.geometry_count() > 0).then_some(all)
}

fn polygons(geometry: &Geometry) -> RawShape {
    geometry.iso_wkb().map_or_else(|_| RawShape::Other("a polygon that cannot be written".to_owned()), RawShape::Polygons)
}
