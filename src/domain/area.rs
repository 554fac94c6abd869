//! Named territories that are no administrative units: urban areas, functional zones, construction land.

use super::vocabulary::{Quality, vocabulary};
use super::{Land, Period, UnitRef};

/// The identifier of an area, as its file gives it.
pub type AreaId = String;

vocabulary! {
    /// Kind of area.
    AreaKind as "kind of area" {
        UrbanArea = "urban_area", "Đô thị", "urban area";
        FunctionalZone = "functional_zone", "Khu chức năng", "functional zone";
        ConstructionLand = "construction_land", "Đất xây dựng đô thị", "urban construction land";
    }
}

/// A named territory: drawn, or the union of units each as it was on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The identifier.
    pub id: AreaId,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: AreaKind,
    /// Urban class (I–V, special) as the source writes it.
    pub class: Option<String>,
    /// `existing`, `planned`, or as the source writes it.
    pub status: Option<String>,
    /// When it was so.
    pub period: Period,
    /// Its own boundary, where one was drawn.
    pub boundary: Option<Land>,
    /// The units it consists of, where no boundary was drawn.
    pub units: Vec<UnitRef>,
    /// How far it can be trusted.
    pub quality: Quality,
    /// The document it comes from.
    pub source: Option<String>,
    /// The clause of that document.
    pub clause: Option<String>,
}
