//! `area`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Notices, bbox, day, position};
use crate::snapshot::Snapshot;

/// A named territory that is no administrative unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of docs/api.md")]
pub(in crate::http) struct Area {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::AreaKind)]
    pub kind: &'static str,
    /// The kind in Vietnamese.
    pub kind_vi: &'static str,
    /// Urban class as the source writes it.
    pub class: Option<String>,
    /// `existing`, `planned`, or as the source writes it.
    pub status: Option<String>,
    /// First day in force; null is "as far back as known".
    pub valid_from: Option<String>,
    /// First day no longer in force; null is "still in force".
    pub valid_to: Option<String>,
    /// Area on the ellipsoid (km²); null where its land is not known.
    pub area_km2: Option<f64>,
    /// How far it can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    pub quality: &'static str,
    /// A point inside (lon, lat).
    #[schema(value_type = Option<crate::http::wire::words::LonLat>)]
    pub point: Option<[f64; 2]>,
    /// West, south, east, north.
    #[schema(value_type = Option<crate::http::wire::words::Bbox>)]
    pub bbox: Option<[f64; 4]>,
}

impl Area {
    /// The area, by its place in the snapshot.
    pub(in crate::http) fn of(snapshot: &Snapshot, index: usize, notices: &mut Notices) -> Self {
        let entry = &snapshot.areas[index];
        let area = &entry.area;
        notices.land(area.quality);
        Self {
            id: area.id.clone(),
            name: area.name.clone(),
            kind: area.kind.code(),
            kind_vi: area.kind.vi(),
            class: area.class.clone(),
            status: area.status.clone(),
            valid_from: day(area.period.from),
            valid_to: day(area.period.to),
            area_km2: entry.area_km2(),
            quality: area.quality.code(),
            point: entry.shapes().first().map(|shape| position(shape.facts.point)),
            bbox: entry.bounds().map(bbox),
        }
    }

    /// Several of them.
    pub(in crate::http) fn all(snapshot: &Snapshot, indices: &[usize], notices: &mut Notices) -> Vec<Self> {
        indices.iter().map(|&index| Self::of(snapshot, index, notices)).collect()
    }
}
