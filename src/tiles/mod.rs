//! Vector tiles: from polygons and attributes to encoded bytes (Mapbox Vector Tile Specification 2.1).
//!
//! Everything that depends on geometry alone is done once, when polygons are loaded ([`Shapes::build`]): projection,
//! the borders that neighbours share, and how important every vertex is. Making a tile is then choosing vertices,
//! clipping to a rectangle and writing numbers. Attributes change with the day and the revision, shapes do not:
//! a [`TileLayer`] joins the two, and costs no geometry work.
//!
//! Never here: HTTP, storage, file formats, what a plan or a commune is, and general polygon intersection.
//!
//! In reading order: `matrix_set` (how the world is divided) · `coord` (tiles, projection, the grid) · `vertices` and `arcs` (borders between junctions) ·
//! `simplify` (importance of a vertex) · `pyramid` (levels of detail) · `shapes` (all of these joined) · `index`
//! (which shapes touch a rectangle) · `clip` · `valid` (rings that readers accept) · `outline` (a shape in a tile) · `drawings` (those of low zooms, drawn once) · `features` (attributes) · `encode`
//! (bytes) · `part` (which features use which shapes) · `room` (what is left out of crowded low zooms) · `layer` (a tile of several layers) · `sketch` (shapes for pictures) · `cache` (encoded answers) · `pmtiles` (all
//! tiles in one file).

mod arcs;
mod cache;
mod clip;
mod coord;
mod drawings;
mod encode;
mod error;
mod features;
mod index;
mod layer;
mod matrix_set;
mod outline;
mod part;
mod pmtiles;
mod pyramid;
mod room;
mod shapes;
mod simplify;
mod sketch;
mod valid;
mod vertices;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_whole;

pub use cache::{EncodedTile, Encoding, TileCache, TileKey, gzip};
pub use coord::{BUFFER, EXTENT, MAX_ZOOM, TileCoord, mercator};
pub use error::TilesError;
pub use features::Value;
pub use layer::{LayerBuilder, TileLayer, mark, tile, touched};
pub use matrix_set::TileMatrixSet;
pub use pmtiles::{ContentKey, Extent, PmtilesWriter};
pub use shapes::{Limits, Shapes};
pub use sketch::{Sketch, Window};
