//! Running the server: on a socket, or for one question asked within the process, so that the command line answers as the API does.

use std::pin::pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::{LIMITS, Quick, Site};

/// The most bytes of an answer that is asked for within the process (256 MiB).
const MOST_BYTES: usize = 256 << 20;

/// Serves until `until` is over; answers under way are finished. Connections are served by `hyper` itself: what `axum::serve` lays
/// around each request costs as much as a tile from memory.
pub async fn serve(mut listener: TcpListener, service: Quick, until: impl Future<Output = ()> + Send) {
    let connections = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    // With a timer a head that does not end is given up.
    http.timer(TokioTimer::new()).header_read_timeout(LIMITS.head_time).max_buf_size(LIMITS.head_bytes);
    let mut until = pin!(until);
    loop {
        let (stream, _) = tokio::select! {
            // Errors of connections are passed over there; without a free file it waits and tries again.
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut until => break,
        };
        // An answer is written as a whole; without this its end would wait until its start is acknowledged.
        if let Err(cause) = stream.set_nodelay(true) {
            tracing::debug!(%cause, "a connection stays without TCP_NODELAY");
        }
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            if let Err(cause) = connection.await {
                tracing::debug!(%cause, "a connection ended");
            }
        });
    }
    drop(listener);
    // A reader who stops reading does not keep the program.
    if tokio::time::timeout(LIMITS.answer_time, connections.shutdown()).await.is_err() {
        tracing::warn!("answers that nobody read to their end were broken off");
    }
}

/// The answer to a question such as `/api/coverage?unit=20`, as the API gives it.
///
/// # Errors
/// The `detail` of the problem that the API answers with.
pub async fn ask(site: Site, question: &str) -> Result<serde_json::Value, String> {
    let request = Request::get(question).header("host", "localhost").body(Body::empty()).map_err(|error| error.to_string())?;
    let response = match super::router(Arc::new(site)).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let good = response.status().is_success();
    let bytes = axum::body::to_bytes(response.into_body(), MOST_BYTES).await.map_err(|error| error.to_string())?;
    let answer: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    if good { Ok(answer) } else { Err(problem(&answer)) }
}

/// What a problem says, with what is wrong with each field.
fn problem(answer: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let fields = answer["errors"].as_array().into_iter().flatten().map(|error| {
        let hint = error["hint"].as_str().map_or_else(String::new, |hint| format!("\nhint: {hint}"));
        format!("`{}` is `{}`, allowed: {}{hint}", text(&error["field"]), text(&error["found"]), text(&error["allowed"]))
    });
    let fields: Vec<String> = fields.collect();
    if fields.is_empty() { text(&answer["detail"]).replace("; hint: ", "\nhint: ") } else { fields.join("\n") }
}
