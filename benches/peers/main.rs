//! The full computation of coverage against PostGIS, on the same synthetic country, alternating in one run.
//!
//! Started by `scripts/bench-peers`, which puts up a throw-away PostgreSQL with PostGIS; `PLANCOVER_PEER` holds its connection words.
//! Sizes as in `hot_paths`: `PLANCOVER_BENCH_COMMUNES`, `_VERTICES`, `_PLANS`; `PLANCOVER_BENCH_RUNS` (5) alternating runs.

mod postgis;
mod psql;
#[path = "../synthetic/mod.rs"]
mod synthetic;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use plancover::coverage::{Coverage, Denominator, Thresholds};
use plancover::domain::{Day, Tier};
use plancover::snapshot::Snapshot;
use postgis::{INDEXES, SCHEMA, copy_communes, copy_plans, psql};
use synthetic::Size;

/// What both compute: for each commune and tier, the land covered by plans in force.
const COVERAGE: &str = include_str!("coverage.sql");

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(format!("PLANCOVER_BENCH_{name}")).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn day() -> Day {
    Day::constant(2024, 6, 30)
}

fn load(snapshot: &Snapshot) {
    psql(SCHEMA, "");
    copy_communes(snapshot, day());
    copy_plans(snapshot, day(), "in_force", "plans");
    psql(INDEXES, "");
}

fn ours(snapshot: &Arc<Snapshot>) -> (Duration, Coverage) {
    let start = Instant::now();
    let coverage = Coverage::new(Arc::clone(snapshot), Thresholds::default(), None);
    coverage.prepare(day());
    (start.elapsed(), coverage)
}

fn theirs() -> (Duration, BTreeMap<(usize, String), f64>) {
    let start = Instant::now();
    let text = psql(COVERAGE, "");
    let elapsed = start.elapsed();
    let row = |line: &str| {
        let mut cells = line.split(',');
        let mut next = || cells.next().expect("three columns");
        ((next().parse().expect("a number"), next().to_owned()), next().parse().expect("an area"))
    };
    (elapsed, text.lines().map(row).collect())
}

/// The worst relative difference, and the two totals (km²).
fn compare(snapshot: &Snapshot, coverage: &Coverage, theirs: &BTreeMap<(usize, String), f64>) -> (f64, f64, f64) {
    let (mut worst, mut our_total, mut their_total) = (0.0_f64, 0.0, 0.0);
    let vintage = snapshot.vintage(day());
    for unit in vintage.units().filter(|&unit| vintage.children(unit).is_empty()) {
        let figures = coverage.figures(unit, Denominator::Unit, day());
        for tier in Tier::ALL {
            let ours = figures.tier(*tier).covered_km2;
            let theirs = theirs.get(&(unit, tier.to_string())).copied().unwrap_or(0.0);
            our_total += ours;
            their_total += theirs;
            worst = worst.max((ours - theirs).abs() / figures.area_km2);
        }
    }
    (worst, our_total, their_total)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let size = Size { communes: number("COMMUNES", 200), vertices: number("VERTICES", 128), plans: number("PLANS", 2000), seed: 1 };
    let snapshot = Arc::new(Snapshot::build(synthetic::records(size), None));
    load(&snapshot);
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for run in 1..=number("RUNS", 5) {
        let (our_time, coverage) = ours(&snapshot);
        let (their_time, rows) = theirs();
        let (worst, our_total, their_total) = compare(&snapshot, &coverage, &rows);
        println!(
            "run {run}: plancover {:.3} s, PostGIS {:.3} s, {:.1} ×",
            our_time.as_secs_f64(),
            their_time.as_secs_f64(),
            their_time.as_secs_f64() / our_time.as_secs_f64()
        );
        println!("  covered {our_total:.6} and {their_total:.6} km², worst difference {worst:.1e} of a commune");
        our_times.push(our_time.as_secs_f64());
        their_times.push(their_time.as_secs_f64());
    }
    let (ours, theirs) = (median(our_times), median(their_times));
    println!("median: plancover {ours:.3} s, PostGIS {theirs:.3} s: {:.1} × faster", theirs / ours);
}
