//! Changes into rows, batch by batch: records with their place in the spatial index, their references and events.
//!
//! What costs time is going to the connection's thread and back, so a batch is one call of a few statements. Their arguments
//! are written `$1`: with `?1`, sqlx loses count in a call of several statements where one does not use all of them.

use std::collections::HashSet;
use std::slice;

use serde_json::Value;
use sqlx::sqlite::SqliteConnection;

use super::record::{self, Layer};
use crate::store::{Change, Limits, StoreError};

/// Applies the changes in their order, and tells after each batch how many are done.
pub(super) async fn put_changes(
    connection: &mut SqliteConnection,
    changes: &[Change],
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<(), StoreError> {
    let mut done = 0;
    while let Some(first) = changes.get(done) {
        done += match Layer::of(first) {
            None => remove(connection, first).await?,
            Some(layer) => {
                let batch = Batch::take(layer, &changes[done..])?;
                batch.put(connection, &changes[done..]).await?
            }
        };
        progress(done as u64);
    }
    Ok(())
}

/// Records of one layer that are put together; no record occurs twice.
struct Batch {
    layer: Layer,
    rows: Vec<Value>,
    land: Vec<u8>,
}

impl Batch {
    /// As many of the first changes as go together.
    fn take(layer: Layer, changes: &[Change]) -> Result<Self, StoreError> {
        let limits = Limits::DEFAULT;
        let mut batch = Self { layer, rows: Vec::new(), land: Vec::new() };
        let mut names = HashSet::new();
        for change in changes.iter().take(limits.batch_records) {
            let name = record::name(change);
            if Layer::of(change) != Some(layer) || batch.land.len() > limits.batch_bytes || names.contains(&name) {
                break;
            }
            let row = record::row(change, &mut batch.land);
            batch.rows.push(row.map_err(|error| StoreError::Refused { what: name.clone(), reason: error.to_string() })?);
            names.insert(name);
        }
        Ok(batch)
    }

    /// Puts them and says how many they were. Where a rule is broken, they are put again one by one to find out by which.
    async fn put(self, connection: &mut SqliteConnection, changes: &[Change]) -> Result<usize, StoreError> {
        let (layer, count) = (self.layer, self.rows.len());
        let Err(broken) = self.run(connection).await else { return Ok(count) };
        if StoreError::is_refusal(&broken) {
            for change in &changes[..count] {
                let alone = Self::take(layer, slice::from_ref(change))?;
                alone.run(connection).await.map_err(|error| StoreError::about(error, || record::name(change)))?;
            }
        }
        Err(StoreError::from(broken))
    }

    async fn run(self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let statements = sqlx::query(match self.layer {
            Layer::Units => include_str!("sql/put_units.sql"),
            Layer::Areas => include_str!("sql/put_areas.sql"),
            Layer::Plans => include_str!("sql/put_plans.sql"),
            Layer::Observations => include_str!("sql/put_observations.sql"),
            Layer::Lineage => include_str!("sql/put_lineage.sql"),
        });
        statements.bind(Value::Array(self.rows).to_string()).bind(self.land).execute(connection).await?;
        Ok(())
    }
}

/// Removes one record, which must be there.
async fn remove(connection: &mut SqliteConnection, change: &Change) -> Result<usize, StoreError> {
    let statements = match change {
        Change::RemoveUnit(key) => {
            sqlx::query(include_str!("sql/remove_unit.sql")).bind(key.code.as_str()).bind(record::text(key.valid_from))
        }
        Change::RemoveArea(id) => sqlx::query(include_str!("sql/remove_area.sql")).bind(id),
        Change::RemovePlan(id) => sqlx::query(include_str!("sql/remove_plan.sql")).bind(id),
        Change::RemoveLineage(key) => sqlx::query(include_str!("sql/remove_lineage.sql"))
            .bind(key.effective_on.to_string())
            .bind(key.from_code.as_str())
            .bind(key.to_code.as_str()),
        Change::PutUnit(_) | Change::PutArea(_) | Change::PutPlan(_) | Change::PutObservation(_) | Change::PutLineage(_) => return Ok(0),
    };
    let what = || format!("the removal of {}", record::name(change));
    match statements.fetch_optional(connection).await.map_err(|error| StoreError::about(error, what))? {
        Some(_) => Ok(1),
        None => Err(StoreError::Refused { what: what(), reason: "it is not there".to_owned() }),
    }
}
