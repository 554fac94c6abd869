//! Fewer vertices for small screens.

use geo::{Area, SimplifyVwPreserve};

use crate::domain::Land;

/// Metres of a degree of latitude.
const METRES_OF_DEGREE: f64 = 111_320.0;

/// Land without the vertices whose triangle with their neighbours is smaller than half the square of so many metres (Visvalingam and
/// Whyatt 1993). No ring comes to cross itself. Pieces that would vanish stay as they are.
pub(super) fn simplified(land: &Land, metres: f64) -> Land {
    let epsilon = 0.5 * (metres / METRES_OF_DEGREE).powi(2);
    let polygons = land.iter().map(|polygon| {
        let simple = polygon.simplify_vw_preserve(epsilon);
        if simple.exterior().0.len() >= 4 && simple.unsigned_area() > 0.0 { simple } else { polygon.clone() }
    });
    Land::new(polygons.collect())
}
