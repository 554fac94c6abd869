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
    let Some(path) = shared("langson_communes_2024.geojson") else { return };
    let expected = units(&path, |_| {});
    let profile = Profile::built_in("maxa");
    for (name, encoding) in [("utf8", None), ("tcvn3", Some(Encoding::Tcvn3))] {
        let Some(path) = shared(&format!("langson_communes_2024_vn2000_{name}.zip")) else { return };
        let batch = units(&path, |options| {
            options.profile = profile.as_ref();
            options.encoding = encoding;
        });
        assert!(!batch.has_errors(), "{name}");
        assert_eq!(batch.records.len(), expected.records.len());
        for (record, expected) in batch.records.iter().zip(&expected.records) {
            let (unit, expected) = (&record.value, &expected.value);
            assert_eq!((&unit.code, unit.kind, &unit.parent_code), (&expected.code, expected.kind, &expected.parent_code));
            assert_eq!(unit.name.to_lowercase(), expected.name.to_lowercase());
            for (a, b) in unit.boundary.exterior_coords_iter().zip(expected.boundary.exterior_coords_iter()) {
                let distance_m = ((a.x - b.x) * 103_300.0).hypot((a.y - b.y) * 110_700.0);
                assert!(distance_m < SAME_M, "{name} {} {a:?} {b:?}", unit.code);
            }
        }
    }
}

#[test]
fn a_tcvn3_table_without_its_encoding_is_refused_with_the_way_out() {
    let Some(path) = shared("langson_communes_2024_vn2000_tcvn3.zip") else { return };
    let profile = Profile::built_in("maxa");
    let batch = units(&path, |options| options.profile = profile.as_ref());
    assert!(batch.has_errors());
    let issue = batch.issues.iter().find(|issue| issue.code == "text/encoding").unwrap();
    assert!(issue.hint.contains("--encoding tcvn3"), "{issue:?}");
}
