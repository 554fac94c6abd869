//! Validity of stored land (OGC 06-103r4, 6.1.11): rings that cross or touch themselves, cross one another, lie outside their shell.
//!
//! `geo`'s own validation compares every edge with every other, which takes seconds for a province; here edges are sorted from
//! west to east and compared with those they can meet.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{BoundingRect, Coord, Intersects, Line, LineString, Polygon};

use crate::domain::Land;

/// What is wrong with land first, and where; `None` if it is valid. Empty land is valid.
pub(super) fn flaw(land: &Land) -> Option<String> {
    let rings = || land.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    if let Some(bad) = rings().flat_map(|ring| &ring.0).find(|coord| !coord.x.is_finite() || !coord.y.is_finite()) {
        return Some(format!("a vertex is no number: {} {}", bad.x, bad.y));
    }
    let mut edges = Vec::new();
    for (ring, line) in rings().enumerate() {
        if let Some(flaw) = ring_edges(ring, line, &mut edges) {
            return Some(flaw);
        }
    }
    crossing(edges).or_else(|| land.iter().find_map(misplaced_hole)).or_else(|| nested(land))
}

/// An edge of a ring, with its place among those that have a length.
struct Edge {
    line: Line,
    west: f64,
    east: f64,
    ring: usize,
    place: usize,
    of: usize,
}

impl Edge {
    /// Whether the other edge begins where this one ends, or the other way round.
    fn follows(&self, other: &Self) -> bool {
        let next = |a: usize, b: usize| (a + 1) % self.of == b;
        self.ring == other.ring && (next(self.place, other.place) || next(other.place, self.place))
    }
}

fn ring_edges(ring: usize, line: &LineString, edges: &mut Vec<Edge>) -> Option<String> {
    let lines: Vec<Line> = line.lines().filter(|line| line.start != line.end).collect();
    if lines.len() < 3 {
        return Some(match line.0.first() {
            Some(at) => format!("a ring of fewer than three edges near {}", place(*at)),
            None => "a ring without vertices".to_owned(),
        });
    }
    let of = lines.len();
    let edge = |(place, line): (usize, Line)| Edge {
        west: line.start.x.min(line.end.x),
        east: line.start.x.max(line.end.x),
        line,
        ring,
        place,
        of,
    };
    edges.extend(lines.into_iter().enumerate().map(edge));
    None
}

/// The first place, from the west, at which edges meet that must not.
fn crossing(mut edges: Vec<Edge>) -> Option<String> {
    edges.sort_by(|a, b| a.west.total_cmp(&b.west));
    for (index, edge) in edges.iter().enumerate() {
        let reachable = edges[index + 1..].iter().take_while(|other| other.west <= edge.east);
        if let Some(flaw) = reachable.filter(|other| level(edge, other)).find_map(|other| meeting(edge, other)) {
            return Some(flaw);
        }
    }
    None
}

/// Whether the latitudes of two edges meet.
fn level(a: &Edge, b: &Edge) -> bool {
    let span = |edge: &Edge| (edge.line.start.y.min(edge.line.end.y), edge.line.start.y.max(edge.line.end.y));
    let ((a_south, a_north), (b_south, b_north)) = (span(a), span(b));
    a_south <= b_north && b_south <= a_north
}

/// Rings may touch one another at points, and themselves nowhere.
fn meeting(a: &Edge, b: &Edge) -> Option<String> {
    match line_intersection(a.line, b.line)? {
        LineIntersection::Collinear { intersection } if intersection.start != intersection.end => {
            Some(format!("a border runs back over itself near {}", place(intersection.start)))
        }
        _ if a.follows(b) => None,
        LineIntersection::SinglePoint { intersection, is_proper } if a.ring != b.ring => {
            is_proper.then(|| format!("two rings cross near {}", place(intersection)))
        }
        LineIntersection::Collinear { .. } if a.ring != b.ring => None,
        LineIntersection::SinglePoint { intersection: at, .. } => Some(format!("a ring meets itself near {}", place(at))),
        LineIntersection::Collinear { intersection } => Some(format!("a ring meets itself near {}", place(intersection.start))),
    }
}

/// Where a ring lies that neither crosses the other nor runs along it: at its first vertex that is not on the other.
fn position(ring: &LineString, other: &LineString) -> Option<(Coord, CoordPos)> {
    let shell = Polygon::new(other.clone(), Vec::new());
    let mut vertices = ring.0.iter().map(|&vertex| (vertex, shell.coordinate_position(&vertex)));
    vertices.find(|(_, position)| *position != CoordPos::OnBoundary)
}

fn misplaced_hole(polygon: &Polygon) -> Option<String> {
    let outside = polygon.interiors().iter().find_map(|hole| position(hole, polygon.exterior()).filter(|(_, at)| *at == CoordPos::Outside));
    let nested = || {
        let holes = polygon.interiors();
        let pairs =
            holes.iter().enumerate().flat_map(|(i, a)| holes.iter().enumerate().filter(move |(j, _)| i != *j).map(move |(_, b)| (a, b)));
        let near = |(a, b): &(&LineString, &LineString)| a.bounding_rect().zip(b.bounding_rect()).is_some_and(|(a, b)| a.intersects(&b));
        pairs.filter(near).find_map(|(a, b)| position(a, b).filter(|(_, at)| *at == CoordPos::Inside))
    };
    outside
        .map(|(at, _)| format!("a hole lies outside its ring near {}", place(at)))
        .or_else(|| nested().map(|(at, _)| format!("a hole lies in another near {}", place(at))))
}

/// A part that lies in another.
fn nested(land: &Land) -> Option<String> {
    let bounds: Vec<_> = land.iter().map(BoundingRect::bounding_rect).collect();
    for (i, inner) in land.iter().enumerate() {
        let near = |&j: &usize| i != j && bounds[i].zip(bounds[j]).is_some_and(|(a, b)| a.intersects(&b));
        for outer in (0..land.0.len()).filter(near).map(|j| &land.0[j]) {
            let positions = inner.exterior().0.iter().map(|vertex| (vertex, outer.coordinate_position(vertex)));
            let first = positions.into_iter().find(|(_, position)| *position != CoordPos::OnBoundary);
            if let Some((at, CoordPos::Inside)) = first {
                return Some(format!("a part lies in another near {}", place(*at)));
            }
        }
    }
    None
}

fn place(at: Coord) -> String {
    format!("{:.6} {:.6}", at.x, at.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(coords: &[(f64, f64)]) -> LineString {
        let mut ring = LineString::from(coords.to_vec());
        ring.close();
        ring
    }

    const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];

    fn with_holes(holes: &[&[(f64, f64)]]) -> Land {
        Land::new(vec![Polygon::new(ring(&SQUARE), holes.iter().map(|hole| ring(hole)).collect())])
    }

    fn parts(parts: &[&[(f64, f64)]]) -> Land {
        parts.iter().map(|part| Polygon::new(ring(part), Vec::new())).collect()
    }

    #[track_caller]
    fn assert_flaw(land: &Land, expected: &str) {
        let found = flaw(land).unwrap_or_default();
        assert!(!expected.is_empty() && found.contains(expected), "`{found}` is not `{expected}`");
    }

    #[test]
    fn valid_land_has_no_flaw() {
        let touching_hole: &[(f64, f64)] = &[(0.0, 2.0), (2.0, 1.0), (3.0, 2.0), (2.0, 3.0)];
        for land in [
            with_holes(&[]),
            with_holes(&[&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]]),
            with_holes(&[touching_hole]),
            with_holes(&[&[(1.0, 2.0), (2.0, 1.0), (3.0, 2.0), (2.0, 3.0)], &[(3.0, 2.0), (3.5, 1.0), (3.75, 2.0), (3.5, 3.0)]]),
            parts(&[&SQUARE, &[(4.0, 4.0), (5.0, 4.0), (5.0, 5.0)]]),
            parts(&[&[(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]]),
            Land::new(Vec::new()),
        ] {
            assert_eq!(flaw(&land), None);
        }
        let island = Polygon::new(ring(&[(1.5, 1.5), (2.5, 1.5), (2.0, 2.5)]), Vec::new());
        let mut lake = with_holes(&[&[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)]]);
        lake.0.push(island);
        assert_eq!(flaw(&lake), None, "an island in a hole");
    }

    #[test]
    fn a_ring_must_not_cross_touch_or_run_back_over_itself() {
        assert_flaw(&parts(&[&[(0.0, 0.0), (4.0, 4.0), (0.0, 4.0), (4.0, 0.0)]]), "a ring meets itself near 2.000000 2.000000");
        assert_flaw(&parts(&[&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 0.0), (0.0, 4.0)]]), "a ring meets itself near 2.000000 0.000000");
        assert_flaw(
            &parts(&[&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0), (2.0, 6.0), (2.0, 4.0), (0.0, 4.0)]]),
            "a ring meets itself near 2.000000 4.000000",
        );
        assert_flaw(&parts(&[&[(0.0, 0.0), (1.0, 1.0)]]), "fewer than three edges");
        assert_flaw(&parts(&[&[(0.0, 0.0), (1.0, f64::NAN), (1.0, 1.0)]]), "no number");
    }

    #[test]
    fn rings_must_not_cross_nor_lie_where_they_do_not_belong() {
        assert_flaw(&with_holes(&[&[(1.0, 1.0), (5.0, 1.0), (5.0, 2.0), (1.0, 2.0)]]), "two rings cross");
        assert_flaw(&with_holes(&[&[(0.0, 1.0), (0.0, 2.0), (1.0, 2.0)]]), "runs back over itself");
        assert_flaw(&with_holes(&[&[(5.0, 1.0), (6.0, 1.0), (6.0, 2.0)]]), "a hole lies outside");
        assert_flaw(
            &with_holes(&[&[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)], &[(1.5, 1.5), (2.0, 1.5), (2.0, 2.0)]]),
            "a hole lies in another",
        );
        assert_flaw(&parts(&[&SQUARE, &[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]]), "a part lies in another");
        assert_flaw(&parts(&[&SQUARE, &SQUARE]), "runs back over itself");
        assert_flaw(&parts(&[&SQUARE, &[(2.0, 2.0), (6.0, 2.0), (6.0, 6.0), (2.0, 6.0)]]), "two rings cross");
    }

    #[test]
    fn geo_finds_the_same_on_random_rings() {
        use geo::Validation;
        let mut seed = 1_u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(seed >> 40).unwrap() % 1000) / 100.0
        };
        let mut invalid = 0;
        for vertices in (0..400).map(|round| 3 + round % 5) {
            let coords: Vec<(f64, f64)> = (0..vertices).map(|_| (random(), random())).collect();
            let land = parts(&[&coords]);
            assert_eq!(flaw(&land).is_none(), land.is_valid(), "{coords:?}: {:?} {:?}", flaw(&land), land.validation_errors());
            invalid += u32::from(flaw(&land).is_some());
        }
        assert!((50..350).contains(&invalid), "{invalid}");
    }
}
