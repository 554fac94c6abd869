//! What a page says of its thing: title, description, addresses, structured data, and lines for those who run no scripts.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use super::frame::Frame;
use super::words::{made_up, told};
use crate::http::ask::Ask;
use crate::http::ogc::GEO_JSON;
use crate::picture::Language;

/// What the address asks for besides the thing.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) language: Language,
    /// The day is named and can be read; where it is not, the day is today.
    pub(super) has_day: bool,
}

/// What is said of a thing.
#[derive(Debug)]
pub(super) struct Head {
    /// Its name.
    pub(super) title: String,
    /// One sentence or two, with figures.
    pub(super) description: String,
    /// It is not real: that is said before the description, and search engines are asked to leave it out.
    pub(super) is_made_up: bool,
    /// Its one address for people, below the base.
    pub(super) path: String,
    /// Its feature under `/ogc`, below the base, without a query; and its day there.
    pub(super) feature: Option<(String, String)>,
    /// What `/api` answers about it, below the base.
    pub(super) api: String,
    /// What it is in the words of schema.org, without context and address.
    pub(super) data: Value,
    /// More lines.
    pub(super) lines: Markup,
}

impl Head {
    /// The page of the thing.
    pub(super) fn page(mut self, ask: &Ask<Shown>, frame: &Frame) -> Response {
        let language = ask.query.language;
        if self.is_made_up {
            self.description = format!("{} {}", made_up(language), self.description);
        }
        Html(frame.with(language, &self.head(ask).into_string(), &self.body(ask).into_string())).into_response()
    }

    fn head(&self, ask: &Ask<Shown>) -> Markup {
        let (base, language) = (&ask.settled.base, ask.query.language);
        let (site, address) = (site_title(ask), format!("{base}{}", self.path));
        html! {
            title { (self.title) @if self.title != site { " · " (site) } }
            meta name="description" content=(self.description);
            @if self.is_made_up { meta name="robots" content="noindex"; }
            link rel="canonical" href=(address);
            meta property="og:type" content="website";
            meta property="og:title" content=(self.title);
            meta property="og:description" content=(self.description);
            meta property="og:url" content=(address);
            meta property="og:site_name" content=(site);
            meta property="og:locale" content=(told(language, "vi_VN", "en_US"));
            @if let Some((feature, at)) = &self.feature { link rel="alternate" type=(GEO_JSON) href={ (base) (feature) "?f=geojson" (at) }; }
            link rel="alternate" type="application/json" href={ (base) (self.api) };
            @if self.path != "/" { meta name="plancover-root" content="../"; }
            script type="application/ld+json" { (PreEscaped(self.structured(&address))) }
        }
    }

    /// JSON-LD in which nothing can end the element it stands in (HTML, section 4.12.1.3).
    fn structured(&self, address: &str) -> String {
        let mut data = self.data.clone();
        data["@context"] = "https://schema.org".into();
        data["name"] = self.title.clone().into();
        data["description"] = self.description.clone().into();
        data["url"] = address.into();
        data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }

    fn body(&self, ask: &Ask<Shown>) -> Markup {
        let (base, language) = (&ask.settled.base, ask.query.language);
        html! {
            h1 { (self.title) }
            p { (self.description) }
            (self.lines)
            p {
                @if let Some((feature, at)) = &self.feature {
                    a href={ (base) (feature) "?f=html" (at) } { (told(language, "Trang dữ liệu, không cần JavaScript", "The data as a page without JavaScript")) } " · "
                }
                a href={ (base) (self.api) } { "JSON" } " · "
                a href={ (base) "/ogc?f=html" } { "OGC API" }
            }
        }
    }
}

/// The page for an address that names nothing: with 404, and no address of its own.
pub(super) fn not_found(ask: &Ask<Shown>, frame: &Frame, what: [&str; 2], id: &str) -> Response {
    let language = ask.query.language;
    let id: String = id.chars().take(100).collect();
    let title = told(language, format!("Không tìm thấy {} “{id}”", what[0]), format!("No {} “{id}”", what[1]));
    let head = html! {
        title { (title) " · " (site_title(ask)) }
        meta name="robots" content="noindex";
        meta name="plancover-root" content="../";
    };
    let lines = html! { h1 { (title) } p { a href={ (ask.settled.base) "/ogc?f=html" } { "OGC API" } } };
    (StatusCode::NOT_FOUND, Html(frame.with(language, &head.into_string(), &lines.into_string()))).into_response()
}

/// What the site calls itself.
pub(super) fn site_title(ask: &Ask<Shown>) -> String {
    let title = &ask.site.settings.title;
    told(ask.query.language, title.vi.clone(), title.en.clone())
}
