//! The store as callers see it, whichever database is behind it.

use std::path::Path;

use super::gpkg::Gpkg;
use super::{AuditEntry, ChangeSet, Dataset, Delta, StoreError};

/// An open store. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    backend: Backend,
}

#[derive(Debug, Clone)]
enum Backend {
    Gpkg(Gpkg),
}

impl Store {
    /// Opens a store that exists, and brings it to this program's schema if it is older.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotAStore`], [`StoreError::Newer`], [`StoreError::Damaged`],
    /// [`StoreError::Busy`] or [`StoreError::File`].
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { backend: Backend::Gpkg(Gpkg::open(path).await?) })
    }

    /// Makes an empty store at revision 0. It is made at a temporary name in the same folder and put in place as a whole,
    /// so that a half-made one never stands there.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the file, or the log of an earlier one, is there; [`StoreError::File`].
    pub async fn create(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { backend: Backend::Gpkg(Gpkg::create(path).await?) })
    }

    /// The revision now, changes by other processes included. Cheap: one row.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub async fn revision(&self) -> Result<u64, StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.revision().await,
        }
    }

    /// Everything, as of one revision. Takes memory and time in proportion to the data; writers are not held up.
    ///
    /// # Errors
    /// [`StoreError::Row`] where another program has written what cannot be read; or the file cannot be read.
    pub async fn load(&self) -> Result<Dataset, StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.load().await,
        }
    }

    /// What has changed since a revision, as of now; `None` where that is not known any more and everything must be loaded. Takes time
    /// in proportion to the change.
    ///
    /// # Errors
    /// [`StoreError::Row`] where another program has written what cannot be read; or the file cannot be read.
    pub async fn load_since(&self, revision: u64) -> Result<Option<Delta>, StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.load_since(revision).await,
        }
    }

    /// Applies a change set in one transaction with its audit entry, and gives the new revision. Dropping the future, or the
    /// end of the process, before it is done leaves everything as it was. `progress` is told after each batch
    /// how many changes are done.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the set is not based on the current revision, [`StoreError::Empty`],
    /// [`StoreError::Refused`] with the record that cannot be stored, [`StoreError::Text`], [`StoreError::Busy`].
    pub async fn apply(&self, set: &ChangeSet, progress: &mut (dyn FnMut(u64) + Send)) -> Result<u64, StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.apply(set, progress).await,
        }
    }

    /// The last `limit` entries of the audit trail, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.audit(limit).await,
        }
    }

    /// Writes a consistent, compact copy to a file that does not exist yet, while the store is in use.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::File`].
    pub async fn backup(&self, out: &Path) -> Result<(), StoreError> {
        match &self.backend {
            Backend::Gpkg(gpkg) => gpkg.backup(out).await,
        }
    }

    /// Closes the connections, and with the last of all processes copies the write-ahead log into the file.
    pub async fn close(self) {
        match self.backend {
            Backend::Gpkg(gpkg) => gpkg.close().await,
        }
    }
}
