//! `/api/findings`: what is odd about plans on a day, and what the data lacks, reported and never refused.

use std::collections::{BTreeMap, HashSet};

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage;
use crate::domain::{FindingKind, FindingRule, Quality, Severity, UnitCode};
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
    /// About what: how plans were made and lie (`proceedings`, unless asked), what the data lacks (`data`), or `all`.
    #[param(value_type = Option<crate::http::wire::words::FindingSubject>)]
    about: About,
    /// Only those about a plan or unit whose record is of this quality.
    #[param(value_type = Option<crate::http::wire::words::Quality>)]
    quality: Option<Quality>,
    /// How many (default 100).
    #[param(minimum = 1, maximum = 1000, value_type = Option<usize>)]
    limit: usize,
    /// How many to leave out before the first.
    #[param(value_type = Option<usize>)]
    offset: usize,
}

/// What findings are about.
#[derive(Debug, Clone, Copy, Default)]
enum About {
    #[default]
    Proceedings,
    Data,
    All,
}

impl About {
    fn read(text: &str) -> Result<Self, String> {
        match text {
            "proceedings" => Ok(Self::Proceedings),
            "data" => Ok(Self::Data),
            "all" => Ok(Self::All),
            _ => Err("proceedings, data, all".to_owned()),
        }
    }
}

impl Question for FindingsQuery {
    fn read(fields: &mut Fields) -> Self {
        Self {
            unit: fields.unit_code("unit"),
            kind: fields.word("kind", &FindingKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>()),
            about: fields.parsed("about", About::read).unwrap_or_default(),
            quality: fields.word("quality", &Quality::ALL.iter().map(|quality| quality.code()).collect::<Vec<_>>()),
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
    /// How many of each kind there are, whatever `kind` is asked for; the most severe first.
    counts: Vec<KindCount>,
    /// Pairs of plans in force, of the whole store, that share nothing but slivers; they are no findings.
    sliver_pairs: usize,
    /// Where the rest is.
    next: Option<String>,
}

/// How many findings there are of a kind.
#[derive(Debug, Serialize, ToSchema)]
struct KindCount {
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::FindingKind)]
    kind: &'static str,
    /// The kind in Vietnamese.
    kind_vi: &'static str,
    /// The kind in English.
    kind_en: &'static str,
    /// How much it matters.
    #[schema(value_type = crate::http::wire::words::Severity)]
    severity: &'static str,
    /// How many.
    count: usize,
}

/// What is odd about a plan, a pair of plans, or the data about them or a unit.
#[derive(Debug, Serialize, ToSchema)]
struct Finding {
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::FindingKind)]
    kind: &'static str,
    /// The kind in Vietnamese.
    kind_vi: &'static str,
    /// How much it matters.
    #[schema(value_type = crate::http::wire::words::Severity)]
    severity: &'static str,
    /// What was found, in Vietnamese.
    vi: String,
    /// What was found, in English.
    en: String,
    /// The plans concerned.
    plans: Vec<NamedPlan>,
    /// Codes of the smallest units of the day that have land in all of these plans; of a finding about a unit, its own.
    units: Vec<String>,
    /// The land concerned (km²), where it is about land.
    area_km2: Option<f64>,
    /// Day since which it is so; of what a record lacks the day it was entered, of a unit its first day, or the first known of anything.
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

/// What is odd about plans on a day (overlaps, stages out of order, reviews due), and what the data lacks.
#[utoipa::path(
    get, path = "/api/findings", tag = "plans",
    params(FindingsQuery, At),
    responses((status = 200, body = Answer<FindingsAnswer>), Problems)
)]
pub(in crate::http) async fn findings(ask: Ask<FindingsQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let FindingsQuery { kind, limit, offset, .. } = ask.query;
        let known = &ask.settled.edition.view.findings;
        let found = known.on(ask.day);
        let lacking = (!matches!(ask.query.about, About::Proceedings)).then(|| known.lacking(ask.day));
        let proceedings = if matches!(ask.query.about, About::Data) { &[] } else { found.findings.as_slice() };
        let matching = matching(ask, proceedings.iter().chain(lacking.iter().flat_map(|lacking| lacking.iter())))?;
        let counts = counts(&matching);
        let wanted: Vec<&coverage::Finding> = matching.into_iter().filter(|one| kind.is_none_or(|kind| one.kind == kind)).collect();
        let findings: Vec<Finding> = wanted.iter().skip(offset).take(limit).map(|one| Finding::of(ask, one, notices)).collect();
        let more = offset.saturating_add(findings.len()) < wanted.len();
        let next = more.then(|| ask.address_with("/api/findings", &[("offset", &(offset + limit).to_string())]));
        Ok(FindingsAnswer { findings, total: wanted.len(), counts, sliver_pairs: found.sliver_pairs.len(), next })
    })
    .await
}

/// The findings asked for, of whatever kind.
fn matching<'a>(
    ask: &Ask<FindingsQuery>,
    all: impl Iterator<Item = &'a coverage::Finding>,
) -> Result<Vec<&'a coverage::Finding>, ApiError> {
    let (view, snapshot) = (&ask.settled.edition.view, ask.snapshot());
    let unit = ask.query.unit.as_ref().map(|code| ask.unit_on(code)).transpose()?;
    let in_unit: Option<HashSet<usize>> = unit.map(|unit| view.coverage.plans_in(unit, ask.day).into_iter().collect());
    let vintage = snapshot.vintage(ask.day);
    let here = |one: &&coverage::Finding| {
        in_unit.as_ref().is_none_or(|here| one.plans.iter().all(|plan| here.contains(plan)))
            && unit.is_none_or(|unit| one.units.iter().all(|of| vintage.chain(*of).contains(&unit)))
    };
    let of_quality = |one: &&coverage::Finding| {
        let plans = one.plans.iter().map(|&plan| snapshot.plans[plan].plan.quality);
        let mut all = plans.chain(one.units.iter().map(|&unit| snapshot.units[unit].version.quality));
        ask.query.quality.is_none_or(|wanted| all.any(|quality| quality == wanted))
    };
    Ok(all.filter(here).filter(of_quality).collect())
}

fn counts(findings: &[&coverage::Finding]) -> Vec<KindCount> {
    let mut counts: BTreeMap<(Severity, FindingKind), usize> = BTreeMap::new();
    for one in findings {
        *counts.entry((one.kind.severity(), one.kind)).or_default() += 1;
    }
    let count = |((severity, kind), count): ((Severity, FindingKind), usize)| KindCount {
        kind: kind.code(),
        kind_vi: kind.vi(),
        kind_en: kind.en(),
        severity: severity.code(),
        count,
    };
    counts.into_iter().map(count).collect()
}

impl Finding {
    fn of(ask: &Ask<FindingsQuery>, finding: &coverage::Finding, notices: &mut Notices) -> Self {
        let FindingRule { vi, en, source } = finding.rule;
        Self {
            kind: finding.kind.code(),
            kind_vi: finding.kind.vi(),
            severity: finding.kind.severity().code(),
            vi: finding.vi.clone(),
            en: finding.en.clone(),
            plans: finding.plans.iter().map(|&plan| NamedPlan::of(ask, plan, notices)).collect(),
            units: units(ask, finding, notices),
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
fn units(ask: &Ask<FindingsQuery>, finding: &coverage::Finding, notices: &mut Notices) -> Vec<String> {
    let lists = finding.plans.iter().map(|&plan| ask.settled.edition.view.findings.units(plan, ask.day));
    let common = lists.reduce(|common, list| common.into_iter().filter(|unit| list.contains(unit)).collect());
    let versions = common.unwrap_or_else(|| finding.units.clone()).into_iter().map(|unit| &ask.snapshot().units[unit].version);
    versions.inspect(|version| notices.land(version.quality)).map(|version| version.code.to_string()).collect()
}
