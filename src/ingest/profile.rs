//! Profiles: how the files of one origin differ from the canonical columns.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::columns::is_canonical;
use super::{DateFormat, Encoding};
use crate::domain::Level;

/// The built-in profiles by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("maxa", include_str!("profiles/maxa.toml")),
    ("mahuyen", include_str!("profiles/mahuyen.toml")),
    ("matinh", include_str!("profiles/matinh.toml")),
    ("gadm3", include_str!("profiles/gadm3.toml")),
    ("gadm2", include_str!("profiles/gadm2.toml")),
    ("gadm1", include_str!("profiles/gadm1.toml")),
    ("cod-ab-3", include_str!("profiles/cod-ab-3.toml")),
    ("cod-ab-2", include_str!("profiles/cod-ab-2.toml")),
    ("cod-ab-1", include_str!("profiles/cod-ab-1.toml")),
    ("geoboundaries", include_str!("profiles/geoboundaries.toml")),
    ("osm", include_str!("profiles/osm.toml")),
    ("tt16", include_str!("profiles/tt16.toml")),
];

/// The kinds of files that a profile can be of.
const KINDS: [&str; 6] = ["units", "areas", "plans", "events", "lineage", "observations"];

/// Largest profile file, in bytes.
const FILE_BYTES: u64 = 1 << 20;

/// Why a profile cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Neither the name of a built-in profile nor a file.
    #[error("cannot read the profile `{name}`: {reason}; hint: give a TOML file, or one of: {allowed}")]
    NotFound {
        /// The name or path as given.
        name: String,
        /// Why not.
        reason: String,
        /// The built-in profiles.
        allowed: String,
    },
    /// What is written in it cannot be used.
    #[error("the profile `{name}` is wrong: {reason}")]
    Wrong {
        /// The name or path as given.
        name: String,
        /// What is wrong, with the allowed values.
        reason: String,
    },
}

/// How the files of one origin differ from the canonical columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    of: Option<String>,
    recognised_by: Vec<String>,
    empty: Vec<String>,
    /// The TOML it was read from.
    written: String,
    encoding: Option<Encoding>,
    crs: Option<String>,
    date_format: DateFormat,
    serial_dates: bool,
    decimal_comma: bool,
    pad_codes: bool,
    level: Option<Level>,
    columns: BTreeMap<String, Vec<String>>,
    values: BTreeMap<String, String>,
}

/// A profile as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    of: Option<String>,
    #[serde(default)]
    recognised_by: Vec<String>,
    #[serde(default)]
    empty: Vec<String>,
    encoding: Option<String>,
    crs: Option<String>,
    date_format: Option<String>,
    #[serde(default)]
    serial_dates: bool,
    #[serde(default)]
    decimal_comma: bool,
    #[serde(default)]
    pad_codes: bool,
    level: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, OneOrMore>,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

/// One column name, or several of which the first with a value counts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Profile {
    /// The profile of that name, or of that file.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub fn open(name: &str) -> Result<Self, ProfileError> {
        if let Some(profile) = Self::built_in(name) {
            return Ok(profile);
        }
        let allowed = || Self::built_in_names().collect::<Vec<_>>().join(", ");
        let not_found = |reason: String| ProfileError::NotFound { name: name.to_owned(), reason, allowed: allowed() };
        let size = std::fs::metadata(Path::new(name)).map_err(|error| not_found(error.to_string()))?.len();
        if size > FILE_BYTES {
            return Err(not_found(format!("it has {size} bytes, allowed: {FILE_BYTES}")));
        }
        let text = std::fs::read_to_string(name).map_err(|error| not_found(error.to_string()))?;
        Self::parse(&text).map_err(|reason| ProfileError::Wrong { name: name.to_owned(), reason })
    }

    /// The names of the built-in profiles.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The built-in profile that the columns of a file of that kind show, with its name and those columns. The one with most of them counts.
    pub(super) fn recognised(of: &str, columns: &[String]) -> Option<(&'static str, Self)> {
        let has = |name: &String| columns.iter().any(|column| column.trim().eq_ignore_ascii_case(name));
        let fits = BUILT_IN.iter().filter_map(|(name, text)| {
            let profile = Self::parse(text).ok()?;
            (profile.of.as_deref() == Some(of) && profile.recognised_by.iter().all(has)).then_some((*name, profile))
        });
        // Of equals the first, which `max_by_key` would not take.
        fits.rev().max_by_key(|(_, profile)| profile.recognised_by.len())
    }

    /// The columns that a file of this layout has.
    pub(super) fn recognised_by(&self) -> &[String] {
        &self.recognised_by
    }

    /// Whether a cell of that text holds nothing.
    pub(super) fn is_empty_text(&self, text: &str) -> bool {
        self.empty.iter().any(|empty| empty == text.trim())
    }

    /// The built-in profile of that name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::parse(text).ok()
    }

    /// Reads a profile from TOML: `encoding`, `crs`, `date_format`, `serial_dates`, `decimal_comma`, `pad_codes`, `level`, `empty` (texts that stand
    /// for nothing), `[columns]` (canonical column = the file's column, or several of which the first with a value counts), `[values]`
    /// (for cells that are empty), and for built-in ones `of` and `recognised_by`.
    ///
    /// # Errors
    /// What is wrong, with the allowed values; an unknown key is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        for column in written.columns.keys().chain(written.values.keys()) {
            if !is_canonical(column) {
                return Err(format!("`{column}` is no canonical column; hint: write `canonical = \"column of the file\"`"));
            }
        }
        let columns = written.columns.into_iter().map(|(column, names)| match names {
            OneOrMore::One(name) => (column, vec![name]),
            OneOrMore::More(names) => (column, names),
        });
        if let Some(of) = written.of.as_deref().filter(|of| !KINDS.contains(of)) {
            return Err(format!("unknown kind of file `{of}`, allowed: {}", KINDS.join(", ")));
        }
        Ok(Self {
            of: written.of,
            recognised_by: written.recognised_by,
            empty: written.empty,
            written: text.to_owned(),
            encoding: written.encoding.map(|name| name.parse()).transpose()?,
            crs: written.crs,
            date_format: written.date_format.map(|name| name.parse()).transpose()?.unwrap_or_default(),
            serial_dates: written.serial_dates,
            decimal_comma: written.decimal_comma,
            pad_codes: written.pad_codes,
            level: written.level.map(|name| name.parse::<Level>().map_err(|error| error.to_string())).transpose()?,
            columns: columns.collect(),
            values: written.values,
        })
    }

    /// The TOML it was read from.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// The encoding of the text.
    #[must_use]
    pub const fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// The level of every unit.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    /// The coordinate reference system of files that tell none.
    #[must_use]
    pub fn crs(&self) -> Option<&str> {
        self.crs.as_deref()
    }

    /// How days are written.
    #[must_use]
    pub const fn date_format(&self) -> DateFormat {
        self.date_format
    }

    /// Whether days may be the day numbers of spreadsheets: `45554`.
    #[must_use]
    pub const fn serial_dates(&self) -> bool {
        self.serial_dates
    }

    /// Whether a comma stands before decimals, and a point between thousands: `1.234,5`.
    #[must_use]
    pub const fn decimal_comma(&self) -> bool {
        self.decimal_comma
    }

    /// Whether the zeros that codes of units have lost may be put back.
    #[must_use]
    pub const fn pad_codes(&self) -> bool {
        self.pad_codes
    }

    /// The file's columns that a canonical column is read from.
    pub(super) fn column(&self, canonical: &str) -> Option<&[String]> {
        self.columns.get(canonical).map(Vec::as_slice)
    }

    /// The value of cells of a canonical column that are empty.
    pub(super) fn value(&self, canonical: &str) -> Option<&str> {
        self.values.get(canonical).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_can_be_read() {
        for (name, text) in BUILT_IN {
            assert_eq!(Profile::parse(text).map(|_| ()), Ok(()), "{name}");
        }
        assert!(Profile::built_in("other").is_none());
    }

    #[test]
    fn a_layout_is_recognised_by_its_columns() {
        let of = |kind: &str, columns: &str| {
            let columns: Vec<String> = columns.split(' ').map(str::to_owned).collect();
            Profile::recognised(kind, &columns).map(|(name, _)| name)
        };
        assert_eq!(of("units", "MAXA TENXA LOAI MAHUYEN TENHUYEN MATINH TENTINH DIENTICH"), Some("maxa"));
        assert_eq!(of("units", "mahuyen tenhuyen matinh tentinh"), Some("mahuyen"));
        assert_eq!(of("units", "MATINH TENTINH"), Some("matinh"));
        assert_eq!(of("units", "GID_3 GID_0 COUNTRY GID_1 NAME_1 GID_2 NAME_2 NAME_3 TYPE_3 ENGTYPE_3 CC_3"), Some("gadm3"));
        assert_eq!(of("units", "GID_2 GID_0 COUNTRY GID_1 NAME_1 NAME_2 TYPE_2 CC_2"), Some("gadm2"));
        assert_eq!(of("units", "ADM2_EN ADM2_VI ADM2_PCODE ADM1_EN"), Some("cod-ab-2"));
        assert_eq!(of("units", "shapeName shapeISO shapeID shapeGroup shapeType"), Some("geoboundaries"));
        assert_eq!(of("plans", "maThongTinQH maHoSoQH maDoiTuong tenDoiTuong phanLoai ghiChu"), Some("tt16"));
        assert_eq!((of("plans", "MAXA TENXA"), of("units", "a b")), (None, None));
    }

    #[test]
    fn unknown_keys_are_wrong() {
        assert!(Profile::parse("encodign = \"tcvn3\"").unwrap_err().contains("encodign"));
        assert!(Profile::parse("[columns]\nMAXA = \"code\"").unwrap_err().contains("MAXA"));
        assert!(Profile::parse("encoding = \"latin9\"").unwrap_err().contains("tcvn3"));
        assert!(Profile::parse("date_format = \"m/d/Y\"").is_err());
    }

    #[test]
    fn a_profile_that_is_not_there_names_those_that_are() {
        let error = Profile::open("nowhere.toml").unwrap_err().to_string();
        assert!(error.contains("maxa"), "{error}");
    }
}
