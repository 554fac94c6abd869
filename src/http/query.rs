//! Strict reading of query parameters: unknown, repeated or malformed ones are refused, all at once.

use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::extract::Query;
use axum::http::Uri;

use super::error::{ApiError, FieldProblem};
use super::limits::LIMITS;
use crate::domain::{Day, UnitCode, parse_day};

/// A question that is asked by query parameters.
pub(super) trait Question: Sized {
    /// Reads the parameters; what is wrong is noted in the fields, and the value returned does not matter then.
    fn read(fields: &mut Fields) -> Self;
}

/// No parameters of its own.
#[derive(Debug)]
pub(super) struct Nothing;

impl Question for Nothing {
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

/// The parameters of a request, read one after the other.
#[derive(Debug)]
pub(super) struct Fields {
    pairs: Vec<(String, String)>,
    known: Vec<&'static str>,
    /// Those that are read by what they are called.
    named: Vec<String>,
    problems: Vec<FieldProblem>,
}

/// An identifier in a path.
///
/// # Errors
/// It is longer than any is.
pub(super) fn identifier(id: &str) -> Result<(), ApiError> {
    if id.chars().count() <= LIMITS.id_chars {
        return Ok(());
    }
    Err(ApiError::Parameters(vec![FieldProblem::new("id", id, format!("1 to {} characters", LIMITS.id_chars))]))
}

/// Every parameter of an address, decoded, in order.
pub(super) fn pairs(uri: &Uri) -> Vec<(String, String)> {
    Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default()
}

impl Fields {
    pub(super) const fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, known: Vec::new(), named: Vec::new(), problems: Vec::new() }
    }

    /// Reads a whole question, and refuses what it did not ask for.
    ///
    /// # Errors
    /// Any parameter is unknown, repeated, missing or malformed.
    pub(super) fn question<Q: Question>(mut self) -> Result<(Option<Day>, Q), ApiError> {
        let at = self.day("at");
        let question = Q::read(&mut self);
        for (field, value) in &self.pairs {
            if !self.known.contains(&field.as_str()) && !self.named.contains(field) {
                let allowed = format!("the parameters {}", self.known.join(", "));
                self.problems.push(FieldProblem::new(field, value, allowed).hint("unknown parameter"));
            }
        }
        if self.problems.is_empty() { Ok((at, question)) } else { Err(ApiError::Parameters(self.problems)) }
    }

    /// The value as it was written.
    pub(super) fn raw(&mut self, field: &'static str) -> Option<String> {
        self.known.push(field);
        let values: Vec<&String> = self.pairs.iter().filter(|(name, _)| name == field).map(|(_, value)| value).collect();
        let (first, repeated) = (values.first().map(|value| (*value).clone()), values.len() > 1);
        if repeated {
            self.problems.push(FieldProblem::new(field, &format!("{} values", values.len()), "one value"));
        }
        first
    }

    /// The values as they were written, with commas between them: a form repeats its parameter for each.
    pub(super) fn joined(&mut self, field: &'static str) -> Option<String> {
        self.known.push(field);
        let values: Vec<&str> = self.pairs.iter().filter(|(name, _)| name == field).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// Every parameter that nothing has asked for so far, with the names of those that were; their reader refuses what it does not know.
    pub(super) fn rest(&mut self) -> (Vec<(String, String)>, Vec<&'static str>) {
        let rest: Vec<_> = self.pairs.iter().filter(|(name, _)| !self.known.contains(&name.as_str())).cloned().collect();
        self.named.extend(rest.iter().map(|(name, _)| name.clone()));
        (rest, self.known.clone())
    }

    /// Whether any of these is given.
    pub(super) fn has(&self, fields: &[&str]) -> bool {
        self.pairs.iter().any(|(name, _)| fields.contains(&name.as_str()))
    }

    /// Notes a problem.
    pub(super) fn refuse(&mut self, problem: FieldProblem) {
        self.problems.push(problem);
    }

    /// The value read by `parse`, which gives what is allowed where it fails.
    pub(super) fn parsed<T>(&mut self, field: &'static str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.raw(field)?;
        parse(&text).map_err(|allowed| self.problems.push(FieldProblem::new(field, &text, allowed))).ok()
    }

    /// A day written `YYYY-MM-DD`.
    pub(super) fn day(&mut self, field: &'static str) -> Option<Day> {
        self.parsed(field, |text| parse_day(text).map_err(|_| "a day written YYYY-MM-DD".to_owned()))
    }

    /// A finite number in a range.
    pub(super) fn number(&mut self, field: &'static str, range: &RangeInclusive<f64>) -> Option<f64> {
        self.parsed(field, |text| {
            let number = text.parse().ok().filter(|number| range.contains(number));
            number.ok_or_else(|| format!("a number from {} to {}", range.start(), range.end()))
        })
    }

    /// A finite number.
    pub(super) fn finite(&mut self, field: &'static str) -> Option<f64> {
        self.parsed(field, |text| text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| "a number".to_owned()))
    }

    /// A whole number in a range, or the default.
    pub(super) fn whole(&mut self, field: &'static str, range: &RangeInclusive<usize>, default: usize) -> usize {
        let read = self.parsed(field, |text| {
            let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let number = text.parse().ok().filter(|number| digits && range.contains(number));
            let most = Some(range.end()).filter(|end| **end < usize::MAX).map(|end| format!(" to {end}"));
            number.ok_or_else(|| format!("a whole number from {}{}", range.start(), most.unwrap_or_default()))
        });
        read.unwrap_or(default)
    }

    /// A word of a closed list, by its code.
    pub(super) fn word<T: FromStr>(&mut self, field: &'static str, codes: &[&str]) -> Option<T> {
        self.parsed(field, |text| text.parse().map_err(|_| codes.join(", ")))
    }

    /// `true` or `false`; false where absent.
    pub(super) fn flag(&mut self, field: &'static str) -> bool {
        self.parsed(field, |text| text.parse().map_err(|_| "true, false".to_owned())).unwrap_or(false)
    }

    /// The code of a unit.
    pub(super) fn unit_code(&mut self, field: &'static str) -> Option<UnitCode> {
        self.parsed(field, |text| UnitCode::new(text).map_err(|_| "2, 3 or 5 digits".to_owned()))
    }

    /// A text of at most so many characters, not empty.
    pub(super) fn text(&mut self, field: &'static str, limit: usize) -> Option<String> {
        self.parsed(field, |text| {
            let length = text.trim().chars().count();
            let fits = (1..=limit).contains(&length) && !text.chars().any(char::is_control);
            if fits { Ok(text.trim().to_owned()) } else { Err(format!("1 to {limit} characters, none of them a control character")) }
        })
    }

    /// The value, which must be given.
    pub(super) fn required<T>(&mut self, field: &'static str, value: Option<T>, allowed: &str) -> Option<T> {
        let noted = self.problems.iter().any(|problem| problem.field == field);
        if value.is_none() && !noted {
            self.problems.push(FieldProblem::missing(field, allowed));
        }
        value
    }
}
