//! The capitals that TCVN3 lacks: a vowel with a tone is written small there, even where a name begins with it.

use super::syllable::is_toned_small;

/// A proper name with its capitals: each word begins with one, and a name in capitals is so all through. `None` if nothing is amiss.
///
/// Only small vowels with a tone are touched: for those TCVN3 has no capital.
pub(in crate::ingest) fn with_capitals(name: &str) -> Option<String> {
    let all = in_capitals(name);
    let mut begins = true;
    let restored: String = name
        .chars()
        .flat_map(|letter| {
            let raise = is_toned_small(letter) && (all || begins);
            begins = !letter.is_alphanumeric() && letter != '\'' && letter != '’';
            if raise { letter.to_uppercase().collect::<Vec<_>>() } else { vec![letter] }
        })
        .collect();
    (restored != name).then_some(restored)
}

/// Whether every letter that has a capital in TCVN3 is one, two of them in one word: `LạNG SƠN` is, `Bò` may not be.
fn in_capitals(name: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(|letter| letter.is_uppercase()).count();
    let small = name.chars().any(|letter| letter.is_lowercase() && !is_toned_small(letter));
    !small && name.split_whitespace().any(|word| capitals(word) >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_begin_with_a_capital() {
        for (scar, name) in
            [("ái Quốc", "Ái Quốc"), ("Đồng ý", "Đồng Ý"), ("Bắc ái", "Bắc Ái"), ("LạNG SƠN", "LẠNG SƠN"), ("Tân-ỷ", "Tân-Ỷ")]
        {
            assert_eq!(with_capitals(scar).as_deref(), Some(name), "{scar}");
        }
        for name in ["Ái Quốc", "Hòa Bình", "xã Bắc Sơn", "Bò", "Đồng Mỏ", "A Lù", "H'lê"] {
            assert_eq!(with_capitals(name), None, "{name}");
        }
    }
}
