//! Search by name without regard to accents and case: `dong mo` finds `Đồng Mỏ`.

use crate::domain::fold;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HitKind {
    /// A unit, by its place in the snapshot's list.
    Unit(usize),
    /// An area.
    Area(usize),
    /// A plan.
    Plan(usize),
}

/// Something whose name or code matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// How well it matches: 0 is best.
    pub rank: u8,
}

/// The names of everything, folded once.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    kind: HitKind,
    /// The bare name, then the full name with kind, then the code or identifier.
    keys: [String; 3],
}

impl Names {
    pub(super) fn add(&mut self, kind: HitKind, name: &str, full_name: &str, id: &str) {
        self.0.push(Entry { kind, keys: [fold(name), fold(full_name), fold(id)] });
    }

    /// Everything that matches all words of the query, best first; equal matches in the order they were added.
    pub(super) fn search(&self, query: &str) -> Vec<Hit> {
        let query = fold(query);
        if query.is_empty() {
            return Vec::new();
        }
        let words: Vec<&str> = query.split(' ').collect();
        let mut hits: Vec<Hit> = self
            .0
            .iter()
            .filter_map(|entry| {
                entry.keys.iter().filter_map(|key| rank(key, &query, &words)).min().map(|rank| Hit { kind: entry.kind, rank })
            })
            .collect();
        hits.sort_by_key(|hit| hit.rank);
        hits
    }
}

/// 0 the same, 1 begins with it, 2 has it from the start of a word on, 3 every word begins a word, 4 has every word somewhere.
fn rank(key: &str, query: &str, words: &[&str]) -> Option<u8> {
    let begins_word = |part: &str| key.starts_with(part) || key.match_indices(part).any(|(at, _)| key[..at].ends_with(' '));
    if key == query {
        Some(0)
    } else if key.starts_with(query) {
        Some(1)
    } else if begins_word(query) {
        Some(2)
    } else if words.iter().all(|word| begins_word(word)) {
        Some(3)
    } else if words.iter().all(|word| word.len() >= 2 && key.contains(word)) {
        Some(4)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_comes_before_a_longer_one_and_that_before_a_part() {
        let mut names = Names::default();
        for (index, name) in ["Tân Đồng Mỏ", "Đồng Mỏ - Chi Lăng", "Đồng Mỏ", "Mỏ Đồng", "Xuân Mai"].into_iter().enumerate()
        {
            names.add(HitKind::Unit(index), name, name, "");
        }
        let order: Vec<HitKind> = names.search("DONG MO").into_iter().map(|hit| hit.kind).collect();
        assert_eq!(order, [2, 1, 0, 3].map(HitKind::Unit));
        assert!(names.search("  ").is_empty() && names.search("khong co").is_empty());
    }
}
