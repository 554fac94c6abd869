//! Shapes: what a file's geometry must be to become land, and the form it is brought to.
//!
//! A valid polygon keeps every vertex exactly as it is. Only its outer ring is turned counter-clockwise and its holes
//! clockwise (RFC 7946, 3.1.6), open rings are closed, and a vertex that repeats the one before it is dropped.

use geo::{Coord, LineString, Polygon};

use super::crs::Transform;
use super::issues::{
    Finding, SHAPE_ANTIMERIDIAN, SHAPE_DIRECTION, SHAPE_DUPLICATE_VERTICES, SHAPE_EMPTY, SHAPE_TOO_FEW_POINTS, SHAPE_TYPE, SHAPE_UNCLOSED,
    SHAPE_VERTICES, SHAPE_ZERO_AREA,
};
use super::wkb::{self, RawPolygons};
use super::{Limits, repair};
use crate::domain::{Land, Rule};

/// A geometry as a reader hands it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RawShape {
    /// The record has none.
    None,
    /// ISO WKB of a polygon or multi-polygon.
    Polygons(Vec<u8>),
    /// Of a type that is no land.
    Other(String),
    /// It could not be read, and that is told already.
    Told,
}

/// A ring of less area than this, in square degrees, has none: about 0.1 cm².
const ZERO_AREA_DEG2: f64 = 1e-15;

/// Makes land of a geometry, in WGS 84 longitude and latitude. `None` if the record has no geometry. What was changed
/// on the way is added to `changes`.
///
/// # Errors
/// It cannot become land.
pub(super) fn land(shape: RawShape, transform: &Transform, limits: &Limits, changes: &mut Vec<Finding>) -> Result<Option<Land>, Finding> {
    let bytes = match shape {
        RawShape::None | RawShape::Told => return Ok(None),
        RawShape::Other(name) => {
            let hint = "only polygons and multi-polygons are land: close lines and take collections apart";
            return Err(Finding::new(SHAPE_TYPE, name.to_lowercase(), hint));
        }
        RawShape::Polygons(bytes) => bytes,
    };
    let mut polygons = wkb::read(&bytes).ok_or_else(|| Finding::new(SHAPE_TYPE, "a polygon that cannot be read", "write it again"))?;
    drop(bytes);
    let vertices = polygons.iter().flatten().map(|ring| ring.len() as u64).sum::<u64>();
    if vertices > limits.feature_vertices {
        let hint = format!("allowed are {}: simplify or split it", limits.feature_vertices);
        return Err(Finding::new(SHAPE_VERTICES, format!("{vertices} vertices"), hint));
    }
    let mut rings: Vec<&mut Vec<Coord>> = polygons.iter_mut().flatten().collect();
    transform.apply(&mut rings)?;
    narrow(&polygons)?;
    let land = normalise(polygons, changes);
    if land.0.is_empty() {
        return Err(Finding::new(SHAPE_EMPTY, "a geometry without area", "draw its boundary"));
    }
    repair::valid(land, transform, changes).map(Some)
}

/// Refuses what spans more than half of the Earth: it crosses the antimeridian, where longitudes jump.
fn narrow(polygons: &RawPolygons) -> Result<(), Finding> {
    let longitudes = || polygons.iter().flatten().flatten().map(|vertex| vertex.x);
    let (west, east) = (longitudes().fold(f64::INFINITY, f64::min), longitudes().fold(f64::NEG_INFINITY, f64::max));
    if east - west > 180.0 {
        let found = format!("longitudes from {west} to {east}");
        return Err(Finding::new(SHAPE_ANTIMERIDIAN, found, "land across the antimeridian is not read: cut it there"));
    }
    Ok(())
}

/// What was done to rings on the way to their one form: how often, and where first.
#[derive(Debug, Default)]
struct Done {
    unclosed: Tally,
    duplicates: Tally,
    direction: Tally,
    too_few: Tally,
    zero_area: Tally,
}

#[derive(Debug, Default)]
struct Tally {
    count: usize,
    first: Option<Coord>,
}

impl Tally {
    fn add(&mut self, count: usize, at: Option<Coord>) {
        if count > 0 {
            self.count += count;
            self.first = self.first.or(at);
        }
    }

    fn tell(&self, rule: &'static Rule, what: &str, hint: &str, changes: &mut Vec<Finding>) {
        let Some(at) = self.first else { return };
        changes.push(Finding::new(rule, format!("{} {what}, first near {:.6} {:.6}", self.count, at.x, at.y), hint).near(at));
    }
}

/// Brings rings to the one form they have everywhere; what was done to them is told, and rings without area are left out.
pub(super) fn normalise(polygons: RawPolygons, changes: &mut Vec<Finding>) -> Land {
    let mut done = Done::default();
    let mut land = Vec::with_capacity(polygons.len());
    for rings in polygons {
        let outward = rings.first().map_or(0.0, |outer| signed_area_deg2(outer));
        let same_way = |hole: &&Vec<Coord>| signed_area_deg2(hole) * outward > 0.0;
        for hole in rings.iter().skip(1).filter(same_way) {
            done.direction.add(1, hole.first().copied());
        }
        let mut rings = rings.into_iter();
        let Some(outer) = rings.next().and_then(|outer| oriented(outer, true, &mut done)) else { continue };
        let holes = rings.filter_map(|hole| oriented(hole, false, &mut done)).collect();
        land.push(Polygon::new(outer, holes));
    }
    if !land.is_empty() {
        done.zero_area.tell(SHAPE_ZERO_AREA, "rings without area", "they are left out", changes);
        done.too_few.tell(SHAPE_TOO_FEW_POINTS, "rings of fewer than three edges", "they are left out", changes);
        done.unclosed.tell(SHAPE_UNCLOSED, "rings do not end where they begin", "they are closed", changes);
        done.duplicates.tell(SHAPE_DUPLICATE_VERTICES, "vertices repeat the one before", "they are left out", changes);
        done.direction.tell(SHAPE_DIRECTION, "holes run the same way as their ring", "they are turned round", changes);
    }
    Land::new(land)
}

/// The ring closed, without repeated vertices and in the direction asked for; `None` if it has no area.
fn oriented(mut ring: Vec<Coord>, counter_clockwise: bool, done: &mut Done) -> Option<LineString> {
    let (given, repeated) = (ring.len(), ring.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
    ring.dedup();
    done.duplicates.add(given - ring.len(), repeated);
    if ring.first() != ring.last() {
        done.unclosed.add(1, ring.last().copied());
        ring.extend(ring.first().copied());
    }
    let area = signed_area_deg2(&ring);
    if ring.len() < 4 {
        done.too_few.add(1, ring.first().copied());
        return None;
    }
    if area.abs() < ZERO_AREA_DEG2 {
        // A figure of eight can have no area on balance; whether it has any is for the repair to say.
        if flat(&ring) {
            done.zero_area.add(1, ring.first().copied());
            return None;
        }
        return Some(LineString::new(ring));
    }
    if (area > 0.0) != counter_clockwise {
        ring.reverse();
    }
    Some(LineString::new(ring))
}

/// Whether all vertices lie on one line, within a ring's zero area.
fn flat(ring: &[Coord]) -> bool {
    let origin = ring[0];
    let cross = |a: Coord, b: Coord| (a.x * b.y - a.y * b.x).abs() / 2.0;
    let far = ring.iter().map(|vertex| *vertex - origin).max_by(|a, b| (a.x.hypot(a.y)).total_cmp(&b.x.hypot(b.y)));
    far.is_none_or(|far| ring.iter().all(|vertex| cross(far, *vertex - origin) < ZERO_AREA_DEG2))
}

/// Area by the shoelace formula, from the first vertex so as to keep the digits; positive if counter-clockwise.
fn signed_area_deg2(ring: &[Coord]) -> f64 {
    let Some(origin) = ring.first().copied() else { return 0.0 };
    let sum: f64 = ring
        .windows(2)
        .map(|pair| {
            let (a, b) = (pair[0] - origin, pair[1] - origin);
            a.x * b.y - a.y * b.x
        })
        .sum();
    sum / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::crs::Crs;
    use gdal::vector::Geometry;

    pub(crate) fn read(wkt: &str) -> (Result<Option<Land>, Finding>, Vec<Finding>) {
        let shape = RawShape::Polygons(Geometry::from_wkt(wkt).unwrap().iso_wkb().unwrap());
        let mut changes = Vec::new();
        let outcome = land(shape, &Transform::new(&Crs::WGS84).unwrap(), &Limits::default(), &mut changes);
        (outcome, changes)
    }

    fn codes(changes: &[Finding]) -> Vec<&'static str> {
        changes.iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn a_valid_polygon_keeps_its_vertices_and_gets_its_direction() {
        let (clockwise, changes) =
            read("POLYGON ((106.1 21.1,106.1 21.3,106.3 21.3,106.3 21.1,106.1 21.1),(106.2 21.2,106.25 21.2,106.25 21.25,106.2 21.2))");
        assert_eq!(changes, []);
        let land = clockwise.unwrap().unwrap();
        let outer: Vec<(f64, f64)> = land.0[0].exterior().coords().map(Coord::x_y).collect();
        assert_eq!(outer, [(106.1, 21.1), (106.3, 21.1), (106.3, 21.3), (106.1, 21.3), (106.1, 21.1)]);
        let hole: Vec<(f64, f64)> = land.0[0].interiors()[0].coords().map(Coord::x_y).collect();
        assert_eq!(hole, [(106.2, 21.2), (106.25, 21.25), (106.25, 21.2), (106.2, 21.2)]);
    }

    #[test]
    fn repeated_vertices_are_dropped_and_open_rings_closed() {
        let open = vec![vec![vec![(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 1.0)].into_iter().map(Coord::from).collect()]];
        let land = normalise(open, &mut Vec::new());
        assert_eq!(land.0[0].exterior().0.len(), 4);
    }

    #[test]
    fn rings_without_area_are_left_out_and_told() {
        let (outcome, changes) = read("POLYGON ((0 0,1 0,1 1,0 1,0 0),(0.2 0.2,0.5 0.5,0.8 0.8,0.2 0.2))");
        assert_eq!(outcome.unwrap().unwrap().0[0].interiors().len(), 0);
        assert_eq!(codes(&changes), ["shape/zero-area"]);
        let (outcome, _) = read("POLYGON ((0 0,1 1,2 2,0 0))");
        assert_eq!(outcome.unwrap_err().rule.code, "shape/empty");
    }

    #[test]
    fn land_across_the_antimeridian_is_refused() {
        let (outcome, _) = read("MULTIPOLYGON (((179 0,180 0,180 1,179 0)),((-180 0,-179 0,-179 1,-180 0)))");
        assert_eq!(outcome.unwrap_err().rule.code, "shape/antimeridian");
    }

    #[test]
    fn too_many_vertices_are_refused() {
        let shape = RawShape::Polygons(Geometry::from_wkt("POLYGON ((0 0,1 0,1 1,0 0))").unwrap().iso_wkb().unwrap());
        let limits = Limits { feature_vertices: 3, ..Limits::default() };
        let outcome = land(shape, &Transform::new(&Crs::WGS84).unwrap(), &limits, &mut Vec::new());
        assert_eq!(outcome.unwrap_err().rule.code, "shape/vertices");
    }
}
