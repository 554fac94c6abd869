//! What a request may ask for at most, in one place.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::cql2::FilterLimits;

/// The limits of the server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The longest body of a request (bytes): a parcel of the most vertices, each with all its digits on a line of its own.
    pub body_bytes: usize,
    /// How long a connection may take over the head of a request.
    pub head_time: Duration,
    /// The longest head of a request, and how much of a body is read ahead (bytes).
    pub head_bytes: usize,
    /// How long an answer may take before the request is given up.
    pub answer_time: Duration,
    /// The longest search text (characters).
    pub query_chars: usize,
    /// How many positions a posted parcel may have.
    pub parcel_vertices: usize,
    /// How large a posted parcel may be (km²): a district.
    pub parcel_km2: f64,
    /// How far apart its sides may lie (degrees).
    pub parcel_degrees: f64,
    /// How many plans may lie near it.
    pub parcel_plans: usize,
    /// How many parcels are measured at once.
    pub parcels_at_once: usize,
    /// How many more may wait for it; the next is refused.
    pub parcels_waiting: usize,
    /// How many plans, and how many areas, a brief answer names.
    pub brief: usize,
    /// The longest identifier in an address (characters).
    pub id_chars: usize,
    /// How many results or plans one answer may list.
    pub page: RangeInclusive<usize>,
    /// How many results or plans an answer lists unless asked.
    pub page_default: usize,
    /// How many features one answer of `/ogc` may hold.
    pub items: RangeInclusive<usize>,
    /// How many features an answer of `/ogc` holds unless asked.
    pub items_default: usize,
    /// How many features a page of `/ogc` for people shows at most.
    pub items_on_page: usize,
    /// How many columns `/ogc` sorts by.
    pub sort_columns: usize,
    /// The longest position in an order (characters), as `next` links carry it.
    pub position_chars: usize,
    /// What a filter of `/ogc` may be.
    pub filter: FilterLimits,
    /// How many questions about features that take more than a look into the index are answered at once.
    pub questions_at_once: usize,
    /// How many more may wait for it; the next is refused.
    pub questions_waiting: usize,
    /// How much land may be simplified by (metres).
    pub simplify_metres: RangeInclusive<f64>,
    /// How many bytes of features are written, or of a file read, at once; more are sent piece by piece.
    pub piece_bytes: usize,
    /// How many bytes of features that were written before are put together at once.
    pub kept_bytes: usize,
    /// How much of the features written is kept (bytes).
    pub feature_bytes: u64,
    /// How many features are looked for among those kept; more are written on another thread at once.
    pub features_at_once: usize,
    /// How many whole layers are written to files at once: each takes a core.
    pub downloads_at_once: usize,
    /// How many more may wait for it; the next is refused.
    pub downloads_waiting: usize,
    /// How much of the files written is kept, on the disk of temporary files (bytes).
    pub download_bytes: u64,
    /// How many layers one tile may be asked to hold, each named once.
    pub tile_layers: usize,
    /// How wide a page for a report may be (pixels).
    pub picture_width: RangeInclusive<usize>,
    /// The highest zoom of a tile as a picture.
    pub picture_zoom: u8,
    /// How many pictures are drawn at once: each takes a core and some ten megabytes.
    pub pictures_at_once: usize,
    /// How many more may wait to be drawn; the next is refused.
    pub pictures_waiting: usize,
    /// How much of the pictures drawn is kept (bytes).
    pub picture_bytes: u64,
    /// How many addresses one sitemap lists (sitemaps.org: at most 50 000).
    pub sitemap: usize,
    /// How large a unit may be whose pack for phones is made (km²): most provinces, no region.
    pub pack_km2: f64,
    /// How many packs are made at once: each takes every core for seconds.
    pub packs_at_once: usize,
    /// How many more may wait to be made; the next is refused.
    pub packs_waiting: usize,
    /// How much of the packs made is kept on disk (bytes).
    pub pack_bytes: u64,
}

/// The limits in force.
pub const LIMITS: Limits = Limits {
    body_bytes: 1 << 20,
    head_time: Duration::from_secs(30),
    head_bytes: 64 << 10,
    answer_time: Duration::from_mins(1),
    query_chars: 200,
    parcel_vertices: 10_000,
    parcel_km2: 2500.0,
    parcel_degrees: 1.0,
    parcel_plans: 1000,
    parcels_at_once: 4,
    parcels_waiting: 64,
    brief: 10,
    id_chars: 200,
    page: 1..=1000,
    page_default: 100,
    items: 1..=100_000,
    items_default: 100,
    items_on_page: 500,
    sort_columns: 4,
    position_chars: 4000,
    filter: FilterLimits { characters: 8_000, depth: 40, expressions: 500, vertices: 2_000, spatial: 16 },
    questions_at_once: 4,
    questions_waiting: 64,
    simplify_metres: 0.1..=10_000.0,
    piece_bytes: 64 << 10,
    kept_bytes: 1 << 20,
    feature_bytes: 64 << 20,
    features_at_once: 64,
    downloads_at_once: 2,
    downloads_waiting: 8,
    download_bytes: 1 << 30,
    tile_layers: 16,
    picture_width: 320..=2400,
    picture_zoom: 18,
    pictures_at_once: 2,
    pictures_waiting: 64,
    picture_bytes: 64 << 20,
    sitemap: 50_000,
    pack_km2: 10_000.0,
    packs_at_once: 1,
    packs_waiting: 8,
    pack_bytes: 512 << 20,
};
