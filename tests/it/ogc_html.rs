//! `/ogc` for people: every resource is a page that says what the JSON says, escapes what others wrote, and leads on.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::http::Site;

use crate::dataset::{ask, default_site, json as get, records, site};

const PAGES: [&str; 24] = [
    "/ogc",
    "/ogc/conformance",
    "/ogc/collections",
    "/ogc/collections/plans",
    "/ogc/collections/plans/schema",
    "/ogc/collections/plans/queryables",
    "/ogc/collections/plans/sortables",
    "/ogc/collections/plans/items",
    "/ogc/collections/communes/items",
    "/ogc/collections/plans/items/QHC-1",
    "/ogc/collections/communes/items/00002",
    "/ogc/collections/areas/items/DT-1",
    "/ogc/collections/gaps/items/00002.zoning",
    "/ogc/tiles",
    "/ogc/tiles/WebMercatorQuad",
    "/ogc/tiles/WorldCRS84Quad",
    "/ogc/collections/plans/tiles",
    "/ogc/collections/plans/tiles/WebMercatorQuad",
    "/ogc/tileMatrixSets",
    "/ogc/tileMatrixSets/WebMercatorQuad",
    "/ogc/tileMatrixSets/WorldCRS84Quad",
    "/ogc/styles",
    "/ogc/styles/plans/metadata",
    "/ogc/styles/plans/legend",
];

async fn page(site: &Arc<Site>, address: &str) -> String {
    let answer = ask(site, "GET", address, &[("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"), "{address}");
    answer.text()
}

/// Things have a page for people, which is the one that search engines are to show.
fn canonical(address: &str) -> String {
    let things = [("plans", "plans"), ("areas", "areas"), ("communes", "units"), ("districts", "units"), ("provinces", "units")];
    let moved = things
        .iter()
        .find_map(|(layer, kind)| Some(format!("/{kind}/{}", address.strip_prefix(&format!("/ogc/collections/{layer}/items/"))?)));
    moved.unwrap_or_else(|| address.to_owned())
}

fn addresses(page: &str) -> BTreeSet<String> {
    let found = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    found.filter_map(|address| address.strip_prefix("http://localhost").map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_resource_is_a_page_with_its_landmarks() {
    let site = default_site();
    for address in PAGES {
        let page = page(&site, address).await;
        for part in [
            "<!DOCTYPE html><html lang=\"vi\">",
            "<title>",
            "<meta name=\"description\" content=\"",
            &format!("<link rel=\"canonical\" href=\"http://localhost{}\">", canonical(address)),
            "<header>",
            "<main id=\"content\">",
            "<footer>",
            "aria-current=\"page\"",
            "<link rel=\"alternate\" type=\"",
            "lang=\"en\"",
        ] {
            assert!(page.contains(part), "{address} has no {part}: {page}");
        }
        assert_eq!(page.matches("<h1>").count(), 1, "{address}");
        assert!(!page.contains("<script") && !page.contains("style=\""), "{address}: the policy forbids both");
    }
}

/// `/conf/html`: links to the page from the JSON and back, and from page to page.
#[tokio::test(flavor = "multi_thread")]
async fn every_link_of_every_page_answers() {
    let site = default_site();
    let mut asked = BTreeSet::new();
    for address in PAGES {
        for link in addresses(&page(&site, address).await) {
            let link = link.split('#').next().unwrap().to_owned();
            if link.starts_with("/maps") || !asked.insert(link.clone()) {
                continue;
            }
            let answer = ask(&site, "GET", &link, &[]).await;
            assert!(
                answer.status == StatusCode::OK || link == "/" || link == "/favicon.svg",
                "{address} leads to {link}: {}",
                answer.status
            );
        }
        let json = get(&format!("{address}{}f=json", if address.contains('?') { "&" } else { "?" })).await;
        if let Some(links) = json["links"].as_array() {
            let alternate = links.iter().find(|link| link["rel"] == "alternate" && link["type"] == "text/html");
            assert_eq!(alternate.unwrap()["href"], format!("http://localhost{address}?f=html"), "{address}");
        }
    }
    assert!(asked.len() > 60, "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_features_says_what_the_json_says() {
    let site = default_site();
    let page = page(&site, "/ogc/collections/communes/items?limit=3").await;
    for said in ["3 trong 4 đối tượng", "Thị trấn Đồng Mỏ", "Xã Quang Lang", "một phần", "50,00", "<svg viewBox="] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("Vân Nham"));
    let next = addresses(&page).into_iter().find(|address| address.contains("after=")).unwrap();
    assert!(self::page(&site, &next).await.contains("Xã Vân Nham"));
    // What was asked stays asked, but the place; features are shown of the day that the table is of.
    let second = self::page(&site, "/ogc/collections/communes/items?limit=1&kind=commune&datetime=2024-06-01&after=00002").await;
    let first = "/ogc/collections/communes/items?limit=1&kind=commune&datetime=2024-06-01";
    assert!(addresses(&second).contains(first), "{second}");
    assert!(addresses(&second).contains("/ogc/collections/communes/items/00003?at=2024-06-01"), "{second}");
    let many = ask(&site, "GET", "/ogc/collections/communes/items?f=html&limit=100000", &[]).await;
    assert_eq!(many.status, StatusCode::OK);
    let none = self::page(&site, "/ogc/collections/zones/items").await;
    assert!(none.contains("Không có đối tượng nào."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_plan_tells_its_life_and_its_land() {
    let page = page(&default_site(), "/ogc/collections/plans/items/QHC-1").await;
    for said in [
        "<h1>Quy hoạch chung thị trấn Đồng Mỏ",
        "12/QĐ-UBND",
        "UBND tỉnh",
        "<time datetime=\"2022-06-01\">01/06/2022</time>",
        "Thị trấn Đồng Mỏ",
        "/plans/QHC-1?at=2024-06-30",
        "class=\"own\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_unit_tells_its_coverage_and_its_lineage() {
    let site = default_site();
    let before = page(&site, "/ogc/collections/communes/items/00002").await;
    for said in ["<h1>Xã Quang Lang", "50,00 %", "QPK-1", "Huyện Chi Lăng", "Đất về", "Xã Chi Lăng", "Bản đồ để in"] {
        assert!(before.contains(said), "{said}: {before}");
    }
    let after = page(&site, "/ogc/collections/communes/items/00001@2025-07-01").await;
    assert!(after.contains("Đất từ") && after.contains("/ogc/collections/communes/items/00002"), "{after}");
}

/// Names come from files of others: whatever they are, they are text.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_are_text() {
    let hostile = "</title><script>alert(1)</script>\" onload=\"x' <img src=x onerror=y>&amp;";
    let mut records = records(9);
    for plan in &mut records.plans {
        plan.name = hostile.into();
        plan.lead_agency = Some(hostile.into());
        for event in &mut plan.events {
            event.document_number = Some(hostile.into());
            event.planned_text = Some(hostile.into());
        }
    }
    records.plans[0].id = hostile.replace('/', "");
    records.units.iter_mut().for_each(|unit| unit.name = hostile.into());
    records.areas.iter_mut().for_each(|area| area.name = hostile.into());
    let site = site(records, Settings::default(), None);
    let own = addresses(&page(&site, "/ogc/collections/plans/items").await);
    let own = own.iter().find(|address| address.contains("%3Cscript")).expect("the identifier is encoded in its address");
    for address in PAGES.iter().filter(|address| !address.ends_with("QHC-1")).copied().chain([own.as_str()]) {
        let page = page(&site, address).await;
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("\" onload"), "{address}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_tiles_and_styles_say_what_the_json_says() {
    let site = default_site();
    let tileset = page(&site, "/ogc/collections/communes/tiles/WebMercatorQuad?at=2024-01-01").await;
    let told = get("/ogc/collections/communes/tiles/WebMercatorQuad").await;
    let limits = told["tileMatrixSetLimits"].as_array().unwrap().last().unwrap();
    for said in [
        "http://localhost/ogc/collections/communes/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}<",
        "106,00–106,40 °E",
        &format!("{}–{}", limits["minTileRow"], limits["maxTileRow"]),
        "http://localhost/ogc/collections/communes?at=2024-01-01",
    ] {
        assert!(tileset.contains(said), "{said}: {tileset}");
    }
    let set = page(&site, "/ogc/tileMatrixSets/WebMercatorQuad").await;
    assert!(set.contains("559.082.264,03") && set.contains("156543,033928") && set.contains("16777216 × 16777216"), "{set}");
    let legend = page(&site, "/ogc/styles/plans/legend").await;
    for entry in get("/ogc/styles/plans/legend").await["entries"].as_array().unwrap() {
        assert!(legend.contains(entry["vi"].as_str().unwrap()), "{entry}");
        assert!(entry["color"].as_str().is_none_or(|color| legend.contains(&format!("fill=\"{color}\""))), "{entry}");
    }
    assert!(legend.contains("Một số quy hoạch là minh họa"), "{legend}");
}

#[tokio::test]
async fn the_style_sheet_is_served_and_pages_are_as_safe_as_the_page() {
    let site = default_site();
    let sheet = ask(&site, "GET", "/ogc/pages.css", &[]).await;
    assert_eq!((sheet.status, sheet.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    let answer = ask(&site, "GET", "/ogc?f=html", &[]).await;
    assert!(answer.header("content-security-policy").contains("default-src 'self'"));
}
