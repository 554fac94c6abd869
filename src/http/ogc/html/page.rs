//! The frame of every page: head, way back, other representations, what must be known of the data.

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::super::link::{Link, canonical};
use super::super::representation::{Representation, Resource};
use super::words::{both, day};
use crate::domain::Day;
use crate::http::ask::Ask;
use crate::http::site::VERSION;
use crate::http::wire::{Notice, Notices};

/// The style sheet of the pages.
pub(in crate::http) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], include_str!("pages.css"))
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    /// Its address below the base, without a query.
    pub(super) path: String,
    pub(super) resource: Resource,
    /// In Vietnamese and English.
    pub(super) title: [String; 2],
    /// For those who find it in a search.
    pub(super) description: String,
    /// The pages above it, with their paths.
    pub(super) trail: Vec<(String, String)>,
    /// The day it is of.
    pub(super) day: Day,
    /// Where the same is on the interactive page: a path below the base.
    pub(super) interactive: String,
    /// The path of the same thing's page for people, which search engines are to show; this page itself where there is none.
    pub(super) canonical: Option<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) body: Markup,
}

impl Page {
    /// A page that describes what is served, of a day, rather than data.
    pub(super) fn of_catalogue(
        (path, day): (&str, Day),
        title: [String; 2],
        trail: Vec<(String, String)>,
        notices: Notices,
        body: Markup,
    ) -> Self {
        Self {
            path: path.to_owned(),
            resource: Resource::Catalogue,
            description: format!("{} – OGC API.", title[0]),
            title,
            trail,
            day,
            interactive: format!("/#at={day}"),
            canonical: None,
            notices: notices.into_list(),
            body,
        }
    }

    pub(super) fn response<Q>(self, ask: &Ask<Q>) -> Response {
        Html(self.markup(ask).into_string()).into_response()
    }

    fn markup<Q>(&self, ask: &Ask<Q>) -> Markup {
        let (base, site) = (&ask.settled.base, &ask.site.settings.title);
        let others: Vec<Link> = Link::to_itself(ask, &self.path, self.resource, Representation::Html).split_off(1);
        html! {
            (DOCTYPE)
            html lang="vi" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title[0]) " · " (site.vi) }
                    meta name="description" content=(self.description);
                    link rel="canonical" href=(self.canonical.as_ref().map_or_else(|| canonical(ask, &self.path), |path| format!("{base}{path}")));
                    link rel="icon" href={ (base) "/favicon.svg" } type="image/svg+xml";
                    link rel="stylesheet" href={ (base) "/ogc/pages.css" };
                    @for link in &others { link rel="alternate" type=(link.r#type) href=(link.href) title=(link.title); }
                }
                body {
                    a.skip href="#content" { (both("Đến nội dung", "Skip to content")) }
                    header {
                        p.site { a href={ (base) (self.interactive) } { (site.vi) } " " span.en lang="en" { (site.en) } }
                        (self.way(base))
                    }
                    main #content {
                        h1 { (self.title[0]) @if self.title[0] != self.title[1] { " " span.en lang="en" { (self.title[1]) } } }
                        @for notice in &self.notices { p.notice role="note" { (both(notice.vi, notice.en)) } }
                        (self.body)
                    }
                    footer { (self.foot(ask, &others)) }
                }
            }
        }
    }

    fn way(&self, base: &str) -> Markup {
        html! {
            nav aria-label="Đường dẫn" {
                ol {
                    @for (path, text) in &self.trail { li { a href={ (base) (path) } { (text) } } }
                    li aria-current="page" { (self.title[0]) }
                }
            }
        }
    }

    fn foot<Q>(&self, ask: &Ask<Q>, others: &[Link]) -> Markup {
        let address = canonical(ask, &self.path);
        html! {
            nav aria-label="Định dạng khác" {
                (both("Dạng khác", "Other formats")) ": "
                @for (place, link) in others.iter().enumerate() {
                    @if place > 0 { " · " }
                    a rel="alternate" type=(link.r#type) href=(link.href) { (link.title.trim_start_matches("This document as ")) }
                }
                " · " a href={ (ask.settled.base) (self.interactive) } { (both("Xem trên bản đồ", "On the map")) }
            }
            p { (both("Địa chỉ để trích dẫn", "Address to cite")) ": " a href=(address) { (address) } }
            p {
                (both("Số liệu ngày", "As of")) " " (day(&self.day.to_string())) " · " (both("bản dữ liệu", "data revision")) " "
                (ask.snapshot().revision) " · plancover " (VERSION)
            }
        }
    }
}

/// The first step of every way: the landing page.
pub(super) fn home() -> (String, String) {
    ("/ogc".into(), "OGC API".into())
}
