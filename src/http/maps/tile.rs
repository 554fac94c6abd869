//! `/maps/{style}/{z}/{x}/{y}.png`: a tile as a picture.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;

use super::{hash, layers, png};
use crate::http::api::Problems;
use crate::http::ask::{Ask, At};
use crate::http::error::ApiError;
use crate::http::limits::LIMITS;
use crate::http::query::Nothing;
use crate::picture::tile as draw;
use crate::tiles::TileCoord;

/// A tile of a style as a picture, 256 pixels wide; 512 with `@2x` behind the row.
#[utoipa::path(
    get, path = "/maps/{style}/{z}/{x}/{y}", tag = "maps",
    params(
        ("style" = String, Path, description = "Identifier of a style", example = "coverage-general"),
        ("z" = u8, Path, description = "Zoom"), ("x" = u32, Path, description = "Column"),
        ("y" = String, Path, description = "Row with `.png` or `@2x.png`", example = "450.png"), At
    ),
    responses((status = 200, content_type = "image/png"), Problems)
)]
pub(in crate::http) async fn tile(
    Path((style, z, x, y)): Path<(String, String, String, String)>,
    ask: Ask<Nothing>,
) -> Result<Response, ApiError> {
    let site = Arc::clone(&ask.site);
    let place = site.styles.place(&style, "")?;
    let (coord, ratio) = coord([&z, &x, &y])?;
    let stretch = ask.settled.edition.map.stretch(ask.day);
    let key = hash(("tile", ask.settled.edition.fingerprint, stretch, place, coord, ratio));
    let work = move || {
        let drawn = ask.site.styles.at(place);
        draw(&drawn.style, &layers(&ask, drawn, stretch)?, coord, ratio).map_err(|cause| ApiError::Internal(cause.to_string()))
    };
    site.pictures.picture(key, work).await.map(png)
}

/// The tile that a path names and its pixels a pixel.
fn coord([z, x, y]: [&str; 3]) -> Result<(TileCoord, u8), ApiError> {
    let (row, ratio) = y.strip_suffix(".png").map_or(("", 1), |row| row.strip_suffix("@2x").map_or((row, 1), |row| (row, 2)));
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let zoom = number(z).and_then(|zoom| u8::try_from(zoom).ok()).filter(|zoom| *zoom <= LIMITS.picture_zoom);
    let coord = zoom.zip(number(x).zip(number(row))).and_then(|(z, (x, y))| TileCoord::new(z, x, y).ok());
    let most = LIMITS.picture_zoom;
    let missing = || format!("no picture `{z}/{x}/{y}`, allowed: zoom 0 to {most}, column and row below 2^zoom, then `.png` or `@2x.png`");
    coord.map(|coord| (coord, ratio)).ok_or_else(|| ApiError::NotFound(missing().chars().take(250).collect()))
}
