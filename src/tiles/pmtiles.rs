//! All tiles of a map in one file that needs no server: PMTiles version 3 (<https://github.com/protomaps/PMTiles>).
//!
//! Tiles come in ascending order of their numbers and are written at once, so that memory holds the directory alone; header and
//! root directory take their place at the front at the end. Tiles of the same content are written once.

use std::collections::HashMap;
use std::io::{self, Seek, SeekFrom, Write};

use super::TileCoord;
use super::cache::gzip;
use super::encode::put_varint;

/// Bytes before the first tile: readers fetch these first, and find the root directory among them (section 3).
const FRONT: usize = 16_384;
const HEADER: usize = 127;
/// Entries of the first try at leaf directories; more where the root would not fit.
const LEAF_ENTRIES: usize = 4096;
/// The marks for gzip and for vector tiles (section 3.2).
const GZIP: u8 = 2;
const MVT: u8 = 1;

/// What a tile's content is known by: two 64-bit hashes, so that no two contents of one file share it.
pub type ContentKey = u128;

/// Tiles with consecutive numbers and the same content, or a leaf directory (`run` 0).
#[derive(Debug, Clone, Copy)]
struct Entry {
    number: u64,
    offset: u64,
    length: u32,
    run: u32,
}

/// What a file of tiles covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The least and the highest zoom.
    pub zooms: [u8; 2],
    /// West, south, east, north, in degrees.
    pub bounds: [f64; 4],
    /// The zoom at which a map opens, in the middle of the bounds.
    pub start: u8,
}

impl Extent {
    /// The middle of the bounds.
    #[must_use]
    pub const fn centre(&self) -> [f64; 2] {
        let [west, south, east, north] = self.bounds;
        [west.midpoint(east), south.midpoint(north)]
    }
}

/// Writes a file of tiles.
#[derive(Debug)]
pub struct PmtilesWriter<W> {
    out: W,
    /// Bytes of tiles so far.
    bytes: u64,
    entries: Vec<Entry>,
    places: HashMap<ContentKey, (u64, u32)>,
}

impl<W: Write + Seek> PmtilesWriter<W> {
    /// Begins the file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.seek(SeekFrom::Start(FRONT as u64))?;
        Ok(Self { out, bytes: 0, entries: Vec::new(), places: HashMap::new() })
    }

    /// Adds a tile, whose number must be above that of the one before. `packed`, its content in gzip, is needed when the content
    /// comes for the first time.
    ///
    /// # Errors
    /// The file cannot be written; the numbers do not ascend, or a content is missing.
    pub fn put(&mut self, coord: TileCoord, content: ContentKey, packed: Option<&[u8]>) -> io::Result<()> {
        let wrong =
            |what: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("{what} at tile {}/{}/{}", coord.z(), coord.x(), coord.y()));
        let number = coord.number();
        if self.entries.last().is_some_and(|last| last.number + u64::from(last.run) > number) {
            return Err(wrong("numbers that do not ascend"));
        }
        let place = match (self.places.get(&content), packed) {
            (Some(place), _) => *place,
            (None, None) => return Err(wrong("a content that is not known")),
            (None, Some(packed)) => {
                let length = u32::try_from(packed.len()).map_err(|_| wrong("4 GiB or more"))?;
                let place = (self.bytes, length);
                self.out.write_all(packed)?;
                self.bytes += u64::from(length);
                self.places.insert(content, place);
                place
            }
        };
        match self.entries.last_mut() {
            Some(last) if (last.offset, last.length) == place && last.number + u64::from(last.run) == number => last.run += 1,
            _ => self.entries.push(Entry { number, offset: place.0, length: place.1, run: 1 }),
        }
        Ok(())
    }

    /// Ends the file with what it tells of itself (section 5: a JSON object).
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self, extent: &Extent, metadata: &str) -> io::Result<W> {
        let metadata = packed(metadata.as_bytes())?;
        let (root, leaves) = directories(&self.entries)?;
        self.out.write_all(&metadata)?;
        self.out.write_all(&leaves)?;
        let header = self.header(extent, [root.len(), metadata.len(), leaves.len()]);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.write_all(&root)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Section 3.
    fn header(&self, extent: &Extent, [root, metadata, leaves]: [usize; 3]) -> Vec<u8> {
        let addressed = self.entries.iter().map(|entry| u64::from(entry.run)).sum();
        let metadata_at = FRONT as u64 + self.bytes;
        let numbers = [
            HEADER as u64,
            root as u64,
            metadata_at,
            metadata as u64,
            metadata_at + metadata as u64,
            leaves as u64,
            FRONT as u64,
            self.bytes,
            addressed,
            self.entries.len() as u64,
            self.places.len() as u64,
        ];
        let mut out = b"PMTiles\x03".to_vec();
        numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
        out.extend([1, GZIP, GZIP, MVT, extent.zooms[0], extent.zooms[1]]);
        extent.bounds.iter().for_each(|degrees| out.extend(position(*degrees)));
        out.push(extent.start);
        extent.centre().iter().for_each(|degrees| out.extend(position(*degrees)));
        out
    }
}

/// Degrees times ten million.
#[expect(clippy::cast_possible_truncation, reason = "degrees are at most 180, and a cast saturates")]
fn position(degrees: f64) -> [u8; 4] {
    ((degrees * 1e7).round() as i32).to_le_bytes()
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    gzip(bytes).ok_or_else(|| io::ErrorKind::OutOfMemory.into())
}

/// The root directory and the leaf directories, if one directory would be too large for the front.
fn directories(entries: &[Entry]) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let most = FRONT - HEADER;
    let root = packed(&directory(entries))?;
    if root.len() <= most {
        return Ok((root, Vec::new()));
    }
    let mut size = LEAF_ENTRIES;
    loop {
        let (mut root, mut leaves) = (Vec::new(), Vec::new());
        for part in entries.chunks(size) {
            let leaf = packed(&directory(part))?;
            let length = u32::try_from(leaf.len()).unwrap_or(u32::MAX);
            root.push(Entry { number: part[0].number, offset: leaves.len() as u64, length, run: 0 });
            leaves.extend(leaf);
        }
        let root = packed(&directory(&root))?;
        if root.len() <= most {
            return Ok((root, leaves));
        }
        size *= 2;
    }
}

/// Section 4.2: the numbers as differences, runs, lengths, then offsets, 0 where an entry follows the one before.
fn directory(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.len() * 6);
    put_varint(&mut out, entries.len() as u64);
    let mut before = 0;
    for entry in entries {
        put_varint(&mut out, entry.number - before);
        before = entry.number;
    }
    entries.iter().for_each(|entry| put_varint(&mut out, entry.run.into()));
    entries.iter().for_each(|entry| put_varint(&mut out, entry.length.into()));
    let mut next = None;
    for entry in entries {
        put_varint(&mut out, if next == Some(entry.offset) { 0 } else { entry.offset + 1 });
        next = Some(entry.offset + u64::from(entry.length));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn coord(z: u8, x: u32, y: u32) -> TileCoord {
        TileCoord::new(z, x, y).unwrap()
    }

    const EXTENT: Extent = Extent { zooms: [0, 8], bounds: [-180.0, -85.0, 180.0, 85.0], start: 0 };

    #[test]
    fn numbers_that_do_not_ascend_and_contents_that_are_missing_are_refused() {
        let mut writer = PmtilesWriter::new(Cursor::new(Vec::new())).unwrap();
        writer.put(coord(1, 0, 0), 1, Some(b"a")).unwrap();
        assert!(writer.put(coord(1, 0, 0), 1, None).is_err() && writer.put(coord(0, 0, 0), 1, None).is_err());
        assert!(writer.put(coord(1, 0, 1), 2, None).is_err());
        writer.put(coord(1, 0, 1), 1, None).unwrap();
        assert_eq!((writer.entries.len(), writer.entries[0].run, writer.bytes), (1, 2, 1));
    }

    #[tokio::test]
    async fn another_reader_finds_every_tile_also_through_leaf_directories() {
        let mut tiles: Vec<TileCoord> = (0..256 * 256).map(|place| coord(8, place % 256, place / 256)).collect();
        tiles.sort_by_key(|tile| tile.number());
        // Contents without an order, so that runs are few and the directory is large.
        let content = |tile: &TileCoord| (tile.x() * 7919 + tile.y() * 104_729) % 9973;
        let mut writer = PmtilesWriter::new(Cursor::new(Vec::new())).unwrap();
        for tile in &tiles {
            let text = content(tile).to_string();
            writer.put(*tile, content(tile).into(), Some(&packed(text.as_bytes()).unwrap())).unwrap();
        }
        assert!(packed(&directory(&writer.entries)).unwrap().len() > FRONT, "leaf directories are needed");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tiles.pmtiles");
        std::fs::write(&path, writer.finish(&EXTENT, r#"{"name":"x"}"#).unwrap().into_inner()).unwrap();
        let reader = pmtiles::AsyncPmTilesReader::new_with_path(&path).await.unwrap();
        let header = reader.get_header();
        let distinct = tiles.iter().map(content).collect::<std::collections::HashSet<_>>().len() as u64;
        assert_eq!((header.n_addressed_tiles().unwrap().get(), header.n_tile_contents().unwrap().get()), (65_536, distinct));
        assert_eq!(reader.get_metadata().await.unwrap(), r#"{"name":"x"}"#);
        for tile in tiles.iter().step_by(37) {
            let there = pmtiles::TileCoord::new(tile.z(), tile.x(), tile.y()).unwrap();
            let found = reader.get_tile_decompressed(there).await.unwrap().unwrap();
            assert_eq!(found, content(tile).to_string().as_bytes());
        }
        assert!(reader.get_tile(pmtiles::TileCoord::new(7, 0, 0).unwrap()).await.unwrap().is_none());
    }
}
