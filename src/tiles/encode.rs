//! Layers to bytes (MVT 2.1, 4.1 and 4.2).
//!
//! Written by hand rather than with `fast-mvt` (which the tests decode with): its writer looks up every key and value
//! of every feature by content in every tile, sixty thousand times in one tile of a whole country. Here a value has
//! its number and its bytes before the first tile is made, and a tile renumbers what it uses.

use super::coord::{EXTENT, index};
use super::features::FeatureTable;

/// The version of the specification that a layer states.
const VERSION: u64 = 2;
/// The geometry type of points.
const POINT: u8 = 1;
/// The geometry type of polygons.
const POLYGON: u8 = 3;
/// One `MoveTo`.
pub(super) const MOVE_TO_ONCE: u8 = 1 << 3 | 1;

/// Appends a base-128 number (Protocol Buffers, "Base 128 Varints").
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Signed to unsigned, small numbers of either sign staying small.
pub(super) const fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

fn varint_len(value: u64) -> usize {
    (u64::BITS - (value | 1).leading_zeros()).div_ceil(7) as usize
}

/// Appends a length-delimited field of a number below 16.
fn put_bytes(out: &mut Vec<u8>, field: u8, bytes: &[u8]) {
    out.push(field << 3 | 2);
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Global numbers to the numbers of one layer of one tile, in order of first use.
#[derive(Debug, Default)]
struct Renumbering {
    /// The local number plus one, by global number; 0 is unused.
    local: Vec<u32>,
    used: Vec<u32>,
}

impl Renumbering {
    fn local(&mut self, global: u32) -> u32 {
        let place = &mut self.local[global as usize];
        if *place == 0 {
            self.used.push(global);
            *place = index(self.used.len());
        }
        *place - 1
    }

    fn make_room(&mut self, count: usize) {
        if self.local.len() < count {
            self.local.resize(count, 0);
        }
    }

    /// Forgets everything, at the cost of what was used.
    fn clear(&mut self) {
        for global in self.used.drain(..) {
            self.local[global as usize] = 0;
        }
    }
}

/// Encodes one layer after the other, reusing its memory.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    features: Vec<u8>,
    tags: Vec<u8>,
    keys: Renumbering,
    values: Renumbering,
    zoom: u8,
}

impl Encoder {
    /// Starts a layer of a tile of that zoom, whose features are in that table.
    pub fn start(&mut self, table: &FeatureTable, zoom: u8) {
        self.zoom = zoom;
        self.features.clear();
        self.keys.clear();
        self.values.clear();
        self.keys.make_room(table.keys().len());
        self.values.make_room(table.value_count());
    }

    /// Adds a polygon with its packed geometry commands.
    pub fn feature(&mut self, table: &FeatureTable, feature: u32, geometry: &[u8]) {
        self.put(table, feature, POLYGON, geometry);
    }

    /// Adds a point at a place in the tile.
    pub fn point(&mut self, table: &FeatureTable, feature: u32, place: [u64; 2]) {
        let mut geometry = vec![MOVE_TO_ONCE];
        // Places in a tile are not negative, so zigzag doubles them.
        place.iter().for_each(|steps| put_varint(&mut geometry, steps * 2));
        self.put(table, feature, POINT, &geometry);
    }

    fn put(&mut self, table: &FeatureTable, feature: u32, kind: u8, geometry: &[u8]) {
        self.tags.clear();
        for (key, value) in table.row(feature).filter(|(key, _)| table.least_zooms()[*key] <= self.zoom) {
            put_varint(&mut self.tags, u64::from(self.keys.local(index(key))));
            put_varint(&mut self.tags, u64::from(self.values.local(value)));
        }
        let id = table.id(feature);
        let length = 1 + varint_len(id) + 2 + delimited_len(self.tags.len()) + delimited_len(geometry.len());
        let out = &mut self.features;
        out.push(2 << 3 | 2);
        put_varint(out, length as u64);
        out.push(1 << 3);
        put_varint(out, id);
        put_bytes(out, 2, &self.tags);
        out.extend([3 << 3, kind]);
        put_bytes(out, 4, geometry);
    }

    /// Appends the layer to a tile; nothing when it has no feature.
    pub fn finish(&mut self, name: &str, table: &FeatureTable, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut head = Vec::with_capacity(name.len() + 4);
        put_bytes(&mut head, 1, name.as_bytes());
        let mut tail = Vec::new();
        for key in &self.keys.used {
            put_bytes(&mut tail, 3, table.keys()[*key as usize].as_bytes());
        }
        for value in &self.values.used {
            put_bytes(&mut tail, 4, table.value(*value));
        }
        tail.push(5 << 3);
        put_varint(&mut tail, u64::from(EXTENT));
        tail.push(15 << 3);
        put_varint(&mut tail, VERSION);
        tile.push(3 << 3 | 2);
        put_varint(tile, (head.len() + self.features.len() + tail.len()) as u64);
        tile.extend_from_slice(&head);
        tile.extend_from_slice(&self.features);
        tile.extend_from_slice(&tail);
    }
}

/// The bytes that [`put_bytes`] appends.
fn delimited_len(bytes: usize) -> usize {
    1 + varint_len(bytes as u64) + bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_what_is_written() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut out = Vec::new();
            put_varint(&mut out, value);
            assert_eq!(out.len(), varint_len(value), "{value}");
        }
    }

    #[test]
    fn zigzag_alternates_the_signs() {
        assert_eq!([0, -1, 1, -2, i64::MAX, i64::MIN].map(zigzag), [0, 1, 2, 3, u64::MAX - 1, u64::MAX]);
    }

    #[test]
    fn numbers_are_given_in_order_of_use_and_forgotten() {
        let mut renumbering = Renumbering::default();
        renumbering.make_room(10);
        assert_eq!([7, 3, 7, 9].map(|global| renumbering.local(global)), [0, 1, 0, 2]);
        renumbering.clear();
        assert_eq!(renumbering.local(9), 0);
    }
}
