//! Rings cut into arcs: the lines between junctions, each kept once however many rings run along it.

use super::coord::{GridPoint, index};
use super::vertices::{Vertices, junctions};
use std::collections::HashMap;

/// One use of an arc by a ring: the arc's number and whether it is walked from its end to its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ArcUse(u32);

impl ArcUse {
    fn new(arc: u32, reversed: bool) -> Self {
        Self((arc << 1) | u32::from(reversed))
    }

    /// The arc's number.
    pub const fn arc(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether the ring walks it backwards.
    pub const fn reversed(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Rings as uses of arcs.
pub(super) struct Arcs {
    /// The vertices of all arcs, arc after arc.
    pub points: Vec<GridPoint>,
    /// Where each arc starts in `points`, and at the end where the last one ends.
    pub starts: Vec<u32>,
    /// The uses of all rings, ring after ring.
    pub uses: Vec<ArcUse>,
    /// Where each ring ends in `uses`.
    pub ring_ends: Vec<u32>,
}

/// Cuts open rings (`ends` says where each ends in `points`) into arcs. Each ring keeps its direction.
pub(super) fn cut(points: &[GridPoint], ends: &[u32]) -> Arcs {
    let mut vertices = Vertices::with_capacity(points.len());
    let numbers: Vec<u32> = points.iter().map(|point| vertices.number(*point)).collect();
    let points = vertices.into_points();
    let junction = junctions(points.len(), rings(&numbers, ends));
    let mut cutter = Cutter { points: &points, junction: &junction, found: HashMap::new(), walk: Vec::new(), arcs: empty(ends.len()) };
    for ring in rings(&numbers, ends) {
        cutter.ring(ring);
        cutter.arcs.ring_ends.push(index(cutter.arcs.uses.len()));
    }
    cutter.arcs.points.shrink_to_fit();
    cutter.arcs
}

fn empty(rings: usize) -> Arcs {
    Arcs { points: Vec::new(), starts: vec![0], uses: Vec::new(), ring_ends: Vec::with_capacity(rings) }
}

fn rings<'a>(numbers: &'a [u32], ends: &'a [u32]) -> impl Iterator<Item = &'a [u32]> {
    let mut start = 0;
    ends.iter().map(move |end| {
        let ring = &numbers[start..*end as usize];
        start = *end as usize;
        ring
    })
}

struct Cutter<'a> {
    points: &'a [GridPoint],
    junction: &'a [bool],
    /// An arc by its first two vertices: they determine the rest, as the vertices in between have two neighbours.
    found: HashMap<(u32, u32), u32>,
    walk: Vec<u32>,
    arcs: Arcs,
}

impl Cutter<'_> {
    fn ring(&mut self, ring: &[u32]) {
        if ring.is_empty() {
            return;
        }
        let start = ring.iter().position(|vertex| self.junction[*vertex as usize]).unwrap_or_else(|| self.least(ring));
        self.walk.clear();
        self.walk.push(ring[start]);
        for step in 1..=ring.len() {
            let vertex = ring[(start + step) % ring.len()];
            self.walk.push(vertex);
            if step == ring.len() || self.junction[vertex as usize] {
                self.close_arc();
                self.walk.clear();
                self.walk.push(vertex);
            }
        }
    }

    /// Where a ring without junction starts, whoever walks it: at its least vertex.
    fn least(&self, ring: &[u32]) -> usize {
        (0..ring.len()).min_by_key(|place| self.points[ring[*place] as usize]).unwrap_or(0)
    }

    fn close_arc(&mut self) {
        let walk = &self.walk;
        let [first, second, .., before, last] = [walk[0], walk[1], walk[walk.len() - 2], walk[walk.len() - 1]];
        let point = |vertex: u32| self.points[vertex as usize];
        let reversed = (point(last), point(before)) < (point(first), point(second));
        let key = if reversed { (last, before) } else { (first, second) };
        let next = index(self.found.len());
        let arc = *self.found.entry(key).or_insert(next);
        if arc == next {
            let vertices = walk.iter().map(|vertex| self.points[*vertex as usize]);
            let from = self.arcs.points.len();
            self.arcs.points.extend(vertices);
            if reversed {
                self.arcs.points[from..].reverse();
            }
            self.arcs.starts.push(index(self.arcs.points.len()));
        }
        self.arcs.uses.push(ArcUse::new(arc, reversed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(points: &[(u32, u32)]) -> Vec<GridPoint> {
        points.iter().map(|(x, y)| GridPoint { x: *x, y: *y }).collect()
    }

    #[test]
    fn neighbours_use_their_common_side_in_opposite_directions() {
        let squares = grid(&[(0, 0), (1, 0), (1, 1), (0, 1), (1, 0), (2, 0), (2, 1), (1, 1)]);
        let arcs = cut(&squares, &[4, 8]);
        assert_eq!(arcs.starts.len() - 1, 3, "two outer arcs and one common side");
        let (west, east) = arcs.uses.split_at(arcs.ring_ends[0] as usize);
        let common = west.iter().find(|one| east.iter().any(|other| other.arc() == one.arc())).unwrap();
        let other = east.iter().find(|other| other.arc() == common.arc()).unwrap();
        assert_ne!(common.reversed(), other.reversed());
    }

    #[test]
    fn an_enclave_and_the_hole_around_it_are_one_arc_wherever_their_rings_start() {
        let rings = grid(&[(5, 5), (9, 5), (9, 9), (5, 9), (9, 9), (9, 5), (5, 5), (5, 9)]);
        let arcs = cut(&rings, &[4, 8]);
        assert_eq!((arcs.starts.len(), arcs.uses.len()), (2, 2));
        assert_ne!(arcs.uses[0].reversed(), arcs.uses[1].reversed());
        assert_eq!(arcs.points.first(), arcs.points.last(), "an arc without junction is closed");
    }
}
