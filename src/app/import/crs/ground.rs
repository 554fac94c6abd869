//! The boundaries that are loaded already, as ground truth: which places lie in them, and how far it is to the nearest border.

use std::collections::{HashMap, HashSet};

use geo::{Coord, Line, LineString, Point, Rect};

use crate::domain::{Land, Quality};
use crate::snapshot::Snapshot;

/// Borders are looked for within this distance (m).
pub(super) const REACH_M: f64 = 500.0;
/// The side of a cell (degrees): at least the reach, up to 60° north.
const CELL: f64 = 0.01;

/// The units of a store.
#[derive(Debug, Clone, Copy)]
pub(in crate::app::import) struct Ground<'a> {
    snapshot: &'a Snapshot,
}

impl<'a> Ground<'a> {
    pub(in crate::app::import) const fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot }
    }

    pub(super) fn is_empty(self) -> bool {
        self.snapshot.units.is_empty()
    }

    /// The share of places that lie in a unit of any day (0–1).
    pub(super) fn share(self, places: &[Point]) -> f64 {
        share(places, |place| {
            let near = self.snapshot.units_near(Rect::new(place.0, place.0));
            near.into_iter().any(|unit| self.snapshot.units[unit].shape().has(place))
        })
    }

    /// The borders near some places; those that are only sketched are left out.
    pub(super) fn borders(self, places: &[Point]) -> Borders {
        let mut wanted = HashSet::new();
        for place in places {
            let (x, y) = cell(place.0);
            wanted.extend((-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))));
        }
        let mut cells: HashMap<(i32, i32), Vec<Line>> = HashMap::new();
        let units = places_bounds(places).map(|bounds| self.snapshot.units_near(bounds)).unwrap_or_default();
        for unit in units.into_iter().map(|unit| &self.snapshot.units[unit].version).filter(|unit| unit.quality != Quality::Schematic) {
            for line in lines(&unit.boundary) {
                let ((ax, ay), (bx, by)) = (cell(line.start), cell(line.end));
                let touched = (ax.min(bx)..=ax.max(bx)).flat_map(|x| (ay.min(by)..=ay.max(by)).map(move |y| (x, y)));
                for at in touched.filter(|at| wanted.contains(at)) {
                    cells.entry(at).or_default().push(line);
                }
            }
        }
        Borders { cells }
    }
}

/// The share of places for which something holds (0–1).
#[expect(clippy::cast_precision_loss, reason = "some thousand places")]
pub(super) fn share(places: &[Point], holds: impl Fn(Point) -> bool) -> f64 {
    let count = places.iter().filter(|place| holds(**place)).count();
    if places.is_empty() { 0.0 } else { count as f64 / places.len() as f64 }
}

fn places_bounds(places: &[Point]) -> Option<Rect> {
    let around = |place: &Point| [place.0 - Coord { x: CELL, y: CELL }, place.0 + Coord { x: CELL, y: CELL }];
    geo::BoundingRect::bounding_rect(&geo::MultiPoint::from(places.iter().flat_map(around).collect::<Vec<_>>()))
}

/// Every edge of some land.
pub(super) fn lines(land: &Land) -> impl Iterator<Item = Line> + '_ {
    land.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).flat_map(LineString::lines)
}

#[expect(clippy::cast_possible_truncation, reason = "degrees by the hundredth")]
fn cell(at: Coord) -> (i32, i32) {
    ((at.x / CELL).floor() as i32, (at.y / CELL).floor() as i32)
}

/// Metres of a degree of longitude and of latitude (series of the WGS 84 ellipsoid, to a metre).
pub(in crate::app::import) fn metres(latitude: f64) -> (f64, f64) {
    let phi = latitude.to_radians();
    (111_412.88 * phi.cos() - 93.5 * (3.0 * phi).cos(), 111_132.95 - 559.85 * (2.0 * phi).cos())
}

/// Borders by cells.
#[derive(Debug)]
pub(super) struct Borders {
    cells: HashMap<(i32, i32), Vec<Line>>,
}

impl Borders {
    /// The way to the nearest border, east and north (m); `None` beyond the reach.
    pub(super) fn way(&self, from: Point) -> Option<Coord> {
        let (per_x, per_y) = metres(from.y());
        let (x, y) = cell(from.0);
        let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))).filter_map(|at| self.cells.get(&at)).flatten();
        let local = |at: Coord| Coord { x: (at.x - from.x()) * per_x, y: (at.y - from.y()) * per_y };
        let ways = near.map(|line| nearest_to_origin(local(line.start), local(line.end)));
        ways.min_by(|a, b| a.x.hypot(a.y).total_cmp(&b.x.hypot(b.y))).filter(|way| way.x.hypot(way.y) <= REACH_M)
    }

    /// The median distance from places, moved by so many metres, to the nearest border; `REACH_M` counts for "none".
    pub(super) fn median_m(&self, places: &[Point], east: f64, north: f64) -> f64 {
        let mut distances: Vec<f64> =
            places.iter().map(|place| self.way(moved(*place, east, north)).map_or(REACH_M, |way| way.x.hypot(way.y))).collect();
        distances.sort_by(f64::total_cmp);
        distances.get(distances.len() / 2).copied().unwrap_or(REACH_M)
    }
}

/// A place moved by metres.
pub(super) fn moved(place: Point, east: f64, north: f64) -> Point {
    let (per_x, per_y) = metres(place.y());
    Point::new(place.x() + east / per_x, place.y() + north / per_y)
}

fn nearest_to_origin(a: Coord, b: Coord) -> Coord {
    let along = b - a;
    let length2 = along.x * along.x + along.y * along.y;
    if length2 == 0.0 {
        return a;
    }
    let t = (-(a.x * along.x + a.y * along.y) / length2).clamp(0.0, 1.0);
    a + along * t
}
