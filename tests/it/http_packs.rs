//! `/api/packs` and `plancover export pack`: every file is there and what the manifest says, and holds what the server serves.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage, UnitKind};
use plancover::http::{LIMITS, Site};
use plancover::snapshot::Records;
use plancover::store::Store;
use pmtiles::{AsyncPmTilesReader, TileCoord};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive};

use crate::dataset::{TODAY, ask, day, default_site, of_units, plan, records, rectangle, site, unit};
use crate::program::Program;
use crate::world::{self, province};

/// The files of a pack in order, each with whether it is stored as it is.
fn unpacked(zip: &[u8]) -> Vec<(String, Vec<u8>, bool)> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes, file.compression() == CompressionMethod::Stored));
    }
    files
}

fn named(files: &[(String, Vec<u8>, bool)], name: &str) -> Value {
    serde_json::from_slice(&files.iter().find(|(other, ..)| other == name).unwrap().1).unwrap()
}

fn ids(features: &Value) -> Vec<&str> {
    features["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

/// Features of some collections as `/ogc` answers with them, by identifier.
async fn served(site: &Arc<Site>, collections: &[&str], at: &str) -> BTreeMap<String, Value> {
    let mut features = BTreeMap::new();
    for collection in collections {
        let answer = ask(site, "GET", &format!("/ogc/collections/{collection}/items?limit=1000&at={at}"), &[]).await.json();
        for feature in answer["features"].as_array().unwrap() {
            features.insert(feature["id"].as_str().unwrap().to_owned(), feature.clone());
        }
    }
    features
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_has_every_file_of_its_manifest_and_the_features_that_ogc_serves() {
    let site = default_site();
    let answer = ask(&site, "GET", "/api/packs/187?at=2024-06-30", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"plancover-187-2024-06-30.zip\"");
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    let files = unpacked(&answer.body);
    let manifest = named(&files, "manifest.json");
    assert_eq!((&manifest["format"], &manifest["format_version"]), (&"plancover-pack".into(), &1.into()));
    assert_eq!((&manifest["as_of"], &manifest["revision"], &manifest["unit"]["code"]), (&"2024-06-30".into(), &7.into(), &"187".into()));
    assert_eq!(files[0].0, "manifest.json");
    let told = manifest["files"].as_array().unwrap();
    assert_eq!(told.len(), 5);
    for (told, (name, bytes, stored)) in told.iter().zip(&files[1..]) {
        assert_eq!((&told["path"], &told["bytes"]), (&Value::from(name.as_str()), &Value::from(bytes.len())));
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        assert_eq!(told["sha256"], digest, "{name}");
        assert_eq!(*stored, name == "tiles.pmtiles", "{name}");
    }
    let (units, plans, areas) =
        (named(&files, "features/units.geojson"), named(&files, "features/plans.geojson"), named(&files, "features/areas.geojson"));
    assert_eq!(ids(&units), ["20", "187", "00001", "00002"]);
    // In the east there are also QHCT-1 and QHV-1.
    assert_eq!(ids(&plans), ["QHC-1", "QHT-1", "QPK-1"]);
    assert_eq!(ids(&areas), ["DT-1", "KCN-1"]);
    let files = [(&units, &["provinces", "districts", "communes"][..]), (&plans, &["plans"]), (&areas, &["areas"])];
    for (told, (features, collections)) in told[1..].iter().zip(files) {
        let served = served(&site, collections, "2024-06-30").await;
        for feature in features["features"].as_array().unwrap() {
            assert_eq!(Some(feature), served.get(feature["id"].as_str().unwrap()));
        }
        let count = features["features"].as_array().unwrap().len();
        assert_eq!(told["count"], count, "{}", told["path"]);
    }
}

/// The land of a unit is that of the units below it, whatever its own line says.
#[tokio::test(flavor = "multi_thread")]
async fn areas_of_a_pack_are_those_in_the_units_below() {
    let mut narrow = records(7);
    let district = narrow.units.iter_mut().find(|unit| unit.code.as_str() == "187").unwrap();
    district.boundary = rectangle(106.0, 21.0, 106.11, 21.1);
    let site = site(narrow, Settings::default(), None);
    let answer = ask(&site, "GET", "/api/packs/187?at=2024-06-30", &[]).await;
    assert_eq!(ids(&named(&unpacked(&answer.body), "features/areas.geojson")), ["DT-1", "KCN-1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tiles_of_a_pack_are_those_that_are_served() {
    let site = default_site();
    let answer = ask(&site, "GET", "/api/packs/187?at=2024-06-30", &[]).await;
    let files = unpacked(&answer.body);
    let manifest = named(&files, "manifest.json");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tiles.pmtiles");
    std::fs::write(&path, &files[1].1).unwrap();
    let reader = AsyncPmTilesReader::new_with_path(&path).await.unwrap();
    let header = reader.get_header();
    assert_eq!((manifest["tiles"]["min_zoom"].as_u64(), manifest["tiles"]["max_zoom"].as_u64()), (Some(header.min_zoom.into()), Some(14)));
    let layers: Vec<&str> = manifest["tiles"]["layers"].as_array().unwrap().iter().map(|layer| layer.as_str().unwrap()).collect();
    assert!(layers.contains(&"communes") && layers.contains(&"plans"), "{layers:?}");
    for zoom in [6, 10, 14] {
        let coord = plancover::tiles::TileCoord::at(zoom, 106.05, 21.05).unwrap();
        let (x, y) = (coord.x(), coord.y());
        let tile = reader.get_tile_decompressed(TileCoord::new(zoom, x, y).unwrap()).await.unwrap().unwrap();
        let served = ask(&site, "GET", &format!("/tiles/{}/{zoom}/{x}/{y}?at=2024-06-30", layers.join(",")), &[]).await;
        assert_eq!((served.status, &served.body[..]), (StatusCode::OK, &tile[..]), "{zoom}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_size_is_told_beforehand_and_the_bytes_are_the_same_again() {
    let site = default_site();
    let manifest = ask(&site, "GET", "/api/packs/187/manifest.json", &[]).await;
    let told = manifest.json();
    let address = told["pack"]["href"].as_str().unwrap().strip_prefix("http://localhost").unwrap();
    assert_eq!(address, format!("/api/packs/187?at={TODAY}"));
    let head = ask(&site, "HEAD", address, &[]).await;
    let pack = ask(&site, "GET", address, &[]).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(told["pack"]["bytes"], pack.body.len());
    assert_eq!(head.header("content-length"), pack.body.len().to_string());
    for (answer, name) in [(&head, "head"), (&manifest, "manifest"), (&pack, "pack")] {
        assert_eq!(answer.header("etag"), told["pack"]["etag"].as_str().unwrap(), "{name}");
    }
    let inside = named(&unpacked(&pack.body), "manifest.json");
    assert!(inside.as_object().unwrap().iter().all(|(member, value)| told[member] == *value));
    // Another process, with nothing kept.
    assert_eq!(ask(&default_site(), "GET", address, &[]).await.body, pack.body);
}

/// Look-ups from a pack tell more of a plan than its layers do.
#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_another_one_when_only_who_approved_a_plan_is_corrected() {
    let site = default_site();
    let before = ask(&site, "GET", "/api/packs/187", &[]).await.header("etag").to_owned();
    let mut records = records(8);
    let plan = records.plans.iter_mut().find(|plan| plan.id == "QHC-1").unwrap();
    let approved = plan.events.iter_mut().find(|event| event.stage == Stage::Approved).unwrap();
    approved.authority = Some("UBND huyện".into());
    site.publisher.publish(records, day(TODAY));
    let after = ask(&site, "GET", "/api/packs/187", &[("if-none-match", &before)]).await;
    assert_eq!(after.status, StatusCode::OK);
    assert!(named(&unpacked(&after.body), "lookup.json").to_string().contains("UBND huyện"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_fetches_again_only_what_has_changed() {
    let site = default_site();
    let west = ask(&site, "GET", "/api/packs/187", &[]).await.header("etag").to_owned();
    let east = ask(&site, "GET", "/api/packs/188", &[]).await.header("etag").to_owned();
    assert_ne!(west, east);
    let mut records = records(8);
    records.plans.push(plan("QHC-2", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Approved, "2024-06-01")]));
    site.publisher.publish(records, day(TODAY));
    for address in ["/api/packs/187", "/api/packs/187/manifest.json"] {
        let same = ask(&site, "GET", address, &[("if-none-match", &west)]).await;
        assert_eq!((same.status, same.body.len(), same.header("etag")), (StatusCode::NOT_MODIFIED, 0, west.as_str()), "{address}");
    }
    let changed = ask(&site, "GET", "/api/packs/188", &[("if-none-match", &east)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(ids(&named(&unpacked(&changed.body), "features/plans.geojson")).contains(&"QHC-2"));
    // Who has no copy gets the newest.
    let fresh = ask(&site, "GET", "/api/packs/187", &[]).await;
    assert_eq!(named(&unpacked(&fresh.body), "manifest.json")["revision"], 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_packed_is_refused_with_what_can() {
    let default = default_site();
    for (address, status, said) in [
        ("/api/packs/99", StatusCode::NOT_FOUND, "no unit `99`"),
        ("/api/packs/187?at=2025-07-01", StatusCode::NOT_FOUND, "hint: it was in force"),
        ("/api/packs/x", StatusCode::BAD_REQUEST, "2, 3 or 5 digits"),
        ("/api/packs/187?unit=1", StatusCode::BAD_REQUEST, "unknown parameter"),
        ("/api/packs/187/manifest.json?at=1", StatusCode::BAD_REQUEST, "YYYY-MM-DD"),
    ] {
        let answer = ask(&default, "GET", address, &[]).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(said), "{address}: {}", answer.text());
    }
    // 10 degrees by 11 km: 11 500 km².
    let wide = unit("20", "Rộng", UnitKind::Province, "", "..", (100.0, 110.0));
    let wide = site(Records { revision: 1, units: vec![wide], ..Records::default() }, Settings::default(), None);
    for address in ["/api/packs/20", "/api/packs/20/manifest.json"] {
        let answer = ask(&wide, "GET", address, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let said = answer.json()["detail"].as_str().unwrap().to_owned();
        let limit = format!("at most {} km²", LIMITS.pack_km2);
        assert!(said.contains(&limit) && said.contains("hint: ask for the units below it"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_writes_what_the_server_answers() {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file("plans.geojson", &world::plans(&[("P1", "zoning", "2023-01-01", [106.0, 21.0, 106.05, 21.1])]));
    program.run(&["import", "plans", &plans]).code(0);
    let out = program.path("out.zip").to_string_lossy().into_owned();
    let args = ["export", "pack", &out, "--unit", "180", "--at", "2024-06-30"];
    let run = program.run(&args).code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("wrote unit 180"), "{}", run.stderr);
    let records = Store::open(&program.store()).await.unwrap().load().await.unwrap().into();
    let site = site(records, Settings::default(), None);
    let answer = ask(&site, "GET", "/api/packs/180?at=2024-06-30", &[]).await;
    assert_eq!((answer.status, answer.body), (StatusCode::OK, std::fs::read(&out).unwrap()));
    let again = program.run(&args).code(2);
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
    program.run(&[&args[..], &["--force"]].concat()).code(0);
    let missing =
        program.run(&["export", "pack", &program.path("no.zip").to_string_lossy(), "--unit", "999", "--at", "2024-06-30"]).code(2);
    assert!(missing.stderr.contains("no unit `999`"), "{}", missing.stderr);
}
