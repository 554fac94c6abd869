//! Checks the types of an expression and resolves its names. What does not fit is a problem, never a silent false.

use std::cmp::Ordering;

use super::filter::{Queryable, QueryableType};
use super::fold::Folding;
use super::like::Pattern;
use super::literal::{Literal, Placement};
use super::operand::{InstantOperand, NumberOperand, Operand, PeriodOperand, ShapeOperand, SideOperand, Test, TextOperand};
use super::problem::{FilterProblem, excerpt};
use super::temporal::{self, Side};
use super::tree::{Comparison, Expression, Node, Operation, SpatialFunction, TemporalFunction};

pub(super) struct Compiler<'a> {
    pub(super) queryables: &'a [Queryable<'a>],
    pub(super) placement: &'a dyn Placement,
}

type Tested = Result<Test, FilterProblem>;

fn problem(expression: &Expression, found: impl Into<String>, allowed: impl Into<String>) -> FilterProblem {
    FilterProblem::new(&expression.place, found, allowed)
}

impl Compiler<'_> {
    /// An expression that must be true or false.
    pub(super) fn test(&self, expression: &Expression) -> Tested {
        match self.operand(expression)? {
            Operand::Flag(test) => Ok(test),
            other => Err(problem(expression, other.told(), "a condition that is true or false")),
        }
    }

    fn tests(&self, expressions: &[Expression]) -> Result<Vec<Test>, FilterProblem> {
        expressions.iter().map(|expression| self.test(expression)).collect()
    }

    /// An expression of any type.
    fn operand(&self, expression: &Expression) -> Result<Operand, FilterProblem> {
        Ok(match &expression.node {
            Node::Property(name) => self.property(expression, name)?,
            Node::Text(text) => Operand::Text(TextOperand::Literal(normal(text))),
            Node::Number(number) => Operand::Number(NumberOperand::Literal(*number)),
            Node::Flag(flag) => Operand::Flag(Test::Constant(*flag)),
            Node::Instant(instant) => Operand::Instant(InstantOperand::Literal(*instant)),
            Node::Interval(sides) => Operand::Period(self.interval(expression, sides)?),
            Node::Geometry(geometry) => {
                Operand::Shape(ShapeOperand::Literal(Box::new(Literal::placed(geometry, self.placement, &expression.place)?)))
            }
            Node::Box(numbers) => {
                Operand::Shape(ShapeOperand::Literal(Box::new(Literal::boxed(numbers, self.placement, &expression.place)?)))
            }
            Node::CaseInsensitive(one) => Operand::Text(self.folded(&one[0], Folding { case: true, accents: false })?),
            Node::AccentInsensitive(one) => Operand::Text(self.folded(&one[0], Folding { case: false, accents: true })?),
            Node::Arithmetic(operation, two) => Operand::Number(self.arithmetic(*operation, two)?),
            Node::And(parts) => Operand::Flag(Test::And(self.tests(parts)?)),
            Node::Or(parts) => Operand::Flag(Test::Or(self.tests(parts)?)),
            Node::Not(one) => Operand::Flag(Test::Not(Box::new(self.test(&one[0])?))),
            Node::IsNull(one) => Operand::Flag(Test::IsNull(Box::new(self.operand(&one[0])?))),
            Node::Compare(comparison, two) => Operand::Flag(self.compare(expression, *comparison, two)?),
            Node::Like(two) => Operand::Flag(self.like(two)?),
            Node::Between(three) => Operand::Flag(self.between(expression, three)?),
            Node::In(all) => Operand::Flag(self.among(all)?),
            Node::Spatial(function, two) => Operand::Flag(self.spatial(*function, two)?),
            Node::Temporal(function, two) => Operand::Flag(self.temporal(*function, two)?),
            Node::Function(name, _) => {
                return Err(problem(
                    expression,
                    format!("the function {}", excerpt(name)),
                    "CASEI, ACCENTI, and the functions that begin with S_ and T_",
                ));
            }
            Node::Array(function, _) => {
                return Err(problem(expression, format!("`{}`", function.word()), "no functions of arrays: no property is an array"));
            }
            Node::List(_) => return Err(problem(expression, "an array", "an array only after IN")),
            Node::Unbounded => return Err(problem(expression, "`..`", "`..` only in an interval")),
        })
    }

    fn property(&self, expression: &Expression, name: &str) -> Result<Operand, FilterProblem> {
        let column = self.queryables.iter().position(|queryable| queryable.name == name);
        let column = column.ok_or_else(|| {
            let names: Vec<&str> = self.queryables.iter().map(|queryable| queryable.name).collect();
            problem(expression, format!("the property {}", excerpt(name)), names.join(", "))
        })?;
        Ok(match self.queryables[column].value_type {
            QueryableType::Text => Operand::Text(TextOperand::Column(column, Folding::NONE)),
            QueryableType::Number | QueryableType::Integer => Operand::Number(NumberOperand::Column(column)),
            QueryableType::Boolean => Operand::Flag(Test::Column(column)),
            QueryableType::Date | QueryableType::Timestamp => Operand::Instant(InstantOperand::Column(column)),
            QueryableType::Geometry => Operand::Shape(ShapeOperand::Column(column)),
        })
    }

    fn folded(&self, expression: &Expression, folding: Folding) -> Result<TextOperand, FilterProblem> {
        Ok(match self.text(expression)? {
            TextOperand::Column(column, before) => TextOperand::Column(column, before.and(folding)),
            TextOperand::Literal(text) => TextOperand::Literal(folding.text(&text)),
        })
    }

    fn text(&self, expression: &Expression) -> Result<TextOperand, FilterProblem> {
        match self.operand(expression)? {
            Operand::Text(text) => Ok(text),
            other => Err(problem(expression, other.told(), "a text")),
        }
    }

    fn number(&self, expression: &Expression) -> Result<NumberOperand, FilterProblem> {
        match self.operand(expression)? {
            Operand::Number(number) => Ok(number),
            other => Err(problem(expression, other.told(), "a number")),
        }
    }

    fn arithmetic(&self, operation: Operation, two: &[Expression; 2]) -> Result<NumberOperand, FilterProblem> {
        let (a, b) = (self.number(&two[0])?, self.number(&two[1])?);
        if let (NumberOperand::Literal(a), NumberOperand::Literal(b)) = (&a, &b)
            && let Some(number) = operation.of(*a, *b)
        {
            return Ok(NumberOperand::Literal(number));
        }
        Ok(NumberOperand::Arithmetic(operation, Box::new([a, b])))
    }

    fn compare(&self, whole: &Expression, comparison: Comparison, two: &[Expression; 2]) -> Tested {
        let (a, b) = (self.operand(&two[0])?, self.operand(&two[1])?);
        Self::compared(whole, comparison, a, b)
    }

    /// Two values of one type, or a time and a text that is one (`/per/basic-cql2/type-casts`).
    fn compared(whole: &Expression, comparison: Comparison, a: Operand, b: Operand) -> Tested {
        Ok(match (a, b) {
            (Operand::Text(a), Operand::Text(b)) => Test::Texts(comparison, a, b),
            (Operand::Number(a), Operand::Number(b)) => Test::Numbers(comparison, a, b),
            (Operand::Flag(a), Operand::Flag(b)) => Test::Flags(comparison, Box::new([a, b])),
            (Operand::Instant(a), Operand::Instant(b)) => Test::Instants(comparison, a, b),
            (Operand::Instant(a), Operand::Text(TextOperand::Literal(text))) => Test::Instants(comparison, a, time(whole, &text)?),
            (Operand::Text(TextOperand::Literal(text)), Operand::Instant(b)) => Test::Instants(comparison, time(whole, &text)?, b),
            (a, b) => return Err(unlike(whole, a.told(), &b)),
        })
    }

    fn like(&self, two: &[Expression; 2]) -> Tested {
        let text = self.text(&two[0])?;
        match self.text(&two[1])? {
            TextOperand::Literal(pattern) => Ok(Test::Like(text, Pattern::new(&pattern))),
            TextOperand::Column(..) => Err(problem(&two[1], "a property", "a pattern in single quotes, in CASEI or ACCENTI or not")),
        }
    }

    /// The standard has numbers alone; times are as good.
    fn between(&self, whole: &Expression, three: &[Expression; 3]) -> Tested {
        let value = self.operand(&three[0])?;
        let side = |comparison, index: usize| match (&value, self.operand(&three[index])?) {
            (Operand::Number(value), Operand::Number(limit)) => Ok(Test::Numbers(comparison, value.clone(), limit)),
            (Operand::Instant(value), limit) => Self::compared(whole, comparison, Operand::Instant(*value), limit),
            (Operand::Number(_), odd) => Err(problem(&three[index], odd.told(), "three numbers or three times")),
            (odd, _) => Err(problem(&three[0], odd.told(), "three numbers or three times")),
        };
        Ok(Test::And(vec![side(Comparison::AtLeast, 1)?, side(Comparison::AtMost, 2)?]))
    }

    /// A value and those of which it is one. The value, which may be such a test itself, is compiled once and held once: a filter
    /// grows no larger than it is written.
    fn among(&self, all: &[Expression]) -> Tested {
        let (value, list) = (self.operand(&all[0])?, &all[1..]);
        let items: Vec<Operand> = list.iter().map(|item| self.operand(item)).collect::<Result<_, _>>()?;
        let told = value.told();
        let equal = |value: &dyn Fn() -> Operand, items: Vec<Operand>| {
            let tests = list.iter().zip(items).map(|(item, operand)| Self::compared(item, Comparison::Equal, value(), operand));
            tests.collect::<Result<_, _>>().map(Test::Or)
        };
        match value {
            Operand::Flag(value) => Ok(Test::FlagAmong(Box::new(value), each(list, items, told, Operand::into_flag)?)),
            Operand::Number(value) => Ok(Test::NumberAmong(value, each(list, items, told, Operand::into_number)?)),
            Operand::Text(text) => match items.iter().map(Operand::literal_text).collect::<Option<Vec<_>>>() {
                Some(texts) => {
                    let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
                    texts.sort_unstable();
                    Ok(Test::Among(text, texts))
                }
                None => equal(&|| Operand::Text(text.clone()), items),
            },
            Operand::Instant(at) => equal(&|| Operand::Instant(at), items),
            Operand::Period(_) | Operand::Shape(_) => Err(unlike(&list[0], told, &items[0])),
        }
    }

    fn spatial(&self, function: SpatialFunction, two: &[Expression; 2]) -> Tested {
        Ok(match (self.shape(&two[0])?, self.shape(&two[1])?) {
            (ShapeOperand::Column(column), ShapeOperand::Literal(literal)) => Test::Spatial(function, column, literal),
            (ShapeOperand::Literal(literal), ShapeOperand::Column(column)) => Test::Spatial(function.exchanged(), column, literal),
            (ShapeOperand::Column(a), ShapeOperand::Column(b)) => Test::SpatialColumns(function, a, b),
            (ShapeOperand::Literal(a), ShapeOperand::Literal(b)) => Test::Constant(function.between_literals(&a, &b)),
        })
    }

    fn shape(&self, expression: &Expression) -> Result<ShapeOperand, FilterProblem> {
        match self.operand(expression)? {
            Operand::Shape(shape) => Ok(shape),
            other => Err(problem(expression, other.told(), "a geometry: a property or a literal")),
        }
    }

    fn temporal(&self, function: TemporalFunction, two: &[Expression; 2]) -> Tested {
        let period = |expression: &Expression| match self.operand(expression)? {
            Operand::Period(period) => Ok(period),
            Operand::Instant(at) if function.takes_instants() => Ok(PeriodOperand(SideOperand::At(at), SideOperand::At(at))),
            Operand::Instant(_) => {
                Err(problem(expression, "a point of time", format!("an interval: `{}` takes two of them", function.word())))
            }
            other => Err(problem(expression, other.told(), "a time: a property, DATE, TIMESTAMP or INTERVAL")),
        };
        Ok(Test::Temporal(function, period(&two[0])?, period(&two[1])?))
    }

    fn interval(&self, whole: &Expression, sides: &[Expression; 2]) -> Result<PeriodOperand, FilterProblem> {
        let side = |expression: &Expression, unbounded: Side| match &expression.node {
            Node::Unbounded => Ok(SideOperand::Unbounded(unbounded)),
            _ => match self.operand(expression)? {
                Operand::Instant(at) => Ok(SideOperand::At(at)),
                other => Err(problem(expression, other.told(), "a time or '..'")),
            },
        };
        let (from, to) = (side(&sides[0], Side::Beginning)?, side(&sides[1], Side::End)?);
        if let (SideOperand::At(InstantOperand::Literal(from)), SideOperand::At(InstantOperand::Literal(to))) = (&from, &to)
            && from.compare(*to) == Ordering::Greater
        {
            return Err(problem(whole, "an interval that ends before it begins", "the earlier time first"));
        }
        Ok(PeriodOperand(from, to))
    }
}

/// Two values that cannot be compared.
fn unlike(whole: &Expression, told: &str, other: &Operand) -> FilterProblem {
    let found = format!("{told} compared with {}", other.told());
    problem(whole, found, "two texts, two numbers, two times, or two that are true or false")
}

/// The items of a list, all of one type.
fn each<T>(
    list: &[Expression],
    items: Vec<Operand>,
    told: &str,
    of: fn(Operand) -> Result<T, Box<Operand>>,
) -> Result<Vec<T>, FilterProblem> {
    list.iter().zip(items).map(|(item, operand)| of(operand).map_err(|other| unlike(item, told, &other))).collect()
}

/// Texts are compared in the composed form, in which the store keeps them (`/rec/basic-cql2/string-normalization`).
fn normal(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

fn time(whole: &Expression, text: &str) -> Result<InstantOperand, FilterProblem> {
    temporal::read_instant(text)
        .map(InstantOperand::Literal)
        .map_err(|allowed| problem(whole, format!("the text {}", excerpt(text)), allowed))
}
