//! The real communes of a province through the whole server; skipped where the data is not at hand.

use std::path::Path;
use std::time::Instant;

use plancover::config::Settings;
use plancover::domain::{Period, PlanKind, Quality, Stage, Territory, UnitKind, UnitRef, UnitVersion};
use plancover::snapshot::Records;
use plancover::tiles::TileCoord;

use crate::dataset::{Answer, ask, code, day, plan, site};

const COMMUNES: &str = "../shared/data/langson_communes_2020.geojson";

/// The 200 communes as they were in 2024, without those above them.
fn communes() -> Option<Vec<UnitVersion>> {
    let text = Path::new(COMMUNES).exists().then(|| std::fs::read_to_string(COMMUNES).unwrap())?;
    let collection: geojson::FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    let unit = |feature: geojson::Feature| {
        let property = |name: &str| feature.property(name).and_then(|value| value.as_str()).map(str::to_owned).unwrap();
        let (kind, code) = (UnitKind::read(&property("type"), None).unwrap(), code(&property("code")));
        let name = property("name");
        let boundary = geo::MultiPolygon::try_from(feature.geometry.unwrap()).unwrap();
        let (parent_code, period, quality, source) = (None, Period::default(), Quality::Imported, None);
        UnitVersion { code, name, kind, parent_code, period, boundary, quality, source }
    };
    Some(collection.features.into_iter().map(unit).collect())
}

#[tokio::test]
async fn the_real_communes_have_one_area_in_every_answer() {
    let Some(units) = communes() else {
        eprintln!("skipped: `{COMMUNES}` is not there");
        return;
    };
    let everywhere = Territory::Units(units.iter().map(|unit| UnitRef { code: unit.code.clone(), on: None }).collect());
    let plans = vec![plan("QHT", "Quy hoạch vùng", PlanKind::InterDistrictRegional, everywhere, &[(Stage::Approved, "2021-01-01")])];
    assert_eq!(day("2024-06-30").to_string(), crate::dataset::TODAY);
    let site = site(Records { revision: 1, units, plans, ..Records::default() }, Settings::default(), None);
    let timed = async |address: &str| -> Answer {
        let started = Instant::now();
        let answer = ask(&site, "GET", address, &[]).await;
        eprintln!("{address}: {} bytes, {:?}", answer.body.len(), started.elapsed());
        answer
    };
    let coverage = timed("/api/coverage").await.json();
    let area_km2 = coverage["area_km2"].as_f64().unwrap();
    assert!((area_km2 - 8333.67).abs() < 0.01, "{area_km2}");
    assert!((coverage["tiers"]["regional"]["percent"].as_f64().unwrap() - 100.0).abs() < 1e-9);
    let items = timed("/ogc/collections/communes/items?limit=1000").await.json();
    assert_eq!(items["numberReturned"], 200);
    let of_items: f64 =
        items["features"].as_array().unwrap().iter().map(|feature| feature["properties"]["area_km2"].as_f64().unwrap()).sum();
    assert!((of_items - area_km2).abs() < 1e-6, "{of_items}");
    let plan = timed("/api/plans/QHT").await.json();
    assert!((plan["territory"]["area_km2"].as_f64().unwrap() / area_km2 - 1.0).abs() < 1e-6, "{}", plan["territory"]["area_km2"]);
    assert_eq!(plan["units"].as_array().unwrap().len(), 200);
    timed("/ogc/collections/plans/items").await;
    timed("/api/lookup?lon=106.76&lat=21.85").await;
    let coord = TileCoord::at(7, 106.76, 21.85).unwrap();
    let tile = format!("/tiles/communes,plans/7/{}/{}", coord.x(), coord.y());
    timed(&tile).await;
    assert_eq!(timed(&tile).await.header("content-type"), "application/vnd.mapbox-vector-tile");
}
