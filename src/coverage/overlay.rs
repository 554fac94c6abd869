//! How much of one piece of land is covered by others.

use std::hash::{DefaultHasher, Hash, Hasher};

use geo::{BooleanOps, BoundingRect, Intersects, unary_union};

use super::clip::common;
use super::sweep::{Region, measure};
use crate::domain::Land;
use crate::snapshot::{Shape, area_km2, shape_hash};

/// Less than this much common land is taken for none when plans are named: 1 m².
pub(super) const TOUCHES_KM2: f64 = 1e-6;

/// A shape whose area differs by more than this share of the base from what was measured is made another way. Less comes of long
/// edges, on which the library drops vertices.
const DOUBTFUL: f64 = 1e-4;

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
        if self.is_whole(base) {
            return base.facts.area_km2;
        }
        let regions: Vec<Region<'_>> = self.regions(0).collect();
        measure(base, &regions, [1, 0], 0.0, false).covered_km2
    }

    fn regions(&self, part: usize) -> impl Iterator<Item = Region<'_>> {
        let shapes = self.shapes.iter().map(move |shape| Region { land: shape.land, bounds: shape.facts.bounds, part, cut: false });
        let cut = self.cut.iter().filter_map(move |land| Some(Region { land, bounds: land.bounding_rect()?, part, cut: true }));
        shapes.chain(cut)
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
        let parts: Vec<&Part<'_>> = self.in_force.iter().chain(&self.preparing).collect();
        let is_whole: Vec<bool> = parts.iter().map(|part| part.is_whole(self.base)).collect();
        let (in_force_whole, any_whole) = (is_whole[..self.in_force.len()].contains(&true), is_whole.contains(&true));
        // Parts that are the whole base are known; if one in force is, no more than the names of the others is asked.
        let regions: Vec<Region<'_>> =
            parts.iter().enumerate().filter(|(number, _)| !is_whole[*number]).flat_map(|(number, part)| part.regions(number)).collect();
        let found = measure(self.base, &regions, [self.in_force.len(), self.preparing.len()], TOUCHES_KM2, in_force_whole);
        let touches = |number: usize| is_whole[number] || found.common_km2[number] > TOUCHES_KM2;
        let mut touching: Vec<u64> = (0..parts.len()).filter(|&number| touches(number)).map(|number| parts[number].hash).collect();
        touching.sort_unstable();
        touching.dedup();
        let covered_km2 = if in_force_whole { base_km2 } else { found.covered_km2 };
        let either_km2 = if any_whole { base_km2 } else { found.either_km2 };
        Outcome { covered: Covered { base_km2, covered_km2, preparing_km2: either_km2 - covered_km2 }, touching }
    }

    /// What those in force leave of the base; `None` if that is all of it.
    ///
    /// `covered_km2` is what was measured.
    pub(super) fn uncovered(&self, covered_km2: f64) -> Option<Land> {
        if self.in_force.iter().any(|part| part.is_whole(self.base)) {
            return Some(Land::new(Vec::new()));
        }
        let lands: Vec<Land> = self.in_force.iter().flat_map(|part| part.inside(self.base)).collect();
        let one_by_one = |lands: &[Land]| lands.iter().fold(self.base.land.clone(), |rest, land| rest.difference(land));
        let at_once = |lands: Vec<Land>| union(lands).map(|covered| self.base.land.difference(&covered));
        if lands.len() < 2 {
            return at_once(lands);
        }
        // The library now and then unites lands that are nearly the same to more than either; the sweep tells.
        let left_km2 = self.base.facts.area_km2 - covered_km2;
        let off_km2 = |land: &Land| (area_km2(land) - left_km2).abs();
        let left = at_once(lands.clone())?;
        if off_km2(&left) <= DOUBTFUL * self.base.facts.area_km2 {
            return Some(left);
        }
        let other = one_by_one(&lands);
        Some(if off_km2(&other) < off_km2(&left) { other } else { left })
    }
}

/// The share (0–1) of the base that the shapes have in common with it.
#[must_use]
pub fn common_share(base: Shape<'_>, shapes: &[Shape<'_>]) -> f64 {
    Part::near(base, shapes.to_vec(), Vec::new()).map_or(0.0, |part| part.common_km2(base) / base.facts.area_km2)
}

/// One land of several that came out of overlays.
pub(super) fn union(mut lands: Vec<Land>) -> Option<Land> {
    match lands.len() {
        0 | 1 => lands.pop(),
        _ => Some(unary_union(&lands)),
    }
}
