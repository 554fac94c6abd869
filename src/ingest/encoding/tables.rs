//! The byte tables: TCVN3 and VISCII (TCVN 5712:1993; RFC 1456), VNI for Windows, Windows-1258 and Windows-1252.

use unicode_normalization::UnicodeNormalization;

/// TCVN3 from byte A0 on, a row of sixteen a line; `\0` where it has no letter.
#[rustfmt::skip]
const TCVN3: [[char; 16]; 6] = [
    ['\u{a0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\0'],
    ['\0', '\0', '\0', '\0', '\0', 'à', 'ả', 'ã', 'á', 'ạ', '\0', 'ằ', 'ẳ', 'ẵ', 'ắ', '\0'],
    ['\0', '\0', '\0', '\0', '\0', '\0', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\0', 'ẻ', 'ẽ'],
    ['é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\0', '\0', '\0', 'ĩ', 'í', 'ị', 'ò'],
    ['\0', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù'],
    ['\0', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', '\0'],
];

/// VISCII from byte 80 on.
const VISCII: &str =
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// The six letters that VISCII puts among the control codes.
const VISCII_CONTROLS: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// Windows-1258 from byte C0 on, where it differs from Latin-1.
const WINDOWS_1258: &[(u8, char)] = &[
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

/// Windows-1252 from byte 80 to 9F; `\0` where it has no character.
const WINDOWS_1252_SIGNS: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// A character of TCVN3; quotes and dashes stand where word processors of its time put them.
pub(super) fn tcvn3(byte: u8) -> Option<char> {
    match byte {
        0..0x80 => Some(char::from(byte)),
        0x80..0xA0 => quote(byte),
        _ => Some(TCVN3[usize::from(byte - 0xA0) / 16][usize::from(byte % 16)]).filter(|letter| *letter != '\0'),
    }
}

/// A character of VISCII.
pub(super) fn viscii(byte: u8) -> Option<char> {
    match byte {
        0..0x80 => Some(VISCII_CONTROLS.iter().find(|(at, _)| *at == byte).map_or(char::from(byte), |(_, letter)| *letter)),
        _ => VISCII.chars().nth(usize::from(byte - 0x80)),
    }
}

/// A character of Windows-1258; tone marks follow their letter.
pub(super) fn windows_1258(byte: u8) -> Option<char> {
    match byte {
        // It has no S and Z with caron.
        0x8A | 0x8E | 0x9A | 0x9E => None,
        0x80..0xA0 => windows_1252(byte),
        _ => Some(WINDOWS_1258.iter().find(|(at, _)| *at == byte).map_or(char::from(byte), |(_, letter)| *letter)),
    }
}

/// A character of Windows-1252.
pub(super) fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..0xA0 => WINDOWS_1252_SIGNS.chars().nth(usize::from(byte - 0x80)).filter(|sign| *sign != '\0'),
        _ => Some(char::from(byte)),
    }
}

/// The byte that Windows-1252, or Latin-1, reads as that character.
pub(super) fn windows_1252_byte(letter: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(letter)) {
        return Some(byte);
    }
    WINDOWS_1252_SIGNS.chars().zip(0x80..).find(|(sign, _)| *sign == letter).map(|(_, byte)| byte)
}

/// The quotes, dashes and dots that word processors put between 80 and 9F, whatever the font.
fn quote(byte: u8) -> Option<char> {
    matches!(byte, 0x82 | 0x84 | 0x85 | 0x91..=0x97).then(|| windows_1252(byte)).flatten()
}

/// Letters that VNI writes in one byte, in lower case; the capital stands 20 below.
const VNI_SINGLE: [(u8, char); 9] =
    [(0xF4, 'ơ'), (0xF6, 'ư'), (0xF1, 'đ'), (0xED, 'í'), (0xEC, 'ì'), (0xE6, 'ỉ'), (0xF3, 'ĩ'), (0xF2, 'ị'), (0xEE, 'ỵ')];

/// What a second byte of VNI puts on the vowel before it.
const VNI_MARKS: [(u8, &str); 17] = [
    (0xF9, "\u{301}"),
    (0xF8, "\u{300}"),
    (0xFB, "\u{309}"),
    (0xF5, "\u{303}"),
    (0xEF, "\u{323}"),
    (0xE2, "\u{302}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE0, "\u{302}\u{300}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xEA, "\u{306}"),
    (0xE9, "\u{306}\u{301}"),
    (0xE8, "\u{306}\u{300}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFC, "\u{306}\u{303}"),
    (0xEB, "\u{306}\u{323}"),
];

/// The byte of the small letter, for a byte of VNI.
const fn vni_small(byte: u8) -> u8 {
    if matches!(byte, 0xC0..=0xDF) { byte + 0x20 } else { byte }
}

/// Text in VNI for Windows: a vowel, then a byte for what stands above and below it.
pub(super) fn vni(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    // The vowel that a mark may follow.
    let mut vowel: Option<char> = None;
    for byte in bytes {
        let small = vni_small(*byte);
        let mark = VNI_MARKS.iter().find(|(at, _)| *at == small).map(|(_, mark)| *mark);
        if let Some((vowel, mark)) = vowel.take().zip(mark).filter(|(vowel, mark)| carries(*vowel, mark)) {
            text.pop();
            text.extend(std::iter::once(vowel).chain(mark.chars()).nfc());
            continue;
        }
        let letter = match VNI_SINGLE.iter().find(|(at, _)| *at == small) {
            Some((_, letter)) if small == *byte => *letter,
            Some((_, letter)) => letter.to_uppercase().next()?,
            None if byte.is_ascii() => char::from(*byte),
            None if *byte == 0xA0 => '\u{a0}',
            None => quote(*byte)?,
        };
        vowel = Some(letter).filter(|letter| "aeouyơưAEOUYƠƯ".contains(*letter));
        text.push(letter);
    }
    Some(text)
}

/// Whether there is such a letter: a breve stands on `a` alone, a circumflex on `a`, `e` and `o`.
fn carries(vowel: char, mark: &str) -> bool {
    match mark.chars().next() {
        Some('\u{306}') => "aA".contains(vowel),
        Some('\u{302}') => "aeoAEO".contains(vowel),
        _ => true,
    }
}
