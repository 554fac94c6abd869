//! Which vertices are junctions: the points where borders between neighbours begin and end.
//!
//! A vertex is a junction when the set of its distinct neighbours, over all rings, is not exactly two, or when some
//! ring turns back at it. Between two junctions every ring that passes takes the same way, so that the way can be
//! kept, and simplified, once for all.

use super::coord::{GridPoint, index};

/// No vertex.
const NONE: u32 = u32::MAX;

/// Every distinct vertex of many rings, numbered in order of first appearance.
pub(super) struct Vertices {
    points: Vec<GridPoint>,
    /// Open addressing: the number of a vertex, or [`NONE`]. A power of two, at most half full.
    slots: Vec<u32>,
    shift: u32,
}

impl Vertices {
    /// Room for so many vertices.
    pub fn with_capacity(vertices: usize) -> Self {
        let slots = (vertices * 2).next_power_of_two().max(16);
        Self { points: Vec::new(), slots: vec![NONE; slots], shift: u64::BITS - slots.trailing_zeros() }
    }

    /// The number of a vertex, a new one if it was not seen.
    pub fn number(&mut self, point: GridPoint) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = self.slot(point);
        loop {
            let found = self.slots[slot];
            if found == NONE {
                let number = index(self.points.len());
                self.slots[slot] = number;
                self.points.push(point);
                return number;
            }
            if self.points[found as usize] == point {
                return found;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Fibonacci hashing: neighbouring grid points end far from each other.
    fn slot(&self, point: GridPoint) -> usize {
        let key = (u64::from(point.x) << 32) | u64::from(point.y);
        let hash = (key ^ (key >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(hash >> self.shift).unwrap_or(0)
    }

    /// The vertices by number.
    pub fn into_points(self) -> Vec<GridPoint> {
        self.points
    }
}

/// Which of so many vertices are junctions. Rings are vertex numbers, open (the first is not repeated at the end).
pub(super) fn junctions<'a>(vertices: usize, rings: impl Iterator<Item = &'a [u32]>) -> Vec<bool> {
    let mut neighbours = vec![[NONE; 2]; vertices];
    let mut junction = vec![false; vertices];
    for ring in rings {
        let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { continue };
        let mut before = last;
        for (place, &vertex) in ring.iter().enumerate() {
            let after = ring.get(place + 1).copied().unwrap_or(first);
            let at = vertex as usize;
            let full = add(&mut neighbours[at], before) | add(&mut neighbours[at], after);
            junction[at] |= full || before == after;
            before = vertex;
        }
    }
    // A vertex with fewer than two neighbours is one at which a ring turns back, so nothing is left to find.
    junction
}

/// Adds a neighbour; true when there was no room because two others are there.
fn add(pair: &mut [u32; 2], neighbour: u32) -> bool {
    for place in pair {
        if *place == NONE {
            *place = neighbour;
        }
        if *place == neighbour {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_point_has_one_number() {
        let mut vertices = Vertices::with_capacity(4);
        let numbers: Vec<u32> = [1, 2, 1, 3, 2].iter().map(|x| vertices.number(GridPoint { x: *x, y: 7 })).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 1]);
        assert_eq!(vertices.into_points().len(), 3);
    }

    #[test]
    fn two_squares_that_share_a_side_have_its_ends_as_junctions() {
        let rings: [&[u32]; 2] = [&[0, 1, 2, 3], &[1, 4, 5, 2]];
        assert_eq!(junctions(6, rings.into_iter()), [false, true, true, false, false, false]);
    }

    #[test]
    fn an_enclave_has_no_junction_and_a_ring_that_turns_back_has_one() {
        let enclave: [&[u32]; 2] = [&[0, 1, 2], &[2, 1, 0]];
        assert_eq!(junctions(3, enclave.into_iter()), [false; 3]);
        let spike: [&[u32]; 1] = [&[0, 1, 2, 3, 2]];
        assert_eq!(junctions(4, spike.into_iter()), [false, false, true, true]);
    }
}
