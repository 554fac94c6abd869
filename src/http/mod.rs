//! The server: every route on one screen. The only user of `axum`.
//!
//! A handler extracts, asks and wraps: no SQL, no geometry, at most 25 lines. Wire types live here and nowhere else. Never here:
//! opening a store, reading the clock, deciding what a figure is. A 5xx never carries the text of its cause.
//!
//! Parts in reading order: `site` (what is served) · `settle` (edition, day, ETag) · `ask` and `query` (what a handler is given) ·
//! `wire` (shapes that recur) · `api` · `ogc` · `error` (the table error → status) · `shell` and `observe` (around every answer) · `run` · `limits`.

mod api;
mod ask;
mod error;
mod limits;
mod observe;
mod ogc;
mod query;
mod run;
mod settle;
mod shell;
mod site;
mod wire;

pub use limits::{LIMITS, Limits};
pub use run::{ask, serve};
pub use site::{Edition, Site, SiteError, VERSION};

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get};
use tower_http::compression::CompressionLayer;

type Route = (&'static str, MethodRouter<Arc<Site>>);

/// Answers that are computed from an edition: tagged, compressed.
fn questions() -> Vec<Route> {
    vec![
        ("/api/site", get(api::site)),
        ("/api/lookup", get(api::lookup)),
        ("/api/coverage", get(api::coverage)),
        ("/api/units/{code}", get(api::unit)),
        ("/api/areas/{id}", get(api::area)),
        ("/api/plans", get(api::plans)),
        ("/api/plans/{id}", get(api::plan)),
        ("/api/search", get(api::search)),
        ("/api/timeline", get(api::timeline)),
        ("/api/openapi.json", get(api::openapi)),
        ("/ogc", get(ogc::landing)),
        ("/ogc/", get(ogc::landing)),
        ("/ogc/api", get(ogc::api)),
        ("/ogc/conformance", get(ogc::conformance)),
        ("/ogc/collections", get(ogc::collections)),
        ("/ogc/collections/{layer}", get(ogc::collection)),
        ("/ogc/collections/{layer}/items", get(ogc::items)),
        ("/ogc/collections/{layer}/items/{id}", get(ogc::item)),
    ]
}

/// Answers that are the same for everybody, or change all the time.
fn others() -> Vec<Route> {
    vec![
        ("/api/docs", get(api::docs)),
        ("/api/docs.js", get(api::docs_script)),
        ("/api/docs.css", get(api::docs_style)),
        ("/health/live", get(observe::live)),
        ("/health/ready", get(observe::ready)),
        ("/metrics", get(observe::metrics_text)),
    ]
}

/// The paths of every question, so that their description can be checked.
#[must_use]
pub fn question_paths() -> Vec<&'static str> {
    questions().into_iter().map(|(path, _)| path).collect()
}

/// The server of a site.
pub fn router(site: Arc<Site>) -> Router {
    let routes = |table: Vec<Route>| table.into_iter().fold(Router::new(), |router, (path, route)| router.route(path, route));
    let questions = routes(questions()).layer(CompressionLayer::new()).layer(from_fn_with_state(Arc::clone(&site), settle::settle));
    shell::around(questions.merge(routes(others())).fallback(|| async { StatusCode::NOT_FOUND }), site)
}
