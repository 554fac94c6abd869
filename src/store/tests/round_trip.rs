//! What is put is what is loaded, in an order of its own; change sets apply as a whole.

use super::samples::*;
use crate::domain::{
    Area, AreaKind, Event, Extent, Lineage, Observation, Plan, PlanKind, Quality, Stage, Territory, UnitKind, UnitRef, UnitVersion,
};
use crate::store::{Actor, AuditEntry, Change, ChangeSet, Counts, Store, StoreError, area_as_stored, plan_as_stored};

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

#[tokio::test]
async fn a_reported_figure_comes_back_to_the_last_bit_and_a_later_one_takes_its_place() {
    let (_folder, _path, store) = empty_store().await;
    let observation = |day_of: u8, value: f64, unit_code: Option<&str>| Observation {
        indicator: "green".to_owned(),
        unit_code: unit_code.map(code),
        observed_on: day(&format!("2024-03-{day_of:02}")),
        value,
        unit: unit_code.map(|_| "m2/person".to_owned()),
        author: "Sở Xây dựng".to_owned(),
        source: "BC-12".to_owned(),
        note: unit_code.map(|_| "ước tính".to_owned()),
    };
    let values = [0.1 + 0.2, 6.5, -1.0e-9, 1.0 / 3.0, 123_456_789.123_456_78];
    let mut observations: Vec<Observation> = (1..).zip(values).map(|(day_of, value)| observation(day_of, value, None)).collect();
    observations.push(observation(1, 80.0, Some("187")));
    apply(&store, observations.iter().rev().cloned().map(Change::PutObservation).collect()).await;
    assert_eq!(store.load().await.unwrap().observations, observations);
    let corrected = Observation { value: 7.0, author: "UBND".to_owned(), ..observations[5].clone() };
    apply(&store, vec![Change::PutObservation(corrected.clone())]).await;
    observations[5] = corrected;
    assert_eq!(store.load().await.unwrap().observations, observations);
    assert_eq!(store.audit(1).await.unwrap()[0].counts, Counts { observations_put: 1, ..Counts::default() });
}

#[tokio::test]
async fn a_record_of_lineage_comes_back_is_replaced_and_removed() {
    let (_folder, _path, store) = empty_store().await;
    let record = |on: &str, to: &str, share: Option<f64>| Lineage {
        effective_on: day(on),
        from_code: code("06052"),
        to_code: code(to),
        extent: if share.is_some() { Extent::Part } else { Extent::Whole },
        share,
        source: "818/NQ-UBTVQH14".to_owned(),
        clause: share.map(|_| "Điều 1 khoản 2".to_owned()),
        note: share.map(|_| "11,46 km²".to_owned()),
    };
    let mut records =
        vec![record("2020-01-01", "06031", Some(0.1 + 0.2)), record("2020-01-01", "06046", Some(0.7)), record("2024-12-01", "06046", None)];
    apply(&store, records.iter().rev().cloned().map(Change::PutLineage).collect()).await;
    assert_eq!(store.load().await.unwrap().lineage, records);
    records[1].share = None;
    let gone = records.remove(0).key();
    apply(&store, vec![Change::PutLineage(records[0].clone()), Change::RemoveLineage(gone.clone())]).await;
    assert_eq!(store.load().await.unwrap().lineage, records);
    let audited = store.audit(1).await.unwrap()[0].counts;
    assert_eq!(audited, Counts { lineage_put: 1, lineage_removed: 1, ..Counts::default() });
    let refused = store.apply(&set(2, vec![Change::RemoveLineage(gone)]), &mut |_| {}).await.unwrap_err().to_string();
    assert!(refused.contains("lineage from `06052` to `06031` on 2020-01-01"), "{refused}");
}

#[tokio::test]
async fn every_word_of_every_vocabulary_passes_the_checks_of_the_tables() {
    let (_folder, _path, store) = empty_store().await;
    let from = |n: usize| format!("{}-01-01", 2000 + n);
    let units = UnitKind::ALL.iter().enumerate().map(|(n, kind)| UnitVersion { kind: *kind, ..unit("06463", Some(&from(n)), None) });
    let areas = AreaKind::ALL.iter().map(|kind| Area { kind: *kind, ..bare_area(kind.code()) });
    let events: Vec<Event> = Stage::ALL.iter().map(|stage| Event::happened(*stage, day("2020-01-01"))).collect();
    let kinds = PlanKind::ALL.iter().map(|kind| Plan { kind: *kind, events: events.clone(), ..bare_plan(kind.code()) });
    let qualities = Quality::ALL.iter().map(|quality| Plan { quality: *quality, ..bare_plan(quality.code()) });
    let mut changes: Vec<Change> = units.map(Change::PutUnit).chain(areas.map(Change::PutArea)).collect();
    changes.extend(kinds.chain(qualities).map(Change::PutPlan));
    apply(&store, changes).await;
    let data = store.load().await.unwrap();
    assert_eq!((data.units.len(), data.areas.len(), data.plans.len()), (UnitKind::ALL.len(), 3, 13));
    assert!(data.units.iter().zip(UnitKind::ALL).all(|(unit, kind)| unit.kind == *kind));
    let zoning = data.plans.iter().find(|plan| plan.kind == PlanKind::Zoning).unwrap();
    assert_eq!(zoning.events, events);
}

#[tokio::test]
async fn what_load_gives_is_what_as_stored_says() {
    let (_folder, _path, store) = empty_store().await;
    let twice =
        vec![UnitRef { code: code("187"), on: None }, UnitRef { code: code("06463"), on: None }, UnitRef { code: code("187"), on: None }];
    let area = Area { units: twice.clone(), ..bare_area("a") };
    let mut plan = full_plan("p", Territory::Units(twice));
    plan.events.reverse();
    let nowhere = Plan { territory: Territory::Areas(Vec::new()), ..bare_plan("nowhere") };
    let changes = vec![Change::PutArea(area.clone()), Change::PutPlan(plan.clone()), Change::PutPlan(nowhere.clone())];
    apply(&store, changes).await;
    let data = store.load().await.unwrap();
    assert_eq!(data.areas, [area_as_stored(area)]);
    assert_eq!(data.plans, [plan_as_stored(nowhere), plan_as_stored(plan)]);
    assert_eq!(data.plans[0].territory, Territory::None);
}

#[tokio::test]
async fn putting_again_replaces_the_record_with_its_references_and_events() {
    let (_folder, _path, store) = empty_store().await;
    let units = Territory::Units(vec![UnitRef { code: code("187"), on: None }]);
    let first = vec![Change::PutUnit(unit("187", None, None)), Change::PutArea(full_area("a")), Change::PutPlan(full_plan("p", units))];
    apply(&store, first).await;
    let renamed = UnitVersion { name: "Cao Lộc".to_owned(), ..unit("187", None, Some("2025-07-01")) };
    let again = vec![Change::PutUnit(renamed.clone()), Change::PutArea(bare_area("a")), Change::PutPlan(bare_plan("p"))];
    assert_eq!(apply(&store, again).await, 2);
    let data = store.load().await.unwrap();
    assert_eq!((data.units, data.areas, data.plans), (vec![renamed], vec![bare_area("a")], vec![bare_plan("p")]));
}

#[tokio::test]
async fn removing_takes_the_record_and_only_the_version_named() {
    let (_folder, _path, store) = empty_store().await;
    let (old, new) = (unit("187", None, Some("2020-01-01")), unit("187", Some("2020-01-01"), None));
    let plan = full_plan("p", Territory::Areas(vec!["a".to_owned()]));
    apply(&store, vec![Change::PutUnit(old.clone()), Change::PutUnit(new.clone()), Change::PutArea(full_area("a")), Change::PutPlan(plan)])
        .await;
    apply(&store, vec![Change::RemoveUnit(old.key()), Change::RemoveArea("a".to_owned()), Change::RemovePlan("p".to_owned())]).await;
    let data = store.load().await.unwrap();
    assert_eq!((data.units, data.areas, data.plans), (vec![new], vec![], vec![]));
    let error = store.apply(&set(2, vec![Change::RemoveUnit(old.key())]), &mut |_| {}).await.unwrap_err();
    assert_eq!(error.to_string(), "cannot store the removal of unit `187`: it is not there");
}

#[tokio::test]
async fn a_change_set_based_on_an_older_revision_is_a_conflict() {
    let (_folder, path, store) = empty_store().await;
    let other = Store::open(&path).await.unwrap();
    apply(&other, vec![Change::PutPlan(bare_plan("p"))]).await;
    assert_eq!(store.revision().await.unwrap(), 1, "the revision of another handle is seen at once");
    let error = store.apply(&set(0, vec![Change::RemovePlan("p".to_owned())]), &mut |_| {}).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { based_on: 0, current: 1 }), "{error:?}");
    assert_eq!(store.load().await.unwrap().plans.len(), 1);
}

#[tokio::test]
async fn an_empty_change_set_or_one_without_a_summary_is_refused() {
    let (_folder, _path, store) = empty_store().await;
    assert!(matches!(store.apply(&set(0, vec![]), &mut |_| {}).await, Err(StoreError::Empty)));
    let unsaid = ChangeSet { summary: " ".to_owned(), ..set(0, vec![Change::PutPlan(bare_plan("p"))]) };
    assert!(matches!(store.apply(&unsaid, &mut |_| {}).await, Err(StoreError::Text { field: "summary", .. })));
    assert!(Actor::new("\t").is_err() && Actor::new(&"a".repeat(201)).is_err());
    assert_eq!(store.revision().await.unwrap(), 0);
}

#[tokio::test]
async fn a_change_that_breaks_a_rule_undoes_all_before_it_and_says_which() {
    let (_folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutPlan(full_plan("kept", Territory::Boundary(land(106.0, 21.0))))]).await;
    let before = store.load().await.unwrap();
    let event = Event::happened(Stage::Approved, day("2020-01-01"));
    let twice = Plan { events: vec![event.clone(), event], ..bare_plan("twice") };
    let sets = [
        (Change::PutPlan(twice), "cannot store plan `twice`: UNIQUE"),
        (
            Change::PutPlan(Plan { name: String::new(), ..bare_plan("nameless") }),
            "cannot store plan `nameless`: CHECK constraint failed: length(name)",
        ),
        (
            Change::PutUnit(UnitVersion { boundary: land(f64::INFINITY, 0.0), ..unit("06463", Some("2020-01-01"), None) }),
            "cannot store unit `06463` from 2020-01-01: the geometry has a coordinate",
        ),
        (Change::RemoveArea("gone".to_owned()), "cannot store the removal of area `gone`: it is not there"),
    ];
    for (wrong, message) in sets {
        let changes = vec![Change::PutUnit(unit("187", None, None)), Change::RemovePlan("kept".to_owned()), wrong];
        let mut done = 0;
        let error = store.apply(&set(1, changes), &mut |n| done = n).await.unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!((done, &store.load().await.unwrap()), (2, &before), "two changes were made and undone");
    }
    assert_eq!(store.audit(9).await.unwrap().len(), 1);
    store.close().await;
    assert_eq!(Store::open(&path).await.unwrap().load().await.unwrap(), before);
}

#[tokio::test]
async fn dropping_an_apply_half_way_leaves_everything_as_it_was() {
    let (_folder, _path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("187", None, None))]).await;
    let before = store.load().await.unwrap();
    let plans = (0..2000).map(|n| Change::PutPlan(bare_plan(&n.to_string()))).collect();
    let changes = set(1, plans);
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let mut progress = move |n| tell.send(n).unwrap();
    tokio::select! {
        biased;
        () = async { while told.recv().await.unwrap() < 1000 {} } => {}
        _ = store.apply(&changes, &mut progress) => panic!("it was to be dropped half way"),
    }
    assert_eq!(store.load().await.unwrap(), before);
    assert_eq!(store.apply(&changes, &mut |_| {}).await.unwrap(), 2, "the right to write is free again");
}

#[tokio::test]
async fn a_reader_keeps_its_revision_while_another_writes() {
    let (_folder, path, store) = empty_store().await;
    let reader = Store::open(&path).await.unwrap();
    for n in 0..20_u64 {
        let changes = set(n, vec![Change::PutPlan(bare_plan(&n.to_string())), Change::PutArea(bare_area(&n.to_string()))]);
        let mut nothing = |_| {};
        let (written, read) = tokio::join!(store.apply(&changes, &mut nothing), reader.load());
        let read = read.unwrap();
        assert_eq!(written.unwrap(), n + 1);
        let expected = usize::try_from(read.revision).unwrap();
        assert_eq!((read.plans.len(), read.areas.len()), (expected, expected), "one revision, not two halves");
    }
}

#[tokio::test]
async fn the_audit_trail_tells_who_when_and_how_much_newest_first() {
    let (_folder, _path, store) = empty_store().await;
    apply(&store, vec![Change::PutUnit(unit("187", None, None)), Change::PutArea(bare_area("a")), Change::PutArea(bare_area("b"))]).await;
    apply(&store, vec![Change::RemoveArea("a".to_owned()), Change::PutPlan(bare_plan("p"))]).await;
    let audit = store.audit(10).await.unwrap();
    let entry = |revision, counts| AuditEntry {
        revision,
        at: "2026-03-04T05:06:07.089Z".parse().unwrap(),
        actor: "cán bộ Sở Xây dựng".to_owned(),
        summary: "nhập ranh giới".to_owned(),
        counts,
    };
    let second = Counts { areas_removed: 1, plans_put: 1, ..Counts::default() };
    let first = Counts { units_put: 1, areas_put: 2, ..Counts::default() };
    assert_eq!(audit, [entry(2, second), entry(1, first)]);
    assert_eq!(store.audit(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_two_writers_at_once_one_is_told_of_the_conflict() {
    let (_folder, path, store) = empty_store().await;
    let other = Store::open(&path).await.unwrap();
    for based_on in 0..10 {
        let changes = |name: &str| set(based_on, (0..300).map(|n| Change::PutPlan(bare_plan(&format!("{name}{n}")))).collect());
        let (ours, theirs) = (changes("ours"), changes("theirs"));
        let (mut nothing, mut nothing_either) = (|_| {}, |_| {});
        let (ours, theirs) = tokio::join!(store.apply(&ours, &mut nothing), other.apply(&theirs, &mut nothing_either));
        let conflict = match (ours, theirs) {
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
            both => panic!("{both:?}"),
        };
        assert!(matches!(conflict, StoreError::Conflict { .. }), "{conflict:?}");
    }
    assert_eq!(store.revision().await.unwrap(), 10);
}

#[tokio::test]
async fn of_two_changes_of_one_record_the_later_holds() {
    let (_folder, _path, store) = empty_store().await;
    let units = |text: &str| Territory::Units(vec![UnitRef { code: code(text), on: None }]);
    let last = full_plan("p", units("187"));
    let changes = vec![
        Change::PutPlan(full_plan("p", units("06463"))),
        Change::PutPlan(bare_plan("q")),
        Change::PutPlan(last.clone()),
        Change::RemovePlan("q".to_owned()),
        Change::PutArea(full_area("a")),
        Change::PutArea(bare_area("a")),
    ];
    apply(&store, changes).await;
    let data = store.load().await.unwrap();
    assert_eq!((data.plans, data.areas), (vec![last], vec![bare_area("a")]));
}

#[tokio::test]
async fn the_store_may_be_used_from_any_thread() {
    let (_folder, _path, store) = empty_store().await;
    let writer = store.clone();
    let written = tokio::spawn(async move { writer.apply(&set(0, vec![Change::PutPlan(bare_plan("p"))]), &mut |_| {}).await });
    assert_eq!(written.await.unwrap().unwrap(), 1);
    assert_eq!(tokio::spawn(async move { store.load().await }).await.unwrap().unwrap().plans, [bare_plan("p")]);
}
