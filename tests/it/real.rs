//! The main job on real boundaries, where they are at hand; they are never part of the repository.

use crate::program::{Program, real_data};

/// Imports every vintage of the first province.
fn imported() -> Option<Program> {
    let data = real_data()?;
    let program = Program::new();
    let file = |name: &str| data.join(name).to_string_lossy().into_owned();
    program.run(&["import", "units", &file("langson_province_2024.geojson"), &file("langson_province.geojson")]).code(0);
    program.run(&["import", "units", &file("langson_districts_2024.geojson")]).code(0);
    for vintage in ["2025", "2019", "2024", "2020"] {
        program.run(&["import", "units", &file(&format!("langson_communes_{vintage}.geojson"))]).code(0);
    }
    Some(program)
}

#[test]
fn the_four_vintages_have_their_units_and_areas() {
    let Some(program) = imported() else { return };
    let children = |unit: &str, at: &str| program.coverage(unit, at)["children"].as_array().unwrap().clone();
    let communes = |at: &str| -> usize {
        let top = children("20", at);
        let districts = top.iter().filter(|child| child["unit"]["level"] == "district");
        let in_districts: usize = districts.map(|child| children(child["unit"]["code"].as_str().unwrap(), at).len()).sum();
        in_districts + top.iter().filter(|child| child["unit"]["level"] == "commune").count()
    };
    assert_eq!(["2019-12-31", "2024-06-30", "2025-01-01", "2025-07-01"].map(communes), [226, 200, 194, 65]);
    let districts = |at: &str| children("20", at).iter().filter(|child| child["unit"]["level"] == "district").count();
    assert_eq!((districts("2025-06-30"), districts("2025-07-01")), (11, 0));
    let area = program.coverage("20", "2024-06-30")["area_km2"].as_f64().unwrap();
    assert!((area - 8333.67).abs() < 0.01, "{area}");
}

#[test]
fn a_plan_of_2022_keeps_its_land_through_two_reorganisations() {
    let Some(program) = imported() else { return };
    // Xã Đồng Giáp (06295) was merged into Khánh Khê on 2024-12-01.
    let plans =
        program.file("plans.csv", "id,name,kind,units,approved_on\nP1,Quy hoạch chung xã Đồng Giáp,commune_general,06295,2022-03-01\n");
    program.run(&["import", "plans", &plans]).code(0);
    let covered = |at: &str| program.coverage("20", at)["tiers"]["general"]["covered_km2"].as_f64().unwrap();
    let own = program.coverage("06295", "2022-03-01");
    let area = own["area_km2"].as_f64().unwrap();
    assert!((own["tiers"]["general"]["percent"].as_f64().unwrap() - 100.0).abs() < 1e-9);
    assert!((covered("2024-06-30") / area - 1.0).abs() < 1e-6);
    assert!((covered("2024-12-01") / area - 1.0).abs() < 1e-6, "{} {area}", covered("2024-12-01"));
    // The layers of 2024 and 2025 differ by tens of metres, so a little of the land may lie outside the newer province.
    assert!((covered("2025-07-01") / area - 1.0).abs() < 0.01, "{} {area}", covered("2025-07-01"));
}

#[test]
fn every_file_loads_with_one_command_and_the_mislabelled_province_is_caught() {
    let Some(data) = real_data() else { return };
    let program = Program::new();
    let file = |name: &str| data.join(name).to_string_lossy().into_owned();
    for name in [
        "langson_province_2024",
        "langson_province",
        "langson_districts_gischinhphu",
        "langson_districts_2024",
        "langson_communes_2019",
        "langson_communes_2020",
        "langson_communes_2024",
        "langson_communes_2025",
    ] {
        let run = program.run(&["import", "units", &file(&format!("{name}.geojson"))]).code(0);
        // Vintages and surveys differ by tens of metres; none of them has lost its datum.
        assert!(!run.stdout.contains("crs/"), "{name}:\n{}", run.stdout);
    }
    let wrong = file("langson_province_source_vn2000_mislabelled.geojson");
    let run = program.run(&["import", "units", &wrong]).code(1);
    assert!(run.stdout.contains("crs/shifted") && run.stderr.contains("--crs EPSG:4756"), "{}{}", run.stdout, run.stderr);
    let run = program.run(&["import", "units", &wrong, "--yes", "--dry-run"]).code(0);
    assert!(run.stdout.contains("crs/accepted") && !run.stdout.contains("crs/shift-told"), "{}", run.stdout);
    for (vintage, valid_from) in [("2024", "2024-12-01"), ("2025", "2025-07-01")] {
        for encoding in ["utf8", "tcvn3"] {
            let zip = file(&format!("langson_communes_{vintage}_vn2000_{encoding}.zip"));
            let run = program.run(&["import", "units", &zip, "--valid-from", valid_from, "--dry-run"]).code(0);
            let detected = run.stdout.contains("text/detected") && run.stdout.contains("read as tcvn3: score 1.00");
            assert_eq!(detected, encoding == "tcvn3", "{zip}:\n{}", run.stdout);
            assert!(run.stdout.contains("read with the built-in profile `maxa`, recognised by MAXA, TENXA"), "{zip}:\n{}", run.stdout);
            assert!(!run.stdout.contains("crs/"), "{zip}:\n{}", run.stdout);
        }
    }
}
