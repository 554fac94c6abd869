//! Well-known binary, as far as polygons go (OGC 06-103r4, 8.2; ISO 13249-3 for curves): geometries pass to and from GDAL in one go.

use geo::{Coord, LineString, Polygon};

use crate::domain::Land;

const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;
const LINE: u32 = 2;
const ARCS: u32 = 8;
const COMPOUND_CURVE: u32 = 9;
const CURVE_POLYGON: u32 = 10;
const MULTI_SURFACE: u32 = 12;

/// The angle of an arc from one vertex to the next, at most; the line is then nearer than 1/25 000 of the radius.
const ARC_STEP_DEG: f64 = 1.0;

/// The rings of polygons as they stand in a file, closed or not; each polygon's outer ring first.
pub(super) type RawPolygons = Vec<Vec<Vec<Coord>>>;

/// Reads a little-endian ISO WKB polygon or multi-polygon, also with curves, which become lines; Z and M are dropped. `None` if it is
/// anything else.
pub(super) fn read(bytes: &[u8]) -> Option<RawPolygons> {
    let mut cursor = Cursor { bytes };
    let (kind, stride) = cursor.header()?;
    let polygons = match kind {
        POLYGON => vec![cursor.polygon(stride)?],
        CURVE_POLYGON => vec![cursor.curve_polygon()?],
        MULTI_POLYGON | MULTI_SURFACE => {
            let count = cursor.count(1 + 4 + 4)?;
            (0..count)
                .map(|_| match cursor.header()? {
                    (POLYGON, stride) => cursor.polygon(stride),
                    (CURVE_POLYGON, _) if kind == MULTI_SURFACE => cursor.curve_polygon(),
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

    fn curve_polygon(&mut self) -> Option<Vec<Vec<Coord>>> {
        let rings = self.count(1 + 4 + 4)?;
        (0..rings)
            .map(|_| match self.header()? {
                (COMPOUND_CURVE, _) => {
                    let parts = self.count(1 + 4 + 4)?;
                    let mut ring: Vec<Coord> = Vec::new();
                    for _ in 0..parts {
                        let (kind, stride) = self.header()?;
                        let part = self.curve(kind, stride)?;
                        let shared = ring.last().is_some_and(|last| part.first() == Some(last));
                        ring.extend(part.into_iter().skip(usize::from(shared)));
                    }
                    Some(ring)
                }
                (kind, stride) => self.curve(kind, stride),
            })
            .collect()
    }

    fn curve(&mut self, kind: u32, stride: usize) -> Option<Vec<Coord>> {
        let vertices = self.ring(stride)?;
        match kind {
            LINE => Some(vertices),
            ARCS if vertices.len() % 2 == 1 => {
                let mut line = vec![*vertices.first()?];
                for arc in vertices.windows(3).step_by(2) {
                    along_arc(arc[0], arc[1], arc[2], &mut line);
                }
                Some(line)
            }
            _ => None,
        }
    }

    fn ring(&mut self, stride: usize) -> Option<Vec<Coord>> {
        let vertices = self.count(stride)?;
        let (ring, rest) = self.bytes.split_at(vertices * stride);
        self.bytes = rest;
        ring.chunks_exact(stride).map(vertex).collect()
    }
}

/// Adds the vertices of the arc from `a` through `b` to `c`, without `a`. Where `a` and `c` are the same, it is the circle through `b`
/// opposite of them (ISO 13249-3, 4.1.4).
fn along_arc(a: Coord, b: Coord, c: Coord, line: &mut Vec<Coord>) {
    let center = if a == c { Some((a + b) / 2.0) } else { center(a, b, c) };
    if let Some(center) = center {
        let angle = |vertex: Coord| (vertex.y - center.y).atan2(vertex.x - center.x);
        let radius = (a.x - center.x).hypot(a.y - center.y);
        let from = angle(a);
        let turn = |to: f64| (to - from).rem_euclid(std::f64::consts::TAU);
        let whole = if a == c { std::f64::consts::TAU } else { turn(angle(c)) };
        // Counter-clockwise if the middle comes before the end that way round.
        let sweep = if turn(angle(b)) <= whole { whole } else { whole - std::f64::consts::TAU };
        let steps = (sweep.abs() / ARC_STEP_DEG.to_radians()).ceil().max(1.0);
        // At most 360 steps to a circle.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of steps from 1 to 360")]
        let count = steps as u32;
        line.extend((1..count).map(|step| {
            let at = from + sweep * f64::from(step) / steps;
            Coord { x: center.x + radius * at.cos(), y: center.y + radius * at.sin() }
        }));
    }
    line.push(c);
}

/// The center of the circle through three vertices; `None` where they lie on a line.
fn center(first: Coord, middle: Coord, last: Coord) -> Option<Coord> {
    let (u, v) = (middle - first, last - first);
    let cross = 2.0 * (u.x * v.y - u.y * v.x);
    let (u2, v2) = (u.x * u.x + u.y * u.y, v.x * v.x + v.y * v.y);
    let center = Coord { x: first.x + (v.y * u2 - u.y * v2) / cross, y: first.y + (u.x * v2 - v.x * u2) / cross };
    // Nearly on a line, the center is so far away that an arc cannot be told from it.
    (center.x.is_finite() && center.y.is_finite() && cross.abs() > 1e-12 * u2.max(v2)).then_some(center)
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
    fn arcs_become_lines_on_their_circle_through_their_ends() {
        let read = |wkt: &str| read(&Geometry::from_wkt(wkt).unwrap().iso_wkb().unwrap()).unwrap();
        let area = |rings: &[Vec<Coord>]| {
            let ring = geo::Polygon::new(LineString::new(rings[0].clone()), Vec::new());
            geo::Area::signed_area(&ring)
        };
        let circle = read("CURVEPOLYGON (CIRCULARSTRING (0 0,2 0,0 0))");
        assert_eq!(circle[0][0].len(), 361);
        assert!((area(&circle[0]) / std::f64::consts::PI - 1.0).abs() < 1e-4);
        assert!(circle[0][0].iter().all(|vertex| ((vertex.x - 1.0).hypot(vertex.y) - 1.0).abs() < 1e-12));
        // A square with a half circle on its side, either way round.
        let bulge = std::f64::consts::FRAC_PI_2;
        for (wkt, expected) in [
            ("CURVEPOLYGON (COMPOUNDCURVE ((0 0,2 0),CIRCULARSTRING (2 0,3 1,2 2),(2 2,0 2,0 0)))", 4.0 + bulge),
            ("CURVEPOLYGON (COMPOUNDCURVE ((0 0,2 0),CIRCULARSTRING (2 0,1 1,2 2),(2 2,0 2,0 0)))", 4.0 - bulge),
            ("CURVEPOLYGON (COMPOUNDCURVE ((0 0,0 2,2 2),CIRCULARSTRING (2 2,3 1,2 0),(2 0,0 0)))", -4.0 - bulge),
        ] {
            let rings = read(wkt);
            assert!((area(&rings[0]) - expected).abs() < 1e-3, "{wkt}: {}", area(&rings[0]));
            assert!(rings[0][0].contains(&Coord { x: 2.0, y: 2.0 }));
        }
        let straight = read("CURVEPOLYGON (CIRCULARSTRING (0 0,1 0,2 0,2 1,0 0))");
        assert_eq!(straight[0][0][..2], [Coord { x: 0.0, y: 0.0 }, Coord { x: 2.0, y: 0.0 }]);
        assert_eq!(read("MULTISURFACE (((0 0,1 0,1 1,0 0)),CURVEPOLYGON ((5 5,6 5,6 6,5 5)))").len(), 2);
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
