//! Levels of detail: for low zooms the vertices that count there, so that a tile of the whole country does not look
//! at millions of vertices that it will not draw.
//!
//! The finest level holds every vertex that is ever drawn. A coarser one holds those up to its zoom; it is kept only
//! where it has at most half the vertices of the next finer one, so that all levels together take at most twice the
//! finest and a tile looks at no more than twice the vertices it draws. 9 bytes a vertex, and a box a block.

use super::coord::{GridBox, GridPoint, MAX_ZOOM, index};
use super::simplify::{NEVER, importance};
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hasher};

/// Vertices that share a box, so that a tile passes over far ones without looking at each.
pub(super) const BLOCK: usize = 64;

/// The vertices of all arcs that are drawn up to one zoom.
#[derive(Debug)]
pub(super) struct Level {
    /// The highest zoom this level is good for.
    top: u8,
    /// Where each arc starts in `points`, and at the end where the last one ends.
    starts: Vec<u32>,
    points: Vec<GridPoint>,
    /// The least zoom at which each vertex is drawn.
    importance: Vec<u8>,
    /// The box of every [`BLOCK`] vertices; blocks do not stop at the ends of arcs.
    boxes: Vec<GridBox>,
}

/// A part of an arc: the vertices of one block.
pub(super) struct Run<'a> {
    pub points: &'a [GridPoint],
    pub importance: &'a [u8],
    /// Around the whole block: the run lies within.
    pub bounds: GridBox,
}

impl Level {
    fn new(top: u8, starts: Vec<u32>, points: Vec<GridPoint>, importance: Vec<u8>) -> Self {
        let boxes = points.chunks(BLOCK).map(GridBox::around).collect();
        Self { top, starts, points, importance, boxes }
    }

    /// The finest level: every vertex of the arcs that is ever drawn.
    fn finest(starts: &[u32], points: &[GridPoint]) -> Self {
        let kept: Vec<(Vec<GridPoint>, Vec<u8>)> = starts
            .par_windows(2)
            .map(|ends| {
                let arc = &points[ends[0] as usize..ends[1] as usize];
                arc.iter().zip(importance(arc)).filter(|(_, zoom)| *zoom < NEVER).unzip()
            })
            .collect();
        let mut ends = Vec::with_capacity(starts.len());
        ends.push(0);
        let total = kept.iter().map(|arc| arc.0.len()).sum();
        let (mut all, mut zooms) = (Vec::with_capacity(total), Vec::with_capacity(total));
        for (arc, importance) in kept {
            all.extend(arc);
            zooms.extend(importance);
            ends.push(index(all.len()));
        }
        Self::new(MAX_ZOOM, ends, all, zooms)
    }

    /// What of this level is drawn up to a lower zoom.
    fn coarser(&self, top: u8) -> Self {
        let (mut points, mut zooms, mut starts) = (Vec::new(), Vec::new(), vec![0]);
        for arc in 0..self.starts.len() - 1 {
            let range = self.range(arc);
            for (point, zoom) in self.points[range.clone()].iter().zip(&self.importance[range]) {
                if *zoom <= top {
                    points.push(*point);
                    zooms.push(*zoom);
                }
            }
            starts.push(index(points.len()));
        }
        points.shrink_to_fit();
        zooms.shrink_to_fit();
        Self::new(top, starts, points, zooms)
    }

    fn range(&self, arc: usize) -> std::ops::Range<usize> {
        self.starts[arc] as usize..self.starts[arc + 1] as usize
    }

    /// The vertices of an arc, block by block, from its start.
    pub fn runs(&self, arc: usize) -> impl DoubleEndedIterator<Item = Run<'_>> {
        let range = self.range(arc);
        let blocks = if range.is_empty() { 0..0 } else { range.start / BLOCK..(range.end - 1) / BLOCK + 1 };
        blocks.map(move |block| {
            let part = range.start.max(block * BLOCK)..range.end.min((block + 1) * BLOCK);
            Run { points: &self.points[part.clone()], importance: &self.importance[part], bounds: self.boxes[block] }
        })
    }

    fn drawn_at(&self, zoom: u8) -> usize {
        self.importance.iter().filter(|importance| **importance <= zoom).count()
    }

    fn bytes(&self) -> usize {
        self.starts.len() * size_of::<u32>()
            + self.points.len() * (size_of::<GridPoint>() + size_of::<u8>())
            + self.boxes.len() * size_of::<GridBox>()
    }
}

/// The levels of detail, coarsest first.
#[derive(Debug)]
pub(super) struct Pyramid {
    levels: Vec<Level>,
}

impl Pyramid {
    /// Simplifies arcs (`starts` says where each starts in `points`) for every zoom.
    pub fn build(starts: &[u32], points: &[GridPoint]) -> Self {
        let mut levels = vec![Level::finest(starts, points)];
        for top in (0..MAX_ZOOM).rev() {
            let finer = &levels[levels.len() - 1];
            if finer.drawn_at(top) * 2 <= finer.points.len() {
                let level = finer.coarser(top);
                levels.push(level);
            }
        }
        levels.reverse();
        Self { levels }
    }

    /// The coarsest level that holds everything drawn at a zoom.
    pub fn level(&self, zoom: u8) -> &Level {
        let place = self.levels.partition_point(|level| level.top < zoom);
        &self.levels[place.min(self.levels.len() - 1)]
    }

    /// How many arcs there are.
    pub fn arcs(&self) -> usize {
        self.levels[0].starts.len() - 1
    }

    /// The box of an arc with all its vertices.
    pub fn bounds(&self, arc: usize) -> GridBox {
        let finest = &self.levels[self.levels.len() - 1];
        GridBox::around(&finest.points[finest.range(arc)])
    }

    /// For each arc a number that is the same only for arcs that look the same at every zoom.
    pub fn arc_marks(&self) -> Vec<u64> {
        let finest = &self.levels[self.levels.len() - 1];
        let arcs: Vec<usize> = (0..finest.starts.len() - 1).collect();
        let mark = |arc: &usize| {
            let mut hasher = DefaultHasher::new();
            let range = finest.range(*arc);
            for (point, zoom) in finest.points[range.clone()].iter().zip(&finest.importance[range]) {
                hasher.write_u64(u64::from(point.x) << 32 | u64::from(point.y));
                hasher.write_u8(*zoom);
            }
            hasher.finish()
        };
        arcs.par_iter().map(mark).collect()
    }

    /// Memory taken, in bytes.
    pub fn bytes(&self) -> usize {
        self.levels.iter().map(Level::bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A jagged line: its teeth halve in height from tooth to tooth and then start again.
    fn jagged(count: u32) -> Vec<GridPoint> {
        (0..count).map(|place| GridPoint { x: place << 10, y: if place % 2 == 1 { 1 << (place / 2 % 22) } else { 0 } }).collect()
    }

    #[test]
    fn every_level_holds_what_the_finest_draws_at_its_zooms() {
        let points = jagged(1000);
        let pyramid = Pyramid::build(&[0, 1000], &points);
        assert!(pyramid.levels.len() > 2, "coarser levels exist");
        for zoom in 0..=MAX_ZOOM {
            let drawn = |level: &Level| -> Vec<GridPoint> {
                level.points.iter().zip(&level.importance).filter(|(_, least)| **least <= zoom).map(|(point, _)| *point).collect()
            };
            let finest = &pyramid.levels[pyramid.levels.len() - 1];
            assert_eq!(drawn(pyramid.level(zoom)), drawn(finest), "zoom {zoom}");
        }
    }

    #[test]
    fn all_levels_take_at_most_twice_the_finest() {
        let pyramid = Pyramid::build(&[0, 1000], &jagged(1000));
        let total: usize = pyramid.levels.iter().map(|level| level.points.len()).sum();
        assert!(total <= 2 * pyramid.levels[pyramid.levels.len() - 1].points.len());
    }

    #[test]
    fn runs_give_the_arc_in_order_within_their_boxes() {
        let pyramid = Pyramid::build(&[0, 100, 1000], &jagged(1000));
        let level = pyramid.level(MAX_ZOOM);
        let runs: Vec<Run<'_>> = level.runs(1).collect();
        let walked: Vec<GridPoint> = runs.iter().flat_map(|run| run.points.iter().copied()).collect();
        assert_eq!(walked, level.points[level.range(1)]);
        assert!(runs.iter().all(|run| GridBox::around(run.points).join(run.bounds) == run.bounds));
    }
}
