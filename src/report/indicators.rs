//! How each target of each indicator stands, and which subjects are missing.

use super::table::{Asked, Table, Value, column, day, number, text, words};
use crate::config::layers::AttributeType::{Date, Integer, Number, String};
use crate::coverage::{Basis, Ratio, Subject, SubjectFigures, SubjectState};
use crate::domain::{Indicator, Target};
use crate::formats::Datum;

/// An indicator, and how it stands for the subjects its targets were set for; `None` for a reported one.
pub(super) type Standing<'a> = (&'a Indicator, Option<Basis>);

/// How each indicator stands, evaluated once for both tables.
pub(super) fn standings<'a>(asked: &Asked<'a>) -> Vec<Standing<'a>> {
    let evaluated = |indicator| asked.coverage.evaluate(indicator, asked.day, asked.unit).map(|evaluation| evaluation.as_set);
    let measured = asked.indicators.iter().filter(|indicator| asked.snapshot.is_measured_by(indicator, asked.day));
    measured.map(|indicator| (indicator, evaluated(indicator))).collect()
}

pub(super) fn targets(standings: &[Standing<'_>]) -> Table {
    let columns = vec![
        column("Chỉ tiêu", "Indicator", String),
        column("Tên chỉ tiêu", "Title", String),
        column("Giá trị, %", "Value, %", Number),
        column("Đạt", "Satisfied", Number),
        column("Tổng", "Of", Number),
        column("Mục tiêu", "Target", Number),
        column("Đơn vị tính", "Unit of measure", String),
        column("Hạn", "Due on", Date),
        column("Tình trạng", "Status", String),
        column("Còn thiếu", "Gap", Number),
        column("Văn bản", "Source", String),
        column("Điều khoản", "Clause", String),
    ];
    let rows = standings.iter().flat_map(|(indicator, basis)| {
        let of_target = |(place, target)| standing(indicator, basis.as_ref(), place, target);
        indicator.targets.iter().enumerate().map(of_target).collect::<Vec<_>>()
    });
    Table { name: "Chỉ tiêu – Indicators", columns, rows: rows.collect() }
}

fn standing(indicator: &Indicator, basis: Option<&Basis>, place: usize, target: &Target) -> Vec<Value> {
    let figures = basis.and_then(|basis| basis.targets.get(place));
    let ratio = basis.map(|basis| basis.ratio);
    vec![
        text(&indicator.id),
        words(&indicator.title[0], &indicator.title[1]),
        ratio.and_then(Ratio::percent).map(Datum::Number),
        ratio.and_then(|ratio| number(ratio.numerator)),
        ratio.and_then(|ratio| number(ratio.denominator)),
        target.value_min.map(Datum::Number),
        target.unit.clone().and_then(text),
        day(Some(target.due_on)),
        figures.and_then(|figures| figures.status).and_then(|status| words(status.vi(), status.en())),
        figures.and_then(|figures| figures.gap).map(Datum::Number),
        text(&target.source),
        text(&target.clause),
    ]
}

pub(super) fn missing(asked: &Asked<'_>, standings: &[Standing<'_>]) -> Table {
    let columns = vec![
        column("Chỉ tiêu", "Indicator", String),
        column("Mã", "Code", String),
        column("Tên", "Name", String),
        column("Tình trạng", "Status", String),
        column("Đã phủ, %", "Covered, %", Number),
        column("Đang lập, %", "Being prepared, %", Number),
        column("Ngày của danh sách", "Day of the list", Date),
        column("Số thứ tự", "Number", Integer),
    ];
    let rows = standings
        .iter()
        .filter_map(|(indicator, basis)| Some((indicator, basis.as_ref()?)))
        .flat_map(|(indicator, basis)| of_basis(asked, indicator, basis));
    Table { name: "Còn thiếu – Missing", columns, rows: rows.collect() }
}

fn of_basis(asked: &Asked<'_>, indicator: &Indicator, basis: &Basis) -> Vec<Vec<Value>> {
    let open = basis.subjects.iter().filter(|subject| subject.state != SubjectState::Satisfied);
    let row = |(number_of, found): (i64, &SubjectFigures)| {
        let (code, name) = match found.subject {
            Subject::Unit(unit) => {
                let version = &asked.snapshot.units[unit].version;
                (version.code.to_string(), version.full_name())
            }
            Subject::Area(area) => {
                let area = &asked.snapshot.areas[area].area;
                (area.id.clone(), area.name.clone())
            }
        };
        vec![
            text(&indicator.id),
            text(code),
            text(name),
            words(found.state.vi(), found.state.en()),
            number(found.figures.percent()),
            number(found.figures.preparing_percent()),
            day(Some(basis.on)),
            Some(Datum::Integer(number_of)),
        ]
    };
    (1..).zip(open).map(row).collect()
}
