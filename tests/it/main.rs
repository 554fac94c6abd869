//! One binary for all integration tests: one line a module.

mod cases_lifecycle;
mod cases_world;
