//! The description of `/api`: it is the one on paper, its examples are real answers of the trial store, and answers are as it says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::StatusCode;
use plancover::app::{Clock, Publisher, Seed, View, create_seeded};
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::http::{Site, description};
use plancover::snapshot::Records;
use plancover::store::{Actor, Store};
use serde_json::{Map, Value, json};

use crate::dataset::{ask, day, default_site, post};
use crate::schema::Schemas;

/// What is asked of the trial store for each operation: the operation, and the address.
const EXAMPLES: [(&str, &str); 23] = [
    ("GET /api/site", "/api/site?at=2025-12-31"),
    ("GET /api/lookup", "/api/lookup?lon=106.76&lat=21.85&at=2025-12-31"),
    ("GET /api/lookup/brief", "/api/lookup/brief?lon=106.76&lat=21.85&at=2025-12-31"),
    ("POST /api/lookup", "/api/lookup?at=2025-12-31"),
    ("GET /api/coverage", "/api/coverage?unit=20&at=2025-12-31"),
    ("GET /api/coverage/brief", "/api/coverage/brief?at=2025-12-31"),
    ("GET /api/coverage/history", "/api/coverage/history?unit=20&tier=general&at=2025-12-31"),
    ("GET /api/coverage/gaps", "/api/coverage/gaps?unit=06463&tier=zoning&at=2025-06-30"),
    ("GET /api/units/{code}", "/api/units/20?at=2025-12-31"),
    ("GET /api/units/{code}/lineage", "/api/units/06463/lineage?at=2025-12-31"),
    ("GET /api/areas/{id}", "/api/areas/UA-NASAM?at=2025-12-31"),
    ("GET /api/plans", "/api/plans?state=in_force&limit=2&at=2025-12-31"),
    ("GET /api/plans/{id}", "/api/plans/QHC-DONGMO?at=2025-12-31"),
    ("GET /api/milestones", "/api/milestones?state=overdue&limit=2&at=2025-12-31"),
    ("GET /api/findings", "/api/findings?limit=2&at=2025-12-31"),
    ("GET /api/search", "/api/search?q=dong%20mo&at=2025-12-31"),
    ("GET /api/indicators", "/api/indicators?unit=20&at=2025-12-31"),
    ("GET /api/indicators/{id}", "/api/indicators/commune_general?at=2025-12-31"),
    ("GET /api/sources", "/api/sources?at=2025-12-31"),
    ("GET /api/sources/{id}", "/api/sources/001_ae703ac53d44e551.txt?limit=3&at=2025-12-31"),
    ("GET /api/timeline", "/api/timeline?at=2025-12-31"),
    ("GET /api/packs/{unit}/manifest.json", "/api/packs/06463/manifest.json?at=2025-12-31"),
    ("GET /api/changes", "/api/changes?since=1&limit=3&at=2025-12-31"),
];

/// Lists in an example are cut to so many.
const SHOWN: usize = 1;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The file has this content; with `PLANCOVER_WRITE` set it is given it.
fn assert_on_paper(name: &str, content: &str) {
    if std::env::var_os("PLANCOVER_WRITE").is_some() {
        std::fs::write(file(name), content).unwrap();
    }
    let on_paper = std::fs::read_to_string(file(name)).unwrap_or_default();
    assert!(on_paper == content, "`{name}` is not what the program says; hint: run this test with `PLANCOVER_WRITE=1`, twice");
}

/// A parcel in the middle of the province.
fn parcel() -> Value {
    json!({"type": "Polygon", "coordinates": [[[106.75, 21.84], [106.77, 21.84], [106.77, 21.86], [106.75, 21.86], [106.75, 21.84]]]})
}

async fn trial() -> Arc<Site> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trial.gpkg");
    let clock = Clock::Fixed(day("2025-12-31"));
    create_seeded(&path, Seed::Trial, &clock, &Actor::new("test").unwrap(), None, &mut |_| {}).await.unwrap();
    let store = Store::open(&path).await.unwrap();
    let before = View::build(Records { revision: 1, ..Records::default() }, Thresholds::default(), None);
    let view = View::build(store.load().await.unwrap().into(), Thresholds::default(), Some(&before));
    store.close().await;
    Arc::new(Site::new(Arc::new(Publisher::new(view)), clock, Settings::default(), None).unwrap())
}

/// Without most of what is long: lists, and the corners of borders.
fn cut(value: Value) -> Value {
    match value {
        Value::Array(list) if list.len() <= 4 && list.first().is_some_and(Value::is_number) => Value::Array(list),
        Value::Array(list) if list.iter().all(Value::is_array) => Value::Array(list),
        Value::Array(list) => Value::Array(list.into_iter().take(SHOWN).map(cut).collect()),
        Value::Object(members) => Value::Object(members.into_iter().map(|(name, member)| (name, cut(member))).collect()),
        other => other,
    }
}

#[tokio::test]
async fn the_examples_are_real_answers_and_every_answer_is_as_described() {
    let (site, schemas) = (trial().await, Schemas::of(description().unwrap()));
    let mut examples = Map::new();
    for (operation, address) in EXAMPLES {
        let posted = operation.starts_with("POST").then(parcel);
        let answer = match &posted {
            Some(body) => post(&site, address, body.to_string()).await,
            None => ask(&site, "GET", address, &[]).await,
        };
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        if posted.is_none() {
            let again = ask(&site, "GET", address, &[("if-none-match", answer.header("etag"))]).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
        }
        let value = answer.json();
        schemas.assert(operation, "200", &value);
        let mut example = json!({"request": address, "answer": cut(value)});
        if let Some(body) = posted {
            schemas.assert_body(operation, &body);
            example["body"] = body;
        }
        examples.insert(operation.to_owned(), example);
    }
    assert_on_paper("src/http/api/examples.json", &(serde_json::to_string_pretty(&examples).unwrap() + "\n"));
}

#[tokio::test]
async fn answers_with_little_in_them_and_problems_are_as_described_too() {
    let schemas = Schemas::of(description().unwrap());
    let made_up = default_site();
    for (operation, address) in [
        ("GET /api/site", "/api/site?at=1900-01-01"),
        ("GET /api/lookup", "/api/lookup?lon=0&lat=0"),
        ("GET /api/lookup", "/api/lookup?lon=106.05&lat=21.05"),
        ("GET /api/lookup/brief", "/api/lookup/brief?lon=0&lat=0"),
        ("GET /api/coverage", "/api/coverage?of=construction_land"),
        ("GET /api/coverage", "/api/coverage?unit=187&at=2025-07-01&former=true"),
        ("GET /api/coverage/brief", "/api/coverage/brief?at=1900-01-01"),
        ("GET /api/coverage/history", "/api/coverage/history?tier=zoning"),
        ("GET /api/coverage/gaps", "/api/coverage/gaps?unit=00001&tier=detailed"),
        ("GET /api/units/{code}", "/api/units/188?at=2025-07-01"),
        ("GET /api/units/{code}/lineage", "/api/units/00001/lineage?at=2025-07-01"),
        ("GET /api/areas/{id}", "/api/areas/KCN-1"),
        ("GET /api/changes", "/api/changes?since=1"),
        ("GET /api/plans", "/api/plans?q=nothing"),
        ("GET /api/plans/{id}", "/api/plans/QHV-1"),
        ("GET /api/indicators", "/api/indicators"),
        ("GET /api/indicators/{id}", "/api/indicators/green_area_per_person?unit=20"),
    ] {
        let answer = ask(&made_up, "GET", address, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        schemas.assert(operation, "200", &answer.json());
    }
    for (operation, address, status) in [
        ("GET /api/lookup", "/api/lookup", "400"),
        ("GET /api/units/{code}", "/api/units/99", "404"),
        ("GET /api/plans", "/api/plans?limit=0&foo=1", "400"),
    ] {
        schemas.assert(operation, status, &ask(&made_up, "GET", address, &[]).await.json());
    }
}

#[test]
fn every_operation_is_told_in_both_languages_and_has_its_problems() {
    let api: Value = serde_json::from_str(description().unwrap()).unwrap();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].is_string() && operation["x-summary-vi"].is_string(), "{method} {path}");
            let is_question = path.starts_with("/api/") && path != "/api/openapi.json";
            // A ZIP file is told by its manifest, a workbook by its sheets.
            let responses = operation["responses"].as_object().unwrap();
            assert!(!is_question || ["200", "400", "500", "503"].iter().all(|status| responses.contains_key(*status)), "{method} {path}");
            let content = operation["responses"]["200"]["content"].as_object();
            let shown = content.is_some_and(|content| content.values().all(|one| one["examples"]["trial"]["value"].is_object()));
            assert!(
                !is_question || shown || matches!(path.as_str(), "/api/packs/{unit}" | "/api/report.xlsx"),
                "{method} {path} has no example"
            );
            let takes_a_body = operation.get("requestBody").is_some_and(|body| body["content"].is_object());
            assert!(takes_a_body || operation.get("requestBody").is_none(), "{method} {path} has a body of nothing");
            assert_eq!(takes_a_body, method == "post", "{method} {path}");
        }
    }
    assert!(api["info"]["description"].as_str().unwrap().contains("deprecated"));
}

#[test]
fn the_description_on_paper_is_the_one_served() {
    assert_on_paper("docs/openapi.json", &format!("{}\n", description().unwrap()));
}

/// The members of a schema, references followed.
fn members(document: &Value, schema: &Value) -> Vec<String> {
    let named = schema["$ref"].as_str().and_then(|named| document.pointer(named.trim_start_matches('#')));
    let schema = named.unwrap_or(schema);
    let own = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
    let parts = schema["allOf"].as_array().into_iter().flatten().flat_map(|part| members(document, part));
    own.chain(parts).collect()
}

/// `docs/api.md` has a row for each operation under `/api`, which names its parameters and the members of its answer.
#[test]
fn the_page_for_people_names_every_parameter_and_member() {
    let document: Value = serde_json::from_str(description().unwrap()).unwrap();
    let page = std::fs::read_to_string(file("docs/api.md")).unwrap();
    let rows: Vec<(&str, &str)> = page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | ")).collect();
    let mut missing = Vec::new();
    let paths = document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/api/"));
    for (path, method, operation) in paths
        .flat_map(|(path, operations)| ["get", "post"].into_iter().filter_map(move |method| Some((path, method, operations.get(method)?))))
    {
        let begins = if method == "post" { format!("`POST {path}") } else { format!("`{path}") };
        let row = rows.iter().find_map(|(asked, answered)| {
            let rest = asked.strip_prefix(begins.as_str())?;
            rest.starts_with(['?', '[', '`']).then_some((rest, *answered))
        });
        let Some((asked, answered)) = row else {
            missing.push(format!("{method} {path}: no row"));
            continue;
        };
        let words = |text: &str, name: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name);
        let parameters = operation["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] == "query");
        let parameters = parameters.filter_map(|parameter| parameter["name"].as_str()).filter(|name| *name != "at");
        missing.extend(parameters.filter(|name| !words(asked, name)).map(|name| format!("{method} {path}: parameter `{name}`")));
        let contents = operation["responses"]["200"]["content"].as_object().into_iter().flatten();
        let told = contents.flat_map(|(_, content)| members(&document, &content["schema"]));
        let told = told.filter(|name| !["as_of", "revision", "notices"].contains(&name.as_str()));
        missing.extend(told.filter(|name| !words(answered, name)).map(|name| format!("{method} {path}: member `{name}`")));
    }
    assert!(missing.is_empty(), "docs/api.md does not tell of {missing:#?}");
}
