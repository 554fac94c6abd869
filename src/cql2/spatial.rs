//! How two geometries lie to each other (OGC 06-103r4, 6.1.15; OGC 21-065r2, requirements class `spatial-functions`).

use geo::relate::IntersectionMatrix;
use geo::{Intersects, Relate};

use super::filter::{Row, Shape};
use super::literal::Literal;
use super::tree::SpatialFunction;

impl SpatialFunction {
    /// The function that says the same with its operands exchanged.
    pub(super) const fn exchanged(self) -> Self {
        match self {
            Self::Within => Self::Contains,
            Self::Contains => Self::Within,
            same => same,
        }
    }

    fn holds(self, matrix: &IntersectionMatrix) -> bool {
        match self {
            Self::Intersects => matrix.is_intersects(),
            Self::Equals => matrix.is_equal_topo(),
            Self::Disjoint => matrix.is_disjoint(),
            Self::Touches => matrix.is_touches(),
            Self::Within => matrix.is_within(),
            Self::Overlaps => matrix.is_overlaps(),
            Self::Crosses => matrix.is_crosses(),
            Self::Contains => matrix.is_contains(),
        }
    }

    /// For two geometries of the filter.
    pub(super) fn between_literals(self, a: &Literal, b: &Literal) -> bool {
        self.holds(&a.geometry.relate(&b.geometry))
    }

    /// For a row's geometry and one of the filter; `None` where the row has none.
    pub(super) fn with_literal(self, row: &impl Row, column: usize, literal: &Literal) -> Option<bool> {
        let bounds = row.bounds(column)?;
        if !literal.may_touch(&bounds) {
            return Some(self == Self::Disjoint);
        }
        // What contains it has all of its rectangles within its own.
        if matches!(self, Self::Contains | Self::Equals) && !literal.lies_in(&bounds) {
            return Some(false);
        }
        let surrounded = literal.surrounds(&bounds);
        if surrounded && matches!(self, Self::Intersects | Self::Disjoint) {
            return Some(self == Self::Intersects);
        }
        let shape = row.shape(column)?;
        Some(match (self, &shape) {
            (Self::Intersects, _) => shape.intersects(literal),
            (Self::Disjoint, _) => !shape.intersects(literal),
            (Self::Within, Shape::Land(_)) if surrounded => true,
            (_, Shape::Land(land)) => self.holds(&(***land).relate(&literal.geometry)),
            (_, Shape::Any(geometry)) => self.holds(&geometry.relate(&literal.geometry)),
        })
    }

    /// For two geometries of a row; `None` where it lacks one.
    pub(super) fn within_row(self, row: &impl Row, a: usize, b: usize) -> Option<bool> {
        let (a, b) = (row.shape(a)?, row.shape(b)?);
        Some(self.holds(&match (&a, &b) {
            (Shape::Land(a), Shape::Land(b)) => (***a).relate(&***b),
            (Shape::Land(a), Shape::Any(b)) => (***a).relate(*b),
            (Shape::Any(a), Shape::Land(b)) => (*a).relate(&***b),
            (Shape::Any(a), Shape::Any(b)) => (*a).relate(*b),
        }))
    }
}

impl Shape<'_> {
    fn intersects(&self, literal: &Literal) -> bool {
        match self {
            Self::Land(land) => (***land).intersects(&literal.geometry),
            Self::Any(geometry) => geometry.intersects(&literal.geometry),
        }
    }
}
