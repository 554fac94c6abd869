//! Units, areas and plans as the snapshot holds them: the record, and its land resolved.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use geo::orient::{Direction, Orient};
use geo::{BooleanOps, BoundingRect, Coord, Intersects, LineString, Point, Polygon, Rect, unary_union};

use super::facts::shape_hash;
use super::names::Names;
use super::{Facts, Identified};
use crate::domain::{Area, Day, Land, Plan, PlanState, Territory, UnitVersion};

/// A unit version with the facts of its land.
#[derive(Debug)]
pub struct Unit {
    /// The record.
    pub version: UnitVersion,
    /// The facts of its boundary.
    pub facts: Facts,
    pub(super) names: Names,
    /// The hash of what is shown of it.
    pub(super) print: u64,
}

impl Unit {
    /// Its land.
    #[must_use]
    pub fn shape(&self) -> Shape<'_> {
        Shape { land: &self.version.boundary, facts: &self.facts }
    }
}

/// A piece of land and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    /// The land.
    pub land: &'a Land,
    /// What is known of it.
    pub facts: &'a Facts,
}

impl Shape<'_> {
    /// Whether the point lies in the land or on its border.
    #[must_use]
    pub fn has(&self, point: Point) -> bool {
        self.facts.bounds.intersects(&point) && self.land.intersects(&point)
    }

    /// Whether the land has a point in a rectangle or on its border. Linear in the vertices of the land only where the border of the
    /// rectangle crosses that around the land.
    #[must_use]
    pub fn touches(&self, rect: Rect) -> bool {
        let bounds = self.facts.bounds;
        if !bounds.intersects(&rect) {
            return false;
        }
        let holds = |outer: Rect, inner: Rect| {
            outer.min().x <= inner.min().x
                && outer.min().y <= inner.min().y
                && outer.max().x >= inner.max().x
                && outer.max().y >= inner.max().y
        };
        holds(rect, bounds) || self.land.iter().any(|polygon| polygon_touches(polygon, rect))
    }
}

/// Whether a polygon has a point in a rectangle. Where no border crosses it, all of the rectangle lies inside or all of it outside: inside
/// if a ray from its corner eastward meets an odd number of edges.
fn polygon_touches(polygon: &Polygon, rect: Rect) -> bool {
    let (mut inside, corner) = (false, rect.min());
    let mut touches = |ring: &LineString| {
        ring.0.windows(2).any(|edge| {
            let (a, b) = (edge[0], edge[1]);
            inside ^= (a.y > corner.y) != (b.y > corner.y) && (b.y > a.y) == (side(a, b, corner) > 0.0);
            edge_touches(a, b, rect)
        })
    };
    touches(polygon.exterior()) || polygon.interiors().iter().any(touches) || inside
}

/// On which side of the line from `a` to `b` a position lies: positive on the left.
fn side(a: Coord, b: Coord, at: Coord) -> f64 {
    (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x)
}

/// Whether a straight edge has a point in a rectangle: the line must not pass it on either side (separating axes).
fn edge_touches(a: Coord, b: Coord, rect: Rect) -> bool {
    let (min, max) = (rect.min(), rect.max());
    if a.x.max(b.x) < min.x || a.x.min(b.x) > max.x || a.y.max(b.y) < min.y || a.y.min(b.y) > max.y {
        return false;
    }
    let sides = [min, Coord { x: max.x, y: min.y }, max, Coord { x: min.x, y: max.y }].map(|corner| side(a, b, corner));
    !(sides.iter().all(|side| *side > 0.0) || sides.iter().all(|side| *side < 0.0))
}

/// Where a piece of a territory comes from.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Own(Facts),
    Unit(Arc<Unit>),
    Area(Arc<AreaEntry>),
}

impl Piece {
    fn shapes<'a>(&'a self, own: Option<&'a Land>) -> Vec<Shape<'a>> {
        match self {
            Self::Own(facts) => own.map(|land| Shape { land, facts }).into_iter().collect(),
            Self::Unit(unit) => vec![unit.shape()],
            Self::Area(area) => area.shapes(),
        }
    }
}

/// What is known of the boundary that the record itself has.
fn own(pieces: &[Piece]) -> Option<Facts> {
    pieces.iter().find_map(|piece| if let Piece::Own(facts) = piece { Some(*facts) } else { None })
}

/// An area with its land resolved.
#[derive(Debug)]
pub struct AreaEntry {
    /// The record.
    pub area: Arc<Area>,
    pub(super) pieces: Vec<Piece>,
    /// References that name nothing, as they were written.
    pub unresolved: Vec<String>,
    pub(super) names: Names,
    /// The hash of what is shown of it.
    pub(super) print: u64,
}

impl Identified for AreaEntry {
    fn id(&self) -> &str {
        &self.area.id
    }
}

impl AreaEntry {
    /// The pieces of land it consists of; they may touch but are of different units.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape<'_>> {
        self.pieces.iter().flat_map(|piece| piece.shapes(self.area.boundary.as_ref())).collect()
    }

    /// The least rectangle around it; `None` where its land is not known.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        union_of_bounds(self.shapes().iter().map(|shape| shape.facts.bounds))
    }

    /// The area of its land, pieces that overlap counted once; `None` where its land is not known.
    #[must_use]
    pub fn area_km2(&self) -> Option<f64> {
        area_of_union(&self.shapes())
    }
}

impl AreaEntry {
    pub(super) fn own(&self) -> Option<Facts> {
        own(&self.pieces)
    }

    /// The rectangles around its pieces.
    pub(super) fn rectangles(&self) -> Vec<Rect> {
        self.shapes().iter().map(|shape| shape.facts.bounds).collect()
    }

    /// Its land, if the record has it in one piece.
    #[must_use]
    pub fn single_land(&self) -> Option<&Land> {
        single(&self.shapes(), &[])
    }

    /// Its land with the borders between pieces dissolved; empty where it is not known.
    #[must_use]
    pub fn land(&self) -> Land {
        dissolved(&self.shapes(), &[])
    }

    /// Equal for equal land.
    #[must_use]
    pub fn land_key(&self) -> u64 {
        land_key(&self.shapes(), &[])
    }
}

impl PlanEntry {
    pub(super) fn own(&self) -> Option<Facts> {
        own(&self.pieces)
    }

    /// The rectangles around its pieces.
    pub(super) fn rectangles(&self) -> Vec<Rect> {
        self.shapes().iter().map(|shape| shape.facts.bounds).collect()
    }

    /// The land of its territory on a day, if the record has it in one piece.
    #[must_use]
    pub fn single_land(&self, day: Day) -> Option<&Land> {
        single(&self.shapes(), &self.repealed_by(day))
    }

    /// The land of its territory on a day: borders between pieces dissolved, repealed parts cut out; empty without a territory.
    #[must_use]
    pub fn land(&self, day: Day) -> Land {
        dissolved(&self.shapes(), &self.repealed_by(day))
    }

    /// Equal for equal land.
    #[must_use]
    pub fn land_key(&self, day: Day) -> u64 {
        land_key(&self.shapes(), &self.repealed_by(day))
    }

    fn repealed_by(&self, day: Day) -> Vec<&Land> {
        self.ended_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect()
    }
}

fn single<'a>(shapes: &[Shape<'a>], repealed: &[&Land]) -> Option<&'a Land> {
    match (shapes, repealed) {
        ([shape], []) => Some(shape.land),
        _ => None,
    }
}

fn dissolved(shapes: &[Shape<'_>], repealed: &[&Land]) -> Land {
    let land = match shapes {
        [shape] => shape.land.clone(),
        shapes => union(shapes),
    };
    repealed.iter().fold(land, |land, part| land.difference(*part))
}

/// A union counts rings by their direction, so all have to run the same way.
fn union(shapes: &[Shape<'_>]) -> Land {
    unary_union(&shapes.iter().map(|shape| shape.land.orient(Direction::Default)).collect::<Vec<_>>())
}

fn land_key(shapes: &[Shape<'_>], repealed: &[&Land]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let repealed = repealed.iter().map(|land| shape_hash(land));
    shapes.iter().map(|shape| shape.facts.hash).chain([0]).chain(repealed).for_each(|hash| hasher.write_u64(hash));
    hasher.finish()
}

/// The area of shapes together. Units of one vintage share no land, but those of two, or areas, may.
fn area_of_union(shapes: &[Shape<'_>]) -> Option<f64> {
    let apart =
        |(index, shape): (usize, &Shape<'_>)| !shapes[..index].iter().any(|other| other.facts.bounds.intersects(&shape.facts.bounds));
    match shapes {
        [] => None,
        _ if shapes.iter().enumerate().all(apart) => Some(shapes.iter().map(|shape| shape.facts.area_km2).sum()),
        _ => Some(super::area_km2(&union(shapes))),
    }
}

/// The state on a day among states that begin on days, ascending; before the first it is `none`.
#[must_use]
pub fn state_in(states: &[(Day, PlanState)], day: Day) -> PlanState {
    let after = states.partition_point(|(from, _)| *from <= day);
    after.checked_sub(1).map_or(PlanState::None, |last| states[last].1)
}

/// A plan with its land resolved and its states told apart by day.
#[derive(Debug)]
pub struct PlanEntry {
    /// The record.
    pub plan: Arc<Plan>,
    /// The states it goes through: each from its day on, ascending. Before the first it is `none`.
    pub states: Vec<(Day, PlanState)>,
    pub(super) pieces: Vec<Piece>,
    /// References that name nothing, as they were written.
    pub unresolved: Vec<String>,
    pub(super) names: Names,
    /// The hash of what is shown of it.
    pub(super) print: u64,
}

impl Identified for PlanEntry {
    fn id(&self) -> &str {
        &self.plan.id
    }
}

impl PlanEntry {
    /// The state on a day.
    #[must_use]
    pub fn state(&self, day: Day) -> PlanState {
        state_in(&self.states, day)
    }

    /// The pieces of land of its territory; they may overlap.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape<'_>> {
        let own = match &self.plan.territory {
            Territory::Boundary(land) => Some(land),
            _ => None,
        };
        self.pieces.iter().flat_map(|piece| piece.shapes(own)).collect()
    }

    /// The parts of the territory in which alone it ended (was repealed, superseded …), each with its day.
    pub fn ended_parts(&self) -> impl Iterator<Item = (Day, &Land)> {
        let ends = self.plan.events.iter().filter(|event| event.stage.ends());
        ends.filter_map(|event| Some((event.actual_on?, event.part.as_ref()?)))
    }

    /// The area of its territory, pieces that overlap counted once; `None` without one.
    #[must_use]
    pub fn area_km2(&self) -> Option<f64> {
        area_of_union(&self.shapes())
    }

    /// The least rectangle around its territory; `None` without one.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        union_of_bounds(self.shapes().iter().map(|shape| shape.facts.bounds))
    }
}

/// The least rectangle around rectangles; `None` for none.
pub(super) fn union_of_bounds(bounds: impl Iterator<Item = Rect>) -> Option<Rect> {
    let corners: Vec<geo::Coord> = bounds.flat_map(|rect| [rect.min(), rect.max()]).collect();
    geo::MultiPoint::from(corners).bounding_rect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Polygon, coord, polygon};

    fn rect(west: f64, south: f64, east: f64, north: f64) -> Rect {
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    }

    /// The rectangles of a grid, of several sizes, against a triangle, a square with a hole, and a thin slope.
    #[test]
    fn a_rectangle_is_touched_as_the_library_has_it() {
        let slope: Polygon = polygon![(x: 6.0, y: 0.0), (x: 9.0, y: 9.0), (x: 8.9, y: 9.0)];
        let holed = polygon!(exterior: [(x: 0.0, y: 5.0), (x: 5.0, y: 5.0), (x: 5.0, y: 9.0), (x: 0.0, y: 9.0)],
            interiors: [[(x: 1.0, y: 6.0), (x: 4.0, y: 6.0), (x: 4.0, y: 8.0), (x: 1.0, y: 8.0)]]);
        let land = Land::new(vec![polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 0.0, y: 4.0)], holed, slope]);
        let facts = Facts::of(&land, &std::collections::HashMap::new()).unwrap();
        let shape = Shape { land: &land, facts: &facts };
        let (mut touched, mut tried) = (0, 0);
        for size in [0.0, 0.3, 1.1, 20.0] {
            for (column, row) in (-3..42).flat_map(|column| (-3..42).map(move |row| (column, row))) {
                let (x, y) = (f64::from(column) * 0.25, f64::from(row) * 0.25);
                let rect = rect(x, y, x + size, y + size / 2.0);
                assert_eq!(shape.touches(rect), land.intersects(&rect), "{rect:?}");
                (touched, tried) = (touched + usize::from(shape.touches(rect)), tried + 1);
            }
        }
        assert!(touched > tried / 10 && touched < tried * 9 / 10, "{touched} of {tried}");
    }
}
