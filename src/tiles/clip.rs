//! A ring clipped to the square of a tile and its buffer (Sutherland–Hodgman).
//!
//! Vertices come one by one. Of a stretch beyond one side only the ends are kept while they come: the square lies
//! wholly on the other side, so what the stretch does out there cannot be seen. The four passes then run over what is
//! left. Where a ring leaves and enters again the parts stay joined along the buffer's edge, outside of what is drawn;
//! areas are exact.

use super::coord::{BUFFER, EXTENT};

/// A position in tile units.
pub(super) type Place = [f64; 2];

/// The first and the last unit that is drawn.
pub(super) const LOW: i32 = -BUFFER.cast_signed();
/// The last unit that is drawn.
pub(super) const HIGH: i32 = (EXTENT + BUFFER).cast_signed();

/// The four sides: the axis, the limit, and whether the square lies above it.
const SIDES: [(usize, i32, bool); 4] = [(0, LOW, true), (0, HIGH, false), (1, LOW, true), (1, HIGH, false)];

/// Clips one ring after the other, reusing its memory.
#[derive(Debug, Default)]
pub(super) struct Clipper {
    points: Vec<Place>,
    spare: Vec<Place>,
    /// The sides beyond which the last two kept points lie, one bit a side.
    beyond: [u8; 2],
    /// The sides beyond which some point lies, and those beyond which all lie.
    some: u8,
    all: u8,
}

impl Clipper {
    /// Forgets the last ring.
    pub fn start(&mut self) {
        self.points.clear();
        self.beyond = [0, 0];
        self.some = 0;
        self.all = u8::MAX;
    }

    /// The next vertex of the ring.
    pub fn push(&mut self, place: Place) {
        let beyond = sides_beyond(place);
        self.some |= beyond;
        self.all &= beyond;
        if beyond & self.beyond[0] & self.beyond[1] == 0 {
            self.points.push(place);
            self.beyond = [self.beyond[1], beyond];
        } else if let Some(last) = self.points.last_mut() {
            *last = place;
            self.beyond[1] = beyond;
        }
    }

    /// The ring clipped to the square, open, in its own direction; empty when nothing is left.
    pub fn finish(&mut self) -> &[Place] {
        if self.all != 0 {
            self.points.clear();
        }
        for (side, (axis, limit, above)) in SIDES.into_iter().enumerate() {
            if self.some & (1 << side) != 0 {
                self.pass(axis, f64::from(limit), above);
            }
        }
        &self.points
    }

    fn pass(&mut self, axis: usize, limit: f64, above: bool) {
        let Some(mut before) = self.points.last().copied() else { return };
        let within = |place: Place| if above { place[axis] >= limit } else { place[axis] <= limit };
        self.spare.clear();
        for &place in &self.points {
            if within(place) != within(before) {
                self.spare.push(crossing(before, place, axis, limit));
            }
            if within(place) {
                self.spare.push(place);
            }
            before = place;
        }
        std::mem::swap(&mut self.points, &mut self.spare);
    }
}

fn sides_beyond(place: Place) -> u8 {
    let (low, high) = (f64::from(LOW), f64::from(HIGH));
    u8::from(place[0] < low) | u8::from(place[0] > high) << 1 | u8::from(place[1] < low) << 2 | u8::from(place[1] > high) << 3
}

/// Where an edge crosses a side: the same number in both directions, so that neighbours meet.
fn crossing(one: Place, other: Place, axis: usize, limit: f64) -> Place {
    let (from, to) = if one < other { (one, other) } else { (other, one) };
    let share = (limit - from[axis]) / (to[axis] - from[axis]);
    let across = from[1 - axis] + share * (to[1 - axis] - from[1 - axis]);
    if axis == 0 { [limit, across] } else { [across, limit] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, Coord, LineString, Polygon, Rect};
    use proptest::prelude::*;

    fn clip(ring: &[Place]) -> Vec<Place> {
        let mut clipper = Clipper::default();
        clipper.start();
        for place in ring {
            clipper.push(*place);
        }
        clipper.finish().to_vec()
    }

    fn polygon(ring: &[Place]) -> Polygon<f64> {
        Polygon::new(LineString(ring.iter().map(|[x, y]| Coord { x: *x, y: *y }).collect()), vec![])
    }

    /// A star-shaped ring: never crosses itself, however its radii vary.
    fn star(centre: Place, radii: &[f64]) -> Vec<Place> {
        let turn = |place: usize| {
            std::f64::consts::TAU * f64::from(u32::try_from(place).unwrap()) / f64::from(u32::try_from(radii.len()).unwrap())
        };
        let at = |(place, radius): (usize, &f64)| [centre[0] + radius * turn(place).cos(), centre[1] + radius * turn(place).sin()];
        radii.iter().enumerate().map(at).collect()
    }

    proptest! {
        #[test]
        fn the_area_is_that_of_the_true_intersection(
            centre in ([-3000.0..7000.0, -3000.0..7000.0]),
            radii in proptest::collection::vec(50.0..9000.0_f64, 3..60),
        ) {
            let ring = star(centre, &radii);
            let (low, high) = (f64::from(LOW), f64::from(HIGH));
            let square = Rect::new(Coord { x: low, y: low }, Coord { x: high, y: high }).to_polygon();
            let expected = polygon(&ring).intersection(&square).unsigned_area();
            let clipped = clip(&ring);
            let area = polygon(&clipped).unsigned_area();
            // The oracle works on a grid of about 2e-5 units, which it may be off by along every edge.
            prop_assert!((area - expected).abs() <= 0.5, "{area} for {expected}");
            prop_assert!(clipped.iter().flatten().all(|value| (low..=high).contains(value)));
        }

        #[test]
        fn an_edge_crosses_a_side_at_the_same_place_in_both_directions(a in [-9e3..-65.0_f64, -9e3..9e3_f64], b in [-63.0..9e3_f64, -9e3..9e3_f64]) {
            let bits = |place: Place| place.map(f64::to_bits);
            prop_assert_eq!(bits(crossing(a, b, 0, f64::from(LOW))), bits(crossing(b, a, 0, f64::from(LOW))));
        }
    }

    #[test]
    fn a_ring_around_the_tile_becomes_the_square_with_its_buffer() {
        let clipped = clip(&star([2048.0, 2048.0], &[9e4; 500]));
        let corners: std::collections::BTreeSet<[i64; 2]> =
            clipped.iter().map(|[x, y]| [format!("{x}").parse().unwrap(), format!("{y}").parse().unwrap()]).collect();
        assert_eq!(corners.into_iter().collect::<Vec<_>>(), [[-64, -64], [-64, 4160], [4160, -64], [4160, 4160]]);
    }

    #[test]
    fn a_ring_beyond_or_around_a_corner_leaves_nothing() {
        assert!(clip(&star([-5000.0, 100.0], &[300.0; 20])).is_empty());
        let around_corner = [[-3000.0, 5000.0], [-100.0, 9000.0], [-3000.0, 9000.0]];
        assert!(polygon(&clip(&around_corner)).unsigned_area() < 1e-9);
    }
}
