//! Whole layers as files: GDAL reads from each what `/ogc` shows.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use plancover::app::{FeatureFormat, FeaturesOutcome, LayerOnDay, Map, View};
use plancover::config::Settings;
use plancover::config::layers::layers;
use plancover::coverage::Thresholds;
use plancover::domain::{Land, UnitKind, UnitVersion};
use plancover::snapshot::Records;
use serde_json::{Value, json};

use crate::dataset::{TODAY, ask, day, json as get, records, site, unit};
use crate::ogc_formats::{read_by_gdal, same};
use crate::program::Program;

async fn written(records: Records, layer: &str, format: FeatureFormat) -> (Vec<u8>, FeaturesOutcome) {
    let map = Map::new(Arc::new(View::build(records, Thresholds::default(), None)), layers().unwrap().into(), None);
    let found = map.declared().iter().find(|declared| declared.id == layer).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    let asked = LayerOnDay { map: &map, layer: found, day: day(TODAY), made_on: day("2026-11-28") };
    let outcome = asked.write(format, file.path(), &mut |_| {}).await.unwrap();
    (std::fs::read(file.path()).unwrap(), outcome)
}

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_each_file_as_ogc_shows_the_layer() {
    use FeatureFormat::{FlatGeobuf, GeoJson, GeoJsonLines, GeoPackage};
    for layer in ["communes", "plans", "areas"] {
        let expected = get(&format!("/ogc/collections/{layer}/items")).await;
        for format in [GeoPackage, FlatGeobuf, GeoJson, GeoJsonLines] {
            let (bytes, outcome) = written(records(7), layer, format).await;
            assert_eq!(outcome.features, expected["features"].as_array().unwrap().len());
            let Some(found) = read_by_gdal(&format!("file.{}", format.ending()), &bytes, &[]) else { return };
            same(&expected, &found, &format!("{layer} {format:?}"));
        }
    }
}

/// Names of fields are short, and days and flags have types of their own.
#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_a_shapefile_with_short_names() {
    let mut records = records(7);
    let hole =
        geo::wkt! { POLYGON((106. 21.,106.1 21.,106.1 21.1,106. 21.1,106. 21.),(106.02 21.02,106.02 21.04,106.04 21.04,106.02 21.02)) };
    let island = geo::wkt! { POLYGON((105. 21.,105.1 21.,105.1 21.1,105. 21.)) };
    records.areas[1].boundary = Some(Land::new(vec![hole, island]));
    records.areas[0].name = "Đ".repeat(200);
    let (bytes, outcome) = written(records, "areas", FeatureFormat::Shapefile).await;
    assert_eq!(outcome.cut_off, 1);
    let Some(found) = read_by_gdal("areas.shp.zip", &bytes, &[]) else { return };
    let features = found["features"].as_array().unwrap();
    assert_eq!(features[0]["properties"]["name"], json!("Đ".repeat(127)));
    assert_eq!((&features[1]["properties"]["name"], &features[1]["properties"]["class"]), (&json!("Khu công nghiệp"), &json!("V")));
    let polygons = features[1]["geometry"]["coordinates"].as_array().unwrap();
    let rings: Vec<usize> = polygons.iter().map(|polygon| polygon.as_array().unwrap().len()).collect();
    assert_eq!((&features[1]["geometry"]["type"], rings), (&json!("MultiPolygon"), vec![2, 1]), "an island, and land with a hole");

    let (bytes, _) = written(self::records(7), "plans", FeatureFormat::Shapefile).await;
    let found = read_by_gdal("plans.shp.zip", &bytes, &[]).unwrap();
    let plan = &found["features"][0]["properties"];
    let expected = json!({
        "id": "QHC-1", "name": "Quy hoạch chung thị trấn Đồng Mỏ", "kind": "urban_general", "tier": "general", "state": "in_force",
        "stage": "approved", "decision_n": "12/QĐ-UBND", "approved_o": plan["approved_o"], "horizon_ye": 2023, "scale": 5000,
        "territory_": "units", "quality": "imported",
    });
    assert_eq!(plan, &expected);
    assert_eq!(plan["approved_o"].as_str().unwrap().replace('/', "-"), "2022-06-01");
    let approved = read_by_gdal("plans.shp.zip", &bytes, &["-where", "approved_o IS NOT NULL"]).unwrap();
    assert_eq!(approved["features"].as_array().unwrap().len(), 4, "no day is no day");
}

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_a_workbook_with_typed_columns() {
    let (bytes, _) = written(records(7), "plans", FeatureFormat::Xlsx).await;
    let Some(found) = read_by_gdal("plans.xlsx", &bytes, &["-oo", "HEADERS=FORCE"]) else { return };
    let features = found["features"].as_array().unwrap();
    assert_eq!(features.len(), 5);
    let plan = features[0]["properties"].as_object().unwrap();
    let of =
        |name: &str| plan.iter().find(|(key, _)| key.ends_with(&format!("\n{name}"))).unwrap_or_else(|| panic!("{name} in {plan:?}")).1;
    assert_eq!(of("name"), "Quy hoạch chung thị trấn Đồng Mỏ");
    assert_eq!((of("scale"), of("horizon_year")), (&json!(5000), &json!(2023)));
    assert!(of("approved_on").as_str().unwrap().replace('/', "-").starts_with("2022-06-01"));
    assert!((of("lon").as_f64().unwrap() - 106.05).abs() < 0.05);
    assert!(plan.keys().any(|key| key.starts_with("Tên quy hoạch\nName of the plan\n")), "{:?}", plan.keys());
}

/// Texts that a format cannot hold are cut off where letters end, and that is told.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_cut_off_is_told() {
    // A letter outside the basic plane counts as two for Excel.
    let long = || {
        let mut records = records(7);
        records.areas[0].name = "𠀋".repeat(16_384);
        records.areas[1].name = "Đ".repeat(32_767);
        records
    };
    let (bytes, outcome) = written(long(), "areas", FeatureFormat::Xlsx).await;
    assert_eq!(outcome.cut_off, 1);
    if let Some(found) = read_by_gdal("areas.xlsx", &bytes, &["-oo", "HEADERS=FORCE"]) {
        let name = |place: usize| {
            let properties = found["features"][place]["properties"].as_object().unwrap();
            properties.iter().find(|(key, _)| key.ends_with("\nname")).unwrap().1.as_str().unwrap().to_owned()
        };
        assert_eq!((name(0), name(1)), ("𠀋".repeat(16_383) + "…", "Đ".repeat(32_767)));
    }
    let (bytes, outcome) = written(long(), "areas", FeatureFormat::Shapefile).await;
    assert_eq!(outcome.cut_off, 2);
    let note = |bytes: Vec<u8>| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let note = zip.by_name("areas.notes.txt").ok().map(std::io::read_to_string);
        note.map(Result::unwrap)
    };
    assert!(note(bytes).unwrap().contains("2 texts longer than 254 bytes are cut off"));
    let (bytes, outcome) = written(records(7), "areas", FeatureFormat::Shapefile).await;
    assert_eq!((outcome.cut_off, note(bytes)), (0, None));

    let site = site(long(), Settings::default(), None);
    for (format, notices) in [("xlsx", "cut_off"), ("shp", "cut_off"), ("gpkg", "")] {
        let answer = ask(&site, "GET", &format!("/ogc/collections/areas/download?f={format}"), &[]).await;
        assert_eq!(answer.header("plancover-notices"), notices, "{format}");
    }
}

/// The index finds what lies in a rectangle, and nothing is lost among many.
#[tokio::test(flavor = "multi_thread")]
async fn gdal_finds_features_by_the_index_of_a_file() {
    let square = |number: u32| {
        let (west, south) = (105.0 + f64::from(number % 40) * 0.01, 21.0 + f64::from(number / 40) * 0.01);
        let unit = unit(&format!("{:05}", number + 1), &format!("Xã {number}"), UnitKind::Commune, "", "..", (0.0, 1.0));
        UnitVersion { boundary: crate::dataset::rectangle(west, south, west + 0.008, south + 0.008), ..unit }
    };
    let many = || Records { revision: 1, units: (0..1200).map(square).collect(), ..Records::default() };
    for format in [FeatureFormat::FlatGeobuf, FeatureFormat::GeoPackage] {
        let (bytes, outcome) = written(many(), "communes", format).await;
        assert_eq!(outcome.features, 1200);
        let name = format!("many.{}", format.ending());
        let Some(all) = read_by_gdal(&name, &bytes, &[]) else { return };
        assert_eq!(all["features"].as_array().unwrap().len(), 1200);
        let near = read_by_gdal(&name, &bytes, &["-spat", "105.1", "21.1", "105.119", "21.119"]).unwrap();
        let mut names: Vec<&str> =
            near["features"].as_array().unwrap().iter().map(|one| one["properties"]["code"].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["00411", "00412", "00451", "00452"], "{format:?}");
    }
}

/// A layer without a feature is a file without a row, which programs open.
#[tokio::test(flavor = "multi_thread")]
async fn a_layer_without_features_is_a_file_without_rows() {
    for format in FeatureFormat::ALL {
        let (bytes, outcome) = written(Records::default(), "plans", format).await;
        assert_eq!(outcome.features, 0);
        if matches!(format, FeatureFormat::GeoJsonLines | FeatureFormat::Xlsx | FeatureFormat::Csv) {
            continue;
        }
        let Some(found) = read_by_gdal(&format!("none.{}", format.ending()), &bytes, &[]) else { return };
        assert_eq!(found["features"], json!([]), "{format:?}");
    }
}

/// What GDAL itself says of a GeoPackage: layer, types, index.
#[tokio::test(flavor = "multi_thread")]
async fn a_geopackage_tells_its_layer_and_its_types() {
    let (bytes, _) = written(records(7), "plans", FeatureFormat::GeoPackage).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plans.gpkg");
    std::fs::write(&file, bytes).unwrap();
    let Ok(output) = Command::new("ogrinfo").args(["-so", "-al"]).arg(&file).output() else {
        eprintln!("skipped: `ogrinfo` is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    for part in [
        "Layer name: plans",
        "Geometry: Multi Polygon",
        "Feature Count: 5",
        "approved_on: Date",
        "horizon_year: Integer",
        "name: String",
        "WGS 84",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("ERROR") && !said.contains("Warning"), "{said}");
}

#[test]
fn the_command_line_writes_a_file_once() {
    let program = Program::new();
    program.run(&["seed", "--documented"]).code(0);
    for name in ["plans.csv", "plans.geojson", "plans.gpkg", "plans.fgb", "plans.xlsx", "plans.shp.zip", "plans.geojsonl"] {
        let run = program.run(&["export", "features", "plans", name, "--at", "2026-01-01"]).code(0);
        assert!(run.stdout.is_empty() && run.stderr.contains("features of plans on 2026-01-01"), "{}", run.stderr);
        assert!(program.path(name).metadata().unwrap().len() > 100, "{name}");
    }
    let geojson: Value = serde_json::from_str(&std::fs::read_to_string(program.path("plans.geojson")).unwrap()).unwrap();
    let lines = std::fs::read_to_string(program.path("plans.geojsonl")).unwrap();
    assert_eq!(lines.lines().count(), geojson["features"].as_array().unwrap().len());
    let again = program.run(&["export", "features", "plans", "plans.csv"]).code(2);
    assert!(again.stderr.contains("exists already"), "{}", again.stderr);
    program.run(&["export", "features", "plans", "plans.csv", "--force"]).code(0);
    let wrong = program.run(&["export", "features", "plans", "plans.doc"]).code(2);
    assert!(wrong.stderr.contains("allowed: .gpkg, .fgb, .shp.zip, .xlsx, .csv, .geojson, .geojsonl"), "{}", wrong.stderr);
    let none = program.run(&["export", "features", "roads", "roads.csv"]).code(2);
    assert!(
        none.stderr.contains("no layer `roads`, allowed: provinces") && !Path::new(&program.path("roads.csv")).exists(),
        "{}",
        none.stderr
    );
}

/// Each sheet of a report is a table of its own, with what the API says of the same day.
#[test]
fn a_report_has_a_sheet_for_each_question() {
    let program = Program::new();
    program.run(&["seed", "--documented"]).code(0);
    let run = program.run(&["export", "report", "report.xlsx", "--at", "2026-01-01"]).code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("wrote the report of 2026-01-01"), "{}", run.stderr);
    let one = program.run(&["export", "report", "one.xlsx", "--at", "2026-01-01", "--unit", "20"]).code(0);
    assert!(one.stderr.contains("wrote the report"), "{}", one.stderr);
    assert!(program.run(&["export", "report", "none.xlsx", "--unit", "99"]).code(2).stderr.contains("99"));
    assert!(program.run(&["export", "report", "report.xlsx"]).code(2).stderr.contains("exists already"));
    assert!(program.run(&["export", "report", "report.csv"]).code(2).stderr.contains("allowed: .xlsx"));
    let bytes = std::fs::read(program.path("report.xlsx")).unwrap();
    let sheet = |name: &str| read_by_gdal("report.xlsx", &bytes, &["-oo", "HEADERS=FORCE", "-sql", &format!("select * from \"{name}\"")]);
    let Some(coverage) = sheet("Độ phủ – Coverage") else { return };
    let rows = coverage["features"].as_array().unwrap();
    let province = rows.iter().find(|row| row["properties"]["Mã\nCode"] == "20").unwrap_or_else(|| panic!("{:?}", rows[0]));
    let figures = &program.coverage("20", "2026-01-01");
    let tier = &figures["tiers"]["general"];
    let cell = province["properties"].as_object().unwrap().iter().find(|(key, _)| key.contains("general: covered, %")).unwrap().1;
    assert!((cell.as_f64().unwrap() - tier["percent"].as_f64().unwrap()).abs() < 1e-9, "{province} {tier}");
    for (name, least) in [("Chỉ tiêu – Indicators", 1), ("Còn thiếu – Missing", 1), ("Quy hoạch – Plans", 1), ("Giới thiệu – About", 3)]
    {
        let rows = sheet(name).unwrap()["features"].as_array().unwrap().len();
        assert!(rows >= least, "{name} has {rows} rows");
    }
}
