//! `/api/docs`: a page that lists the operations of the description and lets one try them; nothing comes from elsewhere.

use axum::http::header;
use axum::response::{Html, IntoResponse};

/// The page.
pub(in crate::http) async fn page() -> Html<&'static str> {
    Html(include_str!("docs.html"))
}

/// Its script, apart because the content security policy allows none within a page.
pub(in crate::http) async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("docs.js"))
}

/// Its style sheet.
pub(in crate::http) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("docs.css"))
}
