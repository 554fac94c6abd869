//! What the reader must know about the figures of an answer.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::coverage::{Denominator, is_built};
use crate::domain::{Area, Day, Quality};
use crate::snapshot::Snapshot;

/// One notice, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct Notice {
    /// What it is about: one of the codes of `docs/api.md`.
    pub code: &'static str,
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

const NO_UNITS: Notice = Notice {
    code: "no_units",
    vi: "Chưa có đơn vị hành chính nào được nạp cho ngày này.",
    en: "No administrative unit is loaded for this day.",
};
const OUTSIDE: Notice = Notice {
    code: "outside",
    vi: "Vị trí nằm ngoài mọi đơn vị hành chính đã nạp cho ngày này.",
    en: "The position lies in no unit that is loaded for this day.",
};
const PARTLY_OUTSIDE: Notice = Notice {
    code: "partly_outside",
    vi: "Một phần thửa đất nằm ngoài các đơn vị hành chính đã nạp cho ngày này: ở đó chưa có dữ liệu, không phải là không có quy hoạch.",
    en: "Some of the parcel lies in no unit that is loaded for this day: no data was supplied there, which is not to say that there is no plan.",
};
const NO_PLANS: Notice = Notice {
    code: "no_plans",
    vi: "Chưa có quy hoạch nào được nạp: độ phủ bằng không nghĩa là chưa có dữ liệu.",
    en: "No plan is loaded at all: zero coverage means that no data was supplied.",
};

const FORECAST: Notice = Notice {
    code: "forecast",
    vi: "Dự báo giả định các quy hoạch được phê duyệt đúng ngày dự kiến; đó không phải số liệu đã xảy ra.",
    en: "The forecast supposes that plans are approved on the days planned; it tells nothing that has happened.",
};
const NOT_SUPPLIED: Notice = Notice {
    code: "not_supplied",
    vi: "Chưa có dữ liệu về đối tượng của một số chỉ tiêu (mẫu số): giá trị để trống.",
    en: "Data about the subjects of some indicators (their denominator) was not supplied: the value is left empty.",
};
const NO_SUBJECTS: Notice = Notice {
    code: "no_subjects",
    vi: "Ngày này không có đơn vị nào thuộc loại mà một số chỉ tiêu tính đến.",
    en: "There is no unit of the kind that some indicators count on this day.",
};
const NOT_LOADED: Notice = Notice {
    code: "not_loaded",
    vi: "Một số đối tượng trong danh sách của văn bản chưa được nạp và không được tính.",
    en: "Some subjects of the document's list are not loaded and not counted.",
};

const NO_CONSTRUCTION_LAND: Notice = Notice {
    code: "no_construction_land",
    vi: "Chưa nạp đất xây dựng hay khu chức năng nào cho ngày này: chưa có dữ liệu để tính tỷ lệ.",
    en: "No construction land or functional zone is loaded for this day: there is no data to take a share of.",
};

const FORMER_UNIT: Notice = Notice {
    code: "former_unit",
    vi: "Có đơn vị không còn vào ngày được hỏi: số liệu là của phần đất cũ, theo các quy hoạch có hiệu lực vào ngày đó.",
    en: "Some units are no more on this day: the figures are of their former land, by the plans in force on the day.",
};

const CUT_OFF: Notice = Notice {
    code: "cut_off",
    vi: "Có chữ dài hơn mức định dạng này chứa được và đã bị cắt bớt; GeoPackage giữ nguyên.",
    en: "Some texts are longer than this format holds and are cut off; GeoPackage keeps them whole.",
};

/// The notices of one answer, each once.
#[derive(Debug)]
pub(in crate::http) struct Notices(BTreeMap<u8, Notice>);

impl Notices {
    /// Those that hold for any answer about the day.
    pub(in crate::http) fn new(snapshot: &Snapshot, day: Day) -> Self {
        let mut notices = Self(BTreeMap::new());
        if snapshot.vintage(day).units().next().is_none() {
            notices.0.insert(2, NO_UNITS);
        }
        if snapshot.plans.is_empty() {
            notices.0.insert(4, NO_PLANS);
        }
        notices
    }

    /// None yet, of one thing in an answer.
    pub(in crate::http) const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// Those of a thing that stands in the answer.
    pub(in crate::http) fn add(&mut self, others: &Self) {
        self.0.extend(&others.0);
    }

    /// Their codes, in the order of answers.
    pub(in crate::http) fn list(&self) -> Vec<&'static str> {
        self.0.values().map(|notice| notice.code).collect()
    }

    /// A unit, an area or any other land stands in the answer.
    pub(in crate::http) fn land(&mut self, quality: Quality) {
        self.caution(0, "schematic_boundaries", quality, Quality::Schematic);
        self.made_up(quality);
    }

    /// A plan stands in the answer.
    pub(in crate::http) fn made_up(&mut self, quality: Quality) {
        self.caution(1, "illustrative_plans", quality, Quality::Illustrative);
    }

    fn caution(&mut self, place: u8, code: &'static str, quality: Quality, meant: Quality) {
        if let Some([vi, en]) = quality.caution().filter(|_| quality == meant) {
            self.0.insert(place, Notice { code, vi, en });
        }
    }

    /// The position lies in no unit, though there are units.
    pub(in crate::http) fn outside(&mut self) {
        if !self.0.contains_key(&2) {
            self.0.insert(3, OUTSIDE);
        }
    }

    /// Some of the land asked about lies in no unit.
    pub(in crate::http) fn partly_outside(&mut self) {
        self.0.insert(3, PARTLY_OUTSIDE);
    }

    /// Coverage is told as a share of this land: of construction land there may be none.
    pub(in crate::http) fn construction_land(&mut self, snapshot: &Snapshot, of: Denominator, day: Day) {
        let counts = |area: &Area| is_built(area.kind) && area.period.contains(day);
        if of == Denominator::ConstructionLand && !snapshot.areas.iter().any(|entry| counts(&entry.area)) {
            self.0.insert(6, NO_CONSTRUCTION_LAND);
        }
    }

    /// A unit that is no more is told by its land.
    pub(in crate::http) fn former(&mut self) {
        self.0.insert(7, FORMER_UNIT);
    }

    /// Figures of days to come stand in the answer.
    pub(in crate::http) fn forecast(&mut self) {
        self.0.insert(5, FORECAST);
    }

    /// Nothing is loaded that an indicator could be a share of.
    pub(in crate::http) fn not_supplied(&mut self) {
        self.0.insert(6, NOT_SUPPLIED);
    }

    /// Units are known on the day, but none of the kind that is counted.
    pub(in crate::http) fn no_subjects(&mut self) {
        self.0.insert(7, NO_SUBJECTS);
    }

    /// A listed subject is not there.
    pub(in crate::http) fn not_loaded(&mut self) {
        self.0.insert(8, NOT_LOADED);
    }

    /// Texts were cut off because the format of the file holds no more.
    pub(in crate::http) fn cut_off(&mut self) {
        self.0.insert(9, CUT_OFF);
    }

    /// Their codes, separated by commas.
    pub(in crate::http) fn codes(&self) -> String {
        self.list().join(", ")
    }

    pub(in crate::http) fn into_list(self) -> Vec<Notice> {
        self.0.into_values().collect()
    }
}
