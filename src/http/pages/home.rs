//! The page of the site itself.

use maud::html;
use serde_json::json;

use super::head::{Head, Shown, site_title};
use super::unit::coverage;
use super::words::{counts_made_up, day, land, told as words};
use crate::domain::{PlanState, Quality};
use crate::http::ask::Ask;

/// What is said of the site.
pub(super) fn told(ask: &Ask<Shown>) -> Head {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let vintage = snapshot.vintage(ask.day);
    let on = day(language, ask.day);
    let valid = || snapshot.plans.iter().filter(|entry| matches!(entry.state(ask.day), PlanState::InForce { .. }));
    let in_force = valid().count();
    let caution = if valid().any(|entry| entry.plan.quality == Quality::Illustrative) { counts_made_up(language) } else { "" };
    let figures = match vintage.roots() {
        [] => words(language, format!("Ngày {on}: chưa nạp đơn vị hành chính nào."), format!("On {on}: no administrative unit is loaded.")),
        [root] => {
            let version = &snapshot.units[*root].version;
            format!("{}: {}{}", version.full_name(), coverage(ask, *root), land(language, version.quality))
        }
        roots => words(
            language,
            format!("Ngày {on}: {} đơn vị cấp cao nhất đã nạp, {in_force} quy hoạch có hiệu lực.{caution}", roots.len()),
            format!("On {on}: {} units of the highest level are loaded, {in_force} plans are in force.{caution}", roots.len()),
        ),
    };
    let claim = words(language, "Đất nào đã có quy hoạch nào phủ, vào ngày nào.", "Which land is covered by which spatial plan, when.");
    let units = vintage.roots().iter().flat_map(|root| std::iter::once(root).chain(vintage.children(*root)));
    let units: Vec<_> = units.take(100).map(|&unit| &snapshot.units[unit].version).collect();
    Head {
        title: site_title(ask),
        description: format!("{claim} {figures}"),
        is_made_up: matches!(vintage.roots(), [root] if snapshot.units[*root].version.quality == Quality::Illustrative),
        path: "/".into(),
        feature: None,
        api: "/api/site".into(),
        data: json!({"@type": "WebSite", "inLanguage": ["vi", "en"]}),
        lines: html! { ul { @for unit in units { li { a href={ (ask.settled.base) "/units/" (unit.code) } { (unit.full_name()) } } } } },
    }
}
