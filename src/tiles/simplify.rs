//! How important a vertex is: the least zoom at which it is drawn.
//!
//! Ramer–Douglas–Peucker on each arc, with the tolerance of every zoom at once: a vertex takes the distance at which
//! the recursion would keep it, never more than its parent's, so that "distance at least the tolerance" gives exactly
//! what a run with that tolerance would give. The tolerance is half a pixel of a 512-pixel tile (4 of 4096 units),
//! so no border moves by more than that; two lines that are closer than that may come to cross. Ends of arcs are kept
//! always, which is why neighbours keep their junctions.

use super::coord::{GridPoint, MAX_ZOOM};

/// More than any zoom: the vertex is never drawn, as it lies less than one grid step off the line between others.
pub(super) const NEVER: u8 = MAX_ZOOM + 1;

/// log2 of the tolerance at zoom 0 in grid steps: half a pixel is 1/1024 of a tile, 2^22 steps.
const TOLERANCE_BITS: f64 = 22.0;

/// The importance of each vertex of one arc; 0 for both ends.
pub(super) fn importance(arc: &[GridPoint]) -> Vec<u8> {
    let mut zooms = vec![NEVER; arc.len()];
    let Some(last) = arc.len().checked_sub(1) else { return zooms };
    zooms[0] = 0;
    zooms[last] = 0;
    let mut open = vec![(0, last, f64::INFINITY)];
    while let Some((from, to, parent)) = open.pop() {
        let Some((place, distance)) = farthest(arc, from, to) else { continue };
        let distance = distance.min(parent);
        // Nothing between here and both ends can be more important than this vertex.
        if distance < 1.0 {
            continue;
        }
        zooms[place] = least_zoom(distance);
        open.push((from, place, distance));
        open.push((place, to, distance));
    }
    zooms
}

/// The vertex between two others that is farthest (squared grid steps) from the segment between them. Of several the
/// one nearest to the middle: the equal steps of a border drawn from a raster would else be taken off one by one.
fn farthest(arc: &[GridPoint], from: usize, to: usize) -> Option<(usize, f64)> {
    let start = [f64::from(arc[from].x), f64::from(arc[from].y)];
    let along = [f64::from(arc[to].x) - start[0], f64::from(arc[to].y) - start[1]];
    let length = along[0] * along[0] + along[1] * along[1];
    let per_length = if length > 0.0 { 1.0 / length } else { 0.0 };
    let middle = from.midpoint(to);
    let mut best = None;
    let mut most = -1.0;
    for (place, point) in arc.iter().enumerate().take(to).skip(from + 1) {
        let away = [f64::from(point.x) - start[0], f64::from(point.y) - start[1]];
        let share = ((away[0] * along[0] + away[1] * along[1]) * per_length).clamp(0.0, 1.0);
        let off = [away[0] - share * along[0], away[1] - share * along[1]];
        let distance = off[0] * off[0] + off[1] * off[1];
        if distance > most || (distance >= most && place <= middle) {
            most = distance;
            best = Some((place, distance));
        }
    }
    best
}

/// The least zoom whose tolerance does not exceed a distance (squared grid steps, at least 1).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 22")]
fn least_zoom(squared: f64) -> u8 {
    (TOLERANCE_BITS - squared.log2() / 2.0).ceil().clamp(0.0, f64::from(MAX_ZOOM)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(u32, u32)]) -> Vec<GridPoint> {
        points.iter().map(|(x, y)| GridPoint { x: *x, y: *y }).collect()
    }

    #[test]
    fn a_vertex_appears_at_the_zoom_where_it_is_half_a_pixel_off() {
        let bend = |off: u32| importance(&line(&[(0, 0), (1 << 30, off), (1 << 31, 0)]))[1];
        assert_eq!((bend(1 << 22), bend((1 << 22) - 1), bend(1 << 12), bend(1)), (0, 1, 10, 22));
        assert_eq!(bend(0), NEVER);
    }

    #[test]
    fn many_equal_steps_are_halved_rather_than_taken_off_one_by_one() {
        // Quadratic, this would run for minutes.
        let steps: Vec<GridPoint> = (0..200_001).map(|place| GridPoint { x: place << 12, y: (place % 2) << 12 }).collect();
        let zooms = importance(&steps);
        assert!(zooms[1..200_000].iter().all(|zoom| (9..=11).contains(zoom)), "{:?}", zooms.iter().max());
    }

    #[test]
    fn a_child_is_never_more_important_than_its_parent() {
        let zooms = importance(&line(&[(0, 0), (1000, 4), (1001, 900), (1002, 0), (2000, 0)]));
        assert!(zooms[2] <= zooms[1] && zooms[2] <= zooms[3], "{zooms:?}");
    }

    #[test]
    fn direction_does_not_matter_for_a_loop_that_starts_at_the_same_vertex() {
        let mut ring = line(&[(0, 0), (900, 30), (1000, 800), (300, 1000), (50, 400), (0, 0)]);
        let forward = importance(&ring);
        ring.reverse();
        let mut backward = importance(&ring);
        backward.reverse();
        assert_eq!(forward, backward);
    }
}
