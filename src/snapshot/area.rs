//! Areas on the WGS 84 ellipsoid with geodesic edges, as `st_area(geography)` has them.
//!
//! An edge of up to two kilometres is taken on the authalic sphere, where areas are those of the ellipsoid: under it lies the part
//! of the sphere down to the equator, which has a closed form (Karney 2013, *Algorithms for geodesics*, eq. 62, with the
//! authalic latitude ξ for β). The geodesic and the great circle then differ by some 10⁻⁹ of the area. Longer edges go the exact
//! way (Karney 2013, section 6), which costs much more.

use geo::{Coord, GeodesicArea, LineString, Polygon};

use crate::domain::Land;

/// Eccentricity of WGS 84, squared.
const E2: f64 = 0.006_694_379_990_141_316;
/// Authalic radius of WGS 84, squared (km²): the sphere of this radius has the area of the ellipsoid.
const AUTHALIC_RADIUS_KM_2: f64 = 40_589_732.499_314_76;
/// Up to this difference in longitude or latitude an edge is short (degrees): about 2 km. The error grows with the third power of the
/// length and is below a square metre here.
const SHORT_DEGREES: f64 = 0.02;

/// Edges farther from the equator go the exact way (degrees).
const FAR_NORTH: f64 = 80.0;

/// The area, holes left out (km²). The direction of a ring does not matter: each is taken by itself and its sign dropped, because
/// a ring of the wrong direction would otherwise stand for the rest of the Earth.
#[must_use]
pub fn area_km2(land: &Land) -> f64 {
    let polygon_km2 = |polygon: &Polygon| ring_km2(polygon.exterior()) - polygon.interiors().iter().map(ring_km2).sum::<f64>();
    land.iter().map(polygon_km2).sum::<f64>().max(0.0)
}

fn ring_km2(ring: &LineString) -> f64 {
    let short = |a: &Coord, b: &Coord| (a.x - b.x).abs() <= SHORT_DEGREES && (a.y - b.y).abs() <= SHORT_DEGREES;
    let far_from_poles = ring.0.iter().all(|c| c.y.abs() < FAR_NORTH);
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

/// Areas between an edge and the equator, for edges between two latitudes, as [`area_km2`] has them. It is made for many edges of a
/// small land: the latitudes' transcendental functions become one series.
#[derive(Debug)]
pub struct UnderEdges {
    middle: f64,
    half: f64,
    /// tan(ξ/2) at the nodes of Chebyshev, as Newton's divided differences; `None` where the latitudes are too far apart.
    series: Option<[f64; NODES]>,
}

/// With eight nodes, two degrees of latitude are met to the last bit.
const NODES: usize = 8;
/// Latitudes so far around their middle are taken as a series (degrees).
const MOST_HALF: f64 = 1.0;

fn node(index: usize) -> f64 {
    const ROOTS: [f64; NODES] = [
        -0.980_785_280_403_230_4,
        -0.831_469_612_302_545_2,
        -0.555_570_233_019_602_2,
        -0.195_090_322_016_128_3,
        0.195_090_322_016_128_3,
        0.555_570_233_019_602_2,
        0.831_469_612_302_545_2,
        0.980_785_280_403_230_4,
    ];
    ROOTS[index]
}

impl UnderEdges {
    /// For edges between two latitudes (degrees).
    #[must_use]
    pub fn between(south: f64, north: f64) -> Self {
        let (middle, half) = (f64::midpoint(south, north), ((north - south) / 2.0).max(1e-3));
        let far = south.abs().max(north.abs()) >= FAR_NORTH || half > MOST_HALF;
        Self { middle, half, series: (!far).then(|| divided_differences(|u| half_tangent(middle + u * half))) }
    }

    /// The latitude half way between (degrees).
    #[must_use]
    pub const fn middle(&self) -> f64 {
        self.middle
    }

    /// The area under an edge, negative where it runs west, or south of the equator (km²).
    #[must_use]
    pub fn km2(&self, from: Coord, to: Coord) -> f64 {
        let short = (from.x - to.x).abs() <= SHORT_DEGREES && (from.y - to.y).abs() <= SHORT_DEGREES;
        if !short || from.y.abs().max(to.y.abs()) >= FAR_NORTH {
            return under_km2(from, to);
        }
        let (a, b) = (self.half_tangent(from.y), self.half_tangent(to.y));
        // Of a few thousandths, so that two terms of tan and arctan are enough.
        let half = (to.x - from.x).to_radians() / 2.0;
        let z = half * (1.0 + half * half / 3.0) * (a + b) / (1.0 + a * b);
        2.0 * z * (1.0 - z * z / 3.0) * AUTHALIC_RADIUS_KM_2
    }

    fn half_tangent(&self, latitude: f64) -> f64 {
        let Some(series) = &self.series else { return half_tangent(latitude) };
        let u = (latitude - self.middle) / self.half;
        series.iter().enumerate().rev().fold(0.0, |sum, (index, difference)| sum * (u - node(index)) + difference)
    }
}

fn divided_differences(value: impl Fn(f64) -> f64) -> [f64; NODES] {
    let mut differences: [f64; NODES] = std::array::from_fn(|index| value(node(index)));
    for order in 1..NODES {
        for index in (order..NODES).rev() {
            differences[index] = (differences[index] - differences[index - 1]) / (node(index) - node(index - order));
        }
    }
    differences
}

/// The exact way, for edges that are long or far from the equator.
fn under_km2(from: Coord, to: Coord) -> f64 {
    let ring = LineString::new(vec![from, to, Coord { x: to.x, y: 0.0 }, Coord { x: from.x, y: 0.0 }, from]);
    // Clockwise if the edge runs east and north of the equator.
    -Polygon::new(ring, Vec::new()).geodesic_area_signed() / 1e6
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
    fn the_areas_under_the_edges_of_a_ring_are_its_area() {
        for (latitude, radius, vertices) in
            [(21.8, 0.05, 400), (21.8, 0.9, 900), (8.5, 0.02, 60), (-35.0, 0.1, 200), (0.0, 0.2, 9), (82.0, 0.1, 300)]
        {
            let ring = wavy((106.7, latitude), radius, vertices);
            let under = UnderEdges::between(latitude - 1.3 * radius, latitude + 1.3 * radius);
            let sum: f64 = ring.0.windows(2).map(|edge| under.km2(edge[0], edge[1])).sum();
            let exact = Polygon::new(ring.clone(), Vec::new()).geodesic_area_signed().abs() / 1e6;
            // The ring runs counterclockwise, so that its upper edges run west.
            assert!((-sum / exact - 1.0).abs() < 2e-8, "{latitude} {radius} {vertices}: {sum} {exact}");
            assert!((-sum / ring_km2(&ring) - 1.0).abs() < 1e-9);
        }
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
