//! One request at a time over a connection of its own, timed.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// What came back.
pub struct Got {
    pub status: u16,
    /// Bytes of the body.
    pub body: usize,
    pub etag: Option<String>,
    pub took: Duration,
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
    Got { status, body: bytes.len() - end - 4, etag: header("etag:"), took }
}
