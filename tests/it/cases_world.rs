//! Worlds written in words: what the case files under `tests/cases` consist of, read into records.
//!
//! Lengths are in hundredths of a degree from 106° E, 21° N, so that hand-written figures stay small.

use std::path::{Path, PathBuf};

use geo::{LineString, Polygon};
use plancover::domain::{
    Area, AreaKind, Day, Event, Land, Lineage, Period, Plan, PlanKind, Quality, Stage, Territory, UnitCode, UnitKind, UnitRef, UnitVersion,
    parse_day,
};
use plancover::snapshot::Records;
use serde::Deserialize;

/// The case files of a folder, by name.
pub fn case_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    assert!(!files.is_empty(), "no cases in {}", folder.display());
    files
}

/// Reads a case file; a word that is not known there is a failure.
pub fn read<T: for<'a> Deserialize<'a>>(file: &Path) -> T {
    let text = std::fs::read_to_string(file).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The records a case starts from.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct World {
    #[serde(default)]
    unit: Vec<UnitWords>,
    #[serde(default)]
    area: Vec<AreaWords>,
    #[serde(default)]
    plan: Vec<PlanWords>,
    /// `DAY FROM TO whole` or `DAY FROM TO part [SHARE]`.
    #[serde(default)]
    lineage: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitWords {
    code: String,
    kind: Option<String>,
    parent: Option<String>,
    from: Option<String>,
    to: Option<String>,
    land: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaWords {
    id: String,
    kind: String,
    from: Option<String>,
    to: Option<String>,
    land: Option<String>,
    #[serde(default)]
    units: Vec<String>,
}

/// A plan as a case file writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    id: String,
    kind: Option<String>,
    adjusts: Option<String>,
    horizon_year: Option<i16>,
    registered: Option<String>,
    land: Option<String>,
    units: Option<Vec<String>>,
    areas: Option<Vec<String>>,
    #[serde(default)]
    events: Vec<String>,
}

impl World {
    /// The records of this world.
    pub fn records(&self) -> Records {
        Records {
            revision: 1,
            units: self.unit.iter().map(UnitWords::unit).collect(),
            areas: self.area.iter().map(AreaWords::area).collect(),
            plans: self.plan.iter().map(PlanWords::plan).collect(),
            observations: Vec::new(),
            lineage: self.lineage.iter().map(|text| lineage(text)).collect(),
        }
    }
}

fn lineage(text: &str) -> Lineage {
    let words: Vec<&str> = text.split(' ').collect();
    let &[on, from, to, extent, ref share @ ..] = words.as_slice() else { panic!("`{text}`") };
    Lineage {
        effective_on: day(on),
        from_code: UnitCode::new(from).unwrap(),
        to_code: UnitCode::new(to).unwrap(),
        extent: extent.parse().unwrap(),
        share: share.first().map(|share| share.parse().unwrap()),
        source: "an act".into(),
        clause: Some("1".into()),
        note: None,
    }
}

impl UnitWords {
    fn unit(&self) -> UnitVersion {
        let code = UnitCode::new(&self.code).unwrap();
        let kind = self.kind.as_deref().unwrap_or(code.level().code()).parse::<UnitKind>().unwrap();
        UnitVersion {
            name: format!("unit {code}"),
            kind,
            parent_code: self.parent.as_deref().map(|code| UnitCode::new(code).unwrap()),
            period: period(self.from.as_deref(), self.to.as_deref()),
            boundary: land(&self.land),
            quality: Quality::Imported,
            source: None,
            code,
        }
    }
}

impl AreaWords {
    fn area(&self) -> Area {
        Area {
            id: self.id.clone(),
            name: format!("area {}", self.id),
            kind: self.kind.parse::<AreaKind>().unwrap(),
            class: None,
            status: None,
            period: period(self.from.as_deref(), self.to.as_deref()),
            boundary: self.land.as_deref().map(land),
            units: self.units.iter().map(|text| unit_ref(text)).collect(),
            quality: Quality::Imported,
            source: None,
            clause: None,
        }
    }
}

impl PlanWords {
    /// The record.
    pub fn plan(&self) -> Plan {
        let territory = match (&self.land, &self.units, &self.areas) {
            (Some(text), None, None) => Territory::Boundary(land(text)),
            (None, Some(units), None) => Territory::Units(units.iter().map(|text| unit_ref(text)).collect()),
            (None, None, Some(areas)) => Territory::Areas(areas.clone()),
            (None, None, None) => Territory::None,
            _ => panic!("plan {}: one of land, units, areas", self.id),
        };
        Plan {
            id: self.id.clone(),
            name: format!("plan {}", self.id),
            kind: self.kind.as_deref().unwrap_or("commune_general").parse::<PlanKind>().unwrap(),
            scale: None,
            horizon_year: self.horizon_year,
            lead_agency: None,
            consultant: None,
            adjusts: self.adjusts.clone(),
            territory,
            registered_on: day(self.registered.as_deref().unwrap_or("2000-01-01")),
            quality: Quality::Imported,
            source: None,
            clause: None,
            events: self.events.iter().map(|text| event(text)).collect(),
        }
    }
}

/// A day.
pub fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn period(from: Option<&str>, to: Option<&str>) -> Period {
    Period::new(from.map(day), to.map(day)).unwrap()
}

/// `00001` or `00001@2022-01-31`.
fn unit_ref(text: &str) -> UnitRef {
    let (code, on) = text.split_once('@').map_or((text, None), |(code, on)| (code, Some(day(on))));
    UnitRef { code: UnitCode::new(code).unwrap(), on }
}

/// `DAY STAGE`, `DAY STAGE in LAND`, `planned DAY STAGE` or `planned DAY..DAY STAGE [DAY]`, the last day being the one it happened on.
fn event(text: &str) -> Event {
    let (text, part) = text.split_once(" in ").map_or((text, None), |(text, part)| (text, Some(land(part))));
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [on, stage] => Event { part, ..Event::happened(stage.parse().unwrap(), day(on)) },
        ["planned", dates, stage, actual @ ..] if actual.len() <= 1 => {
            let (from, to) = dates.split_once("..").map_or((Some(*dates), None), |(from, to)| (Some(from), Some(to)));
            let side = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(day);
            Event {
                part,
                planned_from: side(from),
                planned_to: side(to),
                actual_on: actual.first().map(|text| day(text)),
                ..Event::happened(stage.parse::<Stage>().unwrap(), Day::ZERO)
            }
        }
        _ => panic!("no event: {text}"),
    }
}

/// Rings joined by `+` (a further part) and `-` (a hole in the part before it); a ring is `rect(x1, y1, x2, y2)` or `ring(x y, x y, …)`.
/// `none` is no land.
pub fn land(text: &str) -> Land {
    let mut parts: Vec<(LineString, Vec<LineString>)> = Vec::new();
    let mut sign = '+';
    let mut rest = text.trim();
    if rest == "none" {
        return Land::new(Vec::new());
    }
    loop {
        let (one, after) = rest.split_once(')').unwrap_or_else(|| panic!("no land: {text}"));
        match (sign, parts.last_mut()) {
            ('-', Some(part)) => part.1.push(ring(one)),
            _ => parts.push((ring(one), Vec::new())),
        }
        rest = after.trim();
        let Some(next) = rest.chars().next() else { break };
        assert!(next == '+' || next == '-', "no land: {text}");
        sign = next;
        rest = &rest[1..];
    }
    parts.into_iter().map(|(exterior, holes)| Polygon::new(exterior, holes)).collect()
}

fn ring(text: &str) -> LineString {
    let (word, inner) = text.split_once('(').unwrap_or_else(|| panic!("no ring: {text}"));
    let numbers = |text: &str, by: char| -> Vec<f64> {
        text.split(by).map(str::trim).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
    };
    let at = |x: f64, y: f64| (106.0 + x / 100.0, 21.0 + y / 100.0);
    match word.trim() {
        "rect" => match numbers(inner, ',')[..] {
            [x1, y1, x2, y2] => vec![at(x1, y1), at(x2, y1), at(x2, y2), at(x1, y2)].into(),
            _ => panic!("four numbers: {text}"),
        },
        "ring" => inner.split(',').map(|pair| numbers(pair, ' ')).map(|pair| at(pair[0], pair[1])).collect(),
        other => panic!("no ring: {other}"),
    }
}
