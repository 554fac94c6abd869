//! `/api/plans/{id}`: one plan with its events, its territory and the units it touches.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use super::areas::NamedUnit;
use crate::domain::Territory;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::{Nothing, identifier};
use crate::http::wire::{Event, Notices, Plan, Unit, bbox};
use crate::snapshot::{PlanEntry, Snapshot};

/// One plan.
#[derive(Debug, Serialize, ToSchema)]
struct PlanAnswer {
    /// The plan.
    plan: PlanDetail,
    /// What happened, or is to happen, to it.
    events: Vec<Event>,
    /// The land it was made for.
    territory: TerritoryAnswer,
    /// The smallest units of the day that it touches, by code.
    units: Vec<Touched>,
}

/// A plan with everything known of it.
#[derive(Debug, Serialize, ToSchema)]
struct PlanDetail {
    #[serde(flatten)]
    plan: Plan,
    /// Who leads the making.
    lead_agency: Option<String>,
    /// Who draws it.
    consultant: Option<String>,
    /// Document the record comes from.
    source: Option<String>,
    /// Clause of that document.
    clause: Option<String>,
    /// Day it was entered.
    registered_on: String,
}

/// The land a plan was made for.
#[derive(Debug, Serialize, ToSchema)]
struct TerritoryAnswer {
    /// `boundary`, `units`, `areas` or `none`.
    #[schema(value_type = crate::http::wire::words::TerritoryBasis)]
    basis: &'static str,
    /// The units it names.
    units: Vec<NamedUnit>,
    /// The areas it names.
    areas: Vec<NamedArea>,
    /// Its area (km²); null where its land is not known.
    area_km2: Option<f64>,
    /// West, south, east, north.
    #[schema(value_type = Option<crate::http::wire::words::Bbox>)]
    bbox: Option<[f64; 4]>,
}

/// An area by name.
#[derive(Debug, Serialize, ToSchema)]
struct NamedArea {
    /// Its identifier.
    id: String,
    /// Its name; null where no such area is known.
    name: Option<String>,
}

/// A unit that a plan touches.
#[derive(Debug, Serialize, ToSchema)]
struct Touched {
    #[serde(flatten)]
    unit: Unit,
    /// The land they have in common (km²).
    overlap_km2: f64,
    /// Its share of the unit (0–100).
    percent: f64,
}

/// One plan with its events, its territory and the units it touches on the day.
#[utoipa::path(
    get, path = "/api/plans/{id}", tag = "plans",
    params(("id" = String, Path, description = "Identifier of the plan"), At),
    responses((status = 200, body = Answer<PlanAnswer>), Problems)
)]
pub(in crate::http) async fn plan(Path(id): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    identifier(&id)?;
    ask.answer_off_thread(move |ask, notices| {
        let snapshot = ask.snapshot();
        let index = snapshot.plan(&id).ok_or_else(|| ApiError::NotFound(format!("no plan `{id}` is known")))?;
        let entry = snapshot.plans[index].as_ref();
        Ok(PlanAnswer {
            plan: detail(Plan::of(snapshot, index, ask.day, notices), entry),
            events: entry.plan.events.iter().map(Event::from).collect(),
            territory: territory(snapshot, entry),
            units: touched(ask, index, notices),
        })
    })
    .await
}

fn detail(summary: Plan, entry: &PlanEntry) -> PlanDetail {
    let plan = &entry.plan;
    PlanDetail {
        plan: summary,
        lead_agency: plan.lead_agency.clone(),
        consultant: plan.consultant.clone(),
        source: plan.source.clone(),
        clause: plan.clause.clone(),
        registered_on: plan.registered_on.to_string(),
    }
}

fn territory(snapshot: &Snapshot, entry: &PlanEntry) -> TerritoryAnswer {
    let plan = &entry.plan;
    let (units, areas) = match &plan.territory {
        Territory::Units(units) => (units.as_slice(), &[][..]),
        Territory::Areas(areas) => (&[][..], areas.as_slice()),
        Territory::Boundary(_) | Territory::None => (&[][..], &[][..]),
    };
    let area_name = |id: &String| snapshot.area(id).map(|index| snapshot.areas[index].area.name.clone());
    TerritoryAnswer {
        basis: plan.territory.basis().code(),
        units: units.iter().map(|unit| NamedUnit::of(snapshot, unit, Some(plan.vintage_day(unit)))).collect(),
        areas: areas.iter().map(|id| NamedArea { id: id.clone(), name: area_name(id) }).collect(),
        area_km2: entry.area_km2(),
        bbox: entry.bounds().map(bbox),
    }
}

fn touched(ask: &Ask<Nothing>, plan: usize, notices: &mut Notices) -> Vec<Touched> {
    let found = ask.settled.edition.view.coverage.units_in(plan, ask.day).into_iter();
    let rows = found.map(|(index, overlap_km2)| {
        let unit = Unit::of(ask.snapshot(), index, notices);
        Touched { percent: (100.0 * overlap_km2 / unit.area_km2).min(100.0), overlap_km2, unit }
    });
    rows.collect()
}
