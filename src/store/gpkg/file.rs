//! The file itself: whether it is ours, how it is opened, made and copied.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf, absolute};

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tempfile::NamedTempFile;

use super::{Gpkg, at};
use crate::store::{Limits, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/gpkg");

const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Where the header of an SQLite file has its application id (<https://www.sqlite.org/fileformat.html>, 1.3).
const APPLICATION_ID: std::ops::Range<usize> = 68..72;
/// Larger than SQLite's own 4 KiB: boundaries are tens of kilobytes.
const PAGE_BYTES: u32 = 16_384;

impl Gpkg {
    /// Opens a file that is ours, and migrates it if it is older.
    pub(in crate::store) async fn open(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path).map_err(|source| file_error(path, source))?;
        check_header(&path)?;
        let mut connection = at(&path, connect(&path).await)?;
        check_version(&path, &mut connection).await?;
        connection.close().await.map_err(|error| StoreError::from(error).at(&path))?;
        let options = SqlitePoolOptions::new().max_connections(Limits::DEFAULT.connections).test_before_acquire(false);
        let pool = options.connect_with(connect_options(&path)).await.map_err(|error| StoreError::from(error).at(&path))?;
        Ok(Self { path, pool })
    }

    /// Makes a file at a temporary name and renames it into place.
    pub(in crate::store) async fn create(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path).map_err(|source| file_error(path, source))?;
        let unfinished = begin_file(&path)?;
        let mut connection = at(&path, connect(unfinished.path()).await)?;
        at(&path, migrate(&mut connection).await)?;
        connection.close().await.map_err(|error| StoreError::from(error).at(&path))?;
        put_in_place(unfinished, &path)?;
        Self::open(&path).await
    }

    /// Copies the store as of now to a file that does not exist yet.
    pub(in crate::store) async fn backup(&self, out: &Path) -> Result<(), StoreError> {
        let out = absolute(out).map_err(|source| file_error(out, source))?;
        let unfinished = begin_file(&out)?;
        let name = unfinished.path().to_str().ok_or_else(|| file_error(&out, not_unicode()))?.to_owned();
        let copied = sqlx::query(include_str!("sql/backup.sql")).bind(name).execute(&self.pool).await;
        copied.map_err(|error| StoreError::from(error).at(&out))?;
        put_in_place(unfinished, &out)
    }
}

pub(super) fn file_error(path: &Path, source: io::Error) -> StoreError {
    StoreError::File { path: path.to_owned(), source }
}

fn not_unicode() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the name is not valid Unicode")
}

/// Looks at the first bytes, before SQLite does: it would take an empty file for an empty database.
fn check_header(path: &Path) -> Result<(), StoreError> {
    let mut header = Vec::with_capacity(100);
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::Missing { path: path.to_owned() }),
        Err(error) => return Err(file_error(path, error)),
        Ok(_) => {}
    }
    let not = |found: &str| Err(StoreError::NotAStore { path: path.to_owned(), found: found.to_owned() });
    if header.is_empty() {
        not("an empty file")
    } else if !header.starts_with(SQLITE_MAGIC) {
        not("not an SQLite database")
    } else if header.get(APPLICATION_ID) != Some(b"GPKG") {
        not("an SQLite database, but not a GeoPackage")
    } else {
        Ok(())
    }
}

/// WAL: readers and one writer at a time, in several processes, never wait for each other. Synchronous `full`: a commit has
/// reached the disk when `apply` returns; that costs one flush a change set, and imports are few and precious.
fn connect_options(path: &Path) -> SqliteConnectOptions {
    let limits = Limits::DEFAULT;
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .page_size(PAGE_BYTES)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(limits.busy_timeout)
        .pragma("journal_size_limit", limits.log_bytes.to_string())
        .disable_statement_logging()
}

async fn connect(path: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(connect_options(path).connect().await?)
}

async fn check_version(path: &Path, connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let ours: i64 = at(path, sqlx::query_scalar(include_str!("sql/ours.sql")).fetch_one(&mut *connection).await.map_err(Into::into))?;
    if ours != 2 {
        return Err(StoreError::NotAStore { path: path.to_owned(), found: "a GeoPackage of another program".to_owned() });
    }
    let version = sqlx::query_scalar(include_str!("sql/version.sql")).fetch_one(&mut *connection).await;
    let found: i64 = at(path, version.map_err(Into::into))?;
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    match found.cmp(&known) {
        std::cmp::Ordering::Greater => Err(StoreError::Newer { path: path.to_owned(), found, known }),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => at(path, migrate(connection).await),
    }
}

/// Runs the migrations that are missing, all or none. The triggers come down first: a migration may not find the functions they
/// call.
async fn migrate(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("begin immediate").await?;
    sqlx::raw_sql(include_str!("sql/drop_triggers.sql")).execute(&mut *transaction).await?;
    MIGRATIONS.run(&mut *transaction).await.map_err(|error| match error {
        MigrateError::Execute(error) => StoreError::from(error),
        other => StoreError::from(sqlx::Error::from(other)),
    })?;
    sqlx::raw_sql(include_str!("sql/create_triggers.sql")).execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// An empty file with a name of its own beside `path`, which must not exist; nor must a log that SQLite would take for its own.
pub(super) fn begin_file(path: &Path) -> Result<NamedTempFile<()>, StoreError> {
    for taken in [path.to_owned(), beside(path, "-wal"), beside(path, "-journal")] {
        if taken.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { path: taken });
        }
    }
    let folder = path.parent().ok_or_else(|| file_error(path, io::ErrorKind::IsADirectory.into()))?;
    let mut prefix = OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    // `make_in` gives the file the permissions of any new file; a temporary file is usually its owner's alone.
    tempfile::Builder::new()
        .prefix(&prefix)
        .suffix(".part")
        .make_in(folder, |name| File::create_new(name).map(drop))
        .map_err(|source| file_error(path, source))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Renames a finished file into place, unless something has come to stand there meanwhile; then it stays on the disk.
pub(super) fn put_in_place(unfinished: NamedTempFile<()>, path: &Path) -> Result<(), StoreError> {
    let flush = |name: &Path| File::open(name).and_then(|file| file.sync_all());
    flush(unfinished.path()).map_err(|source| file_error(path, source))?;
    unfinished.persist_noclobber(path).map_err(|failed| match failed.error.kind() {
        io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_owned() },
        _ => file_error(path, failed.error),
    })?;
    path.parent().map_or(Ok(()), flush).map_err(|source| file_error(path, source))
}
