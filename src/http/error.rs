//! The one table from errors to statuses, and problem details for HTTP APIs (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of problem details.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// After how long a caller who was turned away may come again (s).
const RETRY_SECONDS: u16 = 5;

/// Why a request is not answered, by what the caller can do.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ApiError {
    /// Some parameters are wrong: the caller corrects them.
    #[error("{} of the request's parameters are wrong", .0.len())]
    Parameters(Vec<FieldProblem>),
    /// The thing does not exist, or not on that day: the caller asks for another.
    #[error("{0}")]
    NotFound(String),
    /// The answer took too long: the caller asks for less, or later.
    #[error("the answer took too long")]
    TooSlow,
    /// Too much is being computed already: the caller comes again later.
    #[error("too many of these are being computed; hint: ask again in {RETRY_SECONDS} seconds")]
    Busy,
    /// Our fault. The text is logged and never sent.
    #[error("{0}")]
    Internal(String),
}

/// What is wrong with one parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The parameter.
    pub field: String,
    /// The value found; null where it is missing.
    pub found: Option<String>,
    /// What is allowed.
    pub allowed: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub hint: Option<String>,
}

/// Problem details (RFC 9457, section 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem; `about:blank` means that the status says it all.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    /// The parameters that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

impl ApiError {
    /// A failure that should not happen.
    pub(super) fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// The table.
    const fn status(&self) -> StatusCode {
        match self {
            Self::Parameters(_) => StatusCode::BAD_REQUEST,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::TooSlow | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl FieldProblem {
    /// A parameter whose value is not allowed.
    pub fn new(field: &str, found: &str, allowed: impl Into<String>) -> Self {
        let found = found.chars().take(100).collect();
        Self { field: field.chars().take(100).collect(), found: Some(found), allowed: allowed.into(), hint: None }
    }

    /// A parameter that must be given.
    pub fn missing(field: &str, allowed: impl Into<String>) -> Self {
        Self { field: field.to_owned(), found: None, allowed: allowed.into(), hint: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    fn sentence(&self) -> String {
        let found = self.found.as_ref().map_or_else(|| "missing".to_owned(), |found| format!("`{found}`"));
        let hint = self.hint.as_ref().map(|hint| format!("; hint: {hint}")).unwrap_or_default();
        format!("`{}` is {found}, allowed: {}{hint}", self.field, self.allowed)
    }
}

impl Problem {
    /// The problem that a bare status stands for.
    #[must_use]
    pub fn of(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or("Error").to_owned();
        Self { r#type: "about:blank".into(), title, status: status.as_u16(), detail: None, errors: Vec::new() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON))], body).into_response()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut problem = Problem::of(self.status());
        match self {
            Self::Parameters(errors) => {
                problem.detail = Some(errors.iter().map(FieldProblem::sentence).collect::<Vec<_>>().join(" · "));
                problem.errors = errors;
            }
            Self::NotFound(detail) => problem.detail = Some(detail),
            Self::TooSlow | Self::Busy => problem.detail = Some(self.to_string()),
            // Within the request's span, so that the log names the request.
            Self::Internal(cause) => tracing::error!(%cause, "internal error"),
        }
        let mut response = problem.into_response();
        if response.status() == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
        }
        response
    }
}
