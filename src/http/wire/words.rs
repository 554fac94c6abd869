//! The closed lists of words and the fixed lists of numbers that stand in answers, as the description tells them. The words come from
//! the vocabulary of the domain, so that no list is written twice.

use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::coverage::{Denominator as OfWhat, Status};
use crate::domain;

fn closed_list(description: &str, words: Vec<&'static str>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).description(Some(description)).enum_values(Some(words)).into()
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident = $words:expr;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug)]
            pub(in crate::http) struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    closed_list(concat!($($doc),+).trim(), $words)
                }
            }

            impl ToSchema for $name {}
        )+
    };
}

/// The codes of a vocabulary.
macro_rules! codes {
    ($list:ty) => {
        <$list>::ALL.iter().map(|word| word.code()).collect()
    };
}

words! {
    /// Tier of a plan, the broadest first.
    Tier = codes!(domain::Tier);
    /// Level of a unit, from the top.
    Level = codes!(domain::Level);
    /// How far a record can be trusted.
    Quality = codes!(domain::Quality);
    /// Kind of an administrative unit.
    UnitKind = codes!(domain::UnitKind);
    /// Kind of a plan.
    PlanKind = codes!(domain::PlanKind);
    /// Kind of an area.
    AreaKind = codes!(domain::AreaKind);
    /// Step in the life of a plan.
    Stage = codes!(domain::Stage);
    /// State of a plan on a day.
    PlanState = codes!(domain::StateWord);
    /// Why a plan no longer counts.
    EndCause = codes!(domain::EndCause);
    /// What the territory of a plan rests on.
    TerritoryBasis = codes!(domain::TerritoryBasis);
    /// How much of a unit's land plans of a tier cover.
    CoverageStatus = codes!(Status);
    /// Which "no" it is that no plan of a tier is in force: required, but there is none; not required here; data not supplied; not known.
    No = codes!(domain::No);
    /// Why a plan of a tier is, or is not, required at a place.
    LackReason = codes!(domain::LackReason);
    /// The land that coverage is a share of.
    Denominator = OfWhat::ALL.map(OfWhat::code).to_vec();
    /// Where a planned step stands on a day.
    MilestoneState = codes!(domain::MilestoneState);
    /// How exactly a date is told.
    Precision = codes!(domain::Precision);
    /// What is odd about plans.
    FindingKind = codes!(domain::FindingKind);
    /// How much a finding matters.
    Severity = codes!(domain::Severity);
    /// What findings are about.
    FindingSubject = vec!["proceedings", "data", "all"];
    /// How a target stands.
    TargetStatus = codes!(domain::TargetStatus);
    /// How a target is compared.
    Operator = codes!(domain::Operator);
    /// How an indicator comes about.
    Measure = vec!["count", "area", "reported"];
    /// What an indicator counts.
    SubjectType = vec!["unit", "area"];
    /// What happened to a thing since a revision.
    ChangeWord = vec!["new", "changed", "removed"];
    /// What cites a document.
    CitingType = vec!["unit", "area", "plan", "event", "lineage", "target", "observation"];
    /// What a search finds.
    FoundType = vec!["unit", "area", "plan"];
    /// What happened to a unit.
    UnitChange = codes!(domain::UnitChange);
    /// How much of a unit an act moved.
    Extent = codes!(domain::Extent);
    /// What is known of a turn from.
    LineageBasis = codes!(domain::LineageBasis);
}

/// Numbers in a fixed order.
fn numbers(description: &str, count: usize) -> RefOr<Schema> {
    let number = ObjectBuilder::new().schema_type(SchemaType::new(Type::Number));
    ArrayBuilder::new().items(number).min_items(Some(count)).max_items(Some(count)).description(Some(description)).into()
}

/// A position.
#[derive(Debug)]
pub(in crate::http) struct LonLat;

impl PartialSchema for LonLat {
    fn schema() -> RefOr<Schema> {
        numbers("Longitude, latitude (WGS 84, degrees).", 2)
    }
}

impl ToSchema for LonLat {}

/// A rectangle.
#[derive(Debug)]
pub(in crate::http) struct Bbox;

impl PartialSchema for Bbox {
    fn schema() -> RefOr<Schema> {
        numbers("West, south, east, north (WGS 84, degrees).", 4)
    }
}

impl ToSchema for Bbox {}
