//! Filters in the Common Query Language CQL2 (OGC 21-065r2): read from text or JSON, checked against the properties that can be asked
//! for, and evaluated over rows.
//!
//! Pure: it knows no layer and no request. [`read_text`] and [`read_json`] give one tree, [`Filter::new`] checks it and resolves
//! names once, [`Filter::matches`] is asked for each row. What a filter may be at most is in [`FilterLimits`]: the depth of a tree is
//! bounded as it is made, so that nothing that walks it can run out of stack.

mod compile;
mod evaluate;
mod filter;
mod fold;
mod json;
mod like;
mod limits;
mod literal;
mod operand;
mod problem;
mod spatial;
mod temporal;
mod text;
mod token;
mod tree;
mod wkt;

pub use filter::{Filter, Queryable, QueryableType, Row, Shape, Value};
pub use json::read_json;
pub use limits::FilterLimits;
pub use literal::{Placement, union_of};
pub use problem::{FilterProblem, Place};
pub use text::read_text;
pub use tree::{ArrayFunction, Comparison, Expression, Instant, Node, Operation, SpatialFunction, TemporalFunction};
