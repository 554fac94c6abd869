//! Cold tiles by zoom, nothing cached, one at a time, as they are (no content coding).

use plancover::snapshot::Snapshot;
use plancover::tiles::TileCoord;

use crate::report::{Report, Unit};
use crate::servers::{Martin, Program, TABLE, ours, theirs};
use crate::{ask, bounds, median, number};

/// So many different tiles of a zoom at most.
const TILES: u32 = 40;
/// The highest zoom up to which the higher goal counts.
const LOW: u8 = 10;

pub fn measure(program: &Program, martin: Option<&Martin>, snapshot: &Snapshot, report: &mut Report) {
    let server = program.serve(false);
    let peer = martin.map(|martin| martin.serve(&[], true, false));
    // The layer is made with the first tile.
    ask::get(&server.address, &ours(TileCoord::new(0, 0, 0).expect("a tile")), None);
    let rounds = number("RUNS", 5).clamp(1, 5);
    for zoom in 0..=14 {
        let (mut our_times, mut their_times, mut most) = (Vec::new(), Vec::new(), 0);
        for coord in spread(bounds(snapshot), zoom) {
            for round in 0..rounds {
                let got = ask::get(&server.address, &ours(coord), None);
                most = most.max(got.body.len());
                our_times.push(got.took.as_secs_f64() * 1000.0);
                // It has no cache either; it takes long at low zooms.
                if let Some(peer) = peer.as_ref().filter(|_| round < 2 || zoom > 7) {
                    let got = ask::get(&peer.address, &theirs(TABLE, coord), None);
                    assert!(matches!(got.status, 200 | 204), "Martin answers {}", got.status);
                    their_times.push(got.took.as_secs_f64() * 1000.0);
                }
            }
        }
        let what = format!("cold tile z{zoom} (≤ {} KB)", most / 1000);
        if !their_times.is_empty() {
            let goal = if zoom <= LOW { 10.0 } else { 2.0 };
            // Tiles differ, so rounds cannot be paired: medians are compared.
            let (ours, theirs) = ([median(our_times.clone())], [median(their_times)]);
            report.against(&what, Unit::Milliseconds, &ours, "Martin + PostGIS", &theirs, Some(goal));
        }
        let middle = median(our_times.clone());
        report.at_most(&format!("cold tile z{zoom}, p99 (median {middle:.2} ms)"), Unit::Milliseconds, p99(our_times), 5.0);
    }
}

fn p99(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get((times.len() * 99 / 100).min(times.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// Different tiles of a zoom, evenly over the country (the R2 sequence: Roberts 2018).
fn spread([west, south, east, north]: [f64; 4], zoom: u8) -> Vec<TileCoord> {
    let at = |number: u32, step: f64, from: f64, to: f64| from + (to - from) * (0.5 + f64::from(number) * step).fract();
    let mut tiles: Vec<TileCoord> = (0..TILES)
        .filter_map(|number| TileCoord::at(zoom, at(number, 0.754_877_666, west, east), at(number, 0.569_840_291, south, north)).ok())
        .collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}
