//! `/api/lookup/brief`: what applies at a position, in less than 4 KB, for phones on a slow line.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use super::lookup::{Position, PositionParams};
use crate::coverage::{Denominator, Figures};
use crate::domain::{Lack, Tier};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::wire::{Area, Notices, Plan, Unit};
use crate::lookup::{at_point, lacks};
use crate::snapshot::Snapshot;

/// What applies at a position, in few words; `/api/units`, `/api/plans` and `/api/areas` tell the rest.
#[derive(Debug, Serialize, ToSchema)]
struct BriefAnswer {
    /// Units from the province down; empty outside.
    units: Vec<BriefUnit>,
    /// Figures of the smallest unit, from the broadest tier; empty outside.
    tiers: Vec<BriefTier>,
    /// Plans in force and being prepared there, from the broadest tier, at most 10.
    plans: Vec<BriefPlan>,
    /// How many there are.
    plans_total: usize,
    /// Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside.
    lacks: Vec<BriefLack>,
    /// Areas there, at most 10.
    areas: Vec<BriefArea>,
    /// How many there are.
    areas_total: usize,
}

/// A unit by name.
#[derive(Debug, Serialize, ToSchema)]
struct BriefUnit {
    code: String,
    /// Name with the kind.
    full_name: String,
}

/// How much plans of a tier cover of the smallest unit.
#[derive(Debug, Serialize, ToSchema)]
struct BriefTier {
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    #[schema(value_type = crate::http::wire::words::CoverageStatus)]
    status: &'static str,
    /// Covered share (0–100).
    percent: f64,
}

/// A tier of which no plan is in force; `/api/lookup` tells the reason as a sentence, with its sources.
#[derive(Debug, Serialize, ToSchema)]
struct BriefLack {
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    #[schema(value_type = crate::http::wire::words::No)]
    no: &'static str,
    #[schema(value_type = crate::http::wire::words::LackReason)]
    reason: &'static str,
}

/// A plan in few words.
#[derive(Debug, Serialize, ToSchema)]
struct BriefPlan {
    id: String,
    name: String,
    #[schema(value_type = Option<crate::http::wire::words::Tier>)]
    tier: Option<&'static str>,
    #[schema(value_type = crate::http::wire::words::PlanState)]
    state: &'static str,
    /// Number of the decision that approved it, once approved.
    decision_number: Option<String>,
    /// Day of the approval, once approved.
    approved_on: Option<String>,
    #[schema(value_type = crate::http::wire::words::Quality)]
    quality: &'static str,
}

/// An area by name.
#[derive(Debug, Serialize, ToSchema)]
struct BriefArea {
    id: String,
    name: String,
}

/// What applies at a position in less than 4 KB: units, coverage of the smallest, plans and areas by name.
#[utoipa::path(
    get, path = "/api/lookup/brief", tag = "lookup", operation_id = "lookup_brief",
    params(PositionParams, At),
    responses((status = 200, body = Answer<BriefAnswer>), Problems)
)]
pub(in crate::http) async fn brief(ask: Ask<Position>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| Ok(applies(ask, notices))).await
}

fn applies(ask: &Ask<Position>, notices: &mut Notices) -> BriefAnswer {
    let (snapshot, Position(point), day) = (ask.snapshot(), &ask.query, ask.day);
    let found = at_point(snapshot, *point, day);
    if found.units.is_empty() {
        notices.outside();
    }
    // What is not shown counts as well: figures rest on it.
    found.plans.iter().for_each(|&plan| notices.made_up(snapshot.plans[plan].plan.quality));
    found.areas.iter().for_each(|&area| notices.land(snapshot.areas[area].area.quality));
    let figures = found.units.last().map(|&unit| ask.settled.edition.view.coverage.figures(unit, Denominator::Unit, day));
    let units = Unit::all(snapshot, &found.units, notices).into_iter();
    let plans = Plan::all(snapshot, &found.plans[..found.plans.len().min(LIMITS.brief)], day, notices).into_iter();
    let areas = Area::all(snapshot, &found.areas[..found.areas.len().min(LIMITS.brief)], notices).into_iter();
    BriefAnswer {
        units: units.map(|Unit { code, full_name, .. }| BriefUnit { code, full_name }).collect(),
        tiers: figures.iter().flat_map(|figures| tiers(snapshot, figures, notices)).collect(),
        plans: plans.map(BriefPlan::from).collect(),
        plans_total: found.plans.len(),
        lacks: lacks(snapshot, (&found.units, &found.areas, &found.plans), day, &ask.site.indicators).iter().map(BriefLack::from).collect(),
        areas: areas.map(|Area { id, name, .. }| BriefArea { id, name }).collect(),
        areas_total: found.areas.len(),
    }
}

fn tiers(snapshot: &Snapshot, figures: &Figures, notices: &mut Notices) -> Vec<BriefTier> {
    let tier = |&tier: &Tier| {
        let told = figures.tier(tier);
        told.plans.iter().chain(&told.preparing_plans).for_each(|&plan| notices.made_up(snapshot.plans[plan].plan.quality));
        BriefTier { tier: tier.code(), status: told.status.code(), percent: told.percent }
    };
    Tier::ALL.iter().map(tier).collect()
}

impl From<&Lack<'_>> for BriefLack {
    fn from(lack: &Lack<'_>) -> Self {
        Self { tier: lack.tier.code(), no: lack.no.code(), reason: lack.reason.code() }
    }
}

impl From<Plan> for BriefPlan {
    fn from(plan: Plan) -> Self {
        let Plan { id, name, tier, state, decision_number, approved_on, quality, .. } = plan;
        Self { id, name, tier, state, decision_number, approved_on, quality }
    }
}
