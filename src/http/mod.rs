//! The server: the only user of `axum` and `hyper`. `routes` shows every route on one screen.
//!
//! A handler extracts, asks and wraps: no SQL, no geometry, at most 25 lines. Wire types live here and nowhere else. Never here:
//! opening a store, reading the clock, deciding what a figure is. A 5xx never carries the text of its cause.
//!
//! Parts in reading order: `routes` · `site` (what is served) · `settle` (edition, day, ETag) · `ask` and `query` (what a handler
//! is given) · `posted` (land in a body) · `wire` (shapes that recur) · `api` · `ogc` · `tiles` · `maps` · `packs` (a unit for phones without a network) · `web` · `error` (the table error → status) · `shell` and
//! `observe` (around every answer) · `quick` (ahead of them) · `run` · `kept`, `gate` (what costs much), `downloads` and `piecewise` (files) · `limits` (what may be asked for at most).

mod api;
mod ask;
mod downloads;
mod error;
mod gate;
mod kept;
mod limits;
mod maps;
mod observe;
mod ogc;
mod packs;
mod pages;
mod piecewise;
mod posted;
mod query;
mod quick;
mod routes;
mod run;
mod settle;
mod shell;
mod site;
mod tiles;
mod web;
mod wire;

pub use api::description;
pub use limits::{LIMITS, Limits};
pub use packs::{Pack, pack_of};
pub use quick::Quick;
pub use routes::{question_paths, router};
pub use run::{ask, serve};
pub use site::{Edition, Site, SiteError, VERSION};
pub use tiles::keep_warm;
