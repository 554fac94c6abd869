//! The values of the attributes that layers declare.

use std::borrow::Cow;

use super::{Subject, View, gaps};
use crate::domain::{Day, Stage, Tier};
use crate::formats::Datum;
use crate::snapshot::{PlanEntry, Snapshot};

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

    /// Whether it is a name: a text for readers, the same on every day.
    pub(super) const fn is_name(self) -> bool {
        matches!(self.0, Meaning::Name | Meaning::FullName | Meaning::UnitName)
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
