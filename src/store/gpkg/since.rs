//! What has changed since a revision: the records that the list of changes names, as they are now.

use std::collections::BTreeMap;

use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::Gpkg;
use super::read::{by_owner, join_areas, join_plans, revision};
use super::row::{self, Reading};
use crate::domain::{Area, Lineage, Observation, Plan, UnitCode, UnitVersion};
use crate::store::{Delta, StoreError};

impl Gpkg {
    /// What has changed, as of one revision: the first statement of the transaction fixes what all of them see.
    pub(in crate::store) async fn load_since(&self, since: u64) -> Result<Option<Delta>, StoreError> {
        let mut transaction = self.pool.begin().await.map_err(|error| self.explain(error.into()))?;
        let delta = delta(&mut transaction, since).await.map_err(|error| self.explain(error))?;
        transaction.rollback().await.map_err(|error| self.explain(error.into()))?;
        Ok(delta)
    }
}

async fn delta(connection: &mut SqliteConnection, since: u64) -> Result<Option<Delta>, StoreError> {
    let now = revision(connection).await?;
    let whole_since: i64 = sqlx::query_scalar(include_str!("sql/changes_since.sql")).fetch_one(&mut *connection).await?;
    let Some(since) = i64::try_from(since).ok().filter(|_| since <= now).filter(|since| *since >= whole_since) else { return Ok(None) };
    let mut changed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Every revision has noted something; where one has not, another program has emptied the list or does not keep it.
    let noted: i64 = sqlx::query_scalar(include_str!("sql/revisions_noted.sql")).bind(since).fetch_one(&mut *connection).await?;
    if i64::try_from(now).ok() != Some(since + noted) {
        return Ok(None);
    }
    let rows: Vec<SqliteRow> = sqlx::query(include_str!("sql/changed.sql")).bind(since).fetch_all(&mut *connection).await?;
    for row in rows {
        changed.entry(row.try_get("layer")?).or_default().push(row.try_get("record")?);
    }
    let mut of = |layer: &str| changed.remove(layer).unwrap_or_default();
    Ok(Some(Delta {
        revision: now,
        units: units(connection, of("units")).await?,
        areas: areas(connection, of("areas")).await?,
        plans: plans(connection, of("plans")).await?,
        observations: observations(connection, of("observations")).await?,
        lineage: lineage(connection, of("lineage")).await?,
    }))
}

/// The rows of some records.
async fn rows<T>(
    connection: &mut SqliteConnection,
    (table, sql): (&'static str, &'static str),
    records: &[String],
    record: fn(&Reading) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<SqliteRow> = sqlx::query(sql).bind(serde_json::json!(records).to_string()).fetch_all(connection).await?;
    rows.iter().map(|row| record(&Reading::new(table, row))).collect()
}

async fn units(connection: &mut SqliteConnection, codes: Vec<String>) -> Result<BTreeMap<UnitCode, Vec<UnitVersion>>, StoreError> {
    let found = rows(connection, ("units", include_str!("sql/changed_units.sql")), &codes, row::unit).await?;
    // A code that is none was refused by the table.
    let mut units: BTreeMap<UnitCode, Vec<UnitVersion>> =
        codes.iter().filter_map(|code| UnitCode::new(code).ok()).map(|code| (code, Vec::new())).collect();
    for unit in found {
        units.entry(unit.code.clone()).or_default().push(unit);
    }
    units.values_mut().for_each(|versions| versions.sort_by_key(UnitVersion::key));
    Ok(units)
}

async fn areas(connection: &mut SqliteConnection, ids: Vec<String>) -> Result<BTreeMap<String, Option<Area>>, StoreError> {
    let mut found = rows(connection, ("areas", include_str!("sql/changed_areas.sql")), &ids, row::area).await?;
    let units = rows(connection, ("area_units", include_str!("sql/changed_area_units.sql")), &ids, row::unit_ref).await?;
    join_areas(&mut found, &mut by_owner(units));
    let mut areas: BTreeMap<String, Option<Area>> = ids.into_iter().map(|id| (id, None)).collect();
    areas.extend(found.into_iter().map(|area| (area.id.clone(), Some(area))));
    Ok(areas)
}

async fn plans(connection: &mut SqliteConnection, ids: Vec<String>) -> Result<BTreeMap<String, Option<Plan>>, StoreError> {
    let mut found = rows(connection, ("plans", include_str!("sql/changed_plans.sql")), &ids, row::plan).await?;
    let units = rows(connection, ("plan_units", include_str!("sql/changed_plan_units.sql")), &ids, row::unit_ref).await?;
    let areas = rows(connection, ("plan_areas", include_str!("sql/changed_plan_areas.sql")), &ids, row::area_ref).await?;
    let events = rows(connection, ("plan_events", include_str!("sql/changed_plan_events.sql")), &ids, row::event).await?;
    join_plans(&mut found, &mut by_owner(units), &mut by_owner(areas), &mut by_owner(events));
    let mut plans: BTreeMap<String, Option<Plan>> = ids.into_iter().map(|id| (id, None)).collect();
    plans.extend(found.into_iter().map(|plan| (plan.id.clone(), Some(plan))));
    Ok(plans)
}

async fn observations(connection: &mut SqliteConnection, ids: Vec<String>) -> Result<BTreeMap<String, Vec<Observation>>, StoreError> {
    let found = rows(connection, ("observations", include_str!("sql/changed_observations.sql")), &ids, row::observation).await?;
    let mut observations: BTreeMap<String, Vec<Observation>> = ids.into_iter().map(|id| (id, Vec::new())).collect();
    for observation in found {
        observations.entry(observation.indicator.clone()).or_default().push(observation);
    }
    observations.values_mut().for_each(|figures| figures.sort_by(|a, b| a.key().cmp(&b.key())));
    Ok(observations)
}

async fn lineage(connection: &mut SqliteConnection, codes: Vec<String>) -> Result<BTreeMap<UnitCode, Vec<Lineage>>, StoreError> {
    let found = rows(connection, ("lineage", include_str!("sql/changed_lineage.sql")), &codes, row::lineage).await?;
    let mut lineage: BTreeMap<UnitCode, Vec<Lineage>> =
        codes.iter().filter_map(|code| UnitCode::new(code).ok()).map(|code| (code, Vec::new())).collect();
    for record in found {
        lineage.entry(record.from_code.clone()).or_default().push(record);
    }
    lineage.values_mut().for_each(|records| records.sort_by_key(Lineage::key));
    Ok(lineage)
}
