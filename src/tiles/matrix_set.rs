//! Tile matrix sets: how the world is divided into tiles (OGC 17-083r4, annexes D.1 and D.2).
//!
//! Shapes are kept in web Mercator, where a rectangle of longitudes and latitudes is a rectangle as well. What differs between the sets is
//! which rectangle a tile is, and where in it a point of the grid comes to lie: columns have the same width at the zoom whose detail is drawn.

use super::TilesError;
use super::coord::{EXTENT, GridPoint, MAX_ZOOM, TileCoord};

/// The northernmost latitude (degrees).
pub(super) const NORTH: f64 = 90.0;
/// Degrees between the poles.
const HEIGHT: f64 = 180.0;

/// How the world is divided into tiles, each half as wide as one of the zoom before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TileMatrixSet {
    /// The square of web Mercator, one tile at zoom 0.
    WebMercatorQuad,
    /// Longitude and latitude (degrees), two tiles side by side at zoom 0.
    WorldCrs84Quad,
}

impl TileMatrixSet {
    /// The zoom of web Mercator whose columns are as wide as those of a zoom of this set: shapes, attributes and layers are those of that.
    #[must_use]
    pub const fn detail(self, zoom: u8) -> u8 {
        match self {
            Self::WebMercatorQuad => zoom,
            Self::WorldCrs84Quad => zoom + 1,
        }
    }

    /// The zoom of this set that has the detail of one of web Mercator; the first one where there is none.
    #[must_use]
    pub const fn zoom_of(self, detail: u8) -> u8 {
        match self {
            Self::WebMercatorQuad => detail,
            Self::WorldCrs84Quad => detail.saturating_sub(1),
        }
    }

    /// Columns and rows of a zoom.
    #[must_use]
    pub const fn size(self, zoom: u8) -> [u32; 2] {
        [1 << self.detail(zoom), 1 << zoom]
    }

    /// The tile in a column and row, counted from the north-west corner, of a zoom.
    ///
    /// # Errors
    /// The zoom is above [`MAX_ZOOM`], or the column or row is not below those that there are.
    pub fn tile(self, z: u8, x: u32, y: u32) -> Result<TileCoord, TilesError> {
        let exists = z <= self.zoom_of(MAX_ZOOM) && self.size(z).into_iter().zip([x, y]).all(|(size, number)| number < size);
        if exists { Ok(TileCoord { set: self, z, x, y }) } else { Err(TilesError::NoSuchTile { z, x, y }) }
    }

    /// The tile that a longitude and latitude (degrees) fall into; those beyond an edge fall into the tile at the edge.
    ///
    /// # Errors
    /// The zoom is above [`MAX_ZOOM`]. Positions that are not finite fall into the first tile.
    pub fn tile_at(self, z: u8, lon: f64, lat: f64) -> Result<TileCoord, TilesError> {
        let point = GridPoint::project(lon, lat).unwrap_or(GridPoint { x: 0, y: 0 });
        let part = |steps: u32, zoom: u8| steps.checked_shr(u32::BITS.saturating_sub(zoom.into())).unwrap_or(0);
        let y = match self {
            Self::WebMercatorQuad => part(point.y, z),
            Self::WorldCrs84Quad => row(z, lat),
        };
        self.tile(z, part(point.x, self.detail(z)), y)
    }
}

/// The row of latitudes that a latitude lies in.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the rows in the same line")]
fn row(zoom: u8, lat: f64) -> u32 {
    let rows = f64::from(1_u32.checked_shl(zoom.into()).unwrap_or(1));
    ((NORTH - lat) / HEIGHT * rows).clamp(0.0, rows - 1.0) as u32
}

/// The latitude (degrees) so many rows of a zoom below the northern edge.
pub(super) fn latitude(zoom: u8, rows: f64) -> f64 {
    NORTH - HEIGHT / f64::from(1_u32 << zoom) * rows
}

/// Units of a tile in a degree of a zoom.
pub(super) fn units_in_degree(zoom: u8) -> f64 {
    f64::from(EXTENT) * f64::from(1_u32 << zoom) / HEIGHT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::tests::{land, plain, rect, rings};
    use crate::tiles::tile;

    const CRS84: TileMatrixSet = TileMatrixSet::WorldCrs84Quad;

    #[test]
    fn the_world_is_two_tiles_at_first_and_none_lies_outside() {
        assert_eq!((CRS84.size(0), CRS84.size(3)), ([2, 1], [16, 8]));
        assert!(CRS84.tile(0, 1, 0).is_ok() && CRS84.tile(21, (1 << 22) - 1, (1 << 21) - 1).is_ok());
        assert!(CRS84.tile(0, 2, 0).is_err() && CRS84.tile(0, 0, 1).is_err() && CRS84.tile(22, 0, 0).is_err());
        assert_eq!(CRS84.tile(0, 1, 0).unwrap().bounds(), [0.0, -90.0, 180.0, 90.0]);
        assert_eq!(CRS84.tile(2, 6, 1).unwrap().bounds(), [90.0, 0.0, 135.0, 45.0]);
        assert_eq!(CRS84.tile_at(2, 106.76, 21.85).unwrap(), CRS84.tile(2, 6, 1).unwrap());
        assert_eq!(CRS84.tile_at(1, -180.0, 90.0).unwrap(), CRS84.tile(1, 0, 0).unwrap());
        assert_eq!(CRS84.tile_at(1, 179.0, -90.0).unwrap(), CRS84.tile(1, 3, 1).unwrap());
        let children: Vec<_> = CRS84.tile(0, 1, 0).unwrap().children().collect();
        assert_eq!(children, [(2, 0), (3, 0), (2, 1), (3, 1)].map(|(x, y)| CRS84.tile(1, x, y).unwrap()));
    }

    #[test]
    fn a_square_lies_where_its_degrees_are() {
        // An eighth of the world: 4096 units are 180 degrees at zoom 0, 45 at zoom 2.
        let layer = plain(&[land(&[rect(45.0, 0.0, 90.0, 45.0)])]);
        let drawn = |z, x, y| tile(std::slice::from_ref(&layer), CRS84.tile(z, x, y).unwrap()).map(|bytes| rings(&bytes).remove(0).1);
        let corners = |ring: &[[i64; 2]]| ring.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        assert_eq!(corners(&drawn(0, 1, 0).unwrap()[0]), [[1024, 1024], [1024, 2048], [2048, 1024], [2048, 2048]]);
        assert_eq!(corners(&drawn(2, 5, 1).unwrap()[0]), [[0, 0], [0, 4096], [4096, 0], [4096, 4096]]);
        assert_eq!(corners(&drawn(2, 4, 1).unwrap()[0]), [[4096, 0], [4096, 4096], [4160, 0], [4160, 4096]]);
        assert_eq!(drawn(2, 5, 3), None);
        // Beyond the latitudes that web Mercator has there is nothing.
        let cap = plain(&[land(&[rect(0.0, 80.0, 90.0, 90.0)])]);
        let drawn = |z, x, y| tile(std::slice::from_ref(&cap), CRS84.tile(z, x, y).unwrap());
        assert!(drawn(5, 32, 1).is_some() && drawn(7, 128, 0).is_none());
    }
}
