//! One cached tile under load: requests a second by `wrk` (one thread, 32 connections), all servers alternating.

use std::fs::File;
use std::io::Seek;
use std::path::{Path, PathBuf};
use std::process::Command;

use plancover::tiles::{Extent, PmtilesWriter, TileCoord};

use crate::report::{Report, Runs, Unit};
use crate::servers::{Martin, Program, Server, TABLE, constant, ours, theirs};
use crate::{ask, median, number};

/// Where the header of a PMTiles file says how tiles are packed, and what it says of Brotli (PMTiles 3, section 3.2).
const PACKING: (u64, u8) = (98, 3);

/// A server, and the path of the tile in it.
struct Peer {
    name: &'static str,
    server: Server,
    path: String,
}

pub fn measure(program: &Program, martin: Option<&Martin>, coord: TileCoord, report: &mut Report) {
    let server = program.serve(true);
    ask::calm(&server.address);
    let mut bench = Bench { program, martin, server, coord, report };
    bench.coding("gzip");
    bench.coding("br");
}

struct Bench<'a> {
    program: &'a Program,
    martin: Option<&'a Martin>,
    server: Server,
    coord: TileCoord,
    report: &'a mut Report,
}

impl Bench<'_> {
    fn coding(&mut self, coding: &str) {
        let (address, path) = (self.server.address.clone(), ours(self.coord));
        let got = ask::get(&address, &path, Some(coding));
        let body = got.body.len();
        let constant = self.constant(&got.body);
        let peers = self.martin.map(|martin| self.peers(martin, coding, &got.body)).unwrap_or_default();
        let what = format!("cached tile, {coding} ({body} bytes)");
        self.compare(&what, &constant, &peers, [Some(0.9), Some(1.2)], |_, _| vec![format!("Accept-Encoding: {coding}")]);
        if coding == "gzip" {
            let tagged = |address: &str, path: &str| {
                let tag = ask::get(address, path, Some("gzip")).etag.unwrap_or("\"x\"".to_owned());
                vec!["Accept-Encoding: gzip".to_owned(), format!("If-None-Match: {tag}")]
            };
            self.compare("304 for a tile", &constant, &peers, [None, Some(1.0)], tagged);
        }
    }

    /// The axum route that returns the same bytes.
    fn constant(&self, body: &[u8]) -> Peer {
        let file = self.program.folder.join("constant");
        std::fs::write(&file, body).expect("a file");
        Peer { name: "axum route", server: constant(&file), path: "/tile".to_owned() }
    }

    /// Martin with each source from which it serves the coding: our own exports, which hold gzip; for Brotli a PMTiles file that holds it,
    /// since of MBTiles Martin takes gzip alone; and PostGIS, with the cache.
    fn peers(&self, martin: &Martin, coding: &str, body: &[u8]) -> Vec<Peer> {
        let file = |name, source: PathBuf, stem: &str| Peer {
            name,
            server: martin.serve(&[&source], false, true),
            path: theirs(stem, self.coord),
        };
        let export = |name: &str| self.program.export(name, self.coord.z()).0;
        let mut peers =
            vec![file("Martin MBTiles", export("tiles.mbtiles"), "tiles"), file("Martin PMTiles", export("tiles.pmtiles"), "tiles")];
        if coding == "br" {
            peers.push(file("Martin PMTiles of br", packed_in_brotli(&self.program.folder, self.coord, body), "brotli"));
        }
        peers.push(Peer { name: "Martin PostGIS", server: martin.serve(&[], true, true), path: theirs(TABLE, self.coord) });
        for peer in &peers {
            let got = ask::get(&peer.server.address, &peer.path, Some(coding));
            assert_eq!((got.status, got.coding.as_deref()), (200, Some(coding)), "{}", peer.name);
        }
        peers
    }

    /// Goals: against the route, and against the best of Martin's.
    fn compare(
        &mut self,
        what: &str,
        constant: &Peer,
        peers: &[Peer],
        [goal, goal_of_best]: [Option<f64>; 2],
        headers: impl Fn(&str, &str) -> Vec<String>,
    ) {
        let (address, path) = (self.server.address.clone(), ours(self.coord));
        let all: Vec<(&str, &str, Vec<String>)> = [(&*address, &*path)]
            .into_iter()
            .chain([constant].into_iter().chain(peers).map(|peer| (&*peer.server.address, &*peer.path)))
            .map(|(address, path)| (address, path, headers(address, path)))
            .collect();
        let mut runs = vec![Runs::new(); all.len()];
        for _ in 0..number("RUNS", 5) {
            for (runs, (address, path, headers)) in runs.iter_mut().zip(&all) {
                runs.push(wrk(address, path, headers));
            }
        }
        self.report.against(what, Unit::Rate, &runs[0], constant.name, &runs[1], goal);
        let best = runs[2..].iter().map(|runs| median(runs.clone())).fold(0.0, f64::max);
        for (peer, runs_of_peer) in peers.iter().zip(&runs[2..]) {
            let is_best = median(runs_of_peer.clone()) >= best;
            self.report.against(what, Unit::Rate, &runs[0], peer.name, runs_of_peer, goal_of_best.filter(|_| is_best));
        }
    }
}

/// A PMTiles file of one tile in Brotli.
fn packed_in_brotli(folder: &Path, coord: TileCoord, body: &[u8]) -> PathBuf {
    let path = folder.join("brotli.pmtiles");
    let mut writer = PmtilesWriter::new(File::create(&path).expect("a file")).expect("a file");
    writer.put(coord, 1, Some(body)).expect("a tile");
    let extent = Extent { zooms: [coord.z(); 2], bounds: [-180.0, -85.0, 180.0, 85.0], start: coord.z() };
    let mut file = writer.finish(&extent, "{\"vector_layers\":[{\"id\":\"communes\",\"fields\":{}}]}").expect("a file");
    file.seek(std::io::SeekFrom::Start(PACKING.0)).expect("a place");
    std::io::Write::write_all(&mut file, &[PACKING.1]).expect("a byte");
    path
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
