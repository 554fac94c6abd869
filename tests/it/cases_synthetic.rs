//! The synthetic country that benches and properties stand on: repeatable, seamless, and importable.

#[path = "../../benches/synthetic/geojson.rs"]
mod geojson;

use plancover::domain::{Day, Level, UnitVersion};
use plancover::ingest::{Limits, Options, read_plans, read_units};
use plancover::snapshot::{Records, Snapshot};

use crate::cases_world::day;
use crate::properties::synthetic::{self, Size, merger};

fn country() -> Records {
    synthetic::records(Size { communes: 200, vertices: 16, plans: 300, seed: 7 })
}

fn before_the_merger() -> Day {
    day("2025-06-30")
}

#[test]
fn the_same_seed_makes_the_same_country_and_another_another() {
    let text = |seed| {
        let records = synthetic::records(Size { communes: 40, vertices: 8, plans: 50, seed });
        (geojson::units(&records.units), geojson::plans(&records.plans))
    };
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
}

#[test]
fn communes_fill_their_province_before_and_after_the_merger() {
    let snapshot = Snapshot::build(country(), None);
    for (day, communes, districts) in [(before_the_merger(), 200, 10), (merger(), 100, 0)] {
        let vintage = snapshot.vintage(day);
        assert_eq!(
            (vintage.count(Level::Commune, &snapshot.units), vintage.count(Level::District, &snapshot.units)),
            (communes, districts)
        );
        let [province] = vintage.roots() else { panic!("one province: {:?}", vintage.roots()) };
        let km2: f64 = vintage.leaves(*province).iter().map(|&unit| snapshot.units[unit].facts.area_km2).sum();
        assert!((km2 / snapshot.units[*province].facts.area_km2 - 1.0).abs() < 1e-9, "{km2}");
    }
    assert!(snapshot.plans.iter().all(|plan| plan.unresolved.is_empty() && !plan.shapes().is_empty()));
    let states: std::collections::BTreeSet<&str> = snapshot.plans.iter().map(|plan| plan.state(merger()).code()).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ["ended", "in_force", "none", "preparing"]);
}

#[test]
fn its_geojson_is_imported_without_an_issue_and_with_the_same_areas() {
    let records = country();
    let folder = tempfile::tempdir().unwrap();
    let (units_file, plans_file) = (folder.path().join("units.geojson"), folder.path().join("plans.geojson"));
    std::fs::write(&units_file, geojson::units(&records.units)).unwrap();
    std::fs::write(&plans_file, geojson::plans(&records.plans)).unwrap();
    let limits = Limits::default();
    let options = Options::new(before_the_merger(), &limits);
    let units = read_units(&units_file, &options, &mut |_| {}).unwrap();
    let plans = read_plans(&plans_file, &options, &mut |_| {}).unwrap();
    assert!(units.issues.is_empty(), "{:?}", &units.issues[..units.issues.len().min(3)]);
    assert!(plans.issues.is_empty(), "{:?}", &plans.issues[..plans.issues.len().min(3)]);
    assert_eq!((units.records.len(), plans.records.len()), (records.units.len(), records.plans.len()));
    let area = |units: Vec<UnitVersion>| {
        let snapshot = Snapshot::build(Records { units, ..Records::default() }, None);
        snapshot.units.iter().map(|unit| (unit.version.key(), unit.facts.area_km2)).collect::<Vec<_>>()
    };
    for ((key, found), (expected_key, expected)) in
        area(units.records.into_iter().map(|record| record.value).collect()).into_iter().zip(area(records.units))
    {
        assert_eq!(key, expected_key);
        assert!((found / expected - 1.0).abs() < 1e-12, "{key:?}: {found} {expected}");
    }
}
