//! Geometries between GDAL and the program.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let vertices = plancover::ingest::fuzzing::wkb(bytes);
    // A vertex takes 16 bytes, an arc of two of them makes at most 360 vertices.
    assert!(vertices <= 360 * (bytes.len() / 16 + 1), "{vertices} vertices of {} bytes", bytes.len());
});
