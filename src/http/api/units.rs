//! `/api/units/{code}`: a unit with its versions and its place among others.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::domain::UnitCode;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::Nothing;
use crate::http::wire::Unit;

/// A unit with its versions and its place among others.
#[derive(Debug, Serialize, ToSchema)]
struct UnitAnswer {
    /// The version that is valid on the day; null if none is.
    unit: Option<Unit>,
    /// Those it belongs to on the day, province first.
    parents: Vec<Unit>,
    /// Those that belong directly to it on the day, by code.
    children: Vec<Unit>,
    /// Every version of the code, oldest first.
    versions: Vec<Unit>,
}

/// A unit by its code: the version of the day, all versions, parents and children.
#[utoipa::path(
    get, path = "/api/units/{code}", tag = "units",
    params(("code" = String, Path, description = "Code of 2, 3 or 5 digits", example = "20"), At),
    responses((status = 200, body = Answer<UnitAnswer>), Problems)
)]
pub(in crate::http) async fn unit(Path(code): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    let code = UnitCode::new(&code).map_err(|_| ApiError::Parameters(vec![FieldProblem::new("code", &code, "2, 3 or 5 digits")]))?;
    ask.answer(|ask, notices| {
        let (snapshot, vintage) = (ask.snapshot(), ask.snapshot().vintage(ask.day));
        let versions = snapshot.versions(&code);
        if versions.is_empty() {
            return Err(ApiError::NotFound(format!("no unit `{code}` is known on any day")));
        }
        let unit = vintage.unit(&code);
        let mut parents = unit.map(|unit| vintage.chain(unit)).unwrap_or_default();
        parents.pop();
        Ok(UnitAnswer {
            unit: unit.map(|unit| Unit::of(snapshot, unit, notices)),
            parents: Unit::all(snapshot, &parents, notices),
            children: Unit::all(snapshot, unit.map_or(&[], |unit| vintage.children(unit)), notices),
            versions: Unit::all(snapshot, &versions, notices),
        })
    })
}
