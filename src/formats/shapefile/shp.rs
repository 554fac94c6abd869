//! The main file and its index: polygons, big-endian where files are counted and little-endian where shapes are.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use geo::{BoundingRect, LineString, Rect};

use super::super::geojson::twice_area;
use crate::domain::Land;

const HEADER_BYTES: u64 = 100;
const NULL: i32 = 0;
const POLYGON: i32 = 5;

/// Shapes, set aside until their number is known.
#[derive(Debug)]
pub(super) struct Shp {
    aside: BufWriter<File>,
    bytes: u64,
    /// Where each begins and how long it is (16-bit words).
    index: Vec<(u64, u64)>,
    bounds: Option<Rect>,
}

/// The main file, whole.
#[derive(Debug)]
pub(super) struct Shapes {
    header: Vec<u8>,
    aside: File,
}

impl Shp {
    pub(super) fn new() -> io::Result<Self> {
        let aside = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        Ok(Self { aside, bytes: HEADER_BYTES, index: Vec::new(), bounds: None })
    }

    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn put(&mut self, land: &Land) -> io::Result<()> {
        let shape = shape(land);
        let words = shape.len() as u64 / 2;
        self.index.push((self.bytes / 2, words));
        self.aside.write_all(&big(self.index.len() as u64))?;
        self.aside.write_all(&big(words))?;
        self.aside.write_all(&shape)?;
        self.bytes += 8 + shape.len() as u64;
        self.bounds = match (self.bounds, land.bounding_rect()) {
            (Some(one), Some(other)) => Some(super::super::around(one, other)),
            (one, other) => one.or(other),
        };
        Ok(())
    }

    /// The main file and the index.
    pub(super) fn finish(self) -> io::Result<(Shapes, Vec<u8>)> {
        let mut index = header(HEADER_BYTES + 8 * self.index.len() as u64, self.bounds);
        for (start, words) in &self.index {
            index.extend_from_slice(&big(*start));
            index.extend_from_slice(&big(*words));
        }
        let aside = self.aside.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((Shapes { header: header(self.bytes, self.bounds), aside }, index))
    }
}

impl Shapes {
    pub(super) fn copy(mut self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.header)?;
        self.aside.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.aside, out).map(drop)
    }
}

fn big(number: u64) -> [u8; 4] {
    i32::try_from(number).unwrap_or(i32::MAX).to_be_bytes()
}

fn header(bytes: u64, bounds: Option<Rect>) -> Vec<u8> {
    let mut out = 9994_i32.to_be_bytes().to_vec();
    out.resize(24, 0);
    out.extend_from_slice(&big(bytes / 2));
    out.extend_from_slice(&1000_i32.to_le_bytes());
    out.extend_from_slice(&POLYGON.to_le_bytes());
    corners(&mut out, bounds);
    out.resize(100, 0);
    out
}

fn corners(out: &mut Vec<u8>, bounds: Option<Rect>) {
    let corners = bounds.map_or([0.0; 4], |rect| [rect.min().x, rect.min().y, rect.max().x, rect.max().y]);
    corners.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

/// A polygon of all rings, outer ones clockwise; the null shape for no land.
fn shape(land: &Land) -> Vec<u8> {
    let bounds = land.bounding_rect();
    if bounds.is_none() {
        return NULL.to_le_bytes().to_vec();
    }
    let rings = || {
        land.iter()
            .flat_map(|polygon| std::iter::once((polygon.exterior(), true)).chain(polygon.interiors().iter().map(|hole| (hole, false))))
    };
    let vertices: usize = rings().map(|(ring, _)| ring.0.len()).sum();
    let mut out = Vec::with_capacity(44 + 4 * rings().count() + 16 * vertices);
    out.extend_from_slice(&POLYGON.to_le_bytes());
    corners(&mut out, bounds);
    let little = |number: usize| i32::try_from(number).unwrap_or(i32::MAX).to_le_bytes();
    out.extend_from_slice(&little(rings().count()));
    out.extend_from_slice(&little(vertices));
    let mut first = 0;
    for (ring, _) in rings() {
        out.extend_from_slice(&little(first));
        first += ring.0.len();
    }
    rings().for_each(|(ring, clockwise)| points(&mut out, ring, clockwise));
    out
}

fn points(out: &mut Vec<u8>, ring: &LineString, clockwise: bool) {
    let mut write = |at: &geo::Coord| {
        out.extend_from_slice(&at.x.to_le_bytes());
        out.extend_from_slice(&at.y.to_le_bytes());
    };
    if (twice_area(ring) <= 0.0) == clockwise { ring.0.iter().for_each(&mut write) } else { ring.0.iter().rev().for_each(&mut write) }
}
