//! `/api/coverage/gaps`: the land of a unit that no plan in force covers, as GeoJSON (RFC 7946).

use std::ops::RangeInclusive;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rayon::prelude::*;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use super::coverage::denominator;
use super::history::tier;
use crate::app::Subject;
use crate::coverage::{Denominator, Gap, Slivers};
use crate::domain::{Tier, UnitCode};
use crate::http::ask::{Answer, Ask, At, off_thread};
use crate::http::error::ApiError;
use crate::http::ogc::{GEO_JSON, append_members, geometry};
use crate::http::query::{Fields, Question};
use crate::http::wire::{Geometry, Notices, Unit};

/// What may be called too small (m²): crumbs of an overlay are smaller, and 1 km² is no sliver any more.
const TOLERANCES_M2: RangeInclusive<f64> = 1.0..=1e6;
/// What may be called too thin (m).
const WIDTHS_M: RangeInclusive<f64> = 0.0..=1000.0;

/// Whose gaps, and what is too small to be one.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct GapsQuery {
    /// Code of the unit.
    #[param(value_type = String, example = "20", pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// The tier: `regional`, `general`, `zoning` or `detailed`.
    #[param(value_type = crate::http::wire::words::Tier, example = "general")]
    tier: Tier,
    /// The land that coverage is a share of: `unit` (default) or `construction_land`.
    #[param(value_type = Option<crate::http::wire::words::Denominator>)]
    of: Denominator,
    /// Parts of less area (m²) are left out; 1000 where absent.
    #[param(minimum = 1, maximum = 1_000_000)]
    tolerance_m2: Option<f64>,
    /// Parts that are thinner on average (m) are left out; 5 where absent.
    #[param(minimum = 0, maximum = 1000)]
    min_width_m: Option<f64>,
}

impl Question for GapsQuery {
    fn read(fields: &mut Fields) -> Self {
        let unit = fields.unit_code("unit");
        Self {
            unit: fields.required("unit", unit, "2, 3 or 5 digits"),
            tier: tier(fields),
            of: denominator(fields),
            tolerance_m2: fields.number("tolerance_m2", &TOLERANCES_M2),
            min_width_m: fields.number("min_width_m", &WIDTHS_M),
        }
    }
}

/// A GeoJSON `FeatureCollection`: one feature for each smallest unit that has a gap; these members stand beside `features`.
#[derive(Debug, Serialize, ToSchema)]
struct GapsAnswer {
    /// The unit.
    unit: Unit,
    /// The tier.
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    /// The land that coverage is a share of.
    #[schema(value_type = crate::http::wire::words::Denominator)]
    of: &'static str,
    /// Area of all gaps (km²).
    area_km2: f64,
    /// What was left out.
    slivers: SliversAnswer,
}

/// The whole collection.
#[derive(Debug, Serialize, ToSchema)]
struct GapsCollection {
    /// `FeatureCollection`.
    r#type: &'static str,
    #[serde(flatten)]
    members: GapsAnswer,
    /// One for each smallest unit that has a gap, by code.
    features: Vec<GapFeature>,
}

/// The gap of one unit.
#[derive(Debug, Serialize, ToSchema)]
struct GapFeature {
    /// `Feature`.
    r#type: &'static str,
    /// Code of the unit, `@` and its first day where that is known, `.` and the tier.
    id: String,
    properties: GapProperties,
    geometry: Geometry,
}

/// What was left out of gaps because it is too small or too thin.
#[derive(Debug, Serialize, ToSchema)]
struct SliversAnswer {
    /// How many parts.
    count: usize,
    /// Their area together (km²).
    area_km2: f64,
    /// Parts of less area are left out (m²).
    tolerance_m2: f64,
    /// Parts that are thinner on average are left out (m).
    min_width_m: f64,
}

/// The properties of the gap of one unit.
#[derive(Debug, Serialize, ToSchema)]
struct GapProperties {
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    /// Code of the unit.
    unit_code: String,
    /// Name of the unit, with its kind.
    unit_name: String,
    /// Area of the gap on the ellipsoid (km²).
    area_km2: f64,
    /// Its share of the denominator (0–100).
    percent: f64,
    /// Whether plans for some of it are being prepared.
    preparing: bool,
    /// Share of the gap that is covered by plans being prepared (0–100).
    preparing_percent: f64,
    /// How many slivers of this unit were left out.
    slivers: usize,
    /// Their area together (km²).
    slivers_km2: f64,
    /// How far the boundary can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    quality: &'static str,
}

/// The land of a unit that no plan of a tier in force covers, by smallest unit.
#[utoipa::path(
    get, path = "/api/coverage/gaps", tag = "coverage",
    params(GapsQuery, At),
    responses((status = 200, content_type = "application/geo+json", body = Answer<GapsCollection>), Problems)
)]
pub(in crate::http) async fn gaps(ask: Ask<GapsQuery>) -> Result<Response, ApiError> {
    let bytes = off_thread(move || {
        let unit = ask.query.unit.as_ref().ok_or_else(|| ApiError::Internal("`unit` was not asked for".into()))?;
        let unit = ask.unit_on(unit)?;
        let mut notices = Notices::new(ask.snapshot(), ask.day);
        notices.construction_land(ask.snapshot(), ask.query.of, ask.day);
        let gaps = found(&ask, unit);
        let answer = summary(&ask, unit, &gaps, &mut notices);
        written(&ask, &ask.wrapped(notices, answer), &gaps).map_err(|cause| ApiError::Internal(cause.to_string()))
    });
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(GEO_JSON))], bytes.await?).into_response())
}

fn left_out(ask: &Ask<GapsQuery>) -> Slivers {
    let default = Slivers::default();
    Slivers {
        tolerance_m2: ask.query.tolerance_m2.unwrap_or(default.tolerance_m2),
        min_width_m: ask.query.min_width_m.unwrap_or(default.min_width_m),
    }
}

/// The gaps of the smallest units, by code, and those that are slivers only.
fn found(ask: &Ask<GapsQuery>, unit: usize) -> Vec<(usize, Gap<'_>)> {
    let (coverage, query) = (&ask.settled.edition.view.coverage, &ask.query);
    let leaves = ask.snapshot().vintage(ask.day).leaves(unit);
    let slivers = left_out(ask);
    leaves.into_par_iter().filter_map(|leaf| Some((leaf, coverage.gap(leaf, query.tier, query.of, ask.day, &slivers)?))).collect()
}

fn summary(ask: &Ask<GapsQuery>, unit: usize, gaps: &[(usize, Gap<'_>)], notices: &mut Notices) -> GapsAnswer {
    let coverage = &ask.settled.edition.view.coverage;
    let figures = coverage.figures(unit, ask.query.of, ask.day);
    let tier = figures.tier(ask.query.tier);
    for &plan in tier.plans.iter().chain(&tier.preparing_plans) {
        notices.made_up(ask.snapshot().plans[plan].plan.quality);
    }
    for (leaf, _) in gaps {
        notices.land(ask.snapshot().units[*leaf].version.quality);
    }
    let Slivers { tolerance_m2, min_width_m } = left_out(ask);
    let (count, km2) = gaps.iter().fold((0, 0.0), |(count, km2), (_, gap)| (count + gap.slivers, km2 + gap.slivers_km2));
    GapsAnswer {
        unit: Unit::of(ask.snapshot(), unit, notices),
        tier: ask.query.tier.code(),
        of: ask.query.of.code(),
        area_km2: gaps.iter().map(|(_, gap)| gap.area_km2).sum(),
        slivers: SliversAnswer { count, area_km2: km2, tolerance_m2, min_width_m },
    }
}

fn written(ask: &Ask<GapsQuery>, members: &Answer<GapsAnswer>, gaps: &[(usize, Gap<'_>)]) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = br#"{"type":"FeatureCollection","#.to_vec();
    append_members(&mut out, members)?;
    out.extend_from_slice(br#","features":["#);
    for (place, (leaf, gap)) in gaps.iter().filter(|(_, gap)| !gap.is_empty()).enumerate() {
        out.extend_from_slice(if place == 0 { br#"{"type":"Feature","id":"# } else { br#",{"type":"Feature","id":"# });
        serde_json::to_writer(&mut out, &Subject::Gap(*leaf, ask.query.tier).id(ask.snapshot()))?;
        out.extend_from_slice(br#","properties":"#);
        serde_json::to_writer(&mut out, &properties(ask, *leaf, gap))?;
        out.extend_from_slice(br#","geometry":"#);
        geometry(&mut out, &gap.land());
        out.push(b'}');
    }
    out.extend_from_slice(b"]}");
    Ok(out)
}

fn properties(ask: &Ask<GapsQuery>, leaf: usize, gap: &Gap<'_>) -> GapProperties {
    let version = &ask.snapshot().units[leaf].version;
    GapProperties {
        tier: ask.query.tier.code(),
        unit_code: version.code.to_string(),
        unit_name: version.full_name(),
        area_km2: gap.area_km2,
        percent: 100.0 * gap.area_km2 / gap.base_km2,
        preparing: gap.preparing_percent() > ask.settled.edition.view.coverage.thresholds.partial_percent,
        preparing_percent: gap.preparing_percent(),
        slivers: gap.slivers,
        slivers_km2: gap.slivers_km2,
        quality: version.quality.code(),
    }
}
