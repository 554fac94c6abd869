//! One border under the sweep.

use std::cmp::Ordering;

use geo::Coord;

use super::Region;
use super::chains::{Chain, Chains};

/// The edge of a chain that the sweep is at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    from: Coord,
    pub(super) to: Coord,
    pub(super) slope: f64,
    /// Its latitude where the strip begins in the west, and where it ends in the east.
    pub(super) west: f64,
    pub(super) east: f64,
    /// The number of its eastern point, and that of the chain's last.
    next: u32,
    last: u32,
    pub(super) owner: u32,
    pub(super) side: i32,
    /// The order of lines that lie on each other. Land begins before other land ends, so that no gap is seen between; the border of
    /// the base lies where the counted land is, so that it is counted in one piece though the plans along it change.
    pub(super) rank: i32,
    /// How the land changes here, going north, in what counts as in force and in what counts as either sort: 1 where counted land
    /// begins, -1 where it ends.
    pub(super) roles: [i8; 2],
    /// From where on the edge has had each role.
    pub(super) since: [Coord; 2],
}

impl Line {
    pub(super) fn first_of(chain: &Chain, chains: &Chains, regions: &[Region<'_>]) -> Self {
        let from = chains.points[chain.first as usize];
        let Chain { owner, side, last, first: next } = *chain;
        let region = (owner as usize).checked_sub(1).map(|number| regions[number]);
        let rank = region.map_or(2 * side, |region| if region.cut { side } else { -side });
        let mut line =
            Self { from, to: from, slope: 0.0, west: from.y, east: from.y, next, last, owner, side, rank, roles: [0, 0], since: [from; 2] };
        line.go_on(chains);
        line
    }

    /// Goes on to the next edge; false at the end of the chain.
    pub(super) fn go_on(&mut self, chains: &Chains) -> bool {
        if self.next == self.last {
            return false;
        }
        self.next += 1;
        self.from = self.to;
        self.to = chains.points[self.next as usize];
        self.slope = (self.to.y - self.from.y) / (self.to.x - self.from.x);
        self.west = self.from.y;
        self.since = [self.from; 2];
        true
    }

    /// The order of lines that begin at one longitude.
    pub(super) fn north_of(&self, other: &Self) -> Ordering {
        self.west.total_cmp(&other.west).then(self.slope.total_cmp(&other.slope)).then(self.rank.cmp(&other.rank))
    }

    /// Its latitude at a longitude that it spans.
    #[inline]
    pub(super) fn at(&self, x: f64) -> f64 {
        if x == self.to.x {
            self.to.y
        } else if x == self.from.x {
            // The slope of a very short edge may be infinite.
            self.from.y
        } else {
            self.from.y + (x - self.from.x) * self.slope
        }
    }
}
