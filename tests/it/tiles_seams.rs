//! Units over neighbouring tiles and over the levels, at every zoom: no gap, no overlap, none lost; a district is drawn with the
//! borders of its communes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fast_mvt::MvtReaderRef;
use plancover::app::{Map, View};
use plancover::config::layers::{Layer, layers};
use plancover::coverage::Thresholds;
use plancover::tiles::{BUFFER, EXTENT, TileCoord, TileLayer, TileMatrixSet, tile, touched};

use crate::properties::synthetic::{self, Size};
use crate::properties::today;

type At = [i64; 2];
const LOW: i64 = -(BUFFER as i64);
const HIGH: i64 = (EXTENT + BUFFER) as i64;
const SETS: [TileMatrixSet; 2] = [TileMatrixSet::WebMercatorQuad, TileMatrixSet::WorldCrs84Quad];
/// From this zoom on a commune is large enough for its own outline.
const OUTLINED: u8 = 6;

/// Rings by layer and feature.
type Drawn = HashMap<String, BTreeMap<u64, Vec<Vec<At>>>>;

fn drawn(layers: &[Arc<TileLayer>], coord: TileCoord) -> Drawn {
    let Some(bytes) = tile(layers, coord) else { return Drawn::new() };
    let signed = |value: u32| i64::from(value >> 1) ^ -i64::from(value & 1);
    let read = |feature: fast_mvt::MvtFeatureRef<'_>| {
        let (commands, mut rings, mut at, mut place) = (feature.geometry_commands(), Vec::new(), [0, 0], 0);
        while place < commands.len() {
            let (command, count) = (commands[place] & 7, commands[place] >> 3);
            place += 1;
            if command == 1 {
                rings.push(Vec::new());
            }
            for _ in 0..if command == 7 { 0 } else { count } {
                at = [at[0] + signed(commands[place]), at[1] + signed(commands[place + 1])];
                rings.last_mut().unwrap().push(at);
                place += 2;
            }
        }
        (feature.id().unwrap(), rings)
    };
    let reader = MvtReaderRef::new(&bytes).unwrap();
    reader.layers().map(|layer| (layer.name().to_owned(), layer.features().map(read).collect())).collect()
}

fn edges(ring: &[At]) -> impl Iterator<Item = (At, At)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The features of a layer that hold a position given in halves of a unit, which lies on no vertex.
fn holding(features: Option<&BTreeMap<u64, Vec<Vec<At>>>>, [x, y]: At) -> Vec<u64> {
    let crosses = |(a, b): (At, At)| {
        // Northward whoever walks it, so that a position on a border is on one side of it for both neighbours.
        let (a, b) = if a[1] > b[1] { (b, a) } else { (a, b) };
        let (a, b) = (a.map(|axis| 2 * axis), b.map(|axis| 2 * axis));
        let side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
        (a[1] > y) != (b[1] > y) && side > 0
    };
    let holds = |rings: &Vec<Vec<At>>| rings.iter().flat_map(|ring| edges(ring)).filter(|edge| crosses(*edge)).count() % 2 == 1;
    features.into_iter().flatten().filter(|(_, rings)| holds(rings)).map(|(id, _)| *id).collect()
}

/// Edges of a layer that no other one walks the other way, without those along the tile's edge.
fn outline(features: &BTreeMap<u64, Vec<Vec<At>>>) -> BTreeSet<(At, At)> {
    let mut all: BTreeSet<(At, At)> = BTreeSet::new();
    for edge in features.values().flatten().flat_map(|ring| edges(ring)) {
        assert!(all.insert(edge), "{edge:?} is walked twice");
    }
    let beyond = |(a, b): &(At, At)| (0..2).any(|axis| a[axis] == b[axis] && (a[axis] == LOW || a[axis] == HIGH));
    all.iter().filter(|edge| !all.contains(&(edge.1, edge.0)) && !beyond(edge)).copied().collect()
}

/// Whether an edge of the feature is within a unit of a position given in halves.
#[expect(clippy::cast_precision_loss, reason = "units of a tile")]
fn is_near_edge(rings: &[Vec<At>], at: At) -> bool {
    let [x, y] = at.map(|axis| axis as f64 / 2.0);
    rings.iter().flat_map(|ring| edges(ring)).any(|(a, b)| {
        let ([ax, ay], [bx, by]) = (a.map(|axis| axis as f64), b.map(|axis| axis as f64));
        let share = (((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax).powi(2) + (by - ay).powi(2))).clamp(0.0, 1.0);
        (ax + share * (bx - ax) - x).hypot(ay + share * (by - ay) - y) <= 1.5
    })
}

/// The layers of the units of a small country.
fn country() -> (Arc<View>, Vec<Arc<TileLayer>>) {
    let records = synthetic::records(Size { communes: 40, vertices: 32, plans: 0, seed: 9 });
    let declared: Arc<[Layer]> = layers().unwrap().into();
    let map = Map::new(Arc::new(View::build(records, Thresholds::default(), None)), declared, None);
    let made = map.layers(&[0, 1, 2], map.stretch(today())).unwrap();
    (map.view, made)
}

#[test]
fn units_of_all_levels_fill_the_tiles_at_every_zoom_without_gap_or_overlap() {
    let (view, layers) = country();
    let bounds = view.snapshot.bounds(today()).unwrap();
    let [lon, lat] = [bounds.min().x + 0.4 * bounds.width(), bounds.min().y + 0.6 * bounds.height()];
    let mut seen = 0;
    for (set, zoom) in SETS.into_iter().flat_map(|set| (0..=15).map(move |zoom| (set, zoom))) {
        let west = set.tile_at(zoom, lon, lat).unwrap();
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(x, y)| set.tile(zoom, west.x() + x, west.y() + y).ok());
        let has_outlines = set.detail(zoom) >= OUTLINED;
        let drawn = four.map(|coord| coord.map(|coord| drawn(&layers, coord)).unwrap_or_default());
        for tile in &drawn {
            let [provinces, districts, communes] = ["provinces", "districts", "communes"].map(|name| tile.get(name));
            if has_outlines && let (Some(provinces), Some(districts), Some(communes)) = (provinces, districts, communes) {
                let outlines = [provinces, districts, communes].map(outline);
                assert!(outlines[0] == outlines[1] && outlines[1] == outlines[2], "{set:?}, zoom {zoom}: {outlines:?}");
            }
            for at in (0..48).flat_map(|x| (0..48).map(move |y| [x * 170 + 41, y * 170 + 45])) {
                let counts = [provinces, districts, communes].map(|features| holding(features, at).len());
                let [province, district, commune] = counts;
                // A commune that is too small for its outline is drawn as a box, which may reach into its neighbour.
                let filled =
                    if has_outlines { province == commune && district == commune && commune <= 1 } else { commune >= province.min(1) };
                assert!(filled, "{set:?}, zoom {zoom} at {at:?}: {counts:?}");
                seen += commune;
            }
        }
        // The same place in two neighbours is in the same commune.
        for (one, other, axis) in [(0, 1, 0), (2, 3, 0), (0, 2, 1), (1, 3, 1)] {
            let [Some(here), Some(there)] = [one, other].map(|place: usize| drawn[place].get("communes")) else { continue };
            for step in (0..8192).step_by(62) {
                let mut at = [step + 1, step + 1];
                at[axis] = 2 * i64::from(EXTENT) - 1;
                let mut across = at;
                across[axis] = -1;
                let (first, second) = (holding(Some(here), at), holding(Some(there), across));
                let near = || first.iter().chain(&second).all(|id| here.get(id).is_some_and(|rings| is_near_edge(rings, at)));
                assert!(first == second || near(), "{set:?}, zoom {zoom} at {at:?}: {first:?} and {second:?}");
            }
        }
    }
    assert!(seen > 10_000, "{seen}");
}

#[test]
fn no_unit_of_a_country_is_lost_at_any_zoom() {
    let (view, layers) = country();
    let expected: usize = layers.iter().map(|layer| layer.len()).sum();
    for (set, zoom) in SETS.into_iter().flat_map(|set| (0..=set.zoom_of(16)).map(move |zoom| (set, zoom))) {
        let mut found = BTreeSet::new();
        let mut level: Vec<TileCoord> = (0..set.size(0)[0]).map(|x| set.tile(0, x, 0).unwrap()).collect();
        for _ in 0..zoom.min(9) {
            level = level.iter().flat_map(|coord| coord.children()).filter(|coord| touched(&layers, *coord)).collect();
        }
        if zoom > 9 {
            // Where each unit's own point is.
            let point = |unit: usize| view.snapshot.units[unit].facts.point;
            level =
                view.snapshot.vintage(today()).units().map(|unit| set.tile_at(zoom, point(unit).x(), point(unit).y()).unwrap()).collect();
        }
        for coord in level {
            found.extend(drawn(&layers, coord).into_values().flat_map(BTreeMap::into_keys));
        }
        assert_eq!(found.len(), expected, "{set:?}, zoom {zoom}");
    }
}
