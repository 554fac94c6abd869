//! Boundaries that lie off by the difference of two datums: VN-2000 taken for WGS 84, or the other way round.
//!
//! Boundaries of two vintages or two surveys differ by up to some 100 m, in every direction. A datum that was lost moves all of them
//! by the same 220 m. So what tells is not how far borders lie apart, but that they lie much nearer when all are moved by just that.

use geo::Point;

use super::ground::{Borders, Ground, metres, moved};
use super::propose::SAME_M;
use crate::domain::Land;
use crate::lookup::vn2000::vn2000_to_wgs84;

/// Vertices that are looked at.
const VERTICES: usize = 3000;
/// Fewer vertices than this tell nothing.
const LEAST: usize = 30;
/// Where fewer than one in so many vertices have a border near, nothing is told.
const FEWEST: usize = 10;
/// Borders that lie nearer than this as they are need no explanation (m).
const NEAR_M: f64 = 30.0;
/// Moved, they must lie nearer than this share of where they lay (0–1).
const NEARER: f64 = 0.5;

/// A shift that was found: how borders must be moved to lie on those loaded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shift {
    /// To the east (m).
    pub east: f64,
    /// To the north (m).
    pub north: f64,
    /// Median distance of the borders from those loaded, as they are (m).
    pub before_m: f64,
    /// The same when moved (m).
    pub after_m: f64,
    /// Whether it is VN-2000 taken for WGS 84, and not WGS 84 taken for VN-2000.
    pub is_vn2000: bool,
}

/// Looks for such a shift of lands against the boundaries loaded.
pub(super) fn shift(ground: Ground<'_>, lands: &[&Land]) -> Option<Shift> {
    let places = vertices(lands);
    if places.len() < LEAST || ground.is_empty() {
        return None;
    }
    let borders = ground.borders(&places);
    // Borders inside the units loaded, or far from them, have nothing to lie on.
    let near: Vec<Point> = places.iter().copied().filter(|place| borders.way(*place).is_some()).collect();
    if near.len() < LEAST || near.len() * FEWEST < places.len() {
        return None;
    }
    let places = near;
    let before_m = borders.median_m(&places, 0.0, 0.0);
    if before_m < NEAR_M {
        return None;
    }
    let (east, north) = official(places[places.len() / 2]);
    let candidates = [(true, east, north), (false, -east, -north)];
    let moved = candidates.map(|(is_vn2000, east, north)| (is_vn2000, east, north, borders.median_m(&places, east, north)));
    let (is_vn2000, east, north, after_m) = moved.into_iter().min_by(|a, b| a.3.total_cmp(&b.3))?;
    if after_m > SAME_M || after_m > NEARER * before_m {
        return None;
    }
    let (east, north) = refined(&borders, &places, east, north, after_m);
    Some(Shift { east, north, before_m, after_m, is_vn2000 })
}

/// How far the official parameters move a place from VN-2000 to WGS 84: east and north (m).
fn official(at: Point) -> (f64, f64) {
    let difference = vn2000_to_wgs84(at) - at;
    let (per_x, per_y) = metres(at.y());
    (difference.x() * per_x, difference.y() * per_y)
}

/// Some thousand vertices, evenly from all of them.
fn vertices(lands: &[&Land]) -> Vec<Point> {
    let polygons = || lands.iter().flat_map(|land| land.iter());
    let rings = || polygons().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let total: usize = rings().map(|ring| ring.0.len()).sum();
    rings().flat_map(|ring| &ring.0).step_by(total.div_ceil(VERTICES).max(1)).map(|coord| Point::from(*coord)).collect()
}

/// The shift that brings the borders nearest, by least squares of the ways that are left. A way tells only how far off a border is
/// across its own direction, so each counts with that direction.
fn refined(borders: &Borders, places: &[Point], mut east: f64, mut north: f64, median_m: f64) -> (f64, f64) {
    for _ in 0..8 {
        let (mut xx, mut xy, mut yy, mut bx, mut by) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for way in places.iter().filter_map(|place| borders.way(moved(*place, east, north))) {
            let length = way.x.hypot(way.y);
            if length > 3.0 * median_m.max(1.0) || length < 1e-6 {
                continue;
            }
            let (x, y) = (way.x / length, way.y / length);
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
            (bx, by) = (bx + x * length, by + y * length);
        }
        let determinant = xx * yy - xy * xy;
        if determinant < 1e-6 * (xx + yy).powi(2) {
            break;
        }
        let step = ((yy * bx - xy * by) / determinant, (xx * by - xy * bx) / determinant);
        (east, north) = (east + step.0, north + step.1);
        if step.0.hypot(step.1) < 0.01 {
            break;
        }
    }
    (east, north)
}
