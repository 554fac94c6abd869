//! Profiles: how the files of one origin differ from the canonical columns.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::columns::is_canonical;
use super::{DateFormat, Encoding};
use crate::domain::Level;

/// The built-in profiles by name.
const BUILT_IN: &[(&str, &str)] = &[("maxa", include_str!("profiles/maxa.toml"))];

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
    /// The TOML it was read from.
    written: String,
    encoding: Option<Encoding>,
    crs: Option<String>,
    date_format: DateFormat,
    level: Option<Level>,
    columns: BTreeMap<String, Vec<String>>,
    values: BTreeMap<String, String>,
}

/// A profile as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    encoding: Option<String>,
    crs: Option<String>,
    date_format: Option<String>,
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
        let allowed = || BUILT_IN.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let not_found = |reason: String| ProfileError::NotFound { name: name.to_owned(), reason, allowed: allowed() };
        let size = std::fs::metadata(Path::new(name)).map_err(|error| not_found(error.to_string()))?.len();
        if size > FILE_BYTES {
            return Err(not_found(format!("it has {size} bytes, allowed: {FILE_BYTES}")));
        }
        let text = std::fs::read_to_string(name).map_err(|error| not_found(error.to_string()))?;
        Self::parse(&text).map_err(|reason| ProfileError::Wrong { name: name.to_owned(), reason })
    }

    /// The built-in profile of that name: `maxa` for the columns MAXA, TENXA, LOAI, MAHUYEN and MATINH.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::parse(text).ok()
    }

    /// Reads a profile from TOML: `encoding`, `crs`, `date_format`, `level`, `[columns]` (canonical column = the file's
    /// column, or several of which the first with a value counts) and `[values]` (for cells that are empty).
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
        Ok(Self {
            written: text.to_owned(),
            encoding: written.encoding.map(|name| name.parse()).transpose()?,
            crs: written.crs,
            date_format: written.date_format.map(|name| name.parse()).transpose()?.unwrap_or_default(),
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
    fn unknown_keys_are_wrong() {
        assert!(Profile::parse("encodign = \"tcvn3\"").unwrap_err().contains("encodign"));
        assert!(Profile::parse("[columns]\nMAXA = \"code\"").unwrap_err().contains("MAXA"));
        assert!(Profile::parse("encoding = \"vni\"").unwrap_err().contains("tcvn3"));
        assert!(Profile::parse("date_format = \"m/d/Y\"").is_err());
    }

    #[test]
    fn a_profile_that_is_not_there_names_those_that_are() {
        let error = Profile::open("nowhere.toml").unwrap_err().to_string();
        assert!(error.contains("maxa"), "{error}");
    }
}
