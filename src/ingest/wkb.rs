//! Well-known binary, as far as polygons go (OGC 06-103r4, 8.2): geometries pass to and from GDAL in one go.

use geo::{Coord, LineString, Polygon};

use crate::domain::Land;

const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;

/// The rings of polygons as they stand in a file, closed or not; each polygon's outer ring first.
pub(super) type RawPolygons = Vec<Vec<Vec<Coord>>>;

/// Reads a little-endian ISO WKB polygon or multi-polygon; Z and M are dropped. `None` if it is anything else.
pub(super) fn read(bytes: &[u8]) -> Option<RawPolygons> {
    let mut cursor = Cursor { bytes };
    let (kind, stride) = cursor.header()?;
    let polygons = match kind {
        POLYGON => vec![cursor.polygon(stride)?],
        MULTI_POLYGON => {
            let count = cursor.count(1 + 4 + 4)?;
            (0..count)
                .map(|_| match cursor.header()? {
                    (POLYGON, stride) => cursor.polygon(stride),
                    _ => None,
                })
                .collect::<Option<_>>()?
        }
        _ => return None,
    };
    cursor.bytes.is_empty().then_some(polygons)
}

struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*head)
    }

    /// The kind of geometry, and the bytes a vertex takes.
    fn header(&mut self) -> Option<(u32, usize)> {
        let [1] = self.take::<1>()? else { return None };
        let code = u32::from_le_bytes(self.take()?);
        let stride = match code / 1000 {
            0 => 16,
            1 | 2 => 24,
            3 => 32,
            _ => return None,
        };
        Some((code % 1000, stride))
    }

    /// A count of things of which each takes at least so many bytes; more than there can be is no count.
    fn count(&mut self, least_bytes: usize) -> Option<usize> {
        let count = usize::try_from(u32::from_le_bytes(self.take()?)).ok()?;
        (count <= self.bytes.len() / least_bytes).then_some(count)
    }

    fn polygon(&mut self, stride: usize) -> Option<Vec<Vec<Coord>>> {
        let rings = self.count(4)?;
        (0..rings).map(|_| self.ring(stride)).collect()
    }

    fn ring(&mut self, stride: usize) -> Option<Vec<Coord>> {
        let vertices = self.count(stride)?;
        let (ring, rest) = self.bytes.split_at(vertices * stride);
        self.bytes = rest;
        ring.chunks_exact(stride).map(vertex).collect()
    }
}

fn vertex(bytes: &[u8]) -> Option<Coord> {
    let (x, rest) = bytes.split_first_chunk::<8>()?;
    let (y, _) = rest.split_first_chunk::<8>()?;
    Some(Coord { x: f64::from_le_bytes(*x), y: f64::from_le_bytes(*y) })
}

/// Writes land as a little-endian WKB multi-polygon; `None` if it has more parts or vertices than can be counted there.
pub(super) fn write(land: &Land) -> Option<Vec<u8>> {
    let vertices: usize = land.0.iter().flat_map(rings).map(|ring| ring.0.len()).sum();
    let mut bytes = Vec::with_capacity(vertices * 16 + land.0.len() * 32 + 16);
    header(&mut bytes, MULTI_POLYGON, land.0.len())?;
    for polygon in &land.0 {
        header(&mut bytes, POLYGON, 1 + polygon.interiors().len())?;
        for ring in rings(polygon) {
            bytes.extend(u32::try_from(ring.0.len()).ok()?.to_le_bytes());
            for vertex in &ring.0 {
                bytes.extend(vertex.x.to_le_bytes());
                bytes.extend(vertex.y.to_le_bytes());
            }
        }
    }
    Some(bytes)
}

fn rings(polygon: &Polygon) -> impl Iterator<Item = &LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

fn header(bytes: &mut Vec<u8>, kind: u32, parts: usize) -> Option<()> {
    bytes.push(1);
    bytes.extend(kind.to_le_bytes());
    bytes.extend(u32::try_from(parts).ok()?.to_le_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gdal::vector::Geometry;

    #[test]
    fn gdal_and_we_read_each_others_polygons() {
        let wkt = "MULTIPOLYGON (((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1)),((9 9,10 9,10 10,9 9)))";
        let bytes = Geometry::from_wkt(wkt).unwrap().iso_wkb().unwrap();
        let polygons = read(&bytes).unwrap();
        assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        let land = Land::new(
            polygons
                .into_iter()
                .map(|mut rings| {
                    let holes = rings.split_off(1).into_iter().map(LineString::new).collect();
                    Polygon::new(LineString::new(rings.remove(0)), holes)
                })
                .collect(),
        );
        assert_eq!(write(&land).unwrap(), bytes);
    }

    #[test]
    fn heights_and_measures_are_dropped() {
        for wkt in [
            "POLYGON Z ((0 0 9,1 0 9,1 1 9,0 0 9))",
            "POLYGON M ((0 0 9,1 0 9,1 1 9,0 0 9))",
            "POLYGON ZM ((0 0 9 8,1 0 9 8,1 1 9 8,0 0 9 8))",
        ] {
            let bytes = Geometry::from_wkt(wkt).unwrap().iso_wkb().unwrap();
            let ring = &read(&bytes).unwrap()[0][0];
            assert_eq!(ring[1..3], [Coord { x: 1.0, y: 0.0 }, Coord { x: 1.0, y: 1.0 }], "{wkt}");
        }
    }

    #[test]
    fn lying_counts_and_cut_bytes_are_refused() {
        let bytes = Geometry::from_wkt("POLYGON ((0 0,1 0,1 1,0 0))").unwrap().iso_wkb().unwrap();
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None);
        }
        let mut lying = bytes.clone();
        lying[9..13].fill(0xFF);
        assert_eq!(read(&lying), None);
        let point = Geometry::from_wkt("POINT (0 0)").unwrap().iso_wkb().unwrap();
        assert_eq!(read(&point), None);
    }
}
