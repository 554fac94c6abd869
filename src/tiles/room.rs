//! Which features find room in the tiles of low zooms, where tens of thousands would make one tile of a country heavy.
//!
//! The largest go first, those that give way last, and what is left out of one tile of a zoom is left out of all of them: a feature never
//! ends at the edge of a tile. Where all fit, nothing is left out.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::coord::{GridBox, index};

/// From this zoom on nothing is left out: what is crowded there lies in layers upon each other.
const OPEN_FROM: u8 = 10;

/// How many of the largest features find room in the tiles of each zoom.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// The place of each feature, the largest first; empty where all fit at every zoom.
    ranks: Vec<u32>,
    /// So many of them are in tiles of a zoom; zooms beyond hold all.
    shown: Vec<u32>,
}

impl Room {
    /// Room for features with those boxes, in their order, where a tile holds no more of them than the last of the numbers whose zoom is not
    /// above its own allows. Features of `giving_way`, in ascending order, find room after all others.
    pub fn of(boxes: &[GridBox], giving_way: &[u32], most: &[(u8, u32)]) -> Self {
        let most_at = |zoom: u8| most.iter().rev().find(|(from, _)| *from <= zoom).map_or(u32::MAX, |(_, most)| *most);
        let all = index(boxes.len());
        if (0..OPEN_FROM).all(|zoom| all <= most_at(zoom)) {
            return Self::default();
        }
        let mut order: Vec<u32> = (0..all).collect();
        order.sort_by_cached_key(|feature| (giving_way.binary_search(feature).is_ok(), Reverse(size(boxes[*feature as usize]))));
        let sorted: Vec<GridBox> = order.iter().map(|feature| boxes[*feature as usize]).collect();
        let shown = (0..OPEN_FROM).map(|zoom| if all <= most_at(zoom) { all } else { fitting(&sorted, zoom, most_at(zoom)) }).collect();
        let mut ranks = vec![0; boxes.len()];
        (0..).zip(order).for_each(|(rank, feature)| ranks[feature as usize] = rank);
        Self { ranks, shown }
    }

    /// Keeps the features that find room in tiles of a zoom.
    pub fn keep(&self, zoom: u8, features: &mut Vec<u32>) {
        if let Some(shown) = self.shown.get(usize::from(zoom)) {
            features.retain(|feature| self.ranks[*feature as usize] < *shown);
        }
    }
}

/// How much of the map a box takes, in square steps.
fn size(area: GridBox) -> u64 {
    let side = |from: u32, to: u32| u64::from(to.saturating_sub(from));
    side(area.min.x, area.max.x).saturating_mul(side(area.min.y, area.max.y))
}

/// How many of the boxes, from the first on, fit into the tiles of a zoom.
fn fitting(sorted: &[GridBox], zoom: u8, most: u32) -> u32 {
    let mut held: HashMap<[u32; 2], u32> = HashMap::new();
    let overfull = sorted.iter().position(|area| {
        let [columns, rows] = area.tiles(zoom);
        let mut fits = true;
        for place in rows.flat_map(|row| columns.clone().map(move |column| [column, row])) {
            let count = held.entry(place).or_default();
            *count += 1;
            fits &= *count <= most;
        }
        !fits
    });
    index(overfull.unwrap_or(sorted.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::coord::GridPoint;
    use crate::tiles::tests::{land, rect, rings};
    use crate::tiles::{LayerBuilder, Shapes, TileCoord, TileLayer, mark, tile};
    use std::sync::Arc;

    fn square(x: u32, y: u32, side: u32) -> GridBox {
        GridBox { min: GridPoint { x, y }, max: GridPoint { x: x + side, y: y + side } }
    }

    fn kept(room: &Room, zoom: u8, count: u32) -> Vec<u32> {
        let mut features = (0..count).collect();
        room.keep(zoom, &mut features);
        features
    }

    #[test]
    fn the_largest_find_room_and_all_of_them_where_they_lie_apart() {
        // Four in the north-west quarter of the map, each smaller than the one before but the last, and one in the south-east.
        let quarter = 1 << 30;
        let boxes = [
            square(quarter, quarter, 4000),
            square(quarter + 10_000, quarter, 3000),
            square(quarter + 20_000, quarter, 2000),
            square(quarter + 30_000, quarter, 5000),
            square(3 * quarter, 3 * quarter, 1000),
        ];
        let room = Room::of(&boxes, &[], &[(0, 2)]);
        assert_eq!(kept(&room, 0, 5), [0, 3]);
        // At zoom 1 the last one has a tile of its own, but the third is in the way of what is smaller.
        assert_eq!(kept(&room, 1, 5), [0, 3]);
        assert_eq!(kept(&room, 10, 5), [0, 1, 2, 3, 4]);
        // What gives way does so however large it is.
        assert_eq!(kept(&Room::of(&boxes, &[0, 3], &[(0, 2)]), 0, 5), [1, 2]);
        let room = Room::of(&boxes, &[], &[(0, 4)]);
        assert_eq!(kept(&room, 0, 5), [0, 1, 2, 3]);
        assert_eq!(kept(&room, 1, 5), [0, 1, 2, 3, 4]);
        assert_eq!(kept(&Room::of(&boxes, &[], &[(0, 5)]), 0, 5), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn of_those_that_are_equal_the_first_find_room() {
        let room = Room::of(&[square(7, 7, 10); 9], &[], &[(2, 3), (4, 5)]);
        assert_eq!(kept(&room, 1, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(kept(&room, 3, 9), [0, 1, 2]);
        assert_eq!(kept(&room, 9, 9), [0, 1, 2, 3, 4]);
        assert_eq!(kept(&room, 10, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn the_tiles_of_a_box_are_those_that_it_touches() {
        let size = 1_u32 << 29;
        let buffer = size >> 6;
        for area in [
            square(0, 0, 5),
            square(2 * size - buffer, 3 * size + buffer, 0),
            square(2 * size - buffer - 1, 3 * size + buffer + 1, 0),
            square(u32::MAX - 9, size, 9),
            square(size - 5, size - 5, 3 * size),
        ] {
            let [columns, rows] = area.tiles(3);
            for (x, y) in (0..8).flat_map(|x| (0..8).map(move |y| (x, y))) {
                let touches = TileCoord::new(3, x, y).unwrap().grid_box().touches(area);
                assert_eq!(columns.contains(&x) && rows.contains(&y), touches, "{area:?} {x} {y}");
            }
        }
    }

    /// A layer of squares with those sides (degrees) in a row from the west, a degree from each other across the meridian of 90°, where tiles meet.
    fn row(sides: &[f64], most: &[(u8, u32)]) -> [Arc<TileLayer>; 1] {
        let west = (0..).map(|place| 86.0 + f64::from(place));
        let lands: Vec<_> = west.zip(sides).map(|(west, side)| land(&[rect(west, 10.0, west + side, 10.0 + side)])).collect();
        let mut layer = LayerBuilder::new("row", 0..=22, &[]).most_in_tile(most.to_vec());
        let set = layer.shapes(Arc::new(Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap()));
        (0..lands.len()).for_each(|shape| layer.feature(shape as u64, set, shape, &[]).unwrap());
        [Arc::new(layer.build())]
    }

    fn ids(layers: &[Arc<TileLayer>], z: u8, lon: f64) -> Vec<u64> {
        let bytes = tile(layers, TileCoord::at(z, lon, 10.0).unwrap()).unwrap_or_default();
        rings(&bytes).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn what_is_left_out_of_one_tile_is_left_out_of_its_neighbour() {
        // The fourth lies across the meridian; west of it are three larger ones, east of it two smaller ones.
        let layers = row(&[0.9, 0.8, 0.7, 1.2, 0.3, 0.2], &[(0, 3), (9, 100)]);
        assert_eq!((ids(&layers, 2, 89.0), ids(&layers, 2, 91.0)), (vec![0, 1, 3], vec![3]));
        // From a zoom on at which the tiles are small enough they are all there.
        assert_eq!((ids(&layers, 8, 87.0), ids(&layers, 8, 90.5)), (vec![0, 1], vec![3, 4, 5]));
    }

    #[test]
    fn a_feature_that_finds_no_room_changes_no_tile() {
        let coord = TileCoord::at(1, 89.0, 10.0).unwrap();
        let mark = |sides: &[f64]| mark(&row(sides, &[(0, 2)]), coord).unwrap();
        assert_eq!(mark(&[0.9, 0.8]), mark(&[0.9, 0.8, 0.1]));
        assert_ne!(mark(&[0.9, 0.8]), mark(&[0.9, 0.8, 0.85]));
    }
}
