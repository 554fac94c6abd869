//! The page of the site itself.

use maud::html;
use serde_json::json;

use super::head::{Head, Shown, site_title};
use super::unit::coverage;
use super::words::{day, land, told as words};
use crate::http::ask::Ask;

/// What is said of the site.
pub(super) fn told(ask: &Ask<Shown>) -> Head {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let vintage = snapshot.vintage(ask.day);
    let on = day(language, ask.day);
    let figures = match vintage.roots() {
        [] => words(language, format!("Ngày {on}: chưa nạp đơn vị hành chính nào."), format!("On {on}: no administrative unit is loaded.")),
        [root] => {
            let version = &snapshot.units[*root].version;
            format!("{}: {}{}", version.full_name(), coverage(ask, *root), land(language, version.quality))
        }
        roots => words(
            language,
            format!("Ngày {on}: {} tỉnh, {} quy hoạch đã nạp.", roots.len(), snapshot.plans.len()),
            format!("On {on}: {} provinces and {} plans are loaded.", roots.len(), snapshot.plans.len()),
        ),
    };
    let claim = words(language, "Đất nào đã có quy hoạch nào phủ, vào ngày nào.", "Which land is covered by which spatial plan, when.");
    let units = vintage.roots().iter().flat_map(|root| std::iter::once(root).chain(vintage.children(*root)));
    let units: Vec<_> = units.take(100).map(|&unit| &snapshot.units[unit].version).collect();
    Head {
        title: site_title(ask),
        description: format!("{claim} {figures}"),
        path: "/".into(),
        feature: None,
        api: "/api/site".into(),
        data: json!({"@type": "WebSite", "inLanguage": ["vi", "en"]}),
        lines: html! { ul { @for unit in units { li { a href={ (ask.settled.base) "/units/" (unit.code) } { (unit.full_name()) } } } } },
    }
}
