//! Days, figures and cautions as they stand in a sentence, in one language.

use crate::domain::{Day, Quality, Tier};
use crate::http::maps::amount;
use crate::picture::Language;
use crate::snapshot::Snapshot;

/// The text in the language.
pub(super) fn told(language: Language, vi: impl Into<String>, en: impl Into<String>) -> String {
    match language {
        Language::Vi => vi.into(),
        Language::En => en.into(),
    }
}

/// A day: `30/6/2024`, or `2024-06-30` in English, where the order of day and month differs.
pub(super) fn day(language: Language, day: Day) -> String {
    told(language, format!("{}/{}/{}", day.day(), day.month(), day.year()), day.to_string())
}

/// `62,31 %`.
pub(super) fn percent(language: Language, share: f64) -> String {
    format!("{} %", amount(language, share))
}

/// `702,15 km²`.
pub(super) fn km2(language: Language, area: f64) -> String {
    format!("{} km²", amount(language, area))
}

/// A tier in the middle of a sentence.
pub(super) fn tier(language: Language, tier: Tier) -> String {
    told(language, tier.vi().trim_start_matches("Quy hoạch "), tier.en())
}

/// What must be said of land of a quality, with a space before it; nothing where nothing must.
pub(super) fn land(language: Language, quality: Quality) -> String {
    match quality {
        Quality::Schematic => {
            told(language, " Ranh giới là sơ đồ, không phải ranh giới đo đạc.", " The boundary is schematic, not surveyed.")
        }
        // Said of the whole page, before all else.
        Quality::Illustrative | Quality::Imported | Quality::Official => String::new(),
    }
}

/// What must be said of a figure of land that is made of units, with a space before it; nothing where none of them is schematic.
pub(super) fn land_of_units(language: Language, snapshot: &Snapshot, mut versions: impl Iterator<Item = usize>) -> String {
    if versions.any(|version| snapshot.units[version].version.quality == Quality::Schematic) {
        return told(
            language,
            " Diện tích tính theo ranh giới sơ đồ của đơn vị hành chính.",
            " The area is measured by schematic boundaries of units.",
        );
    }
    String::new()
}

/// What must be said of figures that count made-up plans, with a space before it.
pub(super) fn counts_made_up(language: Language) -> &'static str {
    match language {
        Language::Vi => " Số liệu có tính cả quy hoạch minh họa, không có thật.",
        Language::En => " The figures count plans that are made up.",
    }
}

/// The text with a capital letter at its start.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What must be said of a made-up thing.
pub(super) fn made_up(language: Language) -> String {
    told(
        language,
        "Dữ liệu minh họa, được đặt ra để trình bày chương trình, không có thật.",
        "Made up to show how the program works; it is not real.",
    )
}
