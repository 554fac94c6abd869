//! A place to try a look-up with, in what is loaded: chosen the same way each time, and said by name, position and corners of a parcel.

use geo::{Coord, Intersects, Point};

use super::vn2000::PlaneCrs;
use crate::domain::{Day, PlanState, Quality, Tier};
use crate::snapshot::Snapshot;

/// The longest side of a parcel that is tried (m), then halves of it.
const SIDE: f64 = 40.0;
/// The shortest.
const LEAST_SIDE: f64 = 4.0;

/// A place to try a look-up with.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The smallest unit there, by its place in the snapshot.
    pub unit: usize,
    /// A position inside it.
    pub position: Point,
    /// The corners of a parcel around the position, within the unit: easting and northing (m) on the system asked for.
    pub corners: Option<[(f64, f64); 4]>,
}

/// A place to try a look-up with on a day: where the first plan in force by identifier has its land, rather one that is not made up and
/// of a tier below the regional; without one, in the unit in the middle of the list of the smallest. `None` where there is no unit.
#[must_use]
pub fn example(snapshot: &Snapshot, day: Day, crs: Option<PlaneCrs>) -> Option<Example> {
    let (unit, position) = planned(snapshot, day).or_else(|| middle(snapshot, day))?;
    Some(Example { unit, position, corners: crs.and_then(|crs| corners(snapshot, unit, position, crs)) })
}

fn planned(snapshot: &Snapshot, day: Day) -> Option<(usize, Point)> {
    let in_force = snapshot.plans.iter().filter(|entry| matches!(entry.state(day), PlanState::InForce { .. }));
    let rank = |made_up: bool, tier: Option<Tier>| (made_up, tier.is_none_or(|tier| tier <= Tier::Regional));
    let places = in_force.filter_map(|entry| {
        let point = entry.shapes().first()?.facts.point;
        Some((rank(entry.plan.quality == Quality::Illustrative, entry.plan.kind.tier()), point))
    });
    let (_, point) = places.min_by_key(|(rank, _)| *rank)?;
    let unit = *snapshot.units_at(point, day).last()?;
    Some((unit, rounded(snapshot, unit, point, day)))
}

fn middle(snapshot: &Snapshot, day: Day) -> Option<(usize, Point)> {
    let vintage = snapshot.vintage(day);
    let smallest: Vec<usize> = vintage.units().filter(|&unit| vintage.children(unit).is_empty()).collect();
    let unit = *smallest.get(smallest.len() / 2)?;
    Some((unit, rounded(snapshot, unit, snapshot.units[unit].facts.point, day)))
}

/// The position with five decimals (1 m), if that lies in the same unit.
fn rounded(snapshot: &Snapshot, unit: usize, point: Point, day: Day) -> Point {
    let short = Point::new((point.x() * 1e5).round() / 1e5, (point.y() * 1e5).round() / 1e5);
    if snapshot.units_at(short, day).last() == Some(&unit) { short } else { point }
}

/// A square around the position, as large as fits into the unit, with corners to the centimetre.
fn corners(snapshot: &Snapshot, unit: usize, position: Point, crs: PlaneCrs) -> Option<[(f64, f64); 4]> {
    let boundary = &snapshot.units[unit].version.boundary;
    let (east, north) = crs.from_wgs84(position);
    let cm = |metres: f64| (metres * 100.0).round() / 100.0;
    let square = |side: f64| {
        let half = side / 2.0;
        [(-half, -half), (half, -half), (half, half), (-half, half)].map(|(x, y)| (cm(east + x), cm(north + y)))
    };
    let inside = |(x, y): &(f64, f64)| crs.to_wgs84(*x, *y).is_ok_and(|point| boundary.intersects(&Coord { x: point.x(), y: point.y() }));
    let sides = std::iter::successors(Some(SIDE), |side| Some(side / 2.0)).take_while(|side| *side >= LEAST_SIDE);
    sides.map(square).find(|corners| corners.iter().all(inside))
}
