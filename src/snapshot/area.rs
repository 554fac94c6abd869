//! Areas on the WGS 84 ellipsoid with geodesic edges, as `st_area(geography)` has them.
//!
//! An edge of a few kilometres is taken on the authalic sphere, where areas are those of the ellipsoid: under it lies the part
//! of the sphere down to the equator, which has a closed form (Karney 2013, *Algorithms for geodesics*, eq. 62, with the
//! authalic latitude ξ for β). The geodesic and the great circle then differ by some 10⁻⁹ of the area. Longer edges go the exact
//! way (Karney 2013, section 6), which costs much more.

use geo::{Coord, GeodesicArea, LineString, Polygon};

use crate::domain::Land;

/// Eccentricity of WGS 84, squared.
const E2: f64 = 0.006_694_379_990_141_316;
/// Authalic radius of WGS 84, squared (km²): the sphere of this radius has the area of the ellipsoid.
const AUTHALIC_RADIUS_KM_2: f64 = 40_589_732.499_314_76;
/// Up to this difference in longitude or latitude an edge is short (degrees): about 5 km.
const SHORT_DEGREES: f64 = 0.05;

/// The area, holes left out (km²). The direction of a ring does not matter: each is taken by itself and its sign dropped, because
/// a ring of the wrong direction would otherwise stand for the rest of the Earth.
#[must_use]
pub fn area_km2(land: &Land) -> f64 {
    let polygon_km2 = |polygon: &Polygon| ring_km2(polygon.exterior()) - polygon.interiors().iter().map(ring_km2).sum::<f64>();
    land.iter().map(polygon_km2).sum::<f64>().max(0.0)
}

fn ring_km2(ring: &LineString) -> f64 {
    let short = |a: &Coord, b: &Coord| (a.x - b.x).abs() <= SHORT_DEGREES && (a.y - b.y).abs() <= SHORT_DEGREES;
    let far_from_poles = ring.0.iter().all(|c| c.y.abs() < 80.0);
    if far_from_poles && ring.0.windows(2).all(|edge| short(&edge[0], &edge[1])) {
        return authalic_km2(&ring.0);
    }
    Polygon::new(ring.clone(), Vec::new()).geodesic_area_signed().abs() / 1e6
}

fn authalic_km2(ring: &[Coord]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let (mut before_x, mut before_t) = (first.x, half_tangent(first.y));
    let mut excess = 0.0;
    for coord in &ring[1..] {
        let t = half_tangent(coord.y);
        let half_longitude = ((coord.x - before_x).to_radians() / 2.0).tan();
        excess += 2.0 * (half_longitude * (before_t + t) / (1.0 + before_t * t)).atan();
        (before_x, before_t) = (coord.x, t);
    }
    excess.abs() * AUTHALIC_RADIUS_KM_2
}

/// tan(ξ/2) of the authalic latitude ξ: sin ξ = q/qₚ (Snyder 1987, eq. 3-11, 3-12).
fn half_tangent(latitude: f64) -> f64 {
    let sine = q(latitude.to_radians().sin()) / q(1.0);
    sine / (1.0 + (1.0 - sine * sine).max(0.0).sqrt())
}

fn q(sine: f64) -> f64 {
    let e = E2.sqrt();
    (1.0 - E2) * (sine / (1.0 - E2 * sine * sine) + (e * sine).atanh() / e)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wavy ring around a centre, of this many vertices and mean radius in degrees.
    fn wavy(centre: (f64, f64), radius: f64, vertices: u32) -> LineString {
        let vertex = |index: u32| {
            let angle = std::f64::consts::TAU * f64::from(index) / f64::from(vertices);
            let r = radius * (1.0 + 0.3 * (5.0 * angle).sin() + 0.05 * (41.0 * angle).cos());
            (centre.0 + r * angle.cos(), centre.1 + r * angle.sin())
        };
        let mut ring: Vec<(f64, f64)> = (0..vertices).map(vertex).collect();
        ring.push(ring[0]);
        LineString::from(ring)
    }

    #[test]
    fn the_authalic_radius_is_that_of_the_ellipsoid() {
        let a_km: f64 = 6378.137;
        assert!((a_km * a_km / 2.0 * q(1.0) / AUTHALIC_RADIUS_KM_2 - 1.0).abs() < 1e-14);
    }

    #[test]
    fn short_edges_give_the_area_of_the_exact_way() {
        for (latitude, radius, vertices) in
            [(21.8, 0.05, 400), (21.8, 0.3, 400), (8.5, 0.02, 60), (-35.0, 0.1, 200), (60.0, 0.05, 300), (0.0, 0.2, 300)]
        {
            let ring = wavy((106.7, latitude), radius, vertices);
            let exact = Polygon::new(ring.clone(), Vec::new()).geodesic_area_signed().abs() / 1e6;
            assert!(ring.0.windows(2).all(|edge| (edge[0].x - edge[1].x).abs() <= SHORT_DEGREES));
            let ratio = authalic_km2(&ring.0) / exact - 1.0;
            assert!(ratio.abs() < 2e-8, "{latitude} {radius} {vertices}: {ratio:e}");
        }
    }
}
