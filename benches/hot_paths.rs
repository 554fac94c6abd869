//! The paths that users wait for, on a synthetic country from a fixed seed.
//!
//! `PLANCOVER_BENCH_COMMUNES`, `_VERTICES` (of a border between two communes) and `_PLANS` set its size; by default it is a province of
//! 200 communes and 2 000 plans. National size: 10 600, 128, 50 000. Figures are for comparison within one run on one machine.

mod features;
mod kept;
mod synthetic;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use geo::{AffineOps, AffineTransform, Point, Rect};
use jiff::Span;
use plancover::app::View;
use plancover::coverage::{Coverage, Denominator, Thresholds};
use plancover::domain::{Day, Land, Level, Plan, Territory, Tier, UnitCode, state_on};
use plancover::lookup::at_point;
use plancover::snapshot::{Records, Snapshot};
use plancover::tiles::{LayerBuilder, MAX_ZOOM, Shapes, TileCoord, TileLayer, Value, tile};

/// A day on which the communes are those before the merger.
fn day() -> Day {
    Day::constant(2024, 6, 30)
}

fn copy(records: &Records) -> Records {
    Records {
        revision: records.revision + 1,
        units: records.units.clone(),
        areas: records.areas.clone(),
        plans: records.plans.clone(),
        ..Records::default()
    }
}

/// A plan of its own boundary, that boundary moved by some ten metres.
fn edited(records: &Records, times: u32) -> Plan {
    let start = records.plans.len() / 2;
    // One in force, so that the figures of the land it covers are other ones.
    let in_force = |plan: &Plan| state_on(day(), &plan.events, &[]).code() == "in_force";
    let counts = |plan: &&Plan| plan.kind.tier().is_some() && matches!(plan.territory, Territory::Boundary(_)) && in_force(plan);
    let mut plan = records.plans[start..].iter().find(counts).unwrap_or(&records.plans[start]).clone();
    if let Territory::Boundary(land) = &mut plan.territory {
        land.affine_transform_mut(&AffineTransform::translate(0.0001 * f64::from(1 + times % 8), 0.0));
    }
    plan
}

fn hot_paths(criterion: &mut Criterion) {
    let records = synthetic::records(kept::size());
    let view = View::build(copy(&records), Thresholds::default(), None);
    view.coverage.prepare(day());
    describe(&view);
    snapshot_build(criterion, &records);
    overlay(criterion, &view);
    one_edited_plan(criterion, &records, &view);
    figures_of_everything(criterion, &view);
    history(criterion, &view);
    look_up(criterion, &view.snapshot);
    tile_encoding(criterion, &view.snapshot);
    features::features(criterion, records, day());
}

fn describe(view: &View) {
    let snapshot = &view.snapshot;
    let vintage = snapshot.vintage(day());
    let communes: Vec<usize> = vintage.units().filter(|&unit| snapshot.units[unit].version.level() == Level::Commune).collect();
    let vertices: usize = communes.iter().map(|&unit| snapshot.units[unit].facts.vertices).sum();
    let all: usize = snapshot.units.iter().map(|unit| unit.facts.vertices).sum();
    println!(
        "{} communes of {vertices} vertices on {}, {} unit versions of {all} vertices, {} areas, {} plans, {} threads",
        communes.len(),
        day(),
        snapshot.units.len(),
        snapshot.areas.len(),
        snapshot.plans.len(),
        rayon::current_num_threads()
    );
}

/// Records to read model, from nothing and with the facts of the revision before.
fn snapshot_build(criterion: &mut Criterion, records: &Records) {
    let mut group = criterion.benchmark_group("snapshot");
    group.sample_size(10);
    let previous = Snapshot::build(copy(records), None);
    for (name, previous) in [("from nothing", None), ("after another", Some(&previous))] {
        group.bench_function(name, |bencher| {
            bencher.iter_batched(|| copy(records), |records| Snapshot::build(records, previous), BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Every commune and tier of one day, nothing known.
fn overlay(criterion: &mut Criterion, view: &View) {
    let mut group = criterion.benchmark_group("coverage");
    group.sample_size(10);
    let fresh = || Coverage::new(Arc::clone(&view.snapshot), Thresholds::default(), None);
    group.bench_function("from scratch", |bencher| {
        bencher.iter_batched(fresh, |coverage| coverage.prepare(day()), BatchSize::PerIteration);
    });
    group.finish();
}

/// What a writer waits for until the new figures are visible: the change read from the store, and the view after it; against doing
/// everything again.
fn one_edited_plan(criterion: &mut Criterion, records: &Records, view: &View) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap_or_else(|error| panic!("{error}"));
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let store = runtime.block_on(kept::store_of(records, folder.path()));
    let mut group = criterion.benchmark_group("new view");
    group.sample_size(10);
    let prepared = |view: View| {
        view.coverage.prepare(day());
        view
    };
    let mut everything = Vec::new();
    group.bench_function("of everything", |bencher| {
        let run = |_| (copy(records), |records| prepared(View::build(records, Thresholds::default(), None)));
        bencher.iter_custom(|times| kept::timed(times, &mut everything, run));
    });
    let mut changed = Vec::new();
    group.bench_function("one plan edited", |bencher| {
        let edit = |times| kept::delta(records.revision + 1, edited(records, times));
        bencher.iter_custom(|times| kept::timed(times, &mut changed, |run| (edit(run), |delta| prepared(view.revised(delta)))));
    });
    let mut path = Vec::new();
    group.bench_function("one plan edited, read from the store", |bencher| {
        let read = |revision| runtime.block_on(store.load_since(revision)).unwrap_or_else(|error| panic!("{error}"));
        let run = |run| {
            let revision = runtime.block_on(kept::put(&store, edited(records, run)));
            (revision, |revision| read(revision - 1).map(|delta| prepared(view.revised(delta.into()))))
        };
        bencher.iter_custom(|times| kept::timed(times, &mut path, run));
    });
    group.finish();
    let [everything, changed, path] = [everything, changed, path].map(kept::median);
    println!(
        "of everything {everything:?}; one plan edited {changed:?}: {:.3} %",
        100.0 * changed.as_secs_f64() / everything.as_secs_f64()
    );
    println!("read from the store, {path:?}: {:.3} %", 100.0 * path.as_secs_f64() / everything.as_secs_f64());
}

/// The table of all provinces with their plans, once the day is prepared.
fn figures_of_everything(criterion: &mut Criterion, view: &View) {
    let mut group = criterion.benchmark_group("figures");
    let roots = view.snapshot.vintage(day()).roots();
    group.bench_function("of the country", |bencher| bencher.iter(|| view.coverage.sum(roots, Denominator::Unit, day())));
    group.finish();
}

/// The newest 100 points of a history, and all of 1 000 days, of a province and of the country: with nothing known, and once known.
fn history(criterion: &mut Criterion, view: &View) {
    let mut group = criterion.benchmark_group("history");
    group.sample_size(10);
    let to = day();
    let fresh = || Coverage::new(Arc::clone(&view.snapshot), Thresholds::default(), None);
    let points = |coverage: &Coverage, code: Option<&UnitCode>, from: Day| {
        coverage.history(&coverage.stretches(code, from, Some(to), false), Tier::General, Denominator::Unit)
    };
    let province = view.snapshot.vintage(to).roots().first().map(|&unit| &view.snapshot.units[unit].version.code);
    let days_before = |days: i64| to.checked_sub(Span::new().days(days)).unwrap_or(to);
    for (name, code) in [("a province", province), ("the country", None)] {
        let all = points(&view.coverage, code, days_before(6000));
        let newest = all.len().checked_sub(100).map_or(days_before(6000), |first| all[first].day);
        for (window, from) in [("newest", newest), ("1 000 days:", days_before(999))] {
            let known = fresh();
            let name = format!("{window} {} points of {name}", points(&known, code, from).len());
            group.bench_function(BenchmarkId::new("nothing known", &name), |bencher| {
                bencher.iter_batched(fresh, |coverage| points(&coverage, code, from), BatchSize::PerIteration);
            });
            group.bench_function(BenchmarkId::new("known", &name), |bencher| bencher.iter(|| points(&known, code, from)));
        }
    }
    group.finish();
}

/// What applies at a point, all over the country.
fn look_up(criterion: &mut Criterion, snapshot: &Snapshot) {
    let Some(bounds) = snapshot.bounds(day()) else { return };
    let points = points(bounds, 1000);
    let mut group = criterion.benchmark_group("look-up");
    group.throughput(Throughput::Elements(1));
    let mut next = points.iter().cycle();
    group.bench_function("at a point", |bencher| {
        bencher.iter(|| next.next().map(|point| black_box(at_point(snapshot, *point, day()))));
    });
    group.finish();
}

/// Points evenly over a rectangle (the R2 sequence: Roberts 2018).
fn points(bounds: Rect, count: u32) -> Vec<Point> {
    let at = |index: u32, step: f64, low: f64, size: f64| low + size * (0.5 + f64::from(index) * step).fract();
    (0..count)
        .map(|index| {
            let x = at(index, 0.754_877_666_246_692_7, bounds.min().x, bounds.width());
            Point::new(x, at(index, 0.569_840_290_998_053_3, bounds.min().y, bounds.height()))
        })
        .collect()
}

/// The shapes made ready for tiles, and cold tiles of the communes.
fn tile_encoding(criterion: &mut Criterion, snapshot: &Snapshot) {
    let mut group = criterion.benchmark_group("tiles");
    group.sample_size(10);
    let lands: Vec<&Land> = snapshot.vintage(day()).units().map(|unit| &snapshot.units[unit].version.boundary).collect();
    group.bench_function("shapes", |bencher| bencher.iter(|| Shapes::build(&lands)));
    let Some(bounds) = snapshot.bounds(day()) else { return };
    let centre = bounds.center();
    let layers = [Arc::new(commune_layer(snapshot))];
    for zoom in [0, 5, 8, 10, 12, 14] {
        let Ok(coord) = TileCoord::at(zoom.min(MAX_ZOOM), centre.x, centre.y) else { return };
        let bytes = tile(&layers, coord).map_or(0, |tile| tile.len());
        group.bench_function(BenchmarkId::new("cold", format!("z{zoom}, {bytes} bytes")), |bencher| bencher.iter(|| tile(&layers, coord)));
    }
    group.finish();
}

fn commune_layer(snapshot: &Snapshot) -> TileLayer {
    let units: Vec<_> = snapshot.vintage(day()).units().map(|unit| snapshot.units[unit].as_ref()).collect();
    let communes: Vec<_> = units.into_iter().filter(|unit| unit.version.level() == Level::Commune).collect();
    let lands: Vec<&Land> = communes.iter().map(|unit| &unit.version.boundary).collect();
    let mut layer = LayerBuilder::new("communes", 0..=MAX_ZOOM, &["code", "name", "area_km2"]);
    let shapes = Shapes::build(&lands).unwrap_or_else(|error| panic!("{error}"));
    let set = layer.shapes(Arc::new(shapes));
    for (shape, unit) in communes.iter().enumerate() {
        let values = [
            Some(Value::Text(unit.version.code.as_str())),
            Some(Value::Text(&unit.version.name)),
            Some(Value::Number(unit.facts.area_km2)),
        ];
        layer.feature(unit.version.key().feature_id(), set, shape, &values).unwrap_or_else(|error| panic!("{error}"));
    }
    layer.build()
}

criterion_group!(benches, hot_paths);
criterion_main!(benches);
