//! One request at a time over a connection of its own, timed.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// What came back.
pub struct Got {
    pub status: u16,
    pub body: Vec<u8>,
    pub coding: Option<String>,
    pub etag: Option<String>,
    pub took: Duration,
}

/// Waits until a server of ours has made what it makes in the background: until no tile was made for two seconds.
pub fn calm(address: &str) {
    let made = || {
        let mut stream = TcpStream::connect(address).expect("the server listens");
        write!(stream, "GET /metrics HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        text.lines().find(|line| line.starts_with("plancover_tiles_made_total")).map(str::to_owned)
    };
    let mut before = made();
    for _ in 0..60 {
        std::thread::sleep(Duration::from_secs(2));
        let now = made();
        if now.is_some() && now == before {
            return;
        }
        before = now;
    }
}

/// A GET of a path.
pub fn get(address: &str, path: &str, coding: Option<&str>) -> Got {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_nodelay(true).expect("a socket");
    let coding = coding.map(|coding| format!("Accept-Encoding: {coding}\r\n")).unwrap_or_default();
    let begun = Instant::now();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n{coding}Connection: close\r\n\r\n").expect("a request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let took = begun.elapsed();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("headers");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let header =
        |name: &str| head.lines().find_map(|line| line.to_lowercase().starts_with(name).then(|| line[name.len()..].trim().to_owned()));
    Got { status, etag: header("etag:"), coding: header("content-encoding:"), body: bytes.split_off(end + 4), took }
}
