//! The integration tests: one binary, real parts, no network.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod dataset;
mod http_api;
mod http_edges;
mod http_ogc;
mod http_real;
mod http_tiles;
