//! Events: dated steps in a plan's life, planned or actual.

use super::vocabulary::vocabulary;
use super::{Day, Land, PlanId};

vocabulary! {
    /// The stages of a plan, in legal order.
    Stage as "stage" {
        Brief = "brief", "lập nhiệm vụ", "brief";
        BriefApproved = "brief_approved", "phê duyệt nhiệm vụ", "brief approved";
        Drafting = "drafting", "lập đồ án", "drafting";
        Consultation = "consultation", "lấy ý kiến", "consultation";
        Appraisal = "appraisal", "thẩm định", "appraisal";
        Council = "council", "HĐND thông qua", "council";
        Approved = "approved", "phê duyệt", "approved";
        Published = "published", "công bố", "published";
        AdjustmentStarted = "adjustment_started", "bắt đầu điều chỉnh", "adjustment started";
        Superseded = "superseded", "thay thế", "superseded";
        Repealed = "repealed", "bãi bỏ", "repealed";
        Expired = "expired", "hết thời hạn", "expired";
        Cancelled = "cancelled", "dừng lập", "cancelled";
    }
}

/// One dated step.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The stage that is reached.
    pub stage: Stage,
    /// First day of the planned interval.
    pub planned_from: Option<Day>,
    /// Last day of the planned interval.
    pub planned_to: Option<Day>,
    /// The plan's date as the document writes it.
    pub planned_text: Option<String>,
    /// The day it happened.
    pub actual_on: Option<Day>,
    /// The decision or document.
    pub document_number: Option<String>,
    /// Who issued it.
    pub authority: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// The land concerned, where it is only a part of the territory (a partial repeal).
    pub part: Option<Land>,
    /// The document the record comes from.
    pub source: Option<String>,
    /// The clause of that document.
    pub clause: Option<String>,
    /// Tells events of one plan, stage and date apart: 0 for the first in its file.
    pub ordinal: u16,
}

/// What tells one event from every other: an event planned for an interval stays the same event when it happens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKey {
    /// The plan.
    pub plan: PlanId,
    /// The stage.
    pub stage: Stage,
    /// The planned interval, or the actual day twice where nothing was planned.
    pub dates: (Option<Day>, Option<Day>),
    /// Which of several such events.
    pub ordinal: u16,
}

impl Event {
    /// What tells it from every other event.
    #[must_use]
    pub fn key(&self, plan: &str) -> EventKey {
        let planned = self.planned_from.is_some() || self.planned_to.is_some();
        let dates = if planned { (self.planned_from, self.planned_to) } else { (self.actual_on, self.actual_on) };
        EventKey { plan: plan.to_owned(), stage: self.stage, dates, ordinal: self.ordinal }
    }

    /// An event of which only the stage and the day are known.
    #[must_use]
    pub fn happened(stage: Stage, day: Day) -> Self {
        Self {
            stage,
            planned_from: None,
            planned_to: None,
            planned_text: None,
            actual_on: Some(day),
            document_number: None,
            authority: None,
            note: None,
            part: None,
            source: None,
            clause: None,
            ordinal: 0,
        }
    }

    /// How the milestone stands on a day; `None` where no date was planned.
    #[must_use]
    pub fn milestone_state(&self, day: Day) -> Option<MilestoneState> {
        let planned_to = self.planned_to.or(self.planned_from)?;
        Some(match self.actual_on {
            Some(actual) if actual <= day => MilestoneState::Done,
            _ if planned_to < day => MilestoneState::Overdue,
            _ if (planned_to - day).get_days() <= 30 => MilestoneState::Due,
            _ => MilestoneState::Upcoming,
        })
    }
}

vocabulary! {
    /// How a milestone stands on a day.
    MilestoneState as "milestone state" {
        Done = "done", "đã xong", "done";
        Due = "due", "sắp đến hạn", "due";
        Overdue = "overdue", "quá hạn", "overdue";
        Upcoming = "upcoming", "chưa đến hạn", "upcoming";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn a_milestone_is_due_within_thirty_days_and_overdue_after_its_last_day() {
        let day = |text| parse_day(text).unwrap();
        let mut event =
            Event { planned_to: Some(day("2022-06-30")), actual_on: None, ..Event::happened(Stage::Approved, day("2022-06-30")) };
        assert_eq!(event.milestone_state(day("2022-05-30")), Some(MilestoneState::Upcoming));
        assert_eq!(event.milestone_state(day("2022-05-31")), Some(MilestoneState::Due));
        assert_eq!(event.milestone_state(day("2022-06-30")), Some(MilestoneState::Due));
        assert_eq!(event.milestone_state(day("2022-07-01")), Some(MilestoneState::Overdue));
        event.actual_on = Some(day("2022-08-01"));
        assert_eq!(event.milestone_state(day("2022-07-01")), Some(MilestoneState::Overdue));
        assert_eq!(event.milestone_state(day("2022-08-01")), Some(MilestoneState::Done));
    }
}
