//! The land that two shapes have in common, each first cut down to the rectangle of the other: that is linear in the vertices,
//! where the overlay is not, and the overlay's grid is then as fine as the rectangle is small.

use std::borrow::Cow;

use geo::orient::{Direction, Orient};
use geo::{BooleanOps, Coord, LineString, Polygon, Rect};

use super::relate::{Relation, relate};
use crate::domain::Land;
use crate::snapshot::Shape;

/// The land of both shapes: exteriors run counterclockwise, holes clockwise.
#[must_use]
pub fn common(a: Shape<'_>, b: Shape<'_>) -> Land {
    match relate(a, b) {
        Relation::Apart => return Land::new(Vec::new()),
        Relation::Inside => return a.land.orient(Direction::Default),
        Relation::Around => return b.land.orient(Direction::Default),
        Relation::Other => {}
    }
    match (clipped(a, &b.facts.bounds), clipped(b, &a.facts.bounds)) {
        (Cow::Borrowed(whole), Cow::Owned(rest)) if is_rectangle(&rest, &a.facts.bounds) => whole.orient(Direction::Default),
        (Cow::Owned(rest), Cow::Borrowed(whole)) if is_rectangle(&rest, &b.facts.bounds) => whole.orient(Direction::Default),
        (a, b) => a.intersection(b.as_ref()),
    }
}

/// Whether the land is all of the rectangle, so that what lies in the rectangle lies in the land.
fn is_rectangle(land: &Land, rect: &Rect) -> bool {
    let (min, max) = (rect.min(), rect.max());
    let corners = [min, Coord { x: max.x, y: min.y }, max, Coord { x: min.x, y: max.y }];
    let [polygon] = land.0.as_slice() else { return false };
    let ring = &polygon.exterior().0;
    if ring.len() != 5 || !polygon.interiors().is_empty() {
        return false;
    }
    let Some(order) = ring.iter().map(|coord| corners.iter().position(|corner| corner == coord)).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    [1, 3].into_iter().any(|step| order.windows(2).all(|pair| (pair[0] + step) % 4 == pair[1]))
}

/// The land of a shape inside a rectangle (Sutherland–Hodgman, ring by ring). Rings may run along the rectangle's edge twice;
/// such a seam has no area.
fn clipped<'a>(shape: Shape<'a>, rect: &Rect) -> Cow<'a, Land> {
    let bounds = &shape.facts.bounds;
    let inside = rect.min().x <= bounds.min().x
        && rect.min().y <= bounds.min().y
        && rect.max().x >= bounds.max().x
        && rect.max().y >= bounds.max().y;
    if inside { Cow::Borrowed(shape.land) } else { Cow::Owned(clip(shape.land, rect)) }
}

/// The land inside a rectangle; what lies inside keeps its positions, and rings may run along the rectangle's edge twice.
#[must_use]
pub fn clip(land: &Land, rect: &Rect) -> Land {
    let mut scratch = Vec::new();
    let mut cut = |ring: &LineString| clip_ring(ring, rect, &mut scratch).map(|points| LineString::new(points.to_vec()));
    land.iter()
        .filter_map(|polygon| {
            let exterior = cut(polygon.exterior())?;
            Some(Polygon::new(exterior, polygon.interiors().iter().filter_map(&mut cut).collect()))
        })
        .collect()
}

/// The points of a ring inside a rectangle, the first not repeated; `None` if fewer than three are left.
pub(super) fn clip_ring<'a>(ring: &'a LineString, rect: &Rect, scratch: &'a mut Vec<Coord>) -> Option<&'a [Coord]> {
    let points = &ring.0[..ring.0.len().saturating_sub(1)];
    let (min, max) = (rect.min(), rect.max());
    let mut low = Coord { x: f64::INFINITY, y: f64::INFINITY };
    let mut high = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
    for point in points {
        low = Coord { x: low.x.min(point.x), y: low.y.min(point.y) };
        high = Coord { x: high.x.max(point.x), y: high.y.max(point.y) };
    }
    if high.x < min.x || low.x > max.x || high.y < min.y || low.y > max.y {
        return None;
    }
    let mut clipped = Clipped { points, scratch, is_copy: false };
    if low.x < min.x {
        clipped.side(|c| c.x >= min.x, |a, b| at_x(a, b, min.x));
    }
    if high.x > max.x {
        clipped.side(|c| c.x <= max.x, |a, b| at_x(a, b, max.x));
    }
    if low.y < min.y {
        clipped.side(|c| c.y >= min.y, |a, b| at_y(a, b, min.y));
    }
    if high.y > max.y {
        clipped.side(|c| c.y <= max.y, |a, b| at_y(a, b, max.y));
    }
    let Clipped { points, scratch, is_copy } = clipped;
    let points = if is_copy { scratch.as_slice() } else { points };
    (points.len() >= 3).then_some(points)
}

/// A ring that is cut side by side; copied with the first cut.
struct Clipped<'a> {
    points: &'a [Coord],
    scratch: &'a mut Vec<Coord>,
    is_copy: bool,
}

impl Clipped<'_> {
    fn side(&mut self, inside: impl Fn(Coord) -> bool, cross: impl Fn(Coord, Coord) -> Coord) {
        let kept = clip_side(if self.is_copy { self.scratch.as_slice() } else { self.points }, inside, cross);
        *self.scratch = kept;
        self.is_copy = true;
    }
}

fn clip_side(points: &[Coord], inside: impl Fn(Coord) -> bool, cross: impl Fn(Coord, Coord) -> Coord) -> Vec<Coord> {
    let mut kept = Vec::with_capacity(points.len() + 4);
    let Some(&last) = points.last() else { return kept };
    let mut before = last;
    let mut was_inside = inside(before);
    for &point in points {
        let is_inside = inside(point);
        if was_inside != is_inside {
            kept.push(cross(before, point));
        }
        if is_inside {
            kept.push(point);
        }
        (before, was_inside) = (point, is_inside);
    }
    kept
}

/// Both crossings take the end points in one order, so that neighbours that share an edge get the same point.
fn at_x(a: Coord, b: Coord, x: f64) -> Coord {
    let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
    Coord { x, y: a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)) }
}

fn at_y(a: Coord, b: Coord, y: f64) -> Coord {
    let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
    Coord { x: a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, coord, polygon};

    #[test]
    fn clipping_keeps_the_area_that_an_overlay_keeps() {
        let land = Land::new(vec![polygon![
            exterior: [(x: 0., y: 0.), (x: 10., y: 0.), (x: 10., y: 10.), (x: 5., y: 2.), (x: 0., y: 10.)],
            interiors: [[(x: 1., y: 1.), (x: 1., y: 3.), (x: 2., y: 3.), (x: 2., y: 1.)]],
        ]]);
        let rect = Rect::new(coord! { x: -1., y: 1.5 }, coord! { x: 7., y: 8. });
        let expected = land.intersection(&rect.to_polygon()).unsigned_area();
        let clipped = clip(&land, &rect).intersection(&rect.to_polygon()).unsigned_area();
        assert!(expected > 1.0 && (clipped - expected).abs() < 1e-7, "{clipped} {expected}");
    }
    /// Shapes with the facts that the shortcuts look at.
    fn shared(a: &Land, b: &Land) -> f64 {
        let facts = |land: &Land| crate::snapshot::Facts::of(land, &std::collections::HashMap::new()).unwrap();
        let (facts_a, facts_b) = (facts(a), facts(b));
        let found = common(Shape { land: a, facts: &facts_a }, Shape { land: b, facts: &facts_b });
        if found.iter().all(|polygon| polygon.signed_area() > 0.0) { found.unsigned_area() } else { f64::NAN }
    }

    #[test]
    fn land_within_another_is_itself_and_land_in_its_bay_or_hole_is_nothing() {
        let bay = Land::new(vec![polygon![
            (x: 0., y: 0.), (x: 10., y: 0.), (x: 10., y: 10.), (x: 9., y: 10.), (x: 9., y: 1.), (x: 1., y: 1.), (x: 1., y: 10.), (x: 0., y: 10.),
        ]]);
        let ring = Land::new(vec![polygon![
            exterior: [(x: 0., y: 0.), (x: 10., y: 0.), (x: 10., y: 10.), (x: 0., y: 10.)],
            interiors: [[(x: 1., y: 1.), (x: 1., y: 9.), (x: 9., y: 9.), (x: 9., y: 1.)]],
        ]]);
        let clockwise = Land::new(vec![polygon![(x: 3., y: 3.), (x: 4., y: 6.), (x: 6., y: 3.)]]);
        let whole = Land::new(vec![polygon![(x: 0., y: 0.), (x: 10., y: 0.), (x: 10., y: 10.), (x: 0., y: 10.)]]);
        for (other, expected) in [(&bay, 0.0), (&ring, 0.0), (&whole, 4.5)] {
            assert!((shared(&clockwise, other) - expected).abs() < 1e-12 && (shared(other, &clockwise) - expected).abs() < 1e-12);
        }
        assert!((shared(&bay, &ring) - 28.0).abs() < 1e-6, "{}", shared(&bay, &ring));
    }
}
