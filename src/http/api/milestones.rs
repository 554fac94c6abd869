//! `/api/milestones`: what was planned for when, and how it stands on a day.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::domain::{Day, Event, MilestoneState, PlanId, Precision, UnitCode, identifier};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::wire::Notices;

/// Which milestones, and how many.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct MilestonesQuery {
    /// Only those that stand so on the day: `done`, `due`, `overdue` or `upcoming`.
    #[param(value_type = Option<crate::http::wire::words::MilestoneState>)]
    state: Option<MilestoneState>,
    /// Only those of plans with land in this unit on the day.
    #[param(value_type = Option<String>, pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// Only those of this plan.
    #[param(value_type = Option<String>)]
    plan: Option<PlanId>,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

impl Question for MilestonesQuery {
    fn read(fields: &mut Fields) -> Self {
        Self {
            state: fields.word("state", &MilestoneState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>()),
            unit: fields.unit_code("unit"),
            plan: fields.parsed("plan", |text| identifier(text).map_err(|_| "the identifier of a plan".to_owned())),
            limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default),
            offset: fields.whole("offset", &(0..=10_000_000), 0),
        }
    }
}

/// Some of the milestones that match.
#[derive(Debug, Serialize, ToSchema)]
struct MilestonesAnswer {
    /// By their last planned day; those without one last.
    milestones: Vec<Milestone>,
    /// How many match.
    total: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// A step that was planned.
#[derive(Debug, Serialize, ToSchema)]
struct Milestone {
    /// The plan it belongs to.
    plan_id: String,
    /// Its name.
    plan_name: String,
    /// Code of the stage.
    #[schema(value_type = crate::http::wire::words::Stage)]
    stage: &'static str,
    /// The stage in Vietnamese.
    stage_vi: &'static str,
    /// First day of the planned interval; null for a deadline.
    planned_from: Option<String>,
    /// Last day of the planned interval; null where only the text tells when.
    planned_to: Option<String>,
    /// The planned date as the document writes it.
    planned_text: Option<String>,
    /// How exactly it is told: `day`, `week`, `ten_days`, `month`, `quarter`, `half_year`, `year`, `duration`.
    #[schema(value_type = Option<crate::http::wire::words::Precision>)]
    precision: Option<&'static str>,
    /// Day it happened.
    actual_on: Option<String>,
    /// `done`, `due`, `overdue` or `upcoming`; null where the text tells no day.
    #[schema(value_type = Option<crate::http::wire::words::MilestoneState>)]
    state: Option<&'static str>,
    /// Days after the last planned day; 0 where it was done in time, null where it is not late yet.
    days_late: Option<i32>,
    /// Who is to do it.
    authority: Option<String>,
    /// Document the record comes from.
    source: Option<String>,
    /// Clause of that document.
    clause: Option<String>,
    /// How far the plan's record can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    quality: &'static str,
}

/// Milestones of plans: due, overdue, done and upcoming.
#[utoipa::path(
    get, path = "/api/milestones", tag = "plans",
    params(MilestonesQuery, At),
    responses((status = 200, body = Answer<MilestonesAnswer>), Problems)
)]
pub(in crate::http) async fn milestones(ask: Ask<MilestonesQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let MilestonesQuery { limit, offset, .. } = ask.query;
        let found = matching(ask)?;
        let shown = found.iter().skip(offset).take(limit);
        let milestones: Vec<Milestone> = shown.map(|&(plan, event)| Milestone::of(ask, plan, event, notices)).collect();
        let more = offset.saturating_add(milestones.len()) < found.len();
        let next = more.then(|| ask.address_with("/api/milestones", &[("offset", &(offset + limit).to_string())]));
        Ok(MilestonesAnswer { milestones, total: found.len(), next })
    })
    .await
}

/// Those asked for, each with the place of its plan, in their order.
fn matching(ask: &Ask<MilestonesQuery>) -> Result<Vec<(usize, &Event)>, ApiError> {
    let (snapshot, query) = (ask.snapshot(), &ask.query);
    let mut plans: Vec<usize> = match &query.unit {
        Some(code) => ask.settled.edition.view.coverage.plans_in(ask.unit_on(code)?, ask.day),
        None => (0..snapshot.plans.len()).collect(),
    };
    plans.retain(|&plan| query.plan.as_ref().is_none_or(|id| snapshot.plans[plan].plan.id == *id));
    let events = plans.into_iter().flat_map(|plan| snapshot.plans[plan].plan.events.iter().map(move |event| (plan, event)));
    let wanted = |event: &Event| event.is_milestone() && query.state.is_none_or(|state| event.milestone_state(ask.day) == Some(state));
    let mut found: Vec<(usize, &Event)> = events.filter(|(_, event)| wanted(event)).collect();
    found.sort_by_key(|(plan, event)| (event.planned_to.or(event.planned_from).unwrap_or(Day::MAX), *plan, event.stage, event.ordinal));
    Ok(found)
}

impl Milestone {
    fn of(ask: &Ask<MilestonesQuery>, plan: usize, event: &Event, notices: &mut Notices) -> Self {
        let plan = &ask.snapshot().plans[plan].plan;
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        notices.made_up(plan.quality);
        Self {
            plan_id: plan.id.clone(),
            plan_name: plan.name.clone(),
            stage: event.stage.code(),
            stage_vi: event.stage.vi(),
            planned_from: day(event.planned_from),
            planned_to: day(event.planned_to),
            planned_text: event.planned_text.clone(),
            precision: event.precision().map(Precision::code),
            actual_on: day(event.actual_on),
            state: event.milestone_state(ask.day).map(MilestoneState::code),
            days_late: event.days_late(ask.day),
            authority: event.authority.clone(),
            source: event.source.clone(),
            clause: event.clause.clone(),
            quality: plan.quality.code(),
        }
    }
}
