//! MBTiles 1.3: tiles in an SQLite file for phones and QGIS. It is here because the store alone speaks SQL; it is no store.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use md5::{Digest, Md5};
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use super::StoreError;
use super::outgoing::begun;

/// A tile of a file: zoom, column and row from the north-west corner.
#[derive(Debug, Clone, Copy)]
pub struct FiledTile<'a> {
    /// Zoom, column, row.
    pub place: (u8, u32, u32),
    /// What its content is known by.
    pub content: u128,
    /// The content, if it comes for the first time.
    pub bytes: Option<&'a [u8]>,
}

/// Writes a file of tiles. Until it is finished there is nothing in it for readers: write it at a temporary name.
#[derive(Debug)]
pub struct MbtilesWriter {
    path: PathBuf,
    connection: SqliteConnection,
    /// The name of each content: its MD5, by which tools tell whether a file is whole.
    names: HashMap<u128, u128>,
}

impl MbtilesWriter {
    /// Begins the file, which must exist and be empty. A crash leaves it half made, so nothing is written twice for safety.
    ///
    /// # Errors
    /// The file cannot be used.
    pub async fn new(path: &Path) -> Result<Self, StoreError> {
        let started = async {
            let mut connection = begun(path).await?;
            sqlx::raw_sql(include_str!("sql/schema.sql")).execute(&mut connection).await?;
            sqlx::raw_sql("begin").execute(&mut connection).await?;
            Ok::<_, sqlx::Error>(connection)
        };
        let connection = started.await.map_err(|error| StoreError::from(error).at(path))?;
        Ok(Self { path: path.to_owned(), connection, names: HashMap::new() })
    }

    /// Adds tiles, each place once.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn put(&mut self, tiles: &[FiledTile<'_>]) -> Result<(), StoreError> {
        let (mut rows, mut blob) = (Vec::with_capacity(tiles.len()), Vec::new());
        for tile in tiles {
            let (z, x, y) = tile.place;
            // Rows count from the south (MBTiles 1.3, "Tiles").
            let row = (1_u64 << z) - 1 - u64::from(y);
            let fresh = tile.bytes.filter(|_| !self.names.contains_key(&tile.content)).unwrap_or_default();
            let name = *self.names.entry(tile.content).or_insert_with(|| u128::from_be_bytes(Md5::digest(fresh).into()));
            rows.push(serde_json::json!([z, x, row, format!("{name:032X}"), blob.len() + 1, fresh.len()]));
            blob.extend_from_slice(fresh);
        }
        let rows = serde_json::Value::Array(rows).to_string();
        let put = sqlx::query(include_str!("sql/put.sql")).bind(rows).bind(blob).execute(&mut self.connection).await;
        put.map(drop).map_err(|error| StoreError::from(error).at(&self.path))
    }

    /// Ends the file with what it tells of itself, a JSON object of texts.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn finish(mut self, metadata: &serde_json::Value) -> Result<(), StoreError> {
        let ended = async {
            sqlx::query(include_str!("sql/finish.sql")).bind(metadata.to_string()).execute(&mut self.connection).await?;
            sqlx::raw_sql("commit").execute(&mut self.connection).await?;
            self.connection.close().await
        };
        ended.await.map_err(|error| StoreError::from(error).at(&self.path))
    }
}
