//! `/api/packs/{unit}` and its manifest.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::make::Order;
use super::manifest::Manifest;
use crate::domain::UnitCode;
use crate::http::api::Problems;
use crate::http::ask::{Ask, At, Settled, json};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::piecewise::piecewise;
use crate::http::query::{Fields, Nothing, pairs};
use crate::http::settle::{held_by, tagged};
use crate::http::site::Site;

/// The media type of ZIP files (IANA, zip).
const ZIP: &str = "application/zip";

/// What a pack tells of itself, and where it is.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ManifestAnswer {
    #[serde(flatten)]
    manifest: Manifest,
    /// The pack.
    pack: PackLink,
}

/// Where a pack is, and how large.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct PackLink {
    /// Its address.
    href: String,
    /// `application/zip`.
    media_type: &'static str,
    /// The name of the file.
    filename: String,
    /// Its length, exactly.
    bytes: u64,
    /// Its entity tag: send it back in `If-None-Match`.
    etag: String,
}

/// A unit in one ZIP file for a phone without a network: map tiles, and its units, plans and areas as GeoJSON.
///
/// The entity tag changes when the unit's own features do: the unit, those below it, and the plans and areas with land in it.
#[utoipa::path(
    get, path = "/api/packs/{unit}", tag = "packs",
    params(("unit" = String, Path, description = "Code of the unit, at most 10 000 km² large", example = "06463"), At),
    responses((status = 200, description = "`manifest.json`, `tiles.pmtiles`, `features/*.geojson`, `lookup.json`", content_type = "application/zip"), Problems)
)]
pub(in crate::http) async fn pack(State(site): State<Arc<Site>>, Path(code): Path<String>, request: Request) -> Result<Response, ApiError> {
    let wanted = wanted(&site, &code, &request)?;
    let tag = site.packs.tag(&wanted.of).await?;
    if let Some(answer) = unchanged(request.headers(), &tag) {
        return Ok(answer);
    }
    let pack = site.packs.pack(&wanted.of).await?;
    let mut answer = tagged(piecewise(pack), &weak(&tag));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(ZIP));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", wanted.filename()));
    headers.insert(header::CONTENT_DISPOSITION, disposition.map_err(ApiError::internal)?);
    Ok(answer)
}

/// What the pack of a unit holds and how large it is, before it is fetched. The pack is made for it, and kept for who fetches it.
#[utoipa::path(
    get, path = "/api/packs/{unit}/manifest.json", tag = "packs",
    params(("unit" = String, Path, description = "Code of the unit, at most 10 000 km² large", example = "06463"), At),
    responses((status = 200, body = ManifestAnswer), Problems)
)]
pub(in crate::http) async fn manifest(
    State(site): State<Arc<Site>>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let wanted = wanted(&site, &code, &request)?;
    let tag = site.packs.tag(&wanted.of).await?;
    if let Some(answer) = unchanged(request.headers(), &tag) {
        return Ok(answer);
    }
    let pack = site.packs.pack(&wanted.of).await?;
    let link = PackLink {
        href: format!("{}/api/packs/{}?at={}", wanted.base, wanted.code, wanted.of.day),
        media_type: ZIP,
        filename: wanted.filename(),
        bytes: pack.bytes,
        etag: weak(&tag),
    };
    let answer = json("application/json", &ManifestAnswer { manifest: pack.manifest.clone(), pack: link })?;
    Ok(tagged(answer, &weak(&tag)))
}

/// A pack that is asked for.
struct Wanted {
    of: Order,
    code: UnitCode,
    base: String,
}

impl Wanted {
    fn filename(&self) -> String {
        format!("plancover-{}-{}.zip", self.code, self.of.day)
    }
}

/// Reads what is asked for.
///
/// # Errors
/// A parameter is wrong, there is no such unit on the day, or it is too large.
fn wanted(site: &Arc<Site>, code: &str, request: &Request) -> Result<Wanted, ApiError> {
    let pairs = pairs(request.uri());
    let (at, query) = Fields::new(pairs.clone()).question::<Nothing>()?;
    let (edition, today) = (site.edition(), site.clock.today());
    let wrong = |_| ApiError::Parameters(vec![FieldProblem::new("unit", code, "2, 3 or 5 digits")]);
    let code = UnitCode::new(code).map_err(wrong)?;
    let base = site.base(request.uri(), request.headers())?;
    let settled = Settled { edition: Arc::clone(&edition), today, base: base.clone(), pairs, accept: String::new() };
    let ask = Ask { site: Arc::clone(site), settled: Arc::new(settled), day: at.unwrap_or(today), query };
    let unit = ask.unit_on(&code)?;
    let area_km2 = edition.view.snapshot.units[unit].facts.area_km2;
    if area_km2 > LIMITS.pack_km2 {
        let found = format!("{code}, {area_km2:.0} km²");
        let problem = FieldProblem::new("unit", &found, format!("a unit of at most {} km²", LIMITS.pack_km2));
        let hint = "ask for the units below it; whoever has the store writes a pack of any size with `plancover export pack`";
        return Err(ApiError::Parameters(vec![problem.hint(hint)]));
    }
    Ok(Wanted { of: Order { site: Arc::clone(site), edition, unit, day: ask.day }, code, base })
}

/// Weak: the same tag stands for packs whose unit is the same, though what lies around it may not be (RFC 9110, section 8.8.1).
fn weak(tag: &str) -> String {
    format!("W/\"{tag}\"")
}

fn unchanged(headers: &HeaderMap, tag: &str) -> Option<Response> {
    held_by(headers, |opaque| opaque == tag).map(|_| tagged(StatusCode::NOT_MODIFIED.into_response(), &weak(tag)))
}
