//! Files of tiles: read back by other programs, equal to what the server serves, whole or not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use axum::http::StatusCode;
use fast_mvt::MvtReaderRef;
use plancover::app::{Clock, Publisher, View};
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::http::Site;
use plancover::store::Store;
use pmtiles::{AsyncPmTilesReader, TileCoord, TileId};
use std::sync::Arc;

use crate::dataset::{ask, day};
use crate::program::Program;
use crate::world::{self, province};

const AT: &str = "2024-06-30";

fn with_plans() -> Program {
    let program = Program::new();
    let units = program.file("units.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &units]).code(0);
    let plans = program.file("plans.geojson", &world::plans(&[("P1", "zoning", "2023-01-01", [106.0, 21.0, 106.05, 21.1])]));
    program.run(&["import", "plans", &plans]).code(0);
    program
}

fn path(program: &Program, name: &str) -> String {
    program.path(name).to_string_lossy().into_owned()
}

/// The server of a store, within the process.
async fn site(store: &Path) -> Arc<Site> {
    let records = Store::open(store).await.unwrap().load().await.unwrap().into();
    let view = View::build(records, Thresholds::default(), None);
    let clock = Clock::Fixed(day(AT));
    Arc::new(Site::new(Arc::new(Publisher::new(view)), clock, Settings::default(), None).unwrap())
}

/// Every tile of a PMTiles file that holds one, with its content.
async fn tiles(path: &Path) -> Vec<((u8, u32, u32), Vec<u8>)> {
    use futures_util::StreamExt;
    let reader = Arc::new(AsyncPmTilesReader::new_with_path(path).await.unwrap());
    let entries: Vec<_> = Arc::clone(&reader).entries().collect().await;
    let mut found = Vec::new();
    for coord in entries.into_iter().flat_map(|entry| entry.unwrap().iter_coords().collect::<Vec<TileId>>()) {
        let tile = reader.get_tile_decompressed(coord).await.unwrap().unwrap().to_vec();
        let coord = TileCoord::from(coord);
        found.push(((coord.z(), coord.x(), coord.y()), tile));
    }
    found
}

fn ogr(args: &[&str]) -> Option<String> {
    let Ok(output) = Command::new("ogrinfo").args(args).output() else {
        println!("skipped: `ogrinfo` is not installed; hint: apt-get install gdal-bin");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tile_of_a_file_is_what_the_server_serves_and_none_is_missing() {
    let program = with_plans();
    let out = path(&program, "out.pmtiles");
    let layers = "communes,plans,commune_names";
    let run = program.run(&["export", "tiles", &out, "--layers", layers, "--at", AT, "--max-zoom", "13"]).code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("wrote"), "{}", run.stderr);
    let (site, tiles) = (site(&program.store()).await, tiles(Path::new(&out)).await);
    assert!(tiles.len() > 60, "{}", tiles.len());
    let mut held = BTreeSet::new();
    for ((z, x, y), tile) in tiles {
        let reader = MvtReaderRef::new(&tile).unwrap();
        assert!(reader.layers().all(|layer| layer.features().all(|feature| feature.geometry().is_ok())), "{z}/{x}/{y}");
        let served = ask(&site, "GET", &format!("/tiles/{layers}/{z}/{x}/{y}?at={AT}"), &[]).await;
        assert_eq!((served.status, &served.body), (StatusCode::OK, &tile), "{z}/{x}/{y}");
        held.insert((z, x, y));
    }
    // Around the province at zoom 11: what is not in the file is empty.
    let west = plancover::tiles::TileCoord::at(11, 105.8, 21.25).unwrap();
    for (x, y) in (0..6).flat_map(|x| (0..4).map(move |y| (west.x() + x, west.y() + y))) {
        let served = ask(&site, "GET", &format!("/tiles/{layers}/11/{x}/{y}?at={AT}"), &[]).await;
        assert_eq!(served.status == StatusCode::OK, held.contains(&(11, x, y)), "11/{x}/{y}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_tells_its_layers_bounds_and_what_is_made_up() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let out = path(&program, "out.pmtiles");
    program.run(&["export", "tiles", &out, "--at", AT, "--max-zoom", "7"]).code(0);
    let reader = AsyncPmTilesReader::new_with_path(&out).await.unwrap();
    let header = reader.get_header();
    assert_eq!((header.min_zoom, header.max_zoom, header.clustered()), (0, 7, true));
    let metadata: serde_json::Value = serde_json::from_str(&reader.get_metadata().await.unwrap()).unwrap();
    let ids: Vec<&str> = metadata["vector_layers"].as_array().unwrap().iter().map(|layer| layer["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"communes") && ids.contains(&"district_names") && !ids.contains(&"zones"), "{ids:?}");
    let attribution = metadata["attribution"].as_str().unwrap();
    assert!(attribution.contains("sơ đồ") && attribution.contains("minh họa"), "{attribution}");
    assert_eq!(metadata["as_of"], AT);
}

#[test]
fn gdal_reads_every_layer_of_an_mbtiles_file_and_its_tiles_are_those_of_the_other_format() {
    let program = with_plans();
    let out = path(&program, "out.mbtiles");
    program.run(&["export", "tiles", &out, "--layers", "communes,plans", "--at", AT, "--max-zoom", "10"]).code(0);
    let Some(text) = ogr(&["-al", "-so", &out]) else { return };
    assert!(text.contains("Layer name: communes") && text.contains("Feature Count: ") && text.contains("general_status: String"), "{text}");
    let other = path(&program, "out.pmtiles");
    program.run(&["export", "tiles", &other, "--layers", "communes,plans", "--at", AT, "--max-zoom", "10"]).code(0);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let tiles = runtime.block_on(tiles(Path::new(&other)));
    let sql = "select count(*) as n, count(distinct tile_data) as d from tiles";
    let plain = path(&program, "out.sqlite");
    fs::copy(&out, &plain).unwrap();
    let Some(text) = ogr(&["-ro", "-sql", sql, &plain]) else { return };
    let distinct = tiles.iter().map(|(_, tile)| tile).collect::<BTreeSet<_>>().len();
    assert!(text.contains(&format!("n (Integer) = {}\n", tiles.len())) && text.contains(&format!("d (Integer) = {distinct}\n")), "{text}");
}

#[test]
fn a_file_stays_as_it_is_unless_it_may_be_replaced_and_nothing_half_made_is_left() {
    let program = with_plans();
    for name in ["out.pmtiles", "out.mbtiles"] {
        let out = program.file(name, "something else");
        let refused = program.run(&["export", "tiles", &out, "--at", AT]).code(2);
        assert!(refused.stderr.contains("exists already") && refused.stderr.contains("--force"), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(&out).unwrap(), "something else");
        program.run(&["export", "tiles", &out, "--at", AT, "--max-zoom", "8", "--force"]).code(0);
        assert_ne!(fs::read(&out).unwrap(), b"something else");
    }
    let left = fs::read_dir(program.path("")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(left.filter(|path| path.extension().is_some_and(|ending| ending == "part")).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_districts_pack_has_its_tiles_only_and_its_size_is_told_before() {
    let program = with_plans();
    let [all, district] = ["all.pmtiles", "district.pmtiles"].map(|name| path(&program, name));
    program.run(&["export", "tiles", &all, "--at", AT, "--max-zoom", "13"]).code(0);
    let run = program.run(&["export", "tiles", &district, "--at", AT, "--max-zoom", "13", "--unit", "180"]).code(0);
    assert!(run.stderr.starts_with("at most "), "{}", run.stderr);
    let (all, district) = (tiles(Path::new(&all)).await, tiles(Path::new(&district)).await);
    let touches = |z: u8, x: u32, y: u32| {
        let [west, south, east, north] = plancover::tiles::TileCoord::new(z, x, y).unwrap().bounds();
        let buffer = (east - west) / 64.0;
        west - buffer <= 106.4 && east + buffer >= 106.2 && south - buffer <= 21.1 && north + buffer >= 21.0
    };
    let expected: Vec<_> = all.iter().filter(|((z, x, y), _)| touches(*z, *x, *y)).collect();
    assert!(expected.len() < all.len());
    assert_eq!(district.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn what_cannot_be_exported_is_refused_with_what_can() {
    let program = with_plans();
    let out = path(&program, "out.pmtiles");
    let refused = |args: &[&str], words: &str| {
        let run = program.run(&[&["export", "tiles", &out, "--at", AT], args].concat()).code(2);
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
    };
    refused(&["--layers", "rivers"], "no layer `rivers`, allowed: provinces, districts, communes");
    refused(&["--unit", "999"], "no unit `999` on 2024-06-30");
    refused(&["--min-zoom", "9", "--max-zoom", "3"], "zooms `9` to `3`, allowed: 0 to 16");
    refused(&["--max-zoom", "17"], "allowed: 0 to 16");
    refused(&["--layers", "zones"], "no tile to write");
    let run = program.run(&["export", "tiles", &path(&program, "out.zip"), "--at", AT]).code(2);
    assert!(run.stderr.contains("allowed: .pmtiles, .mbtiles"), "{}", run.stderr);
    assert!(!program.path("out.pmtiles").exists());
}
