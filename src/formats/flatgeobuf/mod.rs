//! FlatGeobuf 3 (<https://flatgeobuf.org>, `header.fbs`, `feature.fbs`): a header, an index where there is one, then features.
//!
//! A stream has no index: its features stand in the order asked for, and where each begins is not known before it is written. A file
//! has its features along a Hilbert curve behind a packed R-tree, so that a reader fetches a part of it by ranges of bytes.

mod buffer;
mod file;
mod tree;

use geo::Rect;

use self::buffer::{Buffer, Field, Hole};
use super::{Datum, Row};
use crate::config::layers::{Attribute, AttributeType};

pub use file::IndexedFile;

/// `fgb`, major version 3, `fgb`, patch 0.
const MAGIC: &[u8; 8] = b"fgb\x03fgb\x00";
/// `GeometryType`.
const POLYGON: u8 = 3;
const MULTI_POLYGON: u8 = 6;

/// Writes features of a layer.
#[derive(Debug, Clone)]
pub struct FlatGeobuf<'a> {
    /// The name of the layer.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The attributes that are written.
    pub attributes: Vec<&'a Attribute>,
    /// The code of the reference system in EPSG; coordinates are in the order east, north.
    pub epsg: u16,
}

impl FlatGeobuf<'_> {
    /// The beginning of a file of so many features: with an index of nodes of so many children, or none where that is 0.
    pub fn head(&self, out: &mut Vec<u8>, features: usize, bounds: Option<Rect>, node_size: u16) {
        out.extend_from_slice(MAGIC);
        let (mut buffer, root) = Buffer::begin(out);
        let offset = Some(Field::Offset);
        let holes = buffer.table(
            root,
            &[
                offset,
                bounds.and(offset),
                Some(Field::Byte(MULTI_POLYGON)),
                None,
                None,
                None,
                None,
                offset,
                Some(Field::Long(features as u64)),
                Some(Field::Short(node_size)),
                offset,
                offset,
            ],
        );
        let mut holes = holes.into_iter();
        let mut next = || holes.next();
        next().into_iter().for_each(|hole| buffer.text(hole, self.name));
        if let Some((bounds, hole)) = bounds.and_then(|bounds| Some((bounds, next()?))) {
            let (min, max) = (bounds.min(), bounds.max());
            buffer.doubles(hole, 4, [min.x, min.y, max.x, max.y].into_iter());
        }
        next().into_iter().for_each(|hole| self.columns(&mut buffer, hole));
        if let Some(hole) = next() {
            let crs = buffer.table(hole, &[offset, Some(Field::Int(i32::from(self.epsg)))]);
            crs.into_iter().for_each(|hole| buffer.text(hole, "EPSG"));
        }
        next().into_iter().for_each(|hole| buffer.text(hole, self.title));
        buffer.end();
    }

    fn columns(&self, buffer: &mut Buffer<'_>, at: Hole) {
        let holes = buffer.tables(at, self.attributes.len());
        for (attribute, hole) in self.attributes.iter().zip(holes) {
            let offset = Some(Field::Offset);
            let holes = buffer.table(hole, &[offset, Some(Field::Byte(column_type(attribute.value_type))), offset, offset]);
            let texts = [&attribute.name, &attribute.description.vi, &attribute.description.en];
            holes.into_iter().zip(texts).for_each(|(hole, text)| buffer.text(hole, text));
        }
    }

    /// A feature.
    pub fn feature(&self, out: &mut Vec<u8>, row: &Row<'_>) {
        let (mut buffer, root) = Buffer::begin(out);
        let offset = Some(Field::Offset);
        let holes = buffer.table(root, &[Some(Field::Offset).filter(|_| !row.land.0.is_empty()), offset]);
        if let [hole, _] = holes[..] {
            let holes = buffer.table(hole, &[None, None, None, None, None, None, Some(Field::Byte(MULTI_POLYGON)), offset]);
            let parts = holes.first().map(|hole| buffer.tables(*hole, row.land.0.len())).unwrap_or_default();
            parts.into_iter().zip(row.land.iter()).for_each(|(hole, part)| polygon(&mut buffer, hole, part));
        }
        if let Some(hole) = holes.last() {
            buffer.bytes(*hole, &properties(row));
        }
        buffer.end();
    }
}

/// The values that there are, each behind the number of its column.
fn properties(row: &Row<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for (column, value) in (0_u16..).zip(row.values) {
        let Some(value) = value else { continue };
        out.extend_from_slice(&column.to_le_bytes());
        match value {
            Datum::Text(text) => {
                out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            Datum::Number(number) => out.extend_from_slice(&number.to_le_bytes()),
            Datum::Integer(number) => out.extend_from_slice(&number.to_le_bytes()),
            Datum::Flag(flag) => out.push(u8::from(*flag)),
        }
    }
    out
}

fn polygon(buffer: &mut Buffer<'_>, at: Hole, polygon: &geo::Polygon) {
    let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let ends: Vec<u32> = rings()
        .scan(0_usize, |vertices, ring| {
            *vertices += ring.0.len();
            Some(u32::try_from(*vertices).unwrap_or(u32::MAX))
        })
        .collect();
    // A single ring needs no end.
    let several = Some(Field::Offset).filter(|_| ends.len() > 1);
    let holes = buffer.table(at, &[several, Some(Field::Offset), None, None, None, None, Some(Field::Byte(POLYGON))]);
    if let [hole, _] = holes[..] {
        buffer.numbers(hole, &ends);
    }
    if let Some(hole) = holes.last() {
        let vertices = rings().map(|ring| ring.0.len()).sum::<usize>();
        buffer.doubles(*hole, 2 * vertices, rings().flat_map(|ring| &ring.0).flat_map(|at| [at.x, at.y]));
    }
}

/// `ColumnType`.
const fn column_type(value_type: AttributeType) -> u8 {
    match value_type {
        AttributeType::Boolean => 2,
        AttributeType::Integer => 7,
        AttributeType::Number => 10,
        AttributeType::String => 11,
        AttributeType::Date => 13,
    }
}
