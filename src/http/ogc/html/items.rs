//! The features of a collection as a table, a page at a time, with a map of their outlines.

use axum::response::Response;
use geo::BoundingRect;
use maud::{Markup, html};

use super::super::asked::Items;
use super::super::feature::Drawn;
use super::super::representation::Resource;
use super::catalogue::trail;
use super::outline::{self, Frame};
use super::page::Page;
use super::words::{both, called, value};
use crate::app::{self, Subject};
use crate::config::layers::{Attribute, AttributeType};
use crate::formats::around;
use crate::http::ask::{Ask, encode};
use crate::http::wire::Notices;

/// `/ogc/collections/{layer}/items`; `next` is the address of the next page.
pub(in super::super) fn items(ask: &Ask<Items>, drawn: &Drawn, page: &app::Page, notices: Notices, next: Option<&str>) -> Response {
    let layer = drawn.layer();
    let path = format!("/ogc/collections/{}/items", layer.id);
    let body = html! {
        p { (count(page)) }
        (day_form(ask, drawn, &path))
        @if page.subjects.is_empty() { p { (both("Không có đối tượng nào.", "There is no feature.")) } } @else {
            @if !drawn.skip_geometry { (map(ask, drawn, &page.subjects)) }
            (table(ask, drawn, &page.subjects))
        }
        (pager(ask, &path, next))
    };
    let title = [format!("{}: các đối tượng", layer.title.vi), format!("{}: features", layer.title.en)];
    let description = format!("{} – {}", layer.title.vi, layer.description.vi);
    let (interactive, canonical) = (format!("/#view=table&at={}", drawn.day), None);
    let notices = notices.into_list();
    Page {
        path,
        resource: Resource::Items,
        title,
        description,
        trail: trail(Some(layer)),
        day: drawn.day,
        interactive,
        canonical,
        notices,
        body,
    }
    .response(ask)
}

fn count(page: &app::Page) -> Markup {
    let shown = page.subjects.len();
    match page.matched {
        Some(all) => both(&format!("{shown} trong {all} đối tượng"), &format!("{shown} of {all} features")),
        None => both(&format!("{shown} đối tượng"), &format!("{shown} features")),
    }
}

/// The day, to be chosen; what else is asked stays.
fn day_form(ask: &Ask<Items>, drawn: &Drawn, path: &str) -> Markup {
    let kept = ask.settled.pairs.iter().filter(|(name, _)| !matches!(name.as_str(), "at" | "after" | "datetime"));
    html! {
        form method="get" action={ (ask.settled.base) (path) } {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            label { (both("Ngày", "Day")) input type="date" name="at" value=(drawn.day) required; }
            button type="submit" { (both("Xem", "Show")) }
        }
    }
}

/// The address of a feature's page; `at` is its query.
pub(super) fn feature_address<Q>(ask: &Ask<Q>, layer: &str, id: &str, at: &str) -> String {
    format!("{}/ogc/collections/{layer}/items/{}{at}", ask.settled.base, encode(id))
}

/// `?at=DATE` of the day that the features are shown on, where the request names it or the days around it.
fn at_query(ask: &Ask<Items>, drawn: &Drawn) -> String {
    let named = ask.settled.pairs.iter().any(|(name, _)| matches!(name.as_str(), "at" | "datetime"));
    if named { format!("?at={}", drawn.day) } else { String::new() }
}

fn map(ask: &Ask<Items>, drawn: &Drawn, subjects: &[Subject]) -> Markup {
    let (view, lands) = (&drawn.edition.view, &drawn.edition.map.lands);
    let land_of = |subject: &Subject| lands.land(view, *subject, drawn.day_of(*subject));
    let bounds = subjects.iter().filter_map(|subject| land_of(subject).bounding_rect()).reduce(around);
    let Some(frame) = bounds.map(Frame::around) else { return html! {} };
    let layer = drawn.layer();
    let at = at_query(ask, drawn);
    let shapes = subjects.iter().map(|subject| {
        let id = subject.id(&view.snapshot);
        let href = Some(feature_address(ask, &layer.id, &id, &at));
        outline::Drawn { class: "land", name: name(drawn, *subject), href, path: frame.path(&land_of(subject)) }
    });
    frame.picture([&layer.title.vi, &layer.title.en], &shapes.collect::<Vec<_>>())
}

/// What a feature is called.
pub(super) fn name(drawn: &Drawn, subject: Subject) -> String {
    let snapshot = &drawn.edition.view.snapshot;
    match subject {
        Subject::Unit(unit) => snapshot.units[unit].version.full_name(),
        Subject::Area(area) => snapshot.areas[area].area.name.clone(),
        Subject::Plan(plan) => snapshot.plans[plan].plan.name.clone(),
        Subject::Gap(unit, tier) => format!("{} – {}", snapshot.units[unit].version.full_name(), tier.vi()),
    }
}

fn table(ask: &Ask<Items>, drawn: &Drawn, subjects: &[Subject]) -> Markup {
    let layer = drawn.layer();
    let at = at_query(ask, drawn);
    let attributes: Vec<&Attribute> = drawn.attributes().map(|(attribute, _)| attribute).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(layer.title.vi) {
            table {
                thead { tr {
                    th scope="col" { (both("Đối tượng", "Feature")) }
                    @for attribute in &attributes { th scope="col" title=(attribute.name) {
                        (called(attribute))
                    } }
                } }
                tbody { @for subject in subjects { (row(ask, drawn, (&attributes, &at), *subject)) } }
            }
        }
    }
}

fn row(ask: &Ask<Items>, drawn: &Drawn, (attributes, at): (&[&Attribute], &str), subject: Subject) -> Markup {
    let (layer, view, day) = (drawn.layer(), &drawn.edition.view, drawn.day_of(subject));
    let id = subject.id(&view.snapshot);
    html! {
        tr {
            th scope="row" { a href=(feature_address(ask, &layer.id, &id, at)) { (name(drawn, subject)) } }
            @for (attribute, column) in attributes.iter().zip(drawn.attributes().map(|(_, column)| column)) {
                td.number[matches!(attribute.value_type, AttributeType::Number | AttributeType::Integer)] {
                    (value(layer.source, attribute, column.value(view, subject, day).as_ref()))
                }
            }
        }
    }
}

fn pager(ask: &Ask<Items>, path: &str, next: Option<&str>) -> Markup {
    let begun = ask.settled.pairs.iter().any(|(name, _)| name == "after");
    html! {
        nav.pager aria-label="Trang" {
            @if begun { a href=(ask.address_without(path, "after")) { (both("« Trang đầu", "First page")) } " " }
            @if let Some(next) = next { a rel="next" href=(next) { (both("Trang sau »", "Next page")) } }
        }
    }
}
