//! Shapefile (ESRI Shapefile Technical Description, July 1998) in a ZIP file, with its table (dBASE III), text in UTF-8.
//!
//! The format is kept for programs that read nothing else: names of fields have 10 characters and texts 254 bytes at most, and each file 2 GB.
//! `LAYER.fields.csv` beside it tells the whole names, `LAYER.notes.txt` how many texts were cut off, if any.

mod dbf;
mod shp;

use std::collections::HashSet;
use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;

use self::dbf::Dbf;
use self::shp::Shp;
use super::{FormatError, Row};
use crate::config::layers::Attribute;
use crate::domain::Day;

/// The most bytes of a file within (2 GiB − 1): more is read by few programs.
const MOST_BYTES: u64 = i32::MAX as u64;
/// The longest name of a field (bytes).
const NAME_BYTES: usize = 10;
/// WGS 84 as ESRI writes it.
const PROJECTION: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],\
                          PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/// Features that will be a Shapefile.
#[derive(Debug)]
pub struct Shapefile<'a> {
    name: &'a str,
    attributes: &'a [Attribute],
    fields: Vec<String>,
    shapes: Shp,
    table: Dbf,
}

impl<'a> Shapefile<'a> {
    /// Begins.
    ///
    /// # Errors
    /// No temporary file can be made.
    pub fn new(name: &'a str, attributes: &'a [Attribute], made_on: Day) -> Result<Self, FormatError> {
        let fields = field_names(attributes.iter().map(|attribute| attribute.name.as_str()));
        let types = attributes.iter().map(|attribute| attribute.value_type);
        let table = Dbf::new(fields.iter().map(String::as_str).zip(types).collect(), made_on)?;
        Ok(Self { name, attributes, fields, shapes: Shp::new()?, table })
    }

    /// Adds a feature.
    ///
    /// # Errors
    /// A temporary file cannot be written, or has become too large.
    pub fn put(&mut self, row: &Row<'_>) -> Result<(), FormatError> {
        self.shapes.put(row.land)?;
        self.table.put(row.values)?;
        let bytes = self.shapes.bytes().max(self.table.bytes());
        if bytes > MOST_BYTES {
            return Err(FormatError::TooLarge {
                format: "a Shapefile",
                found: format!("{bytes} bytes"),
                allowed: format!("{MOST_BYTES} bytes"),
            });
        }
        Ok(())
    }

    /// How many texts were cut off because they are longer than the format holds.
    #[must_use]
    pub const fn cut_off(&self) -> usize {
        self.table.cut_off()
    }

    /// Writes the ZIP file.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn finish(self, out: impl Write + Seek) -> Result<(), FormatError> {
        let Self { name, attributes, fields, shapes, table } = self;
        let mut zip = zip::ZipWriter::new(out);
        let begin = |zip: &mut zip::ZipWriter<_>, ending: &str| {
            zip.start_file(format!("{name}.{ending}"), SimpleFileOptions::default()).map_err(io::Error::from)
        };
        begin(&mut zip, "cpg")?;
        zip.write_all(b"UTF-8")?;
        begin(&mut zip, "prj")?;
        zip.write_all(PROJECTION.as_bytes())?;
        begin(&mut zip, "fields.csv")?;
        zip.write_all(&names_told(attributes, &fields))?;
        if table.cut_off() > 0 {
            begin(&mut zip, "notes.txt")?;
            zip.write_all(note_of_cut(table.cut_off()).as_bytes())?;
        }
        begin(&mut zip, "dbf")?;
        table.finish(&mut zip)?;
        let (shapes, index) = shapes.finish()?;
        begin(&mut zip, "shp")?;
        shapes.copy(&mut zip)?;
        begin(&mut zip, "shx")?;
        zip.write_all(&index)?;
        zip.finish().map_err(io::Error::from)?;
        Ok(())
    }
}

/// What must be known of the file, in both languages.
fn note_of_cut(cut_off: usize) -> String {
    format!(
        "\u{feff}{cut_off} chữ dài hơn 254 byte đã bị cắt bớt: Shapefile không chứa được hơn; GeoPackage giữ nguyên.\r\n\
         {cut_off} texts longer than 254 bytes are cut off: a Shapefile holds no more; GeoPackage keeps them whole.\r\n"
    )
}

/// Different names of at most 10 bytes: where two would be the same, the end of the later one is a number.
fn field_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let short = |name: &'a str| {
        let cut: String = name.chars().take(NAME_BYTES).collect();
        let numbered = (1..).map(|number: u32| {
            let number = number.to_string();
            format!("{}{number}", &cut[..cut.len().min(NAME_BYTES - number.len())])
        });
        let found = std::iter::once(cut.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
        found.unwrap_or_default()
    };
    names.map(short).collect()
}

/// The names of the fields with what they stand for.
fn names_told(attributes: &[Attribute], fields: &[String]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |(attribute, field): (&Attribute, &String)| {
        let (vi, en) = (quoted(&attribute.description.vi), quoted(&attribute.description.en));
        format!("{field},{},{vi},{en}\r\n", attribute.name)
    };
    let lines = std::iter::once("\u{feff}field,name,vi,en\r\n".to_owned()).chain(attributes.iter().zip(fields).map(line));
    lines.collect::<Vec<_>>().concat().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_short_and_different() {
        let names = ["name", "regional_status", "regional_state", "regional_s", "general_percent"];
        assert_eq!(field_names(names.into_iter()), ["name", "regional_s", "regional_1", "regional_2", "general_pe"]);
        let many = vec!["abcdefghijkl"; 12];
        assert_eq!(field_names(many.into_iter())[10..], ["abcdefgh10", "abcdefgh11"]);
    }
}
