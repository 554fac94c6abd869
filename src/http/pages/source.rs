//! The page of a document: what cites it.

use maud::html;
use serde_json::json;

use super::head::{Head, Shown};
use super::words::told as words;
use crate::app::Cited;
use crate::http::ask::{Ask, encode};

/// How many of the things that cite a document are named in its lines.
const NAMED: usize = 100;

/// What is said of a document.
pub(super) fn told(ask: &Ask<Shown>, id: &str) -> Option<Head> {
    let language = ask.query.language;
    let cited = ask.settled.edition.sources(&ask.site.indicators).citing(id)?;
    let count = |kind: fn(&Cited) -> bool| cited.iter().filter(|cited| kind(cited)).count();
    let counted = [
        (count(|cited| matches!(cited, Cited::Plan(_))), ["quy hoạch", "plans"]),
        (count(|cited| matches!(cited, Cited::Event(..))), ["bước lập quy hoạch", "steps of plans"]),
        (count(|cited| matches!(cited, Cited::Target(..))), ["mục tiêu", "targets"]),
        (count(|cited| matches!(cited, Cited::Area(_))), ["khu vực", "areas"]),
        (count(|cited| matches!(cited, Cited::Unit(_))), ["đơn vị hành chính", "administrative units"]),
        (count(|cited| matches!(cited, Cited::Lineage(_))), ["thay đổi địa giới", "changes of units"]),
        (count(|cited| matches!(cited, Cited::Observation(_))), ["số liệu báo cáo", "reported figures"]),
    ];
    let counted = counted.iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> = counted.map(|(count, [vi, en])| format!("{count} {}", words(language, *vi, *en))).collect();
    let counted = counted.join(", ");
    Some(Head {
        title: id.to_owned(),
        description: words(language, format!("Tài liệu “{id}” là nguồn của {counted}."), format!("“{id}” is the source of {counted}.")),
        is_made_up: false,
        path: format!("/sources/{}", encode(id)),
        feature: None,
        api: format!("/api/sources/{}", encode(id)),
        data: json!({"@type": "CreativeWork", "identifier": id}),
        lines: html! { ul { @for (path, name) in named(ask, cited) { li { a href={ (ask.settled.base) (path) } { (name) } } } } },
    })
}

/// Plans, areas and indicators that cite it, each once, with their pages.
fn named(ask: &Ask<Shown>, cited: &[Cited]) -> Vec<(String, String)> {
    let snapshot = ask.snapshot();
    let plan = |plan: usize| {
        let plan = &snapshot.plans[plan].plan;
        (format!("/plans/{}", encode(&plan.id)), plan.name.clone())
    };
    let named = cited.iter().filter_map(|cited| match *cited {
        Cited::Plan(index) | Cited::Event(index, _) => Some(plan(index)),
        Cited::Area(index) => {
            let area = &snapshot.areas[index].area;
            Some((format!("/areas/{}", encode(&area.id)), area.name.clone()))
        }
        Cited::Target(index, _) => {
            let indicator = Some(&ask.site.indicators[index]).filter(|indicator| snapshot.is_measured_by(indicator, ask.day))?;
            let [vi, en] = &indicator.title;
            Some((format!("/indicators/{}", encode(&indicator.id)), words(ask.query.language, vi.as_str(), en.as_str())))
        }
        Cited::Unit(_) | Cited::Lineage(_) | Cited::Observation(_) => None,
    });
    let mut seen = std::collections::BTreeSet::new();
    named.filter(|(path, _)| seen.insert(path.clone())).take(NAMED).collect()
}
