//! Which shapes touch a rectangle: a static R-tree, packed along a Hilbert curve.
//!
//! The boxes never change once they are built, so the tree is one array: leaves sorted by where their centre lies on
//! the curve, then one box for every [`FAN`] below it, level upon level.

use super::coord::{GridBox, GridPoint, along_curve, index};

/// Boxes under one box.
const FAN: usize = 16;

/// A static spatial index over boxes.
#[derive(Debug)]
pub(super) struct BoxIndex {
    /// All levels, leaves first.
    boxes: Vec<GridBox>,
    /// Which item each leaf is.
    items: Vec<u32>,
    /// Where each level ends in `boxes`, leaves first.
    ends: Vec<usize>,
}

impl BoxIndex {
    /// Indexes boxes; empty ones are never found.
    pub fn new(bounds: &[GridBox]) -> Self {
        let mut items: Vec<u32> = (0..index(bounds.len())).filter(|item| bounds[*item as usize] != GridBox::EMPTY).collect();
        items.sort_by_cached_key(|item| (along(centre(bounds[*item as usize])), *item));
        let mut boxes: Vec<GridBox> = items.iter().map(|item| bounds[*item as usize]).collect();
        let mut ends = vec![boxes.len()];
        let mut start = 0;
        while boxes.len() - start > 1 {
            let above: Vec<GridBox> =
                boxes[start..].chunks(FAN).map(|below| below.iter().fold(GridBox::EMPTY, |all, one| all.join(*one))).collect();
            start = boxes.len();
            boxes.extend(above);
            ends.push(boxes.len());
        }
        Self { boxes, items, ends }
    }

    /// Calls `found` for every item whose box touches the rectangle, in no particular order.
    pub fn search(&self, area: GridBox, found: &mut impl FnMut(u32)) {
        if !self.items.is_empty() {
            self.visit(self.ends.len() - 1, 0, area, found);
        }
    }

    /// `place` counts from the start of the level.
    fn visit(&self, level: usize, place: usize, area: GridBox, found: &mut impl FnMut(u32)) {
        let start = if level == 0 { 0 } else { self.ends[level - 1] };
        if !self.boxes[start + place].touches(area) {
            return;
        }
        if level == 0 {
            found(self.items[place]);
            return;
        }
        let below = if level == 1 { 0 } else { self.ends[level - 2] };
        let count = self.ends[level - 1] - below;
        for child in place * FAN..((place + 1) * FAN).min(count) {
            self.visit(level - 1, child, area, found);
        }
    }

    /// The box around everything.
    pub fn bounds(&self) -> GridBox {
        self.boxes.last().copied().unwrap_or(GridBox::EMPTY)
    }
}

fn along(point: GridPoint) -> u64 {
    along_curve([point.x, point.y], u32::BITS)
}

const fn centre(bounds: GridBox) -> GridPoint {
    GridPoint { x: bounds.min.x.midpoint(bounds.max.x), y: bounds.min.y.midpoint(bounds.max.y) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxed(x: u32, y: u32, width: u32, height: u32) -> GridBox {
        GridBox { min: GridPoint { x, y }, max: GridPoint { x: x.saturating_add(width), y: y.saturating_add(height) } }
    }

    proptest! {
        #[test]
        fn a_search_finds_exactly_the_boxes_that_touch(
            boxes in proptest::collection::vec((any::<u32>(), any::<u32>(), 0..1_u32 << 29, 0..1_u32 << 29), 0..300),
            area in (any::<u32>(), any::<u32>(), 0..1_u32 << 31, 0..1_u32 << 31),
        ) {
            let boxes: Vec<GridBox> = boxes.into_iter().map(|(x, y, width, height)| boxed(x, y, width, height)).collect();
            let area = boxed(area.0, area.1, area.2, area.3);
            let mut found = Vec::new();
            BoxIndex::new(&boxes).search(area, &mut |item| found.push(item));
            found.sort_unstable();
            let expected: Vec<u32> = (0..index(boxes.len())).filter(|item| boxes[*item as usize].touches(area)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn neighbours_on_the_curve_are_neighbours_on_the_ground() {
        let mut cells: Vec<GridPoint> = (0..8).flat_map(|x| (0..8).map(move |y| GridPoint { x: x << 29, y: y << 29 })).collect();
        cells.sort_by_key(|cell| along(*cell));
        assert!(cells.windows(2).all(|pair| (pair[0].x.abs_diff(pair[1].x) >> 29) + (pair[0].y.abs_diff(pair[1].y) >> 29) == 1));
    }

    #[test]
    fn an_empty_box_is_never_found() {
        let all = boxed(0, 0, u32::MAX, u32::MAX);
        let mut found = Vec::new();
        BoxIndex::new(&[GridBox::EMPTY, boxed(3, 3, 1, 1)]).search(all, &mut |item| found.push(item));
        assert_eq!(found, [1]);
        BoxIndex::new(&[]).search(all, &mut |item| found.push(item));
        assert_eq!(found, [1]);
    }
}
