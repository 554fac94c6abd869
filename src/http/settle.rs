//! Before any work: which edition answers, and whether the reader has the answer already (RFC 9110, sections 8.8.3 and 13).
//!
//! The entity tag is a hash of what the answer is computed from, so a 304 costs no computing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::ask::Settled;
use super::error::ApiError;
use super::site::Site;
use super::{ogc, pages, query};
use crate::domain::Day;

/// Settles the edition and the day, answers 304 where the reader's copy is good, and tags the answer otherwise.
pub(super) async fn settle(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Result<Response, ApiError> {
    let (settled, tag) = settled(&site, request.uri(), request.headers())?;
    let negotiated = ogc::negotiates(request.uri().path());
    // An answer that says when it was made is never the same twice to the byte (RFC 9110, section 8.8.1).
    let weak = if ogc::stamps(request.uri().path()) { "W/" } else { "" };
    let tells = matches!(*request.method(), Method::GET | Method::HEAD);
    if tells && let Some(held) = held(request.headers(), &tag) {
        return Ok(varied(tagged(StatusCode::NOT_MODIFIED.into_response(), &format!("{weak}{held}")), negotiated));
    }
    request.extensions_mut().insert(Arc::new(settled));
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return Ok(response);
    }
    if !tells {
        // What was posted is part of the question, and no cache knows it.
        return Ok(([(header::CACHE_CONTROL, "no-store")], response).into_response());
    }
    // A strong tag names one representation, so each content coding has its own.
    let coding = response.headers().get(header::CONTENT_ENCODING).and_then(|coding| coding.to_str().ok());
    let tag = coding.map_or_else(|| format!("{weak}\"{tag}\""), |coding| format!("{weak}\"{tag}-{coding}\""));
    Ok(varied(tagged(response, &tag), negotiated))
}

/// What is settled about a request, and the tag of its answer.
///
/// # Errors
/// As [`Site::base`].
pub(super) fn settled(site: &Site, uri: &Uri, headers: &HeaderMap) -> Result<(Settled, String), ApiError> {
    let (edition, today) = (site.edition(), site.clock.today());
    let base = site.base(uri, headers)?;
    // What the answer is made from besides the edition.
    let accept = match uri.path() {
        path if ogc::negotiates(path) => accepted(headers),
        path if pages::is_page(path) => pages::version().to_string(),
        _ => String::new(),
    };
    let tag = tag(edition.fingerprint, today, &base, uri.path_and_query().map_or("", |address| address.as_str()), &accept);
    Ok((Settled { edition, today, base, pairs: query::pairs(uri), accept }, tag))
}

fn accepted(headers: &HeaderMap) -> String {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    values.collect::<Vec<_>>().join(",")
}

/// Says that another reader may get another representation.
pub(super) fn varied(mut response: Response, negotiated: bool) -> Response {
    if negotiated {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    }
    response
}

/// A tag without quotes. Today counts even where the question names its day: what `today` is may stand in the answer.
fn tag(fingerprint: u64, today: Day, base: &str, address: &str, accept: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (fingerprint, today, base, address, accept).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The tag the reader holds, as it was written, if it is this one in any content coding.
fn held(headers: &HeaderMap, tag: &str) -> Option<String> {
    held_by(headers, |opaque| opaque.strip_prefix(tag).is_some_and(|rest| matches!(rest, "" | "-gzip" | "-br")))
}

/// The tag the reader holds, with its quotes, if its text is the one meant (weak comparison, RFC 9110, section 8.8.3.2).
pub(super) fn held_by(headers: &HeaderMap, meant: impl Fn(&str) -> bool) -> Option<String> {
    let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).map(|entry| entry.trim().trim_start_matches("W/")).find_map(|entry| {
        let opaque = entry.strip_prefix('"')?.strip_suffix('"')?;
        meant(opaque).then(|| entry.to_owned())
    })
}

/// The answer with its tag; every answer must be asked for again, since a new revision may change it at any moment.
pub(super) fn tagged(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // The compression layer says so too, but not on a 304 and not on small answers.
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}
