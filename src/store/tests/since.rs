//! What has changed since a revision: with it, what was read before becomes what a reading of everything gives.

use std::path::Path;

use super::samples::*;
use crate::domain::{Extent, Lineage, Observation, Plan, Territory};
use crate::store::{Change, Dataset, Delta, Limits, Store};

fn merged(before: Dataset, delta: Delta) -> Dataset {
    let Dataset { mut units, mut areas, mut plans, mut observations, mut lineage, .. } = before;
    units.retain(|unit| !delta.units.contains_key(&unit.code));
    units.extend(delta.units.into_values().flatten());
    units.sort_by_key(crate::domain::UnitVersion::key);
    areas.retain(|area| !delta.areas.contains_key(&area.id));
    areas.extend(delta.areas.into_values().flatten());
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    plans.retain(|plan| !delta.plans.contains_key(&plan.id));
    plans.extend(delta.plans.into_values().flatten());
    plans.sort_by(|a, b| a.id.cmp(&b.id));
    observations.retain(|one| !delta.observations.contains_key(&one.indicator));
    observations.extend(delta.observations.into_values().flatten());
    observations.sort_by(|a, b| a.key().cmp(&b.key()));
    lineage.retain(|record| !delta.lineage.contains_key(&record.from_code));
    lineage.extend(delta.lineage.into_values().flatten());
    lineage.sort_by_key(Lineage::key);
    Dataset { revision: delta.revision, units, areas, plans, observations, lineage }
}

/// What has changed since what was read before; it must lead to what is there now.
async fn changed(store: &Store, before: &Dataset) -> Delta {
    let delta = store.load_since(before.revision).await.unwrap().expect("the list reaches back");
    assert_eq!(merged(before.clone(), delta.clone()), store.load().await.unwrap());
    delta
}

/// Its triggers call functions that only programs such as QGIS bring.
const NO_SPATIAL_INDEX: &str = "
    drop trigger if exists rtree_units_geom_insert; drop trigger if exists rtree_units_geom_update1; drop trigger if exists rtree_units_geom_update2;
    drop trigger if exists rtree_units_geom_update3; drop trigger if exists rtree_units_geom_update4;
    drop trigger if exists rtree_areas_geom_insert; drop trigger if exists rtree_areas_geom_update1; drop trigger if exists rtree_areas_geom_update2;
    drop trigger if exists rtree_areas_geom_update3; drop trigger if exists rtree_areas_geom_update4;
    drop trigger if exists rtree_plans_geom_insert; drop trigger if exists rtree_plans_geom_update1; drop trigger if exists rtree_plans_geom_update2;
    drop trigger if exists rtree_plans_geom_update3; drop trigger if exists rtree_plans_geom_update4;";

async fn as_another_program(path: &Path, sql: &'static str) {
    use sqlx::Connection;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).foreign_keys(true);
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(NO_SPATIAL_INDEX).execute(&mut connection).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

fn lineage(from: &str, to: &str) -> Lineage {
    Lineage {
        effective_on: day("2024-12-01"),
        from_code: code(from),
        to_code: code(to),
        extent: Extent::Whole,
        share: None,
        source: "1279/NQ-UBTVQH15".to_owned(),
        clause: None,
        note: None,
    }
}

fn observation(indicator: &str, source: &str) -> Observation {
    Observation {
        indicator: indicator.to_owned(),
        unit_code: None,
        observed_on: day("2024-01-01"),
        value: 2.5,
        unit: None,
        author: "Sở Xây dựng".to_owned(),
        source: source.to_owned(),
        note: None,
    }
}

/// Two of everything.
async fn filled(store: &Store) -> Dataset {
    let plans = ["p-1", "p-2", "p-3"].map(|id| full_plan(id, Territory::Units(vec![on("187", None), on("06463", Some("2024-12-01"))])));
    let [first, second, third] = plans;
    let second = Plan { territory: Territory::Areas(vec!["a-1".to_owned(), "a-2".to_owned()]), ..second };
    let third = Plan { territory: Territory::Boundary(land(106.0, 21.0)), ..third };
    let mut changes: Vec<Change> = [first, second, third].into_iter().map(Change::PutPlan).collect();
    changes.extend(["a-1", "a-2"].map(|id| Change::PutArea(full_area(id))));
    let units = [unit("06463", None, Some("2024-12-01")), unit("06463", Some("2024-12-01"), None), unit("187", None, None)];
    changes.extend(units.map(Change::PutUnit));
    changes.extend([("green", "1"), ("green", "2"), ("housing", "1")].map(|(id, source)| Change::PutObservation(observation(id, source))));
    changes.extend([("05977", "05986"), ("05978", "05986")].map(|(from, to)| Change::PutLineage(lineage(from, to))));
    apply(store, changes).await;
    store.load().await.unwrap()
}

#[tokio::test]
async fn own_writes_are_told_record_by_record() {
    let (_folder, _path, store) = empty_store().await;
    let mut before = filled(&store).await;
    assert_eq!(changed(&store, &before).await, Delta { revision: 1, ..Delta::default() });
    for (change, told) in [
        (Change::PutPlan(bare_plan("p-1")), [0, 0, 1, 0, 0]),
        (Change::RemovePlan("p-2".to_owned()), [0, 0, 1, 0, 0]),
        (Change::PutArea(bare_area("a-1")), [0, 1, 0, 0, 0]),
        (Change::RemoveArea("a-2".to_owned()), [0, 1, 0, 0, 0]),
        (Change::PutUnit(unit("06463", Some("2025-07-01"), None)), [1, 0, 0, 0, 0]),
        (Change::RemoveUnit(unit("187", None, None).key()), [1, 0, 0, 0, 0]),
        (Change::PutObservation(observation("green", "3")), [0, 0, 0, 1, 0]),
        (Change::PutLineage(lineage("05977", "05983")), [0, 0, 0, 0, 1]),
        (Change::RemoveLineage(lineage("05978", "05986").key()), [0, 0, 0, 0, 1]),
    ] {
        apply(&store, vec![change.clone()]).await;
        let delta = changed(&store, &before).await;
        let found = [delta.units.len(), delta.areas.len(), delta.plans.len(), delta.observations.len(), delta.lineage.len()];
        assert_eq!(found, told, "{change:?}");
        before = store.load().await.unwrap();
    }
    let all = changed(&store, &Dataset { revision: 1, ..filled_again().await }).await;
    assert_eq!(all.plans.keys().collect::<Vec<_>>(), ["p-1", "p-2"], "several revisions at once");
}

/// What a store holds after `filled`.
async fn filled_again() -> Dataset {
    let (_folder, _path, store) = empty_store().await;
    filled(&store).await
}

/// Each statement, and the records that it is told to concern.
const OUTSIDE: [(&str, &[&str]); 20] = [
    ("update plans set name = 'khác' where id = 'p-1'", &["p-1"]),
    ("update plans set id = 'p-9' where id = 'p-1'", &["p-1", "p-9"]),
    ("delete from plans where id = 'p-2'", &["p-2"]),
    ("insert into plans (id, name, kind, registered_on, quality) values ('p-0', 'mới', 'zoning', '2026-01-01', 'imported')", &["p-0"]),
    (
        "insert or replace into plans (fid, id, name, kind, registered_on, quality) values (1, 'p-7', 'mới', 'zoning', '2026-01-01', 'imported')",
        &["p-1", "p-7"],
    ),
    ("update plan_units set plan_id = 'p-3' where plan_id = 'p-1'", &["p-1", "p-3"]),
    ("delete from plan_units where plan_id = 'p-1'", &["p-1"]),
    ("insert into plan_areas (plan_id, area_id) values ('p-1', 'a-1')", &["p-1"]),
    ("update plan_events set actual_on = '2020-02-02' where plan_id = 'p-2' and stage = 'approved'", &["p-2"]),
    ("delete from plan_events where plan_id = 'p-3'", &["p-3"]),
    ("update areas set name = 'khác'", &["a-1", "a-2"]),
    ("delete from area_units where area_id = 'a-1'", &["a-1"]),
    ("update units set code = '188' where code = '187'", &["187", "188"]),
    ("update units set valid_to = '2025-01-01' where valid_from = '2024-12-01'", &["06463"]),
    ("delete from observations where indicator_id = 'housing'", &["housing"]),
    ("update observations set indicator_id = 'water' where source = '2'", &["green", "water"]),
    ("update or replace areas set fid = 2 where fid = 1", &["a-1", "a-2"]),
    ("delete from lineage where from_code = '05978'", &["05978"]),
    ("update lineage set from_code = '05980' where from_code = '05977'", &["05977", "05980"]),
    (
        "insert or replace into lineage (fid, effective_on, from_code, to_code, extent, source) values (1, '2024-12-01', '05981', '05986', 'whole', 'x')",
        &["05977", "05981"],
    ),
];

#[tokio::test]
async fn edits_of_other_programs_are_told_with_the_records_they_belong_to() {
    for (sql, told) in OUTSIDE {
        let (_folder, path, store) = empty_store().await;
        let before = filled(&store).await;
        as_another_program(&path, sql).await;
        let delta = changed(&store, &before).await;
        assert!(delta.revision > before.revision, "{sql}");
        let (areas, plans, indicators) = (delta.areas.keys().cloned(), delta.plans.keys().cloned(), delta.observations.keys().cloned());
        let moved = delta.lineage.keys().map(ToString::to_string);
        let records: Vec<String> =
            delta.units.keys().map(ToString::to_string).chain(areas).chain(plans).chain(indicators).chain(moved).collect();
        assert_eq!(records, told, "{sql}");
    }
}

#[tokio::test]
async fn where_the_list_does_not_reach_back_everything_must_be_loaded() {
    let (_folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutPlan(bare_plan("p"))]).await;
    assert!(store.load_since(0).await.unwrap().is_some());
    assert!(store.load_since(2).await.unwrap().is_none(), "a revision of another store");
    let many: Vec<Change> = (0..=Limits::DEFAULT.noted_changes).map(|number| Change::PutPlan(bare_plan(&format!("p-{number}")))).collect();
    apply(&store, many).await;
    assert!(store.load_since(1).await.unwrap().is_none());
    assert_eq!(store.load_since(2).await.unwrap(), Some(Delta { revision: 2, ..Delta::default() }));
    // Every row is a revision; the list keeps the last of them, whoever writes.
    let rows = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 10005)
        insert into plan_areas (plan_id, area_id) select 'p', 'a-' || n from n";
    as_another_program(&path, rows).await;
    assert_eq!(store.revision().await.unwrap(), 10_007);
    assert!(store.load_since(6).await.unwrap().is_none());
    let delta = store.load_since(7).await.unwrap().unwrap();
    assert_eq!(delta.plans.keys().collect::<Vec<_>>(), ["p"]);
    apply(&store, vec![Change::RemovePlan("p-1".to_owned()), Change::RemovePlan("p-2".to_owned())]).await;
    assert!(store.load_since(8).await.unwrap().is_none());
    assert_eq!(store.load_since(9).await.unwrap().unwrap().plans.len(), 3);
}
