//! Tiles from plancover against Martin and an axum route of constant bytes, alternating in one run, on one synthetic country.
//!
//! Started by `scripts/bench-tiles`, which builds the program, puts up PostGIS (`PLANCOVER_PEER`) and finds `wrk` and Martin
//! (`PLANCOVER_BENCH_MARTIN`; without it, what needs Martin is left out and told). Sizes as in `hot_paths`: `PLANCOVER_BENCH_COMMUNES`,
//! `_VERTICES`, `_PLANS`; `PLANCOVER_BENCH_RUNS` (5) alternating runs of `PLANCOVER_BENCH_SECONDS` (3) each. `PLANCOVER_BENCH_ONLY` names parts, separated by
//! commas: memory, pyramid, cold, cached.

#[path = "../psql.rs"]
mod psql;
#[path = "../../synthetic/mod.rs"]
mod synthetic;

mod ask;
mod cold;
mod constant;
mod load;
mod memory;
mod pyramid;
mod report;
mod rows;
mod servers;

use std::path::Path;

use plancover::domain::Day;
use plancover::snapshot::{Records, Snapshot};
use plancover::store::{Actor, Change, ChangeSet, Store, StoreError};
use plancover::tiles::TileCoord;
use report::Report;
use servers::{Martin, Program};
use synthetic::Size;

/// A number from the environment.
fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(format!("PLANCOVER_BENCH_{name}")).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// A day on which the communes are those before the merger.
fn day() -> Day {
    Day::constant(2024, 6, 30)
}

/// The layer that all of them serve.
const LAYER: &str = "communes";

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    if let Some(file) = std::env::args().skip_while(|arg| arg != "constant").nth(1) {
        return constant::serve(Path::new(&file));
    }
    let size = Size { communes: number("COMMUNES", 200), vertices: number("VERTICES", 128), plans: number("PLANS", 2000), seed: 1 };
    let records = synthetic::records(size);
    let folder = tempfile::tempdir().expect("a folder");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async { keep(&records, folder.path()).await.expect("a store") });
    let snapshot = Snapshot::build(records, None);
    let program = Program::new(folder.path());
    let martin = Martin::found();
    let title = described(&snapshot);
    eprintln!("{title}");
    if martin.is_some() {
        rows::fill(&snapshot, day());
    } else {
        eprintln!("Martin is not there: only plancover and the axum route are measured");
    }
    let mut report = Report::default();
    for part in asked_for() {
        match &*part {
            "pyramid" => pyramid::measure(&program, martin.as_ref(), bounds(&snapshot), &mut report),
            "cold" => cold::measure(&program, martin.as_ref(), &snapshot, &mut report),
            "cached" => load::measure(&program, martin.as_ref(), tile_of_28_kb(&program, &snapshot), &mut report),
            "memory" => memory::measure(&program, &snapshot, &mut report),
            other => panic!("PLANCOVER_BENCH_ONLY is `{other}`, allowed: memory, pyramid, cold, cached, separated by commas"),
        }
    }
    report.print(&title);
}

/// The parts to be measured.
fn asked_for() -> Vec<String> {
    let only = std::env::var("PLANCOVER_BENCH_ONLY").unwrap_or("memory,pyramid,cold,cached".to_owned());
    only.split(',').map(str::to_owned).collect()
}

/// A store that holds the records.
async fn keep(records: &Records, folder: &Path) -> Result<(), StoreError> {
    let store = Store::create(&folder.join("country.gpkg")).await?;
    let units = records.units.iter().cloned().map(Change::PutUnit);
    let changes = units.chain(records.plans.iter().cloned().map(Change::PutPlan)).collect();
    let (actor, at) = (Actor::new("bench")?, jiff::Timestamp::UNIX_EPOCH);
    store.apply(&ChangeSet { actor, summary: "bench".to_owned(), at, based_on: 0, changes }, &mut |_| {}).await?;
    store.close().await;
    Ok(())
}

fn described(snapshot: &Snapshot) -> String {
    let communes = snapshot.vintage(day()).units().filter(|&unit| snapshot.units[unit].version.level().code() == "commune");
    let vertices: Vec<usize> = communes.map(|unit| snapshot.units[unit].facts.vertices).collect();
    format!("{} communes of {} vertices on {}", vertices.len(), vertices.iter().sum::<usize>(), day())
}

fn bounds(snapshot: &Snapshot) -> [f64; 4] {
    let bounds = snapshot.bounds(day()).expect("units");
    [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
}

/// The tile in the middle of the country whose size in gzip is nearest to 28 KB.
fn tile_of_28_kb(program: &Program, snapshot: &Snapshot) -> TileCoord {
    let [west, south, east, north] = bounds(snapshot);
    let server = program.serve(true);
    let at = |zoom| TileCoord::at(zoom, west.midpoint(east), south.midpoint(north)).expect("a tile");
    let bytes = |coord: &TileCoord| ask::get(&server.address, &servers::ours(*coord), Some("gzip")).body.len().abs_diff(28_000);
    (0..=14).map(at).min_by_key(bytes).unwrap_or_else(|| at(8))
}
