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

/// What a thing is called, folded once: the bare name, the full name with its kind, the code or identifier.
#[derive(Debug)]
pub(super) struct Names([String; 3]);

impl Names {
    pub(super) fn new(name: &str, full_name: &str, id: &str) -> Self {
        Self([fold(name), fold(full_name), fold(id)])
    }
}

/// Words that are looked for.
pub(super) struct Query {
    whole: String,
}

impl Query {
    /// `None` without a word.
    pub(super) fn new(text: &str) -> Option<Self> {
        Some(Self { whole: fold(text) }).filter(|query| !query.whole.is_empty())
    }

    /// Everything that matches all words, best first; equal matches in their order.
    pub(super) fn among<'a>(&self, things: impl Iterator<Item = (HitKind, &'a Names)>) -> Vec<Hit> {
        let words: Vec<&str> = self.whole.split(' ').collect();
        let best = |names: &Names| names.0.iter().filter_map(|key| rank(key, &self.whole, &words)).min();
        let mut hits: Vec<Hit> = things.filter_map(|(kind, names)| best(names).map(|rank| Hit { kind, rank })).collect();
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
        let names = ["Tân Đồng Mỏ", "Đồng Mỏ - Chi Lăng", "Đồng Mỏ", "Mỏ Đồng", "Xuân Mai"].map(|name| Names::new(name, name, ""));
        let search = |text: &str| {
            let things = names.iter().enumerate().map(|(index, names)| (HitKind::Unit(index), names));
            Query::new(text).map(|query| query.among(things)).unwrap_or_default()
        };
        let order: Vec<HitKind> = search("DONG MO").into_iter().map(|hit| hit.kind).collect();
        assert_eq!(order, [2, 1, 0, 3].map(HitKind::Unit));
        assert!(search("  ").is_empty() && search("khong co").is_empty());
    }
}
