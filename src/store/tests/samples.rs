//! Made-up records with every field filled, or none.

use std::path::PathBuf;

use crate::domain::{
    Area, AreaKind, Day, Event, Land, Period, Plan, PlanKind, Quality, Stage, Territory, UnitCode, UnitKind, UnitRef, UnitVersion,
    parse_day,
};
use crate::store::{Actor, Change, ChangeSet, Store};

pub(super) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(super) fn code(text: &str) -> UnitCode {
    UnitCode::new(text).unwrap()
}

/// A rectangle with a hole, west-south corner at (x, y).
pub(super) fn land(x: f64, y: f64) -> Land {
    let ring = |x: f64, y: f64, side: f64| geo::LineString::from(vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]);
    geo::MultiPolygon(vec![geo::Polygon::new(ring(x, y, 0.1), vec![ring(x + 0.01, y + 0.01, 0.033)])])
}

pub(super) fn on(unit_code: &str, day_text: Option<&str>) -> UnitRef {
    UnitRef { code: code(unit_code), on: day_text.map(day) }
}

pub(super) fn unit(unit_code: &str, from: Option<&str>, to: Option<&str>) -> UnitVersion {
    UnitVersion {
        code: code(unit_code),
        name: "Đồng Mỏ".to_owned(),
        kind: UnitKind::Township,
        parent_code: Some(code("187")),
        period: Period { from: from.map(day), to: to.map(day) },
        boundary: land(106.5, 21.6),
        quality: Quality::Imported,
        source: Some("ranh giới xã, tờ 3 — “Chi Lăng”".to_owned()),
    }
}

pub(super) fn bare_area(id: &str) -> Area {
    Area {
        id: id.to_owned(),
        name: "Hữu Lũng".to_owned(),
        kind: AreaKind::UrbanArea,
        class: None,
        status: None,
        period: Period::default(),
        boundary: None,
        units: Vec::new(),
        quality: Quality::Official,
        source: None,
        clause: None,
    }
}

pub(super) fn full_area(id: &str) -> Area {
    Area {
        kind: AreaKind::FunctionalZone,
        class: Some("IV".to_owned()),
        status: Some("quy hoạch".to_owned()),
        period: Period { from: Some(day("2021-02-03")), to: Some(day("2031-01-01")) },
        boundary: Some(land(106.3, 21.5)),
        units: vec![UnitRef { code: code("06463"), on: None }, UnitRef { code: code("06463"), on: Some(day("2022-01-01")) }],
        source: Some("QĐ 236".to_owned()),
        clause: Some("II.3.b".to_owned()),
        ..bare_area(id)
    }
}

pub(super) fn bare_plan(id: &str) -> Plan {
    Plan {
        id: id.to_owned(),
        name: "Quy hoạch chung xã Chi Lăng".to_owned(),
        kind: PlanKind::CommuneGeneral,
        scale: None,
        horizon_year: None,
        lead_agency: None,
        consultant: None,
        adjusts: None,
        territory: Territory::None,
        registered_on: day("2026-01-02"),
        quality: Quality::Illustrative,
        source: None,
        clause: None,
        events: Vec::new(),
    }
}

pub(super) fn full_plan(id: &str, territory: Territory) -> Plan {
    let event = Event {
        planned_from: Some(day("2023-01-01")),
        planned_to: Some(day("2023-06-30")),
        planned_text: Some("quý II/2023".to_owned()),
        document_number: Some("12/NQ-HĐND".to_owned()),
        authority: Some("HĐND tỉnh".to_owned()),
        note: Some("một phần".to_owned()),
        part: Some(land(106.51, 21.61)),
        source: Some("001".to_owned()),
        clause: Some("III.1".to_owned()),
        ordinal: 3,
        ..Event::happened(Stage::Repealed, day("2023-05-01"))
    };
    let approval = Event { document_number: Some("236/QĐ-TTg".to_owned()), ..Event::happened(Stage::Approved, day("2022-03-04")) };
    Plan {
        scale: Some(5000),
        horizon_year: Some(2035),
        lead_agency: Some("Sở Xây dựng".to_owned()),
        consultant: Some("Viện Quy hoạch".to_owned()),
        adjusts: Some("QHC-CŨ".to_owned()),
        territory,
        source: Some("001".to_owned()),
        clause: Some("II".to_owned()),
        events: vec![approval, event],
        ..bare_plan(id)
    }
}

pub(super) fn set(based_on: u64, changes: Vec<Change>) -> ChangeSet {
    let actor = Actor::new("cán bộ Sở Xây dựng").unwrap();
    ChangeSet { actor, summary: "nhập ranh giới".to_owned(), at: "2026-03-04T05:06:07.089Z".parse().unwrap(), based_on, changes }
}

/// An empty store in a folder of its own.
pub(super) async fn empty_store() -> (tempfile::TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kho dữ liệu.gpkg");
    let store = Store::create(&path).await.unwrap();
    (folder, path, store)
}

pub(super) async fn apply(store: &Store, changes: Vec<Change>) -> u64 {
    let based_on = store.revision().await.unwrap();
    store.apply(&set(based_on, changes), &mut |_| {}).await.unwrap()
}
