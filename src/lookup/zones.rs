//! Which VN-2000 system the land certificates of a province are printed in.
//!
//! Each province has a central meridian of its own (Circular 973/2001/TT-TCĐC, and Circular 25/2014/TT-BTNMT for cadastral maps). The table is the areas of
//! use that the EPSG database gives for these systems (v10.076, as in PROJ's `proj.db`), which name all 63 provinces there were until 2025-07-01. Of the
//! provinces made by the merger of that day (Resolution 202/2025/QH15) nothing is said: their certificates are of several systems.

use super::vn2000::{PLANE_CRS, PlaneCrs};
use crate::domain::{Day, Level, UnitCode};
use crate::snapshot::Snapshot;

/// The systems with the codes of their provinces.
const PROVINCES: [(u16, &[&str]); 17] = [
    (5897, &["01", "26", "35", "37", "38", "87", "92", "93", "95"]),
    (5898, &["51"]),
    (5899, &["22", "48", "49", "68", "75", "77"]),
    (9205, &["11", "12"]),
    (9206, &["14"]),
    (9207, &["91", "96"]),
    (9208, &["10", "15", "25", "40", "89"]),
    (9209, &["02", "27", "30", "33", "34", "36", "42", "72", "84", "86", "94"]),
    (9210, &["04", "31", "74", "79", "80", "82", "83"]),
    (9211, &["08", "17", "44"]),
    (9212, &["45", "70"]),
    (9213, &["06", "19"]),
    (9214, &["24", "46"]),
    (9215, &["20"]),
    (9216, &["62"]),
    (9217, &["52", "56", "58"]),
    (9218, &["54", "60", "64", "66", "67"]),
];
/// The first day of the provinces made by merger.
const MERGED: Day = Day::constant(2025, 7, 1);
/// The provinces that were not merged.
const KEPT: [&str; 11] = ["01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"];

/// The system of the certificates of a province, where it is certain.
#[must_use]
pub fn crs_of_province(code: &UnitCode, day: Day) -> Option<PlaneCrs> {
    let code = code.as_str();
    if day >= MERGED && !KEPT.contains(&code) {
        return None;
    }
    let (epsg, _) = PROVINCES.iter().find(|(_, codes)| codes.contains(&code))?;
    PLANE_CRS.into_iter().find(|crs| crs.epsg == *epsg)
}

/// The one system of all provinces that are loaded for a day, where it is certain.
#[must_use]
pub fn usual_crs(snapshot: &Snapshot, day: Day) -> Option<PlaneCrs> {
    let versions = snapshot.vintage(day).units().map(|unit| &snapshot.units[unit].version);
    let mut systems = versions.filter(|version| version.level() == Level::Province).map(|version| crs_of_province(&version.code, day));
    let first = systems.next()??;
    systems.all(|other| other == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    fn epsg(code: &str, day: &str) -> Option<u16> {
        crs_of_province(&UnitCode::new(code).unwrap(), parse_day(day).unwrap()).map(|crs| crs.epsg)
    }

    #[test]
    fn every_province_of_before_the_merger_has_one_system() {
        let mut codes: Vec<&str> = PROVINCES.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 63);
        assert!(codes.iter().all(|code| epsg(code, "2025-06-30").is_some()));
        // Lạng Sơn 107°15′, Hà Nội 105°, Cao Bằng 105°45′, Thừa Thiên Huế 107°, Hồ Chí Minh 105°45′, Cà Mau 104°30′, Gia Lai 108°30′.
        let told = ["20", "01", "04", "46", "79", "96", "64"].map(|code| epsg(code, "2020-01-01"));
        assert_eq!(told, [9215, 5897, 9210, 9214, 9210, 9207, 9218].map(Some));
    }

    #[test]
    fn of_a_merged_province_and_of_an_unknown_code_nothing_is_said() {
        assert_eq!((epsg("20", "2026-01-01"), epsg("42", "2025-07-01")), (Some(9215), Some(9209)));
        assert_eq!((epsg("08", "2025-06-30"), epsg("08", "2025-07-01"), epsg("99", "2020-01-01")), (Some(9211), None, None));
        assert_eq!(KEPT.iter().filter(|code| epsg(code, "2026-01-01").is_some()).count(), 11);
    }
}
