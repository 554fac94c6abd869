//! The state of a plan on a day, folded from its events; it is never stored.
//!
//! Events count by their actual day, and on one day in legal order. Law 30/2009, article 2.11: an approved plan stays valid
//! until it is adjusted or cancelled, so the horizon year passing ends nothing.

use super::vocabulary::vocabulary;
use super::{Day, Event, Stage};

vocabulary! {
    /// Why a plan no longer counts.
    EndCause as "cause of end" {
        Superseded = "superseded", "được thay thế", "superseded";
        Repealed = "repealed", "bị bãi bỏ", "repealed";
        Expired = "expired", "hết thời hạn", "expired";
        Cancelled = "cancelled", "dừng lập", "cancelled";
    }
}

/// The state of a plan on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanState {
    /// Nothing has happened yet.
    None,
    /// Being made; not approved.
    Preparing {
        /// The latest stage reached.
        stage: Stage,
    },
    /// Approved, and neither superseded, repealed nor expired.
    InForce {
        /// The latest stage reached.
        stage: Stage,
        /// An adjustment has been started and is not yet approved.
        under_adjustment: bool,
    },
    /// Superseded, repealed, expired or cancelled.
    Ended {
        /// Why.
        cause: EndCause,
        /// Since when.
        since: Day,
    },
}

impl PlanState {
    /// The code of the state: `none`, `preparing`, `in_force` or `ended`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Preparing { .. } => "preparing",
            Self::InForce { .. } => "in_force",
            Self::Ended { .. } => "ended",
        }
    }

    /// The latest stage reached, while the plan counts.
    #[must_use]
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Preparing { stage } | Self::InForce { stage, .. } => Some(stage),
            Self::None | Self::Ended { .. } => None,
        }
    }
}

/// What happened to one plan that adjusts the plan asked about: approved on a day, and perhaps repealed on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The day the later plan was approved.
    pub approved_on: Day,
    /// The day the later plan was repealed as a whole.
    pub repealed_on: Option<Day>,
}

impl Succession {
    /// What the events of a later plan mean for the plan it adjusts; `None` if it was never approved.
    #[must_use]
    pub fn of(events: &[Event]) -> Option<Self> {
        let first =
            |stage| events.iter().filter(|event| event.stage == stage && event.part.is_none()).filter_map(|event| event.actual_on).min();
        Some(Self { approved_on: first(Stage::Approved)?, repealed_on: first(Stage::Repealed) })
    }
}

/// The state on `day` of a plan with these events, which those later plans adjust.
///
/// A later plan supersedes it from its approval on; repealing the later plan revives it. An event that concerns only a part of
/// the territory changes the land, not the state.
#[must_use]
pub fn state_on(day: Day, events: &[Event], successions: &[Succession]) -> PlanState {
    let mut past: Vec<(Day, Stage)> = events
        .iter()
        .filter(|event| event.part.is_none())
        .filter_map(|event| event.actual_on.map(|on| (on, event.stage)))
        .filter(|(on, _)| *on <= day)
        .collect();
    past.sort_unstable();
    let ended = own_end(&past, successions, day).into_iter().chain(superseded_by(successions, day)).min();
    if let Some((since, cause)) = ended {
        return PlanState::Ended { cause, since };
    }
    let Some(&(_, stage)) = past.iter().rfind(|(_, stage)| !ends(*stage)) else { return PlanState::None };
    match past.iter().rfind(|(_, stage)| *stage == Stage::Approved) {
        None => PlanState::Preparing { stage },
        Some(approval) => {
            let adjusting = past.iter().any(|step| step.1 == Stage::AdjustmentStarted && step > approval);
            PlanState::InForce { stage, under_adjustment: adjusting }
        }
    }
}

const fn ends(stage: Stage) -> bool {
    end_cause(stage).is_some()
}

const fn end_cause(stage: Stage) -> Option<EndCause> {
    match stage {
        Stage::Superseded => Some(EndCause::Superseded),
        Stage::Repealed => Some(EndCause::Repealed),
        Stage::Expired => Some(EndCause::Expired),
        Stage::Cancelled => Some(EndCause::Cancelled),
        _ => None,
    }
}

/// The first of the plan's own events that ends it. A recorded `superseded` is undone when a plan that adjusts it is repealed.
fn own_end(past: &[(Day, Stage)], successions: &[Succession], day: Day) -> Option<(Day, EndCause)> {
    let revived = |on: Day| successions.iter().filter_map(|later| later.repealed_on).any(|repealed| on <= repealed && repealed <= day);
    past.iter()
        .filter_map(|(on, stage)| end_cause(*stage).map(|cause| (*on, cause)))
        .find(|(on, cause)| *cause != EndCause::Superseded || !revived(*on))
}

fn superseded_by(successions: &[Succession], day: Day) -> Option<(Day, EndCause)> {
    successions
        .iter()
        .filter(|later| later.approved_on <= day && later.repealed_on.is_none_or(|repealed| day < repealed))
        .map(|later| (later.approved_on, EndCause::Superseded))
        .min()
}
