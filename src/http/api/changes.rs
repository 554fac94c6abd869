//! `/api/changes`: what has changed since a revision, so that an app reads that anew and nothing else.

use std::collections::BTreeMap;

use axum::response::Response;
use geo::{Intersects, Rect};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::app::{Change, Changed, ThingKey, ThingKind};
use crate::domain::UnitCode;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};

/// Since when, and near which unit.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct ChangesQuery {
    /// The `revision` of the answers that the reader holds.
    #[param(minimum = 0, example = 1)]
    since: usize,
    /// Only what lies, or lay, within the rectangle around this unit; and the unit itself.
    #[param(value_type = Option<String>, pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

impl Question for ChangesQuery {
    fn read(fields: &mut Fields) -> Self {
        let since = fields.parsed("since", |text| text.parse::<u32>().map_err(|_| "a revision: a whole number from 0".to_owned()));
        let since = fields.required("since", since, "a revision: a whole number from 0");
        Self {
            since: since.and_then(|since| usize::try_from(since).ok()).unwrap_or_default(),
            unit: fields.unit_code("unit"),
            limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default),
            offset: fields.whole("offset", &(0..=10_000_000), 0),
        }
    }
}

/// What has changed since a revision.
#[derive(Debug, Serialize, ToSchema)]
struct ChangesAnswer {
    /// The revision asked about.
    since: u64,
    /// False: what has changed since then is not known any more; read everything anew.
    complete: bool,
    /// Units, areas and plans, each by identifier.
    changes: Vec<ChangeRow>,
    /// How many.
    total: usize,
    /// Where the rest is. Keep the `revision` of the first page: what changes meanwhile is told when asked since that.
    next: Option<String>,
}

/// Something that has changed.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeRow {
    /// `unit`, `area` or `plan`.
    #[schema(value_type = crate::http::wire::words::FoundType)]
    r#type: &'static str,
    /// Identifier; of a unit its code.
    id: String,
    /// `new`, `changed` or `removed`: the record, its land, or what follows from others, as the state of a plan that is replaced.
    #[schema(value_type = crate::http::wire::words::ChangeWord)]
    change: &'static str,
}

/// Units, areas and plans that are new, have changed or are gone since a revision.
#[utoipa::path(
    get, path = "/api/changes", tag = "changes",
    params(ChangesQuery, At),
    responses((status = 200, body = Answer<ChangesAnswer>), Problems)
)]
pub(in crate::http) async fn changes(ask: Ask<ChangesQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, _| {
        let (view, ChangesQuery { offset, limit, .. }) = (&ask.settled.edition.view, &ask.query);
        let (offset, limit) = (*offset, *limit);
        let since = ask.query.since as u64;
        let found = view.recent.since(since, view.snapshot.revision);
        let complete = found.is_some();
        let near = around(ask)?;
        let lies_near = |changed: &Changed| near.is_none_or(|near| changed.bounds.is_none_or(|bounds| bounds.intersects(&near)));
        let found: BTreeMap<ThingKey, Changed> = found.unwrap_or_default().into_iter().filter(|(_, changed)| lies_near(changed)).collect();
        let total = found.len();
        let rows = found.into_iter().skip(offset).take(limit).map(row).collect::<Vec<_>>();
        let more = offset.saturating_add(rows.len()) < total;
        let next = more.then(|| ask.address_with("/api/changes", &[("offset", &(offset + limit).to_string())]));
        Ok(ChangesAnswer { since, complete, changes: rows, total, next })
    })
    .await
}

/// The rectangle around every version of the unit, so that nothing is missed that lay in one of them.
fn around(ask: &Ask<ChangesQuery>) -> Result<Option<Rect>, ApiError> {
    let Some(code) = &ask.query.unit else { return Ok(None) };
    let last = ask.last_unit(code)?;
    let units = &ask.snapshot().units;
    let (mut min, mut max) = (units[last].facts.bounds.min(), units[last].facts.bounds.max());
    for version in ask.snapshot().versions(code) {
        let bounds = units[version].facts.bounds;
        min = geo::Coord { x: min.x.min(bounds.min().x), y: min.y.min(bounds.min().y) };
        max = geo::Coord { x: max.x.max(bounds.max().x), y: max.y.max(bounds.max().y) };
    }
    Ok(Some(Rect::new(min, max)))
}

fn row(((kind, id), changed): (ThingKey, Changed)) -> ChangeRow {
    let r#type = match kind {
        ThingKind::Unit => "unit",
        ThingKind::Area => "area",
        ThingKind::Plan => "plan",
    };
    let change = match changed.change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Removed => "removed",
    };
    ChangeRow { r#type, id, change }
}
