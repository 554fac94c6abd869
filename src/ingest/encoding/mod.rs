//! The encodings of Vietnamese text, and which of them a column is in; all text comes out as NFC.
//!
//! In reading order: what bytes read as in an encoding ([`Encoding::decode`]), the tables of their letters, whether a word is a Vietnamese
//! syllable, the score of each reading of a column, the decoder of a file, and the capitals that TCVN3 lost.

mod capitals;
mod decoder;
mod score;
mod syllable;
mod tables;
#[cfg(test)]
mod tests;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub(super) use capitals::with_capitals;
pub(super) use decoder::{Cell, Claim, Decoder, decode_names};

/// How text is written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// TCVN 5712:1993 VN3, known as ABC: capital letters with a tone are written as small ones.
    Tcvn3,
    /// TCVN3 in a font of capitals, such as `.VnTimeH`: small letters are shown as capitals.
    Tcvn3Capitals,
    /// VNI for Windows: a vowel and its tone are two bytes.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// The Vietnamese code page of Windows.
    Windows1258,
    /// The code page of Western Europe, which has only a part of the Vietnamese letters.
    Windows1252,
}

impl Encoding {
    /// The names in options and profiles.
    pub const NAMES: &'static str = "utf-8, tcvn3, tcvn3-capitals, vni, viscii, windows-1258, windows-1252";

    /// The name in options and profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Tcvn3 => "tcvn3",
            Self::Tcvn3Capitals => "tcvn3-capitals",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Windows1258 => "windows-1258",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// What the bytes read as, in NFC; `None` where they are not of this encoding.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let single = |letter: fn(u8) -> Option<char>| bytes.iter().map(|byte| letter(*byte)).collect::<Option<String>>();
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(nfc),
            Self::Tcvn3 => single(tables::tcvn3),
            Self::Tcvn3Capitals => single(tables::tcvn3).map(|text| text.to_uppercase()),
            Self::Vni => tables::vni(bytes),
            Self::Viscii => single(tables::viscii),
            Self::Windows1258 => single(tables::windows_1258).map(|text| nfc(&text)),
            Self::Windows1252 => single(tables::windows_1252).map(|text| nfc(&text)),
        }
    }
}

impl std::str::FromStr for Encoding {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Self::Utf8),
            "tcvn3" | "tcvn-3" | "abc" => Ok(Self::Tcvn3),
            "tcvn3-capitals" | "abc-capitals" => Ok(Self::Tcvn3Capitals),
            "vni" | "vni-windows" => Ok(Self::Vni),
            "viscii" => Ok(Self::Viscii),
            "windows-1258" | "windows1258" | "cp1258" => Ok(Self::Windows1258),
            "windows-1252" | "windows1252" | "cp1252" => Ok(Self::Windows1252),
            _ => Err(format!("unknown encoding `{name}`, allowed: {}", Self::NAMES)),
        }
    }
}

/// Text as a source delivers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RawText {
    /// Decoded as its format says.
    Unicode(String),
    /// Bytes whose encoding only we can tell.
    Bytes(Vec<u8>),
}

impl RawText {
    /// Bytes that a reader delivers one by one as Latin-1; what does not fit is Unicode already.
    pub fn latin1(text: String) -> Self {
        let bytes = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect::<Option<Vec<u8>>>();
        bytes.map_or(Self::Unicode(text), Self::Bytes)
    }

    /// Whether every encoding reads it alike. VISCII's six letters among the control codes stand beside others, so they tell nothing.
    fn is_plain(&self) -> bool {
        self.plain().is_some()
    }

    /// The text, if every encoding reads it alike.
    pub fn plain(&self) -> Option<&str> {
        match self {
            Self::Unicode(text) => Some(text.as_str()),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        }
        .filter(|text| text.is_ascii())
    }

    /// The text as it stands: Unicode, or bytes that are valid UTF-8.
    fn as_it_is(&self) -> Option<String> {
        match self {
            Self::Unicode(text) => Some(nfc(text)).filter(|text| !text.contains(char::REPLACEMENT_CHARACTER)),
            Self::Bytes(bytes) => Encoding::Utf8.decode(bytes),
        }
    }

    /// The text in another encoding: its bytes, or those that were taken for Windows-1252 before.
    fn read_as(&self, encoding: Encoding) -> Option<String> {
        let taken = |text: &str| text.chars().map(tables::windows_1252_byte).collect::<Option<Vec<u8>>>();
        match self {
            Self::Unicode(text) => taken(text).and_then(|bytes| encoding.decode(&bytes)),
            Self::Bytes(bytes) => {
                let again = std::str::from_utf8(bytes).ok().and_then(taken);
                encoding.decode(again.as_deref().unwrap_or(bytes))
            }
        }
    }

    /// How it is shown where it cannot be read: bytes that are no ASCII as `\xE0`.
    pub fn shown(&self) -> String {
        match self {
            Self::Unicode(text) => text.chars().take(60).collect(),
            Self::Bytes(bytes) => bytes.iter().take(60).flat_map(|byte| std::ascii::escape_default(*byte)).map(char::from).collect(),
        }
    }
}

fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}
