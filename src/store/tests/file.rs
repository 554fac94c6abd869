//! The file: what is taken for a store, what is not, and how one comes to stand at its name.

use std::fs;
use std::path::Path;

use super::samples::*;
use crate::store::{Change, Store, StoreError};

async fn open_error(path: &Path) -> String {
    Store::open(path).await.unwrap_err().to_string().replace(&path.display().to_string(), "FILE")
}

/// Runs statements on the file as another program would.
async fn as_another_program(path: &Path, sql: &'static str) {
    use sqlx::Connection;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn what_is_no_store_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kho.gpkg");
    assert!(open_error(&path).await.starts_with("no store at `FILE`\nhint: "));
    for (bytes, message) in [
        (&b""[..], "`FILE` is no plancover store: an empty file\nhint: "),
        (b"code;name\n06463;Chi Lang\n", "`FILE` is no plancover store: not an SQLite database\nhint: "),
        (b"SQLite format 3\0 and then nothing that fits", "`FILE` is no plancover store: an SQLite database, but not a GeoPackage\nhint: "),
    ] {
        fs::write(&path, bytes).unwrap();
        let error = open_error(&path).await;
        assert!(error.starts_with(message), "{error}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    assert!(open_error(folder.path()).await.starts_with("cannot use `FILE`: "));
}

#[tokio::test]
async fn a_geopackage_of_another_program_is_refused() {
    let (_folder, path, store) = empty_store().await;
    store.close().await;
    as_another_program(&path, "drop table store_meta").await;
    let error = open_error(&path).await;
    assert!(error.starts_with("`FILE` is no plancover store: a GeoPackage of another program\nhint: "), "{error}");
}

#[tokio::test]
async fn a_store_of_a_later_program_is_refused_with_both_versions() {
    let (_folder, path, store) = empty_store().await;
    store.close().await;
    as_another_program(
        &path,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', 1, x'00', 0)",
    )
    .await;
    let error = open_error(&path).await;
    assert!(error.starts_with("`FILE` has schema version 9999, this program knows up to 6\nhint: "), "{error}");
}

#[tokio::test]
async fn an_older_store_is_brought_up_to_date_when_it_is_opened() {
    let (_folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("06463", None, None))]).await;
    store.close().await;
    let older = "drop table lineage; alter table audit drop column lineage_put; alter table audit drop column lineage_removed;
        delete from gpkg_contents where table_name = 'lineage';
        drop table changes; alter table store_meta drop column changes_since; delete from gpkg_contents where table_name = 'changes';
        drop table observations; alter table audit drop column observations_put;
        delete from gpkg_contents where table_name = 'observations'; drop view plan_territories; delete from gpkg_geometry_columns where table_name = 'plan_territories';
        delete from gpkg_contents where table_name = 'plan_territories'; delete from _sqlx_migrations where version >= 3";
    as_another_program(&path, include_str!("../gpkg/sql/drop_triggers.sql")).await;
    as_another_program(&path, older).await;
    let store = Store::open(&path).await.unwrap();
    assert_eq!(store.load().await.unwrap().units.len(), 1);
    as_another_program(&path, "select * from plan_territories").await;
    as_another_program(&path, "select observations_put, lineage_put from audit, observations, lineage").await;
    assert_eq!(apply(&store, vec![Change::PutUnit(unit("187", None, None))]).await, 2);
}

#[tokio::test]
async fn a_store_that_is_cut_off_is_damaged_not_empty() {
    let (_folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("06463", None, None))]).await;
    store.close().await;
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() / 2, 16_384, 5000, 150] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = open_error(&path).await;
        assert!(error.starts_with("`FILE` is damaged: ") && error.contains("\nhint: restore"), "{length}: {error}");
    }
}

#[tokio::test]
async fn a_store_is_not_made_where_something_stands() {
    let (folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("06463", None, None))]).await;
    assert!(matches!(Store::create(&path).await, Err(StoreError::Exists { .. })));
    assert_eq!(store.load().await.unwrap().units.len(), 1);
    let new = folder.path().join("new.gpkg");
    fs::write(folder.path().join("new.gpkg-wal"), "the log of a store that was removed").unwrap();
    let error = Store::create(&new).await.unwrap_err();
    assert!(matches!(&error, StoreError::Exists { path } if path.ends_with("new.gpkg-wal")), "{error}");
    assert!(!new.exists());
}

#[tokio::test]
async fn a_folder_that_takes_no_files_is_named_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no such folder").join("kho.gpkg");
    let error = Store::create(&nowhere).await.unwrap_err();
    assert!(matches!(&error, StoreError::File { path, .. } if *path == nowhere), "{error}");
    // Nobody may make files in /proc, not even the administrator, as whom tests may run.
    let read_only = Path::new("/proc/kho.gpkg");
    if Path::new("/proc/self").exists() {
        let error = Store::create(read_only).await.unwrap_err().to_string();
        assert!(error.starts_with("cannot use `/proc/kho.gpkg`: ") && error.contains("\nhint: "), "{error}");
    } else {
        println!("skipped: no /proc here");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_store_may_have_any_name_and_leaves_no_other_files_when_closed() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["file:a?mode=ro.gpkg", "kho số 1 #2%20.gpkg"] {
        let path = folder.path().join(name);
        let store = Store::create(&path).await.unwrap();
        apply(&store, vec![Change::PutUnit(unit("06463", None, None))]).await;
        store.close().await;
        assert!(path.metadata().unwrap().len() > 0);
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[tokio::test]
async fn a_backup_is_a_store_with_the_same_data_and_never_overwrites() {
    let (folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("06463", None, None)), Change::PutPlan(bare_plan("p"))]).await;
    let copy = folder.path().join("bản sao.gpkg");
    store.backup(&copy).await.unwrap();
    assert!(matches!(store.backup(&copy).await, Err(StoreError::Exists { .. })));
    assert!(matches!(store.backup(&path).await, Err(StoreError::Exists { .. })));
    let copied = Store::open(&copy).await.unwrap();
    assert_eq!(copied.load().await.unwrap(), store.load().await.unwrap());
    assert_eq!(apply(&copied, vec![Change::RemovePlan("p".to_owned())]).await, 2);
    assert_eq!(store.revision().await.unwrap(), 1);
}

#[tokio::test]
async fn a_row_that_another_program_has_spoilt_is_named() {
    let (_folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutPlan(bare_plan("p"))]).await;
    as_another_program(
        &path,
        "drop trigger rtree_plans_geom_update1; drop trigger rtree_plans_geom_update2;
        drop trigger rtree_plans_geom_update3; drop trigger rtree_plans_geom_update4; update plans set geom = x'4750'",
    )
    .await;
    let error = store.load().await.unwrap_err().to_string();
    assert!(error.starts_with("row 1 of `plans` cannot be read: `geom`: the geometry is cut off at byte 2\nhint: "), "{error}");
}

#[tokio::test]
async fn of_two_that_make_a_store_at_once_one_finds_it_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kho.gpkg");
    let (one, other) = tokio::join!(Store::create(&path), Store::create(&path));
    let (made, refused) = match (one, other) {
        (Ok(made), Err(refused)) | (Err(refused), Ok(made)) => (made, refused),
        both => panic!("{both:?}"),
    };
    assert!(matches!(refused, StoreError::Exists { .. }), "{refused}");
    assert_eq!(made.revision().await.unwrap(), 0);
    made.close().await;
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no unfinished file is left");
}
