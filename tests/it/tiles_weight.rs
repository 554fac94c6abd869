//! What tiles of a whole country weigh: 10 600 communes, more than there were in 2024, as a server has them.

use std::sync::Arc;

use fast_mvt::MvtReaderRef;
use plancover::app::{Map, View};
use plancover::config::layers::{Crowd, Layer, layers};
use plancover::coverage::Thresholds;
use plancover::domain::{PlanKind, Stage, Territory};
use plancover::snapshot::Records;
use plancover::tiles::{TileCoord, TileLayer, tile, touched};

use crate::dataset::{plan, records, rectangle};
use crate::properties::synthetic::{self, Size};
use crate::properties::today;

/// What a tile may weigh, without compression: readers draw it within a frame or two.
const MOST_BYTES: usize = 500_000;
/// Beyond, a tile holds ever less.
const TOP: u8 = 9;

/// The tiles up to [`TOP`] that have something in them.
fn tiles(layers: &[Arc<TileLayer>]) -> Vec<TileCoord> {
    let mut level = vec![TileCoord::new(0, 0, 0).unwrap()];
    let mut all = Vec::new();
    for _ in 0..=TOP {
        all.extend_from_slice(&level);
        level = level.iter().flat_map(|coord| coord.children()).filter(|coord| touched(layers, *coord)).collect();
    }
    all
}

/// The weight of the heaviest tile of each zoom.
fn heaviest(layers: &[Arc<TileLayer>]) -> Vec<usize> {
    let mut most = vec![0; usize::from(TOP) + 1];
    for coord in tiles(layers) {
        let bytes = tile(layers, coord).map_or(0, |bytes| bytes.len());
        let of_zoom = &mut most[usize::from(coord.z())];
        *of_zoom = bytes.max(*of_zoom);
    }
    most
}

/// What has ended gives way to what is in force, however large it is.
#[test]
fn of_crowded_plans_those_in_force_find_room_first() {
    let mut declared = layers().unwrap();
    let place = declared.iter().position(|layer| layer.id == "plans").unwrap();
    declared[place].most_in_tile = vec![Crowd { from_zoom: 0, features: 1.try_into().unwrap() }];
    let events = |ended: bool| [(Stage::Approved, "2020-01-01"), (Stage::Repealed, "2021-01-01")][..=usize::from(ended)].to_vec();
    let drawn = |id: &str, east: f64, ended| {
        let land = Territory::Boundary(rectangle(106.0, 21.0, east, 21.1));
        plan(id, id, PlanKind::Detailed, land, &events(ended))
    };
    let records = Records { plans: vec![drawn("large", 106.1, true), drawn("small", 106.01, false)], areas: Vec::new(), ..records(7) };
    let map = Map::new(Arc::new(View::build(records, Thresholds::default(), None)), declared.into(), None);
    let layers = map.layers(&[place], map.stretch(today())).unwrap();
    let states = |zoom| {
        let bytes = tile(&layers, TileCoord::at(zoom, 106.005, 21.05).unwrap()).unwrap();
        let reader = MvtReaderRef::new(&bytes).unwrap();
        reader.layers().map(fast_mvt::MvtLayerRef::feature_count).sum::<usize>()
    };
    assert_eq!((states(5), states(10)), (1, 2));
    let bytes = tile(&layers, TileCoord::at(9, 106.005, 21.05).unwrap()).unwrap();
    assert!(bytes.windows(5).any(|text| text == b"small") && !bytes.windows(5).any(|text| text == b"large"));
}

#[test]
fn no_tile_of_a_whole_country_is_heavy() {
    // Vertices hardly matter: at low zooms next to none of them is drawn.
    let records = synthetic::records(Size { communes: 10_600, vertices: 8, plans: 12_000, seed: 1 });
    let declared: Arc<[Layer]> = layers().unwrap().into();
    let map = Map::new(Arc::new(View::build(records, Thresholds::default(), None)), Arc::clone(&declared), None);
    let stretch = map.stretch(today());
    let made = |names: &[&str]| {
        let places: Vec<usize> = names.iter().map(|name| declared.iter().position(|layer| layer.id == *name).unwrap()).collect();
        map.layers(&places, stretch).unwrap()
    };
    let communes = made(&["communes"]);
    let whole = tile(&communes, TileCoord::new(0, 0, 0).unwrap()).unwrap();
    let reader = MvtReaderRef::new(&whole).unwrap();
    assert_eq!(reader.layers().map(fast_mvt::MvtLayerRef::feature_count).sum::<usize>(), communes[0].len(), "no unit is lost");
    assert!(communes[0].len() >= 10_600);
    let mut heavy = Vec::new();
    for names in [
        vec!["communes"],
        vec!["districts"],
        vec!["areas"],
        vec!["plans"],
        vec!["gaps"],
        vec!["provinces", "districts", "communes", "areas", "plans", "province_names", "district_names", "commune_names"],
    ] {
        let most = heaviest(&made(&names));
        println!("{}: {most:?}", names.join(","));
        heavy.extend(
            most.iter().enumerate().filter(|(_, bytes)| **bytes > MOST_BYTES).map(|(zoom, bytes)| format!("{names:?} z{zoom}: {bytes}")),
        );
    }
    assert!(heavy.is_empty(), "{heavy:#?}");
}
