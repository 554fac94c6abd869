//! The codec against itself, against the standard's layout, and against hostile bytes.

use geo::{LineString, MultiPolygon, Polygon};
use proptest::prelude::*;

use super::*;

fn square() -> Land {
    MultiPolygon(vec![Polygon::new(LineString::from(vec![(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0), (0.0, 0.0)]), vec![])])
}

/// A blob made by hand: `order` 0 big-endian, 1 little-endian; `dimensions` 2 to 4; `extra` bytes of envelope.
fn by_hand(order: u8, thousands: u32, envelope: u8, envelope_bytes: usize, multi: bool) -> Vec<u8> {
    let word = |n: u32| if order == 1 { n.to_le_bytes() } else { n.to_be_bytes() };
    let number = |n: f64| if order == 1 { n.to_le_bytes() } else { n.to_be_bytes() };
    let begin = |kind: u32, count: u32| [&[order][..], &word(kind + thousands * 1000), &word(count)].concat();
    let mut blob = [b"GP\0", &[order | envelope << 1][..], &word(4326), &vec![0xff; envelope_bytes]].concat();
    if multi {
        blob.extend(begin(WKB_MULTI_POLYGON, 1));
    }
    blob.extend(begin(WKB_POLYGON, 1));
    blob.extend(word(5));
    let extra = [0, 1, 1, 2][thousands as usize];
    for (x, y) in [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0), (0.0, 0.0)] {
        blob.extend([number(x), number(y)].concat());
        (0..extra).for_each(|_| blob.extend(number(f64::NAN)));
    }
    blob
}

#[test]
fn a_multipolygon_is_written_as_the_standard_lays_it_out() {
    let blob = encode(&square()).unwrap();
    assert_eq!(blob.envelope, Some(Envelope { min_x: 0.0, max_x: 2.0, min_y: 0.0, max_y: 1.0 }));
    assert_eq!(blob.bytes[..8], [b'G', b'P', 0, 0b0000_0011, 0xe6, 0x10, 0, 0]);
    let envelope: Vec<u8> = [0.0_f64, 2.0, 0.0, 1.0].iter().flat_map(|bound| bound.to_le_bytes()).collect();
    assert_eq!(blob.bytes[8..40], envelope);
    assert_eq!(blob.bytes[40..], by_hand(1, 0, 0, 0, true)[8..]);
}

#[test]
fn either_byte_order_every_envelope_and_z_and_m_are_read() {
    for order in [0, 1] {
        for (envelope, bytes) in [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)] {
            for (thousands, multi) in [(0, true), (0, false), (1, true), (2, false), (3, true)] {
                assert_eq!(decode(&by_hand(order, thousands, envelope, bytes, multi)), Ok(square()));
            }
        }
    }
}

#[test]
fn land_without_a_vertex_is_marked_empty_and_comes_back() {
    let nothing = MultiPolygon(vec![]);
    let blob = encode(&nothing).unwrap();
    assert_eq!((blob.envelope, blob.bytes[3]), (None, 0b0001_0001));
    assert_eq!(decode(&blob.bytes), Ok(nothing));
}

#[test]
fn what_is_no_land_in_wgs_84_is_refused_by_name() {
    let good = by_hand(1, 0, 0, 0, true);
    let changed = |at: usize, byte: u8| {
        let mut blob = good.clone();
        blob[at] = byte;
        decode(&blob)
    };
    assert_eq!(changed(0, b'X'), Err(GeometryError::Header));
    assert_eq!(changed(2, 1), Err(GeometryError::Header));
    assert_eq!(changed(3, 1 | 5 << 1), Err(GeometryError::Header));
    assert_eq!(changed(3, 1 | EXTENDED), Err(GeometryError::Header));
    assert_eq!(changed(4, 0xe7), Err(GeometryError::Srs(4327)));
    assert_eq!(changed(9, 1), Err(GeometryError::Kind(1)));
    assert_eq!(changed(18, 6), Err(GeometryError::Kind(6)));
    assert_eq!(decode(&[&good[..], &[0]].concat()), Err(GeometryError::Trailing(1)));
    let nan = MultiPolygon(vec![Polygon::new(LineString::from(vec![(f64::NAN, 0.0), (1.0, 1.0)]), vec![])]);
    assert_eq!(encode(&nan), Err(GeometryError::NotFinite));
}

#[test]
fn a_blob_cut_anywhere_is_an_error() {
    let good = encode(&square()).unwrap().bytes;
    for length in 0..good.len() {
        assert!(decode(&good[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn a_count_beyond_the_bytes_there_are_takes_no_memory() {
    let good = by_hand(1, 0, 0, 0, true);
    for count_at in [13, 22, 26] {
        let mut blob = good.clone();
        blob[count_at..count_at + 4].fill(0xff);
        assert_eq!(decode(&blob), Err(GeometryError::CutOff(good.len())), "count at {count_at}");
    }
}

fn any_ring() -> impl Strategy<Value = LineString<f64>> {
    let number = prop_oneof![-180.0..180.0, Just(-0.0), Just(f64::MIN_POSITIVE / 4.0), prop::num::f64::NORMAL];
    prop::collection::vec((number.clone(), number), 0..12).prop_map(LineString::from)
}

fn any_land() -> impl Strategy<Value = Land> {
    let polygon = (any_ring(), prop::collection::vec(any_ring(), 0..3)).prop_map(|(outer, inner)| Polygon::new(outer, inner));
    prop::collection::vec(polygon, 0..4).prop_map(MultiPolygon)
}

fn bits(land: &Land) -> Vec<Vec<Vec<(u64, u64)>>> {
    let ring = |ring: &LineString<f64>| ring.0.iter().map(|c| (c.x.to_bits(), c.y.to_bits())).collect();
    land.0.iter().map(|p| std::iter::once(p.exterior()).chain(p.interiors()).map(ring).collect()).collect()
}

proptest! {
    #[test]
    fn every_bit_of_any_land_comes_back(land in any_land()) {
        let blob = encode(&land).unwrap();
        prop_assert_eq!(bits(&decode(&blob.bytes).unwrap()), bits(&land));
    }

    #[test]
    fn no_bytes_whatever_make_the_decoder_panic(land in any_land(), at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut blob = encode(&land).unwrap().bytes;
        let at = at.index(blob.len());
        blob[at] = byte;
        let _ = decode(&blob);
        let _ = decode(&blob[..cut.index(blob.len())]);
    }

    #[test]
    fn random_bytes_after_the_magic_are_read_or_refused(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&[b"GP\0", &tail[..]].concat());
    }
}
