//! Links (RFC 8288) from one resource of `/ogc` to others.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;

use super::representation::{Representation, Resource};
use crate::http::ask::Ask;

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) rel: &'static str,
    pub(super) r#type: &'static str,
    pub(super) title: String,
}

impl Link {
    pub(super) fn new(rel: &'static str, media_type: &'static str, title: &str, href: String) -> Self {
        Self { href, rel, r#type: media_type, title: title.to_owned() }
    }

    /// To the answer itself, and to it in every other representation that there is (`/req/core/fc-links`).
    pub(super) fn to_itself<Q>(ask: &Ask<Q>, path: &str, resource: Resource, sent: Representation) -> Vec<Self> {
        let itself = Self::new("self", sent.media_type(), "This document", ask.address_with(path, &[]));
        let others = resource.representations().iter().filter(|other| **other != sent).map(|other| {
            let title = format!("This document as {}", other.title());
            Self::new("alternate", other.media_type(), &title, ask.address_with(path, &[("f", other.names()[0])]))
        });
        std::iter::once(itself).chain(others).collect()
    }
}

/// The one address of a page, whatever representation was asked for and however.
pub(super) fn canonical<Q>(ask: &Ask<Q>, path: &str) -> String {
    ask.address_without(path, "f")
}

/// Links in the head of an answer that has no place for them in its body (RFC 8288, section 3).
pub(super) fn headers(response: &mut Response, links: &[Link]) {
    for link in links {
        let value = format!("<{}>; rel=\"{}\"; type=\"{}\"", link.href, link.rel, link.r#type);
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().append(header::LINK, value);
        }
    }
}
