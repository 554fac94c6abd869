//! Issues as a GeoPackage of their own, which QGIS shows as places on the map. It is no store, and never stands in one.

use std::path::{Path, absolute};

use geo::{BoundingRect, Coord, MultiPoint};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use super::at;
use super::file::{begin_file, file_error, put_in_place};
use crate::domain::Issue;
use crate::store::{StoreError, encode_point};

/// Writes issues to a file that does not exist yet: as a whole, or not at all.
///
/// # Errors
/// [`StoreError::Exists`], [`StoreError::File`].
pub async fn write_report(path: &Path, issues: &[Issue]) -> Result<(), StoreError> {
    let path = absolute(path).map_err(|source| file_error(path, source))?;
    let unfinished = begin_file(&path)?;
    let options = SqliteConnectOptions::new().filename(unfinished.path()).create_if_missing(false).disable_statement_logging();
    let mut connection = at(&path, options.connect().await.map_err(Into::into))?;
    at(&path, fill(&mut connection, issues).await)?;
    connection.close().await.map_err(|error| StoreError::from(error).at(&path))?;
    put_in_place(unfinished, &path)
}

async fn fill(connection: &mut SqliteConnection, issues: &[Issue]) -> Result<(), StoreError> {
    // The tables of the standard are those of a store; pragmas do not work inside a transaction.
    sqlx::raw_sql(include_str!("../../../migrations/gpkg/0001_geopackage.sql")).execute(&mut *connection).await?;
    let mut transaction = connection.begin().await?;
    sqlx::raw_sql(include_str!("sql/report.sql")).execute(&mut *transaction).await?;
    for issue in issues {
        let place = &issue.place;
        sqlx::query(include_str!("sql/put_issue.sql"))
            .bind(place.at.filter(finite).map(encode_point))
            .bind(issue.severity.code())
            .bind(issue.code)
            .bind(&place.file)
            .bind(&place.layer)
            .bind(place.feature.and_then(|feature| i64::try_from(feature).ok()))
            .bind(&place.cell)
            .bind(&place.id)
            .bind(&place.field)
            .bind(&issue.found)
            .bind(&issue.hint)
            .execute(&mut *transaction)
            .await?;
    }
    let places: MultiPoint = issues.iter().filter_map(|issue| issue.place.at.filter(finite)).collect::<Vec<Coord>>().into();
    if let Some(bounds) = places.bounding_rect() {
        let (min, max) = (bounds.min(), bounds.max());
        let update = sqlx::query(include_str!("sql/report_bounds.sql")).bind(min.x).bind(min.y).bind(max.x).bind(max.y);
        update.execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

fn finite(at: &Coord) -> bool {
    at.x.is_finite() && at.y.is_finite()
}
