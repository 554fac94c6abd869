//! `/api/site`: what the page must know before anything else.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::config::Settings;
use crate::domain::{DISTRICTS_UNTIL, Level, Tier};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::Nothing;
use crate::http::site::VERSION;
use crate::http::wire::{bbox, day};
use crate::lookup::vn2000::PlaneCrs;
use crate::lookup::{Example, usual_crs};

/// What is served.
#[derive(Debug, Serialize, ToSchema)]
struct SiteAnswer {
    /// What the page calls itself, in Vietnamese.
    title: String,
    /// The same in English.
    title_en: String,
    /// Today in the configured time zone.
    today: String,
    /// First day on which anything changes.
    first_day: Option<String>,
    /// Rectangle around all units of the day.
    #[schema(value_type = Option<crate::http::wire::words::Bbox>)]
    bbox: Option<[f64; 4]>,
    /// What coverage is counted by.
    tiers: Vec<Word>,
    /// Those of which any plan is loaded, whatever its days: of another one nothing was supplied.
    #[schema(value_type = Vec<crate::http::wire::words::Tier>)]
    tiers_held: Vec<&'static str>,
    /// Levels of units, from the top.
    levels: Vec<Word>,
    /// What counts as covered.
    thresholds: Thresholds,
    /// The VN-2000 system that land certificates are printed in here, by the settings or by the provinces of the day; null where it is not
    /// certain: the reader has to choose it.
    vn2000: Option<Vn2000>,
    /// A place to try a look-up with, in what is loaded on the day; null where no unit is.
    examples: Option<Examples>,
    /// The first day without districts; plans and figures of former districts can be asked for from it on.
    districts_until: String,
    /// A map to draw below the plans.
    basemap: Option<Basemap>,
    /// Version of the program.
    version: &'static str,
}

/// A place to try a look-up with.
#[derive(Debug, Serialize, ToSchema)]
struct Examples {
    /// Code of the smallest unit there.
    unit_code: String,
    /// Its name without the kind.
    name: String,
    /// Its name with the kind.
    full_name: String,
    /// A position inside it.
    #[schema(value_type = crate::http::wire::words::LonLat)]
    position: [f64; 2],
    /// The corners of a parcel around the position; null where the system of `vn2000` is not certain.
    parcel: Option<ExampleParcel>,
}

/// The corners of a parcel on VN-2000, as a land certificate lists them.
#[derive(Debug, Serialize, ToSchema)]
struct ExampleParcel {
    /// The EPSG code of the system.
    epsg: u16,
    /// Easting and northing (m) of each corner, counterclockwise, the first not repeated.
    corners: Vec<[f64; 2]>,
}

/// A word of a closed list.
#[derive(Debug, Serialize, ToSchema)]
struct Word {
    /// Its code.
    id: &'static str,
    /// In Vietnamese.
    vi: &'static str,
    /// In English.
    en: &'static str,
}

/// What counts as covered (percent).
#[derive(Debug, Serialize, ToSchema)]
struct Thresholds {
    /// At least this much is `full`.
    full_percent: f64,
    /// More than this much is `partial`.
    partial_percent: f64,
}

/// A VN-2000 plane system.
#[derive(Debug, Serialize, ToSchema)]
struct Vn2000 {
    /// Its EPSG code.
    epsg: u16,
    /// Its central meridian (degrees).
    central_meridian: f64,
}

impl From<PlaneCrs> for Vn2000 {
    fn from(crs: PlaneCrs) -> Self {
        Self { epsg: crs.epsg, central_meridian: crs.central_meridian }
    }
}

/// A raster map.
#[derive(Debug, Serialize, ToSchema)]
struct Basemap {
    /// Tile address with `{z}`, `{x}` and `{y}`.
    url: String,
    /// Whose map it is.
    attribution: String,
}

/// What is served: title, days, extent, words, thresholds.
#[utoipa::path(get, path = "/api/site", tag = "site", params(At), responses((status = 200, body = Answer<SiteAnswer>), Problems))]
pub(in crate::http) async fn site(ask: Ask<Nothing>) -> Result<Response, ApiError> {
    ask.answer(|ask, notices| {
        let snapshot = ask.snapshot();
        let units = snapshot.vintage(ask.day).units();
        units.for_each(|unit| notices.land(snapshot.units[unit].version.quality));
        snapshot.plans.iter().for_each(|entry| notices.made_up(entry.plan.quality));
        let crs = ask.site.vn2000.or_else(|| usual_crs(snapshot, ask.day));
        let Settings { title, basemap, .. } = &ask.site.settings;
        let thresholds = ask.settled.edition.view.coverage.thresholds;
        Ok(SiteAnswer {
            title: title.vi.clone(),
            title_en: title.en.clone(),
            today: ask.settled.today.to_string(),
            first_day: day(snapshot.timeline.first()),
            bbox: snapshot.bounds(ask.day).map(bbox),
            tiers: Tier::ALL.iter().map(|tier| Word { id: tier.code(), vi: tier.vi(), en: tier.en() }).collect(),
            tiers_held: snapshot.tiers_held().into_iter().map(Tier::code).collect(),
            levels: Level::ALL.iter().map(|level| Word { id: level.code(), vi: level.vi(), en: level.en() }).collect(),
            thresholds: Thresholds { full_percent: thresholds.full_percent, partial_percent: thresholds.partial_percent },
            vn2000: crs.map(Vn2000::from),
            examples: examples(ask, crs),
            districts_until: DISTRICTS_UNTIL.to_string(),
            basemap: basemap.clone().map(|map| Basemap { url: map.url, attribution: map.attribution }),
            version: VERSION,
        })
    })
}

fn examples(ask: &Ask<Nothing>, crs: Option<PlaneCrs>) -> Option<Examples> {
    let Example { unit, position, corners } = ask.settled.edition.example(ask.day, crs)?;
    let version = &ask.snapshot().units[unit].version;
    let parcel = crs.zip(corners);
    Some(Examples {
        unit_code: version.code.to_string(),
        name: version.name.clone(),
        full_name: version.full_name(),
        position: position.into(),
        parcel: parcel.map(|(crs, corners)| ExampleParcel { epsg: crs.epsg, corners: corners.map(|(x, y)| [x, y]).to_vec() }),
    })
}
