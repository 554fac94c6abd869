//! The units that the land of a plan lies in, and what of it lies in none.

use super::super::overlay::{Part, TOUCHES_KM2};
use crate::domain::{Day, Land};
use crate::snapshot::{PlanEntry, Snapshot};

/// A plan reaches outside if at least so much of its land lies in no unit (km²) …
const LEAST_KM2: f64 = 0.01;
/// … and so large a share of it (0–1): borders of different surveys differ by that much.
const LEAST_SHARE: f64 = 0.01;

/// Where the land of a plan lies.
#[derive(Debug, Default)]
pub(super) struct Lies {
    /// The smallest units of the day that have land in it, by their places in the snapshot.
    pub(super) units: Vec<usize>,
    /// The land that lies in no unit; 0 where that is too little to tell.
    pub(super) outside_km2: f64,
}

impl Lies {
    pub(super) fn of(snapshot: &Snapshot, entry: &PlanEntry, day: Day) -> Self {
        let vintage = snapshot.vintage(day);
        let shapes = entry.shapes();
        let mut near: Vec<usize> = shapes.iter().flat_map(|shape| snapshot.units_near(shape.facts.bounds)).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&unit| vintage.unit(&snapshot.units[unit].version.code) == Some(unit) && vintage.children(unit).is_empty());
        let ended = || -> Vec<&Land> { entry.ended_parts().filter(|(on, _)| *on <= day).map(|(_, land)| land).collect() };
        let (mut units, mut inside_km2) = (Vec::new(), 0.0);
        for unit in near {
            let base = snapshot.units[unit].shape();
            let km2 = Part::near(base, shapes.clone(), ended()).map_or(0.0, |part| part.common_km2(base));
            if km2 > TOUCHES_KM2 {
                units.push(unit);
                inside_km2 += km2;
            }
        }
        let all_km2 = if ended().is_empty() { entry.area_km2().unwrap_or(0.0) } else { crate::snapshot::area_km2(&entry.land(day)) };
        let outside_km2 = all_km2 - inside_km2;
        let tells = vintage.units().next().is_some() && outside_km2 > LEAST_KM2 && outside_km2 > LEAST_SHARE * all_km2;
        Self { units, outside_km2: if tells { outside_km2 } else { 0.0 } }
    }
}
