//! A change set into the file, in one transaction: rows, spatial index, contents, audit entry, revision.

use std::collections::BTreeSet;

use sqlx::sqlite::SqliteConnection;

use super::put::put_changes;
use super::{Gpkg, audit, read, record};
use crate::domain::short_text;
use crate::store::{ChangeSet, Counts, Limits, StoreError};

impl Gpkg {
    pub(in crate::store) async fn apply(&self, set: &ChangeSet, progress: &mut (dyn FnMut(u64) + Send)) -> Result<u64, StoreError> {
        if set.changes.is_empty() {
            return Err(StoreError::Empty);
        }
        let summary = short_text(&set.summary, Limits::DEFAULT.summary_chars);
        let summary = summary.map_err(|source| StoreError::Text { field: "summary", source })?;
        // `immediate`: the right to write is taken before the revision is looked at. Dropping the transaction rolls it back.
        let mut transaction = self.pool.begin_with("begin immediate").await.map_err(|error| self.explain(error.into()))?;
        let revision = write(&mut transaction, set, &summary, progress).await.map_err(|error| self.explain(error))?;
        transaction.commit().await.map_err(|error| self.explain(error.into()))?;
        Ok(revision)
    }
}

async fn write(
    connection: &mut SqliteConnection,
    set: &ChangeSet,
    summary: &str,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<u64, StoreError> {
    let current = read::revision(connection).await?;
    if current != set.based_on {
        return Err(StoreError::Conflict { based_on: set.based_on, current });
    }
    sqlx::raw_sql(include_str!("sql/drop_triggers.sql")).execute(&mut *connection).await?;
    put_changes(connection, &set.changes, progress).await?;
    finish(connection, set, summary, current + 1).await?;
    sqlx::raw_sql(include_str!("sql/create_triggers.sql")).execute(connection).await?;
    Ok(current + 1)
}

async fn finish(connection: &mut SqliteConnection, set: &ChangeSet, summary: &str, revision: u64) -> Result<(), StoreError> {
    let counts = Counts::of(&set.changes);
    let contents = sqlx::query(include_str!("sql/contents.sql"))
        .bind(audit::datetime(set))
        .bind(counts.units_put + counts.units_removed > 0)
        .bind(counts.areas_put + counts.areas_removed > 0)
        .bind(counts.plans_put + counts.plans_removed > 0)
        .bind(counts.observations_put > 0)
        .bind(counts.lineage_put + counts.lineage_removed > 0);
    contents.execute(&mut *connection).await?;
    let revision = i64::try_from(revision).unwrap_or(i64::MAX);
    audit::record(connection, set, summary, revision).await?;
    note(connection, set, revision).await?;
    let program = concat!("plancover ", env!("CARGO_PKG_VERSION"));
    sqlx::query(include_str!("sql/set_revision.sql")).bind(revision).bind(program).execute(connection).await?;
    Ok(())
}

/// Notes which records have changed, or, if they are many, that they are not told one by one.
async fn note(connection: &mut SqliteConnection, set: &ChangeSet, revision: i64) -> Result<(), StoreError> {
    let most = Limits::DEFAULT.noted_changes;
    if set.changes.len() > most {
        sqlx::query(include_str!("sql/forget_changes.sql")).bind(revision).execute(connection).await?;
        return Ok(());
    }
    let noted: BTreeSet<(&str, &str)> = set.changes.iter().map(record::noted).collect();
    let noted = serde_json::json!(noted).to_string();
    sqlx::query(include_str!("sql/note_changes.sql")).bind(revision).bind(noted).execute(&mut *connection).await?;
    let kept = i64::try_from(Limits::DEFAULT.kept_changes).unwrap_or(i64::MAX);
    sqlx::query(include_str!("sql/trim_changes.sql")).bind(kept).execute(connection).await?;
    Ok(())
}
