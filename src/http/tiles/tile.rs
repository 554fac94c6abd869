//! `/tiles/{layers}/{z}/{x}/{y}`: one vector tile.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::layers;
use super::recent::{Asked, answers};
use crate::domain::Day;
use crate::http::error::ApiError;
use crate::http::query::{Fields, Question, pairs};
use crate::http::settle::{held_by, tagged};
use crate::http::site::{Edition, Site};
use crate::tiles::{EncodedTile, Encoding, TileCoord, TileKey, TileLayer, TileMatrixSet, mark, tile as make_tile};

/// The media type of vector tiles (MVT 2.1, section 2.2).
const MVT: &str = "application/vnd.mapbox-vector-tile";

/// How long an answer to a versioned address may be kept (RFC 8246).
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What a request for a tile may say beside the day: the version of the layers, as TileJSON tells it.
struct Versioned(Option<u64>);

impl Question for Versioned {
    fn read(fields: &mut Fields) -> Self {
        Self(fields.parsed("v", |text| u64::from_str_radix(text, 16).map_err(|_| "the version that TileJSON told".to_owned())))
    }
}

/// A tile, 204 where it is empty, 404 where it cannot exist.
///
/// Its tag is the mark of what it is made from, known before it is made: a reader keeps a tile that a new revision did not change.
pub(in crate::http) async fn tile(
    State(site): State<Arc<Site>>,
    Path((names, z, x, y)): Path<(String, String, String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let (at, Versioned(version)) = Fields::new(pairs(request.uri())).question()?;
    let y = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(&y);
    let wish =
        Wish::new(&site, layers(&site, &names)?, at.unwrap_or_else(|| site.clock.today()), (TileMatrixSet::WebMercatorQuad, [&z, &x, y]))?;
    Ok(answered(&site, &wish, version, (request.uri(), request.headers())).await)
}

/// The answer to a request for a tile, which may name the version of its layers.
pub(in crate::http) async fn answered(site: &Arc<Site>, wish: &Wish, version: Option<u64>, (uri, headers): (&Uri, &HeaderMap)) -> Response {
    let mark = wish.mark(site).await;
    let tag = mark.map_or_else(|| "0".to_owned(), |mark| format!("{mark:016x}"));
    let lasting = version.is_some_and(|version| wish.version().is_some_and(|now| now == version));
    if let Some(held) = held_by(headers, |opaque| opaque.split('-').next() == Some(&tag)) {
        return unchanged(&held, lasting);
    }
    let tile = match mark {
        None => None,
        Some(mark) => wish.tile(site, mark, wanted(headers)).await,
    };
    let tag = quoted(&tag, tile.as_deref());
    let answer = kept(answer(&tag, tile.as_deref()), lasting);
    // Only of the edition that the tile is of: another may be there by now.
    let asked = Asked::by(site, uri, headers).filter(|asked| asked.edition() == wish.edition.fingerprint);
    if let Some(asked) = asked.filter(|_| answers(uri)) {
        site.recent.keep(&asked, answer.headers(), unchanged(&tag, lasting).headers(), tile.as_ref());
    }
    answer
}

/// A tile that is asked for, in the edition of now.
pub(in crate::http) struct Wish {
    pub(in crate::http) edition: Arc<Edition>,
    places: Arc<[usize]>,
    stretch: Day,
    pub(in crate::http) coord: TileCoord,
}

impl Wish {
    /// The tile of layers, by their places, on a day: its tile matrix set, and its zoom, column and row as a path names them.
    pub(in crate::http) fn new(site: &Site, places: Vec<usize>, day: Day, path: (TileMatrixSet, [&str; 3])) -> Result<Self, ApiError> {
        let coord = coord(site, &places, path)?;
        let edition = site.edition();
        let stretch = edition.map.stretch(day);
        Ok(Self { edition, places: places.into(), stretch, coord })
    }

    /// The tile of layers, by their places, as they are during a stretch of days.
    pub(super) const fn of(edition: Arc<Edition>, places: Arc<[usize]>, stretch: Day, coord: TileCoord) -> Self {
        Self { edition, places, stretch, coord }
    }

    /// The version of its layers; `None` if they cannot be made.
    fn version(&self) -> Option<u64> {
        self.edition.map.version(&self.places, self.stretch).ok()
    }

    fn key(&self) -> TileKey {
        let Self { edition, places, stretch, coord } = self;
        TileKey { revision: edition.fingerprint, version: hash(stretch), layers: hash(places), coord: *coord }
    }

    /// What it is made from; `None` if it is empty.
    pub(super) async fn mark(&self, site: &Site) -> Option<u64> {
        let (edition, places, stretch, coord) = (Arc::clone(&self.edition), Arc::clone(&self.places), self.stretch, self.coord);
        site.tiles.mark(self.key(), move || mark(&made(&edition, &places, stretch), coord)).await
    }

    /// The tile in a coding.
    pub(super) async fn tile(&self, site: &Arc<Site>, mark: u64, coding: Encoding) -> Option<Arc<EncodedTile>> {
        let (edition, places, stretch, coord) = (Arc::clone(&self.edition), Arc::clone(&self.places), self.stretch, self.coord);
        let counted = Arc::clone(site);
        let make = move || {
            counted.metrics.count_made_tile();
            make_tile(&made(&edition, &places, stretch), coord)
        };
        site.tiles.tile(mark, coding, make).await
    }
}

fn made(edition: &Edition, places: &[usize], stretch: Day) -> Vec<Arc<TileLayer>> {
    match edition.map.layers(places, stretch) {
        Ok(layers) => layers,
        // A panic is what the cache does not keep; it becomes a 500.
        Err(cause) => panic!("{cause}"),
    }
}

/// The tag of a tile in its content coding, with its quotes.
fn quoted(tag: &str, tile: Option<&EncodedTile>) -> String {
    let coding = tile.and_then(|tile| tile.encoding.content_coding());
    coding.map_or_else(|| format!("\"{tag}\""), |coding| format!("\"{tag}-{coding}\""))
}

fn answer(tag: &str, tile: Option<&EncodedTile>) -> Response {
    let Some(tile) = tile else { return tagged(StatusCode::NO_CONTENT.into_response(), tag) };
    let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(MVT))], tile.bytes.clone()).into_response();
    if let Some(coding) = tile.encoding.content_coding() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    tagged(response, tag)
}

/// The answer to a reader who has the tile.
fn unchanged(tag: &str, lasting: bool) -> Response {
    kept(tagged(StatusCode::NOT_MODIFIED.into_response(), tag), lasting)
}

/// The answer to an address that means this version for ever says so.
fn kept(mut response: Response, lasting: bool) -> Response {
    if lasting {
        response.headers_mut().insert(header::CACHE_CONTROL, IMMUTABLE);
    }
    response
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The tile that a path names, if it can exist.
fn coord(site: &Site, places: &[usize], (set, [z, x, y]): (TileMatrixSet, [&str; 3])) -> Result<TileCoord, ApiError> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let max_zoom = set.zoom_of(places.iter().map(|&place| site.layers[place].max_zoom).max().unwrap_or(0));
    let zoom = digits(z).and_then(|z| u8::try_from(z).ok()).filter(|z| *z <= max_zoom);
    let coord = zoom.zip(digits(x).zip(digits(y))).and_then(|(z, (x, y))| set.tile(z, x, y).ok());
    let columns = if set == TileMatrixSet::WorldCrs84Quad { "column below 2^(zoom + 1), row" } else { "column and row" };
    let missing = || format!("no tile `{z}/{x}/{y}`, allowed: zoom 0 to {max_zoom}, {columns} below 2^zoom");
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
