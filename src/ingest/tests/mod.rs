//! Whole files through the reader.

mod formats;
mod layouts;
mod real_data;
mod refusals;
mod tables;
mod units;

use std::path::{Path, PathBuf};

use super::*;
use crate::domain::{Day, Issue};

/// A hand-made file.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest").join(name)
}

/// Options as they are, but for what a test changes.
fn options<'a>(change: impl FnOnce(&mut Options<'a>)) -> Options<'a> {
    static LIMITS: std::sync::LazyLock<Limits> = std::sync::LazyLock::new(Limits::default);
    let mut options = Options::new(Day::constant(2025, 7, 1), &LIMITS);
    change(&mut options);
    options
}

/// What a file of units holds.
fn units<'a>(path: &Path, change: impl FnOnce(&mut Options<'a>)) -> Batch<crate::domain::UnitVersion> {
    read_units(path, &options(change), &mut |_| {}).unwrap()
}

/// Why a file of units cannot be read.
fn refused<'a>(path: &Path, change: impl FnOnce(&mut Options<'a>)) -> String {
    read_units(path, &options(change), &mut |_| {}).unwrap_err().to_string()
}

/// The issues as feature, code and field, without notes on columns.
fn told(issues: &[Issue]) -> Vec<(u64, &str, &str)> {
    let told = issues.iter().filter(|issue| issue.code != "column/unknown");
    told.map(|issue| (issue.place.feature.unwrap_or(0), issue.code, issue.place.field.as_deref().unwrap_or(""))).collect()
}
