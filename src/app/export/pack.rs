//! The file: made at a temporary name in its folder and renamed when it is whole.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf, absolute};

use tempfile::NamedTempFile;

use super::make::Made;
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
            _ => Err(ExportError::Format(path.to_owned())),
        }
    }
}

/// The format of a file whose name is free, or may be used again.
pub(super) fn free(path: &Path, force: bool) -> Result<PackFormat, ExportError> {
    let format = PackFormat::of(path)?;
    if !force && path.symlink_metadata().is_ok() {
        return Err(ExportError::Exists(path.to_owned()));
    }
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
    path: PathBuf,
    /// Removed when it is dropped, unless it was put in place.
    unfinished: NamedTempFile<()>,
    writer: Writer,
    known: HashSet<ContentKey>,
}

fn file_error(path: &Path) -> impl Fn(std::io::Error) -> ExportError + use<'_> {
    |source| ExportError::File { path: path.to_owned(), source }
}

impl Pack {
    pub async fn begin(path: &Path, format: PackFormat) -> Result<Self, ExportError> {
        let path = absolute(path).map_err(file_error(path))?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        let mut prefix = OsString::from(".");
        prefix.push(path.file_name().unwrap_or_default());
        // `make_in` gives the file the permissions of any new file; a temporary file is usually its owner's alone.
        let unfinished = tempfile::Builder::new().prefix(&prefix).suffix(".part").make_in(folder, |name| File::create_new(name).map(drop));
        let unfinished = unfinished.map_err(file_error(&path))?;
        let writer = match format {
            PackFormat::Pmtiles => {
                let file = File::options().write(true).open(unfinished.path()).map_err(file_error(&path))?;
                Writer::Pmtiles(PmtilesWriter::new(BufWriter::with_capacity(1 << 20, file)).map_err(file_error(&path))?)
            }
            PackFormat::Mbtiles => Writer::Mbtiles(MbtilesWriter::new(unfinished.path()).await?),
        };
        Ok(Self { path, unfinished, writer, known: HashSet::new() })
    }

    /// The contents written so far.
    pub const fn known(&self) -> &HashSet<ContentKey> {
        &self.known
    }

    pub async fn put(&mut self, made: Vec<Made>) -> Result<(), ExportError> {
        match &mut self.writer {
            Writer::Pmtiles(writer) => {
                let put = |tile: &Made| writer.put(tile.coord, tile.content, tile.packed.as_deref());
                made.iter().try_for_each(put).map_err(file_error(&self.path))?;
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
        let Self { path, unfinished, writer, .. } = self;
        let failed = file_error(&path);
        match writer {
            Writer::Pmtiles(writer) => {
                let metadata = about::pmtiles(plan, Some(made_on)).to_string();
                writer.finish(&plan.extent, &metadata).map_err(&failed)?;
            }
            Writer::Mbtiles(writer) => writer.finish(&about::mbtiles(plan, made_on)).await?,
        }
        let file = File::open(unfinished.path()).map_err(&failed)?;
        file.sync_all().map_err(&failed)?;
        let bytes = file.metadata().map_err(&failed)?.len();
        let placed = if force { unfinished.persist(&path) } else { unfinished.persist_noclobber(&path) };
        placed.map_err(|refused| match refused.error.kind() {
            std::io::ErrorKind::AlreadyExists => ExportError::Exists(path.clone()),
            _ => failed(refused.error),
        })?;
        Ok(bytes)
    }
}
