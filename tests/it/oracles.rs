//! Areas and coverage against PostGIS: `tests/cases/oracles`, whose README has the queries.

use std::collections::HashMap;
use std::path::Path;

use geo::{LineString, Polygon};
use plancover::app::View;
use plancover::coverage::{Denominator, Thresholds};
use plancover::domain::{Event, Land, Period, Plan, PlanKind, Quality, Stage, Territory, Tier, UnitCode, UnitKind, UnitVersion};
use plancover::snapshot::{Records, Snapshot, area_km2};

use crate::cases_world::day;

/// Asserted relative to the value.
pub const TOLERANCE: f64 = 1e-6;
/// An edge is a geodesic where it is measured and straight in longitude and latitude where it is cut. One of ten kilometres
/// bulges by a metre, so that every vertex put on it changes the area, in PostGIS too: see the README.
pub const TOLERANCE_OF_LONG_EDGES: f64 = 1e-4;
/// Edges up to this are short (degrees): about two kilometres.
const SHORT_DEGREES: f64 = 0.02;
/// And relative to the smaller land: an overlay rounds to a grid, which a sliver of it shows.
pub const TOLERANCE_OF_LAND: f64 = 1e-9;

pub fn rows(file: &str) -> Vec<csv::StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/oracles").join(file);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_path(path).unwrap().records().map(|row| row.unwrap()).collect();
    assert!(rows.len() >= 10);
    rows
}

pub fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// Reads `MULTIPOLYGON(((x y,…),(…)),(…))`.
pub fn land(wkt: &str) -> Land {
    let inner = wkt.strip_prefix("MULTIPOLYGON(((").and_then(|text| text.strip_suffix(")))")).unwrap();
    let ring = |text: &str| -> LineString {
        text.split(',').map(|pair| pair.split_once(' ').unwrap()).map(|(x, y)| (number(x), number(y))).collect()
    };
    let polygon = |text: &str| {
        let mut rings = text.split("),(").map(ring);
        Polygon::new(rings.next().unwrap(), rings.collect())
    };
    inner.split(")),((").map(polygon).collect()
}

pub fn unit(code: &str, boundary: Land) -> UnitVersion {
    UnitVersion {
        code: UnitCode::new(code).unwrap(),
        name: code.into(),
        kind: UnitKind::Commune,
        parent_code: None,
        period: Period::default(),
        boundary,
        quality: Quality::Imported,
        source: None,
    }
}

pub fn plan(id: String, boundary: Land) -> Plan {
    Plan {
        name: id.clone(),
        id,
        kind: PlanKind::Zoning,
        scale: None,
        horizon_year: None,
        lead_agency: None,
        consultant: None,
        adjusts: None,
        territory: Territory::Boundary(boundary),
        registered_on: day("2020-01-01"),
        quality: Quality::Imported,
        source: None,
        clause: None,
        events: vec![Event::happened(Stage::Approved, day("2020-01-01"))],
    }
}

/// A unit with these plans in force, and nothing else.
fn view(base: Land, plans: Vec<Land>) -> View {
    let plans = plans.into_iter().enumerate().map(|(index, land)| plan(index.to_string(), land)).collect();
    let records = Records { revision: 1, units: vec![unit("00001", base)], plans, ..Records::default() };
    View::build(records, Thresholds::default(), None)
}

pub fn has_short_edges(land: &Land) -> bool {
    let rings = land.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.flat_map(LineString::lines).all(|edge| edge.dx().abs() <= SHORT_DEGREES && edge.dy().abs() <= SHORT_DEGREES)
}

/// Fails with every row (name, value found, value expected, area of the land) beyond the tolerance; tells the worst.
fn assert_all(what: &str, tolerance: f64, rows: impl Iterator<Item = (String, f64, f64, f64)>) {
    let (mut wrong, mut worst) = (Vec::new(), (0.0, String::new()));
    for (name, found, expected, land) in rows {
        let difference = (found - expected).abs();
        if difference > tolerance * expected + TOLERANCE_OF_LAND * land {
            wrong.push(format!("{name}: {found} km², PostGIS has {expected} km²"));
        }
        let relative = difference / expected.max(land * 1e-3);
        if relative > worst.0 {
            worst = (relative, name);
        }
    }
    println!("{what}: worst {:.1e} of the value or of a thousandth of the land, for {}", worst.0, worst.1);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn areas_are_those_of_postgis() {
    let rows = rows("areas.csv");
    assert_all("areas", TOLERANCE, rows.iter().map(|row| (row[0].to_owned(), area_km2(&land(&row[2])), number(&row[1]) / 1e6, 0.0)));
}

#[test]
fn areas_that_two_lands_have_in_common_are_those_of_postgis_either_way() {
    let areas = rows("areas.csv");
    let land_of = |name: &str| land(&areas.iter().find(|row| &row[0] == name).unwrap()[2]);
    let common = |base: Land, other: Land| view(base, vec![other]).coverage.overlap_km2(0, 0, day("2020-01-01"));
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for row in rows("intersections.csv") {
        let (a, b) = (land_of(&row[0]), land_of(&row[1]));
        let smaller = area_km2(&a).min(area_km2(&b));
        let rows = if has_short_edges(&a) && has_short_edges(&b) { &mut short } else { &mut long };
        for found in [common(a.clone(), b.clone()), common(b, a)] {
            rows.push((format!("{} and {}", &row[0], &row[1]), found, number(&row[2]) / 1e6, smaller));
        }
    }
    assert!(short.len() >= 30 && long.len() >= 30, "{} {}", short.len(), long.len());
    assert_all("intersections", TOLERANCE, short.into_iter());
    assert_all("intersections of long edges", TOLERANCE_OF_LONG_EDGES, long.into_iter());
}

#[test]
fn covered_areas_are_those_of_postgis() {
    let rows = rows("worlds.csv");
    let worlds = rows.iter().map(|row| {
        let view = view(land(&row[2]), row[3].split(';').map(land).collect());
        let figures = view.coverage.figures(0, Denominator::Unit, day("2020-01-01"));
        (row[0].to_owned(), figures.tier(Tier::Zoning).covered_km2, number(&row[1]) / 1e6, figures.area_km2)
    });
    assert_all("worlds", TOLERANCE, worlds);
}

/// Real boundaries are never committed: this looks at those beside the working copy, where there are any. What PostGIS says of
/// each is in `communes.csv`.
#[test]
fn the_communes_of_the_four_vintages_of_lang_son_have_the_areas_of_postgis() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        return println!("skipped: no {}", folder.display());
    }
    let expected: HashMap<(String, String), f64> =
        rows("communes.csv").iter().map(|row| ((row[0].to_owned(), row[1].to_owned()), number(&row[2]))).collect();
    let mut found = Vec::new();
    for (vintage, count) in [(2019, 226), (2020, 200), (2024, 194), (2025, 65)] {
        let communes = communes(&folder.join(format!("langson_communes_{vintage}.geojson")));
        assert_eq!(communes.len(), count, "{vintage}");
        found.extend(communes.into_iter().map(|(code, from, km2)| {
            let known = expected[&(code.clone(), from.clone())];
            (format!("{code} of {vintage}"), km2, known, 0.0)
        }));
    }
    assert_eq!((found.len(), expected.len()), (685, 685));
    assert_all("communes", TOLERANCE, found.into_iter());
}

/// Code, first day and area of each commune, as the snapshot measures it.
fn communes(path: &Path) -> Vec<(String, String, f64)> {
    let text = std::fs::read_to_string(path).unwrap();
    let collection = geojson::FeatureCollection::try_from(text.parse::<geojson::GeoJson>().unwrap()).unwrap();
    let word = |feature: &geojson::Feature, name: &str| feature.property(name).and_then(|value| value.as_str()).unwrap_or("").to_owned();
    let names: HashMap<String, String> =
        collection.features.iter().map(|feature| (word(feature, "code"), word(feature, "valid_from"))).collect();
    let units = collection.features.into_iter().map(|feature| {
        let code = word(&feature, "code");
        unit(&code, Land::try_from(feature.geometry.unwrap()).unwrap())
    });
    let snapshot = Snapshot::build(Records { revision: 1, units: units.collect(), ..Records::default() }, None);
    let measured = snapshot.units.iter().map(|unit| (unit.version.code.to_string(), unit.facts.area_km2));
    measured.map(|(code, km2)| (code.clone(), names[&code].clone(), km2)).collect()
}
