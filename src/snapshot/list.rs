//! A list in order of identifiers, that the next revision shares but for what has changed.
//!
//! A thing is named in two ways: by its place in the order, which readers use and which another one put before it shifts, and by its
//! slot, which stays the same from revision to revision for as long as the thing is there. Slots are kept in blocks, so that
//! taking a list over costs its blocks and not its things.

use std::ops::Index;
use std::slice;
use std::sync::Arc;

/// Things of a block.
const BLOCK: usize = 256;
/// The place of a slot that is empty.
const NOWHERE: u32 = u32::MAX;

/// Has an identifier that no other of its list has.
pub trait Identified {
    /// The identifier.
    fn id(&self) -> &str;
}

/// Names a thing of a list in every revision in which it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u32);

type Block<T> = Vec<Option<Arc<T>>>;

/// Things in the order of their identifiers.
#[derive(Debug)]
pub struct List<T> {
    blocks: Vec<Arc<Block<T>>>,
    /// The slot of each place.
    order: Arc<Vec<u32>>,
    /// The place of each slot.
    places: Arc<Vec<u32>>,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self { blocks: self.blocks.clone(), order: Arc::clone(&self.order), places: Arc::clone(&self.places) }
    }
}

impl<T> List<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// All of them, in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { list: self, order: self.order.iter() }
    }

    /// The slot of a place.
    #[must_use]
    pub fn slot(&self, place: usize) -> Slot {
        Slot(self.order[place])
    }

    /// The place of the thing in a slot; `None` if it is not there any more.
    #[must_use]
    pub fn place(&self, slot: Slot) -> Option<usize> {
        self.places.get(slot.0 as usize).filter(|&&place| place != NOWHERE).map(|&place| place as usize)
    }

    /// The thing in a slot.
    #[must_use]
    pub fn at(&self, slot: Slot) -> Option<&Arc<T>> {
        self.blocks.get(slot.0 as usize / BLOCK)?.get(slot.0 as usize % BLOCK)?.as_ref()
    }

    /// The slots whose things are not the very same in a later list, with what was and what is in them. Costs the blocks that differ.
    pub fn differences<'a>(&'a self, now: &'a Self) -> impl Iterator<Item = (Slot, Option<&'a Arc<T>>, Option<&'a Arc<T>>)> {
        let blocks = (0..self.blocks.len().max(now.blocks.len())).filter(|&block| match (self.blocks.get(block), now.blocks.get(block)) {
            (Some(a), Some(b)) => !Arc::ptr_eq(a, b),
            _ => true,
        });
        let slots = blocks.flat_map(|block| block * BLOCK..(block + 1) * BLOCK);
        let pairs = slots.filter_map(|slot| u32::try_from(slot).ok()).map(|slot| (Slot(slot), self.at(Slot(slot)), now.at(Slot(slot))));
        pairs.filter(|(_, a, b)| match (a, b) {
            (Some(a), Some(b)) => !Arc::ptr_eq(a, b),
            (a, b) => a.is_some() || b.is_some(),
        })
    }
}

impl<T: Identified> List<T> {
    /// A list of things that are in order. Those that an earlier list has keep its slots.
    #[must_use]
    pub fn new(things: Vec<Arc<T>>, earlier: Option<&Self>) -> Self {
        let mut slots: Vec<Option<u32>> = vec![None; things.len()];
        if let Some(earlier) = earlier {
            let mut known = earlier.iter().zip(earlier.order.iter()).peekable();
            for (thing, slot) in things.iter().zip(&mut slots) {
                while known.next_if(|(before, _)| before.id() < thing.id()).is_some() {}
                *slot = known.next_if(|(before, _)| before.id() == thing.id()).map(|(_, slot)| *slot);
            }
        }
        let mut taken: Vec<bool> = vec![false; earlier.map_or(0, |earlier| earlier.places.len())];
        slots.iter().flatten().for_each(|&slot| taken[slot as usize] = true);
        let mut free = (0..).zip(taken.iter().copied().chain(std::iter::repeat(false))).filter(|(_, taken)| !taken).map(|(slot, _)| slot);
        let mut list = Self { blocks: Vec::new(), order: Arc::default(), places: Arc::default() };
        let order = slots.into_iter().map(|slot| slot.or_else(|| free.next()).unwrap_or(NOWHERE)).collect::<Vec<u32>>();
        for (thing, &slot) in things.into_iter().zip(&order) {
            list.fill(slot, Some(thing));
        }
        list.order = Arc::new(order);
        list.settle();
        list
    }

    /// The place of the thing that has the identifier.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.search(id).ok()
    }

    fn search(&self, id: &str) -> Result<usize, usize> {
        let thing = |slot: &u32| self.at(Slot(*slot)).map_or("", |thing| thing.id());
        self.order.binary_search_by(|slot| thing(slot).cmp(id))
    }

    /// The list with things put, or removed by their identifiers; and the slots concerned.
    #[must_use]
    pub fn revised(&self, changes: Vec<(String, Option<Arc<T>>)>) -> (Self, Vec<Slot>) {
        let mut list = self.clone();
        let (mut touched, mut moved, mut free) = (Vec::new(), false, 0);
        for (id, thing) in changes {
            let slot = match (list.search(&id), &thing) {
                (Ok(place), Some(_)) => list.order[place],
                (Ok(place), None) => {
                    (moved, free) = (true, 0);
                    Arc::make_mut(&mut list.order).remove(place)
                }
                (Err(place), Some(_)) => {
                    moved = true;
                    // Slots before the last one that was free are taken.
                    free = (free..NOWHERE).find(|&slot| list.at(Slot(slot)).is_none()).unwrap_or(NOWHERE);
                    Arc::make_mut(&mut list.order).insert(place, free);
                    free
                }
                (Err(_), None) => continue,
            };
            list.fill(slot, thing);
            touched.push(Slot(slot));
        }
        if moved {
            list.settle();
        }
        (list, touched)
    }
}

impl<T> List<T> {
    fn fill(&mut self, slot: u32, thing: Option<Arc<T>>) {
        let (block, inside) = (slot as usize / BLOCK, slot as usize % BLOCK);
        while self.blocks.len() <= block {
            self.blocks.push(Arc::default());
        }
        let block = Arc::make_mut(&mut self.blocks[block]);
        if block.len() <= inside {
            block.resize(inside + 1, None);
        }
        block[inside] = thing;
    }

    /// Tells the places anew from the order.
    fn settle(&mut self) {
        let slots = self.blocks.len() * BLOCK;
        let mut places = vec![NOWHERE; slots];
        for (place, &slot) in (0..).zip(self.order.iter()) {
            places[slot as usize] = place;
        }
        self.places = Arc::new(places);
    }
}

impl<T> Index<usize> for List<T> {
    type Output = Arc<T>;

    fn index(&self, place: usize) -> &Arc<T> {
        let slot = self.order[place] as usize;
        self.blocks[slot / BLOCK][slot % BLOCK].as_ref().unwrap_or_else(|| unreachable!("a place has a thing"))
    }
}

/// Goes through a list in order.
#[derive(Debug)]
pub struct Iter<'a, T> {
    list: &'a List<T>,
    order: slice::Iter<'a, u32>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self { list: self.list, order: self.order.clone() }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a Arc<T>;

    fn next(&mut self) -> Option<&'a Arc<T>> {
        self.order.next().and_then(|slot| self.list.at(Slot(*slot)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a Arc<T>;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Thing(&'static str);

    impl Identified for Thing {
        fn id(&self) -> &str {
            self.0
        }
    }

    fn ids(list: &List<Thing>) -> Vec<&str> {
        list.iter().map(|thing| thing.id()).collect()
    }

    fn list(ids: &[&'static str], earlier: Option<&List<Thing>>) -> List<Thing> {
        List::new(ids.iter().map(|id| Arc::new(Thing(id))).collect(), earlier)
    }

    #[test]
    fn a_slot_stays_while_places_move() {
        let before = list(&["b", "d", "f"], None);
        let slot = before.slot(1);
        let put = |id: &'static str| (id.to_owned(), Some(Arc::new(Thing(id))));
        let (after, touched) = before.revised(vec![put("a"), ("b".to_owned(), None), put("c"), put("f"), ("z".to_owned(), None)]);
        assert_eq!((ids(&before), ids(&after)), (vec!["b", "d", "f"], vec!["a", "c", "d", "f"]));
        assert_eq!((before.place(slot), after.place(slot), after.slot(2)), (Some(1), Some(2), slot));
        assert_eq!((after.find("d"), after.find("b"), after.len(), touched.len()), (Some(2), None, 4, 4));
        assert!(after.iter().enumerate().all(|(place, thing)| after.find(thing.id()) == Some(place) && Arc::ptr_eq(&after[place], thing)));
        // `c` took the slot that `b` had left.
        let changed: Vec<_> = before.differences(&after).map(|(_, a, b)| (a.map(|a| a.0), b.map(|b| b.0))).collect();
        assert_eq!(changed, [(Some("b"), Some("c")), (Some("f"), Some("f")), (None, Some("a"))]);
    }

    #[test]
    fn a_list_made_anew_keeps_the_slots_of_an_earlier_one() {
        let before = list(&["b", "d", "f"], None);
        let after = list(&["a", "d", "e", "f", "g"], Some(&before));
        assert_eq!((after.slot(1), after.slot(3)), (before.slot(1), before.slot(2)));
        assert_eq!(ids(&after), ["a", "d", "e", "f", "g"]);
        assert_eq!(before.differences(&after).count(), 5, "nothing is the very same");
    }

    #[test]
    fn blocks_without_a_change_are_shared() {
        let names: Vec<&'static str> = (0..1000).map(|number| &*format!("{number:04}").leak()).collect();
        let before = list(&names, None);
        let (after, _) = before.revised(vec![("0300".to_owned(), Some(Arc::new(Thing("0300"))))]);
        let shared = before.blocks.iter().zip(&after.blocks).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert_eq!((before.blocks.len(), shared), (4, 3));
        assert_eq!(before.differences(&after).count(), 1);
    }
}
