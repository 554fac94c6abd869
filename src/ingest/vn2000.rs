//! VN-2000 in every dialect: ESRI's, GDAL's and MapInfo's names for it, with the datum's parameters, without, or with wrong ones.
//!
//! Whatever a file gives for them, the official parameters are used (decision 05/2007/QĐ-BTNMT, EPSG:6960): the name of the
//! datum is more often right than the numbers beside it.

use gdal::spatial_ref::SpatialRef;

use super::crs::Crs;
use super::issues::{CRS_DOUBTFUL, CRS_PARAMETERS, Finding};
use super::library;

/// The official parameters: metres, then seconds of arc as position vector rotations, then millionths.
const OFFICIAL: [f64; 7] = [-191.904_414_29, -39.303_182_79, -111.450_328_35, 0.009_288_36, -0.019_754_79, 0.004_273_72, 0.252_906_278];
/// Central meridian, scale and EPSG number of each plane system.
const PLANES: [(f64, f64, u16); 20] = [
    (105.0, 0.9996, 3405),
    (111.0, 0.9996, 3406),
    (102.0, 0.9999, 5896),
    (105.0, 0.9999, 5897),
    (108.0, 0.9999, 5898),
    (107.75, 0.9999, 5899),
    (103.0, 0.9999, 9205),
    (104.0, 0.9999, 9206),
    (104.5, 0.9999, 9207),
    (104.75, 0.9999, 9208),
    (105.5, 0.9999, 9209),
    (105.75, 0.9999, 9210),
    (106.0, 0.9999, 9211),
    (106.25, 0.9999, 9212),
    (106.5, 0.9999, 9213),
    (107.0, 0.9999, 9214),
    (107.25, 0.9999, 9215),
    (107.5, 0.9999, 9216),
    (108.25, 0.9999, 9217),
    (108.5, 0.9999, 9218),
];

/// The system, if it is VN-2000 by its name or by the shift it gives; with what is odd about it.
pub(super) fn recognised(system: &SpatialRef) -> Option<(Crs, Option<Finding>)> {
    let parameters = parameters(system);
    let name = system.name().unwrap_or_default();
    let datums = [attribute(system, "DATUM", 0), attribute(system, "GEOGCS", 0)];
    let datum = datums.iter().flatten().any(|name| names_it(name));
    let shifted = parameters.as_deref().is_some_and(looks_like_it);
    library::messages();
    let crs = (datum || shifted || names_it(&name)).then(|| crs(system))??;
    let other = datums.iter().flatten().next().filter(|_| !datum && !shifted);
    let doubt = other.map(|other| {
        let found = format!("`{name}` has the name of VN-2000 and the datum `{other}`");
        Finding::new(CRS_DOUBTFUL, found, "it was read as VN-2000: if it is something else, give it with --crs")
    });
    Some((crs, doubt.or_else(|| parameters.as_deref().and_then(odd))))
}

/// `D_VN_2000`, `VN-2000 / TM-3 107-15`, `Vietnam_2000`.
fn names_it(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    ["vn2000", "vietnam2000"].iter().any(|known| letters.contains(known))
}

/// Whether a shift is that of VN-2000, in an older determination, rounded, or with its signs turned round.
fn looks_like_it(parameters: &[f64]) -> bool {
    let near = |at: usize, tolerance: f64| parameters.get(at).is_some_and(|found| (found.abs() - OFFICIAL[at].abs()).abs() < tolerance);
    near(0, 5.0) && near(1, 5.0) && near(2, 5.0)
}

/// The parameters that a file gives, if they are not the official ones.
fn odd(parameters: &[f64]) -> Option<Finding> {
    let tolerance = [0.01, 0.01, 0.01, 1e-4, 1e-4, 1e-4, 0.01];
    let padded = |at: usize| parameters.get(at).copied().unwrap_or(0.0);
    let official = (0..7).all(|at| (padded(at) - OFFICIAL[at]).abs() < tolerance[at]);
    (!official).then(|| {
        let given: Vec<String> = parameters.iter().map(f64::to_string).collect();
        let found = format!("the file gives the shift {} from VN-2000 to WGS 84", given.join(", "));
        Finding::new(CRS_PARAMETERS, found, "the official parameters (EPSG:6960) were used instead: compare the borders with a known one")
    })
}

fn parameters(system: &SpatialRef) -> Option<Vec<f64>> {
    let all: Vec<f64> = (0..7).map_while(|at| attribute(system, "TOWGS84", at)?.trim().parse().ok()).collect();
    library::messages();
    (all.len() >= 3).then_some(all)
}

fn attribute(system: &SpatialRef, node: &str, at: usize) -> Option<String> {
    system.get_attr_value(node, at).ok().flatten()
}

/// The plane system by its meridian and scale, or longitude and latitude on the datum. `None` for anything else than these.
fn crs(system: &SpatialRef) -> Option<Crs> {
    if !system.is_projected() {
        return system.is_geographic().then(|| Crs::of("EPSG:4756".to_owned()));
    }
    let parameter = |name: &str| system.get_proj_param(name).ok().flatten();
    let projection = attribute(system, "PROJECTION", 0)?;
    let meridian = parameter("central_meridian")?;
    let (scale, easting) = (parameter("scale_factor").unwrap_or(1.0), parameter("false_easting").unwrap_or(0.0));
    let (northing, latitude) = (parameter("false_northing").unwrap_or(0.0), parameter("latitude_of_origin").unwrap_or(0.0));
    library::messages();
    if !projection.eq_ignore_ascii_case("Transverse_Mercator") || (system.linear_units() - 1.0).abs() > 1e-9 {
        return None;
    }
    let known = (easting - 500_000.0).abs() < 1e-6 && northing.abs() < 1e-6 && latitude.abs() < 1e-9;
    let plane = PLANES.iter().find(|(known, of, _)| (known - meridian).abs() < 1e-6 && (of - scale).abs() < 1e-9);
    if let Some((_, _, number)) = plane.filter(|_| known) {
        return Some(Crs::of(format!("EPSG:{number}")));
    }
    let shift: Vec<String> = OFFICIAL.iter().map(f64::to_string).collect();
    Some(Crs::of(format!(
        "+proj=tmerc +lat_0={latitude} +lon_0={meridian} +k={scale} +x_0={easting} +y_0={northing} +ellps=WGS84 +towgs84={} +units=m +type=crs",
        shift.join(",")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::crs::of_system;

    const GEOGCS: &str = r#"GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

    fn plane(geogcs: &str, meridian: &str, scale: &str) -> String {
        format!(
            r#"PROJCS["Lang Son",{geogcs},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
        )
    }

    /// The system as it is named, and the code of what is odd.
    fn read(definition: &str) -> (String, Option<&'static str>) {
        library::prepare();
        let system = SpatialRef::from_definition(definition).or_else(|_| SpatialRef::from_esri(definition)).unwrap();
        let (crs, odd) = of_system(system).unwrap();
        (crs.to_string(), odd.map(|odd| odd.rule.code))
    }

    fn shift(parameters: &str) -> String {
        let datum = format!(r#"DATUM["unknown",SPHEROID["WGS 84",6378137,298.257223563],TOWGS84[{parameters}]]"#);
        GEOGCS.replace(r#"DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]]"#, &datum).replace("GCS_VN_2000", "Local")
    }

    #[test]
    fn esri_names_the_datum_and_gives_no_parameters() {
        assert_eq!(read(&plane(GEOGCS, "107.25", "0.9999")), ("EPSG:9215".to_owned(), None));
        assert_eq!(read(&plane(GEOGCS, "105.0", "0.9996")), ("EPSG:3405".to_owned(), None));
        assert_eq!(read(&plane(GEOGCS, "105.0", "0.9999")), ("EPSG:5897".to_owned(), None));
        assert_eq!(read(GEOGCS), ("EPSG:4756".to_owned(), None));
        assert_eq!(read(&plane(&GEOGCS.replace("D_Vietnam_2000", "D_VN_2000"), "107.25", "0.9999")), ("EPSG:9215".to_owned(), None));
    }

    #[test]
    fn a_number_stands_for_itself_in_either_kind_of_wkt() {
        for number in [9215, 3405, 5899] {
            let system = SpatialRef::from_epsg(number).unwrap();
            assert_eq!(read(&system.to_wkt().unwrap()), (format!("EPSG:{number}"), None));
            assert_eq!(read(&system.to_projjson().unwrap()), (format!("EPSG:{number}"), None));
        }
        assert_eq!(read("EPSG:4756"), ("EPSG:4756".to_owned(), None));
    }

    #[test]
    fn parameters_without_a_name_are_known_and_wrong_ones_are_told() {
        let official = "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";
        assert_eq!(read(&plane(&shift(official), "107.25", "0.9999")), ("EPSG:9215".to_owned(), None));
        let odd = Some("crs/parameters");
        // Those of EPSG:5194, the coordinate frame's signs, and three parameters alone.
        for old in [
            "-192.873,-39.382,-111.202,-0.00205,-0.0005,0.00335,0.0188",
            &official.replace("0.009", "-0.009"),
            "-191.9,-39.3,-111.45,0,0,0,0",
        ] {
            assert_eq!(read(&plane(&shift(old), "107.25", "0.9999")), ("EPSG:9215".to_owned(), odd), "{old}");
        }
        let named = GEOGCS.replace("298.257223563]]", "298.257223563],TOWGS84[0,0,0,0,0,0,0]]");
        assert_eq!(read(&plane(&named, "107.25", "0.9999")), ("EPSG:9215".to_owned(), odd));
        let proj = "+proj=tmerc +lat_0=0 +lon_0=107.25 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +type=crs +towgs84=";
        assert_eq!(read(&format!("{proj}{official}")), ("EPSG:9215".to_owned(), None));
        assert_eq!(read(&format!("{proj}-192.873,-39.382,-111.202,-0.00205,-0.0005,0.00335,0.0188")), ("EPSG:9215".to_owned(), odd));
    }

    #[test]
    fn a_zone_of_its_own_keeps_its_projection_and_gets_the_official_shift() {
        let (crs, odd) = read(&plane(GEOGCS, "106.75", "0.9999"));
        assert!(crs.starts_with("+proj=tmerc") && crs.contains("lon_0=106.75") && odd.is_none(), "{crs}");
    }

    #[test]
    fn the_name_alone_on_another_datum_is_doubtful_and_other_systems_are_left_alone() {
        let wgs84 = GEOGCS.replace("GCS_VN_2000", "GCS_WGS_1984").replace("D_Vietnam_2000", "D_WGS_1984");
        let named = plane(&wgs84, "107.25", "0.9999").replace("Lang Son", "VN2000 Lang Son 107-15");
        assert_eq!(read(&named), ("EPSG:9215".to_owned(), Some("crs/doubtful")));
        assert_eq!(read(&plane(&wgs84, "107.25", "0.9999")).1, Some("crs/doubtful"));
        assert_eq!(read("EPSG:32648"), ("EPSG:32648".to_owned(), None));
        assert_eq!(read("EPSG:4326"), ("EPSG:4326".to_owned(), None));
    }
}
