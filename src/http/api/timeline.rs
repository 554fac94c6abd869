//! `/api/timeline`: the days on which anything changes, for a slider.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::Nothing;

/// The days on which anything changes.
#[derive(Debug, Serialize, ToSchema)]
struct TimelineAnswer {
    /// Ascending.
    days: Vec<ChangeDay>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeDay {
    /// The day.
    date: String,
    /// How many unit versions begin or end.
    boundaries: usize,
    /// How many plans enter another state.
    plans: usize,
}

/// Every day on which a boundary or the state of a plan changes.
#[utoipa::path(
    get, path = "/api/timeline", tag = "timeline",
    params(At),
    responses((status = 200, body = Answer<TimelineAnswer>), Problems)
)]
pub(in crate::http) async fn timeline(ask: Ask<Nothing>) -> Result<Response, ApiError> {
    ask.answer(|ask, notices| {
        let snapshot = ask.snapshot();
        snapshot.units.iter().for_each(|unit| notices.land(unit.version.quality));
        snapshot.plans.iter().for_each(|entry| notices.made_up(entry.plan.quality));
        let days = snapshot.timeline.changes().into_iter();
        let days = days.map(|(day, change)| ChangeDay { date: day.to_string(), boundaries: change.boundaries, plans: change.plans });
        Ok(TimelineAnswer { days: days.collect() })
    })
}
