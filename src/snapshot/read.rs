//! What readers ask a snapshot.

use std::cmp::Reverse;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Point, Rect};

use super::entries::union_of_bounds;
use super::names::{Hit, HitKind, Query};
use super::resolve::vintage_on;
use super::{Snapshot, Vintage};
use crate::domain::{Day, Indicator, Level, Tier, UnitCode};

impl Snapshot {
    /// The units as they are on a day.
    #[must_use]
    pub fn vintage(&self, day: Day) -> &Vintage {
        vintage_on(&self.vintages, day)
    }

    /// The unit that has the code on a day, by its place in `units`.
    #[must_use]
    pub fn unit_on(&self, code: &UnitCode, day: Day) -> Option<usize> {
        self.vintage(day).unit(code)
    }

    /// The stretches of days in which no unit changes, oldest first; the first has no start.
    #[must_use]
    pub fn vintages(&self) -> &[Vintage] {
        &self.vintages
    }

    /// The version of a code that is valid on a day, or else the last one that was before.
    #[must_use]
    pub fn last_version(&self, code: &UnitCode, day: Day) -> Option<usize> {
        let begun = |index: &usize| self.units[*index].version.period.from.is_none_or(|from| from <= day);
        self.versions(code).into_iter().rfind(begun)
    }

    /// Every version of a code, oldest first, by their places in `units`.
    #[must_use]
    pub fn versions(&self, code: &UnitCode) -> Vec<usize> {
        let first = self.units.partition_point(|unit| unit.version.code < *code);
        (first..self.units.len()).take_while(|&index| self.units[index].version.code == *code).collect()
    }

    /// Whether an indicator measures what is loaded on a day: not where provinces are loaded, but not the one whose targets it has.
    #[must_use]
    pub fn is_measured_by(&self, indicator: &Indicator, day: Day) -> bool {
        let roots = self.vintage(day).roots().iter().map(|&unit| &self.units[unit].version);
        let mut provinces = roots.filter(|version| version.level() == Level::Province).peekable();
        let Some(own) = &indicator.province else { return true };
        provinces.peek().is_none() || provinces.any(|version| version.code == *own)
    }

    /// Whether an indicator measures what is loaded on any day.
    #[must_use]
    pub fn is_ever_measured_by(&self, indicator: &Indicator) -> bool {
        self.vintages().iter().any(|vintage| self.is_measured_by(indicator, vintage.from.unwrap_or(Day::MIN)))
    }

    /// The tiers of which there is any plan, whatever its days: of another tier nothing was supplied.
    #[must_use]
    pub fn tiers_held(&self) -> Vec<Tier> {
        self.by_tier.iter().filter(|(_, plans)| **plans > 0).map(|(tier, _)| *tier).collect()
    }

    /// The plan that has the identifier, by its place in `plans`.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<usize> {
        self.plans.find(id)
    }

    /// The area that has the identifier, by its place in `areas`.
    #[must_use]
    pub fn area(&self, id: &str) -> Option<usize> {
        self.areas.find(id)
    }

    /// The units of the day at a point, from the top down: those of the smallest unit that has the point, with all it belongs to.
    /// Where flawed boundaries overlap, the one with the lowest code is taken.
    #[must_use]
    pub fn units_at(&self, point: Point, day: Day) -> Vec<usize> {
        let unit = |index: usize| &self.units[index].version;
        let mut near = self.unit_index.touching(Rect::new(point.0, point.0));
        near.retain(|&index| unit(index).period.contains(day));
        // Communes first: where one has the point, the long borders of its district and province need not be walked.
        near.sort_by_key(|&index| (Reverse(unit(index).level()), index));
        let smallest = near.chunk_by(|&a, &b| unit(a).level() == unit(b).level()).find_map(|level| {
            let mut on_border = None;
            let inside = level.iter().copied().find(|&index| match unit(index).boundary.coordinate_position(&point.0) {
                CoordPos::Inside => true,
                CoordPos::OnBoundary => {
                    on_border.get_or_insert(index);
                    false
                }
                CoordPos::Outside => false,
            });
            inside.or(on_border)
        });
        smallest.map(|unit| self.vintage(day).chain(unit)).unwrap_or_default()
    }

    /// The units, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn units_near(&self, rect: Rect) -> Vec<usize> {
        self.unit_index.touching(rect)
    }

    /// The plans, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn plans_near(&self, rect: Rect) -> Vec<usize> {
        self.plan_index.touching(&self.plans, rect)
    }

    /// The areas, of any day, whose rectangle touches this one.
    #[must_use]
    pub fn areas_near(&self, rect: Rect) -> Vec<usize> {
        self.area_index.touching(&self.areas, rect)
    }

    /// Equal for snapshots that hold the same names, periods, states, shapes and reported figures, at whatever revision.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.contents
    }

    /// Units, areas and plans whose name or code matches, best first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let units = self.units.iter().enumerate().map(|(index, unit)| (HitKind::Unit(index), &unit.names));
        let areas = self.areas.iter().enumerate().map(|(index, entry)| (HitKind::Area(index), &entry.names));
        let plans = self.plans.iter().enumerate().map(|(index, entry)| (HitKind::Plan(index), &entry.names));
        Query::new(query).map(|query| query.among(units.chain(areas).chain(plans))).unwrap_or_default()
    }

    /// The least rectangle around all units of a day; of any day if that one has none.
    #[must_use]
    pub fn bounds(&self, day: Day) -> Option<Rect> {
        let on_day = union_of_bounds(self.vintage(day).units().map(|index| self.units[index].facts.bounds));
        on_day.or_else(|| union_of_bounds(self.units.iter().map(|unit| unit.facts.bounds)))
    }
}
