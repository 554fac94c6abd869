//! Tiles that were answered lately are answered before routing and before the layers around every answer, which cost as much as the
//! answer itself. Whatever is not that simple goes the usual way; both say the same.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::Response;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower::Service;

use super::recent::Asked;
use crate::http::site::Site;

/// The route as the metrics name it.
const ROUTE: &str = "/tiles/{layers}/{z}/{x}/{y}";

/// The server of a site: answers what it can at once, and leaves the rest to the routes.
#[derive(Debug, Clone)]
pub struct Quick {
    pub(in crate::http) site: Arc<Site>,
    pub(in crate::http) rest: Router,
}

impl Quick {
    fn at_once(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response<Bytes>> {
        if *method != Method::GET || !answers(uri) {
            return None;
        }
        let started = Instant::now();
        let asked = Asked::by(&self.site, uri, headers)?;
        let response = self.site.recent.find(&asked, headers.get(header::IF_NONE_MATCH))?;
        let (status, elapsed) = (response.status(), started.elapsed());
        tracing::debug!(route = ROUTE, status = status.as_u16(), ?elapsed, "answered from memory");
        self.site.metrics.count_known_tile(ROUTE, status, elapsed.as_secs_f64());
        Some(response)
    }
}

/// Whether an address is one of those that are answered at once.
pub(super) fn answers(uri: &Uri) -> bool {
    uri.path().starts_with("/tiles/")
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
            Some(response) => Box::pin(ready(Ok(response.map(Body::from)))),
            None => Box::pin(self.rest.call(request)),
        }
    }
}

/// The body of an answer: bytes in memory, or what the routes make.
pub type Answered = Response<Either<Full<Bytes>, Body>>;

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
            return Answering::Known(ready(Ok(response.map(|bytes| Either::Left(Full::new(bytes))))));
        }
        // A router is always ready.
        let answer = self.rest.clone().call(request.map(Body::new));
        Answering::Awaited(Box::pin(async { answer.await.map(|response| response.map(Either::Right)) }))
    }
}
