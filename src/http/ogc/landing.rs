//! The landing page and what it conforms to (OGC 17-069r4, sections 7.2 and 7.4).

use axum::response::Response;
use serde_json::json;

use super::asked::Format;
use super::{Link, OPENAPI_3_0};
use crate::http::ask::Ask;
use crate::http::error::ApiError;

/// The classes that are met: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/>.
const CLASSES: [&str; 3] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];

/// `/ogc`.
pub(in crate::http) async fn landing(ask: Ask<Format>) -> Result<Response, ApiError> {
    ask.answer(|ask, _| {
        let (base, title) = (format!("{}/ogc", ask.settled.base), &ask.site.settings.title);
        let links = [
            Link::new("self", "application/json", "This page", base.clone()),
            Link::new("service-desc", OPENAPI_3_0, "The description of this API", format!("{base}/api")),
            Link::new("service-doc", "text/html", "The program's own API", format!("{}/api/docs", ask.settled.base)),
            Link::new("conformance", "application/json", "What this API conforms to", format!("{base}/conformance")),
            Link::new("data", "application/json", "The collections", format!("{base}/collections")),
        ];
        Ok(json!({ "title": title.vi, "description": title.en, "links": links }))
    })
}

/// `/ogc/conformance`.
pub(in crate::http) async fn conformance(ask: Ask<Format>) -> Result<Response, ApiError> {
    ask.answer(|_, _| Ok(json!({ "conformsTo": CLASSES })))
}
