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

vocabulary! {
    /// The state of a plan in one word.
    StateWord as "state of a plan" {
        None = "none", "chưa lập", "not begun";
        Preparing = "preparing", "đang lập", "being prepared";
        InForce = "in_force", "có hiệu lực", "in force";
        Ended = "ended", "hết hiệu lực", "ended";
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
    /// The state in one word.
    #[must_use]
    pub const fn word(self) -> StateWord {
        match self {
            Self::None => StateWord::None,
            Self::Preparing { .. } => StateWord::Preparing,
            Self::InForce { .. } => StateWord::InForce,
            Self::Ended { .. } => StateWord::Ended,
        }
    }

    /// The code of the state: `none`, `preparing`, `in_force` or `ended`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.word().code()
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

/// What happened to one plan that adjusts the plan asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The day its making began.
    pub begun_on: Day,
    /// The day it was approved.
    pub approved_on: Option<Day>,
    /// The day it was repealed as a whole.
    pub repealed_on: Option<Day>,
    /// The day it ended, from whatever cause.
    pub ended_on: Option<Day>,
}

impl Succession {
    /// What the events of a later plan mean for the plan it adjusts; `None` if nothing has happened to it.
    #[must_use]
    pub fn of(events: &[Event]) -> Option<Self> {
        let first = |counts: fn(Stage) -> bool| {
            events.iter().filter(|event| event.part.is_none() && counts(event.stage)).filter_map(|event| event.actual_on).min()
        };
        Some(Self {
            begun_on: first(|_| true)?,
            approved_on: first(|stage| stage == Stage::Approved),
            repealed_on: first(|stage| stage == Stage::Repealed),
            ended_on: first(Stage::ends),
        })
    }

    /// The days on which it may change the state of the plan it adjusts.
    pub fn turns(&self) -> impl Iterator<Item = Day> {
        [Some(self.begun_on), self.approved_on, self.repealed_on, self.ended_on].into_iter().flatten()
    }

    /// Whether it is being made on a day: begun, neither approved nor given up.
    fn is_prepared(&self, day: Day) -> bool {
        self.begun_on <= day && [self.approved_on, self.ended_on].into_iter().flatten().all(|turn| day < turn)
    }

    /// The day it superseded the plan it adjusts, if that still holds on `day`.
    fn superseded_on(&self, day: Day) -> Option<Day> {
        self.approved_on.filter(|approved| *approved <= day && self.repealed_on.is_none_or(|repealed| day < repealed))
    }
}

/// The state on `day` of a plan with these events, which those later plans adjust.
///
/// `successions` has the plans that adjust it, and those that adjust an approved one of these. A later plan supersedes it from
/// its approval on, and puts it under adjustment while it is being made; repealing the later plan revives it. An event that
/// concerns only a part of the territory changes the land, not the state.
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
    let Some(&(_, stage)) = past.iter().rfind(|(_, stage)| !stage.ends()) else { return PlanState::None };
    match past.iter().rfind(|(_, stage)| *stage == Stage::Approved) {
        None => PlanState::Preparing { stage },
        Some(approval) => {
            let started = past.iter().any(|step| step.1 == Stage::AdjustmentStarted && step > approval);
            let under_adjustment = started || successions.iter().any(|later| later.is_prepared(day));
            PlanState::InForce { stage, under_adjustment }
        }
    }
}

impl Stage {
    /// Whether a plan that has reached it counts no longer.
    #[must_use]
    pub const fn ends(self) -> bool {
        end_cause(self).is_some()
    }
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

/// Since when later plans, one after the other, have superseded it.
fn superseded_by(successions: &[Succession], day: Day) -> Option<(Day, EndCause)> {
    let first = |day: Day| successions.iter().filter_map(|later| later.superseded_on(day)).min();
    let mut since = first(day)?;
    while let Some(earlier) = since.yesterday().ok().and_then(first) {
        since = earlier;
    }
    Some((since, EndCause::Superseded))
}
