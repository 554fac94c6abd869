//! `/maps`: pictures for those who cannot draw tiles, of the same shapes and styles.
//!
//! Drawing takes a core for a while, so only so many are drawn at once and so many may wait; each is kept until it is of no more use.
//! Never here: how a style is drawn (`crate::picture`).
//!
//! Parts in reading order: `pictures` (those drawn so far) · `tile` · `sheet` (a page for a report).

mod pictures;
mod sheet;
mod tile;

pub(super) use pictures::Pictures;
pub(super) use sheet::{__path_sheet, amount, seen, sheet};
pub(super) use tile::{__path_tile, tile};

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::ask::Ask;
use super::error::ApiError;
use super::tiles::Drawn;
use crate::domain::Day;
use crate::tiles::TileLayer;

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn png(bytes: Bytes) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], bytes).into_response()
}

/// The layers that a style draws, on a day.
fn layers<Q>(ask: &Ask<Q>, drawn: &Drawn, day: Day) -> Result<Vec<Arc<TileLayer>>, ApiError> {
    ask.settled.edition.map.layers(&drawn.layers, day).map_err(|cause| ApiError::Internal(cause.to_string()))
}
