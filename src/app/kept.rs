//! A few things kept because they are asked for again: each made once, the one not asked for longest forgotten first.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The things made last, each made once however many ask for it at once.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    most: usize,
    cells: Mutex<Vec<Cell<K, V>>>,
}

#[derive(Debug)]
struct Cell<K, V> {
    key: K,
    value: Arc<OnceLock<V>>,
    /// Asked for since it was carried over.
    used: bool,
}

impl<K: PartialEq + Clone, V: Clone> Kept<K, V> {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, cells: Mutex::new(Vec::new()) }
    }

    /// What has been asked for: the rest would fill memory with what earlier revisions needed.
    pub(super) fn carried_over(&self) -> Self {
        let cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        let used = cells.iter().filter(|cell| cell.used);
        let cells = used.map(|cell| Cell { key: cell.key.clone(), value: Arc::clone(&cell.value), used: false }).collect();
        Self { most: self.most, cells: Mutex::new(cells) }
    }

    pub(super) fn make(&self, key: K, make: impl FnOnce() -> V) -> V {
        let cell = self.cell(key);
        cell.get_or_init(make).clone()
    }

    /// The cell of a key, moved to the end; the one asked for longest ago is forgotten.
    fn cell(&self, key: K) -> Arc<OnceLock<V>> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        let found = cells.iter().position(|cell| cell.key == key).map(|place| cells.remove(place).value);
        let value = found.unwrap_or_default();
        cells.push(Cell { key, value: Arc::clone(&value), used: true });
        if cells.len() > self.most {
            cells.remove(0);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_is_forgotten_and_the_rest_is_made_once() {
        let kept = Kept::new(2);
        let made = std::cell::Cell::new(0);
        let ask = |key: u8| {
            kept.make(key, || {
                made.set(made.get() + 1);
                key
            })
        };
        assert_eq!([1, 2, 1, 3, 1].map(ask), [1, 2, 1, 3, 1]);
        assert_eq!(made.get(), 3);
        ask(2);
        assert_eq!(made.get(), 4, "2 was forgotten for 3");
    }

    #[test]
    fn what_was_not_asked_for_in_one_revision_is_not_carried_into_the_next() {
        let first = Kept::new(9);
        assert_eq!([1, 2].map(|key: u8| first.make(key, || "first")), ["first"; 2]);
        let second = first.carried_over();
        assert_eq!(second.make(1, || "second"), "first");
        let third = second.carried_over();
        assert_eq!((third.make(1, || "third"), third.make(2, || "third")), ("first", "third"));
    }
}
