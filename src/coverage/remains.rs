//! Gaps: the land of a unit that no plan in force covers, and the slivers that are not worth showing.

use std::borrow::Cow;
use std::sync::Arc;

use geo::{CoordsIter, LineString, Polygon};

use super::ledger::{Coverage, Denominator};
use super::overlay::{Covered, TOUCHES_KM2};
use crate::domain::{Day, Land, Tier};
use crate::snapshot::{Shape, area_km2};

/// What is too small to be called a gap: borders of two vintages, or of a drawing and a unit, are never the same to the metre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slivers {
    /// Parts of less area are left out (m²); at least 1, because an overlay leaves crumbs of less.
    pub tolerance_m2: f64,
    /// Parts that are thinner on average are left out (m): twice the area over the perimeter.
    pub min_width_m: f64,
}

impl Default for Slivers {
    fn default() -> Self {
        Self { tolerance_m2: 1000.0, min_width_m: 5.0 }
    }
}

/// The land of one unit that no plan of a tier in force covers.
#[derive(Debug, Clone)]
pub struct Gap<'a> {
    base: &'a Land,
    remains: Arc<Remains>,
    left_out: Slivers,
    /// Its area, slivers left out.
    pub area_km2: f64,
    /// The area that the gap is a part of: of the unit, or of its construction land.
    pub base_km2: f64,
    /// The land, slivers and all, that is covered by plans being prepared.
    pub preparing_km2: f64,
    /// How many slivers were left out; crumbs of less than 1 m² are no slivers.
    pub slivers: usize,
    /// Their area together.
    pub slivers_km2: f64,
}

impl<'a> Gap<'a> {
    /// Its land, slivers left out.
    #[must_use]
    pub fn land(&self) -> Cow<'a, Land> {
        match self.remains.as_ref() {
            Remains::Whole => Cow::Borrowed(self.base),
            Remains::Parts(parts) => {
                let kept = parts.iter().filter(|part| !part.is_sliver(&self.left_out));
                Cow::Owned(kept.map(|part| part.polygon.clone()).collect())
            }
        }
    }

    /// Whether it is all of the unit.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(*self.remains, Remains::Whole)
    }

    /// Whether it is slivers only.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area_km2 <= 0.0
    }

    /// The share (0–100) that is covered by plans being prepared.
    #[must_use]
    pub fn preparing_percent(&self) -> f64 {
        (100.0 * self.preparing_km2 / (self.area_km2 + self.slivers_km2)).clamp(0.0, 100.0)
    }
}

/// What plans leave of a base.
#[derive(Debug)]
pub(super) enum Remains {
    /// All of it.
    Whole,
    /// These parts.
    Parts(Vec<Remainder>),
}

/// One part of what is left.
#[derive(Debug)]
pub(super) struct Remainder {
    polygon: Polygon,
    area_km2: f64,
    width_m: f64,
}

impl Coverage {
    /// The land of a unit, by its own boundary, that no plan of the tier in force covers: empty if that is slivers only; `None` if all
    /// is covered to 1 m².
    ///
    /// Asking whether there is any costs what the figures cost, and the land is computed only where there is some.
    #[must_use]
    pub fn gap(&self, unit: usize, tier: Tier, of: Denominator, day: Day, left_out: &Slivers) -> Option<Gap<'_>> {
        let base = self.base(unit, of, day).filter(|_| self.may_have_gap(unit, tier, of, day))?;
        let Covered { base_km2, preparing_km2, .. } = self.covered(unit, tier, of, day);
        let remains = self.remains(base, unit, tier, of, day);
        let (mut area_km2, mut slivers, mut slivers_km2) = (0.0, 0, 0.0);
        match remains.as_ref() {
            Remains::Whole => area_km2 = base_km2,
            Remains::Parts(parts) => {
                for part in parts {
                    if part.is_sliver(left_out) {
                        (slivers, slivers_km2) = (slivers + 1, slivers_km2 + part.area_km2);
                    } else {
                        area_km2 += part.area_km2;
                    }
                }
            }
        }
        Some(Gap { base: base.land, remains, left_out: *left_out, area_km2, base_km2, preparing_km2, slivers, slivers_km2 })
    }

    /// Whether more than 1 m² is not covered: then there is a gap, or there are slivers.
    #[must_use]
    pub fn may_have_gap(&self, unit: usize, tier: Tier, of: Denominator, day: Day) -> bool {
        let covered = self.covered(unit, tier, of, day);
        covered.base_km2 - covered.covered_km2 > TOUCHES_KM2
    }

    /// Equal for gaps of the same land, whatever the day or the revision.
    #[must_use]
    pub fn gap_key(&self, unit: usize, tier: Tier, day: Day) -> u64 {
        self.cell(unit, tier, Denominator::Unit, day).key
    }

    fn remains(&self, base: Shape<'_>, unit: usize, tier: Tier, of: Denominator, day: Day) -> Arc<Remains> {
        let near = &self.stretches_of(unit, tier, of).near;
        let cell = self.cell(unit, tier, of, day);
        self.remains.make(cell.key, Remains::vertices, || {
            let laid = self.lay(base, near, day, |plan| self.snapshot.plans[plan].state(day));
            Arc::new(laid.overlay.uncovered(cell.outcome.covered.covered_km2).map_or(Remains::Whole, Remains::of))
        })
    }
}

impl Remains {
    fn of(land: Land) -> Self {
        Self::Parts(land.into_iter().map(Remainder::of).filter(|part| part.area_km2 > TOUCHES_KM2).collect())
    }

    fn vertices(remains: &Arc<Self>) -> usize {
        match remains.as_ref() {
            Self::Whole => 1,
            Self::Parts(parts) => 1 + parts.iter().map(|part| part.polygon.coords_count()).sum::<usize>(),
        }
    }
}

impl Remainder {
    fn of(polygon: Polygon) -> Self {
        let land = Land::new(vec![polygon]);
        let area_km2 = area_km2(&land);
        let Land { 0: polygons } = land;
        let polygon = polygons.into_iter().next().unwrap_or_else(|| Polygon::new(LineString::new(Vec::new()), Vec::new()));
        let perimeter_m: f64 = std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(length_m).sum();
        let width_m = if perimeter_m > 0.0 { 2e6 * area_km2 / perimeter_m } else { 0.0 };
        Self { polygon, area_km2, width_m }
    }

    fn is_sliver(&self, left_out: &Slivers) -> bool {
        self.area_km2 * 1e6 < left_out.tolerance_m2 || self.width_m < left_out.min_width_m
    }
}

/// The length of a ring, near enough to tell a strip of 5 m from one of 6 m.
fn length_m(ring: &LineString) -> f64 {
    const DEGREE_M: f64 = 111_000.0;
    let narrowed = ring.0.first().map_or(1.0, |coord| coord.y.to_radians().cos());
    ring.0.windows(2).map(|edge| ((edge[1].x - edge[0].x) * narrowed).hypot(edge[1].y - edge[0].y) * DEGREE_M).sum()
}
