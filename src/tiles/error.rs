//! What can go wrong in making tiles: two faults of the data or the request, one of the caller.

use super::coord::MAX_ZOOM;

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
