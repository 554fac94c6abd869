//! The sweep from stop to stop.

use geo::Coord;

use super::chains::Chains;
use super::line::Line;
use super::{Asked, Measured, Region};
use crate::snapshot::UnderEdges;

/// A square degree at the equator (km²), near enough to tell a square metre from none.
const SQUARE_DEGREE_KM2: f64 = 12_321.0;

/// Borders that lie so near to each other are taken to lie on each other: a hundredth of a millimetre, as overlays leave it (degrees).
const NEAR: f64 = 1e-10;

/// One sweep over a window.
pub(super) struct Sweep<'a> {
    chains: &'a Chains,
    regions: &'a [Region<'a>],
    in_force: usize,
    /// What is counted: nothing, what is in force, or also what is in force or prepared.
    sorts: usize,
    under: &'a UnderEdges,
    enough_km2: f64,
    square_degree_km2: f64,
    measured: &'a mut Measured,
    /// The borders that the line crosses, from south to north.
    lines: Vec<Line>,
    /// Chains that begin where the line stands.
    begun: Vec<Line>,
    /// The next chain to begin.
    next: usize,
    /// Where the line stands.
    x: f64,
    /// How often a line may be looked at.
    most_looks: usize,
    /// The order has changed: sides must be looked at again.
    stirred: bool,
    /// Land was seen in common with a part of which not enough is known: every strip counts.
    watched: bool,
    state: State,
}

/// Where a point going north along the line is.
#[derive(Debug, Default)]
struct State {
    base: i32,
    /// Of each region, how many times it is inside.
    inside: Vec<i32>,
    /// Of each part, how many of its regions are inside: those that add, those that cut.
    parts: Vec<[i32; 2]>,
    /// How many parts it is inside: in force, preparing.
    sorts: [i32; 2],
    /// Parts it is inside of which not enough is known.
    followed: Vec<usize>,
    /// Parts of which enough is known.
    known: Vec<bool>,
    unknown: usize,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(
        chains: &'a Chains,
        regions: &'a [Region<'a>],
        in_force: usize,
        under: &'a UnderEdges,
        asked: Asked,
        measured: &'a mut Measured,
    ) -> Self {
        let Asked { enough_km2, parts_only, most_looks } = asked;
        let sorts = match (parts_only, in_force == measured.common_km2.len()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let known: Vec<bool> = measured.common_km2.iter().map(|common| *common > enough_km2).collect();
        let unknown = known.iter().filter(|known| !**known).count();
        let state = State { inside: vec![0; regions.len()], parts: vec![[0; 2]; known.len()], known, unknown, ..State::default() };
        let square_degree_km2 = SQUARE_DEGREE_KM2 * under.middle().to_radians().cos();
        let (lines, begun, next, x) = (Vec::with_capacity(32), Vec::new(), 0, f64::NEG_INFINITY);
        Self {
            chains,
            regions,
            in_force,
            sorts,
            under,
            enough_km2,
            square_degree_km2,
            measured,
            lines,
            begun,
            most_looks,
            next,
            x,
            stirred: false,
            watched: false,
            state,
        }
    }

    /// False if it was given up, because lines cross too often for one sweep.
    pub(super) fn run(mut self) -> bool {
        let mut looks = 0;
        while self.step() {
            looks += self.lines.len();
            if looks > self.most_looks {
                return false;
            }
        }
        true
    }

    /// To the next stop; false when nothing is left.
    fn step(&mut self) -> bool {
        if self.sorts == 0 && self.state.unknown == 0 {
            return false;
        }
        self.go_on();
        let begins = self.chains.chains.get(self.next).map(|chain| self.chains.points[chain.first as usize].x);
        if self.lines.is_empty() {
            let Some(begins) = begins else { return false };
            self.x = begins;
        }
        self.begin();
        let begins = self.chains.chains.get(self.next).map_or(f64::INFINITY, |chain| self.chains.points[chain.first as usize].x);
        let stop = self.lines.iter().fold(begins, |stop, line| stop.min(line.to.x));
        self.look_east(stop);
        match self.first_crossing(stop) {
            None => {
                self.strip(stop);
                self.move_to(stop);
            }
            Some((at, x)) => {
                if x > self.x {
                    self.look_east(x);
                    self.strip(x);
                    self.move_to(x);
                }
                self.lines.swap(at, at + 1);
                self.stirred = true;
            }
        }
        true
    }

    /// Edges that end here go on to the next of their chain, or are taken out.
    fn go_on(&mut self) {
        let mut ended = false;
        for at in 0..self.lines.len() {
            if self.lines[at].to.x > self.x {
                continue;
            }
            let line = self.lines[at];
            for sort in 0..self.sorts {
                self.add(&line, sort, line.to);
            }
            if !self.lines[at].go_on(self.chains) {
                // No edge leads here from the west.
                self.lines[at].owner = u32::MAX;
                ended = true;
            }
        }
        if ended {
            self.lines.retain(|line| line.owner != u32::MAX);
            self.stirred = true;
        }
    }

    /// Chains that begin here are put in their places.
    fn begin(&mut self) {
        while let Some(chain) = self.chains.chains.get(self.next).filter(|chain| self.chains.points[chain.first as usize].x <= self.x) {
            let line = Line::first_of(chain, self.chains, self.regions);
            self.begun.push(line);
            self.next += 1;
        }
        if self.begun.is_empty() {
            return;
        }
        self.stirred = true;
        // Many may begin where a window was cut: they are put in together.
        self.begun.sort_by(Line::north_of);
        let mut rest = self.begun.len();
        let mut at = self.lines.len() + rest;
        let mut old = self.lines.len();
        self.lines.extend_from_slice(&self.begun);
        while rest > 0 {
            at -= 1;
            let take_new = old == 0 || self.begun[rest - 1].north_of(&self.lines[old - 1]).is_ge();
            if take_new {
                rest -= 1;
                self.lines[at] = self.begun[rest];
            } else {
                old -= 1;
                self.lines[at] = self.lines[old];
            }
        }
        self.begun.clear();
    }

    fn look_east(&mut self, x: f64) {
        self.lines.iter_mut().for_each(|line| line.east = line.at(x));
    }

    fn move_to(&mut self, x: f64) {
        self.x = x;
        self.lines.iter_mut().for_each(|line| line.west = line.east);
    }

    /// The first place where two lines that lie next to each other cross before the stop, or lie on each other out of rank.
    fn first_crossing(&self, stop: f64) -> Option<(usize, f64)> {
        let mut first: Option<(usize, f64)> = None;
        for (at, pair) in self.lines.windows(2).enumerate() {
            let (before, past) = (pair[1].west - pair[0].west, pair[0].east - pair[1].east);
            let x = if before.abs() < NEAR && past.abs() < NEAR {
                if pair[0].rank <= pair[1].rank {
                    continue;
                }
                self.x
            } else if past > 0.0 {
                let before = before.max(0.0);
                (self.x + (stop - self.x) * (before / (before + past))).clamp(self.x, stop)
            } else {
                continue;
            };
            if first.is_none_or(|(_, least)| x < least) {
                first = Some((at, x));
            }
        }
        first
    }

    /// The strip from here to a stop, in which no lines cross.
    fn strip(&mut self, to: f64) {
        if !(self.stirred || self.watched) || to <= self.x {
            return;
        }
        self.state.start();
        let width = to - self.x;
        let mut before = [0, 0];
        let mut was_in_base = 0;
        (self.stirred, self.watched) = (false, false);
        for at in 0..self.lines.len() {
            self.state.pass(&self.lines[at], self.regions, self.in_force);
            let now = self.state.counted();
            let line = self.lines[at];
            let in_base = i8::from(self.state.base > 0);
            for sort in 0..self.sorts {
                let role = now[sort] - before[sort];
                self.measured.all[sort] &= role == in_base - was_in_base;
                if role != line.roles[sort] {
                    let here = Coord { x: self.x, y: line.west };
                    self.add(&line, sort, here);
                    (self.lines[at].roles[sort], self.lines[at].since[sort]) = (role, here);
                }
            }
            (before, was_in_base) = (now, in_base);
            if self.state.base > 0 && !self.state.followed.is_empty() {
                self.watched = true;
                if let Some(above) = self.lines.get(at + 1) {
                    let heights = (above.west - line.west).max(0.0) + (above.east - line.east).max(0.0);
                    self.follow(0.5 * width * heights * self.square_degree_km2);
                }
            }
        }
    }

    /// Adds a strip to the common areas of the parts it lies in.
    fn follow(&mut self, km2: f64) {
        let Self { state, measured, enough_km2, .. } = self;
        state.followed.retain(|&part| {
            measured.common_km2[part] += km2;
            let known = measured.common_km2[part] > *enough_km2;
            if known && !state.known[part] {
                (state.known[part], state.unknown) = (true, state.unknown - 1);
            }
            !known
        });
    }

    /// Counts the area under a line from where its role began.
    fn add(&mut self, line: &Line, sort: usize, to: Coord) {
        if line.roles[sort] == 0 {
            return;
        }
        let km2 = f64::from(line.roles[sort]) * self.under.km2(line.since[sort], to);
        *if sort == 0 { &mut self.measured.covered_km2 } else { &mut self.measured.either_km2 } -= km2;
    }
}

impl State {
    fn start(&mut self) {
        self.base = 0;
        self.sorts = [0, 0];
        self.inside.fill(0);
        self.parts.fill([0, 0]);
        self.followed.clear();
    }

    /// Goes north over a line.
    fn pass(&mut self, line: &Line, regions: &[Region<'_>], in_force: usize) {
        let Some(number) = (line.owner as usize).checked_sub(1) else {
            self.base += line.side;
            return;
        };
        let before = self.inside[number] > 0;
        self.inside[number] += line.side;
        let now = self.inside[number] > 0;
        if before == now {
            return;
        }
        let Region { part, cut, .. } = regions[number];
        let is_in = |counts: [i32; 2]| counts[0] > 0 && counts[1] == 0;
        let was_in = is_in(self.parts[part]);
        self.parts[part][usize::from(cut)] += if now { 1 } else { -1 };
        let has = is_in(self.parts[part]);
        if was_in == has {
            return;
        }
        self.sorts[usize::from(part >= in_force)] += if has { 1 } else { -1 };
        match has {
            true if !self.known[part] => self.followed.push(part),
            true => {}
            false => self.followed.retain(|other| *other != part),
        }
    }

    /// Whether land here counts: as covered, as covered or prepared.
    fn counted(&self) -> [i8; 2] {
        let covered = self.base > 0 && self.sorts[0] > 0;
        let either = self.base > 0 && (self.sorts[0] > 0 || self.sorts[1] > 0);
        [i8::from(covered), i8::from(either)]
    }
}
