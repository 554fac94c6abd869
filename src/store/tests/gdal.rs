//! What GDAL, and so QGIS, makes of the file. Runs the `ogrinfo` program: GDAL must never open a store inside our process.

use std::path::Path;
use std::process::Command;

use super::samples::*;
use crate::domain::{Land, PlanKind, Territory, UnitVersion};
use crate::store::{Change, Store};

/// What a GDAL program prints; `None`, with a message, where it is not installed. Warnings fail the test.
fn gdal(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        println!("skipped: `{program}` is not installed (Debian: gdal-bin)");
        return None;
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success() && output.stderr.is_empty(), "{program} {arguments:?}: {}", text(&output.stderr));
    Some(text(&output.stdout))
}

fn ogrinfo(path: &Path, arguments: &[&str]) -> Option<String> {
    gdal("ogrinfo", &[&["-ro", path.to_str().unwrap()], arguments].concat())
}

/// Two vintages of one code in different places, an area drawn and one of units, and a plan of every basis.
async fn plans_of_every_basis(store: &Store) {
    let version = |from, to, x: f64| UnitVersion { boundary: land(x, 21.0), ..unit("06463", from, to) };
    let area = crate::domain::Area { units: vec![on("06463", None)], ..bare_area("a-units") };
    let plan = |id: &str, territory: Territory| Change::PutPlan(full_plan(id, territory));
    let changes = vec![
        Change::PutUnit(version(None, Some("2024-12-01"), 106.0)),
        Change::PutUnit(version(Some("2024-12-01"), None, 107.0)),
        Change::PutArea(full_area("a-drawn")),
        Change::PutArea(area),
        plan("p-boundary", Territory::Boundary(land(105.0, 21.0))),
        plan("p-approved", Territory::Units(vec![on("06463", None)])),
        plan("p-both-days", Territory::Units(vec![on("06463", Some("2025-01-01")), on("06463", Some("2020-01-01"))])),
        Change::PutPlan(crate::domain::Plan {
            territory: Territory::Units(vec![on("06463", None)]),
            kind: PlanKind::Detailed,
            ..bare_plan("p-registered")
        }),
        plan("p-areas", Territory::Areas(vec!["a-drawn".to_owned(), "a-units".to_owned()])),
        Change::PutPlan(bare_plan("p-nowhere")),
    ];
    apply(store, changes).await;
}

#[tokio::test]
async fn ogrinfo_lists_every_layer_with_its_kind_and_the_rows_in_it() {
    let (_folder, path, store) = empty_store().await;
    plans_of_every_basis(&store).await;
    let Some(list) = ogrinfo(&path, &[]) else { return };
    for layer in ["units", "areas", "plans", "plan_events", "plan_territories"] {
        assert!(list.contains(&format!(": {layer} (Multi Polygon)")), "{list}");
    }
    for table in ["plan_units", "plan_areas", "area_units", "observations", "lineage", "audit"] {
        assert!(list.contains(&format!(": {table} (None)")), "{list}");
    }
    assert!(!list.contains("store_meta") && !list.contains("sqlx"), "{list}");
    for (layer, count) in [("units", 2), ("areas", 2), ("plans", 6), ("plan_events", 8), ("plan_territories", 7)] {
        let summary = ogrinfo(&path, &["-so", layer]).unwrap();
        assert!(summary.contains(&format!("Feature Count: {count}\n")), "{summary}");
        assert!(summary.contains("Geometry Column = geom"), "{summary}");
    }
    let units = ogrinfo(&path, &["units"]).unwrap();
    assert!(units.contains("name (String) = Đồng Mỏ") && units.contains("valid_from (Date) = 2024/12/01"), "{units}");
    assert!(units.contains("MULTIPOLYGON (((106 21,106.1 21.0,106.1 21.1,106.0 21.1,106 21),(106.01"), "{units}");
    assert!(units.contains("Extent: (106.0") && units.contains("FID Column = fid"), "{units}");
}

#[tokio::test]
async fn a_spatial_filter_finds_what_is_there_and_nothing_else() {
    let (_folder, path, store) = empty_store().await;
    plans_of_every_basis(&store).await;
    for (layer, west_count, east_count) in [("units", 1, 1), ("plan_territories", 3, 2)] {
        for (west, count) in [("105.99", west_count), ("106.99", east_count), ("109", 0)] {
            let east = (west.parse::<f64>().unwrap() + 0.05).to_string();
            let Some(found) = ogrinfo(&path, &["-so", "-spat", west, "20.9", &east, "21.05", layer]) else { return };
            assert!(found.contains(&format!("Feature Count: {count}\n")), "{west}: {found}");
        }
    }
}

#[tokio::test]
async fn every_plan_is_on_the_map_as_of_the_day_that_counts_for_it() {
    let (_folder, path, store) = empty_store().await;
    plans_of_every_basis(&store).await;
    let Some(rows) = ogrinfo(&path, &["plan_territories", "-geom=SUMMARY"]) else { return };
    assert!(rows.contains("FID Column = fid"), "{rows}");
    let sql = "select plan_id, basis, tier, approved_on, decision_number, st_minx(geom) as x from plan_territories order by plan_id, x";
    let rows = ogrinfo(&path, &["-sql", sql]).unwrap();
    let values: Vec<&str> = rows.lines().filter_map(|line| line.trim().split_once(") = ").map(|(_, value)| value)).collect();
    let expected: Vec<[&str; 6]> = vec![
        ["p-approved", "units", "general", "2022-03-04", "236/QĐ-TTg", "106"],
        ["p-areas", "areas", "general", "2022-03-04", "236/QĐ-TTg", "106"],
        ["p-areas", "areas", "general", "2022-03-04", "236/QĐ-TTg", "106.3"],
        ["p-both-days", "units", "general", "2022-03-04", "236/QĐ-TTg", "106"],
        ["p-both-days", "units", "general", "2022-03-04", "236/QĐ-TTg", "107"],
        ["p-boundary", "boundary", "general", "2022-03-04", "236/QĐ-TTg", "105"],
        ["p-registered", "units", "detailed", "(null)", "(null)", "107"],
    ];
    let found: Vec<&[&str]> = values.chunks(6).collect();
    assert_eq!(found, expected, "{rows}");
}

#[tokio::test]
async fn an_edit_by_gdal_makes_a_revision_an_audit_entry_and_keeps_the_spatial_index() {
    let (_folder, path, store) = empty_store().await;
    plans_of_every_basis(&store).await;
    let name = path.to_str().unwrap();
    let moved = "update units set geom = (select geom from plans where id = 'p-boundary'), name = 'Chi Lăng' where valid_from is null";
    if gdal("ogrinfo", &[name, "-sql", moved]).is_none() {
        return;
    }
    let data = store.load().await.unwrap();
    assert_eq!(data.revision, 2);
    assert_eq!((data.units[0].name.as_str(), &data.units[0].boundary), ("Chi Lăng", &land(105.0, 21.0)));
    gdal("ogrinfo", &[name, "-sql", "delete from units where valid_from is not null"]);
    assert_eq!(store.load().await.unwrap().units.len(), 1);
    let audit = store.audit(9).await.unwrap();
    let seen: Vec<(u64, &str, u64)> =
        audit.iter().map(|entry| (entry.revision, entry.actor.as_str(), entry.counts.outside_edits)).collect();
    assert!(matches!(seen[..], [(3, "outside plancover", _), .., (1, "cán bộ Sở Xây dựng", 0)]), "{seen:?}");
    assert_eq!(seen.iter().map(|entry| entry.2).sum::<u64>(), 2);
    let found = ogrinfo(&path, &["-so", "-spat", "105", "21", "105.05", "21.05", "units"]).unwrap();
    assert!(found.contains("Feature Count: 1\n"), "{found}");
    assert_eq!(apply(&store, vec![Change::PutUnit(unit("187", None, None))]).await, 4);
}

#[tokio::test]
async fn gdal_draws_into_the_plans_layer_and_the_plan_has_a_boundary() {
    let (folder, path, store) = empty_store().await;
    apply(&store, vec![Change::PutPlan(full_plan("p", Territory::Units(vec![on("187", None)])))]).await;
    let drawing = folder.path().join("drawing.csv");
    std::fs::write(
        &drawing,
        "id,name,kind,registered_on,quality,WKT\nnew,Mới,zoning,2026-01-01,imported,\"POLYGON ((1 1,2 1,2 2,1 1))\"\n",
    )
    .unwrap();
    let arguments = ["-append", "-nln", "plans", "-nlt", "MULTIPOLYGON", path.to_str().unwrap(), drawing.to_str().unwrap()];
    if gdal("ogr2ogr", &arguments).is_none() {
        return;
    }
    let data = store.load().await.unwrap();
    let expected: Land = geo::MultiPolygon(vec![geo::Polygon::new(vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)].into(), vec![])]);
    assert_eq!(data.plans[0].territory, Territory::Boundary(expected));
    assert_eq!(data.plans[1].territory, Territory::Units(vec![on("187", None)]));
}
