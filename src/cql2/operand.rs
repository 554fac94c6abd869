//! A filter with its names resolved and its types known: what is evaluated for each row.

use geo::{Area, BoundingRect, MultiPolygon, Rect};

use super::fold::Folding;
use super::like::Pattern;
use super::literal::Literal;
use super::temporal::Side;
use super::tree::{Comparison, Instant, Operation, SpatialFunction, TemporalFunction};

/// Something that is true, false or unknown of a row.
#[derive(Debug)]
pub(super) enum Test {
    Constant(bool),
    /// A property that is true or false.
    Column(usize),
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    IsNull(Box<Operand>),
    Texts(Comparison, TextOperand, TextOperand),
    Numbers(Comparison, NumberOperand, NumberOperand),
    Instants(Comparison, InstantOperand, InstantOperand),
    Flags(Comparison, Box<[Test; 2]>),
    Like(TextOperand, Pattern),
    /// Whether the text is one of these, in ascending order.
    Among(TextOperand, Vec<String>),
    NumberAmong(NumberOperand, Vec<NumberOperand>),
    FlagAmong(Box<Test>, Vec<Test>),
    /// A geometry of the row and one of the filter.
    Spatial(SpatialFunction, usize, Box<Literal>),
    /// Two geometries of the row.
    SpatialColumns(SpatialFunction, usize, usize),
    Temporal(TemporalFunction, PeriodOperand, PeriodOperand),
}

/// A value by its type.
#[derive(Debug)]
pub(super) enum Operand {
    Text(TextOperand),
    Number(NumberOperand),
    Flag(Test),
    Instant(InstantOperand),
    Period(PeriodOperand),
    Shape(ShapeOperand),
}

#[derive(Debug, Clone)]
pub(super) enum TextOperand {
    Column(usize, Folding),
    /// Folded already.
    Literal(String),
}

#[derive(Debug, Clone)]
pub(super) enum NumberOperand {
    Column(usize),
    Literal(f64),
    Arithmetic(Operation, Box<[NumberOperand; 2]>),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum InstantOperand {
    Column(usize),
    Literal(Instant),
}

/// From and to, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeriodOperand(pub(super) SideOperand, pub(super) SideOperand);

#[derive(Debug, Clone, Copy)]
pub(super) enum SideOperand {
    Unbounded(Side),
    At(InstantOperand),
}

#[derive(Debug)]
pub(super) enum ShapeOperand {
    Column(usize),
    Literal(Box<Literal>),
}

impl Operand {
    /// In a message.
    pub(super) const fn told(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Instant(_) => "a time",
            Self::Period(_) => "an interval",
            Self::Shape(_) => "a geometry",
        }
    }

    pub(super) fn into_flag(self) -> Result<Test, Box<Self>> {
        if let Self::Flag(test) = self { Ok(test) } else { Err(Box::new(self)) }
    }

    pub(super) fn into_number(self) -> Result<NumberOperand, Box<Self>> {
        if let Self::Number(number) = self { Ok(number) } else { Err(Box::new(self)) }
    }

    pub(super) fn literal_text(&self) -> Option<&str> {
        if let Self::Text(TextOperand::Literal(text)) = self { Some(text) } else { None }
    }
}

/// Rectangles beyond which those of several alternatives are not told apart.
const MOST_RECTANGLES: usize = 64;

impl Test {
    /// Rectangles of which the geometry of any row for which it is true touches one; `None` is everywhere.
    pub(super) fn bounds(&self) -> Option<Vec<Rect>> {
        match self {
            Self::Constant(false) => Some(Vec::new()),
            Self::Spatial(function, _, literal) if *function != SpatialFunction::Disjoint => Some(literal.bounds.clone()),
            // Any of them would do: the narrowest.
            Self::And(parts) => {
                let area = |rectangles: &Vec<Rect>| rectangles.iter().map(Area::unsigned_area).sum::<f64>();
                parts.iter().filter_map(Self::bounds).min_by(|a, b| area(a).total_cmp(&area(b)))
            }
            Self::Or(parts) => {
                let all: Vec<Vec<Rect>> = parts.iter().map(Self::bounds).collect::<Option<_>>()?;
                Some(merged(all.into_iter().flatten().collect()))
            }
            _ => None,
        }
    }
}

fn merged(rectangles: Vec<Rect>) -> Vec<Rect> {
    if rectangles.len() <= MOST_RECTANGLES {
        return rectangles;
    }
    let whole = MultiPolygon(rectangles.iter().map(|one| one.to_polygon()).collect::<Vec<_>>()).bounding_rect();
    whole.into_iter().collect()
}
