//! What can go wrong with the store, by what the caller can do about it.

use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do it. Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("no store at `{}`\nhint: `plancover seed` or an import makes one, `--store` names another", .path.display())]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// There is a file already.
    #[error("`{}` exists already\nhint: give another name, or move it away first", .path.display())]
    Exists {
        /// The file that stands in the way.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is no plancover store: {found}\nhint: boundaries and plans in other files are brought in with `plancover import`", .path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
        /// What it is.
        found: String,
    },
    /// The file was made by a later version of the program.
    #[error("`{}` has schema version {found}, this program knows up to {known}\nhint: use a newer plancover", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest this program knows.
        known: i64,
    },
    /// The file is cut off or overwritten.
    #[error("`{}` is damaged: {detail}\nhint: restore it from a backup", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// Another program holds the file.
    #[error("`{}` is being written by another program\nhint: try again when it has saved its edits", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file system refuses: no permission, disk full, no such folder.
    #[error("cannot use `{}`: {source}\nhint: the file and its folder must exist, be writable and have room", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Somebody else has written since the author looked.
    #[error("the change is based on revision {based_on}, the store is at {current}\nhint: load again and repeat the change")]
    Conflict {
        /// The revision the author saw.
        based_on: u64,
        /// The revision the store has.
        current: u64,
    },
    /// The change set has no changes.
    #[error("the change set is empty\nhint: write only what differs")]
    Empty,
    /// A text of the change set cannot be taken.
    #[error("the {field} of the change set {source}")]
    Text {
        /// `actor` or `summary`.
        field: &'static str,
        /// Why.
        source: crate::domain::TextError,
    },
    /// One change of the set cannot be stored.
    #[error("cannot store {what}: {reason}")]
    Refused {
        /// The record, for example ``unit `06463` from 2020-01-01``.
        what: String,
        /// Which rule it breaks.
        reason: String,
    },
    /// A stored row cannot be read; another program has written it.
    #[error("row {fid} of `{table}` cannot be read: {reason}\nhint: correct it in the program that wrote it")]
    Row {
        /// The table.
        table: &'static str,
        /// The row.
        fid: i64,
        /// What is wrong, with the column.
        reason: String,
    },
    /// Anything else that SQLite says.
    #[error("the store failed")]
    Database(#[from] sqlx::Error),
}

impl StoreError {
    /// What SQLite said, told by what the caller can do; `path` is the store's file.
    pub(super) fn at(self, path: &Path) -> Self {
        let Self::Database(error) = self else { return self };
        let path = path.to_owned();
        let (code, detail) = match &error {
            sqlx::Error::Database(database) => (result_code(database.as_ref()), database.message().to_owned()),
            _ => (0, String::new()),
        };
        let system = |kind| Self::File { path: path.clone(), source: io::Error::new(kind, detail.clone()) };
        match code {
            SQLITE_BUSY | SQLITE_LOCKED => Self::Busy { path },
            SQLITE_CORRUPT => Self::Damaged { path, detail },
            SQLITE_NOTADB => Self::NotAStore { path, found: "not an SQLite database".to_owned() },
            SQLITE_READONLY | SQLITE_CANTOPEN | SQLITE_PERM => system(io::ErrorKind::PermissionDenied),
            SQLITE_FULL => system(io::ErrorKind::StorageFull),
            SQLITE_IOERR => system(io::ErrorKind::Other),
            _ => Self::Database(error),
        }
    }

    /// Whether a rule of the tables is broken.
    pub(super) fn is_refusal(error: &sqlx::Error) -> bool {
        matches!(error, sqlx::Error::Database(database) if result_code(database.as_ref()) == SQLITE_CONSTRAINT)
    }

    /// A rule that a record breaks, with the record; any other error stays what it is.
    pub(super) fn about(error: sqlx::Error, what: impl FnOnce() -> String) -> Self {
        match &error {
            sqlx::Error::Database(database) if Self::is_refusal(&error) => {
                Self::Refused { what: what(), reason: database.message().to_owned() }
            }
            _ => Self::Database(error),
        }
    }
}

// Primary result codes, https://www.sqlite.org/rescode.html; the low byte of an extended code is its primary code.
const SQLITE_PERM: i32 = 3;
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_IOERR: i32 = 10;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;
const SQLITE_CONSTRAINT: i32 = 19;
const SQLITE_NOTADB: i32 = 26;

fn result_code(error: &dyn sqlx::error::DatabaseError) -> i32 {
    error.code().and_then(|code| code.parse::<i32>().ok()).map_or(0, |code| code & 0xff)
}
