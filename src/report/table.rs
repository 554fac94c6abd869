//! A table, and what is asked for.

use crate::config::layers::AttributeType;
use crate::coverage::Coverage;
use crate::domain::{Day, Indicator, Quality};
use crate::formats::{Datum, SheetColumn};
use crate::snapshot::{PlanEntry, Snapshot};

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The picture of the store.
    pub snapshot: &'a Snapshot,
    /// Its figures.
    pub coverage: &'a Coverage,
    /// What is measured.
    pub indicators: &'a [Indicator],
    /// The day.
    pub day: Day,
    /// The unit of the day that it is limited to, with all below it; everything where absent.
    pub unit: Option<usize>,
    /// What the data calls itself, in Vietnamese and English.
    pub title: [&'a str; 2],
}

impl Asked<'_> {
    /// The units of the day that are told of.
    pub(super) fn units(&self) -> Vec<usize> {
        let vintage = self.snapshot.vintage(self.day);
        let Some(unit) = self.unit else { return vintage.units().collect() };
        let (mut found, mut place) = (vec![unit], 0);
        while place < found.len() {
            found.extend_from_slice(vintage.children(found[place]));
            place += 1;
        }
        found
    }

    /// The plans that are told of: those with land in the unit.
    pub(super) fn plans(&self) -> Vec<&PlanEntry> {
        let places = self.unit.map_or_else(|| (0..self.snapshot.plans.len()).collect(), |unit| self.coverage.plans_in(unit, self.day));
        places.into_iter().map(|place| self.snapshot.plans[place].as_ref()).collect()
    }

    /// How far what is told of can be trusted, each once, the worst first.
    #[must_use]
    pub fn qualities(&self) -> Vec<Quality> {
        let units = self.units().into_iter().map(|unit| self.snapshot.units[unit].version.quality);
        let mut qualities: Vec<_> = units.chain(self.plans().into_iter().map(|entry| entry.plan.quality)).collect();
        qualities.sort_unstable();
        qualities.dedup();
        qualities
    }
}

/// A value of a row.
pub(super) type Value = Option<Datum<'static>>;

/// A table of a report.
#[derive(Debug)]
pub struct Table {
    /// Its name, which is that of a sheet: at most 31 characters.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows.
    pub rows: Vec<Vec<Option<Datum<'static>>>>,
}

pub(super) fn column(vi: &str, en: &str, value_type: AttributeType) -> SheetColumn {
    SheetColumn::new(vi, en, value_type)
}

#[expect(clippy::unnecessary_wraps, reason = "a cell of a row, as those that may be empty")]
pub(super) fn text(text: impl Into<String>) -> Value {
    Some(Datum::Text(text.into().into()))
}

/// Words in Vietnamese and English.
pub(super) fn words(vi: &str, en: &str) -> Value {
    text(format!("{vi} / {en}"))
}

pub(super) fn day(day: Option<Day>) -> Value {
    day.and_then(|day| text(day.to_string()))
}

#[expect(clippy::unnecessary_wraps, reason = "a cell of a row, as those that may be empty")]
pub(super) const fn number(number: f64) -> Value {
    Some(Datum::Number(number))
}

/// What the report is of, and what must be known of it.
pub(super) fn about(asked: &Asked<'_>) -> Table {
    let mut rows = vec![
        vec![text("Dữ liệu"), text(asked.title[0]), text(asked.title[1])],
        vec![text("Ngày"), text(asked.day.to_string()), text("As of")],
        vec![text("Bản dữ liệu"), text(asked.snapshot.revision.to_string()), text("Data revision")],
    ];
    if let Some(unit) = asked.unit {
        let version = &asked.snapshot.units[unit].version;
        rows.insert(1, vec![text("Đơn vị hành chính"), text(version.full_name()), text(format!("Unit {}", version.code))]);
    }
    let cautions = asked.qualities().into_iter().rev().filter_map(Quality::caution);
    rows.extend(cautions.map(|[vi, en]| vec![text("Lưu ý"), text(vi), text(en)]));
    let columns = vec![
        column("Mục", "Item", AttributeType::String),
        SheetColumn { width: 70, ..column("Nội dung", "Content", AttributeType::String) },
        SheetColumn { width: 70, ..column("Tiếng Anh", "English", AttributeType::String) },
    ];
    Table { name: "Giới thiệu – About", columns, rows }
}
