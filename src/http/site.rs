//! What the server serves, and the edition a request is answered from.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwapOption;
use axum::http::{HeaderMap, HeaderValue, Uri, header};

use super::downloads::Downloads;
use super::error::{ApiError, FieldProblem};
use super::gate::Gate;
use super::limits::LIMITS;
use super::maps::Pictures;
use super::observe::Metrics;
use super::ogc::{self, Features};
use super::packs::Packs;
use super::tiles::{Recent, Styles};
use crate::app::{Clock, Map, Publisher, Sources, View};
use crate::config::indicators::{IndicatorError, indicators};
use crate::config::layers::{Layer, LayerError, layers};
use crate::config::{Basemap, Settings};
use crate::domain::{Day, Indicator};
use crate::lookup::vn2000::{PlaneCrs, Vn2000Error};
use crate::lookup::{Example, example};
use crate::snapshot::Snapshot;
use crate::tiles::TileCache;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the server serves.
#[derive(Debug)]
pub struct Site {
    /// Holds what readers see.
    pub publisher: Arc<Publisher>,
    /// Tells which day is today.
    pub clock: Clock,
    /// The settings.
    pub settings: Settings,
    /// The address under which readers reach the server, without a slash at the end; taken from each request where absent.
    pub public_url: Option<String>,
    /// The layers that exist, in the order in which they are listed.
    pub(super) layers: Arc<[Layer]>,
    pub(super) styles: Styles,
    /// What is measured against which targets.
    pub(super) indicators: Vec<Indicator>,
    /// Tiles made so far, of every edition.
    pub(super) tiles: TileCache,
    /// Answers for tiles given last, of every edition.
    pub(super) recent: Recent,
    /// Pictures drawn so far, of every edition.
    pub(super) pictures: Pictures,
    /// Features written so far, of every edition.
    pub(super) features: Features,
    /// Packs made so far, of every edition.
    pub(super) packs: Packs,
    /// Whole layers written to files so far, of every edition.
    pub(super) downloads: Downloads,
    /// The VN-2000 system of the settings.
    pub(super) vn2000: Option<PlaneCrs>,
    /// Before look-ups of parcels.
    pub(super) parcels: Gate,
    /// Before questions about features that cost more than a look into the index.
    pub(super) questions: Gate,
    /// What a browser may load for the page.
    pub(super) content_security_policy: HeaderValue,
    /// The same for `/embed`, which other pages may frame.
    pub(super) embed_security_policy: HeaderValue,
    pub(super) metrics: Metrics,
    edition: ArcSwapOption<Edition>,
    seed: u64,
}

/// A view with what the server derives from it once.
#[derive(Debug)]
pub struct Edition {
    /// The view.
    pub view: Arc<View>,
    /// Differs between stores, revisions, settings and versions of the program that may answer differently.
    pub fingerprint: u64,
    /// Where its features are, and what its tiles are made from.
    pub(super) map: Map,
    sources: OnceLock<Sources>,
    /// Of the day that was asked about last, mostly today.
    example: ArcSwapOption<(Day, Option<Example>)>,
    /// The pages of things on the day that was asked about last.
    pages: ArcSwapOption<(Day, Vec<String>)>,
}

impl Edition {
    /// The documents that its records, and the targets of the indicators, come from; told once.
    pub(super) fn sources(&self, indicators: &[Indicator]) -> &Sources {
        self.sources.get_or_init(|| Sources::of(&self.view.snapshot, indicators))
    }

    /// The paths of the pages of things on a day, found by `find` where they were not.
    pub(super) fn pages(&self, day: Day, find: impl FnOnce() -> Vec<String>) -> Arc<(Day, Vec<String>)> {
        if let Some(known) = self.pages.load_full().filter(|known| known.0 == day) {
            return known;
        }
        let found = Arc::new((day, find()));
        self.pages.store(Some(Arc::clone(&found)));
        found
    }

    /// A place to try a look-up with on a day, with corners on the system of the site.
    pub(super) fn example(&self, day: Day, crs: Option<PlaneCrs>) -> Option<Example> {
        if let Some(known) = self.example.load().as_ref().filter(|known| known.0 == day) {
            return known.1.clone();
        }
        let found = example(&self.view.snapshot, day, crs);
        self.example.store(Some(Arc::new((day, found.clone()))));
        found
    }
}

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The public address is none: correct it.
    #[error("`{0}` is not an address; hint: `https://example.org` or `https://example.org/plancover` are allowed")]
    PublicUrl(String),
    /// A declaration of a layer is wrong: correct it.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// A declaration of an indicator is wrong: correct it.
    #[error(transparent)]
    Indicator(#[from] IndicatorError),
    /// The settings name no VN-2000 system: correct `vn2000_crs`.
    #[error("`vn2000_crs` is wrong: {0}")]
    Vn2000(#[from] Vn2000Error),
    /// A style cannot be served: correct it.
    #[error("{0}")]
    Style(String),
}

impl Site {
    /// A site; `public_url` may have a path prefix.
    ///
    /// # Errors
    /// The public address is not an http(s) address, or has a query or white space; the declaration of a layer or an
    /// indicator is wrong.
    pub fn new(publisher: Arc<Publisher>, clock: Clock, settings: Settings, public_url: Option<String>) -> Result<Self, SiteError> {
        let public_url = public_url.map(|url| read_public_url(&url)).transpose()?;
        let mut hasher = DefaultHasher::new();
        let indicators = indicators(settings.indicators.as_deref())?;
        (VERSION, format!("{settings:?}{indicators:?}")).hash(&mut hasher);
        let layers = layers()?;
        Ok(Self {
            vn2000: settings.vn2000_crs.as_deref().map(str::parse).transpose()?,
            styles: Styles::read(&layers).map_err(SiteError::Style)?,
            pictures: Pictures::new(),
            features: ogc::features(LIMITS.feature_bytes),
            packs: Packs::new(),
            downloads: Downloads::new(),
            parcels: Gate::new(LIMITS.parcels_at_once, LIMITS.parcels_waiting),
            questions: Gate::new(LIMITS.questions_at_once, LIMITS.questions_waiting),
            layers: layers.into(),
            indicators,
            tiles: TileCache::new(settings.server.tile_cache_mib.saturating_mul(1 << 20)),
            content_security_policy: content_security_policy(settings.basemap.as_ref(), "'self'"),
            embed_security_policy: content_security_policy(settings.basemap.as_ref(), "*"),
            recent: Recent::new(settings.server.tile_cache_mib > 0),
            metrics: Metrics::new(),
            edition: ArcSwapOption::empty(),
            seed: hasher.finish(),
            publisher,
            clock,
            settings,
            public_url,
        })
    }

    /// The edition of now. A request takes it once and keeps it to its end.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        let view = self.publisher.view();
        let before = self.edition.load_full();
        if let Some(edition) = before.as_ref().filter(|edition| Arc::ptr_eq(&edition.view, &view)) {
            return Arc::clone(edition);
        }
        let map = Map::new(Arc::clone(&view), Arc::clone(&self.layers), before.as_ref().map(|before| &before.map));
        let edition = Arc::new(Edition {
            fingerprint: fingerprint(&view.snapshot, self.seed),
            map,
            view,
            sources: OnceLock::new(),
            example: ArcSwapOption::empty(),
            pages: ArcSwapOption::empty(),
        });
        self.edition.store(Some(Arc::clone(&edition)));
        edition
    }

    /// The fingerprint of the edition of now; `None` while nobody has asked for it.
    pub(super) fn fingerprint(&self) -> Option<u64> {
        let edition = self.edition.load();
        edition.as_ref().filter(|edition| self.publisher.shows(&edition.view)).map(|edition| edition.fingerprint)
    }

    /// Differs between settings and versions of the program that may answer differently.
    pub(super) const fn seed(&self) -> u64 {
        self.seed
    }

    /// The layers that are collections of features; those of points are for tiles alone.
    pub(super) fn collections(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(|layer| !layer.points)
    }

    /// The place, among the layers, of the collection that has the identifier.
    pub(super) fn collection_place(&self, id: &str) -> Result<usize, ApiError> {
        let place = self.layers.iter().position(|layer| layer.id == id && !layer.points);
        place.ok_or_else(|| Self::no_layer(id, self.collections()))
    }

    /// What is said of a layer that is none of those.
    pub(super) fn no_layer<'a>(id: &str, layers: impl Iterator<Item = &'a Layer>) -> ApiError {
        let ids: Vec<&str> = layers.map(|layer| layer.id.as_str()).collect();
        ApiError::NotFound(format!("no layer `{}`, allowed: {}", id.chars().take(50).collect::<String>(), ids.join(", ")))
    }

    /// Scheme, host and path prefix of the addresses in an answer.
    ///
    /// # Errors
    /// The request's `Host` has characters that no host name has.
    pub(super) fn base(&self, uri: &Uri, headers: &HeaderMap) -> Result<String, ApiError> {
        if let Some(url) = &self.public_url {
            return Ok(url.clone());
        }
        let header = headers.get(header::HOST).map(|host| host.to_str().unwrap_or(" "));
        let host = header.or_else(|| uri.authority().map(axum::http::uri::Authority::as_str)).unwrap_or("localhost");
        if is_host(host) {
            Ok(format!("http://{host}"))
        } else {
            Err(ApiError::Parameters(vec![FieldProblem::new("Host", host, "a host name, with a port if needed")]))
        }
    }
}

/// The page loads from this server alone (CSP level 3); MapLibre starts its worker from a blob, and a basemap has its own origin.
/// Styles of single elements are allowed, whole sheets only from here.
fn content_security_policy(basemap: Option<&Basemap>, frame_ancestors: &str) -> HeaderValue {
    let origin = basemap.and_then(|map| origin(&map.url)).map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; child-src blob:; style-src 'self'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:{origin}; connect-src 'self'{origin}; font-src 'self' data:; \
         object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {frame_ancestors}"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
}

/// Scheme and host of a tile address; `{s}` and the like at its start become `*`.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))?;
    let host = rest.split('/').next()?;
    let host = host.split_once("}.").map_or_else(|| host.to_owned(), |(_, parent)| format!("*.{parent}"));
    is_host(host.trim_start_matches("*.")).then(|| format!("{scheme}://{host}"))
}

fn is_host(host: &str) -> bool {
    (1..=255).contains(&host.len()) && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_:[]".contains(&b))
}

fn read_public_url(url: &str) -> Result<String, SiteError> {
    let trimmed = url.trim_end_matches('/');
    let rest = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let (host, path) = rest.map_or(("", ""), |rest| rest.split_once('/').unwrap_or((rest, "")));
    let path_fits = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~%".contains(&b));
    if is_host(host) && path_fits { Ok(trimmed.to_owned()) } else { Err(SiteError::PublicUrl(url.to_owned())) }
}

/// The revision alone does not tell two stores apart, so what they hold is hashed as well.
fn fingerprint(snapshot: &Snapshot, seed: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, snapshot.revision, snapshot.fingerprint()).hash(&mut hasher);
    hasher.finish()
}
