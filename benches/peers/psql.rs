//! PostGIS by way of `psql`: `PLANCOVER_PEER` holds its connection words (`scripts/with-postgis` sets it).

use std::fmt::Write as _;
use std::io::Write;
use std::process::{Command, Stdio};

use plancover::domain::Land;

/// Runs SQL, with rows for a `copy … from stdin` if there are any; what it prints comes back.
pub fn psql(sql: &str, rows: &str) -> String {
    let words = std::env::var("PLANCOVER_PEER").expect("scripts/with-postgis sets PLANCOVER_PEER");
    let mut psql = Command::new("psql")
        .args(["-X", "-q", "-A", "-t", "-F", ",", "-v", "ON_ERROR_STOP=1", "-d", &words, "-c", sql])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("psql starts");
    let mut input = psql.stdin.take().expect("a pipe");
    let rows = rows.to_owned();
    let writer = std::thread::spawn(move || input.write_all(rows.as_bytes()));
    let output = psql.wait_with_output().expect("psql ends");
    let _ = writer.join();
    assert!(output.status.success(), "psql failed on: {sql}");
    String::from_utf8(output.stdout).expect("text")
}

/// Well-known binary with the reference system, in hexadecimal, as `copy` reads it.
pub fn ewkb(land: &Land) -> String {
    let mut bytes = vec![1];
    bytes.extend(0x2000_0006_u32.to_le_bytes());
    bytes.extend(4326_u32.to_le_bytes());
    bytes.extend(u32::try_from(land.0.len()).expect("few").to_le_bytes());
    for polygon in land {
        bytes.push(1);
        bytes.extend(3_u32.to_le_bytes());
        bytes.extend(u32::try_from(polygon.interiors().len() + 1).expect("few").to_le_bytes());
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            bytes.extend(u32::try_from(ring.0.len()).expect("few").to_le_bytes());
            ring.0.iter().for_each(|coord| bytes.extend([coord.x.to_le_bytes(), coord.y.to_le_bytes()].concat()));
        }
    }
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}
