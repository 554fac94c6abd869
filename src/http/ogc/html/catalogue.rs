//! Landing page, conformance, collections and schemas.

use axum::response::Response;
use maud::{Markup, html};

use super::super::representation::{Format, Resource};
use super::super::schema::Kind;
use super::page::{Page, home};
use super::words::both;
use crate::config::layers::{AttributeType, Layer, Source};
use crate::http::ask::Ask;
use crate::http::wire::Notices;

/// `/ogc`.
pub(in super::super) fn landing(ask: &Ask<Format>) -> Response {
    let (base, site) = (&ask.settled.base, &ask.site.settings.title);
    let body = html! {
        p { (both(
            "Các lớp dữ liệu quy hoạch và đơn vị hành chính, mở cho mọi người đọc, tải và trích dẫn.",
            "Layers of plans and administrative units, open to read, download and cite.",
        )) }
        h2 { (both("Các lớp", "Collections")) }
        (cards(ask))
        h2 { (both("Trong phần mềm GIS", "In GIS programs")) }
        p { (both("Dán địa chỉ này vào QGIS, ArcGIS hoặc GDAL", "Paste this address into QGIS, ArcGIS or GDAL")) ": " code { (base) "/ogc" } }
        ul {
            li { a href={ (base) "/ogc/tiles" (ask.at_query()) } { (both("Ô bản đồ vectơ", "Vector tiles")) } }
            li { a href={ (base) "/ogc/styles" (ask.at_query()) } { (both("Kiểu bản đồ và chú giải", "Styles of maps and their legends")) } }
            li { a href={ (base) "/ogc/api?f=html" } { (both("Mô tả API, có thể thử ngay", "The description of this API, to try it")) } }
            li { a href={ (base) "/ogc/conformance?f=html" } { (both("Các chuẩn được tuân theo", "What this API conforms to")) } }
            li { a href={ (base) "/" } { (both("Bản đồ tương tác", "The interactive map")) } }
        }
    };
    let title = [site.vi.clone(), site.en.clone()];
    page(ask, "/ogc", Resource::Landing, title, "Dữ liệu quy hoạch và đơn vị hành chính theo chuẩn OGC API.", Vec::new(), body)
}

/// `/ogc/conformance`.
pub(in super::super) fn conformance(ask: &Ask<Format>, classes: &[&str]) -> Response {
    let body = html! {
        ul { @for class in classes { li { a href=(class) { (class.trim_start_matches("http://www.opengis.net/spec/")) } } } }
    };
    let title = ["Các chuẩn được tuân theo".into(), "What this API conforms to".into()];
    page(ask, "/ogc/conformance", Resource::Conformance, title, "Các lớp tuân thủ của OGC API.", vec![home()], body)
}

/// `/ogc/collections`.
pub(in super::super) fn collections(ask: &Ask<Format>) -> Response {
    let title = ["Các lớp dữ liệu".into(), "Collections".into()];
    page(ask, "/ogc/collections", Resource::Collections, title, "Danh sách các lớp dữ liệu.", vec![home()], cards(ask))
}

fn cards(ask: &Ask<Format>) -> Markup {
    let (base, at) = (&ask.settled.base, ask.at_query());
    html! {
        ul.cards {
            @for layer in ask.site.collections() {
                li {
                    a href={ (base) "/ogc/collections/" (layer.id) (at) } { (both(&layer.title.vi, &layer.title.en)) }
                    p { (both(&layer.description.vi, &layer.description.en)) }
                    @if layer.source == Source::Zones { p.none { (both("Chưa có dữ liệu", "Data not supplied")) } }
                }
            }
        }
    }
}

/// `/ogc/collections/{layer}`.
pub(in super::super) fn collection(ask: &Ask<Format>, layer: &Layer) -> Response {
    let path = format!("/ogc/collections/{}", layer.id);
    let (here, at) = (format!("{}{path}", ask.settled.base), ask.at_query());
    let join = if at.is_empty() { "?" } else { "&" };
    let body = html! {
        p { (both(&layer.description.vi, &layer.description.en)) }
        @if layer.source == Source::Zones { p.notice role="note" { (both("Chưa có dữ liệu.", "Data not supplied.")) } }
        p { a href={ (here) "/items" (at) } { (both("Xem các đối tượng", "See the features")) } }
        h2 { (both("Tải toàn bộ", "Download all of it")) }
        p { @for (place, format) in Resource::Download.representations().iter().enumerate() {
            @if place > 0 { " · " }
            a href={ (here) "/download" (at) (join) "f=" (format.names()[0]) } rel="enclosure" type=(format.media_type()) { (format.title()) }
        } }
        p { a href={ (here) "/tiles" (at) } { (both("Ô bản đồ vectơ", "Vector tiles")) } }
        h2 { (both("Từng trang dữ liệu", "Page by page")) }
        p { @for (place, format) in Resource::Items.representations().iter().enumerate() {
            @if place > 0 { " · " }
            a href={ (here) "/items" (at) (join) "f=" (format.names()[0]) } { (format.title()) }
        } }
        h2 { (both("Thuộc tính", "Properties")) }
        (properties(layer))
        p { @for (place, kind) in Kind::ALL.iter().enumerate() {
            @if place > 0 { " · " }
            a href={ (here) "/" (kind.segment()) } { (kind.vi()) " " span.en lang="en" { (kind.title()) } }
        } }
    };
    let title = [layer.title.vi.clone(), layer.title.en.clone()];
    page(ask, &path, Resource::Collection, title, &layer.description.vi, trail(None), body)
}

/// The pages above one of a layer.
pub(super) fn trail(layer: Option<&Layer>) -> Vec<(String, String)> {
    let mut trail = vec![home(), ("/ogc/collections".into(), "Các lớp dữ liệu".into())];
    trail.extend(layer.map(|layer| (format!("/ogc/collections/{}", layer.id), layer.title.vi.clone())));
    trail
}

/// `/ogc/collections/{layer}/schema`, `…/queryables`, `…/sortables`.
pub(in super::super) fn schema(ask: &Ask<Format>, kind: Kind, layer: &Layer) -> Response {
    let path = format!("/ogc/collections/{}/{}", layer.id, kind.segment());
    let title = [format!("{}: {}", layer.title.vi, kind.vi()), format!("{}: {}", layer.title.en, kind.title())];
    page(ask, &path, Resource::Schema, title, &layer.description.vi, trail(Some(layer)), properties(layer))
}

fn properties(layer: &Layer) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Thuộc tính" {
            table {
                thead { tr {
                    th scope="col" { (both("Tên", "Name")) }
                    th scope="col" { (both("Kiểu", "Type")) }
                    th scope="col" { (both("Ý nghĩa", "Meaning")) }
                } }
                tbody { @for attribute in &layer.attributes { tr {
                    th scope="row" { code { (attribute.name) } }
                    td { (type_word(attribute.value_type)) }
                    td title=(attribute.description.short()[0]) { (attribute.description.vi) br; span.en lang="en" { (attribute.description.en) } }
                } } }
            }
        }
    }
}

fn type_word(value_type: AttributeType) -> Markup {
    match value_type {
        AttributeType::String => both("chữ", "text"),
        AttributeType::Number => both("số", "number"),
        AttributeType::Integer => both("số nguyên", "integer"),
        AttributeType::Boolean => both("có/không", "boolean"),
        AttributeType::Date => both("ngày", "date"),
    }
}

fn page(
    ask: &Ask<Format>,
    path: &str,
    resource: Resource,
    title: [String; 2],
    description: &str,
    trail: Vec<(String, String)>,
    body: Markup,
) -> Response {
    let interactive = if ask.at_query().is_empty() { "/#".into() } else { format!("/#at={}", ask.day) };
    let notices = Notices::new(ask.snapshot(), ask.day).into_list();
    Page {
        path: path.to_owned(),
        resource,
        title,
        description: description.to_owned(),
        trail,
        day: ask.day,
        interactive,
        canonical: None,
        notices,
        body,
    }
    .response(ask)
}
