//! Land that a reader posts: a GeoJSON polygon (RFC 7946) in WGS 84, or in a plane system of VN-2000, read strictly.
//!
//! Whatever is wrong is told by its place in the document, with what is allowed and what to do. Never here: what applies to the land.

use std::collections::HashMap;

use geo::{Coord, LineString, Polygon};
use serde_json::Value;

use super::error::{ApiError, FieldProblem};
use super::limits::LIMITS;
use crate::domain::{FaultSearch, Land, faults};
use crate::lookup::vn2000::{PlaneCrs, Vn2000Error};
use crate::snapshot::Facts;

/// What is accepted, in words.
const ACCEPTED: &str = "a GeoJSON Polygon or MultiPolygon, or a Feature of one";
/// Within these degrees lies the country with its waters: enough to tell longitude from latitude.
const LONGITUDES: std::ops::RangeInclusive<f64> = 100.0..=120.0;
const LATITUDES: std::ops::RangeInclusive<f64> = 6.0..=24.0;

/// Land in WGS 84 with what is known of it.
#[derive(Debug)]
pub(super) struct Posted {
    pub(super) land: Land,
    pub(super) facts: Facts,
    /// Its first corner as it was posted.
    pub(super) first: Coord,
}

impl Posted {
    /// The land of a document; `crs` is the plane system of its coordinates.
    ///
    /// # Errors
    /// It is no GeoJSON polygon, is not valid, or exceeds a limit.
    pub(super) fn read(body: &[u8], crs: Option<PlaneCrs>) -> Result<Self, ApiError> {
        Self::checked(body, crs).map_err(|problem| ApiError::Parameters(vec![problem]))
    }

    fn checked(body: &[u8], crs: Option<PlaneCrs>) -> Result<Self, FieldProblem> {
        let document: Value = serde_json::from_slice(body).map_err(|cause| {
            let found = if body.is_empty() { "nothing".to_owned() } else { cause.to_string() };
            problem("body", found, ACCEPTED).hint("post the geometry as JSON, `content-type: application/geo+json`")
        })?;
        let mut reader = Reader { crs, vertices: 0, first: None };
        let land = reader.land(geometry_of(&document)?)?;
        let valid = faults(&land, FaultSearch::FIRST).first().map(|fault| {
            let hint = "draw the border so that it meets itself nowhere; holes lie inside, parts apart";
            problem("coordinates", fault.to_string(), "rings that cross and touch neither themselves nor one another").hint(hint)
        });
        let facts = Facts::of(&land, &HashMap::new()).filter(|facts| facts.area_km2 > 0.0);
        match (valid, facts) {
            (Some(fault), _) => Err(fault),
            (None, None) => Err(empty("coordinates")),
            (None, Some(facts)) => within_limits(&facts).map(|()| Self { land, facts, first: reader.first.unwrap_or_default() }),
        }
    }
}

fn problem(field: &str, found: impl AsRef<str>, allowed: impl Into<String>) -> FieldProblem {
    FieldProblem::new(field, found.as_ref(), allowed)
}

fn empty(field: &str) -> FieldProblem {
    problem(field, "no land", "at least one ring with an area").hint("nothing was drawn")
}

/// The geometry of a document that is one, or is a feature with one.
fn geometry_of(document: &Value) -> Result<&Value, FieldProblem> {
    let name = |value: &Value| value["type"].as_str().map_or_else(|| kind_of(value).to_owned(), str::to_owned);
    match document["type"].as_str() {
        Some("Polygon" | "MultiPolygon") => Ok(document),
        Some("Feature") => match document["geometry"]["type"].as_str() {
            Some("Polygon" | "MultiPolygon") => Ok(&document["geometry"]),
            _ => Err(problem("geometry", name(&document["geometry"]), "a Polygon or MultiPolygon")),
        },
        Some("FeatureCollection") => Err(problem("type", "FeatureCollection", ACCEPTED).hint("post one of its features")),
        _ => Err(problem("type", name(document), ACCEPTED)),
    }
}

const fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object without a `type`",
    }
}

/// Neither so large nor so wide that an answer would have to be computed for long.
fn within_limits(facts: &Facts) -> Result<(), FieldProblem> {
    let smaller = "draw a smaller piece of land; for a whole unit ask /api/coverage";
    let (width, height) = (facts.bounds.width(), facts.bounds.height());
    if facts.area_km2 > LIMITS.parcel_km2 {
        let found = format!("{:.1} km²", facts.area_km2);
        return Err(problem("coordinates", found, format!("at most {} km²", LIMITS.parcel_km2)).hint(smaller));
    }
    if width.max(height) > LIMITS.parcel_degrees {
        let found = format!("{width:.3}° by {height:.3}°");
        return Err(problem("coordinates", found, format!("at most {}° from side to side", LIMITS.parcel_degrees)).hint(smaller));
    }
    Ok(())
}

/// Reads coordinates, and counts them.
struct Reader {
    crs: Option<PlaneCrs>,
    vertices: usize,
    first: Option<Coord>,
}

impl Reader {
    fn land(&mut self, geometry: &Value) -> Result<Land, FieldProblem> {
        let coordinates = array(&geometry["coordinates"], "coordinates", "an array of rings")?;
        let polygons: Result<Vec<Polygon>, FieldProblem> = if geometry["type"] == "Polygon" {
            self.polygon(coordinates, "coordinates").map(|polygon| vec![polygon])
        } else {
            let parts = coordinates.iter().enumerate().map(|(part, rings)| {
                let path = format!("coordinates[{part}]");
                self.polygon(array(rings, &path, "an array of rings")?, &path)
            });
            parts.collect()
        };
        let land = Land::new(polygons?);
        if land.0.is_empty() { Err(empty("coordinates")) } else { Ok(land) }
    }

    fn polygon(&mut self, rings: &[Value], path: &str) -> Result<Polygon, FieldProblem> {
        let rings = rings.iter().enumerate().map(|(ring, positions)| self.ring(positions, &format!("{path}[{ring}]")));
        let mut rings = rings.collect::<Result<Vec<LineString>, FieldProblem>>()?.into_iter();
        let exterior = rings.next().ok_or_else(|| empty(path))?;
        Ok(Polygon::new(exterior, rings.collect()))
    }

    fn ring(&mut self, positions: &Value, path: &str) -> Result<LineString, FieldProblem> {
        let positions = array(positions, path, "an array of positions")?;
        self.vertices += positions.len();
        if self.vertices > LIMITS.parcel_vertices {
            let found = format!("more than {} positions", LIMITS.parcel_vertices);
            return Err(problem(path, found, format!("at most {} positions in all", LIMITS.parcel_vertices)).hint("simplify the border"));
        }
        if positions.is_empty() {
            return Err(empty(path));
        }
        if positions.len() < 4 {
            return Err(problem(path, format!("{} positions", positions.len()), "at least 4 positions, the last as the first")
                .hint("a triangle has 4: its first corner is repeated"));
        }
        if positions.first() != positions.last() {
            return Err(problem(path, "a ring that is not closed", "a last position that is the first")
                .hint("repeat the first position at the end (RFC 7946, section 3.1.6)"));
        }
        positions.iter().enumerate().map(|(place, position)| self.position(position, || format!("{path}[{place}]"))).collect()
    }

    /// The path is put together only where something is wrong.
    fn position(&mut self, position: &Value, path: impl Fn() -> String) -> Result<Coord, FieldProblem> {
        let numbers: Option<Vec<f64>> = position.as_array().map(|numbers| numbers.iter().filter_map(Value::as_f64).collect());
        let (x, y) = match (numbers.as_deref(), position.as_array().map(Vec::len)) {
            // A height, if there is one, says nothing here.
            (Some(&[x, y] | &[x, y, _]), Some(2 | 3)) if x.is_finite() && y.is_finite() => (x, y),
            _ => return Err(problem(&path(), position.to_string(), "two numbers")),
        };
        self.first.get_or_insert(Coord { x, y });
        match self.crs {
            Some(crs) => on_plane(crs, x, y, path),
            None => on_ellipsoid(x, y, path),
        }
    }
}

fn array<'a>(value: &'a Value, path: &str, allowed: &str) -> Result<&'a Vec<Value>, FieldProblem> {
    value.as_array().ok_or_else(|| problem(path, kind_of(value), allowed))
}

fn on_ellipsoid(x: f64, y: f64, path: impl Fn() -> String) -> Result<Coord, FieldProblem> {
    let refused = || problem(&path(), format!("[{x}, {y}]"), "longitude from -180 to 180, then latitude from -90 to 90 (WGS 84, degrees)");
    if LATITUDES.contains(&x) && LONGITUDES.contains(&y) {
        return Err(refused().hint("these look like latitude and longitude: swap them; GeoJSON has the longitude first"));
    }
    if (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y) {
        return Ok(Coord { x, y });
    }
    Err(if x.abs().max(y.abs()) > 1000.0 {
        refused().hint("these look like plane coordinates: tell their system, as in `?crs=EPSG:9215`")
    } else {
        refused()
    })
}

fn on_plane(crs: PlaneCrs, x: f64, y: f64, path: impl Fn() -> String) -> Result<Coord, FieldProblem> {
    let wrong = |allowed: &str| problem(&path(), format!("[{x}, {y}]"), allowed);
    match crs.to_wgs84(x, y) {
        Ok(point) => Ok(point.0),
        Err(Vn2000Error::Swapped { .. }) => Err(wrong("an easting, then a northing (m)").hint(
            "these look like northing and easting, as land certificates print them (X, then Y): swap them; the easting comes first here",
        )),
        Err(_) if LONGITUDES.contains(&x) && LATITUDES.contains(&y) => {
            Err(wrong("an easting, then a northing (m)").hint("these look like degrees: leave `crs` out"))
        }
        Err(Vn2000Error::OutOfRange { what, range, .. }) => Err(wrong(&format!("{what} from {} to {} m", range.start(), range.end()))),
        Err(cause) => Err(wrong(&cause.to_string())),
    }
}
