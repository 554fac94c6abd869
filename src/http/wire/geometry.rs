//! `geometry`: land as GeoJSON (RFC 7946) in an answer that is no GeoJSON itself.

use geo::{LineString, Polygon};
use serde::Serialize;
use serde_json::json;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::words::LonLat;
use crate::domain::Land;

/// A ring: positions (lon, lat), the last as the first.
type Ring = Vec<[f64; 2]>;

/// Land in WGS 84.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub(in crate::http) enum Geometry {
    /// One polygon: its outer ring, then its holes.
    Polygon(Vec<Ring>),
    /// Several.
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Geometry {
    pub(in crate::http) fn of(land: &Land) -> Self {
        match land.0.as_slice() {
            [polygon] => Self::Polygon(rings(polygon)),
            polygons => Self::MultiPolygon(polygons.iter().map(rings).collect()),
        }
    }
}

fn rings(polygon: &Polygon) -> Vec<Ring> {
    let ring = |ring: &LineString| ring.0.iter().map(|coord| [coord.x, coord.y]).collect();
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
}

impl PartialSchema for Geometry {
    fn schema() -> RefOr<Schema> {
        let ring = ArrayBuilder::new().items(Ref::from_schema_name(LonLat::name())).min_items(Some(4));
        let rings = ArrayBuilder::new().items(ring).min_items(Some(1)).build();
        let parts = ArrayBuilder::new().items(RefOr::T(Schema::Array(rings.clone()))).min_items(Some(1)).build();
        let kind = |name: &'static str, coordinates: utoipa::openapi::schema::Array| {
            let word = ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).enum_values(Some([name]));
            let object = ObjectBuilder::new().property("type", word).required("type");
            object.property("coordinates", coordinates).required("coordinates").title(Some(name))
        };
        let either = OneOfBuilder::new().item(kind("Polygon", rings)).item(kind("MultiPolygon", parts));
        let example = json!({"type": "Polygon", "coordinates": [[[106.76, 21.85], [106.763, 21.85], [106.763, 21.852], [106.76, 21.85]]]});
        either.description(Some("Land as GeoJSON (RFC 7946).")).examples([example]).into()
    }
}

impl ToSchema for Geometry {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((LonLat::name().into_owned(), LonLat::schema()));
    }
}
