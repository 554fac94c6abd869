//! Tiles, the web Mercator projection, and the grid on which every vertex is kept.
//!
//! The grid divides the projected world into 2^32 steps each way: 9.3 mm at the equator, 8 bytes a vertex. One tile
//! unit (1/4096 of a tile) is one step at zoom 20, so nothing is lost up to there; at zoom 22 a vertex is at most
//! half a step, 5 mm, from where it was given, less than any survey of a boundary.

use super::TilesError;
use super::matrix_set::{NORTH, TileMatrixSet, latitude, units_in_degree};
use std::ops::RangeInclusive;

/// The highest zoom for which tiles are made.
pub const MAX_ZOOM: u8 = 22;
/// Units along one side of a tile.
pub const EXTENT: u32 = 4096;
/// Units drawn beyond each side of a tile, so that outlines do not end at its edge.
pub const BUFFER: u32 = 64;

/// log2 of the steps along one side of the world.
const GRID_BITS: u32 = 32;
/// log2 of [`EXTENT`].
const EXTENT_BITS: u32 = 12;
/// log2 of how often [`BUFFER`] fits into [`EXTENT`].
const BUFFER_SHIFT: u32 = 6;
/// The latitude at which the projected world is a square, in degrees.
const MAX_LATITUDE: f64 = 85.051_128_779_806_6;
/// Steps along one side of the world.
const STEPS: f64 = 4_294_967_296.0;

/// Longitude and latitude (degrees) to the unit square of web Mercator (EPSG:3857), (0, 0) in the north-west.
/// Positions beyond its edge are moved onto the edge.
#[must_use]
pub fn mercator(lon: f64, lat: f64) -> [f64; 2] {
    let sin = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians().sin();
    let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * std::f64::consts::PI);
    [(lon / 360.0 + 0.5).clamp(0.0, 1.0), y.clamp(0.0, 1.0)]
}

/// The unit square of web Mercator back to longitude and latitude (degrees).
fn lon_lat(x: f64, y: f64) -> [f64; 2] {
    [(x - 0.5) * 360.0, latitude_of(y)]
}

fn latitude_of(y: f64) -> f64 {
    (std::f64::consts::PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees()
}

/// A vertex on the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct GridPoint {
    /// Steps from the antimeridian, eastward.
    pub x: u32,
    /// Steps from the northern edge, southward.
    pub y: u32,
}

impl GridPoint {
    /// The grid point nearest to a longitude and latitude (degrees); `None` when they are not finite.
    pub fn project(lon: f64, lat: f64) -> Option<Self> {
        if !(lon.is_finite() && lat.is_finite()) {
            return None;
        }
        let [x, y] = mercator(lon, lat);
        Some(Self { x: step(x), y: step(y) })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u32 in the same line")]
fn step(unit: f64) -> u32 {
    (unit * STEPS + 0.5).clamp(0.0, f64::from(u32::MAX)) as u32
}

/// A rectangle of grid points, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GridBox {
    pub min: GridPoint,
    pub max: GridPoint,
}

impl GridBox {
    /// The rectangle that holds nothing; joining it with another gives the other.
    pub const EMPTY: Self = Self { min: GridPoint { x: u32::MAX, y: u32::MAX }, max: GridPoint { x: 0, y: 0 } };

    /// The whole map.
    pub const ALL: Self = Self { min: GridPoint { x: 0, y: 0 }, max: GridPoint { x: u32::MAX, y: u32::MAX } };

    /// The smallest rectangle around points.
    pub fn around<'a>(points: impl IntoIterator<Item = &'a GridPoint>) -> Self {
        points.into_iter().fold(Self::EMPTY, |all, point| all.join(Self { min: *point, max: *point }))
    }

    /// The smallest rectangle around both.
    pub fn join(self, other: Self) -> Self {
        Self {
            min: GridPoint { x: self.min.x.min(other.min.x), y: self.min.y.min(other.min.y) },
            max: GridPoint { x: self.max.x.max(other.max.x), y: self.max.y.max(other.max.y) },
        }
    }

    /// A square whose north-west corner and side are given on the unit square, with so much of its side around it.
    pub fn of_square(west: f64, north: f64, side: f64, margin: f64) -> Self {
        let (low, high) = (-margin * side, (1.0 + margin) * side);
        let corner = |by: f64| GridPoint { x: step(west + by), y: step(north + by) };
        Self { min: corner(low), max: corner(high) }
    }

    /// Whether they share a point.
    pub const fn touches(self, other: Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    /// The columns and rows of the tiles of a zoom that it touches, with their buffer.
    pub fn tiles(self, zoom: u8) -> [RangeInclusive<u32>; 2] {
        let bits = GRID_BITS - u32::from(zoom);
        let buffer = (1_u64 << bits) >> BUFFER_SHIFT;
        // The last step of a tile is also the first of the next.
        let first = |step: u32| u64::from(step).saturating_sub(buffer + 1) >> bits;
        let last = |step: u32| ((u64::from(step) + buffer) >> bits).min((1 << zoom) - 1);
        let cut = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        [(self.min.x, self.max.x), (self.min.y, self.max.y)].map(|(from, to)| cut(first(from))..=cut(last(to)))
    }

    /// West, south, east, north in degrees; `None` for a rectangle that holds nothing.
    pub fn degrees(self) -> Option<[f64; 4]> {
        if self.min.x > self.max.x {
            return None;
        }
        let [west, north] = lon_lat(f64::from(self.min.x) / STEPS, f64::from(self.min.y) / STEPS);
        let [east, south] = lon_lat(f64::from(self.max.x) / STEPS, f64::from(self.max.y) / STEPS);
        Some([west, south, east, north])
    }
}

/// A tile that can exist, of web Mercator unless [`TileMatrixSet::tile`] made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileCoord {
    pub(super) set: TileMatrixSet,
    pub(super) z: u8,
    pub(super) x: u32,
    pub(super) y: u32,
}

impl TileCoord {
    /// The tile in a column and row, counted from the north-west corner, of a zoom.
    ///
    /// # Errors
    /// The zoom is above [`MAX_ZOOM`], or the column or row is not below 2^zoom.
    pub fn new(z: u8, x: u32, y: u32) -> Result<Self, TilesError> {
        TileMatrixSet::WebMercatorQuad.tile(z, x, y)
    }

    /// The tile that a longitude and latitude (degrees) fall into, at a zoom of at most [`MAX_ZOOM`].
    ///
    /// # Errors
    /// The zoom is above [`MAX_ZOOM`]. Positions that are not finite fall into the first tile.
    pub fn at(z: u8, lon: f64, lat: f64) -> Result<Self, TilesError> {
        TileMatrixSet::WebMercatorQuad.tile_at(z, lon, lat)
    }

    /// The zoom.
    #[must_use]
    pub const fn z(self) -> u8 {
        self.z
    }

    /// The column.
    #[must_use]
    pub const fn x(self) -> u32 {
        self.x
    }

    /// The row.
    #[must_use]
    pub const fn y(self) -> u32 {
        self.y
    }

    /// The zoom of web Mercator whose detail it has.
    #[must_use]
    pub const fn detail(self) -> u8 {
        self.set.detail(self.z)
    }

    /// The number of the tile among all of web Mercator (PMTiles 3, section 4.1): zoom after zoom, along a Hilbert curve within each.
    #[must_use]
    pub fn number(self) -> u64 {
        ((1 << (2 * self.z)) - 1) / 3 + along_curve([self.x, self.y], self.z.into())
    }

    /// The four tiles of the next zoom that it is divided into; none at [`MAX_ZOOM`].
    pub fn children(self) -> impl Iterator<Item = Self> {
        let parts = if self.detail() < MAX_ZOOM { 4 } else { 0 };
        (0..parts).map(move |part| Self { z: self.z + 1, x: 2 * self.x + part % 2, y: 2 * self.y + part / 2, ..self })
    }

    /// West, south, east, north in degrees, without the buffer.
    #[must_use]
    pub fn bounds(self) -> [f64; 4] {
        let [columns, rows] = self.set.size(self.z).map(f64::from);
        let [north, south] = [self.y, self.y + 1].map(|row| match self.set {
            TileMatrixSet::WebMercatorQuad => latitude_of(f64::from(row) / rows),
            TileMatrixSet::WorldCrs84Quad => latitude(self.z, row.into()),
        });
        let [west, east] = [self.x, self.x + 1].map(|column| (f64::from(column) / columns - 0.5) * 360.0);
        [west, south, east, north]
    }

    /// The grid points of the tile and its buffer, cut at the edge of the world.
    pub(super) fn grid_box(self) -> GridBox {
        let size = 1_u64 << (GRID_BITS - u32::from(self.detail()));
        let buffer = size >> BUFFER_SHIFT;
        let cut = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let span = |index: u32| [(u64::from(index) * size).saturating_sub(buffer), u64::from(index) * size + size + buffer].map(cut);
        let [west, east] = span(self.x);
        let [north, south] = match self.set {
            TileMatrixSet::WebMercatorQuad => span(self.y),
            TileMatrixSet::WorldCrs84Quad => self.rows_of_latitude(),
        };
        GridBox { min: GridPoint { x: west, y: north }, max: GridPoint { x: east, y: south } }
    }

    /// The first and the last row of the grid between the latitudes of a tile and its buffer, one more on each side for what is rounded.
    fn rows_of_latitude(self) -> [u32; 2] {
        let buffer = f64::from(BUFFER) / f64::from(EXTENT);
        let at = |row: f64| step(mercator(0.0, latitude(self.z, row))[1]);
        let (first, last) = (f64::from(self.y) - buffer, f64::from(self.y) + 1.0 + buffer);
        [at(first).saturating_sub(1), at(last).saturating_add(1)]
    }

    /// The same, a unit less on each side; `None` where units are no steps of the grid.
    pub(super) fn inner_box(self) -> Option<GridBox> {
        if self.set != TileMatrixSet::WebMercatorQuad {
            return None;
        }
        let (all, unit) = (self.grid_box(), 1_u32.checked_shl((GRID_BITS - EXTENT_BITS).saturating_sub(self.z.into())).unwrap_or(1));
        let min = GridPoint { x: all.min.x.saturating_add(unit), y: all.min.y.saturating_add(unit) };
        Some(GridBox { min, max: GridPoint { x: all.max.x.saturating_sub(unit), y: all.max.y.saturating_sub(unit) } })
    }

    /// Its north-west corner in its units, from that of the map; saturates at zooms above 18.
    pub(super) fn corner(self) -> [i32; 2] {
        [self.x, self.y].map(|number| i32::try_from(u64::from(number) << EXTENT_BITS).unwrap_or(i32::MAX))
    }

    /// How to turn grid points into units of this tile.
    pub(super) fn frame(self) -> Frame {
        let size = STEPS / f64::from(1_u32 << self.detail());
        let frame = Frame { west: f64::from(self.x) * size, ..Frame::of_map(self.detail()) };
        match self.set {
            TileMatrixSet::WebMercatorQuad => Frame { rows: Rows::OfGrid { north: f64::from(self.y) * size }, ..frame },
            TileMatrixSet::WorldCrs84Quad => {
                Frame { rows: Rows::OfLatitude { units: units_in_degree(self.z), north: f64::from(self.y) * f64::from(EXTENT) }, ..frame }
            }
        }
    }
}

/// How far along a Hilbert curve over a square of 2^bits places each way a place lies.
pub(super) fn along_curve([mut x, mut y]: [u32; 2], bits: u32) -> u64 {
    let mut along = 0_u64;
    for bit in (0..bits).rev() {
        let (right, lower) = ((x >> bit) & 1, (y >> bit) & 1);
        along = (along << 2) | u64::from((3 * right) ^ lower);
        if lower == 0 {
            if right == 1 {
                (x, y) = (!x, !y);
            }
            (x, y) = (y, x);
        }
    }
    along
}

/// Grid points to units of one tile: (0, 0) is its north-west corner, y grows southward.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    west: f64,
    scale: f64,
    rows: Rows,
}

/// How far south something lies.
#[derive(Debug, Clone, Copy)]
enum Rows {
    /// As far as on the grid, from there.
    OfGrid { north: f64 },
    /// By its latitude: so many units in a degree, from so many units below the northern edge of the world.
    OfLatitude { units: f64, north: f64 },
}

impl Frame {
    /// The frame of a square whose north-west corner and side are given on the unit square.
    pub fn of_square(west: f64, north: f64, side: f64) -> Self {
        Self { west: west * STEPS, scale: f64::from(EXTENT) / (side * STEPS), rows: Rows::OfGrid { north: north * STEPS } }
    }

    /// The frame of the whole map, in units of the tiles of a zoom.
    pub fn of_map(zoom: u8) -> Self {
        let scale = f64::from(1_u32 << zoom) / f64::from(1_u32 << (GRID_BITS - EXTENT_BITS));
        Self { west: 0.0, scale, rows: Rows::OfGrid { north: 0.0 } }
    }

    /// The position in tile units. On the grid it is exact, because all factors are powers of two; by latitude the place of the tile,
    /// a whole number, is taken off last, so that neighbours round the same number.
    pub fn place(&self, point: GridPoint) -> [f64; 2] {
        let y = match self.rows {
            Rows::OfGrid { north } => (f64::from(point.y) - north) * self.scale,
            Rows::OfLatitude { units, north } => (NORTH - latitude_of(f64::from(point.y) / STEPS)) * units - north,
        };
        [(f64::from(point.x) - self.west) * self.scale, y]
    }
}

/// The cell of a tile that a position in its units lies in; `None` where that is outside.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the extent, as is seen before")]
pub(super) fn cell(place: [f64; 2]) -> Option<[u64; 2]> {
    place.iter().all(|value| (0.0..f64::from(EXTENT)).contains(value)).then(|| place.map(|value| value as u64))
}

/// The place of something in an array, as a compact number. [`super::Limits`] keeps arrays below this.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_out_of_range_cannot_be_made() {
        assert!(TileCoord::new(0, 0, 0).is_ok() && TileCoord::new(22, (1 << 22) - 1, 0).is_ok());
        assert!(TileCoord::new(0, 1, 0).is_err() && TileCoord::new(3, 0, 8).is_err() && TileCoord::new(23, 0, 0).is_err());
        let message = TileCoord::new(3, 0, 8).unwrap_err().to_string();
        assert!(message.starts_with("no tile `3/0/8`, allowed: "), "{message}");
    }

    #[test]
    fn tiles_are_numbered_as_pmtiles_does() {
        let number = |z, x, y| TileCoord::new(z, x, y).unwrap().number();
        let first = [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0), (2, 0, 0)];
        assert_eq!(first.map(|(z, x, y)| number(z, x, y)), [0, 1, 2, 3, 4, 5]);
        // The example of the specification.
        assert_eq!(number(12, 3423, 1763), 19_078_479);
        let children: Vec<_> = TileCoord::new(3, 2, 5).unwrap().children().map(|child| (child.z, child.x, child.y)).collect();
        assert_eq!(children, [(4, 4, 10), (4, 5, 10), (4, 4, 11), (4, 5, 11)]);
    }

    #[test]
    fn the_projection_maps_the_world_onto_the_unit_square() {
        let near = |found: [f64; 2], expected: [f64; 2]| (found[0] - expected[0]).abs() + (found[1] - expected[1]).abs() < 1e-11;
        assert!(near(mercator(0.0, 0.0), [0.5, 0.5]) && near(mercator(-180.0, 90.0), [0.0, 0.0]));
        // EPSG:3857 by PROJ 9.1.1, in metres.
        let [east, north] = [11_884_468.837_1, 2_493_525.441_4];
        let world = 40_075_016.685_578_5;
        assert!(near(mercator(106.76, 21.85), [0.5 + east / world, 0.5 - north / world]));
    }

    #[test]
    fn bounds_tile_the_world_and_hold_the_position_that_chose_the_tile() {
        let [west, south, east, north] = TileCoord::at(12, 106.76, 21.85).unwrap().bounds();
        assert!(west <= 106.76 && 106.76 < east && south < 21.85 && 21.85 <= north);
        assert!((TileCoord::new(0, 0, 0).unwrap().bounds()[3] - MAX_LATITUDE).abs() < 1e-9);
    }

    #[test]
    fn the_buffer_reaches_into_the_neighbours_and_stops_at_the_edge_of_the_world() {
        let tile = TileCoord::new(1, 0, 1).unwrap().grid_box();
        assert_eq!((tile.min.x, tile.max.x), (0, (1 << 31) + (1 << 25)));
        assert_eq!((tile.min.y, tile.max.y), ((1 << 31) - (1 << 25), u32::MAX));
    }

    #[test]
    fn positions_that_are_not_finite_are_no_grid_points() {
        assert_eq!(GridPoint::project(f64::NAN, 0.0), None);
        assert_eq!(GridPoint::project(0.0, f64::INFINITY), None);
    }
}
