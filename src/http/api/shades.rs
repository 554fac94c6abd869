//! `/api/coverage/brief`: the figures of all smallest units in few bytes, for a map whose tiles are there already.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::coverage::{Denominator, Figures};
use crate::domain::Tier;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::Nothing;

/// The figures of all smallest units, in columns: the same place in each list is the same unit.
#[derive(Debug, Serialize, ToSchema)]
struct ShadesAnswer {
    /// The units, by code.
    codes: Vec<String>,
    /// Their figures.
    tiers: Columns,
}

/// The figures of each tier.
#[derive(Debug, Serialize, ToSchema)]
struct Columns {
    regional: Column,
    general: Column,
    zoning: Column,
    detailed: Column,
}

/// The figures of one tier.
#[derive(Debug, Serialize, ToSchema)]
struct Column {
    /// Covered shares (0–100), rounded to two decimals as in tiles; null where there is no land to cover.
    percent: Vec<Option<f64>>,
    /// How they stand; null where there is no land to cover.
    #[schema(value_type = Vec<Option<crate::http::wire::words::CoverageStatus>>)]
    status: Vec<Option<&'static str>>,
}

impl Column {
    fn of(figures: &[Figures], tier: Tier) -> Self {
        let told = |figures: &Figures| (figures.area_km2 > 0.0).then(|| (figures.tier(tier).percent, figures.tier(tier).status));
        let rounded = |percent: f64| (percent * 100.0).round() / 100.0;
        Self {
            percent: figures.iter().map(|one| told(one).map(|(percent, _)| rounded(percent))).collect(),
            status: figures.iter().map(|one| told(one).map(|(_, status)| status.code())).collect(),
        }
    }
}

/// Share and status of all smallest units in each tier, in few bytes: what the tiles of a day are coloured by on another day.
#[utoipa::path(
    get, path = "/api/coverage/brief", tag = "coverage", operation_id = "coverage_brief",
    params(At),
    responses((status = 200, body = Answer<ShadesAnswer>), Problems)
)]
pub(in crate::http) async fn shades(ask: Ask<Nothing>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let (snapshot, coverage) = (ask.snapshot(), &ask.settled.edition.view.coverage);
        let vintage = snapshot.vintage(ask.day);
        let mut units: Vec<usize> = vintage.roots().iter().flat_map(|&unit| vintage.leaves(unit)).collect();
        units.sort_unstable_by(|&a, &b| snapshot.units[a].version.code.cmp(&snapshot.units[b].version.code));
        units.iter().for_each(|&unit| notices.land(snapshot.units[unit].version.quality));
        let figures: Vec<Figures> = units.iter().map(|&unit| coverage.figures(unit, Denominator::Unit, ask.day)).collect();
        let told = figures.iter().flat_map(|figures| Tier::ALL.iter().map(|&tier| figures.tier(tier)));
        told.flat_map(|tier| tier.plans.iter().chain(&tier.preparing_plans))
            .for_each(|&plan| notices.made_up(snapshot.plans[plan].plan.quality));
        let column = |tier| Column::of(&figures, tier);
        let [regional, general, zoning, detailed] = [Tier::Regional, Tier::General, Tier::Zoning, Tier::Detailed].map(column);
        let codes = units.iter().map(|&unit| snapshot.units[unit].version.code.to_string()).collect();
        Ok(ShadesAnswer { codes, tiers: Columns { regional, general, zoning, detailed } })
    })
    .await
}
