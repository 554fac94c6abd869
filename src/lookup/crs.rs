//! The coordinate reference systems in which positions are given and taken, each with its axes as the EPSG database has them.

use geo::{Coord, Point};

use super::vn2000::{PLANE_CRS, PlaneCrs, vn2000_to_wgs84, wgs84_to_vn2000};

/// Radius of the sphere of EPSG:3857 (m): the semi-major axis of WGS 84.
const RADIUS: f64 = 6_378_137.0;
/// The farthest latitude of EPSG:3857 (degrees), where its map is as high as wide.
const MERCATOR_LATITUDE: f64 = 85.051_128_779_806_6;
/// How far from the central meridian, and from the equator, plane coordinates are projected back (m): the series is good there.
const PLANE_REACH: (f64, f64) = (3_000_000.0, 9_900_000.0);

/// A coordinate reference system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Crs {
    /// OGC:CRS84: longitude and latitude on WGS 84. Everything is stored in it.
    Crs84,
    /// EPSG:4326: latitude and longitude on WGS 84.
    Wgs84,
    /// EPSG:3857: easting and northing of web maps (m).
    WebMercator,
    /// EPSG:4756: latitude and longitude on VN-2000.
    Vn2000,
    /// A VN-2000 plane system: easting and northing (m).
    Plane(PlaneCrs),
}

impl Crs {
    /// Every system, the default first.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Crs84, Self::Wgs84, Self::WebMercator, Self::Vn2000].into_iter().chain(PLANE_CRS.into_iter().map(Self::Plane))
    }

    /// Its EPSG code; CRS84 has none.
    #[must_use]
    pub const fn epsg(self) -> Option<u16> {
        match self {
            Self::Crs84 => None,
            Self::Wgs84 => Some(4326),
            Self::WebMercator => Some(3857),
            Self::Vn2000 => Some(4756),
            Self::Plane(plane) => Some(plane.epsg),
        }
    }

    /// Whether its coordinates are degrees.
    #[must_use]
    pub const fn is_geographic(self) -> bool {
        matches!(self, Self::Crs84 | Self::Wgs84 | Self::Vn2000)
    }

    /// Whether the first of its axes points north.
    #[must_use]
    pub const fn is_north_first(self) -> bool {
        matches!(self, Self::Wgs84 | Self::Vn2000)
    }

    /// How many decimals its coordinates need: 7 of a degree are 11 mm, 3 of a metre 1 mm.
    #[must_use]
    pub const fn decimals(self) -> usize {
        if self.is_geographic() { 7 } else { 3 }
    }

    /// Longitude and latitude, or easting and northing, whatever the order of its axes, of a position in WGS 84 (degrees).
    #[must_use]
    pub fn of_wgs84(self, position: Coord) -> Coord {
        match self {
            Self::Crs84 | Self::Wgs84 => position,
            Self::WebMercator => {
                let lat = position.y.clamp(-MERCATOR_LATITUDE, MERCATOR_LATITUDE).to_radians();
                Coord { x: RADIUS * position.x.to_radians(), y: RADIUS * lat.tan().asinh() }
            }
            Self::Vn2000 => wgs84_to_vn2000(Point(position)).0,
            Self::Plane(plane) => plane.from_wgs84(Point(position)).into(),
        }
    }

    /// The way back: the position in WGS 84 of coordinates in the order east, north. Those that lie off the map are taken as its edge.
    #[must_use]
    pub fn to_wgs84(self, at: Coord) -> Coord {
        match self {
            Self::Crs84 | Self::Wgs84 => at,
            Self::WebMercator => {
                let half = std::f64::consts::PI;
                let (x, y) = ((at.x / RADIUS).clamp(-half, half), (at.y / RADIUS).clamp(-half, half));
                Coord { x: x.to_degrees(), y: y.sinh().atan().to_degrees() }
            }
            Self::Vn2000 => vn2000_to_wgs84(Point(at)).0,
            Self::Plane(plane) => {
                let (east, north) = PLANE_REACH;
                let x = at.x.clamp(500_000.0 - east, 500_000.0 + east);
                vn2000_to_wgs84(plane.geographic(x, at.y.clamp(-north, north))).0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `gdaltransform -s_srs EPSG:4326 -t_srs EPSG:CODE -output_xy` (GDAL 3.6.2, PROJ 9.1.1) of 106.7583 21.8523 and of 107.9 12.25, in
    /// the order east, north.
    const FIGURES: [(u16, [f64; 2], [f64; 2]); 23] = [
        (4326, [106.7583, 21.8523], [107.9, 12.25]),
        (3857, [11_884_279.593_955_5, 2_493_801.295_238_47], [12_011_373.056_594_2, 1_374_173.309_331_22]),
        (4756, [106.756_409_129_095, 21.853_292_819_685_3], [107.898_208_051_669, 12.251_025_163_785_4]),
        (3405, [681_504.608_687_427, 2_417_624.454_066_37], [815_324.559_180_581, 1_356_005.095_359_45]),
        (3406, [61_231.888_338_975_1, 2_422_644.549_370_14], [162_506.359_209_688, 1_356_251.635_237_03]),
        (5896, [992_022.760_400_572, 2_424_927.950_054_08], [1_142_706.396_004_59, 1_361_756.236_072_13]),
        (5897, [681_559.081_859_304, 2_418_350.031_633_62], [815_419.194_402_426, 1_356_412.059_673_79]),
        (5898, [371_457.978_727_656, 2_417_833.254_915_58], [488_926.052_125_925, 1_354_720.300_243_2]),
        (5899, [397_300.999_846_785, 2_417_645.426_188_48], [516_123.565_285_905, 1_354_722.637_907_1]),
        (9205, [888_456.307_456_346, 2_422_058.596_622_27], [1_033_471.425_514_46, 1_359_565.665_225_88]),
        (9206, [784_976.081_437_798, 2_419_866.897_768_52], [924_385.938_878_053, 1_357_785.144_227_53]),
        (9207, [733_261.114_044_869, 2_419_024.252_851_23], [869_889.638_791_586, 1_357_047.812_073]),
        (9208, [707_408.660_382_477, 2_418_666.104_087_28], [842_651.423_511_816, 1_356_717.253_809_21]),
        (9209, [629_867.116_301_613, 2_417_844.017_516_51], [760_970.786_563_234, 1_355_877.654_550_77]),
        (9210, [604_024.012_550_846, 2_417_654.035_233_08], [733_753.654_834_78, 1_355_648.394_758_8]),
        (9211, [578_182.350_476_858, 2_417_506.048_012_75], [706_540.603_202_669, 1_355_444.401_475_78]),
        (9212, [552_341.771_902_393, 2_417_400.043_980_69], [679_331.156_062_167, 1_355_265.656_090_7]),
        (9213, [526_501.918_695_568, 2_417_336.014_631_72], [652_124.838_097_535, 1_355_112.142_301_22]),
        (9214, [474_822.955_994_198, 2_417_333.862_802_2], [597_719.689_648_95, 1_354_880.755_822_18]),
        (9215, [448_983.130_327_792, 2_417_395.740_149_02], [570_519.909_635_227, 1_354_802.862_041_82]),
        (9216, [423_142.597_655_308, 2_417_499.591_833_63], [543_321.359_661_698, 1_354_750.157_670_87]),
        (9217, [345_613.176_063_764, 2_418_063.093_088_61], [461_728.345_822_36, 1_354_743.144_466_17]),
        (9218, [319_766.233_546_371, 2_418_334.959_155_58], [434_529.972_000_338, 1_354_791.172_657_35]),
    ];

    #[test]
    fn every_system_is_that_of_proj_both_ways() {
        assert_eq!(Crs::all().count(), FIGURES.len() + 1, "CRS84 is how positions are given");
        for (code, first, second) in FIGURES {
            let crs = Crs::all().find(|crs| crs.epsg() == Some(code)).unwrap();
            // A millimetre: PROJ takes the height on WGS 84 to be 0, we that on VN-2000, so that there and back is exact.
            let near = if crs.is_geographic() { 1e-8 } else { 1e-3 };
            for (position, expected) in [([106.7583, 21.8523], first), ([107.9, 12.25], second)] {
                let (position, expected) = (Coord::from(position), Coord::from(expected));
                let found = crs.of_wgs84(position);
                assert!((found.x - expected.x).abs() < near && (found.y - expected.y).abs() < near, "{code}: {found:?}, not {expected:?}");
                let exactly = crs.to_wgs84(found);
                assert!((exactly.x - position.x).abs() < 1e-11 && (exactly.y - position.y).abs() < 1e-11, "{code}: {exactly:?}");
                let back = crs.to_wgs84(expected);
                assert!((back.x - position.x).abs() < 1e-8 && (back.y - position.y).abs() < 1e-8, "{code}: {back:?}, not {position:?}");
            }
        }
    }

    /// The axes of the EPSG database: `gdalsrsinfo -o wkt2_2018 EPSG:CODE | grep AXIS`.
    #[test]
    fn only_the_geographic_systems_of_epsg_have_north_first() {
        let north_first: Vec<u16> = Crs::all().filter(|crs| crs.is_north_first()).filter_map(Crs::epsg).collect();
        assert_eq!(north_first, [4326, 4756]);
        assert!(Crs::all().filter(|crs| crs.is_geographic()).count() == 3);
    }

    #[test]
    fn what_lies_off_the_map_is_taken_as_its_edge() {
        for crs in Crs::all().filter(|crs| !crs.is_geographic()) {
            for (x, y) in [(-1e300, 1e300), (1e300, -1e300), (0.0, 1e9)] {
                let back = crs.to_wgs84(Coord { x, y });
                assert!(back.x.is_finite() && back.y.is_finite() && back.y.abs() <= 90.0, "{crs:?}: {back:?}");
            }
        }
        assert!(Crs::WebMercator.of_wgs84(Coord { x: 0.0, y: 90.0 }).y.is_finite());
    }
}
