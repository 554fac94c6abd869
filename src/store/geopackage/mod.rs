//! GeoPackage 1.3 (OGC 12-128r18) with one table of features, for other programs. It is here because the store alone speaks SQL; it is no store.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection};

use super::outgoing::begun;
use super::{Envelope, StoreError, encode};
use crate::domain::{Day, Land};

/// The type of a column (table 1 of the standard).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// `TEXT`.
    Text,
    /// `DOUBLE`.
    Double,
    /// `INTEGER`.
    Integer,
    /// `BOOLEAN`.
    Boolean,
    /// `DATE`.
    Date,
}

impl ColumnType {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Double => "double",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// A column of the table.
#[derive(Debug, Clone, Copy)]
pub struct FeatureColumn<'a> {
    /// Its name: lower-case letters, digits and `_`.
    pub name: &'a str,
    /// Its type.
    pub column_type: ColumnType,
    /// What it says, in Vietnamese and English.
    pub says: [&'a str; 2],
}

/// The table.
#[derive(Debug, Clone)]
pub struct FeatureTable<'a> {
    /// Its name: lower-case letters, digits and `_`.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it holds.
    pub description: &'a str,
    /// Its columns.
    pub columns: Vec<FeatureColumn<'a>>,
}

/// A value of a column.
#[derive(Debug, Clone, Copy)]
pub enum Cell<'a> {
    /// None.
    Null,
    /// Text, or a day.
    Text(&'a str),
    /// A number.
    Double(f64),
    /// A whole number, or 0 and 1 for false and true.
    Integer(i64),
}

/// Writes a file of features. Until it is finished there is nothing in it for readers: write it at a temporary name.
#[derive(Debug)]
pub struct GeoPackageWriter {
    path: PathBuf,
    connection: SqliteConnection,
    table: String,
    put: String,
    index: String,
    bounds: Option<Envelope>,
}

impl GeoPackageWriter {
    /// Begins the file, which must exist and be empty. A crash leaves it half made, so nothing is written twice for safety.
    ///
    /// # Errors
    /// The file cannot be used, or a name is none that a table or a column may have.
    pub async fn new(path: &Path, table: &FeatureTable<'_>) -> Result<Self, StoreError> {
        let [create, put, index] = statements(table)?;
        let started = async {
            let mut connection = begun(path).await?;
            sqlx::raw_sql(include_str!("../../../migrations/gpkg/0001_geopackage.sql")).execute(&mut connection).await?;
            sqlx::raw_sql("begin").execute(&mut connection).await?;
            sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut connection).await?;
            for column in &table.columns {
                let query = sqlx::query(include_str!("sql/column.sql")).bind(table.name).bind(column.name);
                query.bind(column.says[0]).bind(column.says[1]).execute(&mut connection).await?;
            }
            Ok::<_, sqlx::Error>(connection)
        };
        let connection = started.await.map_err(|error| StoreError::from(error).at(path))?;
        Ok(Self { path: path.to_owned(), connection, table: table.name.to_owned(), put, index, bounds: None })
    }

    /// Adds a feature with a value for each column.
    ///
    /// # Errors
    /// The land cannot be written, or the file.
    pub async fn put(&mut self, land: &Land, values: impl IntoIterator<Item = Cell<'_>>) -> Result<(), StoreError> {
        let refused = |source: super::GeometryError| StoreError::Refused { what: "a feature".into(), reason: source.to_string() };
        let blob = if land.0.is_empty() { None } else { Some(encode(land).map_err(refused)?) };
        let envelope = blob.as_ref().and_then(|blob| blob.envelope);
        let mut query = sqlx::query(AssertSqlSafe(self.put.clone())).bind(blob.map(|blob| blob.bytes));
        for value in values {
            query = match value {
                Cell::Null => query.bind(None::<i64>),
                Cell::Text(text) => query.bind(text.to_owned()),
                Cell::Double(number) => query.bind(number),
                Cell::Integer(number) => query.bind(number),
            };
        }
        let put = async {
            let row = query.execute(&mut self.connection).await?.last_insert_rowid();
            if let Some(Envelope { min_x, max_x, min_y, max_y }) = envelope {
                let index = sqlx::query(AssertSqlSafe(self.index.clone())).bind(row).bind(min_x).bind(max_x).bind(min_y).bind(max_y);
                index.execute(&mut self.connection).await?;
            }
            Ok::<_, sqlx::Error>(())
        };
        put.await.map_err(|error| StoreError::from(error).at(&self.path))?;
        self.bounds = match (self.bounds, envelope) {
            (Some(one), Some(other)) => Some(Envelope {
                min_x: one.min_x.min(other.min_x),
                max_x: one.max_x.max(other.max_x),
                min_y: one.min_y.min(other.min_y),
                max_y: one.max_y.max(other.max_y),
            }),
            (one, other) => one.or(other),
        };
        Ok(())
    }

    /// Ends the file, made on a day.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn finish(mut self, table: &FeatureTable<'_>, made_on: Day) -> Result<(), StoreError> {
        let bound = |of: fn(Envelope) -> f64| self.bounds.map(of);
        let bounds = [bound(|at| at.min_x), bound(|at| at.min_y), bound(|at| at.max_x), bound(|at| at.max_y)];
        let triggers = include_str!("sql/triggers.sql").replace("{table}", &self.table);
        let ended = async {
            let mut contents = sqlx::query(include_str!("sql/contents.sql"));
            for text in [table.name, table.title, table.description] {
                contents = contents.bind(text);
            }
            contents = contents.bind(made_on.to_string());
            for bound in bounds {
                contents = contents.bind(bound);
            }
            contents.execute(&mut self.connection).await?;
            sqlx::query(include_str!("sql/geometry.sql")).bind(table.name).execute(&mut self.connection).await?;
            sqlx::query(include_str!("sql/extensions.sql")).bind(table.name).execute(&mut self.connection).await?;
            sqlx::raw_sql(AssertSqlSafe(triggers)).execute(&mut self.connection).await?;
            sqlx::raw_sql("commit").execute(&mut self.connection).await?;
            self.connection.close().await
        };
        ended.await.map_err(|error| StoreError::from(error).at(&self.path))
    }
}

/// What makes the table, adds a row to it and to its index.
fn statements(table: &FeatureTable<'_>) -> Result<[String; 3], StoreError> {
    let names = table.columns.iter().map(|column| column.name).chain([table.name]);
    let word = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if let Some(name) = names.into_iter().find(|name| !word(name)) {
        let reason = "a name has lower-case letters, digits and `_`".to_owned();
        return Err(StoreError::Refused { what: format!("a column or table `{name}`"), reason });
    }
    let columns = table.columns.iter().map(|column| format!(", \"{}\" {}", column.name, column.column_type.name()));
    let names = table.columns.iter().map(|column| format!(", \"{}\"", column.name));
    let places = (0..table.columns.len()).map(|place| format!(", ${}", place + 2));
    let [columns, names, places] = [columns.collect::<Vec<_>>(), names.collect(), places.collect()].map(|parts| parts.concat());
    let filled = |statement: &str| statement.replace("{table}", table.name);
    Ok([
        filled(include_str!("sql/create.sql")).replace("{columns}", &columns),
        filled(include_str!("sql/put.sql")).replace("{names}", &names).replace("{places}", &places),
        filled(include_str!("sql/index.sql")),
    ])
}
