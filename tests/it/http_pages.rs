//! Pages of things: the interactive page with a head of its own, as search engines and people without scripts read it.

use axum::http::StatusCode;
use plancover::config::Settings;
use plancover::domain::{PlanKind, Stage};
use plancover::snapshot::Records;
use serde_json::Value;

use crate::dataset::{Answer, ask, day, default_site, of_units, plan, records, records_elsewhere, site};

/// The text between two marks; the first such.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(inside, _)| inside).unwrap_or_default()
}

fn title(answer: &Answer) -> String {
    between(&answer.text(), "<title>", "</title>").to_owned()
}

fn description(answer: &Answer) -> String {
    between(&answer.text(), "<meta name=\"description\" content=\"", "\"").to_owned()
}

fn canonical(answer: &Answer) -> String {
    between(&answer.text(), "<link rel=\"canonical\" href=\"", "\"").to_owned()
}

fn data(answer: &Answer) -> Value {
    serde_json::from_str(between(&answer.text(), "<script type=\"application/ld+json\">", "</script>")).unwrap()
}

async fn page(address: &str) -> Answer {
    let answer = ask(&default_site(), "GET", address, &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"), "{address}");
    answer
}

#[tokio::test]
async fn a_unit_is_told_with_its_figures_of_the_day() {
    let answer = page("/units/00001").await;
    assert_eq!(title(&answer), "Thị trấn Đồng Mỏ · Độ phủ quy hoạch");
    assert_eq!(
        description(&answer),
        "Thị trấn Đồng Mỏ (mã 00001), Huyện Chi Lăng, Tỉnh Thử. Ngày 30/6/2024, quy hoạch có hiệu lực phủ: vùng 0,00 %, chung 100,00 %, \
         phân khu 0,00 %, chi tiết 0,00 %."
    );
    assert_eq!(canonical(&answer), "http://localhost/units/00001");
    let data = data(&answer);
    assert_eq!((&data["@type"], &data["identifier"]), (&"AdministrativeArea".into(), &"00001".into()));
    assert_eq!(data["containedInPlace"]["name"], "Huyện Chi Lăng");
    let text = answer.text();
    assert!(text.contains("href=\"http://localhost/ogc/collections/communes/items/00001?f=geojson\""), "{text}");
    assert!(text.contains("<meta property=\"og:title\" content=\"Thị trấn Đồng Mỏ\">"), "{text}");
    let english = page("/units/00001?lang=en").await;
    assert!(english.text().contains("<html lang=\"en\">"));
    assert!(
        description(&english).contains("On 2024-06-30, plans in force cover: regional 0.00 %, general 100.00 %"),
        "{}",
        description(&english)
    );
}

#[tokio::test]
async fn another_vintage_has_an_address_of_its_own_and_a_unit_that_is_no_more_says_so() {
    let newer = page("/units/00001?at=2025-07-01").await;
    assert_eq!(
        (title(&newer).as_str(), canonical(&newer).as_str()),
        ("Xã Chi Lăng · Độ phủ quy hoạch", "http://localhost/units/00001?at=2025-07-01")
    );
    let mut later = records(7);
    later.plans.clear();
    let after = site(later, Settings::default(), Some("https://example.org/plan"));
    let gone = ask(&after, "GET", "/units/187?at=2025-08-01", &[]).await;
    assert!(description(&gone).contains("Không còn là đơn vị hành chính từ ngày 1/7/2025."), "{}", description(&gone));
    let missing = ask(&after, "GET", "/units/00002?at=1900-01-01", &[]).await;
    assert_eq!(missing.status, StatusCode::OK, "as far back as known");
    assert!(description(&missing).contains("Chưa nạp quy hoạch nào."), "{}", description(&missing));
    assert_eq!(canonical(&missing), "https://example.org/plan/units/00002");
}

#[tokio::test]
async fn a_plan_is_told_with_state_decision_and_what_is_not_known() {
    let answer = page("/plans/QHC-1").await;
    let told = description(&answer);
    assert!(told.starts_with("Quy hoạch chung đô thị, tỷ lệ 1/5000. Ngày 30/6/2024: có hiệu lực. Quyết định số 12/QĐ-UBND ngày 1/6/2022 của UBND tỉnh. Phạm vi "), "{told}");
    let act = data(&answer);
    assert_eq!((&act["@type"], &act["legislationIdentifier"]), (&"Legislation".into(), &"12/QĐ-UBND".into()));
    assert_eq!(act["legislationLegalForce"], "https://schema.org/InForce");
    let unnumbered = page("/plans/QPK-1").await;
    assert!(
        description(&unnumbered).contains("Phê duyệt ngày 1/1/2023; số quyết định chưa có trong dữ liệu."),
        "{}",
        description(&unnumbered)
    );
    let made_up = page("/plans/QHCT-1").await;
    assert!(description(&made_up).contains("đang lập (lập nhiệm vụ). Chưa được phê duyệt."), "{}", description(&made_up));
    assert!(
        description(&made_up).starts_with("Dữ liệu minh họa"),
        "what is cut off at its end must not be that: {}",
        description(&made_up)
    );
    assert!(made_up.text().contains("<meta name=\"robots\" content=\"noindex\">") && !answer.text().contains("noindex"));
    assert_eq!(data(&made_up)["@type"], "CreativeWork", "no act");
}

#[tokio::test]
async fn figures_on_schematic_boundaries_say_so() {
    let mut records = records(7);
    records.units.iter_mut().for_each(|unit| unit.quality = plancover::domain::Quality::Schematic);
    let site = site(records, Settings::default(), None);
    for (address, said) in [
        ("/units/00001", "Ranh giới là sơ đồ, không phải ranh giới đo đạc."),
        ("/", "Ranh giới là sơ đồ, không phải ranh giới đo đạc."),
        ("/plans/QHC-1", "Diện tích tính theo ranh giới sơ đồ của đơn vị hành chính."),
        ("/areas/DT-1?lang=en", "The area is measured by schematic boundaries of units."),
    ] {
        let answer = ask(&site, "GET", address, &[]).await;
        assert!(description(&answer).contains(said), "{address}: {}", description(&answer));
    }
}

#[tokio::test]
async fn areas_indicators_documents_and_the_site_have_pages() {
    assert!(description(&page("/areas/KCN-1").await).starts_with("Khu chức năng. Diện tích "));
    let indicator = page("/indicators/commune_general").await;
    assert!(description(&indicator).contains("Giá trị ngày 30/6/2024: "), "{}", description(&indicator));
    let source = page("/sources/BC-1").await;
    assert_eq!(description(&source), "Tài liệu “BC-1” là nguồn của 4 số liệu báo cáo.");
    let home = page("/").await;
    assert_eq!((title(&home).as_str(), canonical(&home).as_str()), ("Độ phủ quy hoạch", "http://localhost/"));
    assert!(description(&home).contains("Tỉnh Thử: Ngày 30/6/2024, quy hoạch có hiệu lực phủ: "), "{}", description(&home));
    assert_eq!(data(&home)["@type"], "WebSite");
}

#[tokio::test]
async fn what_is_unknown_is_404_with_the_page() {
    for address in ["/units/99", "/units/x", "/plans/no", "/areas/no", "/indicators/no", "/sources/no", "/plans/%3Cb%3E"] {
        let answer = ask(&default_site(), "GET", address, &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"), "{address}");
        assert!(title(&answer).starts_with("Không tìm thấy "), "{address}");
        assert!(answer.text().contains("<meta name=\"robots\" content=\"noindex\">") && !answer.text().contains("<b>"), "{address}");
    }
    let long = ask(&default_site(), "GET", &format!("/plans/{}", "x".repeat(5000)), &[]).await;
    assert_eq!(long.status, StatusCode::NOT_FOUND);
    assert!(long.body.len() < 10_000, "the address is not repeated whole");
    assert_eq!(ask(&default_site(), "GET", "/plans/a/b", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn names_that_would_end_the_page_stay_text() {
    const HOSTILE: &str = "</title><script>alert(1)</script>\" onload=\"x";
    let mut records = records(7);
    let mut hostile = plan("</script>\"'&", HOSTILE, PlanKind::Zoning, of_units(&["00001"]), &[(Stage::Approved, "2023-01-01")]);
    hostile.events[0].document_number = Some(HOSTILE.into());
    hostile.source = Some(HOSTILE.into());
    records.plans.push(hostile);
    records.units[0].name = HOSTILE.into();
    let site = site(records, Settings::default(), None);
    for address in ["/plans/%3C%2Fscript%3E%22%27%26", "/units/20", "/", &format!("/sources/{}", encoded(HOSTILE)), "/plans/QHC-1"] {
        let answer = ask(&site, "GET", address, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        let text = answer.text();
        assert_eq!(text.matches("<title>").count(), 1, "{address}");
        assert!(!text.contains("<script>alert") && !text.contains("\" onload=\"x"), "{address}: {text}");
        let data = data(&answer);
        assert_eq!(data["@context"], "https://schema.org", "{address}");
    }
    assert_eq!(data(&ask(&site, "GET", "/plans/%3C%2Fscript%3E%22%27%26", &[]).await)["name"], HOSTILE);
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

#[tokio::test]
async fn pages_below_the_root_find_the_files_of_the_page() {
    let (root, below) = (page("/").await.text(), page("/units/20").await.text());
    assert_eq!(root.matches("\"./").count(), below.matches("\"../").count() - 1, "and the mark of the root");
    assert!(!below.contains("\"./") && below.contains("<meta name=\"plancover-root\" content=\"../\">"), "{below}");
}

#[tokio::test]
async fn a_page_is_answered_304_until_the_data_changes_and_has_the_headers_of_the_page() {
    let site = default_site();
    let first = ask(&site, "GET", "/units/00001", &[]).await;
    let tag = first.header("etag").to_owned();
    assert_eq!((first.header("cache-control"), first.header("vary")), ("no-cache", "accept-encoding"));
    assert!(first.header("content-security-policy").contains("script-src 'self'"));
    let again = ask(&site, "GET", "/units/00001", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let head = ask(&site, "HEAD", "/units/00001", &[]).await;
    assert_eq!((head.status, head.body.len(), head.header("etag")), (StatusCode::OK, 0, tag.as_str()));
    site.publisher.publish(Records { revision: 8, ..records(7) }, day("2024-06-30"));
    assert_eq!(ask(&site, "GET", "/units/00001", &[("if-none-match", &tag)]).await.status, StatusCode::OK);
    let tracked = ask(&site, "GET", "/units/00001?fbclid=1", &[]).await;
    assert_eq!((tracked.status, canonical(&tracked).as_str()), (StatusCode::OK, "http://localhost/units/00001"));
}

#[tokio::test]
async fn the_sitemap_lists_what_there_is_today_and_each_is_there() {
    let site = default_site();
    let answer = ask(&site, "GET", "/sitemap.xml", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/xml; charset=utf-8"));
    let text = answer.text();
    let listed: Vec<&str> = text.split("<loc>").skip(1).map(|rest| rest.split_once("</loc>").unwrap().0).collect();
    assert!(text.starts_with("<?xml") && text.contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"), "{text}");
    for address in &listed {
        let path = address.strip_prefix("http://localhost").unwrap();
        let page = ask(&site, "GET", path, &[]).await;
        assert_eq!((page.status, canonical(&page).as_str()), (StatusCode::OK, *address));
    }
    for path in ["/", "/units/20", "/units/187", "/plans/QHC-1", "/areas/DT-1", "/indicators/commune_general", "/sources/BC-1"] {
        assert!(listed.contains(&format!("http://localhost{path}").as_str()), "{path}");
    }
    assert!(!text.contains("/plans/QHCT-1<"), "made up");
    assert_eq!(ask(&site, "GET", "/sitemap.xml?part=2", &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(ask(&site, "GET", "/sitemap.xml?part=1", &[]).await.text(), text);
    let robots = ask(&site, "GET", "/robots.txt", &[]).await;
    assert!(robots.text().ends_with("Sitemap: http://localhost/sitemap.xml\n"), "{}", robots.text());
}

#[tokio::test]
async fn a_plan_that_ended_without_a_known_approval_is_not_called_unapproved() {
    let mut records = records(7);
    records.plans.push(plan("CU", "Đã bãi bỏ", PlanKind::CommuneGeneral, of_units(&["00004"]), &[(Stage::Repealed, "2020-01-01")]));
    let answer = ask(&site(records, Settings::default(), None), "GET", "/plans/CU?lang=en", &[]).await;
    assert!(description(&answer).contains("The day of its approval is not in the data."), "{}", description(&answer));
    assert!(answer.text().contains("<a href=\"http://localhost/units/00004\">"), "its land is named by name, with its page");
}

#[tokio::test]
async fn documents_of_another_province_are_not_among_those_of_this_one() {
    let targets_of = |sources: &Value| -> Vec<String> {
        sources["sources"].as_array().unwrap().iter().map(|source| source["id"].as_str().unwrap().to_owned()).collect()
    };
    let here = targets_of(&ask(&default_site(), "GET", "/api/sources?limit=1000", &[]).await.json());
    let there = site(records_elsewhere(7), Settings::default(), None);
    let there = targets_of(&ask(&there, "GET", "/api/sources?limit=1000", &[]).await.json());
    assert!(there.len() < here.len() && there.iter().all(|source| here.contains(source)), "{there:?} of {here:?}");
    assert!(!there.iter().any(|source| source.contains("001_ae703ac53d44e551")), "{there:?}");
}

#[tokio::test]
async fn a_document_names_everything_that_cites_it() {
    let answer = ask(&default_site(), "GET", "/api/sources/BC-1", &[]).await.json();
    assert_eq!((&answer["id"], &answer["total"], &answer["next"]), (&"BC-1".into(), &4.into(), &Value::Null));
    assert_eq!(answer["citations"][0]["type"], "observation");
    let first = ask(&default_site(), "GET", "/api/sources?limit=1", &[]).await.json();
    assert_eq!(first["sources"].as_array().unwrap().len(), 1);
    assert!(first["total"].as_u64().unwrap() > 1 && first["next"].as_str().unwrap().ends_with("limit=1&offset=1"), "{first}");
    let missing = ask(&default_site(), "GET", "/api/sources/no", &[]).await;
    assert!(missing.status == StatusCode::NOT_FOUND && missing.text().contains("/api/sources"), "{}", missing.text());
}
