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
    /// Covered share (0–100).
    percent: f64,
    /// Share being prepared (0–100).
    preparing_percent: f64,
    /// `full`, `partial`, `preparing` or `none`.
    status: &'static str,
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
        let mut tier = |tier| TierAnswer::of(snapshot, figures.tier(tier), notices);
        Self { regional: tier(Tier::Regional), general: tier(Tier::General), zoning: tier(Tier::Zoning), detailed: tier(Tier::Detailed) }
    }
}

impl TierAnswer {
    fn of(snapshot: &Snapshot, figures: &TierFigures, notices: &mut Notices) -> Self {
        let mut ids = |plans: &[usize]| -> Vec<String> {
            let plans = plans.iter().map(|&plan| &snapshot.plans[plan].plan);
            plans.inspect(|plan| notices.made_up(plan.quality)).map(|plan| plan.id.clone()).collect()
        };
        Self {
            plans: ids(&figures.plans),
            preparing_plans: ids(&figures.preparing_plans),
            covered_km2: figures.covered_km2,
            preparing_km2: figures.preparing_km2,
            percent: figures.percent,
            preparing_percent: figures.preparing_percent,
            status: figures.status.code(),
        }
    }
}
