//! The page of an administrative unit, in the version of the day or else the last one before it.

use maud::html;
use serde_json::{Value, json};

use super::address::{last_day, path};
use super::head::{Head, Shown};
use super::words::{counts_made_up, day, land, made_up, percent, tier, told as words};
use crate::app::Subject;
use crate::config::layers::Source;
use crate::coverage::Denominator;
use crate::domain::{Day, Period, Quality, Tier, UnitCode};
use crate::http::ask::{Ask, encode};
use crate::snapshot::Snapshot;

/// What is said of a unit.
pub(super) fn told(ask: &Ask<Shown>, code: &str) -> Option<Head> {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let code = UnitCode::new(code).ok()?;
    let unit = snapshot.last_version(&code, ask.day)?;
    let version = &snapshot.units[unit].version;
    let above = above(snapshot, unit, ask.day);
    let names: Vec<String> = above.iter().rev().map(|&unit| snapshot.units[unit].version.full_name()).collect();
    let belongs = if names.is_empty() { String::new() } else { format!(", {}", names.join(", ")) };
    let said = if version.period.contains(ask.day) { coverage(ask, unit) } else { former(ask, version.period) };
    let number = words(language, format!("mã {code}"), format!("code {code}"));
    Some(Head {
        title: version.full_name(),
        description: format!("{} ({number}){belongs}. {said}{}", version.full_name(), land(language, version.quality)),
        is_made_up: version.quality == Quality::Illustrative,
        path: path(snapshot, Subject::Unit(unit), ask.settled.today)?,
        feature: feature(ask, unit),
        api: format!("/api/units/{code}?at={}", standing_on(version.period, ask.day)),
        data: data(ask, unit, &above),
        lines: html! {
            @if !above.is_empty() { ul { @for &unit in &above { li { (link(ask, unit)) } } } }
        },
    })
}

/// The units it belongs to, from the province down, as they were on its last day in force.
fn above(snapshot: &Snapshot, unit: usize, day: Day) -> Vec<usize> {
    let mut chain = snapshot.vintage(standing_on(snapshot.units[unit].version.period, day)).chain(unit);
    chain.pop();
    chain
}

/// The day, or the last one of the period where that is over.
fn standing_on(period: Period, day: Day) -> Day {
    if period.contains(day) { day } else { last_day(period).unwrap_or(day) }
}

fn former(ask: &Ask<Shown>, period: Period) -> String {
    let language = ask.query.language;
    let since = period.to.map(|to| day(language, to)).unwrap_or_default();
    words(
        language,
        format!("Không còn là đơn vị hành chính từ ngày {since}."),
        format!("It is no administrative unit any more since {since}."),
    )
}

/// How much of a unit plans in force cover on the day, tier by tier; of tiers of which nothing is loaded, that.
pub(super) fn coverage(ask: &Ask<Shown>, unit: usize) -> String {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let figures = ask.settled.edition.view.coverage.figures(unit, Denominator::Unit, ask.day);
    let (held, on) = (snapshot.tiers_held(), day(language, ask.day));
    if held.is_empty() {
        return words(language, "Chưa nạp quy hoạch nào.", "No plan is loaded.");
    }
    let share = |&of: &Tier| {
        let share = if held.contains(&of) {
            percent(language, figures.tier(of).percent)
        } else {
            words(language, "chưa có dữ liệu", "no data supplied")
        };
        format!("{} {share}", tier(language, of))
    };
    let shares = Tier::ALL.iter().map(share).collect::<Vec<_>>().join(", ");
    let plans = Tier::ALL.iter().flat_map(|of| figures.tier(*of).plans.iter());
    let illustrative = plans.map(|&plan| snapshot.plans[plan].plan.quality).any(|quality| quality == Quality::Illustrative);
    let caution = if illustrative { counts_made_up(language) } else { "" };
    words(
        language,
        format!("Ngày {on}, quy hoạch có hiệu lực phủ: {shares}.{caution}"),
        format!("On {on}, plans in force cover: {shares}.{caution}"),
    )
}

/// A unit by name, with its page.
pub(super) fn link(ask: &Ask<Shown>, unit: usize) -> maud::Markup {
    let version = &ask.snapshot().units[unit].version;
    let at = if ask.query.has_day { format!("?at={}", ask.day) } else { String::new() };
    html! { a href={ (ask.settled.base) "/units/" (version.code) (at) } { (version.full_name()) } }
}

fn feature(ask: &Ask<Shown>, unit: usize) -> Option<(String, String)> {
    let (snapshot, version) = (ask.snapshot(), &ask.snapshot().units[unit].version);
    let layer = ask.site.collections().find(|layer| layer.source == Source::Units(version.level()))?;
    let path = format!("/ogc/collections/{}/items/{}", layer.id, encode(&Subject::Unit(unit).id(snapshot)));
    let today = version.period.contains(ask.day) && !ask.query.has_day;
    Some((path, if today { String::new() } else { format!("&at={}", standing_on(version.period, ask.day)) }))
}

fn data(ask: &Ask<Shown>, unit: usize, above: &[usize]) -> Value {
    let entry = &ask.snapshot().units[unit];
    let (low, high) = (entry.facts.bounds.min(), entry.facts.bounds.max());
    let mut data = json!({
        "@type": "AdministrativeArea",
        "identifier": entry.version.code.to_string(),
        "geo": {"@type": "GeoShape", "box": format!("{} {} {} {}", low.y, low.x, high.y, high.x)},
    });
    if let Some(&parent) = above.last() {
        let parent = &ask.snapshot().units[parent].version;
        let url = format!("{}/units/{}", ask.settled.base, parent.code);
        data["containedInPlace"] = json!({"@type": "AdministrativeArea", "name": parent.full_name(), "url": url});
    }
    if entry.version.quality == Quality::Illustrative {
        data["disambiguatingDescription"] = made_up(ask.query.language).into();
    }
    data
}
