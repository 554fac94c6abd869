//! `plancover check` as users run it: exit codes, formats, and the same table as an import's.

use plancover::domain::Quality;
use plancover::store::{Actor, Change, ChangeSet, Store};

use crate::dataset::{code, rectangle};
use crate::program::{Program, real_data};
use crate::world::{self, province, unit};

/// Writes what no import would write, as another program could.
fn write(program: &Program, changes: Vec<Change>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&program.store()).await.unwrap();
        let at = "2024-06-30T00:00:00Z".parse().unwrap();
        let based_on = store.revision().await.unwrap();
        let set = ChangeSet { actor: Actor::new("test").unwrap(), summary: "flaws".into(), at, based_on, changes };
        store.apply(&set, &mut |_| {}).await.unwrap();
        store.close().await;
    });
}

#[test]
fn a_clean_store_has_no_issues_and_exits_with_0() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let run = program.run(&["check", "--at", "2024-06-30"]).code(0);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("checked 7 units, 0 areas, 0 plans on 2024-06-30 (revision 1): 0 errors, 0 warnings, 0 notes"),
        "{}",
        run.stderr
    );
}

#[test]
fn warnings_alone_exit_with_0() {
    let program = Program::new();
    // The province is left out, so the districts' parent is missing.
    let units = program.file("units.geojson", &world::units(&province()[1..], "", ""));
    program.run(&["import", "units", &units]).code(0);
    let run = program.run(&["check"]).code(0);
    for part in ["severity", "hierarchy/parent-missing", "`20` is no unit (2 units name it)", "import the level above too"] {
        assert!(run.stdout.contains(part), "`{part}` is not told:\n{}", run.stdout);
    }
}

#[test]
fn a_store_with_errors_exits_with_1_and_tells_them_in_every_format() {
    let program = Program::new();
    let mut units = province();
    units.push(unit("00005", "Năm", "Xã", "180", [106.35, 21.0, 106.45, 21.1]));
    let file = program.file("units.geojson", &world::units(&units, "", ""));
    program.run(&["import", "units", &file]).code(0);
    let bow_tie = geo::LineString::from(vec![(107.0, 21.0), (107.1, 21.1), (107.0, 21.1), (107.1, 21.0), (107.0, 21.0)]);
    let crossed = plancover::domain::UnitVersion {
        code: code("00006"),
        name: "Sáu".into(),
        kind: plancover::domain::UnitKind::Commune,
        parent_code: None,
        period: plancover::domain::Period::default(),
        boundary: geo::MultiPolygon(vec![geo::Polygon::new(bow_tie, Vec::new())]),
        quality: Quality::Imported,
        source: None,
    };
    let twice = plancover::domain::UnitVersion {
        code: code("00004"),
        boundary: rectangle(106.3, 21.0, 106.4, 21.1),
        period: plancover::domain::Period { from: Some(crate::dataset::day("2020-01-01")), to: None },
        ..crossed.clone()
    };
    write(&program, vec![Change::PutUnit(crossed), Change::PutUnit(twice)]);
    let table = program.run(&["check", "--at", "2024-06-30"]).code(1);
    let first = table.stdout.lines().nth(1).unwrap();
    assert!(first.starts_with("error "), "errors come first: {first}");
    for part in [
        "shape/invalid",
        "00006",
        "107.050000 21.050000",
        "unit/twice",
        "00004@2020-01-01",
        "neighbour/overlap",
        "hierarchy/outside-parent",
    ] {
        assert!(table.stdout.contains(part), "`{part}` is not told:\n{}", table.stdout);
    }
    let json = program.run(&["check", "--at", "2024-06-30", "--format", "json"]).code(1).json();
    assert_eq!((&json["as_of"], &json["revision"]), (&serde_json::json!("2024-06-30"), &serde_json::json!(2)));
    let issues = json["issues"].as_array().unwrap();
    let errors = issues.iter().filter(|issue| issue["severity"] == "error").count();
    assert!(errors > 0 && json["counts"]["errors"] == errors, "{}", json["counts"]);
    assert_eq!(issues[0]["file"], "units");
    let csv = program.run(&["check", "--at", "2024-06-30", "--format", "csv"]).code(1);
    assert!(csv.stdout.starts_with("code,severity,file,feature,id,field,found,hint,layer,cell,lon,lat\n"), "{}", csv.stdout);
    assert_eq!(csv::Reader::from_reader(csv.stdout.as_bytes()).records().count(), issues.len());
}

#[test]
fn a_store_that_is_not_there_is_a_failure_of_another_kind() {
    Program::new().run(&["check"]).code(2);
}

#[test]
fn the_embedded_default_has_no_errors() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    program.run(&["check", "--at", "2024-06-30"]).code(0);
}

/// What the notes beside the real boundaries tell of them is what is found, and nothing more.
#[test]
fn the_known_flaws_of_real_boundaries_are_found() {
    let Some(data) = real_data() else { return };
    let program = Program::new();
    let file = |name: &str| data.join(name).to_string_lossy().into_owned();
    program.run(&["import", "units", &file("langson_province_source_vn2000_mislabelled.geojson")]).code(0);
    program.run(&["import", "units", &file("langson_communes_2025.geojson")]).code(0);
    let run = program.run(&["check", "--at", "2026-01-01", "--format", "json"]).code(0);
    let issues = run.json()["issues"].as_array().unwrap().clone();
    let found: Vec<&str> =
        issues.iter().filter(|issue| issue["code"] == "neighbour/overlap-small").map(|issue| issue["found"].as_str().unwrap()).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    // 9 545 m² on the plane of TM-3 (scale 0.9999) are 9 547 m² on the ellipsoid.
    for part in
        ["Xã Khuất Xá (06565) shares 9547 m² with Xã Lợi Bác (06601)", "shares 195 m² with Xã Thiện Thuật", "shares 182 m² with Xã Vũ Lăng"]
    {
        assert!(found.iter().any(|found| found.contains(part)), "`{part}`: {found:?}");
    }
    let others: Vec<&str> =
        issues.iter().map(|issue| issue["code"].as_str().unwrap()).filter(|code| *code != "neighbour/overlap-small").collect();
    // The province lies 220 m off, so communes along the border reach outside it.
    assert!(others.contains(&"hierarchy/outside-parent") && others.contains(&"neighbour/slivers"), "{others:?}");
    assert!(!others.contains(&"neighbour/gap") && !others.contains(&"shape/invalid"), "{others:?}");
}
