//! `/api/findings`: what is odd about plans on a day, reported and never refused.

use std::collections::HashSet;

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage;
use crate::domain::{FindingKind, FindingRule, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::wire::Notices;

/// Which findings, and how many.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct FindingsQuery {
    /// Only those all of whose plans have land in this unit on the day.
    #[param(value_type = Option<String>, pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// Only those of this kind.
    #[param(value_type = Option<crate::http::wire::words::FindingKind>)]
    kind: Option<FindingKind>,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

impl Question for FindingsQuery {
    fn read(fields: &mut Fields) -> Self {
        Self {
            unit: fields.unit_code("unit"),
            kind: fields.word("kind", &FindingKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>()),
            limit: fields.whole("limit", &LIMITS.page, LIMITS.page_default),
            offset: fields.whole("offset", &(0..=10_000_000), 0),
        }
    }
}

/// Some of the findings that match.
#[derive(Debug, Serialize, ToSchema)]
struct FindingsAnswer {
    /// By kind, then by plan.
    findings: Vec<Finding>,
    /// How many match.
    total: usize,
    /// Pairs of plans in force, of the whole store, that share nothing but slivers; they are no findings.
    sliver_pairs: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// What is odd about a plan, or a pair of plans.
#[derive(Debug, Serialize, ToSchema)]
struct Finding {
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::FindingKind)]
    kind: &'static str,
    /// The kind in Vietnamese.
    kind_vi: &'static str,
    /// What was found, in Vietnamese.
    vi: String,
    /// What was found, in English.
    en: String,
    /// The plans concerned.
    plans: Vec<NamedPlan>,
    /// Codes of the smallest units of the day that have land in all of these plans.
    units: Vec<String>,
    /// The land concerned (km²), where it is about land.
    area_km2: Option<f64>,
    /// Day since which it is so.
    since: String,
    /// The rule it is measured by.
    rule: Rule,
    /// The law and its article, or where this program documents its own rule.
    source: &'static str,
}

/// A plan by name.
#[derive(Debug, Serialize, ToSchema)]
struct NamedPlan {
    /// Its identifier.
    id: String,
    /// Its name.
    name: String,
    /// How far its record can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    quality: &'static str,
}

/// A rule in words.
#[derive(Debug, Serialize, ToSchema)]
struct Rule {
    /// In Vietnamese.
    vi: &'static str,
    /// In English.
    en: &'static str,
}

/// What is odd about plans on a day: overlaps, stages out of order, reviews due.
#[utoipa::path(
    get, path = "/api/findings", tag = "plans",
    params(FindingsQuery, At),
    responses((status = 200, body = Answer<FindingsAnswer>), Problems)
)]
pub(in crate::http) async fn findings(ask: Ask<FindingsQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let view = &ask.settled.edition.view;
        let FindingsQuery { kind, limit, offset, .. } = ask.query;
        let in_unit: Option<HashSet<usize>> = match &ask.query.unit {
            Some(code) => Some(view.coverage.plans_in(ask.unit_on(code)?, ask.day).into_iter().collect()),
            None => None,
        };
        let here = |plans: &[usize]| in_unit.as_ref().is_none_or(|here| plans.iter().all(|plan| here.contains(plan)));
        let found = view.findings.on(ask.day);
        let wanted = found.findings.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind) && here(&one.plans));
        let wanted: Vec<&coverage::Finding> = wanted.collect();
        let findings: Vec<Finding> = wanted.iter().skip(offset).take(limit).map(|one| Finding::of(ask, one, notices)).collect();
        let more = offset.saturating_add(findings.len()) < wanted.len();
        let next = more.then(|| ask.address_with("/api/findings", &[("offset", &(offset + limit).to_string())]));
        Ok(FindingsAnswer { findings, total: wanted.len(), sliver_pairs: found.sliver_pairs.len(), next })
    })
    .await
}

impl Finding {
    fn of(ask: &Ask<FindingsQuery>, finding: &coverage::Finding, notices: &mut Notices) -> Self {
        let FindingRule { vi, en, source } = finding.rule;
        Self {
            kind: finding.kind.code(),
            kind_vi: finding.kind.vi(),
            vi: finding.vi.clone(),
            en: finding.en.clone(),
            plans: finding.plans.iter().map(|&plan| NamedPlan::of(ask, plan, notices)).collect(),
            units: units(ask, &finding.plans, notices),
            area_km2: finding.area_km2,
            since: finding.since.to_string(),
            rule: Rule { vi, en },
            source,
        }
    }
}

impl NamedPlan {
    fn of(ask: &Ask<FindingsQuery>, plan: usize, notices: &mut Notices) -> Self {
        let plan = &ask.snapshot().plans[plan].plan;
        notices.made_up(plan.quality);
        Self { id: plan.id.clone(), name: plan.name.clone(), quality: plan.quality.code() }
    }
}

/// The units that have land in every one of the plans.
fn units(ask: &Ask<FindingsQuery>, plans: &[usize], notices: &mut Notices) -> Vec<String> {
    let lists = plans.iter().map(|&plan| ask.settled.edition.view.findings.units(plan, ask.day));
    let common = lists.reduce(|common, list| common.into_iter().filter(|unit| list.contains(unit)).collect());
    let versions = common.unwrap_or_default().into_iter().map(|unit| &ask.snapshot().units[unit].version);
    versions.inspect(|version| notices.land(version.quality)).map(|version| version.code.to_string()).collect()
}
