//! A filter that is checked and ready to be asked, and what it asks of a row.

use std::borrow::Cow;
use std::ops::Deref;

use geo::{Geometry, Rect};

use super::compile::Compiler;
use super::literal::Placement;
use super::operand::Test;
use super::problem::FilterProblem;
use super::tree::{Expression, Instant};
use crate::domain::Land;

/// The type of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryableType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A moment.
    Timestamp,
    /// A geometry.
    Geometry,
}

/// A property that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queryable<'a> {
    /// Its name in filters.
    pub name: &'a str,
    /// Its type.
    pub value_type: QueryableType,
}

/// The value of a property that is no geometry.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A number, whole or not.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A day or a moment.
    Instant(Instant),
}

/// The value of a property that is a geometry, in longitude and latitude: borrowed, or held by whatever keeps it.
pub enum Shape<'a> {
    /// Land.
    Land(Box<dyn Deref<Target = Land> + 'a>),
    /// Any geometry.
    Any(&'a Geometry),
}

/// A row that a filter is asked about. Columns are places in the list of properties that the filter was made with; values are of the
/// property's type.
pub trait Row {
    /// The value; `None` is null.
    fn value(&self, column: usize) -> Option<Value<'_>>;

    /// A rectangle around a geometry; `None` is null.
    fn bounds(&self, column: usize) -> Option<Rect>;

    /// A geometry; `None` is null.
    fn shape(&self, column: usize) -> Option<Shape<'_>>;
}

/// A checked filter: properties are columns, patterns are read, geometries placed and checked, constant texts folded.
#[derive(Debug)]
pub struct Filter {
    test: Test,
    bounds: Option<Vec<Rect>>,
}

impl Filter {
    /// Checks an expression against the properties, and prepares it.
    ///
    /// # Errors
    /// An unknown property or function, operands of types that do not go together, an expression that is not true or false, a geometry
    /// that is not valid or out of range.
    pub fn new(expression: &Expression, queryables: &[Queryable<'_>], placement: &dyn Placement) -> Result<Self, FilterProblem> {
        let test = Compiler { queryables, placement }.test(expression)?;
        let bounds = test.bounds();
        Ok(Self { test, bounds })
    }

    /// Whether the filter is true for the row. False and unknown (because of nulls) are both no.
    #[must_use]
    pub fn matches(&self, row: &impl Row) -> bool {
        self.test.evaluate(row) == Some(true)
    }

    /// Rectangles of which the geometry of any row that matches touches one; `None` is everywhere. With several geometries to a row,
    /// any of them is meant.
    #[must_use]
    pub fn bounds(&self) -> Option<&[Rect]> {
        self.bounds.as_deref()
    }
}
