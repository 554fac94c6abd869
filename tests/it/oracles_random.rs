//! 2 000 random plans against PostGIS: `tests/cases/oracles/random_plans.csv`, whose README has the query.

#[path = "../../benches/synthetic/random.rs"]
mod random;

use std::collections::HashMap;

use plancover::coverage::{Denominator, Slivers};
use plancover::domain::{Tier, UnitCode};

use crate::cases_world::day;
use crate::oracles::{number, rows};
use crate::properties::{synthetic, view};

/// Asserted relative to the value.
const TOLERANCE: f64 = 1e-6;
/// And relative to the commune, a fifth of a square metre: strips a centimetre wide are measured to that.
const TOLERANCE_OF_COMMUNE: f64 = 5e-9;

/// The largest of what differs, and where.
#[derive(Debug, Default)]
struct Worst {
    relative: (f64, String),
    of_commune: (f64, String),
    wrong: Vec<String>,
}

impl Worst {
    fn compare(&mut self, name: &str, found: f64, expected: f64, commune_km2: f64) {
        let off = (found - expected).abs();
        if off > TOLERANCE * expected + TOLERANCE_OF_COMMUNE * commune_km2 {
            self.wrong.push(format!("{name}: {found} km², PostGIS has {expected} km²: {off:e}"));
        }
        // Relative to the value where it is more than a hectare.
        if expected > 0.01 && off / expected > self.relative.0 {
            self.relative = (off / expected, name.to_owned());
        }
        if off / commune_km2 > self.of_commune.0 {
            self.of_commune = (off / commune_km2, name.to_owned());
        }
    }
}

#[test]
fn what_2000_random_plans_cover_is_what_postgis_says() {
    let view = view(random::records());
    assert_eq!(view.snapshot.plans.len(), 2000);
    let on = day("2024-06-30");
    view.coverage.prepare(on);
    let (mut worst, rows) = (Worst::default(), rows("random_plans.csv"));
    let mut total: HashMap<&str, f64> = HashMap::new();
    for row in &rows {
        let unit = view.snapshot.unit_on(&UnitCode::new(&row[0]).unwrap(), on).unwrap();
        let tier: Tier = row[1].parse().unwrap();
        let figures = view.coverage.figures(unit, Denominator::Unit, on);
        let found = figures.tier(tier);
        for (what, found, cell) in [("covered", found.covered_km2, &row[2]), ("preparing", found.preparing_km2, &row[3])] {
            let expected = number(cell) / 1e6;
            worst.compare(&format!("{} {tier} {what}", &row[0]), found, expected, figures.area_km2);
            *total.entry(what).or_default() += expected;
        }
    }
    println!("random plans: {worst:#?}, in all {total:?} km²");
    assert_eq!(rows.len(), 200 * Tier::ALL.len());
    assert!(worst.wrong.is_empty(), "{} of {}:\n{}", worst.wrong.len(), 2 * rows.len(), worst.wrong.join("\n"));
}

#[test]
fn the_land_that_2000_random_plans_leave_has_the_area_that_the_figures_leave() {
    let view = view(random::records());
    let on = day("2024-06-30");
    view.coverage.prepare(on);
    let vintage = view.snapshot.vintage(on);
    let (mut wrong, mut gaps) = (Vec::new(), 0);
    for unit in vintage.units().filter(|&unit| vintage.children(unit).is_empty()) {
        for tier in Tier::ALL {
            let Some(gap) = view.coverage.gap(unit, *tier, Denominator::Unit, on, &Slivers { tolerance_m2: 1.0, min_width_m: 0.0 }) else {
                continue;
            };
            gaps += 1;
            let figures = view.coverage.figures(unit, Denominator::Unit, on);
            let left_km2 = figures.area_km2 - figures.tier(*tier).covered_km2;
            // Parts of less than a square metre are no gaps; and the library drops vertices on straight lines, so that long edges are
            // measured as one geodesic, which here is up to some 3e-5.
            if (gap.area_km2 + gap.slivers_km2 - left_km2).abs() > 1e-4 * figures.area_km2 {
                wrong.push(format!(
                    "{} {tier}: {} km², the figures leave {left_km2} km²",
                    view.snapshot.units[unit].version.code,
                    gap.area_km2 + gap.slivers_km2
                ));
            }
        }
    }
    assert!(gaps > 400, "{gaps}");
    assert!(wrong.is_empty(), "{} of {gaps}:\n{}", wrong.len(), wrong.join("\n"));
}
