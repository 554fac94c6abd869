//! The reference systems that planning data in Vietnam comes in, and where each is used (EPSG v10, areas of use).

use geo::{Coord, Point, Rect};

use crate::lookup::vn2000::{PlaneCrs, vn2000_to_wgs84};

/// A reference system.
#[derive(Debug, Clone, Copy)]
pub(super) struct System {
    pub epsg: u16,
    pub name: &'static str,
    /// Where it is used: west, south, east, north (degrees).
    zone: [f64; 4],
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Degrees { vn2000: bool },
    Plane { vn2000: bool, meridian: f64, scale: f64 },
}

/// Vietnam on land.
const COUNTRY: [f64; 4] = [102.14, 8.33, 109.53, 23.4];

const fn tm3(epsg: u16, meridian: f64, name: &'static str, zone: [f64; 4]) -> System {
    System { epsg, name, zone, kind: Kind::Plane { vn2000: true, meridian, scale: 0.9999 } }
}

const fn utm(epsg: u16, vn2000: bool, meridian: f64, name: &'static str, zone: [f64; 4]) -> System {
    System { epsg, name, zone, kind: Kind::Plane { vn2000, meridian, scale: 0.9996 } }
}

/// Provinces are those of before 2025-07-01, as circular 973/2001/TT-TCĐC and EPSG name them.
pub(super) const SYSTEMS: [System; 24] = [
    System { epsg: 4326, name: "WGS 84, longitude and latitude", zone: COUNTRY, kind: Kind::Degrees { vn2000: false } },
    System { epsg: 4756, name: "VN-2000, longitude and latitude", zone: COUNTRY, kind: Kind::Degrees { vn2000: true } },
    tm3(9205, 103.0, "VN-2000 / TM-3 103°00′: Điện Biên, Lai Châu", [102.14, 20.89, 103.99, 22.82]),
    tm3(9206, 104.0, "VN-2000 / TM-3 104°00′: Sơn La", [103.21, 20.57, 105.03, 22.04]),
    tm3(9207, 104.5, "VN-2000 / TM-3 104°30′: Cà Mau, Kiên Giang", [103.4, 8.33, 105.54, 10.55]),
    tm3(9208, 104.75, "VN-2000 / TM-3 104°45′: An Giang, Lào Cai, Nghệ An, Phú Thọ, Yên Bái", [103.53, 10.18, 105.86, 22.85]),
    tm3(5896, 102.0, "VN-2000 / TM-3 zone 481 (102°)", [102.14, 9.2, 103.51, 22.82]),
    tm3(
        5897,
        105.0,
        "VN-2000 / TM-3 zone 482 (105°): Hà Nội, Hà Nam, Ninh Bình, Thanh Hóa, Vĩnh Phúc, Bạc Liêu, Cần Thơ, Đồng Tháp, Hậu Giang",
        [103.5, 8.33, 106.51, 23.4],
    ),
    tm3(
        9209,
        105.5,
        "VN-2000 / TM-3 105°30′: Bắc Ninh, Hà Giang, Hà Tĩnh, Hải Dương, Hưng Yên, Nam Định, Sóc Trăng, Tây Ninh, Thái Bình, Trà Vinh, Vĩnh Long",
        [104.33, 9.19, 106.69, 23.4],
    ),
    tm3(
        9210,
        105.75,
        "VN-2000 / TM-3 105°45′: Hải Phòng, TP Hồ Chí Minh, Bến Tre, Bình Dương, Cao Bằng, Long An, Tiền Giang",
        [105.26, 9.75, 107.8, 23.12],
    ),
    tm3(9211, 106.0, "VN-2000 / TM-3 106°00′: Hòa Bình, Quảng Bình, Tuyên Quang", [104.83, 16.92, 107.03, 22.7]),
    tm3(9212, 106.25, "VN-2000 / TM-3 106°15′: Bình Phước, Quảng Trị", [106.41, 11.3, 107.43, 17.22]),
    tm3(9213, 106.5, "VN-2000 / TM-3 106°30′: Bắc Kạn, Thái Nguyên", [105.43, 21.32, 106.25, 22.75]),
    tm3(9214, 107.0, "VN-2000 / TM-3 107°00′: Bắc Giang, Thừa Thiên Huế", [105.88, 15.99, 108.24, 21.63]),
    tm3(9215, 107.25, "VN-2000 / TM-3 107°15′: Lạng Sơn", [106.09, 21.32, 107.37, 22.47]),
    tm3(9216, 107.5, "VN-2000 / TM-3 107°30′: Kon Tum", [107.33, 13.92, 108.55, 15.42]),
    tm3(
        5899,
        107.75,
        "VN-2000 / TM-3 107°45′: Quảng Ninh, Đà Nẵng, Quảng Nam, Bà Rịa – Vũng Tàu, Đồng Nai, Lâm Đồng",
        [106.43, 8.57, 108.76, 21.67],
    ),
    tm3(5898, 108.0, "VN-2000 / TM-3 zone 491 (108°): Quảng Ngãi", [106.5, 8.57, 109.53, 22.95]),
    tm3(9217, 108.25, "VN-2000 / TM-3 108°15′: Bình Định, Khánh Hòa, Ninh Thuận", [108.55, 11.25, 109.53, 14.71]),
    tm3(9218, 108.5, "VN-2000 / TM-3 108°30′: Bình Thuận, Đắk Lắk, Đắk Nông, Gia Lai, Phú Yên", [107.2, 10.43, 109.52, 14.61]),
    utm(3405, true, 105.0, "VN-2000 / UTM 48N", [102.14, 8.33, 108.0, 23.4]),
    utm(3406, true, 111.0, "VN-2000 / UTM 49N", [108.0, 10.43, 109.53, 21.56]),
    utm(32648, false, 105.0, "WGS 84 / UTM 48N", [102.14, 8.33, 108.0, 23.4]),
    utm(32649, false, 111.0, "WGS 84 / UTM 49N", [108.0, 10.43, 109.53, 21.56]),
];

impl System {
    /// The position in WGS 84 of a coordinate pair, easting or longitude first; `None` for what cannot be one near Vietnam.
    pub fn position(&self, at: Coord) -> Option<Point> {
        match self.kind {
            Kind::Degrees { vn2000 } => {
                let plausible = (90.0..130.0).contains(&at.x) && (0.0..35.0).contains(&at.y);
                let point = Point::from(at);
                plausible.then(|| if vn2000 { vn2000_to_wgs84(point) } else { point })
            }
            Kind::Plane { vn2000, meridian, scale } => {
                let plausible = (0.0..1_000_000.0).contains(&at.x) && (700_000.0..2_700_000.0).contains(&at.y);
                let plane = PlaneCrs { epsg: self.epsg, central_meridian: meridian, scale };
                plausible.then(|| {
                    let point = plane.geographic(at.x, at.y);
                    if vn2000 { vn2000_to_wgs84(point) } else { point }
                })
            }
        }
    }

    /// Whether a position lies where the system is used.
    pub fn is_used_at(&self, at: Point) -> bool {
        has(self.zone, at)
    }

    /// Whether its coordinates are degrees.
    pub const fn in_degrees(&self) -> bool {
        matches!(self.kind, Kind::Degrees { .. })
    }
}

/// Whether a system, named `EPSG:9215`, is on the datum VN-2000.
pub(super) fn is_vn2000(name: &str) -> bool {
    let number = name.strip_prefix("EPSG:").map(|number| number.split(',').next().unwrap_or_default());
    let known = SYSTEMS.iter().find(|system| number == Some(system.epsg.to_string().as_str()));
    known.is_some_and(|system| matches!(system.kind, Kind::Degrees { vn2000: true } | Kind::Plane { vn2000: true, .. }))
}

/// Whether a position lies in the country's rectangle.
pub(super) fn in_country(at: Point) -> bool {
    has(COUNTRY, at)
}

fn has([west, south, east, north]: [f64; 4], at: Point) -> bool {
    let rect = Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
    at.x() >= rect.min().x && at.x() <= rect.max().x && at.y() >= rect.min().y && at.y() <= rect.max().y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::vn2000::PLANE_CRS;

    #[test]
    fn every_plane_system_of_vn2000_is_here_with_its_meridian() {
        for plane in PLANE_CRS {
            let system = SYSTEMS.iter().find(|system| system.epsg == plane.epsg).unwrap();
            assert_eq!(system.kind, Kind::Plane { vn2000: true, meridian: plane.central_meridian, scale: plane.scale });
        }
        assert_eq!(SYSTEMS.len(), PLANE_CRS.len() + 4);
    }

    #[test]
    fn a_system_is_used_where_its_own_coordinates_lie() {
        for system in SYSTEMS {
            let [west, south, east, north] = system.zone;
            assert!(system.is_used_at(Point::new(f64::midpoint(west, east), f64::midpoint(south, north))), "{}", system.name);
            assert!(in_country(Point::new(west, south)) && in_country(Point::new(east, north)), "{}", system.name);
        }
    }
}
