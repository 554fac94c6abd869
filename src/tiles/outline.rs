//! A shape in one tile: its vertices for the zoom, clipped, on integer units, as MVT geometry commands (4.3).
//!
//! What is drawn is valid (see [`super::valid`]). A unit never vanishes: where all its rings have collapsed at a zoom, the box of its greatest ring is drawn instead,
//! at least one unit wide and high, or, where that ring is long and thin, the ring with more vertices. Other rings that have collapsed are left out.

use super::clip::{Clipper, HIGH, LOW, Place};
use super::coord::{Frame, GridBox, GridPoint, MAX_ZOOM, TileCoord};
use super::encode::{MOVE_TO_ONCE, put_varint, zigzag};
use super::pyramid::{Level, Run};
use super::shapes::{Ring, Shapes};
use super::valid::{Rings, Unit, doubled_area};

/// A greatest ring up to this many units (one pixel of a 512-pixel tile) is drawn as its box when it has collapsed.
const PIXEL: i32 = 8;
/// One up to this many units is drawn with the vertices of a finer zoom.
const THIN: i32 = 16 * PIXEL;
/// So many zooms finer at most: vertices that lie a quarter of a unit off count then.
const FINER: u8 = 4;

/// What a tile shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    zoom: u8,
    /// The tile with its buffer.
    pub area: GridBox,
    frame: Frame,
    /// The first and the last unit that is drawn.
    limits: [i32; 2],
    /// Where shapes drawn before can be used.
    ready: Option<Ready>,
}

/// Where in a tile shapes can be used that were drawn before.
#[derive(Debug, Clone, Copy)]
struct Ready {
    /// What no rounding moves out of the tile.
    inner: GridBox,
    /// The north-west corner of the tile, in its units from that of the map.
    corner: Unit,
}

impl View {
    /// What that tile shows.
    pub fn of(tile: TileCoord) -> Self {
        let ready = tile.inner_box().map(|inner| Ready { inner, corner: tile.corner() });
        Self { zoom: tile.detail(), area: tile.grid_box(), frame: tile.frame(), limits: [LOW, HIGH], ready }
    }

    /// All of the map in units of the tiles of a zoom, nothing cut off.
    pub fn of_map(zoom: u8) -> Self {
        Self { zoom, area: GridBox::ALL, frame: Frame::of_map(zoom), limits: [i32::MIN, i32::MAX - 1], ready: None }
    }

    /// The same, drawn anew.
    #[cfg(test)]
    pub const fn without_drawings(self) -> Self {
        Self { ready: None, ..self }
    }

    /// A square of the map, with the detail of a zoom.
    pub const fn new(zoom: u8, area: GridBox, frame: Frame) -> Self {
        Self { zoom, area, frame, limits: [LOW, HIGH], ready: None }
    }

    fn holds(&self, bounds: GridBox) -> bool {
        self.area.join(bounds) == self.area
    }
}

/// Draws one shape after the other, reusing its memory.
#[derive(Debug, Default)]
pub(super) struct Outline {
    clipper: Clipper,
    ring: Vec<Unit>,
    rings: Rings,
    commands: Vec<u8>,
    cursor: Unit,
}

impl Outline {
    /// The geometry of a shape in a tile as packed commands; `None` when nothing of it is there.
    pub fn draw(&mut self, shapes: &Shapes, shape: u32, view: &View) -> Option<&[u8]> {
        self.commands.clear();
        self.cursor = [0, 0];
        if let Some(ready) = view.ready.filter(|ready| ready.inner.join(shapes.bounds_of(shape)) == ready.inner)
            && let Some((begin, rest)) = shapes.drawing(view.zoom, shape)
        {
            self.commands.push(MOVE_TO_ONCE);
            step(&mut self.commands, ready.corner, begin);
            self.commands.extend_from_slice(rest);
            return Some(&self.commands);
        }
        self.draw_anew(shapes, shape, view);
        (!self.commands.is_empty()).then_some(&self.commands)
    }

    fn draw_anew(&mut self, shapes: &Shapes, shape: u32, view: &View) {
        self.rings.clear();
        let level = shapes.pyramid().level(view.zoom);
        let mut has_exterior = false;
        for (ring, arcs) in shapes.rings(shape) {
            has_exterior &= !ring.exterior;
            if !(ring.exterior || has_exterior) || !ring.bounds.touches(view.area) {
                continue;
            }
            self.trace(level, ring, arcs, view);
            if self.ring.len() >= 3 && doubled_area(&self.ring) != 0 {
                self.rings.push(&self.ring, ring.exterior);
                has_exterior = true;
            }
        }
        self.write_rings();
        if self.commands.is_empty() {
            self.stand_in(shapes, shape, view);
        }
    }

    fn write_rings(&mut self) {
        let (commands, cursor) = (&mut self.commands, &mut self.cursor);
        self.rings.each_valid(&mut |ring| write(commands, cursor, ring));
    }

    /// Fills `ring` with the vertices of a ring that count at the zoom.
    fn trace(&mut self, level: &Level, ring: &Ring, arcs: &[super::arcs::ArcUse], view: &View) {
        self.ring.clear();
        if view.holds(ring.bounds) {
            let (out, frame) = (&mut self.ring, view.frame);
            walk(level, arcs, view, &mut |point| append(out, frame.place(point)));
        } else {
            self.clipper.start();
            let (clipper, frame) = (&mut self.clipper, view.frame);
            walk(level, arcs, view, &mut |point| clipper.push(frame.place(point)));
            let out = &mut self.ring;
            self.clipper.finish().iter().for_each(|place| append(out, *place));
        }
        while self.ring.len() > 1 && self.ring.first() == self.ring.last() {
            self.ring.pop();
        }
    }

    /// Draws the greatest ring of a shape that is too small for its own outline: its box, or, if it is long and thin, more of its
    /// vertices than the zoom has.
    fn stand_in(&mut self, shapes: &Shapes, shape: u32, view: &View) {
        let greatest = shapes.rings(shape).filter(|(ring, _)| ring.exterior).max_by_key(|(ring, _)| {
            let [width, height] = [0, 1].map(|axis| {
                let [min, max] = [ring.bounds.min, ring.bounds.max].map(|corner| [corner.x, corner.y][axis]);
                max.abs_diff(min)
            });
            u64::from(width) * u64::from(height)
        });
        let Some((ring, arcs)) = greatest.filter(|(ring, _)| ring.bounds.touches(view.area)) else { return };
        let [min, max] = [ring.bounds.min, ring.bounds.max].map(|corner| view.frame.place(corner).map(units));
        let longest = (max[0].saturating_sub(min[0])).max(max[1].saturating_sub(min[1]));
        if longest <= PIXEL {
            let [low, high] = view.limits;
            let from = min.map(|value| value.clamp(low, high - 1));
            let to = [0, 1].map(|axis| max[axis].clamp(from[axis] + 1, high));
            write(&mut self.commands, &mut self.cursor, &[from, [to[0], from[1]], to, [from[0], to[1]]]);
        } else if longest <= THIN {
            for zoom in view.zoom + 1..=(view.zoom + FINER).min(MAX_ZOOM) {
                self.trace(shapes.pyramid().level(zoom), ring, arcs, &View { zoom, ..*view });
                self.rings.clear();
                if self.ring.len() >= 3 && doubled_area(&self.ring) != 0 {
                    self.rings.push(&self.ring, true);
                    self.write_rings();
                }
                if !self.commands.is_empty() {
                    return;
                }
            }
        }
    }
}

/// `MoveTo`, `LineTo`, `ClosePath` (MVT 2.1, 4.3.3).
fn write(commands: &mut Vec<u8>, cursor: &mut Unit, ring: &[Unit]) {
    let Some((first, rest)) = ring.split_first() else { return };
    commands.push(MOVE_TO_ONCE);
    *cursor = step(commands, *cursor, *first);
    put_varint(commands, (rest.len() as u64) << 3 | 2);
    for unit in rest {
        *cursor = step(commands, *cursor, *unit);
    }
    commands.push(1 << 3 | 7);
}

/// Passes on the vertices of a ring that count at the zoom. Of a block outside of the tile only the first and the
/// last of them: what lies between is beyond the same side.
fn walk(level: &Level, arcs: &[super::arcs::ArcUse], view: &View, sink: &mut impl FnMut(GridPoint)) {
    for arc in arcs {
        if arc.reversed() {
            level.runs(arc.arc()).rev().for_each(|run| pass(run.bounds, kept(&run, view.zoom).rev(), view, sink));
        } else {
            level.runs(arc.arc()).for_each(|run| pass(run.bounds, kept(&run, view.zoom), view, sink));
        }
    }
}

fn kept<'a>(run: &Run<'a>, zoom: u8) -> impl DoubleEndedIterator<Item = GridPoint> + use<'a> {
    run.points.iter().zip(run.importance).filter(move |(_, least)| **least <= zoom).map(|(point, _)| *point)
}

fn pass(bounds: GridBox, mut points: impl DoubleEndedIterator<Item = GridPoint>, view: &View, sink: &mut impl FnMut(GridPoint)) {
    if bounds.touches(view.area) {
        points.for_each(sink);
    } else {
        points.next().into_iter().for_each(&mut *sink);
        points.next_back().into_iter().for_each(sink);
    }
}

/// The nearest whole unit. Truncation after a shift is several times faster than `round`.
#[expect(clippy::cast_possible_truncation, reason = "positions in or near a tile; farther ones saturate")]
fn units(value: f64) -> i32 {
    const SHIFT: i32 = 1 << 24;
    ((value + f64::from(SHIFT) + 0.5) as i32).saturating_sub(SHIFT)
}

fn append(ring: &mut Vec<Unit>, place: Place) {
    let unit = place.map(units);
    if ring.last() != Some(&unit) {
        ring.push(unit);
    }
}

fn step(out: &mut Vec<u8>, from: Unit, to: Unit) -> Unit {
    put_varint(out, zigzag(i64::from(to[0] - from[0])));
    put_varint(out, zigzag(i64::from(to[1] - from[1])));
    to
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Coord, LineString, MultiPolygon, Polygon};
    use proptest::prelude::*;

    /// A star around 105° E, 15° N with so many vertices, its radius varying with the numbers.
    fn star(vertices: u32, radii: &[f64]) -> MultiPolygon<f64> {
        let at = |(vertex, radius): (u32, &f64)| {
            let turn = std::f64::consts::TAU * f64::from(vertex) / f64::from(vertices);
            Coord { x: 105.0 + radius * turn.cos(), y: 15.0 + radius * turn.sin() }
        };
        MultiPolygon(vec![Polygon::new(LineString((0..vertices).zip(radii.iter().cycle()).map(at).collect()), vec![])])
    }

    proptest! {
        #[test]
        fn passing_over_far_blocks_does_not_change_what_is_drawn(
            vertices in 3_u32..3000, radii in proptest::collection::vec(0.2..1.0_f64, 1..90), zoom in 3_u8..14, at in (104.0..106.0_f64, 14.0..16.0_f64),
        ) {
            let shapes = Shapes::build(&[&star(vertices, &radii)]).unwrap();
            let view = View::of(TileCoord::at(zoom, at.0, at.1).unwrap());
            let level = shapes.pyramid().level(zoom);
            let (ring, arcs) = shapes.rings(0).next().unwrap();
            let mut outline = Outline::default();
            outline.trace(level, ring, arcs, &view);
            let mut clipper = Clipper::default();
            clipper.start();
            for run in level.runs(0) {
                kept(&run, zoom).for_each(|point| clipper.push(view.frame.place(point)));
            }
            let mut whole = Vec::new();
            clipper.finish().iter().for_each(|place| append(&mut whole, *place));
            prop_assert_eq!(doubled_area(&outline.ring).abs(), doubled_area(&whole).abs());
        }
    }

    #[test]
    fn units_are_the_nearest_whole_numbers_on_both_sides_of_zero() {
        assert_eq!([-64.0, -0.6, -0.4, 0.4, 0.6, 4160.0].map(units), [-64, -1, 0, 0, 1, 4160]);
    }

    #[test]
    fn the_commands_are_those_of_the_specification() {
        // MVT 2.1, 4.3.5.5, the example of a polygon.
        let (mut commands, ring) = (Vec::new(), [[3, 6], [8, 12], [20, 34]]);
        write(&mut commands, &mut [0, 0], &ring);
        assert_eq!(commands, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
        assert!(doubled_area(&ring) > 0);
    }
}
