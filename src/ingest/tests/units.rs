//! Units in GeoJSON: what is read as it is, and what is told.

use std::fs;

use geo::{CoordsIter, Winding};

use super::*;
use crate::domain::{Level, Quality, UnitKind, parse_day};

#[test]
fn units_come_out_in_their_one_form() {
    let batch = units(&fixture("units.geojson"), |_| {});
    assert_eq!((batch.issues[0].code, batch.issues[0].place.field.as_deref()), ("column/unknown", Some("remark")));
    assert_eq!(told(&batch.issues), [(1, "shape/duplicate-vertices", "geometry"), (2, "shape/heights", "geometry")]);
    let unit = |at: usize| &batch.records[at].value;
    assert_eq!(
        (unit(0).name.as_str(), unit(0).kind, unit(1).kind, unit(2).kind),
        ("Đồng Mỏ", UnitKind::Township, UnitKind::Commune, UnitKind::Province)
    );
    assert_eq!((unit(0).period.from, unit(0).period.to), (None, parse_day("2025-07-01").ok()));
    assert_eq!(unit(0).parent_code.as_ref().map(ToString::to_string).as_deref(), Some("187"));
    assert_eq!(unit(0).quality, Quality::Imported);
    assert_eq!(batch.records[1].place.feature, Some(2));
    assert_eq!(batch.records[1].place.id.as_deref(), Some("06463"));
    // The clockwise square with a repeated vertex and the one with heights are the same.
    assert_eq!(unit(0).boundary.coords_count(), 5);
    assert!(unit(0).boundary.0[0].exterior().is_ccw() && unit(1).boundary.0[0].exterior().is_ccw());
    assert!(unit(2).boundary.0[0].interiors()[0].is_cw());
}

#[test]
fn every_problem_of_a_file_is_told_at_its_place_and_the_good_records_are_read() {
    let batch = units(&fixture("units_bad.geojson"), |_| {});
    let expected = [
        (2, "shape/self-intersection", "geometry"),
        (2, "shape/invalid", "geometry"),
        (3, "value/missing", "code"),
        (3, "value/date-ambiguous", "valid_from"),
        (4, "shape/type", "geometry"),
        (5, "value/word", "kind"),
        (5, "shape/missing", "geometry"),
        (6, "record/duplicate", ""),
        (7, "code/leading-zero", "code"),
        (7, "value/period", "valid_to"),
        (8, "crs/out-of-range", "geometry"),
        (8, "code/level", "code"),
        (8, "code/level", "parent_code"),
        (9, "shape/self-intersection", "geometry"),
        (9, "shape/repaired", "geometry"),
    ];
    assert_eq!(told(&batch.issues), expected);
    let read: Vec<&str> = batch.records.iter().map(|record| record.value.name.as_str()).collect();
    assert_eq!((batch.read, read), (9, vec!["Good", "A loop of a metre"]));
    let of = |code: &str| batch.issues.iter().find(|issue| issue.code == code).unwrap();
    assert!(of("record/duplicate").found.contains("first in record 1"));
    assert!(of("value/date-ambiguous").found.contains("2025-07-01"));
    assert!(of("shape/self-intersection").found.contains("106.5"), "{:?}", of("shape/self-intersection"));
}

#[test]
fn coordinates_in_metres_need_a_reference_system() {
    let path = fixture("units_vn2000_without_crs.geojson");
    let batch = units(&path, |_| {});
    assert_eq!(told(&batch.issues), [(1, "crs/out-of-range", "geometry")]);
    assert!(batch.issues[0].hint.contains("EPSG:9215"));
    let batch = units(&path, |options| options.crs = Some("EPSG:9215"));
    assert!(!batch.has_errors(), "{:?}", batch.issues);
    assert_eq!(told(&batch.issues), [(0, "crs/replaced", "")]);
    let corner = batch.records[0].value.boundary.coords_iter().next().unwrap();
    assert!((corner.x - 106.70).abs() < 0.02 && (corner.y - 21.89).abs() < 0.02, "{corner:?}");
}

#[test]
fn a_reference_system_that_a_geojson_names_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("units.geojson");
    let text = fs::read_to_string(fixture("units_vn2000_without_crs.geojson")).unwrap();
    let crs = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9215"}},"#;
    fs::write(&path, text.replace(r#"{"type":"FeatureCollection","#, crs)).unwrap();
    let named = units(&path, |_| {});
    let given = units(&fixture("units_vn2000_without_crs.geojson"), |options| options.crs = Some("EPSG:9215"));
    assert!(!named.has_errors(), "{:?}", named.issues);
    assert_eq!(named.records[0].value.boundary, given.records[0].value.boundary);
}

#[test]
fn options_fill_what_is_empty_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("units.geojson");
    let feature = |code: &str, more: &str| {
        let ring = "[[106.5,21.6],[106.6,21.6],[106.6,21.7],[106.5,21.6]]";
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"X"{more}}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let features = [feature("00001", ""), feature("00002", r#","valid_from":"2020-01-01""#), feature("00003", "")];
    fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).unwrap();
    let batch = units(&path, |options| {
        options.level = Some(Level::Commune);
        options.valid_from = parse_day("2024-12-01").ok();
        options.valid_to = parse_day("2025-07-01").ok();
        options.quality = Quality::Official;
    });
    assert_eq!(told(&batch.issues), [(1, "kind/assumed", "kind")]);
    assert!(batch.issues[0].found.contains("3 records"), "{:?}", batch.issues);
    let unit = |at: usize| &batch.records[at].value;
    assert_eq!((unit(0).period.from, unit(1).period.from), (parse_day("2024-12-01").ok(), parse_day("2020-01-01").ok()));
    assert_eq!((unit(0).kind, unit(0).quality, unit(0).period.to), (UnitKind::Commune, Quality::Official, parse_day("2025-07-01").ok()));
    let without = units(&path, |_| {});
    assert_eq!(told(&without.issues)[0], (1, "value/missing", "kind"));
}

#[test]
fn units_of_another_level_are_refused() {
    let batch = units(&fixture("units.geojson"), |options| options.level = Some(Level::Commune));
    assert_eq!(
        told(&batch.issues),
        [(1, "shape/duplicate-vertices", "geometry"), (2, "shape/heights", "geometry"), (3, "kind/level", "kind")]
    );
    assert_eq!(batch.records.len(), 2);
}

#[test]
fn codes_in_a_numeric_column_are_read_where_no_zero_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("units.geojson");
    let ring = "[[106.5,21.6],[106.6,21.6],[106.6,21.7],[106.5,21.6]]";
    let feature = |code: u32| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":{code},"name":"X","kind":"commune"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#, feature(12345), feature(6463), feature(178)))
        .unwrap();
    let batch = units(&path, |_| {});
    assert_eq!(told(&batch.issues), [(2, "code/leading-zero", "code"), (3, "code/level", "code")]);
    assert_eq!(batch.records[0].value.code.as_str(), "12345");
}

#[test]
fn progress_is_told_up_to_the_last_record() {
    let mut seen = Vec::new();
    let options = options(|_| {});
    read_units(&fixture("units.geojson"), &options, &mut |progress| seen.push(progress)).unwrap();
    assert_eq!(seen.last(), Some(&Progress { read: 3, of: Some(3) }));
}
