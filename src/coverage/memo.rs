//! Things that cost much to compute, kept by what they were computed from, as long as there is room.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Keeps what was asked for last. Keys tell what a value was computed from, so a value never grows old, and revisions share one memo.
///
/// When the young weigh half of what may be kept, they become the old, and what was old is forgotten: what is asked for again
/// and again is taken over in time.
#[derive(Debug)]
pub(super) struct Memo<V> {
    most: usize,
    kept: Mutex<Generations<V>>,
}

type Cells<V> = HashMap<u64, Arc<OnceLock<V>>>;

#[derive(Debug)]
struct Generations<V> {
    young: Cells<V>,
    old: Cells<V>,
    young_weight: usize,
}

impl<V: Clone> Memo<V> {
    /// Keeps at most so much weight.
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(Generations { young: HashMap::new(), old: HashMap::new(), young_weight: 0 }) }
    }

    /// The value of a key, made once however many ask for it at once.
    pub(super) fn make(&self, key: u64, weight: impl Fn(&V) -> usize, make: impl FnOnce() -> V) -> V {
        let (cell, is_young) = self.cell(key);
        let value = cell.get_or_init(make).clone();
        if !is_young {
            self.add(weight(&value));
        }
        value
    }

    fn cell(&self, key: u64) -> (Arc<OnceLock<V>>, bool) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = kept.young.get(&key) {
            return (Arc::clone(cell), true);
        }
        let cell = kept.old.remove(&key).unwrap_or_default();
        kept.young.insert(key, Arc::clone(&cell));
        (cell, false)
    }

    fn add(&self, weight: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.young_weight += weight;
        if kept.young_weight > self.most / 2 {
            kept.old = std::mem::take(&mut kept.young);
            kept.young_weight = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_is_kept_and_the_rest_forgotten() {
        let memo = Memo::new(6);
        let made = std::cell::RefCell::new(Vec::new());
        let ask = |memo: &Memo<u64>, key: u64| {
            memo.make(
                key,
                |_| 1,
                || {
                    made.borrow_mut().push(key);
                    key
                },
            )
        };
        for key in [1, 2, 1, 3, 4, 1, 5, 6, 7, 8, 1] {
            assert_eq!(ask(&memo, key), key);
        }
        assert_eq!(*made.borrow(), [1, 2, 3, 4, 5, 6, 7, 8], "1 was asked for in time");
        assert_eq!(ask(&memo, 2), 2);
        assert_eq!(made.borrow()[8..], [2], "2 was not");
    }
}
