//! What costs less than routing and the layers around every answer is answered ahead of them: tiles answered lately, and features that
//! were written before. Whatever is not that simple goes the usual way; both say the same.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower::Service;

use super::site::Site;
use super::{ogc, tiles};

/// The server of a site: answers what it can at once, and leaves the rest to the routes.
#[derive(Debug, Clone)]
pub struct Quick {
    pub(super) site: Arc<Site>,
    pub(super) rest: Router,
}

impl Quick {
    fn at_once(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response<Known>> {
        if *method != Method::GET {
            return None;
        }
        let started = Instant::now();
        if tiles::answers(uri) {
            let response = tiles::at_once(&self.site, uri, headers)?;
            let (status, elapsed) = (response.status(), started.elapsed());
            tracing::debug!(route = tiles::ROUTE, status = status.as_u16(), ?elapsed, "answered from memory");
            self.site.metrics.count_known_tile(tiles::ROUTE, status, elapsed.as_secs_f64());
            return Some(response.map(|bytes| Either::Left(Full::new(bytes))));
        }
        // What fails here fails again on the usual way, where a reader is told.
        let mut response = catch_unwind(AssertUnwindSafe(|| ogc::items_at_once(&self.site, uri, headers))).ok().flatten()?;
        for_everybody(response.headers_mut());
        let (status, elapsed) = (response.status(), started.elapsed());
        tracing::debug!(address = %uri, status = status.as_u16(), ?elapsed, "answered from memory");
        self.site.metrics.count(method, ogc::ITEMS, status, elapsed.as_secs_f64());
        Some(response.map(Either::Right))
    }
}

/// Adds the headers that `shell` puts on every answer.
pub(super) fn for_everybody(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag,link,content-crs,plancover-notices"));
}

/// For requests from within the process.
impl Service<Request> for Quick {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request>::poll_ready(&mut self.rest, context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.at_once(request.method(), request.uri(), request.headers()) {
            Some(response) => Box::pin(ready(Ok(response.map(Body::new)))),
            None => Box::pin(self.rest.call(request)),
        }
    }
}

/// The body of an answer: bytes in memory, or what is made.
type Known = Either<Full<Bytes>, Body>;

/// An answer.
pub type Answered = Response<Known>;

/// An answer that is there, or one that is awaited.
pub enum Answering {
    /// It is there.
    Known(Ready<Result<Answered, Infallible>>),
    /// The routes make it.
    Awaited(Pin<Box<dyn Future<Output = Result<Answered, Infallible>> + Send>>),
}

impl Future for Answering {
    type Output = Result<Answered, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Known(answer) => Pin::new(answer).poll(context),
            Self::Awaited(answer) => answer.as_mut().poll(context),
        }
    }
}

/// For requests from a socket.
impl hyper::service::Service<axum::http::Request<Incoming>> for Quick {
    type Response = Answered;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: axum::http::Request<Incoming>) -> Answering {
        if let Some(response) = self.at_once(request.method(), request.uri(), request.headers()) {
            return Answering::Known(ready(Ok(response)));
        }
        // A router is always ready.
        let answer = self.rest.clone().call(request.map(Body::new));
        Answering::Awaited(Box::pin(async { answer.await.map(|response| response.map(Either::Right)) }))
    }
}
