//! `lookup.json` of a pack: what is answered from that file alone, by the steps of `docs/api.md`, is what the server answers.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::Arc;

use axum::http::StatusCode;
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use plancover::config::Settings;
use plancover::domain::{Area, AreaKind, Event, Level, Period, PlanKind, Quality, Stage, Territory};
use plancover::http::Site;
use plancover::snapshot::Records;
use plancover::store::Store;
use serde_json::{Map, Value, json};
use zip::ZipArchive;

use crate::dataset::{TODAY, ask, day, of_units, plan, records, rectangle, site};
use crate::program::Program;
use crate::properties::synthetic::{self, Size};

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The file of a pack as a phone holds it.
struct Pack {
    file: Value,
    shapes: Vec<MultiPolygon>,
}

fn shape(coordinates: &Value) -> MultiPolygon {
    let ring = |ring: &Value| -> LineString {
        list(ring).iter().map(|at| Coord { x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() }).collect()
    };
    let polygon = |rings: &Value| Polygon::new(ring(&rings[0]), list(rings)[1..].iter().map(ring).collect());
    list(coordinates).iter().map(polygon).collect()
}

impl Pack {
    async fn fetch(site: &Arc<Site>, unit: &str, at: &str) -> Self {
        let answer = ask(site, "GET", &format!("/api/packs/{unit}?at={at}"), &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{unit}");
        let mut archive = ZipArchive::new(Cursor::new(answer.body)).unwrap();
        let mut text = String::new();
        archive.by_name("lookup.json").unwrap().read_to_string(&mut text).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        Self { shapes: list(&file["shapes"]).iter().map(shape).collect(), file }
    }

    fn lies(&self, place: &Value, at: Coord) -> CoordPos {
        self.shapes[usize::try_from(place.as_u64().unwrap()).unwrap()].coordinate_position(&at)
    }

    fn in_any(&self, places: &Value, at: Coord) -> bool {
        list(places).iter().any(|place| self.lies(place, at) != CoordPos::Outside)
    }

    /// The smallest unit that has the position.
    fn unit(&self, at: Coord) -> Option<&Value> {
        let here = |level: &str| {
            let units: Vec<&Value> = list(&self.file["units"]).iter().filter(|unit| unit["unit"]["level"] == level).collect();
            let first = |wanted: CoordPos| units.iter().copied().find(|unit| self.lies(&unit["shape"], at) == wanted);
            first(CoordPos::Inside).or_else(|| first(CoordPos::OnBoundary))
        };
        ["commune", "district", "province"].into_iter().find_map(here)
    }

    /// What the server would answer; `None` where the position is not in this pack.
    fn answer(&self, lon: f64, lat: f64) -> Option<Value> {
        let (at, bbox) = (Coord { x: lon, y: lat }, &self.file["bbox"]);
        let edge = |place: usize| bbox[place].as_f64().unwrap();
        if lon < edge(0) || lat < edge(1) || lon > edge(2) || lat > edge(3) {
            return None;
        }
        let unit = self.unit(at).filter(|unit| unit.get("chain").is_some())?;
        let all = |of: &str| list(&self.file[of]).iter();
        let plans: Vec<&Value> = all("plans").filter(|plan| self.in_any(&plan["shapes"], at) && !self.in_any(&plan["ended"], at)).collect();
        let areas: Vec<&Value> = all("areas").filter(|area| self.in_any(&area["shapes"], at)).collect();
        let codes: BTreeSet<&str> = [unit]
            .into_iter()
            .chain(plans.iter().copied())
            .chain(areas.iter().copied())
            .flat_map(|thing| list(&thing["notices"]))
            .chain(list(&self.file["always"]))
            .map(|code| code.as_str().unwrap())
            .collect();
        Some(json!({
            "as_of": self.file["as_of"],
            "revision": self.file["revision"],
            "notices": all("notices").filter(|notice| codes.contains(notice["code"].as_str().unwrap())).collect::<Vec<_>>(),
            "position": {"lon": lon, "lat": lat},
            "units": list(&unit["chain"]).iter().map(|place| &self.file["units"][usize::try_from(place.as_u64().unwrap()).unwrap()]["unit"]).collect::<Vec<_>>(),
            "tiers": unit["tiers"],
            "plans": plans.iter().map(|plan| &plan["plan"]).collect::<Vec<_>>(),
            "lacks": self.lacks(unit, &plans, &areas),
            "zones": [],
            "areas": areas.iter().map(|area| &area["area"]).collect::<Vec<_>>(),
        }))
    }

    fn lacks(&self, unit: &Value, plans: &[&Value], areas: &[&Value]) -> Vec<Value> {
        let table = &self.file["lack_tables"][usize::try_from(unit["lacks"].as_u64().unwrap()).unwrap()];
        let told = list(&table["tiers"]).iter().filter_map(|tier| {
            let of = |plan: &&&Value, state: &str| plan["plan"]["state"] == state && plan["plan"]["tier"] == tier["tier"];
            if plans.iter().any(|plan| of(&plan, "in_force")) {
                return None;
            }
            let groups: BTreeSet<u64> = areas.iter().map(|area| area["group"].as_u64().unwrap()).collect();
            let groups: Vec<Value> = groups.into_iter().map(Value::from).filter(|group| list(&tier["groups"]).contains(group)).collect();
            let in_force = plans.iter().filter(|plan| plan["plan"]["state"] == "in_force");
            let kinds: BTreeSet<&str> = in_force.map(|plan| plan["plan"]["kind"].as_str().unwrap()).collect();
            let kinds: Vec<Value> = kinds.into_iter().map(Value::from).filter(|kind| list(&tier["plan_kinds"]).contains(kind)).collect();
            let case = list(&tier["cases"]).iter().find(|case| list(&case["groups"]) == groups && list(&case["plan_kinds"]) == kinds);
            let mut lack = self.file["lacks"][usize::try_from(case.unwrap()["lack"].as_u64().unwrap()).unwrap()].clone();
            lack["preparing"] = plans.iter().any(|plan| of(&plan, "preparing")).into();
            Some(lack)
        });
        told.collect()
    }
}

/// The answer as `/api/lookup/brief` shortens it.
fn brief(answer: &Value) -> Value {
    let pick = |from: &Value, members: &[&str]| -> Value {
        members.iter().map(|name| ((*name).to_owned(), from[*name].clone())).collect::<Map<_, _>>().into()
    };
    let picked = |of: &str, members: &[&str], most: usize| -> Vec<Value> {
        list(&answer[of]).iter().take(most).map(|one| pick(one, members)).collect()
    };
    let tiers = ["regional", "general", "zoning", "detailed"].map(|tier| {
        let told = &answer["tiers"][tier];
        json!({"tier": tier, "status": told["status"], "percent": told["percent"]})
    });
    json!({
        "as_of": answer["as_of"],
        "revision": answer["revision"],
        "notices": answer["notices"],
        "units": picked("units", &["code", "full_name"], 10),
        "tiers": tiers,
        "plans": picked("plans", &["id", "name", "tier", "state", "decision_number", "approved_on", "quality"], 10),
        "plans_total": list(&answer["plans"]).len(),
        "lacks": picked("lacks", &["tier", "no", "reason"], 10),
        "areas": picked("areas", &["id", "name"], 10),
        "areas_total": list(&answer["areas"]).len(),
    })
}

/// How many positions were answered from the pack, each as the server answers.
async fn agree(site: &Arc<Site>, unit: &str, at: &str, positions: &[(f64, f64)]) -> usize {
    let pack = Pack::fetch(site, unit, at).await;
    let mut answered = 0;
    for (lon, lat) in positions {
        let query = format!("lon={lon}&lat={lat}&at={at}");
        let served = ask(site, "GET", &format!("/api/lookup?{query}"), &[]).await.json();
        let own = list(&served["units"]).iter().any(|told| told["code"] == unit);
        let answer = pack.answer(*lon, *lat);
        assert_eq!(answer.is_some(), own, "{unit} at {lon}, {lat}");
        let Some(answer) = answer else { continue };
        for (member, told) in served.as_object().unwrap() {
            assert_eq!(answer[member], *told, "{member}: {unit} at {lon}, {lat}");
        }
        assert_eq!(answer.as_object().unwrap().len(), served.as_object().unwrap().len());
        let served = ask(site, "GET", &format!("/api/lookup/brief?{query}"), &[]).await.json();
        assert_eq!(brief(&answer), served, "{unit} at {lon}, {lat}");
        answered += 1;
    }
    answered
}

/// Positions of a grid over a rectangle, its border among them; with as few digits as every reader of JSON reads the same.
fn grid([west, south, east, north]: [f64; 4], steps: u32) -> Vec<(f64, f64)> {
    let at = |low: f64, high: f64, step: u32| ((low + (high - low) * f64::from(step) / f64::from(steps)) * 1e6).round() / 1e6;
    (0..=steps).flat_map(|x| (0..=steps).map(move |y| (at(west, east, x), at(south, north, y)))).collect()
}

/// The made-up province with what makes answers differ within a commune: parts that ended, zones, plans of each tier and state.
fn varied() -> Records {
    let mut records = records(7);
    let drawn = |id: &str, kind, west: f64, east: f64, events: &[(Stage, &str)]| {
        plan(id, id, kind, Territory::Boundary(rectangle(west, 21.0, east, 21.06)), events)
    };
    let mut ended = drawn("QHC-9", PlanKind::CommuneGeneral, 106.1, 106.2, &[(Stage::Approved, "2020-01-01")]);
    let part = Some(rectangle(106.12, 21.0, 106.16, 21.03));
    ended.events.push(Event { part, ordinal: 9, ..Event::happened(Stage::Repealed, day("2024-01-01")) });
    let mut hollow = rectangle(106.02, 21.01, 106.08, 21.05);
    hollow.0[0] = Polygon::new(hollow.0[0].exterior().clone(), vec![rectangle(106.04, 21.02, 106.06, 21.04).0[0].exterior().clone()]);
    records.plans.extend([
        ended,
        drawn("QHCT-2", PlanKind::Detailed, 106.13, 106.17, &[(Stage::Approved, "2021-01-01")]),
        drawn("QHCT-3", PlanKind::Detailed, 106.05, 106.14, &[(Stage::Brief, "2023-01-01")]),
        drawn("QHPK-3", PlanKind::Zoning, 106.02, 106.11, &[(Stage::Brief, "2023-01-01")]),
        plan("QHPK-4", "Có lỗ", PlanKind::Zoning, Territory::Boundary(hollow), &[(Stage::Approved, "2023-01-01")]),
        plan("QHC-8", "Chung xã", PlanKind::CommuneGeneral, of_units(&["00002", "00003"]), &[(Stage::Brief, "2024-01-01")]),
    ]);
    let built = |id: &str, west: f64, east: f64| Area {
        id: id.into(),
        name: id.into(),
        kind: AreaKind::ConstructionLand,
        class: None,
        status: None,
        period: Period::default(),
        boundary: Some(rectangle(west, 21.02, east, 21.08)),
        units: Vec::new(),
        quality: Quality::Schematic,
        source: None,
        clause: None,
    };
    records.areas.extend([built("DXD-1", 106.01, 106.07), built("DXD-2", 106.11, 106.19)]);
    records
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_answers_from_the_pack_what_the_server_answers() {
    let site = site(varied(), Settings::default(), None);
    let positions = grid([105.99, 20.99, 106.21, 21.11], 22);
    for (unit, at) in [("187", "2024-06-30"), ("00002", "2024-06-30"), ("00001", "2025-07-01"), ("187", "2020-06-30")] {
        assert!(agree(&site, unit, at, &positions).await > 100, "{unit} {at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_of_a_made_up_country_answers_like_the_server() {
    let records = synthetic::records(Size { communes: 60, vertices: 32, plans: 120, seed: 3 });
    let today = day(TODAY);
    let districts = records.units.iter().filter(|unit| unit.level() == Level::District && unit.period.contains(today));
    let codes: Vec<String> = districts.map(|unit| unit.code.to_string()).take(2).collect();
    assert_eq!(codes.len(), 2);
    let site = site(records, Settings::default(), None);
    for code in codes {
        let unit = ask(&site, "GET", &format!("/api/units/{code}"), &[]).await.json();
        let edge = |place: usize| unit["unit"]["bbox"][place].as_f64().unwrap();
        let positions = grid([edge(0), edge(1), edge(2), edge(3)], 12);
        assert!(agree(&site, &code, TODAY, &positions).await > 20, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_of_the_trial_store_answers_like_the_server() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let records = Store::open(&program.store()).await.unwrap().load().await.unwrap().into();
    let site = site(records, Settings::default(), None);
    for (unit, at) in [("187", "2024-06-30"), ("06463", "2025-12-31")] {
        let told = ask(&site, "GET", &format!("/api/units/{unit}?at={at}"), &[]).await.json();
        let edge = |place: usize| told["unit"]["bbox"][place].as_f64().unwrap();
        let positions = grid([edge(0), edge(1), edge(2), edge(3)], 14);
        assert!(agree(&site, unit, at, &positions).await > 30, "{unit}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_says_where_it_does_not_reach() {
    let site = site(varied(), Settings::default(), None);
    let pack = Pack::fetch(&site, "187", "2024-06-30").await;
    assert_eq!(pack.answer(106.25, 21.05), None, "outside the rectangle");
    let narrow = Pack::fetch(&site, "00001", "2024-06-30").await;
    let beside = Coord { x: 106.1005, y: 21.05 };
    assert_eq!(narrow.unit(beside).unwrap()["unit"]["code"], "00002", "a neighbour is named");
    assert_eq!(narrow.answer(beside.x, beside.y), None);
    let of = |unit: &str| list(&narrow.file["units"]).iter().find(|told| told["unit"]["code"] == unit).unwrap().get("chain").is_some();
    assert_eq!((of("00001"), of("187"), of("20")), (true, false, false));
}
