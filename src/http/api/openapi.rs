//! `/api/openapi.json`: the description of `/api`, made from the handlers themselves (OpenAPI 3.1).

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use super::{
    areas, coverage, findings, gaps, history, indicators, lineage, lookup, milestones, plan, plans, search, site, timeline, units,
};
use crate::http::error::{ApiError, FieldProblem, Problem};
use crate::http::maps;

#[derive(OpenApi)]
#[openapi(
    info(title = "plancover", description = "Which land is covered by which plan, when."),
    servers((url = "..", description = "this server")),
    paths(
        site::site, lookup::lookup, coverage::coverage, history::history, gaps::gaps, units::unit, lineage::lineage, areas::area,
        plans::plans, plan::plan, milestones::milestones, findings::findings, search::search, indicators::indicators, indicators::indicator,
        timeline::timeline, openapi, maps::sheet, maps::tile
    ),
    components(schemas(Problem, FieldProblem))
)]
struct Description;

static DOCUMENT: LazyLock<Result<String, String>> = LazyLock::new(|| Description::openapi().to_json().map_err(|cause| cause.to_string()));

/// This description.
#[utoipa::path(
    get, path = "/api/openapi.json", tag = "site",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value))
)]
pub(in crate::http) async fn openapi() -> Result<Response, ApiError> {
    let document = DOCUMENT.as_ref().map_err(|cause| ApiError::Internal(cause.clone()))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1"))], document.as_str())
        .into_response())
}
