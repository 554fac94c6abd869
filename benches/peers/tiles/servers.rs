//! The servers that are compared: started on free ports, ended by their own process when they are dropped.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use plancover::tiles::TileCoord;

use crate::{LAYER, day};

/// A running server.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Resident memory of its process, in bytes.
    pub fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a process");
        let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).and_then(|rest| rest.trim().strip_suffix(" kB"));
        kib.and_then(|kib| kib.trim().parse::<usize>().ok()).expect("a size") * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The path of a tile in plancover.
pub fn ours(coord: TileCoord) -> String {
    format!("/tiles/{LAYER}/{}/{}/{}?at={}", coord.z(), coord.x(), coord.y(), day())
}

/// The path of a tile in Martin.
pub fn theirs(source: &str, coord: TileCoord) -> String {
    format!("/{source}/{}/{}/{}", coord.z(), coord.x(), coord.y())
}

/// plancover with a store of the country.
pub struct Program {
    pub folder: PathBuf,
}

impl Program {
    pub fn new(folder: &Path) -> Self {
        std::fs::write(folder.join("uncached.toml"), "[server]\ntile_cache_mib = 0\n").expect("a file");
        Self { folder: folder.to_owned() }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(std::env::var("PLANCOVER_BENCH_PROGRAM").expect("scripts/bench-tiles sets PLANCOVER_BENCH_PROGRAM"));
        command.arg("--store").arg(self.folder.join("country.gpkg")).arg("--no-progress");
        command
    }

    /// The server, with or without a cache of tiles.
    pub fn serve(&self, cache: bool) -> Server {
        let mut command = self.command();
        if !cache {
            command.arg("--config").arg(self.folder.join("uncached.toml"));
        }
        told(command.args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::piped()), |child| {
            Box::new(child.stderr.take().expect("a pipe"))
        })
    }

    /// Exports the layer, and gives the file with what was said.
    pub fn export(&self, name: &str, max_zoom: u8) -> (PathBuf, Duration, String) {
        let out = self.folder.join(name);
        let begun = Instant::now();
        let mut command = self.command();
        command.args(["export", "tiles"]).arg(&out).args(["--force", "--layers", LAYER, "--at", &day().to_string()]);
        let output = command.args(["--max-zoom", &max_zoom.to_string()]).output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        (out, begun.elapsed(), said.lines().last().unwrap_or_default().to_owned())
    }
}

/// A server that tells its address in what it prints.
fn told(command: &mut Command, output: impl FnOnce(&mut Child) -> Box<dyn Read + Send>) -> Server {
    let mut child = command.spawn().expect("a server");
    let mut lines = BufReader::new(output(&mut child));
    let address = loop {
        let mut line = String::new();
        assert!(lines.read_line(&mut line).expect("text") > 0, "the server ended");
        if let Some((_, address)) = line.split_once("http://") {
            break address.trim().to_owned();
        }
    };
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    Server { child, address }
}

/// The axum route that returns the bytes of a file.
pub fn constant(file: &Path) -> Server {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    told(command.arg("constant").arg(file).stdout(Stdio::piped()), |child| Box::new(child.stdout.take().expect("a pipe")))
}

/// The table of communes, and the name under which Martin serves it.
pub const TABLE: &str = "tile_units";

/// Martin and its tools.
pub struct Martin {
    folder: PathBuf,
}

impl Martin {
    /// Where `PLANCOVER_BENCH_MARTIN` says it is.
    pub fn found() -> Option<Self> {
        let folder = PathBuf::from(std::env::var_os("PLANCOVER_BENCH_MARTIN")?);
        folder.join("martin").exists().then_some(Self { folder })
    }

    /// One of its programs, which tells errors alone: it would write a line for each request.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.env("RUST_LOG", "error").stdin(Stdio::null());
        command
    }

    /// The database as Martin wants it told: the words of `PLANCOVER_PEER` as an address.
    fn database() -> String {
        let words = std::env::var("PLANCOVER_PEER").expect("scripts/with-postgis sets PLANCOVER_PEER");
        let word =
            |name: &str| words.split(' ').find_map(|word| word.strip_prefix(&format!("{name}=")).map(str::to_owned)).unwrap_or_default();
        format!("postgres://{}@{}/{}", word("user"), word("host").replace('/', "%2F"), word("dbname"))
    }

    /// A server of files, of the database or of both; without a cache it makes each tile when it is asked for.
    pub fn serve(&self, files: &[&Path], database: bool, cache: bool) -> Server {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let mut command = self.command("martin");
        command.args(["--listen-addresses", &free.to_string(), "--workers", &cores().to_string()]).args(files);
        if database {
            command.arg(Self::database());
        }
        if !cache {
            command.args(["--cache-size", "0"]);
        }
        let child = command.stdout(Stdio::null()).spawn().expect("Martin");
        let mut server = Server { child, address: free.to_string() };
        let begun = Instant::now();
        while TcpStream::connect(free).is_err() {
            let ended = server.child.try_wait().expect("a process");
            assert!(ended.is_none(), "Martin ended: {ended:?}");
            assert!(begun.elapsed() < Duration::from_mins(1), "Martin does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    /// Copies the whole pyramid out of the database, with what it takes at its fastest: a connection a core, a flat table, no checksum.
    pub fn copy(&self, out: &Path, [west, south, east, north]: [f64; 4], max_zoom: u8) -> (Duration, String) {
        let _ = std::fs::remove_file(out);
        let begun = Instant::now();
        let mut command = self.command("martin-cp");
        command.env("RUST_LOG", "info").arg("--output-file").arg(out).args(["--source", TABLE, "--mbtiles-type", "flat"]);
        command.args(["--min-zoom", "0", "--max-zoom", &max_zoom.to_string(), "--skip-agg-tiles-hash", "--encoding", "gzip"]);
        command.args(["--concurrency", &cores().to_string()]).arg(format!("--bbox={west},{south},{east},{north}"));
        let output = command.arg(Self::database()).output().expect("martin-cp");
        let took = begun.elapsed();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{said}");
        (took, said.lines().rev().find(|line| line.contains('%')).unwrap_or_default().to_owned())
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
