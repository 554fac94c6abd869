//! How much of one piece of land is covered by others.

use std::hash::{DefaultHasher, Hash, Hasher};

use geo::{Area, BooleanOps, Intersects, unary_union};

use super::clip::common;
use crate::domain::Land;
use crate::snapshot::{Shape, area_km2, shape_hash};

/// Less than this much common land is taken for none when plans are named: 1 m².
pub(super) const TOUCHES_KM2: f64 = 1e-6;

/// A degree of latitude, near enough to tell a square metre from none.
const DEGREE_KM: f64 = 111.0;

/// The figures of one piece of land.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Covered {
    /// Its area.
    pub base_km2: f64,
    /// The part covered by plans in force; overlapping plans count once.
    pub covered_km2: f64,
    /// The part covered by plans being prepared and by none in force.
    pub preparing_km2: f64,
}

/// The land of one plan on a day near a base: the pieces of its territory without the parts in which it ended.
#[derive(Debug)]
pub(super) struct Part<'a> {
    shapes: Vec<Shape<'a>>,
    cut: Vec<&'a Land>,
    /// Equal for parts of the same land, whatever plan they belong to.
    pub(super) hash: u64,
}

impl<'a> Part<'a> {
    /// `None` if no piece is near the base.
    pub(super) fn near(base: Shape<'_>, shapes: Vec<Shape<'a>>, cut: Vec<&'a Land>) -> Option<Self> {
        let mut shapes: Vec<Shape<'a>> = shapes.into_iter().filter(|shape| shape.facts.bounds.intersects(&base.facts.bounds)).collect();
        shapes.sort_by_key(|shape| shape.facts.hash);
        shapes.dedup_by_key(|shape| shape.facts.hash);
        let mut cut: Vec<(u64, &Land)> = cut.into_iter().map(|land| (shape_hash(land), land)).collect();
        cut.sort_by_key(|(hash, _)| *hash);
        let mut hasher = DefaultHasher::new();
        shapes.iter().map(|shape| shape.facts.hash).collect::<Vec<_>>().hash(&mut hasher);
        cut.iter().map(|(hash, _)| *hash).collect::<Vec<_>>().hash(&mut hasher);
        let hash = hasher.finish();
        (!shapes.is_empty()).then(|| Self { shapes, cut: cut.into_iter().map(|(_, land)| land).collect(), hash })
    }

    /// Whether it is the land of the base itself, to the last bit.
    fn is_whole(&self, base: Shape<'_>) -> bool {
        self.cut.is_empty() && self.shapes.iter().any(|shape| shape.facts.hash == base.facts.hash)
    }

    /// Its pieces inside the base. All their rings run the same way, which a union of several relies on.
    pub(super) fn inside(&self, base: Shape<'_>) -> Vec<Land> {
        let pieces = self.shapes.iter().map(|shape| common(*shape, base)).filter(|land| !land.0.is_empty());
        pieces.map(|land| self.cut.iter().fold(land, |land, cut| land.difference(*cut))).filter(|land| !land.0.is_empty()).collect()
    }

    /// The area it has in common with the base.
    pub(super) fn common_km2(&self, base: Shape<'_>) -> f64 {
        if self.is_whole(base) { base.facts.area_km2 } else { union(self.inside(base)).as_ref().map_or(0.0, area_km2) }
    }
}

/// One overlay: a base, and the lands in force and in preparation over it, in an order of their own.
#[derive(Debug)]
pub(super) struct Overlay<'a> {
    base: Shape<'a>,
    in_force: Vec<Part<'a>>,
    preparing: Vec<Part<'a>>,
}

/// What comes out of an overlay.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Outcome {
    pub(super) covered: Covered,
    /// The parts, by hash and ascending, that have land in common with the base.
    touching: Vec<u64>,
}

impl Outcome {
    pub(super) fn touches(&self, part: u64) -> bool {
        self.touching.binary_search(&part).is_ok()
    }
}

impl<'a> Overlay<'a> {
    /// Plans of the same land count once. Neither their order nor that of their pieces matters.
    pub(super) fn new(base: Shape<'a>, in_force: Vec<Part<'a>>, preparing: Vec<Part<'a>>) -> Self {
        let in_order = |mut parts: Vec<Part<'a>>| {
            parts.sort_by_key(|part| part.hash);
            parts.dedup_by_key(|part| part.hash);
            parts
        };
        Self { base, in_force: in_order(in_force), preparing: in_order(preparing) }
    }

    /// Equal for overlays that have equal outcomes.
    pub(super) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.base.facts.hash);
        for parts in [&self.in_force, &self.preparing] {
            parts.iter().map(|part| part.hash).collect::<Vec<_>>().hash(&mut hasher);
        }
        hasher.finish()
    }

    /// How much of the base those in force cover, and how much of the rest those in preparation would.
    ///
    /// A plan whose land is the base itself needs no overlay.
    pub(super) fn outcome(&self) -> Outcome {
        let base_km2 = self.base.facts.area_km2;
        let mut touching = Vec::new();
        let in_force = self.lands(&self.in_force, &mut touching);
        let preparing = self.lands(&self.preparing, &mut touching);
        touching.sort_unstable();
        touching.dedup();
        let covered = in_force.map(union);
        let covered_km2 = km2(covered.as_ref(), base_km2);
        let either_km2 = match (covered, preparing) {
            (None, _) | (_, None) => base_km2,
            (Some(_), Some(preparing)) if preparing.is_empty() => covered_km2,
            (Some(covered), Some(preparing)) => km2(Some(&union(preparing.into_iter().chain(covered).collect())), base_km2),
        };
        let preparing_km2 = (either_km2 - covered_km2).max(0.0);
        Outcome { covered: Covered { base_km2, covered_km2, preparing_km2 }, touching }
    }

    /// What those in force leave of the base; `None` if that is all of it.
    pub(super) fn uncovered(&self) -> Option<Land> {
        match self.lands(&self.in_force, &mut Vec::new()).map(union) {
            None => Some(Land::new(Vec::new())),
            Some(None) => None,
            Some(Some(covered)) => Some(self.base.land.difference(&covered)),
        }
    }

    /// The lands of the parts inside the base; `None` if one of them is the base itself.
    fn lands(&self, parts: &[Part<'_>], touching: &mut Vec<u64>) -> Option<Vec<Land>> {
        let mut lands = Some(Vec::new());
        for part in parts {
            if part.is_whole(self.base) {
                touching.push(part.hash);
                lands = None;
                continue;
            }
            let inside = part.inside(self.base);
            if inside.iter().map(rough_km2).sum::<f64>() > TOUCHES_KM2 {
                touching.push(part.hash);
            }
            if let Some(lands) = &mut lands {
                lands.extend(inside);
            }
        }
        lands
    }
}

/// The area of a union that was computed, or of the whole base where it need not be.
fn km2(union: Option<&Option<Land>>, base_km2: f64) -> f64 {
    union.map_or(base_km2, |land| land.as_ref().map_or(0.0, area_km2).min(base_km2))
}

/// The share (0–1) of the base that the shapes have in common with it.
#[must_use]
pub fn common_share(base: Shape<'_>, shapes: &[Shape<'_>]) -> f64 {
    Part::near(base, shapes.to_vec(), Vec::new()).map_or(0.0, |part| part.common_km2(base) / base.facts.area_km2)
}

fn rough_km2(land: &Land) -> f64 {
    let latitude = land.iter().filter_map(|polygon| polygon.exterior().0.first()).map(|coord| coord.y).next().unwrap_or(0.0);
    land.unsigned_area() * DEGREE_KM * DEGREE_KM * latitude.to_radians().cos()
}

/// One land of several that came out of overlays.
pub(super) fn union(mut lands: Vec<Land>) -> Option<Land> {
    match lands.len() {
        0 | 1 => lands.pop(),
        _ => Some(unary_union(&lands)),
    }
}
