//! The features of a collection, and one of them (OGC 17-069r4, sections 7.15 and 7.16).

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::asked::{Format, Items};
use super::feature::Writer;
use super::{GEO_JSON, Link};
use crate::app::{Span, Subject};
use crate::config::layers::Layer;
use crate::http::ask::{Ask, encode, off_thread};
use crate::http::error::ApiError;
use crate::http::wire::Notices;

/// What a collection of features carries beside them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    links: Vec<Link>,
    number_matched: usize,
    number_returned: usize,
}

/// What a single feature carries beside itself.
#[derive(Debug, Serialize)]
struct Alone {
    links: Vec<Link>,
}

/// `/ogc/collections/{layer}/items`.
pub(in crate::http) async fn items(Path(layer): Path<String>, ask: Ask<Items>) -> Result<Response, ApiError> {
    let layer = ask.site.collection(&layer)?.clone();
    off_thread(move || {
        let (snapshot, edition) = (ask.snapshot(), &ask.settled.edition);
        let span = ask.query.datetime.map_or_else(|| Span::of_day(ask.day), |interval| interval.span(ask.settled.today));
        let mut found: Vec<(String, Subject)> =
            Subject::all(&edition.view, layer.source, &span).into_iter().map(|subject| (subject.id(snapshot), subject)).collect();
        found.retain(|(_, subject)| ask.query.bbox.is_empty() || subject.lies_in(snapshot, &ask.query.bbox));
        let matched = found.len();
        found.retain(|(id, _)| ask.query.after.as_ref().is_none_or(|after| id > after));
        let more = found.len() > ask.query.limit;
        found.truncate(ask.query.limit);
        let next = found.last().filter(|_| more).map(|(id, _)| id.as_str());
        let mut notices = Notices::new(snapshot, span.day);
        for (_, subject) in &found {
            notices.land(subject.quality(snapshot));
        }
        let page = Page { links: links(&ask, &layer, next), number_matched: matched, number_returned: found.len() };
        let writer = Writer { view: &edition.view, lands: &edition.map.lands, layer: &layer, day: span.day };
        let mut answer = ask.wrapped(notices, page);
        answer.as_of = span.day.to_string();
        geo_json(writer.collection(&answer, &found))
    })
    .await
}

/// `/ogc/collections/{layer}/items/{id}`.
pub(in crate::http) async fn item(Path((layer, id)): Path<(String, String)>, ask: Ask<Format>) -> Result<Response, ApiError> {
    let layer = ask.site.collection(&layer)?.clone();
    off_thread(move || {
        let (snapshot, edition) = (ask.snapshot(), &ask.settled.edition);
        let subject = Subject::find(snapshot, layer.source, &id);
        let subject = subject.ok_or_else(|| ApiError::NotFound(format!("no feature `{id}` in the collection `{}`", layer.id)))?;
        let mut notices = Notices::new(snapshot, ask.day);
        notices.land(subject.quality(snapshot));
        let here = format!("{}/ogc/collections/{}", ask.settled.base, layer.id);
        let links = vec![
            Link::new("self", GEO_JSON, &id, format!("{here}/items/{}", encode(&id))),
            Link::new("collection", "application/json", &layer.title.en, here),
        ];
        let writer = Writer { view: &edition.view, lands: &edition.map.lands, layer: &layer, day: ask.day };
        geo_json(writer.alone(&ask.wrapped(notices, Alone { links }), &id, subject))
    })
    .await
}

fn links(ask: &Ask<Items>, layer: &Layer, next: Option<&str>) -> Vec<Link> {
    let path = format!("/ogc/collections/{}/items", layer.id);
    let mut links = vec![
        Link::new("self", GEO_JSON, "This page", ask.address_with(&path, &[])),
        Link::new("collection", "application/json", &layer.title.en, format!("{}/ogc/collections/{}", ask.settled.base, layer.id)),
    ];
    links.extend(next.map(|id| Link::new("next", GEO_JSON, "The next page", ask.address_with(&path, &[("after", id)]))));
    links
}

fn geo_json(bytes: Result<Vec<u8>, serde_json::Error>) -> Result<Response, ApiError> {
    let bytes = bytes.map_err(|cause| ApiError::Internal(cause.to_string()))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(GEO_JSON))], bytes).into_response())
}
