//! Whole tiles, decoded again with `fast-mvt`, and what must hold of every set of shapes.

use super::coord::GridPoint;
use super::{BUFFER, EXTENT, LayerBuilder, MAX_ZOOM, Shapes, TileCoord, TileLayer, Value, mercator, tile};
use fast_mvt::{MvtGeometry, MvtReaderRef, MvtValueRef};
use geo::{Area, BooleanOps, LineString, MapCoords, MultiPolygon, Polygon, Rect, coord, polygon};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Twice the area of a tile with its buffer.
const FULL: i64 = 2 * (EXTENT as i64 + 2 * BUFFER as i64).pow(2);

pub(super) fn rect(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon()
}

pub(super) fn land(polygons: &[Polygon<f64>]) -> MultiPolygon<f64> {
    MultiPolygon(polygons.to_vec())
}

/// One layer without attributes; feature ids count from 1.
pub(super) fn plain(lands: &[MultiPolygon<f64>]) -> Arc<TileLayer> {
    let shapes = Arc::new(Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap());
    let mut layer = LayerBuilder::new("plain", 0..=MAX_ZOOM, &[]);
    let set = layer.shapes(shapes);
    for shape in 0..lands.len() {
        layer.feature(shape as u64 + 1, set, shape, &[]).unwrap();
    }
    Arc::new(layer.build())
}

/// Feature ids with the rings that their commands draw, read by hand so that the winding is seen.
pub(super) fn rings(bytes: &[u8]) -> Vec<(u64, Vec<Vec<[i64; 2]>>)> {
    let reader = MvtReaderRef::new(bytes).unwrap();
    let read = |feature: fast_mvt::MvtFeatureRef<'_>| (feature.id().unwrap(), read_commands(feature.geometry_commands()));
    reader.layers().flat_map(|layer| layer.features().map(read).collect::<Vec<_>>()).collect()
}

fn read_commands(commands: &[u32]) -> Vec<Vec<[i64; 2]>> {
    let signed = |value: u32| i64::from(value >> 1) ^ -i64::from(value & 1);
    let (mut rings, mut at, mut place) = (Vec::new(), [0, 0], 0);
    while place < commands.len() {
        let (command, count) = (commands[place] & 7, commands[place] >> 3);
        place += 1;
        if command == 7 {
            continue;
        }
        if command == 1 {
            assert_eq!(count, 1);
            rings.push(Vec::new());
        }
        for _ in 0..count {
            at = [at[0] + signed(commands[place]), at[1] + signed(commands[place + 1])];
            rings.last_mut().unwrap().push(at);
            place += 2;
        }
    }
    rings
}

fn doubled(ring: &[[i64; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

pub(super) fn areas(bytes: &[u8]) -> Vec<(u64, Vec<i64>)> {
    rings(bytes).into_iter().map(|(id, rings)| (id, rings.iter().map(|ring| doubled(ring)).collect())).collect()
}

/// A patchwork of quadrilaterals with jagged common sides over 100–110° E, 10–20° N: `side` cells each way. The
/// numbers push vertices about; neighbours take the same ones.
pub(super) fn patchwork(side: usize, steps: usize, push: &[f64]) -> Vec<MultiPolygon<f64>> {
    let cell_width = 10.0 / number(side);
    let pushed = |key: usize| push[key % push.len()];
    let corner = |x: usize, y: usize| {
        let inner = |n: usize| f64::from(u8::from(n > 0 && n < side));
        let key = (x * 31 + y) * 7;
        [
            100.0 + cell_width * (number(x) + inner(x) * 0.15 * pushed(key)),
            10.0 + cell_width * (number(y) + inner(y) * 0.15 * pushed(key + 1)),
        ]
    };
    let line = |from: (usize, usize), to: (usize, usize)| -> Vec<[f64; 2]> {
        let (a, b) = (corner(from.0, from.1), corner(to.0, to.1));
        let along = |step: usize| {
            let (share, off) = (number(step) / number(steps), cell_width * 0.05 * pushed(from.0 * 17 + from.1 * 5 + to.0 * 3 + step));
            // Nothing at the corners and little near them: sides that meet must not cross.
            let off = off * 4.0 * share * (1.0 - share);
            [
                a[0] + share * (b[0] - a[0]) - off * (b[1] - a[1]) / cell_width,
                a[1] + share * (b[1] - a[1]) + off * (b[0] - a[0]) / cell_width,
            ]
        };
        (0..steps).map(along).chain([b]).collect()
    };
    let cell = |place: usize| {
        let (x, y) = (place % side, place / side);
        let (mut north, mut west) = (line((x, y + 1), (x + 1, y + 1)), line((x, y), (x, y + 1)));
        north.reverse();
        west.reverse();
        let ring = [line((x, y), (x + 1, y)), line((x + 1, y), (x + 1, y + 1)), north, west].concat();
        land(&[Polygon::new(LineString(ring.into_iter().map(|[x, y]| coord! { x: x, y: y }).collect()), vec![])])
    };
    (0..side * side).map(cell).collect()
}

fn number(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap())
}

/// The edges that the rings of all shapes have at a zoom.
fn edges(shapes: &Shapes, zoom: u8) -> HashMap<(GridPoint, GridPoint), usize> {
    let level = shapes.pyramid().level(zoom);
    let mut edges = HashMap::new();
    for shape in 0..u32::try_from(shapes.len()).unwrap() {
        for (_, arcs) in shapes.rings(shape) {
            for arc in arcs {
                let runs = level.runs(arc.arc());
                let kept = runs
                    .flat_map(|run| run.points.iter().zip(run.importance).filter(|(_, least)| **least <= zoom).map(|(point, _)| *point));
                let mut points: Vec<GridPoint> = kept.collect();
                if arc.reversed() {
                    points.reverse();
                }
                points.windows(2).for_each(|pair| *edges.entry((pair[0], pair[1])).or_default() += 1);
            }
        }
    }
    edges
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neighbours_share_their_border_at_every_zoom(side in 1_usize..5, steps in 1_usize..40, push in proptest::collection::vec(-1.0..1.0_f64, 50)) {
        let lands = patchwork(side, steps, &push);
        let shapes = Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap();
        let whole = edges(&shapes, MAX_ZOOM);
        let outside: BTreeSet<GridPoint> =
            whole.keys().filter(|(a, b)| !whole.contains_key(&(*b, *a))).flat_map(|(a, b)| [*a, *b]).collect();
        for zoom in 0..=MAX_ZOOM {
            let edges = edges(&shapes, zoom);
            for ((a, b), times) in &edges {
                prop_assert_eq!(*times, 1);
                prop_assert!(edges.contains_key(&(*b, *a)) || (outside.contains(a) && outside.contains(b)), "zoom {}", zoom);
            }
        }
    }

    #[test]
    fn a_tile_within_a_coverage_is_filled_without_gap_or_overlap(
        steps in 1_usize..40, push in proptest::collection::vec(-1.0..1.0_f64, 50), zoom in 7_u8..16, at in (102.5..107.5_f64, 12.5..17.5_f64),
    ) {
        let bytes = tile(&[plain(&patchwork(4, steps, &push))], TileCoord::at(zoom, at.0, at.1).unwrap()).unwrap();
        let total: i64 = areas(&bytes).into_iter().flat_map(|(_, rings)| rings).sum();
        prop_assert_eq!(total, FULL);
    }
}

proptest! {
    #[test]
    fn a_polygon_with_a_hole_has_the_area_of_its_intersection_with_the_tile(
        radii in proptest::collection::vec(1.0..5.0_f64, 3..12), zoom in 4_u8..9, at in (101.0..109.0_f64, 11.0..19.0_f64),
    ) {
        let star = |shrink: f64| {
            let at = |(vertex, radius): (usize, &f64)| {
                let turn = std::f64::consts::TAU * number(vertex) / number(radii.len());
                coord! { x: 105.0 + shrink * radius * turn.cos(), y: 15.0 + shrink * radius * turn.sin() }
            };
            LineString(radii.iter().enumerate().map(at).collect())
        };
        let shape = land(&[Polygon::new(star(1.0), vec![star(0.5)])]);
        let coord = TileCoord::at(zoom, at.0, at.1).unwrap();
        let drawn: i64 = tile(&[plain(std::slice::from_ref(&shape))], coord).map_or(0, |bytes| areas(&bytes).into_iter().flat_map(|(_, rings)| rings).sum());
        let unit = f64::from(EXTENT) * f64::from(1_u32 << zoom);
        let origin = [f64::from(coord.x()) * f64::from(EXTENT), f64::from(coord.y()) * f64::from(EXTENT)];
        let placed = shape.map_coords(|at| {
            let [x, y] = mercator(at.x, at.y);
            coord! { x: x * unit - origin[0], y: y * unit - origin[1] }
        });
        let (low, high) = (-f64::from(BUFFER), f64::from(EXTENT + BUFFER));
        let expected = placed.intersection(&land(&[rect(low, low, high, high)])).unsigned_area();
        let full = (high - low).powi(2);
        // Each edge may move by the tolerance, 4 units, along at most the tile's diagonal; most do not move at all.
        let drawn = f64::from(i32::try_from(drawn).unwrap()) / 2.0;
        prop_assert!((drawn - expected).abs() < 0.004 * full, "{drawn} for {expected} of {full}");
    }
}

#[test]
fn outer_rings_turn_clockwise_and_holes_the_other_way_whatever_the_input() {
    let hole = rect(104.0, 14.0, 106.0, 16.0).exterior().clone();
    for reversed in [false, true] {
        let mut outer = rect(100.0, 10.0, 110.0, 20.0).exterior().clone();
        if reversed {
            outer.0.reverse();
        }
        let layer = plain(&[land(&[Polygon::new(outer, vec![hole.clone()])])]);
        let found = areas(&tile(&[layer], TileCoord::new(0, 0, 0).unwrap()).unwrap());
        assert_eq!(found.len(), 1);
        assert!(matches!(found[0].1[..], [outer, hole] if outer > 0 && hole < 0 && outer > -hole), "{found:?}");
    }
}

#[test]
fn a_tile_within_a_polygon_is_the_full_square_and_one_outside_is_empty() {
    let layer = plain(&[land(&[rect(100.0, 10.0, 110.0, 20.0)])]);
    for zoom in 8..=MAX_ZOOM {
        let within = tile(&[Arc::clone(&layer)], TileCoord::at(zoom, 105.0, 15.0).unwrap()).unwrap();
        assert_eq!(areas(&within), [(1, vec![FULL])], "zoom {zoom}");
        assert_eq!(tile(&[Arc::clone(&layer)], TileCoord::at(zoom, 95.0, 15.0).unwrap()), None, "zoom {zoom}");
    }
}

#[test]
fn a_tile_within_a_hole_shows_the_enclave_only() {
    let (hole, enclave) = (rect(104.0, 14.0, 106.0, 16.0), rect(104.0, 14.0, 106.0, 16.0));
    let around = Polygon::new(rect(100.0, 10.0, 110.0, 20.0).exterior().clone(), vec![hole.exterior().clone()]);
    let within = TileCoord::at(10, 105.0, 15.0).unwrap();
    assert_eq!(tile(&[plain(&[land(std::slice::from_ref(&around))])], within), None);
    let both = plain(&[land(&[around]), land(&[enclave])]);
    assert_eq!(areas(&tile(&[Arc::clone(&both)], within).unwrap()), [(2, vec![FULL])]);
    let edge = areas(&tile(&[both], TileCoord::at(10, 104.0, 15.0).unwrap()).unwrap());
    assert_eq!(edge.iter().flat_map(|(_, rings)| rings).sum::<i64>(), FULL, "{edge:?}");
}

#[test]
fn a_unit_too_small_for_its_outline_is_still_there_and_a_small_islet_is_not() {
    let (main, islet) = (rect(100.0, 10.0, 110.0, 20.0), rect(120.0, 10.0, 120.001, 10.001));
    let layer = plain(&[land(&[main, islet.clone()]), land(&[islet])]);
    let found = areas(&tile(&[layer], TileCoord::new(2, 3, 1).unwrap()).unwrap());
    assert!(matches!(&found[..], [(1, main), (2, islet)] if main.len() == 1 && islet[..] == [2]), "{found:?}");
}

#[test]
fn ids_and_attributes_are_read_back_as_they_were_given() {
    let shapes = Arc::new(Shapes::build(&[&land(&[rect(100.0, 10.0, 110.0, 20.0)])]).unwrap());
    let mut layer = LayerBuilder::new("communes", 0..=10, &["code", "area_km2", "rank", "urban", "parent_code"]);
    let set = layer.shapes(shapes);
    let values = |code| [Some(Value::Text(code)), Some(Value::Number(2.345_6)), Some(Value::Integer(-3)), Some(Value::Flag(true)), None];
    layer.feature(506_463_045_000, set, 0, &values("06463")).unwrap();
    layer.feature(u64::MAX, set, 0, &values("00004")).unwrap();
    assert!(layer.feature(1, set, 1, &values("x")).is_err() && layer.feature(1, set, 0, &[]).is_err());
    let bytes = tile(&[Arc::new(layer.build())], TileCoord::new(0, 0, 0).unwrap()).unwrap();
    let reader = MvtReaderRef::new(&bytes).unwrap();
    let layer = reader.layers().next().unwrap();
    assert_eq!((layer.name(), layer.version(), layer.extent(), layer.feature_count()), ("communes", 2, EXTENT, 2));
    assert_eq!(layer.keys(), ["code", "area_km2", "rank", "urban"], "only what is used");
    let features: Vec<_> = layer.features().collect();
    assert_eq!([features[0].id(), features[1].id()], [Some(506_463_045_000), Some(u64::MAX)]);
    let expected = [
        ("code", MvtValueRef::String("06463")),
        ("area_km2", MvtValueRef::Double(2.35)),
        ("rank", MvtValueRef::SInt(-3)),
        ("urban", MvtValueRef::Bool(true)),
    ];
    assert_eq!(features[0].properties_vec().unwrap(), expected);
}

#[test]
fn layers_come_in_their_order_and_only_at_their_zooms() {
    let shapes = Arc::new(Shapes::build(&[&land(&[rect(100.0, 10.0, 110.0, 20.0)])]).unwrap());
    let layer = |name: &str, zooms| {
        let mut layer = LayerBuilder::new(name, zooms, &[]);
        let set = layer.shapes(Arc::clone(&shapes));
        layer.feature(1, set, 0, &[]).unwrap();
        Arc::new(layer.build())
    };
    let layers = [layer("low", 0..=4), layer("all", 0..=22), layer("high", 5..=22)];
    let names = |zoom| -> Vec<String> {
        let bytes = tile(&layers, TileCoord::at(zoom, 105.0, 15.0).unwrap()).unwrap();
        MvtReaderRef::new(&bytes).unwrap().layers().map(|layer| layer.name().to_owned()).collect()
    };
    assert_eq!((names(4), names(5)), (vec!["low".to_owned(), "all".into()], vec!["all".to_owned(), "high".into()]));
}

#[test]
fn a_polygon_read_back_has_the_area_it_had() {
    let shape = polygon![(x: 105.0, y: 15.0), (x: 105.3, y: 15.1), (x: 105.2, y: 15.4), (x: 105.1, y: 15.2)];
    let bytes = tile(&[plain(&[land(std::slice::from_ref(&shape))])], TileCoord::at(6, 105.2, 15.2).unwrap()).unwrap();
    let reader = MvtReaderRef::new(&bytes).unwrap();
    let geometry = reader.layers().next().unwrap().features().next().unwrap().geometry().unwrap();
    let MvtGeometry::Polygon(read) = geometry else { panic!("{geometry:?}") };
    let tile_degrees = 360.0 / 64.0;
    let width = f64::from(EXTENT) / tile_degrees;
    let height = width / 15.2_f64.to_radians().cos();
    let area = read.map_coords(|at| coord! { x: f64::from(at.x), y: f64::from(at.y) }).unsigned_area();
    let expected = shape.unsigned_area() * width * height;
    assert!((area / expected - 1.0).abs() < 0.01, "{area} for {expected}");
}

#[test]
fn gdal_reads_a_tile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tile.mvt");
    let layer = plain(&[land(&[rect(100.0, 10.0, 110.0, 20.0)]), land(&[rect(110.0, 10.0, 112.0, 20.0)])]);
    std::fs::write(&path, tile(&[layer], TileCoord::new(0, 0, 0).unwrap()).unwrap()).unwrap();
    let Ok(output) = std::process::Command::new("ogrinfo").arg("-al").arg(format!("MVT:{}", path.display())).output() else {
        println!("skipped: `ogrinfo` is not installed; hint: apt-get install gdal-bin");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("Feature Count: 2") && text.contains("POLYGON"), "{text}");
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers of tiles and steps"
)]
#[test]
fn a_point_is_in_one_tile_alone_at_its_place() {
    let mut layer = LayerBuilder::new("names", 0..=MAX_ZOOM, &["name"]);
    for (id, lon, lat) in [(7, 106.76, 21.85), (8, 0.0, 0.0), (9, -180.0, 85.0)] {
        layer.point(id, lon, lat, &[Some(Value::Text("Đồng Mỏ"))]).unwrap();
    }
    let layers = [Arc::new(layer.build())];
    for zoom in [0, 3, 9, 14, 20] {
        let side = 1_u32 << zoom;
        let place = mercator(106.76, 21.85).map(|unit| unit * f64::from(side));
        let around = |value: f64| (value as u32).saturating_sub(1)..=(value as u32 + 1).min(side - 1);
        let tiles = around(place[0]).flat_map(|x| around(place[1]).map(move |y| (x, y)));
        let found: Vec<(u32, u32, Vec<[i64; 2]>)> = tiles
            .flat_map(|(x, y)| {
                let bytes = tile(&layers, TileCoord::new(zoom, x, y).unwrap()).unwrap_or_default();
                let sevenths = if bytes.is_empty() { Vec::new() } else { rings(&bytes) };
                sevenths.into_iter().filter(|(id, _)| *id == 7).map(move |(_, points)| (x, y, points.concat())).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(found.len(), 1, "zoom {zoom}");
        let (x, y, points) = &found[0];
        let expected = [(place[0] - f64::from(*x)) * f64::from(EXTENT), (place[1] - f64::from(*y)) * f64::from(EXTENT)];
        assert!(
            (points[0][0] as f64 - expected[0]).abs() <= 1.0 && (points[0][1] as f64 - expected[1]).abs() <= 1.0,
            "{points:?} {expected:?}"
        );
    }
}
