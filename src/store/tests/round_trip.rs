//! What is put is what is loaded, in an order of its own; change sets apply as a whole.

use super::samples::*;
use crate::domain::UnitVersion;
use crate::domain::{Territory, UnitRef};
use crate::store::{Change, Store};

#[tokio::test]
async fn every_field_comes_back_as_it_was_put() {
    let (_folder, path, store) = empty_store().await;
    let units = vec![
        UnitVersion { parent_code: None, source: None, boundary: geo::MultiPolygon(vec![]), ..unit("06463", None, Some("2020-01-01")) },
        unit("06463", Some("2020-01-01"), Some("2025-07-01")),
        unit("06463", Some("2025-07-01"), None),
    ];
    let areas = vec![bare_area("a"), full_area("ĐT-1")];
    let plans = vec![
        full_plan("p1", Territory::Boundary(land(106.4, 21.7))),
        full_plan(
            "p2",
            Territory::Units(vec![UnitRef { code: code("06463"), on: None }, UnitRef { code: code("187"), on: Some(day("2020-02-29")) }]),
        ),
        full_plan("p3", Territory::Areas(vec!["a".to_owned(), "not there yet".to_owned()])),
        bare_plan("p4"),
    ];
    let changes = units.iter().cloned().map(Change::PutUnit).chain(areas.iter().cloned().map(Change::PutArea));
    let changes: Vec<Change> = changes.chain(plans.iter().cloned().map(Change::PutPlan)).rev().collect();
    assert_eq!(apply(&store, changes).await, 1);
    store.close().await;
    let data = Store::open(&path).await.unwrap().load().await.unwrap();
    assert_eq!((data.revision, data.units, data.areas, data.plans), (1, units, areas, plans));
}
