//! What every answer gets on its way out: problem details for bare errors, and headers that keep browsers safe.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::downloads::NOTICES;
use super::error::{ApiError, PROBLEM_JSON, Problem};
use super::limits::LIMITS;
use super::site::Site;
use super::{observe, ogc};

/// The routes with everything that lies around them; the last is the outermost.
pub(super) fn around(routes: Router<Arc<Site>>, site: Arc<Site>) -> Router {
    routes
        .layer(RequestBodyLimitLayer::new(LIMITS.body_bytes))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LIMITS.answer_time))
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(cors())
        .layer(from_fn_with_state(Arc::clone(&site), finish))
        .layer(from_fn_with_state(Arc::clone(&site), observe::observe))
        .with_state(site)
}

/// Any origin may read (Fetch standard, section 3.2); nothing is sent with credentials.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::OPTIONS])
        .allow_headers([header::IF_NONE_MATCH, header::ACCEPT, header::CONTENT_TYPE])
        .expose_headers([header::ETAG, header::LINK, ogc::CONTENT_CRS, NOTICES])
        // The same for every origin, so nothing varies with it.
        .vary(Vec::new())
        .max_age(std::time::Duration::from_hours(24))
}

/// Turns errors that the router or a layer made (405, 413, a path that is no text …) into problem details, and adds the headers.
async fn finish(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let embedded = request.uri().path() == "/embed";
    let mut response = next.run(request).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let media_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if failed && !media_type.starts_with(PROBLEM_JSON) && !media_type.starts_with("text/html") {
        response = as_problem(status, &response);
    }
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if headers.get(header::CONTENT_TYPE).is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html")) {
        let policy = if embedded { &site.embed_security_policy } else { &site.content_security_policy };
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    response
}

fn as_problem(status: StatusCode, bare: &Response) -> Response {
    let mut response = match status {
        StatusCode::GATEWAY_TIMEOUT => ApiError::TooSlow.into_response(),
        StatusCode::PAYLOAD_TOO_LARGE => too_long().into_response(),
        status => Problem::of(status).into_response(),
    };
    for (name, value) in bare.headers() {
        let kept = [header::ALLOW, header::ACCESS_CONTROL_ALLOW_ORIGIN, header::ACCESS_CONTROL_EXPOSE_HEADERS, header::VARY];
        if kept.contains(name) {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}

fn too_long() -> Problem {
    let detail = format!("the body is too long, allowed: {} bytes; hint: fewer vertices, fewer digits", LIMITS.body_bytes);
    Problem { detail: Some(detail), ..Problem::of(StatusCode::PAYLOAD_TOO_LARGE) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Clock, Publisher, View};
    use crate::config::Settings;
    use crate::coverage::Thresholds;
    use crate::domain::Day;
    use crate::http::ask::off_thread;
    use crate::snapshot::Records;
    use axum::body::Body;
    use axum::routing::{any, get};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    const SECRET: &str = "password in /etc/secret";

    async fn answer(address: &str, body: Body) -> (StatusCode, String) {
        let view = View::build(Records::default(), Thresholds::default(), None);
        let publisher = Arc::new(Publisher::new(view));
        let site = Site::new(publisher, Clock::Fixed(Day::constant(2024, 6, 30)), Settings::default(), None).unwrap();
        let routes = Router::new()
            .route("/internal", get(|| async { ApiError::Internal(SECRET.into()) }))
            .route("/panic", get(|| async { assert!(SECRET.is_empty(), "{SECRET}") }))
            .route("/off", get(|| async { off_thread(|| -> Result<(), ApiError> { panic!("{SECRET}") }).await }))
            .route("/body", any(|body: axum::body::Bytes| async move { body }));
        let request = axum::http::Request::post(address).body(body).unwrap();
        let request = if address == "/body" { request } else { Request::get(address).body(Body::empty()).unwrap() };
        let response = around(routes, Arc::new(site)).oneshot(request).await.unwrap();
        let status = response.status();
        (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_500_is_problem_details_without_the_cause() {
        for address in ["/internal", "/panic", "/off"] {
            let (status, body) = answer(address, Body::empty()).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(body, r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#, "{address}");
        }
    }

    #[tokio::test]
    async fn a_body_that_is_too_long_is_413() {
        let (status, body) = answer("/body", Body::from(vec![0; LIMITS.body_bytes + 1])).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{body}");
        assert!(body.contains(r#""status":413"#) && body.contains("1048576 bytes"), "{body}");
    }
}
