//! Doors for the fuzz targets (`fuzz/`), which are built with `--cfg fuzzing` only.

use super::{Limits, Options, read_plans, wkb};
use crate::domain::Day;

/// Reads well-known binary; how many vertices came of it.
#[must_use]
pub fn wkb(bytes: &[u8]) -> usize {
    wkb::read(bytes).map_or(0, |polygons| polygons.iter().flatten().map(Vec::len).sum())
}

/// Reads a register of plans from a file that ends so.
pub fn register(bytes: &[u8], ending: &str) {
    let limits = Limits { file_bytes: 16 << 20, sheet_cells: 10_000, ..Limits::default() };
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("register").with_extension(ending);
    if std::fs::write(&path, bytes).is_ok() {
        // What is wrong with it is no matter here, as long as it is told.
        let _ = read_plans(&path, &Options::new(Day::constant(2025, 7, 1), &limits), &mut |_| {});
    }
}
