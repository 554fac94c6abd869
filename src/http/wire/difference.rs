//! Why the figure on the subjects a target was set for and that on today's differ, in words.

use super::indicator::Words;
use crate::coverage::{Basis, Evaluation};
use crate::domain::{Day, Indicator, Measure, SubjectKinds};

/// What the subjects are called: Vietnamese, English.
fn noun(indicator: &Indicator) -> Option<[String; 2]> {
    let joined = |words: Vec<[&str; 2]>| -> [String; 2] {
        let join = |place: usize, by: &str| words.iter().map(|word| word[place].to_lowercase()).collect::<Vec<_>>().join(by);
        [join(0, ", "), join(1, ", ")]
    };
    Some(match &indicator.measure.cover()?.subjects.of {
        SubjectKinds::Units { kinds, .. } => joined(kinds.iter().map(|kind| [kind.vi(), kind.en()]).collect()),
        SubjectKinds::Areas { kinds, .. } => joined(kinds.iter().map(|kind| [kind.vi(), kind.en()]).collect()),
    })
}

/// The difference in words; `None` where the subjects are the same.
pub(super) fn difference(indicator: &Indicator, evaluation: &Evaluation, day: Day) -> Option<Words> {
    let (as_set, on_day) = (&evaluation.as_set, evaluation.on_day.as_ref()?);
    let [vi, en] = noun(indicator)?;
    let threshold = indicator.measure.cover()?.threshold_percent;
    let (then, now) = (as_set.subjects.len(), on_day.subjects.len());
    let vi_day = |day: Day| day.strftime("%d/%m/%Y").to_string();
    let start = Words {
        vi: format!("Chỉ tiêu được đặt cho {then} đối tượng ({vi}) theo địa giới ngày {}.", vi_day(as_set.on)),
        en: format!("The targets were set for {then} subjects ({en}) as of {}.", as_set.on),
    };
    let rest = if now == 0 {
        Words {
            vi: format!(
                "Ngày {} không còn đối tượng nào thuộc loại này, nên chỉ có giá trị trên các đối tượng cũ, vẫn tính theo đất của chúng.",
                vi_day(day)
            ),
            en: format!("On {day} there is none of this kind, so the only value is that of the former ones, still by their land."),
        }
    } else {
        Words {
            vi: format!(
                "Ngày {} có {now}. Độ phủ tính theo đất, quy hoạch của đơn vị cũ vẫn phủ đất của đơn vị mới{}: {} trên đối tượng cũ, {} trên đối tượng ngày {}.",
                vi_day(day),
                if counted(indicator) {
                    format!("; đối tượng mới chỉ đạt khi được phủ ít nhất {threshold}% đất của chính nó")
                } else {
                    String::new()
                },
                share(as_set),
                share(on_day),
                vi_day(day),
            ),
            en: format!(
                "On {day} there are {now}. Coverage goes by land, and plans of former units still cover the land of new ones{}: {} on the former subjects, {} on those of {day}.",
                if counted(indicator) {
                    format!("; a new one is satisfied only when {threshold} % of its own land is covered")
                } else {
                    String::new()
                },
                share(as_set),
                share(on_day),
            ),
        }
    };
    Some(Words { vi: format!("{} {}", start.vi, rest.vi), en: format!("{} {}", start.en, rest.en) })
}

fn counted(indicator: &Indicator) -> bool {
    matches!(indicator.measure, Measure::Count(_))
}

fn share(basis: &Basis) -> String {
    basis.ratio.percent().map_or_else(|| "—".to_owned(), |percent| format!("{percent:.2} %"))
}
