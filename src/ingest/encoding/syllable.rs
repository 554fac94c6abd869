//! Whether a word is a Vietnamese syllable: how likely a reading of bytes is, is how many of its words are.

use unicode_normalization::UnicodeNormalization;

/// Initial consonants.
const INITIALS: [&str; 27] = [
    "ngh", "ng", "nh", "gh", "gi", "g", "kh", "k", "ch", "c", "th", "tr", "t", "ph", "p", "qu", "b", "d", "đ", "h", "l", "m", "n", "r",
    "s", "v", "x",
];

/// Vowels of a syllable without their tone.
const VOWELS: [&str; 50] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "iêu", "iu",
    "oa", "oai", "oay", "oă", "oe", "oi", "ôi", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa",
    "ưi", "ươ", "ươi", "yê", "yêu",
];

/// Vowels that are rare, or stand in loans and in names of the minorities.
const RARE_VOWELS: [&str; 4] = ["ưu", "ươu", "oo", "oeo"];

/// Final consonants; after a stop only two tones are possible. `k` stands in names of the Central Highlands.
const FINALS: [&str; 5] = ["", "m", "n", "ng", "nh"];
const STOPS: [&str; 5] = ["c", "ch", "p", "t", "k"];

/// Words that planning tables are full of, without which a short table could be read in two ways.
const COMMON: [&str; 48] = [
    "xã",
    "phường",
    "thị",
    "trấn",
    "huyện",
    "quận",
    "thành",
    "phố",
    "tỉnh",
    "đặc",
    "xây",
    "dựng",
    "đô",
    "hoạch",
    "chung",
    "phân",
    "chi",
    "tiết",
    "quyết",
    "định",
    "lạng",
    "sơn",
    "điều",
    "chỉnh",
    "nhiệm",
    "vụ",
    "đồ",
    "án",
    "phê",
    "duyệt",
    "công",
    "bố",
    "của",
    "và",
    "đến",
    "năm",
    "lộc",
    "bình",
    "văn",
    "hòa",
    "hoà",
    "tân",
    "đồng",
    "yên",
    "đức",
    "hải",
    "hà",
    "nội",
];

/// How a word reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// No Vietnamese syllable.
    Strange,
    /// A syllable as there may be.
    Syllable,
    /// A word that stands in every planning table.
    Common,
}

/// Looks at a word. Capitals stand at its beginning or all through; `loose_case` lets small letters with a tone stand among capitals,
/// as TCVN3 writes them.
pub(super) fn word(word: &str, loose_case: bool) -> Word {
    if !(case_fits(word, loose_case) && is_syllable(word)) {
        return Word::Strange;
    }
    let lower = word.to_lowercase();
    if COMMON.contains(&lower.as_str()) { Word::Common } else { Word::Syllable }
}

fn case_fits(word: &str, loose: bool) -> bool {
    let mut letters = word.chars().filter(|letter| !(loose && is_toned_small(*letter)));
    let Some(first) = letters.next() else { return true };
    let rest: Vec<char> = letters.collect();
    rest.iter().all(|letter| letter.is_lowercase()) || (!first.is_lowercase() && rest.iter().all(|letter| !letter.is_lowercase()))
}

/// Whether it is a small vowel with a tone, for which TCVN3 has no capital.
pub(super) fn is_toned_small(letter: char) -> bool {
    letter.is_lowercase() && !letter.is_ascii() && std::iter::once(letter).nfd().any(is_tone)
}

const fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let tones: Vec<char> = lower.nfd().filter(|mark| is_tone(*mark)).collect();
    let plain: String = lower.nfd().filter(|mark| !is_tone(*mark)).nfc().collect();
    let stop_fits = matches!(tones[..], ['\u{301}' | '\u{323}']);
    tones.len() <= 1
        && std::iter::once("").chain(INITIALS).filter_map(|initial| plain.strip_prefix(initial)).any(|rest| {
            let vowels = VOWELS.iter().chain(&RARE_VOWELS).filter_map(|vowel| rest.strip_prefix(vowel));
            vowels.into_iter().any(|end| FINALS.contains(&end) || (stop_fits && STOPS.contains(&end)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_names_and_terms_are_known() {
        for text in [
            "Xã",
            "PHƯỜNG",
            "Đắk",
            "Nghệ",
            "gìn",
            "giếng",
            "Quốc",
            "quyết",
            "khuỷu",
            "Thuỵ",
            "Thụy",
            "ưu",
            "rượu",
            "Ái",
            "Ý",
            "yêu",
            "oách",
            "Lắk",
            "Mỏ",
            "LẠNG",
        ] {
            assert_ne!(word(text, false), Word::Strange, "{text}");
        }
        assert_eq!((word("Xã", false), word("Ngheo", false)), (Word::Common, Word::Syllable));
    }

    #[test]
    fn what_another_code_makes_of_words_is_strange() {
        for text in ["Hoµng", "V¨n", "HoƠng", "trÊn", "Rivière", "Lôc", "áà", "Đòng\u{a8}", "xcã"] {
            assert_eq!(word(text, false), Word::Strange, "{text}");
        }
        assert_eq!((word("LạNG", false), word("LạNG", true)), (Word::Strange, Word::Common));
    }
}
