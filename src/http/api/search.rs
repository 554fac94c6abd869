//! `/api/search`: units, areas and plans by name, without regard to accents and case.

use std::cmp::Reverse;
use std::collections::HashSet;

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::domain::{Day, PlanState};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::wire::{Area, Notices, Plan, Unit, bbox, day, position};
use crate::snapshot::{HitKind, Snapshot};

/// What to look for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct SearchQuery {
    /// A name, a code or a decision number.
    #[param(max_length = 200, example = "dong mo")]
    q: String,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
}

impl Question for SearchQuery {
    fn read(fields: &mut Fields) -> Self {
        let q = fields.text("q", LIMITS.query_chars);
        let q = fields.required("q", q, "1 to 200 characters").unwrap_or_default();
        Self { q, limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default) }
    }
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
struct SearchAnswer {
    /// Best first.
    results: Vec<Found>,
}

/// Something whose name matches.
#[derive(Debug, Serialize, ToSchema)]
struct Found {
    /// `unit`, `area` or `plan`.
    #[schema(value_type = crate::http::wire::words::FoundType)]
    r#type: &'static str,
    /// Identifier; for a unit its code.
    id: String,
    /// Name.
    name: String,
    /// What tells it from others of that name.
    detail: Option<String>,
    /// A point inside (lon, lat).
    #[schema(value_type = Option<crate::http::wire::words::LonLat>)]
    point: Option<[f64; 2]>,
    /// West, south, east, north.
    #[schema(value_type = Option<crate::http::wire::words::Bbox>)]
    bbox: Option<[f64; 4]>,
    /// Valid, or counting, on the day.
    current: bool,
    /// First day in force; for a plan the day of its approval.
    valid_from: Option<String>,
    /// First day no longer in force.
    valid_to: Option<String>,
}

/// Units, areas and plans by name; accents and case do not matter.
#[utoipa::path(
    get, path = "/api/search", tag = "search",
    params(SearchQuery, At),
    responses((status = 200, body = Answer<SearchAnswer>), Problems)
)]
pub(in crate::http) async fn search(ask: Ask<SearchQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let (snapshot, day) = (ask.snapshot(), ask.day);
        let mut hits = snapshot.search(&ask.query.q);
        hits.sort_by_key(|hit| (hit.rank, !is_current(snapshot, hit.kind, day), Reverse(first_day(snapshot, hit.kind))));
        let mut seen = HashSet::new();
        // A unit that kept its name through several versions is one result: that of the day, or the last one.
        hits.retain(|hit| match hit.kind {
            HitKind::Unit(index) => seen.insert((&snapshot.units[index].version.code, snapshot.units[index].version.full_name())),
            HitKind::Area(_) | HitKind::Plan(_) => true,
        });
        let shown = hits.into_iter().take(ask.query.limit);
        Ok(SearchAnswer { results: shown.map(|hit| found(snapshot, hit.kind, day, notices)).collect() })
    })
    .await
}

/// Since when a unit version is in force: of several former ones the last comes first.
fn first_day(snapshot: &Snapshot, kind: HitKind) -> Option<Day> {
    match kind {
        HitKind::Unit(index) => snapshot.units[index].version.period.from,
        HitKind::Area(_) | HitKind::Plan(_) => None,
    }
}

fn is_current(snapshot: &Snapshot, kind: HitKind, day: Day) -> bool {
    match kind {
        HitKind::Unit(index) => snapshot.units[index].version.period.contains(day),
        HitKind::Area(index) => snapshot.areas[index].area.period.contains(day),
        HitKind::Plan(index) => matches!(snapshot.plans[index].state(day), PlanState::InForce { .. } | PlanState::Preparing { .. }),
    }
}

fn found(snapshot: &Snapshot, kind: HitKind, on: Day, notices: &mut Notices) -> Found {
    let current = is_current(snapshot, kind, on);
    match kind {
        HitKind::Unit(index) => {
            let Unit { code, full_name, valid_from, valid_to, point, bbox, .. } = Unit::of(snapshot, index, notices);
            let (detail, point, bbox) = (belongs_to(snapshot, index), Some(point), Some(bbox));
            Found { r#type: "unit", id: code, name: full_name, detail, point, bbox, current, valid_from, valid_to }
        }
        HitKind::Area(index) => {
            let Area { id, name, kind_vi, point, bbox, valid_from, valid_to, .. } = Area::of(snapshot, index, notices);
            Found { r#type: "area", id, name, detail: Some(kind_vi.to_owned()), point, bbox, current, valid_from, valid_to }
        }
        HitKind::Plan(index) => {
            let entry = &snapshot.plans[index];
            let Plan { id, name, kind_vi, decision_number, approved_on, .. } = Plan::of(snapshot, index, on, notices);
            let ended = if let PlanState::Ended { since, .. } = entry.state(on) { Some(since) } else { None };
            let detail = decision_number.map_or_else(|| kind_vi.to_owned(), |number| format!("{kind_vi} · {number}"));
            let point = entry.shapes().first().map(|shape| position(shape.facts.point));
            let (valid_from, valid_to, bbox) = (approved_on, day(ended), entry.bounds().map(bbox));
            Found { r#type: "plan", id, name, detail: Some(detail), point, bbox, current, valid_from, valid_to }
        }
    }
}

/// The units above it while it was valid, smallest first.
fn belongs_to(snapshot: &Snapshot, unit: usize) -> Option<String> {
    let first_day = snapshot.units[unit].version.period.from.unwrap_or(Day::MIN);
    let mut chain = snapshot.vintage(first_day).chain(unit);
    chain.pop();
    let names: Vec<String> = chain.iter().rev().map(|&index| snapshot.units[index].version.full_name()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
