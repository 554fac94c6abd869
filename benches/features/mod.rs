//! `/ogc` asked within the process: no socket, so the ratio to the constant route is harsher than over the network.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use axum::routing::get;
use criterion::{Criterion, Throughput};
use http_body_util::BodyExt;
use plancover::app::{Clock, Publisher, View};
use plancover::config::Settings;
use plancover::coverage::Thresholds;
use plancover::domain::Day;
use plancover::http::{Site, router};
use plancover::snapshot::Records;
use tokio::runtime::Runtime;
use tower::ServiceExt;

fn asked(runtime: &Runtime, router: &Router, address: &str) -> Bytes {
    let request = Request::get(address).header("host", "localhost").body(Body::empty()).unwrap_or_else(|error| panic!("{error}"));
    runtime.block_on(async {
        let answer = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        answer.into_body().collect().await.unwrap_or_else(|error| panic!("{error}")).to_bytes()
    })
}

/// The first bytes of an answer.
fn begun(runtime: &Runtime, router: &Router, address: &str) -> usize {
    let request = Request::get(address).header("host", "localhost").body(Body::empty()).unwrap_or_else(|error| panic!("{error}"));
    runtime.block_on(async {
        let mut answer = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {}).into_body();
        let frame = answer.frame().await.unwrap_or_else(|| panic!("an empty body")).unwrap_or_else(|error| panic!("{error}"));
        frame.into_data().map_or(0, |data| data.len())
    })
}

/// A rectangle inside the land of a commune, and everything, against a route that returns the same bytes.
pub fn features(criterion: &mut Criterion, records: Records, day: Day) {
    let view = View::build(records, Thresholds::default(), None);
    view.coverage.prepare(day);
    let bounds = view.snapshot.bounds(day).unwrap_or_else(|| panic!("no units"));
    let (x, y, step) = (bounds.center().x, bounds.center().y, 0.000_1);
    let near = format!("/ogc/collections/communes/items?bbox={},{},{},{}", x, y, x + step, y + step);
    let site =
        Site::new(Arc::new(Publisher::new(view)), Clock::Fixed(day), Settings::default(), None).unwrap_or_else(|error| panic!("{error}"));
    let ours = Router::new().fallback_service(router(Arc::new(site)));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap_or_else(|error| panic!("{error}"));
    let same = asked(&runtime, &ours, &near);
    let length = u64::try_from(same.len()).unwrap_or(u64::MAX);
    let constant = Router::new().route("/same", get(move || async move { ([(header::CONTENT_TYPE, "application/geo+json")], same) }));
    let mut group = criterion.benchmark_group(format!("features, {length} bytes"));
    group.throughput(Throughput::Elements(1));
    group.bench_function("a bbox in a commune", |bencher| bencher.iter(|| asked(&runtime, &ours, &near)));
    group.bench_function("an axum route of the same bytes", |bencher| bencher.iter(|| asked(&runtime, &constant, "/same")));
    let all = "/ogc/collections/communes/items?limit=100000";
    group.sample_size(10);
    group.bench_function("the first bytes of all communes", |bencher| bencher.iter(|| begun(&runtime, &ours, all)));
    group.bench_function("all communes", |bencher| bencher.iter(|| asked(&runtime, &ours, all)));
    group.finish();
}
