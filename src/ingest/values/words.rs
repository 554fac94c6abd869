//! Words of closed lists in the variants that registers use: `QHPK`, `quy hoạch phân khu 1/2000`, `QHCT 1/500`, `TT.`, `đã phê duyệt`.

use super::{Taken, excerpt, nfc_word, unknown_word};
use crate::domain::{AreaKind, Extent, Level, PlanKind, Stage, UnitKind, UnknownWord, fold};
use crate::ingest::issues::{Finding, VALUE_WORD, VALUE_WORD_TAKEN};

/// A word of a closed list that has variants.
pub(in crate::ingest) trait Variants: std::str::FromStr<Err = UnknownWord> + Copy + 'static {
    /// Variants, folded, with the words they may stand for: several where a variant alone does not tell.
    const VARIANTS: &'static [(&'static str, &'static [Self])];

    /// The code of the word.
    fn code(self) -> &'static str;

    /// The word as it is looked up: without what says nothing about it.
    fn key(text: &str) -> String {
        fold(text)
    }
}

/// A word of a closed list, or a variant of one, which is told.
pub(in crate::ingest) fn variant<W: Variants>(text: &str) -> Result<Taken<W>, Finding> {
    let word = nfc_word(text);
    let error = match word.parse() {
        Ok(word) => return Ok(Taken::exactly(word)),
        Err(error) => error,
    };
    let key = W::key(text);
    match W::VARIANTS.iter().find(|(variant, _)| *variant == key).map(|(_, words)| *words) {
        Some([word]) => Ok(taken(text, *word)),
        Some(words) => {
            let candidates: Vec<String> = words.iter().map(|word| format!("`{}`", word.code())).collect();
            let found = format!("`{}` does not tell which", excerpt(text));
            Err(Finding::new(VALUE_WORD, found, format!("write one of {}", candidates.join(", "))))
        }
        None => Err(unknown_word(error)),
    }
}

fn taken<W: Variants>(text: &str, word: W) -> Taken<W> {
    let found = format!("`{}` taken for `{}`", excerpt(text), word.code());
    Taken::noted(word, Finding::new(VALUE_WORD_TAKEN, found, "nothing, if that is meant"))
}

/// The kind of a unit, which may be abbreviated; `among` is the level that it is of.
pub(in crate::ingest) fn unit_kind(text: &str, among: Option<Level>) -> Result<Taken<UnitKind>, Finding> {
    match UnitKind::read(&nfc_word(text), among) {
        Ok(kind) => Ok(Taken::exactly(kind)),
        Err(_) => variant::<UnitKind>(text).map(|read| {
            let kind =
                if (read.value, among) == (UnitKind::ProvincialCity, Some(Level::Province)) { UnitKind::Municipality } else { read.value };
            taken(text, kind)
        }),
    }
}

impl Variants for UnitKind {
    const VARIANTS: &'static [(&'static str, &'static [Self])] = &[
        ("t", &[Self::Province]),
        ("tp", &[Self::ProvincialCity]),
        ("thanh pho", &[Self::ProvincialCity]),
        ("thanh pho thuoc tinh", &[Self::ProvincialCity]),
        ("tp truc thuoc tw", &[Self::Municipality]),
        ("thanh pho truc thuoc tw", &[Self::Municipality]),
        ("tinh", &[Self::Province]),
        ("tx", &[Self::Town]),
        ("thi xa", &[Self::Town]),
        ("q", &[Self::UrbanDistrict]),
        ("quan", &[Self::UrbanDistrict]),
        ("h", &[Self::District]),
        ("huyen", &[Self::District]),
        ("p", &[Self::Ward]),
        ("phuong", &[Self::Ward]),
        ("tt", &[Self::Township]),
        ("thi tran", &[Self::Township]),
        ("x", &[Self::Commune]),
        ("xa", &[Self::Commune]),
        ("dac khu", &[Self::SpecialZone]),
        // As GADM, geoBoundaries and the COD-AB write them.
        ("city", &[Self::ProvincialCity]),
        ("ward commune", &[Self::Ward, Self::Commune]),
    ];

    fn code(self) -> &'static str {
        self.code()
    }
}

impl Variants for Extent {
    const VARIANTS: &'static [(&'static str, &'static [Self])] =
        &[("toan bo", &[Self::Whole]), ("nguyen trang", &[Self::Whole]), ("mot phan", &[Self::Part]), ("phan", &[Self::Part])];

    fn code(self) -> &'static str {
        self.code()
    }
}

impl Variants for AreaKind {
    const VARIANTS: &'static [(&'static str, &'static [Self])] = &[
        ("do thi moi", &[Self::UrbanArea]),
        ("khu do thi", &[Self::UrbanArea]),
        ("thi tran", &[Self::UrbanArea]),
        ("thi xa", &[Self::UrbanArea]),
        ("thanh pho", &[Self::UrbanArea]),
        ("kcn", &[Self::FunctionalZone]),
        ("ccn", &[Self::FunctionalZone]),
        ("kkt", &[Self::FunctionalZone]),
        ("kktck", &[Self::FunctionalZone]),
        ("khu cong nghiep", &[Self::FunctionalZone]),
        ("cum cong nghiep", &[Self::FunctionalZone]),
        ("khu kinh te", &[Self::FunctionalZone]),
        ("khu kinh te cua khau", &[Self::FunctionalZone]),
        ("khu du lich", &[Self::FunctionalZone]),
        ("dat xay dung", &[Self::ConstructionLand]),
        ("dxd", &[Self::ConstructionLand]),
    ];

    fn code(self) -> &'static str {
        self.code()
    }
}

impl Variants for PlanKind {
    const VARIANTS: &'static [(&'static str, &'static [Self])] = &[
        ("quy hoach tinh", &[Self::Provincial]),
        ("quy hoach vung lien huyen", &[Self::InterDistrictRegional]),
        ("quy hoach vung huyen", &[Self::DistrictRegional]),
        ("quy hoach vung", &[Self::InterDistrictRegional, Self::DistrictRegional]),
        ("quy hoach chung", &[Self::UrbanGeneral, Self::CommuneGeneral, Self::FunctionalZoneGeneral]),
        ("quy hoach chung do thi", &[Self::UrbanGeneral]),
        ("quy hoach chung do thi moi", &[Self::UrbanGeneral]),
        ("quy hoach chung thi tran", &[Self::UrbanGeneral]),
        ("quy hoach chung thi xa", &[Self::UrbanGeneral]),
        ("quy hoach chung thanh pho", &[Self::UrbanGeneral]),
        ("quy hoach chung xa", &[Self::CommuneGeneral]),
        ("quy hoach nong thon moi", &[Self::CommuneGeneral]),
        ("quy hoach nong thon", &[Self::CommuneGeneral]),
        ("quy hoach chung khu chuc nang", &[Self::FunctionalZoneGeneral]),
        ("quy hoach chung khu kinh te", &[Self::FunctionalZoneGeneral]),
        ("quy hoach chung khu kinh te cua khau", &[Self::FunctionalZoneGeneral]),
        ("quy hoach chung khu du lich", &[Self::FunctionalZoneGeneral]),
        ("quy hoach chung khu cong nghiep", &[Self::FunctionalZoneGeneral]),
        ("quy hoach phan khu", &[Self::Zoning]),
        ("phan khu", &[Self::Zoning]),
        ("quy hoach phan khu do thi", &[Self::Zoning]),
        ("quy hoach phan khu khu chuc nang", &[Self::Zoning]),
        ("quy hoach chi tiet", &[Self::Detailed]),
        ("chi tiet", &[Self::Detailed]),
        ("quy hoach chi tiet do thi", &[Self::Detailed]),
        ("quy hoach chi tiet rut gon", &[Self::Detailed]),
        ("quy hoach chi tiet khu chuc nang", &[Self::Detailed]),
        ("quy hoach tong mat bang", &[Self::Detailed]),
        ("quy che quan ly kien truc", &[Self::ArchitectureRegulation]),
        ("quy che quan ly quy hoach kien truc", &[Self::ArchitectureRegulation]),
        ("quy che kien truc", &[Self::ArchitectureRegulation]),
    ];

    fn code(self) -> &'static str {
        self.code()
    }

    /// Abbreviations written out, and without the scale, "đồ án", "điều chỉnh" and "xây dựng", which say nothing about the kind.
    fn key(text: &str) -> String {
        let whole = |word: &str| -> Option<&'static str> {
            Some(match word {
                "qh" => "quy hoach",
                "qhc" => "quy hoach chung",
                "qhcx" => "quy hoach chung xa",
                "qhcdt" | "qhcđt" => "quy hoach chung do thi",
                "qhpk" | "qpk" => "quy hoach phan khu",
                "qhct" | "qct" => "quy hoach chi tiet",
                "qhv" => "quy hoach vung",
                "qhvh" => "quy hoach vung huyen",
                "qht" => "quy hoach tinh",
                "qhxd" => "quy hoach xay dung",
                "qhntm" => "quy hoach nong thon moi",
                "qcqlkt" => "quy che quan ly kien truc",
                "dt" => "do thi",
                "tt" => "thi tran",
                "tx" => "thi xa",
                "tp" => "thanh pho",
                "kkt" => "khu kinh te",
                "kktck" => "khu kinh te cua khau",
                "kcn" => "khu cong nghiep",
                "kcnang" => "khu chuc nang",
                "tmb" => "tong mat bang",
                _ => return None,
            })
        };
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        let mut key = format!(" {} ", words.map(|word| whole(word).unwrap_or(word)).collect::<Vec<_>>().join(" "));
        for nothing in [" ty le ", " ti le ", " tl ", " do an ", " dieu chinh ", " cuc bo ", " tong the ", " xay dung "] {
            key = key.replace(nothing, " ");
        }
        key.trim().to_owned()
    }
}

impl Variants for Stage {
    const VARIANTS: &'static [(&'static str, &'static [Self])] = &[
        ("lap nhiem vu quy hoach", &[Self::Brief]),
        ("nhiem vu quy hoach", &[Self::Brief]),
        ("nhiem vu", &[Self::Brief]),
        ("nvqh", &[Self::Brief]),
        ("lap nvqh", &[Self::Brief]),
        ("phe duyet nhiem vu quy hoach", &[Self::BriefApproved]),
        ("phe duyet nvqh", &[Self::BriefApproved]),
        ("duyet nhiem vu", &[Self::BriefApproved]),
        ("pd nhiem vu", &[Self::BriefApproved]),
        ("da phe duyet nhiem vu", &[Self::BriefApproved]),
        ("lap quy hoach", &[Self::Drafting]),
        ("dang lap", &[Self::Drafting]),
        ("dang lap do an", &[Self::Drafting]),
        ("lap do an quy hoach", &[Self::Drafting]),
        ("dang trien khai", &[Self::Drafting]),
        ("lay y kien cong dong", &[Self::Consultation]),
        ("lay y kien cong dong dan cu", &[Self::Consultation]),
        ("lay y kien co quan to chuc ca nhan cong dong dan cu", &[Self::Consultation]),
        ("lay y kien nhan dan", &[Self::Consultation]),
        ("xin y kien", &[Self::Consultation]),
        ("tham dinh do an", &[Self::Appraisal]),
        ("trinh tham dinh", &[Self::Appraisal]),
        ("dang tham dinh", &[Self::Appraisal]),
        ("hdnd", &[Self::Council]),
        ("trinh hdnd", &[Self::Council]),
        ("thong qua hdnd", &[Self::Council]),
        ("hoi dong nhan dan thong qua", &[Self::Council]),
        ("phe duyet do an", &[Self::Approved]),
        ("phe duyet quy hoach", &[Self::Approved]),
        ("da phe duyet", &[Self::Approved]),
        ("da duyet", &[Self::Approved]),
        ("pd", &[Self::Approved]),
        ("duyet", &[Self::Approved, Self::BriefApproved]),
        ("cong bo quy hoach", &[Self::Published]),
        ("cong bo cong khai", &[Self::Published]),
        ("da cong bo", &[Self::Published]),
        ("cong khai", &[Self::Published]),
        ("dieu chinh", &[Self::AdjustmentStarted]),
        ("dang dieu chinh", &[Self::AdjustmentStarted]),
        ("lap dieu chinh", &[Self::AdjustmentStarted]),
        ("bi thay the", &[Self::Superseded]),
        ("huy bo", &[Self::Repealed]),
        ("bi bai bo", &[Self::Repealed]),
        ("da bai bo", &[Self::Repealed]),
        ("het hieu luc", &[Self::Expired]),
        ("tam dung", &[Self::Cancelled]),
        ("dung", &[Self::Cancelled]),
        ("khong lap", &[Self::Cancelled]),
    ];

    fn code(self) -> &'static str {
        self.code()
    }

    fn key(text: &str) -> String {
        fold(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<W: Variants>(text: &str) -> String {
        match variant::<W>(text) {
            Ok(Taken { value, note }) => format!("{}{}", value.code(), if note.is_some() { " told" } else { "" }),
            Err(finding) => format!("{} {}", finding.rule.code, finding.hint),
        }
    }

    #[test]
    fn kinds_of_plans_are_known_in_their_usual_variants() {
        let cases = [
            ("zoning", "zoning"),
            ("Quy hoạch phân khu", "zoning"),
            ("QHPK", "zoning told"),
            ("quy hoach phan khu", "zoning told"),
            ("QHPK 1/2000", "zoning told"),
            ("Quy hoạch phân khu xây dựng tỷ lệ 1/2.000", "zoning told"),
            ("QHCT 1/500", "detailed told"),
            ("Quy hoạch chi tiết xây dựng tỷ lệ 1/500", "detailed told"),
            ("QHC thị trấn", "urban_general told"),
            ("QHC TT", "urban_general told"),
            ("Quy hoạch chung xây dựng xã", "commune_general told"),
            ("Điều chỉnh quy hoạch chung đô thị", "urban_general told"),
            ("Quy hoạch xây dựng vùng huyện", "district_regional told"),
            ("QHC khu kinh tế cửa khẩu", "functional_zone_general told"),
            ("Quy chế QLKT", "value/word"),
            ("QHC", "value/word write one of `urban_general`, `commune_general`, `functional_zone_general`"),
            ("Quy hoạch sử dụng đất", "value/word"),
        ];
        for (text, expected) in cases {
            assert!(read::<PlanKind>(text).starts_with(expected), "{text}: {}", read::<PlanKind>(text));
        }
    }

    #[test]
    fn stages_and_kinds_of_units_and_areas_too() {
        assert_eq!((read::<Stage>("phê duyệt"), read::<Stage>("Đã phê duyệt")), ("approved".into(), "approved told".into()));
        assert_eq!(read::<Stage>("Lấy ý kiến cộng đồng dân cư"), "consultation told");
        assert!(read::<Stage>("Duyệt").starts_with("value/word write one of"));
        assert_eq!(read::<AreaKind>("KCN"), "functional_zone told");
        let kind = |text, level| unit_kind(text, level).map(|taken| (taken.value, taken.note.is_some()));
        assert_eq!(kind("TT.", None), Ok((UnitKind::Township, true)));
        assert_eq!(kind("Thị  trấn", None), Ok((UnitKind::Township, false)));
        assert_eq!(kind("TP", Some(Level::Province)), Ok((UnitKind::Municipality, true)));
        assert_eq!(kind("thi xa", None), Ok((UnitKind::Town, true)));
        assert!(kind("Làng", None).is_err());
    }

    #[test]
    fn every_variant_is_folded_and_stands_once() {
        fn check<W: Variants>() {
            for (at, (variant, words)) in W::VARIANTS.iter().enumerate() {
                assert_eq!(W::key(variant), *variant);
                assert!(!words.is_empty() && !W::VARIANTS[..at].iter().any(|(other, _)| other == variant), "{variant}");
            }
        }
        check::<UnitKind>();
        check::<AreaKind>();
        check::<Extent>();
        check::<PlanKind>();
        check::<Stage>();
    }
}
