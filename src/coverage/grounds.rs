//! The land of areas as pieces that share none: areas that lie on each other are dissolved, so that land counts once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use geo::orient::{Direction, Orient};
use geo::{Intersects, Rect, unary_union};

use super::clip::common;
use crate::domain::Land;
use crate::snapshot::{Facts, Shape, Snapshot};

/// A piece of land on which figures rest.
#[derive(Debug)]
pub(super) struct Ground {
    land: Land,
    facts: Facts,
}

impl Ground {
    fn of(land: Land) -> Option<Self> {
        Facts::of(&land, &HashMap::new()).filter(|facts| facts.area_km2 > 0.0).map(|facts| Self { land, facts })
    }

    pub(super) fn shape(&self) -> Shape<'_> {
        Shape { land: &self.land, facts: &self.facts }
    }
}

/// Of which areas, inside which units (none: everywhere).
type Key = (Vec<usize>, Vec<usize>);

/// The lands asked for so far.
#[derive(Debug, Default)]
pub(super) struct Grounds(Mutex<HashMap<Key, Arc<[Ground]>>>);

impl Grounds {
    /// The land of areas inside the units, which must not share land; without units, all of it.
    pub(super) fn of(&self, snapshot: &Snapshot, areas: &[usize], within: &[usize]) -> Arc<[Ground]> {
        let key = (areas.to_vec(), within.to_vec());
        let known = |grounds: &Self| grounds.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known(self) {
            return known;
        }
        // Two that ask at once both compute; the result is the same.
        let made: Arc<[Ground]> = match within {
            [] => clusters(snapshot, areas).into_iter().filter_map(|areas| Ground::of(land(snapshot, &areas))).collect(),
            units => inside(snapshot, &self.of(snapshot, areas, &[]), units),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        made
    }
}

fn inside(snapshot: &Snapshot, grounds: &[Ground], units: &[usize]) -> Arc<[Ground]> {
    let units = units.iter().map(|&unit| snapshot.units[unit].shape());
    units.flat_map(|unit| grounds.iter().filter_map(move |ground| Ground::of(common(ground.shape(), unit)))).collect()
}

/// One area keeps its shape to the last bit, so that a plan or a unit of that shape needs no overlay.
fn land(snapshot: &Snapshot, areas: &[usize]) -> Land {
    match areas {
        [one] => snapshot.areas[*one].land(),
        several => unary_union(&several.iter().map(|&area| snapshot.areas[area].land().orient(Direction::Default)).collect::<Vec<_>>()),
    }
}

/// Areas in groups whose rectangles touch, directly or by others; rectangles of different groups share no land.
fn clusters(snapshot: &Snapshot, areas: &[usize]) -> Vec<Vec<usize>> {
    let mut clusters: Vec<(Vec<Rect>, Vec<usize>)> = Vec::new();
    for &area in areas {
        let Some(bounds) = snapshot.areas[area].bounds() else { continue };
        let touches = |cluster: &(Vec<Rect>, Vec<usize>)| cluster.0.iter().any(|other| other.intersects(&bounds));
        let (near, mut apart): (Vec<_>, Vec<_>) = clusters.into_iter().partition(touches);
        let merged = near.into_iter().fold((vec![bounds], vec![area]), |mut all, (rects, areas)| {
            all.0.extend(rects);
            all.1.extend(areas);
            all
        });
        apart.push(merged);
        clusters = apart;
    }
    clusters.into_iter().map(|(_, mut areas)| (areas.sort_unstable(), areas).1).collect()
}
