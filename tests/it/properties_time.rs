//! What must hold of gaps and of figures over time in any country.

use geo::{Area, BooleanOps};
use plancover::coverage::{Denominator, Slivers};
use plancover::domain::{Day, Event, Land, Stage, Tier};
use plancover::snapshot::area_km2;
use proptest::prelude::*;

use crate::cases_world::day;
use crate::properties::{COMMUNE_KM2, Drawn, OTHER_WAY, assert_close, bounds, config, copy, district, drawn, today, view, with_plans};

/// Nothing is too small or too thin, but for crumbs.
const EVERYTHING: Slivers = Slivers { tolerance_m2: 1.0, min_width_m: 0.0 };

/// Days on which something happens to each plan: approved, and perhaps repealed.
fn with_days(drawn: &[Drawn], seed: u64, days: &[(i64, Option<i64>)]) -> plancover::snapshot::Records {
    let mut records = with_plans(district(seed), drawn);
    let after = |days: i64| day("2023-01-01").checked_add(jiff::Span::new().days(days)).unwrap();
    for (plan, (approved, repealed)) in records.plans.iter_mut().zip(days) {
        plan.events = vec![Event::happened(Stage::Drafting, day("2023-01-01")), Event::happened(Stage::Approved, after(*approved))];
        plan.events.extend(repealed.map(|later| Event::happened(Stage::Repealed, after(approved + later))));
    }
    records
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn covered_land_gaps_and_slivers_are_the_whole(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 0..6)) {
        let view = view(with_plans(district(seed), &drawn));
        for unit in 0..view.snapshot.units.len() {
            for of in Denominator::ALL {
                let figures = view.coverage.figures(unit, of, today());
                if !view.snapshot.vintage(today()).children(unit).is_empty() || figures.area_km2 <= 0.0 {
                    continue;
                }
                for tier in [Tier::General, Tier::Zoning] {
                    let covered = figures.tier(tier).covered_km2;
                    for slivers in [Slivers::default(), EVERYTHING] {
                        let gap = view.coverage.gap(unit, tier, of, today(), &slivers);
                        let (left, out) = gap.as_ref().map_or((0.0, 0.0), |gap| (gap.area_km2, gap.slivers_km2));
                        let off = (covered + left + out - figures.area_km2).abs();
                        prop_assert!(off < 2e-6 + OTHER_WAY * COMMUNE_KM2, "{unit} {tier}: {covered} + {left} + {out}: {off:e}");
                        if let Some(gap) = gap {
                            prop_assert!((area_km2(&gap.land()) - gap.area_km2).abs() < 1e-9);
                            prop_assert!(gap.land().iter().all(|polygon| polygon.exterior().is_closed()));
                        }
                    }
                }
            }
        }
    }

    /// Land that is neither covered nor a gap, or both, is a sliver.
    #[test]
    fn no_plan_in_force_lies_in_a_gap(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 1..6)) {
        let records = with_plans(district(seed), &drawn);
        let view = view(copy(&records));
        let lands: Vec<Land> = drawn.iter().map(|drawn| drawn.blob.land(bounds(&records))).collect();
        for unit in view.snapshot.vintage(today()).units().filter(|&unit| view.snapshot.vintage(today()).children(unit).is_empty()) {
            let Some(gap) = view.coverage.gap(unit, Tier::General, Denominator::Unit, today(), &EVERYTHING) else { continue };
            for (drawn, land) in drawn.iter().zip(&lands) {
                let counts = drawn.tier == Tier::General && drawn.stage == Stage::Approved;
                let common = gap.land().intersection(land).unsigned_area();
                prop_assert!(!counts || common < 1e-9, "{common:e} square degrees");
            }
        }
    }

    #[test]
    fn a_gap_does_not_depend_on_how_plans_are_cut_or_ordered(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 2..6)) {
        let records = with_plans(district(seed), &drawn);
        let commune = records.units.iter().filter(|unit| unit.code.as_str().len() == 5).nth(7).unwrap().boundary.clone();
        let mut cut = copy(&records);
        let plans = std::mem::take(&mut cut.plans);
        for plan in plans.into_iter().rev() {
            let plancover::domain::Territory::Boundary(land) = &plan.territory else { continue };
            for (name, part) in [("inside", land.intersection(&commune)), ("outside", land.difference(&commune))] {
                cut.plans.push(plancover::domain::Plan {
                    id: format!("{} {name}", plan.id),
                    territory: plancover::domain::Territory::Boundary(part),
                    ..plan.clone()
                });
            }
        }
        let gaps = |records| {
            let view = view(records);
            let units = 0..view.snapshot.units.len();
            let gap = |unit| view.coverage.gap(unit, Tier::General, Denominator::Unit, today(), &EVERYTHING).map_or(0.0, |gap| gap.area_km2);
            units.map(gap).collect::<Vec<f64>>()
        };
        assert_close(&gaps(cut), &gaps(records), 2e-6 + OTHER_WAY * COMMUNE_KM2 * 20.0)?;
    }

    #[test]
    fn a_point_of_a_history_is_the_figure_of_every_day_until_the_next(
        seed in 0..50u64,
        drawn in prop::collection::vec(drawn(), 1..8),
        days in prop::collection::vec((0..1200i64, prop::option::of(1..600i64)), 8),
        asked in prop::collection::vec(0..1500i64, 12),
    ) {
        let view = view(with_days(&drawn, seed, &days));
        let from = day("2023-01-01");
        for code in [None, Some(&view.snapshot.units[0].version.code)] {
            let stretches = view.coverage.stretches(code, from, None, false);
            let points = view.coverage.history(&stretches, Tier::General, Denominator::Unit);
            prop_assert!(points.windows(2).all(|pair| pair[0].day < pair[1].day));
            prop_assert!(points.len() <= 1 + view.snapshot.timeline.changes().range(from..).count());
            for days in &asked {
                let day: Day = from.checked_add(jiff::Span::new().days(*days)).unwrap();
                let units = code.map_or_else(|| view.snapshot.vintage(day).roots().to_vec(), |code| view.snapshot.unit_on(code, day).into_iter().collect());
                let point = points.iter().rfind(|point| point.day <= day).unwrap();
                let figures = view.coverage.sum(&units, Denominator::Unit, day);
                let off = (figures.tier(Tier::General).covered_km2 - point.covered.covered_km2).abs();
                prop_assert!(off <= 1e-6, "{day}: {off:e}");
                // On its own day it is the figure to the last bit.
                let figures = view.coverage.sum(&point.units, Denominator::Unit, point.day);
                prop_assert_eq!(figures.tier(Tier::General).covered_km2.to_bits(), point.covered.covered_km2.to_bits());
            }
        }
    }

    /// What was to happen and did: planned for the same days, the forecast of the first day is the history of the last.
    #[test]
    fn a_forecast_that_comes_true_is_the_history(
        seed in 0..50u64,
        drawn in prop::collection::vec(drawn(), 1..8),
        days in prop::collection::vec((1..1200i64, Just(None)), 8),
    ) {
        let mut planned = with_days(&drawn, seed, &days);
        let happened = view(copy(&planned));
        for event in planned.plans.iter_mut().flat_map(|plan| &mut plan.events).filter(|event| event.stage == Stage::Approved) {
            event.planned_to = event.actual_on.take();
        }
        let planned = view(planned);
        let from = day("2023-01-01");
        let stretches = |view: &plancover::app::View, to| view.coverage.stretches(None, from, to, false);
        let history = happened.coverage.history(&stretches(&happened, None), Tier::General, Denominator::Unit);
        let now = planned.coverage.history(&stretches(&planned, Some(from)), Tier::General, Denominator::Unit).pop();
        let expected = planned.snapshot.expected(from);
        let forecast = planned.coverage.forecast(&stretches(&planned, None), Tier::General, Denominator::Unit, &expected, now);
        let told = |points: &[plancover::coverage::Point]| points.iter().map(|point| (point.day, point.covered.covered_km2.to_bits())).collect::<Vec<_>>();
        prop_assert_eq!(told(&forecast), told(&history[1..]));
        prop_assert!(expected.overdue.is_empty());
    }
}
