//! What a filter may be at most.

/// The limits of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilterLimits {
    /// Its text (characters).
    pub characters: usize,
    /// How deep expressions lie in one another; JSON nests two levels for each, and no more than 128 in all.
    pub depth: usize,
    /// How many expressions it is made of.
    pub expressions: usize,
    /// Vertices of all its geometries.
    pub vertices: usize,
    /// Spatial predicates: the costly ones.
    pub spatial: usize,
}
