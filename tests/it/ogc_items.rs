//! The features of a collection (OGC 17-069r4, annex A.2.7 and A.2.8), through the real router.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use serde_json::{Value, json};

use plancover::config::Settings;
use plancover::domain::{Event, PlanKind, Stage, Territory, UnitKind};

use crate::dataset::{Answer, TODAY, ask, day, default_site, json as get, plan, records, rectangle, site, unit};

fn ids(page: &Value) -> Vec<&str> {
    page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

fn link<'a>(answer: &'a Value, rel: &str) -> Option<&'a str> {
    answer["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel).map(|link| link["href"].as_str().unwrap())
}

async fn raw(address: &str) -> Answer {
    ask(&default_site(), "GET", address, &[]).await
}

#[tokio::test]
async fn unit_features_have_their_land_and_their_figures() {
    let answer = raw("/ogc/collections/communes/items").await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let page = answer.json();
    assert_eq!((&page["type"], &page["numberMatched"], &page["numberReturned"]), (&json!("FeatureCollection"), &json!(4), &json!(4)));
    assert_eq!((&page["as_of"], &page["revision"]), (&json!("2024-06-30"), &json!(7)));
    assert_eq!(ids(&page), ["00001", "00002", "00003", "00004"]);
    let feature = &page["features"][1];
    assert_eq!(
        feature["geometry"],
        json!({"type": "Polygon", "coordinates": [[[106.1, 21], [106.2, 21], [106.2, 21.1], [106.1, 21.1], [106.1, 21]]]})
    );
    let properties = &feature["properties"];
    let expected = json!({
        "code": "00002", "name": "Quang Lang", "full_name": "Xã Quang Lang", "kind": "commune", "level": "commune", "parent_code": "187",
        "valid_from": null, "valid_to": "2025-07-01", "area_km2": properties["area_km2"], "quality": "imported",
        "regional_status": "none", "regional_percent": 0.0, "general_status": "none", "general_percent": 0.0,
        "zoning_status": "partial", "zoning_percent": 50.0, "detailed_status": "none", "detailed_percent": 0.0,
    });
    assert_eq!(properties, &expected);
    // `ogrinfo -dialect sqlite -sql "select st_area(geometry, 1) from …"` of the same square: 115075219.640 m².
    assert!((properties["area_km2"].as_f64().unwrap() / 115.075_219_640 - 1.0).abs() < 1e-4, "{properties}");
}

#[tokio::test]
async fn plan_features_are_as_they_stand_on_the_day() {
    let page = get("/ogc/collections/plans/items").await;
    assert_eq!(ids(&page), ["QHC-1", "QHCT-1", "QHT-1", "QHV-1", "QPK-1"]);
    let expected = json!({
        "id": "QHC-1", "name": "Quy hoạch chung thị trấn Đồng Mỏ", "kind": "urban_general", "tier": "general", "state": "in_force",
        "stage": "approved", "decision_number": "12/QĐ-UBND", "approved_on": "2022-06-01", "horizon_year": 2023, "scale": 5000,
        "territory_basis": "units", "quality": "imported",
    });
    assert_eq!(page["features"][0]["properties"], expected);
    assert_eq!(page["features"][3]["properties"]["state"], "ended");
    assert_eq!(page["notices"][0]["code"], "illustrative_plans");
    assert_eq!(ids(&get("/ogc/collections/plans/items?datetime=2021-06-01").await), ["QHC-1", "QHV-1"]);
    let earlier = get("/ogc/collections/plans/items?at=2021-06-01").await;
    assert_eq!((&earlier["features"][0]["properties"]["state"], &earlier["as_of"]), (&json!("preparing"), &json!("2021-06-01")));
}

#[tokio::test]
async fn a_territory_of_several_units_is_dissolved() {
    let page = get("/ogc/collections/plans/items/QHV-1").await;
    assert_eq!((&page["type"], &page["id"], &page["geometry"]["type"]), (&json!("Feature"), &json!("QHV-1"), &json!("Polygon")));
    let ring = page["geometry"]["coordinates"][0].as_array().unwrap();
    let longitudes: Vec<f64> = ring.iter().map(|position| position[0].as_f64().unwrap()).collect();
    let (west, east) = longitudes.iter().fold((f64::MAX, f64::MIN), |(west, east), lon| (west.min(*lon), east.max(*lon)));
    assert!((west - 106.2).abs() < 1e-6 && (east - 106.4).abs() < 1e-6, "{west} {east}");
}

#[tokio::test]
async fn datetime_chooses_versions_by_their_period() {
    let found = async |query: &str| {
        let page = get(&format!("/ogc/collections/communes/items{query}")).await;
        ids(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found("?datetime=2025-07-01").await, ["00001@2025-07-01", "00003@2025-07-01"]);
    assert_eq!(found("?datetime=2025-06-30T23:59:59Z").await, ["00001", "00002", "00003", "00004"]);
    let all = ["00001", "00001@2025-07-01", "00002", "00003", "00003@2025-07-01", "00004"];
    assert_eq!(found("?datetime=2025-06-30/2025-07-01").await, all);
    assert_eq!(found("?datetime=2025-06-30/..").await, all);
    assert_eq!(found("?datetime=../2025-06-30").await, ["00001", "00002", "00003", "00004"]);
    // A version that has ended has the figures of its last day.
    let page = get("/ogc/collections/communes/items?datetime=2025-06-30/2025-07-01").await;
    let percent = |index: usize| page["features"][index]["properties"]["general_percent"].as_f64().unwrap();
    assert_eq!((percent(0), percent(1)), (100.0, 50.0));
}

#[tokio::test]
async fn a_bbox_chooses_what_touches_it() {
    for (bbox, expected) in [
        ("106.05,21.05,106.15,21.06", vec!["00001", "00002"]),
        ("106.39,21,107,22", vec!["00004"]),
        ("106.05,21.05,0,106.06,21.06,100", vec!["00001"]),
        ("0,0,1,1", vec![]),
        ("170,-90,106.01,90", vec!["00001"]),
    ] {
        assert_eq!(ids(&get(&format!("/ogc/collections/communes/items?bbox={bbox}")).await), expected, "{bbox}");
    }
}

/// Where a part of a plan was repealed, the plan has no land any more.
#[tokio::test]
async fn a_bbox_chooses_plans_by_their_land_of_the_day() {
    let mut records = records(9);
    let land = Territory::Boundary(rectangle(106.0, 21.0, 106.2, 21.1));
    let mut cut = plan("CUT", "Cut", PlanKind::Zoning, land, &[(Stage::Approved, "2023-01-01")]);
    let part = Some(rectangle(106.1, 21.0, 106.2, 21.1));
    cut.events.push(Event { ordinal: 1, part, ..Event::happened(Stage::Repealed, day("2024-01-01")) });
    records.plans = vec![cut];
    let site = site(records, Settings::default(), None);
    let found = async |query: &str| ids(&ask(&site, "GET", &format!("/ogc/collections/plans/items?{query}"), &[]).await.json()).len();
    let plane = "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857&bbox=11816600,2394500,11817600,2395300";
    for (place, before, after) in [("bbox=106.15,21.02,106.16,21.03", 1, 0), (plane, 1, 0), ("bbox=106.05,21.02,106.06,21.03", 1, 1)] {
        assert_eq!(found(&format!("{place}&at=2023-12-31")).await, before, "{place}");
        assert_eq!(found(&format!("{place}&at=2024-01-01")).await, after, "{place}");
    }
}

/// Four are answered and 64 wait; what comes beside them is refused at once. The only thread for such work is kept busy meanwhile.
#[test]
fn too_many_costly_questions_are_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(1).build().unwrap();
    runtime.block_on(async {
        let (open, door) = std::sync::mpsc::channel::<()>();
        let busy = tokio::task::spawn_blocking(move || door.recv());
        let (site, refused) = (default_site(), AtomicUsize::new(0));
        let one = async || {
            let answer = ask(&site, "GET", "/ogc/collections/gaps/items?filter=area_km2%3E0&sortby=-area_km2", &[]).await;
            if answer.status == StatusCode::SERVICE_UNAVAILABLE {
                assert!(!answer.header("retry-after").is_empty());
                refused.fetch_add(1, Ordering::SeqCst);
            }
            answer.status
        };
        let opened = async {
            for _ in 0..10_000 {
                tokio::task::yield_now().await;
            }
            open.send(()).unwrap();
            refused.load(Ordering::SeqCst)
        };
        let (statuses, before) = tokio::join!(futures_util::future::join_all((0..200).map(|_| one())), opened);
        busy.await.unwrap().unwrap();
        assert_eq!((before, refused.load(Ordering::SeqCst)), (132, 132));
        assert_eq!(statuses.iter().filter(|status| **status == StatusCode::OK).count(), 68);
        assert_eq!(one().await, StatusCode::OK);
    });
}

#[tokio::test]
async fn a_property_is_asked_for_in_either_form_of_unicode() {
    for name in ["%C4%90%E1%BB%93ng%20M%E1%BB%8F", "%C4%90o%CC%82%CC%80ng%20Mo%CC%89"] {
        assert_eq!(ids(&get(&format!("/ogc/collections/communes/items?name={name}")).await), ["00001"], "{name}");
    }
}

#[tokio::test]
async fn following_next_visits_each_feature_once() {
    let mut address = "/ogc/collections/communes/items?limit=3&datetime=2025-06-30/..".to_owned();
    let mut visited = Vec::new();
    let mut pages = 0;
    loop {
        let page = get(&address).await;
        assert_eq!(page["numberMatched"], 6);
        visited.extend(ids(&page).into_iter().map(str::to_owned));
        pages += 1;
        let Some(next) = link(&page, "next") else { break };
        address = next.strip_prefix("http://localhost").unwrap().to_owned();
    }
    assert_eq!((pages, visited.len()), (2, 6));
    visited.dedup();
    assert_eq!(visited.len(), 6);
}

#[tokio::test]
async fn a_single_feature_is_found_by_its_identifier_only() {
    let feature = get("/ogc/collections/communes/items/00001@2025-07-01").await;
    assert_eq!(feature["properties"]["full_name"], "Xã Chi Lăng");
    assert_eq!(link(&feature, "collection"), Some("http://localhost/ogc/collections/communes"));
    let path = link(&feature, "self").unwrap().strip_prefix("http://localhost").unwrap().to_owned();
    assert_eq!(get(&path).await["id"], "00001@2025-07-01");
    for missing in ["communes/items/187", "communes/items/00001@2024-01-01", "districts/items/00001", "zones/items/1", "plans/items/x"] {
        assert_eq!(raw(&format!("/ogc/collections/{missing}")).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn what_is_not_supplied_is_an_empty_collection() {
    let page = get("/ogc/collections/zones/items").await;
    assert_eq!((&page["numberMatched"], &page["features"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn gaps_are_features_by_unit_and_tier() {
    let page = get("/ogc/collections/gaps/items").await;
    let of_all = ["detailed", "regional", "zoning"].map(|tier| format!("00001.{tier}")).into_iter();
    let of_all =
        of_all.chain((2..=4).flat_map(|unit| ["detailed", "general", "regional", "zoning"].map(|tier| format!("0000{unit}.{tier}"))));
    assert_eq!(ids(&page), of_all.collect::<Vec<_>>());
    // How many there are is known only once their land is.
    assert_eq!((page.get("numberMatched"), &page["numberReturned"]), (None, &json!(15)));
    let half = page["features"].as_array().unwrap().iter().find(|feature| feature["id"] == "00002.zoning").unwrap();
    assert_eq!(half["geometry"]["coordinates"][0].as_array().unwrap().len(), 5);
    let properties = &half["properties"];
    assert_eq!((&properties["unit_code"], &properties["unit_name"]), (&json!("00002"), &json!("Xã Quang Lang")));
    assert_eq!((&properties["tier"], &properties["percent"], &properties["preparing"]), (&json!("zoning"), &json!(50.0), &json!(false)));
    let prepared = get("/ogc/collections/gaps/items/00003.detailed").await;
    assert_eq!((&prepared["properties"]["preparing"], &prepared["properties"]["preparing_percent"]), (&json!(true), &json!(50.0)));
    // The covered half of 00002 is no gap.
    let near = get("/ogc/collections/gaps/items?bbox=106.11,21.01,106.14,21.09").await;
    assert_eq!(ids(&near), ["00002.detailed", "00002.general", "00002.regional"]);
    for missing in ["00001.general", "00001@2025-07-01.general", "187.general", "00001", "00001.all"] {
        assert_eq!(raw(&format!("/ogc/collections/gaps/items/{missing}")).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    let covered = get("/ogc/collections/gaps/items?at=2022-06-01&bbox=106.01,21.01,106.09,21.09").await;
    assert_eq!(ids(&covered), ["00001.detailed", "00001.regional", "00001.zoning"]);
}

#[tokio::test]
async fn paging_through_gaps_visits_each_once() {
    let (mut address, mut visited) = ("/ogc/collections/gaps/items?limit=4&at=2024-06-30".to_owned(), Vec::new());
    loop {
        let page = get(&address).await;
        visited.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(next) = link(&page, "next") else { break };
        address = next.strip_prefix("http://localhost").unwrap().to_owned();
    }
    assert_eq!(visited, ids(&get("/ogc/collections/gaps/items").await));
}

#[tokio::test]
async fn wrong_parameters_are_refused_and_a_large_limit_is_not() {
    for (query, field) in [
        ("bbox=1,2,3", "bbox"),
        ("bbox-crs=x", "bbox-crs"),
        ("datetime=yesterday", "datetime"),
        ("datetime=2024-01-01&at=2024-01-01", "datetime"),
        ("limit=0", "limit"),
        ("f=nonsense", "f"),
        ("filter=a", "filter"),
    ] {
        let answer = raw(&format!("/ogc/collections/communes/items?{query}")).await;
        assert_eq!((answer.status, &answer.json()["errors"][0]["field"]), (StatusCode::BAD_REQUEST, &json!(field)));
    }
    assert_eq!(ids(&get("/ogc/collections/communes/items?limit=99999999&f=json").await).len(), 4);
}

/// `/conf/core/fc-response`, `/conf/core/fc-timeStamp`, `/conf/core/fc-numberMatched`, `/conf/core/fc-numberReturned`.
#[tokio::test]
async fn a_page_says_when_it_was_made_and_how_many_there_are() {
    let page = get("/ogc/collections/communes/items?limit=3").await;
    assert_eq!(page["timeStamp"], "2024-06-30T00:00:00.000Z", "the clock of the tests stands still");
    assert_eq!((&page["numberMatched"], &page["numberReturned"]), (&json!(4), &json!(3)));
    assert_eq!(link(&page, "self"), Some("http://localhost/ogc/collections/communes/items?limit=3"));
    let answer = raw("/ogc/collections/communes/items?limit=3").await;
    let tag = answer.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "an answer with its instant is never the same twice: {tag}");
    let again = ask(&default_site(), "GET", "/ogc/collections/communes/items?limit=3", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.header("etag")), (StatusCode::NOT_MODIFIED, &*tag));
}

/// Plans are valid from their first stage until they end; `at` shows those that have ended as well.
#[tokio::test]
async fn a_datetime_leaves_out_plans_that_ended_before_it() {
    let found = async |query: &str| ids(&get(&format!("/ogc/collections/plans/items?{query}")).await).join(" ");
    assert_eq!(found("datetime=2024-06-30").await, "QHC-1 QHCT-1 QHT-1 QPK-1");
    assert_eq!(found("at=2024-06-30").await, "QHC-1 QHCT-1 QHT-1 QHV-1 QPK-1");
    assert_eq!(found("datetime=2023-12-31/2024-06-30").await, "QHC-1 QHCT-1 QHT-1 QHV-1 QPK-1");
    assert_eq!(found("datetime=2024-01-01/..").await, "QHC-1 QHCT-1 QHT-1 QPK-1");
    assert_eq!(found("datetime=../2021-06-01").await, "QHC-1 QHV-1");
    assert_eq!(found("datetime=2021-06-01/P1D").await, "QHC-1 QHV-1");
}

/// Between two pages a feature that was sent goes, and others come before and after the position.
#[tokio::test]
async fn paging_neither_skips_nor_repeats_while_the_store_changes() {
    for order in ["", "&sortby=name", "&sortby=-zoning_percent,name"] {
        let site = default_site();
        let of = async |address: &str| ask(&site, "GET", address, &[]).await.json();
        let first = of(&format!("/ogc/collections/communes/items?limit=2{order}")).await;
        let mut changed = records(8);
        changed.units.retain(|version| version.code.as_str() != ids(&first)[0]);
        for (code, name) in [("00000", "An Bình"), ("00009", "Yên Phúc")] {
            changed.units.push(unit(code, name, UnitKind::Commune, "187", "..", (106.0, 106.05)));
        }
        site.publisher.publish(changed, day(TODAY));
        let second = of(link(&first, "next").unwrap().strip_prefix("http://localhost").unwrap()).await;
        assert!(link(&second, "next").is_some() || second["numberReturned"] == 2, "{order}");
        let mut rest = ids(&second).into_iter().map(str::to_owned).collect::<Vec<_>>();
        if let Some(next) = link(&second, "next") {
            rest.extend(ids(&of(next.strip_prefix("http://localhost").unwrap()).await).into_iter().map(str::to_owned));
        }
        assert!(rest.iter().all(|id| !ids(&first).contains(&id.as_str())), "{order}: {rest:?} after {:?}", ids(&first));
        for kept in ["00001", "00002", "00003", "00004"].iter().filter(|id| !ids(&first).contains(*id)) {
            assert!(rest.iter().any(|id| id == kept), "{order}: {kept} is missing in {rest:?} after {:?}", ids(&first));
        }
    }
}
