//! Targets: the value an indicator must reach by a date, as a document set it.

use super::Day;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How a value is compared with its target.
    Operator as "operator" {
        AtLeast = ">=", "ít nhất", "at least";
        Above = ">", "trên", "above";
        Equal = "=", "bằng", "equal";
        About = "~", "khoảng", "about";
    }
}

/// One target, with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The identifier.
    pub id: String,
    /// The indicator it is a target of.
    pub indicator: Option<String>,
    /// What the document calls it (vi, en).
    pub title: [String; 2],
    /// How the value is compared; `None` where the target is not quantified.
    pub operator: Option<Operator>,
    /// The value, or the lower end of a range.
    pub value_min: Option<f64>,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The unit of the value.
    pub unit: Option<String>,
    /// The last day on which it is met in time.
    pub due_on: Option<Day>,
    /// The date as the document writes it.
    pub due_text: Option<String>,
    /// The document.
    pub source: String,
    /// Its clause.
    pub clause: String,
}
