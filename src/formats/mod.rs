//! Features as the files of other programs: rows in, bytes out.
//!
//! Knows layers as they are declared and values as they are; never where they come from, nor who reads them. What is streamed is written feature
//! by feature into bytes; what must know all of them first is written into a file. Written by hand where the format is small; GDAL reads each in the tests.
//!
//! Parts in reading order: `row` (a feature) · `geojson` · `csv` · `wkt` · `flatgeobuf` · `shapefile` ·
//! `workbook` · `error`.

mod csv;
mod error;
mod flatgeobuf;
mod geojson;
mod row;
mod shapefile;
mod wkt;
mod workbook;

pub use csv::{Csv, Whereabouts};
pub use error::FormatError;
pub use flatgeobuf::{FlatGeobuf, IndexedFile};
pub use geojson::{Pen, feature};
pub use row::{Datum, Row};
pub use shapefile::Shapefile;
pub use workbook::{Sheet, SheetColumn, Workbook, XLSX};

use geo::{Rect, coord};

/// The least rectangle around both.
#[must_use]
pub fn around(one: Rect, other: Rect) -> Rect {
    let (a, b, c, d) = (one.min(), one.max(), other.min(), other.max());
    Rect::new(coord! { x: a.x.min(c.x), y: a.y.min(c.y) }, coord! { x: b.x.max(d.x), y: b.y.max(d.y) })
}
