//! Use cases "export tiles": all tiles of some layers into one file, for phones without a network and for servers of files; and
//! "export features" (`features`) and "export report" (`report`).
//!
//! What is in a tile is what the server serves. The file appears at its name when it is whole (`unfinished`).
//! Parts of tiles in reading order: `plan` (which tiles) · `make` (their bytes) · `pack` (the file) · `about` (what it tells of itself) ·
//! `district` (the features that go with the tiles of a unit).

mod about;
mod district;
mod features;
mod make;
mod pack;
mod plan;
mod report;
mod unfinished;

use std::collections::HashSet;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Clock, Map, View};
use crate::config::layers::{Layer, layers};
use crate::domain::{Day, UnitCode};
use crate::formats::FormatError;
use crate::store::StoreError;
use crate::tiles::{PmtilesWriter, TilesError};

pub use about::vector_layers;
pub use district::{DistrictFile, district_files, district_mark};
pub use features::{FeatureFormat, FeaturesOutcome, LayerOnDay, Progress, export_features};
pub use pack::PackFormat;
pub use plan::{Forecast, TilePlan};
pub use report::{ReportOutcome, export_report, write_report};
pub use unfinished::{free, place};

/// The highest zoom of a file where none is asked for: maps draw its tiles larger beyond, and it is exact to 0.6 m.
pub const EXPORT_ZOOM: u8 = 14;
/// The most tiles of a file.
pub const MOST_TILES: usize = 10_000_000;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The layers by name, in the order of the tile; empty: all that have features.
    pub layers: Vec<String>,
    /// The day.
    pub day: Day,
    /// Only the tiles that touch this unit.
    pub unit: Option<UnitCode>,
    /// The least zoom.
    pub min_zoom: u8,
    /// The highest zoom.
    pub max_zoom: Option<u8>,
    /// The name that the file gives itself.
    pub title: String,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportStep {
    /// Tiles or features looked at.
    pub done: usize,
    /// Of so many.
    pub total: usize,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOutcome {
    /// Tiles that are not empty.
    pub tiles: usize,
    /// Different contents among them.
    pub distinct: usize,
    /// The size of the file.
    pub bytes: u64,
}

/// Why tiles or features could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The name does not tell the format.
    #[error("`{}` has no ending that is known, allowed: {allowed}", .path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The endings that are known.
        allowed: String,
    },
    /// There is a file already.
    #[error("`{}` exists already\nhint: give another name, or `--force` to replace it", .0.display())]
    Exists(PathBuf),
    /// There is no such layer.
    #[error("no layer `{found}`, allowed: {allowed}")]
    Layer {
        /// The name asked for.
        found: String,
        /// Those that exist.
        allowed: String,
    },
    /// There is no such unit on the day.
    #[error("no unit `{code}` on {day}\nhint: another day is chosen with `--at DATE`")]
    Unit {
        /// The code asked for.
        code: UnitCode,
        /// The day.
        day: Day,
    },
    /// The zooms are none.
    #[error("zooms `{min}` to `{max}`, allowed: 0 to {most}, the lesser first")]
    Zooms {
        /// The least.
        min: u8,
        /// The highest.
        max: u8,
        /// The highest zoom of the layers.
        most: u8,
    },
    /// More tiles than a file may hold.
    #[error("more than `{MOST_TILES}` tiles, allowed: that many\nhint: a lower `--max-zoom`, or one district with `--unit CODE`")]
    TooMany,
    /// Nothing would be in the file.
    #[error("there is no tile to write: the layers have no feature there on {0}\nhint: another day is chosen with `--at DATE`")]
    Nothing(Day),
    /// The file cannot be written.
    #[error("cannot write `{}`: {source}\nhint: the folder must exist, be writable and have room", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The MBTiles or GeoPackage file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The format cannot hold the features.
    #[error(transparent)]
    Features(#[from] FormatError),
    /// The tiles cannot be made.
    #[error(transparent)]
    Tiles(#[from] TilesError),
    /// A layer's declaration is wrong.
    #[error(transparent)]
    Declared(#[from] crate::config::layers::LayerError),
}

/// Finds out which tiles there are.
///
/// # Errors
/// What is asked for does not exist, is too much, or is nothing.
pub fn plan_tiles(view: View, request: ExportRequest) -> Result<TilePlan, ExportError> {
    let declared: Arc<[Layer]> = layers()?.into();
    plan::plan(&Map::new(Arc::new(view), declared, None), request)
}

/// Writes the tiles to a file, all or nothing; `force` replaces one that stands there.
///
/// # Errors
/// The file exists, its name tells no format, or it cannot be written.
pub async fn export_tiles(
    plan: &TilePlan,
    out: &Path,
    force: bool,
    clock: &Clock,
    progress: &mut (dyn FnMut(ExportStep) + Send),
) -> Result<ExportOutcome, ExportError> {
    let format = pack::free(out, force)?;
    let mut pack = pack::Pack::begin(out, format).await?;
    let mut outcome = ExportOutcome::default();
    let total = plan.tiles.len();
    for (place, coords) in plan.tiles.chunks(make::BATCH).enumerate() {
        let made = make::make(&plan.layers, coords, pack.known());
        outcome.tiles += made.len();
        pack.put(made).await?;
        progress(ExportStep { done: (place * make::BATCH + coords.len()).min(total), total });
    }
    outcome.distinct = pack.known().len();
    outcome.bytes = pack.finish(plan, clock.today(), force).await?;
    Ok(outcome)
}

/// Finds out which tiles there are, among layers that are prepared.
///
/// # Errors
/// As [`plan_tiles`].
pub fn plan_tiles_of(map: &Map, request: ExportRequest) -> Result<TilePlan, ExportError> {
    plan::plan(map, request)
}

/// Writes the tiles as PMTiles, the same bytes whenever it is done, and gives the writer back.
///
/// # Errors
/// The tiles cannot be written.
pub fn write_pmtiles<W: Write + Seek>(plan: &TilePlan, out: W) -> io::Result<(W, ExportOutcome)> {
    let mut writer = PmtilesWriter::new(out)?;
    let (mut known, mut outcome) = (HashSet::new(), ExportOutcome::default());
    for coords in plan.tiles.chunks(make::BATCH) {
        let made = make::make(&plan.layers, coords, &known);
        made.iter().try_for_each(|tile| writer.put(tile.coord, tile.content, tile.packed.as_deref()))?;
        known.extend(made.iter().map(|tile| tile.content));
        outcome.tiles += made.len();
    }
    let mut out = writer.finish(&plan.extent, &about::pmtiles(plan, None).to_string())?;
    outcome.distinct = known.len();
    outcome.bytes = out.seek(io::SeekFrom::End(0))?;
    Ok((out, outcome))
}
