//! The shapes of `docs/api.md` as types: what recurs in several answers.
//!
//! Nothing is decided here; days are texts, words are codes, figures keep their full precision.

mod area;
mod basis;
mod difference;
mod geometry;
mod indicator;
mod lack;
mod notice;
mod plan;
mod tiers;
mod unit;
pub(super) mod words;

pub(super) use area::Area;
pub(super) use geometry::Geometry;
pub(super) use indicator::Indicator;
pub(super) use lack::Lack;
pub(super) use notice::{Notice, Notices};
pub(super) use plan::{Event, Plan};
pub(super) use tiers::Tiers;
pub(super) use unit::Unit;

use geo::{Point, Rect};

use crate::domain::Day;

/// West, south, east, north (degrees).
pub(super) fn bbox(rect: Rect) -> [f64; 4] {
    [rect.min().x, rect.min().y, rect.max().x, rect.max().y]
}

pub(super) fn position(point: Point) -> [f64; 2] {
    [point.x(), point.y()]
}

pub(super) fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}
