//! The audit trail: who changed what, and when.

use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::Gpkg;
use super::row::Reading;
use crate::store::{AuditEntry, ChangeSet, Counts, StoreError};

impl Gpkg {
    pub(in crate::store) async fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query(include_str!("sql/audit.sql")).bind(limit).fetch_all(&self.pool).await;
        let rows = rows.map_err(|error| self.explain(error.into()))?;
        rows.iter().map(entry).collect()
    }
}

fn entry(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    let reading = Reading::new("audit", row);
    Ok(AuditEntry {
        revision: reading.count("revision")?,
        at: reading.parsed("at")?,
        actor: reading.value("actor")?,
        summary: reading.value("summary")?,
        counts: Counts {
            units_put: reading.count("units_put")?,
            units_removed: reading.count("units_removed")?,
            areas_put: reading.count("areas_put")?,
            areas_removed: reading.count("areas_removed")?,
            plans_put: reading.count("plans_put")?,
            plans_removed: reading.count("plans_removed")?,
            observations_put: reading.count("observations_put")?,
            lineage_put: reading.count("lineage_put")?,
            lineage_removed: reading.count("lineage_removed")?,
            outside_edits: reading.count("outside_edits")?,
        },
    })
}

/// The time as GeoPackage writes it (table 1, `DATETIME`): UTC with milliseconds.
pub(super) fn datetime(set: &ChangeSet) -> String {
    set.at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

pub(super) async fn record(connection: &mut SqliteConnection, set: &ChangeSet, summary: &str, revision: i64) -> Result<(), StoreError> {
    let counts = Counts::of(&set.changes);
    let mut query = sqlx::query(include_str!("sql/put_audit.sql")).bind(revision).bind(datetime(set));
    query = query.bind(set.actor.as_str().to_owned()).bind(summary.to_owned());
    let units_and_areas = [counts.units_put, counts.units_removed, counts.areas_put, counts.areas_removed];
    let others = [counts.plans_put, counts.plans_removed, counts.observations_put, counts.lineage_put, counts.lineage_removed];
    for count in units_and_areas.into_iter().chain(others) {
        query = query.bind(i64::try_from(count).unwrap_or(i64::MAX));
    }
    query.execute(connection).await?;
    Ok(())
}
