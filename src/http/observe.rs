//! What the operator sees of each request: one line in the log, one count and one duration in `/metrics`.
//!
//! Labels are route templates, never addresses, so their number is bounded.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics::{Counter, Histogram, counter, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use tracing::Instrument;

use super::error::ApiError;
use super::site::Site;

/// The upper ends of the duration buckets (s).
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// After so many requests the recorder folds what it holds, so that it stays small where nobody reads `/metrics`.
const UPKEEP_EVERY: u64 = 4096;

/// How often and how long.
type Counts = (Counter, Histogram);

/// The recorder of one server.
pub(super) struct Metrics {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
    requests: AtomicU64,
    /// By a hash of method, route and status: finding them by their labels takes several allocations.
    counts: RwLock<HashMap<u64, Counts>>,
    /// Of tiles with an answer that is known: 200, 204, 304. They are counted without looking anything up.
    tiles: [OnceLock<Counts>; 3],
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Metrics {
    pub(super) fn new() -> Self {
        let with_buckets: Result<PrometheusBuilder, BuildError> =
            PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &BUCKETS);
        // The only error is an empty list of buckets; summaries would still be right.
        let recorder = with_buckets.unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
        Self {
            handle: recorder.handle(),
            recorder,
            requests: AtomicU64::new(0),
            counts: RwLock::default(),
            tiles: [const { OnceLock::new() }; 3],
        }
    }

    /// Counts a request that was answered.
    pub(super) fn count(&self, method: &Method, route: &str, status: StatusCode, seconds: f64) {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::OPTIONS => "OPTIONS",
            _ => "other",
        };
        let mut hasher = DefaultHasher::new();
        (method, route, status).hash(&mut hasher);
        let key = hasher.finish();
        let found = self.counts.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        self.add(&found.unwrap_or_else(|| self.register(key, method, route, status)), seconds);
    }

    /// Counts a tile whose answer was known.
    pub(super) fn count_known_tile(&self, route: &str, status: StatusCode, seconds: f64) {
        let place = match status {
            StatusCode::OK => 0,
            StatusCode::NO_CONTENT => 1,
            _ => 2,
        };
        self.add(self.tiles[place].get_or_init(|| self.made("GET", route, status)), seconds);
    }

    fn add(&self, (count, duration): &Counts, seconds: f64) {
        count.increment(1);
        duration.record(seconds);
        if self.requests.fetch_add(1, Ordering::Relaxed) % UPKEEP_EVERY == UPKEEP_EVERY - 1 {
            self.handle.run_upkeep();
        }
    }

    /// Counts a tile that the cache did not hold.
    pub(super) fn count_made_tile(&self) {
        metrics::with_local_recorder(&self.recorder, || counter!("plancover_tiles_made_total").increment(1));
    }

    fn register(&self, key: u64, method: &'static str, route: &str, status: StatusCode) -> Counts {
        let made = self.made(method, route, status);
        self.counts.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        made
    }

    fn made(&self, method: &'static str, route: &str, status: StatusCode) -> Counts {
        metrics::with_local_recorder(&self.recorder, || {
            let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.as_str().to_owned())];
            (counter!("http_requests_total", &labels), histogram!("http_request_duration_seconds", "route" => route.to_owned()))
        })
    }
}

/// Logs and counts each request.
pub(super) async fn observe(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let name = route.as_ref().map_or("other", MatchedPath::as_str);
    let span = tracing::info_span!("request", %method, route = name, address = %request.uri());
    let response = next.run(request).instrument(span.clone()).await;
    let (status, elapsed) = (response.status(), started.elapsed());
    span.in_scope(|| {
        if status.is_client_error() || status.is_server_error() {
            tracing::info!(status = status.as_u16(), ?elapsed, "answered");
        } else {
            tracing::debug!(status = status.as_u16(), ?elapsed, "answered");
        }
    });
    site.metrics.count(&method, name, status, elapsed.as_secs_f64());
    response
}

/// `/metrics`: everything counted, in the text format of Prometheus 0.0.4.
pub(super) async fn metrics_text(State(site): State<Arc<Site>>) -> impl IntoResponse {
    let edition = site.edition();
    let snapshot = &edition.view.snapshot;
    metrics::with_local_recorder(&site.metrics.recorder, || {
        // Counts stay far below 2^52, where a float is exact.
        let set = |name: &'static str, value: usize| gauge!(name).set(value.to_string().parse::<f64>().unwrap_or(f64::NAN));
        set("plancover_store_revision", usize::try_from(snapshot.revision).unwrap_or(usize::MAX));
        set("plancover_units", snapshot.units.len());
        set("plancover_plans", snapshot.plans.len());
        set("plancover_areas", snapshot.areas.len());
        set("plancover_tile_cache_bytes", usize::try_from(site.tiles.bytes()).unwrap_or(usize::MAX));
    });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], site.metrics.handle.render())
}

/// `/health/live`: the process answers.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// `/health/ready`: a snapshot is loaded; the server does not listen before.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> String {
    format!("ready, revision {}\n", site.edition().view.snapshot.revision)
}

/// What a panic in a handler is answered with; the cause is logged in the request's span.
#[expect(clippy::needless_pass_by_value, reason = "the signature that `CatchPanicLayer` asks for")]
pub(super) fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    ApiError::Internal(format!("panic: {}", text.unwrap_or("unknown"))).into_response()
}
