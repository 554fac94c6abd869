//! The R-trees: which units, areas and plans lie near a point or in a rectangle.

use geo::Rect;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Rectangles of things that are named by a number, in an R-tree packed when it is built.
#[derive(Debug)]
pub(super) struct SpatialIndex(RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>);

impl SpatialIndex {
    /// An index of the rectangles.
    pub(super) fn new(rectangles: impl Iterator<Item = (Rect, usize)>) -> Self {
        let corners = |rect: Rect| Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        Self(RTree::bulk_load(rectangles.map(|(rect, index)| GeomWithData::new(corners(rect), index)).collect()))
    }

    /// Those whose rectangle touches this one, ascending and each once.
    pub(super) fn touching(&self, rect: Rect) -> Vec<usize> {
        let envelope = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        let mut found: Vec<usize> = self.0.locate_in_envelope_intersecting(&envelope).map(|item| item.data).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
