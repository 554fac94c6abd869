//! Plans: one planning document each, with a kind, a territory and a life-cycle.

use super::vocabulary::{Quality, vocabulary};
use super::{AreaId, Day, Event, Land, Stage, UnitCode};

/// The identifier of a plan, as its file gives it.
pub type PlanId = String;

vocabulary! {
    /// Kind of plan (Law on Planning 21/2017, Law on Construction 50/2014, Law on Urban Planning 30/2009, Law 47/2024).
    PlanKind as "kind of plan" {
        Provincial = "provincial", "Quy hoạch tỉnh", "provincial plan";
        InterDistrictRegional = "inter_district_regional", "Quy hoạch vùng liên huyện", "inter-district regional plan";
        DistrictRegional = "district_regional", "Quy hoạch vùng huyện", "district regional plan";
        UrbanGeneral = "urban_general", "Quy hoạch chung đô thị", "urban general plan";
        CommuneGeneral = "commune_general", "Quy hoạch chung xã", "commune general plan";
        FunctionalZoneGeneral = "functional_zone_general", "Quy hoạch chung khu chức năng", "functional zone general plan";
        Zoning = "zoning", "Quy hoạch phân khu", "zoning plan";
        Detailed = "detailed", "Quy hoạch chi tiết", "detailed plan";
        ArchitectureRegulation = "architecture_regulation", "Quy chế quản lý kiến trúc", "architecture management regulation";
    }
}

vocabulary! {
    /// What coverage is counted by.
    Tier as "tier" {
        Regional = "regional", "Quy hoạch vùng", "regional";
        General = "general", "Quy hoạch chung", "general";
        Zoning = "zoning", "Quy hoạch phân khu", "zoning";
        Detailed = "detailed", "Quy hoạch chi tiết", "detailed";
    }
}

impl PlanKind {
    /// The tier its coverage counts in; `None` for the provincial plan and architecture regulations.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Self::InterDistrictRegional | Self::DistrictRegional => Some(Tier::Regional),
            Self::UrbanGeneral | Self::CommuneGeneral | Self::FunctionalZoneGeneral => Some(Tier::General),
            Self::Zoning => Some(Tier::Zoning),
            Self::Detailed => Some(Tier::Detailed),
            Self::Provincial | Self::ArchitectureRegulation => None,
        }
    }
}

vocabulary! {
    /// What a plan's territory rests on.
    TerritoryBasis as "territory basis" {
        Boundary = "boundary", "ranh giới riêng", "own boundary";
        Units = "units", "đơn vị hành chính", "administrative units";
        Areas = "areas", "khu vực", "areas";
        None = "none", "chưa có phạm vi", "no territory";
    }
}

/// A unit as it was on a day; without a day, as it was when the plan was approved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnitRef {
    /// The code.
    pub code: UnitCode,
    /// The day that picks the version of the code.
    pub on: Option<Day>,
}

/// The land a plan was made for.
#[derive(Debug, Clone, PartialEq)]
pub enum Territory {
    /// Its own boundary.
    Boundary(Land),
    /// The union of units.
    Units(Vec<UnitRef>),
    /// The union of areas.
    Areas(Vec<AreaId>),
    /// None is known.
    None,
}

impl Territory {
    /// What it rests on.
    #[must_use]
    pub const fn basis(&self) -> TerritoryBasis {
        match self {
            Self::Boundary(_) => TerritoryBasis::Boundary,
            Self::Units(_) => TerritoryBasis::Units,
            Self::Areas(_) => TerritoryBasis::Areas,
            Self::None => TerritoryBasis::None,
        }
    }
}

/// One planning document.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The identifier.
    pub id: PlanId,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: PlanKind,
    /// The scale's denominator: 5000 for 1/5 000.
    pub scale: Option<u32>,
    /// The year it plans for.
    pub horizon_year: Option<i16>,
    /// Who leads the making.
    pub lead_agency: Option<String>,
    /// Who draws it.
    pub consultant: Option<String>,
    /// The plan that it replaces once approved.
    pub adjusts: Option<PlanId>,
    /// Its territory.
    pub territory: Territory,
    /// The day it was entered: picks the vintage of units named without a day while the plan is not approved.
    pub registered_on: Day,
    /// How far the record can be trusted.
    pub quality: Quality,
    /// The document the record comes from.
    pub source: Option<String>,
    /// The clause of that document.
    pub clause: Option<String>,
    /// What happened, or is to happen, to it.
    pub events: Vec<Event>,
}

impl Plan {
    /// The first approval of the whole that has a date, whatever the day asked about.
    #[must_use]
    pub fn approval(&self) -> Option<&Event> {
        let approved =
            self.events.iter().filter(|event| event.stage == Stage::Approved && event.part.is_none() && event.actual_on.is_some());
        approved.min_by_key(|event| event.actual_on)
    }

    /// The day that picks the vintage of a unit of its territory: the one given, else that of the approval,
    /// else the day the plan was entered.
    #[must_use]
    pub fn vintage_day(&self, unit: &UnitRef) -> Day {
        unit.on.or_else(|| self.approval().and_then(|event| event.actual_on)).unwrap_or(self.registered_on)
    }
}
