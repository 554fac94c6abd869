//! `/tiles/{layers}/{z}/{x}/{y}`: one vector tile.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::layers;
use crate::app::Map;
use crate::domain::Day;
use crate::http::error::ApiError;
use crate::http::query::{Fields, Nothing, pairs};
use crate::http::settle::{held_by, tagged};
use crate::http::site::Site;
use crate::tiles::{EncodedTile, Encoding, TileCoord, TileKey, tile as make_tile};

/// The media type of vector tiles (MVT 2.1, section 2.2).
const MVT: &str = "application/vnd.mapbox-vector-tile";

/// A tile, 204 where it is empty, 404 where it cannot exist.
///
/// Its tag has two parts: a version, known before anything is looked up, and a hash of the bytes, by which a reader keeps a tile
/// that a new revision did not change.
pub(in crate::http) async fn tile(
    State(site): State<Arc<Site>>,
    Path((names, z, x, y)): Path<(String, String, String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (at, Nothing) = Fields::new(pairs(&uri)).question()?;
    let (edition, places) = (site.edition(), layers(&site, &names)?);
    let coord = coord(&site, &places, [&z, &x, &y])?;
    let stretch = edition.map.stretch(at.unwrap_or_else(|| site.clock.today()));
    let key = TileKey { revision: edition.fingerprint, version: hash(stretch), layers: hash(&places), coord };
    let version = format!("{:016x}", hash(key));
    if let Some(tag) = held_by(&headers, |opaque| opaque.split_once('.').is_some_and(|(held, _)| held == version)) {
        return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    let maker = Arc::clone(&site);
    let make = move || make(&maker, &edition.map, &places, stretch, coord);
    let tile = site.tiles.tile(key, wanted(&headers), make).await;
    Ok(answer(&headers, &version, tile.as_deref()))
}

fn make(site: &Site, map: &Map, places: &[usize], stretch: Day, coord: TileCoord) -> Option<Vec<u8>> {
    site.metrics.count_made_tile();
    match map.layers(places, stretch) {
        Ok(layers) => make_tile(&layers, coord),
        // A panic is what the cache does not keep; it becomes a 500.
        Err(cause) => panic!("{cause}"),
    }
}

fn answer(headers: &HeaderMap, version: &str, tile: Option<&EncodedTile>) -> Response {
    let Some(tile) = tile else { return tagged(StatusCode::NO_CONTENT.into_response(), &format!("\"{version}.0\"")) };
    let content = tile.etag.trim_matches('"');
    if let Some(tag) = held_by(headers, |opaque| opaque.split_once('.').is_some_and(|(_, held)| held == content)) {
        return tagged(StatusCode::NOT_MODIFIED.into_response(), &tag);
    }
    let body = Bytes::from_owner(Arc::clone(&tile.bytes));
    let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(MVT))], body).into_response();
    if let Some(coding) = tile.encoding.content_coding() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    tagged(response, &format!("\"{version}.{content}\""))
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The tile that a path names, if it can exist.
fn coord(site: &Site, places: &[usize], [z, x, y]: [&str; 3]) -> Result<TileCoord, ApiError> {
    let y = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(y);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let max_zoom = places.iter().map(|&place| site.layers[place].max_zoom).max().unwrap_or(0);
    let zoom = digits(z).and_then(|z| u8::try_from(z).ok()).filter(|z| *z <= max_zoom);
    let coord = zoom.zip(digits(x).zip(digits(y))).and_then(|(z, (x, y))| TileCoord::new(z, x, y).ok());
    let missing = || format!("no tile `{z}/{x}/{y}`, allowed: zoom 0 to {max_zoom}, column and row below 2^zoom");
    coord.ok_or_else(|| ApiError::NotFound(missing().chars().take(200).collect()))
}

/// The content coding to answer in: the better one of those that are accepted (RFC 9110, section 12.5.3).
pub(in crate::http) fn wanted(headers: &HeaderMap) -> Encoding {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let accepted = accepted.flat_map(|list| list.split(',')).filter_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let coding = parts.next()?;
        let refused = parts.any(|part| part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0));
        (!refused).then_some(coding)
    });
    let best =
        accepted.map(|coding| if coding.eq_ignore_ascii_case("br") { 2 } else { u8::from(coding.eq_ignore_ascii_case("gzip")) }).max();
    match best {
        Some(2) => Encoding::Brotli,
        Some(1) => Encoding::Gzip,
        _ => Encoding::Identity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_coding_that_is_not_refused_is_taken() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("GZIP", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
            assert_eq!(wanted(&headers), expected, "{accepted}");
        }
        assert_eq!(wanted(&HeaderMap::new()), Encoding::Identity);
    }
}
