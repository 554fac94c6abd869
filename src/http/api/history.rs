//! `/api/coverage/history`: the figures of a unit over time, and as planned.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use super::coverage::denominator;
use crate::app::Subject;
use crate::coverage::{Denominator, Point, Stretch};
use crate::domain::{Day, Tier, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::{Fields, Question};
use crate::http::wire::{Notices, Unit};

/// Whose figures, of what, and during which days.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct HistoryQuery {
    /// Code of the unit; everything that is loaded where absent.
    #[param(value_type = Option<String>, example = "20", pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// The tier: `regional`, `general`, `zoning` or `detailed`.
    #[param(value_type = crate::http::wire::words::Tier, example = "general")]
    tier: Tier,
    /// The land that coverage is a share of: `unit` (default) or `construction_land`.
    #[param(value_type = Option<crate::http::wire::words::Denominator>)]
    of: Denominator,
    /// First day; where absent, the first on which anything changes.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Last day, of the forecast too; where absent, there is none.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// `true`: a unit that is no more goes on as the land of its last version.
    #[param(value_type = Option<bool>)]
    former: bool,
}

impl Question for HistoryQuery {
    fn read(fields: &mut Fields) -> Self {
        let unit = fields.unit_code("unit");
        let tier = tier(fields);
        let of = denominator(fields);
        let (from, to) = (fields.day("from"), fields.day("to"));
        if let Some((from, to)) = from.zip(to).filter(|(from, to)| from > to) {
            fields.refuse(FieldProblem::new("to", &to.to_string(), format!("a day not before `from`, {from}")));
        }
        Self { unit, tier, of, from, to, former: fields.flag("former") }
    }
}

/// The tier, which must be given.
pub(super) fn tier(fields: &mut Fields) -> Tier {
    let codes: Vec<&str> = Tier::ALL.iter().map(|tier| tier.code()).collect();
    let tier = fields.word("tier", &codes);
    fields.required("tier", tier, &codes.join(", ")).unwrap_or(Tier::General)
}

/// The figures of a unit over time, and as planned.
#[derive(Debug, Serialize, ToSchema)]
struct HistoryAnswer {
    /// The tier.
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    /// The land that coverage is a share of.
    #[schema(value_type = crate::http::wire::words::Denominator)]
    of: &'static str,
    /// The versions of the unit that points are about, oldest first.
    versions: Vec<Unit>,
    /// What was, up to the day asked about.
    points: Vec<PointAnswer>,
    /// What is recorded or planned for later days.
    forecast: Vec<ForecastPoint>,
    /// Plans whose approval was planned for earlier days: the forecast does without them.
    overdue: Vec<Overdue>,
}

/// The figure from a day on.
#[derive(Debug, Serialize, ToSchema)]
struct PointAnswer {
    /// First day on which it is so.
    date: String,
    /// Covered share (0–100); null where there is no land to cover.
    percent: Option<f64>,
    /// Land covered by plans in force (km²).
    covered_km2: f64,
    /// The denominator (km²).
    area_km2: f64,
    /// The version of the unit it is about, by code and first day; null for everything that is loaded.
    version: Option<String>,
    /// The land of the unit, or the way it is divided, changes on the day.
    boundary_change: bool,
    /// There is no such unit on the day: the figure is of the land of its last version.
    former: bool,
}

/// The figure from a day on, if approvals come as planned.
#[derive(Debug, Serialize, ToSchema)]
struct ForecastPoint {
    #[serde(flatten)]
    point: PointAnswer,
    /// Plans whose approval is planned for the day.
    plans: Vec<String>,
}

/// A plan whose approval was planned for an earlier day.
#[derive(Debug, Serialize, ToSchema)]
struct Overdue {
    /// The plan.
    plan: String,
    /// The last day its approval was planned for.
    planned_to: String,
}

/// Coverage of a unit by plans of one tier over time: one point for each day on which it changes.
#[utoipa::path(
    get, path = "/api/coverage/history", tag = "coverage",
    params(HistoryQuery, At),
    responses((status = 200, body = Answer<HistoryAnswer>), Problems)
)]
pub(in crate::http) async fn history(ask: Ask<HistoryQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        if let Some(code) = ask.query.unit.as_ref().filter(|code| ask.snapshot().versions(code).is_empty()) {
            return Err(ApiError::NotFound(format!("no unit `{code}` is known on any day")));
        }
        notices.construction_land(ask.snapshot(), ask.query.of, ask.day);
        let past = past(ask);
        let plans = ask.settled.edition.view.coverage.plans_about(&past.0, ask.query.tier);
        plans.iter().for_each(|&plan| notices.made_up(ask.snapshot().plans[plan].plan.quality));
        let (stretches, forecast, overdue) = future(ask, notices);
        if past.0.iter().chain(&stretches).any(Stretch::is_former) {
            notices.former();
        }
        Ok(HistoryAnswer {
            tier: ask.query.tier.code(),
            of: ask.query.of.code(),
            versions: versions(ask, past.0.iter().chain(&stretches), notices),
            points: past.1.iter().map(|point| PointAnswer::of(ask, point, &past.0)).collect(),
            forecast: forecast.iter().map(|point| ForecastPoint::of(ask, point, &stretches, notices)).collect(),
            overdue,
        })
    })
    .await
}

fn past(ask: &Ask<HistoryQuery>) -> (Vec<Stretch>, Vec<Point>) {
    let (coverage, query) = (&ask.settled.edition.view.coverage, &ask.query);
    let to = query.to.map_or(ask.day, |to| to.min(ask.day));
    let from = query.from.unwrap_or_else(|| ask.snapshot().timeline.first().map_or(to, |first| to.min(first)));
    let stretches = coverage.stretches(query.unit.as_ref(), from, Some(to), query.former);
    let points = coverage.history(&stretches, query.tier, query.of);
    (stretches, points)
}

fn future(ask: &Ask<HistoryQuery>, notices: &mut Notices) -> (Vec<Stretch>, Vec<Point>, Vec<Overdue>) {
    let (coverage, query, day) = (&ask.settled.edition.view.coverage, &ask.query, ask.day);
    let expected = ask.snapshot().expected(day);
    let stretches = |to| coverage.stretches(query.unit.as_ref(), day, to, query.former);
    let today = stretches(Some(day));
    let now = coverage.history(&today, query.tier, query.of).pop();
    let overdue = today.first().map(|today| coverage.overdue(today, query.tier, &expected)).unwrap_or_default();
    let overdue = overdue.into_iter().map(|(plan, on)| {
        let plan = &ask.snapshot().plans[plan].plan;
        notices.made_up(plan.quality);
        Overdue { plan: plan.id.clone(), planned_to: on.to_string() }
    });
    let overdue = overdue.collect();
    if query.to.is_some_and(|to| to < day) {
        return (Vec::new(), Vec::new(), overdue);
    }
    let later = stretches(query.to);
    let mut points = coverage.forecast(&later, query.tier, query.of, &expected, now);
    points.retain(|point| query.from.is_none_or(|from| from <= point.day));
    if !points.is_empty() {
        notices.forecast();
    }
    (later, points, overdue)
}

/// The unit versions of stretches, each once.
fn versions<'a>(ask: &Ask<HistoryQuery>, stretches: impl Iterator<Item = &'a Stretch>, notices: &mut Notices) -> Vec<Unit> {
    let mut units: Vec<usize> = stretches.flat_map(|stretch| stretch.units.iter().copied()).collect();
    units.dedup();
    for &unit in &units {
        notices.land(ask.snapshot().units[unit].version.quality);
    }
    if ask.query.unit.is_none() { Vec::new() } else { Unit::all(ask.snapshot(), &units, notices) }
}

impl PointAnswer {
    fn of(ask: &Ask<HistoryQuery>, point: &Point, stretches: &[Stretch]) -> Self {
        let within = |stretch: &&Stretch| stretch.from <= point.day && stretch.to.is_none_or(|to| point.day < to);
        let unit = ask.query.unit.as_ref().and(point.units.first());
        Self {
            date: point.day.to_string(),
            percent: point.percent(),
            covered_km2: point.covered.covered_km2,
            area_km2: point.covered.base_km2,
            version: unit.map(|&unit| Subject::Unit(unit).id(ask.snapshot())),
            boundary_change: point.boundary_change,
            former: stretches.iter().find(within).is_some_and(Stretch::is_former),
        }
    }
}

impl ForecastPoint {
    fn of(ask: &Ask<HistoryQuery>, point: &Point, stretches: &[Stretch], notices: &mut Notices) -> Self {
        let plans = point.approved.iter().map(|&plan| &ask.snapshot().plans[plan].plan);
        let plans = plans.inspect(|plan| notices.made_up(plan.quality)).map(|plan| plan.id.clone()).collect();
        Self { point: PointAnswer::of(ask, point, stretches), plans }
    }
}
