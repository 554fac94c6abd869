//! `/api/indicators`: what is measured, against which targets, who is missing.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use rayon::prelude::*;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage::{Evaluation, IndicatorPoint};
use crate::domain::{self, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::query::{Fields, Question};
use crate::http::wire::{Indicator, Notices, Unit};

/// For which unit.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct IndicatorQuery {
    /// Code of the unit that the subjects lie in; everything that is loaded where absent.
    #[param(value_type = Option<String>, example = "20", pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
}

impl Question for IndicatorQuery {
    fn read(fields: &mut Fields) -> Self {
        Self { unit: fields.unit_code("unit") }
    }
}

/// Every indicator.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorsAnswer {
    /// The unit; null for everything that is loaded.
    unit: Option<Unit>,
    /// In the order in which they are declared; of the subjects only those missing and in preparation.
    indicators: Vec<Indicator>,
}

/// One indicator.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorAnswer {
    /// The unit; null for everything that is loaded.
    unit: Option<Unit>,
    /// The indicator with all its subjects and all reported figures up to the day.
    indicator: Indicator,
    /// Its value over time up to the day: a point for each day on which it changed; of a reported one, for each day with a figure.
    /// Nothing of it is a forecast.
    history: Vec<IndicatorStep>,
}

/// The value of an indicator from a day on.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorStep {
    /// The first day on which it is so; of a reported figure the day it holds for.
    date: String,
    /// The value; null where there is nothing to be a share of.
    value: Option<f64>,
    /// Subjects satisfied, or land covered (km²); null where it is reported.
    numerator: Option<f64>,
    /// All subjects, or all their land (km²); null where it is reported.
    denominator: Option<f64>,
}

impl From<IndicatorPoint> for IndicatorStep {
    fn from(point: IndicatorPoint) -> Self {
        let IndicatorPoint { day, ratio } = point;
        let (numerator, denominator) = (Some(ratio.numerator), Some(ratio.denominator));
        Self { date: day.to_string(), value: ratio.percent(), numerator, denominator }
    }
}

/// Every indicator on the day, with its targets and the subjects still missing.
#[utoipa::path(
    get, path = "/api/indicators", tag = "indicators",
    params(IndicatorQuery, At),
    responses((status = 200, body = Answer<IndicatorsAnswer>), Problems)
)]
pub(in crate::http) async fn indicators(ask: Ask<IndicatorQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
        let measured = ask.site.indicators.iter().filter(|indicator| ask.snapshot().is_measured_by(indicator, ask.day));
        let measured: Vec<&domain::Indicator> = measured.collect();
        let evaluations: Vec<Option<Evaluation>> =
            measured.par_iter().map(|indicator| ask.settled.edition.view.coverage.evaluate(indicator, ask.day, unit)).collect();
        let indicators = measured.into_iter().zip(&evaluations);
        let indicators = indicators.map(|(indicator, evaluation)| wire(ask, indicator, evaluation.as_ref(), unit, notices).summary());
        Ok(IndicatorsAnswer { indicators: indicators.collect(), unit: unit.map(|unit| Unit::of(ask.snapshot(), unit, notices)) })
    })
    .await
}

/// One indicator on the day, with its targets and all its subjects.
#[utoipa::path(
    get, path = "/api/indicators/{id}", tag = "indicators",
    params(("id" = String, Path, description = "Identifier of the indicator"), IndicatorQuery, At),
    responses((status = 200, body = Answer<IndicatorAnswer>), Problems)
)]
pub(in crate::http) async fn indicator(Path(id): Path<String>, ask: Ask<IndicatorQuery>) -> Result<Response, ApiError> {
    // Its history may take as long as a question about features.
    let site = Arc::clone(&ask.site);
    let work = move |ask: &Ask<IndicatorQuery>, notices: &mut Notices| {
        let found = ask.site.indicators.iter().find(|indicator| indicator.id == id);
        let indicator = found.ok_or_else(|| ApiError::NotFound(format!("no indicator `{id}` is declared")))?;
        if !ask.snapshot().is_measured_by(indicator, ask.day) {
            let province = indicator.province.as_ref().map_or("", |code| code.as_str());
            return Err(ApiError::NotFound(format!(
                "indicator `{id}` is of province `{province}`, which is not among those loaded on {}",
                ask.day
            )));
        }
        let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
        let evaluation = ask.settled.edition.view.coverage.evaluate(indicator, ask.day, unit);
        let measured = wire(ask, indicator, evaluation.as_ref(), unit, notices);
        let points = ask.settled.edition.view.coverage.indicator_history(indicator, ask.day, unit);
        let mut history: Vec<IndicatorStep> = points.into_iter().map(IndicatorStep::from).collect();
        if indicator.measure.cover().is_none() {
            let step = |(date, value)| IndicatorStep { date, value: Some(value), numerator: None, denominator: None };
            history = measured.reported().map(step).collect();
        }
        Ok(IndicatorAnswer { indicator: measured, history, unit: unit.map(|unit| Unit::of(ask.snapshot(), unit, notices)) })
    };
    site.questions.through(move || ask.answer(work)).await
}

fn wire(
    ask: &Ask<IndicatorQuery>,
    indicator: &domain::Indicator,
    evaluation: Option<&Evaluation>,
    unit: Option<usize>,
    notices: &mut Notices,
) -> Indicator {
    Indicator::of(ask.snapshot(), indicator, evaluation, (ask.day, unit), notices)
}
