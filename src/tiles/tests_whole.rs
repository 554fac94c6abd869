//! Whole coverages: nothing is missing, nothing lies twice, and what is not changed is known to be the same.

use super::coord::MAX_ZOOM;
use super::tests::{areas, land, patchwork, plain, rect, rings};
use super::{TileCoord, mark, tile};
use geo::{MultiPolygon, polygon};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_whole_coverage_has_no_inner_gap_or_overlap_and_loses_no_unit(
        steps in 1_usize..60, push in proptest::collection::vec(-1.0..1.0_f64, 50),
    ) {
        let layer = plain(&patchwork(6, steps, &push));
        let all: BTreeSet<u64> = (1..=36).collect();
        // Up to zoom 3 one tile holds everything, and no unit is too small for its outline.
        for zoom in 0..=3 {
            let drawn = rings(&tile(&[Arc::clone(&layer)], TileCoord::at(zoom, 105.0, 15.0).unwrap()).unwrap());
            prop_assert_eq!(drawn.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>(), all.clone());
            let outline = outline(drawn.iter().flat_map(|(_, rings)| rings));
            prop_assert!(outline.iter().all(|(_, times)| *times == 1), "overlap at zoom {}", zoom);
            prop_assert_eq!(pieces(&outline), 1, "gap at zoom {}", zoom);
        }
        for zoom in 4..=7 {
            let coords = children_of(TileCoord::at(3, 105.0, 15.0).unwrap(), zoom);
            let drawn = coords.into_iter().filter_map(|coord| tile(&[Arc::clone(&layer)], coord)).flat_map(|bytes| rings(&bytes));
            prop_assert_eq!(drawn.map(|(id, _)| id).collect::<BTreeSet<_>>(), all.clone(), "zoom {}", zoom);
        }
    }
}

/// The edges that are not walked in both directions, with how often they are walked more in their own.
fn outline<'a>(rings: impl Iterator<Item = &'a Vec<[i64; 2]>>) -> Vec<([[i64; 2]; 2], i32)> {
    let mut times: HashMap<[[i64; 2]; 2], i32> = HashMap::new();
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            *times.entry([*a, *b]).or_default() += 1;
            *times.entry([*b, *a]).or_default() -= 1;
        }
    }
    times.into_iter().filter(|(_, times)| *times > 0).collect()
}

/// How many pieces edges are that hang together.
fn pieces(edges: &[([[i64; 2]; 2], i32)]) -> usize {
    let mut left: BTreeSet<[i64; 2]> = edges.iter().map(|([a, _], _)| *a).collect();
    let mut pieces = 0;
    while let Some(start) = left.pop_first() {
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            open.extend(edges.iter().filter(|([a, _], _)| *a == at).map(|([_, b], _)| *b).filter(|b| left.remove(b)));
        }
        pieces += 1;
    }
    pieces
}

fn children_of(coord: TileCoord, zoom: u8) -> Vec<TileCoord> {
    let deeper = |coords: Vec<TileCoord>, _| coords.iter().flat_map(|coord| coord.children()).collect();
    (coord.z()..zoom).fold(vec![coord], deeper)
}

#[test]
fn a_mark_changes_with_what_is_in_the_tile_and_with_nothing_else() {
    let lands = patchwork(4, 8, &[0.3, -0.6, 0.1]);
    let coord = |lon: f64| TileCoord::at(8, lon, 15.0).unwrap();
    let marks = |lands: &[MultiPolygon<f64>]| [101.0, 109.0, 95.0].map(|lon| mark(&[plain(lands)], coord(lon)));
    let before = marks(&lands);
    assert!(before[0].is_some() && before[0] != before[1] && before[2].is_none());
    let mut east = lands.clone();
    east[7] = land(&[rect(108.0, 13.0, 109.5, 17.0)]);
    let after = marks(&east);
    assert_eq!((after[0], after[1] == before[1]), (before[0], false));
    let layers = [plain(&lands), plain(&east)];
    assert_ne!(layers[0].mark(), layers[1].mark());
    assert_eq!(layers[0].mark(), plain(&lands).mark());
}

#[test]
fn a_long_thin_unit_is_drawn_at_every_zoom() {
    // Each is narrower than what is simplified away at some zoom, and longer than the box that stands in for small units.
    for (width, height) in [(0.9, 0.2), (0.2, 0.9), (3.0, 0.3)] {
        let strip = polygon![
            (x: 106.0, y: 21.0), (x: 106.0 + width * 0.5, y: 21.01), (x: 106.0 + width, y: 21.0), (x: 106.0 + width, y: 21.0 + height),
            (x: 106.0, y: 21.0 + height)
        ];
        let layer = plain(&[land(&[strip])]);
        for zoom in 0..=MAX_ZOOM {
            let coord = TileCoord::at(zoom, 106.0 + width * 0.4, 21.0 + height * 0.5).unwrap();
            let drawn = tile(&[Arc::clone(&layer)], coord).unwrap_or_else(|| panic!("{width} × {height} is lost at zoom {zoom}"));
            assert!(areas(&drawn)[0].1.iter().all(|area| *area > 0), "zoom {zoom}");
        }
    }
}

#[test]
fn a_tile_of_many_features_is_drawn_as_one_of_few_is() {
    let lands = patchwork(40, 4, &[0.3, -0.6, 0.1]);
    for zoom in 0..=6 {
        let coord = TileCoord::at(zoom, 105.0, 15.0).unwrap();
        let together = areas(&tile(&[plain(&lands)], coord).unwrap());
        let shapes = Arc::new(super::Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap());
        let alone = |place: usize| {
            let mut layer = super::LayerBuilder::new("plain", 0..=MAX_ZOOM, &[]);
            let set = layer.shapes(Arc::clone(&shapes));
            layer.feature(place as u64 + 1, set, place, &[]).unwrap();
            tile(&[Arc::new(layer.build())], coord).map(|bytes| areas(&bytes)).unwrap_or_default()
        };
        assert_eq!(together, (0..lands.len()).flat_map(alone).collect::<Vec<_>>(), "zoom {zoom}");
    }
}

#[test]
fn a_land_of_nothing_is_in_no_tile_not_even_of_the_whole_world() {
    let (nothing, something) = (land(&[]), land(&[rect(105.0, 15.0, 106.0, 16.0)]));
    let world = TileCoord::new(0, 0, 0).unwrap();
    let alone = [plain(std::slice::from_ref(&nothing))];
    assert_eq!((mark(&alone, world), tile(&alone, world)), (None, None));
    let [both, one] = [plain(&[something.clone(), nothing]), plain(&[something])];
    assert_eq!((mark(&[Arc::clone(&both)], world), tile(&[both], world)), (mark(&[Arc::clone(&one)], world), tile(&[one], world)));
}
