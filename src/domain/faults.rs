//! Validity of land (OGC 06-103r4, 6.1.11): every place at which rings cross or touch themselves, cross one another, or lie where
//! they do not belong.
//!
//! `geo`'s own validation compares every edge with every other, which takes seconds for a province; here edges are sorted from
//! west to east and compared with those they can meet.

use std::collections::HashSet;
use std::fmt;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{BoundingRect, Coord, Intersects, Line, LineString, Polygon};

use super::Land;

/// What can be wrong with rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A coordinate is infinite or not a number.
    NoNumber,
    /// A ring of fewer than three edges.
    TooFewPoints,
    /// A ring crosses itself.
    SelfIntersection,
    /// A ring touches itself at a point.
    SelfTouch,
    /// A ring goes out and comes back on the same line.
    Spike,
    /// Two rings of one land are the same.
    DuplicateRing,
    /// A hole reaches or lies outside its outer ring.
    HoleOutside,
    /// A hole crosses another, shares a border with it, or lies in it.
    HolesOverlap,
    /// A part crosses another, shares a border with it, or lies in it.
    PartsOverlap,
}

impl FaultKind {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoNumber => "a vertex is no number",
            Self::TooFewPoints => "a ring has fewer than three edges",
            Self::SelfIntersection => "a ring crosses itself",
            Self::SelfTouch => "a ring touches itself",
            Self::Spike => "a border runs back over itself",
            Self::DuplicateRing => "a ring is there twice",
            Self::HoleOutside => "a hole reaches outside its ring",
            Self::HolesOverlap => "two holes overlap or share a border",
            Self::PartsOverlap => "two parts overlap or share a border",
        }
    }
}

/// One fault of some land, and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where: longitude and latitude.
    pub at: Coord,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} near {:.6} {:.6}", self.kind.words(), self.at.x, self.at.y)
    }
}

/// How far a search for faults goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultSearch {
    /// Faults after which it ends.
    pub most: usize,
    /// Pairs of edges after which it ends; land that is drawn to be slow has more.
    pub pairs: u64,
}

impl FaultSearch {
    /// Whether the land is valid, and if not, one fault.
    pub const FIRST: Self = Self { most: 1, pairs: u64::MAX };
}

/// The faults of land: none if it is valid. Empty land is valid.
#[must_use]
pub fn faults(land: &Land, search: FaultSearch) -> Vec<Fault> {
    let rings: Vec<Ring<'_>> = land.iter().enumerate().flat_map(|(part, polygon)| rings_of(part, polygon)).collect();
    let mut found = Found { search, faults: Vec::new(), seen: HashSet::new(), met: HashSet::new(), spikes: HashSet::new(), pairs: 0 };
    if let Some(bad) = rings.iter().flat_map(|ring| &ring.line.0).find(|coord| !coord.x.is_finite() || !coord.y.is_finite()) {
        return vec![Fault { kind: FaultKind::NoNumber, at: *bad }];
    }
    let mut edges = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        if !ring_edges(index, ring.line, &mut edges) {
            found.add(FaultKind::TooFewPoints, ring.line.0.first().copied().unwrap_or_default());
        }
    }
    meetings(edges, &rings, &mut found);
    let spikes = std::mem::take(&mut found.spikes);
    found.faults.retain(|fault| fault.kind != FaultKind::SelfTouch || !spikes.contains(&bits(fault.at)));
    for (part, polygon) in land.iter().enumerate() {
        misplaced_holes(part, polygon, &rings, &mut found);
    }
    nested_parts(land, &rings, &mut found);
    found.faults
}

/// A ring with its place in the land.
struct Ring<'a> {
    line: &'a LineString,
    part: usize,
    hole: bool,
}

fn rings_of(part: usize, polygon: &Polygon) -> impl Iterator<Item = Ring<'_>> {
    let outer = std::iter::once(Ring { line: polygon.exterior(), part, hole: false });
    outer.chain(polygon.interiors().iter().map(move |line| Ring { line, part, hole: true }))
}

fn bits(at: Coord) -> (u64, u64) {
    (at.x.to_bits(), at.y.to_bits())
}

/// The faults so far, each place once.
struct Found {
    search: FaultSearch,
    faults: Vec<Fault>,
    seen: HashSet<(FaultKind, (u64, u64))>,
    /// Pairs of rings that cross or share a border: which of them lies in which is no question then.
    met: HashSet<(usize, usize)>,
    /// The ends of spikes: that the ring touches itself there says nothing more.
    spikes: HashSet<(u64, u64)>,
    pairs: u64,
}

impl Found {
    fn add(&mut self, kind: FaultKind, at: Coord) {
        if !self.full() && self.seen.insert((kind, bits(at))) {
            self.faults.push(Fault { kind, at });
        }
    }

    const fn full(&self) -> bool {
        self.faults.len() >= self.search.most || self.pairs >= self.search.pairs
    }

    fn have_met(&self, a: usize, b: usize) -> bool {
        self.met.contains(&(a.min(b), a.max(b)))
    }
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

/// Adds the edges of a ring, if it has enough of them.
fn ring_edges(ring: usize, line: &LineString, edges: &mut Vec<Edge>) -> bool {
    let lines: Vec<Line> = line.lines().filter(|line| line.start != line.end).collect();
    let of = lines.len();
    if of < 3 {
        return false;
    }
    let edge = |(place, line): (usize, Line)| Edge {
        west: line.start.x.min(line.end.x),
        east: line.start.x.max(line.end.x),
        line,
        ring,
        place,
        of,
    };
    edges.extend(lines.into_iter().enumerate().map(edge));
    true
}

/// The places, from the west, at which edges meet that must not.
fn meetings(mut edges: Vec<Edge>, rings: &[Ring<'_>], found: &mut Found) {
    edges.sort_by(|a, b| a.west.total_cmp(&b.west));
    for (index, edge) in edges.iter().enumerate() {
        for other in edges[index + 1..].iter().take_while(|other| other.west <= edge.east) {
            found.pairs += 1;
            if found.full() {
                return;
            }
            if level(edge, other) {
                meeting(edge, other, rings, found);
            }
        }
    }
}

/// Whether the latitudes of two edges meet.
fn level(a: &Edge, b: &Edge) -> bool {
    let span = |edge: &Edge| (edge.line.start.y.min(edge.line.end.y), edge.line.start.y.max(edge.line.end.y));
    let ((a_south, a_north), (b_south, b_north)) = (span(a), span(b));
    a_south <= b_north && b_south <= a_north
}

/// Rings may touch one another at points, and themselves nowhere.
fn meeting(a: &Edge, b: &Edge, rings: &[Ring<'_>], found: &mut Found) {
    let Some(meeting) = line_intersection(a.line, b.line) else { return };
    let (at, along, proper) = match meeting {
        LineIntersection::Collinear { intersection } => (intersection.start, intersection.start != intersection.end, false),
        LineIntersection::SinglePoint { intersection, is_proper } => (intersection, false, is_proper),
    };
    if a.ring == b.ring {
        if let LineIntersection::Collinear { intersection: Line { start, end } } = meeting
            && along
        {
            found.spikes.extend([bits(start), bits(end)]);
            found.add(FaultKind::Spike, end);
        } else if !a.follows(b) {
            found.add(if proper { FaultKind::SelfIntersection } else { FaultKind::SelfTouch }, at);
        }
    } else if along || proper {
        let first = found.met.insert((a.ring.min(b.ring), a.ring.max(b.ring)));
        // A shared border is one fault, however many edges it has; each crossing is one.
        if first || proper {
            found.add(between(&rings[a.ring], &rings[b.ring]), at);
        }
    }
}

/// What it is that two rings cross or share a border.
fn between(a: &Ring<'_>, b: &Ring<'_>) -> FaultKind {
    match (a.part == b.part, a.hole, b.hole) {
        _ if same(a.line, b.line) => FaultKind::DuplicateRing,
        (true, true, true) => FaultKind::HolesOverlap,
        (true, ..) => FaultKind::HoleOutside,
        (false, ..) => FaultKind::PartsOverlap,
    }
}

/// Whether two rings have the same vertices, wherever they begin and whichever way they run.
fn same(a: &LineString, b: &LineString) -> bool {
    let vertices = |ring: &LineString| {
        let mut vertices: Vec<(u64, u64)> = ring.0.iter().skip(1).map(|coord| (coord.x.to_bits(), coord.y.to_bits())).collect();
        vertices.sort_unstable();
        vertices
    };
    a.0.len() == b.0.len() && vertices(a) == vertices(b)
}

/// Where a ring lies that neither crosses the other nor runs along it: at its first vertex that is not on the other.
fn position(ring: &LineString, other: &LineString) -> Option<(Coord, CoordPos)> {
    let shell = Polygon::new(other.clone(), Vec::new());
    let mut vertices = ring.0.iter().map(|&vertex| (vertex, shell.coordinate_position(&vertex)));
    vertices.find(|(_, position)| *position != CoordPos::OnBoundary)
}

/// Holes outside their ring, and holes in holes.
fn misplaced_holes(part: usize, polygon: &Polygon, rings: &[Ring<'_>], found: &mut Found) {
    let Some(outer) = rings.iter().position(|ring| ring.part == part) else { return };
    let bounds: Vec<_> = polygon.interiors().iter().map(BoundingRect::bounding_rect).collect();
    for (i, hole) in polygon.interiors().iter().enumerate() {
        if found.full() {
            return;
        }
        if !found.have_met(outer, outer + 1 + i)
            && let Some((at, CoordPos::Outside)) = position(hole, polygon.exterior())
        {
            found.add(FaultKind::HoleOutside, at);
        }
        for (j, other) in polygon.interiors().iter().enumerate() {
            let near = i != j && bounds[i].zip(bounds[j]).is_some_and(|(a, b)| a.intersects(&b));
            if near
                && !found.have_met(outer + 1 + i, outer + 1 + j)
                && let Some((at, CoordPos::Inside)) = position(hole, other)
            {
                found.add(FaultKind::HolesOverlap, at);
            }
        }
    }
}

/// Parts that lie in others.
fn nested_parts(land: &Land, rings: &[Ring<'_>], found: &mut Found) {
    let bounds: Vec<_> = land.iter().map(BoundingRect::bounding_rect).collect();
    let outer: Vec<usize> = rings.iter().enumerate().filter(|(_, ring)| !ring.hole).map(|(index, _)| index).collect();
    for (i, inner) in land.iter().enumerate() {
        for (j, other) in land.iter().enumerate() {
            let near = i != j && bounds[i].zip(bounds[j]).is_some_and(|(a, b)| a.intersects(&b));
            if !near || found.full() || found.have_met(outer[i], outer[j]) {
                continue;
            }
            let positions = inner.exterior().0.iter().map(|vertex| (vertex, other.coordinate_position(vertex)));
            let first = positions.into_iter().find(|(_, position)| *position != CoordPos::OnBoundary);
            if let Some((at, CoordPos::Inside)) = first {
                found.add(FaultKind::PartsOverlap, *at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(land: &Land) -> Option<String> {
        faults(land, FaultSearch::FIRST).first().map(ToString::to_string)
    }

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
        assert_flaw(&parts(&[&[(0.0, 0.0), (4.0, 4.0), (0.0, 4.0), (4.0, 0.0)]]), "a ring crosses itself near 2.000000 2.000000");
        assert_flaw(
            &parts(&[&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 0.0), (0.0, 4.0)]]),
            "a ring touches itself near 2.000000 0.000000",
        );
        assert_flaw(
            &parts(&[&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0), (2.0, 6.0), (2.0, 4.0), (0.0, 4.0)]]),
            "a ring touches itself near 2.000000 4.000000",
        );
        assert_flaw(&parts(&[&[(0.0, 0.0), (1.0, 1.0)]]), "fewer than three edges");
        assert_flaw(&parts(&[&[(0.0, 0.0), (1.0, f64::NAN), (1.0, 1.0)]]), "no number");
    }

    #[test]
    fn rings_must_not_cross_nor_lie_where_they_do_not_belong() {
        assert_flaw(&with_holes(&[&[(1.0, 1.0), (5.0, 1.0), (5.0, 2.0), (1.0, 2.0)]]), "a hole reaches outside");
        assert_flaw(&with_holes(&[&[(0.0, 1.0), (0.0, 2.0), (1.0, 2.0)]]), "a hole reaches outside");
        assert_flaw(&with_holes(&[&[(5.0, 1.0), (6.0, 1.0), (6.0, 2.0)]]), "a hole reaches outside");
        assert_flaw(
            &with_holes(&[&[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)], &[(1.5, 1.5), (2.0, 1.5), (2.0, 2.0)]]),
            "two holes overlap",
        );
        assert_flaw(&parts(&[&SQUARE, &[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]]), "two parts overlap");
        assert_flaw(&parts(&[&SQUARE, &SQUARE]), "a ring is there twice");
        assert_flaw(&parts(&[&SQUARE, &[(2.0, 2.0), (6.0, 2.0), (6.0, 6.0), (2.0, 6.0)]]), "two parts overlap");
    }

    #[test]
    fn every_fault_is_found_with_its_place() {
        let mut land = with_holes(&[&[(5.0, 1.0), (6.0, 1.0), (6.0, 2.0)], &[(1.0, 1.0), (3.0, 3.0), (1.0, 3.0), (3.0, 1.0)]]);
        land.0.push(Polygon::new(ring(&[(10.0, 0.0), (12.0, 0.0), (12.0, 2.0), (14.0, 2.0), (12.0, 2.0), (10.0, 2.0)]), Vec::new()));
        let all = faults(&land, FaultSearch { most: 100, pairs: u64::MAX });
        let kinds: Vec<(FaultKind, (f64, f64))> = all.iter().map(|fault| (fault.kind, fault.at.x_y())).collect();
        assert!(kinds.contains(&(FaultKind::SelfIntersection, (2.0, 2.0))), "{kinds:?}");
        assert!(kinds.contains(&(FaultKind::HoleOutside, (5.0, 1.0))), "{kinds:?}");
        assert!(kinds.iter().any(|(kind, at)| *kind == FaultKind::Spike && at.1 == 2.0), "{kinds:?}");
        assert!(!kinds.iter().any(|(kind, _)| *kind == FaultKind::SelfTouch), "{kinds:?}");
        assert_eq!(faults(&land, FaultSearch { most: 2, pairs: u64::MAX }).len(), 2);
        assert!(faults(&land, FaultSearch { most: 100, pairs: 1 }).len() < all.len());
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
