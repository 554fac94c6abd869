//! How much of each unit of the day plans cover, by tier.

use super::table::{Asked, Table, Value, column, number, text, words};
use crate::config::layers::AttributeType::{Number, String};
use crate::coverage::Denominator;
use crate::domain::Tier;

pub(super) fn coverage(asked: &Asked<'_>) -> Table {
    let mut columns = vec![
        column("Mã", "Code", String),
        column("Đơn vị hành chính", "Unit", String),
        column("Cấp", "Level", String),
        column("Thuộc", "Part of", String),
        column("Diện tích, km²", "Area, km²", Number),
    ];
    for tier in Tier::ALL {
        let (vi, en) = (tier.vi(), tier.en());
        columns.push(column(&format!("{vi}: tình trạng"), &format!("{en}: status"), String));
        columns.push(column(&format!("{vi}: đã phủ, %"), &format!("{en}: covered, %"), Number));
        columns.push(column(&format!("{vi}: đã phủ, km²"), &format!("{en}: covered, km²"), Number));
    }
    asked.coverage.prepare(asked.day);
    let mut units = asked.units();
    units.sort_by_key(|unit| (asked.snapshot.units[*unit].version.level(), *unit));
    Table { name: "Độ phủ – Coverage", columns, rows: units.into_iter().map(|unit| row(asked, unit)).collect() }
}

fn row(asked: &Asked<'_>, unit: usize) -> Vec<Value> {
    let entry = &asked.snapshot.units[unit];
    let version = &entry.version;
    let figures = asked.coverage.figures(unit, Denominator::Unit, asked.day);
    let mut row = vec![
        text(version.code.as_str()),
        text(version.full_name()),
        text(version.level().vi()),
        version.parent_code.as_ref().and_then(|code| text(code.as_str())),
        number(entry.facts.area_km2),
    ];
    for tier in Tier::ALL {
        let of = figures.tier(*tier);
        row.extend([words(of.status.vi(), of.status.en()), number(of.percent), number(of.covered_km2)]);
    }
    row
}
