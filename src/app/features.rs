//! What a layer holds on a day: its features, and the value of each declared attribute. Tiles and `/ogc` show the same.

use std::borrow::Cow;

use geo::{Intersects, Point, Rect};

use super::{View, gaps};
use crate::config::layers::Source;
use crate::domain::{Day, Period, PlanState, Quality, Stage, Tier, UnitCode, UnitKey, parse_day};
use crate::snapshot::{PlanEntry, Snapshot};

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
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
}

impl Span {
    /// One day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self { period: Period { from: Some(day), to: day.tomorrow().ok() }, day }
    }
}

impl Subject {
    /// The features of a source, ascending by identifier. Zones are not supplied: there are none. Among gaps may be some of
    /// slivers only ([`Subject::standing`]).
    #[must_use]
    pub fn all(view: &View, source: Source, span: &Span) -> Vec<Self> {
        let snapshot = view.snapshot.as_ref();
        let meant = |period: &Period| period.intersection(&span.period).is_some();
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
                let plans = snapshot.plans.iter().enumerate().filter(|(_, entry)| entry.state(span.day) != PlanState::None);
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
        let snapshot = view.snapshot.as_ref();
        let shapes = match self {
            Self::Unit(index) => vec![snapshot.units[index].shape()],
            Self::Area(index) => snapshot.areas[index].shapes(),
            Self::Plan(index) => snapshot.plans[index].shapes(),
            Self::Gap(unit, tier) => return gaps::lies_in(view, (unit, tier), day, rectangles),
        };
        let touches =
            |rectangle: &Rect| shapes.iter().any(|shape| shape.facts.bounds.intersects(rectangle) && shape.land.intersects(rectangle));
        rectangles.iter().any(touches)
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

/// An attribute by its meaning, read once a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column(Meaning);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Id,
    Name,
    FullName,
    Kind,
    Level,
    ParentCode,
    ValidFrom,
    ValidTo,
    AreaKm2,
    Quality,
    Class,
    Status,
    Tier,
    State,
    Stage,
    DecisionNumber,
    ApprovedOn,
    HorizonYear,
    Scale,
    TerritoryBasis,
    TierStatus(Tier),
    TierPercent(Tier),
    UnitCode,
    UnitName,
    Percent,
    Preparing,
    PreparingPercent,
    /// Of a source that is not supplied.
    Nothing,
}

impl Column {
    /// The attribute that a layer declares under this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let tier = |suffix: &str| Tier::ALL.iter().copied().find(|tier| name.strip_suffix(suffix) == Some(tier.code()));
        Self(match name {
            "id" | "code" => Meaning::Id,
            "name" => Meaning::Name,
            "full_name" => Meaning::FullName,
            "kind" => Meaning::Kind,
            "level" => Meaning::Level,
            "parent_code" => Meaning::ParentCode,
            "valid_from" => Meaning::ValidFrom,
            "valid_to" => Meaning::ValidTo,
            "area_km2" => Meaning::AreaKm2,
            "quality" => Meaning::Quality,
            "class" => Meaning::Class,
            "status" => Meaning::Status,
            "tier" => Meaning::Tier,
            "state" => Meaning::State,
            "stage" => Meaning::Stage,
            "decision_number" => Meaning::DecisionNumber,
            "approved_on" => Meaning::ApprovedOn,
            "horizon_year" => Meaning::HorizonYear,
            "scale" => Meaning::Scale,
            "territory_basis" => Meaning::TerritoryBasis,
            "unit_code" => Meaning::UnitCode,
            "unit_name" => Meaning::UnitName,
            "percent" => Meaning::Percent,
            "preparing" => Meaning::Preparing,
            "preparing_percent" => Meaning::PreparingPercent,
            _ => match (tier("_status"), tier("_percent")) {
                (Some(tier), _) => Meaning::TierStatus(tier),
                (_, Some(tier)) => Meaning::TierPercent(tier),
                _ => Meaning::Nothing,
            },
        })
    }

    /// Its value for a feature on a day; `None` where it has none.
    #[must_use]
    pub fn value(self, view: &View, subject: Subject, day: Day) -> Option<Datum<'_>> {
        match subject {
            Subject::Unit(index) => self.of_unit(view, index, day),
            Subject::Area(index) => self.of_area(&view.snapshot, index),
            Subject::Plan(index) => self.of_plan(&view.snapshot.plans[index], day),
            Subject::Gap(unit, tier) => self.of_gap(view, unit, tier, day),
        }
    }

    fn of_unit(self, view: &View, index: usize, day: Day) -> Option<Datum<'_>> {
        let unit = &view.snapshot.units[index];
        let version = &unit.version;
        Some(match self.0 {
            Meaning::Id => text(version.code.as_str()),
            Meaning::Name => text(&version.name),
            Meaning::FullName => owned(version.full_name()),
            Meaning::Kind => text(version.kind.code()),
            Meaning::Level => text(version.level().code()),
            Meaning::ParentCode => text(version.parent_code.as_ref()?.as_str()),
            Meaning::ValidFrom => owned(version.period.from?.to_string()),
            Meaning::ValidTo => owned(version.period.to?.to_string()),
            Meaning::AreaKm2 => Datum::Number(unit.facts.area_km2),
            Meaning::Quality => text(version.quality.code()),
            Meaning::TierStatus(tier) => text(view.coverage.share(index, tier, day).1.code()),
            Meaning::TierPercent(tier) => Datum::Number(rounded(view.coverage.share(index, tier, day).0)),
            _ => return None,
        })
    }

    fn of_gap(self, view: &View, unit: usize, tier: Tier, day: Day) -> Option<Datum<'_>> {
        let version = &view.snapshot.units[unit].version;
        let gap = || gaps::gap(view, unit, tier, day);
        Some(match self.0 {
            Meaning::Tier => text(tier.code()),
            Meaning::UnitCode => text(version.code.as_str()),
            Meaning::UnitName => owned(version.full_name()),
            Meaning::AreaKm2 => Datum::Number(gap()?.area_km2),
            Meaning::Percent => Datum::Number(gap().map(|gap| rounded(100.0 * gap.area_km2 / gap.base_km2))?),
            Meaning::PreparingPercent => Datum::Number(rounded(gap()?.preparing_percent())),
            Meaning::Preparing => Datum::Flag(gap()?.preparing_percent() > view.coverage.thresholds.partial_percent),
            Meaning::Quality => text(version.quality.code()),
            _ => return None,
        })
    }

    fn of_area(self, snapshot: &Snapshot, index: usize) -> Option<Datum<'_>> {
        let area = &snapshot.areas[index].area;
        Some(match self.0 {
            Meaning::Id => text(&area.id),
            Meaning::Name => text(&area.name),
            Meaning::Kind => text(area.kind.code()),
            Meaning::Class => text(area.class.as_deref()?),
            Meaning::Status => text(area.status.as_deref()?),
            Meaning::Quality => text(area.quality.code()),
            _ => return None,
        })
    }

    fn of_plan(self, entry: &PlanEntry, day: Day) -> Option<Datum<'_>> {
        let plan = &entry.plan;
        let approval = || plan.approval().filter(|event| event.actual_on.is_some_and(|on| on <= day));
        Some(match self.0 {
            Meaning::Id => text(&plan.id),
            Meaning::Name => text(&plan.name),
            Meaning::Kind => text(plan.kind.code()),
            Meaning::Tier => text(plan.kind.tier()?.code()),
            Meaning::State => text(entry.state(day).code()),
            Meaning::Stage => text(entry.state(day).stage().map(Stage::code)?),
            Meaning::DecisionNumber => text(approval()?.document_number.as_deref()?),
            Meaning::ApprovedOn => owned(approval()?.actual_on?.to_string()),
            Meaning::HorizonYear => Datum::Integer(plan.horizon_year?.into()),
            Meaning::Scale => Datum::Integer(plan.scale?.into()),
            Meaning::TerritoryBasis => text(plan.territory.basis().code()),
            Meaning::Quality => text(plan.quality.code()),
            _ => return None,
        })
    }
}

/// As people read it.
fn rounded(percent: f64) -> f64 {
    (percent * 100.0).round() / 100.0
}

fn text(text: &str) -> Datum<'_> {
    Datum::Text(Cow::Borrowed(text))
}

fn owned<'a>(text: String) -> Datum<'a> {
    Datum::Text(Cow::Owned(text))
}
