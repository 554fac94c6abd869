//! What stands in the file after a write: the spatial index, the triggers, the contents, the references.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{Connection, Row};

use super::samples::*;
use crate::domain::{Territory, UnitVersion};
use crate::store::{Change, decode};

async fn rows(path: &Path, sql: &'static str) -> Vec<SqliteRow> {
    let mut connection = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path)).await.unwrap();
    sqlx::query(sql).fetch_all(&mut connection).await.unwrap()
}

#[tokio::test]
async fn the_spatial_index_has_the_envelope_of_every_row_that_has_land() {
    let (_folder, path, store) = empty_store().await;
    let moved = UnitVersion { boundary: land(104.5, 20.0), ..unit("06464", None, None) };
    let landless = UnitVersion { boundary: geo::MultiPolygon(vec![]), ..unit("06465", None, None) };
    let units = ["06463", "06464", "06465", "06466"].map(|code| Change::PutUnit(unit(code, None, None)));
    apply(&store, units.into()).await;
    apply(&store, vec![Change::PutUnit(moved), Change::PutUnit(landless), Change::RemoveUnit(unit("06466", None, None).key())]).await;
    let indexed = rows(&path, "select id, minx, maxx, miny, maxy, geom from rtree_units_geom join units on fid = id order by id").await;
    assert_eq!(indexed.len(), 2);
    for row in &indexed {
        let land = decode(row.get("geom")).unwrap();
        let bounds = geo::BoundingRect::bounding_rect(&land).unwrap();
        let exact = [bounds.min().x, bounds.max().x, bounds.min().y, bounds.max().y];
        let stored: [f64; 4] = ["minx", "maxx", "miny", "maxy"].map(|column| row.get(column));
        // The index keeps 32 bits and rounds outwards.
        assert!(stored[0] <= exact[0] && stored[1] >= exact[1] && stored[2] <= exact[2] && stored[3] >= exact[3]);
        assert!(stored.iter().zip(exact).all(|(stored, exact)| (stored - exact).abs() < 1e-4), "{stored:?} {exact:?}");
    }
    let everything = rows(&path, "select count(*) from rtree_units_geom").await;
    assert_eq!(everything[0].get::<i64, _>(0), 2);
}

#[tokio::test]
async fn after_a_write_the_triggers_are_the_ones_of_a_new_store() {
    let (_folder, path, store) = empty_store().await;
    let triggers = "select name, sql from sqlite_schema where type = 'trigger' order by name";
    let list = |rows: Vec<SqliteRow>| -> Vec<(String, String)> { rows.iter().map(|row| (row.get(0), row.get(1))).collect() };
    let new = list(rows(&path, triggers).await);
    assert_eq!(new.len(), 3 * 6 + 9 * 5 + 2);
    apply(&store, vec![Change::PutUnit(unit("06463", None, None))]).await;
    assert_eq!(list(rows(&path, triggers).await), new);
}

#[tokio::test]
async fn contents_tell_the_extent_and_the_last_change() {
    let (_folder, path, store) = empty_store().await;
    let extent = "select table_name, min_x, max_y, last_change from gpkg_contents where data_type = 'features' order by 1";
    assert!(rows(&path, extent).await.iter().all(|row| row.get::<Option<f64>, _>(1).is_none()));
    let plan = full_plan("p", Territory::Boundary(land(104.0, 20.0)));
    apply(&store, vec![Change::PutUnit(unit("06463", None, None)), Change::PutPlan(plan)]).await;
    for row in rows(&path, extent).await {
        let expected = match row.get(0) {
            "units" => Some((106.5, 21.7)),
            "plans" => Some((104.0, 20.1)),
            "plan_events" | "plan_territories" => Some((104.0, 21.7)),
            _ => None,
        };
        let found: Option<(f64, f64)> = row.get::<Option<f64>, _>(1).zip(row.get(2));
        let near = |(x, y): (f64, f64), (a, b): (f64, f64)| (x - a).abs() < 1e-4 && (y - b).abs() < 1e-4;
        assert!(found.zip(expected).map_or(found == expected, |(found, expected)| near(found, expected)), "{found:?} {expected:?}");
        assert_eq!(row.get::<&str, _>(3) == "2026-03-04T05:06:07.089Z", expected.is_some());
    }
    apply(&store, vec![Change::RemoveUnit(unit("06463", None, None).key())]).await;
    let units = rows(&path, "select min_x from gpkg_contents where table_name = 'units'").await;
    assert_eq!(units[0].get::<Option<f64>, _>(0), None);
}

#[tokio::test]
async fn the_file_passes_sqlites_own_checks_and_declares_itself_a_geopackage() {
    let (_folder, path, store) = empty_store().await;
    let plan = full_plan("p", Territory::Areas(vec!["a".to_owned()]));
    apply(&store, vec![Change::PutUnit(unit("06463", None, None)), Change::PutArea(full_area("a")), Change::PutPlan(plan)]).await;
    apply(&store, vec![Change::RemovePlan("p".to_owned())]).await;
    assert_eq!(rows(&path, "pragma integrity_check").await[0].get::<&str, _>(0), "ok");
    assert!(rows(&path, "pragma foreign_key_check").await.is_empty());
    let indexes =
        "select rtreecheck('rtree_units_geom') union select rtreecheck('rtree_areas_geom') union select rtreecheck('rtree_plans_geom')";
    let verdicts: Vec<String> = rows(&path, indexes).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(verdicts, ["ok"]);
    assert_eq!(rows(&path, "pragma application_id").await[0].get::<i64, _>(0), i64::from(u32::from_be_bytes(*b"GPKG")));
    assert_eq!(rows(&path, "pragma user_version").await[0].get::<i64, _>(0), 10_300);
    assert_eq!(rows(&path, "pragma journal_mode").await[0].get::<&str, _>(0), "wal");
    assert!(rows(&path, "select * from plan_events").await.is_empty(), "events go with their plan");
}
