//! `/api/areas/{id}`: an area and the units it is made of.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::domain::{Day, UnitRef};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::{Nothing, identifier};
use crate::http::wire::{Area, day};
use crate::snapshot::Snapshot;

/// An area and the units it is made of.
#[derive(Debug, Serialize, ToSchema)]
struct AreaAnswer {
    /// The area.
    area: Area,
    /// The units it was described by, where no boundary was drawn.
    units: Vec<NamedUnit>,
}

/// A unit as it was on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedUnit {
    /// Its code.
    code: String,
    /// The day that picks the version; null is "as far back as known".
    on: Option<String>,
    /// The name it had then; null where no such unit is known.
    name: Option<String>,
}

impl NamedUnit {
    /// The unit that a reference names on the day that picks its version; `None` is "as far back as known".
    pub(super) fn of(snapshot: &Snapshot, unit: &UnitRef, on: Option<Day>) -> Self {
        let found = snapshot.unit_on(&unit.code, on.unwrap_or(Day::MIN));
        Self { code: unit.code.to_string(), on: day(on), name: found.map(|index| snapshot.units[index].version.full_name()) }
    }
}

/// An area by its identifier.
#[utoipa::path(
    get, path = "/api/areas/{id}", tag = "areas",
    params(("id" = String, Path, description = "Identifier of the area"), At),
    responses((status = 200, body = Answer<AreaAnswer>), Problems)
)]
pub(in crate::http) async fn area(Path(id): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    identifier(&id)?;
    ask.answer_off_thread(move |ask, notices| {
        let snapshot = ask.snapshot();
        let index = snapshot.area(&id).ok_or_else(|| ApiError::NotFound(format!("no area `{id}` is known")))?;
        let area = &snapshot.areas[index].area;
        let units = area.units.iter().map(|unit| NamedUnit::of(snapshot, unit, unit.on.or(area.period.from)));
        Ok(AreaAnswer { area: Area::of(snapshot, index, notices), units: units.collect() })
    })
    .await
}
