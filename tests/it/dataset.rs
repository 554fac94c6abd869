//! A made-up province of four square communes in a row, small enough to compute every figure by hand.
//!
//! ```text
//! lon   106.0      106.1      106.2      106.3      106.4
//!         ┌──────────┬──────────┬──────────┬──────────┐ lat 21.1
//!         │  00001   │  00002   │  00003   │  00004   │
//!         └──────────┴──────────┴──────────┴──────────┘ lat 21.0
//! until 2025-07-01: district 187 = 00001 + 00002, district 188 = 00003 + 00004; then 00001 = both, 00003 = both, no districts
//! ```

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::BodyExt;
use plancover::app::{Clock, Publisher, View};
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::domain::{
    Area, AreaKind, Day, Event, Land, Observation, Period, Plan, PlanKind, Quality, Stage, Territory, UnitCode, UnitKind, UnitRef,
    UnitVersion, parse_day,
};
use plancover::http::{Site, router};
use plancover::snapshot::Records;
use tower::ServiceExt;

pub fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Land {
    let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
    Land::new(vec![geo::Polygon::new(ring.into(), Vec::new())])
}

pub fn code(text: &str) -> UnitCode {
    UnitCode::new(text).unwrap()
}

/// A unit between two meridians; periods are written `from..to`, either side may be empty.
pub fn unit(unit_code: &str, name: &str, kind: UnitKind, parent: &str, period: &str, (west, east): (f64, f64)) -> UnitVersion {
    let (from, to) = period.split_once("..").unwrap();
    let side = |text: &str| (!text.is_empty()).then(|| day(text));
    UnitVersion {
        code: code(unit_code),
        name: name.into(),
        kind,
        parent_code: (!parent.is_empty()).then(|| code(parent)),
        period: Period::new(side(from), side(to)).unwrap(),
        boundary: rectangle(west, 21.0, east, 21.1),
        quality: Quality::Imported,
        source: None,
    }
}

fn units() -> Vec<UnitVersion> {
    use UnitKind::{Commune, District, Province, Township};
    vec![
        unit("20", "Thử", Province, "", "..", (106.0, 106.4)),
        unit("187", "Chi Lăng", District, "20", "..2025-07-01", (106.0, 106.2)),
        unit("188", "Hữu Lũng", District, "20", "..2025-07-01", (106.2, 106.4)),
        unit("00001", "Đồng Mỏ", Township, "187", "..2025-07-01", (106.0, 106.1)),
        unit("00002", "Quang Lang", Commune, "187", "..2025-07-01", (106.1, 106.2)),
        unit("00003", "Bắc Thủy", Commune, "188", "..2025-07-01", (106.2, 106.3)),
        unit("00004", "Vân Nham", Commune, "188", "..2025-07-01", (106.3, 106.4)),
        unit("00001", "Chi Lăng", Commune, "20", "2025-07-01..", (106.0, 106.2)),
        unit("00003", "Hữu Lũng", Commune, "20", "2025-07-01..", (106.2, 106.4)),
    ]
}

pub fn plan(id: &str, name: &str, kind: PlanKind, territory: Territory, events: &[(Stage, &str)]) -> Plan {
    let happened = |(ordinal, (stage, on)): (u16, &(Stage, &str))| Event { ordinal, ..Event::happened(*stage, day(on)) };
    Plan {
        id: id.into(),
        name: name.into(),
        kind,
        scale: None,
        horizon_year: None,
        lead_agency: None,
        consultant: None,
        adjusts: None,
        territory,
        registered_on: day("2020-01-01"),
        quality: Quality::Imported,
        source: None,
        clause: None,
        events: (0..).zip(events).map(happened).collect(),
    }
}

pub fn of_units(codes: &[&str]) -> Territory {
    Territory::Units(codes.iter().map(|text| UnitRef { code: code(text), on: None }).collect())
}

fn plans() -> Vec<Plan> {
    let mut general = plan(
        "QHC-1",
        "Quy hoạch chung thị trấn Đồng Mỏ",
        PlanKind::UrbanGeneral,
        of_units(&["00001"]),
        &[(Stage::Brief, "2021-01-01"), (Stage::Approved, "2022-06-01")],
    );
    general.scale = Some(5000);
    general.horizon_year = Some(2023);
    general.events[1].document_number = Some("12/QĐ-UBND".into());
    general.events[1].authority = Some("UBND tỉnh".into());
    let mut detailed = plan(
        "QHCT-1",
        "Khu dân cư Bắc Thủy",
        PlanKind::Detailed,
        Territory::Boundary(rectangle(106.2, 21.0, 106.25, 21.1)),
        &[(Stage::Brief, "2023-05-01")],
    );
    detailed.quality = Quality::Illustrative;
    vec![
        general,
        detailed,
        plan(
            "QPK-1",
            "Phân khu phía tây Quang Lang",
            PlanKind::Zoning,
            Territory::Boundary(rectangle(106.1, 21.0, 106.15, 21.1)),
            &[(Stage::Approved, "2023-01-01")],
        ),
        plan(
            "QHV-1",
            "Quy hoạch vùng huyện Hữu Lũng",
            PlanKind::DistrictRegional,
            of_units(&["188"]),
            &[(Stage::Approved, "2020-01-01"), (Stage::Repealed, "2024-01-01")],
        ),
        plan("QHT-1", "Quy hoạch tỉnh", PlanKind::Provincial, of_units(&["20"]), &[(Stage::Approved, "2024-03-22")]),
    ]
}

fn areas() -> Vec<Area> {
    let area = |id: &str, name: &str, kind, boundary, units: &[&str]| Area {
        id: id.into(),
        name: name.into(),
        kind,
        class: Some("V".into()),
        status: Some("existing".into()),
        period: Period::default(),
        boundary,
        units: units.iter().map(|text| UnitRef { code: code(text), on: None }).collect(),
        quality: Quality::Imported,
        source: None,
        clause: None,
    };
    vec![
        area("DT-1", "Đô thị Đồng Mỏ", AreaKind::UrbanArea, None, &["00001"]),
        area("KCN-1", "Khu công nghiệp", AreaKind::FunctionalZone, Some(rectangle(106.12, 21.0, 106.18, 21.1)), &[]),
    ]
}

fn observations() -> Vec<Observation> {
    let observation = |unit_code: &str, on: &str, value: f64, unit: &str| Observation {
        indicator: "green_area_per_person".into(),
        unit_code: (!unit_code.is_empty()).then(|| code(unit_code)),
        observed_on: day(on),
        value,
        unit: Some(unit.into()),
        author: "Sở Xây dựng".into(),
        source: "BC-1".into(),
        note: None,
    };
    vec![
        observation("20", "2022-12-31", 5.5, "m2/person"),
        observation("", "2024-03-01", 6.5, "m2/person"),
        observation("187", "2024-01-01", 9.0, "m2/person"),
        observation("20", "2025-12-31", 5.0, "m2/person"),
    ]
}

pub fn records(revision: u64) -> Records {
    Records { revision, units: units(), areas: areas(), plans: plans(), observations: observations(), ..Records::default() }
}

/// The same in another province than the one whose targets the program has.
pub fn records_elsewhere(revision: u64) -> Records {
    let mut other = records(revision);
    let moved = |own: UnitCode| if own.as_str() == "20" { code("04") } else { own };
    for unit in &mut other.units {
        unit.code = moved(unit.code.clone());
        unit.parent_code = unit.parent_code.take().map(moved);
    }
    other
}

/// The day on which the made-up site is asked.
pub const TODAY: &str = "2024-06-30";

pub fn site(records: Records, settings: Settings, public_url: Option<&str>) -> Arc<Site> {
    let publisher = Arc::new(Publisher::new(View::build(records, Thresholds::default(), None)));
    Arc::new(Site::new(publisher, Clock::Fixed(day(TODAY)), settings, public_url.map(Into::into)).unwrap())
}

pub fn default_site() -> Arc<Site> {
    site(records(7), Settings::default(), None)
}

/// Serves the made-up province on a free port of this machine.
pub async fn serve() -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { plancover::http::serve(listener, router(Arc::clone(&default_site())), std::future::pending()).await });
    address
}

/// An answer with its body read.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

pub async fn ask(site: &Arc<Site>, method: &str, address: &str, headers: &[(&str, &str)]) -> Answer {
    send(site, method, address, headers, Body::empty()).await
}

/// A POST of a body.
pub async fn post(site: &Arc<Site>, address: &str, body: impl Into<Body>) -> Answer {
    send(site, "POST", address, &[("content-type", "application/geo+json")], body.into()).await
}

async fn send(site: &Arc<Site>, method: &str, address: &str, headers: &[(&str, &str)], body: Body) -> Answer {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response: Response<Body> = router(Arc::clone(site)).oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
}

/// A GET of the default site that must succeed.
pub async fn json(address: &str) -> serde_json::Value {
    let answer = ask(&default_site(), "GET", address, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", String::from_utf8_lossy(&answer.body));
    answer.json()
}
