//! A file that appears at its name when it is whole: made at a temporary name in its folder and renamed then.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf, absolute};

use tempfile::NamedTempFile;

use super::ExportError;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
    /// Removed when it is dropped, unless it was put in place.
    file: NamedTempFile<()>,
}

/// Refuses a name that stands already, unless it may be used again.
///
/// # Errors
/// Something stands there.
pub fn free(path: &Path, force: bool) -> Result<(), ExportError> {
    if !force && path.symlink_metadata().is_ok() { Err(ExportError::Exists(path.to_owned())) } else { Ok(()) }
}

/// Copies a file that has no name to its place, and gives its size (bytes).
///
/// # Errors
/// It cannot be written there, or something stands there meanwhile.
pub fn place(from: &mut File, path: &Path, force: bool) -> Result<u64, ExportError> {
    let unfinished = Unfinished::begin(path)?;
    let copied = from.rewind().and_then(|()| io::copy(from, &mut File::options().write(true).open(unfinished.temporary())?));
    copied.map_err(file_error(path))?;
    unfinished.place(force)
}

/// What the system says of a file.
pub(super) fn file_error(path: &Path) -> impl Fn(std::io::Error) -> ExportError + use<'_> {
    |source| ExportError::File { path: path.to_owned(), source }
}

impl Unfinished {
    pub(super) fn begin(path: &Path) -> Result<Self, ExportError> {
        let path = absolute(path).map_err(file_error(path))?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        let mut prefix = OsString::from(".");
        prefix.push(path.file_name().unwrap_or_default());
        // `make_in` gives the file the permissions of any new file; a temporary file is usually its owner's alone.
        let file = tempfile::Builder::new().prefix(&prefix).suffix(".part").make_in(folder, |name| File::create_new(name).map(drop));
        Ok(Self { file: file.map_err(file_error(&path))?, path })
    }

    /// The name that it is to have.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The name that it has until then.
    pub(super) fn temporary(&self) -> &Path {
        self.file.path()
    }

    /// Puts the file in place and gives its size.
    pub(super) fn place(self, force: bool) -> Result<u64, ExportError> {
        let Self { path, file: unfinished } = self;
        let failed = file_error(&path);
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
