//! `lookup.json`: what a phone needs to answer look-ups without a network, as `/api/lookup` would, for positions in the unit of the pack.
//!
//! Figures, texts and every case of what is lacking are worked out here; the phone finds out where a position lies. Lands keep all their
//! digits, and are cut to the rectangle of the unit, so that those around it cost little.

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, Rect};
use serde::Serialize;

use super::make::Order;
use crate::coverage::{Denominator, land_within};
use crate::domain::{Land, PlanKind, PlanState};
use crate::http::wire::{Area, Lack, Notice, Notices, Plan, Tiers, Unit, bbox};
use crate::lookup::{AreaGroups, lack_cases};
use crate::snapshot::{Shape, Snapshot};

/// The version of the form of the file: another number means that readers of this one cannot read it.
pub(super) const LOOKUP_VERSION: u32 = 1;
/// How much more than the rectangle of the unit is kept of each land (degrees), so that no cut runs through it.
const MARGIN: f64 = 0.001;

/// The file.
#[derive(Debug, Serialize)]
pub(super) struct Lookup {
    format_version: u32,
    as_of: String,
    revision: u64,
    /// The code of the unit of the pack.
    unit: String,
    /// Around all units that can answer; nothing outside is answered.
    bbox: [f64; 4],
    /// The texts of notices, in the order in which answers have them.
    notices: Vec<Notice>,
    /// The notices of every answer.
    always: Vec<&'static str>,
    /// Lands that units, plans and areas refer to by their place.
    shapes: Vec<Positions>,
    units: Vec<UnitHere>,
    plans: Vec<PlanHere>,
    areas: Vec<AreaHere>,
    lacks: Vec<Lack>,
    lack_tables: Vec<LackTable>,
}

/// The coordinates of a `MultiPolygon` (RFC 7946, section 3.1.7).
type Positions = Vec<Vec<Vec<[f64; 2]>>>;

#[derive(Debug, Serialize)]
struct UnitHere {
    unit: Unit,
    shape: usize,
    #[serde(flatten)]
    answer: Option<UnitAnswer>,
}

/// What is answered in a unit of the pack.
#[derive(Debug, Serialize)]
struct UnitAnswer {
    /// Places in `units`, from the province down to the unit.
    chain: Vec<usize>,
    tiers: Tiers,
    /// Place in `lack_tables`; null where the server must be asked.
    lacks: Option<usize>,
    notices: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct PlanHere {
    plan: Plan,
    shapes: Vec<usize>,
    /// Parts in which alone it has ended.
    ended: Vec<usize>,
    notices: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct AreaHere {
    area: Area,
    shapes: Vec<usize>,
    group: usize,
    notices: Vec<&'static str>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct LackTable {
    tiers: Vec<TierTable>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct TierTable {
    tier: &'static str,
    groups: Vec<usize>,
    plan_kinds: Vec<&'static str>,
    cases: Vec<LackLine>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct LackLine {
    groups: Vec<usize>,
    plan_kinds: Vec<&'static str>,
    /// Place in `lacks`.
    lack: usize,
}

impl Lookup {
    /// How many units can answer.
    pub(super) fn count(&self) -> usize {
        self.units.iter().filter(|unit| unit.answer.is_some()).count()
    }

    /// The file of a pack.
    pub(super) fn of(order: &Order) -> Self {
        Desk::new(order).file()
    }
}

/// Where the file is put together.
struct Desk<'a> {
    order: &'a Order,
    snapshot: &'a Snapshot,
    /// The units of the day that touch the rectangle, and those above the unit.
    units: Vec<usize>,
    /// Plans in force or being prepared, in the order of answers.
    plans: Vec<usize>,
    areas: Vec<usize>,
    around: Rect,
    within: Rect,
    shapes: Vec<Positions>,
    /// Places of shapes by the address of their land.
    known: HashMap<usize, usize>,
    groups: AreaGroups,
    told: Notices,
    lacks: Vec<Lack>,
    tables: Vec<LackTable>,
}

impl<'a> Desk<'a> {
    fn new(order: &'a Order) -> Self {
        let (snapshot, day) = (order.edition.view.snapshot.as_ref(), order.day);
        let vintage = snapshot.vintage(day);
        let in_pack = vintage.units().filter(|&unit| vintage.chain(unit).contains(&order.unit));
        let within = in_pack.map(|unit| snapshot.units[unit].facts.bounds).reduce(around_both);
        let within = within.unwrap_or(snapshot.units[order.unit].facts.bounds);
        let margin = Coord { x: MARGIN, y: MARGIN };
        let around = Rect::new(within.min() - margin, within.max() + margin);
        let is_near = |unit: &usize| snapshot.units[*unit].shape().touches(around);
        let mut units: Vec<usize> = snapshot.units_near(around).into_iter().filter(|unit| vintage.units().any(|of| of == *unit)).collect();
        units.retain(is_near);
        units.extend(vintage.chain(order.unit));
        units.sort_unstable();
        units.dedup();
        let mut desk = Self {
            order,
            snapshot,
            units,
            plans: Vec::new(),
            areas: Vec::new(),
            around,
            within,
            shapes: Vec::new(),
            known: HashMap::new(),
            groups: AreaGroups::new(),
            told: Notices::new(snapshot, day),
            lacks: Vec::new(),
            tables: Vec::new(),
        };
        desk.find();
        desk
    }

    /// The plans and areas that some position in the rectangle may be answered with.
    fn find(&mut self) {
        let (snapshot, day, around) = (self.snapshot, self.order.day, self.around);
        let touches = |shapes: Vec<Shape<'_>>| shapes.iter().any(|shape| shape.touches(around));
        let state = |plan: usize| snapshot.plans[plan].state(day);
        let counts = |plan: &usize| matches!(state(*plan), PlanState::InForce { .. } | PlanState::Preparing { .. });
        self.plans = snapshot.plans_near(around).into_iter().filter(counts).collect();
        self.plans.retain(|&plan| touches(snapshot.plans[plan].shapes()));
        self.plans.sort_by_key(|&plan| (snapshot.plans[plan].plan.kind.tier(), !matches!(state(plan), PlanState::InForce { .. }), plan));
        let holds = |area: &usize| {
            let entry = &snapshot.areas[*area];
            entry.area.period.contains(day) && touches(entry.shapes())
        };
        self.areas = snapshot.areas_near(around).into_iter().filter(holds).collect();
        self.areas.sort_unstable();
    }

    fn file(mut self) -> Lookup {
        let always = Notices::new(self.snapshot, self.order.day).list();
        let areas: Vec<AreaHere> = self.areas.clone().into_iter().map(|area| self.area(area)).collect();
        let groups = self.areas.iter().copied().zip(areas.iter().map(|area| area.group)).collect();
        let plans = self.plans.clone().into_iter().map(|plan| self.plan(plan)).collect();
        let units = self.units.clone().into_iter().map(|unit| self.unit(unit, &groups)).collect();
        Lookup {
            format_version: LOOKUP_VERSION,
            as_of: self.order.day.to_string(),
            revision: self.snapshot.revision,
            unit: self.snapshot.units[self.order.unit].version.code.to_string(),
            bbox: bbox(self.within),
            notices: self.told.into_list(),
            always,
            shapes: self.shapes,
            units,
            plans,
            areas,
            lacks: self.lacks,
            lack_tables: self.tables,
        }
    }

    fn shape(&mut self, land: &Land) -> usize {
        let address = std::ptr::from_ref(land).addr();
        let next = self.shapes.len();
        let place = *self.known.entry(address).or_insert(next);
        if place == next {
            let cut = land_within(land, &self.around);
            let ring = |ring: &geo::LineString| ring.0.iter().map(|at| [at.x, at.y]).collect();
            let rings = |polygon: &geo::Polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect();
            self.shapes.push(cut.iter().map(rings).collect());
        }
        place
    }

    fn shapes(&mut self, shapes: &[Shape<'_>]) -> Vec<usize> {
        let near = shapes.iter().filter(|shape| shape.touches(self.around));
        let lands: Vec<&Land> = near.map(|shape| shape.land).collect();
        lands.into_iter().map(|land| self.shape(land)).collect()
    }

    /// The codes of what a thing must be told with.
    fn noted(&mut self, notices: &Notices) -> Vec<&'static str> {
        self.told.add(notices);
        notices.list()
    }

    fn area(&mut self, area: usize) -> AreaHere {
        let (mut notices, entry) = (Notices::none(), &self.snapshot.areas[area]);
        let told = Area::of(self.snapshot, area, &mut notices);
        let group = self.groups.group(&entry.area, &self.order.site.indicators);
        AreaHere { area: told, shapes: self.shapes(&entry.shapes()), group, notices: self.noted(&notices) }
    }

    fn plan(&mut self, plan: usize) -> PlanHere {
        let (mut notices, day, entry) = (Notices::none(), self.order.day, &self.snapshot.plans[plan]);
        let told = Plan::of(self.snapshot, plan, day, &mut notices);
        let ended: Vec<&Land> = entry.ended_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect();
        let ended = ended.into_iter().map(|land| self.shape(land)).collect();
        PlanHere { plan: told, shapes: self.shapes(&entry.shapes()), ended, notices: self.noted(&notices) }
    }

    fn unit(&mut self, unit: usize, groups: &BTreeMap<usize, usize>) -> UnitHere {
        let (snapshot, mut notices) = (self.snapshot, Notices::none());
        let chain = snapshot.vintage(self.order.day).chain(unit);
        let told = Unit::of(snapshot, unit, &mut notices);
        let shape = self.shape(snapshot.units[unit].shape().land);
        if !chain.contains(&self.order.unit) {
            return UnitHere { unit: told, shape, answer: None };
        }
        Unit::all(snapshot, &chain, &mut notices);
        let figures = self.order.edition.view.coverage.figures(unit, Denominator::Unit, self.order.day);
        let tiers = Tiers::of(snapshot, &figures, &mut notices);
        let lacks = self.table(unit, &chain, groups);
        let chain = chain.iter().filter_map(|above| self.units.binary_search(above).ok()).collect();
        UnitHere { unit: told, shape, answer: Some(UnitAnswer { chain, tiers, lacks, notices: self.noted(&notices) }) }
    }

    /// The table of a unit: one for all units that have the same.
    fn table(&mut self, unit: usize, chain: &[usize], groups: &BTreeMap<usize, usize>) -> Option<usize> {
        let (snapshot, day, bounds) = (self.snapshot, self.order.day, self.snapshot.units[unit].facts.bounds);
        let touches = |shapes: Vec<Shape<'_>>| shapes.iter().any(|shape| shape.touches(bounds));
        let groups: Vec<usize> =
            groups.iter().filter(|(area, _)| touches(snapshot.areas[**area].shapes())).map(|(_, group)| *group).collect();
        let in_force = self.plans.iter().map(|&plan| &snapshot.plans[plan]);
        let in_force = in_force.filter(|entry| matches!(entry.state(day), PlanState::InForce { .. }) && touches(entry.shapes()));
        let in_force: Vec<PlanKind> = in_force.map(|entry| entry.plan.kind).collect();
        let indicators = &self.order.site.indicators;
        let cases = lack_cases(snapshot, chain, (&self.groups, &groups), &in_force, day, indicators)?;
        let mut tiers = Vec::with_capacity(cases.len());
        for tier in cases {
            let codes = |kinds: &[PlanKind]| kinds.iter().map(|kind| kind.code()).collect();
            let mut lines = Vec::with_capacity(tier.cases.len());
            for case in tier.cases {
                let lack = place_of(&mut self.lacks, Lack::of(&case.lack));
                lines.push(LackLine { groups: case.groups, plan_kinds: codes(&case.plan_kinds), lack });
            }
            tiers.push(TierTable { tier: tier.tier.code(), groups: tier.groups, plan_kinds: codes(&tier.plan_kinds), cases: lines });
        }
        Some(place_of(&mut self.tables, LackTable { tiers }))
    }
}

/// The place of a thing among those known, where each is once.
fn place_of<T: PartialEq>(known: &mut Vec<T>, one: T) -> usize {
    let place = known.iter().position(|other| *other == one);
    place.unwrap_or_else(|| {
        known.push(one);
        known.len() - 1
    })
}

fn around_both(a: Rect, b: Rect) -> Rect {
    let (low, high) = (a.min(), a.max());
    Rect::new(Coord { x: low.x.min(b.min().x), y: low.y.min(b.min().y) }, Coord { x: high.x.max(b.max().x), y: high.y.max(b.max().y) })
}
