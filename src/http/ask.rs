//! What a handler is given: the edition and the day it answers for, and its parameters; and how its answer is wrapped.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::error::ApiError;
use super::query::{Fields, Question};
use super::site::{Edition, Site};
use super::wire::{Notice, Notices};
use crate::domain::{Day, Period, UnitCode};
use crate::snapshot::Snapshot;

/// What has been settled about a request before its handler runs: everything in one request speaks of one edition.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) edition: Arc<Edition>,
    pub(super) today: Day,
    /// Scheme, host and path prefix of every address in the answer, without a slash at the end.
    pub(super) base: String,
    pub(super) pairs: Vec<(String, String)>,
    /// What the request accepts (RFC 9110, section 12.5.1), where representations are negotiated; empty elsewhere.
    pub(super) accept: String,
}

/// A question with its day and the edition that answers it.
#[derive(Debug)]
pub(super) struct Ask<Q> {
    pub(super) site: Arc<Site>,
    pub(super) settled: Arc<Settled>,
    pub(super) day: Day,
    pub(super) query: Q,
}

/// The parameter that every question takes.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameter; `Fields` reads it")]
pub(super) struct At {
    /// The day asked about, `YYYY-MM-DD`; today where absent.
    #[param(value_type = Option<String>, format = Date)]
    at: Option<String>,
}

/// What every answer carries.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Answer<T> {
    /// The day the answer is about.
    pub(super) as_of: String,
    /// The revision of the store it was computed from.
    pub(super) revision: u64,
    /// What the reader must know about the figures.
    pub(super) notices: Vec<Notice>,
    #[serde(flatten)]
    pub(super) body: T,
}

impl<Q: Question> FromRequestParts<Arc<Site>> for Ask<Q> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let settled = parts.extensions.get::<Arc<Settled>>().cloned();
        let settled = settled.ok_or_else(|| ApiError::Internal("the route is not below `settle`".into()))?;
        Self::new(site, settled)
    }
}

impl<Q: Question> Ask<Q> {
    /// The question of a request.
    ///
    /// # Errors
    /// As [`Fields::question`].
    pub(super) fn new(site: &Arc<Site>, settled: Arc<Settled>) -> Result<Self, ApiError> {
        let (at, query) = Fields::new(settled.pairs.clone()).question::<Q>()?;
        Ok(Self { site: Arc::clone(site), day: at.unwrap_or(settled.today), settled, query })
    }
}

impl<Q> Ask<Q> {
    /// The picture that answers.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.settled.edition.view.snapshot
    }

    /// The unit that has the code on the day, by its place in the snapshot.
    pub(super) fn unit_on(&self, code: &UnitCode) -> Result<usize, ApiError> {
        let (snapshot, day) = (self.snapshot(), self.day);
        snapshot.unit_on(code, day).ok_or_else(|| {
            let periods: Vec<String> =
                snapshot.versions(code).into_iter().map(|index| period(&snapshot.units[index].version.period)).collect();
            ApiError::NotFound(match periods.as_slice() {
                [] => format!("no unit `{code}` is known on any day"),
                periods => format!("no unit `{code}` on {day}; hint: it was in force {}", periods.join(", ")),
            })
        })
    }

    /// The version of a code that is in force on the day, or else the last one before it, by its place in the snapshot.
    pub(super) fn last_unit(&self, code: &UnitCode) -> Result<usize, ApiError> {
        self.snapshot().last_version(code, self.day).map_or_else(|| self.unit_on(code), Ok)
    }

    /// An address of this server: the path with the parameters of the request, some of them replaced.
    pub(super) fn address_with(&self, path: &str, replaced: &[(&str, &str)]) -> String {
        let kept = self.settled.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| !replaced.iter().any(|(other, _)| other == name));
        self.address(path, kept.chain(replaced.iter().copied()))
    }

    /// The same without one of its parameters.
    pub(super) fn address_without(&self, path: &str, left_out: &str) -> String {
        let kept = self.settled.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.address(path, kept.filter(|(name, _)| *name != left_out))
    }

    fn address<'a>(&self, path: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let mut address = String::with_capacity(self.settled.base.len() + path.len() + 256);
        address.push_str(&self.settled.base);
        address.push_str(path);
        for (place, (name, value)) in pairs.enumerate() {
            address.push(if place == 0 { '?' } else { '&' });
            append_encoded(&mut address, name);
            address.push('=');
            append_encoded(&mut address, value);
        }
        address
    }

    /// `?at=DATE` where the request names its day, to be passed on in addresses.
    pub(super) fn at_query(&self) -> String {
        if self.settled.pairs.iter().any(|(name, _)| name == "at") { format!("?at={}", self.day) } else { String::new() }
    }

    /// An answer that costs microseconds.
    pub(super) fn answer<T: Serialize>(self, work: impl FnOnce(&Self, &mut Notices) -> Result<T, ApiError>) -> Result<Response, ApiError> {
        let mut notices = Notices::new(self.snapshot(), self.day);
        let body = work(&self, &mut notices)?;
        json("application/json", &self.wrapped(notices, body))
    }

    /// An answer that may cost more: computed on a thread where it stalls nobody.
    pub(super) async fn answer_off_thread<T: Serialize + 'static>(
        self,
        work: impl FnOnce(&Self, &mut Notices) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Response, ApiError>
    where
        Q: Send + 'static,
    {
        off_thread(move || self.answer(work)).await
    }

    /// The answer with what every answer carries.
    pub(super) fn wrapped<T>(&self, notices: Notices, body: T) -> Answer<T> {
        Answer { as_of: self.day.to_string(), revision: self.snapshot().revision, notices: notices.into_list(), body }
    }
}

fn period(period: &Period) -> String {
    let side = |word: &str, day: Option<Day>| day.map(|day| format!("{word} {day}"));
    let sides: Vec<String> = [side("from", period.from), side("until", period.to)].into_iter().flatten().collect();
    sides.join(" ")
}

/// A text as a part of an address (RFC 3986, section 2.1).
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    append_encoded(&mut encoded, text);
    encoded
}

fn append_encoded(encoded: &mut String, text: &str) {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:,".contains(&byte);
    if text.bytes().all(is_kept) {
        encoded.push_str(text);
        return;
    }
    for byte in text.bytes() {
        if is_kept(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
}

/// Runs work that may take long where it stalls nobody, in the request's span.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T, ApiError> + Send + 'static) -> Result<T, ApiError> {
    let span = tracing::Span::current();
    let done = tokio::task::spawn_blocking(move || span.in_scope(work)).await;
    done.map_err(|cause| ApiError::Internal(cause.to_string()))?
}

/// A body of JSON.
pub(super) fn json(media_type: &'static str, body: &impl Serialize) -> Result<Response, ApiError> {
    let bytes = serde_json::to_vec(body).map_err(|cause| ApiError::Internal(cause.to_string()))?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], bytes).into_response())
}
