//! A grid whose corners are moved a little and whose borders are fractal: each border is made once, by its place.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use geo::{Coord, LineString, Polygon};

use super::numbers::Numbers;

/// The south-western corner of the country (degrees).
const CORNER: Coord = Coord { x: 102.0, y: 16.0 };
/// The size of a cell (degrees): communes of some 40 km².
const CELL: f64 = 0.06;

/// Some columns and rows of cells.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    pub x: usize,
    pub y: usize,
    pub columns: usize,
    pub rows: usize,
}

impl Block {
    /// The cells of it from a column and row on.
    pub const fn part(self, x: usize, y: usize, [columns, rows]: [usize; 2]) -> Self {
        Self { x: self.x + x, y: self.y + y, columns, rows }
    }
}

/// Where a border starts, and whether it runs north (or east).
type Place = (usize, usize, bool);

/// The grid.
#[derive(Debug)]
pub struct Grid {
    seed: u64,
    vertices: usize,
    borders: Mutex<HashMap<Place, Vec<Coord>>>,
}

impl Grid {
    pub fn new(seed: u64, vertices: usize) -> Self {
        Self { seed, vertices: vertices.max(1).next_power_of_two(), borders: Mutex::default() }
    }

    /// The outline of a block, counterclockwise.
    pub fn outline(&self, block: Block) -> Polygon {
        let Block { x, y, columns, rows } = block;
        let mut ring: Vec<Coord> = Vec::with_capacity(2 * (columns + rows) * self.vertices + 1);
        (x..x + columns).for_each(|x| ring.extend(self.border((x, y, false))));
        (y..y + rows).for_each(|y| ring.extend(self.border((x + columns, y, true))));
        let backwards = |ring: &mut Vec<Coord>, place: Place, end: Coord| {
            let border = self.border(place);
            ring.push(end);
            ring.extend(border.into_iter().skip(1).rev());
        };
        (x..x + columns).rev().for_each(|x| backwards(&mut ring, (x, y + rows, false), self.node(x + 1, y + rows)));
        (y..y + rows).rev().for_each(|y| backwards(&mut ring, (x, y, true), self.node(x, y + 1)));
        Polygon::new(LineString::new(ring), Vec::new())
    }

    /// About the middle of a block.
    pub fn centre(&self, block: Block) -> Coord {
        (self.node(block.x, block.y) + self.node(block.x + block.columns, block.y + block.rows)) / 2.0
    }

    fn node(&self, x: usize, y: usize) -> Coord {
        let mut numbers = Numbers::new(self.seed, &[1, x, y]);
        let mut at = |index: usize| (f64::from(u32::try_from(index).unwrap_or(0)) + numbers.between(-0.1, 0.1)) * CELL;
        CORNER + Coord { x: at(x), y: at(y) }
    }

    /// The vertices of a border without its last.
    fn border(&self, place: Place) -> Vec<Coord> {
        let mut borders = self.borders.lock().unwrap_or_else(PoisonError::into_inner);
        borders.entry(place).or_insert_with(|| self.fractal(place)).clone()
    }

    /// The middle of a line is moved sideways, then those of its halves by less, and so on. A border so turns by less than 29° in
    /// all, while two of them leave a corner at 62° or more: they never meet.
    fn fractal(&self, (x, y, north): Place) -> Vec<Coord> {
        let mut numbers = Numbers::new(self.seed, &[2, x, y, usize::from(north)]);
        let end = if north { self.node(x, y + 1) } else { self.node(x + 1, y) };
        let mut line = vec![self.node(x, y), end];
        let mut most_aside = 0.1;
        while line.len() <= self.vertices {
            let halves = line.windows(2).flat_map(|pair| {
                let along = pair[1] - pair[0];
                let aside = numbers.between(-most_aside, most_aside);
                [pair[0], (pair[0] + pair[1]) / 2.0 + Coord { x: -along.y, y: along.x } * aside]
            });
            line = halves.chain([end]).collect();
            most_aside *= 0.6;
        }
        line.pop();
        line
    }
}
