//! What a layer holds on a day: its features. Tiles and `/ogc` show the same.

use geo::{Point, Rect};

use super::{View, gaps};
use crate::config::layers::Source;
use crate::domain::{Day, Period, PlanState, Quality, Tier, UnitCode, UnitKey, parse_day};
use crate::snapshot::{PlanEntry, Shape, Snapshot};

/// A feature, by its place in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A unit version.
    Unit(usize),
    /// An area.
    Area(usize),
    /// A plan.
    Plan(usize),
    /// The land of a unit that no plan in force of the tier covers.
    Gap(usize, Tier),
}

/// The days asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Units and areas that are valid on any day of it are meant.
    pub period: Period,
    /// The day that states and figures are of.
    pub day: Day,
    /// Whether plans that have ended before the period are meant too.
    pub ended: bool,
}

impl Span {
    /// One day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self { period: Period { from: Some(day), to: day.tomorrow().ok() }, day, ended: true }
    }

    /// Whether a period has a day of it.
    #[must_use]
    pub fn meets(&self, period: &Period) -> bool {
        period.intersection(&self.period).is_some()
    }

    /// Whether a plan is meant: it has begun by the day and, unless those are meant too, not ended before the period.
    pub(super) fn means(&self, plan: &PlanEntry) -> bool {
        let ended = |from: Day| matches!(plan.state(from), PlanState::Ended { .. });
        plan.state(self.day) != PlanState::None && (self.ended || !self.period.from.is_some_and(ended))
    }
}

impl Subject {
    /// The features of a source, ascending by identifier. Zones are not supplied: there are none. Among gaps may be some of
    /// slivers only ([`Subject::standing`]).
    #[must_use]
    pub fn all(view: &View, source: Source, span: &Span) -> Vec<Self> {
        let snapshot = view.snapshot.as_ref();
        let meant = |period: &Period| span.meets(period);
        match source {
            Source::Units(level) => {
                let units = snapshot.units.iter().enumerate();
                let units = units.filter(|(_, unit)| unit.version.level() == level && meant(&unit.version.period));
                units.map(|(index, _)| Self::Unit(index)).collect()
            }
            Source::Areas => {
                let areas = snapshot.areas.iter().enumerate().filter(|(_, entry)| meant(&entry.area.period));
                areas.map(|(index, _)| Self::Area(index)).collect()
            }
            Source::Plans => {
                let plans = snapshot.plans.iter().enumerate().filter(|(_, entry)| span.means(entry));
                plans.map(|(index, _)| Self::Plan(index)).collect()
            }
            Source::Gaps => gaps::candidates(view, span.day),
            Source::Zones => Vec::new(),
        }
    }

    /// The feature of a source that has the identifier, whatever the day.
    #[must_use]
    pub fn find(snapshot: &Snapshot, source: Source, id: &str) -> Option<Self> {
        match source {
            Source::Units(level) => unit(snapshot, id).filter(|&index| snapshot.units[index].version.level() == level).map(Self::Unit),
            Source::Areas => snapshot.area(id).map(Self::Area),
            Source::Plans => snapshot.plan(id).map(Self::Plan),
            Source::Gaps => gaps::find(id, |id| unit(snapshot, id)),
            Source::Zones => None,
        }
    }

    /// The identifier: of a unit version its code and first day, `06463@2020-01-01`, or the code alone where that is not known.
    #[must_use]
    pub fn id(self, snapshot: &Snapshot) -> String {
        match self {
            Self::Unit(index) => {
                let version = &snapshot.units[index].version;
                version.period.from.map_or_else(|| version.code.to_string(), |from| format!("{}@{from}", version.code))
            }
            Self::Area(index) => snapshot.areas[index].area.id.clone(),
            Self::Plan(index) => snapshot.plans[index].plan.id.clone(),
            Self::Gap(index, tier) => format!("{}.{tier}", Self::Unit(index).id(snapshot)),
        }
    }

    /// A number below 2^53 that is the same in every revision.
    #[must_use]
    pub fn number(self, snapshot: &Snapshot) -> u64 {
        match self {
            Self::Unit(index) => snapshot.units[index].version.key().feature_id(),
            Self::Area(_) | Self::Plan(_) | Self::Gap(..) => fnv_1a(self.id(snapshot).as_bytes()) & ((1 << 53) - 1),
        }
    }

    /// A point inside its land; `None` where that is not known.
    #[must_use]
    pub fn point(self, snapshot: &Snapshot) -> Option<Point> {
        match self {
            Self::Unit(index) | Self::Gap(index, _) => Some(snapshot.units[index].facts.point),
            Self::Area(index) => snapshot.areas[index].shapes().first().map(|shape| shape.facts.point),
            Self::Plan(index) => snapshot.plans[index].shapes().first().map(|shape| shape.facts.point),
        }
    }

    /// How far it can be trusted.
    #[must_use]
    pub fn quality(self, snapshot: &Snapshot) -> Quality {
        match self {
            Self::Unit(index) | Self::Gap(index, _) => snapshot.units[index].version.quality,
            Self::Area(index) => snapshot.areas[index].area.quality,
            Self::Plan(index) => snapshot.plans[index].plan.quality,
        }
    }

    /// Whether any of its land, of a gap its land on the day, lies in one of the rectangles.
    #[must_use]
    pub fn lies_in(self, view: &View, day: Day, rectangles: &[Rect]) -> bool {
        if let Self::Gap(unit, tier) = self {
            return gaps::lies_in(view, (unit, tier), day, rectangles);
        }
        let shapes = self.shapes(&view.snapshot);
        rectangles.iter().any(|rectangle| shapes.iter().any(|shape| shape.touches(*rectangle)))
    }

    /// The pieces of its land, of a gap those of its unit.
    #[must_use]
    pub fn shapes(self, snapshot: &Snapshot) -> Vec<Shape<'_>> {
        match self {
            Self::Unit(index) | Self::Gap(index, _) => vec![snapshot.units[index].shape()],
            Self::Area(index) => snapshot.areas[index].shapes(),
            Self::Plan(index) => snapshot.plans[index].shapes(),
        }
    }

    /// The least rectangle around its land, of a gap around its unit; `None` where that is not known.
    #[must_use]
    pub fn bounds(self, snapshot: &Snapshot) -> Option<Rect> {
        match self {
            Self::Unit(index) | Self::Gap(index, _) => Some(snapshot.units[index].facts.bounds),
            Self::Area(index) => snapshot.areas[index].bounds(),
            Self::Plan(index) => snapshot.plans[index].bounds(),
        }
    }

    /// The day its attributes are of: the day asked about, or that of its period which is nearest.
    #[must_use]
    pub fn day(self, snapshot: &Snapshot, asked: Day) -> Day {
        let (Self::Unit(index) | Self::Gap(index, _)) = self else { return asked };
        let Period { from, to } = snapshot.units[index].version.period;
        let last = to.and_then(|to| to.yesterday().ok());
        last.map_or(asked, |last| asked.min(last)).max(from.unwrap_or(Day::MIN))
    }
}

/// The unit version that has the identifier.
fn unit(snapshot: &Snapshot, id: &str) -> Option<usize> {
    let (code, from) = id.split_once('@').map_or((id, None), |(code, from)| (code, Some(from)));
    let key = UnitKey { code: UnitCode::new(code).ok()?, valid_from: from.map(parse_day).transpose().ok()? };
    snapshot.versions(&key.code).into_iter().find(|&index| snapshot.units[index].version.key() == key)
}

/// Fowler–Noll–Vo: the same in every version of the program, which the standard library's hasher does not promise.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
