//! What must hold in any country: the figures add up, and nothing but the land decides them.
//!
//! Borders have vertices every hundred metres: between two of them a geodesic and a straight line are the same to 1e-10 of a
//! commune, so that cutting an edge changes nothing (`tests/cases/oracles/README.md` tells about longer ones).

#[path = "../../benches/synthetic/mod.rs"]
pub mod synthetic;

use geo::{BooleanOps, BoundingRect, Contains, Coord, Intersects, LineString, Point, Polygon, Rect, unary_union};
use plancover::app::View;
use plancover::coverage::{Denominator, Figures, Thresholds};
use plancover::domain::{Day, Event, Land, Plan, PlanState, Stage, Territory, Tier, UnitCode, UnitRef};
use plancover::lookup::at_point;
use plancover::snapshot::{Records, area_km2};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::cases_world::day;
use synthetic::{Size, merger};

/// The same cases in every run; change the seed to look for others.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(20_250_701), ..ProptestConfig::default() }
}

/// A district of 20 communes in a province, with areas, its `plans` left to the test.
pub fn district(seed: u64) -> Records {
    synthetic::records(Size { communes: 20, vertices: 64, plans: 0, seed })
}

pub fn today() -> Day {
    day("2024-06-30")
}

/// A ring about a place of the district, its position in shares of the district, with a vertex every fifty metres or so.
#[derive(Debug, Clone)]
pub struct Blob {
    place: (f64, f64),
    radius: f64,
    waves: (f64, f64),
    hole: bool,
}

impl Blob {
    pub fn land(&self, bounds: Rect) -> Land {
        let centre = bounds.min() + Coord { x: self.place.0 * bounds.width(), y: self.place.1 * bounds.height() };
        let holes = self.hole.then(|| self.ring(centre, self.radius * 0.4)).into_iter().collect();
        Land::new(vec![Polygon::new(self.ring(centre, self.radius), holes)])
    }

    fn ring(&self, centre: Coord, radius: f64) -> LineString {
        let count = (1..1000).find(|count| f64::from(count * 8) * 0.0005 > radius * 7.0).unwrap_or(1000) * 8;
        let at = |index: u32| {
            let angle = std::f64::consts::TAU * f64::from(index) / f64::from(count);
            let radius = radius * (1.0 + 0.2 * (3.0 * angle + self.waves.0).sin() + 0.1 * (7.0 * angle + self.waves.1).cos());
            centre + Coord { x: angle.cos(), y: angle.sin() } * radius
        };
        LineString::new((0..count).map(at).collect())
    }
}

prop_compose! {
    fn blob()(place in (-0.1..1.1, -0.1..1.1), radius in 0.002..0.08, waves in (0.0..6.0, 0.0..6.0), hole: bool) -> Blob {
        Blob { place, radius, waves, hole }
    }
}

#[derive(Debug, Clone)]
pub struct Drawn {
    pub blob: Blob,
    pub tier: Tier,
    pub stage: Stage,
}

prop_compose! {
    pub fn drawn()(blob in blob(), zoning: bool, in_force in prop::bool::weighted(0.6)) -> Drawn {
        let tier = if zoning { Tier::Zoning } else { Tier::General };
        Drawn { blob, tier, stage: if in_force { Stage::Approved } else { Stage::Drafting } }
    }
}

pub fn bounds(records: &Records) -> Rect {
    records.units[0].boundary.bounding_rect().unwrap()
}

fn plan(id: &str, tier: Tier, stage: Stage, land: Land) -> Plan {
    let kind = if tier == Tier::Zoning { "zoning" } else { "urban_general" };
    let words = format!("id = '{id}'\nkind = '{kind}'\nevents = ['2020-01-01 {stage}']");
    Plan { territory: Territory::Boundary(land), ..toml::from_str::<crate::cases_world::PlanWords>(&words).unwrap().plan() }
}

pub fn with_plans(mut records: Records, drawn: &[Drawn]) -> Records {
    let bounds = bounds(&records);
    let plans =
        drawn.iter().enumerate().map(|(index, drawn)| plan(&format!("{index:02}"), drawn.tier, drawn.stage, drawn.blob.land(bounds)));
    records.plans = plans.collect();
    records
}

pub fn copy(records: &Records) -> Records {
    Records {
        revision: records.revision,
        units: records.units.clone(),
        areas: records.areas.clone(),
        plans: records.plans.clone(),
        ..Records::default()
    }
}

pub fn view(records: Records) -> View {
    View::build(records, Thresholds::default(), None)
}

/// The figures of every unit version on two days, of both denominators.
fn everything(view: &View) -> Vec<Figures> {
    let units = 0..view.snapshot.units.len();
    let asked = units.flat_map(|unit| Denominator::ALL.into_iter().flat_map(move |of| [today(), merger()].map(|day| (unit, of, day))));
    asked.map(|(unit, of, day)| view.coverage.figures(unit, of, day)).collect()
}

/// The areas alone, in one list.
fn areas(figures: &[Figures]) -> Vec<f64> {
    figures.iter().flat_map(|figures| figures.tiers.iter().flat_map(|tier| [tier.covered_km2, tier.preparing_km2])).collect()
}

/// Exactly; tells the first difference only.
fn assert_same(found: &[Figures], expected: &[Figures]) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        prop_assert_eq!(found, expected);
    }
    Ok(())
}

pub fn assert_close(found: &[f64], expected: &[f64], tolerance_km2: f64) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        prop_assert!((found - expected).abs() <= tolerance_km2, "{found} {expected}: {:e}", (found - expected).abs());
    }
    Ok(())
}

/// A commune of the synthetic country has some 40 km².
pub const COMMUNE_KM2: f64 = 40.0;
/// Every overlay rounds to a grid of 2⁻³⁰ of the rectangle around its lands: some hundredths of a millimetre, so that another way
/// to the same land, with other rectangles, comes out a few 10⁻⁹ of a commune (a tenth of a square metre) apart.
pub const OTHER_WAY: f64 = 1e-8;

proptest! {
    #![proptest_config(config(12))]

    /// Uncovered land is computed another way: one difference after the other, of the whole lands.
    #[test]
    fn covered_preparing_and_uncovered_land_are_the_whole(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 0..7)) {
        let records = with_plans(district(seed), &drawn);
        let lands: Vec<(Tier, Land)> = drawn.iter().map(|drawn| (drawn.tier, drawn.blob.land(bounds(&records)))).collect();
        let view = view(records);
        let vintage = view.snapshot.vintage(today());
        for &unit in &vintage.leaves(vintage.roots()[0]) {
            let base = &view.snapshot.units[unit];
            let figures = view.coverage.figures(unit, Denominator::Unit, today());
            for tier in Tier::ALL {
                let of_tier = lands.iter().filter(|(of, _)| of == tier);
                let uncovered = of_tier.fold(base.version.boundary.clone(), |left, (_, land)| left.difference(land));
                let found = figures.tier(*tier);
                let sum = found.covered_km2 + found.preparing_km2 + area_km2(&uncovered);
                prop_assert!((sum / base.facts.area_km2 - 1.0).abs() < OTHER_WAY, "{}: {:e}", base.version.code, sum / base.facts.area_km2 - 1.0);
                prop_assert!((0.0..=100.0).contains(&found.percent) && (0.0..=100.0).contains(&found.preparing_percent));
                prop_assert!(found.percent + found.preparing_percent <= 100.0 + 1e-9);
            }
        }
    }

    #[test]
    fn children_add_up_to_their_parent_exactly(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 0..5)) {
        let view = view(with_plans(district(seed), &drawn));
        for day in [today(), merger()] {
            let vintage = view.snapshot.vintage(day);
            for unit in vintage.units().filter(|&unit| !vintage.children(unit).is_empty()) {
                for of in Denominator::ALL {
                    let parent = view.coverage.figures(unit, of, day);
                    let children: Vec<Figures> = vintage.children(unit).iter().map(|&child| view.coverage.figures(child, of, day)).collect();
                    for (part, name) in [(AREA, "area"), (COVERED, "covered"), (PREPARING, "preparing")] {
                        let sum = children.iter().map(part).fold(0.0, |sum, one| sum + one);
                        prop_assert_eq!(part(&parent).to_bits(), sum.to_bits(), "{}", name);
                    }
                }
            }
        }
    }

    /// Exactly: records are put in order by identifier, and lands by their shape, before anything is computed.
    #[test]
    fn neither_the_order_of_an_import_nor_which_plan_has_which_land_changes_a_figure(
        seed in 0..50u64,
        (drawn, shuffled) in prop::collection::vec(drawn(), 2..6).prop_flat_map(|drawn| (Just(drawn.clone()), Just(drawn).prop_shuffle())),
    ) {
        let records = with_plans(district(seed), &drawn);
        let expected = everything(&view(copy(&records)));
        let mut reversed = copy(&records);
        reversed.plans.reverse();
        reversed.units.reverse();
        reversed.areas.reverse();
        assert_same(&everything(&view(reversed)), &expected)?;
        let exchanged = everything(&view(with_plans(district(seed), &shuffled)));
        prop_assert_eq!(areas(&exchanged), areas(&expected));
    }

    /// To 1e-12 of a commune: sums begin elsewhere, and round elsewhere.
    #[test]
    fn where_a_ring_starts_and_which_way_it_runs_changes_no_figure(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 1..5), turn in 1..40usize) {
        let records = with_plans(district(seed), &drawn);
        let expected = areas(&everything(&view(copy(&records))));
        let mut turned = copy(&records);
        for (index, plan) in turned.plans.iter_mut().enumerate() {
            if let Territory::Boundary(land) = &mut plan.territory {
                land.iter_mut().for_each(|polygon| *polygon = turned_ring(polygon, turn, index % 2 == 0));
            }
        }
        assert_close(&areas(&everything(&view(turned))), &expected, 1e-12 * COMMUNE_KM2 * 20.0)?;
    }

    #[test]
    fn a_plan_cut_into_pieces_covers_what_it_covered(seed in 0..50u64, blob in blob(), others in prop::collection::vec(drawn(), 0..3), commune in 0..20usize, aside in -0.02..0.02) {
        let mut records = with_plans(district(seed), &others);
        let land = blob.land(bounds(&records));
        let middle = land.bounding_rect().unwrap().center();
        let far = Coord { x: 0.12, y: 0.1 };
        let corners = vec![middle + Coord { x: aside, y: 0.0 } - far, middle + far, middle + Coord { x: 0.2, y: -0.3 }];
        let half = Polygon::new(corners.into(), Vec::new());
        let commune = records.units.iter().filter(|unit| unit.code.as_str().len() == 5).nth(commune).unwrap().boundary.clone();
        let cuts = [Land::new(vec![half]), commune];
        records.plans.push(plan("whole", Tier::General, Stage::Approved, land.clone()));
        let expected = areas(&everything(&view(copy(&records))));
        for cut in cuts {
            records.plans.truncate(others.len());
            records.plans.push(plan("inside", Tier::General, Stage::Approved, land.intersection(&cut)));
            records.plans.push(plan("outside", Tier::General, Stage::Approved, land.difference(&cut)));
            let found = areas(&everything(&view(copy(&records))));
            assert_close(&found, &expected, OTHER_WAY * COMMUNE_KM2 * 20.0)?;
            // The same pieces as parts of one plan.
            let pieces = [land.intersection(&cut), land.difference(&cut)].into_iter().flat_map(|piece| piece.0).collect();
            records.plans.truncate(others.len());
            records.plans.push(plan("in parts", Tier::General, Stage::Approved, Land::new(pieces)));
            let found = areas(&everything(&view(copy(&records))));
            assert_close(&found, &expected, OTHER_WAY * COMMUNE_KM2 * 20.0)?;
        }
    }

    /// For whole units by code, or drawn along their borders, in one polygon or several: it is the same land.
    #[test]
    fn a_plan_for_whole_units_covers_what_one_drawn_along_their_borders_covers(
        seed in 0..50u64,
        others in prop::collection::vec(drawn(), 0..4),
        communes in prop::collection::btree_set(0..20usize, 1..6),
    ) {
        let mut records = with_plans(district(seed), &others);
        let units: Vec<(UnitCode, Land)> = {
            let all = records.units.iter().filter(|unit| unit.code.as_str().len() == 5 && unit.period.contains(today()));
            communes.iter().map(|&commune| all.clone().nth(commune).unwrap()).map(|unit| (unit.code.clone(), unit.boundary.clone())).collect()
        };
        let by_code = units.iter().map(|(code, _)| UnitRef { code: code.clone(), on: Some(today()) }).collect();
        let pieces = Land::new(units.iter().flat_map(|(_, land)| land.0.clone()).collect());
        let joined = unary_union(units.iter().map(|(_, land)| land));
        let mut figures = [Territory::Units(by_code), Territory::Boundary(pieces), Territory::Boundary(joined)].map(|territory| {
            records.plans.truncate(others.len());
            records.plans.push(Plan { territory, ..plan("units", Tier::General, Stage::Approved, Land::new(Vec::new())) });
            areas(&everything(&view(copy(&records))))
        }).into_iter();
        let expected = figures.next().unwrap();
        for found in figures {
            assert_close(&found, &expected, OTHER_WAY * COMMUNE_KM2 * 20.0)?;
        }
    }

    /// A writer changes one plan after the other; what is carried from revision to revision is what is computed anew.
    #[test]
    fn figures_carried_across_revisions_are_those_computed_from_scratch(
        seed in 0..50u64,
        drawn in prop::collection::vec(drawn(), 3..7),
        edits in prop::collection::vec((0..7usize, 0..9u8, blob()), 1..6),
    ) {
        let mut records = with_plans(district(seed), &drawn);
        let mut carried = view(copy(&records));
        for (round, (which, what, blob)) in edits.into_iter().enumerate() {
            // Some of it has been asked before, some not.
            match round % 3 {
                0 => carried.coverage.prepare(today()),
                1 => drop(everything(&carried)),
                _ => {}
            }
            let land = blob.land(bounds(&records));
            edit(&mut records, which, what, land);
            carried = View::build(copy(&records), Thresholds::default(), Some(&carried));
            assert_same(&everything(&carried), &everything(&view(copy(&records))))?;
        }
    }

    #[test]
    fn a_look_up_finds_what_a_search_of_everything_finds(seed in 0..50u64, drawn in prop::collection::vec(drawn(), 0..8), places in prop::collection::vec((-0.1..1.1, -0.1..1.1), 20)) {
        let mut records = with_plans(district(seed), &drawn);
        let bounds = bounds(&records);
        if let Some(first) = records.plans.first_mut() {
            let part = Blob { place: (0.5, 0.5), radius: 0.05, waves: (0.0, 0.0), hole: false }.land(bounds);
            first.events.push(Event { part: Some(part), ..Event::happened(Stage::Repealed, day("2022-01-01")) });
        }
        let view = view(records);
        for (x, y) in places {
            let point = Point::from(bounds.min() + Coord { x: x * bounds.width(), y: y * bounds.height() });
            let found = at_point(&view.snapshot, point, today());
            let mut plans = found.plans;
            plans.sort_unstable();
            prop_assert_eq!(plans, plans_at(&view, point));
            let units: Vec<usize> = (0..view.snapshot.units.len())
                .filter(|&unit| view.snapshot.units[unit].version.period.contains(today()) && view.snapshot.units[unit].version.boundary.contains(&point))
                .collect();
            let mut chain = found.units;
            chain.sort_unstable();
            prop_assert_eq!(chain, units);
        }
    }
}

const AREA: fn(&Figures) -> f64 = |figures| figures.area_km2;
const COVERED: fn(&Figures) -> f64 = |figures| figures.tier(Tier::General).covered_km2;
const PREPARING: fn(&Figures) -> f64 = |figures| figures.tier(Tier::Zoning).preparing_km2;

fn turned_ring(polygon: &Polygon, turn: usize, backwards: bool) -> Polygon {
    let turned = |ring: &LineString| {
        let mut open = ring.0[1..].to_vec();
        let turn = turn % open.len();
        open.rotate_left(turn);
        if backwards {
            open.reverse();
        }
        LineString::new(open)
    };
    Polygon::new(turned(polygon.exterior()), polygon.interiors().iter().map(turned).collect())
}

/// Moves, approves, repeals, removes or adds a plan, or gives it the land of another; or changes an area or a unit.
fn edit(records: &mut Records, which: usize, what: u8, land: Land) {
    let which = which % records.plans.len().max(1);
    let Some(plan) = records.plans.get_mut(which) else { return };
    match what {
        0 => plan.territory = Territory::Boundary(land),
        1 => plan.events.push(Event::happened(Stage::Approved, day("2023-01-01"))),
        2 => plan.events.push(Event { part: Some(land), ..Event::happened(Stage::Repealed, day("2023-06-01")) }),
        3 => drop(records.plans.remove(which)),
        4 => records.plans.push(self::plan(&format!("new {}", records.plans.len()), Tier::Zoning, Stage::Drafting, land)),
        5 => records.plans.insert(0, self::plan(&format!("0 new {}", records.plans.len()), Tier::General, Stage::Approved, land)),
        6 => records.areas[which].boundary = Some(land),
        7 => records.units[which + 10].boundary = land,
        _ => {
            let other = plan.territory.clone();
            records.plans[0].territory = other;
        }
    }
}

fn plans_at(view: &View, point: Point) -> Vec<usize> {
    let counts = |plan: &&plancover::snapshot::PlanEntry| {
        let in_part = plan.plan.events.iter().any(|event| event.part.as_ref().is_some_and(|part| part.intersects(&point)));
        let Territory::Boundary(land) = &plan.plan.territory else { return false };
        matches!(plan.state(today()), PlanState::InForce { .. } | PlanState::Preparing { .. }) && land.contains(&point) && !in_part
    };
    let plans = view.snapshot.plans.iter().enumerate();
    plans.filter(|(_, plan)| counts(&plan.as_ref())).map(|(index, _)| index).collect()
}
