//! The order of names: as Vietnamese readers expect it (CLDR, the root order tailored for `vi`), told once a view.
//!
//! Letters count first (a ă â b c d đ e ê …), then tones (none, huyền, hỏi, ngã, sắc, nặng), then small before capital letters.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use rayon::prelude::*;

use super::{Column, Datum, Subject, View};
use crate::config::layers::Source;
use crate::domain::{Day, Tier};

/// `None` is never seen: the data of the order are compiled in.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| CollatorBorrowed::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

/// The order of two texts.
pub(super) fn collate(one: &str, other: &str) -> Ordering {
    COLLATOR.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other))
}

/// Which names of a source come before which: comparing texts costs much more than comparing numbers.
#[derive(Debug)]
pub(super) struct Ranks {
    source: Source,
    column: Column,
    /// The rank of the name of each record, by its place in the snapshot; equal names have the same one.
    numbers: Vec<u32>,
    /// The place of one record of each rank.
    firsts: Vec<usize>,
}

impl Ranks {
    /// The ranks of a column that is a name.
    pub fn of(view: &View, source: Source, column: Column) -> Self {
        let snapshot = view.snapshot.as_ref();
        let count = match source {
            Source::Units(_) | Source::Gaps => snapshot.units.len(),
            Source::Areas => snapshot.areas.len(),
            Source::Plans => snapshot.plans.len(),
            Source::Zones => 0,
        };
        let mut all = Self { source, column, numbers: vec![0; count], firsts: Vec::new() };
        let mut names: Vec<(String, usize)> = (0..count).map(|place| (all.name(view, place), place)).collect();
        names.par_sort_unstable_by(|(one, place), (other, next)| collate(one, other).then(place.cmp(next)));
        let mut last: Option<&str> = None;
        for (name, place) in &names {
            if last.is_none_or(|last| collate(last, name) != Ordering::Equal) {
                all.firsts.push(*place);
            }
            all.numbers[*place] = u32::try_from(all.firsts.len()).unwrap_or(u32::MAX);
            last = Some(name);
        }
        all
    }

    /// The name of the record at a place: it is the same on every day.
    fn name(&self, view: &View, place: usize) -> String {
        let subject = match self.source {
            Source::Units(_) | Source::Zones => Subject::Unit(place),
            Source::Gaps => Subject::Gap(place, Tier::General),
            Source::Areas => Subject::Area(place),
            Source::Plans => Subject::Plan(place),
        };
        match self.column.value(view, subject, Day::MIN) {
            Some(Datum::Text(name)) => name.into_owned(),
            _ => String::new(),
        }
    }

    /// Where a feature stands: an even number.
    pub fn rank(&self, subject: Subject) -> u64 {
        let (Subject::Unit(place) | Subject::Gap(place, _) | Subject::Area(place) | Subject::Plan(place)) = subject;
        2 * u64::from(self.numbers[place])
    }

    /// Where a name stands: an odd number where no feature has it.
    pub fn rank_of(&self, view: &View, name: &str) -> u64 {
        let found = self.firsts.binary_search_by(|place| collate(&self.name(view, *place), name));
        found.map_or_else(|before| 2 * before as u64 + 1, |place| 2 * (place as u64 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of dictionaries.
    #[test]
    fn letters_come_before_tones_and_tones_before_capitals() {
        let ordered = "1|2|an|An|àn|án|anh|ăn|ân|Ba|Bà|Bả|Bã|Bá|Bạ|Ba Đình|Bà Rịa|Bắc Sơn|Bình Gia|cao|Dân Tiến|Du|Đa|Đà Nẵng|Đại Đồng|Đồng Mỏ|\
                       em|êm|Hà|Hải|oa|ôn|ơn|Sơn|u|ư|Vũ Lăng|y|Ý|Zuôn";
        let ordered: Vec<&str> = ordered.split('|').collect();
        for (place, one) in ordered.iter().enumerate() {
            for (next, other) in ordered.iter().enumerate() {
                assert_eq!(collate(one, other), place.cmp(&next), "{one} and {other}");
            }
        }
    }
}
