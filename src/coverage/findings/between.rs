//! The land that two plans share, without the slivers that come of drawing one border twice.

use geo::{Area, LineString, Polygon};

use super::super::overlay::{Part, union};
use crate::domain::{Day, Land, Tier};
use crate::snapshot::{PlanEntry, area_km2};

/// A degree of latitude (m), near enough for a width.
const DEGREE_M: f64 = 111_200.0;

/// How narrow shared land may be to be taken for one border drawn twice: a polygon counts if it is at least so wide on average and
/// has at least the area of a square of that side. It follows what is drawn at the scale of the tier: a millimetre or so on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SliverTolerance {
    /// Mean width: twice the area over the length of the border (m).
    pub width_m: f64,
}

impl SliverTolerance {
    /// The tolerance for two plans of a tier.
    #[must_use]
    pub const fn of(tier: Tier) -> Self {
        let width_m = match tier {
            Tier::Regional => 100.0,
            Tier::General => 50.0,
            Tier::Zoning => 20.0,
            Tier::Detailed => 5.0,
        };
        Self { width_m }
    }

    /// Whether a polygon is a sliver.
    #[must_use]
    pub fn takes(self, polygon: &Polygon) -> bool {
        let latitude = polygon.exterior().0.first().map_or(0.0, |coord| coord.y);
        let east = DEGREE_M * latitude.to_radians().cos();
        let area_m2 = polygon.unsigned_area() * DEGREE_M * east;
        let length_m = |ring: &LineString| {
            ring.0.windows(2).map(|edge| ((edge[1].x - edge[0].x) * east).hypot((edge[1].y - edge[0].y) * DEGREE_M)).sum::<f64>()
        };
        let border_m = length_m(polygon.exterior()) + polygon.interiors().iter().map(length_m).sum::<f64>();
        area_m2 < self.width_m * self.width_m || 2.0 * area_m2 < self.width_m * border_m
    }
}

/// What two plans share.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shared {
    /// The land that counts.
    pub(super) km2: f64,
    /// There is shared land, and all of it is slivers.
    pub(super) only_slivers: bool,
}

/// The land that the territories of two plans share on a day, parts in which either has ended cut out.
pub(super) fn shared(a: &PlanEntry, b: &PlanEntry, day: Day, tolerance: SliverTolerance) -> Shared {
    let ended = || [a, b].into_iter().flat_map(PlanEntry::ended_parts).filter(|(on, _)| *on <= day).map(|(_, land)| land);
    let pieces = a.shapes().into_iter().filter_map(|piece| Some(Part::near(piece, b.shapes(), ended().collect())?.inside(piece)));
    let Some(land) = union(pieces.flatten().collect()) else { return Shared::default() };
    let (slivers, counted): (Vec<Polygon>, Vec<Polygon>) = land.into_iter().partition(|polygon| tolerance.takes(polygon));
    Shared { km2: area_km2(&Land::new(counted.clone())), only_slivers: counted.is_empty() && !slivers.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rectangle of so many metres at 21° N.
    fn rectangle(east_m: f64, north_m: f64) -> Polygon {
        let (x, y) = (106.0 + east_m / (DEGREE_M * 21_f64.to_radians().cos()), 21.0 + north_m / DEGREE_M);
        Polygon::new(LineString::from(vec![(106.0, 21.0), (x, 21.0), (x, y), (106.0, y), (106.0, 21.0)]), Vec::new())
    }

    #[test]
    fn a_strip_is_a_sliver_if_it_is_narrow_for_its_tier_however_long() {
        let strip = rectangle(5_000.0, 30.0);
        assert!(SliverTolerance::of(Tier::General).takes(&strip) && !SliverTolerance::of(Tier::Zoning).takes(&strip));
        assert!(!SliverTolerance::of(Tier::Detailed).takes(&rectangle(200.0, 6.0)));
    }

    #[test]
    fn a_block_is_a_sliver_if_it_is_small_for_its_tier() {
        assert!(SliverTolerance::of(Tier::Zoning).takes(&rectangle(15.0, 15.0)));
        assert!(!SliverTolerance::of(Tier::Zoning).takes(&rectangle(60.0, 60.0)));
    }
}
