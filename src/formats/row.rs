//! A feature, and the values of its attributes.

use std::borrow::Cow;
use std::cmp::Ordering;

use geo::Coord;

use crate::domain::Land;

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
}

impl Datum<'_> {
    /// The same, standing alone.
    #[must_use]
    pub fn into_owned(self) -> Datum<'static> {
        match self {
            Self::Text(text) => Datum::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Datum::Number(number),
            Self::Integer(number) => Datum::Integer(number),
            Self::Flag(flag) => Datum::Flag(flag),
        }
    }

    /// The order of two values of one column; texts by their code points.
    #[must_use]
    pub fn compare(&self, other: &Datum<'_>) -> Ordering {
        match (self, other) {
            (Self::Text(one), Datum::Text(other)) => one.cmp(other),
            (Self::Number(one), Datum::Number(other)) => one.total_cmp(other),
            (Self::Integer(one), Datum::Integer(other)) => one.cmp(other),
            (Self::Flag(one), Datum::Flag(other)) => one.cmp(other),
            _ => Ordering::Equal,
        }
    }
}

/// A feature of a layer.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// The values of the attributes that are written, in their order.
    pub values: &'a [Option<Datum<'a>>],
    /// Its land, in the order east, north; empty where there is none.
    pub land: &'a Land,
    /// A point inside it.
    pub point: Option<Coord>,
}
