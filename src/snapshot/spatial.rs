//! The R-trees: which units, areas and plans lie near a point or in a rectangle.

use std::sync::Arc;

use geo::{Intersects, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::list::{List, Slot};

/// How many things may be kept beside a tree before it is made anew.
const ASIDE: usize = 256;

/// Rectangles of things that are named by a number, in an R-tree packed when it is built.
#[derive(Debug)]
pub(super) struct SpatialIndex<N>(RTree<GeomWithData<Rectangle<[f64; 2]>, N>>);

impl<N: Copy + Ord> SpatialIndex<N> {
    /// An index of the rectangles.
    pub(super) fn new(rectangles: impl Iterator<Item = (Rect, N)>) -> Self {
        let corners = |rect: Rect| Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        Self(RTree::bulk_load(rectangles.map(|(rect, name)| GeomWithData::new(corners(rect), name)).collect()))
    }

    fn near(&self, rect: Rect) -> impl Iterator<Item = N> + '_ {
        let envelope = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        self.0.locate_in_envelope_intersecting(&envelope).map(|item| item.data)
    }

    /// Those whose rectangle touches this one, ascending and each once.
    pub(super) fn touching(&self, rect: Rect) -> Vec<N> {
        in_order(self.near(rect).collect())
    }
}

/// Rectangles of the things of a list: a tree that revisions share, and beside it what has changed since it was made.
#[derive(Debug, Clone)]
pub(super) struct ListIndex {
    tree: Arc<SpatialIndex<Slot>>,
    /// The slots that the tree no longer tells of, ascending.
    aside: Vec<Slot>,
    /// The rectangles of the things in them.
    rectangles: Vec<(Rect, Slot)>,
}

impl ListIndex {
    /// An index of a list.
    pub(super) fn new<T>(list: &List<T>, rectangles: impl Fn(&T) -> Vec<Rect>) -> Self {
        let named = list.iter().enumerate().map(|(place, thing)| (list.slot(place), rectangles(thing)));
        let all = named.flat_map(|(slot, rectangles)| rectangles.into_iter().map(move |rect| (rect, slot)));
        Self { tree: Arc::new(SpatialIndex::new(all)), aside: Vec::new(), rectangles: Vec::new() }
    }

    /// The index of a list that has changed in these slots.
    pub(super) fn revised<T>(&self, list: &List<T>, touched: &[Slot], rectangles: impl Fn(&T) -> Vec<Rect>) -> Self {
        let aside = in_order(self.aside.iter().chain(touched).copied().collect());
        let kept = self.rectangles.iter().filter(|(_, slot)| !touched.contains(slot)).copied();
        let touched = in_order(touched.to_vec());
        let new =
            touched.iter().flat_map(|&slot| list.at(slot).map(|thing| rectangles(thing)).into_iter().flatten().map(move |r| (r, slot)));
        let beside: Vec<(Rect, Slot)> = kept.chain(new).collect();
        if aside.len().max(beside.len()) > ASIDE {
            return Self::new(list, rectangles);
        }
        Self { tree: Arc::clone(&self.tree), rectangles: beside, aside }
    }

    /// The places of those whose rectangle touches this one, ascending and each once.
    pub(super) fn touching<T>(&self, list: &List<T>, rect: Rect) -> Vec<usize> {
        let in_tree = self.tree.near(rect).filter(|slot| self.aside.binary_search(slot).is_err());
        let beside = self.rectangles.iter().filter(|(other, _)| other.intersects(&rect)).map(|(_, slot)| *slot);
        in_order(in_tree.chain(beside).filter_map(|slot| list.place(slot)).collect())
    }
}

fn in_order<N: Ord>(mut found: Vec<N>) -> Vec<N> {
    found.sort_unstable();
    found.dedup();
    found
}
