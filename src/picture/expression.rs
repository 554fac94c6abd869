//! Values that depend on the zoom and on a feature's attributes (MapLibre Style Specification, "Expressions"): those that `styles/` uses.
//!
//! Whatever is not known here is refused when the style is read, never when it is drawn.

use serde_json::Value as Json;

use crate::tiles::Value;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Datum {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Datum>),
}

/// What an expression is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub zoom: f64,
    pub attributes: &'a [(&'a str, Value<'a>)],
}

/// An expression, ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Literal(Datum),
    Get(String),
    Has(String),
    Zoom,
    /// A picture has no state: nobody points at it.
    FeatureState,
    Coalesce(Vec<Expression>),
    Boolean(Vec<Expression>),
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    Equal(Box<[Expression; 2]>),
    In(Box<[Expression; 2]>),
    Match {
        input: Box<Expression>,
        arms: Vec<(Vec<Datum>, Expression)>,
        otherwise: Box<Expression>,
    },
    Case {
        arms: Vec<(Expression, Expression)>,
        otherwise: Box<Expression>,
    },
    Step {
        input: Box<Expression>,
        first: Box<Expression>,
        stops: Vec<(f64, Expression)>,
    },
    Linear {
        input: Box<Expression>,
        stops: Vec<(f64, Expression)>,
    },
}

impl Expression {
    /// Reads an expression or a plain value.
    ///
    /// # Errors
    /// It has an operator or a form that is not known here: which.
    pub fn read(json: &Json) -> Result<Self, String> {
        let Json::Array(parts) = json else { return Ok(Self::Literal(datum(json)?)) };
        let (operator, rest) = parts.split_first().ok_or("an empty expression")?;
        let operator = operator.as_str().ok_or_else(|| format!("an expression that begins with `{operator}`"))?;
        Self::of(operator, rest)
    }

    fn of(operator: &str, rest: &[Json]) -> Result<Self, String> {
        let all = || rest.iter().map(Self::read).collect::<Result<Vec<_>, _>>();
        let one = |place: usize| rest.get(place).ok_or_else(|| format!("`{operator}` without its operand {}", place + 1));
        let name = || one(0)?.as_str().map(str::to_owned).ok_or_else(|| format!("`{operator}` of something that is no name"));
        let boxed = |place: usize| one(place).and_then(Self::read).map(Box::new);
        let pair = || Ok::<_, String>(Box::new([Self::read(one(0)?)?, Self::read(one(1)?)?]));
        Ok(match operator {
            "literal" => Self::Literal(datum(one(0)?)?),
            "get" => Self::Get(name()?),
            "has" => Self::Has(name()?),
            "zoom" => Self::Zoom,
            "feature-state" => Self::FeatureState,
            "coalesce" => Self::Coalesce(all()?),
            "boolean" => Self::Boolean(all()?),
            "all" => Self::All(all()?),
            "any" => Self::Any(all()?),
            "!" => Self::Not(boxed(0)?),
            "==" => Self::Equal(pair()?),
            "!=" => Self::Not(Box::new(Self::Equal(pair()?))),
            "in" => Self::In(pair()?),
            "match" => Self::matching(rest)?,
            "case" => Self::cases(rest)?,
            "step" => Self::Step { input: boxed(0)?, first: boxed(1)?, stops: stops(rest.get(2..).unwrap_or_default())? },
            "interpolate" if one(0)? == &serde_json::json!(["linear"]) => {
                Self::Linear { input: boxed(1)?, stops: stops(rest.get(2..).unwrap_or_default())? }
            }
            _ => return Err(format!("the expression `{operator}`")),
        })
    }

    fn matching(rest: &[Json]) -> Result<Self, String> {
        let [input, arms @ .., otherwise] = rest else { return Err("`match` without operands".into()) };
        let read = |arm: &[Json]| match arm {
            [labels, value] => {
                let labels = labels.as_array().map_or_else(|| Ok(vec![datum(labels)?]), |labels| labels.iter().map(datum).collect())?;
                Ok((labels, Self::read(value)?))
            }
            _ => Err("`match` with a label that has no value".to_owned()),
        };
        let arms = arms.chunks(2).map(read).collect::<Result<_, String>>()?;
        Ok(Self::Match { input: Box::new(Self::read(input)?), arms, otherwise: Box::new(Self::read(otherwise)?) })
    }

    fn cases(rest: &[Json]) -> Result<Self, String> {
        let [arms @ .., otherwise] = rest else { return Err("`case` without operands".into()) };
        let read = |arm: &[Json]| match arm {
            [condition, value] => Ok((Self::read(condition)?, Self::read(value)?)),
            _ => Err("`case` with a condition that has no value".to_owned()),
        };
        let arms = arms.chunks(2).map(read).collect::<Result<_, String>>()?;
        Ok(Self::Case { arms, otherwise: Box::new(Self::read(otherwise)?) })
    }

    /// What it gives for a feature.
    pub fn value(&self, scene: &Scene<'_>) -> Datum {
        let flag = |yes: bool| Datum::Flag(yes);
        match self {
            Self::Literal(datum) => datum.clone(),
            Self::Get(name) => attribute(scene, name).map_or(Datum::Null, of_tile),
            Self::Has(name) => flag(attribute(scene, name).is_some()),
            Self::Zoom => Datum::Number(scene.zoom),
            Self::FeatureState => Datum::Null,
            Self::Coalesce(all) => all.iter().map(|one| one.value(scene)).find(|datum| *datum != Datum::Null).unwrap_or(Datum::Null),
            Self::Boolean(all) => {
                all.iter().map(|one| one.value(scene)).find(|datum| matches!(datum, Datum::Flag(_))).unwrap_or(Datum::Null)
            }
            Self::All(all) => flag(all.iter().all(|one| one.holds(scene))),
            Self::Any(any) => flag(any.iter().any(|one| one.holds(scene))),
            Self::Not(one) => flag(!one.holds(scene)),
            Self::Equal(pair) => flag(pair[0].value(scene) == pair[1].value(scene)),
            Self::In(pair) => match pair[1].value(scene) {
                Datum::List(list) => flag(list.contains(&pair[0].value(scene))),
                _ => flag(false),
            },
            Self::Match { input, arms, otherwise } => {
                let input = input.value(scene);
                arms.iter().find(|(labels, _)| labels.contains(&input)).map_or(otherwise.as_ref(), |(_, value)| value).value(scene)
            }
            Self::Case { arms, otherwise } => {
                arms.iter().find(|(condition, _)| condition.holds(scene)).map_or(otherwise.as_ref(), |(_, value)| value).value(scene)
            }
            Self::Step { input, first, stops } => {
                let at = input.number(scene).unwrap_or(0.0);
                stops.iter().rfind(|(stop, _)| *stop <= at).map_or(first.as_ref(), |(_, value)| value).value(scene)
            }
            Self::Linear { input, stops } => linear(input.number(scene).unwrap_or(0.0), stops, scene),
        }
    }

    /// Whether it gives `true`.
    pub fn holds(&self, scene: &Scene<'_>) -> bool {
        self.value(scene) == Datum::Flag(true)
    }

    /// The number that it gives, if it is one.
    pub fn number(&self, scene: &Scene<'_>) -> Option<f64> {
        match self.value(scene) {
            Datum::Number(number) => Some(number),
            _ => None,
        }
    }
}

fn attribute<'a>(scene: &Scene<'a>, name: &str) -> Option<&'a Value<'a>> {
    scene.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[expect(clippy::cast_precision_loss, reason = "whole numbers of attributes are years and counts")]
fn of_tile(value: &Value<'_>) -> Datum {
    match value {
        Value::Text(text) => Datum::Text((*text).to_owned()),
        Value::Number(number) => Datum::Number(*number),
        Value::Integer(number) => Datum::Number(*number as f64),
        Value::Flag(flag) => Datum::Flag(*flag),
    }
}

fn datum(json: &Json) -> Result<Datum, String> {
    Ok(match json {
        Json::Null => Datum::Null,
        Json::Bool(flag) => Datum::Flag(*flag),
        Json::Number(number) => Datum::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => Datum::Text(text.clone()),
        Json::Array(list) => Datum::List(list.iter().map(datum).collect::<Result<_, _>>()?),
        Json::Object(_) => return Err("an object where a value is expected".into()),
    })
}

fn stops(parts: &[Json]) -> Result<Vec<(f64, Expression)>, String> {
    let read = |pair: &[Json]| match pair {
        [stop, value] => Ok((stop.as_f64().ok_or_else(|| format!("a stop at `{stop}`"))?, Expression::read(value)?)),
        _ => Err("a stop without a value".to_owned()),
    };
    parts.chunks(2).map(read).collect()
}

fn linear(at: f64, stops: &[(f64, Expression)], scene: &Scene<'_>) -> Datum {
    let number = |place: usize| stops.get(place).and_then(|(_, value)| value.number(scene)).map_or(Datum::Null, Datum::Number);
    let after = stops.partition_point(|(stop, _)| *stop <= at);
    if after == 0 || after == stops.len() {
        return number(after.saturating_sub(1));
    }
    match (number(after - 1), number(after)) {
        (Datum::Number(low), Datum::Number(high)) => {
            let share = (at - stops[after - 1].0) / (stops[after].0 - stops[after - 1].0);
            Datum::Number(low + (high - low) * share)
        }
        _ => Datum::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(json: &Json, zoom: f64, attributes: &[(&str, Value<'_>)]) -> Datum {
        Expression::read(json).unwrap().value(&Scene { zoom, attributes })
    }

    #[test]
    fn expressions_give_what_the_specification_says() {
        let attributes = [("status", Value::Text("full")), ("percent", Value::Number(60.0)), ("year", Value::Integer(2030))];
        let text = |text: &str| Datum::Text(text.into());
        for (expression, expected) in [
            (
                json!([
                    "match",
                    ["coalesce", ["feature-state", "s"], ["get", "status"], "none"],
                    "full",
                    "a",
                    ["partial", "none"],
                    "b",
                    "c"
                ]),
                text("a"),
            ),
            (json!(["match", ["get", "absent"], "full", "a", "c"]), text("c")),
            (json!(["step", ["get", "percent"], "a", 50, "b", 80, "c"]), text("b")),
            (json!(["interpolate", ["linear"], ["zoom"], 5, 1, 9, 3, 14, 4]), Datum::Number(2.0)),
            (json!(["case", ["boolean", ["feature-state", "hover"], false], 1, ["==", ["get", "year"], 2030], 2, 3]), Datum::Number(2.0)),
            (json!(["in", ["get", "status"], ["literal", ["full", "partial"]]]), Datum::Flag(true)),
            (json!(["all", ["has", "status"], ["!", ["has", "none"]], ["!=", ["get", "status"], "none"]]), Datum::Flag(true)),
            (json!(["any", ["has", "none"], false]), Datum::Flag(false)),
        ] {
            assert_eq!(value(&expression, 7.0, &attributes), expected, "{expression}");
        }
        let width = json!(["interpolate", ["linear"], ["zoom"], 5, 1, 9, 3]);
        assert_eq!([4.0, 12.0].map(|zoom| value(&width, zoom, &[])), [1.0, 3.0].map(Datum::Number));
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        for (expression, named) in [
            (json!(["sqrt", 4]), "sqrt"),
            (json!(["interpolate", ["exponential", 2], ["zoom"], 1, 2]), "interpolate"),
            (json!(["get"]), "get"),
        ] {
            assert!(Expression::read(&expression).unwrap_err().contains(named), "{expression}");
        }
    }
}
