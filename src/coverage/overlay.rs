//! How much of one piece of land is covered by others.

use std::hash::{DefaultHasher, Hash, Hasher};

use geo::{BooleanOps, Intersects, Rect, unary_union};

use super::clip::clipped;
use crate::domain::Land;
use crate::snapshot::{Shape, area_km2};

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

/// The land of one plan on a day: the pieces of its territory without the parts in which it was repealed.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) repealed: Vec<&'a Land>,
}

impl Part<'_> {
    /// Whether it is the land of the base itself, to the last bit.
    fn is_whole(&self, base: Shape<'_>) -> bool {
        self.repealed.is_empty() && self.shapes.iter().any(|shape| shape.facts.hash == base.facts.hash)
    }

    fn inside(&self, rect: &Rect) -> Option<Land> {
        let near = self.shapes.iter().filter(|shape| shape.facts.bounds.intersects(rect));
        let pieces: Vec<Land> = near.map(|shape| clipped(*shape, rect).into_owned()).collect();
        let land = match pieces.len() {
            0 => return None,
            1 => pieces.into_iter().next()?,
            _ => unary_union(&pieces),
        };
        Some(self.repealed.iter().fold(land, |land, part| land.difference(*part)))
    }
}

/// How much of the base those in force cover, and how much of the rest those in preparation would.
///
/// A plan whose land is the base itself needs no overlay. Neither the order of the plans nor of their pieces matters.
pub(super) fn cover(base: Shape<'_>, in_force: &[Part<'_>], preparing: &[Part<'_>]) -> Covered {
    let base_km2 = base.facts.area_km2;
    if in_force.iter().any(|part| part.is_whole(base)) {
        return Covered { base_km2, covered_km2: base_km2, preparing_km2: 0.0 };
    }
    let common = |parts: &[Part<'_>]| -> Vec<Land> {
        let lands = parts.iter().filter_map(|part| part.inside(&base.facts.bounds));
        lands.map(|land| land.intersection(base.land)).filter(|land| !land.0.is_empty()).collect()
    };
    let covered = common(in_force);
    let covered_km2 = union_km2(&covered).min(base_km2);
    if preparing.is_empty() {
        return Covered { base_km2, covered_km2, preparing_km2: 0.0 };
    }
    let either_km2 = if preparing.iter().any(|part| part.is_whole(base)) {
        base_km2
    } else {
        let mut either = common(preparing);
        if either.is_empty() {
            covered_km2
        } else {
            either.extend(covered);
            union_km2(&either).min(base_km2)
        }
    };
    Covered { base_km2, covered_km2, preparing_km2: (either_km2 - covered_km2).max(0.0) }
}

/// The area that one plan has in common with the base.
pub(super) fn overlap_km2(base: Shape<'_>, part: &Part<'_>) -> f64 {
    if part.is_whole(base) {
        return base.facts.area_km2;
    }
    part.inside(&base.facts.bounds).map_or(0.0, |land| area_km2(&land.intersection(base.land)))
}

/// The share (0–1) of the base that the shapes have in common with it.
#[must_use]
pub fn common_share(base: Shape<'_>, shapes: &[Shape<'_>]) -> f64 {
    let part = Part { shapes: shapes.to_vec(), repealed: Vec::new() };
    overlap_km2(base, &part) / base.facts.area_km2
}

fn union_km2(lands: &[Land]) -> f64 {
    match lands {
        [] => 0.0,
        [one] => area_km2(one),
        several => area_km2(&unary_union(several)),
    }
}

/// Equal for overlays that must have equal figures: the same base, and the same lands in force and in preparation.
pub(super) fn overlay_key(base: u64, in_force: &[Part<'_>], preparing: &[Part<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(base);
    for parts in [in_force, preparing] {
        let mut lands: Vec<u64> = parts.iter().map(part_hash).collect();
        lands.sort_unstable();
        lands.dedup();
        lands.hash(&mut hasher);
    }
    hasher.finish()
}

fn part_hash(part: &Part<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut lands: Vec<u64> = part.shapes.iter().map(|shape| shape.facts.hash).collect();
    lands.sort_unstable();
    lands.hash(&mut hasher);
    for land in &part.repealed {
        for coord in geo::CoordsIter::coords_iter(*land) {
            hasher.write_u64(coord.x.to_bits());
            hasher.write_u64(coord.y.to_bits());
        }
        hasher.write_u8(0);
    }
    hasher.finish()
}
