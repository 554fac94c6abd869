//! The names of units: which unit a name in a table means, on the day that counts.
//!
//! Accents, case and the type word (`TT.`, `thị trấn`, `P.`, `TX`, `H.`) do not matter. A name that fits several units is never chosen from:
//! the candidates are told with code, full name and period.

use std::collections::BTreeMap;

use super::issues::{Finding, UNIT_NAME, UNIT_NAME_AMBIGUOUS, UNIT_NAME_UNKNOWN};
use super::values::{Taken, excerpt};
use crate::domain::{Day, Level, Period, UnitCode, UnitKind, UnitVersion, fold, parse_day};

/// The units that names are looked up in.
#[derive(Debug, Default)]
pub struct Gazetteer {
    units: Vec<Named>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_code: BTreeMap<UnitCode, Vec<usize>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Named {
    code: UnitCode,
    full_name: String,
    name: String,
    kind: UnitKind,
    parent: Option<UnitCode>,
    period: Period,
}

/// A unit as it passes to the process that reads.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct NamedForm {
    code: String,
    full_name: String,
    name: String,
    kind: String,
    parent: Option<String>,
    period: (Option<String>, Option<String>),
}

/// How many candidates are told.
const SHOWN: usize = 6;

/// Type words as they stand before a name, longer ones first, with the kinds they may mean.
const TYPE_WORDS: [(&str, &[UnitKind]); 18] = [
    ("thanh pho", &[UnitKind::ProvincialCity, UnitKind::Municipality]),
    ("thi tran", &[UnitKind::Township]),
    ("dac khu", &[UnitKind::SpecialZone]),
    ("thi xa", &[UnitKind::Town]),
    ("phuong", &[UnitKind::Ward]),
    ("huyen", &[UnitKind::District]),
    ("quan", &[UnitKind::UrbanDistrict]),
    ("tinh", &[UnitKind::Province]),
    ("xa", &[UnitKind::Commune]),
    ("tp", &[UnitKind::ProvincialCity, UnitKind::Municipality]),
    ("tt", &[UnitKind::Township]),
    ("tx", &[UnitKind::Town]),
    ("dk", &[UnitKind::SpecialZone]),
    ("p", &[UnitKind::Ward]),
    ("h", &[UnitKind::District]),
    ("q", &[UnitKind::UrbanDistrict]),
    ("x", &[UnitKind::Commune]),
    ("t", &[UnitKind::Province]),
];

impl Gazetteer {
    /// The names of unit versions.
    pub fn of<'a>(versions: impl IntoIterator<Item = &'a UnitVersion>) -> Self {
        let mut gazetteer = Self::default();
        for version in versions {
            gazetteer.add(Named {
                code: version.code.clone(),
                full_name: version.full_name(),
                name: fold(&version.name),
                kind: version.kind,
                parent: version.parent_code.clone(),
                period: version.period,
            });
        }
        gazetteer
    }

    fn add(&mut self, unit: Named) {
        let at = self.units.len();
        self.by_name.entry(unit.name.clone()).or_default().push(at);
        self.by_code.entry(unit.code.clone()).or_default().push(at);
        self.units.push(unit);
    }

    /// The units as they pass to the process that reads.
    pub(super) fn pass(&self) -> Vec<NamedForm> {
        let text = |day: Option<Day>| day.map(|day| day.to_string());
        let form = |unit: &Named| NamedForm {
            code: unit.code.to_string(),
            full_name: unit.full_name.clone(),
            name: unit.name.clone(),
            kind: unit.kind.code().to_owned(),
            parent: unit.parent.as_ref().map(ToString::to_string),
            period: (text(unit.period.from), text(unit.period.to)),
        };
        self.units.iter().map(form).collect()
    }

    /// The units as they were passed; `None` if they are nonsense.
    pub(super) fn receive(units: Vec<NamedForm>) -> Option<Self> {
        let mut gazetteer = Self::default();
        for NamedForm { code, full_name, name, kind, parent, period } in units {
            let day = |text: Option<String>| text.map(|text| parse_day(&text)).transpose().ok();
            gazetteer.add(Named {
                code: UnitCode::new(&code).ok()?,
                full_name,
                name,
                kind: kind.parse().ok()?,
                parent: parent.map(|code| UnitCode::new(&code)).transpose().ok()?,
                period: Period { from: day(period.0)?, to: day(period.1)? },
            });
        }
        Some(gazetteer)
    }

    /// The unit that a name means on a day (`None`: on any); `xã Hòa Bình, huyện Bình Gia` names it within its parent.
    pub(super) fn unit(&self, text: &str, on: Option<Day>, of_level: &dyn Fn(Level) -> bool) -> Result<Taken<UnitCode>, Finding> {
        let mut parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let (own, parents) = (parts.next().unwrap_or(text), parts.collect::<Vec<_>>());
        let fits = |unit: &&Named| parents.iter().all(|parent| self.lies_in(unit, parent, on)) && of_level(unit.kind.level());
        let named: Vec<&Named> = self.named(own).into_iter().filter(fits).collect();
        let valid: Vec<&Named> = named.iter().copied().filter(|unit| on.is_none_or(|day| unit.period.contains(day))).collect();
        let codes: std::collections::BTreeSet<&UnitCode> = valid.iter().map(|unit| &unit.code).collect();
        match (valid.last(), codes.len()) {
            (Some(unit), 1) => {
                let found = format!("`{}` taken for {}", excerpt(text), self.shown(unit));
                Ok(Taken::noted(unit.code.clone(), Finding::new(UNIT_NAME, found, "write the code, which stays the same")))
            }
            (Some(_), _) => {
                let found = format!("`{}` may be {}", excerpt(text), self.list(&valid));
                Err(Finding::new(UNIT_NAME_AMBIGUOUS, found, "write the code, or the name with its parent: `xã Hòa Bình, huyện Bình Gia`"))
            }
            (None, _) => Err(self.unknown(text, &named, on)),
        }
    }

    fn unknown(&self, text: &str, elsewhen: &[&Named], on: Option<Day>) -> Finding {
        let day = on.map_or_else(String::new, |day| format!(" on {day}"));
        let found = format!("`{}` is no unit{day}", excerpt(text));
        let hint = match elsewhen {
            _ if self.units.is_empty() => "the store has no units yet: import them first, or write codes".to_owned(),
            [] => "write the code, or correct the name".to_owned(),
            _ => format!("at other times there is {}: write `code@YYYY-MM-DD` with a day on which it was that unit", self.list(elsewhen)),
        };
        Finding::new(UNIT_NAME_UNKNOWN, found, hint)
    }

    /// The units of that name: those of the kind that its type word tells, if there are any.
    fn named(&self, text: &str) -> Vec<&Named> {
        let folded = fold(text);
        let of_name = |name: &str| self.by_name.get(name).into_iter().flatten().map(|at| &self.units[*at]);
        let typed = TYPE_WORDS.iter().find_map(|(word, kinds)| Some((folded.strip_prefix(word)?.strip_prefix(' ')?, *kinds)));
        let mut found: Vec<&Named> =
            typed.iter().flat_map(|(name, kinds)| of_name(name).filter(|unit| kinds.contains(&unit.kind))).collect();
        if found.is_empty() {
            found = of_name(&folded).collect();
        }
        found
    }

    fn lies_in(&self, unit: &Named, parent: &str, on: Option<Day>) -> bool {
        let mut above = unit.parent.as_ref();
        // A commune lies in a district and a province: no more than three steps.
        for _ in 0..3 {
            let Some(code) = above else { return false };
            let versions = self.by_code.get(code).into_iter().flatten().map(|at| &self.units[*at]);
            let version = versions.rev().find(|version| on.is_none_or(|day| version.period.contains(day)));
            let Some(version) = version else { return false };
            if self.named(parent).iter().any(|named| named.code == version.code && named.name == version.name) {
                return true;
            }
            above = version.parent.as_ref();
        }
        false
    }

    fn list(&self, units: &[&Named]) -> String {
        let mut shown: Vec<String> = units.iter().take(SHOWN).map(|unit| self.shown(unit)).collect();
        if units.len() > SHOWN {
            shown.push(format!("{} more", units.len() - SHOWN));
        }
        shown.join("; ")
    }

    /// Code, full name, parent and period.
    fn shown(&self, unit: &Named) -> String {
        let parent = unit.parent.as_ref().and_then(|code| self.by_code.get(code)?.last().map(|at| &self.units[*at]));
        let parent = parent.map_or_else(String::new, |parent| format!(", {}", parent.full_name));
        let period = match (unit.period.from, unit.period.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!(" (from {from})"),
            (None, Some(to)) => format!(" (until {to})"),
            (Some(from), Some(to)) => format!(" ({from} to {to})"),
        };
        format!("{} {}{parent}{period}", unit.code, unit.full_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Land, Quality};

    fn version(code: &str, name: &str, kind: UnitKind, parent: &str, from: Option<&str>, to: Option<&str>) -> UnitVersion {
        let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        UnitVersion {
            code: UnitCode::new(code).unwrap(),
            name: name.to_owned(),
            kind,
            parent_code: UnitCode::new(parent).ok(),
            period: Period { from: day(from), to: day(to) },
            boundary: Land::new(Vec::new()),
            quality: Quality::Imported,
            source: None,
        }
    }

    fn gazetteer() -> Gazetteer {
        let (old, new) = (Some("2025-07-01"), Some("2025-07-01"));
        Gazetteer::of(&[
            version("20", "Lạng Sơn", UnitKind::Province, "", None, None),
            version("178", "Lạng Sơn", UnitKind::ProvincialCity, "20", None, old),
            version("181", "Bình Gia", UnitKind::District, "20", None, old),
            version("186", "Chi Lăng", UnitKind::District, "20", None, old),
            version("06463", "Đồng Mỏ", UnitKind::Township, "186", None, old),
            version("06463", "Chi Lăng", UnitKind::Commune, "20", new, None),
            version("06466", "Chi Lăng", UnitKind::Township, "186", None, old),
            version("06058", "Hòa Bình", UnitKind::Commune, "181", None, old),
            version("06478", "Hòa Bình", UnitKind::Commune, "186", None, old),
        ])
    }

    fn find(text: &str, on: &str) -> Result<String, Finding> {
        gazetteer().unit(text, Some(on.parse().unwrap()), &|_| true).map(|taken| taken.value.to_string())
    }

    #[test]
    fn accents_case_and_type_words_do_not_matter() {
        for text in [
            "Đồng Mỏ",
            "dong mo",
            "TT. Đồng Mỏ",
            "TT Đồng Mỏ",
            "Thị trấn ĐỒNG MỎ",
            "thị trấn Đồng Mỏ, huyện Chi Lăng",
            "Đồng Mỏ, H. Chi Lăng, tỉnh Lạng Sơn",
        ] {
            assert_eq!(find(text, "2022-01-01").as_deref(), Ok("06463"), "{text}");
        }
        let note = gazetteer().unit("TT. Đồng Mỏ", None, &|_| true).unwrap().note.unwrap();
        assert_eq!(note.found, "`TT. Đồng Mỏ` taken for 06463 Thị trấn Đồng Mỏ, Huyện Chi Lăng (until 2025-07-01)");
    }

    #[test]
    fn the_day_picks_among_vintages() {
        assert_eq!(find("xã Chi Lăng", "2025-07-01").as_deref(), Ok("06463"));
        assert_eq!(find("TT. Chi Lăng", "2025-06-30").as_deref(), Ok("06466"));
        assert_eq!(find("Chi Lăng", "2026-01-01").as_deref(), Ok("06463"));
        let unknown = find("TT. Đồng Mỏ", "2026-01-01").unwrap_err();
        assert_eq!(unknown.rule.code, "unit/name-unknown");
        assert!(unknown.hint.contains("06463 Thị trấn Đồng Mỏ"), "{}", unknown.hint);
    }

    #[test]
    fn several_units_of_a_name_are_listed_and_none_is_chosen() {
        let ambiguous = find("xã Hòa Bình", "2022-01-01").unwrap_err();
        assert_eq!(ambiguous.rule.code, "unit/name-ambiguous");
        for part in ["06058 Xã Hòa Bình, Huyện Bình Gia", "06478 Xã Hòa Bình, Huyện Chi Lăng"] {
            assert!(ambiguous.found.contains(part), "{}", ambiguous.found);
        }
        assert_eq!(find("xã Hòa Bình, huyện Bình Gia", "2022-01-01").as_deref(), Ok("06058"));
        assert_eq!(find("Hoà Bình, H.Chi Lăng", "2022-01-01").as_deref(), Ok("06478"));
        assert_eq!(find("Chi Lăng", "2022-01-01").unwrap_err().rule.code, "unit/name-ambiguous");
        // As the parent of a commune it can only be the district.
        let parent = gazetteer().unit("Chi Lăng", Some("2022-01-01".parse().unwrap()), &|level| level < Level::Commune);
        assert_eq!(parent.unwrap().value.as_str(), "186");
    }

    #[test]
    fn it_comes_through_to_the_process_that_reads() {
        let passed = Gazetteer::receive(gazetteer().pass()).unwrap();
        assert_eq!(passed.units, gazetteer().units);
        assert_eq!(passed.unit("TT. Chi Lăng", Some("2025-06-30".parse().unwrap()), &|_| true).unwrap().value.as_str(), "06466");
    }

    #[test]
    fn what_is_no_name_is_told() {
        assert_eq!(find("xã Không Có", "2022-01-01").unwrap_err().rule.code, "unit/name-unknown");
        assert!(Gazetteer::default().unit("Chi Lăng", None, &|_| true).unwrap_err().hint.contains("import them first"));
    }
}
