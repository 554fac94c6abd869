//! Which plans the law, or a target of the province, demands at a place on a day; and of what is not there, which "no" it is.
//!
//! Three kinds of "no" are told apart: none is required here, one is required but there is none, nothing was supplied. Where the data or
//! the acts named here do not decide it, that is said: never a "no" that may be wrong. What differs between provinces comes from their
//! targets ([`Indicator`]), never from here.

use super::finding::LAW_2024;
use super::vocabulary::vocabulary;
use super::{Area, AreaKind, Day, Indicator, Level, PlanKind, SubjectKinds, Target, Tier, UnitKind, UnitVersion};

vocabulary! {
    /// Which "no" it is that no plan of a tier is in force.
    No as "kind of no" {
        Required = "required", "phải có, nhưng chưa có", "required, but there is none";
        NotRequired = "not_required", "không bắt buộc ở đây", "not required here";
        NotSupplied = "not_supplied", "chưa được cung cấp dữ liệu", "data not supplied";
        Unknown = "unknown", "chưa biết", "not known";
    }
}

vocabulary! {
    /// Why a plan of a tier is, or is not, required at a place.
    LackReason as "reason" {
        NothingLoaded = "nothing_loaded", "Kho dữ liệu chưa có quy hoạch nào cấp này.", "No plan of this tier is loaded at all.";
        CommuneUnknown = "commune_unknown", "Chưa có dữ liệu nơi này thuộc xã, phường hay thị trấn nào vào ngày ấy.", "The data does not tell which commune, ward or township this place belonged to on that day.";
        DistrictUnknown = "district_unknown", "Chưa có dữ liệu nơi này thuộc huyện hay thành phố, thị xã nào vào ngày ấy.", "The data does not tell which district, city or town this place belonged to on that day.";
        LawUnknown = "law_unknown", "Chương trình chưa biết luật đòi hỏi gì ở nơi như thế này vào ngày ấy.", "What the law demanded of such a place on that day is not known to the program.";
        UrbanGeneral = "urban_general", "Mọi đô thị phải có quy hoạch chung.", "Every urban area must have a general plan.";
        CommuneGeneral = "commune_general", "Mọi xã phải có quy hoạch chung xã.", "Every commune must have a general plan.";
        ZoningCity = "zoning_city", "Khu vực trong thành phố, thị xã phải có quy hoạch phân khu.", "Land in cities and towns must have a zoning plan.";
        ZoningZone = "zoning_zone", "Khu chức năng phải có quy hoạch phân khu hoặc chi tiết.", "Functional zones must have zoning or detailed plans.";
        ZoningLand = "zoning_land", "Đất xây dựng đô thị phải có quy hoạch phân khu hoặc chi tiết.", "Urban construction land must have zoning or detailed plans.";
        ZoningUndecided = "zoning_undecided", "Không phải đô thị hay khu chức năng nào cũng phải có quy hoạch phân khu (đô thị nhỏ và vừa thì không); dữ liệu không cho biết nơi này có phải có hay không.", "Not every urban area or functional zone must have a zoning plan (small and medium urban areas need none); the data does not tell whether this place must.";
        ZoningTownship = "zoning_township", "Thị trấn, đô thị nhỏ không phải lập quy hoạch phân khu.", "Townships and small urban areas need no zoning plan.";
        ZoningRural = "zoning_rural", "Đất ngoài đô thị và khu chức năng không phải lập quy hoạch phân khu.", "Land outside urban areas and functional zones needs no zoning plan.";
        Detailed = "detailed", "Quy hoạch chi tiết chỉ lập khi đầu tư xây dựng.", "Detailed plans are only made where something is to be built.";
        DistrictRegional = "district_regional", "Mỗi huyện phải có quy hoạch xây dựng vùng.", "Every district must have a regional plan.";
        RegionalUndecided = "regional_undecided", "Luật cho lập quy hoạch vùng huyện; huyện này có phải lập hay không thì dữ liệu không có chỉ tiêu nào cho biết.", "The law provides for district regional plans; no target in the data tells whether this district must have one.";
        CityWithoutRegional = "city_without_regional", "Quy hoạch xây dựng vùng huyện lập cho huyện; thành phố, thị xã, quận thì không.", "District regional plans are made for districts, not for cities, towns and urban districts.";
        DistrictsGone = "districts_gone", "Từ 01/7/2025 không còn cấp huyện, nên không lập quy hoạch vùng huyện.", "There are no districts from 1 July 2025 on, so no district regional plans are made.";
    }
}

/// A provision of an act.
#[derive(Debug, PartialEq, Eq)]
pub struct Provision {
    /// The number of the act.
    pub act: &'static str,
    /// The article; `None` where the act is named as a whole.
    pub clause: Option<&'static str>,
    /// How it is cited, in Vietnamese.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
}

const LAW_30: Provision = Provision {
    act: "30/2009/QH12",
    clause: Some("18"),
    vi: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 18",
    en: "Law on Urban Planning 30/2009/QH12, article 18",
};
// Of this act only article 25 was read in a published copy: for the rest it is named as a whole.
const LAW_50: Provision =
    Provision { act: "50/2014/QH13", clause: None, vi: "Luật Xây dựng 50/2014/QH13", en: "Law on Construction 50/2014/QH13" };
const LAW_50_ZONES: Provision = Provision {
    act: "50/2014/QH13",
    clause: Some("25"),
    vi: "Luật Xây dựng 50/2014/QH13, Điều 25",
    en: "Law on Construction 50/2014/QH13, article 25",
};
const LAW_47: Provision = Provision {
    act: "47/2024/QH15",
    clause: None,
    vi: "Luật Quy hoạch đô thị và nông thôn 47/2024/QH15",
    en: "Law on Urban and Rural Planning 47/2024/QH15",
};
const RESOLUTION_203: Provision =
    Provision { act: "203/2025/QH15", clause: None, vi: "Nghị quyết 203/2025/QH15", en: "Resolution 203/2025/QH15" };

/// The first day of Law 30/2009/QH12.
const LAW_2009: Day = Day::constant(2010, 1, 1);
/// The first day of Law 50/2014/QH13.
const LAW_2014: Day = Day::constant(2015, 1, 1);
/// The first day without districts (Resolution 203/2025/QH15).
pub const DISTRICTS_UNTIL: Day = Day::constant(2025, 7, 1);

/// What a reason rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground<'a> {
    /// A provision of an act.
    Law(&'static Provision),
    /// A target that a document sets.
    Target(&'a Target),
}

/// A tier of which no plan is in force at a place, and which "no" that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack<'a> {
    /// The tier.
    pub tier: Tier,
    /// Which "no".
    pub no: No,
    /// Why.
    pub reason: LackReason,
    /// What that rests on; empty where it follows from what is loaded.
    pub grounds: Vec<Ground<'a>>,
    /// Whether a plan of the tier is being prepared there.
    pub is_prepared: bool,
}

/// What decides which plans a place must have.
#[derive(Debug, Clone)]
pub struct Circumstances<'a> {
    /// The day.
    pub day: Day,
    /// The units of the place, from the province down; of several on a level, that with most of it first. Empty outside.
    pub units: Vec<&'a UnitVersion>,
    /// The areas of the place that are valid on the day.
    pub areas: Vec<&'a Area>,
    /// The kinds of the plans in force there.
    pub in_force: Vec<PlanKind>,
    /// The kinds of the plans being prepared there.
    pub preparing: Vec<PlanKind>,
    /// The tiers of which any plan is loaded, whatever its day and place.
    pub held: Vec<Tier>,
    /// What is measured against which targets.
    pub indicators: &'a [Indicator],
}

type Told<'a> = (No, LackReason, Vec<Ground<'a>>);

impl<'a> Circumstances<'a> {
    /// The tiers of which no plan is in force, from the broadest. Nothing is said of a place outside all units.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack<'a>> {
        if self.units.is_empty() {
            return Vec::new();
        }
        let of = |kinds: &[PlanKind], tier: Tier| kinds.iter().any(|kind| kind.tier() == Some(tier));
        let missing = Tier::ALL.iter().copied().filter(|&tier| !of(&self.in_force, tier));
        let lack = missing.map(|tier| {
            let (no, reason, grounds) = match self.required(tier) {
                // What is not required is not missed, whether any is loaded or not.
                (No::Required, ..) if !self.held.contains(&tier) => (No::NotSupplied, LackReason::NothingLoaded, Vec::new()),
                told => told,
            };
            Lack { tier, no, reason, grounds, is_prepared: of(&self.preparing, tier) }
        });
        lack.collect()
    }

    fn required(&self, tier: Tier) -> Told<'a> {
        match tier {
            Tier::Regional => self.regional(),
            Tier::General => self.general(),
            Tier::Zoning => self.zoning(),
            Tier::Detailed => by(self.urban_law(), No::NotRequired, LackReason::Detailed),
        }
    }

    fn regional(&self) -> Told<'a> {
        if self.day >= DISTRICTS_UNTIL {
            return (No::NotRequired, LackReason::DistrictsGone, vec![Ground::Law(&RESOLUTION_203)]);
        }
        let Some(district) = self.units.iter().find(|unit| unit.level() == Level::District) else {
            return (No::Unknown, LackReason::DistrictUnknown, Vec::new());
        };
        let law = (self.day >= LAW_2014).then_some(Ground::Law(&LAW_50)).into_iter().collect();
        if district.kind != UnitKind::District {
            return (No::NotRequired, LackReason::CityWithoutRegional, law);
        }
        // The law only says what such plans are made for; that each district has one is what provinces demand.
        match self.targets(Tier::Regional) {
            targets if targets.is_empty() => (No::Unknown, LackReason::RegionalUndecided, law),
            targets => (No::Required, LackReason::DistrictRegional, targets),
        }
    }

    fn general(&self) -> Told<'a> {
        if self.is_urban() {
            return by(self.urban_law(), No::Required, LackReason::UrbanGeneral);
        }
        match self.smallest() {
            Some(UnitKind::Commune) => {
                let law = if self.day >= LAW_2024 { Some(&LAW_47) } else { (self.day >= LAW_2014).then_some(&LAW_50) };
                by(law, No::Required, LackReason::CommuneGeneral)
            }
            Some(UnitKind::SpecialZone) => (No::Unknown, LackReason::LawUnknown, Vec::new()),
            _ => (No::Unknown, LackReason::CommuneUnknown, Vec::new()),
        }
    }

    fn zoning(&self) -> Told<'a> {
        let here = |kind: AreaKind| self.areas.iter().any(|area| area.kind == kind);
        let (zone, ward) = (here(AreaKind::FunctionalZone), self.smallest() == Some(UnitKind::Ward));
        let targets = self.targets(Tier::Zoning);
        let undecided = || by(self.urban_law(), No::Unknown, LackReason::ZoningUndecided);
        if ward && self.day < LAW_2024 {
            return by(self.urban_law(), No::Required, LackReason::ZoningCity);
        }
        if zone && (LAW_2014..LAW_2024).contains(&self.day) {
            let grounds = std::iter::once(Ground::Law(&LAW_50_ZONES)).chain(targets).collect();
            return (No::Required, LackReason::ZoningZone, grounds);
        }
        if !targets.is_empty() {
            return (No::Required, if zone { LackReason::ZoningZone } else { LackReason::ZoningLand }, targets);
        }
        match self.smallest() {
            _ if zone || ward => undecided(),
            _ if self.is_urban() => by(self.urban_law(), No::NotRequired, LackReason::ZoningTownship),
            Some(UnitKind::Commune) => by(self.urban_law(), No::NotRequired, LackReason::ZoningRural),
            Some(UnitKind::SpecialZone) => undecided(),
            _ => (No::Unknown, LackReason::CommuneUnknown, Vec::new()),
        }
    }

    /// The kind of the smallest unit; of several, of that with most of the place.
    fn smallest(&self) -> Option<UnitKind> {
        let level = self.units.last()?.level();
        self.units.iter().find(|unit| unit.level() == level).map(|unit| unit.kind)
    }

    fn is_urban(&self) -> bool {
        matches!(self.smallest(), Some(UnitKind::Ward | UnitKind::Township))
            || self.areas.iter().any(|area| area.kind == AreaKind::UrbanArea)
    }

    /// What the law on urban planning of the day says about the kinds of plans.
    fn urban_law(&self) -> Option<&'static Provision> {
        if self.day >= LAW_2024 { Some(&LAW_47) } else { (self.day >= LAW_2009).then_some(&LAW_30) }
    }

    /// The targets by which all land, or every subject, of a kind that the place is of is to have a plan of the tier. None where a plan that
    /// counts for them is in force.
    fn targets(&self, tier: Tier) -> Vec<Ground<'a>> {
        let concerned = self.indicators.iter().filter(|indicator| self.concerns(indicator, tier));
        let demanded = concerned.flat_map(|indicator| indicator.targets.iter().filter(|target| self.is_meant(target)));
        demanded.map(Ground::Target).collect()
    }

    fn concerns(&self, indicator: &Indicator, tier: Tier) -> bool {
        let Some(rule) = indicator.measure.cover() else { return false };
        let province = self.units.iter().find(|unit| unit.level() == Level::Province);
        let own = indicator.province.as_ref().is_none_or(|code| province.is_some_and(|unit| unit.code == *code));
        let is_subject = match &rule.subjects.of {
            SubjectKinds::Areas { kinds, ids } => {
                self.areas.iter().any(|area| kinds.contains(&area.kind) && (ids.is_empty() || ids.contains(&area.id)))
            }
            SubjectKinds::Units { kinds, codes } => {
                self.units.iter().any(|unit| kinds.contains(&unit.kind) && (codes.is_empty() || codes.contains(&unit.code)))
            }
        };
        own && is_subject
            && rule.plan_kinds.iter().any(|kind| kind.tier() == Some(tier))
            && rule.subjects.as_of.is_none_or(|set_on| set_on <= self.day)
            && !self.in_force.iter().any(|kind| rule.plan_kinds.contains(kind))
            && indicator.targets.iter().any(|target| target.asks_for_all() && self.is_meant(target))
    }

    fn is_meant(&self, target: &Target) -> bool {
        let named =
            |only: &String| self.units.iter().any(|unit| unit.code.as_str() == only) || self.areas.iter().any(|area| area.id == *only);
        target.operator.is_some() && (target.only.is_empty() || target.only.iter().any(named))
    }
}

/// What an act says, where one is known.
fn by<'a>(law: Option<&'static Provision>, no: No, reason: LackReason) -> Told<'a> {
    law.map_or_else(|| (No::Unknown, LackReason::LawUnknown, Vec::new()), |law| (no, reason, vec![Ground::Law(law)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CoverRule, Land, Measure, Operator, Period, Quality, Subjects, UnitCode, parse_day};

    fn unit(kind: UnitKind, code: &str) -> UnitVersion {
        UnitVersion {
            code: UnitCode::new(code).unwrap(),
            name: "Thử".into(),
            kind,
            parent_code: None,
            period: Period::default(),
            boundary: Land::new(Vec::new()),
            quality: Quality::Imported,
            source: None,
        }
    }

    fn area(kind: AreaKind) -> Area {
        Area {
            id: "A".into(),
            name: "Thử".into(),
            kind,
            class: None,
            status: None,
            period: Period::default(),
            boundary: None,
            units: Vec::new(),
            quality: Quality::Imported,
            source: None,
            clause: None,
        }
    }

    /// The whole of the subjects by 2030, half of them by 2025, as a document set it on 2023-05-27.
    fn indicator(province: &str, plan_kinds: &[PlanKind], of: SubjectKinds) -> Indicator {
        let target = |id: &str, due: &str, percent: f64| Target {
            id: id.into(),
            operator: Some(Operator::Equal),
            value_min: Some(percent),
            value_max: None,
            unit: Some("%".into()),
            due_on: parse_day(due).unwrap(),
            due_text: None,
            text: None,
            only: Vec::new(),
            responsible: None,
            source: "01/CTr".into(),
            clause: "II.3".into(),
            note: None,
        };
        let subjects = Subjects { of, as_of: parse_day("2023-05-27").ok() };
        Indicator {
            id: "I".into(),
            province: UnitCode::new(province).ok(),
            title: Default::default(),
            rule: Default::default(),
            group: None,
            measure: Measure::Area(CoverRule { subjects, plan_kinds: plan_kinds.to_vec(), threshold_percent: 95.0 }),
            unit: None,
            targets: vec![target("T-2025", "2025-12-31", 50.0), target("T-2030", "2030-12-31", 100.0)],
        }
    }

    fn built(province: &str) -> Indicator {
        let kinds = vec![AreaKind::ConstructionLand, AreaKind::FunctionalZone];
        indicator(province, &[PlanKind::Zoning, PlanKind::Detailed], SubjectKinds::Areas { kinds, ids: Vec::new() })
    }

    fn districts(province: &str) -> Indicator {
        indicator(province, &[PlanKind::DistrictRegional], SubjectKinds::Units { kinds: vec![UnitKind::District], codes: Vec::new() })
    }

    /// A place: the kinds of its units under province 20 and of its areas, on a day.
    struct Place {
        units: Vec<UnitVersion>,
        areas: Vec<Area>,
        in_force: Vec<PlanKind>,
        preparing: Vec<PlanKind>,
        held: Vec<Tier>,
        indicators: Vec<Indicator>,
        day: &'static str,
    }

    impl Place {
        fn new(kinds: &[UnitKind], day: &'static str) -> Self {
            let code = |kind: UnitKind| match kind.level() {
                Level::Province => "20",
                Level::District => "187",
                Level::Commune => "00001",
            };
            let below = kinds.iter().map(|&kind| unit(kind, code(kind)));
            Self {
                units: std::iter::once(unit(UnitKind::Province, "20")).chain(below).collect(),
                areas: Vec::new(),
                in_force: Vec::new(),
                preparing: Vec::new(),
                held: Tier::ALL.to_vec(),
                indicators: vec![built("20"), districts("20")],
                day,
            }
        }

        fn with(mut self, kinds: &[AreaKind]) -> Self {
            self.areas = kinds.iter().map(|&kind| area(kind)).collect();
            self
        }

        fn lacks<T>(&self, told: impl Fn(&Lack) -> T) -> Vec<T> {
            let circumstances = Circumstances {
                day: parse_day(self.day).unwrap(),
                units: self.units.iter().collect(),
                areas: self.areas.iter().collect(),
                in_force: self.in_force.clone(),
                preparing: self.preparing.clone(),
                held: self.held.clone(),
                indicators: &self.indicators,
            };
            circumstances.lacks().iter().map(told).collect()
        }

        /// `tier: no, reason` of each.
        fn told(&self) -> Vec<String> {
            self.lacks(|lack| format!("{}: {}, {}", lack.tier, lack.no, lack.reason))
        }

        /// What the reason of a tier rests on: acts with their articles, and targets.
        fn grounds(&self, tier: Tier) -> Vec<String> {
            let told = self.lacks(|lack| {
                let ground = |ground: &Ground| match ground {
                    Ground::Law(Provision { act, clause, .. }) => format!("{act} {}", clause.unwrap_or("-")),
                    Ground::Target(target) => target.id.clone(),
                };
                (lack.tier, lack.grounds.iter().map(ground).collect::<Vec<_>>())
            });
            told.into_iter().find(|(of, _)| *of == tier).unwrap().1
        }

        fn tier(&self, tier: Tier) -> String {
            let start = format!("{tier}: ");
            self.told().into_iter().find_map(|told| told.strip_prefix(&start).map(str::to_owned)).unwrap_or_default()
        }
    }

    use AreaKind::{ConstructionLand, FunctionalZone, UrbanArea};
    use UnitKind::{Commune, District, Municipality, ProvincialCity, SpecialZone, Town, Township, UrbanDistrict, Ward};

    #[test]
    fn in_the_country() {
        let place = Place::new(&[Commune], "2026-01-01");
        assert_eq!(
            place.told(),
            [
                "regional: not_required, districts_gone",
                "general: required, commune_general",
                "zoning: not_required, zoning_rural",
                "detailed: not_required, detailed"
            ]
        );
        assert_eq!(
            (place.grounds(Tier::Regional), place.grounds(Tier::General)),
            (vec!["203/2025/QH15 -".into()], vec!["47/2024/QH15 -".into()])
        );
        let before = Place { day: "2025-06-30", ..place };
        assert_eq!(before.tier(Tier::General), "required, commune_general");
        assert_eq!(
            (before.grounds(Tier::General), before.grounds(Tier::Detailed)),
            (vec!["50/2014/QH13 -".into()], vec!["30/2009/QH12 18".into()])
        );
    }

    #[test]
    fn in_a_ward() {
        let place = Place::new(&[ProvincialCity, Ward], "2025-06-30");
        assert_eq!(
            place.told(),
            [
                "regional: not_required, city_without_regional",
                "general: required, urban_general",
                "zoning: required, zoning_city",
                "detailed: not_required, detailed"
            ]
        );
        assert_eq!(
            (place.grounds(Tier::Zoning), place.grounds(Tier::Regional)),
            (vec!["30/2009/QH12 18".into()], vec!["50/2014/QH13 -".into()])
        );
        // Law 47/2024/QH15 does not compel small and medium urban areas.
        let since = Place::new(&[Ward], "2025-07-01");
        assert_eq!(
            (since.tier(Tier::General), since.tier(Tier::Zoning)),
            ("required, urban_general".into(), "unknown, zoning_undecided".into())
        );
        assert_eq!(
            (since.grounds(Tier::General), since.grounds(Tier::Zoning)),
            (vec!["47/2024/QH15 -".into()], vec!["47/2024/QH15 -".into()])
        );
    }

    #[test]
    fn in_a_township_while_there_were_districts() {
        let place = Place::new(&[District, Township], "2025-06-30");
        assert_eq!(
            place.told(),
            [
                "regional: required, district_regional",
                "general: required, urban_general",
                "zoning: not_required, zoning_township",
                "detailed: not_required, detailed"
            ]
        );
        assert_eq!(place.grounds(Tier::Regional), ["T-2025", "T-2030"]);
        assert_eq!(place.grounds(Tier::Zoning), ["30/2009/QH12 18"]);
    }

    #[test]
    fn in_a_functional_zone() {
        let place = Place::new(&[Commune], "2026-01-01").with(&[FunctionalZone]);
        assert_eq!(
            (place.tier(Tier::Zoning), place.grounds(Tier::Zoning)),
            ("required, zoning_zone".into(), vec!["T-2025".into(), "T-2030".into()])
        );
        let before = Place { day: "2025-06-30", ..Place::new(&[District, Commune], "").with(&[FunctionalZone]) };
        assert_eq!(before.grounds(Tier::Zoning), ["50/2014/QH13 25", "T-2025", "T-2030"]);
        // Another province has other targets: the law of the day alone is told, or that nothing decides it.
        let elsewhere = |day| Place {
            indicators: vec![built("04"), districts("04")],
            day,
            ..Place::new(&[District, Commune], "").with(&[FunctionalZone])
        };
        assert_eq!(elsewhere("2025-06-30").grounds(Tier::Zoning), ["50/2014/QH13 25"]);
        assert_eq!(elsewhere("2026-01-01").tier(Tier::Zoning), "unknown, zoning_undecided");
        // What counts for the target is there.
        let built_up = Place { in_force: vec![PlanKind::Detailed], ..Place::new(&[Commune], "2026-01-01").with(&[FunctionalZone]) };
        assert_eq!(built_up.tier(Tier::Zoning), "unknown, zoning_undecided");
    }

    #[test]
    fn on_urban_construction_land() {
        let place = |kind, day| Place::new(&[kind], day).with(&[ConstructionLand]);
        assert_eq!(place(Commune, "2026-01-01").tier(Tier::Zoning), "required, zoning_land");
        assert_eq!(place(Ward, "2026-01-01").tier(Tier::Zoning), "required, zoning_land");
        assert_eq!(place(Ward, "2025-06-30").tier(Tier::Zoning), "required, zoning_city");
        assert_eq!(Place::new(&[Ward], "2025-06-30").with(&[FunctionalZone]).tier(Tier::Zoning), "required, zoning_city");
        // Before the target was set.
        assert_eq!(place(Commune, "2023-05-26").tier(Tier::Zoning), "not_required, zoning_rural");
        assert_eq!(place(Commune, "2023-05-27").grounds(Tier::Zoning), ["T-2025", "T-2030"]);
    }

    #[test]
    fn in_an_urban_area_that_is_no_ward() {
        let place = Place::new(&[Commune], "2026-01-01").with(&[UrbanArea]);
        assert_eq!(
            (place.tier(Tier::General), place.tier(Tier::Zoning)),
            ("required, urban_general".into(), "not_required, zoning_township".into())
        );
    }

    #[test]
    fn where_no_plan_of_the_tier_is_loaded_at_all() {
        let place = Place { held: vec![Tier::General], ..Place::new(&[ProvincialCity, Ward], "2025-06-30") };
        assert_eq!(
            place.told(),
            [
                "regional: not_required, city_without_regional",
                "general: required, urban_general",
                "zoning: not_supplied, nothing_loaded",
                "detailed: not_required, detailed"
            ]
        );
        assert!(place.grounds(Tier::Zoning).is_empty());
    }

    #[test]
    fn in_a_provincial_city_a_town_and_an_urban_district_while_there_were_districts() {
        for kind in [ProvincialCity, Town, UrbanDistrict] {
            assert_eq!(Place::new(&[kind, Ward], "2025-06-30").tier(Tier::Regional), "not_required, city_without_regional");
        }
        assert_eq!(Place::new(&[Ward], "2025-06-30").tier(Tier::Regional), "unknown, district_unknown");
        let centrally_run = Place { units: vec![unit(Municipality, "01"), unit(Ward, "00001")], ..Place::new(&[], "2026-01-01") };
        assert_eq!(centrally_run.tier(Tier::General), "required, urban_general");
    }

    #[test]
    fn in_a_district_whose_province_has_set_no_target() {
        for indicators in [Vec::new(), vec![districts("04")]] {
            let place = Place { indicators, ..Place::new(&[District, Commune], "2024-01-01") };
            assert_eq!(
                (place.tier(Tier::Regional), place.grounds(Tier::Regional)),
                ("unknown, regional_undecided".into(), vec!["50/2014/QH13 -".into()])
            );
        }
        assert_eq!(Place::new(&[District, Commune], "2023-05-26").tier(Tier::Regional), "unknown, regional_undecided");
        // Some of the districts are not all of them.
        let mut part = districts("20");
        part.targets.truncate(1);
        let place = Place { indicators: vec![part], ..Place::new(&[District, Commune], "2024-01-01") };
        assert_eq!(place.tier(Tier::Regional), "unknown, regional_undecided");
        // A file without a province speaks of whatever is loaded.
        let any = Indicator { province: None, ..districts("20") };
        assert_eq!(Place { indicators: vec![any], ..place }.tier(Tier::Regional), "required, district_regional");
    }

    #[test]
    fn in_the_unit_with_most_of_a_parcel() {
        let mut place = Place::new(&[District, ProvincialCity, Ward, Commune], "2025-06-30");
        assert_eq!(
            (place.tier(Tier::Regional), place.tier(Tier::Zoning)),
            ("required, district_regional".into(), "required, zoning_city".into())
        );
        place.units.swap(3, 4);
        assert_eq!(place.tier(Tier::Zoning), "not_required, zoning_rural");
    }

    #[test]
    fn where_a_plan_is_in_force_or_being_prepared() {
        let place = Place { in_force: vec![PlanKind::CommuneGeneral, PlanKind::Provincial], ..Place::new(&[Commune], "2026-01-01") };
        assert_eq!(place.lacks(|lack| lack.tier), [Tier::Regional, Tier::Zoning, Tier::Detailed]);
        let place = Place { preparing: vec![PlanKind::CommuneGeneral], ..Place::new(&[Commune], "2026-01-01") };
        assert_eq!(place.lacks(|lack| lack.is_prepared), [false, true, false, false]);
    }

    #[test]
    fn outside_and_where_the_smallest_units_are_not_loaded() {
        assert!(Place { units: Vec::new(), ..Place::new(&[], "2026-01-01") }.told().is_empty());
        let province = Place::new(&[], "2026-01-01");
        assert_eq!(
            (province.tier(Tier::General), province.tier(Tier::Zoning)),
            ("unknown, commune_unknown".into(), "unknown, commune_unknown".into())
        );
        let district = Place::new(&[District], "2025-06-30");
        assert_eq!(
            (district.tier(Tier::Regional), district.tier(Tier::General)),
            ("required, district_regional".into(), "unknown, commune_unknown".into())
        );
    }

    #[test]
    fn before_the_laws_that_are_known_and_of_units_they_do_not_name() {
        assert_eq!(Place::new(&[Commune], "2014-12-31").tier(Tier::General), "unknown, law_unknown");
        assert_eq!(Place::new(&[Commune], "2015-01-01").tier(Tier::General), "required, commune_general");
        assert_eq!(Place::new(&[Township], "2010-01-01").tier(Tier::General), "required, urban_general");
        let early = Place::new(&[Ward], "2009-12-31");
        assert!(
            [Tier::General, Tier::Zoning, Tier::Detailed].map(|tier| early.tier(tier)).iter().all(|told| told == "unknown, law_unknown")
        );
        let islands = Place::new(&[SpecialZone], "2026-01-01");
        assert_eq!(
            (islands.tier(Tier::General), islands.tier(Tier::Zoning)),
            ("unknown, law_unknown".into(), "unknown, zoning_undecided".into())
        );
    }
}
