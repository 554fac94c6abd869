//! `/api/openapi.json`: the description of `/api`, made from the handlers themselves (OpenAPI 3.1), with real answers as examples.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{
    areas, brief, changes, coverage, findings, gaps, history, indicators, lineage, lookup, milestones, parcel, plan, plans, report, search,
    shades, site, sources, timeline, units,
};
use crate::http::error::{ApiError, FieldProblem, Problem};
use crate::http::wire::words::FindingSubject;
use crate::http::{maps, packs};

/// What holds for every answer, and what may change.
const ABOUT: &str = "Which land is covered by which plan, when. Any origin may read; nothing needs a key.\n\n\
    Positions are longitude, latitude (WGS 84); days are `YYYY-MM-DD`; areas are km², shares 0–100. Every answer tells its day (`as_of`), \
    the `revision` of the data and `notices` about it, and has an `ETag`: send it back in `If-None-Match` and an unchanged answer is 304.\n\n\
    **What may change.** Members, parameters, words of closed lists and operations may be added at any time: readers ignore what they do not \
    know. Nothing is removed or given another meaning before it has been marked `deprecated` here and told in the answer's `Deprecation` and \
    `Sunset` headers (RFC 9745, RFC 8594) for twelve months.";

#[derive(OpenApi)]
#[openapi(
    info(title = "plancover", description = ABOUT),
    servers((url = "..", description = "this server")),
    tags(
        (name = "site", description = "What is served"),
        (name = "lookup", description = "What applies at a position or to a parcel"),
        (name = "coverage", description = "How much land plans cover: figures, history, gaps"),
        (name = "units", description = "Administrative units in their versions, and where their land came from"),
        (name = "areas", description = "Urban areas, functional zones, construction land"),
        (name = "plans", description = "Plans, their steps, and what is odd about them"),
        (name = "indicators", description = "What is measured against which target"),
        (name = "search", description = "Anything by its name"),
        (name = "timeline", description = "The days on which anything changes"),
        (name = "packs", description = "A unit in one file, for phones without a network"),
        (name = "changes", description = "What to read anew after a revision"),
    ),
    paths(
        site::site, lookup::lookup, brief::brief, parcel::parcel, coverage::coverage, shades::shades, history::history, gaps::gaps, units::unit, lineage::lineage,
        areas::area, plans::plans, plan::plan, milestones::milestones, findings::findings, search::search, sources::sources, sources::source, indicators::indicators,
        indicators::indicator, report::report, timeline::timeline, changes::changes, openapi, maps::sheet, maps::tile,
        packs::pack, packs::manifest
    ),
    components(schemas(Problem, FieldProblem, FindingSubject))
)]
struct Description;

/// Real answers of the trial store, long lists cut; a test holds them.
const EXAMPLES: &str = include_str!("examples.json");

/// What each operation does, in Vietnamese, as `x-summary-vi`.
const VIETNAMESE: [(&str, &str); 28] = [
    ("GET /api/site", "Trang này phục vụ dữ liệu gì: tên, ngày, phạm vi, ngưỡng"),
    ("GET /api/lookup", "Quy hoạch nào áp dụng tại một vị trí"),
    ("GET /api/lookup/brief", "Quy hoạch nào áp dụng tại một vị trí, dưới 4 KB"),
    ("POST /api/lookup", "Quy hoạch nào áp dụng cho một thửa đất, và phủ bao nhiêu"),
    ("GET /api/coverage", "Độ phủ quy hoạch của một đơn vị và các đơn vị trực thuộc"),
    ("GET /api/coverage/brief", "Độ phủ của mọi đơn vị nhỏ nhất, ít byte, để tô màu bản đồ"),
    ("GET /api/coverage/history", "Độ phủ theo thời gian, và dự báo"),
    ("GET /api/coverage/gaps", "Phần đất chưa có quy hoạch (GeoJSON)"),
    ("GET /api/units/{code}", "Một đơn vị hành chính qua các thời kỳ"),
    ("GET /api/units/{code}/lineage", "Đất của đơn vị từ đâu đến và đi đâu"),
    ("GET /api/areas/{id}", "Một khu vực: đô thị, khu chức năng, đất xây dựng"),
    ("GET /api/plans", "Danh sách quy hoạch"),
    ("GET /api/plans/{id}", "Một quy hoạch: các bước, phạm vi, đơn vị liên quan"),
    ("GET /api/milestones", "Các mốc thời gian: quá hạn, đến hạn, đã xong"),
    ("GET /api/findings", "Điểm bất thường của các quy hoạch"),
    ("GET /api/sources", "Các tài liệu nguồn"),
    ("GET /api/sources/{id}", "Những gì dẫn một tài liệu nguồn"),
    ("GET /api/search", "Tìm theo tên, mã, số quyết định"),
    ("GET /api/indicators", "Các chỉ tiêu so với mục tiêu"),
    ("GET /api/indicators/{id}", "Một chỉ tiêu với đầy đủ đối tượng"),
    ("GET /api/report.xlsx", "Báo cáo của một ngày (Excel): độ phủ, chỉ tiêu, còn thiếu, quy hoạch, mốc"),
    ("GET /api/timeline", "Các ngày có thay đổi"),
    ("GET /api/changes", "Những gì đã thay đổi từ một phiên bản dữ liệu"),
    ("GET /api/openapi.json", "Bản mô tả này (OpenAPI 3.1)"),
    ("GET /api/packs/{unit}", "Gói dữ liệu ngoại tuyến của một đơn vị (ZIP)"),
    ("GET /api/packs/{unit}/manifest.json", "Gói ngoại tuyến có gì và nặng bao nhiêu"),
    ("GET /maps/{style}", "Bản đồ cho báo cáo (PNG)"),
    ("GET /maps/{style}/{z}/{x}/{y}", "Mảnh bản đồ (PNG)"),
];

static DOCUMENT: LazyLock<Result<String, String>> = LazyLock::new(|| document().map_err(|cause| cause.to_string()));

fn document() -> Result<String, serde_json::Error> {
    let mut document = serde_json::to_value(Description::openapi())?;
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.values_mut().for_each(require_what_may_be_null);
    }
    let examples: Value = serde_json::from_str(EXAMPLES)?;
    for (operation, summary) in VIETNAMESE {
        let (method, path) = operation.split_once(' ').unwrap_or_default();
        document["paths"][path][method.to_lowercase()]["x-summary-vi"] = json!(summary);
    }
    for (operation, example) in examples.as_object().into_iter().flatten() {
        let (method, path) = operation.split_once(' ').unwrap_or_default();
        let described = &mut document["paths"][path][method.to_lowercase()];
        for content in described["responses"]["200"]["content"].as_object_mut().into_iter().flat_map(|content| content.values_mut()) {
            content["examples"] = json!({"trial": {"summary": example["request"], "value": example["answer"]}});
        }
        // Not by index: that makes a body of nothing where there is none.
        let body = described.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
        for content in body.into_iter().flat_map(|content| content.values_mut()) {
            content["examples"] = json!({"trial": {"value": example["body"]}});
        }
    }
    serde_json::to_string_pretty(&document)
}

/// A member that may be null is always there: what may be missing is described without null.
fn require_what_may_be_null(schema: &mut Value) {
    for part in ["allOf", "oneOf"] {
        schema[part].as_array_mut().into_iter().flatten().for_each(require_what_may_be_null);
    }
    let null = json!("null");
    let may_be_null = |member: &Value| {
        let types = member["type"].as_array().is_some_and(|types| types.contains(&null));
        types || member["oneOf"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["type"] == null))
    };
    let members = schema["properties"].as_object().into_iter().flatten();
    let more: Vec<String> = members.filter(|(_, member)| may_be_null(member)).map(|(name, _)| name.clone()).collect();
    let mut required: Vec<String> = serde_json::from_value(schema["required"].clone()).unwrap_or_default();
    required.extend(more);
    required.sort();
    required.dedup();
    if let Some(schema) = schema.as_object_mut() {
        // Looking for members makes them.
        schema.retain(|_, value| !value.is_null());
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
    }
}

/// The description of `/api` (OpenAPI 3.1), as the server tells it.
///
/// # Errors
/// A description that cannot be written as JSON: a fault of the program.
pub fn description() -> Result<&'static str, String> {
    DOCUMENT.as_ref().map(String::as_str).map_err(Clone::clone)
}

/// This description.
#[utoipa::path(
    get, path = "/api/openapi.json", tag = "site",
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/vnd.oai.openapi+json;version=3.1", body = serde_json::Value))
)]
pub(in crate::http) async fn openapi() -> Result<Response, ApiError> {
    let document = description().map_err(ApiError::Internal)?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1"))], document).into_response())
}
