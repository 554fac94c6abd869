//! Areas on the WGS 84 ellipsoid with geodesic edges, as `st_area(geography)` has them.
//!
//! The area between an edge and the equator is that under the line that is straight in longitude and latitude, which is the mean of
//! the authalic sine along it (Snyder 1987, eq. 3-11), and the lune between that line and the geodesic, which bends away from it by
//! the equation of geodesics on an ellipsoid of revolution. Up to some kilometres the lune is a parabola's to a hundredth of a
//! square metre. Longer edges are taken in pieces along the geodesic (Karney 2013, *Algorithms for geodesics*), very long ones and those
//! near the poles by the same author's area.

use geo::{BoundingRect, Coord, Geodesic, GeodesicArea, InterpolatePoint, LineString, Point, Polygon};

use crate::domain::Land;

/// Equatorial radius of WGS 84 (km).
const A_KM: f64 = 6378.137;
/// Eccentricity of WGS 84, squared.
const E2: f64 = 0.006_694_379_990_141_316;
/// Authalic radius of WGS 84, squared (km²): the sphere of this radius has the area of the ellipsoid.
const AUTHALIC_RADIUS_KM_2: f64 = 40_589_732.499_314_76;
/// Up to this difference in longitude or latitude an edge is short (degrees): about 5 km.
const SHORT_DEGREES: f64 = 0.05;
/// Pieces of longer edges (m).
const SHORT_M: f64 = 5000.0;
/// Longer edges are not taken in pieces, of which there would be too many (degrees).
const LONG_DEGREES: f64 = 2.0;
/// Edges farther from the equator go the exact way (degrees).
const FAR_NORTH: f64 = 80.0;

/// The area, holes left out (km²). The direction of a ring does not matter: each is taken by itself and its sign dropped, because
/// a ring of the wrong direction would otherwise stand for the rest of the Earth.
#[must_use]
pub fn area_km2(land: &Land) -> f64 {
    let Some(bounds) = land.bounding_rect() else { return 0.0 };
    let under = UnderEdges::between(bounds.min().y, bounds.max().y);
    let ring_km2 = |ring: &LineString| ring.0.windows(2).map(|edge| under.km2(edge[0], edge[1])).sum::<f64>().abs();
    let polygon_km2 = |polygon: &Polygon| ring_km2(polygon.exterior()) - polygon.interiors().iter().map(ring_km2).sum::<f64>();
    land.iter().map(polygon_km2).sum::<f64>().max(0.0)
}

/// Areas between an edge and the equator, for edges between two latitudes. It is made for many edges of one land: the functions of the
/// latitude become series around its middle.
#[derive(Debug)]
pub struct UnderEdges {
    /// The latitude half way between, and half of what lies between (degrees).
    middle: f64,
    half: f64,
    /// The authalic sine as a series of Chebyshev; `None` where the latitudes are too far apart.
    series: Option<[f64; TERMS]>,
    /// What bends an edge along a parallel and along a meridian, at the middle and by degree of latitude.
    bend: [[f64; 2]; 2],
}

/// With eight terms, two degrees of latitude are met to the last bit.
const TERMS: usize = 8;
/// Latitudes so far around their middle are taken as a series (degrees).
const MOST_HALF: f64 = 1.0;
/// Where the mean of a function between -1 and 1 is that of two values (Gauss–Legendre): exact for edges this short.
const GAUSS: f64 = 0.577_350_269_189_625_8;

impl UnderEdges {
    /// For edges between two latitudes (degrees).
    #[must_use]
    pub fn between(south: f64, north: f64) -> Self {
        let (middle, half) = (f64::midpoint(south, north), ((north - south) / 2.0).max(1e-3));
        let near = south.abs().max(north.abs()) < FAR_NORTH && half <= MOST_HALF;
        let [low, at, high] = [-0.1, 0.0, 0.1].map(|aside| bend(middle + aside));
        let bend = [0, 1].map(|way| [at[way], (high[way] - low[way]) / 0.2]);
        Self { middle, half, series: near.then(|| chebyshev(|u| authalic_sine(middle + u * half))), bend }
    }

    /// The latitude half way between (degrees).
    #[must_use]
    pub const fn middle(&self) -> f64 {
        self.middle
    }

    /// The area under an edge, negative where it runs west, or south of the equator (km²).
    #[must_use]
    pub fn km2(&self, from: Coord, to: Coord) -> f64 {
        let (east, north) = (to.x - from.x, to.y - from.y);
        if from.y.abs().max(to.y.abs()) >= FAR_NORTH || east.abs().max(north.abs()) > LONG_DEGREES {
            exact_km2(from, to)
        } else if east.abs() > SHORT_DEGREES || north.abs() > SHORT_DEGREES {
            let points: Vec<Point> = Geodesic.points_along_line(from.into(), to.into(), SHORT_M, true).collect();
            // At the antimeridian 180° may be written -180°.
            let beside = |x: f64, to: f64| {
                if x - to > 180.0 {
                    x - 360.0
                } else if to - x > 180.0 {
                    x + 360.0
                } else {
                    x
                }
            };
            let piece_km2 = |a: Point, b: Point| self.short_km2(a.0, Coord { x: beside(b.x(), a.x()), y: b.y() });
            points.windows(2).map(|piece| piece_km2(piece[0], piece[1])).sum()
        } else {
            self.short_km2(from, to)
        }
    }

    fn short_km2(&self, from: Coord, to: Coord) -> f64 {
        let (east, north) = (to.x - from.x, to.y - from.y);
        let (latitude, aside) = (f64::midpoint(from.y, to.y), GAUSS * north / 2.0);
        let sine = f64::midpoint(self.authalic_sine(latitude - aside), self.authalic_sine(latitude + aside));
        let [along_parallel, along_meridian] = match self.series {
            Some(_) => self.bend.map(|[value, by_degree]| value + by_degree * (latitude - self.middle)),
            None => bend(latitude),
        };
        let (east, north) = (east.to_radians(), north.to_radians());
        let lune = (along_parallel * east * east + along_meridian * north * north) / 12.0;
        east * (AUTHALIC_RADIUS_KM_2 * sine + lune)
    }

    fn authalic_sine(&self, latitude: f64) -> f64 {
        let Some(series) = &self.series else { return authalic_sine(latitude) };
        let u = (latitude - self.middle) / self.half;
        // Clenshaw's recurrence.
        let (b1, b2) = series[1..].iter().rev().fold((0.0, 0.0), |(b1, b2), term| (2.0 * u * b1 - b2 + term, b1));
        u * b1 - b2 + series[0]
    }
}

/// The terms of a function between -1 and 1, from its values at the zeros of the next Chebyshev polynomial.
#[expect(clippy::cast_precision_loss, reason = "there are eight")]
fn chebyshev(value: impl Fn(f64) -> f64) -> [f64; TERMS] {
    let count = TERMS as f64;
    let angle = |index: usize| std::f64::consts::PI * (index as f64 + 0.5) / count;
    let values: [f64; TERMS] = std::array::from_fn(|index| value(angle(index).cos()));
    std::array::from_fn(|term| {
        let sum: f64 = values.iter().enumerate().map(|(index, value)| value * (term as f64 * angle(index)).cos()).sum();
        sum * if term == 0 { 1.0 } else { 2.0 } / count
    })
}

/// The sine of the authalic latitude: sin ξ = q/qₚ (Snyder 1987, eq. 3-11, 3-12).
fn authalic_sine(latitude: f64) -> f64 {
    let q = |sine: f64| {
        let e = E2.sqrt();
        (1.0 - E2) * (sine / (1.0 - E2 * sine * sine) + (e * sine).atanh() / e)
    };
    q(latitude.to_radians().sin()) / q(1.0)
}

/// How much the area gains where an edge bends as a geodesic, by its extent along the parallel and along the meridian (km²).
///
/// With radii M along the meridian and r of the parallel, a geodesic φ(λ) obeys φ″ = −r sin φ / M − φ′² (2 M sin φ / r + M′ / M), and a
/// parabola of that φ″ over Δλ encloses −φ″ Δλ³ / 12, which an area of M r makes (−φ″ M r) Δλ³ / 12.
fn bend(latitude: f64) -> [f64; 2] {
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let w = 1.0 - E2 * sine * sine;
    let (meridian, parallel) = (A_KM * (1.0 - E2) / (w * w.sqrt()), A_KM / w.sqrt() * cosine);
    let meridian_by_latitude = 3.0 * E2 * sine * cosine * meridian / w;
    [parallel * parallel * sine, 2.0 * meridian * meridian * sine + parallel * meridian_by_latitude]
}

/// Another exact way, for edges that are very long or far from the equator; the library takes it from the area of the Earth, which leaves a tenth of a square
/// metre in doubt.
fn exact_km2(from: Coord, to: Coord) -> f64 {
    let ring = LineString::new(vec![from, to, Coord { x: to.x, y: 0.0 }, Coord { x: from.x, y: 0.0 }, from]);
    // Clockwise if the edge runs east and north of the equator.
    -Polygon::new(ring, Vec::new()).geodesic_area_signed() / 1e6
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

    /// Oracle: `-Geod(ellps='WGS84').polygon_area_perimeter([106.7, x, x, 106.7], [latitude, y, 0, 0])[0] / 1e6` in pyproj (GeographicLib).
    #[test]
    #[expect(clippy::unreadable_literal, reason = "as the oracle prints them")]
    fn an_edge_has_the_area_of_geographiclib_to_a_hundredth_of_a_square_metre() {
        let rows = [
            (-45.0, 106.701, -44.9995, -499.8066144332577),
            (-45.0, 106.687, -44.96, 6495.236266226502),
            (-45.0, 106.75, -45.0, -24990.441050641588),
            (-45.0, 107.4, -45.4, -351095.13143036084),
            (0.03, 106.701, 0.0305, 0.3723494135784284),
            (0.03, 106.687, 0.07, -8.000896391758898),
            (0.03, 106.75, 0.03, 18.463608477515056),
            (0.03, 107.4, -0.37, -1464.804871981819),
            (8.5, 106.701, 8.5005, 104.25696181711746),
            (8.5, 106.687, 8.54, -1358.467067700913),
            (8.5, 106.75, 8.5, 5212.696198682264),
            (8.5, 107.4, 8.1, 71273.78640214629),
            (21.8, 106.701, 21.8005, 262.0742944239362),
            (21.8, 106.687, 21.84, -3409.905617401031),
            (21.8, 106.75, 21.8, 13103.572318829329),
            (21.8, 107.4, 21.4, 181849.01324949978),
            (50.0, 106.701, 50.0005, 541.6808052500932),
            (50.0, 106.687, 50.04, -7043.897979879278),
            (50.0, 106.75, 50.0, 27083.941295214525),
            (50.0, 107.4, 49.6, 378060.72597178194),
        ];
        for (latitude, x, y, expected) in rows {
            let under = UnderEdges::between(latitude - 0.5, latitude + 0.5);
            let found = under.km2(Coord { x: 106.7, y: latitude }, Coord { x, y });
            // An edge of 90 km is known to a square metre.
            let tolerance_km2 = if x - 106.7 > SHORT_DEGREES { 1e-6 } else { 1e-8 };
            assert!((found - expected).abs() < tolerance_km2, "{latitude} {x} {y}: {found} {expected}");
        }
    }

    #[test]
    fn a_land_has_the_area_of_the_exact_way() {
        for (latitude, radius, vertices) in
            [(21.8, 0.05, 400), (21.8, 0.9, 900), (21.8, 4.0, 900), (8.5, 0.02, 60), (-35.0, 0.1, 200), (0.0, 0.2, 9), (82.0, 0.1, 300)]
        {
            let ring = wavy((106.7, latitude), radius, vertices);
            let polygon = Polygon::new(ring, Vec::new());
            let exact = polygon.geodesic_area_signed().abs() / 1e6;
            let found = area_km2(&Land::new(vec![polygon]));
            assert!((found / exact - 1.0).abs() < 1e-9, "{latitude} {radius} {vertices}: {found} {exact}");
        }
    }
}
