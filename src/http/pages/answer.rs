//! The addresses of things for people. Parameters that are not known are let be: addresses that people share gather such.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;

use super::frame::Frame;
use super::head::{Head, Shown, not_found};
use crate::domain::parse_day;
use crate::http::ask::{Ask, Settled, off_thread};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::site::Site;
use crate::picture::Language;

/// A question of the page.
pub(in crate::http) struct Asked(Ask<Shown>);

impl FromRequestParts<Arc<Site>> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let settled = parts.extensions.get::<Arc<Settled>>().cloned();
        let settled = settled.ok_or_else(|| ApiError::Internal("the route is not below `settle`".into()))?;
        let value = |field: &str| settled.pairs.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str());
        let language = if value("lang") == Some("en") { Language::En } else { Language::Vi };
        let named = value("at").and_then(|text| parse_day(text).ok());
        let day = named.unwrap_or(settled.today);
        let query = Shown { language, has_day: named.is_some() };
        Ok(Self(Ask { site: Arc::clone(site), day, query, settled }))
    }
}

impl Asked {
    /// The page of what `told` says of the identifier, or that there is none.
    async fn page(self, what: [&'static str; 2], id: String, told: fn(&Ask<Shown>, &str) -> Option<Head>) -> Result<Response, ApiError> {
        off_thread(move || {
            let known = Some(&id).filter(|id| id.chars().count() <= LIMITS.id_chars).and_then(|id| told(&self.0, id));
            Ok(match known {
                Some(head) => head.page(&self.0, Frame::below()),
                None => not_found(&self.0, Frame::below(), what, &id),
            })
        })
        .await
    }
}

/// `/`.
pub(in crate::http) async fn home(asked: Asked) -> Result<Response, ApiError> {
    off_thread(move || Ok(super::home::told(&asked.0).page(&asked.0, Frame::at_root()))).await
}

/// `/units/{code}`.
pub(in crate::http) async fn unit(Path(code): Path<String>, asked: Asked) -> Result<Response, ApiError> {
    asked.page(["đơn vị hành chính", "administrative unit"], code, super::unit::told).await
}

/// `/plans/{id}`.
pub(in crate::http) async fn plan(Path(id): Path<String>, asked: Asked) -> Result<Response, ApiError> {
    asked.page(["quy hoạch", "plan"], id, super::plan::told).await
}

/// `/areas/{id}`.
pub(in crate::http) async fn area(Path(id): Path<String>, asked: Asked) -> Result<Response, ApiError> {
    asked.page(["khu vực", "area"], id, super::area::told).await
}

/// `/indicators/{id}`.
pub(in crate::http) async fn indicator(Path(id): Path<String>, asked: Asked) -> Result<Response, ApiError> {
    asked.page(["chỉ tiêu", "indicator"], id, super::indicator::told).await
}

/// `/sources/{document}`.
pub(in crate::http) async fn source(Path(id): Path<String>, asked: Asked) -> Result<Response, ApiError> {
    asked.page(["tài liệu", "document"], id, super::source::told).await
}
