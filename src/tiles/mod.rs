//! Vector tiles: from polygons and attributes to encoded bytes (Mapbox Vector Tile Specification 2.1).
//!
//! Everything that depends on geometry alone is done once, when polygons are loaded ([`Shapes::build`]): projection,
//! the borders that neighbours share, and how important every vertex is. Making a tile is then choosing vertices,
//! clipping to a rectangle and writing numbers. Attributes change with the day and the revision, shapes do not:
//! a [`TileLayer`] joins the two, and costs no geometry work.
//!
//! Never here: HTTP, storage, file formats, what a plan or a commune is, and general polygon intersection.
//!
//! In reading order: `coord` (tiles, projection, the grid) · `vertices` and `arcs` (borders between junctions) ·
//! `simplify` (importance of a vertex) · `pyramid` (levels of detail) · `shapes` (all of these joined) · `index`
//! (which shapes touch a rectangle) · `clip` · `outline` (a shape in a tile) · `features` (attributes) · `encode`
//! (bytes) · `layer` (a tile of several layers) · `cache` (encoded answers).

mod arcs;
mod cache;
mod clip;
mod coord;
mod encode;
mod features;
mod index;
mod layer;
mod outline;
mod pyramid;
mod shapes;
mod simplify;
mod vertices;

#[cfg(test)]
mod tests;

pub use cache::{EncodedTile, Encoding, TileCache, TileKey};
pub use coord::{BUFFER, EXTENT, MAX_ZOOM, TileCoord, mercator};
pub use features::Value;
pub use layer::{LayerBuilder, TileLayer, tile};
pub use shapes::{Limits, Shapes};

/// Why tiles could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TilesError {
    /// The tile cannot exist: answer that it is not there.
    #[error("no tile `{z}/{x}/{y}`, allowed: zoom 0 to {MAX_ZOOM}, x and y below 2^zoom; hint: tiles count from the north-west corner")]
    NoSuchTile {
        /// The zoom asked for.
        z: u8,
        /// The column asked for.
        x: u32,
        /// The row asked for.
        y: u32,
    },
    /// More vertices than the compact arrays can number: split the data.
    #[error("`{found}` vertices in one set of shapes, allowed: {allowed}; hint: build one set a vintage")]
    TooManyVertices {
        /// How many there are.
        found: usize,
        /// How many there may be.
        allowed: usize,
    },
    /// A feature does not fit its layer: the caller's tables disagree.
    #[error("feature `{id}` of layer `{layer}`: {what}; hint: the shapes and the attributes must come from one revision")]
    Mismatch {
        /// The layer.
        layer: String,
        /// The feature.
        id: u64,
        /// What does not fit, with the value found and the value allowed.
        what: String,
    },
}
