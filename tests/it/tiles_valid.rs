//! Every polygon of every tile is one that strict readers accept (MVT 2.1, 4.3.4.4), by the rules read by hand, by `geo` and by GEOS.

use std::f64::consts::TAU;
use std::sync::Arc;

use fast_mvt::MvtReaderRef;
use geo::{Coord, LineString, MapCoords, MultiPolygon, Polygon, Validation, polygon};
use plancover::tiles::{LayerBuilder, Shapes, TileCoord, TileLayer, TileMatrixSet, tile};
use proptest::prelude::*;

use crate::properties::config;
use crate::properties::synthetic::{self, Size};

type Ring = Vec<[i64; 2]>;

/// The rings that commands draw (MVT 2.1, 4.3.3), each closed, none of it without length.
fn rings(commands: &[u32]) -> Vec<Ring> {
    let signed = |value: u32| i64::from(value >> 1) ^ -i64::from(value & 1);
    let (mut rings, mut at, mut place) = (Vec::<Ring>::new(), [0, 0], 0);
    let mut open = false;
    while place < commands.len() {
        let (command, count) = (commands[place] & 7, commands[place] >> 3);
        place += 1;
        match command {
            1 => {
                assert!(!open && count == 1, "a ring begins with one MoveTo");
                rings.push(Vec::new());
                open = true;
            }
            2 => assert!(open && count >= 2, "a ring has at least two LineTo"),
            7 => {
                assert!(open && count == 1, "a ring is closed once");
                let ring = rings.last().unwrap();
                assert_ne!(ring.first(), ring.last(), "the closing edge has a length");
                open = false;
                continue;
            }
            other => panic!("command {other}"),
        }
        for _ in 0..count {
            let step = [signed(commands[place]), signed(commands[place + 1])];
            assert!(command == 1 || step != [0, 0], "an edge without length");
            at = [at[0] + step[0], at[1] + step[1]];
            rings.last_mut().unwrap().push(at);
            place += 2;
        }
    }
    assert!(!open, "the last ring is closed");
    rings
}

fn doubled_area(ring: &[[i64; 2]]) -> i64 {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

/// Polygons by the direction of their rings: an outer one has a positive area, its holes have negative ones.
fn polygons(rings: &[Ring]) -> MultiPolygon<f64> {
    let line = |ring: &Ring| {
        LineString(ring.iter().map(|at| at.map(|axis| f64::from(i32::try_from(axis).unwrap()))).map(|[x, y]| Coord { x, y }).collect())
    };
    let mut polygons: Vec<Polygon<f64>> = Vec::new();
    for ring in rings {
        match doubled_area(ring) {
            0 => panic!("a ring without area: {ring:?}"),
            area if area > 0 => polygons.push(Polygon::new(line(ring), Vec::new())),
            _ => polygons.last_mut().expect("an outer ring first").interiors_push(line(ring)),
        }
    }
    MultiPolygon(polygons)
}

fn wkt(land: &MultiPolygon<f64>) -> String {
    let ring = |ring: &LineString<f64>| format!("({})", ring.0.iter().map(|at| format!("{} {}", at.x, at.y)).collect::<Vec<_>>().join(","));
    let polygon = |polygon: &Polygon<f64>| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        format!("({})", rings.map(ring).collect::<Vec<_>>().join(","))
    };
    format!("MULTIPOLYGON({})", land.iter().map(polygon).collect::<Vec<_>>().join(","))
}

/// Looks at every feature of a tile; gives how many there were.
fn check(layers: &[Arc<TileLayer>], coord: TileCoord) -> usize {
    let Some(bytes) = tile(layers, coord) else { return 0 };
    let reader = MvtReaderRef::new(&bytes).unwrap();
    let mut seen = 0;
    for feature in reader.layers().flat_map(|layer| layer.features().collect::<Vec<_>>()) {
        let land = polygons(&rings(feature.geometry_commands()));
        let (id, text) = (feature.id(), wkt(&land));
        assert!(land.check_validation().is_ok(), "{coord:?} {id:?}: {:?} {text}", land.check_validation());
        assert!(gdal::vector::Geometry::from_wkt(&text).unwrap().is_valid(), "{coord:?} {id:?}: {text}");
        seen += 1;
    }
    seen
}

fn layer(lands: &[MultiPolygon<f64>]) -> Arc<TileLayer> {
    let shapes = Arc::new(Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap());
    let mut layer = LayerBuilder::new("lands", 0..=22, &[]);
    let set = layer.shapes(shapes);
    for shape in 0..lands.len() {
        layer.feature(shape as u64 + 1, set, shape, &[]).unwrap();
    }
    Arc::new(layer.build())
}

fn number(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap())
}

/// Shapes in the unit square that simplification, rounding and clipping break: necks, combs, spirals, rings in rings, touching holes.
fn awkward() -> Vec<MultiPolygon<f64>> {
    let line = |points: Vec<[f64; 2]>| LineString(points.into_iter().map(|[x, y]| Coord { x, y }).collect());
    let alone = |points| MultiPolygon(vec![Polygon::new(line(points), Vec::new())]);
    let comb = |teeth: usize, gap: f64| {
        let tooth = |place: usize| {
            let west = number(place) / number(teeth);
            let width = (1.0 - gap) / number(teeth);
            [[west, 0.1], [west, 1.0], [west + width, 1.0], [west + width, 0.1]]
        };
        alone((0..teeth).flat_map(tooth).chain([[1.0, 0.0], [0.0, 0.0]]).collect())
    };
    let spiral = {
        let at = |turn: f64, radius: f64| [0.5 + radius * turn.cos(), 0.5 + radius * turn.sin()];
        let out = (0..400).map(|step| at(number(step) / 20.0, number(step) / 900.0));
        let back = (0..400).rev().map(|step| at(number(step) / 20.0, number(step) / 900.0 + 0.004));
        alone(out.chain(back).collect())
    };
    let wiggle = |x: f64| 0.5 + 0.4 * (40.0 * x).sin();
    let ribbon = {
        let upper = (0..500).map(|step| [number(step) / 500.0, wiggle(number(step) / 500.0) + 0.003]);
        let lower = (0..500).rev().map(|step| [number(step) / 500.0, wiggle(number(step) / 500.0)]);
        alone(lower.chain(upper).collect())
    };
    let circle = |x: f64, y: f64, radius: f64| {
        line((0..60).map(|step| TAU * number(step) / 60.0).map(|turn| [x + radius * turn.cos(), y + radius * turn.sin()]).collect())
    };
    let dumbbell = alone(vec![
        [0.0, 0.0],
        [0.4, 0.0],
        [0.4, 0.499],
        [0.6, 0.499],
        [0.6, 0.0],
        [1.0, 0.0],
        [1.0, 1.0],
        [0.6, 1.0],
        [0.6, 0.501],
        [0.4, 0.501],
        [0.4, 1.0],
        [0.0, 1.0],
    ]);
    let sieve = {
        let holes =
            (0..9).flat_map(|x| (0..9).map(move |y| (x, y))).map(|(x, y)| circle(0.1 + number(x) * 0.1, 0.1 + number(y) * 0.1, 0.0499));
        MultiPolygon(vec![Polygon::new(circle(0.5, 0.5, 0.7), holes.collect())])
    };
    let target = MultiPolygon(
        (1..8)
            .map(|step| Polygon::new(circle(0.5, 0.5, number(step) * 0.07), vec![circle(0.5, 0.5, number(step) * 0.07 - 0.04)]))
            .collect(),
    );
    let islets = MultiPolygon(
        (0..100).map(|step| Polygon::new(circle(number(step % 10) / 10.0, number(step / 10) / 10.0, 0.0495), vec![])).collect(),
    );
    let sliver = MultiPolygon(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.3), (x: 0.5, y: 0.1501)]]);
    vec![comb(7, 0.5), comb(60, 0.1), comb(40, 0.98), spiral, ribbon, dumbbell, sieve, target, islets, sliver]
}

/// In degrees, so large and its south-western corner there.
fn placed(land: &MultiPolygon<f64>, size: f64, [west, south]: [f64; 2]) -> MultiPolygon<f64> {
    land.map_coords(|at| Coord { x: west + size * at.x, y: south + size * at.y })
}

/// Tiles of a zoom around a place, of both tile matrix sets.
fn around(zoom: u8, lon: f64, lat: f64) -> impl Iterator<Item = TileCoord> {
    let near = move |set: TileMatrixSet| {
        let middle = set.tile_at(set.zoom_of(zoom), lon, lat).unwrap();
        let near = (0..9)
            .map(move |place| (middle.x().wrapping_add(place % 3).wrapping_sub(1), middle.y().wrapping_add(place / 3).wrapping_sub(1)));
        near.filter_map(move |(x, y)| set.tile(middle.z(), x, y).ok())
    };
    [TileMatrixSet::WebMercatorQuad, TileMatrixSet::WorldCrs84Quad].into_iter().flat_map(near)
}

#[test]
fn awkward_shapes_are_valid_at_every_zoom() {
    let mut seen = 0;
    for size in [4.0, 0.3, 0.02] {
        let lands: Vec<MultiPolygon<f64>> = awkward().iter().map(|land| placed(land, size, [105.01, 15.02])).collect();
        let layers = [layer(&lands)];
        for zoom in 0..=17 {
            // Far in there is nothing but straight edges.
            if size * f64::from(1_u32 << zoom) > 2000.0 {
                continue;
            }
            for place in [0.03, 0.5] {
                seen += around(zoom, 105.01 + place * size, 15.02 + place * size).map(|coord| check(&layers, coord)).sum::<usize>();
            }
        }
    }
    assert!(seen > 1500, "{seen}");
}

#[test]
fn a_country_is_valid_at_every_zoom() {
    let records = synthetic::records(Size { communes: 200, vertices: 32, plans: 60, seed: 5 });
    let lands: Vec<MultiPolygon<f64>> = records.units.iter().map(|unit| unit.boundary.clone()).collect();
    let middle = lands[0].0[0].exterior().0[0];
    let layers = [layer(&lands)];
    let seen: usize = (0..=15).flat_map(|zoom| around(zoom, middle.x + 0.3, middle.y + 0.25)).map(|coord| check(&layers, coord)).sum();
    assert!(seen > 3000, "{seen}");
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_shape_is_valid_at_every_zoom(
        rings in prop::collection::vec(prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 3..40), 1..4),
        starry: bool, size in 0.001..8.0_f64, zoom in 0_u8..16,
    ) {
        // Stars do not cross themselves; lines from place to place do, as a file may.
        let ring = |points: &Vec<(f64, f64)>, shrink: f64| {
            let at = |(place, (x, y)): (usize, &(f64, f64))| {
                let turn = TAU * number(place) / number(points.len());
                let radius = shrink * (0.1 + 0.4 * x);
                if starry { Coord { x: 0.5 + radius * turn.cos(), y: 0.5 + radius * turn.sin() } } else { Coord { x: *x, y: *y } }
            };
            LineString(points.iter().enumerate().map(at).collect())
        };
        let holes = rings[1..].iter().map(|points| ring(points, 0.19)).collect();
        let land = placed(&MultiPolygon(vec![Polygon::new(ring(&rings[0], 1.0), holes)]), size, [105.0, 15.0]);
        let layers = [layer(&[land])];
        for coord in around(zoom, 105.0 + size / 2.0, 15.0 + size / 2.0) {
            check(&layers, coord);
        }
    }
}
