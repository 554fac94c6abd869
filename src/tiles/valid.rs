//! Rings as strict readers want them (MVT 2.1, 4.3.4.4; OGC 06-103r4, 6.1.11): each simple, none touching another, holes inside.
//!
//! Simplified borders may come to cross, rounded ones to touch, and clipped rings run back along the edge of the tile. Few do, so
//! rings are looked at first and only those that need it are cut anew, where their winding number is positive: what two neighbours
//! would both leave out belongs to one of them, so that no gap opens.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{ContourDirection, IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::{Precision, Solver, Strategy};
use i_overlay::i_float::int::point::IntPoint;

/// A position in whole tile units.
pub(super) type Unit = [i32; 2];

/// How often rings are cut anew: what is rounded where lines cross may come to cross again.
const CUTS: usize = 4;

/// Up to so many edges every pair is looked at: sorting costs more.
const FEW: usize = 24;

/// Rings of one feature, each outer one followed by its holes; open, in their own direction.
#[derive(Debug, Default)]
pub(super) struct Rings {
    points: Vec<Unit>,
    /// Where each ring ends, and whether it is the outer ring of a polygon.
    ends: Vec<(usize, bool)>,
    edges: Vec<Edge>,
}

/// An edge with its place: edges that follow each other share a vertex.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: Unit,
    to: Unit,
    ring: u32,
    place: u32,
    /// Edges of its ring.
    of: u32,
}

impl Edge {
    fn low(&self, axis: usize) -> i32 {
        self.from[axis].min(self.to[axis])
    }

    fn high(&self, axis: usize) -> i32 {
        self.from[axis].max(self.to[axis])
    }

    fn follows(&self, other: &Self) -> bool {
        self.ring == other.ring && (self.place + 1) % self.of == other.place
    }

    /// Whether two edges meet where they must not.
    fn offends(&self, other: &Self) -> bool {
        if self.follows(other) {
            return turns_back(self, other);
        }
        if other.follows(self) {
            return turns_back(other, self);
        }
        self.meets(other)
    }

    fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.low(axis) <= other.high(axis) && other.low(axis) <= self.high(axis))
            && side(self, other.from).signum() * side(self, other.to).signum() <= 0
            && side(other, self.from).signum() * side(other, self.to).signum() <= 0
    }

    /// Whether two edges cross, run along each other, or are of one ring and meet: rings may touch each other in single positions.
    fn crosses(&self, other: &Self) -> bool {
        if self.ring == other.ring {
            return self.offends(other);
        }
        let [begins, ends] = [side(self, other.from).signum(), side(self, other.to).signum()];
        let across = side(other, self.from).signum() * side(other, self.to).signum() < 0;
        if begins == 0 && ends == 0 {
            // On one line: a common position is a touch, more is not.
            let axis = usize::from(self.low(0) == self.high(0));
            return self.low(axis) < other.high(axis) && other.low(axis) < self.high(axis);
        }
        begins * ends < 0 && across
    }
}

/// On which side of an edge a position lies.
fn side(edge: &Edge, at: Unit) -> i64 {
    let [dx, dy] = [0, 1].map(|axis| i64::from(edge.to[axis]) - i64::from(edge.from[axis]));
    let [x, y] = [0, 1].map(|axis| i64::from(at[axis]) - i64::from(edge.from[axis]));
    dx * y - dy * x
}

/// Whether an edge runs back over the one before it.
fn turns_back(edge: &Edge, next: &Edge) -> bool {
    let along = |edge: &Edge| [0, 1].map(|axis| i64::from(edge.to[axis]) - i64::from(edge.from[axis]));
    let ([ax, ay], [bx, by]) = (along(edge), along(next));
    ax * by == ay * bx && ax * bx + ay * by < 0
}

impl Rings {
    /// Forgets all rings.
    pub fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    /// Adds a ring of at least three positions.
    pub fn push(&mut self, ring: &[Unit], exterior: bool) {
        self.points.extend_from_slice(ring);
        self.ends.push((self.points.len(), exterior));
    }

    fn ring(&self, place: usize) -> &[Unit] {
        let from = if place == 0 { 0 } else { self.ends[place - 1].0 };
        &self.points[from..self.ends[place].0]
    }

    /// Passes on rings that are valid and turn as they must, each outer one followed by its holes.
    pub fn each_valid(&mut self, put: &mut impl FnMut(&[Unit])) {
        if self.ends.is_empty() {
            return;
        }
        if self.meets(Edge::offends) || !self.is_nested() {
            self.cut_anew();
        }
        let mut turned = Vec::new();
        for place in 0..self.ends.len() {
            let ring = self.ring(place);
            let area = doubled_area(ring);
            if (area > 0) == self.ends[place].1 {
                put(ring);
            } else {
                turned.clear();
                turned.extend(ring.iter().rev());
                put(&turned);
            }
        }
    }

    /// Makes valid rings of those there are.
    fn cut_anew(&mut self) {
        for _ in 0..CUTS {
            let shapes = self.cut(FillRule::Positive);
            // All of it has turned over: what it covers belongs to its neighbours, but it must not be lost.
            let shapes = if shapes.is_empty() && self.signed_area() < 0 { self.cut(FillRule::Negative) } else { shapes };
            self.clear();
            for shape in shapes {
                for (place, ring) in shape.iter().enumerate() {
                    self.points.extend(ring.iter().map(|point| [point.x, point.y]));
                    self.ends.push((self.points.len(), place == 0));
                }
            }
            if !self.meets(Edge::crosses) && self.has_holes_inside() {
                return;
            }
        }
        self.keep_simple();
    }

    /// Whether, of rings that may touch but do not cross, each hole lies in the outer ring before it.
    fn has_holes_inside(&self) -> bool {
        let mut outer = 0;
        (0..self.ends.len()).all(|place| {
            if self.ends[place].1 {
                outer = place;
                return true;
            }
            let around = self.ring(outer);
            self.ring(place).iter().all(|at| is_on(*at, around) || is_inside(*at, around))
        })
    }

    /// Keeps, from the largest down, the outer rings that are simple and apart from those kept before.
    fn keep_simple(&mut self) {
        let outer = (0..self.ends.len()).filter(|place| self.ends[*place].1);
        let mut rings: Vec<Vec<Unit>> = outer.map(|place| self.ring(place).to_vec()).collect();
        rings.sort_by_key(|ring| std::cmp::Reverse(doubled_area(ring).abs()));
        self.clear();
        for ring in rings {
            let kept = (self.points.len(), self.ends.len());
            self.push(&ring, true);
            if self.meets(Edge::offends) || !self.is_nested() {
                self.points.truncate(kept.0);
                self.ends.truncate(kept.1);
            }
        }
    }

    fn signed_area(&self) -> i64 {
        (0..self.ends.len()).map(|place| doubled_area(self.ring(place))).sum()
    }

    /// Whether any two edges are what they must not be.
    fn meets(&mut self, wrong: impl Fn(&Edge, &Edge) -> bool + Copy) -> bool {
        let mut edges = std::mem::take(&mut self.edges);
        edges.clear();
        for place in 0..self.ends.len() {
            let ring = self.ring(place);
            let of = super::coord::index(ring.len());
            let edge = |(place_in, (from, to)): (u32, (&Unit, &Unit))| Edge {
                from: *from,
                to: *to,
                ring: super::coord::index(place),
                place: place_in,
                of,
            };
            edges.extend((0..of).zip(ring.iter().zip(ring.iter().cycle().skip(1))).map(edge));
        }
        let found = if edges.len() <= FEW { few_meet(&edges, wrong) } else { many_meet(&mut edges, wrong) };
        self.edges = edges;
        found
    }

    /// Whether, of rings that do not meet, each outer one lies in no other polygon and each hole in its own alone.
    fn is_nested(&self) -> bool {
        let count = self.ends.len();
        if count == 1 {
            return true;
        }
        let bounds: Vec<[Unit; 2]> = (0..count).map(|place| bounds(self.ring(place))).collect();
        let mut outer = 0;
        (0..count).all(|place| {
            let exterior = self.ends[place].1;
            if exterior {
                outer = place;
            }
            let holds = |other: &usize| {
                let ([low, high], [inner_low, inner_high]) = (bounds[*other], bounds[place]);
                let boxed = (0..2).all(|axis| low[axis] <= inner_low[axis] && inner_high[axis] <= high[axis]);
                *other != place && boxed && is_inside(self.ring(place)[0], self.ring(*other))
            };
            let around: Vec<usize> = (0..count).filter(holds).collect();
            let depth: i32 = around.iter().map(|other| if self.ends[*other].1 { 1 } else { -1 }).sum();
            // A polygon may lie in a hole of another.
            if exterior { depth == 0 } else { depth == 1 && around.contains(&outer) }
        })
    }

    /// Polygons where the winding number is as the rule has it.
    fn cut(&self, rule: FillRule) -> Vec<Vec<Vec<IntPoint>>> {
        let options = IntOverlayOptions {
            preserve_input_collinear: true,
            output_direction: ContourDirection::CounterClockwise,
            preserve_output_collinear: true,
            min_output_area: 0,
            ogc: true,
        };
        let solver = Solver { strategy: Strategy::Auto, precision: Precision::ABSOLUTE, multithreading: None };
        let mut overlay = Overlay::new_custom(self.points.len(), options, solver);
        for place in 0..self.ends.len() {
            overlay.add_path_iter(self.ring(place).iter().map(|[x, y]| IntPoint::new(*x, *y)), ShapeType::Subject);
        }
        overlay.overlay(OverlayRule::Subject, rule)
    }
}

fn few_meet(edges: &[Edge], wrong: impl Fn(&Edge, &Edge) -> bool) -> bool {
    edges.iter().enumerate().any(|(place, edge)| edges[place + 1..].iter().any(|other| wrong(edge, other)))
}

/// Edges from the west to the east, each with those that begin before it ends.
fn many_meet(edges: &mut [Edge], wrong: impl Fn(&Edge, &Edge) -> bool) -> bool {
    edges.sort_unstable_by_key(|edge| edge.low(0));
    edges.iter().enumerate().any(|(place, edge)| {
        let east = edge.high(0);
        edges[place + 1..].iter().take_while(|other| other.low(0) <= east).any(|other| wrong(edge, other))
    })
}

fn bounds(ring: &[Unit]) -> [Unit; 2] {
    ring.iter().fold([[i32::MAX; 2], [i32::MIN; 2]], |[low, high], unit| {
        [[low[0].min(unit[0]), low[1].min(unit[1])], [high[0].max(unit[0]), high[1].max(unit[1])]]
    })
}

/// Whether a position lies on a ring.
fn is_on(at: Unit, ring: &[Unit]) -> bool {
    ring.iter().zip(ring.iter().cycle().skip(1)).any(|(from, to)| {
        let edge = Edge { from: *from, to: *to, ring: 0, place: 0, of: 0 };
        side(&edge, at) == 0 && (0..2).all(|axis| edge.low(axis) <= at[axis] && at[axis] <= edge.high(axis))
    })
}

/// Whether a position that is not on a ring lies inside it.
fn is_inside(at: Unit, ring: &[Unit]) -> bool {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed = edges.filter(|(from, to)| {
        let (from, to) = (**from, **to);
        let edge = Edge { from, to, ring: 0, place: 0, of: 0 };
        (from[1] > at[1]) != (to[1] > at[1]) && (side(&edge, at) > 0) == (to[1] > from[1])
    });
    crossed.count() % 2 == 1
}

/// Twice the area by the surveyor's formula; positive for a ring that turns clockwise where y grows southward.
pub(super) fn doubled_area(ring: &[Unit]) -> i64 {
    let Some(mut before) = ring.last().copied() else { return 0 };
    let mut doubled = 0;
    for &unit in ring {
        doubled += i64::from(before[0]) * i64::from(unit[1]) - i64::from(unit[0]) * i64::from(before[1]);
        before = unit;
    }
    doubled
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Coord, LineString, MultiPolygon, Polygon, Validation};
    use proptest::prelude::*;

    fn valid(rings: &[(&[Unit], bool)]) -> Vec<Vec<Unit>> {
        let mut all = Rings::default();
        rings.iter().for_each(|(ring, exterior)| all.push(ring, *exterior));
        let mut found = Vec::new();
        all.each_valid(&mut |ring| found.push(ring.to_vec()));
        found
    }

    /// Outer rings by their direction, each with the holes that follow.
    fn polygons(rings: &[Vec<Unit>]) -> MultiPolygon<f64> {
        let line = |ring: &Vec<Unit>| {
            LineString(ring.iter().chain(ring.first()).map(|[x, y]| Coord { x: f64::from(*x), y: f64::from(*y) }).collect())
        };
        let mut polygons: Vec<Polygon<f64>> = Vec::new();
        for ring in rings {
            if doubled_area(ring) > 0 {
                polygons.push(Polygon::new(line(ring), vec![]));
            } else {
                polygons.last_mut().unwrap().interiors_push(line(ring));
            }
        }
        MultiPolygon(polygons)
    }

    #[test]
    fn a_ring_that_crosses_itself_keeps_what_turns_as_it_must() {
        // The right loop turns clockwise, the left one the other way.
        let eight = [[0, 0], [10, 10], [20, 0], [20, 10], [10, 0], [0, 10]];
        let found = valid(&[(&eight, true)]);
        assert!(polygons(&found).is_valid(), "{found:?}");
        let right = valid(&[(&[[0, 0], [4, 4], [8, 0], [8, 4], [4, 0]], true)]);
        assert!(polygons(&right).is_valid(), "{right:?}");
    }

    #[test]
    fn a_ring_that_comes_back_along_the_edge_becomes_two() {
        let bridged = [[0, 0], [4, 0], [4, 2], [0, 2], [0, 6], [4, 6], [4, 8], [0, 8]];
        let found = valid(&[(&bridged, true)]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found.iter().map(|ring| doubled_area(ring)).sum::<i64>(), 32);
    }

    #[test]
    fn a_hole_as_large_as_its_ring_leaves_nothing_and_one_inside_stays() {
        let outer: [Unit; 4] = [[0, 0], [10, 0], [10, 10], [0, 10]];
        let mut hole = outer;
        hole.reverse();
        assert!(valid(&[(&outer, true), (&hole, false)]).is_empty());
        let inner = [[2, 2], [2, 4], [4, 4], [4, 2]];
        assert_eq!(valid(&[(&outer, true), (&inner, false)]), [outer.to_vec(), inner.to_vec()]);
        let outside = [[12, 2], [12, 4], [14, 4], [14, 2]];
        let found = valid(&[(&outer, true), (&outside, false)]);
        assert_eq!(found.iter().map(|ring| doubled_area(ring)).collect::<Vec<_>>(), [200]);
    }

    #[test]
    fn what_cutting_does_not_mend_is_left_to_its_largest_simple_rings() {
        let mut all = Rings::default();
        let (large, across, apart) =
            ([[0, 0], [10, 0], [10, 10], [0, 10]], [[8, 8], [14, 8], [14, 14], [8, 14]], [[20, 0], [24, 0], [24, 4]]);
        for ring in [&across[..], &[[30, 0], [34, 4], [34, 0], [30, 4]], &apart[..], &large[..]] {
            all.push(ring, true);
        }
        all.keep_simple();
        assert_eq!((0..all.ends.len()).map(|place| all.ring(place).to_vec()).collect::<Vec<_>>(), [large.to_vec(), apart.to_vec()]);
    }

    #[test]
    fn rings_may_touch_but_neither_cross_nor_share_an_edge() {
        let square: [Unit; 4] = [[0, 0], [10, 0], [10, 10], [0, 10]];
        let crossing = |other: &[Unit]| {
            let mut all = Rings::default();
            all.push(&square, true);
            all.push(other, true);
            all.meets(Edge::crosses)
        };
        assert!(!crossing(&[[10, 10], [14, 10], [14, 14]]), "a corner");
        assert!(!crossing(&[[10, 5], [14, 4], [14, 6]]), "a corner on an edge");
        assert!(crossing(&[[5, 5], [14, 4], [14, 6]]), "across");
        assert!(crossing(&[[10, 2], [14, 4], [10, 6]]), "along");
    }

    #[test]
    fn a_ring_that_has_turned_over_is_not_lost() {
        let turned: [Unit; 4] = [[0, 0], [0, 10], [10, 10], [10, 0]];
        assert_eq!(valid(&[(&turned, true)]).iter().map(|ring| doubled_area(ring)).collect::<Vec<_>>(), [200]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn whatever_comes_in_what_goes_out_is_valid(
            rings in proptest::collection::vec(proptest::collection::vec([0..24_i32, 0..24_i32], 3..14), 1..4),
        ) {
            let mut all = Rings::default();
            for (place, ring) in rings.iter().enumerate() {
                all.push(ring, place != 1);
            }
            let mut found = Vec::new();
            all.each_valid(&mut |ring| found.push(ring.to_vec()));
            if !found.is_empty() {
                prop_assert!(doubled_area(&found[0]) > 0);
                let polygons = polygons(&found);
                prop_assert!(polygons.check_validation().is_ok(), "{:?} of {:?}: {:?}", found, rings, polygons.check_validation());
            }
        }

        #[test]
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]
        fn what_is_valid_stays_as_it_is(radii in proptest::collection::vec(400.0..2000.0_f64, 3..60)) {
            let turn = |place: usize| std::f64::consts::TAU * place as f64 / radii.len() as f64;
            let star: Vec<Unit> = radii.iter().enumerate()
                .map(|(place, radius)| [(radius * turn(place).cos()).round() as i32, (radius * turn(place).sin()).round() as i32]).collect();
            let before = polygons(std::slice::from_ref(&star));
            if before.is_valid() {
                let found = valid(&[(&star, true)]);
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(&found[0], &star);
                prop_assert!(before.unsigned_area() > 0.0);
            }
        }
    }
}
