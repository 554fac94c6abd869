//! Which features go with the tiles of a unit, so that a reader without a network can tell what is planned there.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::app::{Column, Map, Span, Subject};
use crate::config::layers::{Layer, Source};
use crate::domain::Day;

/// One file of features: its name, and what it holds of which layers.
#[derive(Debug)]
pub struct DistrictFile {
    /// `units`, `plans` or `areas`.
    pub name: &'static str,
    /// Layers by their places in the declaration, each with its features, ascending by identifier.
    pub parts: Vec<(usize, Vec<Subject>)>,
}

impl DistrictFile {
    /// Every feature, in order.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> + '_ {
        self.parts.iter().flat_map(|(_, subjects)| subjects.iter().copied())
    }
}

/// The features of a unit on a day: the unit with those it belongs to and those below it; the plans, of any state that has begun, and the
/// areas that have land in it.
#[must_use]
pub fn district_files(map: &Map, unit: usize, day: Day) -> [DistrictFile; 3] {
    let view = map.view.as_ref();
    let vintage = view.snapshot.vintage(day);
    let mut units = vintage.chain(unit);
    units.extend(below(map, unit, day));
    let plans = view.coverage.plans_in(unit, day);
    let areas = view.coverage.areas_in(unit, day);
    let is_near = |subject: Subject| match subject {
        Subject::Unit(index) => units.contains(&index),
        Subject::Plan(index) => plans.contains(&index),
        Subject::Area(index) => areas.contains(&index),
        Subject::Gap(..) => false,
    };
    let part = |(place, layer): (usize, &Layer)| {
        let held = map.held(layer.source, &Span::of_day(day));
        (place, held.subjects.iter().copied().filter(|subject| is_near(*subject)).collect::<Vec<_>>())
    };
    let parts = |of: fn(Source) -> bool| {
        let layers = map.declared().iter().enumerate().filter(|(_, layer)| !layer.points && of(layer.source));
        layers.map(part).filter(|(_, subjects)| !subjects.is_empty()).collect::<Vec<_>>()
    };
    [
        DistrictFile { name: "units", parts: parts(|source| matches!(source, Source::Units(_))) },
        DistrictFile { name: "plans", parts: parts(|source| source == Source::Plans) },
        DistrictFile { name: "areas", parts: parts(|source| source == Source::Areas) },
    ]
}

/// Changes when a feature of the unit does, in its attributes or its land: the unit, those below it, its plans and areas. What lies around
/// it, and the figures of the units it belongs to, do not count: they change with every edit of the province.
#[must_use]
pub fn district_mark(map: &Map, unit: usize, day: Day) -> u64 {
    let (view, mut hasher) = (map.view.as_ref(), DefaultHasher::new());
    let above = view.snapshot.vintage(day).chain(unit);
    let counts = |subject: Subject| !matches!(subject, Subject::Unit(index) if index != unit && above.contains(&index));
    for file in district_files(map, unit, day) {
        for (place, subjects) in file.parts {
            let layer = &map.declared()[place];
            let columns: Vec<Column> = layer.keys().into_iter().map(Column::named).collect();
            layer.id.hash(&mut hasher);
            for subject in subjects.into_iter().filter(|subject| counts(*subject)) {
                (subject.id(&view.snapshot), map.land_key(subject, day)).hash(&mut hasher);
                let day = subject.day(&view.snapshot, day);
                columns.iter().for_each(|column| format!("{:?}", column.value(view, subject, day)).hash(&mut hasher));
            }
        }
    }
    hasher.finish()
}

fn below(map: &Map, unit: usize, day: Day) -> Vec<usize> {
    let vintage = map.view.snapshot.vintage(day);
    let mut all = vintage.children(unit).to_vec();
    let mut next = 0;
    while let Some(&one) = all.get(next) {
        all.extend_from_slice(vintage.children(one));
        next += 1;
    }
    all
}
