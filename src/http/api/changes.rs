//! `/api/changes`: what has changed since a revision, so that an app reads that anew and nothing else.

use std::collections::BTreeMap;
use std::ops::Bound;

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
    /// Go on after this change, as `next` has it: `unit`, `area` or `plan`, a colon, and the identifier. What comes and goes meanwhile moves no other.
    #[param(value_type = Option<String>, example = "plan:QHC-1")]
    after: Option<ThingKey>,
}

impl Question for ChangesQuery {
    fn read(fields: &mut Fields) -> Self {
        let since = fields.parsed("since", |text| text.parse::<u32>().map_err(|_| "a revision: a whole number from 0".to_owned()));
        let since = fields.required("since", since, "a revision: a whole number from 0");
        Self {
            since: since.and_then(|since| usize::try_from(since).ok()).unwrap_or_default(),
            unit: fields.unit_code("unit"),
            limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default),
            after: fields.parsed("after", key),
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
        let (view, limit) = (&ask.settled.edition.view, ask.query.limit);
        let since = ask.query.since as u64;
        let found = view.recent.since(since, view.snapshot.revision);
        let complete = found.is_some();
        let found = found.unwrap_or_default();
        let near = around(ask, &found)?;
        let lies_near = |changed: &Changed| near.is_none_or(|near| changed.bounds.is_none_or(|bounds| bounds.intersects(&near)));
        let found: BTreeMap<ThingKey, Changed> = found.into_iter().filter(|(_, changed)| lies_near(changed)).collect();
        let total = found.len();
        let after = ask.query.after.clone().map_or(Bound::Unbounded, Bound::Excluded);
        let mut rest = found.range((after, Bound::Unbounded)).map(row);
        let changes: Vec<ChangeRow> = rest.by_ref().take(limit).collect();
        let last = changes.last().filter(|_| rest.next().is_some()).map(|row| format!("{}:{}", row.r#type, row.id));
        let next = last.map(|last| ask.address_with("/api/changes", &[("after", &last)]));
        Ok(ChangesAnswer { since, complete, changes, total, next })
    })
    .await
}

/// The rectangle around every version of the unit, those that are gone too, so that nothing is missed that lay in one of them.
fn around(ask: &Ask<ChangesQuery>, found: &BTreeMap<ThingKey, Changed>) -> Result<Option<Rect>, ApiError> {
    let Some(code) = &ask.query.unit else { return Ok(None) };
    let units = &ask.snapshot().units;
    let versions = ask.snapshot().versions(code).into_iter().map(|version| units[version].facts.bounds);
    let changed = found.get(&(ThingKind::Unit, code.to_string())).and_then(|changed| changed.bounds);
    let all = versions.chain(changed).reduce(|a, b| {
        let min = geo::Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
        Rect::new(min, geo::Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) })
    });
    match all {
        Some(all) => Ok(Some(all)),
        // Neither there nor gone lately: says so.
        None => ask.last_unit(code).map(|_| None),
    }
}

/// The kinds by their names in answers.
const KINDS: [(&str, ThingKind); 3] = [("unit", ThingKind::Unit), ("area", ThingKind::Area), ("plan", ThingKind::Plan)];

/// Reads what `next` carries.
fn key(text: &str) -> Result<ThingKey, String> {
    let found = text.split_once(':').filter(|_| text.len() <= LIMITS.query_chars + LIMITS.id_chars);
    let found = found.and_then(|(name, id)| KINDS.iter().find(|(kind, _)| *kind == name).map(|(_, kind)| (*kind, id.to_owned())));
    found.ok_or_else(|| "`unit:`, `area:` or `plan:` and an identifier, as `next` has it".to_owned())
}

fn row(((kind, id), changed): (&ThingKey, &Changed)) -> ChangeRow {
    let r#type = KINDS.iter().find(|(_, other)| other == kind).map_or("", |(name, _)| name);
    let change = match changed.change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Removed => "removed",
    };
    ChangeRow { r#type, id: id.clone(), change }
}
