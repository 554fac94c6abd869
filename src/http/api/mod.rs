//! `/api`: the questions of the page and of phones, answered as `docs/api.md` writes.
//!
//! A handler extracts, asks and wraps; figures come from `coverage`, places from `lookup`, everything else from the snapshot.
//! Parts in reading order: `site`, `lookup`, `brief`, `parcel`, `coverage`, `shades`, `history`, `gaps`, `units`, `lineage`, `areas`, `plans` and `plan`,
//! `milestones`, `findings`, `indicators`, `sources`, `report`, `search`, `timeline`, `changes`, `openapi` and `docs`.

mod areas;
mod brief;
mod changes;
mod coverage;
mod docs;
mod findings;
mod gaps;
mod history;
mod indicators;
mod lineage;
mod lookup;
mod milestones;
mod openapi;
mod parcel;
mod plan;
mod plans;
mod report;
mod search;
mod shades;
mod site;
mod sources;
mod timeline;
mod units;

pub(super) use areas::area;
pub(super) use brief::brief;
pub(super) use changes::changes;
pub(super) use coverage::coverage;
pub(super) use docs::{page as docs, script as docs_script, style as docs_style};
pub(super) use findings::findings;
pub(super) use gaps::gaps;
pub(super) use history::history;
pub(super) use indicators::{indicator, indicators};
pub(super) use lineage::lineage;
pub(super) use lookup::lookup;
pub(super) use milestones::milestones;
pub use openapi::description;
pub(super) use openapi::openapi;
pub(super) use parcel::parcel;
pub(super) use plan::plan;
pub(super) use plans::plans;
pub(super) use report::report;
pub(super) use search::search;
pub(super) use shades::shades;
pub(super) use site::site;
pub(super) use sources::{source, sources};
pub(super) use timeline::timeline;
pub(super) use units::unit;

/// The answers other than 200 that any question may have.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that `error` makes")]
pub(super) enum Problems {
    /// The reader's copy, named by `If-None-Match`, is good.
    #[response(status = 304)]
    NotModified,
    /// A parameter is unknown, repeated, missing or malformed.
    #[response(status = 400, content_type = "application/problem+json")]
    Parameters(super::error::Problem),
    /// There is no such thing, or not on that day.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(super::error::Problem),
    /// Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(super::error::Problem),
    /// Our fault.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(super::error::Problem),
}
