//! Shapes drawn once for each low zoom. A tile that holds all of a shape draws the same as any other such tile, but for the place where
//! it begins: commands are steps (MVT 2.1, 4.3.2), and tile corners are whole units of the map.

use super::coord::index;
use super::outline::{Outline, View};
use super::shapes::{Shapes, span};
use super::sketch::{unzigzag, varint};
use super::valid::Unit;
use rayon::prelude::*;

/// Up to this zoom: above it no tile holds many shapes.
const TOP: u8 = 6;
/// Sets of fewer shapes are drawn fast enough.
const LEAST: usize = 256;

/// The shapes of a set, zoom by zoom; at some 50 bytes a shape and zoom.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    zooms: Vec<Drawn>,
}

/// The shapes at one zoom.
#[derive(Debug, Default)]
struct Drawn {
    /// Where each shape begins, in units of the zoom from the north-west corner of the map.
    begins: Vec<Unit>,
    /// The commands after that, and where those of each shape end.
    commands: Vec<u8>,
    ends: Vec<u32>,
}

impl Drawings {
    /// Draws the shapes of a set, if there are many.
    pub fn of(shapes: &Shapes) -> Self {
        let zooms = if shapes.len() < LEAST { 0..0 } else { 0..TOP + 1 };
        Self { zooms: zooms.map(|zoom| Drawn::of(shapes, zoom)).collect() }
    }

    /// Where a shape begins at a zoom, in units of the zoom from the north-west corner of the map, and the commands after that; `None` where it
    /// was not drawn.
    pub fn drawing(&self, zoom: u8, shape: u32) -> Option<(Unit, &[u8])> {
        let drawn = self.zooms.get(usize::from(zoom))?;
        let commands = &drawn.commands[span(&drawn.ends, shape as usize)];
        (!commands.is_empty()).then(|| (drawn.begins[shape as usize], commands))
    }

    /// Memory taken, in bytes.
    pub fn bytes(&self) -> usize {
        self.zooms.iter().map(|drawn| drawn.commands.len() + drawn.begins.len() * (size_of::<Unit>() + size_of::<u32>())).sum()
    }
}

impl Drawn {
    fn of(shapes: &Shapes, zoom: u8) -> Self {
        let view = View::of_map(zoom);
        let numbers: Vec<u32> = (0..index(shapes.len())).collect();
        let parts: Vec<Self> = numbers.par_chunks(LEAST).map(|some| Self::some(shapes, some, &view)).collect();
        let mut all = Self::default();
        for part in parts {
            let before = index(all.commands.len());
            all.begins.extend(part.begins);
            all.commands.extend(part.commands);
            all.ends.extend(part.ends.into_iter().map(|end| before + end));
        }
        all.commands.shrink_to_fit();
        all
    }

    fn some(shapes: &Shapes, some: &[u32], view: &View) -> Self {
        let (mut drawn, mut outline) = (Self::default(), Outline::default());
        for shape in some {
            let (begin, rest) = outline.draw(shapes, *shape, view).and_then(parted).unwrap_or_default();
            drawn.begins.push(begin);
            drawn.commands.extend_from_slice(rest);
            drawn.ends.push(index(drawn.commands.len()));
        }
        drawn
    }
}

/// The first position, and what follows the command that moves there.
fn parted(mut commands: &[u8]) -> Option<(Unit, &[u8])> {
    varint(&mut commands)?;
    let mut step = || i32::try_from(unzigzag(varint(&mut commands)?)).ok();
    Some(([step()?, step()?], commands))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::TileCoord;
    use geo::{Coord, LineString, MultiPolygon, Polygon};
    use proptest::prelude::*;

    /// Stars of all sizes, some with a hole, some in several parts.
    fn stars(numbers: &[(f64, f64, f64, u8)]) -> Vec<MultiPolygon<f64>> {
        let star = |(lon, lat): (f64, f64), radius: f64, points: u8| {
            let at = |place: u8| {
                let turn = std::f64::consts::TAU * f64::from(place) / f64::from(points);
                let far = radius * if place.is_multiple_of(2) { 1.0 } else { 0.4 };
                Coord { x: lon + far * turn.cos(), y: lat + far * turn.sin() }
            };
            LineString((0..points).map(at).collect())
        };
        let shape = |&(lon, lat, size, kind): &(f64, f64, f64, u8)| {
            let radius = 10_f64.powf(size);
            let holes = if kind.is_multiple_of(3) { vec![star((lon, lat), radius / 5.0, 8)] } else { vec![] };
            let more = (kind % 4 == 1).then(|| Polygon::new(star((lon + 3.0 * radius, lat), radius, 3 + kind), vec![]));
            MultiPolygon([Polygon::new(star((lon, lat), radius, 4 + kind), holes)].into_iter().chain(more).collect())
        };
        let few: Vec<_> = numbers.iter().map(shape).collect();
        let copies = LEAST.div_ceil(few.len());
        (0..copies).flat_map(|_| few.clone()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_was_drawn_before_is_what_a_tile_would_draw(
            numbers in proptest::collection::vec((100.0..112.0_f64, 8.0..24.0_f64, -4.0..0.5_f64, 0_u8..40), 1..12), zoom in 0..=TOP + 1,
        ) {
            let lands = stars(&numbers);
            let shapes = Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap();
            let (mut fast, mut slow) = (Outline::default(), Outline::default());
            for (shape, (lon, lat, ..)) in (0..).zip(&numbers) {
                let view = View::of(TileCoord::at(zoom, *lon, *lat).unwrap());
                let expected = slow.draw(&shapes, shape, &view.without_drawings()).map(<[u8]>::to_vec);
                prop_assert_eq!(fast.draw(&shapes, shape, &view).map(<[u8]>::to_vec), expected);
            }
        }
    }

    #[test]
    fn few_shapes_are_not_drawn_before_they_are_asked_for() {
        let lands = stars(&[(105.0, 15.0, -1.0, 5)]);
        let many = Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap();
        let few = Shapes::build(&[&lands[0]]).unwrap();
        assert!(many.drawing(TOP, 0).is_some() && many.drawing(TOP + 1, 0).is_none() && few.drawing(TOP, 0).is_none());
    }
}
