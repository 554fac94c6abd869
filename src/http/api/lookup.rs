//! `/api/lookup`: what applies at a position.

use axum::response::Response;
use geo::Point;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage::Denominator;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::{Fields, Question};
use crate::http::wire::{Area, Lack, Notices, Plan, Tiers, Unit};
use crate::lookup::vn2000::{PlaneCrs, Vn2000Error, allowed_crs};
use crate::lookup::{at_point, lacks};

/// Either `lon` and `lat`, or `x`, `y` and `crs`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; `Position` is what is read from them")]
pub(super) struct PositionParams {
    /// Longitude on WGS 84 (degrees).
    #[param(minimum = -180, maximum = 180, example = 106.76)]
    lon: Option<f64>,
    /// Latitude on WGS 84 (degrees).
    #[param(minimum = -90, maximum = 90, example = 21.85)]
    lat: Option<f64>,
    /// Easting on VN-2000 (m); land certificates often call it Y.
    x: Option<f64>,
    /// Northing on VN-2000 (m); land certificates often call it X.
    y: Option<f64>,
    /// The VN-2000 system of `x` and `y`, for example `EPSG:9215`.
    crs: Option<String>,
}

/// A position on WGS 84.
#[derive(Debug)]
pub(in crate::http) struct Position(pub(super) Point);

impl Question for Position {
    fn read(fields: &mut Fields) -> Self {
        let (lon, lat) = (fields.number("lon", &(-180.0..=180.0)), fields.number("lat", &(-90.0..=90.0)));
        let (x, y) = (fields.finite("x"), fields.finite("y"));
        let crs = plane_crs(fields);
        let plane = fields.has(&["x", "y", "crs"]);
        if plane && fields.has(&["lon", "lat"]) {
            fields.refuse(FieldProblem::new("lon", "with `x`, `y` or `crs`", "either `lon` and `lat`, or `x`, `y` and `crs`"));
        }
        Self(if plane { on_plane(fields, x, y, crs) } else { on_ellipsoid(fields, lon, lat) }.unwrap_or_default())
    }
}

/// The system of plane coordinates.
pub(super) fn plane_crs(fields: &mut Fields) -> Option<PlaneCrs> {
    fields.parsed("crs", |name| name.parse::<PlaneCrs>().map_err(|_| allowed_crs()))
}

fn on_ellipsoid(fields: &mut Fields, lon: Option<f64>, lat: Option<f64>) -> Option<Point> {
    let lon = fields.required("lon", lon, "a number from -180 to 180");
    let lat = fields.required("lat", lat, "a number from -90 to 90");
    Some(Point::new(lon?, lat?))
}

fn on_plane(fields: &mut Fields, x: Option<f64>, y: Option<f64>, crs: Option<PlaneCrs>) -> Option<Point> {
    let x = fields.required("x", x, "an easting (m)");
    let y = fields.required("y", y, "a northing (m)");
    let crs = fields.required("crs", crs, &allowed_crs());
    let (x, y) = (x?, y?);
    let problem = match crs?.to_wgs84(x, y) {
        Ok(point) => return Some(point),
        Err(Vn2000Error::OutOfRange { what, found, range }) => {
            let field = if what == "an easting" { "x" } else { "y" };
            FieldProblem::new(field, &found.to_string(), format!("{what} from {} to {} m", range.start(), range.end()))
        }
        Err(_) => FieldProblem::new("x", &x.to_string(), "an easting (m)")
            .hint("these look like northing and easting: swap them; x is the easting, often called Y on a land certificate"),
    };
    fields.refuse(problem);
    None
}

/// What applies at a position.
#[derive(Debug, Serialize, ToSchema)]
struct LookupAnswer {
    /// The position on WGS 84.
    position: Place,
    /// Units from the province down; empty outside.
    units: Vec<Unit>,
    /// Figures of the smallest unit; null outside.
    tiers: Option<Tiers>,
    /// Plans in force and being prepared there.
    plans: Vec<Plan>,
    /// Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside.
    lacks: Vec<Lack>,
    /// Pieces of land-use maps there; not supplied yet.
    zones: [String; 0],
    /// Areas there.
    areas: Vec<Area>,
}

/// A position on WGS 84 (degrees).
#[derive(Debug, Serialize, ToSchema)]
struct Place {
    /// Longitude.
    lon: f64,
    /// Latitude.
    lat: f64,
}

/// What applies at a position: units, plans, areas, and the coverage of the smallest unit.
#[utoipa::path(
    get, path = "/api/lookup", tag = "lookup",
    params(PositionParams, At),
    responses((status = 200, body = Answer<LookupAnswer>), Problems)
)]
pub(in crate::http) async fn lookup(ask: Ask<Position>) -> Result<Response, ApiError> {
    // Today's figures are computed before anybody sees a revision; those of another day may have to be computed now.
    if ask.day == ask.settled.today {
        ask.answer(|ask, notices| Ok(applies(ask, notices)))
    } else {
        ask.answer_off_thread(|ask, notices| Ok(applies(ask, notices))).await
    }
}

fn applies(ask: &Ask<Position>, notices: &mut Notices) -> LookupAnswer {
    let (snapshot, Position(point), day) = (ask.snapshot(), &ask.query, ask.day);
    let found = at_point(snapshot, *point, day);
    let figures = found.units.last().map(|&unit| ask.settled.edition.view.coverage.figures(unit, Denominator::Unit, day));
    if found.units.is_empty() {
        notices.outside();
    }
    LookupAnswer {
        position: Place { lon: point.x(), lat: point.y() },
        units: Unit::all(snapshot, &found.units, notices),
        tiers: figures.map(|figures| Tiers::of(snapshot, &figures, notices)),
        plans: Plan::all(snapshot, &found.plans, day, notices),
        lacks: Lack::all(&lacks(snapshot, (&found.units, &found.areas, &found.plans), day, &ask.site.indicators)),
        zones: [],
        areas: Area::all(snapshot, &found.areas, notices),
    }
}
