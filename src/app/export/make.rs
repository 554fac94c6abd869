//! The bytes of tiles, on all cores: first what is in them, then gzip for the contents that are new.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use crate::tiles::{ContentKey, TileCoord, TileLayer, gzip, tile};

/// So many tiles are made together.
pub(super) const BATCH: usize = 4096;

/// A tile that is not empty.
#[derive(Debug)]
pub(super) struct Made {
    pub coord: TileCoord,
    pub content: ContentKey,
    /// In gzip, if the content is new.
    pub packed: Option<Vec<u8>>,
}

struct Raw {
    coord: TileCoord,
    content: ContentKey,
    bytes: Vec<u8>,
}

impl Made {
    /// Bytes in gzip; none where the content is not new.
    pub fn size(&self) -> usize {
        self.packed.as_ref().map_or(0, Vec::len)
    }
}

/// Makes tiles in their order; `known` contents are not packed again.
pub(super) fn make(layers: &[Arc<TileLayer>], coords: &[TileCoord], known: &HashSet<ContentKey>) -> Vec<Made> {
    let raw = |coord: &TileCoord| tile(layers, *coord).map(|bytes| Raw { coord: *coord, content: key(&bytes), bytes });
    let raw: Vec<Raw> = coords.par_iter().filter_map(raw).collect();
    let mut fresh = HashSet::new();
    let first: Vec<bool> = raw.iter().map(|raw| !known.contains(&raw.content) && fresh.insert(raw.content)).collect();
    let pack = |(raw, first): (Raw, bool)| {
        let packed = if first { gzip(&raw.bytes) } else { None };
        Made { coord: raw.coord, content: raw.content, packed }
    };
    raw.into_par_iter().zip(first).map(pack).collect()
}

/// Those of the tiles that a test holds for, in their order.
pub(super) fn kept(coords: Vec<TileCoord>, holds: impl Fn(&TileCoord) -> bool + Sync + Send) -> Vec<TileCoord> {
    coords.into_par_iter().filter(holds).collect()
}

fn key(bytes: &[u8]) -> ContentKey {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(salt);
        bytes.hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}
