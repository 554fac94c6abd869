//! `/api/sources`: the documents that records come from, and what cites each. A source is a text in records, so its text is its identifier.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::app::Cited;
use crate::domain::Stage;
use crate::http::ask::{Answer, Ask, At, encode};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::wire::{Notices, day};

/// How many.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct SourcesQuery {
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

impl Question for SourcesQuery {
    fn read(fields: &mut Fields) -> Self {
        Self { limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default), offset: fields.whole("offset", &(0..=10_000_000), 0) }
    }
}

/// Some of the documents.
#[derive(Debug, Serialize, ToSchema)]
struct SourcesAnswer {
    /// By identifier.
    sources: Vec<SourceRow>,
    /// How many there are.
    total: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
struct SourceRow {
    /// Its identifier: the text by which records cite it.
    id: String,
    /// How many records cite it.
    citations: usize,
}

/// What cites a document.
#[derive(Debug, Serialize, ToSchema)]
struct SourceAnswer {
    /// The identifier of the document: the text by which records cite it.
    id: String,
    /// Units, areas, plans, events, records of lineage, targets and reported figures, in this order.
    citations: Vec<Citation>,
    /// How many there are.
    total: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// A record that cites a document.
#[derive(Debug, Serialize, ToSchema)]
struct Citation {
    /// What kind of record.
    #[schema(value_type = crate::http::wire::words::CitingType)]
    r#type: &'static str,
    /// Code of the unit (of lineage the newer one), identifier of the area, of the plan (of an event its plan), of the target, or of the
    /// indicator of a reported figure.
    id: String,
    /// Its name; of a target and of a figure that of the indicator in Vietnamese, of lineage the codes of the units.
    name: String,
    /// The indicator of a target.
    indicator: Option<String>,
    /// The stage of an event.
    #[schema(value_type = Option<crate::http::wire::words::Stage>)]
    stage: Option<&'static str>,
    /// Day an event happened, units changed or were first in force, a target is due, a figure holds for.
    on: Option<String>,
    /// The clause of the document.
    clause: Option<String>,
}

/// The documents that records come from.
#[utoipa::path(
    get, path = "/api/sources", tag = "site",
    params(SourcesQuery, At),
    responses((status = 200, body = Answer<SourcesAnswer>), Problems)
)]
pub(in crate::http) async fn sources(ask: Ask<SourcesQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, _| {
        let SourcesQuery { limit, offset } = ask.query;
        let all = ask.settled.edition.sources(&ask.site.indicators).iter();
        let total = all.len();
        let row = |(id, cited): (&str, &[Cited])| SourceRow { id: id.to_owned(), citations: cited.len() };
        let sources: Vec<SourceRow> = all.skip(offset).take(limit).map(row).collect();
        Ok(SourcesAnswer { next: next(ask, "/api/sources", sources.len(), total), sources, total })
    })
    .await
}

/// What cites a document: units, areas, plans and their steps, records of lineage, targets, reported figures.
#[utoipa::path(
    get, path = "/api/sources/{id}", tag = "site",
    params(("id" = String, Path, description = "The text by which records cite the document"), SourcesQuery, At),
    responses((status = 200, body = Answer<SourceAnswer>), Problems)
)]
pub(in crate::http) async fn source(Path(id): Path<String>, ask: Ask<SourcesQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(move |ask, notices| {
        let SourcesQuery { limit, offset } = ask.query;
        let cited = ask.settled.edition.sources(&ask.site.indicators).citing(&id);
        let cited = cited.ok_or_else(|| {
            ApiError::NotFound(format!(
                "nothing cites a document `{}`; hint: `/api/sources` lists them",
                id.chars().take(200).collect::<String>()
            ))
        })?;
        let citations: Vec<Citation> = cited.iter().skip(offset).take(limit).map(|cited| Citation::of(ask, *cited, notices)).collect();
        let next = next(ask, &format!("/api/sources/{}", encode(&id)), citations.len(), cited.len());
        Ok(SourceAnswer { id, next, total: cited.len(), citations })
    })
    .await
}

fn next(ask: &Ask<SourcesQuery>, path: &str, shown: usize, total: usize) -> Option<String> {
    let SourcesQuery { limit, offset } = ask.query;
    let more = offset.saturating_add(shown) < total;
    more.then(|| ask.address_with(path, &[("offset", &(offset + limit).to_string())]))
}

impl Citation {
    fn of(ask: &Ask<SourcesQuery>, cited: Cited, notices: &mut Notices) -> Self {
        let snapshot = ask.snapshot();
        let citation = |r#type, id: &str, name: &str, clause: &Option<String>| Self {
            r#type,
            id: id.to_owned(),
            name: name.to_owned(),
            indicator: None,
            stage: None,
            on: None,
            clause: clause.clone(),
        };
        match cited {
            Cited::Unit(unit) => {
                let version = &snapshot.units[unit].version;
                notices.land(version.quality);
                Self { on: day(version.period.from), ..citation("unit", version.code.as_str(), &version.full_name(), &None) }
            }
            Cited::Area(area) => {
                let area = &snapshot.areas[area].area;
                notices.land(area.quality);
                citation("area", &area.id, &area.name, &area.clause)
            }
            Cited::Plan(plan) => {
                let plan = &snapshot.plans[plan].plan;
                notices.made_up(plan.quality);
                citation("plan", &plan.id, &plan.name, &plan.clause)
            }
            Cited::Event(plan, event) => {
                let plan = &snapshot.plans[plan].plan;
                let event = &plan.events[event];
                notices.made_up(plan.quality);
                let stage = Some(Stage::code(event.stage));
                Self { stage, on: day(event.actual_on), ..citation("event", &plan.id, &plan.name, &event.clause) }
            }
            Cited::Lineage(record) => {
                let record = &snapshot.lineage[record];
                let name = format!("{} → {}", record.from_code, record.to_code);
                Self { on: day(Some(record.effective_on)), ..citation("lineage", record.to_code.as_str(), &name, &record.clause) }
            }
            Cited::Target(indicator, target) => {
                let indicator = &ask.site.indicators[indicator];
                let target = &indicator.targets[target];
                let of = Some(indicator.id.clone());
                let on = day(Some(target.due_on));
                Self { indicator: of, on, ..citation("target", &target.id, &indicator.title[0], &Some(target.clause.clone())) }
            }
            Cited::Observation(observation) => {
                let observation = &snapshot.observations[observation];
                let indicator = ask.site.indicators.iter().find(|indicator| indicator.id == observation.indicator);
                let name = indicator.map_or(observation.indicator.as_str(), |indicator| indicator.title[0].as_str());
                Self { on: day(Some(observation.observed_on)), ..citation("observation", &observation.indicator, name, &None) }
            }
        }
    }
}
