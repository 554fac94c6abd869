//! Coverage, case by case: `tests/cases/coverage/*.toml`.
//!
//! Edges of areas are geodesics, those of overlays are straight in longitude and latitude. In these small worlds that is worth
//! less than 0.00002 percent, so figures worked out by hand are compared within 0.0001.

use std::collections::BTreeMap;

use plancover::app::View;
use plancover::coverage::{Denominator, Figures, Thresholds, TierFigures};
use plancover::domain::{Tier, UnitCode};
use plancover::snapshot::{Snapshot, area_km2};
use serde::Deserialize;

use crate::cases_world::{World, case_files, day, read};

const PERCENT_TOLERANCE: f64 = 1e-4;
/// The edges of a province drawn as one rectangle are longer.
const BASE_TOLERANCE: f64 = 1e-3;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    world: World,
    ask: Vec<Ask>,
}

/// A question, and the answer. A tier that is not named is expected to have nothing.
#[derive(Debug, Deserialize)]
struct Ask {
    unit: String,
    /// The day that picks the version of the unit, where it is not the day asked about.
    as_of: Option<String>,
    on: String,
    of: Option<String>,
    /// The denominator as a share of the unit's own boundary; 100 unless told.
    base_percent: Option<f64>,
    #[serde(flatten)]
    tiers: BTreeMap<String, Expected>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    percent: f64,
    #[serde(default)]
    preparing: f64,
    status: Option<String>,
    #[serde(default)]
    plans: Vec<String>,
    #[serde(default)]
    preparing_plans: Vec<String>,
}

#[test]
fn every_case_of_coverage_has_the_figures_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for file in case_files("coverage") {
        let case: Case = read(&file);
        // The figures are kept once computed, so what was asked before must not matter.
        let asked_in_turn = View::build(case.world.records(), Thresholds::default(), None);
        let asked_backwards = View::build(case.world.records(), Thresholds::default(), None);
        let found = case.ask.iter().map(|ask| ask.answer(&asked_in_turn)).collect::<Vec<_>>();
        let again = case.ask.iter().rev().map(|ask| ask.answer(&asked_backwards)).collect::<Vec<_>>();
        for ((ask, found), again) in case.ask.iter().zip(&found).zip(again.iter().rev()) {
            let mut problems = ask.compare(found, &asked_in_turn.snapshot);
            if found != again {
                problems.push(format!("asked in another order: {again:?}"));
            }
            let name = file.file_name().unwrap_or_default().display();
            let label = format!("{name} ({}): {} on {}", case.why.trim(), ask.unit, ask.on);
            wrong.extend(problems.into_iter().map(|problem| format!("{label}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_land_of_several_units_is_their_union_however_their_rings_run() {
    let file = case_files("coverage").into_iter().find(|file| file.ends_with("rings_of_either_direction.toml")).unwrap();
    let snapshot = Snapshot::build(read::<Case>(&file).world.records(), None);
    let entry = &snapshot.plans[snapshot.plan("both").unwrap()];
    let km2: f64 = entry.shapes().iter().map(|shape| shape.facts.area_km2).sum();
    let near = |found: f64| assert!((found / km2 - 1.0).abs() < 1e-5, "{found}, expected {km2}");
    near(entry.area_km2().unwrap());
    near(area_km2(&entry.land(day("2020-01-01"))));
}

impl Ask {
    fn unit(&self, snapshot: &Snapshot) -> usize {
        let version_day = day(self.as_of.as_ref().unwrap_or(&self.on));
        snapshot.unit_on(&UnitCode::new(&self.unit).unwrap(), version_day).unwrap_or_else(|| panic!("no unit {}", self.unit))
    }

    fn answer(&self, view: &View) -> Figures {
        let code = self.of.as_deref().unwrap_or("unit");
        let of = Denominator::ALL.into_iter().find(|of| of.code() == code).unwrap();
        view.coverage.figures(self.unit(&view.snapshot), of, day(&self.on))
    }

    fn compare(&self, found: &Figures, snapshot: &Snapshot) -> Vec<String> {
        let unknown = self.tiers.keys().filter(|code| code.parse::<Tier>().is_err());
        let mut problems: Vec<String> = unknown.map(|code| format!("no tier {code}")).collect();
        let base = 100.0 * found.area_km2 / snapshot.units[self.unit(snapshot)].facts.area_km2;
        let expected = self.base_percent.unwrap_or(100.0);
        if (base - expected).abs() > BASE_TOLERANCE {
            problems.push(format!("expected a denominator of {expected} percent of the unit, found {base}"));
        }
        for tier in Tier::ALL {
            let nothing = Expected::default();
            let expected = self.tiers.get(tier.code()).unwrap_or(&nothing);
            problems.extend(expected.compare(found.tier(*tier), snapshot).into_iter().map(|problem| format!("{tier}: {problem}")));
        }
        problems
    }
}

impl Expected {
    fn compare(&self, found: &TierFigures, snapshot: &Snapshot) -> Vec<String> {
        let ids = |plans: &[usize]| plans.iter().map(|&plan| snapshot.plans[plan].plan.id.clone()).collect::<Vec<_>>();
        let status = self.status.as_deref().unwrap_or("none");
        let checks = [
            ((found.percent - self.percent).abs() > PERCENT_TOLERANCE)
                .then(|| format!("{} percent, found {}", self.percent, found.percent)),
            ((found.preparing_percent - self.preparing).abs() > PERCENT_TOLERANCE)
                .then(|| format!("{} percent preparing, found {}", self.preparing, found.preparing_percent)),
            (found.status.code() != status).then(|| format!("status {status}, found {}", found.status.code())),
            (ids(&found.plans) != self.plans).then(|| format!("plans {:?}, found {:?}", self.plans, ids(&found.plans))),
            (ids(&found.preparing_plans) != self.preparing_plans)
                .then(|| format!("preparing plans {:?}, found {:?}", self.preparing_plans, ids(&found.preparing_plans))),
        ];
        checks.into_iter().flatten().map(|check| format!("expected {check}")).collect()
    }
}
