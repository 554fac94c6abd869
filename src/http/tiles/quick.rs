//! Tiles that are in memory are answered before routing and before the layers around every answer, which cost as much as the answer
//! itself. Whatever is not that simple goes the usual way; both say the same.

use std::future::ready;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use tower::Service;

use super::tile::{Wish, settled};
use crate::domain::{Day, parse_day};
use crate::http::site::Site;

/// The route as the metrics name it.
const ROUTE: &str = "/tiles/{layers}/{z}/{x}/{y}";

/// Answers what it can at once, and leaves the rest to another service.
#[derive(Debug, Clone)]
pub(in crate::http) struct Quick<S> {
    pub(in crate::http) site: Arc<Site>,
    pub(in crate::http) rest: S,
}

impl<S> Service<Request> for Quick<S>
where
    S: Service<Request, Response = Response>,
    S::Error: Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.rest.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match held(&self.site, &request) {
            Some(response) => Box::pin(ready(Ok(response))),
            None => Box::pin(self.rest.call(request)),
        }
    }
}

/// The answer to a request for a tile that is in memory.
fn held(site: &Arc<Site>, request: &Request) -> Option<Response> {
    let path = request.uri().path().strip_prefix("/tiles/").filter(|_| *request.method() == Method::GET)?;
    let started = Instant::now();
    let mut parts = path.split('/');
    let [names, z, x, y] = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let (at, version) = question(request.uri().query().filter(|_| parts.next().is_none()))?;
    let wish = Wish::new(site, names, at, [z, x, y]).ok()?;
    let mut response = at_once(settled(site, &wish, version, request.headers(), true))??;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag,link,content-crs"));
    let (status, elapsed) = (response.status(), started.elapsed());
    tracing::debug!(route = ROUTE, status = status.as_u16(), ?elapsed, "answered from memory");
    site.metrics.count(&Method::GET, ROUTE, status, elapsed.as_secs_f64());
    Some(response)
}

/// The day and the version asked for; `None` where there is anything else, or what is wrong must be told.
fn question(query: Option<&str>) -> Option<(Option<Day>, Option<u64>)> {
    let (mut at, mut version) = (None, None);
    for pair in query.into_iter().flat_map(|query| query.split('&')) {
        match pair.split_once('=')? {
            ("at", day) if at.is_none() => at = Some(parse_day(day).ok()?),
            ("v", hex) if version.is_none() => version = Some(u64::from_str_radix(hex, 16).ok()?),
            _ => return None,
        }
    }
    Some((at, version))
}

/// What needs no waiting.
fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_simple_questions_are_answered_at_once() {
        let day = Day::constant(2024, 6, 30);
        assert_eq!(question(None), Some((None, None)));
        assert_eq!(question(Some("at=2024-06-30&v=ff")), Some((Some(day), Some(255))));
        for other in ["at=2024-06-30&at=2024-06-30", "at=2024-6-30", "at", "x=1", "", "v=zz", "at=2024%2D06-30"] {
            assert_eq!(question(Some(other)), None, "{other}");
        }
    }
}
