//! `/api/plans`: plans by what is asked of them.

use std::collections::HashSet;

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::domain::{PlanKind, StateWord, Tier, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::wire::Plan;
use crate::snapshot::{HitKind, PlanEntry};

/// Which plans, and how many.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct PlansQuery {
    /// Only plans with land in this unit on the day.
    #[param(value_type = Option<String>, pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// Only plans of this tier.
    #[param(value_type = Option<crate::http::wire::words::Tier>)]
    tier: Option<Tier>,
    /// Only plans of this kind.
    #[param(value_type = Option<crate::http::wire::words::PlanKind>)]
    kind: Option<PlanKind>,
    /// Only plans in this state on the day.
    #[param(value_type = Option<crate::http::wire::words::PlanState>)]
    state: Option<StateWord>,
    /// Only plans whose name, decision or identifier matches; best first.
    #[param(max_length = 200)]
    q: Option<String>,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

impl Question for PlansQuery {
    fn read(fields: &mut Fields) -> Self {
        Self {
            unit: fields.unit_code("unit"),
            tier: fields.word("tier", &Tier::ALL.iter().map(|tier| tier.code()).collect::<Vec<_>>()),
            kind: fields.word("kind", &PlanKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>()),
            state: fields.word("state", &StateWord::ALL.iter().map(|state| state.code()).collect::<Vec<_>>()),
            q: fields.text("q", LIMITS.query_chars),
            limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default),
            offset: fields.whole("offset", &(0..=10_000_000), 0),
        }
    }
}

/// Some of the plans that match.
#[derive(Debug, Serialize, ToSchema)]
struct PlansAnswer {
    /// By tier, those in force first, then by identifier; with `q` best first.
    plans: Vec<Plan>,
    /// How many match.
    total: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// Plans by unit, tier, kind, state and name.
#[utoipa::path(
    get, path = "/api/plans", tag = "plans",
    params(PlansQuery, At),
    responses((status = 200, body = Answer<PlansAnswer>), Problems)
)]
pub(in crate::http) async fn plans(ask: Ask<PlansQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let PlansQuery { limit, offset, .. } = ask.query;
        let found = matching(ask)?;
        let shown: Vec<usize> = found.iter().copied().skip(offset).take(limit).collect();
        let more = offset.saturating_add(shown.len()) < found.len();
        Ok(PlansAnswer {
            plans: Plan::all(ask.snapshot(), &shown, ask.day, notices),
            total: found.len(),
            next: more.then(|| ask.address_with("/api/plans", &[("offset", &(offset + limit).to_string())])),
        })
    })
    .await
}

fn matching(ask: &Ask<PlansQuery>) -> Result<Vec<usize>, ApiError> {
    let (snapshot, query, day) = (ask.snapshot(), &ask.query, ask.day);
    let in_unit: Option<HashSet<usize>> = match &query.unit {
        Some(code) => Some(ask.settled.edition.view.coverage.plans_in(ask.unit_on(code)?, day).into_iter().collect()),
        None => None,
    };
    let wanted = |&index: &usize| {
        let PlanEntry { plan, .. } = snapshot.plans[index].as_ref();
        in_unit.as_ref().is_none_or(|plans| plans.contains(&index))
            && query.tier.is_none_or(|tier| plan.kind.tier() == Some(tier))
            && query.kind.is_none_or(|kind| plan.kind == kind)
            && query.state.is_none_or(|state| snapshot.plans[index].state(day).word() == state)
    };
    if let Some(text) = &query.q {
        let hits = snapshot.search(text).into_iter().filter_map(|hit| if let HitKind::Plan(index) = hit.kind { Some(index) } else { None });
        return Ok(hits.filter(wanted).collect());
    }
    let mut found: Vec<usize> = (0..snapshot.plans.len()).filter(wanted).collect();
    // What counts comes first, what has ended last.
    let state_order = |state| match state {
        StateWord::InForce => 0,
        StateWord::Preparing => 1,
        StateWord::None => 2,
        StateWord::Ended => 3,
    };
    found.sort_by_key(|&index| {
        let tier = snapshot.plans[index].plan.kind.tier();
        (tier.is_none(), tier, state_order(snapshot.plans[index].state(day).word()), index)
    });
    Ok(found)
}
