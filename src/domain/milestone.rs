//! Milestones: events with a planned date or text, how exactly that is told, and how late they are.

use super::{Day, Event, MilestoneState, Precision, vague_date};

impl Event {
    /// Whether it was planned, be it in words alone.
    #[must_use]
    pub const fn is_milestone(&self) -> bool {
        self.planned_from.is_some() || self.planned_to.is_some() || self.planned_text.is_some()
    }

    /// How exactly the planned date is told: as its text says it, else a single day, or whatever its interval is just as long as.
    /// `None` where neither tells it.
    #[must_use]
    pub fn precision(&self) -> Option<Precision> {
        let told = self.planned_text.as_deref().and_then(|text| vague_date(text, None)).map(|date| date.precision);
        told.or_else(|| match (self.planned_from, self.planned_to) {
            (Some(from), Some(to)) => Some(length(from, to)),
            (Some(_), None) | (None, Some(_)) => Some(Precision::Day),
            (None, None) => None,
        })
    }

    /// How many days after its last planned day it happened, or how many have passed since while it has not happened; 0 where it
    /// happened in time, `None` where it is not late yet or has no planned date.
    #[must_use]
    pub fn days_late(&self, day: Day) -> Option<i32> {
        let planned_to = self.planned_to.or(self.planned_from)?;
        match (self.milestone_state(day)?, self.actual_on) {
            (MilestoneState::Done, Some(actual)) => Some((actual - planned_to).get_days().max(0)),
            (MilestoneState::Overdue, _) => Some((day - planned_to).get_days()),
            _ => None,
        }
    }
}

/// The least word for an interval that is at least as long.
fn length(from: Day, to: Day) -> Precision {
    match (to - from).get_days() {
        ..=0 => Precision::Day,
        1..=6 => Precision::Week,
        7..=10 => Precision::TenDays,
        11..=30 => Precision::Month,
        31..=91 => Precision::Quarter,
        92..=183 => Precision::HalfYear,
        _ => Precision::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Stage, parse_day};

    fn planned(from: &str, to: &str, text: &str, actual: &str) -> Event {
        let day = |text: &str| (!text.is_empty()).then(|| parse_day(text).unwrap());
        let planned_text = (!text.is_empty()).then(|| text.to_owned());
        let happened = Event::happened(Stage::Approved, parse_day("2022-01-01").unwrap());
        Event { planned_from: day(from), planned_to: day(to), planned_text, actual_on: day(actual), ..happened }
    }

    #[test]
    fn days_late_are_counted_from_the_last_planned_day() {
        let late = |event: Event, on: &str| event.days_late(parse_day(on).unwrap());
        let interval = || planned("2022-06-01", "2022-06-30", "", "2022-07-10");
        assert_eq!(late(interval(), "2022-06-30"), None);
        assert_eq!(late(interval(), "2022-07-05"), Some(5));
        assert_eq!(late(interval(), "2023-01-01"), Some(10));
        assert_eq!(late(planned("2022-06-01", "2022-06-30", "", "2022-06-02"), "2022-07-05"), Some(0));
        assert_eq!(late(planned("", "", "sớm", ""), "2022-07-05"), None);
    }

    #[test]
    fn the_text_tells_the_precision_before_the_interval_does() {
        assert_eq!(planned("2022-06-01", "2022-06-30", "quý II/2022", "").precision(), Some(Precision::Quarter));
        assert_eq!(planned("2022-06-01", "2022-06-30", "", "").precision(), Some(Precision::Month));
        assert_eq!(planned("", "2022-06-30", "(đã thực hiện)", "").precision(), Some(Precision::Day));
        assert_eq!(planned("", "", "180 ngày", "").precision(), Some(Precision::Duration));
        assert_eq!(planned("", "", "sớm", "").precision(), None);
        assert!(planned("", "", "sớm", "").is_milestone() && !planned("", "", "", "2022-01-01").is_milestone());
    }
}
