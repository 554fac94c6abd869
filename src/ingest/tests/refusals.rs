//! Files that are not read at all, limits, and the network that is never asked.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;

use super::*;

#[test]
fn only_regular_files_of_this_machine_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["/vsicurl/http://example.org/a.geojson", "http://example.org/a.geojson", "/vsistdin/", "/dev/null", "no/such.geojson", ""]
    {
        let message = refused(Path::new(path), |_| {});
        assert!(message.contains("hint:"), "{path}: {message}");
    }
    assert!(refused(folder.path(), |_| {}).contains("not a regular file"));
}

#[test]
fn formats_that_are_not_read_are_named_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    for (name, way_out) in
        [("a.dbf", ".shp"), ("a.xls", ".xlsx"), ("a.dwg", "DXF"), ("a", "GeoPackage"), ("a.rar", "unpack"), ("a.vrt", "other files")]
    {
        let path = folder.path().join(name);
        fs::write(&path, "x").unwrap();
        let message = refused(&path, |_| {});
        assert!(message.contains("allowed: .shp") && message.contains(way_out), "{message}");
    }
}

#[test]
fn files_that_are_not_what_their_name_says_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "a.geojson",
        "a.gpkg",
        "a.shp",
        "a.zip",
        "a.geojsonl",
        "a.tab",
        "a.mif",
        "a.kml",
        "a.kmz",
        "a.gml",
        "a.fgb",
        "a.dxf",
        "a.dgn",
        "a.xlsx",
    ] {
        let path = folder.path().join(name);
        fs::write(&path, "not at all").unwrap();
        let message = refused(&path, |_| {});
        assert!(message.contains("cannot read") && message.contains("hint:"), "{message}");
    }
    let path = folder.path().join("cut.geojson");
    let whole = fs::read_to_string(fixture("units.geojson")).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(refused(&path, |_| {}).contains("cannot read"));
}

#[test]
fn limits_hold() {
    let path = fixture("units.geojson");
    let with = |limits: Limits| {
        let options = Options { limits: &limits, ..options(|_| {}) };
        read_units(&path, &options, &mut |_| {}).unwrap_err().to_string()
    };
    let default = Limits::default;
    assert!(with(Limits { file_bytes: 100, ..default() }).contains("bytes, allowed: 100"));
    assert!(with(Limits { features: 2, ..default() }).contains("3 records, allowed: 2"));
    assert!(with(Limits { file_vertices: 5, ..default() }).contains("vertices, allowed: 5"));
}

#[test]
fn issues_beyond_their_limit_are_counted() {
    let limits = Limits { issues: 3, ..Limits::default() };
    let options = Options { limits: &limits, ..options(|_| {}) };
    let batch = read_units(&fixture("units_bad.geojson"), &options, &mut |_| {}).unwrap();
    let last = batch.issues.last().unwrap();
    assert_eq!((batch.issues.len(), last.code), (5, "file/more-issues"), "{:?}", batch.issues);
    assert!(last.found.contains("11 more issues"), "{:?}", batch.issues);
}

#[test]
fn a_file_without_the_columns_it_needs_is_told_so_once() {
    let batch = units(&fixture("events.csv"), |_| {});
    let codes: Vec<&str> = told(&batch.issues).iter().map(|(_, code, _)| *code).collect();
    assert_eq!(codes, ["column/missing", "column/missing"]);
    assert!(batch.records.is_empty());
}

#[test]
fn an_unknown_reference_system_is_refused() {
    let message = refused(&fixture("units.geojson"), |options| options.crs = Some("VN2000"));
    assert!(message.contains("`VN2000`") && message.contains("EPSG:9215"), "{message}");
}

#[test]
fn a_file_that_names_an_address_makes_no_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.geojson");
    let link = format!(r#"{{"type":"FeatureCollection","crs":{{"type":"link","properties":{{"href":"http://{address}/crs"}}}},"#);
    let text = fs::read_to_string(fixture("units.geojson")).unwrap();
    fs::write(&path, text.replace(r#"{"type":"FeatureCollection","#, &link)).unwrap();
    let batch = units(&path, |_| {});
    assert_eq!(listener.accept().map(|_| ()).map_err(|error| error.kind()), Err(ErrorKind::WouldBlock));
    assert!(batch.issues.iter().any(|issue| issue.code == "file/broken"), "{:?}", batch.issues);
}

#[test]
fn an_empty_file_of_records_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, "id,name,kind\n\n , ,\n").unwrap();
    let batch = read_plans(&path, &options(|_| {}), &mut |_| {}).unwrap();
    assert_eq!(told(&batch.issues), [(0, "file/empty", "")]);
    fs::write(&path, "").unwrap();
    assert!(read_plans(&path, &options(|_| {}), &mut |_| {}).is_err());
}
