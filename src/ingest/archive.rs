//! ZIP files: what is in them is known before anything is unpacked, and only what is asked for is, up to a limit.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use zip::ZipArchive;

use super::{IngestError, Limits};

/// Up to here a member may be packed as tightly as it likes, in bytes.
const SMALL_BYTES: u64 = 64 << 20;

/// A ZIP file that is open.
pub(super) struct Archive<'a> {
    shown: &'a str,
    limits: &'a Limits,
    zip: ZipArchive<File>,
    members: Vec<Member>,
    unpacked: u64,
}

/// A file in a ZIP file.
#[derive(Debug, Clone)]
pub(super) struct Member {
    at: usize,
    /// Its name without folder and ending.
    pub stem: String,
    /// Its ending in small letters.
    pub ending: String,
    /// Its folder.
    pub folder: String,
    /// Its size when unpacked, as the ZIP file tells it.
    pub bytes: u64,
}

impl<'a> Archive<'a> {
    /// Opens a ZIP file and checks what it says of itself.
    pub fn open(path: &Path, shown: &'a str, limits: &'a Limits) -> Result<Self, IngestError> {
        let mut zip = File::open(path)
            .map_err(|error| error.to_string())
            .and_then(|file| ZipArchive::new(file).map_err(|error| error.to_string()))
            .map_err(|reason| broken(shown, reason))?;
        if zip.len() > limits.archive_entries {
            return Err(too_large(shown, "entries", zip.len() as u64, limits.archive_entries as u64));
        }
        let mut members = Vec::new();
        let mut total = 0_u64;
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|error| broken(shown, error.to_string()))?;
            let (packed, bytes) = (entry.compressed_size(), entry.size());
            total = total.saturating_add(bytes);
            if bytes > SMALL_BYTES && bytes / packed.max(1) > limits.archive_ratio {
                return Err(too_large(shown, "bytes in a member for each that is packed", bytes / packed.max(1), limits.archive_ratio));
            }
            let name = entry.name().map_or_else(|_| String::new(), |name| name.replace('\\', "/"));
            if entry.is_file() {
                members.extend(Member::of(at, &name, bytes));
            }
        }
        if total > limits.file_bytes {
            return Err(too_large(shown, "unpacked bytes", total, limits.file_bytes));
        }
        Ok(Self { shown, limits, zip, members, unpacked: 0 })
    }

    /// The files in it.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Writes a member to a new file, but no more bytes than are allowed for the whole ZIP file, whatever it says of itself.
    pub fn unpack(&mut self, member: &Member, to: &Path) -> Result<(), IngestError> {
        let shown = self.shown;
        let left = self.limits.file_bytes.saturating_sub(self.unpacked);
        let failed = |reason: String| broken(shown, reason);
        let entry = self.zip.by_index(member.at).map_err(|error| failed(error.to_string()))?;
        let mut file = File::create_new(to).map_err(|error| failed(error.to_string()))?;
        // One byte more than allowed tells that there is more.
        let written = std::io::copy(&mut entry.take(left.saturating_add(1)), &mut file).map_err(|error| failed(error.to_string()))?;
        if written > left {
            return Err(too_large(shown, "unpacked bytes, at least", self.limits.file_bytes + 1, self.limits.file_bytes));
        }
        self.unpacked += written;
        file.flush().map_err(|error| failed(error.to_string()))
    }
}

impl Member {
    /// `None` for what no one means: folders and what programs leave behind.
    fn of(at: usize, name: &str, bytes: u64) -> Option<Self> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let (stem, ending) = file.rsplit_once('.')?;
        let meant = !stem.is_empty() && !file.starts_with('.') && !folder.split('/').any(|part| part == "__MACOSX");
        meant.then(|| Self { at, stem: stem.to_owned(), ending: ending.to_lowercase(), folder: folder.to_owned(), bytes })
    }

    /// Whether it belongs to another one: the same name in the same folder.
    pub fn beside(&self, other: &Self) -> bool {
        self.folder == other.folder && self.stem == other.stem
    }
}

fn broken(shown: &str, reason: String) -> IngestError {
    IngestError::Unreadable { path: shown.to_owned(), reason, hint: "check that the ZIP file is whole".into() }
}

fn too_large(shown: &str, what: &'static str, found: u64, allowed: u64) -> IngestError {
    IngestError::TooLarge { path: shown.to_owned(), what: what.into(), found, allowed }
}
