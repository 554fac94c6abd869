//! What a question says of the columns of its layer: which are shown (`properties`), which order (`sortby`), and what they must be
//! (each queryable is a parameter). OGC 17-069r4, section 7.15.5; OGC 23-058r1 (schemas, sorting).

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::asked::Shown;
use crate::app::{Column, Condition, Datum, OrderBy, Position, Subject, View};
use crate::config::layers::{Attribute, AttributeType, Layer};
use crate::domain::{Day, parse_day};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};

/// As it was written.
#[derive(Debug)]
pub(super) struct Columns {
    sortby: Option<String>,
    after: Option<String>,
    /// Parameters that are properties, if they are anything.
    filters: Vec<(String, String)>,
    /// The parameters that every layer has.
    known: Vec<&'static str>,
}

impl Question for Columns {
    fn read(fields: &mut Fields) -> Self {
        let (sortby, after) = (fields.raw("sortby"), fields.text("after", LIMITS.position_chars));
        let (filters, known) = fields.rest();
        Self { sortby, after, filters, known }
    }
}

/// What it says.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) order: Vec<OrderBy>,
    pub(super) after: Option<Position>,
    pub(super) conditions: Vec<Box<dyn Condition>>,
}

impl Columns {
    /// What is said of the columns of a layer.
    ///
    /// # Errors
    /// A column does not exist, or a value is none that it can have.
    pub(super) fn of(&self, layer: &Layer) -> Result<Chosen, ApiError> {
        let mut problems = Vec::new();
        let conditions = self.conditions(layer, &mut problems);
        let sorted = self.sorted(layer).unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        let after = self.position(&sorted).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        if !problems.is_empty() {
            return Err(ApiError::Parameters(problems));
        }
        let order = sorted.into_iter().map(|(attribute, descending)| OrderBy { column: Column::named(&attribute.name), descending });
        Ok(Chosen { order: order.collect(), after, conditions })
    }

    fn conditions(&self, layer: &Layer, problems: &mut Vec<FieldProblem>) -> Vec<Box<dyn Condition>> {
        let mut conditions: Vec<Box<dyn Condition>> = Vec::new();
        for (place, (name, text)) in self.filters.iter().enumerate() {
            let Some(attribute) = attribute(layer, name) else {
                let allowed = format!("the parameters {}, and the properties {}", self.known.join(", "), layer.keys().join(", "));
                problems.push(FieldProblem::new(name, text, allowed).hint("unknown parameter"));
                continue;
            };
            if self.filters[..place].iter().any(|(earlier, _)| earlier == name) {
                problems.push(FieldProblem::new(name, text, "one value"));
                continue;
            }
            match value(attribute.value_type, text) {
                Ok(value) => conditions.push(Box::new(Equals { column: Column::named(name), value })),
                Err(allowed) => problems.push(FieldProblem::new(name, text, allowed)),
            }
        }
        conditions
    }

    /// The columns sorted by, each with whether it descends.
    fn sorted<'a>(&self, layer: &'a Layer) -> Result<Vec<(&'a Attribute, bool)>, FieldProblem> {
        let Some(text) = &self.sortby else { return Ok(Vec::new()) };
        let problem = || {
            let allowed = format!(
                "1 to {} different ones of {}, separated by commas, each with `-` before it to descend",
                LIMITS.sort_columns,
                layer.keys().join(", ")
            );
            FieldProblem::new("sortby", text, allowed)
        };
        let mut sorted: Vec<(&Attribute, bool)> = Vec::new();
        for part in text.split(',').map(str::trim) {
            let (name, descending) =
                part.strip_prefix('-').map_or_else(|| (part.strip_prefix('+').unwrap_or(part).trim(), false), |name| (name, true));
            let found =
                attribute(layer, name).filter(|found| !sorted.iter().any(|(other, _)| other.name == found.name)).ok_or_else(problem)?;
            sorted.push((found, descending));
        }
        if sorted.len() > LIMITS.sort_columns { Err(problem()) } else { Ok(sorted) }
    }

    /// The position that `after` names: an identifier, or where there is an order, its values with it.
    fn position(&self, sorted: &[(&Attribute, bool)]) -> Result<Option<Position>, FieldProblem> {
        let Some(text) = &self.after else { return Ok(None) };
        if sorted.is_empty() {
            return Ok(Some(Position { values: Vec::new(), id: text.clone() }));
        }
        let problem = || FieldProblem::new("after", text, "what a `next` link of the same question has");
        let mut parts: Vec<Value> = serde_json::from_str(text).map_err(|_| problem())?;
        let Some(Value::String(id)) = parts.pop().filter(|_| parts.len() == sorted.len()) else { return Err(problem()) };
        let values = sorted.iter().zip(&parts).map(|((attribute, _), part)| datum(attribute.value_type, part).map_err(|()| problem()));
        Ok(Some(Position { values: values.collect::<Result<_, _>>()?, id }))
    }
}

impl Shown {
    /// The places of the columns that are shown.
    ///
    /// # Errors
    /// One of them does not exist.
    pub(super) fn columns(&self, layer: &Layer) -> Result<Vec<usize>, ApiError> {
        let Some(text) = &self.properties else { return Ok((0..layer.attributes.len()).collect()) };
        let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if let Some(unknown) = names.iter().find(|name| attribute(layer, name).is_none()) {
            return Err(ApiError::Parameters(vec![FieldProblem::new("properties", unknown, layer.keys().join(", "))]));
        }
        Ok((0..layer.attributes.len()).filter(|place| names.contains(&layer.attributes[*place].name.as_str())).collect())
    }
}

/// What `after` says of a position.
pub(super) fn written(position: &Position) -> String {
    if position.values.is_empty() {
        return position.id.clone();
    }
    let values = position.values.iter().map(|value| match value {
        Some(Datum::Text(text)) => Value::from(text.as_ref()),
        // As text, which is read back to the last bit.
        Some(Datum::Number(number)) => Value::from(number.to_string()),
        Some(Datum::Integer(number)) => Value::from(*number),
        Some(Datum::Flag(flag)) => Value::from(*flag),
        None => Value::Null,
    });
    Value::Array(values.chain([Value::from(position.id.as_str())]).collect()).to_string()
}

fn attribute<'a>(layer: &'a Layer, name: &str) -> Option<&'a Attribute> {
    layer.attributes.iter().find(|attribute| attribute.name == name)
}

/// A value as a parameter has it; what is allowed where it is none.
fn value(value_type: AttributeType, text: &str) -> Result<Datum<'static>, String> {
    match value_type {
        // Composed, as the store keeps texts.
        AttributeType::String => Ok(Datum::Text(text.nfc().collect::<String>().into())),
        AttributeType::Date => {
            parse_day(text).map(|day| Datum::Text(day.to_string().into())).map_err(|_| "a day written YYYY-MM-DD".into())
        }
        AttributeType::Number => {
            text.parse().ok().filter(|number: &f64| number.is_finite()).map(Datum::Number).ok_or_else(|| "a number".into())
        }
        AttributeType::Integer => text.parse().map(Datum::Integer).map_err(|_| "a whole number".into()),
        AttributeType::Boolean => text.parse().map(Datum::Flag).map_err(|_| "true, false".into()),
    }
}

/// A value as a position has it, which may be none.
fn datum(value_type: AttributeType, value: &Value) -> Result<Option<Datum<'static>>, ()> {
    match (value_type, value) {
        (_, Value::Null) => Ok(None),
        (AttributeType::String | AttributeType::Date, Value::String(text)) => Ok(Some(Datum::Text(text.clone().into()))),
        (AttributeType::Number, Value::String(text)) => text.parse().map(|number| Some(Datum::Number(number))).map_err(|_| ()),
        (AttributeType::Integer, Value::Number(number)) => number.as_i64().map(|number| Some(Datum::Integer(number))).ok_or(()),
        (AttributeType::Boolean, Value::Bool(flag)) => Ok(Some(Datum::Flag(*flag))),
        _ => Err(()),
    }
}

/// A column has a value.
#[derive(Debug)]
struct Equals {
    column: Column,
    value: Datum<'static>,
}

impl Condition for Equals {
    fn holds(&self, view: &View, subject: Subject, day: Day) -> bool {
        self.column.value(view, subject, day).is_some_and(|value| value == self.value)
    }
}
