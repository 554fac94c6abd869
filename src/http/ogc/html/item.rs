//! One feature: its attributes, a map of its outline, and what belongs to it.

use axum::response::Response;
use geo::BoundingRect;
use maud::{Markup, html};

use super::super::asked::Shown;
use super::super::feature::Drawn;
use super::super::representation::Resource;
use super::catalogue::trail;
use super::items::{feature_address, name};
use super::outline::{self, Frame};
use super::page::Page;
use super::words::{both, called, value};
use super::{plan, unit};
use crate::app::Subject;
use crate::config::layers::Source;
use crate::domain::Tier;
use crate::formats;
use crate::http::ask::{Ask, encode};
use crate::http::pages;
use crate::http::wire::Notices;

/// `/ogc/collections/{layer}/items/{id}`.
pub(in super::super) fn item(ask: &Ask<Shown>, drawn: &Drawn, subject: Subject, mut notices: Notices) -> Response {
    let (layer, snapshot) = (drawn.layer(), ask.snapshot());
    let id = subject.id(snapshot);
    let (around, more) = match subject {
        Subject::Plan(index) => (plan::touched(ask, index), plan::about(ask, index, &mut notices)),
        Subject::Unit(index) => (unit::beside(ask, index), unit::about(ask, index, &mut notices)),
        Subject::Area(_) => (Vec::new(), html! {}),
        Subject::Gap(index, _) => (vec![index], html! { p { (unit_link(ask, index)) } }),
    };
    let canonical = pages::path(snapshot, subject, ask.settled.today);
    let on = drawn.day_of(subject);
    let interactive = match (subject, &canonical) {
        (Subject::Gap(index, tier), _) => format!("/#at={}&unit={}&tier={tier}", ask.day, snapshot.units[index].version.code),
        (_, Some(path)) => format!("{}?at={on}", path.split('?').next().unwrap_or_default()),
        (_, None) => format!("/#at={}", ask.day),
    };
    let body = html! {
        div.beside { dl { @for (attribute, column) in drawn.attributes().filter(|(attribute, _)| !told_by_tier(layer.source, &attribute.name)) {
            dt title=(attribute.name) { (called(attribute)) }
            dd { (value(layer.source, attribute, column.value(&drawn.edition.view, subject, drawn.day_of(subject)).as_ref())) }
        } }
        (map(ask, drawn, subject, &around)) }
        (more)
    };
    let called = name(drawn, subject);
    let mut above = trail(Some(layer));
    above.push((format!("/ogc/collections/{}/items", layer.id), "Các đối tượng".into()));
    let page = Page {
        path: format!("/ogc/collections/{}/items/{}", layer.id, encode(&id)),
        resource: Resource::Item,
        description: format!("{called} – {}", layer.description.vi),
        title: [called, format!("{}: {id}", layer.title.en)],
        trail: above,
        day: ask.day,
        interactive,
        canonical,
        notices: notices.into_list(),
        body,
    };
    page.response(ask)
}

/// Whether an attribute stands in the table of tiers on the page of a unit.
fn told_by_tier(source: Source, attribute: &str) -> bool {
    let of_tier = |suffix: &str| attribute.strip_suffix(suffix).is_some_and(|tier| Tier::ALL.iter().any(|known| known.code() == tier));
    matches!(source, Source::Units(_)) && (of_tier("_status") || of_tier("_percent"))
}

/// The feature among units that lie around it.
fn map(ask: &Ask<Shown>, drawn: &Drawn, subject: Subject, units: &[usize]) -> Markup {
    let view = &drawn.edition.view;
    let land = drawn.edition.map.lands.land(view, subject, drawn.day_of(subject));
    let others = units.iter().map(|&unit| &view.snapshot.units[unit]);
    let bounds = land.bounding_rect().into_iter().chain(others.clone().map(|unit| unit.facts.bounds)).reduce(formats::around);
    let Some(frame) = bounds.filter(|_| !land.0.is_empty()).map(Frame::around) else {
        return html! { p { (both("Chưa rõ phạm vi trên bản đồ.", "Its land is not known.")) } };
    };
    let mut shapes: Vec<outline::Drawn> = units
        .iter()
        .zip(others)
        .map(|(&index, unit)| outline::Drawn {
            class: "land",
            name: unit.version.full_name(),
            href: unit_address(ask, index),
            path: frame.path(&unit.version.boundary),
        })
        .collect();
    shapes.push(outline::Drawn { class: "own", name: name(drawn, subject), href: None, path: frame.path(&land) });
    frame.picture(["Phạm vi", "Land"], &shapes)
}

/// The page of a unit, if its level is a collection.
pub(super) fn unit_address(ask: &Ask<Shown>, index: usize) -> Option<String> {
    let snapshot = ask.snapshot();
    let source = Source::Units(snapshot.units[index].version.level());
    let layer = ask.site.collections().find(|layer| layer.source == source)?;
    Some(feature_address(ask, &layer.id, &Subject::Unit(index).id(snapshot), &ask.at_query()))
}

/// A unit by name, with the page it leads to. Without the day asked about, on which it may not have been.
pub(super) fn unit_link(ask: &Ask<Shown>, index: usize) -> Markup {
    let version = &ask.snapshot().units[index].version;
    html! {
        @if let Some(address) = unit_address(ask, index) { a href=(address) { (version.full_name()) } } @else { (version.full_name()) }
        " " span.none { (version.code) }
    }
}

/// A plan by name, with the page it leads to.
pub(super) fn plan_link(ask: &Ask<Shown>, index: usize) -> Markup {
    let plan = &ask.snapshot().plans[index].plan;
    let layer = ask.site.collections().find(|layer| layer.source == Source::Plans);
    html! {
        @if let Some(layer) = layer { a href=(feature_address(ask, &layer.id, &plan.id, &ask.at_query())) { (plan.name) } } @else { (plan.name) }
        " " span.none { (plan.id) }
    }
}
