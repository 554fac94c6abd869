//! VN-2000 plane coordinates, as land certificates print them, to WGS 84 and back.
//!
//! The transverse Mercator projection is Krüger's series in the third flattening to the sixth order (Karney 2011,
//! "Transverse Mercator with an accuracy of a few nanometers", equations 7–11, 35 and 36); the datum shift is the official
//! seven parameters (EPSG:6960, 1 m). Both datums use the WGS 84 ellipsoid.

use geo::Point;

/// Semi-major axis of WGS 84 (m).
const A: f64 = 6_378_137.0;
/// Flattening of WGS 84.
const F: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
const E2: f64 = F * (2.0 - F);
/// False easting of every zone (m).
const EASTING_0: f64 = 500_000.0;
/// The eastings that lie near any zone of Vietnam (m).
const EASTINGS: std::ops::RangeInclusive<f64> = 100_000.0..=900_000.0;
/// The northings of Vietnam, with its waters (m).
const NORTHINGS: std::ops::RangeInclusive<f64> = 700_000.0..=2_700_000.0;

/// A VN-2000 plane coordinate system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaneCrs {
    /// Its EPSG code.
    pub epsg: u16,
    /// Its central meridian (degrees).
    pub central_meridian: f64,
    /// The scale on the central meridian.
    pub scale: f64,
}

const fn tm3(epsg: u16, central_meridian: f64) -> PlaneCrs {
    PlaneCrs { epsg, central_meridian, scale: 0.9999 }
}

/// Every VN-2000 plane coordinate system with easting before northing (EPSG v10; `projinfo --list-crs projected | grep VN-2000`).
pub const PLANE_CRS: [PlaneCrs; 20] = [
    PlaneCrs { epsg: 3405, central_meridian: 105.0, scale: 0.9996 },
    PlaneCrs { epsg: 3406, central_meridian: 111.0, scale: 0.9996 },
    tm3(5896, 102.0),
    tm3(5897, 105.0),
    tm3(5898, 108.0),
    tm3(5899, 107.75),
    tm3(9205, 103.0),
    tm3(9206, 104.0),
    tm3(9207, 104.5),
    tm3(9208, 104.75),
    tm3(9209, 105.5),
    tm3(9210, 105.75),
    tm3(9211, 106.0),
    tm3(9212, 106.25),
    tm3(9213, 106.5),
    tm3(9214, 107.0),
    tm3(9215, 107.25),
    tm3(9216, 107.5),
    tm3(9217, 108.25),
    tm3(9218, 108.5),
];

/// Why plane coordinates cannot be placed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Vn2000Error {
    /// The name is no VN-2000 system: choose another.
    #[error("unknown coordinate system `{found}`, allowed: {}", allowed_crs())]
    UnknownCrs {
        /// The name found.
        found: String,
    },
    /// The two coordinates stand in each other's place: swap them.
    #[error("`{x}`, `{y}` look like northing and easting; hint: x is the easting (often called Y on a land certificate), y the northing")]
    Swapped {
        /// The first coordinate.
        x: f64,
        /// The second coordinate.
        y: f64,
    },
    /// A coordinate that lies nowhere near Vietnam.
    #[error("`{found}` is not {what}, allowed: {}..={} m", range.start(), range.end())]
    OutOfRange {
        /// `an easting` or `a northing`.
        what: &'static str,
        /// The value found.
        found: f64,
        /// The values allowed.
        range: std::ops::RangeInclusive<f64>,
    },
}

/// The names allowed, separated by commas.
#[must_use]
pub fn allowed_crs() -> String {
    PLANE_CRS.map(|crs| format!("EPSG:{}", crs.epsg)).join(", ")
}

impl std::str::FromStr for PlaneCrs {
    type Err = Vn2000Error;

    /// Reads a name such as `EPSG:9215`, in any case.
    ///
    /// # Errors
    /// It is none of [`PLANE_CRS`].
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let code =
            name.split_once(':').filter(|(authority, _)| authority.eq_ignore_ascii_case("EPSG")).and_then(|(_, code)| code.parse().ok());
        PLANE_CRS.into_iter().find(|crs| Some(crs.epsg) == code).ok_or_else(|| Vn2000Error::UnknownCrs { found: name.to_owned() })
    }
}

impl PlaneCrs {
    /// The position in WGS 84 (degrees) of an easting `x` and a northing `y` (m).
    ///
    /// # Errors
    /// The coordinates are swapped, or lie nowhere near Vietnam.
    pub fn to_wgs84(&self, x: f64, y: f64) -> Result<Point, Vn2000Error> {
        if !EASTINGS.contains(&x) && EASTINGS.contains(&y) && NORTHINGS.contains(&x) {
            return Err(Vn2000Error::Swapped { x, y });
        }
        for (what, found, range) in [("an easting", x, EASTINGS), ("a northing", y, NORTHINGS)] {
            if !range.contains(&found) {
                return Err(Vn2000Error::OutOfRange { what, found, range });
            }
        }
        Ok(vn2000_to_wgs84(self.geographic(x, y)))
    }

    /// Easting and northing (m) of a position in WGS 84 (degrees).
    #[must_use]
    pub fn from_wgs84(&self, position: Point) -> (f64, f64) {
        let on_vn2000 = wgs84_to_vn2000(position);
        self.project(on_vn2000.x().to_radians(), on_vn2000.y().to_radians())
    }

    /// Longitude and latitude (degrees) on the datum that the plane coordinates are on, whichever that is.
    #[must_use]
    pub fn geographic(&self, x: f64, y: f64) -> Point {
        let (lon, lat) = self.unproject(x, y);
        Point::new(lon.to_degrees(), lat.to_degrees())
    }

    /// Easting and northing of longitude and latitude (radians), on one datum.
    fn project(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (e, lon) = (E2.sqrt(), lon - self.central_meridian.to_radians());
        let tan = lat.tan();
        let sigma = (e * (e * tan / tan.hypot(1.0)).atanh()).sinh();
        let conformal_tan = tan * sigma.hypot(1.0) - sigma * tan.hypot(1.0);
        let xi = conformal_tan.atan2(lon.cos());
        let eta = (lon.sin() / conformal_tan.hypot(lon.cos())).asinh();
        let n = F / (2.0 - F);
        let (mut northing, mut easting) = (xi, eta);
        for (j, alpha) in (1_u8..).zip(alpha(n)) {
            let multiple = 2.0 * f64::from(j);
            northing += alpha * (multiple * xi).sin() * (multiple * eta).cosh();
            easting += alpha * (multiple * xi).cos() * (multiple * eta).sinh();
        }
        (EASTING_0 + self.scale * rectifying_radius() * easting, self.scale * rectifying_radius() * northing)
    }

    /// Longitude and latitude (radians) on the VN-2000 datum.
    fn unproject(&self, x: f64, y: f64) -> (f64, f64) {
        let n = F / (2.0 - F);
        let (xi, eta) = (y / (self.scale * rectifying_radius()), (x - EASTING_0) / (self.scale * rectifying_radius()));
        let (mut conformal_xi, mut conformal_eta) = (xi, eta);
        for (j, beta) in (1_u8..).zip(beta(n)) {
            let multiple = 2.0 * f64::from(j);
            conformal_xi -= beta * (multiple * xi).sin() * (multiple * eta).cosh();
            conformal_eta -= beta * (multiple * xi).cos() * (multiple * eta).sinh();
        }
        let conformal_tan = conformal_xi.sin() / conformal_eta.sinh().hypot(conformal_xi.cos());
        let lon = self.central_meridian.to_radians() + conformal_eta.sinh().atan2(conformal_xi.cos());
        (lon, geographic_tan(conformal_tan).atan())
    }
}

/// The radius of the circle as long as a meridian (m).
fn rectifying_radius() -> f64 {
    let n = F / (2.0 - F);
    A / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0 + n.powi(6) / 256.0)
}

/// The terms of a series in the third flattening, from a power on.
fn sum_of(n: f64, first: i32, terms: &[f64]) -> f64 {
    (first..).zip(terms).map(|(power, term)| term * n.powi(power)).sum()
}

/// The coefficients of the series (Karney 2011, equation 35).
fn alpha(n: f64) -> [f64; 6] {
    [
        sum_of(n, 1, &[1.0 / 2.0, -2.0 / 3.0, 5.0 / 16.0, 41.0 / 180.0, -127.0 / 288.0, 7891.0 / 37_800.0]),
        sum_of(n, 2, &[13.0 / 48.0, -3.0 / 5.0, 557.0 / 1440.0, 281.0 / 630.0, -1_983_433.0 / 1_935_360.0]),
        sum_of(n, 3, &[61.0 / 240.0, -103.0 / 140.0, 15_061.0 / 26_880.0, 167_603.0 / 181_440.0]),
        sum_of(n, 4, &[49_561.0 / 161_280.0, -179.0 / 168.0, 6_601_661.0 / 7_257_600.0]),
        sum_of(n, 5, &[34_729.0 / 80_640.0, -3_418_889.0 / 1_995_840.0]),
        sum_of(n, 6, &[212_378_941.0 / 319_334_400.0]),
    ]
}

/// The coefficients of the inverse series (Karney 2011, equation 36).
fn beta(n: f64) -> [f64; 6] {
    let sum = |first: i32, terms: &[f64]| sum_of(n, first, terms);
    [
        sum(1, &[1.0 / 2.0, -2.0 / 3.0, 37.0 / 96.0, -1.0 / 360.0, -81.0 / 512.0, 96_199.0 / 604_800.0]),
        sum(2, &[1.0 / 48.0, 1.0 / 15.0, -437.0 / 1440.0, 46.0 / 105.0, -1_118_711.0 / 3_870_720.0]),
        sum(3, &[17.0 / 480.0, -37.0 / 840.0, -209.0 / 4480.0, 5569.0 / 90_720.0]),
        sum(4, &[4397.0 / 161_280.0, -11.0 / 504.0, -830_251.0 / 7_257_600.0]),
        sum(5, &[4583.0 / 161_280.0, -108_847.0 / 3_991_680.0]),
        sum(6, &[20_648_693.0 / 638_668_800.0]),
    ]
}

/// The tangent of the geographic latitude whose conformal latitude has this tangent: Newton's method (equations 7–9 and 19–21).
fn geographic_tan(conformal_tan: f64) -> f64 {
    let e = E2.sqrt();
    let mut tan = conformal_tan;
    for _ in 0..4 {
        let sigma = (e * (e * tan / tan.hypot(1.0)).atanh()).sinh();
        let guess = tan * sigma.hypot(1.0) - sigma * tan.hypot(1.0);
        let slope = (1.0 + (1.0 - E2) * tan * tan) / ((1.0 - E2) * tan.hypot(1.0));
        tan += (conformal_tan - guess) / guess.hypot(1.0) * slope;
    }
    tan
}

/// The position in WGS 84 of a longitude and latitude on the datum VN-2000 (degrees).
#[must_use]
pub fn vn2000_to_wgs84(position: Point) -> Point {
    let (lon, lat) = shift_to_wgs84((position.x().to_radians(), position.y().to_radians()));
    Point::new(lon.to_degrees(), lat.to_degrees())
}

/// Longitude and latitude on the datum VN-2000 of a position in WGS 84 (degrees). The shift changes by less than a hundred-thousandth
/// of itself over its own length, so each round gains five digits.
#[must_use]
pub fn wgs84_to_vn2000(position: Point) -> Point {
    (0..4).fold(position, |guess, _| guess + (position - vn2000_to_wgs84(guess)))
}

/// EPSG:6960 (VN-2000 to WGS 84 (2)), written as a position vector transformation, at height 0. Rotations are small angles.
fn shift_to_wgs84((lon, lat): (f64, f64)) -> (f64, f64) {
    let seconds = |value: f64| (value / 3600.0).to_radians();
    let [tx, ty, tz] = [-191.904_414_29, -39.303_182_79, -111.450_328_35];
    let [rx, ry, rz] = [seconds(0.009_288_36), seconds(-0.019_754_79), seconds(0.004_273_72)];
    let scale = 1.0 + 0.252_906_278e-6;
    let radius = A / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    let (x, y, z) = (radius * lat.cos() * lon.cos(), radius * lat.cos() * lon.sin(), radius * (1.0 - E2) * lat.sin());
    to_geographic(tx + scale * (x - rz * y + ry * z), ty + scale * (rz * x + y - rx * z), tz + scale * (-ry * x + rx * y + z))
}

/// Geocentric to longitude and latitude (radians); converges to rounding within five rounds near the ellipsoid.
fn to_geographic(x: f64, y: f64, z: f64) -> (f64, f64) {
    let from_axis = x.hypot(y);
    let mut lat = (z / (from_axis * (1.0 - E2))).atan();
    for _ in 0..5 {
        let radius = A / (1.0 - E2 * lat.sin().powi(2)).sqrt();
        lat = ((z + E2 * radius * lat.sin()) / from_axis).atan();
    }
    (y.atan2(x), lat)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Oracle: `gdaltransform -s_srs EPSG:9215 -t_srs EPSG:4326 -output_xy` (GDAL 3.6.2, PROJ 9.1.1) on random points:
    /// easting, northing, longitude, latitude.
    const ZONE_107_15: [(f64, f64, f64, f64); 20] = [
        (510_446.004, 2_220_777.089, 107.351_747_132_867, 20.076_947_467_049),
        (394_690.733, 1_093_288.503, 106.291_555_537_13, 9.884_989_776_877_55),
        (435_025.659, 1_700_440.790, 106.646_572_180_916, 15.374_316_376_083),
        (472_100.387, 2_369_708.880, 106.982_750_832_938, 21.422_098_626_154_8),
        (391_597.309, 2_258_576.576, 106.213_167_159_547, 20.415_362_526_737_4),
        (399_670.714, 1_603_748.044, 106.321_025_116_688, 14.499_331_669_112_3),
        (618_098.579, 1_065_333.397, 108.327_791_283_5, 9.631_901_147_576_01),
        (471_383.798, 2_224_307.924, 106.978_197_301_318, 20.108_664_665_862_7),
        (446_048.833, 1_246_426.161, 106.757_625_089_462, 11.270_546_155_047_2),
        (458_084.553, 1_516_739.205, 106.864_258_083_57, 13.714_376_398_648_9),
        (421_033.409, 2_566_959.661, 106.480_455_163_835, 23.201_907_985_468_9),
        (461_121.585, 1_335_759.353, 106.894_653_992_253, 12.078_378_425_212_1),
        (421_306.254, 1_202_276.850, 106.531_980_467_994, 10.870_950_429_736_5),
        (471_819.164, 2_322_897.240, 106.980_805_632_231, 20.999_261_383_110_6),
        (619_468.353, 1_689_706.342, 108.364_117_650_119, 15.275_342_053_397_5),
        (511_170.959, 2_440_173.495, 107.360_128_457_681, 22.058_723_358_905_1),
        (556_096.084, 2_366_955.388, 107.792_914_186_745, 21.396_561_820_416_8),
        (606_459.627, 1_310_178.926, 108.228_860_324_369, 11.845_649_131_703_9),
        (471_235.565, 1_295_324.791, 106.987_910_895_385, 11.712_926_826_981_4),
        (463_617.977, 1_434_249.048, 106.916_443_580_045, 12.968_771_469_804_5),
    ];

    /// The same command for each system at easting 450000.5, northing 2400000.25: code, longitude, latitude.
    const EACH_SYSTEM: [(u16, f64, f64); 20] = [
        (3405, 104.518_505_895_768, 21.701_747_168_204_5),
        (3406, 110.518_485_409_301, 21.701_678_430_289_3),
        (5896, 101.518_675_016_357, 21.695_276_551_279_3),
        (5897, 104.518_672_544_981, 21.695_242_011_181),
        (5898, 107.518_664_885_472, 21.695_207_560_166_6),
        (5899, 107.268_665_721_503, 21.695_210_425_375_2),
        (9205, 102.518_674_769_737, 21.695_265_033_856_7),
        (9206, 103.518_673_945_861, 21.695_253_519_321_5),
        (9207, 104.018_673_317_524, 21.695_247_764_232_8),
        (9208, 104.268_672_949_275, 21.695_244_887_424_9),
        (9209, 105.018_671_628_291, 21.695_236_260_604_4),
        (9210, 105.268_671_115_913, 21.695_233_386_381_1),
        (9211, 105.518_670_567_525, 21.695_230_512_940_8),
        (9212, 105.768_669_983_138, 21.695_227_640_338_2),
        (9213, 106.018_669_362_762, 21.695_224_768_627_9),
        (9214, 106.518_668_014_095, 21.695_219_028_103_2),
        (9215, 106.768_667_285_83, 21.695_216_159_398),
        (9216, 107.018_666_521_627, 21.695_213_291_803_8),
        (9217, 107.768_664_013_55, 21.695_204_696_232_7),
        (9218, 108.018_663_105_754, 21.695_201_833_628),
    ];

    fn assert_near(found: Point, lon: f64, lat: f64) {
        assert!((found.x() - lon).abs() < 1e-9 && (found.y() - lat).abs() < 1e-9, "{found:?} {lon} {lat}");
    }

    #[test]
    fn positions_are_those_of_proj() {
        let crs: PlaneCrs = "EPSG:9215".parse().unwrap();
        for (x, y, lon, lat) in ZONE_107_15 {
            assert_near(crs.to_wgs84(x, y).unwrap(), lon, lat);
        }
    }

    #[test]
    fn every_system_has_its_own_meridian_and_scale() {
        for (epsg, lon, lat) in EACH_SYSTEM {
            let crs: PlaneCrs = format!("epsg:{epsg}").parse().unwrap();
            assert_near(crs.to_wgs84(450_000.5, 2_400_000.25).unwrap(), lon, lat);
        }
    }

    #[test]
    fn the_datum_shift_meets_the_control_point() {
        let (lon, lat) = shift_to_wgs84((106.7_f64.to_radians(), 21.9_f64.to_radians()));
        assert!((lon.to_degrees() - 106.701_891_67).abs() < 1e-8 && (lat.to_degrees() - 21.899_008_02).abs() < 1e-8);
    }

    #[test]
    fn the_way_back_meets_the_points_of_proj_and_the_control_point() {
        let crs: PlaneCrs = "EPSG:9215".parse().unwrap();
        for (x, y, lon, lat) in ZONE_107_15 {
            let (found_x, found_y) = crs.from_wgs84(Point::new(lon, lat));
            assert!((found_x - x).abs() < 1e-4 && (found_y - y).abs() < 1e-4, "{found_x} {found_y}, expected {x} {y}");
        }
        for (epsg, lon, lat) in EACH_SYSTEM {
            let (x, y) = format!("EPSG:{epsg}").parse::<PlaneCrs>().unwrap().from_wgs84(Point::new(lon, lat));
            assert!((x - 450_000.5).abs() < 1e-4 && (y - 2_400_000.25).abs() < 1e-4, "{epsg}: {x} {y}");
        }
        let (x, y) = crs.from_wgs84(Point::new(106.7583, 21.8523));
        assert!((x - 448_983.130).abs() < 1e-3 && (y - 2_417_395.740).abs() < 1e-3, "{x} {y}");
        let utm: PlaneCrs = "EPSG:3405".parse().unwrap();
        let (x, y) = utm.from_wgs84(Point::new(106.7583, 21.8523));
        assert!((x - 681_504.6).abs() < 0.1 && (y - 2_417_624.5).abs() < 0.1, "{x} {y}");
        let back = wgs84_to_vn2000(Point::new(106.701_891_67, 21.899_008_02));
        assert!((back.x() - 106.7).abs() < 1e-8 && (back.y() - 21.9).abs() < 1e-8, "{back:?}");
    }

    #[test]
    fn swapped_coordinates_and_other_systems_are_told_apart() {
        let crs: PlaneCrs = "EPSG:9215".parse().unwrap();
        assert!(matches!(crs.to_wgs84(2_400_000.0, 450_000.0), Err(Vn2000Error::Swapped { .. })));
        assert!(matches!(crs.to_wgs84(450_000.0, 10.0), Err(Vn2000Error::OutOfRange { what: "a northing", .. })));
        assert!(matches!(crs.to_wgs84(f64::NAN, 2_400_000.0), Err(Vn2000Error::OutOfRange { what: "an easting", .. })));
        let error = "EPSG:4326".parse::<PlaneCrs>().unwrap_err().to_string();
        assert!(error.starts_with("unknown coordinate system `EPSG:4326`, allowed: EPSG:3405, EPSG:3406"), "{error}");
    }
}
