//! A revision into memory: pages of rows are fetched in one read transaction and decoded beside it.

use std::collections::HashMap;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use tokio::task::{JoinHandle, spawn_blocking};

use super::Gpkg;
use super::row::{self, Reading};
use crate::domain::{Area, AreaId, Event, Lineage, Observation, Plan, Territory, UnitRef};
use crate::store::change::{settle_areas, settle_events, settle_units};
use crate::store::{Dataset, Limits, StoreError};

impl Gpkg {
    /// Everything as of one revision: the first statement of the transaction fixes what all of them see.
    pub(in crate::store) async fn load(&self) -> Result<Dataset, StoreError> {
        let mut transaction = self.pool.begin().await.map_err(|error| self.explain(error.into()))?;
        let dataset = dataset(&mut transaction).await.map_err(|error| self.explain(error))?;
        transaction.rollback().await.map_err(|error| self.explain(error.into()))?;
        Ok(dataset)
    }
}

pub(super) async fn revision(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let revision: i64 = sqlx::query_scalar(include_str!("sql/revision.sql")).fetch_one(connection).await?;
    u64::try_from(revision).map_err(|_| StoreError::Row { table: "store_meta", fid: 1, reason: format!("`revision`: {revision}") })
}

async fn dataset(connection: &mut SqliteConnection) -> Result<Dataset, StoreError> {
    let limits = Limits::DEFAULT;
    let revision = revision(connection).await?;
    let page = limits.geometry_page_rows;
    let mut units = Table { name: "units", sql: include_str!("sql/load_units.sql"), page }.read(connection, row::unit).await?;
    units.sort_by(|a, b| (&a.code, a.period.from).cmp(&(&b.code, b.period.from)));
    let (areas, plans) = (areas(connection).await?, plans(connection).await?);
    let (observations, lineage) = (observations(connection).await?, lineage(connection).await?);
    Ok(Dataset { revision, units, areas, plans, observations, lineage })
}

async fn lineage(connection: &mut SqliteConnection) -> Result<Vec<Lineage>, StoreError> {
    let table = Table { name: "lineage", sql: include_str!("sql/load_lineage.sql"), page: Limits::DEFAULT.page_rows };
    let mut lineage = table.read(connection, row::lineage).await?;
    lineage.sort_by_key(Lineage::key);
    Ok(lineage)
}

async fn observations(connection: &mut SqliteConnection) -> Result<Vec<Observation>, StoreError> {
    let table = Table { name: "observations", sql: include_str!("sql/load_observations.sql"), page: Limits::DEFAULT.page_rows };
    let mut observations = table.read(connection, row::observation).await?;
    observations.sort_by(|a, b| a.key().cmp(&b.key()));
    Ok(observations)
}

async fn areas(connection: &mut SqliteConnection) -> Result<Vec<Area>, StoreError> {
    let Limits { geometry_page_rows, page_rows, .. } = Limits::DEFAULT;
    let table = Table { name: "areas", sql: include_str!("sql/load_areas.sql"), page: geometry_page_rows };
    let mut areas = table.read(connection, row::area).await?;
    let table = Table { name: "area_units", sql: include_str!("sql/load_area_units.sql"), page: page_rows };
    let mut units = by_owner(table.read(connection, row::unit_ref).await?);
    join_areas(&mut areas, &mut units);
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(areas)
}

async fn plans(connection: &mut SqliteConnection) -> Result<Vec<Plan>, StoreError> {
    let Limits { geometry_page_rows, page_rows, .. } = Limits::DEFAULT;
    let table = Table { name: "plans", sql: include_str!("sql/load_plans.sql"), page: geometry_page_rows };
    let mut plans = table.read(connection, row::plan).await?;
    let table = Table { name: "plan_units", sql: include_str!("sql/load_plan_units.sql"), page: page_rows };
    let mut units = by_owner(table.read(connection, row::unit_ref).await?);
    let table = Table { name: "plan_areas", sql: include_str!("sql/load_plan_areas.sql"), page: page_rows };
    let mut areas = by_owner(table.read(connection, row::area_ref).await?);
    let table = Table { name: "plan_events", sql: include_str!("sql/load_plan_events.sql"), page: page_rows };
    let mut events = by_owner(table.read(connection, row::event).await?);
    join_plans(&mut plans, &mut units, &mut areas, &mut events);
    plans.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(plans)
}

/// Gives plans their territories and events.
pub(super) fn join_plans(
    plans: &mut [Plan],
    units: &mut HashMap<String, Vec<UnitRef>>,
    areas: &mut HashMap<String, Vec<AreaId>>,
    events: &mut HashMap<String, Vec<Event>>,
) {
    for plan in plans {
        let (mut units, mut areas) = (units.remove(&plan.id).unwrap_or_default(), areas.remove(&plan.id).unwrap_or_default());
        // An own boundary goes before units, units before areas, wherever another program has left several of them.
        if plan.territory == Territory::None && !units.is_empty() {
            settle_units(&mut units);
            plan.territory = Territory::Units(units);
        } else if plan.territory == Territory::None && !areas.is_empty() {
            settle_areas(&mut areas);
            plan.territory = Territory::Areas(areas);
        }
        plan.events = events.remove(&plan.id).unwrap_or_default();
        settle_events(&mut plan.events);
    }
}

/// Gives areas the units they consist of.
pub(super) fn join_areas(areas: &mut [Area], units: &mut HashMap<String, Vec<UnitRef>>) {
    for area in areas {
        area.units = units.remove(&area.id).unwrap_or_default();
        settle_units(&mut area.units);
    }
}

pub(super) fn by_owner<T>(rows: Vec<(String, T)>) -> HashMap<String, Vec<T>> {
    let mut owners: HashMap<String, Vec<T>> = HashMap::new();
    for (owner, thing) in rows {
        owners.entry(owner).or_default().push(thing);
    }
    // Most own one or two, and room for four is made with the first: of fifty thousand plans that is 30 MB.
    owners.values_mut().for_each(Vec::shrink_to_fit);
    owners
}

/// A table that is read as a whole, page by page in the order of its `fid`.
struct Table {
    name: &'static str,
    sql: &'static str,
    page: u32,
}

impl Table {
    async fn read<T: Send + 'static>(
        &self,
        connection: &mut SqliteConnection,
        record: fn(&Reading) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut decoding: Vec<JoinHandle<Result<Vec<T>, StoreError>>> = Vec::new();
        let mut last = i64::MIN;
        loop {
            let rows: Vec<SqliteRow> = sqlx::query(self.sql).bind(last).bind(self.page).fetch_all(&mut *connection).await?;
            let Some(row) = rows.last() else { break };
            last = Reading::new(self.name, row).value("fid")?;
            let name = self.name;
            decoding.push(spawn_blocking(move || rows.iter().map(|row| record(&Reading::new(name, row))).collect()));
        }
        let mut records = Vec::new();
        for page in decoding {
            records.extend(page.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?);
        }
        Ok(records)
    }
}
