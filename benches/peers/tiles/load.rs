//! One cached tile under load: requests a second by `wrk` (one thread, 32 connections), all servers alternating.

use std::process::Command;

use plancover::tiles::TileCoord;

use crate::servers::{Martin, Program, Server, constant, ours, theirs};
use crate::{ask, line, median, number};

/// A server, the path of the tile in it.
struct Peer {
    name: &'static str,
    server: Server,
    path: String,
}

pub fn measure(program: &Program, martin: Option<&Martin>, coord: TileCoord) {
    let server = program.serve(true);
    ask::calm(&server.address);
    let files = martin.map(|_| ["tiles.mbtiles", "tiles.pmtiles"].map(|name| program.export(name, coord.z()).0));
    for coding in ["gzip", "br"] {
        let peers = peers(program, martin, files.as_ref(), &server, coord, coding);
        compare(&format!("cached tile, {coding}"), &server.address, &ours(coord), &peers, |_| vec![format!("Accept-Encoding: {coding}")]);
        if coding == "gzip" {
            let tag = |got: ask::Got| {
                vec!["Accept-Encoding: gzip".to_owned(), format!("If-None-Match: {}", got.etag.unwrap_or("\"x\"".to_owned()))]
            };
            compare("304", &server.address, &ours(coord), &peers, tag);
        }
    }
}

/// The axum route with the same bytes, and Martin with each source.
fn peers(
    program: &Program,
    martin: Option<&Martin>,
    files: Option<&[std::path::PathBuf; 2]>,
    server: &Server,
    coord: TileCoord,
    coding: &str,
) -> Vec<Peer> {
    let got = ask::get(&server.address, &ours(coord), Some(coding));
    println!("tile {}/{}/{}: {} bytes in {coding}", coord.z(), coord.x(), coord.y(), got.body);
    let file = program.folder.join("constant");
    std::fs::write(&file, vec![7; got.body]).expect("a file");
    let mut peers = vec![Peer { name: "axum", server: constant(&file), path: "/tile".to_owned() }];
    if let (Some(martin), Some([mbtiles, pmtiles])) = (martin, files) {
        for (name, source) in [("Martin MBTiles", mbtiles), ("Martin PMTiles", pmtiles)] {
            peers.push(Peer { name, server: martin.serve(&[source], true), path: theirs("tiles", coord) });
        }
        peers.push(Peer { name: "Martin PostGIS", server: martin.serve(&[], true), path: theirs("tile_units", coord) });
    }
    peers
}

fn compare(what: &str, address: &str, path: &str, peers: &[Peer], headers: impl Fn(ask::Got) -> Vec<String>) {
    let wanted = |address: &str, path: &str| headers(ask::get(address, path, Some("gzip")));
    let our_headers = wanted(address, path);
    let their_headers: Vec<Vec<String>> = peers.iter().map(|peer| wanted(&peer.server.address, &peer.path)).collect();
    let mut ours = Vec::new();
    let mut theirs = vec![Vec::new(); peers.len()];
    for _ in 0..number("RUNS", 5) {
        ours.push(wrk(address, path, &our_headers));
        for (place, peer) in peers.iter().enumerate() {
            theirs[place].push(wrk(&peer.server.address, &peer.path, &their_headers[place]));
        }
    }
    let theirs: Vec<(&str, f64)> = peers.iter().map(|peer| peer.name).zip(theirs.into_iter().map(median)).collect();
    line(what, median(ours), &theirs, "req/s");
}

fn wrk(address: &str, path: &str, headers: &[String]) -> f64 {
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c32", &format!("-d{}s", number("SECONDS", 3))]);
    for header in headers {
        command.args(["-H", header]);
    }
    let output = command.arg(format!("http://{address}{path}")).output().expect("wrk");
    let text = String::from_utf8_lossy(&output.stdout);
    // wrk counts 304 as a success; 4xx and 5xx are told.
    assert!(!text.contains("Non-2xx"), "{text}");
    let rate = text.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    rate.and_then(|rate| rate.trim().parse().ok()).unwrap_or_else(|| panic!("{text}"))
}
