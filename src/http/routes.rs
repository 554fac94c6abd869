//! Every route on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use super::quick::Quick;
use super::site::Site;
use super::{api, maps, observe, ogc, packs, pages, settle, shell, tiles, web};
use crate::formats::XLSX;

type Route = (&'static str, MethodRouter<Arc<Site>>);

/// Answers that are computed from an edition: tagged, compressed.
fn questions() -> Vec<Route> {
    vec![
        ("/api/site", get(api::site)),
        ("/api/lookup", get(api::lookup).post(api::parcel)),
        ("/api/lookup/brief", get(api::brief)),
        ("/api/coverage", get(api::coverage)),
        ("/api/coverage/brief", get(api::shades)),
        ("/api/coverage/history", get(api::history)),
        ("/api/coverage/gaps", get(api::gaps)),
        ("/api/units/{code}", get(api::unit)),
        ("/api/units/{code}/lineage", get(api::lineage)),
        ("/api/areas/{id}", get(api::area)),
        ("/api/plans", get(api::plans)),
        ("/api/plans/{id}", get(api::plan)),
        ("/api/milestones", get(api::milestones)),
        ("/api/findings", get(api::findings)),
        ("/api/search", get(api::search)),
        ("/api/indicators", get(api::indicators)),
        ("/api/indicators/{id}", get(api::indicator)),
        ("/api/sources", get(api::sources)),
        ("/api/sources/{id}", get(api::source)),
        ("/api/report.xlsx", get(api::report)),
        ("/api/timeline", get(api::timeline)),
        ("/api/changes", get(api::changes)),
        ("/api/openapi.json", get(api::openapi)),
        ("/ogc", get(ogc::landing)),
        ("/ogc/", get(ogc::landing)),
        ("/ogc/api", get(ogc::api)),
        ("/ogc/conformance", get(ogc::conformance)),
        ("/ogc/collections", get(ogc::collections)),
        ("/ogc/collections/{layer}", get(ogc::collection)),
        ("/ogc/collections/{layer}/schema", get(ogc::returnables)),
        ("/ogc/collections/{layer}/queryables", get(ogc::queryables)),
        ("/ogc/collections/{layer}/sortables", get(ogc::sortables)),
        ("/ogc/collections/{layer}/download", get(ogc::download)),
        (ogc::ITEMS, get(ogc::items)),
        ("/ogc/collections/{layer}/items/{id}", get(ogc::item)),
        ("/ogc/collections/{layer}/tiles", get(ogc::tilesets_of_collection)),
        ("/ogc/collections/{layer}/tiles/{tileMatrixSetId}", get(ogc::tileset_of_collection)),
        ("/ogc/tiles", get(ogc::tilesets_of_all)),
        ("/ogc/tiles/{tileMatrixSetId}", get(ogc::tileset_of_all)),
        ("/ogc/tileMatrixSets", get(ogc::tile_schemes)),
        ("/ogc/tileMatrixSets/{tileMatrixSetId}", get(ogc::tile_scheme)),
        ("/ogc/styles", get(ogc::styles)),
        ("/ogc/styles/{styleId}", get(ogc::style_sheet)),
        ("/ogc/styles/{styleId}/metadata", get(ogc::metadata)),
        ("/ogc/styles/{styleId}/legend", get(ogc::legend)),
        ("/tiles/{layers}", get(tiles::tilejson)),
        ("/styles", get(tiles::styles)),
        ("/styles/{style}", get(tiles::style)),
        ("/styles/{style}/legend.json", get(tiles::legend)),
        ("/maps/{style}", get(maps::sheet)),
        ("/maps/{style}/{z}/{x}/{y}", get(maps::tile)),
    ]
}

/// Pages for people, tagged and compressed like questions; no question of the API is among them.
fn pages() -> Vec<Route> {
    vec![
        ("/", get(pages::home)),
        ("/units/{code}", get(pages::unit)),
        ("/plans/{id}", get(pages::plan)),
        ("/areas/{id}", get(pages::area)),
        ("/indicators/{id}", get(pages::indicator)),
        ("/sources/{id}", get(pages::source)),
        ("/robots.txt", get(pages::robots)),
        ("/sitemap.xml", get(pages::sitemap)),
    ]
}

/// Questions whose answers have an entity tag of their own, which an edit elsewhere leaves as it is, and are not compressed again.
fn files() -> Vec<Route> {
    vec![("/api/packs/{unit}", get(packs::pack)), ("/api/packs/{unit}/manifest.json", get(packs::manifest))]
}

/// Answers that are the same for everybody, or change all the time.
fn others() -> Vec<Route> {
    vec![
        (tiles::ROUTE, get(tiles::tile)),
        ("/ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", get(ogc::tile_of_all)),
        ("/ogc/collections/{layer}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", get(ogc::tile_of_collection)),
        ("/api/docs", get(api::docs)),
        ("/api/docs.js", get(api::docs_script)),
        ("/api/docs.css", get(api::docs_style)),
        ("/ogc/pages.css", get(ogc::style)),
        ("/health/live", get(observe::live)),
        ("/health/ready", get(observe::ready)),
        ("/metrics", get(observe::metrics_text)),
    ]
}

/// The paths of every question, so that their description can be checked.
#[must_use]
pub fn question_paths() -> Vec<&'static str> {
    questions().into_iter().chain(files()).map(|(path, _)| path).collect()
}

/// ZIP files and workbooks are compressed already, pictures as well.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/zip")).and(NotForContentType::const_new(XLSX))
}

/// The server of a site.
#[must_use]
pub fn router(site: Arc<Site>) -> Quick {
    let routes = |table: Vec<Route>| table.into_iter().fold(Router::new(), |router, (path, route)| router.route(path, route));
    let questions = routes(questions())
        .merge(routes(pages()))
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .layer(from_fn_with_state(Arc::clone(&site), settle::settle));
    let rest = shell::around(questions.merge(routes(files())).merge(routes(others())).fallback(get(web::page)), Arc::clone(&site));
    Quick { site, rest }
}
