//! `tiers`: the figures of one unit.

use serde::Serialize;
use utoipa::ToSchema;

use super::Notices;
use crate::coverage::{Figures, TierFigures};
use crate::domain::Tier;
use crate::snapshot::Snapshot;

/// The figures of one tier.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct TierAnswer {
    /// Land covered by plans in force (km²).
    covered_km2: f64,
    /// Land covered by plans being prepared and by none in force (km²).
    preparing_km2: f64,
    /// Covered share (0–100); null where there is no land to cover.
    percent: Option<f64>,
    /// Share being prepared (0–100); null where there is no land to cover.
    preparing_percent: Option<f64>,
    /// `full`, `partial`, `preparing` or `none`; null where there is no land to cover.
    #[schema(value_type = Option<crate::http::wire::words::CoverageStatus>)]
    status: Option<&'static str>,
    /// Plans in force that cover some of the land.
    plans: Vec<String>,
    /// Plans being prepared for some of the land.
    preparing_plans: Vec<String>,
}

/// The figures of each tier.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Tiers {
    regional: TierAnswer,
    general: TierAnswer,
    zoning: TierAnswer,
    detailed: TierAnswer,
}

impl Tiers {
    pub(in crate::http) fn of(snapshot: &Snapshot, figures: &Figures, notices: &mut Notices) -> Self {
        let mut tier = |tier| TierAnswer::of(snapshot, figures.tier(tier), figures.area_km2 > 0.0, notices);
        Self { regional: tier(Tier::Regional), general: tier(Tier::General), zoning: tier(Tier::Zoning), detailed: tier(Tier::Detailed) }
    }
}

impl TierAnswer {
    fn of(snapshot: &Snapshot, figures: &TierFigures, has_land: bool, notices: &mut Notices) -> Self {
        let mut ids = |plans: &[usize]| -> Vec<String> {
            let plans = plans.iter().map(|&plan| &snapshot.plans[plan].plan);
            plans.inspect(|plan| notices.made_up(plan.quality)).map(|plan| plan.id.clone()).collect()
        };
        Self {
            plans: ids(&figures.plans),
            preparing_plans: ids(&figures.preparing_plans),
            covered_km2: figures.covered_km2,
            preparing_km2: figures.preparing_km2,
            percent: has_land.then_some(figures.percent),
            preparing_percent: has_land.then_some(figures.preparing_percent),
            status: has_land.then(|| figures.status.code()),
        }
    }
}
