//! The landing page and what it conforms to (OGC 17-069r4, sections 7.2 and 7.4).

use axum::response::Response;
use serde_json::json;

use super::html;
use super::link::Link;
use super::representation::{Format, Representation, Resource};
use super::{styles, tiles};
use crate::http::ask::Ask;
use crate::http::error::ApiError;

/// The classes that are met, each held by tests of the concept it is about (`tests/it/ogc_*.rs`, `tests/it/filter_*.rs`).
const CLASSES: [&str; 45] = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata",
    "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/global-styles",
    "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/mapbox-styles",
];

/// `/ogc`.
pub(in crate::http) async fn landing(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Landing, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::landing(&ask));
    }
    ask.answer(|ask, _| {
        let (base, title) = (format!("{}/ogc", ask.settled.base), &ask.site.settings.title);
        let mut links = Link::to_itself(ask, "/ogc", Resource::Landing, sent);
        links.extend([
            Link::new("service-desc", Representation::OpenApi.media_type(), "The description of this API", format!("{base}/api")),
            Link::new("service-doc", "text/html", "The description of this API for people", format!("{base}/api?f=html")),
            Link::new("conformance", "application/json", "What this API conforms to", format!("{base}/conformance")),
            Link::new("data", "application/json", "The collections", format!("{base}/collections")),
            tiles::link(&ask.settled.base, ""),
            tiles::schemes_link(&ask.settled.base),
            styles::link(&ask.settled.base),
        ]);
        Ok(json!({ "title": title.vi, "description": title.en, "links": links }))
    })
}

/// `/ogc/conformance`.
pub(in crate::http) async fn conformance(ask: Ask<Format>) -> Result<Response, ApiError> {
    let sent = ask.query.of(Resource::Conformance, &ask.settled)?;
    if sent == Representation::Html {
        return Ok(html::conformance(&ask, &CLASSES));
    }
    ask.answer(|ask, _| {
        let links = Link::to_itself(ask, "/ogc/conformance", Resource::Conformance, sent);
        Ok(json!({ "links": links, "conformsTo": CLASSES.as_slice() }))
    })
}
