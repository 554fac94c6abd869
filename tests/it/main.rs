//! One binary for all integration tests: one line a module.
#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod cases_coverage;
mod cases_lifecycle;
mod cases_world;
mod oracles;
mod properties;
