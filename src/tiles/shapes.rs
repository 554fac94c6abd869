//! Shapes: the polygons of one set (all communes of one vintage, all drawn plans) made ready for tiles.

use super::TilesError;
use super::arcs::{ArcUse, cut};
use super::coord::{GridBox, GridPoint, index};
use super::drawings::Drawings;
use super::index::BoxIndex;
use super::pyramid::Pyramid;
use super::valid::Unit;
use geo::{LineString, MultiPolygon};
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hasher};

/// How much one set of shapes may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Vertices of all rings together, counted before anything is dropped.
    pub vertices: usize,
}

impl Default for Limits {
    /// 2^30 vertices: arrays are numbered with 32 bits, of which an arc's number needs one for its direction.
    fn default() -> Self {
        Self { vertices: 1 << 30 }
    }
}

/// Borders a ring up to which a set is tidy.
const BORDERS: usize = 6;

/// One ring of a shape.
#[derive(Debug)]
pub(super) struct Ring {
    /// Where the uses of arcs of this ring end.
    end: u32,
    /// Whether it is the outer ring of a polygon; its holes follow it.
    pub exterior: bool,
    /// Around all its vertices.
    pub bounds: GridBox,
}

/// Polygons projected once, with borders shared between neighbours and simplified for every zoom.
///
/// Neighbours share their border at every zoom when they share its vertices in the input (compared on a grid of
/// 9 mm): such borders are kept, and simplified, once. Cost: n log n for the vertices of usual borders, about a second
/// for seven million, and 8 to 9 bytes for every vertex given where most borders are shared, twice that where none is.
/// Build one set a vintage: the borders of another would only add junctions.
#[derive(Debug)]
pub struct Shapes {
    pyramid: Pyramid,
    uses: Vec<ArcUse>,
    rings: Vec<Ring>,
    /// Where the rings of each shape end.
    ends: Vec<u32>,
    /// The box of each shape.
    bounds: Vec<GridBox>,
    index: BoxIndex,
    drawings: Drawings,
    /// What each shape looks like at all zooms, as a number.
    marks: Vec<u64>,
    vertices: usize,
}

impl Shapes {
    /// Prepares polygons (WGS 84 longitude and latitude, degrees); the shape of `lands[i]` has the number `i`.
    /// Rings may have either direction; repeated vertices, positions that are not finite and rings of fewer than
    /// three vertices are left out. A land without rings is a shape that is in no tile.
    ///
    /// # Errors
    /// There are more vertices than [`Limits`] allow.
    pub fn build(lands: &[&MultiPolygon<f64>]) -> Result<Self, TilesError> {
        Self::build_within(lands, Limits::default())
    }

    /// The same as [`Shapes::build`], with other limits.
    ///
    /// # Errors
    /// There are more vertices than the limits allow.
    pub fn build_within(lands: &[&MultiPolygon<f64>], limits: Limits) -> Result<Self, TilesError> {
        let found = lands.iter().map(|land| count(land)).sum();
        if found > limits.vertices {
            return Err(TilesError::TooManyVertices { found, allowed: limits.vertices });
        }
        let drafts: Vec<Vec<Draft>> = lands.par_iter().map(|land| project(land)).collect();
        let mut points = Vec::with_capacity(found);
        let (mut point_ends, mut exteriors, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for draft in drafts.into_iter().map(Vec::into_iter) {
            for ring in draft {
                points.extend(ring.points);
                point_ends.push(index(points.len()));
                exteriors.push(ring.exterior);
            }
            ends.push(index(point_ends.len()));
        }
        let arcs = cut(&points, &point_ends);
        drop(points);
        let pyramid = Pyramid::build(&arcs.starts, &arcs.points);
        let rings = measure(&pyramid, &arcs.uses, &arcs.ring_ends, &exteriors);
        let bounds = shape_bounds(&rings, &ends);
        let index = BoxIndex::new(&bounds);
        let marks = marks(&pyramid, &arcs.uses, &rings, &ends);
        let mut shapes =
            Self { pyramid, uses: arcs.uses, rings, ends, bounds, index, drawings: Drawings::default(), marks, vertices: found };
        shapes.drawings = Drawings::of(&shapes);
        Ok(shapes)
    }

    /// How many shapes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether borders run on between few junctions, as those of neighbours do that were drawn together. Where three units meet at each
    /// junction there are three borders a unit (Euler); lands whose borders differ in every other vertex have dozens.
    #[must_use]
    pub fn is_tidy(&self) -> bool {
        self.pyramid.arcs() <= BORDERS * self.rings.len()
    }

    /// Vertices of the polygons it was built from.
    #[must_use]
    pub const fn vertices(&self) -> usize {
        self.vertices
    }

    /// Memory taken, in bytes, without the spatial index.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let tables = self.uses.len() * size_of::<ArcUse>() + self.rings.len() * size_of::<Ring>() + self.ends.len() * 28;
        self.pyramid.bytes() + self.drawings.bytes() + tables
    }

    /// West, south, east, north of everything, in degrees; `None` when there is nothing.
    #[must_use]
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.index.bounds().degrees()
    }

    /// Calls `found` with the number of every shape whose box touches the area.
    pub(super) fn search(&self, area: GridBox, found: &mut impl FnMut(u32)) {
        self.index.search(area, found);
    }

    /// A number that is the same only for shapes that look the same in every tile. Neighbours count as far as they shape the border.
    pub(super) fn mark(&self, shape: u32) -> u64 {
        self.marks[shape as usize]
    }

    /// The box around a shape.
    pub(super) fn bounds_of(&self, shape: u32) -> GridBox {
        self.bounds[shape as usize]
    }

    /// A shape as it is where nothing of it is cut off (see [`Drawings::drawing`]).
    pub(super) fn drawing(&self, zoom: u8, shape: u32) -> Option<(Unit, &[u8])> {
        self.drawings.drawing(zoom, shape)
    }

    /// The levels of detail.
    pub(super) const fn pyramid(&self) -> &Pyramid {
        &self.pyramid
    }

    /// The rings of a shape, each outer ring followed by its holes, with the arcs they use.
    pub(super) fn rings(&self, shape: u32) -> impl Iterator<Item = (&Ring, &[ArcUse])> {
        let range = span(&self.ends, shape as usize);
        range.map(|ring| {
            let from = if ring == 0 { 0 } else { self.rings[ring - 1].end as usize };
            (&self.rings[ring], &self.uses[from..self.rings[ring].end as usize])
        })
    }
}

/// The part of an array that ends say is the n-th.
pub(super) fn span(ends: &[u32], place: usize) -> std::ops::Range<usize> {
    let from = if place == 0 { 0 } else { ends[place - 1] as usize };
    from..ends[place] as usize
}

fn count(land: &MultiPolygon<f64>) -> usize {
    land.iter().map(|polygon| polygon.exterior().0.len() + polygon.interiors().iter().map(|hole| hole.0.len()).sum::<usize>()).sum()
}

/// A ring on the grid: open, without repeated vertices, outer rings clockwise on the map and holes the other way.
struct Draft {
    points: Vec<GridPoint>,
    exterior: bool,
}

fn project(land: &MultiPolygon<f64>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for polygon in land {
        let Some(exterior) = draft(polygon.exterior(), true) else { continue };
        drafts.push(exterior);
        drafts.extend(polygon.interiors().iter().filter_map(|hole| draft(hole, false)));
    }
    drafts
}

fn draft(ring: &LineString<f64>, exterior: bool) -> Option<Draft> {
    let mut points: Vec<GridPoint> = ring.0.iter().filter_map(|at| GridPoint::project(at.x, at.y)).collect();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return None;
    }
    if clockwise(&points) != exterior {
        points.reverse();
    }
    Some(Draft { points, exterior })
}

/// Whether a ring turns clockwise on the map: a positive area where y grows southward (MVT 2.1, 4.3.4.4).
fn clockwise(points: &[GridPoint]) -> bool {
    let origin = points[0];
    let from = |point: GridPoint| (i128::from(point.x) - i128::from(origin.x), i128::from(point.y) - i128::from(origin.y));
    let doubled: i128 = points.windows(2).map(|pair| (from(pair[0]), from(pair[1]))).map(|(a, b)| a.0 * b.1 - a.1 * b.0).sum();
    doubled >= 0
}

fn measure(pyramid: &Pyramid, uses: &[ArcUse], ring_ends: &[u32], exteriors: &[bool]) -> Vec<Ring> {
    let places: Vec<usize> = (0..ring_ends.len()).collect();
    let ring = |place: &usize| {
        let arcs = &uses[span(ring_ends, *place)];
        let bounds = arcs.iter().fold(GridBox::EMPTY, |all, arc| all.join(pyramid.bounds(arc.arc())));
        Ring { end: ring_ends[*place], exterior: exteriors[*place], bounds }
    };
    places.par_iter().map(ring).collect()
}

fn marks(pyramid: &Pyramid, uses: &[ArcUse], rings: &[Ring], ends: &[u32]) -> Vec<u64> {
    let arcs: Vec<u64> = pyramid.arc_marks();
    let mark = |shape: usize| {
        let mut hasher = DefaultHasher::new();
        let range = span(ends, shape);
        let mut from = range.start.checked_sub(1).map_or(0, |before| rings[before].end as usize);
        for ring in &rings[range] {
            hasher.write_u8(ring.exterior.into());
            for arc in &uses[from..ring.end as usize] {
                hasher.write_u64(arcs[arc.arc()] ^ u64::from(arc.reversed()));
            }
            from = ring.end as usize;
        }
        hasher.finish()
    };
    (0..ends.len()).map(mark).collect()
}

fn shape_bounds(rings: &[Ring], ends: &[u32]) -> Vec<GridBox> {
    let around = |shape| rings[span(ends, shape)].iter().fold(GridBox::EMPTY, |all, ring| all.join(ring.bounds));
    (0..ends.len()).map(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, polygon};

    #[test]
    fn what_is_too_much_is_refused_with_the_number_found() {
        let land = MultiPolygon(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)]]);
        let error = Shapes::build_within(&[&land], Limits { vertices: 3 }).unwrap_err();
        assert_eq!(error, TilesError::TooManyVertices { found: 4, allowed: 3 });
    }

    #[test]
    fn lands_without_area_keep_their_number() {
        let nothing = MultiPolygon(vec![]);
        let line = MultiPolygon(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 0.0)]]);
        let land = MultiPolygon(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)]]);
        let shapes = Shapes::build(&[&nothing, &line, &land]).unwrap();
        assert_eq!((shapes.len(), shapes.rings(0).count(), shapes.rings(2).count()), (3, 0, 1));
        let bounds = shapes.bounds().unwrap();
        assert!(bounds.iter().zip([0.0, 0.0, 1.0, 1.0]).all(|(found, expected)| (found - expected).abs() < 1e-6), "{bounds:?}");
    }

    #[test]
    fn lands_that_share_every_other_vertex_are_not_tidy() {
        let ring = |step: u32| {
            let north =
                (0..=120).filter(|at| at % step == 0).map(|at| (f64::from(at), 1.0 + 0.3 * f64::from(at % 2) + 0.1 * f64::from(at % 4)));
            MultiPolygon(vec![geo::Polygon::new(
                north.chain([(120.0, 0.0), (0.0, 0.0)]).map(|(x, y)| geo::Coord { x, y }).collect(),
                vec![],
            )])
        };
        let [fine, coarse] = [ring(1), ring(2)];
        assert!(Shapes::build(&[&fine, &fine.clone()]).unwrap().is_tidy());
        assert!(Shapes::build(&[&fine]).unwrap().is_tidy() && Shapes::build(&[]).unwrap().is_tidy());
        assert!(!Shapes::build(&[&fine, &coarse]).unwrap().is_tidy());
    }

    #[test]
    fn no_shape_at_all_is_a_set_too() {
        let shapes = Shapes::build(&[]).unwrap();
        assert!(shapes.is_empty() && shapes.bounds().is_none());
    }
}
