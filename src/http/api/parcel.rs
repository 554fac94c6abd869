//! `POST /api/lookup`: what applies to a parcel, drawn in WGS 84 or given by the corners that a land certificate prints.

use axum::body::Bytes;
use axum::response::Response;
use geo::Point;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use super::lookup::plane_crs;
use crate::coverage::InParcel;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::posted::Posted;
use crate::http::query::{Fields, Question};
use crate::http::wire::{Area, Geometry, Lack, Notices, Plan, Tiers, Unit, bbox, position};
use crate::lookup::lacks;
use crate::lookup::vn2000::{PLANE_CRS, PlaneCrs};
use crate::snapshot::{Shape, Snapshot};

/// What the posted coordinates are.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct ParcelQuery {
    /// The VN-2000 system of the coordinates, easting before northing, for example `EPSG:9215`; WGS 84 where absent.
    #[param(value_type = Option<String>)]
    crs: Option<PlaneCrs>,
}

impl Question for ParcelQuery {
    fn read(fields: &mut Fields) -> Self {
        Self { crs: plane_crs(fields) }
    }
}

/// A parcel: a GeoJSON `Polygon` or `MultiPolygon`, or a `Feature` of one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the body; `Posted` reads it")]
enum Parcel {
    /// The land itself.
    Land(Geometry),
    /// The land as a feature; its properties say nothing here.
    Feature(ParcelFeature),
}

/// A parcel as a feature.
#[derive(Debug, Serialize, ToSchema)]
struct ParcelFeature {
    /// `Feature`.
    r#type: String,
    /// The land.
    geometry: Geometry,
}

/// What applies to a parcel.
#[derive(Debug, Serialize, ToSchema)]
struct ParcelAnswer {
    /// Area of the parcel on the ellipsoid (km²).
    area_km2: f64,
    /// A point inside it (lon, lat).
    #[schema(value_type = crate::http::wire::words::LonLat)]
    point: [f64; 2],
    /// West, south, east, north.
    #[schema(value_type = crate::http::wire::words::Bbox)]
    bbox: [f64; 4],
    /// The parcel in WGS 84; null where it was given so.
    geometry: Option<Geometry>,
    /// Units that have land in it, level by level from the province down, the larger part of the parcel first.
    units: Vec<UnitShare>,
    /// Coverage of the parcel itself by tier.
    tiers: Tiers,
    /// Plans in force and being prepared for some of it, what binds most first: in force before being prepared, then the more detailed
    /// tier, then the larger part.
    plans: Vec<PlanShare>,
    /// Tiers of which no plan is in force for any of it, from the broadest, and which "no" each is: of the unit with most of the parcel, and of
    /// all its areas.
    lacks: Vec<Lack>,
    /// Pieces of land-use maps there; not supplied yet.
    zones: [String; 0],
    /// Areas that have land in it, the larger part first.
    areas: Vec<AreaShare>,
}

/// What a thing and the parcel have in common.
#[derive(Debug, Serialize, ToSchema)]
struct Overlap {
    /// The land they have in common (km²).
    overlap_km2: f64,
    /// Its share of the parcel (0–100).
    percent: f64,
}

/// A unit with its share of the parcel.
#[derive(Debug, Serialize, ToSchema)]
struct UnitShare {
    #[serde(flatten)]
    unit: Unit,
    #[serde(flatten)]
    share: Overlap,
}

/// A plan with its share of the parcel.
#[derive(Debug, Serialize, ToSchema)]
struct PlanShare {
    #[serde(flatten)]
    plan: Plan,
    #[serde(flatten)]
    share: Overlap,
}

/// An area with its share of the parcel.
#[derive(Debug, Serialize, ToSchema)]
struct AreaShare {
    #[serde(flatten)]
    area: Area,
    #[serde(flatten)]
    share: Overlap,
}

/// What applies to a parcel: units, plans and areas with the land they have in common with it, and the coverage of the parcel.
#[utoipa::path(
    post, path = "/api/lookup", tag = "lookup", operation_id = "lookup_parcel",
    params(ParcelQuery, At),
    request_body(content((Parcel = "application/geo+json"), (Parcel = "application/json")), description = "at most 10 000 positions, 2 500 km² and 1° from side to side"),
    responses((status = 200, body = Answer<ParcelAnswer>), Problems)
)]
pub(in crate::http) async fn parcel(ask: Ask<ParcelQuery>, body: Bytes) -> Result<Response, ApiError> {
    let site = std::sync::Arc::clone(&ask.site);
    site.parcels
        .through(move || {
            let posted = Posted::read(&body, ask.query.crs)?;
            ask.answer(|ask, notices| applies(ask, &posted, notices))
        })
        .await
}

fn applies(ask: &Ask<ParcelQuery>, posted: &Posted, notices: &mut Notices) -> Result<ParcelAnswer, ApiError> {
    let (snapshot, coverage, day) = (ask.snapshot(), &ask.settled.edition.view.coverage, ask.day);
    let parcel = Shape { land: &posted.land, facts: &posted.facts };
    let plans = coverage.plans_counting_near(parcel, day).len();
    if plans > LIMITS.parcel_plans {
        let problem = FieldProblem::new("coordinates", &format!("{plans} plans"), format!("at most {} plans near it", LIMITS.parcel_plans));
        return Err(ApiError::Parameters(vec![problem.hint("draw a smaller piece of land")]));
    }
    let found = coverage.in_parcel(parcel, day);
    if found.units.is_empty() && snapshot.vintage(day).units().next().is_some() {
        return Err(ApiError::Parameters(vec![outside(ask, posted)]));
    }
    if found.outside_km2.is_some() && !found.units.is_empty() {
        notices.partly_outside();
    }
    Ok(told(ask, posted, &found, notices))
}

fn told(ask: &Ask<ParcelQuery>, posted: &Posted, found: &InParcel, notices: &mut Notices) -> ParcelAnswer {
    let (snapshot, area_km2) = (ask.snapshot(), posted.facts.area_km2);
    let places = |shares: &[(usize, f64)]| shares.iter().map(|(place, _)| *place).collect::<Vec<usize>>();
    let share = |overlap_km2: f64| Overlap { overlap_km2, percent: (100.0 * overlap_km2 / area_km2).min(100.0) };
    ParcelAnswer {
        area_km2,
        point: position(posted.facts.point),
        bbox: bbox(posted.facts.bounds),
        geometry: ask.query.crs.map(|_| Geometry::of(&posted.land)),
        units: found.units.iter().map(|&(unit, km2)| UnitShare { unit: Unit::of(snapshot, unit, notices), share: share(km2) }).collect(),
        tiers: Tiers::of(snapshot, &found.figures, notices),
        plans: found.plans.iter().map(|&(p, km2)| PlanShare { plan: Plan::of(snapshot, p, ask.day, notices), share: share(km2) }).collect(),
        lacks: Lack::all(&lacks(
            snapshot,
            (&places(&found.units), &places(&found.areas), &places(&found.plans)),
            ask.day,
            &ask.site.indicators,
        )),
        zones: [],
        areas: found.areas.iter().map(|&(area, km2)| AreaShare { area: Area::of(snapshot, area, notices), share: share(km2) }).collect(),
    }
}

/// What is said of land that lies in no unit: of plane coordinates, in which other system they would lie in one.
fn outside(ask: &Ask<ParcelQuery>, posted: &Posted) -> FieldProblem {
    let point = posted.facts.point;
    let found = format!("land near {:.5} {:.5}", point.x(), point.y());
    let problem = FieldProblem::new("coordinates", &found, format!("land in the units that are loaded for {}", ask.day));
    let Some(crs) = ask.query.crs else { return problem.hint("positions are longitude, latitude in WGS 84") };
    let elsewhere: Vec<String> = PLANE_CRS
        .iter()
        .filter(|other| other.epsg != crs.epsg)
        .filter_map(|other| Some((other, place_of(ask.snapshot(), other.to_wgs84(posted.first.x, posted.first.y).ok()?, ask)?)))
        .map(|(other, name)| format!("EPSG:{} ({name})", other.epsg))
        .collect();
    match elsewhere.as_slice() {
        [] => problem.hint(format!("the corners lie in no unit in any system of VN-2000; EPSG:{} was told", crs.epsg)),
        several => {
            problem.hint(format!("EPSG:{} may be the wrong zone; the first corner lies in a unit in {}", crs.epsg, several.join(", ")))
        }
    }
}

fn place_of(snapshot: &Snapshot, point: Point, ask: &Ask<ParcelQuery>) -> Option<String> {
    snapshot.units_at(point, ask.day).last().map(|&unit| snapshot.units[unit].version.full_name())
}
