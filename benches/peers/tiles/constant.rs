//! The yardstick: an axum route that returns the bytes of a file, and 304 to who asks with any tag.

use std::path::Path;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Serves the file on a free port, which is told on stdout, until the process is ended.
pub fn serve(file: &Path) {
    let bytes = Bytes::from(std::fs::read(file).expect("a file"));
    let answer = move |headers: HeaderMap| {
        let bytes = bytes.clone();
        async move { answered(&headers, bytes) }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("http://{}", listener.local_addr().expect("an address"));
        axum::serve(listener, axum::Router::new().route("/{*path}", get(answer))).await.expect("a server");
    });
}

fn answered(headers: &HeaderMap, bytes: Bytes) -> Response {
    if headers.contains_key(header::IF_NONE_MATCH) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    ([(header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile"), (header::CONTENT_ENCODING, "gzip")], bytes).into_response()
}
