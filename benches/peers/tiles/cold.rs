//! Cold tiles by zoom, nothing cached, one at a time, as they are (no content coding).

use plancover::snapshot::Snapshot;
use plancover::tiles::TileCoord;

use crate::servers::{Martin, Program, ours, theirs};
use crate::{ask, bounds, line, median, number};

/// So many different tiles of a zoom at most.
const TILES: u32 = 40;

pub fn measure(program: &Program, martin: Option<&Martin>, snapshot: &Snapshot) {
    let server = program.serve(false);
    let peer = martin.map(|martin| martin.serve(&[], false));
    // The layer is made with the first tile.
    ask::get(&server.address, &ours(TileCoord::new(0, 0, 0).expect("a tile")), None);
    for zoom in 0..=14 {
        let (mut our_times, mut their_times, mut most) = (Vec::new(), Vec::new(), 0);
        for coord in spread(bounds(snapshot), zoom) {
            for _ in 0..number("RUNS", 5).min(5) {
                let got = ask::get(&server.address, &ours(coord), None);
                most = most.max(got.body);
                our_times.push(got.took.as_secs_f64() * 1000.0);
            }
            if let Some(peer) = &peer {
                let got = ask::get(&peer.address, &theirs("tile_units", coord), None);
                assert!(matches!(got.status, 200 | 204), "Martin answers {}", got.status);
                their_times.push(got.took.as_secs_f64() * 1000.0);
            }
        }
        our_times.sort_by(f64::total_cmp);
        let p99 = our_times.get((our_times.len() * 99 / 100).min(our_times.len().saturating_sub(1))).copied().unwrap_or(f64::NAN);
        let peers: Vec<(&str, f64)> = if their_times.is_empty() { Vec::new() } else { vec![("Martin + PostGIS", median(their_times))] };
        line(&format!("cold tile z{zoom}, p99 {p99:.2} ms, at most {} KB", most / 1000), median(our_times), &peers, "ms");
    }
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
