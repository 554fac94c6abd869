//! The file of tiles.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::make::Made;
use super::unfinished::{self, Unfinished, file_error};
use super::{ExportError, TilePlan, about};
use crate::domain::Day;
use crate::store::{FiledTile, MbtilesWriter};
use crate::tiles::{ContentKey, PmtilesWriter};

/// The format, which the file's ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackFormat {
    /// PMTiles version 3.
    Pmtiles,
    /// MBTiles 1.3.
    Mbtiles,
}

impl PackFormat {
    /// The format of a file.
    ///
    /// # Errors
    /// The ending is none of those known.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("pmtiles") => Ok(Self::Pmtiles),
            Some("mbtiles") => Ok(Self::Mbtiles),
            _ => Err(ExportError::Format { path: path.to_owned(), allowed: ".pmtiles, .mbtiles".into() }),
        }
    }
}

/// The format of a file whose name is free, or may be used again.
pub(super) fn free(path: &Path, force: bool) -> Result<PackFormat, ExportError> {
    let format = PackFormat::of(path)?;
    unfinished::free(path, force)?;
    Ok(format)
}

#[derive(Debug)]
enum Writer {
    Pmtiles(PmtilesWriter<BufWriter<File>>),
    Mbtiles(MbtilesWriter),
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Pack {
    unfinished: Unfinished,
    writer: Writer,
    known: HashSet<ContentKey>,
}

impl Pack {
    pub async fn begin(path: &Path, format: PackFormat) -> Result<Self, ExportError> {
        let unfinished = Unfinished::begin(path)?;
        let path = unfinished.path();
        let writer = match format {
            PackFormat::Pmtiles => {
                let file = File::options().write(true).open(unfinished.temporary()).map_err(file_error(path))?;
                Writer::Pmtiles(PmtilesWriter::new(BufWriter::with_capacity(1 << 20, file)).map_err(file_error(path))?)
            }
            PackFormat::Mbtiles => Writer::Mbtiles(MbtilesWriter::new(unfinished.temporary()).await?),
        };
        Ok(Self { unfinished, writer, known: HashSet::new() })
    }

    /// The contents written so far.
    pub const fn known(&self) -> &HashSet<ContentKey> {
        &self.known
    }

    pub async fn put(&mut self, made: Vec<Made>) -> Result<(), ExportError> {
        match &mut self.writer {
            Writer::Pmtiles(writer) => {
                let put = |tile: &Made| writer.put(tile.coord, tile.content, tile.packed.as_deref());
                made.iter().try_for_each(put).map_err(file_error(self.unfinished.path()))?;
            }
            Writer::Mbtiles(writer) => {
                let place = |tile: &Made| (tile.coord.z(), tile.coord.x(), tile.coord.y());
                let filed = |tile| FiledTile { place: place(tile), content: tile.content, bytes: tile.packed.as_deref() };
                writer.put(&made.iter().map(filed).collect::<Vec<_>>()).await?;
            }
        }
        self.known.extend(made.iter().map(|tile| tile.content));
        Ok(())
    }

    /// Puts the file in place and gives its size.
    pub async fn finish(self, plan: &TilePlan, made_on: Day, force: bool) -> Result<u64, ExportError> {
        let Self { unfinished, writer, .. } = self;
        match writer {
            Writer::Pmtiles(writer) => {
                let metadata = about::pmtiles(plan, Some(made_on)).to_string();
                writer.finish(&plan.extent, &metadata).map_err(file_error(unfinished.path()))?;
            }
            Writer::Mbtiles(writer) => writer.finish(&about::mbtiles(plan, made_on)).await?,
        }
        unfinished.place(force)
    }
}
