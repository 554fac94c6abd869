//! Features row by row into a file: each is made, written and forgotten.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::super::unfinished::file_error;
use super::{FeatureFormat, FeaturesOutcome, LayerOnDay, Progress};
use crate::app::{Column, Datum, ExportError, ExportStep, LandOf, Subject};
use crate::config::layers::{Attribute, AttributeType, Layer};
use crate::domain::{Day, Land};
use crate::formats::{Csv, FlatGeobuf, FormatError, IndexedFile, Pen, Row, Shapefile, SheetColumn, Whereabouts, Workbook, feature};
use crate::store::{Cell, ColumnType, FeatureColumn, FeatureTable, GeoPackageWriter};

/// WGS 84 in EPSG.
const EPSG: u16 = 4326;
/// Decimals of a degree: 7 are 11 mm.
const DECIMALS: usize = 7;
/// Features between two steps of progress.
const STEP: usize = 64;

type Out = BufWriter<File>;

pub(super) async fn write(
    asked: &LayerOnDay<'_>,
    format: FeatureFormat,
    path: &Path,
    progress: Progress<'_>,
) -> Result<FeaturesOutcome, ExportError> {
    let subjects = asked.subjects();
    let snapshot = &asked.map.view.snapshot;
    let mut outcome = FeaturesOutcome { features: subjects.len(), ..FeaturesOutcome::default() };
    outcome.qualities = subjects.iter().map(|subject| subject.quality(snapshot)).collect();
    outcome.qualities.sort_unstable();
    outcome.qualities.dedup();
    if format == FeatureFormat::GeoPackage {
        geopackage(asked, &subjects, path, progress).await?;
        return Ok(outcome);
    }
    let file = File::options().read(true).write(true).open(path).map_err(file_error(path))?;
    let out = BufWriter::with_capacity(1 << 20, file);
    let mut rows = Rows { asked, subjects: &subjects, with_land: format.has_land(), progress };
    let written = match format {
        FeatureFormat::GeoJson | FeatureFormat::GeoJsonLines => geojson(&mut rows, format, out),
        FeatureFormat::Csv => csv(&mut rows, out),
        FeatureFormat::FlatGeobuf => flatgeobuf(&mut rows, out),
        FeatureFormat::Shapefile => shapefile(&mut rows, out).map(|cut_off| outcome.cut_off = cut_off),
        FeatureFormat::Xlsx => workbook(&mut rows, out).map(|cut_off| outcome.cut_off = cut_off),
        FeatureFormat::GeoPackage => Ok(()),
    };
    written.map_err(|error| match error {
        FormatError::File(source) => file_error(path)(source),
        other => other.into(),
    })?;
    Ok(outcome)
}

/// The features, one after the other.
struct Rows<'a, 'b> {
    asked: &'a LayerOnDay<'a>,
    subjects: &'a [Subject],
    /// Land may have to be computed: not for formats that do not have it.
    with_land: bool,
    progress: Progress<'b>,
}

impl Rows<'_, '_> {
    fn layer(&self) -> &Layer {
        self.asked.layer
    }

    fn each(&mut self, mut write: impl FnMut(&Row<'_>) -> Result<(), FormatError>) -> Result<(), FormatError> {
        let columns = columns(self.asked.layer);
        for (done, subject) in self.subjects.iter().enumerate() {
            with_row((self.asked, self.with_land), &columns, *subject, &mut write)?;
            if done.is_multiple_of(STEP) {
                (self.progress)(ExportStep { done, total: self.subjects.len() });
            }
        }
        Ok(())
    }
}

fn columns(layer: &Layer) -> Vec<Column> {
    layer.keys().into_iter().map(Column::named).collect()
}

fn with_row<T>((asked, with_land): (&LayerOnDay<'_>, bool), columns: &[Column], subject: Subject, write: impl FnOnce(&Row<'_>) -> T) -> T {
    let view = &asked.map.view;
    let day: Day = subject.day(&view.snapshot, asked.day);
    let values: Vec<Option<Datum<'_>>> = columns.iter().map(|column| column.value(view, subject, day)).collect();
    let land = if with_land { asked.map.lands.land(view, subject, day) } else { LandOf::Made(Land::new(Vec::new())) };
    let point = subject.point(&view.snapshot).map(Into::into);
    write(&Row { id: &subject.id(&view.snapshot), values: &values, land: &land, point })
}

fn geojson(rows: &mut Rows<'_, '_>, format: FeatureFormat, mut out: Out) -> Result<(), FormatError> {
    let (lines, attributes) = (format == FeatureFormat::GeoJsonLines, rows.layer().attributes.clone());
    if !lines {
        write!(out, "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",\"as_of\":\"{}\",\"features\":[", rows.layer().id, rows.asked.day)?;
    }
    let (mut bytes, mut first) = (Vec::new(), true);
    rows.each(|row| {
        bytes.clear();
        if !lines && !first {
            bytes.push(b',');
        }
        first = false;
        bytes.extend_from_slice(b"\n{\"type\":\"Feature\",");
        feature(&mut bytes, Pen::new(DECIMALS, false), attributes.iter(), row).map_err(std::io::Error::from)?;
        bytes.push(b'}');
        // The first line of a file of lines is a feature.
        Ok(out.write_all(if lines { &bytes[1..] } else { &bytes }).and_then(|()| if lines { out.write_all(b"\n") } else { Ok(()) })?)
    })?;
    if !lines {
        out.write_all(b"\n]}\n")?;
    }
    Ok(out.flush()?)
}

fn csv(rows: &mut Rows<'_, '_>, mut out: Out) -> Result<(), FormatError> {
    let csv = Csv { whereabouts: Whereabouts::Point, decimals: DECIMALS, degrees: true };
    let mut bytes = Vec::new();
    csv.head(&mut bytes, rows.layer().keys().into_iter());
    rows.each(|row| {
        csv.row(&mut bytes, row);
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    })?;
    out.write_all(&bytes)?;
    Ok(out.flush()?)
}

fn flatgeobuf(rows: &mut Rows<'_, '_>, mut out: Out) -> Result<(), FormatError> {
    let layer = rows.asked.layer;
    let attributes: Vec<&Attribute> = layer.attributes.iter().collect();
    let mut file = IndexedFile::new(FlatGeobuf { name: &layer.id, title: &layer.title.vi, attributes, epsg: EPSG })?;
    rows.each(|row| Ok(file.put(row)?))?;
    file.finish(&mut out)?;
    Ok(out.flush()?)
}

fn shapefile(rows: &mut Rows<'_, '_>, mut out: Out) -> Result<usize, FormatError> {
    let layer = rows.asked.layer;
    let mut file = Shapefile::new(&layer.id, &layer.attributes, rows.asked.made_on)?;
    rows.each(|row| file.put(row))?;
    let cut_off = file.cut_off();
    file.finish(&mut out)?;
    out.flush()?;
    Ok(cut_off)
}

fn workbook(rows: &mut Rows<'_, '_>, mut out: Out) -> Result<usize, FormatError> {
    let layer = rows.asked.layer;
    let column = |attribute: &Attribute| {
        let [vi, en] = attribute.description.short();
        let head = SheetColumn::new(vi, en, attribute.value_type);
        SheetColumn { head: format!("{}\n{}", head.head, attribute.name), ..head }
    };
    let point = [("Kinh độ", "Longitude", "lon"), ("Vĩ độ", "Latitude", "lat")].map(|(vi, en, name)| {
        let head = SheetColumn::new(vi, en, AttributeType::Number);
        SheetColumn { head: format!("{}\n{name}", head.head), ..head }
    });
    let columns: Vec<SheetColumn> = layer.attributes.iter().map(column).chain(point).collect();
    let mut book = Workbook::default();
    let mut sheet = book.sheet(&layer.id, &columns)?;
    rows.each(|row| {
        let point = [row.point.map(|at| at.x), row.point.map(|at| at.y)].map(|number| number.map(Datum::Number));
        sheet.row(&row.values.iter().cloned().chain(point).collect::<Vec<_>>())
    })?;
    let cut_off = sheet.end()?;
    book.finish(&mut out)?;
    out.flush()?;
    Ok(cut_off)
}

async fn geopackage(asked: &LayerOnDay<'_>, subjects: &[Subject], path: &Path, progress: Progress<'_>) -> Result<(), ExportError> {
    let layer = asked.layer;
    let description = format!("{} / {} · {}", layer.description.vi, layer.description.en, asked.day);
    let columns = layer.attributes.iter().map(|attribute| FeatureColumn {
        name: &attribute.name,
        column_type: column_type(attribute.value_type),
        says: [&attribute.description.vi, &attribute.description.en],
    });
    let table = FeatureTable { name: &layer.id, title: &layer.title.vi, description: &description, columns: columns.collect() };
    let mut writer = GeoPackageWriter::new(path, &table).await?;
    let columns = self::columns(layer);
    for (done, subject) in subjects.iter().enumerate() {
        // Made apart from the writing, which another thread does.
        let (values, land): (Vec<Option<Datum<'static>>>, Land) = with_row((asked, true), &columns, *subject, |row| {
            (row.values.iter().cloned().map(|value| value.map(Datum::into_owned)).collect(), row.land.clone())
        });
        writer.put(&land, values.iter().map(|value| cell(value.as_ref()))).await?;
        if done.is_multiple_of(STEP) {
            progress(ExportStep { done, total: subjects.len() });
        }
    }
    Ok(writer.finish(&table, asked.made_on).await?)
}

fn cell<'a>(value: Option<&'a Datum<'static>>) -> Cell<'a> {
    match value {
        None => Cell::Null,
        Some(Datum::Text(text)) => Cell::Text(text),
        Some(Datum::Number(number)) => Cell::Double(*number),
        Some(Datum::Integer(number)) => Cell::Integer(*number),
        Some(Datum::Flag(flag)) => Cell::Integer(i64::from(*flag)),
    }
}

const fn column_type(value_type: AttributeType) -> ColumnType {
    match value_type {
        AttributeType::String => ColumnType::Text,
        AttributeType::Number => ColumnType::Double,
        AttributeType::Integer => ColumnType::Integer,
        AttributeType::Boolean => ColumnType::Boolean,
        AttributeType::Date => ColumnType::Date,
    }
}
