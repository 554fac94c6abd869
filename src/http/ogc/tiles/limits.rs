//! Which tiles there are: those that touch what the layers show (OGC 17-083r4, section 6.3).

use std::ops::RangeInclusive;

use geo::Rect;
use serde::Serialize;

use crate::config::layers::Layer;
use crate::tiles::{TileCoord, TileMatrixSet};

/// The tiles of one zoom.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Limits {
    tile_matrix: String,
    min_tile_row: u32,
    max_tile_row: u32,
    min_tile_col: u32,
    max_tile_col: u32,
}

/// The zooms of a tile matrix set that layers have.
pub(super) fn zooms<'a>(set: TileMatrixSet, layers: impl Iterator<Item = &'a Layer> + Clone) -> RangeInclusive<u8> {
    let least = layers.clone().map(|layer| layer.min_zoom).min().unwrap_or(0);
    set.zoom_of(least)..=set.zoom_of(layers.map(|layer| layer.max_zoom).max().unwrap_or(0))
}

impl Limits {
    /// The tiles of a zoom that touch a rectangle (degrees).
    pub(super) fn of(set: TileMatrixSet, zoom: u8, bounds: Rect) -> Option<Self> {
        let first = set.tile_at(zoom, bounds.min().x, bounds.max().y).ok()?;
        let last = set.tile_at(zoom, bounds.max().x, bounds.min().y).ok()?;
        Some(Self {
            tile_matrix: zoom.to_string(),
            min_tile_row: first.y(),
            max_tile_row: last.y(),
            min_tile_col: first.x(),
            max_tile_col: last.x(),
        })
    }

    /// Whether a tile of the zoom is one of them.
    pub(super) fn have(&self, coord: TileCoord) -> bool {
        (self.min_tile_row..=self.max_tile_row).contains(&coord.y()) && (self.min_tile_col..=self.max_tile_col).contains(&coord.x())
    }

    /// What they are, in words.
    pub(super) fn told(&self) -> String {
        let Self { tile_matrix, min_tile_row, max_tile_row, min_tile_col, max_tile_col } = self;
        format!("rows {min_tile_row} to {max_tile_row} and columns {min_tile_col} to {max_tile_col} at `{tile_matrix}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_that_touch_a_rectangle_and_no_others() {
        let limits = Limits::of(TileMatrixSet::WebMercatorQuad, 1, Rect::new((-10.0, 10.0), (10.0, 20.0))).unwrap();
        assert_eq!(serde_json::to_value(&limits).unwrap()["maxTileCol"], 1);
        assert!(limits.have(TileCoord::new(1, 0, 0).unwrap()) && limits.have(TileCoord::new(1, 1, 0).unwrap()));
        assert!(!limits.have(TileCoord::new(1, 0, 1).unwrap()));
        assert_eq!(limits.told(), "rows 0 to 0 and columns 0 to 1 at `1`");
        let limits = Limits::of(TileMatrixSet::WorldCrs84Quad, 1, Rect::new((-10.0, 10.0), (10.0, 20.0))).unwrap();
        assert_eq!(limits.told(), "rows 0 to 0 and columns 1 to 2 at `1`");
    }
}
