//! Shapes for drawing by ourselves: what a tile would hold, for a window that need not be a tile.
//!
//! A window is a square of the map with the grid of a tile laid over it, so the same levels of detail, the same clipping and the same
//! smallest shapes are in a picture as in the tiles; and it has no inner edges, so nothing is cut where two tiles would meet.

use super::coord::{EXTENT, Frame, GridBox, MAX_ZOOM};
use super::outline::View;
use super::{TileCoord, Value};

/// A square of the map.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub(super) view: View,
    /// Half as wide again on each side: names of places that are near.
    pub(super) around: GridBox,
    pub(super) frame: Frame,
}

impl Window {
    /// The window whose north-west corner and side are given on the unit square of web Mercator, with the detail of a zoom.
    #[must_use]
    pub fn new([west, north]: [f64; 2], side: f64, zoom: u8) -> Self {
        let frame = Frame::of_square(west, north, side);
        let area = GridBox::of_square(west, north, side, f64::from(super::BUFFER) / f64::from(EXTENT));
        Self { view: View::new(zoom.min(MAX_ZOOM), area, frame), around: GridBox::of_square(west, north, side, 0.5), frame }
    }

    /// The window of a tile, so many levels of detail finer.
    #[must_use]
    pub fn of(tile: TileCoord, finer: u8) -> Self {
        let side = 1.0 / f64::from(1_u32 << tile.z());
        Self::new([f64::from(tile.x()) * side, f64::from(tile.y()) * side], side, tile.z().saturating_add(finer))
    }
}

/// A feature in a window. Positions are in units of a tile, [`EXTENT`] along a side, (0, 0) in the north-west.
#[derive(Debug)]
pub struct Sketch<'a> {
    /// The feature's number.
    pub id: u64,
    /// Its attributes: those that have a value.
    pub attributes: Vec<(&'a str, Value<'a>)>,
    /// Its rings, outer ones clockwise on the map, holes the other way.
    pub rings: Vec<Vec<[f32; 2]>>,
    /// Where it is, if it is a point.
    pub point: Option<[f64; 2]>,
}

/// The rings of packed commands (MVT 2.1, 4.3), as `outline` writes them.
#[expect(clippy::cast_precision_loss, reason = "units of a tile are below 2^13")]
pub(super) fn rings(mut commands: &[u8]) -> Vec<Vec<[f32; 2]>> {
    let (mut rings, mut cursor) = (Vec::new(), [0_i64; 2]);
    while let Some(command) = varint(&mut commands) {
        match command & 7 {
            1 => rings.push(Vec::new()),
            2 => {}
            _ => continue,
        }
        for _ in 0..command >> 3 {
            for axis in &mut cursor {
                *axis += varint(&mut commands).map_or(0, unzigzag);
            }
            if let Some(ring) = rings.last_mut() {
                ring.push(cursor.map(|axis| axis as f32));
            }
        }
    }
    rings
}

/// Takes a base-128 number off the front.
pub(super) fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f).checked_shl(shift)?;
        if first & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

pub(super) const fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::{LayerBuilder, Shapes};
    use geo::{MultiPolygon, polygon};
    use std::sync::Arc;

    #[test]
    fn commands_are_read_as_the_specification_has_them() {
        // MVT 2.1, 4.3.5.5, the example of a polygon.
        assert_eq!(rings(&[9, 6, 12, 18, 10, 12, 24, 44, 15]), [vec![[3.0, 6.0], [8.0, 12.0], [20.0, 34.0]]]);
        assert_eq!([0, -1, 1, -2, i64::MAX, i64::MIN].map(super::super::encode::zigzag).map(unzigzag), [0, -1, 1, -2, i64::MAX, i64::MIN]);
    }

    #[test]
    fn a_window_shows_what_lies_in_it_with_its_attributes() {
        let square = |west: f64| {
            MultiPolygon(vec![polygon![(x: west, y: 0.0), (x: west + 1.0, y: 0.0), (x: west + 1.0, y: 1.0), (x: west, y: 1.0)]])
        };
        let shapes = Arc::new(Shapes::build(&[&square(0.0), &square(100.0)]).unwrap());
        let mut builder = LayerBuilder::new("squares", 0..=4, &["name", "percent", "absent", "whole", "flag"]);
        let set = builder.shapes(shapes);
        for (shape, name) in ["Đây", "Xa"].into_iter().enumerate() {
            let values = [Some(Value::Text(name)), Some(Value::Number(12.5)), None, Some(Value::Integer(-3)), Some(Value::Flag(true))];
            builder.feature(7 + shape as u64, set, shape, &values).unwrap();
        }
        let layer = builder.build();
        // A window of two degrees, its middle half the square.
        let window = Window::new([0.5 - 0.5 / 360.0, 0.5 - 1.5 / 360.0], 2.0 / 360.0, 12);
        let mut found = Vec::new();
        layer.sketch(&window, &mut |sketch| {
            found.push((
                sketch.id,
                sketch.attributes.iter().map(|(key, value)| format!("{key}={value:?}")).collect::<Vec<_>>(),
                sketch.rings,
            ));
        });
        assert_eq!(found.len(), 1);
        let (id, attributes, rings) = found.remove(0);
        assert_eq!(id, 7);
        assert_eq!(attributes, ["name=Text(\"Đây\")", "percent=Number(12.5)", "whole=Integer(-3)", "flag=Flag(true)"]);
        let [west, east] = [f32::min, f32::max].map(|pick| rings[0].iter().map(|at| at[0]).reduce(pick).unwrap());
        assert_eq!((rings.len(), west, east), (1, 1024.0, 3072.0));
    }
}
