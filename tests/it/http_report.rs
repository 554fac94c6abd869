//! `/api/report.xlsx`: the workbook says what the other answers say, of everything and of one unit.

use axum::http::StatusCode;
use serde_json::{Value, json};

use plancover::config::Settings;

use crate::dataset::{ask, default_site, json as get, records_elsewhere, site};
use crate::ogc_formats::read_by_gdal;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a sheet; `None` where GDAL is not installed.
fn sheet(bytes: &[u8], name: &str) -> Option<Vec<Value>> {
    let found = read_by_gdal("report.xlsx", bytes, &["-oo", "HEADERS=FORCE", "-sql", &format!("select * from \"{name}\"")])?;
    Some(found["features"].as_array().unwrap().iter().map(|row| row["properties"].clone()).collect())
}

fn column<'a>(rows: &'a [Value], name: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[name].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_a_workbook_of_the_day() {
    let here = default_site();
    let answer = ask(&here, "GET", "/api/report.xlsx?at=2024-06-30", &[("accept-encoding", "gzip")]).await;
    assert_eq!((answer.status, answer.header("content-type"), answer.header("content-encoding")), (StatusCode::OK, XLSX, ""));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"report-2024-06-30.xlsx\"");
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    assert_eq!(answer.header("plancover-notices"), "illustrative_plans");
    let again = ask(&here, "GET", "/api/report.xlsx?at=2024-06-30", &[("if-none-match", answer.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let Some(coverage) = sheet(&answer.body, "Độ phủ – Coverage") else { return };
    assert_eq!(column(&coverage, "Mã\nCode"), ["20", "187", "188", "00001", "00002", "00003", "00004"]);
    let told = get("/api/coverage?at=2024-06-30&unit=20").await;
    let cell = &coverage[0].as_object().unwrap().iter().find(|(key, _)| key.contains("zoning: covered, %")).unwrap().1;
    let percent = told["coverage"]["tiers"]["zoning"]["percent"].as_f64().or(told["tiers"]["zoning"]["percent"].as_f64());
    assert!((cell.as_f64().unwrap() - percent.unwrap()).abs() < 1e-9, "{cell} {told}");
    assert_eq!(sheet(&answer.body, "Quy hoạch – Plans").unwrap().len(), 5);
    let elsewhere = ask(&site(records_elsewhere(7), Settings::default(), None), "GET", "/api/report.xlsx?at=2024-06-30", &[]).await;
    // Targets of another province are not measured; GDAL takes heads without rows for a row.
    let targets = [&answer, &elsewhere].map(|answer| json!(sheet(&answer.body, "Chỉ tiêu – Indicators").unwrap()).to_string());
    assert_eq!(targets.map(|rows| rows.contains("\"urban_general\"")), [true, false]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_a_unit_has_that_unit_and_its_plans_alone() {
    let site = default_site();
    let answer = ask(&site, "GET", "/api/report.xlsx?unit=187&at=2024-06-30", &[]).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"report-187-2024-06-30.xlsx\"");
    let Some(coverage) = sheet(&answer.body, "Độ phủ – Coverage") else { return };
    assert_eq!(column(&coverage, "Mã\nCode"), ["187", "00001", "00002"]);
    let plans = get("/api/plans?unit=187&at=2024-06-30").await;
    let mut expected: Vec<&str> = plans["plans"].as_array().unwrap().iter().map(|plan| plan["id"].as_str().unwrap()).collect();
    expected.sort_unstable();
    assert!(!expected.is_empty() && expected.len() < 5);
    let found = sheet(&answer.body, "Quy hoạch – Plans").unwrap();
    assert_eq!(column(&found, "Mã quy hoạch\nPlan"), expected);
    let about = sheet(&answer.body, "Giới thiệu – About").unwrap();
    let said = |row: &Value| row.as_object().unwrap().values().any(|cell| *cell == json!("Huyện Chi Lăng"));
    assert!(about.iter().any(said), "{about:?}");

    let gone = ask(&site, "GET", "/api/report.xlsx?unit=187&at=2025-07-01", &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let odd = ask(&site, "GET", "/api/report.xlsx?unit=x&tier=zoning", &[]).await;
    assert_eq!((odd.status, odd.json()["errors"].as_array().unwrap().len()), (StatusCode::BAD_REQUEST, 2));
}
