//! Tells in linear time, for most pairs of shapes, how they lie to each other, so that no overlay need be made: neighbours that
//! share their border to the last bit, and plans that lie wholly inside a unit or around it.
//!
//! Edges that both have are set aside. If no other edges meet, each stretch of a border between common vertices lies wholly
//! inside the other shape or wholly outside it, and one point tells which. Anything doubtful is left to the overlay.

use std::collections::HashSet;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::kernels::{Kernel, Orientation};
use geo::{Coord, GeoNum, LineString, Rect};

use crate::domain::Land;
use crate::snapshot::Shape;

/// How one shape lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They have no land in common.
    Apart,
    /// The first lies inside the other, or is the same.
    Inside,
    /// The first lies around the other.
    Around,
    /// Only an overlay can tell.
    Other,
}

/// How `a` lies to `b`.
pub(super) fn relate(a: Shape<'_>, b: Shape<'_>) -> Relation {
    let Some(rect) = common_rect(&a.facts.bounds, &b.facts.bounds) else { return Relation::Apart };
    let (a_edges, b_edges) = (edges(a.land, &rect), edges(b.land, &rect));
    let Some((a_border, b_border)) = borders(&a_edges, &b_edges) else { return Relation::Other };
    if meet(&a_border.own, &b_border.own) {
        return Relation::Other;
    }
    let (Some(a_in_b), Some(b_in_a)) = (side(&a_border, &b_edges, b.land), side(&b_border, &a_edges, a.land)) else {
        return Relation::Other;
    };
    match (a_border.shared, a_in_b, b_in_a) {
        (Shared::None | Shared::Against, Side::Out | Side::Unseen, Side::Out | Side::Unseen) => Relation::Apart,
        (Shared::None | Shared::Along, Side::In | Side::Unseen, Side::Out | Side::Unseen) if rect == a.facts.bounds => Relation::Inside,
        (Shared::None | Shared::Along, Side::Out | Side::Unseen, Side::In | Side::Unseen) if rect == b.facts.bounds => Relation::Around,
        _ => Relation::Other,
    }
}

fn common_rect(a: &Rect, b: &Rect) -> Option<Rect> {
    let min = Coord { x: a.min().x.max(b.min().x), y: a.min().y.max(b.min().y) };
    let max = Coord { x: a.max().x.min(b.max().x), y: a.max().y.min(b.max().y) };
    (min.x <= max.x && min.y <= max.y).then(|| Rect::new(min, max))
}

fn doubled_area(ring: &LineString) -> f64 {
    let Some(origin) = ring.0.first() else { return 0.0 };
    let cross = |pair: &[Coord]| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y);
    ring.0.windows(2).map(cross).sum()
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: Coord,
    to: Coord,
    /// The edge before it in the ring is not in the list.
    first: bool,
}

type Bits = [u64; 2];

fn bits(coord: Coord) -> Bits {
    // Zero has two representations.
    [(coord.x + 0.0).to_bits(), (coord.y + 0.0).to_bits()]
}

/// The edges that touch the rectangle, in the order of their rings, each with the land on its left whichever way its ring was
/// written.
fn edges(land: &Land, rect: &Rect) -> Vec<Edge> {
    let mut found = Vec::new();
    for polygon in land {
        add_edges(polygon.exterior(), doubled_area(polygon.exterior()) < 0.0, rect, &mut found);
        polygon.interiors().iter().for_each(|ring| add_edges(ring, doubled_area(ring) > 0.0, rect, &mut found));
    }
    found
}

fn add_edges(ring: &LineString, backwards: bool, rect: &Rect, found: &mut Vec<Edge>) {
    let pairs = ring.0.windows(2).map(|pair| (pair[0], pair[1]));
    let start = found.len();
    let mut first = true;
    for (from, to) in pairs.filter(|(from, to)| from != to) {
        let near = from.x.min(to.x) <= rect.max().x
            && from.x.max(to.x) >= rect.min().x
            && from.y.min(to.y) <= rect.max().y
            && from.y.max(to.y) >= rect.min().y;
        if near {
            found.push(Edge { from, to, first });
        } else if let Some(last) = found[start..].last_mut().filter(|_| backwards) {
            // Read backwards, the edge before this gap comes after it.
            last.first = true;
        }
        first = !near;
    }
    if backwards {
        let edges = &mut found[start..];
        edges.reverse();
        edges.iter_mut().for_each(|edge| std::mem::swap(&mut edge.from, &mut edge.to));
        if let Some(edge) = edges.first_mut() {
            edge.first = true;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shared {
    None,
    /// In the same direction: land on the same side.
    Along,
    /// In opposite directions: land on either side.
    Against,
}

struct Border {
    shared: Shared,
    /// The edges that the other shape does not have.
    own: Vec<Edge>,
}

/// What each border has of its own; `None` where edges are shared in both directions.
fn borders(a: &[Edge], b: &[Edge]) -> Option<(Border, Border)> {
    let key = |edge: &Edge| (bits(edge.from), bits(edge.to));
    let back = |edge: &Edge| (bits(edge.to), bits(edge.from));
    let [a_keys, b_keys] = [a, b].map(|edges| edges.iter().map(key).collect::<HashSet<_>>());
    let along = a.iter().any(|edge| b_keys.contains(&key(edge)));
    let against = a.iter().any(|edge| b_keys.contains(&back(edge)));
    let shared = match (along, against) {
        (true, true) => return None,
        (true, false) => Shared::Along,
        (false, true) => Shared::Against,
        (false, false) => Shared::None,
    };
    let own = |edges: &[Edge], others: &HashSet<(Bits, Bits)>| {
        let mut kept = Vec::with_capacity(edges.len());
        let mut after_gap = false;
        for edge in edges {
            if others.contains(&key(edge)) || others.contains(&back(edge)) {
                after_gap = true;
            } else {
                kept.push(Edge { first: edge.first || after_gap, ..*edge });
                after_gap = false;
            }
        }
        Border { shared, own: kept }
    };
    Some((own(a, &b_keys), own(b, &a_keys)))
}

/// Whether an edge of one meets an edge of the other, but for end points that both have.
fn meet(a: &[Edge], b: &[Edge]) -> bool {
    let west = |edge: &Edge| edge.from.x.min(edge.to.x);
    let east = |edge: &Edge| edge.from.x.max(edge.to.x);
    let mut sorted: Vec<&Edge> = b.iter().collect();
    sorted.sort_by(|one, other| west(one).total_cmp(&west(other)));
    let widest = b.iter().map(|edge| east(edge) - west(edge)).fold(0.0, f64::max);
    a.iter().any(|edge| {
        let (low, high) = (edge.from.y.min(edge.to.y), edge.from.y.max(edge.to.y));
        let start = sorted.partition_point(|other| west(other) < west(edge) - widest);
        let near = sorted[start..].iter().take_while(|other| west(other) <= east(edge));
        near.filter(|other| east(other) >= west(edge) && other.from.y.min(other.to.y) <= high && other.from.y.max(other.to.y) >= low)
            .any(|other| edges_meet(edge, other))
    })
}

fn edges_meet(a: &Edge, b: &Edge) -> bool {
    let turn = |p, q, r| <f64 as GeoNum>::Ker::orient2d(p, q, r);
    let [to_from, to_to] = [turn(a.from, a.to, b.from), turn(a.from, a.to, b.to)];
    let ends = [(a.from, a.to, b.from, b.to), (a.from, a.to, b.to, b.from), (a.to, a.from, b.from, b.to), (a.to, a.from, b.to, b.from)];
    if let Some((at, one, _, other)) = ends.into_iter().find(|(one, _, other, _)| one == other) {
        // From a common end point on, they share more only where they run on one line to the same side.
        let same_side = (one.x - at.x) * (other.x - at.x) + (one.y - at.y) * (other.y - at.y) > 0.0;
        return same_side && to_from == Orientation::Collinear && to_to == Orientation::Collinear;
    }
    to_from != to_to && turn(b.from, b.to, a.from) != turn(b.from, b.to, a.to)
        || to_from == Orientation::Collinear
        || to_to == Orientation::Collinear
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// All of the border's own edges lie inside the other shape.
    In,
    /// All lie outside.
    Out,
    /// There are none.
    Unseen,
}

/// On which side of the other shape the border's own edges lie; `None` where they lie on both, or it is doubtful.
fn side(border: &Border, other_edges: &[Edge], other: &Land) -> Option<Side> {
    let corners: HashSet<Bits> = other_edges.iter().flat_map(|edge| [bits(edge.from), bits(edge.to)]).collect();
    let mut side = Side::Unseen;
    for edge in border.own.iter().filter(|edge| edge.first || corners.contains(&bits(edge.from))) {
        let middle = Coord { x: f64::midpoint(edge.from.x, edge.to.x), y: f64::midpoint(edge.from.y, edge.to.y) };
        let here = match other.coordinate_position(&middle) {
            CoordPos::Inside => Side::In,
            CoordPos::Outside => Side::Out,
            CoordPos::OnBoundary => return None,
        };
        if side != Side::Unseen && side != here {
            return None;
        }
        side = here;
    }
    Some(side)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use geo::{Area, BooleanOps, Polygon, polygon};

    use super::*;
    use crate::snapshot::Facts;

    fn related(a: &Land, b: &Land) -> Relation {
        let facts = |land: &Land| Facts::of(land, &HashMap::new()).unwrap();
        relate(Shape { land: a, facts: &facts(a) }, Shape { land: b, facts: &facts(b) })
    }

    fn land(ring: &[(f64, f64)]) -> Land {
        Land::new(vec![Polygon::new(ring.to_vec().into(), Vec::new())])
    }

    fn square(x: f64, y: f64, side: f64) -> Land {
        land(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)])
    }

    #[test]
    fn neighbours_are_apart_and_so_are_shapes_that_touch_at_a_corner() {
        assert_eq!(related(&square(0.0, 0.0, 1.0), &square(1.0, 0.0, 1.0)), Relation::Apart);
        assert_eq!(related(&square(0.0, 0.0, 1.0), &square(1.0, 1.0, 1.0)), Relation::Apart);
        assert_eq!(related(&square(0.0, 0.0, 1.0), &square(5.0, 0.0, 1.0)), Relation::Apart);
    }

    #[test]
    fn a_shape_is_inside_another_and_inside_itself() {
        let (small, large) = (square(0.2, 0.2, 0.2), square(0.0, 0.0, 1.0));
        assert_eq!((related(&small, &large), related(&large, &small)), (Relation::Inside, Relation::Around));
        assert_eq!(related(&large, &large), Relation::Inside);
    }

    #[test]
    fn what_fills_a_hole_is_apart_and_what_lies_over_it_is_for_the_overlay() {
        let holed = Land::new(vec![polygon![
            exterior: [(x: 0., y: 0.), (x: 3., y: 0.), (x: 3., y: 3.), (x: 0., y: 3.), (x: 0., y: 0.)],
            interiors: [[(x: 1., y: 1.), (x: 1., y: 2.), (x: 2., y: 2.), (x: 2., y: 1.), (x: 1., y: 1.)]],
        ]]);
        assert_eq!(related(&square(1.0, 1.0, 1.0), &holed), Relation::Apart);
        assert_eq!(related(&square(1.2, 1.2, 0.5), &holed), Relation::Apart);
        assert_eq!(related(&square(0.5, 0.5, 2.0), &holed), Relation::Other);
        assert_eq!(related(&square(0.2, 0.2, 0.5), &holed), Relation::Inside);
    }

    #[test]
    fn overlaps_through_a_common_vertex_and_doubtful_borders_are_for_the_overlay() {
        let base = square(0.0, 0.0, 1.0);
        let through_a_corner = land(&[(1.0, 1.0), (0.4, 0.2), (2.0, 0.5), (1.0, 1.0)]);
        assert_eq!(related(&through_a_corner, &base), Relation::Other);
        // Half of the border, without a vertex where the half ends.
        assert_eq!(related(&land(&[(1.0, 0.0), (2.0, 0.0), (2.0, 0.5), (1.0, 0.5), (1.0, 0.0)]), &base), Relation::Other);
        // The same ring the other way round would pass for a neighbour if it were not read backwards.
        let mut clockwise = base.clone();
        clockwise.0[0].exterior_mut(|ring| ring.0.reverse());
        assert_eq!((related(&clockwise, &base), related(&base, &clockwise)), (Relation::Inside, Relation::Inside));
        assert_eq!(related(&clockwise, &square(1.0, 0.0, 1.0)), Relation::Apart);
    }

    /// Every pair of cells of a perturbed grid and of random shapes: what is said must be what an overlay says.
    #[test]
    fn what_is_said_is_what_an_overlay_says() {
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1_u32 << 31)
        };
        let corner: Vec<Vec<(f64, f64)>> =
            (0..6).map(|x| (0..6).map(|y| (f64::from(x) + 0.3 * random(), f64::from(y) + 0.3 * random())).collect()).collect();
        let cell = |x: usize, y: usize| land(&[corner[x][y], corner[x + 1][y], corner[x + 1][y + 1], corner[x][y + 1], corner[x][y]]);
        let mut lands: Vec<Land> = (0..25).map(|index| cell(index % 5, index / 5)).collect();
        lands.extend((0..25).map(|_| square(5.0 * random(), 5.0 * random(), 0.1 + 2.0 * random())));
        let mut told = HashMap::new();
        for a in &lands {
            for b in &lands {
                let (common, relation) = (a.intersection(b).unsigned_area(), related(a, b));
                let expected = match relation {
                    Relation::Apart => 0.0,
                    Relation::Inside => a.unsigned_area(),
                    Relation::Around => b.unsigned_area(),
                    Relation::Other => common,
                };
                assert!((common - expected).abs() < 1e-6, "{relation:?} {common} {expected}\n{a:?}\n{b:?}");
                *told.entry(format!("{relation:?}")).or_insert(0) += 1;
            }
        }
        assert!(told["Apart"] > 1000 && told["Inside"] > 50 && told["Around"] > 5, "{told:?}");
    }
}
