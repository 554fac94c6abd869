//! The real boundaries of Lạng Sơn, where they stand beside the repository.

use std::path::{Path, PathBuf};

use geo::CoordsIter;

use super::*;

/// A file of the shared data; `None`, said aloud, where there is none.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new("../shared/data").join(name);
    let there = path.exists();
    if !there {
        println!("skipped: there is no {}", path.display());
    }
    there.then_some(path)
}

#[test]
fn the_four_vintages_are_read_without_errors() {
    for (name, expected) in [("2019", 226), ("2020", 200), ("2024", 194), ("2025", 65)] {
        let Some(path) = shared(&format!("langson_communes_{name}.geojson")) else { return };
        let batch = units(&path, |_| {});
        for issue in batch.issues.iter().filter(|issue| issue.code != "column/unknown") {
            println!("{name}: {issue:?}");
        }
        assert!(!batch.has_errors());
        assert_eq!((batch.read, batch.records.len()), (expected, usize::try_from(expected).unwrap()));
    }
}

/// Largest distance that is taken for the same place, in metres.
const SAME_M: f64 = 0.1;

#[test]
fn shapefiles_in_vn2000_agree_with_the_geojson_whatever_their_encoding() {
    for (year, lost) in [("2024", ["Ái Quốc", "Đồng Ý"]), ("2025", ["", ""])] {
        let Some(path) = shared(&format!("langson_communes_{year}.geojson")) else { return };
        let expected = units(&path, |_| {});
        for name in ["utf8", "tcvn3"] {
            let Some(path) = shared(&format!("langson_communes_{year}_vn2000_{name}.zip")) else { return };
            let batch = units(&path, |_| {});
            assert!(!batch.has_errors(), "{name}: {:?}", batch.issues);
            let detected: Vec<&str> =
                batch.issues.iter().filter(|issue| issue.code == "text/detected").map(|issue| issue.found.as_str()).collect();
            assert_eq!(detected.len(), usize::from(name == "tcvn3"), "{detected:?}");
            assert!(detected.iter().all(|found| found.starts_with("read as tcvn3: score 1.00")), "{detected:?}");
            for name in lost.iter().filter(|lost| name == "tcvn3" && !lost.is_empty()) {
                assert!(batch.issues.iter().any(|issue| issue.code == "text/capitals" && issue.found.contains(name)), "{name}");
            }
            assert_eq!(batch.records.len(), expected.records.len());
            for (record, expected) in batch.records.iter().zip(&expected.records) {
                let (unit, expected) = (&record.value, &expected.value);
                assert_eq!((&unit.code, &unit.name, unit.kind), (&expected.code, &expected.name, expected.kind));
                assert_eq!(unit.parent_code, expected.parent_code);
                for (a, b) in unit.boundary.exterior_coords_iter().zip(expected.boundary.exterior_coords_iter()) {
                    let distance_m = ((a.x - b.x) * 103_300.0).hypot((a.y - b.y) * 110_700.0);
                    assert!(distance_m < SAME_M, "{name} {} {a:?} {b:?}", unit.code);
                }
            }
        }
    }
}
