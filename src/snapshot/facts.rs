//! What is known of a piece of land without looking at it again: a hash of its shape, bounds, area, a point inside.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use geo::{BoundingRect, CoordsIter, Point, Polygon, Rect};

use super::area_km2;
use crate::domain::Land;

/// Facts of one piece of land, computed once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// Equal for shapes that are equal to the last bit, whatever unit or plan they belong to.
    pub hash: u64,
    /// The least rectangle around it (degrees).
    pub bounds: Rect,
    /// Its area on the ellipsoid.
    pub area_km2: f64,
    /// A point inside it, for a label or a marker.
    pub point: Point,
    /// Number of coordinates.
    pub vertices: usize,
}

impl Facts {
    /// The facts of a piece of land, taken from `known` if a shape equal to the last bit has been seen before; `None` for empty land.
    #[must_use]
    pub fn of(land: &Land, known: &HashMap<u64, Self>) -> Option<Self> {
        let hash = shape_hash(land);
        if let Some(facts) = known.get(&hash) {
            return Some(*facts);
        }
        let bounds = land.bounding_rect()?;
        let point = point_inside(land).unwrap_or_else(|| bounds.center().into());
        Some(Self { hash, bounds, area_km2: area_km2(land), point, vertices: land.coords_count() })
    }
}

/// Equal for land that is equal to the last bit: the same rings, the same vertices in the same order.
#[must_use]
pub fn shape_hash(land: &Land) -> u64 {
    let mut hasher = DefaultHasher::new();
    for polygon in land {
        hasher.write_usize(polygon.interiors().len());
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            hasher.write_usize(ring.0.len());
            for coord in &ring.0 {
                hasher.write_u64(coord.x.to_bits());
                hasher.write_u64(coord.y.to_bits());
            }
        }
    }
    hasher.finish()
}

/// The middle of the widest stretch of land on the parallel half way up the polygon with the largest rectangle; linear in its vertices.
fn point_inside(land: &Land) -> Option<Point> {
    let size = |polygon: &&Polygon| polygon.bounding_rect().map_or(0.0, |rect| rect.width() * rect.height());
    let polygon = land.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let latitude = polygon.bounding_rect()?.center().y;
    let mut crossings: Vec<f64> = std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .flat_map(|ring| ring.0.windows(2))
        .filter(|edge| (edge[0].y > latitude) != (edge[1].y > latitude))
        .map(|edge| edge[0].x + (latitude - edge[0].y) / (edge[1].y - edge[0].y) * (edge[1].x - edge[0].x))
        .collect();
    crossings.sort_by(f64::total_cmp);
    let widest = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    Some(Point::new(f64::midpoint(widest[0], widest[1]), latitude))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, polygon};

    fn square(reversed: bool) -> Land {
        let mut ring = vec![(106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 22.0), (106.0, 21.0)];
        if reversed {
            ring.reverse();
        }
        Land::new(vec![Polygon::new(ring.into(), Vec::new())])
    }

    /// Oracle: `select st_area('polygon((106 21,107 21,107 22,106 22,106 21))'::geography)` in PostGIS 3.3.2: 11473232814.1745 m².
    #[test]
    fn the_area_of_a_square_degree_is_that_of_postgis_in_either_direction() {
        for reversed in [false, true] {
            let area = area_km2(&square(reversed));
            assert!((area / 11_473.232_814_174_5 - 1.0).abs() < 1e-9, "{area}");
        }
        assert!((area_km2(&square(false)) - area_km2(&square(true))).abs() < 1e-9);
    }

    #[test]
    fn a_hole_is_not_counted_and_changes_the_hash() {
        let with_hole = Land::new(vec![polygon![
            exterior: [(x: 106.0, y: 21.0), (x: 107.0, y: 21.0), (x: 107.0, y: 22.0), (x: 106.0, y: 22.0)],
            interiors: [[(x: 106.4, y: 21.4), (x: 106.4, y: 21.6), (x: 106.6, y: 21.6), (x: 106.6, y: 21.4)]],
        ]]);
        let none = HashMap::new();
        let (whole, holed) = (Facts::of(&square(false), &none).unwrap(), Facts::of(&with_hole, &none).unwrap());
        assert!(holed.area_km2 < whole.area_km2 * 0.97 && holed.area_km2 > whole.area_km2 * 0.95);
        assert_ne!(whole.hash, holed.hash);
        assert!(with_hole.contains(&holed.point), "{:?}", holed.point);
        assert_eq!(Facts::of(&Land::new(Vec::new()), &none), None);
    }
}
