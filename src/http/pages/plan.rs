//! The page of a plan: its state, its decision, its land.

use maud::html;
use serde_json::{Value, json};

use super::address::path;
use super::head::{Head, Shown};
use super::words::{day, km2, land_of_units, sentence, told as words};
use crate::app::Subject;
use crate::config::layers::Source;
use crate::domain::{PlanState, Quality, Territory, UnitRef};
use crate::http::ask::{Ask, encode};
use crate::http::wire::{Notices, Plan};
use crate::picture::Language;
use crate::snapshot::{PlanEntry, Snapshot};

/// What is said of a plan.
pub(super) fn told(ask: &Ask<Shown>, id: &str) -> Option<Head> {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let index = snapshot.plan(id)?;
    let entry = &snapshot.plans[index];
    let plan = Plan::of(snapshot, index, ask.day, &mut Notices::none());
    let scale = plan.scale.map(|scale| words(language, format!(", tỷ lệ 1/{scale}"), format!(", scale 1/{scale}"))).unwrap_or_default();
    let kind = sentence(&words(language, entry.plan.kind.vi(), entry.plan.kind.en()));
    let measured = match &entry.plan.territory {
        Territory::Units(units) => land_of_units(language, snapshot, units.iter().filter_map(|unit| version(snapshot, &entry.plan, unit))),
        Territory::Boundary(_) | Territory::Areas(_) | Territory::None => String::new(),
    };
    let (state, decision, area) = (state(ask, entry), decision(language, &plan, entry.state(ask.day)), area(language, entry));
    let layer = ask.site.collections().find(|layer| layer.source == Source::Plans);
    let shown = !matches!(entry.state(ask.day), PlanState::None);
    let at = if ask.query.has_day { format!("&at={}", ask.day) } else { String::new() };
    Some(Head {
        title: plan.name.clone(),
        description: format!("{kind}{scale}. {state} {decision}{area}{measured}"),
        is_made_up: entry.plan.quality == Quality::Illustrative,
        path: format!("/plans/{}", encode(id)),
        feature: layer.filter(|_| shown).map(|layer| (format!("/ogc/collections/{}/items/{}", layer.id, encode(id)), at)),
        api: format!("/api/plans/{}?at={}", encode(id), ask.day),
        data: data(&plan, entry.state(ask.day)),
        lines: html! { @if let Territory::Units(units) = &entry.plan.territory {
            ul { @for unit in units.iter().take(20).filter_map(|unit| version(snapshot, &entry.plan, unit)) {
                @if let Some(path) = path(snapshot, Subject::Unit(unit), ask.settled.today) {
                    li { a href={ (ask.settled.base) (path) } { (snapshot.units[unit].version.full_name()) } }
                }
            } }
        } },
    })
}

/// The version of a unit that a plan means.
fn version(snapshot: &Snapshot, plan: &crate::domain::Plan, unit: &UnitRef) -> Option<usize> {
    snapshot.unit_on(&unit.code, plan.vintage_day(unit))
}

fn state(ask: &Ask<Shown>, entry: &PlanEntry) -> String {
    let (language, state) = (ask.query.language, entry.state(ask.day));
    let word = words(language, state.word().vi(), state.word().en());
    let more = match state {
        PlanState::Preparing { stage } => format!(" ({})", words(language, stage.vi(), stage.en())),
        PlanState::Ended { cause, .. } => format!(" ({})", words(language, cause.vi(), cause.en())),
        PlanState::InForce { .. } | PlanState::None => String::new(),
    };
    let on = day(language, ask.day);
    words(language, format!("Ngày {on}: {word}{more}."), format!("On {on}: {word}{more}."))
}

/// The decision as far as it is known.
fn decision(language: Language, plan: &Plan, state: PlanState) -> String {
    let by = |word: &str| plan.authority.as_ref().map(|authority| format!(" {word} {authority}")).unwrap_or_default();
    match (&plan.decision_number, &plan.approved_on) {
        (Some(number), Some(on)) => words(
            language,
            format!("Quyết định số {number} ngày {}{}.", written(on), by("của")),
            format!("Decision {number} of {on}{}.", by("by")),
        ),
        (None, Some(on)) => words(
            language,
            format!("Phê duyệt ngày {}{}; số quyết định chưa có trong dữ liệu.", written(on), by("bởi")),
            format!("Approved on {on}{}; the number of the decision is not in the data.", by("by")),
        ),
        _ if matches!(state, PlanState::Preparing { .. }) => words(language, "Chưa được phê duyệt.", "Not approved yet."),
        _ => words(language, "Ngày phê duyệt chưa có trong dữ liệu.", "The day of its approval is not in the data."),
    }
}

/// `2022-06-01` as people in Vietnam write it.
fn written(day: &str) -> String {
    day.split('-').rev().map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join("/")
}

fn area(language: Language, entry: &PlanEntry) -> String {
    match entry.area_km2() {
        Some(area) => words(language, format!(" Phạm vi {}.", km2(language, area)), format!(" Its territory is {}.", km2(language, area))),
        None => words(language, " Chưa rõ phạm vi.", " Its territory is not known."),
    }
}

/// A plan is an act once it is approved; one that is made up is none.
fn data(plan: &Plan, state: PlanState) -> Value {
    let Some(approved) = plan.approved_on.as_ref().filter(|_| plan.quality != Quality::Illustrative.code()) else {
        return json!({"@type": "CreativeWork", "identifier": plan.id, "genre": plan.kind_vi});
    };
    let force = if matches!(state, PlanState::InForce { .. }) { "InForce" } else { "NotInForce" };
    let mut data = json!({
        "@type": "Legislation",
        "identifier": plan.id,
        "legislationType": plan.kind_vi,
        "legislationDate": approved,
        "legislationLegalForce": format!("https://schema.org/{force}"),
    });
    if let Some(number) = &plan.decision_number {
        data["legislationIdentifier"] = number.clone().into();
    }
    if let Some(authority) = &plan.authority {
        data["legislationPassedBy"] = json!({"@type": "GovernmentOrganization", "name": authority});
    }
    data
}
