//! The trial store's tiles in files, all zooms: what `pmtiles verify` and `mbtiles validate` look at, and GDAL reads every tile as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use fast_mvt::MvtReaderRef;
use futures_util::StreamExt;
use gdal::vector::LayerAccess;
use gdal::{Dataset, DatasetOptions, vsi};
use pmtiles::AsyncPmTilesReader;
use serde_json::Value;

use crate::program::Program;

const AT: &str = "2024-06-30";
const TOP: u8 = 14;

/// Features by layer, in the order of the tile.
fn layers(tile: &[u8]) -> Vec<(String, usize)> {
    let reader = MvtReaderRef::new(tile).unwrap();
    let counted = |layer: fast_mvt::MvtLayerRef<'_>| {
        assert!(layer.features().all(|feature| feature.geometry().is_ok() && feature.properties_vec().is_ok()));
        (layer.name().to_owned(), layer.feature_count())
    };
    reader.layers().map(counted).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

/// A PMTiles file, read by the letter of its specification (version 3, sections 3 and 4).
struct Pmtiles {
    bytes: Vec<u8>,
    /// Places and lengths of the root directory, the metadata, the leaf directories and the tiles, then the three counts.
    numbers: Vec<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    number: u64,
    run: u64,
    length: u64,
    offset: u64,
}

impl Pmtiles {
    fn open(path: &str) -> Self {
        let bytes = std::fs::read(path).unwrap();
        assert_eq!(&bytes[..8], b"PMTiles\x03");
        let numbers = bytes[8..96].chunks_exact(8).map(|eight| u64::from_le_bytes(eight.try_into().unwrap())).collect();
        Self { bytes, numbers }
    }

    fn section(&self, which: usize) -> &[u8] {
        let [from, length] = [0, 1].map(|half| usize::try_from(self.numbers[2 * which + half]).unwrap());
        &self.bytes[from..from + length]
    }

    fn degrees(&self, place: usize) -> f64 {
        f64::from(i32::from_le_bytes(self.bytes[place..place + 4].try_into().unwrap())) / 1e7
    }

    fn directory(packed: &[u8]) -> Vec<Entry> {
        let bytes = unpacked(packed);
        let mut place = 0;
        let mut next = || {
            let (mut value, mut shift) = (0_u64, 0);
            loop {
                let byte = bytes[place];
                place += 1;
                value |= u64::from(byte & 127) << shift;
                if byte < 128 {
                    return value;
                }
                shift += 7;
            }
        };
        let count = next();
        let mut columns: Vec<Vec<u64>> = (0..4).map(|_| (0..count).map(|_| next()).collect()).collect();
        assert_eq!(place, bytes.len(), "nothing follows a directory");
        let offsets = columns.pop().unwrap();
        let (mut number, mut entries) = (0, Vec::<Entry>::new());
        for (place, offset) in offsets.into_iter().enumerate() {
            number += columns[0][place];
            let follows = || entries.last().map(|last: &Entry| last.offset + last.length).unwrap();
            let offset = if offset == 0 { follows() } else { offset - 1 };
            entries.push(Entry { number, run: columns[1][place], length: columns[2][place], offset });
        }
        entries
    }

    /// All entries of tiles; leaf directories are followed.
    fn entries(&self) -> Vec<Entry> {
        let leaf = |entry: Entry| {
            let [from, to] = [entry.offset, entry.offset + entry.length].map(|at| usize::try_from(at).unwrap());
            let entries = Self::directory(&self.section(2)[from..to]);
            assert_eq!(entries[0].number, entry.number);
            entries
        };
        Self::directory(self.section(0)).into_iter().flat_map(|entry| if entry.run == 0 { leaf(entry) } else { vec![entry] }).collect()
    }
}

/// What `pmtiles verify` looks at. Gives the tiles by number.
fn verified(path: &str) -> BTreeMap<u64, Vec<u8>> {
    let file = Pmtiles::open(path);
    let mut sections: Vec<(u64, u64)> = (0..4).map(|which| (file.numbers[2 * which], file.numbers[2 * which + 1])).collect();
    assert!(sections[0].0 == 127 && sections[0].0 + sections[0].1 <= 16_384, "the root is among the first 16 KiB: {sections:?}");
    sections.sort_unstable();
    assert!(sections.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0), "sections do not overlap: {sections:?}");
    assert_eq!(
        sections.iter().map(|(from, length)| from + length).max(),
        Some(file.bytes.len() as u64),
        "the file ends with its last section"
    );
    let entries = file.entries();
    let (mut after, mut written, mut known) = (0, 0, HashMap::new());
    let mut tiles = BTreeMap::new();
    for entry in &entries {
        assert!(entry.number >= after && entry.run > 0 && entry.length > 0, "numbers ascend: {entry:?}");
        after = entry.number + entry.run;
        // Clustered: a content is where the last one ended, or has been before.
        if entry.offset == written {
            written += entry.length;
            assert_eq!(known.insert(entry.offset, entry.length), None);
        }
        assert_eq!(known.get(&entry.offset), Some(&entry.length), "{entry:?}");
        let [from, to] = [entry.offset, entry.offset + entry.length].map(|at| usize::try_from(at).unwrap());
        tiles.extend((entry.number..after).map(|number| (number, unpacked(&file.section(3)[from..to]))));
    }
    assert_eq!(written, file.numbers[7], "every byte of the tiles is in some entry");
    let counts = [tiles.len(), entries.len(), known.len()].map(|count| count as u64);
    assert_eq!(file.numbers[8..], counts, "tiles, entries, contents");
    assert_eq!(file.bytes[96..100], [1, 2, 2, 1], "clustered, in gzip, vector tiles");
    let zoom = |number: &u64| (0..=22_u8).rev().find(|zoom| ((1_u64 << (2 * zoom)) - 1) / 3 <= *number).unwrap();
    assert_eq!([Some(file.bytes[100]), Some(file.bytes[101])], [tiles.keys().next().map(zoom), tiles.keys().last().map(zoom)]);
    let [west, south, east, north, lon, lat] = [102, 106, 110, 114, 119, 123].map(|place| file.degrees(place));
    assert!(-180.0 <= west && west < lon && lon < east && east <= 180.0 && -85.06 <= south && south < lat && lat < north && north <= 85.06);
    assert!((file.bytes[100]..=file.bytes[101]).contains(&file.bytes[118]), "the map opens at a zoom that is there");
    tiles
}

/// Every layer and attribute of the tiles is described.
fn described(metadata: &Value, tiles: &BTreeMap<u64, Vec<u8>>) {
    let told: HashMap<&str, &Value> =
        metadata["vector_layers"].as_array().unwrap().iter().map(|layer| (layer["id"].as_str().unwrap(), layer)).collect();
    let mut found = BTreeSet::new();
    for tile in tiles.values() {
        for layer in MvtReaderRef::new(tile).unwrap().layers() {
            let fields = told[layer.name()]["fields"].as_object().unwrap();
            assert!(layer.keys().iter().all(|key| fields.contains_key(*key)), "{}: {:?}", layer.name(), layer.keys());
            found.insert(layer.name().to_owned());
        }
    }
    assert_eq!(found.len(), told.len(), "no layer is told that is not there");
}

fn export(program: &Program, name: &str) -> String {
    let out = program.path(name).to_string_lossy().into_owned();
    program.run(&["export", "tiles", &out, "--at", AT, "--max-zoom", &TOP.to_string()]).code(0);
    out
}

/// Features by layer as GDAL finds them.
fn by_gdal(path: &Path, drivers: &[&str], open_options: &[&str]) -> Vec<(String, usize)> {
    let options = DatasetOptions { allowed_drivers: Some(drivers), open_options: Some(open_options), ..DatasetOptions::default() };
    let dataset = Dataset::open_ex(path, options).unwrap();
    let counted = |mut layer: gdal::vector::Layer<'_>| {
        let count = layer.features().inspect(|feature| assert!(feature.geometry().is_some())).count();
        (layer.name(), count)
    };
    dataset.layers().map(counted).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_trial_store_pass_what_their_verifiers_look_at_and_gdal_reads_every_tile() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let (pmtiles, mbtiles) = (export(&program, "trial.pmtiles"), export(&program, "trial.mbtiles"));
    let tiles = verified(&pmtiles);
    assert!(tiles.len() > 1000, "{}", tiles.len());
    let reader = Arc::new(AsyncPmTilesReader::new_with_path(&pmtiles).await.unwrap());
    let metadata: Value = serde_json::from_str(&reader.get_metadata().await.unwrap()).unwrap();
    described(&metadata, &tiles);
    let entries: Vec<_> = Arc::clone(&reader).entries().collect().await;
    let by_crate: BTreeSet<u64> =
        entries.into_iter().flat_map(|entry| entry.unwrap().iter_coords().map(pmtiles::TileId::value).collect::<Vec<_>>()).collect();
    assert!(by_crate.iter().eq(tiles.keys()), "the crate finds the same tiles");

    // Each tile alone.
    let mut by_zoom: BTreeMap<u8, BTreeMap<String, usize>> = BTreeMap::new();
    for (number, tile) in &tiles {
        let coord = pmtiles::TileCoord::from(pmtiles::TileId::new(*number).unwrap());
        let read = layers(tile);
        for (name, count) in &read {
            *by_zoom.entry(coord.z()).or_default().entry(name.clone()).or_default() += count;
        }
        let memory = "/vsimem/tile.mvt";
        vsi::create_mem_file(memory, tile.clone()).unwrap();
        assert_eq!(by_gdal(Path::new(memory), &["MVT"], &["CLIP=NO"]), read, "{coord:?}");
        vsi::unlink_mem_file(memory).unwrap();
    }
    assert_eq!(by_zoom.len(), usize::from(TOP) + 1);

    // The other file, zoom by zoom.
    for (zoom, expected) in &by_zoom {
        let found = by_gdal(Path::new(&mbtiles), &["MBTiles"], &[&format!("ZOOM_LEVEL={zoom}"), "CLIP=NO"]);
        let found: BTreeMap<String, usize> = found.into_iter().filter(|(_, count)| *count > 0).collect();
        assert_eq!(&found, expected, "zoom {zoom}");
    }
}

/// The first column of what a query gives.
fn asked(path: &str, sql: &str) -> Vec<String> {
    let dataset = Dataset::open_ex(path, DatasetOptions { allowed_drivers: Some(&["SQLite"]), ..DatasetOptions::default() }).unwrap();
    let Some(mut rows) = dataset.execute_sql(sql, None, gdal::vector::sql::Dialect::DEFAULT).unwrap() else { return Vec::new() };
    rows.features().map(|row| row.field_as_string(0).unwrap().unwrap_or_default()).collect()
}

#[test]
fn an_mbtiles_file_is_of_the_form_that_servers_of_such_files_know() {
    let program = Program::new();
    program.run(&["seed"]).code(0);
    let out = program.path("trial.mbtiles").to_string_lossy().into_owned();
    program.run(&["export", "tiles", &out, "--at", AT, "--max-zoom", "9"]).code(0);
    let copy = program.path("trial.sqlite").to_string_lossy().into_owned();
    std::fs::copy(&out, &copy).unwrap();
    let columns = |table: &str| asked(&copy, &format!("select name || ' ' || type from pragma_table_info('{table}') order by cid"));
    // Martin knows the form by the names and types of these columns, in these letters.
    assert_eq!(columns("map"), ["zoom_level INTEGER", "tile_column INTEGER", "tile_row INTEGER", "tile_id TEXT"]);
    assert_eq!(columns("images"), ["tile_id TEXT", "tile_data BLOB"]);
    assert_eq!(columns("metadata"), ["name TEXT", "value TEXT"]);
    let view = asked(&copy, "select name from pragma_table_info('tiles') order by cid");
    assert_eq!(view, ["zoom_level", "tile_column", "tile_row", "tile_data"]);
    let lost = "select count(*) from map where tile_id not in (select tile_id from images)";
    let outside =
        "select count(*) from tiles where typeof(tile_data) <> 'blob' or tile_row >= (1 << zoom_level) or tile_column >= (1 << zoom_level)";
    assert_eq!([asked(&copy, lost), asked(&copy, outside)], [["0"], ["0"]]);
    assert_eq!(asked(&copy, "select count(*) from pragma_index_list('map') where \"unique\" = 1"), ["1"]);
    // A content is known by its MD5, which `mbtiles validate` computes again.
    for row in asked(&copy, "select tile_id || ' ' || hex(tile_data) from images") {
        let (id, hex) = row.split_once(' ').unwrap();
        let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        assert_eq!(id, md5_hex(&bytes));
    }
    let told: BTreeSet<String> = asked(&copy, "select name from metadata").into_iter().collect();
    for name in ["name", "format", "bounds", "center", "minzoom", "maxzoom", "attribution", "description", "type", "version", "json"] {
        assert!(told.contains(name), "{name} of {told:?}");
    }
    assert_eq!(asked(&copy, "select value from metadata where name = 'format'"), ["pbf"]);
}

fn md5_hex(bytes: &[u8]) -> String {
    use md5::Digest;
    md5::Md5::digest(bytes).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat()
}
