//! A table, and what is asked for.

use crate::config::layers::AttributeType;
use crate::coverage::Coverage;
use crate::domain::{Day, Indicator, Quality};
use crate::formats::{Datum, SheetColumn};
use crate::snapshot::Snapshot;

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
    /// What the data calls itself, in Vietnamese and English.
    pub title: [&'a str; 2],
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
    let units = asked.snapshot.vintage(asked.day).units().map(|unit| asked.snapshot.units[unit].version.quality);
    let plans = asked.snapshot.plans.iter().map(|entry| entry.plan.quality);
    let mut qualities: Vec<_> = units.chain(plans).collect();
    qualities.sort_unstable();
    qualities.dedup();
    let mut rows = vec![
        vec![text("Dữ liệu"), text(asked.title[0]), text(asked.title[1])],
        vec![text("Ngày"), text(asked.day.to_string()), text("As of")],
        vec![text("Bản dữ liệu"), text(asked.snapshot.revision.to_string()), text("Data revision")],
    ];
    let cautions = qualities.into_iter().rev().filter_map(Quality::caution);
    rows.extend(cautions.map(|[vi, en]| vec![text("Lưu ý"), text(vi), text(en)]));
    let columns = vec![
        column("Mục", "Item", AttributeType::String),
        SheetColumn { width: 70, ..column("Nội dung", "Content", AttributeType::String) },
        SheetColumn { width: 70, ..column("Tiếng Anh", "English", AttributeType::String) },
    ];
    Table { name: "Giới thiệu – About", columns, rows }
}
