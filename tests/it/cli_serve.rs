//! The server and the command line on one store.

use crate::program::Program;
use crate::world::{self, province};

#[test]
fn the_server_follows_imports_by_other_processes_without_a_failed_request() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let server = program.serve();
    let percent = || {
        let answer = server.json("/api/coverage?unit=20&at=2024-01-01");
        (answer["revision"].as_u64().unwrap(), answer["tiers"]["zoning"]["percent"].as_f64().unwrap())
    };
    let (before, none) = percent();
    assert!(none.abs() < 1e-12);
    let plans = program.file("plans.geojson", &world::plans(&[("P1", "zoning", "2023-01-01", [106.0, 21.0, 106.05, 21.1])]));
    program.run(&["import", "plans", &plans]).code(0);
    let imported = std::time::Instant::now();
    let after = loop {
        let (revision, percent) = percent();
        if revision > before {
            break percent;
        }
        assert!(imported.elapsed().as_secs() < 20, "the server did not follow the import");
    };
    assert!((after - 12.5).abs() < 1e-4, "{after}");
    let printed = program.coverage("20", "2024-01-01");
    let answered = server.json("/api/coverage?unit=20&at=2024-01-01");
    assert_eq!(printed, answered, "the command line and the API tell different things");
}

#[test]
fn a_store_that_does_not_exist_is_filled_with_the_default_and_says_what_is_made_up() {
    let program = Program::new();
    let server = program.serve();
    let answer = server.json("/api/coverage?unit=20&at=2024-06-30");
    assert_eq!(answer["children"].as_array().unwrap().len(), 11);
    let codes: Vec<&str> = answer["notices"].as_array().unwrap().iter().map(|notice| notice["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"schematic_boundaries") && codes.contains(&"illustrative_plans"), "{codes:?}");
    let (status, page) = server.get("/");
    assert!(status == 200 && page.contains("<html"), "{page}");
    assert!(!server.address().is_empty());
}

#[test]
fn the_documented_seed_has_no_illustrative_plan() {
    let program = Program::new();
    program.run(&["seed", "--documented"]).code(0);
    let answer = program.coverage("20", "2024-06-30");
    let codes: Vec<&str> = answer["notices"].as_array().unwrap().iter().map(|notice| notice["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"schematic_boundaries") && !codes.contains(&"illustrative_plans"), "{codes:?}");
    let again = program.run(&["seed"]).code(2);
    assert!(again.stderr.contains("has data already"), "{}", again.stderr);
}

#[test]
fn every_vintage_of_the_default_has_its_communes_and_every_colour_occurs() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let communes = |at: &str| -> usize {
        let answer = program.coverage("20", at);
        let below =
            |child: &serde_json::Value| program.coverage(child["unit"]["code"].as_str().unwrap(), at)["children"].as_array().unwrap().len();
        let children = answer["children"].as_array().unwrap();
        if children[0]["unit"]["level"] == "commune" { children.len() } else { children.iter().map(below).sum() }
    };
    assert_eq!([communes("2019-12-31"), communes("2025-07-01")], [226, 65]);
    let answer = program.coverage("20", "2025-12-31");
    for tier in ["general", "zoning", "detailed"] {
        let mut seen: Vec<&str> =
            answer["children"].as_array().unwrap().iter().map(|child| child["tiers"][tier]["status"].as_str().unwrap()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, ["full", "none", "partial", "preparing"], "{tier}");
    }
}

#[test]
fn a_backup_is_a_store_of_its_own() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let copy = program.path("copy.gpkg").to_string_lossy().into_owned();
    program.run(&["backup", &copy]).code(0);
    program.run(&["backup", &copy]).code(2);
    let other = program.path("other.gpkg").to_string_lossy().into_owned();
    program.run(&["restore", &copy, "--store", &other]).code(0);
    let restored = program.run(&["coverage", "--unit", "20", "--at", "2024-01-01", "--format", "json", "--store", &other]).code(0);
    assert_eq!(restored.json(), program.coverage("20", "2024-01-01"));
}
