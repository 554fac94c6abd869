//! Files as planners hand them over, case by case: `tests/cases/ingest/*/`.
//!
//! A folder is a case: `case.toml` says what is imported, `expected.txt` what is told and read. To write `expected.txt` anew on
//! purpose: `PLANCOVER_REWRITE_GOLDENS=1 cargo test --test it cases_ingest`, then read the difference. It is refused where `CI` is set.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use geo::CoordsIter;
use plancover::domain::{Area, Event, Land, Plan, Territory, UnitRef, UnitVersion};
use plancover::store::{Dataset, Store};
use serde::Deserialize;

use crate::program::{Program, Run};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows.
    why: String,
    /// Imports that must go well before it, as arguments of `plancover import`.
    #[serde(default)]
    before: Vec<Vec<String>>,
    /// Its own arguments of `plancover import`; files are named from its folder.
    import: Vec<String>,
}

/// Geometries of more vertices than this are told by their measures.
const SPELT_OUT: usize = 24;

#[test]
fn every_case_of_a_file_is_told_and_read_as_before() {
    let rewrite = std::env::var_os("PLANCOVER_REWRITE_GOLDENS").is_some();
    assert!(!(rewrite && std::env::var_os("CI").is_some()), "goldens are never rewritten where CI is set");
    let folders = cases();
    assert!(folders.len() > 3, "the cases were not found");
    let mut wrong = Vec::new();
    for folder in folders {
        let case: Case = toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap()).unwrap();
        let found = outcome(&folder, &case);
        let golden = folder.join("expected.txt");
        if rewrite {
            fs::write(golden, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(golden).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}: {}\n{}", folder.display(), case.why, difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The folders with a `case.toml`, in alphabetical order.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("case.toml").exists());
    folders.sort();
    folders
}

/// Everything that comes of a case, as text.
fn outcome(folder: &Path, case: &Case) -> String {
    let program = Program::new();
    let import = |args: &[String]| {
        let args: Vec<&str> = std::iter::once("import").chain(args.iter().map(String::as_str)).collect();
        Run::of(program.command(&args).current_dir(folder))
    };
    for args in &case.before {
        import(args).code(0);
    }
    let stored = || tokio::runtime::Runtime::new().unwrap().block_on(load(&program.store()));
    let before = stored();
    let run = import(&case.import);
    let mut text = format!("exit {}\n", run.code);
    for line in run.stderr.lines().filter(|line| ["error: ", "hint: ", "read "].iter().any(|start| line.starts_with(start))) {
        writeln!(text, "{line}").unwrap();
    }
    text.push_str(&issues(&run.stdout));
    text.push_str(&records(&stored(), &before));
    text
}

async fn load(store: &Path) -> Dataset {
    if !store.exists() {
        return Dataset::default();
    }
    let store = Store::open(store).await.unwrap();
    let dataset = store.load().await.unwrap();
    store.close().await;
    dataset
}

/// The table of issues with its columns found by their headings, so that more of them change nothing here.
fn issues(table: &str) -> String {
    let mut lines = table.lines();
    let Some(heading) = lines.next() else { return String::new() };
    let shown = ["severity", "code", "feature", "id", "field", "found", "hint"];
    let begins: Vec<usize> = heading
        .char_indices()
        .enumerate()
        .filter(|(at, (_, letter))| *letter != ' ' && (*at == 0 || heading.chars().nth(at - 1) == Some(' ')))
        .map(|(at, _)| at)
        .collect();
    let cell = |line: &str, column: usize| {
        let letters: Vec<char> = line.chars().collect();
        let end = begins.get(column + 1).copied().unwrap_or(letters.len()).min(letters.len());
        letters.get(begins[column].min(end)..end).unwrap_or_default().iter().collect::<String>().trim().to_owned()
    };
    let columns: Vec<usize> = shown.iter().filter_map(|name| (0..begins.len()).find(|column| cell(heading, *column) == *name)).collect();
    assert_eq!(columns.len(), shown.len(), "{heading}");
    let rows = lines.map(|line| columns.iter().map(|column| cell(line, *column)).collect::<Vec<_>>().join(" | "));
    rows.fold(String::new(), |text, row| text + row.trim_end() + "\n")
}

/// What is in the store now and was not before.
fn records(dataset: &Dataset, before: &Dataset) -> String {
    let mut text = String::new();
    let mut put = |line: String| writeln!(text, "{line}").unwrap();
    dataset.units.iter().filter(|unit| !before.units.contains(unit)).for_each(|record| put(unit(record)));
    dataset.areas.iter().filter(|area| !before.areas.contains(area)).for_each(|record| put(area(record)));
    dataset.plans.iter().filter(|plan| !before.plans.contains(plan)).for_each(|record| put(plan(record)));
    for observation in dataset.observations.iter().filter(|observation| !before.observations.contains(observation)) {
        put(format!("{observation:?}"));
    }
    for record in dataset.lineage.iter().filter(|record| !before.lineage.contains(record)) {
        put(format!("{record:?}"));
    }
    text
}

fn some(name: &str, value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(String::new, |value| format!(" · {name} {value}"))
}

fn unit(unit: &UnitVersion) -> String {
    let UnitVersion { code, name, kind, parent_code, period, boundary, quality, source } = unit;
    let more = [some("parent", parent_code.as_ref()), some("from", period.from), some("to", period.to), some("source", source.as_ref())];
    format!("unit {code} {} `{name}` {}{}\n  {}", kind.code(), quality.code(), more.concat(), land(boundary))
}

fn area(area: &Area) -> String {
    let Area { id, name, kind, class, status, period, boundary, units, quality, source, clause } = area;
    let more = [
        some("class", class.as_ref()),
        some("status", status.as_ref()),
        some("from", period.from),
        some("to", period.to),
        some("source", source.as_ref()),
        some("clause", clause.as_ref()),
        if units.is_empty() { String::new() } else { format!(" · units {}", unit_refs(units)) },
    ];
    let drawn = boundary.as_ref().map_or_else(String::new, |boundary| format!("\n  {}", land(boundary)));
    format!("area {id} {} `{name}` {}{}{drawn}", kind.code(), quality.code(), more.concat())
}

fn plan(plan: &Plan) -> String {
    let mut text = format!("plan {} {} `{}` {}", plan.id, plan.kind.code(), plan.name, plan.quality.code());
    text += &some("scale", plan.scale);
    text += &some("horizon", plan.horizon_year);
    for (name, value) in [
        ("agency", &plan.lead_agency),
        ("consultant", &plan.consultant),
        ("adjusts", &plan.adjusts),
        ("source", &plan.source),
        ("clause", &plan.clause),
    ] {
        text += &some(name, value.as_ref());
    }
    let territory = match &plan.territory {
        Territory::Boundary(boundary) => format!("\n  {}", land(boundary)),
        Territory::Units(units) => format!("\n  units {}", unit_refs(units)),
        Territory::Areas(areas) => format!("\n  areas {}", areas.join(" ")),
        Territory::None => String::new(),
    };
    text += &territory;
    plan.events.iter().fold(text, |text, event| text + &self::event(event))
}

fn event(event: &Event) -> String {
    let mut text = format!("\n  event {}", event.stage.code());
    text += &some("on", event.actual_on);
    text += &some("planned from", event.planned_from);
    text += &some("to", event.planned_to);
    for (name, value) in [
        ("text", &event.planned_text),
        ("document", &event.document_number),
        ("authority", &event.authority),
        ("note", &event.note),
        ("source", &event.source),
        ("clause", &event.clause),
    ] {
        text += &some(name, value.as_ref());
    }
    text + &some("part", event.part.as_ref().map(land))
}

fn unit_refs(units: &[UnitRef]) -> String {
    let refs = units.iter().map(|unit| unit.on.map_or_else(|| unit.code.to_string(), |on| format!("{}@{on}", unit.code)));
    refs.collect::<Vec<_>>().join(" ")
}

/// Rings to the centimetre, or, where they are long, their number, their vertices and their extent.
fn land(land: &Land) -> String {
    if land.coords_count() > SPELT_OUT {
        let rings: usize = land.0.iter().map(|polygon| 1 + polygon.interiors().len()).sum();
        let (parts, vertices) = (land.0.len(), land.coords_count());
        let bounds = geo::BoundingRect::bounding_rect(land).unwrap();
        let (min, max) = (bounds.min(), bounds.max());
        return format!("{parts} parts, {rings} rings, {vertices} vertices in {:.7} {:.7}, {:.7} {:.7}", min.x, min.y, max.x, max.y);
    }
    let ring = |ring: &geo::LineString| {
        let vertices = ring.coords().map(|vertex| format!("{:.7} {:.7}", vertex.x, vertex.y));
        format!("({})", vertices.collect::<Vec<_>>().join(", "))
    };
    let polygon = |polygon: &geo::Polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect::<String>();
    land.0.iter().map(polygon).collect::<Vec<_>>().join(" + ")
}

/// The lines that only one of two texts has.
fn difference(expected: &str, found: &str) -> String {
    let only = |mark: &str, these: &str, those: &str| -> String {
        these
            .lines()
            .filter(|line| !those.lines().any(|other| other == *line))
            .fold(String::new(), |text, line| text + "  " + mark + " " + line + "\n")
    };
    let text = only("expected", expected, found) + &only("found   ", found, expected);
    if text.is_empty() { "  the same lines in another order\n".to_owned() } else { text }
}
