//! Coordinate reference systems by their identifiers (OGC 18-058r1, section 6; OGC 09-048r5).

use axum::http::{HeaderName, HeaderValue};

use crate::http::query::Fields;
use crate::lookup::Crs;

/// <http://www.opengis.net/def/crs/OGC/1.3/CRS84>: longitude and latitude on WGS 84.
pub(super) const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/// Begins the identifier of a system of EPSG, of no version.
const EPSG: &str = "http://www.opengis.net/def/crs/EPSG/0/";

/// In which system the geometries of an answer are (section 6.4).
pub(in crate::http) const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// The identifier of a system.
pub(super) fn uri(crs: Crs) -> String {
    crs.epsg().map_or_else(|| CRS84.to_owned(), |code| format!("{EPSG}{code}"))
}

/// The identifiers of all systems, the default first.
pub(super) fn uris() -> Vec<String> {
    Crs::all().map(uri).collect()
}

/// The value of [`CONTENT_CRS`].
pub(super) fn content_crs(crs: Crs) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("<{}>", uri(crs))).ok()
}

/// Reads a parameter that names a system; only listed identifiers are allowed (`/req/crs/fc-crs-valid-value`).
pub(super) fn read(fields: &mut Fields, field: &'static str) -> Crs {
    let named = fields.parsed(field, |text| {
        let code = || text.strip_prefix(EPSG)?.parse().ok().filter(|code: &u16| code.to_string().len() + EPSG.len() == text.len());
        let crs = if text == CRS84 { Some(Crs::Crs84) } else { code().and_then(|code| Crs::all().find(|crs| crs.epsg() == Some(code))) };
        crs.ok_or_else(|| {
            let codes: Vec<String> = Crs::all().filter_map(Crs::epsg).map(|code| code.to_string()).collect();
            format!("{CRS84}, or {EPSG} followed by one of {}", codes.join(", "))
        })
    });
    named.unwrap_or(Crs::Crs84)
}
