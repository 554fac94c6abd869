//! Geometries that stand in a filter: placed in longitude and latitude, checked, with the rectangles that tell most comparisons. They are not
//! prepared as `geo` can prepare them: that cannot be shared between threads.

use geo::{BoundingRect, Coord, Geometry, Intersects, LineString, MapCoords, MultiPolygon, Point, Rect, coord};

use super::problem::{FilterProblem, Place};
use crate::domain::{FaultSearch, faults};

/// The reference system of the geometries in a filter.
pub trait Placement {
    /// Longitude and latitude of a position; `None` if it is out of the system's range.
    fn position(&self, at: Coord) -> Option<Coord>;

    /// The land between the corners of a box, as they are written. `None` if they are not in order or out of range.
    fn between(&self, lower: Coord, upper: Coord) -> Option<Geometry>;

    /// What positions are allowed, for a message.
    fn allowed(&self) -> String;
}

/// One rectangle, or several as one geometry.
#[must_use]
pub fn union_of(rectangles: &[Rect]) -> Geometry {
    match rectangles {
        [only] => whole(*only),
        several => Geometry::MultiPolygon(MultiPolygon(several.iter().map(|one| one.to_polygon()).collect())),
    }
}

/// Parts of a geometry that are told apart when looking for what can touch it.
const MOST_PARTS: usize = 16;

/// A geometry of a filter, ready to be compared with many.
#[derive(Debug)]
pub(super) struct Literal {
    pub(super) geometry: Geometry,
    /// Rectangles around its parts; what touches it touches one of them.
    pub(super) bounds: Vec<Rect>,
}

impl Literal {
    /// A geometry, placed and checked.
    pub(super) fn placed(geometry: &Geometry, placement: &dyn Placement, place: &Place) -> Result<Self, FilterProblem> {
        let out_of_range = |at: Coord| FilterProblem::new(place, format!("the position `{} {}`", at.x, at.y), placement.allowed());
        let placed = geometry.try_map_coords(|at| placement.position(at).ok_or_else(|| out_of_range(at)))?;
        check(&placed, place)?;
        Ok(Self::of(placed))
    }

    /// A box of four numbers, or of six with heights, which do not matter.
    pub(super) fn boxed(numbers: &[f64], placement: &dyn Placement, place: &Place) -> Result<Self, FilterProblem> {
        let found = || format!("the box `{}`", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        let wrong = || FilterProblem::new(place, found(), placement.allowed());
        let ([west, south, east, north] | [west, south, _, east, north, _]) = *numbers else { return Err(wrong()) };
        let land = placement.between(coord! { x: west, y: south }, coord! { x: east, y: north });
        land.map(Self::of).ok_or_else(wrong)
    }

    fn of(geometry: Geometry) -> Self {
        let parts: Vec<Option<Rect>> = match &geometry {
            Geometry::MultiPoint(points) => points.iter().map(|point| Some(Rect::new(point.0, point.0))).collect(),
            Geometry::MultiLineString(lines) => lines.iter().map(BoundingRect::bounding_rect).collect(),
            Geometry::MultiPolygon(parts) => parts.iter().map(BoundingRect::bounding_rect).collect(),
            Geometry::GeometryCollection(members) => members.iter().map(BoundingRect::bounding_rect).collect(),
            _ => Vec::new(),
        };
        let told_apart = (1..=MOST_PARTS).contains(&parts.len());
        let parts = if told_apart { parts } else { vec![geometry.bounding_rect()] };
        Self { bounds: parts.into_iter().flatten().collect(), geometry }
    }

    /// Whether something with these bounds can touch it.
    pub(super) fn may_touch(&self, bounds: &Rect) -> bool {
        self.bounds.iter().any(|rectangle| rectangle.intersects(bounds))
    }

    /// Whether everything with these bounds lies in it, for it is a rectangle around them.
    pub(super) fn surrounds(&self, bounds: &Rect) -> bool {
        matches!(&self.geometry, Geometry::Rect(rectangle) if surrounds(rectangle, bounds))
    }

    /// Whether it lies within these bounds.
    pub(super) fn lies_in(&self, bounds: &Rect) -> bool {
        self.bounds.iter().all(|rectangle| surrounds(bounds, rectangle))
    }
}

fn surrounds(outer: &Rect, inner: &Rect) -> bool {
    let (outer, inner) = ((outer.min(), outer.max()), (inner.min(), inner.max()));
    outer.0.x <= inner.0.x && outer.0.y <= inner.0.y && inner.1.x <= outer.1.x && inner.1.y <= outer.1.y
}

/// A rectangle, or the line or point that is left of it.
fn whole(rectangle: Rect) -> Geometry {
    if rectangle.min() == rectangle.max() {
        Geometry::Point(Point(rectangle.min()))
    } else if rectangle.width() == 0.0 || rectangle.height() == 0.0 {
        Geometry::LineString(LineString(vec![rectangle.min(), rectangle.max()]))
    } else {
        Geometry::Rect(rectangle)
    }
}

/// Refuses what has no defined relation to other geometries.
fn check(geometry: &Geometry, place: &Place) -> Result<(), FilterProblem> {
    let check_land = |land: &MultiPolygon| match faults(land, FaultSearch::FIRST).first() {
        Some(fault) => Err(FilterProblem::new(
            place,
            format!("a geometry that is not valid: {fault}"),
            "rings that do not cross (OGC 06-103r4, 6.1.11)",
        )),
        None => Ok(()),
    };
    let check_line = |line: &LineString| {
        let has_length = line.0.iter().any(|at| Some(at) != line.0.first());
        if has_length { Ok(()) } else { Err(FilterProblem::new(place, "a line without length", "a line with two different vertices")) }
    };
    match geometry {
        Geometry::LineString(line) => check_line(line),
        Geometry::MultiLineString(lines) => lines.iter().try_for_each(check_line),
        Geometry::Polygon(polygon) => check_land(&MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(land) => check_land(land),
        Geometry::GeometryCollection(members) => members.iter().try_for_each(|member| check(member, place)),
        _ => Ok(()),
    }
}
