//! `/api/coverage`: the figures of a unit and of those that belong to it.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage::Denominator;
use crate::domain::UnitCode;
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::{Fields, Question};
use crate::http::wire::{Notices, Tiers, Unit};

/// Whose figures, and of what.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct CoverageQuery {
    /// Code of the unit; everything that is loaded where absent.
    #[param(value_type = Option<String>, example = "20")]
    unit: Option<UnitCode>,
    /// The land that coverage is a share of: `unit` (default) or `construction_land`.
    #[param(value_type = Option<String>)]
    of: Denominator,
}

impl Question for CoverageQuery {
    fn read(fields: &mut Fields) -> Self {
        let unit = fields.unit_code("unit");
        Self { unit, of: denominator(fields) }
    }
}

/// The land that coverage is a share of.
pub(super) fn denominator(fields: &mut Fields) -> Denominator {
    let of = fields.parsed("of", |text| {
        let found = Denominator::ALL.into_iter().find(|of| of.code() == text);
        found.ok_or_else(|| Denominator::ALL.map(Denominator::code).join(", "))
    });
    of.unwrap_or(Denominator::Unit)
}

/// The figures of a unit and of those that belong to it.
#[derive(Debug, Serialize, ToSchema)]
struct CoverageAnswer {
    /// The land that coverage is a share of.
    of: &'static str,
    /// The unit; null for everything that is loaded.
    unit: Option<Unit>,
    /// The denominator (km²): the sum of the smallest units.
    area_km2: f64,
    /// The figures of all together.
    tiers: Tiers,
    /// Those that belong directly to the unit, by code.
    children: Vec<Row>,
}

/// One unit with its figures.
#[derive(Debug, Serialize, ToSchema)]
struct Row {
    /// The unit.
    unit: Unit,
    /// The denominator (km²).
    area_km2: f64,
    /// Its figures.
    tiers: Tiers,
}

impl Row {
    fn of(ask: &Ask<CoverageQuery>, unit: usize, notices: &mut Notices) -> Self {
        let figures = ask.settled.edition.view.coverage.figures(unit, ask.query.of, ask.day);
        let tiers = Tiers::of(ask.snapshot(), &figures, notices);
        Self { unit: Unit::of(ask.snapshot(), unit, notices), area_km2: figures.area_km2, tiers }
    }
}

/// Coverage of a unit by plans of each tier, and of the units that belong to it.
#[utoipa::path(
    get, path = "/api/coverage", tag = "coverage",
    params(CoverageQuery, At),
    responses((status = 200, body = Answer<CoverageAnswer>), Problems)
)]
pub(in crate::http) async fn coverage(ask: Ask<CoverageQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let (snapshot, vintage) = (ask.snapshot(), ask.snapshot().vintage(ask.day));
        let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
        let (asked, children) = match &unit {
            Some(unit) => (std::slice::from_ref(unit), vintage.children(*unit)),
            None => (vintage.roots(), vintage.roots()),
        };
        let figures = ask.settled.edition.view.coverage.sum(asked, ask.query.of, ask.day);
        Ok(CoverageAnswer {
            of: ask.query.of.code(),
            unit: unit.map(|unit| Unit::of(snapshot, unit, notices)),
            area_km2: figures.area_km2,
            tiers: Tiers::of(snapshot, &figures, notices),
            children: children.iter().map(|&child| Row::of(ask, child, notices)).collect(),
        })
    })
    .await
}
