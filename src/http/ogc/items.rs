//! The features of a collection, and one of them (OGC 17-069r4, sections 7.15 and 7.16).

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::asked::{Format, Items};
use super::feature::Writer;
use super::{GEO_JSON, Link};
use crate::app::{Span, Subject};
use crate::config::layers::{Layer, Source};
use crate::http::ask::{Ask, encode, off_thread};
use crate::http::error::ApiError;
use crate::http::wire::Notices;

/// What a collection of features carries beside them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    links: Vec<Link>,
    /// Left out where telling it would cost more than the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    number_matched: Option<usize>,
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
        let (mut found, matched) = found(&ask, &layer, &span);
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
        let subject = subject
            .filter(|subject| subject.stands(&edition.view, ask.day))
            .ok_or_else(|| ApiError::NotFound(format!("no feature `{id}` in the collection `{}`", layer.id)))?;
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

/// The features of a page and at least one more if there are more, by identifier; and how many there are on all pages.
fn found(ask: &Ask<Items>, layer: &Layer, span: &Span) -> (Vec<(String, Subject)>, Option<usize>) {
    let (view, query) = (&ask.settled.edition.view, &ask.query);
    let lies_there = |subject: &Subject| query.bbox.is_empty() || subject.lies_in(view, span.day, &query.bbox);
    let comes_after = |subject: &Subject| query.after.as_ref().is_none_or(|after| subject.id(&view.snapshot) > *after);
    let mut all = Subject::all(view, layer.source, span);
    let matched = if layer.source == Source::Gaps {
        // Whether a gap is more than slivers is known once its land is, so no more of them are looked at than a page needs.
        all.retain(comes_after);
        let mut found = Vec::new();
        for chunk in all.chunks(query.limit + 1) {
            found.extend(Subject::standing(view, chunk.iter().copied().filter(lies_there).collect(), span.day));
            if found.len() > query.limit {
                break;
            }
        }
        all = found;
        None
    } else {
        all.retain(lies_there);
        let matched = all.len();
        all.retain(comes_after);
        Some(matched)
    };
    (all.into_iter().map(|subject| (subject.id(&view.snapshot), subject)).collect(), matched)
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
