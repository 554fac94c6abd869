//! Borders as runs of edges from west to east, each with the land beside it, cut to a window.

use geo::{Coord, LineString, Rect};

use super::Region;
use crate::coverage::clip::clip_ring;
use crate::domain::Land;

/// Edges that follow each other from west to east.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    /// Where its points are in the list of all.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whose border it is: 0 is the base, then the regions by number.
    pub(super) owner: u32,
    /// 1 where the owner's land lies north of it, -1 where south.
    pub(super) side: i32,
}

/// The borders of everything, chains in the order of their western ends.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pub(super) points: Vec<Coord>,
    pub(super) chains: Vec<Chain>,
}

impl Chains {
    pub(super) fn of(base: &Land, regions: &[Region<'_>], window: &Rect) -> Self {
        let mut all = Self::default();
        let mut scratch = Vec::new();
        for (owner, land) in (0..).zip(std::iter::once(base).chain(regions.iter().map(|region| region.land))) {
            for polygon in land {
                all.add(polygon.exterior(), owner, false, window, &mut scratch);
                polygon.interiors().iter().for_each(|ring| all.add(ring, owner, true, window, &mut scratch));
            }
        }
        let west = |chain: &Chain| all.points[chain.first as usize].x;
        all.chains.sort_by(|a, b| west(a).total_cmp(&west(b)));
        all
    }

    pub(super) fn points(&self) -> usize {
        self.points.len()
    }

    fn add(&mut self, ring: &LineString, owner: u32, hole: bool, window: &Rect, scratch: &mut Vec<Coord>) {
        // Land lies on the left of a ring that runs counterclockwise, and of a hole that runs clockwise.
        let land_on_left = (doubled_area(&ring.0) >= 0.0) != hole;
        let Some(points) = clip_ring(ring, window, scratch) else { return };
        let Some(start) = turning_point(points) else { return };
        let rotated = points[start..].iter().chain(&points[..=start]).copied();
        let mut run: Option<Run> = None;
        let mut before = points[start];
        for point in rotated.skip(1) {
            if point == before {
                continue;
            }
            let east = if point.x == before.x { None } else { Some(point.x > before.x) };
            match (&run, east) {
                (Some(open), Some(east)) if open.east == east => {}
                _ => {
                    self.close(run.as_ref());
                    run = east.map(|east| Run { east, owner, side: if east == land_on_left { 1 } else { -1 }, first: self.points.len() });
                    if run.is_some() {
                        self.points.push(before);
                    }
                }
            }
            if run.is_some() {
                self.points.push(point);
            }
            before = point;
        }
        self.close(run.as_ref());
    }

    fn close(&mut self, run: Option<&Run>) {
        let Some(&Run { east, owner, side, first }) = run else { return };
        if !east {
            self.points[first..].reverse();
        }
        // Inputs are limited to far fewer points than these numbers can count.
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        self.chains.push(Chain { first: number(first), last: number(self.points.len() - 1), owner, side });
    }
}

/// A chain that is being read, from its first point on.
struct Run {
    east: bool,
    owner: u32,
    side: i32,
    first: usize,
}

/// A point of an open ring at which a run begins, so that none is cut in two where the ring starts; `None` without any extent.
fn turning_point(ring: &[Coord]) -> Option<usize> {
    let count = ring.len();
    let westmost = (0..count).min_by(|&a, &b| ring[a].x.total_cmp(&ring[b].x))?;
    ring.iter().any(|point| point.x != ring[westmost].x).then_some(westmost)
}

fn doubled_area(ring: &[Coord]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let cross = |pair: &[Coord]| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y);
    ring.windows(2).map(cross).sum()
}
