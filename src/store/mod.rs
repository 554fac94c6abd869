//! The store: the only durable state, one GeoPackage file that QGIS opens as it is, and the only user of `sqlx`.
//!
//! It stores; it decides nothing: no overlay, no life-cycle, no matching of names. It never lets GDAL open its file inside this
//! process. Every write is a [`ChangeSet`] with an [`Actor`], applied as a whole together with its audit entry, and makes a new
//! revision; every read is of one revision. See `docs/store.md` for the tables.
//!
//! Parts in reading order: `change` (what is written and read), `handle` (the store as callers see it), `geometry` (land as
//! GeoPackage binary), `gpkg` (the GeoPackage behind it), `error`, `limits`. Beside it `mbtiles` and `geopackage`,
//! files of tiles and of features for other programs (`outgoing`).

mod change;
mod error;
mod geometry;
mod geopackage;
mod gpkg;
mod handle;
mod limits;
mod mbtiles;
mod outgoing;

pub use change::{Actor, AuditEntry, Change, ChangeSet, Counts, Dataset, Delta, area_as_stored, plan_as_stored};
pub use error::StoreError;
pub use geometry::{Blob, Envelope, GeometryError, decode, encode, encode_point};
pub use geopackage::{Cell, ColumnType, FeatureColumn, FeatureTable, GeoPackageWriter};
pub use gpkg::write_report;
pub use handle::Store;
pub use limits::Limits;
pub use mbtiles::{FiledTile, MbtilesWriter};

#[cfg(test)]
mod tests;
