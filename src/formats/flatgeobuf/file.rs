//! A file with an index: features are set aside first, then copied in the order of the curve.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use geo::{BoundingRect, Rect};

use super::super::around;
use super::tree::{NODE_SIZE, along, index};
use super::{FlatGeobuf, Row};

/// A feature that has been set aside.
#[derive(Debug)]
struct Aside {
    /// Its rectangle; `None` where it has no land.
    bounds: Option<Rect>,
    start: u64,
    length: u64,
}

/// Features of a layer that will be a file.
#[derive(Debug)]
pub struct IndexedFile<'a> {
    layer: FlatGeobuf<'a>,
    aside: BufWriter<File>,
    features: Vec<Aside>,
    end: u64,
}

impl<'a> IndexedFile<'a> {
    /// Begins.
    ///
    /// # Errors
    /// No temporary file can be made.
    pub fn new(layer: FlatGeobuf<'a>) -> io::Result<Self> {
        Ok(Self { layer, aside: BufWriter::with_capacity(1 << 20, tempfile::tempfile()?), features: Vec::new(), end: 0 })
    }

    /// Adds a feature.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn put(&mut self, row: &Row<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.layer.feature(&mut bytes, row);
        self.aside.write_all(&bytes)?;
        let length = bytes.len() as u64;
        self.features.push(Aside { bounds: row.land.bounding_rect(), start: self.end, length });
        self.end += length;
        Ok(())
    }

    /// Writes the file. With a feature that has no land there is no index, since it would have no place in it.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn finish(self, out: &mut impl Write) -> io::Result<()> {
        let Self { layer, aside, mut features, .. } = self;
        let bounds = features.iter().filter_map(|feature| feature.bounds).reduce(around);
        let indexed = !features.is_empty() && features.iter().all(|feature| feature.bounds.is_some());
        if let Some(bounds) = bounds.filter(|_| indexed) {
            // From the end of the curve, as the format's own writers do.
            features.sort_by_key(|feature| std::cmp::Reverse(feature.bounds.map_or(0, |rect| along(bounds, rect))));
        }
        let mut head = Vec::new();
        layer.head(&mut head, features.len(), bounds, if indexed { NODE_SIZE } else { 0 });
        out.write_all(&head)?;
        if indexed {
            let mut start = 0;
            let leaf = |feature: &Aside| {
                let leaf = feature.bounds.map(|bounds| (bounds, start));
                start += feature.length;
                leaf
            };
            out.write_all(&index(features.iter().filter_map(leaf).collect()))?;
        }
        let mut aside = BufReader::new(aside.into_inner().map_err(io::IntoInnerError::into_error)?);
        for feature in &features {
            aside.seek(SeekFrom::Start(feature.start))?;
            io::copy(&mut (&mut aside).take(feature.length), out)?;
        }
        Ok(())
    }
}
