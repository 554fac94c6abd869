//! Administrative units, each as it was during a period: the identity is (code, vintage), never the code alone.

use super::vocabulary::{Quality, vocabulary};
use super::{Day, Land, Period};

vocabulary! {
    /// The three levels of administrative units, from the top.
    Level as "level" {
        Province = "province", "cấp tỉnh", "province";
        District = "district", "cấp huyện", "district";
        Commune = "commune", "cấp xã", "commune";
    }
}

impl Level {
    /// The level that a code of so many digits has in the national list (2, 3 or 5 digits).
    #[must_use]
    pub const fn of_code_length(digits: usize) -> Option<Self> {
        match digits {
            2 => Some(Self::Province),
            3 => Some(Self::District),
            5 => Some(Self::Commune),
            _ => None,
        }
    }
}

vocabulary! {
    /// Kind of administrative unit (Law on Organisation of Local Government 72/2025/QH15, and 77/2015/QH13 before it).
    UnitKind as "kind of unit" {
        Province = "province", "Tỉnh", "province";
        Municipality = "municipality", "Thành phố trực thuộc trung ương", "centrally run city";
        ProvincialCity = "provincial_city", "Thành phố", "provincial city";
        Town = "town", "Thị xã", "town";
        UrbanDistrict = "urban_district", "Quận", "urban district";
        District = "district", "Huyện", "district";
        Ward = "ward", "Phường", "ward";
        Township = "township", "Thị trấn", "township";
        Commune = "commune", "Xã", "commune";
        SpecialZone = "special_zone", "Đặc khu", "special zone";
    }
}

impl UnitKind {
    /// The level that units of this kind stand on.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Province | Self::Municipality => Level::Province,
            Self::ProvincialCity | Self::Town | Self::UrbanDistrict | Self::District => Level::District,
            Self::Ward | Self::Township | Self::Commune | Self::SpecialZone => Level::Commune,
        }
    }

    /// Reads the word as it is written for a unit of that level: `Thành phố` is a provincial city among districts
    /// and a centrally run city among provinces.
    ///
    /// # Errors
    /// The word is neither a code nor a Vietnamese term.
    pub fn read(word: &str, level: Option<Level>) -> Result<Self, super::UnknownWord> {
        let kind: Self = word.parse()?;
        Ok(match (kind, level) {
            (Self::ProvincialCity, Some(Level::Province)) => Self::Municipality,
            _ => kind,
        })
    }
}

/// The code of a unit in the national list: 2 digits for a province, 3 for a district, 5 for a commune.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitCode(String);

impl UnitCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Not 2, 3 or 5 digits; a spreadsheet that dropped leading zeros is the usual cause.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits && Level::of_code_length(text.len()).is_some() {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("`{text}` is not a unit code of 2 (province), 3 (district) or 5 (commune) digits"))
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The level that the number of digits tells.
    #[must_use]
    pub fn level(&self) -> Level {
        Level::of_code_length(self.0.len()).unwrap_or(Level::Commune)
    }
}

impl std::fmt::Display for UnitCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What tells one unit version from every other: its code and its first day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitKey {
    /// The code.
    pub code: UnitCode,
    /// The first day in force; `None` is "as far back as known".
    pub valid_from: Option<Day>,
}

impl UnitKey {
    /// A number that is the same for this unit version in every revision: the code followed by the first day,
    /// counted from 1900-01-01. Below 2^53, so that browsers keep it exact.
    #[must_use]
    pub fn feature_id(&self) -> u64 {
        let first = Day::constant(1900, 1, 1);
        let days = self.valid_from.map_or(0, |from| (from - first).get_days().max(0));
        let digits: u64 = self.code.as_str().parse().unwrap_or(0);
        let level = self.code.as_str().len() as u64;
        (level * 100_000 + digits) * 1_000_000 + u64::try_from(days).unwrap_or(0) + u64::from(self.valid_from.is_some())
    }
}

/// A unit as it was during a period.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitVersion {
    /// The code.
    pub code: UnitCode,
    /// The name without the kind, for example `Chi Lăng`.
    pub name: String,
    /// The kind.
    pub kind: UnitKind,
    /// The unit it belonged to during this period.
    pub parent_code: Option<UnitCode>,
    /// When it was so.
    pub period: Period,
    /// Its land.
    pub boundary: Land,
    /// How far the boundary can be trusted.
    pub quality: Quality,
    /// Where the record comes from.
    pub source: Option<String>,
}

impl UnitVersion {
    /// What tells it from every other version.
    #[must_use]
    pub fn key(&self) -> UnitKey {
        UnitKey { code: self.code.clone(), valid_from: self.period.from }
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.kind.level()
    }

    /// The name with its kind, for example `Thị trấn Đồng Mỏ`.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.kind {
            UnitKind::Municipality => format!("{} {}", UnitKind::ProvincialCity.vi(), self.name),
            kind => format!("{} {}", kind.vi(), self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn codes_have_two_three_or_five_digits() {
        assert_eq!(UnitCode::new(" 06463 ").map(|code| code.level()), Ok(Level::Commune));
        assert!(UnitCode::new("6463").is_err() && UnitCode::new("0646A").is_err() && UnitCode::new("").is_err());
    }

    #[test]
    fn a_city_among_provinces_is_centrally_run() {
        assert_eq!(UnitKind::read("Thành phố", Some(Level::Province)), Ok(UnitKind::Municipality));
        assert_eq!(UnitKind::read("thành phố", Some(Level::District)), Ok(UnitKind::ProvincialCity));
    }

    #[test]
    fn feature_ids_differ_by_code_by_level_and_by_first_day() {
        let key = |code: &str, from: Option<&str>| UnitKey {
            code: UnitCode::new(code).unwrap(),
            valid_from: from.map(|text| parse_day(text).unwrap()),
        };
        let keys = [key("20", None), key("020", None), key("00020", None), key("20", Some("1900-01-01")), key("20", Some("2025-07-01"))];
        let ids: std::collections::HashSet<u64> = keys.iter().map(UnitKey::feature_id).collect();
        assert_eq!(ids.len(), keys.len());
        assert!(ids.iter().all(|id| *id < 1 << 53));
    }
}
