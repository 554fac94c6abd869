//! The sweep against the overlay of another library, and cases in which borders coincide.

use std::collections::HashMap;

use geo::orient::{Direction, Orient};
use geo::{BooleanOps, BoundingRect, LineString, Polygon, unary_union};

use super::chains::Chains;
use super::run::Sweep;
use super::{Asked, MOST_LOOKS, Measured, Region, measure, window};
use crate::domain::Land;
use crate::snapshot::{Facts, Shape, UnderEdges, area_km2};

/// The grid of the other library, in lands of some kilometres: a square metre.
const GRID_KM2: f64 = 1.5e-6;

/// Numbers from 0 to 1, the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(1_u32 << 31)
    }

    fn star(&mut self, (x, y): (f64, f64), radius: f64, vertices: u32) -> Land {
        let ring = (0..vertices).map(|index| {
            let angle = std::f64::consts::TAU * f64::from(index) / f64::from(vertices);
            let radius = radius * (0.4 + 0.6 * self.next());
            (x + radius * angle.cos(), y + radius * angle.sin())
        });
        Land::new(vec![Polygon::new(LineString::from(ring.collect::<Vec<_>>()), Vec::new())])
    }

    /// Rough in the small, round in the large.
    fn coast(&mut self, (x, y): (f64, f64), radius: f64, vertices: u32) -> Land {
        let ring = (0..vertices).map(|index| {
            let angle = std::f64::consts::TAU * f64::from(index) / f64::from(vertices);
            let radius = radius * (1.0 + 0.2 * (7.0 * angle).sin() + 0.0001 * self.next());
            (x + radius * angle.cos(), y + radius * angle.sin())
        });
        Land::new(vec![Polygon::new(LineString::from(ring.collect::<Vec<_>>()), Vec::new())])
    }
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Land {
    Land::new(vec![geo::Rect::new((west, south), (east, north)).to_polygon()])
}

/// Base, parts in force, parts being prepared.
fn measured(base: &Land, in_force: &[&Land], preparing: &[&Land]) -> Measured {
    let facts = Facts::of(base, &HashMap::new()).unwrap();
    let regions: Vec<Region<'_>> = in_force
        .iter()
        .chain(preparing)
        .enumerate()
        .map(|(part, land)| Region { land, bounds: land.bounding_rect().unwrap(), part, cut: false })
        .collect();
    measure(Shape { land: base, facts: &facts }, &regions, [in_force.len(), preparing.len()], 1e-6, false)
}

fn union_km2(base: &Land, lands: &[&Land]) -> f64 {
    if lands.is_empty() {
        return 0.0;
    }
    let lands: Vec<Land> = lands.iter().map(|land| land.orient(Direction::Default)).collect();
    area_km2(&unary_union(&lands).intersection(base))
}

#[test]
fn random_shapes_measure_as_their_overlay() {
    let mut numbers = Numbers(7);
    for round in 0..300 {
        let base = numbers.star((106.5, 21.5), 0.02, 5 + round % 60);
        let lands: Vec<Land> = (0..6)
            .map(|_| {
                let (x, y, radius) = (numbers.next(), numbers.next(), numbers.next());
                numbers.star((106.48 + 0.04 * x, 21.48 + 0.04 * y), 0.02 * radius, 3 + round % 17)
            })
            .collect();
        let all: Vec<&Land> = lands.iter().collect();
        let found = measured(&base, &all[..3], &all[3..]);
        let (covered, either) = (union_km2(&base, &all[..3]), union_km2(&base, &all));
        assert!((found.covered_km2 - covered).abs() < GRID_KM2, "{round}: {found:?} {covered}");
        assert!((found.either_km2 - either).abs() < GRID_KM2, "{round}: {found:?} {either}");
        for (land, common) in lands.iter().zip(&found.common_km2) {
            let expected = union_km2(&base, &[land]);
            assert!((*common > 1e-6) == (expected > 1e-6) || expected < 2.0 * GRID_KM2, "{round}: {common} {expected}");
        }
    }
}

#[test]
fn a_shape_over_itself_covers_all_of_it_and_its_neighbour_nothing() {
    let mut numbers = Numbers(3);
    let base = numbers.coast((106.5, 21.5), 0.03, 200);
    let mut backwards = base.clone();
    backwards.0[0].exterior_mut(|ring| ring.0.reverse());
    let around = rectangle(106.4, 21.4, 106.6, 21.6).difference(&base);
    let area = area_km2(&base);
    for same in [&base, &backwards] {
        let found = measured(same, &[&base, &backwards], &[&base]);
        assert!((found.covered_km2 / area - 1.0).abs() < 1e-12 && (found.either_km2 / area - 1.0).abs() < 1e-12, "{found:?}");
    }
    let found = measured(&base, &[&around], &[]);
    assert!(found.covered_km2 < GRID_KM2 && found.common_km2[0] < GRID_KM2, "{found:?}");
    let found = measured(&base, &[&around, &base], &[]);
    assert!((found.covered_km2 - area).abs() < GRID_KM2, "{found:?}");
}

#[test]
fn borders_drawn_anew_with_more_vertices_leave_nothing_over() {
    let mut numbers = Numbers(11);
    let base = numbers.coast((106.5, 21.5), 0.03, 300);
    // Every edge in three, the new vertices rounded to where they happen to fall.
    let ring = &base.0[0].exterior().0;
    let finer: Vec<(f64, f64)> = ring
        .windows(2)
        .flat_map(|edge| [0.0, 1.0 / 3.0, 0.7].map(|t| (edge[0].x + (edge[1].x - edge[0].x) * t, edge[0].y + (edge[1].y - edge[0].y) * t)))
        .collect();
    let finer = Land::new(vec![Polygon::new(LineString::from(finer), Vec::new())]);
    let found = measured(&base, &[&finer], &[]);
    assert!((found.covered_km2 / area_km2(&finer) - 1.0).abs() < 1e-9, "{found:?} {} {}", area_km2(&finer), area_km2(&base));
    let around = rectangle(106.4, 21.4, 106.6, 21.6).difference(&finer);
    let found = measured(&base, &[&around], &[]);
    assert!(found.covered_km2 < GRID_KM2 && found.common_km2[0] < GRID_KM2, "{found:?}");
}

#[test]
fn parts_that_are_cut_out_do_not_count_unless_another_plan_lies_there() {
    let base = rectangle(106.0, 21.0, 106.04, 21.04);
    let (whole, west, south) =
        (rectangle(105.9, 20.9, 106.1, 21.1), rectangle(105.9, 20.9, 106.02, 21.1), rectangle(105.9, 20.9, 106.1, 21.02));
    let facts = Facts::of(&base, &HashMap::new()).unwrap();
    let region = |land, part, cut| Region { land, bounds: Land::bounding_rect(land).unwrap(), part, cut };
    let regions = [region(&whole, 0, false), region(&west, 0, true), region(&south, 1, false)];
    let shape = Shape { land: &base, facts: &facts };
    let found = measure(shape, &regions[..2], [1, 0], 1e-6, false);
    assert!((found.covered_km2 / facts.area_km2 - 0.5).abs() < 1e-6, "{found:?}");
    let found = measure(shape, &regions, [2, 0], 1e-6, false);
    assert!((found.covered_km2 / facts.area_km2 - 0.75).abs() < 1e-4, "{found:?}");
}

/// Teeth of one comb that cross the teeth of the other: every tooth crosses every other.
fn comb(teeth: u32, upright: bool) -> Land {
    let mut ring = vec![(0.0, 0.0)];
    for tooth in 0..teeth {
        let at = |part: f64| (f64::from(tooth) + part) / f64::from(teeth);
        ring.extend([(1.0, at(0.1)), (1.0, at(0.6)), (0.05, at(0.7)), (0.05, at(0.95))]);
    }
    ring.extend([(0.0, 0.95)]);
    // A little aslant, so that no border runs along a meridian.
    let place = |(a, b): (f64, f64)| {
        if upright { (106.5 + 0.05 * b + 0.003 * a, 21.5 + 0.05 * a) } else { (106.5 + 0.05 * a, 21.5 + 0.05 * b + 0.003 * a) }
    };
    Land::new(vec![Polygon::new(LineString::from(ring.into_iter().map(place).collect::<Vec<_>>()), Vec::new())])
}

#[test]
fn what_crosses_too_often_for_one_sweep_is_the_sum_of_its_halves() {
    let (base, plan) = (comb(150, false), comb(150, true));
    let regions = [Region { land: &plan, bounds: plan.bounding_rect().unwrap(), part: 0, cut: false }];
    let window = window(&base.bounding_rect().unwrap(), &regions).unwrap();
    let (chains, under) = (Chains::of(&base, &regions, &window), UnderEdges::between(window.min().y, window.max().y));
    let mut given_up = Measured { covered_km2: 0.0, either_km2: 0.0, all: [false; 2], common_km2: vec![0.0] };
    let asked = Asked { enough_km2: 1e-6, parts_only: false, most_looks: MOST_LOOKS };
    assert!(!Sweep::new(&chains, &regions, 1, &under, asked, &mut given_up).run(), "one sweep does all of it");
    let found = measured(&base, &[&plan], &[]);
    let expected = union_km2(&base, &[&plan]);
    assert!((found.covered_km2 / expected - 1.0).abs() < 1e-5, "{found:?} {expected}");
}

#[test]
fn what_is_too_large_for_one_sweep_is_the_sum_of_its_halves() {
    let mut numbers = Numbers(5);
    let base = numbers.coast((106.5, 21.5), 0.4, 30_000);
    let plan = numbers.coast((106.6, 21.6), 0.3, 20_000);
    let found = measured(&base, &[&plan], &[]);
    let expected = union_km2(&base, &[&plan]);
    assert!((found.covered_km2 / expected - 1.0).abs() < 1e-9, "{found:?} {expected}");
}
