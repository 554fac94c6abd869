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
        AtMost = "<=", "nhiều nhất", "at most";
    }
}

vocabulary! {
    /// How a value stands to its target on a day.
    TargetStatus as "status of a target" {
        Met = "met", "đạt", "met";
        MetLate = "met_late", "đạt muộn", "met after the date";
        Due = "due", "chưa đến hạn", "due later";
        Missed = "missed", "không đạt", "missed";
        Lapsed = "lapsed", "đã đạt, nay không còn", "met on the date, no longer";
        Unknown = "unknown", "chưa rõ", "not known";
    }
}

/// Values are compared as they are shown, with two decimals: 99.996 % is shown as 100 and reaches 100.
const SHOWN: f64 = 0.005;

/// One target, with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The identifier.
    pub id: String,
    /// How the value is compared; `None` where the target is not quantified.
    pub operator: Option<Operator>,
    /// The value, or the lower end of a range; for "at most", the value.
    pub value_min: Option<f64>,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The unit of the value: `%` is the share, anything else the number itself.
    pub unit: Option<String>,
    /// The last day on which it is met in time.
    pub due_on: Day,
    /// The date as the document writes it.
    pub due_text: Option<String>,
    /// What the document demands in words (vi, en), where that is not the title of the indicator.
    pub text: Option<[String; 2]>,
    /// The subjects it is set for, by code or identifier, where they are fewer than those of the indicator; empty: all.
    pub only: Vec<String>,
    /// Who is responsible.
    pub responsible: Option<String>,
    /// The document.
    pub source: String,
    /// Its clause.
    pub clause: String,
    /// How it was read.
    pub note: Option<String>,
}

impl Target {
    /// Whether a value reaches it; `None` where the target is not quantified.
    ///
    /// A range (11–16 %) and "about" are reached from their lower end on: documents set them as what is to be attained.
    #[must_use]
    pub fn reached(&self, value: f64) -> Option<bool> {
        let (operator, wanted) = (self.operator?, self.value_min?);
        Some(match operator {
            Operator::AtLeast | Operator::Equal | Operator::About => value > wanted - SHOWN,
            Operator::Above => value > wanted + SHOWN,
            Operator::AtMost => value < wanted + SHOWN,
        })
    }

    /// Whether it is reached only where nothing is left out: every subject, or all of their land.
    #[must_use]
    pub fn asks_for_all(&self) -> bool {
        let from_below = matches!(self.operator, Some(Operator::AtLeast | Operator::Equal));
        from_below && self.unit.as_deref() == Some("%") && self.value_min.is_some_and(|value| value >= 100.0)
    }

    /// How far a value is from it, in its unit; 0 where it is reached, `None` where it is not quantified.
    #[must_use]
    pub fn gap(&self, value: f64) -> Option<f64> {
        let reached = self.reached(value)?;
        Some(if reached { 0.0 } else { (self.value_min? - value).abs() })
    }

    /// How it stands on a day, with the value of that day and of the last day in time.
    #[must_use]
    pub fn status(&self, day: Day, value: Option<f64>, on_due: Option<f64>) -> TargetStatus {
        let reached = |value: Option<f64>| value.and_then(|value| self.reached(value));
        match (reached(value), reached(on_due)) {
            (None, _) => TargetStatus::Unknown,
            (Some(now), _) if day <= self.due_on => [TargetStatus::Due, TargetStatus::Met][usize::from(now)],
            (Some(true), Some(true)) => TargetStatus::Met,
            (Some(false), Some(true)) => TargetStatus::Lapsed,
            (Some(true), _) => TargetStatus::MetLate,
            (Some(false), _) if day > self.due_on => TargetStatus::Missed,
            (Some(false), _) => TargetStatus::Due,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    fn target(operator: &str, value_min: f64, value_max: Option<f64>) -> Target {
        Target {
            id: "T".into(),
            operator: operator.parse().ok(),
            value_min: Some(value_min),
            value_max,
            unit: Some("%".into()),
            due_on: parse_day("2025-12-31").unwrap(),
            due_text: None,
            text: None,
            only: Vec::new(),
            responsible: None,
            source: "S".into(),
            clause: "C".into(),
            note: None,
        }
    }

    #[test]
    fn a_target_is_reached_from_its_lower_end_on_and_compared_as_shown() {
        let reached = |operator, value_min, value_max, value| target(operator, value_min, value_max).reached(value).unwrap();
        assert!(reached("=", 100.0, Some(100.0), 99.9999) && !reached("=", 100.0, None, 99.99));
        assert!(reached("~", 11.0, Some(16.0), 11.0) && reached("~", 11.0, Some(16.0), 17.0) && !reached("~", 11.0, Some(16.0), 10.9));
        assert!(!reached(">", 80.0, None, 80.0) && reached(">", 80.0, None, 80.01));
        assert!(reached("<=", 0.0, None, 0.0) && !reached("<=", 0.0, None, 1.0));
        assert_eq!(target(">=", 90.0, None).gap(89.5), Some(0.5));
        assert_eq!(Target { operator: None, ..target("=", 1.0, None) }.reached(5.0), None);
    }

    #[test]
    fn all_is_asked_for_by_a_hundred_percent() {
        assert!(target("=", 100.0, None).asks_for_all() && target(">=", 100.0, Some(100.0)).asks_for_all());
        assert!(!target("=", 90.0, None).asks_for_all() && !target("~", 100.0, None).asks_for_all());
        assert!(!Target { unit: Some("district".into()), ..target("=", 100.0, None) }.asks_for_all());
    }

    #[test]
    fn the_status_looks_at_the_day_asked_and_at_the_last_day_in_time() {
        let target = target(">=", 90.0, None);
        let status = |day, value, on_due| target.status(parse_day(day).unwrap(), value, on_due);
        assert_eq!(status("2025-12-31", Some(89.0), Some(89.0)), TargetStatus::Due);
        assert_eq!(status("2025-12-31", Some(90.0), Some(90.0)), TargetStatus::Met);
        assert_eq!(status("2026-01-01", Some(89.0), Some(89.0)), TargetStatus::Missed);
        assert_eq!(status("2026-01-01", Some(90.0), Some(89.0)), TargetStatus::MetLate);
        assert_eq!(status("2026-01-01", Some(89.0), Some(90.0)), TargetStatus::Lapsed);
        assert_eq!(status("2026-01-01", Some(95.0), Some(90.0)), TargetStatus::Met);
        assert_eq!(status("2026-01-01", None, None), TargetStatus::Unknown);
    }
}
