//! `unit`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Notices, bbox, day, position};
use crate::snapshot::Snapshot;

/// An administrative unit as it was during a period.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Unit {
    /// Code in the national list.
    pub code: String,
    /// Name without the kind.
    pub name: String,
    /// Name with the kind.
    pub full_name: String,
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::UnitKind)]
    pub kind: &'static str,
    /// The kind in Vietnamese.
    pub kind_vi: &'static str,
    /// `province`, `district` or `commune`.
    #[schema(value_type = crate::http::wire::words::Level)]
    pub level: &'static str,
    /// Code of the unit it belonged to.
    pub parent_code: Option<String>,
    /// First day in force; null is "as far back as known".
    pub valid_from: Option<String>,
    /// First day no longer in force; null is "still in force".
    pub valid_to: Option<String>,
    /// Area of its own boundary on the ellipsoid (km²).
    pub area_km2: f64,
    /// How far the boundary can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    pub quality: &'static str,
    /// A point inside (lon, lat).
    #[schema(value_type = crate::http::wire::words::LonLat)]
    pub point: [f64; 2],
    /// West, south, east, north.
    #[schema(value_type = crate::http::wire::words::Bbox)]
    pub bbox: [f64; 4],
}

impl Unit {
    /// The unit, by its place in the snapshot.
    pub(in crate::http) fn of(snapshot: &Snapshot, index: usize, notices: &mut Notices) -> Self {
        let unit = &snapshot.units[index];
        let (version, facts) = (&unit.version, &unit.facts);
        notices.land(version.quality);
        Self {
            code: version.code.to_string(),
            name: version.name.clone(),
            full_name: version.full_name(),
            kind: version.kind.code(),
            kind_vi: version.kind.vi(),
            level: version.level().code(),
            parent_code: version.parent_code.as_ref().map(ToString::to_string),
            valid_from: day(version.period.from),
            valid_to: day(version.period.to),
            area_km2: facts.area_km2,
            quality: version.quality.code(),
            point: position(facts.point),
            bbox: bbox(facts.bounds),
        }
    }

    /// Several of them.
    pub(in crate::http) fn all(snapshot: &Snapshot, indices: &[usize], notices: &mut Notices) -> Vec<Self> {
        indices.iter().map(|&index| Self::of(snapshot, index, notices)).collect()
    }
}
