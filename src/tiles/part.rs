//! Which features of a layer use which shapes.

use super::coord::index;
use super::shapes::Shapes;
use std::sync::Arc;

/// Where the geometry of a feature is: a set of shapes and the number in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapeOf {
    pub part: u32,
    pub shape: u32,
}

/// A set of shapes with the features that use each of them.
#[derive(Debug)]
pub(super) struct Part {
    pub shapes: Arc<Shapes>,
    /// Where the features of each shape start in `features`, and at the end where the last ones end.
    starts: Vec<u32>,
    features: Vec<u32>,
}

impl Part {
    /// `features` are pairs of a shape and a feature that uses it.
    pub fn new(shapes: Arc<Shapes>, mut features: Vec<(u32, u32)>) -> Self {
        features.sort_unstable();
        let starts = (0..=index(shapes.len())).map(|shape| index(features.partition_point(|(of, _)| *of < shape))).collect();
        Self { shapes, starts, features: features.into_iter().map(|(_, feature)| feature).collect() }
    }

    /// The features that use a shape, in their order.
    pub fn features_of(&self, shape: u32) -> &[u32] {
        &self.features[self.starts[shape as usize] as usize..self.starts[shape as usize + 1] as usize]
    }
}
