//! Reference systems that are missing, wrong or lost: proposed with evidence, never guessed.

use geo::Point;
use plancover::lookup::vn2000::{PlaneCrs, wgs84_to_vn2000};

use crate::program::Program;
use crate::world::{self, province};

/// A commune with a winding border of many vertices, each brought to the file's coordinates.
fn winding(code: &str, west: f64, south: f64, to_file: impl Fn(Point) -> (f64, f64)) -> String {
    let border = (0..240).map(|step| {
        let angle = f64::from(step) * std::f64::consts::TAU / 240.0;
        let radius = 0.04 + 0.004 * (9.0 * angle).sin() + 0.002 * (23.0 * angle).cos();
        Point::new(west + radius * angle.cos(), south + radius * angle.sin())
    });
    let mut ring: Vec<(f64, f64)> = border.map(to_file).collect();
    ring.push(ring[0]);
    let ring: Vec<String> = ring.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"{code}","name":"Một","type":"Xã"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
        ring.join(",")
    )
}

fn as_it_is(at: Point) -> (f64, f64) {
    (at.x(), at.y())
}

fn area(program: &Program) -> f64 {
    program.coverage("00001", "2026-01-01")["area_km2"].as_f64().unwrap()
}

#[test]
fn metres_without_a_system_are_refused_with_the_ranked_list_and_the_command_to_repeat() {
    let program = Program::new();
    let known = program.file("known.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &known]).code(0);
    let before = area(&program);
    let plane: PlaneCrs = "EPSG:9214".parse().unwrap();
    for (name, x_y, crs) in [
        ("straight", Box::new(|at| plane.from_wgs84(at)) as Box<dyn Fn(Point) -> (f64, f64)>, "EPSG:9214"),
        ("swapped", Box::new(|at| (plane.from_wgs84(at).1, plane.from_wgs84(at).0)), "EPSG:9214,swapped"),
        ("mm", Box::new(|at| (1000.0 * plane.from_wgs84(at).0, 1000.0 * plane.from_wgs84(at).1)), "EPSG:9214,mm"),
    ] {
        let file = program.file(&format!("{name}.geojson"), &winding("00001", 106.05, 21.05, x_y));
        let run = program.run(&["import", "units", &file, "--report", "json"]).code(1);
        let issues = run.json()["issues"].as_array().unwrap().clone();
        let proposals: Vec<&str> =
            issues.iter().filter(|issue| issue["code"] == "crs/proposal").map(|issue| issue["found"].as_str().unwrap()).collect();
        assert!(proposals[0].starts_with(&format!("{crs} (VN-2000 / TM-3 107°00′")), "{name}: {proposals:?}");
        assert!(proposals[0].contains("100 % of the places looked at lie in units already loaded"), "{name}: {proposals:?}");
        assert!(run.stderr.contains(&format!("{name}.geojson --report json --no-progress --crs {crs}")), "{}", run.stderr);
        assert!((area(&program) - before).abs() < 1e-9, "a proposal alone writes nothing");
        let run = program.run(&["import", "units", &file, "--yes", "--dry-run"]).code(0);
        assert!(run.stdout.contains("crs/accepted") && run.stderr.contains("would be: 0 new, 1 changed"), "{}{}", run.stdout, run.stderr);
    }
    let file = program.file("degrees.geojson", &winding("00001", 106.05, 21.05, |at| (at.y(), at.x())));
    let run = program.run(&["import", "units", &file]).code(1);
    assert!(run.stdout.contains("EPSG:4326,swapped") && run.stdout.contains("EPSG:4756,swapped"), "{}", run.stdout);
    program.run(&["import", "units", &file, "--yes"]).code(1);
    program.run(&["import", "units", &file, "--crs", "EPSG:4326,swapped"]).code(0);
    assert!(area(&program) < before * 0.6);
}

#[test]
fn in_an_empty_store_zones_speak_and_two_that_fit_are_both_listed() {
    let program = Program::new();
    let plane: PlaneCrs = "EPSG:9214".parse().unwrap();
    let file = program.file("metres.geojson", &winding("00001", 106.05, 21.05, |at| plane.from_wgs84(at)));
    let run = program.run(&["import", "units", &file]).code(1);
    for part in ["EPSG:9214 (VN-2000 / TM-3 107°00′", "EPSG:9209 (VN-2000 / TM-3 105°30′"] {
        assert!(run.stdout.contains(part), "`{part}` is not listed:\n{}", run.stdout);
    }
    // Which of them it is cannot be known, so it is not taken either.
    program.run(&["import", "units", &file, "--yes"]).code(1);
}

#[test]
fn a_lost_datum_is_noticed_by_the_boundaries_already_loaded() {
    let program = Program::new();
    let right = program.file("right.geojson", &winding("00001", 106.05, 21.05, as_it_is));
    program.run(&["import", "units", &right]).code(0);
    let lost = program.file("lost.geojson", &winding("00001", 106.05, 21.05, |at| as_it_is(wgs84_to_vn2000(at))));
    let run = program.run(&["import", "units", &lost]).code(1);
    for part in ["crs/shifted", "moved by +19", " m east and -1", "VN-2000 taken for WGS 84", "--crs EPSG:4756"] {
        assert!(run.stdout.contains(part), "`{part}` is not told:\n{}", run.stdout);
    }
    let run = program.run(&["import", "units", &lost, "--crs", "EPSG:4326", "--dry-run"]).code(0);
    assert!(run.stdout.contains("crs/shift-told"), "{}", run.stdout);
    let run = program.run(&["import", "units", &lost, "--yes", "--dry-run"]).code(0);
    assert!(run.stdout.contains("crs/accepted") && !run.stdout.contains("crs/shift-told"), "{}", run.stdout);
    // Another survey of the same border, 60 m off on one side and 60 m on the other, is none.
    let other = |at: Point| (at.x() + 0.0006 * (at.y() * 4000.0).sin(), at.y() + 0.0005 * (at.x() * 3000.0).cos());
    let honest = program.file("honest.geojson", &winding("00001", 106.05, 21.05, other));
    let run = program.run(&["import", "units", &honest, "--dry-run"]).code(0);
    assert!(!run.stdout.contains("crs/"), "{}", run.stdout);
}

#[test]
fn the_report_goes_to_stdout_or_to_new_files_and_nothing_is_overwritten() {
    let program = Program::new();
    let bow_tie = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"00001","name":"Một","type":"Xã"},"geometry":{"type":"Polygon","coordinates":[[[106.1,21.1],[106.3,21.3],[106.1,21.3],[106.3,21.1],[106.1,21.1]]]}}]}"#;
    let file = program.file("bow_tie.geojson", bow_tie);
    let reports = ["faults.gpkg", "faults.csv", "faults.json"];
    let args: Vec<&str> = ["import", "units", &file].into_iter().chain(reports.iter().flat_map(|name| ["--report", *name])).collect();
    program.run(&args).code(1);
    let csv = std::fs::read_to_string(program.path("faults.csv")).unwrap();
    assert!(csv.contains("shape/self-intersection") && csv.contains("106.2000000,21.2000000"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(program.path("faults.json")).unwrap()).unwrap();
    assert_eq!((&json["refused"], &json["counts"]["errors"]), (&serde_json::json!(true), &serde_json::json!(1)));
    let again = program.run(&args).code(2);
    assert!(again.stderr.contains("faults.gpkg` exists already"), "{}", again.stderr);
    let Ok(shown) = std::process::Command::new("ogrinfo").args(["-ro", "-al"]).arg(program.path("faults.gpkg")).output() else {
        println!("skipped: `ogrinfo` is not installed");
        return;
    };
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    for part in ["Layer name: issues", "Geometry: Point", "shape/self-intersection", "POINT (106.2 21.2"] {
        assert!(shown.contains(part), "`{part}` is not shown:\n{shown}");
    }
}

#[test]
fn what_would_change_is_said_by_name_and_borders_can_be_brought_together() {
    let program = Program::new();
    let square = |code: &str, west: f64, east: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"Xã {code}","type":"Xã"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},21.0],[{east},21.0],[{east},21.1],[{west},21.1],[{west},21.0]]]}}}}"#
        )
    };
    // Two squares that overlap by 0.000004°, some 0.4 m over 11 km.
    let both =
        format!(r#"{{"type":"FeatureCollection","features":[{},{}]}}"#, square("00001", 106.0, 106.1), square("00002", 106.099_996, 106.2));
    let file = program.file("both.geojson", &both);
    let run = program.run(&["import", "units", &file, "--dry-run"]).code(0);
    assert!(run.stdout.contains("neighbour/overlap-small"), "{}", run.stdout);
    assert!(run.stderr.contains("compared with the store: 2 new") && run.stderr.contains("new: Xã 00001 (00001)"), "{}", run.stderr);
    let run = program.run(&["import", "units", &file, "--snap", "0.5", "--report", "json"]).code(0);
    let json = run.json();
    let codes: Vec<&str> = json["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"neighbour/snapped") && !codes.contains(&"neighbour/overlap-small"), "{codes:?}");
    assert_eq!(json["changes"]["new"].as_array().unwrap().len(), 2);
    program.run(&["import", "units", &file, "--snap", "500"]).code(2);
}
