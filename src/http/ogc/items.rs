//! The features of a collection, and one of them (OGC 17-069r4, sections 7.15 and 7.16).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::asked::{Items, Shown};
use super::columns;
use super::crs::{CONTENT_CRS, content_crs};
use super::feature::{self, Drawn, GeoJson};
use super::html;
use super::link::{self, Link};
use super::members::append_members;
use super::representation::{Representation, Resource};
use super::stream::{Encode, Writing};
use super::tables::{Flat, Sequence, Table};
use crate::app::{Page, Selection, Span, Subject};
use crate::domain::Day;
use crate::http::ask::{Ask, encode, off_thread};
use crate::http::downloads;
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::settle::{settled, tagged, varied};
use crate::http::site::Site;
use crate::http::wire::Notices;
use crate::lookup::Crs;

/// What a collection of features carries beside them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    links: Vec<Link>,
    time_stamp: String,
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
    let layer = ask.site.collection_place(&layer)?;
    let (site, reader) = (Arc::clone(&ask.site), Reader::default());
    let given_up = Arc::clone(&reader.0);
    if ask.query.filter.is_some() {
        // To check it may cost as much as to ask it.
        return site.questions.through(move || Asked::of(ask, layer, given_up)?.answer()).await;
    }
    let question = Asked::of(ask, layer, given_up)?;
    if !question.selection.is_light() {
        return site.questions.through(move || question.answer()).await;
    }
    let page = question.page();
    if let Some(response) = question.kept(&page)? {
        return Ok(response);
    }
    off_thread(move || question.written(&page)).await
}

/// The same at once, where little is compared and all of it has been written before. What is coded or conditional goes the usual way.
pub(in crate::http) fn items_at_once(site: &Arc<Site>, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let layer = uri.path().strip_prefix("/ogc/collections/")?.strip_suffix("/items")?;
    if [header::ACCEPT_ENCODING, header::IF_NONE_MATCH].iter().any(|name| headers.contains_key(name)) {
        return None;
    }
    let layer = site.collection_place(layer).ok()?;
    let (settled, tag) = settled(site, uri, headers).ok()?;
    let ask: Ask<Items> = Ask::new(site, Arc::new(settled)).ok()?;
    if ask.query.filter.is_some() {
        return None;
    }
    let question = Asked::of(ask, layer, Arc::default()).ok()?;
    let page = question.selection.page_at_once(&question.ask.settled.edition.map, LIMITS.features_at_once)?;
    let response = question.kept(&page).ok()??;
    Some(varied(tagged(response, &format!("W/\"{tag}\"")), true))
}

/// Who waits for an answer; once gone, what is left of the work need not be done.
#[derive(Debug, Default)]
struct Reader(Arc<AtomicBool>);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A question about the features of a layer that is known to be sensible.
#[derive(Debug)]
struct Asked {
    ask: Ask<Items>,
    /// The place of the layer in the site's.
    layer: usize,
    sent: Representation,
    selection: Selection,
}

impl Asked {
    fn of(mut ask: Ask<Items>, place: usize, given_up: Arc<AtomicBool>) -> Result<Self, ApiError> {
        let layer = &ask.site.layers[place];
        let sent = ask.query.shown.representation(Resource::Items, &ask.settled)?;
        let mut chosen = ask.query.columns.of(layer)?;
        if let Some(filter) = ask.query.filter.take() {
            chosen.conditions.push(filter.of(layer, &ask.settled.edition)?);
        }
        let selection = Selection {
            source: layer.source,
            span: ask.query.datetime.map_or_else(|| Span::of_day(ask.day), |interval| interval.span(ask.settled.today)),
            place: ask.query.place.take(),
            conditions: chosen.conditions,
            order: chosen.order,
            after: chosen.after,
            limit: if sent == Representation::Html { ask.query.limit.min(LIMITS.items_on_page) } else { ask.query.limit },
            given_up,
        };
        Ok(Self { layer: place, sent, selection, ask })
    }

    fn page(&self) -> Page {
        self.selection.page(&self.ask.settled.edition.map)
    }

    fn answer(&self) -> Result<Response, ApiError> {
        self.written(&self.page())
    }

    fn written(&self, page: &Page) -> Result<Response, ApiError> {
        if self.sent == Representation::Html { self.html(page) } else { self.response(page, self.writing(page)?, None) }
    }

    /// The answer, where all of the page has been written before.
    fn kept(&self, page: &Page) -> Result<Option<Response>, ApiError> {
        if page.subjects.len() > LIMITS.features_at_once || self.sent == Representation::Html {
            return Ok(None);
        }
        let writing = self.writing(page)?;
        writing.kept_bytes().map(|kept| self.response(page, writing, Some(kept))).transpose()
    }

    fn drawn(&self) -> Result<Drawn, ApiError> {
        Drawn::of(&self.ask.settled, &self.ask.site, self.layer, self.selection.span.day, &self.ask.query.shown)
    }

    fn html(&self, page: &Page) -> Result<Response, ApiError> {
        let next = self.links(page).into_iter().find(|link| link.rel == "next");
        Ok(html::items(&self.ask, &self.drawn()?, page, self.notices(page), next.as_ref().map(|link| link.href.as_str())))
    }

    /// How the page is written.
    fn writing(&self, page: &Page) -> Result<Writing, ApiError> {
        let drawn = self.drawn()?;
        let encode: Box<dyn Encode> = match self.sent {
            Representation::GeoJson => {
                let keeps = page.subjects.len() <= LIMITS.features_at_once;
                Box::new(GeoJson { drawn, members: self.members(page)?, keeps })
            }
            Representation::GeoJsonSeq => Box::new(Sequence(drawn)),
            Representation::Csv => Box::new(Table::of(drawn, &self.ask.query.shown)),
            Representation::FlatGeobuf => Box::new(Flat { drawn, features: page.subjects.len() }),
            other => return Err(ApiError::Internal(format!("features are not sent as {other:?}"))),
        };
        Ok(Writing::new(encode, page.subjects.clone()))
    }

    fn notices(&self, page: &Page) -> Notices {
        let snapshot = self.ask.snapshot();
        let mut notices = Notices::new(snapshot, self.selection.span.day);
        page.subjects.iter().for_each(|subject| notices.land(subject.quality(snapshot)));
        notices
    }

    fn members(&self, page: &Page) -> Result<Vec<u8>, ApiError> {
        let members = Members {
            links: self.links(page),
            time_stamp: format!("{:.3}", self.ask.site.clock.now()),
            number_matched: page.matched,
            number_returned: page.subjects.len(),
        };
        let mut answer = self.ask.wrapped(self.notices(page), members);
        answer.as_of = self.selection.span.day.to_string();
        let mut out = Vec::new();
        append_members(&mut out, &answer).map_err(ApiError::internal)?;
        Ok(out)
    }

    fn links(&self, page: &Page) -> Vec<Link> {
        let (ask, layer) = (&self.ask, &self.ask.site.layers[self.layer]);
        let path = format!("/ogc/collections/{}/items", layer.id);
        let mut links = Link::to_itself(ask, &path, Resource::Items, self.sent);
        links.push(Link::new(
            "collection",
            "application/json",
            &layer.title.en,
            format!("{}/ogc/collections/{}", ask.settled.base, layer.id),
        ));
        let next = page.next.as_ref().map(columns::written);
        let next = next.map(|after| ask.address_with(&path, &[("after", &after)]));
        links.extend(next.map(|next| Link::new("next", self.sent.media_type(), "The next page", next)));
        links
    }

    fn response(&self, page: &Page, writing: Writing, kept: Option<usize>) -> Result<Response, ApiError> {
        let mut response = sent(self.sent, self.ask.query.shown.crs, writing.body(kept)?.into_response());
        named(&mut response, &self.ask.site.layers[self.layer].id, self.selection.span.day, self.sent);
        if self.sent != Representation::GeoJson {
            link::headers(&mut response, &self.links(page));
            downloads::tell(&mut response, &self.notices(page));
        }
        Ok(response)
    }
}

/// `/ogc/collections/{layer}/items/{id}`.
pub(in crate::http) async fn item(Path((layer, id)): Path<(String, String)>, ask: Ask<Shown>) -> Result<Response, ApiError> {
    let place = ask.site.collection_place(&layer)?;
    let representation = ask.query.representation(Resource::Item, &ask.settled)?;
    off_thread(move || {
        let subject = standing(&ask, place, &id)?;
        let drawn = Drawn::of(&ask.settled, &ask.site, place, ask.day, &ask.query)?;
        let mut notices = Notices::new(ask.snapshot(), ask.day);
        notices.land(subject.quality(ask.snapshot()));
        if representation == Representation::Html {
            return Ok(html::item(&ask, &drawn, subject, notices));
        }
        let links = links(&ask, &drawn.layer().id, &id, representation);
        let body = feature::alone(&drawn, &ask.wrapped(notices, Alone { links }), subject)?;
        let mut response = sent(representation, ask.query.crs, body.into_response());
        named(&mut response, &format!("{}-{id}", drawn.layer().id), ask.day, representation);
        Ok(response)
    })
    .await
}

/// The feature of the identifier, if there is such a one on the day.
fn standing(ask: &Ask<Shown>, layer: usize, id: &str) -> Result<Subject, ApiError> {
    let layer = &ask.site.layers[layer];
    let subject = Subject::find(ask.snapshot(), layer.source, id);
    let missing =
        || ApiError::NotFound(format!("no feature `{}` in the collection `{}`", id.chars().take(100).collect::<String>(), layer.id));
    subject.filter(|subject| subject.stands(&ask.settled.edition.view, ask.day)).ok_or_else(missing)
}

fn links(ask: &Ask<Shown>, layer: &str, id: &str, sent: Representation) -> Vec<Link> {
    let here = format!("/ogc/collections/{layer}");
    let mut links = Link::to_itself(ask, &format!("{here}/items/{}", encode(id)), Resource::Item, sent);
    links.push(Link::new("collection", "application/json", "The collection", format!("{}{here}", ask.settled.base)));
    links
}

fn sent(representation: Representation, crs: Crs, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(representation.media_type()));
    if let Some(crs) = content_crs(crs) {
        headers.insert(CONTENT_CRS, crs);
    }
    response
}

/// The name under which the answer is kept: the thing and its day, `communes-2026-11-28.csv` (RFC 6266). What no browser shows is kept at once.
pub(super) fn named(response: &mut Response, thing: &str, day: Day, representation: Representation) {
    let Some(ending) = representation.ending() else { return };
    let safe = |character: char| if character.is_ascii_alphanumeric() || "-_@".contains(character) { character } else { '_' };
    let thing: String = thing.chars().take(100).map(safe).collect();
    let way = if representation == Representation::GeoJson { "inline" } else { "attachment" };
    if let Ok(value) = HeaderValue::from_str(&format!("{way}; filename=\"{thing}-{day}.{ending}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
}
