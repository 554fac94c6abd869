//! How much of a base lies under plans, measured without making the common shape: a line sweeps from west to east over all borders
//! and, wherever the land beside a border changes from counted to not counted, adds or takes away the area under that piece of it.
//!
//! Between two of its stops the line crosses the borders in one order from south to north; going up, it is known of every strip
//! between two borders which shapes it lies in. Strips tile the plane whatever the borders do, so borders that coincide, touch or
//! nearly coincide need no tolerance and no exact arithmetic: two that are taken in the wrong order have a strip without area
//! between them. Most stops are at a vertex where a border only goes on, and there nothing changes sides.
//! (Sweep line: Bentley & Ottmann 1979; here the lines between are kept in a plain list, since few cross a commune at once.)
//!
//! Parts in reading order: `chains` (borders cut to a window, as runs from west to east), `line` (one border under the
//! sweep), `run` (the sweep).

mod chains;
mod line;
mod run;
#[cfg(test)]
mod tests;

use geo::{Contains, Coord, Rect};

use crate::domain::Land;
use crate::snapshot::{Shape, UnderEdges};
use chains::Chains;
use run::Sweep;

/// More points than this are swept in two halves, since a long line meets many borders at every stop.
const MOST_POINTS: usize = 40_000;
/// More looks at lines than this make a sweep in two halves better: each stop looks at all lines there, and lines that cross each other
/// again and again make many stops. A commune takes some ten thousand.
const MOST_LOOKS: usize = 20_000_000;
/// Halves are not made narrower than this: a metre (degrees).
const LEAST_WIDTH: f64 = 1e-5;
/// Around the land that matters, so that cutting there makes no border that counts: some 0.1 m (degrees).
const MARGIN: f64 = 1e-6;

/// A shape over the base.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region<'a> {
    pub(super) land: &'a Land,
    pub(super) bounds: Rect,
    /// The plan it belongs to: those in force come first.
    pub(super) part: usize,
    /// Land that the plan does not have, though another shape of it lies there.
    pub(super) cut: bool,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    /// The base under parts in force.
    pub(super) covered_km2: f64,
    /// The base under parts of both sorts.
    pub(super) either_km2: f64,
    /// Whether parts in force, and parts of both sorts, lie over all of the base.
    pub(super) all: [bool; 2],
    /// Of each part, roughly and up to what was asked for, the area it has in common with the base.
    pub(super) common_km2: Vec<f64>,
}

/// What is asked of a sweep.
#[derive(Debug, Clone, Copy)]
struct Asked {
    enough_km2: f64,
    parts_only: bool,
    most_looks: usize,
}

/// Measures the base under parts, of which the first `in_force` are in force. The common area of a part is only followed until it
/// exceeds `enough_km2`. With `parts_only`, nothing but that is measured.
pub(super) fn measure(base: Shape<'_>, regions: &[Region<'_>], parts: [usize; 2], enough_km2: f64, parts_only: bool) -> Measured {
    // Of a part without regions nothing is asked.
    let mut common_km2 = vec![f64::INFINITY; parts[0] + parts[1]];
    regions.iter().for_each(|region| common_km2[region.part] = 0.0);
    let mut measured = Measured { covered_km2: 0.0, either_km2: 0.0, all: [false, false], common_km2 };
    let Some(window) = window(&base.facts.bounds, regions) else { return measured };
    measured.all = [window.contains(&base.facts.bounds) && !parts_only; 2];
    let under = UnderEdges::between(window.min().y, window.max().y);
    let mut open = vec![window];
    while let Some(window) = open.pop() {
        let chains = Chains::of(base.land, regions, &window);
        let least = window.width().max(window.height()) <= LEAST_WIDTH;
        let before = measured.clone();
        let asked = Asked { enough_km2, parts_only, most_looks: if least { usize::MAX } else { MOST_LOOKS } };
        let too_large = chains.points() > MOST_POINTS && !least;
        if too_large || !Sweep::new(&chains, regions, parts[0], &under, asked, &mut measured).run() {
            measured = before;
            open.extend(halves(&window));
        }
    }
    if parts[1] == 0 {
        (measured.either_km2, measured.all[1]) = (measured.covered_km2, measured.all[0]);
    }
    // Without its sign, as the area of a ring is taken: a sliver with long edges may lie the other way round on the ellipsoid.
    let within = |km2: f64, all: bool, least: f64| if all { base.facts.area_km2 } else { km2.abs().max(least).min(base.facts.area_km2) };
    measured.covered_km2 = within(measured.covered_km2, measured.all[0], 0.0);
    measured.either_km2 = within(measured.either_km2, measured.all[1], measured.covered_km2);
    measured
}

/// Around all land that the base and regions can have in common; `None` if there is none.
fn window(base: &Rect, regions: &[Region<'_>]) -> Option<Rect> {
    let corner = |rect: &Rect, least: bool| if least { rect.min() } else { rect.max() };
    let lowest = |a: Coord, b: Coord| Coord { x: a.x.min(b.x), y: a.y.min(b.y) };
    let highest = |a: Coord, b: Coord| Coord { x: a.x.max(b.x), y: a.y.max(b.y) };
    let low = regions.iter().map(|region| corner(&region.bounds, true)).reduce(lowest)?;
    let high = regions.iter().map(|region| corner(&region.bounds, false)).reduce(highest)?;
    let (low, high) = (highest(low, base.min()), lowest(high, base.max()));
    let margin = Coord { x: MARGIN, y: MARGIN };
    (low.x <= high.x && low.y <= high.y).then(|| Rect::new(low - margin, high + margin))
}

fn halves(window: &Rect) -> [Rect; 2] {
    let (min, max, centre) = (window.min(), window.max(), window.center());
    let at = |x: f64, y: f64| Coord { x, y };
    if window.width() > window.height() {
        [Rect::new(min, at(centre.x, max.y)), Rect::new(at(centre.x, min.y), max)]
    } else {
        [Rect::new(min, at(max.x, centre.y)), Rect::new(at(min.x, centre.y), max)]
    }
}
