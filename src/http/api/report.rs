//! `/api/report.xlsx`: what is known on a day as an Excel workbook.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use utoipa::IntoParams;

use super::Problems;
use crate::app::write_report;
use crate::domain::UnitCode;
use crate::formats::XLSX;
use crate::http::ask::{Ask, At};
use crate::http::downloads::Made;
use crate::http::error::ApiError;
use crate::http::query::{Fields, Question};
use crate::http::wire::Notices;
use crate::report::Asked;

/// Of what.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct ReportQuery {
    /// Code of the unit that the report is limited to, with all below it and the plans that have land in it; everything where absent.
    #[param(value_type = Option<String>, example = "20", pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
}

impl Question for ReportQuery {
    fn read(fields: &mut Fields) -> Self {
        Self { unit: fields.unit_code("unit") }
    }
}

/// The report of a day as an Excel workbook: coverage, indicators, who is missing, plans, milestones, each a sheet.
///
/// What must be known of it stands in its first sheet, and as codes in the header `Plancover-Notices`.
#[utoipa::path(
    get, path = "/api/report.xlsx", tag = "indicators",
    params(ReportQuery, At),
    responses((status = 200, description = "An Excel workbook, its heads in Vietnamese and English", content_type = XLSX), Problems)
)]
pub(in crate::http) async fn report(ask: Ask<ReportQuery>) -> Result<Response, ApiError> {
    let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
    let name = ask.query.unit.as_ref().map_or_else(String::new, |code| format!("{code}-"));
    let name = format!("attachment; filename=\"report-{name}{}.xlsx\"", ask.day);
    let (site, key) = (Arc::clone(&ask.site), (ask.settled.edition.fingerprint, ask.day, unit));
    let mut response = site.downloads.answer(&key, XLSX, move || make(&ask, unit)).await?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(ApiError::internal)?);
    Ok(response)
}

fn make(ask: &Ask<ReportQuery>, unit: Option<usize>) -> Result<Made, ApiError> {
    let (view, title) = (&ask.settled.edition.view, &ask.site.settings.title);
    let asked = Asked {
        snapshot: &view.snapshot,
        coverage: &view.coverage,
        indicators: &ask.site.indicators,
        day: ask.day,
        unit,
        title: [&title.vi, &title.en],
    };
    let file = tempfile::tempfile().map_err(ApiError::internal)?;
    let outcome = write_report(&asked, &file).map_err(ApiError::internal)?;
    let mut notices = Notices::new(ask.snapshot(), ask.day);
    asked.qualities().into_iter().for_each(|quality| notices.land(quality));
    if outcome.cut_off > 0 {
        notices.cut_off();
    }
    Made::of(file, notices)
}
