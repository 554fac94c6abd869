//! The encodings of Vietnamese text: UTF-8, TCVN3 (ABC) and Windows-1258; all come out as NFC.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How text is written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// TCVN 5712:1993 VN3, known as ABC: capital letters with a tone are written as small ones.
    Tcvn3,
    /// The Vietnamese code page of Windows.
    Windows1258,
}

impl Encoding {
    /// The names in options and profiles.
    pub const NAMES: &'static str = "utf-8, tcvn3, windows-1258";
}

impl std::str::FromStr for Encoding {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Self::Utf8),
            "tcvn3" | "tcvn-3" | "abc" => Ok(Self::Tcvn3),
            "windows-1258" | "windows1258" | "cp1258" => Ok(Self::Windows1258),
            _ => Err(format!("unknown encoding `{name}`, allowed: {}", Self::NAMES)),
        }
    }
}

/// TCVN3 from byte A0 on, a row of sixteen a line; `\0` where it has no letter.
#[rustfmt::skip]
const TCVN3: [[char; 16]; 6] = [
    ['\0', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\0'],
    ['\0', '\0', '\0', '\0', '\0', 'à', 'ả', 'ã', 'á', 'ạ', '\0', 'ằ', 'ẳ', 'ẵ', 'ắ', '\0'],
    ['\0', '\0', '\0', '\0', '\0', '\0', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\0', 'ẻ', 'ẽ'],
    ['é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\0', '\0', '\0', 'ĩ', 'í', 'ị', 'ò'],
    ['\0', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù'],
    ['\0', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', '\0'],
];

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

/// Windows-1258 from byte 80 to 9F; `\0` where it has no character.
const WINDOWS_1258_SIGNS: &str = "€\0‚ƒ„…†‡ˆ\0‹Œ\0\0\0\0\0‘’“”•–—˜™\0›œ\0\0Ÿ";

fn tcvn3(byte: u8) -> Option<char> {
    if byte < 0x80 {
        return Some(char::from(byte));
    }
    let at = usize::from(byte.checked_sub(0xA0)?);
    Some(TCVN3[at / 16][at % 16]).filter(|letter| *letter != '\0')
}

fn windows_1258(byte: u8) -> Option<char> {
    match byte {
        0x80..0xA0 => WINDOWS_1258_SIGNS.chars().nth(usize::from(byte - 0x80)).filter(|sign| *sign != '\0'),
        _ => Some(WINDOWS_1258.iter().find(|(at, _)| *at == byte).map_or(char::from(byte), |(_, letter)| *letter)),
    }
}

/// Decodes bytes; `None` for the encoding is UTF-8. `None` where the bytes are not of that encoding.
pub(super) fn decode_bytes(bytes: &[u8], encoding: Option<Encoding>) -> Option<String> {
    match encoding {
        None | Some(Encoding::Utf8) => std::str::from_utf8(bytes).ok().map(nfc),
        Some(Encoding::Tcvn3) => bytes.iter().map(|byte| tcvn3(*byte)).collect(),
        Some(Encoding::Windows1258) => bytes.iter().map(|byte| windows_1258(*byte)).collect::<Option<String>>().map(|text| nfc(&text)),
    }
}

/// The bytes that text was made of, if it is Latin-1.
pub(super) fn latin1_bytes(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}

/// Decodes text that a reader has already decoded: where it was taken for Latin-1, and another encoding is asked for,
/// its bytes are read again. `None` where that fails, or where the reader found bytes it could not read.
pub(super) fn decode_text(text: &str, encoding: Option<Encoding>) -> Option<String> {
    match encoding {
        Some(Encoding::Tcvn3 | Encoding::Windows1258) if !text.is_ascii() => match latin1_bytes(text) {
            Some(bytes) => decode_bytes(&bytes, encoding),
            None => Some(nfc(text)),
        },
        _ if text.contains(char::REPLACEMENT_CHARACTER) => None,
        _ => Some(nfc(text)),
    }
}

fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

/// Whether text looks like TCVN3 that was taken for Latin-1, as in `Hoµng V¨n Thô`: a sign that no Vietnamese word
/// holds stands next to a letter, and all of it can be read as TCVN3.
pub(super) fn looks_like_tcvn3(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    let odd = |letter: &char| {
        let code = u32::from(*letter);
        (0xA1..=0xFF).contains(&code) && !"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý°±²³«»·×".contains(*letter)
    };
    let beside = |at: usize| {
        let is_letter = |other: Option<&char>| other.is_some_and(char::is_ascii_alphabetic);
        is_letter(at.checked_sub(1).and_then(|before| letters.get(before))) || is_letter(letters.get(at + 1))
    };
    let bytes_fit = || latin1_bytes(text).is_some_and(|bytes| bytes.iter().all(|byte| tcvn3(*byte).is_some()));
    letters.iter().enumerate().any(|(at, letter)| odd(letter) && beside(at)) && bytes_fit()
}

/// How a text that could not be decoded is shown: bytes that are no ASCII as `\xE0`.
pub(super) fn shown(bytes: &[u8]) -> Cow<'static, str> {
    let mut text = String::new();
    for byte in bytes.iter().take(60) {
        text.extend(std::ascii::escape_default(*byte).map(char::from));
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_reads_the_sample_of_the_standard() {
        let bytes =
            [0x50, 0x68, 0xAD, 0xEA, 0x6E, 0x67, 0x20, 0x48, 0x6F, 0xB5, 0x6E, 0x67, 0x20, 0x56, 0xA8, 0x6E, 0x20, 0x54, 0x68, 0xF4];
        assert_eq!(decode_bytes(&bytes, Some(Encoding::Tcvn3)).as_deref(), Some("Phường Hoàng Văn Thụ"));
        let latin1: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(decode_text(&latin1, Some(Encoding::Tcvn3)).as_deref(), Some("Phường Hoàng Văn Thụ"));
        assert!(looks_like_tcvn3(&latin1));
    }

    #[test]
    fn tcvn3_has_its_74_letters_at_their_bytes() {
        let table = [
            (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
            (0xB5, "àảãáạ"),
            (0xBB, "ằẳẵắ"),
            (0xC6, "ặầẩẫấậè"),
            (0xCE, "ẻẽéẹềểễếệìỉ"),
            (0xDC, "ĩíịò"),
            (0xE1, "ỏõóọồổỗốộờởỡớợù"),
            (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
        ];
        let mut letters = 0;
        for (first, expected) in table {
            for (at, letter) in (first..=0xFF).zip(expected.chars()) {
                assert_eq!(tcvn3(at), Some(letter), "byte {at:X}");
                letters += 1;
            }
        }
        assert_eq!((0xA0..=0xFF).filter_map(tcvn3).count(), letters);
        assert_eq!(letters, 74);
    }

    #[test]
    fn windows_1258_composes_its_tone_marks() {
        let bytes = b"Th\xF5 \xD0\xEA\xECn n\xE0o";
        assert_eq!(decode_bytes(bytes, Some(Encoding::Windows1258)).as_deref(), Some("Thơ Đến nào"));
    }

    #[test]
    fn real_vietnamese_does_not_look_like_tcvn3() {
        for text in ["Xã Bắc Ái", "Đà Nẵng", "Tràng Định, 25 °C, 10 m²", "Thị trấn Đồng Mỏ × 2", "Rivière"] {
            assert!(!looks_like_tcvn3(text), "{text}");
        }
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(decode_text("Xa\u{303}", None).as_deref(), Some("Xã"));
        assert_eq!(decode_bytes(b"X\xE3", None), None);
    }
}
