//! Random plans over the communes of a synthetic country, of every sort that an overlay finds hard: holes, islands, parts apart or
//! touching in a point, copies to the last bit or nearly so, strips a metre wide, borders shared with communes and with each other,
//! plans for whole units, and plans larger than the province.
//!
//! Edges have at most some eighty metres: there a geodesic and a straight line are the same to 1e-9 of a commune.

use std::f64::consts::TAU;

use geo::{AffineOps, AffineTransform, BoundingRect, Coord, LineString, Polygon, Rect};
use plancover::domain::{Day, Event, Land, Level, Plan, PlanKind, Quality, Stage, Territory, UnitRef, UnitVersion};

use plancover::snapshot::Records;

use super::synthetic::{self, Numbers, Size, merger};

/// The longest edge (degrees).
const STEP: f64 = 0.0008;
/// One metre, near enough (degrees).
const METRE: f64 = 0.000_01;
/// Corners of rectangles lie on this grid (degrees), so that many of them share borders.
const GRID: f64 = 0.005;

/// 200 communes and 2 000 plans, always the same.
pub fn records() -> Records {
    let country = synthetic::records(Size { communes: 200, vertices: 64, plans: 0, seed: 20 });
    Records { plans: plans(&country.units, 20_250_701, 2000), areas: Vec::new(), ..country }
}

/// Plans over the communes before the merger.
fn plans(units: &[UnitVersion], seed: u64, count: usize) -> Vec<Plan> {
    let before = |unit: &&UnitVersion| unit.period.to == Some(merger());
    let of = |level: Level| units.iter().filter(before).filter(|unit| unit.level() == level).collect::<Vec<_>>();
    let province = units.iter().find(|unit| unit.level() == Level::Province).and_then(|unit| unit.boundary.bounding_rect());
    let world = World { communes: of(Level::Commune), districts: of(Level::District), province: province.expect("a province"), seed };
    let mut plans = Vec::with_capacity(count);
    for index in 0..count {
        plans.push(world.plan(index, &plans));
    }
    plans
}

struct World<'a> {
    communes: Vec<&'a UnitVersion>,
    districts: Vec<&'a UnitVersion>,
    province: Rect,
    seed: u64,
}

impl World<'_> {
    fn plan(&self, index: usize, earlier: &[Plan]) -> Plan {
        let mut numbers = Numbers::new(self.seed, &[5, index]);
        let kinds = [PlanKind::Detailed, PlanKind::Zoning, PlanKind::UrbanGeneral, PlanKind::DistrictRegional];
        let mut kind = kinds[numbers.below(kinds.len())];
        let events = if is_everywhere(index) { vec![drafting()] } else { events(&mut numbers) };
        let territory = match index % 40 {
            27 => self.by_communes(&mut numbers),
            35 if index % 200 == 35 => units(&[self.districts[numbers.below(self.districts.len())]]),
            sort @ 16..=20 => {
                let drawn: Vec<&Plan> = earlier.iter().filter(|plan| matches!(plan.territory, Territory::Boundary(_))).collect();
                let other = drawn[numbers.below(drawn.len())];
                kind = other.kind;
                let Territory::Boundary(land) = &other.territory else { unreachable!("it was drawn") };
                Territory::Boundary(like(&mut numbers, land, sort))
            }
            _ => Territory::Boundary(self.drawn(&mut numbers, index)),
        };
        Plan {
            id: format!("random-{index:04}"),
            name: format!("Quy hoạch {index}"),
            kind,
            scale: None,
            horizon_year: None,
            lead_agency: None,
            consultant: None,
            adjusts: None,
            territory,
            registered_on: Day::constant(2020, 1, 1),
            quality: Quality::Illustrative,
            source: None,
            clause: None,
            events,
        }
    }

    fn commune(&self, numbers: &mut Numbers) -> &UnitVersion {
        self.communes[numbers.below(self.communes.len())]
    }

    /// One to three communes, not always neighbours.
    fn by_communes(&self, numbers: &mut Numbers) -> Territory {
        let count = 1 + numbers.below(3);
        units(&(0..count).map(|_| self.commune(numbers)).collect::<Vec<_>>())
    }

    fn drawn(&self, numbers: &mut Numbers, index: usize) -> Land {
        let commune = self.commune(numbers);
        let middle = commune.boundary.bounding_rect().expect("land").center();
        let centre = middle + Coord { x: numbers.between(-0.04, 0.04), y: numbers.between(-0.04, 0.04) };
        let radius = [0.001, 0.004, 0.01, 0.03][numbers.below(4)] * numbers.between(0.5, 1.3);
        match index % 40 {
            10 | 11 => one(vec![blob(numbers, radius, centre, &[1.0, 0.4])]),
            12 | 13 => parts_apart(numbers, radius, centre),
            14 | 15 => island(numbers, radius, centre),
            21 | 22 => strip(numbers, centre),
            23 => commune.boundary.clone(),
            24 | 25 | 35 => wedge(numbers, commune, middle),
            26 => nudged(numbers, &commune.boundary),
            28 | 29 => rectangle(numbers, centre),
            30 | 31 => diamonds(radius, centre),
            32 => hole_at_the_border(radius, centre),
            33 | 34 => zigzag(numbers, centre),
            36 if index % 200 == 36 => self.frame(numbers, is_everywhere(index)),
            36 => {
                let radius = numbers.between(0.05, 0.12);
                one(vec![blob(numbers, radius, centre, &[1.0])])
            }
            37 => apex_on_a_border(numbers, commune, middle),
            38 | 39 => self.neighbours(index),
            _ => one(vec![blob(numbers, radius, centre, &[1.0])]),
        }
    }

    /// Larger than the province; most have a hole that leaves its rim.
    fn frame(&self, numbers: &mut Numbers, whole: bool) -> Land {
        let grown = |by: f64| {
            let aside = Coord { x: by, y: by };
            let (low, high) = (self.province.min() - aside, self.province.max() + aside);
            densified(&[low, Coord { x: high.x, y: low.y }, high, Coord { x: low.x, y: high.y }])
        };
        let outer = grown(numbers.between(0.05, 0.3));
        let holes = (!whole).then(|| grown(-numbers.between(0.01, 0.08))).into_iter().collect();
        one(vec![Polygon::new(outer, holes)])
    }

    /// The plans 38 and 39 of forty lie on either side of one line, to the last bit.
    fn neighbours(&self, index: usize) -> Land {
        let mut numbers = Numbers::new(self.seed, &[6, index / 40]);
        let numbers = &mut numbers;
        let foot = self.commune(numbers).boundary.bounding_rect().expect("land").min();
        let count = 5 + numbers.below(60);
        let mut line: Vec<Coord> = vec![foot];
        for _ in 0..count {
            let last = line[line.len() - 1];
            line.push(last + Coord { x: numbers.between(-STEP, STEP) * 0.7, y: STEP * 0.7 });
        }
        let width = 0.001 * count_of(count) + 0.001;
        let aside = Coord { x: if index % 40 == 38 { -width } else { width }, y: 0.0 };
        line.extend([line[line.len() - 1] + aside, foot + aside]);
        one(vec![Polygon::new(densified(&line), Vec::new())])
    }
}

/// Few plans are larger than the province without a hole, and none of them is in force: they would hide all others.
fn is_everywhere(index: usize) -> bool {
    index % 1000 == 236
}

fn count_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("few"))
}

fn one(polygons: Vec<Polygon>) -> Land {
    Land::new(polygons)
}

fn units(of: &[&UnitVersion]) -> Territory {
    Territory::Units(of.iter().map(|unit| UnitRef { code: unit.code.clone(), on: None }).collect())
}

/// A ring through the points with no edge longer than a step.
fn densified(points: &[Coord]) -> LineString {
    let ends = points.iter().cycle().skip(1);
    let edges = points.iter().zip(ends).flat_map(|(&from, &to)| {
        let along = to - from;
        let pieces = (1..100_000).find(|&pieces: &u32| along.x.hypot(along.y) <= STEP * f64::from(pieces)).unwrap_or(1);
        (0..pieces).map(move |piece| from + along * (f64::from(piece) / f64::from(pieces)))
    });
    LineString::new(edges.collect())
}

/// Rings seen as a whole from their centre, each the first one made smaller: so none crosses itself or another.
fn blob(numbers: &mut Numbers, radius: f64, centre: Coord, sizes: &[f64]) -> Polygon {
    let count = (8..100_000).find(|&count: &u32| radius * 9.0 <= STEP * f64::from(count)).unwrap_or(8);
    let phases = [2.0, 3.0, 7.0].map(|wave| (wave, numbers.between(0.0, TAU)));
    let spokes: Vec<Coord> = (0..count)
        .map(|index| {
            let angle = TAU * f64::from(index) / f64::from(count);
            let waves: f64 = phases.iter().map(|(wave, phase)| 0.1 * (wave * angle + phase).sin()).sum();
            Coord { x: angle.cos(), y: angle.sin() } * (radius * (1.0 + waves + numbers.between(-0.01, 0.01)))
        })
        .collect();
    let mut rings = sizes.iter().map(|&size| LineString::new(spokes.iter().map(|&spoke| centre + spoke * size).collect()));
    let outer = rings.next().expect("a size");
    Polygon::new(outer, rings.collect())
}

fn parts_apart(numbers: &mut Numbers, radius: f64, centre: Coord) -> Land {
    let count = 2 + numbers.below(4);
    let at = |index: usize| centre + Coord { x: 2.9, y: 0.4 } * (radius * count_of(index));
    one((0..count).map(|index| blob(numbers, radius, at(index), &[1.0])).collect())
}

fn island(numbers: &mut Numbers, radius: f64, centre: Coord) -> Land {
    let rings = blob(numbers, radius, centre, &[1.0, 0.6, 0.3]);
    let (outer, mut inner) = rings.into_inner();
    let island = inner.pop().expect("three rings");
    one(vec![Polygon::new(outer, inner), Polygon::new(island, Vec::new())])
}

/// A metre wide or less, up to nine kilometres long.
fn strip(numbers: &mut Numbers, from: Coord) -> Land {
    let angle = numbers.between(0.0, TAU);
    let along = Coord { x: angle.cos(), y: angle.sin() };
    let across = Coord { x: -along.y, y: along.x } * (METRE * numbers.between(0.01, 1.0));
    let to = from + along * numbers.between(0.002, 0.08);
    one(vec![Polygon::new(densified(&[from, to, to + across, from + across]), Vec::new())])
}

/// A run of a commune's border and its middle.
fn wedge(numbers: &mut Numbers, commune: &UnitVersion, middle: Coord) -> Land {
    let border = &commune.boundary.0[0].exterior().0;
    let count = border.len() - 1;
    let (start, run) = (numbers.below(count), count / 8 + numbers.below(count / 2));
    let run: Vec<Coord> = (start..start + run).map(|place| border[place % count]).chain([middle]).collect();
    one(vec![Polygon::new(densified(&run), Vec::new())])
}

/// The same but for a millionth of a degree, or a thousand-millionth.
fn nudged(numbers: &mut Numbers, land: &Land) -> Land {
    let by = [1e-9, 1e-8, 1e-7, 1e-6][numbers.below(4)];
    land.affine_transform(&AffineTransform::translate(by * numbers.between(-1.0, 1.0), by * numbers.between(-1.0, 1.0)))
}

/// A copy: to the last bit, with rings that start elsewhere and run the other way, or nearly the same.
fn like(numbers: &mut Numbers, land: &Land, sort: usize) -> Land {
    match sort {
        16 | 17 => land.clone(),
        18 => {
            let turn = numbers.below(1000);
            let turned = |ring: &LineString| {
                let mut open = ring.0[1..].to_vec();
                let turn = turn % open.len();
                open.rotate_left(turn);
                open.reverse();
                LineString::new(open)
            };
            let polygon = |polygon: &Polygon| Polygon::new(turned(polygon.exterior()), polygon.interiors().iter().map(turned).collect());
            one(land.iter().map(polygon).collect())
        }
        _ => nudged(numbers, land),
    }
}

fn rectangle(numbers: &mut Numbers, near: Coord) -> Land {
    let on_grid = |value: f64| (value / GRID).round() * GRID;
    let low = Coord { x: on_grid(near.x), y: on_grid(near.y) };
    let high =
        Coord { x: on_grid(low.x + GRID * count_of(1 + numbers.below(6))), y: on_grid(low.y + GRID * count_of(1 + numbers.below(6))) };
    one(vec![Polygon::new(densified(&[low, Coord { x: high.x, y: low.y }, high, Coord { x: low.x, y: high.y }]), Vec::new())])
}

/// Two parts that meet in one point.
fn diamonds(radius: f64, centre: Coord) -> Land {
    let diamond = |way: f64| {
        let points = [(0.0, 0.0), (1.0, -0.7), (2.0, 0.1), (1.0, 0.9)].map(|(x, y)| centre + Coord { x: x * way, y } * radius);
        Polygon::new(densified(&points), Vec::new())
    };
    one(vec![diamond(1.0), diamond(-1.0)])
}

/// A hole that meets the outer ring in one point.
fn hole_at_the_border(radius: f64, centre: Coord) -> Land {
    let at = |(x, y): (f64, f64)| centre + Coord { x, y } * radius;
    let outer = densified(&[(0.0, 0.0), (1.0, -0.9), (2.0, 0.3), (0.9, 1.1)].map(at));
    let hole = densified(&[(0.0, 0.0), (0.9, 0.5), (1.1, -0.3)].map(at));
    one(vec![Polygon::new(outer, vec![hole])])
}

/// A band that goes up and down, over many borders.
fn zigzag(numbers: &mut Numbers, from: Coord) -> Land {
    let (step, height, thick) = (numbers.between(0.0005, 0.003), numbers.between(0.01, 0.06), numbers.between(0.0002, 0.004));
    let count = 3 + numbers.below(14);
    let at = |index: usize, up: f64| {
        let high = if index.is_multiple_of(2) { 0.0 } else { height };
        from + Coord { x: step * count_of(index), y: high + up }
    };
    let there = (0..count).map(|index| at(index, 0.0));
    let back = (0..count).rev().map(|index| at(index, thick));
    one(vec![Polygon::new(densified(&there.chain(back).collect::<Vec<_>>()), Vec::new())])
}

/// A triangle with one corner on a corner of a commune's border.
fn apex_on_a_border(numbers: &mut Numbers, commune: &UnitVersion, middle: Coord) -> Land {
    let border = &commune.boundary.0[0].exterior().0;
    let apex = border[numbers.below(border.len())];
    // Outwards or inwards.
    let way = (middle - apex) * [-0.5, 0.5][numbers.below(2)];
    let aside = Coord { x: -way.y, y: way.x } * 0.3;
    one(vec![Polygon::new(densified(&[apex, apex + way - aside, apex + way + aside]), Vec::new())])
}

fn drafting() -> Event {
    Event::happened(Stage::Drafting, Day::constant(2020, 1, 1))
}

/// Six of ten are in force, three in preparation, one is repealed.
fn events(numbers: &mut Numbers) -> Vec<Event> {
    let approved = Event::happened(Stage::Approved, Day::constant(2021, 1, 1));
    match numbers.below(10) {
        0..=5 => vec![drafting(), approved],
        6..=8 => vec![drafting()],
        _ => vec![drafting(), approved, Event::happened(Stage::Repealed, Day::constant(2022, 1, 1))],
    }
}
