//! Encoded tiles, each made once: bounded by bytes, one maker at a time for the same tile, work off the async threads.
//!
//! A tile is kept by its mark, what it is made from, so that one made before an edit is found again after an edit elsewhere. Which
//! mark a request means is kept too. An entry is one content coding of one tile, made when it is first asked for: a cold tile waits
//! for no coding that nobody wants, and the bytes counted are the bytes held. Empty tiles are kept as well, so they are made once too.

use super::TileCoord;
use bytes::Bytes;
use moka::future::Cache;
use std::io::Write;
use std::sync::Arc;

/// How hard to compress a tile.
struct Effort {
    /// For tiles of at most so many bytes.
    up_to: usize,
    /// The level of gzip, 0 to 9.
    gzip: u32,
    /// The quality of Brotli, 0 to 11.
    brotli: u32,
    /// log2 of Brotli's window: a greater one than the tile only costs time.
    window: u32,
}

/// The larger a tile, the less effort, so that nobody waits more than about 5 ms for it. Of what the best effort would
/// save, the least still saves nine tenths.
const EFFORTS: [Effort; 3] = [
    Effort { up_to: 40_000, gzip: 6, brotli: 5, window: 16 },
    Effort { up_to: 150_000, gzip: 4, brotli: 4, window: 18 },
    Effort { up_to: usize::MAX, gzip: 1, brotli: 2, window: 20 },
];

impl Effort {
    fn for_bytes(bytes: usize) -> &'static Self {
        &EFFORTS[EFFORTS.partition_point(|effort| effort.up_to < bytes).min(EFFORTS.len() - 1)]
    }
}

/// Bytes that an entry takes beside the tile, roughly.
const ENTRY_BYTES: usize = 256;
/// So many requests are known by their marks, in some 20 MB.
const MARKS: u64 = 100_000;

/// Content codings in which tiles are kept (RFC 9110, 8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
}

impl Encoding {
    /// The value of `Content-Encoding`; `None` for the identity, which has none.
    #[must_use]
    pub const fn content_coding(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// What a request asks for. Two requests with the same key have the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// The revision of the store that the layers were made from.
    pub revision: u64,
    /// The version of the layers within the revision: the day, as a number.
    pub version: u64,
    /// Which layers, in which order, as a number.
    pub layers: u64,
    /// Which tile.
    pub coord: TileCoord,
}

/// A tile as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedTile {
    /// The bytes, which a response shares without copying.
    pub bytes: Bytes,
    /// How they are encoded: the identity where the coding asked for would be longer.
    pub encoding: Encoding,
}

impl EncodedTile {
    fn new(tile: Bytes, encoding: Encoding) -> Self {
        let packed = match encoding {
            Encoding::Identity => None,
            Encoding::Gzip => gzip(&tile),
            Encoding::Brotli => brotli(&tile),
        };
        match packed.filter(|packed| packed.len() < tile.len()) {
            // Without room to grow: what is counted is what is held.
            Some(packed) => Self { bytes: packed.into_boxed_slice().into(), encoding },
            None => Self { bytes: tile, encoding: Encoding::Identity },
        }
    }
}

/// Bytes in gzip (RFC 1952), with the effort that tiles are sent with. `None` is never seen: writing to memory does not fail.
#[must_use]
pub fn gzip(tile: &[u8]) -> Option<Vec<u8>> {
    let level = flate2::Compression::new(Effort::for_bytes(tile.len()).gzip);
    let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(tile.len() / 2), level);
    writer.write_all(tile).ok()?;
    writer.finish().ok()
}

/// `None` is never seen: writing to memory does not fail.
fn brotli(tile: &[u8]) -> Option<Vec<u8>> {
    let effort = Effort::for_bytes(tile.len());
    let mut writer = brotli::CompressorWriter::new(Vec::with_capacity(tile.len() / 2), 4096, effort.brotli, effort.window);
    writer.write_all(tile).ok()?;
    Some(writer.into_inner())
}

/// A tile in one coding, or that it is empty.
type Entry = Option<Arc<EncodedTile>>;

/// Tiles made so far, the least useful forgotten first.
#[derive(Debug, Clone)]
pub struct TileCache {
    marks: Cache<TileKey, Option<u64>>,
    entries: Cache<(u64, Encoding), Entry>,
}

impl TileCache {
    /// A cache that holds so many bytes of tiles.
    #[must_use]
    pub fn new(max_bytes: u64) -> Self {
        let weigh = |_: &(u64, Encoding), entry: &Entry| {
            let bytes = ENTRY_BYTES + entry.as_ref().map_or(0, |tile| tile.bytes.len());
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let entries = Cache::builder().max_capacity(max_bytes).weigher(weigh).build();
        Self { marks: Cache::new(if max_bytes == 0 { 0 } else { MARKS }), entries }
    }

    /// The mark of the tile that a request means (see [`super::mark`]), found with `find` if it is not known; `None` when the tile is
    /// empty.
    ///
    /// # Panics
    /// When `find` does; the next request tries again.
    pub async fn mark<F>(&self, key: TileKey, find: F) -> Option<u64>
    where
        F: FnOnce() -> Option<u64> + Send + 'static,
    {
        if let Some(mark) = self.marks.get(&key).await {
            return mark;
        }
        self.marks.get_with(key, off_thread(find)).await
    }

    /// The tile with a mark in a coding, made with `make` if it is not there; `None` when it is empty. However many ask for it at
    /// once, it is made once, and encoded once a coding; both on a thread for blocking work.
    ///
    /// # Panics
    /// When `make` does; the tile is then not kept, and the next request tries again.
    pub async fn tile<F>(&self, mark: u64, encoding: Encoding, make: F) -> Option<Arc<EncodedTile>>
    where
        F: FnOnce() -> Option<Vec<u8>> + Send + 'static,
    {
        // Looked up first: preparing to make a tile costs more than finding it.
        if let Some(entry) = self.entries.get(&(mark, encoding)).await {
            return entry;
        }
        if encoding == Encoding::Identity {
            return self.identity(mark, make).await;
        }
        let packed = async {
            let identity = self.identity(mark, make).await?;
            off_thread(move || Some(Arc::new(EncodedTile::new(identity.bytes.clone(), encoding)))).await
        };
        self.entries.get_with((mark, encoding), packed).await
    }

    async fn identity<F>(&self, mark: u64, make: F) -> Entry
    where
        F: FnOnce() -> Option<Vec<u8>> + Send + 'static,
    {
        let work = off_thread(move || make().map(|tile| Arc::new(EncodedTile::new(tile.into_boxed_slice().into(), Encoding::Identity))));
        self.entries.get_with((mark, Encoding::Identity), work).await
    }

    /// Forgets a tile as it is, where it is kept in the codings that readers ask for: it is made again for one who takes no other.
    pub async fn forget_identity(&self, mark: u64) {
        self.entries.invalidate(&(mark, Encoding::Identity)).await;
    }

    /// Bytes of the tiles held, as far as the cache has counted.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.entries.weighted_size()
    }
}

/// Runs work on a thread for blocking work. A panic goes on here; while the runtime shuts down there is no tile.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Option<T> + Send + 'static) -> Option<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn some_tile() -> Vec<u8> {
        b"tile".repeat(200)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn many_who_ask_at_once_have_it_made_once_in_every_coding() {
        let cache = TileCache::new(1 << 20);
        let calls = Arc::new(AtomicUsize::new(0));
        let ask = |number: usize| {
            let (cache, calls) = (cache.clone(), Arc::clone(&calls));
            let encoding = [Encoding::Identity, Encoding::Gzip, Encoding::Brotli][number % 3];
            tokio::spawn(async move {
                let make = move || {
                    calls.fetch_add(1, Ordering::SeqCst);
                    Some(some_tile())
                };
                cache.tile(7, encoding, make).await
            })
        };
        let asked: Vec<_> = (0..30).map(ask).collect();
        for (number, one) in asked.into_iter().enumerate() {
            let tile = one.await.unwrap().unwrap();
            assert_eq!(tile.encoding, [Encoding::Identity, Encoding::Gzip, Encoding::Brotli][number % 3]);
        }
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn every_coding_gives_the_tile_back_and_says_which_it_is() {
        let cache = TileCache::new(1 << 20);
        let identity = cache.tile(7, Encoding::Identity, || Some(some_tile())).await.unwrap();
        let gzip = cache.tile(7, Encoding::Gzip, || None).await.unwrap();
        let brotli = cache.tile(7, Encoding::Brotli, || None).await.unwrap();
        let (mut from_gzip, mut from_brotli) = (Vec::new(), Vec::new());
        flate2::read::GzDecoder::new(&gzip.bytes[..]).read_to_end(&mut from_gzip).unwrap();
        brotli::Decompressor::new(&brotli.bytes[..], 4096).read_to_end(&mut from_brotli).unwrap();
        assert_eq!((&identity.bytes[..], &from_gzip, &from_brotli), (&some_tile()[..], &some_tile(), &some_tile()));
        assert_eq!([&identity, &gzip, &brotli].map(|tile| tile.encoding), [Encoding::Identity, Encoding::Gzip, Encoding::Brotli]);
    }

    #[tokio::test]
    async fn an_empty_tile_is_made_once_and_another_mark_again() {
        let cache = TileCache::new(1 << 20);
        assert_eq!(cache.tile(7, Encoding::Gzip, || None).await, None);
        assert_eq!(cache.tile(7, Encoding::Gzip, || Some(some_tile())).await, None);
        assert!(cache.tile(8, Encoding::Gzip, || Some(some_tile())).await.is_some());
    }

    #[tokio::test]
    async fn a_request_is_looked_into_once() {
        let cache = TileCache::new(1 << 20);
        let key = TileKey { revision: 1, version: 2, layers: 3, coord: TileCoord::new(5, 0, 0).unwrap() };
        assert_eq!([cache.mark(key, || Some(7)).await, cache.mark(key, || Some(8)).await], [Some(7); 2]);
        let next = TileKey { revision: 2, ..key };
        assert_eq!([cache.mark(next, || None).await, cache.mark(next, || Some(8)).await], [None; 2]);
    }

    #[tokio::test]
    async fn a_tile_that_compression_makes_longer_stays_as_it_is() {
        let cache = TileCache::new(1 << 20);
        let tile = cache.tile(7, Encoding::Gzip, || Some(vec![1, 2, 3])).await.unwrap();
        assert_eq!((tile.encoding, &tile.bytes[..]), (Encoding::Identity, &[1, 2, 3][..]));
    }

    #[tokio::test]
    async fn a_tile_can_be_kept_in_its_codings_alone() {
        let cache = TileCache::new(1 << 20);
        let gzip = cache.tile(7, Encoding::Gzip, || Some(some_tile())).await;
        cache.forget_identity(7).await;
        assert_eq!(cache.tile(7, Encoding::Gzip, || None).await, gzip);
        assert_eq!(cache.tile(7, Encoding::Identity, || Some(vec![1])).await.unwrap().bytes[..], [1], "made again");
    }

    #[tokio::test]
    async fn the_bytes_held_stay_within_the_bound() {
        let cache = TileCache::new(10_000);
        for x in 0..32 {
            cache.tile(x, Encoding::Identity, || Some(vec![7; 1000])).await;
        }
        cache.entries.run_pending_tasks().await;
        assert!(cache.bytes() > 0 && cache.bytes() <= 10_000, "{}", cache.bytes());
    }
}
