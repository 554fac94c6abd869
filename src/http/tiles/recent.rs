//! The answers given last for tiles, found by what was asked, as it was written: nothing is read, looked up or put together again.
//!
//! An answer holds its tile only as long as the cache of tiles does. Each place of the table holds one answer, so that looking it up
//! waits for nobody; a newer one takes the place of an older one, which then goes the usual way again.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Weak};

use arc_swap::ArcSwapOption;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;

use crate::domain::Day;
use crate::http::quick;
use crate::http::site::Site;
use crate::tiles::EncodedTile;

/// Places of the table; an answer without its tile takes about a kilobyte.
const PLACES: usize = 1 << 13;
/// The longest question that is kept (bytes): an address with its accepted codings.
const QUESTION_BYTES: usize = 512;
/// Every so many answers one goes the usual way, so that the cache of tiles learns that its tile is wanted.
const ONE_IN: u8 = 128;

/// What the answer to a request for a tile depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Asked<'a> {
    edition: u64,
    /// Where the address names no day.
    today: Option<Day>,
    address: &'a str,
    codings: &'a [u8],
}

impl<'a> Asked<'a> {
    /// By a request; `None` where the answer is not to be kept.
    pub fn by(site: &Site, uri: &'a Uri, headers: &'a HeaderMap) -> Option<Self> {
        let mut codings = headers.get_all(header::ACCEPT_ENCODING).iter();
        let first = codings.next().map_or(&[][..], HeaderValue::as_bytes);
        if codings.next().is_some() {
            return None;
        }
        let address = uri.path_and_query()?.as_str();
        if address.len() + first.len() > QUESTION_BYTES {
            return None;
        }
        let names_day = uri.query().is_some_and(|query| query.contains("at="));
        let today = (!names_day).then(|| site.clock.today());
        Some(Self { edition: site.fingerprint()?, today, address, codings: first })
    }
}

impl Asked<'_> {
    /// The fingerprint of the edition that answers.
    pub const fn edition(&self) -> u64 {
        self.edition
    }
}

/// An answer that can be given again.
#[derive(Debug)]
struct Answer {
    edition: u64,
    today: Option<Day>,
    address: Box<str>,
    codings: Box<[u8]>,
    /// `None`: the tile is empty.
    tile: Option<Weak<EncodedTile>>,
    tag: HeaderValue,
    headers: HeaderMap,
    /// Those for a reader who has the tile.
    unchanged: HeaderMap,
    given: AtomicU8,
}

/// The answers given last.
#[derive(Debug)]
pub(in crate::http) struct Recent(Box<[ArcSwapOption<Answer>]>);

impl Recent {
    /// An empty table; one that stays empty where tiles are not kept.
    pub(in crate::http) fn new(keeps: bool) -> Self {
        Self((0..if keeps { PLACES } else { 0 }).map(|_| ArcSwapOption::empty()).collect())
    }

    fn place(&self, asked: &Asked<'_>) -> Option<&ArcSwapOption<Answer>> {
        let mut hasher = DefaultHasher::new();
        asked.hash(&mut hasher);
        // The remainder is below the number of places.
        self.0.get(usize::try_from(hasher.finish() % (self.0.len().max(1) as u64)).unwrap_or(0))
    }

    /// Keeps an answer: its headers, those of a 304 in its place, and its tile.
    pub(super) fn keep(&self, asked: &Asked<'_>, headers: &HeaderMap, unchanged: &HeaderMap, tile: Option<&Arc<EncodedTile>>) {
        let Some((place, tag)) = self.place(asked).zip(headers.get(header::ETAG)) else { return };
        let Asked { edition, today, address, codings } = *asked;
        place.store(Some(Arc::new(Answer {
            edition,
            today,
            address: address.into(),
            codings: codings.into(),
            tile: tile.map(Arc::downgrade),
            tag: tag.clone(),
            headers: for_everybody(headers),
            unchanged: for_everybody(unchanged),
            given: AtomicU8::new(0),
        })));
    }

    /// The answer to a reader who holds these tags, if it is here.
    pub(super) fn find(&self, asked: &Asked<'_>, held: Option<&HeaderValue>) -> Option<Response<Bytes>> {
        let place = self.place(asked)?.load();
        let answer = place.as_ref().filter(|answer| answer.answers(asked))?;
        // Two threads may count one; it does not matter.
        let given = answer.given.load(Ordering::Relaxed);
        answer.given.store(given.wrapping_add(1), Ordering::Relaxed);
        if given % ONE_IN == ONE_IN - 1 {
            return None;
        }
        let (status, headers, body) = match (held, &answer.tile) {
            (Some(held), _) if *held == answer.tag => (StatusCode::NOT_MODIFIED, &answer.unchanged, Bytes::new()),
            (Some(_), _) => return None,
            (None, None) => (StatusCode::NO_CONTENT, &answer.headers, Bytes::new()),
            (None, Some(tile)) => (StatusCode::OK, &answer.headers, tile.upgrade()?.bytes.clone()),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers.clone();
        Some(response)
    }
}

impl Answer {
    fn answers(&self, asked: &Asked<'_>) -> bool {
        let Self { edition, today, address, codings, .. } = self;
        *asked == Asked { edition: *edition, today: *today, address, codings }
    }
}

fn for_everybody(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    quick::for_everybody(&mut headers);
    headers
}

/// Whether an address is one of those whose answers are kept here.
pub(in crate::http) fn answers(uri: &Uri) -> bool {
    uri.path().starts_with("/tiles/")
}

/// The answer to a request, if it is kept.
pub(in crate::http) fn at_once(site: &Site, uri: &Uri, headers: &HeaderMap) -> Option<Response<Bytes>> {
    site.recent.find(&Asked::by(site, uri, headers)?, headers.get(header::IF_NONE_MATCH))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::Encoding;

    const ASKED: Asked<'_> = Asked { edition: 1, today: None, address: "/tiles/a/0/0/0?at=2024-06-30", codings: b"br" };

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    fn tile() -> Arc<EncodedTile> {
        Arc::new(EncodedTile { bytes: Bytes::from_static(b"tile"), encoding: Encoding::Brotli })
    }

    fn kept(tile: Option<&Arc<EncodedTile>>) -> Recent {
        let recent = Recent::new(true);
        let given = headers(&[(header::ETAG, "\"1-br\""), (header::CONTENT_ENCODING, "br")]);
        recent.keep(&ASKED, &given, &headers(&[(header::ETAG, "\"1-br\"")]), tile);
        recent
    }

    #[test]
    fn an_answer_is_given_again_to_the_same_question_alone() {
        let tile = tile();
        let recent = kept(Some(&tile));
        let answer = recent.find(&ASKED, None).unwrap();
        assert_eq!((answer.status(), &answer.body()[..]), (StatusCode::OK, &b"tile"[..]));
        assert_eq!(
            (&answer.headers()["content-encoding"], &answer.headers()["x-content-type-options"]),
            (&"br".parse().unwrap(), &"nosniff".parse().unwrap())
        );
        let others = [
            Asked { edition: 2, ..ASKED },
            Asked { today: Some(Day::constant(2024, 6, 30)), ..ASKED },
            Asked { address: "/tiles/a/0/0/0", ..ASKED },
            Asked { codings: b"gzip", ..ASKED },
        ];
        assert!(others.iter().all(|other| recent.find(other, None).is_none()));
        // The same place of the table, another question.
        assert!(
            Recent(vec![ArcSwapOption::from(recent.0.iter().find_map(ArcSwapOption::load_full))].into()).find(&others[0], None).is_none()
        );
    }

    #[test]
    fn a_reader_who_holds_the_tile_is_told_so_even_when_it_is_forgotten() {
        let recent = kept(Some(&tile()));
        let [same, other] = ["\"1-br\"", "\"2-br\""].map(HeaderValue::from_static);
        let answer = recent.find(&ASKED, Some(&same)).unwrap();
        assert_eq!((answer.status(), answer.body().len(), answer.headers().get("content-encoding")), (StatusCode::NOT_MODIFIED, 0, None));
        assert!(recent.find(&ASKED, Some(&other)).is_none());
        assert!(recent.find(&ASKED, None).is_none(), "the cache does not hold the tile any more");
    }

    #[test]
    fn an_empty_tile_is_204_and_some_go_the_usual_way() {
        let recent = kept(None);
        let answers: Vec<bool> = (0..usize::from(ONE_IN) * 2).map(|_| recent.find(&ASKED, None).is_some()).collect();
        assert_eq!(answers.iter().filter(|known| !**known).count(), 2);
        assert_eq!(recent.find(&ASKED, None).unwrap().status(), StatusCode::NO_CONTENT);
    }

    #[test]
    fn nothing_is_kept_where_tiles_are_not() {
        let recent = Recent::new(false);
        recent.keep(&ASKED, &headers(&[(header::ETAG, "\"1\"")]), &HeaderMap::new(), None);
        assert!(recent.find(&ASKED, None).is_none());
    }
}
