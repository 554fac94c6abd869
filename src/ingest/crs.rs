//! Coordinate reference systems: every vertex comes out as WGS 84 longitude and latitude.

use std::cell::OnceCell;
use std::fmt;

use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, CoordTransformOptions, SpatialRef};
use geo::Coord;

use super::issues::{CRS_DOUBTFUL, CRS_MISSING, CRS_RANGE, CRS_UNKNOWN, Finding, IssueList};
use super::{IngestError, Options, Profile, library, vn2000};

/// A coordinate reference system that can be brought to WGS 84. Can be sent to another thread, unlike GDAL's own.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crs {
    /// Its definition; `None` is WGS 84 longitude and latitude, where nothing is computed.
    definition: Option<String>,
    /// Whether the file has latitude before longitude, or northing before easting.
    swapped: bool,
    /// Whether the file has millimetres.
    millimetres: bool,
}

impl Crs {
    /// WGS 84 longitude and latitude.
    pub const WGS84: Self = Self { definition: None, swapped: false, millimetres: false };

    /// The system of a definition that GDAL reads.
    pub const fn of(definition: String) -> Self {
        Self { definition: Some(definition), swapped: false, millimetres: false }
    }
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let definition = self.definition.as_deref().unwrap_or("EPSG:4326");
        let name: String = definition.lines().next().unwrap_or_default().chars().take(80).collect();
        let (swapped, millimetres) = (if self.swapped { ",swapped" } else { "" }, if self.millimetres { ",mm" } else { "" });
        write!(f, "{name}{swapped}{millimetres}")
    }
}

/// What to do about a reference system that is not known.
const HINT: &str = "give it with --crs, for example --crs EPSG:9215 (VN-2000 / TM-3 107-15)";

/// The system of an EPSG number, written `EPSG:9215`; `EPSG:9215,swapped` has northing before easting, `EPSG:9215,mm` is in
/// millimetres.
///
/// # Errors
/// It is not written so, or not known.
pub(super) fn from_epsg(text: &str) -> Result<Crs, IngestError> {
    let unknown = || IngestError::Crs { found: text.to_owned() };
    let mut words = text.trim().split(',');
    let (authority, number) = words.next().and_then(|name| name.split_once(':')).ok_or_else(unknown)?;
    if !authority.eq_ignore_ascii_case("epsg") || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unknown());
    }
    library::prepare();
    let system = number.parse().ok().and_then(|number| SpatialRef::from_epsg(number).ok());
    library::messages();
    let mut crs = system.and_then(|system| of_system(system).ok()).ok_or_else(unknown)?.0;
    for word in words {
        match word.trim() {
            "swapped" if !crs.swapped => crs.swapped = true,
            "mm" if !crs.millimetres => crs.millimetres = true,
            _ => return Err(unknown()),
        }
    }
    Transform::new(&crs).map_err(|_| unknown())?;
    Ok(crs)
}

/// The system that a layer tells, and what is odd about it; one without a number is looked for among the known ones.
pub(super) fn of_system(mut system: SpatialRef) -> Result<(Crs, Option<Finding>), Finding> {
    if let Some((crs, odd)) = vn2000::recognised(&system) {
        return Ok((crs, odd));
    }
    let doubt = doubt(&system);
    if system.authority().is_err() {
        // Many .prj files tell the projection and not the number, which the datum's shift hangs on.
        let _ = system.auto_identify_epsg();
        library::messages();
    }
    let crs = match system.authority().as_deref() {
        Ok("EPSG:4326" | "EPSG:4979" | "OGC:CRS84" | "OGC:CRS84h") => Crs::WGS84,
        Ok(authority) if authority.starts_with("EPSG:") || authority.starts_with("ESRI:") => Crs::of(authority.to_owned()),
        _ => Crs::of(system.to_wkt().map_err(|error| Finding::new(CRS_UNKNOWN, error.to_string(), HINT))?),
    };
    library::messages();
    Ok((crs, doubt))
}

/// The system of a file that cannot tell one: the one given, else the profile's; that there is none is told.
pub(super) fn told(options: &Options<'_>, issues: &mut IssueList) -> Result<Option<Crs>, IngestError> {
    if let Some(given) = options.crs.or_else(|| options.profile.and_then(Profile::crs)) {
        return from_epsg(given).map(Some);
    }
    let hint = "give it with --crs, for example --crs EPSG:9215 (VN-2000 / TM-3 107-15) or --crs EPSG:4326 (longitude and latitude)";
    issues.of_file(Finding::new(CRS_MISSING, "the file does not tell its coordinate reference system", hint));
    Ok(None)
}

/// The scale factor of VN-2000's TM-3 zones (circular 973/2001/TT-TCĐC); UTM's is 0.9996.
const TM3_SCALE: f64 = 0.9999;

/// A doubt about the system that a layer tells: VN-2000's projection on the datum of WGS 84 is most likely VN-2000
/// whose datum was lost on the way, and then all of it lies some 200 m off.
fn doubt(system: &SpatialRef) -> Option<Finding> {
    let scale = system.get_proj_param("scale_factor").ok().flatten();
    library::messages();
    let datum = system.get_attr_value("DATUM", 0).ok().flatten()?.to_uppercase().replace(['_', ' '], "");
    let wgs84 = datum.contains("WGS1984") || datum.contains("WORLDGEODETICSYSTEM1984");
    let tm3 = scale.is_some_and(|scale| (scale - TM3_SCALE).abs() < 1e-9);
    (wgs84 && tm3).then(|| {
        let found = format!("`{}` has the projection of VN-2000 and the datum of WGS 84", system.name().unwrap_or_default());
        Finding::new(CRS_DOUBTFUL, found, "if it is VN-2000, give the reference system, as in --crs EPSG:9215, or all of it lies 200 m off")
    })
}

/// Brings vertices to WGS 84; belongs to the thread that made it.
#[derive(Debug)]
pub(super) struct Transform {
    crs: Crs,
    forward: Option<CoordTransform>,
    back: OnceCell<Option<CoordTransform>>,
}

impl Transform {
    /// Prepares the way from a system to WGS 84. A way that leaves out the shift between the two datums, some 200 m for
    /// VN-2000, is none.
    ///
    /// # Errors
    /// There is no such way.
    pub fn new(crs: &Crs) -> Result<Self, Finding> {
        let forward = crs.definition.as_deref().map(|definition| between(definition, "EPSG:4326")).transpose();
        library::messages();
        let forward = forward.map_err(|error| Finding::new(CRS_UNKNOWN, format!("no way from `{crs}` to WGS 84: {error}"), HINT))?;
        Ok(Self { crs: crs.clone(), forward, back: OnceCell::new() })
    }

    /// Moves vertices in place to longitude and latitude in degrees, and checks that they are on Earth.
    pub fn apply(&self, rings: &mut [&mut Vec<Coord>]) -> Result<(), Finding> {
        if let Some(bad) = rings.iter().flat_map(|ring| ring.iter()).find(|vertex| !(vertex.x.is_finite() && vertex.y.is_finite())) {
            return Err(out_of_range(*bad, "coordinates must be numbers"));
        }
        if self.crs.swapped || self.crs.millimetres {
            rings.iter_mut().flat_map(|ring| ring.iter_mut()).for_each(|vertex| *vertex = self.in_order(*vertex));
        }
        if let Some(transform) = &self.forward {
            transform_all(transform, rings)?;
        }
        let on_earth = |vertex: &Coord| vertex.x.abs() <= 180.0 && vertex.y.abs() <= 90.0;
        match rings.iter().flat_map(|ring| ring.iter()).find(|vertex| !on_earth(vertex)) {
            Some(bad) if bad.x.abs() <= 90.0 && bad.y.abs() <= 180.0 => {
                Err(out_of_range(*bad, "longitude goes first, then latitude: they seem to be swapped"))
            }
            Some(bad) => Err(out_of_range(*bad, "these look like metres: if they are, give the reference system, as in --crs EPSG:9215")),
            None => Ok(()),
        }
    }

    /// A vertex of the file with easting first, in metres or degrees.
    fn in_order(&self, vertex: Coord) -> Coord {
        let Coord { x, y } = if self.crs.swapped { Coord { x: vertex.y, y: vertex.x } } else { vertex };
        if self.crs.millimetres { Coord { x: x / 1000.0, y: y / 1000.0 } } else { Coord { x, y } }
    }

    /// The file's own coordinates of a place, for its user to find it there; `None` where they are the longitude and latitude.
    pub fn to_file(&self, at: Coord) -> Option<Coord> {
        let definition = self.crs.definition.as_deref()?;
        let back = self.back.get_or_init(|| between("EPSG:4326", definition).ok()).as_ref()?;
        let (mut x, mut y) = ([at.x], [at.y]);
        let moved = back.transform_coords(&mut x, &mut y, &mut []);
        library::messages();
        moved.ok()?;
        let unit = if self.crs.millimetres { 1000.0 } else { 1.0 };
        let (x, y) = (x[0] * unit, y[0] * unit);
        Some(if self.crs.swapped { Coord { x: y, y: x } } else { Coord { x, y } })
    }
}

/// The way between two systems, easting or longitude first in both.
fn between(from: &str, to: &str) -> gdal::errors::Result<CoordTransform> {
    let mut source = SpatialRef::from_definition(from)?;
    let mut target = SpatialRef::from_definition(to)?;
    source.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    target.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    let mut options = CoordTransformOptions::new()?;
    options.set_ballpark_allowed(false)?;
    CoordTransform::new_with_options(&source, &target, &options)
}

fn transform_all(transform: &CoordTransform, rings: &mut [&mut Vec<Coord>]) -> Result<(), Finding> {
    let mut x: Vec<f64> = rings.iter().flat_map(|ring| ring.iter().map(|vertex| vertex.x)).collect();
    let mut y: Vec<f64> = rings.iter().flat_map(|ring| ring.iter().map(|vertex| vertex.y)).collect();
    let moved = transform.transform_coords(&mut x, &mut y, &mut []);
    library::messages();
    let mut places = x.into_iter().zip(y);
    for vertex in rings.iter_mut().flat_map(|ring| ring.iter_mut()) {
        let Some((x, y)) = places.next() else { break };
        if moved.is_err() || !(x.is_finite() && y.is_finite()) {
            return Err(out_of_range(*vertex, "it lies outside what its reference system is made for: check --crs"));
        }
        *vertex = Coord { x, y };
    }
    Ok(())
}

fn out_of_range(vertex: Coord, hint: &str) -> Finding {
    Finding::new(CRS_RANGE, format!("vertex {}, {}", vertex.x, vertex.y), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(crs: &str, x: f64, y: f64) -> Result<Coord, Finding> {
        let mut ring = vec![Coord { x, y }];
        Transform::new(&from_epsg(crs).unwrap())?.apply(&mut [&mut ring])?;
        Ok(ring[0])
    }

    #[test]
    fn the_control_point_of_vn2000_moves_by_its_official_shift() {
        let at = moved("EPSG:4756", 106.7, 21.9).unwrap();
        assert!((at.x - 106.701_891_67).abs() < 1e-8 && (at.y - 21.899_008_02).abs() < 1e-8, "{at:?}");
    }

    #[test]
    fn wgs84_is_left_as_it_is() {
        assert_eq!(moved("epsg:4326", 106.7, 21.9), Ok(Coord { x: 106.7, y: 21.9 }));
    }

    #[test]
    fn only_epsg_numbers_are_taken() {
        for text in ["EPSG:1", "9215", "EPSG:", "EPSG:9215 ", "http://example.org/crs", "/etc/passwd", "EPSG:+9215", "EPSG:999999999999"] {
            assert_eq!(from_epsg(text).is_ok(), text == "EPSG:9215 ", "{text}");
        }
    }

    #[test]
    fn swapped_axes_and_millimetres_are_read_where_told_and_lead_back_to_the_file() {
        let straight = moved("EPSG:9215", 448_983.130, 2_417_395.740).unwrap();
        for (crs, x, y) in [
            ("EPSG:9215,swapped", 2_417_395.740, 448_983.130),
            ("EPSG:9215,mm", 448_983_130.0, 2_417_395_740.0),
            ("epsg:9215,mm,swapped", 2_417_395_740.0, 448_983_130.0),
        ] {
            let found = moved(crs, x, y).unwrap();
            assert!((found.x - straight.x).abs() < 1e-12 && (found.y - straight.y).abs() < 1e-12, "{crs}: {found:?}");
            let back = Transform::new(&from_epsg(crs).unwrap()).unwrap().to_file(found).unwrap();
            assert!((back.x - x).abs() < 1.0 && (back.y - y).abs() < 1.0, "{crs}: {back:?}");
        }
        for text in ["EPSG:9215,", "EPSG:9215,mm,mm", "EPSG:9215,feet"] {
            assert!(from_epsg(text).is_err(), "{text}");
        }
    }

    #[test]
    fn vertices_off_the_earth_are_told_with_their_likely_cause() {
        let hint = |x, y| moved("EPSG:4326", x, y).unwrap_err().hint;
        assert!(hint(21.9, 106.7).contains("swapped"));
        assert!(hint(426_000.0, 2_420_000.0).contains("metres"));
        assert!(hint(f64::NAN, 2.0).contains("numbers"));
        assert_eq!(moved("EPSG:9215", 1e12, 1e12).unwrap_err().rule.code, "crs/out-of-range");
    }

    #[test]
    fn a_system_whose_shift_is_unknown_is_refused() {
        let wkt = r#"GEOGCS["mine",DATUM["mine",SPHEROID["mine",6378245,298.3]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#;
        let crs = of_system(SpatialRef::from_wkt(wkt).unwrap()).unwrap().0;
        let outcome = Transform::new(&crs).and_then(|transform| transform.apply(&mut [&mut vec![Coord { x: 106.0, y: 21.0 }]]));
        assert!(outcome.is_err(), "{outcome:?}");
    }
}
