//! Styles of maps, and what their colours mean.

use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::super::representation::Representation;
use super::page::{Page, home};
use super::tilesets::table;
use super::words::both;
use crate::http::ask::Ask;
use crate::http::wire::Notices;

/// The name of the list.
const STYLES: [&str; 2] = ["Kiểu bản đồ", "Styles of maps"];

/// `/ogc/styles`.
pub(in super::super) fn styles<Q>(ask: &Ask<Q>) -> Response {
    let known = &ask.site.styles;
    let body = html! {
        ul.cards { @for (place, id) in known.ids().into_iter().enumerate() { li {
            @let title = &known.at(place).style.title;
            a href={ (ask.settled.base) "/ogc/styles/" (id) "/metadata" (ask.at_query()) } { (both(&title.vi, &title.en)) }
            p { (ways(ask, id)) }
        } } }
    };
    page(ask, "/ogc/styles", STYLES.map(str::to_owned), vec![home()], Notices::new(ask.snapshot(), ask.day), body)
}

/// `/ogc/styles/{id}/metadata` of the style at a place.
pub(in super::super) fn metadata<Q>(ask: &Ask<Q>, place: usize) -> Response {
    let (id, drawn) = (ask.site.styles.ids()[place], ask.site.styles.at(place));
    let base = &ask.settled.base;
    let body = html! {
        p { (ways(ask, id)) }
        h2 { (both("Các lớp được vẽ", "Layers that it draws")) }
        ul { @for &layer in &drawn.layers { li {
            @let layer = &ask.site.layers[layer];
            @if layer.points { (both(&layer.title.vi, &layer.title.en)) } @else {
                a href={ (base) "/ogc/collections/" (layer.id) (ask.at_query()) } { (both(&layer.title.vi, &layer.title.en)) }
            }
        } } }
    };
    let title = [drawn.style.title.vi.clone(), drawn.style.title.en.clone()];
    page(ask, &format!("/ogc/styles/{id}/metadata"), title, above(), Notices::new(ask.snapshot(), ask.day), body)
}

/// `/ogc/styles/{id}/legend`: what its document tells.
pub(in super::super) fn legend<Q>(ask: &Ask<Q>, notices: Notices, told: &Value) -> Response {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (id, title) = (text(&told["style"]), &told["title"]);
    let entries = told["entries"].as_array().map(Vec::as_slice).unwrap_or_default();
    let row = |entry: &Value| [swatch(entry), both(&text(&entry["vi"]), &text(&entry["en"]))];
    let body = html! {
        p { (ways(ask, &id)) }
        (table([["Ký hiệu", "Symbol"], ["Ý nghĩa", "Meaning"]], entries.iter().map(row)))
    };
    let title = [format!("Chú giải: {}", text(&title["vi"])), format!("Legend: {}", text(&title["en"]))];
    let mut above = above();
    above.push((format!("/ogc/styles/{id}/metadata"), id.clone()));
    page(ask, &format!("/ogc/styles/{id}/legend"), title, above, notices, body)
}

/// How a thing looks on the map; the words beside it tell what it means.
fn swatch(entry: &Value) -> Markup {
    let line = &entry["line"];
    let dashes = line["dashes"].as_array().map(|lengths| lengths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    html! {
        svg viewBox="0 0 36 20" width="36" height="20" aria-hidden="true" {
            rect x="2" y="2" width="32" height="16" fill=(entry["color"].as_str().unwrap_or("none")) {}
            @match entry["pattern"].as_str() {
                Some("dots") => { @for x in [8, 16, 24] { circle cx=(x) cy="7" r="1.2" {} circle cx=(x + 4) cy="13" r="1.2" {} } },
                Some(_) => { path d="M2 18 18 2M10 18 26 2M18 18 34 2" stroke="#16302b" {} },
                None => {}
            }
            @if let Some(color) = line["color"].as_str() {
                rect x="2" y="2" width="32" height="16" fill="none" stroke=(color) stroke-width=(line["width"]) stroke-dasharray=[dashes] {}
            }
        }
    }
}

/// The other documents of a style.
fn ways<Q>(ask: &Ask<Q>, id: &str) -> Markup {
    let (here, at) = (format!("{}/ogc/styles/{id}", ask.settled.base), ask.at_query());
    html! {
        a href={ (here) "/legend" (at) } { (both("Chú giải", "Legend")) } " · "
        a href={ (here) (at) } type=(Representation::Style.media_type()) { (both("Tệp kiểu MapLibre", "MapLibre style")) }
    }
}

fn above() -> Vec<(String, String)> {
    vec![home(), ("/ogc/styles".into(), STYLES[0].into())]
}

fn page<Q>(ask: &Ask<Q>, path: &str, title: [String; 2], trail: Vec<(String, String)>, notices: Notices, body: Markup) -> Response {
    Page::of_catalogue((path, ask.day), title, trail, notices, body).response(ask)
}
