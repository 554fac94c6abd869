//! Land as GeoPackage binary (OGC 12-128r18, clause 2.1.3): a header with the envelope, then ISO well-known binary.
//!
//! Writing gives little-endian multipolygons in SRS 4326. Reading takes what other programs may write into the same column:
//! either byte order, every kind of envelope, polygons and multipolygons, with Z and M (dropped). Coordinates keep every bit.
//! A blob from anywhere gives an error, never a panic, and never more memory than a small multiple of its own length.

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon};

use crate::domain::Land;

/// The spatial reference system of every geometry: WGS 84, longitude and latitude in degrees.
const SRS_ID: i32 = 4326;
const HEADER_BYTES: usize = 8;
const ENVELOPE_BYTES: usize = 32;
const LITTLE_ENDIAN: u8 = 1;
const ENVELOPE_XY: u8 = 1 << 1;
const EMPTY: u8 = 1 << 4;
const EXTENDED: u8 = 1 << 5;
const WKB_POINT: u32 = 1;
const WKB_POLYGON: u32 = 3;
const WKB_MULTI_POLYGON: u32 = 6;

/// Why land cannot be written, or a blob not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeometryError {
    /// Not GeoPackage binary, version 1 (stored as 0).
    #[error("the geometry does not begin as GeoPackage binary does")]
    Header,
    /// Another spatial reference system.
    #[error("the geometry has srs_id {0}, allowed is 4326")]
    Srs(i32),
    /// A kind of geometry that is no land.
    #[error("the geometry is of WKB type {0}, allowed are polygon (3) and multipolygon (6)")]
    Kind(u32),
    /// It ends before what it announces.
    #[error("the geometry is cut off at byte {0}")]
    CutOff(usize),
    /// Bytes are left when everything announced has been read.
    #[error("the geometry has {0} bytes too many")]
    Trailing(usize),
    /// A coordinate is infinite or not a number.
    #[error("the geometry has a coordinate that is not finite")]
    NotFinite,
    /// More parts than the format can count.
    #[error("the geometry has more parts or vertices than the format can count")]
    TooLarge,
}

/// The bounding rectangle of some land, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Envelope {
    /// Westernmost longitude.
    pub min_x: f64,
    /// Easternmost longitude.
    pub max_x: f64,
    /// Southernmost latitude.
    pub min_y: f64,
    /// Northernmost latitude.
    pub max_y: f64,
}

/// Land as it goes into a column, with what the spatial index wants to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Blob {
    /// The GeoPackage binary.
    pub bytes: Vec<u8>,
    /// Its envelope; `None` where there is no vertex.
    pub envelope: Option<Envelope>,
}

/// Writes land.
///
/// # Errors
/// A coordinate that is not finite, or more than 2³² parts.
pub fn encode(land: &Land) -> Result<Blob, GeometryError> {
    let envelope = land.bounding_rect().map(|r| Envelope { min_x: r.min().x, max_x: r.max().x, min_y: r.min().y, max_y: r.max().y });
    let rings = || land.0.iter().flat_map(rings_of);
    let vertices: usize = rings().map(|ring| ring.0.len()).sum();
    let size = HEADER_BYTES + ENVELOPE_BYTES + 9 + land.0.len() * 9 + rings().count() * 4 + vertices * 16;
    let mut bytes = Vec::with_capacity(size);
    bytes.extend_from_slice(b"GP\0");
    bytes.push(LITTLE_ENDIAN | if envelope.is_some() { ENVELOPE_XY } else { EMPTY });
    bytes.extend_from_slice(&SRS_ID.to_le_bytes());
    for bound in envelope.iter().flat_map(|e| [e.min_x, e.max_x, e.min_y, e.max_y]) {
        bytes.extend_from_slice(&bound.to_le_bytes());
    }
    begin(&mut bytes, WKB_MULTI_POLYGON, land.0.len())?;
    for polygon in &land.0 {
        begin(&mut bytes, WKB_POLYGON, rings_of(polygon).count())?;
        for ring in rings_of(polygon) {
            write_ring(&mut bytes, ring)?;
        }
    }
    Ok(Blob { bytes, envelope })
}

/// Writes a point.
#[must_use]
pub fn encode_point(at: Coord) -> Vec<u8> {
    let mut bytes = b"GP\0".to_vec();
    bytes.push(LITTLE_ENDIAN);
    bytes.extend_from_slice(&SRS_ID.to_le_bytes());
    bytes.push(LITTLE_ENDIAN);
    bytes.extend_from_slice(&WKB_POINT.to_le_bytes());
    bytes.extend_from_slice(&at.x.to_le_bytes());
    bytes.extend_from_slice(&at.y.to_le_bytes());
    bytes
}

/// The rings, the outer one first; a polygon without any vertex has none.
fn rings_of(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    let nothing = polygon.exterior().0.is_empty() && polygon.interiors().is_empty();
    std::iter::once(polygon.exterior()).filter(move |_| !nothing).chain(polygon.interiors())
}

fn begin(bytes: &mut Vec<u8>, kind: u32, count: usize) -> Result<(), GeometryError> {
    bytes.push(LITTLE_ENDIAN);
    bytes.extend_from_slice(&kind.to_le_bytes());
    write_count(bytes, count)
}

fn write_count(bytes: &mut Vec<u8>, count: usize) -> Result<(), GeometryError> {
    let count = u32::try_from(count).map_err(|_| GeometryError::TooLarge)?;
    bytes.extend_from_slice(&count.to_le_bytes());
    Ok(())
}

fn write_ring(bytes: &mut Vec<u8>, ring: &LineString<f64>) -> Result<(), GeometryError> {
    write_count(bytes, ring.0.len())?;
    for Coord { x, y } in &ring.0 {
        if !(x.is_finite() && y.is_finite()) {
            return Err(GeometryError::NotFinite);
        }
        bytes.extend_from_slice(&x.to_le_bytes());
        bytes.extend_from_slice(&y.to_le_bytes());
    }
    Ok(())
}

/// Reads land from a GeoPackage binary.
///
/// # Errors
/// Anything that is not a well-formed polygon or multipolygon in SRS 4326.
pub fn decode(blob: &[u8]) -> Result<Land, GeometryError> {
    let mut reader = Reader { blob, at: 0, little: true };
    reader.header()?;
    let (kind, dimensions) = reader.begin()?;
    let land = match kind {
        WKB_POLYGON => MultiPolygon(vec![reader.polygon(dimensions)?]),
        WKB_MULTI_POLYGON => reader.multi_polygon()?,
        other => return Err(GeometryError::Kind(other)),
    };
    match blob.len() - reader.at {
        0 => Ok(land),
        left => Err(GeometryError::Trailing(left)),
    }
}

/// Reads on from `at`, in the byte order announced last.
struct Reader<'a> {
    blob: &'a [u8],
    at: usize,
    little: bool,
}

impl<'a> Reader<'a> {
    fn header(&mut self) -> Result<(), GeometryError> {
        let [b'G', b'P', 0, flags] = self.array()? else { return Err(GeometryError::Header) };
        self.little = flags & LITTLE_ENDIAN != 0;
        let envelope_bytes = match (flags >> 1) & 7 {
            0 => 0,
            1 => 32,
            2 | 3 => 48,
            4 => 64,
            _ => return Err(GeometryError::Header),
        };
        if flags & EXTENDED != 0 {
            return Err(GeometryError::Header);
        }
        match i32::from_ne_bytes(self.word()?.to_ne_bytes()) {
            SRS_ID => self.take(envelope_bytes).map(|_| ()),
            other => Err(GeometryError::Srs(other)),
        }
    }

    /// Byte order, kind without its Z and M, and how many numbers a vertex has.
    fn begin(&mut self) -> Result<(u32, usize), GeometryError> {
        let [order] = self.array()?;
        self.little = match order {
            0 => false,
            1 => true,
            _ => return Err(GeometryError::Header),
        };
        let kind = self.word()?;
        match kind / 1000 {
            0 => Ok((kind, 2)),
            1 | 2 => Ok((kind % 1000, 3)),
            3 => Ok((kind % 1000, 4)),
            _ => Err(GeometryError::Kind(kind)),
        }
    }

    fn multi_polygon(&mut self) -> Result<Land, GeometryError> {
        let count = self.count(9)?;
        let mut polygons = Vec::with_capacity(count);
        for _ in 0..count {
            match self.begin()? {
                (WKB_POLYGON, dimensions) => polygons.push(self.polygon(dimensions)?),
                (other, _) => return Err(GeometryError::Kind(other)),
            }
        }
        Ok(MultiPolygon(polygons))
    }

    fn polygon(&mut self, dimensions: usize) -> Result<Polygon<f64>, GeometryError> {
        let count = self.count(4)?;
        let exterior = if count == 0 { LineString(Vec::new()) } else { self.ring(dimensions)? };
        let interiors = (1..count).map(|_| self.ring(dimensions)).collect::<Result<Vec<_>, _>>()?;
        Ok(Polygon::new(exterior, interiors))
    }

    fn ring(&mut self, dimensions: usize) -> Result<LineString<f64>, GeometryError> {
        let size = dimensions * 8;
        let count = self.count(size)?;
        let bytes = self.take(count * size)?;
        let little = self.little;
        let mut finite = true;
        let vertices = bytes
            .chunks_exact(size)
            .map(|vertex| {
                let coord = Coord { x: number(vertex, 0, little), y: number(vertex, 8, little) };
                finite &= coord.x.is_finite() && coord.y.is_finite();
                coord
            })
            .collect();
        if finite { Ok(LineString(vertices)) } else { Err(GeometryError::NotFinite) }
    }

    /// A count of things that take at least `size` bytes each, which must still be there.
    fn count(&mut self, size: usize) -> Result<usize, GeometryError> {
        let count = usize::try_from(self.word()?).map_err(|_| GeometryError::TooLarge)?;
        if count > (self.blob.len() - self.at) / size { Err(GeometryError::CutOff(self.blob.len())) } else { Ok(count) }
    }

    fn word(&mut self) -> Result<u32, GeometryError> {
        let bytes = self.array()?;
        Ok(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], GeometryError> {
        let (array, _) = self.blob[self.at..].split_first_chunk().ok_or(GeometryError::CutOff(self.blob.len()))?;
        self.at += N;
        Ok(*array)
    }

    fn take(&mut self, size: usize) -> Result<&'a [u8], GeometryError> {
        let bytes = self.blob.get(self.at..self.at + size).ok_or(GeometryError::CutOff(self.blob.len()))?;
        self.at += size;
        Ok(bytes)
    }
}

/// The number at an offset of a vertex, which is long enough.
fn number(vertex: &[u8], offset: usize, little: bool) -> f64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&vertex[offset..offset + 8]);
    if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) }
}

#[cfg(test)]
mod tests;
