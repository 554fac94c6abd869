//! One change into its rows: the record, its references and events, its entry in the spatial index.

use sqlx::query::{Query, QueryScalar};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};

use crate::domain::{Area, Day, Event, Land, Plan, Territory, UnitKey, UnitRef, UnitVersion};
use crate::store::change::{settle_areas, settle_units};
use crate::store::{Blob, Change, StoreError, encode};

/// Puts or removes one record.
pub(super) async fn put_change(connection: &mut SqliteConnection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::PutUnit(unit) => put_unit(connection, unit).await,
        Change::RemoveUnit(key) => {
            let query = sqlx::query_scalar(include_str!("sql/remove_unit.sql")).bind(key.code.to_string()).bind(text(key.valid_from));
            remove(connection, query, UNITS, || name_of_unit(key)).await
        }
        Change::PutArea(area) => put_area(connection, area).await,
        Change::RemoveArea(id) => {
            let query = sqlx::query_scalar(include_str!("sql/remove_area.sql")).bind(id.clone());
            remove(connection, query, AREAS, || format!("area `{id}`")).await
        }
        Change::PutPlan(plan) => put_plan(connection, plan).await,
        Change::RemovePlan(id) => {
            let query = sqlx::query_scalar(include_str!("sql/remove_plan.sql")).bind(id.clone());
            remove(connection, query, PLANS, || format!("plan `{id}`")).await
        }
    }
}

/// The statements that keep the spatial index of a layer.
struct Index {
    put: &'static str,
    remove: &'static str,
}

const UNITS: Index = Index { put: include_str!("sql/index_units.sql"), remove: include_str!("sql/unindex_units.sql") };
const AREAS: Index = Index { put: include_str!("sql/index_areas.sql"), remove: include_str!("sql/unindex_areas.sql") };
const PLANS: Index = Index { put: include_str!("sql/index_plans.sql"), remove: include_str!("sql/unindex_plans.sql") };

impl Index {
    async fn set(&self, connection: &mut SqliteConnection, fid: i64, blob: Option<&Blob>) -> Result<(), StoreError> {
        let query = match blob.and_then(|blob| blob.envelope) {
            Some(e) => sqlx::query(self.put).bind(fid).bind(e.min_x).bind(e.max_x).bind(e.min_y).bind(e.max_y),
            None => sqlx::query(self.remove).bind(fid),
        };
        query.execute(connection).await?;
        Ok(())
    }
}

/// A statement that gives the `fid` of the row it wrote.
type PutRow<'q> = QueryScalar<'q, Sqlite, i64, SqliteArguments>;

async fn remove(connection: &mut SqliteConnection, query: PutRow<'_>, index: Index, what: impl Fn() -> String) -> Result<(), StoreError> {
    let removed = query.fetch_optional(&mut *connection).await.map_err(|error| StoreError::about(error, &what))?;
    match removed {
        Some(fid) => index.set(connection, fid, None).await,
        None => Err(StoreError::Refused { what: format!("the removal of {}", what()), reason: "it is not there".to_owned() }),
    }
}

fn text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn blob_of(land: Option<&Land>, what: impl FnOnce() -> String) -> Result<Option<Blob>, StoreError> {
    land.map(encode).transpose().map_err(|error| StoreError::land(&error, what))
}

/// Puts a row whose last column is `geom`, and its entry in the spatial index.
async fn put_row(
    connection: &mut SqliteConnection,
    query: PutRow<'_>,
    land: Option<&Land>,
    index: Index,
    what: impl Fn() -> String,
) -> Result<(), StoreError> {
    let mut blob = blob_of(land, &what)?;
    let bytes = blob.as_mut().map(|blob| std::mem::take(&mut blob.bytes));
    let fid = query.bind(bytes).fetch_one(&mut *connection).await.map_err(|error| StoreError::about(error, &what))?;
    index.set(connection, fid, blob.as_ref()).await
}

fn name_of_unit(key: &UnitKey) -> String {
    match key.valid_from {
        Some(from) => format!("unit `{}` from {from}", key.code),
        None => format!("unit `{}`", key.code),
    }
}

async fn put_unit(connection: &mut SqliteConnection, unit: &UnitVersion) -> Result<(), StoreError> {
    let query = sqlx::query_scalar(include_str!("sql/put_unit.sql"))
        .bind(unit.code.as_str())
        .bind(&unit.name)
        .bind(unit.kind.code())
        .bind(unit.level().code())
        .bind(unit.parent_code.as_ref().map(ToString::to_string))
        .bind(text(unit.period.from))
        .bind(text(unit.period.to))
        .bind(unit.quality.code())
        .bind(&unit.source);
    put_row(connection, query, Some(&unit.boundary), UNITS, || name_of_unit(&unit.key())).await
}

async fn put_area(connection: &mut SqliteConnection, area: &Area) -> Result<(), StoreError> {
    let what = || format!("area `{}`", area.id);
    let query = sqlx::query_scalar(include_str!("sql/put_area.sql"))
        .bind(&area.id)
        .bind(&area.name)
        .bind(area.kind.code())
        .bind(&area.class)
        .bind(&area.status)
        .bind(text(area.period.from))
        .bind(text(area.period.to))
        .bind(area.quality.code())
        .bind(&area.source)
        .bind(&area.clause);
    put_row(connection, query, area.boundary.as_ref(), AREAS, what).await?;
    run(connection, sqlx::query(include_str!("sql/clear_area.sql")).bind(&area.id), what).await?;
    for unit in distinct(area.units.clone(), settle_units) {
        run(connection, unit_ref(include_str!("sql/put_area_unit.sql"), &area.id, &unit), what).await?;
    }
    Ok(())
}

async fn put_plan(connection: &mut SqliteConnection, plan: &Plan) -> Result<(), StoreError> {
    let what = || format!("plan `{}`", plan.id);
    let query = sqlx::query_scalar(include_str!("sql/put_plan.sql"))
        .bind(&plan.id)
        .bind(&plan.name)
        .bind(plan.kind.code())
        .bind(plan.scale)
        .bind(plan.horizon_year)
        .bind(&plan.lead_agency)
        .bind(&plan.consultant)
        .bind(&plan.adjusts)
        .bind(text(Some(plan.registered_on)))
        .bind(plan.quality.code())
        .bind(&plan.source)
        .bind(&plan.clause);
    let boundary = if let Territory::Boundary(land) = &plan.territory { Some(land) } else { None };
    put_row(connection, query, boundary, PLANS, what).await?;
    run(connection, sqlx::query(include_str!("sql/clear_plan.sql")).bind(&plan.id), what).await?;
    match &plan.territory {
        Territory::Boundary(_) | Territory::None => {}
        Territory::Units(units) => {
            for unit in distinct(units.clone(), settle_units) {
                run(connection, unit_ref(include_str!("sql/put_plan_unit.sql"), &plan.id, &unit), what).await?;
            }
        }
        Territory::Areas(areas) => {
            for area in distinct(areas.clone(), settle_areas) {
                run(connection, sqlx::query(include_str!("sql/put_plan_area.sql")).bind(&plan.id).bind(area), what).await?;
            }
        }
    }
    for event in &plan.events {
        put_event(connection, &plan.id, event).await?;
    }
    Ok(())
}

async fn put_event(connection: &mut SqliteConnection, plan: &str, event: &Event) -> Result<(), StoreError> {
    let what = || format!("event `{}` of plan `{plan}`", event.stage);
    let part = blob_of(event.part.as_ref(), what)?;
    let query = sqlx::query(include_str!("sql/put_plan_event.sql"))
        .bind(plan)
        .bind(event.stage.code())
        .bind(text(event.planned_from))
        .bind(text(event.planned_to))
        .bind(&event.planned_text)
        .bind(text(event.actual_on))
        .bind(&event.document_number)
        .bind(&event.authority)
        .bind(&event.note)
        .bind(&event.source)
        .bind(&event.clause)
        .bind(event.ordinal)
        .bind(part.map(|blob| blob.bytes));
    run(connection, query, what).await
}

async fn run(
    connection: &mut SqliteConnection,
    query: Query<'_, Sqlite, SqliteArguments>,
    what: impl Fn() -> String,
) -> Result<(), StoreError> {
    query.execute(connection).await.map_err(|error| StoreError::about(error, what))?;
    Ok(())
}

fn unit_ref<'q>(sql: &'static str, owner: &str, unit: &UnitRef) -> Query<'q, Sqlite, SqliteArguments> {
    sqlx::query(sql).bind(owner.to_owned()).bind(unit.code.to_string()).bind(text(unit.on))
}

fn distinct<T>(mut list: Vec<T>, settle: fn(&mut Vec<T>)) -> Vec<T> {
    settle(&mut list);
    list
}
