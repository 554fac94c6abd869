//! The packed Hilbert R-tree of FlatGeobuf (<https://flatgeobuf.org>, `packedrtree`): levels of nodes from the root down to one node a feature.

use geo::{Coord, Rect};

use super::super::around;

/// How many children a node has.
pub(super) const NODE_SIZE: u16 = 16;
/// Cells of a side of the curve.
const SIDE: u32 = 1 << 16;

/// How far along the Hilbert curve over some bounds the middle of a rectangle lies.
pub(super) fn along(bounds: Rect, rect: Rect) -> u64 {
    let share = |at: f64, from: f64, width: f64| if width > 0.0 { (at - from) / width } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 65 535, and the cast saturates")]
    let cell = |share: f64| (share * f64::from(SIDE - 1)) as u32;
    let (Coord { x, y }, min) = (rect.center(), bounds.min());
    let (mut x, mut y) = (cell(share(x, min.x, bounds.width())), cell(share(y, min.y, bounds.height())));
    let (mut along, mut side) = (0_u64, SIDE / 2);
    while side > 0 {
        let (right, upper) = (u32::from(x & side > 0), u32::from(y & side > 0));
        along += u64::from(side) * u64::from(side) * u64::from((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                (x, y) = (SIDE - 1 - x, SIDE - 1 - y);
            }
            (x, y) = (y, x);
        }
        side /= 2;
    }
    along
}

/// The index of features in their order, each with its rectangle and where it begins (bytes).
pub(super) fn index(leaves: Vec<(Rect, u64)>) -> Vec<u8> {
    // Levels from the leaves up; a node of an inner one names its first child by its number.
    let mut levels = vec![leaves];
    while let Some(level) = levels.last().filter(|level| level.len() > 1 || levels.len() == 1) {
        let chunks = level.chunks(usize::from(NODE_SIZE)).enumerate();
        let node = |(place, children): (usize, &[(Rect, u64)])| {
            let rect = children.iter().map(|(rect, _)| *rect).reduce(around)?;
            Some((rect, place as u64 * u64::from(NODE_SIZE)))
        };
        let above: Vec<_> = chunks.filter_map(node).collect();
        levels.push(above);
    }
    let mut out = Vec::new();
    let mut first = 0;
    for (height, level) in levels.iter().enumerate().rev() {
        first += level.len() as u64;
        for (rect, offset) in level {
            let (min, max) = (rect.min(), rect.max());
            [min.x, min.y, max.x, max.y].iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
            // Numbers count from the root; those of the level below begin after this one.
            let offset = if height == 0 { *offset } else { first + offset };
            out.extend_from_slice(&offset.to_le_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    fn at(x: f64, y: f64) -> Rect {
        Rect::new(coord! { x: x, y: y }, coord! { x: x, y: y })
    }

    #[test]
    fn neighbours_on_the_curve_are_neighbours_on_the_ground() {
        let bounds = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 65_535.0, y: 65_535.0 });
        let step = 4096.0;
        let cells = (0..16).flat_map(|x| (0..16).map(move |y| (f64::from(x) * step, f64::from(y) * step)));
        let mut cells: Vec<(u64, (f64, f64))> = cells.map(|(x, y)| (along(bounds, at(x, y)), (x, y))).collect();
        cells.sort_by_key(|(along, _)| *along);
        for pair in cells.windows(2) {
            let ((_, (a, b)), (_, (c, d))) = (pair[0], pair[1]);
            assert_eq!((a - c).abs() + (b - d).abs(), step, "{pair:?}");
        }
    }

    #[test]
    fn a_tree_has_a_root_and_as_many_leaves_as_features() {
        for (features, nodes) in [(1_u32, 2), (16, 17), (17, 20), (257, 257 + 17 + 2 + 1)] {
            let leaves = (0..features).map(|number| (at(f64::from(number), 0.0), u64::from(number))).collect();
            let index = index(leaves);
            assert_eq!(index.len(), nodes * 40, "{features}");
            let number = |at: usize| f64::from_le_bytes(index[at..at + 8].try_into().unwrap());
            assert_eq!((number(0), number(16)), (0.0, f64::from(features) - 1.0), "the root holds all");
            assert_eq!(u64::from_le_bytes(index[32..40].try_into().unwrap()), 1, "its first child comes next");
        }
    }
}
