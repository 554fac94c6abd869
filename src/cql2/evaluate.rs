//! Evaluation for a row, in the logic of three values (OGC 21-065r2, 6.4): what rests on a null is unknown, unless the rest decides.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::filter::{Row, Value};
use super::fold::Folding;
use super::operand::{InstantOperand, NumberOperand, Operand, PeriodOperand, ShapeOperand, SideOperand, Test, TextOperand};
use super::temporal::Side;
use super::tree::{Comparison, Instant, Operation};

impl Test {
    /// `None` is unknown.
    pub(super) fn evaluate(&self, row: &impl Row) -> Option<bool> {
        match self {
            Self::Constant(flag) => Some(*flag),
            Self::Column(column) => match row.value(*column)? {
                Value::Flag(flag) => Some(flag),
                _ => None,
            },
            Self::And(parts) => decided(parts.iter().map(|part| part.evaluate(row)), false),
            Self::Or(parts) => decided(parts.iter().map(|part| part.evaluate(row)), true),
            Self::Not(test) => test.evaluate(row).map(|flag| !flag),
            Self::IsNull(operand) => Some(operand.is_null(row)),
            Self::Texts(comparison, a, b) => compare_texts(*comparison, a, b, row),
            Self::Numbers(comparison, a, b) => Some(comparison.holds(a.value(row)?.partial_cmp(&b.value(row)?)?)),
            Self::Instants(comparison, a, b) => Some(comparison.holds(a.value(row)?.compare(b.value(row)?))),
            Self::Flags(comparison, two) => Some(comparison.holds(two[0].evaluate(row)?.cmp(&two[1].evaluate(row)?))),
            Self::Like(text, pattern) => text.with(row, |text, folding| pattern.matches(folding.letters(text))),
            Self::Among(text, texts) => text.with(row, |text, folding| {
                let text = if folding == Folding::NONE { Cow::Borrowed(text) } else { Cow::Owned(folding.text(text)) };
                texts.binary_search_by(|one| one.as_str().cmp(&text)).is_ok()
            }),
            Self::NumberAmong(value, items) => {
                let value = value.value(row)?;
                decided(items.iter().map(|item| item.value(row)?.partial_cmp(&value).map(Ordering::is_eq)), true)
            }
            Self::FlagAmong(value, items) => {
                let value = value.evaluate(row)?;
                decided(items.iter().map(|item| Some(item.evaluate(row)? == value)), true)
            }
            Self::Spatial(function, column, literal) => function.with_literal(row, *column, literal),
            Self::SpatialColumns(function, a, b) => function.within_row(row, *a, *b),
            Self::Temporal(function, a, b) => Some(function.holds(a.value(row)?, b.value(row)?)),
        }
    }
}

/// One part that is as told decides; otherwise an unknown part leaves it unknown.
fn decided(parts: impl Iterator<Item = Option<bool>>, by: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part {
            Some(flag) if flag == by => return Some(by),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(!by) }
}

impl Comparison {
    const fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::Greater => ordering.is_gt(),
            Self::AtMost => ordering.is_le(),
            Self::AtLeast => ordering.is_ge(),
        }
    }
}

fn compare_texts(comparison: Comparison, a: &TextOperand, b: &TextOperand, row: &impl Row) -> Option<bool> {
    a.with(row, |a, folded| {
        b.with(row, |b, also_folded| {
            let plain = folded == Folding::NONE && also_folded == Folding::NONE;
            comparison.holds(if plain { a.cmp(b) } else { folded.letters(a).cmp(also_folded.letters(b)) })
        })
    })?
}

impl TextOperand {
    /// What is told of the text and how it is still to be folded; `None` for null.
    fn with<T>(&self, row: &impl Row, told: impl FnOnce(&str, Folding) -> T) -> Option<T> {
        match self {
            Self::Literal(text) => Some(told(text, Folding::NONE)),
            Self::Column(column, folding) => match row.value(*column)? {
                Value::Text(text) => Some(told(&text, *folding)),
                _ => None,
            },
        }
    }
}

impl NumberOperand {
    fn value(&self, row: &impl Row) -> Option<f64> {
        match self {
            Self::Literal(number) => Some(*number),
            Self::Column(column) => match row.value(*column)? {
                Value::Number(number) => Some(number),
                _ => None,
            },
            Self::Arithmetic(operation, two) => operation.of(two[0].value(row)?, two[1].value(row)?),
        }
    }
}

impl Operation {
    /// `None` where there is no number, as for a division by nought: that is unknown.
    pub(super) fn of(self, a: f64, b: f64) -> Option<f64> {
        let result = match self {
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            Self::Remainder => a % b,
            Self::DivideWhole => (a / b).trunc(),
            Self::Power => a.powf(b),
        };
        result.is_finite().then_some(result)
    }
}

impl InstantOperand {
    fn value(self, row: &impl Row) -> Option<Instant> {
        match self {
            Self::Literal(instant) => Some(instant),
            Self::Column(column) => match row.value(column)? {
                Value::Instant(instant) => Some(instant),
                _ => None,
            },
        }
    }
}

impl PeriodOperand {
    fn value(self, row: &impl Row) -> Option<(Side, Side)> {
        let side = |side| match side {
            SideOperand::Unbounded(side) => Some(side),
            SideOperand::At(at) => at.value(row).map(Side::At),
        };
        Some((side(self.0)?, side(self.1)?))
    }
}

impl Operand {
    fn is_null(&self, row: &impl Row) -> bool {
        match self {
            Self::Text(text) => text.with(row, |_, _| ()).is_none(),
            Self::Number(number) => number.value(row).is_none(),
            Self::Flag(test) => test.evaluate(row).is_none(),
            Self::Instant(instant) => instant.value(row).is_none(),
            Self::Period(period) => period.value(row).is_none(),
            Self::Shape(ShapeOperand::Column(column)) => row.bounds(*column).is_none(),
            Self::Shape(ShapeOperand::Literal(_)) => false,
        }
    }
}
