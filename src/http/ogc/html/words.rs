//! Codes, days and figures as people read them.

use maud::{Markup, html};

use crate::app::Datum;
use crate::config::layers::{Attribute, AttributeType, Source};
use crate::coverage::Status;
use crate::domain::{AreaKind, Level, PlanKind, Quality, Stage, StateWord, TerritoryBasis, Tier, UnitKind};
use crate::http::maps::amount;
use crate::picture::Language;

/// Vietnamese, then English.
pub(super) fn both(vi: &str, en: &str) -> Markup {
    html! { (vi) " " span.en lang="en" { (en) } }
}

/// A day as people in Vietnam write it; what is no day stays as it is.
pub(super) fn day(text: &str) -> Markup {
    let parts: Vec<&str> = text.splitn(3, '-').collect();
    let written = parts.iter().rev().copied().collect::<Vec<_>>().join("/");
    html! { time datetime=(text) { (written) } }
}

/// A figure with two decimals.
pub(super) fn figure(number: f64) -> String {
    amount(Language::Vi, number)
}

/// A share with the part of a bar that it fills.
pub(super) fn percent(share: f64) -> Markup {
    html! { meter min="0" max="100" value={ (format!("{share:.2}")) } {} " " (figure(share)) " %" }
}

/// What a column is called.
pub(super) fn called(attribute: &Attribute) -> Markup {
    let [vi, en] = attribute.description.short();
    both(vi, en)
}

/// The value of an attribute.
pub(super) fn value(source: Source, attribute: &Attribute, datum: Option<&Datum<'_>>) -> Markup {
    match datum {
        None => html! { span.none title="không có / none" { "–" } },
        Some(Datum::Number(number)) => html! { (figure(*number)) },
        Some(Datum::Integer(number)) => html! { (number) },
        Some(Datum::Flag(flag)) => {
            if *flag {
                both("có", "yes")
            } else {
                both("không", "no")
            }
        }
        Some(Datum::Text(text)) if attribute.value_type == AttributeType::Date => day(text),
        Some(Datum::Text(text)) => html! {
            @if let Some([vi, en]) = word(source, &attribute.name, text) { span title=(en) { (vi) } } @else { (text) }
        },
    }
}

/// A code of a closed list in words.
pub(super) fn word(source: Source, attribute: &str, code: &str) -> Option<[&'static str; 2]> {
    macro_rules! of {
        ($list:ident) => {
            $list::ALL.iter().find(|word| word.code() == code).map(|word| [word.vi(), word.en()])
        };
    }
    match (attribute, source) {
        ("kind", Source::Units(_)) => of!(UnitKind),
        ("kind", Source::Plans) => of!(PlanKind),
        ("kind", Source::Areas) => of!(AreaKind),
        ("level", _) => of!(Level),
        ("tier", _) => of!(Tier),
        ("stage", _) => of!(Stage),
        ("quality", _) => of!(Quality),
        ("territory_basis", _) => of!(TerritoryBasis),
        ("state", Source::Plans) => of!(StateWord),
        (name, Source::Units(_)) if name.ends_with("_status") => of!(Status),
        _ => None,
    }
}
