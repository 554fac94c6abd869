//! The store as a GeoPackage file: SQLite in WAL mode, with the tables of OGC 12-128r18 around ours.
//!
//! Must never: put a value into the text of a statement, or leave a transaction half done. Statements are in `sql/`.
//!
//! Parts in reading order: `file` (is it ours, make one, copy one), `read` and `row` (a revision into memory), `since` (what has
//! changed), `write` (a change set into the file), `record` and `put` (changes into rows), `audit`, `report` (issues as a file of
//! their own).

mod audit;
mod file;
mod put;
mod read;
mod record;
mod report;
mod row;
mod since;
mod write;

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqlitePool;

pub use report::write_report;

use super::StoreError;

/// An open GeoPackage. Clones share its connections.
#[derive(Debug, Clone)]
pub(super) struct Gpkg {
    path: PathBuf,
    pool: SqlitePool,
}

impl Gpkg {
    /// The revision now. In WAL mode a read sees every commit before it, whichever process made it.
    pub(super) async fn revision(&self) -> Result<u64, StoreError> {
        let mut connection = self.pool.acquire().await.map_err(|error| self.explain(error.into()))?;
        read::revision(&mut connection).await.map_err(|error| self.explain(error))
    }

    pub(super) async fn close(self) {
        self.pool.close().await;
    }

    fn explain(&self, error: StoreError) -> StoreError {
        error.at(&self.path)
    }
}

/// Why a call failed, with the file it failed on.
fn at<T>(path: &Path, result: Result<T, StoreError>) -> Result<T, StoreError> {
    result.map_err(|error| error.at(path))
}
