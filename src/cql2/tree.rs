//! The syntax tree that both encodings of a filter are read into (OGC 21-065r2, annex B), with its limits.

use geo::Geometry;

use super::limits::FilterLimits;
use super::problem::{FilterProblem, Place};
use crate::domain::Day;

/// Declares a closed list of words of the language: as JSON writes them, read without regard to case.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As the language writes it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one that is written so.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word().eq_ignore_ascii_case(word))
            }
        }
    };
}

words! {
    /// How two values are compared.
    Comparison {
        /// The same.
        Equal = "=",
        /// Not the same.
        NotEqual = "<>",
        /// Smaller.
        Less = "<",
        /// Greater.
        Greater = ">",
        /// Smaller or the same.
        AtMost = "<=",
        /// Greater or the same.
        AtLeast = ">=",
    }
}

words! {
    /// What is done with two numbers.
    Operation {
        /// Sum.
        Add = "+",
        /// Difference.
        Subtract = "-",
        /// Product.
        Multiply = "*",
        /// Quotient.
        Divide = "/",
        /// Remainder, with the sign of the dividend.
        Remainder = "%",
        /// Quotient without its fraction.
        DivideWhole = "div",
        /// Power.
        Power = "^",
    }
}

words! {
    /// How two geometries lie to each other (OGC 06-103r4, 6.1.15.3).
    SpatialFunction {
        /// They have a point in common.
        Intersects = "s_intersects",
        /// They are the same set of points.
        Equals = "s_equals",
        /// They have no point in common.
        Disjoint = "s_disjoint",
        /// Only their borders meet.
        Touches = "s_touches",
        /// The first lies in the second.
        Within = "s_within",
        /// Of one dimension, and each has points that the other has not.
        Overlaps = "s_overlaps",
        /// They meet in less than the greater of their dimensions, and each goes beyond.
        Crosses = "s_crosses",
        /// The second lies in the first.
        Contains = "s_contains",
    }
}

words! {
    /// How two times lie to each other (Time Ontology in OWL).
    TemporalFunction {
        /// Begins after the other ends.
        After = "t_after",
        /// Ends before the other begins.
        Before = "t_before",
        /// Begins before the other and ends after it.
        Contains = "t_contains",
        /// Before or after.
        Disjoint = "t_disjoint",
        /// Begins after the other and ends before it.
        During = "t_during",
        /// Begins and ends with the other.
        Equals = "t_equals",
        /// Begins before the other and ends with it.
        FinishedBy = "t_finishedBy",
        /// Begins after the other and ends with it.
        Finishes = "t_finishes",
        /// Not disjoint.
        Intersects = "t_intersects",
        /// Ends when the other begins.
        Meets = "t_meets",
        /// Begins when the other ends.
        MetBy = "t_metBy",
        /// Begins in the other and ends after it.
        OverlappedBy = "t_overlappedBy",
        /// Begins before the other and ends in it.
        Overlaps = "t_overlaps",
        /// Begins with the other and ends after it.
        StartedBy = "t_startedBy",
        /// Begins with the other and ends before it.
        Starts = "t_starts",
    }
}

words! {
    /// How two arrays lie to each other. Read, though no property is an array.
    ArrayFunction {
        /// The same elements.
        Equals = "a_equals",
        /// All elements of the second.
        Contains = "a_contains",
        /// All elements are in the second.
        ContainedBy = "a_containedBy",
        /// An element in common.
        Overlaps = "a_overlaps",
    }
}

/// A point of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instant {
    /// A day.
    Day(Day),
    /// A moment.
    Timestamp(jiff::Timestamp),
}

/// An expression with its place in the filter. Two are equal if they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Expression {
    /// What it says.
    pub node: Node,
    /// Where it stands.
    pub place: Place,
    height: usize,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// All of them; two or more.
    And(Vec<Expression>),
    /// Any of them; two or more.
    Or(Vec<Expression>),
    /// The opposite.
    Not(Box<[Expression; 1]>),
    /// Two values compared.
    Compare(Comparison, Box<[Expression; 2]>),
    /// A text and a pattern.
    Like(Box<[Expression; 2]>),
    /// A value, the least and the highest.
    Between(Box<[Expression; 3]>),
    /// A value, then those of which it is one.
    In(Vec<Expression>),
    /// No value.
    IsNull(Box<[Expression; 1]>),
    /// Two geometries.
    Spatial(SpatialFunction, Box<[Expression; 2]>),
    /// Two times.
    Temporal(TemporalFunction, Box<[Expression; 2]>),
    /// Two arrays.
    Array(ArrayFunction, Box<[Expression; 2]>),
    /// Two numbers.
    Arithmetic(Operation, Box<[Expression; 2]>),
    /// A text without regard to case.
    CaseInsensitive(Box<[Expression; 1]>),
    /// A text without regard to accents.
    AccentInsensitive(Box<[Expression; 1]>),
    /// Any other function.
    Function(String, Vec<Expression>),
    /// A property.
    Property(String),
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A point of time.
    Instant(Instant),
    /// From a time to a time, both included.
    Interval(Box<[Expression; 2]>),
    /// The end of an interval that has none: `..`.
    Unbounded,
    /// A geometry in the filter's reference system, without heights.
    Geometry(Geometry),
    /// The four or six numbers of a box.
    Box(Vec<f64>),
    /// An array.
    List(Vec<Expression>),
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Node {
    /// The expressions it is made of.
    #[must_use]
    pub fn children(&self) -> &[Expression] {
        match self {
            Self::And(parts) | Self::Or(parts) | Self::In(parts) | Self::Function(_, parts) | Self::List(parts) => parts,
            Self::Not(one) | Self::IsNull(one) | Self::CaseInsensitive(one) | Self::AccentInsensitive(one) => one.as_slice(),
            Self::Like(two)
            | Self::Interval(two)
            | Self::Compare(_, two)
            | Self::Arithmetic(_, two)
            | Self::Spatial(_, two)
            | Self::Temporal(_, two)
            | Self::Array(_, two) => two.as_slice(),
            Self::Between(three) => three.as_slice(),
            Self::Property(_)
            | Self::Text(_)
            | Self::Number(_)
            | Self::Flag(_)
            | Self::Instant(_)
            | Self::Unbounded
            | Self::Geometry(_)
            | Self::Box(_) => &[],
        }
    }
}

/// Makes expressions while the limits allow.
#[derive(Debug)]
pub(super) struct Builder {
    limits: FilterLimits,
    expressions: usize,
    vertices: usize,
    spatial: usize,
    depth: usize,
}

impl Builder {
    pub(super) const fn new(limits: FilterLimits) -> Self {
        Self { limits, expressions: 0, vertices: 0, spatial: 0, depth: 0 }
    }

    /// An expression.
    pub(super) fn make(&mut self, place: &Place, node: Node) -> Result<Expression, FilterProblem> {
        let height = 1 + node.children().iter().map(|child| child.height).max().unwrap_or(0);
        self.expressions += 1;
        self.spatial += usize::from(matches!(node, Node::Spatial(..)));
        within(place, height, self.limits.depth, "expressions in one another")?;
        within(place, self.expressions, self.limits.expressions, "expressions")?;
        within(place, self.spatial, self.limits.spatial, "spatial predicates")?;
        Ok(Expression { node, place: place.clone(), height })
    }

    /// One vertex more.
    pub(super) fn vertex(&mut self, place: &Place) -> Result<(), FilterProblem> {
        self.vertices += 1;
        within(place, self.vertices, self.limits.vertices, "vertices in its geometries")
    }

    /// Begins to read something that lies in another; [`Self::leave`] ends it.
    pub(super) fn enter(&mut self, place: &Place) -> Result<(), FilterProblem> {
        self.depth += 1;
        within(place, self.depth, self.limits.depth, "expressions in one another")
    }

    pub(super) const fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// Checks the length of a filter before anything is read.
pub(super) fn check_length(text: &str, place: &Place, limits: &FilterLimits) -> Result<(), FilterProblem> {
    // A character has a byte at least: the bytes tell most cases without counting.
    if text.len() <= limits.characters { Ok(()) } else { within(place, text.chars().count(), limits.characters, "characters") }
}

fn within(place: &Place, found: usize, allowed: usize, what: &str) -> Result<(), FilterProblem> {
    if found <= allowed {
        return Ok(());
    }
    Err(FilterProblem::new(place, format!("a filter of more than {allowed} {what}"), format!("at most {allowed} {what}")))
}
