//! What must hold of revisions: one made from the revision before and what has changed is the one made from all records.

use std::collections::BTreeMap;
use std::fmt::Write;

use geo::{BoundingRect, Coord, Rect};
use plancover::app::View;
use plancover::coverage::{Denominator, Thresholds};
use plancover::domain::{
    Area, AreaKind, Event, Extent, Land, Lineage, Observation, Period, Plan, PlanKind, Quality, Stage, Territory, Tier, UnitRef,
    UnitVersion,
};
use plancover::snapshot::{Delta, Records};
use proptest::prelude::*;

use crate::cases_world::day;
use crate::properties::synthetic::merger;
use crate::properties::{Drawn, bounds, config, district, drawn, today, with_plans};

/// Some kinds that are no tier.
const KINDS: [PlanKind; 2] = [PlanKind::UrbanGeneral, PlanKind::Zoning];

#[derive(Debug, Clone)]
struct Edit {
    what: u8,
    which: usize,
    other: usize,
    drawn: Drawn,
}

prop_compose! {
    fn edit()(what in 0..20u8, which in 0..40usize, other in 0..40usize, drawn in drawn()) -> Edit {
        Edit { what, which, other, drawn }
    }
}

fn duplicate(records: &Records) -> Records {
    let Records { revision, units, areas, plans, observations, lineage } = records;
    Records {
        revision: *revision,
        units: units.clone(),
        areas: areas.clone(),
        plans: plans.clone(),
        observations: observations.clone(),
        lineage: lineage.clone(),
    }
}

/// Changes the records, unless there is nothing to change.
fn apply(records: &mut Records, edit: &Edit, extent: Rect) {
    let land = edit.drawn.blob.land(extent);
    match edit.what {
        0..=9 => change_plan(records, edit, land),
        10 | 11 => {
            let id = format!("{:02}", edit.other);
            records.plans.retain(|plan| plan.id != id);
            records.plans.push(Plan { territory: territory(records, edit, land), ..new_plan(&id, edit) });
        }
        12 => drop((!records.plans.is_empty()).then(|| records.plans.remove(edit.which % records.plans.len()))),
        13..=16 => change_area(records, edit, land),
        18 => change_lineage(records, edit),
        17 => records.observations.push(observation(records.observations.len(), edit.which)),
        _ => change_unit(records, edit, land),
    }
}

fn new_plan(id: &str, edit: &Edit) -> Plan {
    Plan {
        id: id.to_owned(),
        name: format!("Quy hoạch {id}"),
        kind: if edit.drawn.tier == Tier::Zoning { PlanKind::Zoning } else { PlanKind::UrbanGeneral },
        scale: None,
        horizon_year: Some(2022),
        lead_agency: None,
        consultant: None,
        adjusts: edit.which.is_multiple_of(2).then(|| format!("{:02}", edit.which)),
        territory: Territory::None,
        registered_on: day("2020-01-01"),
        quality: Quality::Imported,
        source: None,
        clause: None,
        events: vec![Event::happened(edit.drawn.stage, day("2018-05-01"))],
    }
}

fn territory(records: &Records, edit: &Edit, land: Land) -> Territory {
    match edit.which % 4 {
        0 => Territory::Areas(vec![format!("area-{}", edit.other), records.areas.first().map_or(String::new(), |area| area.id.clone())]),
        1 => {
            let codes = [edit.which, edit.other].map(|which| records.units[which % records.units.len()].code.clone());
            let mut units: Vec<UnitRef> = codes.into_iter().map(|code| UnitRef { code, on: None }).collect();
            units[0].on = edit.other.is_multiple_of(3).then(merger);
            Territory::Units(units)
        }
        _ => Territory::Boundary(land),
    }
}

fn change_plan(records: &mut Records, edit: &Edit, land: Land) {
    if records.plans.is_empty() {
        return;
    }
    let (which, other) = (edit.which % records.plans.len(), edit.other % records.plans.len());
    let (named, shared, fresh) =
        (records.plans[other].id.clone(), records.plans[other].territory.clone(), territory(records, edit, land.clone()));
    let plan = &mut records.plans[which];
    let event = |stage, on: &str| Event::happened(stage, day(on));
    match edit.what {
        0 => plan.territory = fresh,
        1 => plan.events.push(event(Stage::Approved, "2023-01-01")),
        2 => plan.events.push(Event { part: Some(land), ..event(Stage::Repealed, "2023-06-01") }),
        3 => plan.events.push(event(Stage::Repealed, "2024-01-01")),
        4 => plan.adjusts = Some(named),
        5 => plan.adjusts = Some(format!("{:02}", edit.other)),
        6 => plan.adjusts = None,
        7 => plan.name = format!("Tên khác {}", edit.other),
        8 => plan.territory = shared,
        _ => drop(plan.events.pop()),
    }
}

fn change_area(records: &mut Records, edit: &Edit, land: Land) {
    let id = format!("area-{}", edit.other);
    let code = records.units[edit.which % records.units.len()].code.clone();
    let which = edit.which % records.areas.len().max(1);
    match (edit.what, records.areas.get_mut(which)) {
        (13, Some(area)) => area.boundary = Some(land),
        (14, Some(_)) => drop(records.areas.remove(which)),
        (15, Some(area)) => area.name = format!("Khu khác {}", edit.other),
        _ => {
            records.areas.retain(|area| area.id != id);
            let of_units = edit.which.is_multiple_of(2);
            records.areas.push(Area {
                name: id.clone(),
                id,
                kind: AreaKind::FunctionalZone,
                class: None,
                status: None,
                period: Period { from: Some(day("2019-03-01")), to: None },
                boundary: (!of_units).then_some(land),
                units: if of_units { vec![UnitRef { code, on: None }] } else { Vec::new() },
                quality: Quality::Imported,
                source: None,
                clause: None,
            });
        }
    }
}

fn observation(number: usize, which: usize) -> Observation {
    Observation {
        indicator: ["green", "housing"][which % 2].to_owned(),
        unit_code: None,
        observed_on: day("2023-12-31"),
        value: 12.5,
        unit: None,
        author: "Sở Xây dựng".to_owned(),
        source: format!("báo cáo {number}"),
        note: None,
    }
}

fn change_lineage(records: &mut Records, edit: &Edit) {
    let code = |number: usize| records.units[number % records.units.len()].code.clone();
    let record = Lineage {
        effective_on: merger(),
        from_code: code(edit.which),
        to_code: code(edit.other),
        extent: Extent::Whole,
        share: None,
        source: "1672/NQ-UBTVQH15".to_owned(),
        clause: None,
        note: None,
    };
    let known = records.lineage.len();
    records.lineage.retain(|one| one.key() != record.key());
    if records.lineage.len() == known {
        records.lineage.push(record);
    }
}

fn change_unit(records: &mut Records, edit: &Edit, land: Land) {
    let which = edit.which % records.units.len();
    match edit.other % 4 {
        0 => records.units[which].boundary = land,
        1 => records.units[which].name = format!("Đơn vị khác {}", edit.other),
        2 => records.units[which].boundary = Land::new(Vec::new()),
        _ => drop(records.units.remove(which)),
    }
}

/// What differs between records, as the store tells it; and a plan that does not differ, which it may tell as well.
fn delta(before: &Records, now: &Records) -> Delta {
    let changed = |a: &dyn Fn(&Records) -> BTreeMap<String, String>| -> Vec<String> {
        let (a, b) = (a(before), a(now));
        a.keys().chain(b.keys()).filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
    };
    let text = |thing: &dyn std::fmt::Debug| format!("{thing:?}");
    let plans = changed(&|records| records.plans.iter().map(|plan| (plan.id.clone(), text(plan))).collect());
    let areas = changed(&|records| records.areas.iter().map(|area| (area.id.clone(), text(area))).collect());
    let units = changed(&|records| records.units.iter().map(|unit| (format!("{}@{:?}", unit.code, unit.period), text(unit))).collect());
    let indicators = changed(&|records| records.observations.iter().map(|one| (one.source.clone(), one.indicator.clone())).collect());
    let moved = changed(&|records| records.lineage.iter().map(|one| (text(&one.key()), one.from_code.to_string())).collect());
    let moved = moved.iter().filter_map(|key| before.lineage.iter().chain(&now.lineage).find(|one| text(&one.key()) == *key));
    let plan = |id: &String| (id.clone(), now.plans.iter().find(|plan| plan.id == *id).cloned());
    let area = |id: &String| (id.clone(), now.areas.iter().find(|area| area.id == *id).cloned());
    let versions = |name: &String| {
        let code = plancover::domain::UnitCode::new(name.split('@').next().unwrap()).unwrap();
        let versions: Vec<UnitVersion> = now.units.iter().filter(|unit| unit.code == code).cloned().collect();
        (code, versions)
    };
    let figures = |name: &str| now.observations.iter().filter(|one| one.indicator == name).cloned().collect::<Vec<_>>();
    let noted = now.plans.last().map(|plan| plan.id.clone());
    Delta {
        revision: now.revision,
        units: units.iter().map(versions).collect(),
        areas: areas.iter().map(area).collect(),
        plans: plans.iter().chain(&noted).map(plan).collect(),
        observations: ["green", "housing"]
            .into_iter()
            .filter(|_| !indicators.is_empty())
            .map(|name| (name.to_owned(), figures(name)))
            .collect(),
        lineage: moved
            .map(|one| (one.from_code.clone(), now.lineage.iter().filter(|other| other.from_code == one.from_code).cloned().collect()))
            .collect(),
    }
}

/// All that a view holds, in words.
fn told(view: &View, extent: Rect) -> String {
    let snapshot = &view.snapshot;
    let mut text = format!(
        "{} {:x} {:?}\n{:?}\n{:?}\n",
        snapshot.revision,
        snapshot.fingerprint(),
        snapshot.timeline,
        snapshot.tiers_held(),
        snapshot.observations
    );
    writeln!(text, "{:?}", snapshot.lineage).unwrap();
    for unit in snapshot.units.iter() {
        writeln!(text, "{:?} {:?}", unit.version, unit.facts).unwrap();
    }
    for (place, entry) in snapshot.areas.iter().enumerate() {
        let shapes: Vec<_> = entry.shapes().iter().map(|shape| *shape.facts).collect();
        writeln!(text, "{:?} {shapes:?} {:?} {:?}", entry.area, entry.unresolved, snapshot.area(&entry.area.id) == Some(place)).unwrap();
    }
    for (place, entry) in snapshot.plans.iter().enumerate() {
        let shapes: Vec<_> = entry.shapes().iter().map(|shape| *shape.facts).collect();
        let found = snapshot.plan(&entry.plan.id) == Some(place);
        writeln!(text, "{:?} {:?} {shapes:?} {:?} {found}", entry.plan, entry.states, entry.unresolved).unwrap();
    }
    for step in 0..6 {
        let corner = extent.min() + Coord { x: extent.width(), y: extent.height() } * (f64::from(step) / 6.0);
        let rect = Rect::new(corner, corner + Coord { x: 0.03, y: 0.05 });
        writeln!(text, "{:?} {:?} {:?}", snapshot.units_near(rect), snapshot.plans_near(rect), snapshot.areas_near(rect)).unwrap();
    }
    for words in ["quy hoach", "khu", "khac", "01", "don vi 3"] {
        writeln!(text, "{:?}", snapshot.search(words)).unwrap();
    }
    text + &figures(view)
}

fn figures(view: &View) -> String {
    let mut text = String::new();
    for asked in [day("2023-03-01"), today(), merger()] {
        for unit in 0..view.snapshot.units.len() {
            for of in Denominator::ALL {
                writeln!(text, "{unit} {of:?} {asked} {:?}", view.coverage.figures(unit, of, asked)).unwrap();
            }
            writeln!(text, "{:?}", view.coverage.covered_by(view.snapshot.units[unit].shape(), &KINDS, asked)).unwrap();
            writeln!(text, "{:?}", view.coverage.plans_in(unit, asked)).unwrap();
        }
        let found = view.findings.on(asked);
        writeln!(text, "{:?} {:?}", found.findings, found.sliver_pairs).unwrap();
    }
    text
}

/// The first line that differs.
fn assert_same(found: &str, expected: &str) -> Result<(), TestCaseError> {
    for (found, expected) in found.lines().zip(expected.lines()) {
        prop_assert_eq!(found, expected);
    }
    prop_assert_eq!(found.lines().count(), expected.lines().count());
    Ok(())
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn a_revision_made_from_what_has_changed_is_the_one_made_from_everything(
        seed in 0..50u64,
        drawn in prop::collection::vec(drawn(), 3..9),
        rounds in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8),
    ) {
        let mut records = with_plans(district(seed), &drawn);
        let extent = records.units[0].boundary.bounding_rect().unwrap();
        prop_assert_eq!(extent, bounds(&records));
        let mut view = View::build(duplicate(&records), Thresholds::default(), None);
        for (round, edits) in rounds.iter().enumerate() {
            // Some of it has been asked before, some not.
            match round % 4 {
                0 => view.coverage.prepare(today()),
                1 => drop(figures(&view)),
                2 => drop(view.findings.on(today())),
                _ => {}
            }
            let before = duplicate(&records);
            edits.iter().for_each(|edit| apply(&mut records, edit, extent));
            records.revision += 1;
            view = view.revised(delta(&before, &records));
            if round % 2 == 0 || round + 1 == rounds.len() {
                view.coverage.prepare(today());
                let fresh = View::build(duplicate(&records), Thresholds::default(), None);
                assert_same(&told(&view, extent), &told(&fresh, extent))?;
            }
        }
    }
}

/// So many that the R-tree is made anew, and slots are used again.
#[test]
fn a_long_row_of_edits_ends_where_a_build_from_everything_does() {
    let mut records = district(3);
    let extent = bounds(&records);
    let mut view = View::build(duplicate(&records), Thresholds::default(), None);
    let land = |number: u32| {
        let corner = extent.min() + Coord { x: extent.width(), y: extent.height() } * (f64::from(number % 97) / 100.0);
        Land::new(vec![Rect::new(corner, corner + Coord { x: 0.004, y: 0.003 }).to_polygon()])
    };
    let template = records.areas[0].clone();
    for number in 0..700_u32 {
        let before = duplicate(&records);
        records.revision += 1;
        if number % 3 == 2 {
            records.areas.remove(number as usize % records.areas.len());
        } else {
            records.areas.push(Area { id: format!("new {:04}", number * 7919 % 1000), boundary: Some(land(number)), ..template.clone() });
        }
        view = view.revised(delta(&before, &records));
    }
    let fresh = View::build(records, Thresholds::default(), None);
    assert_same(&told(&view, extent), &told(&fresh, extent)).unwrap();
}
