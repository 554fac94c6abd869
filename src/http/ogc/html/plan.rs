//! A plan's page: its decision, what happened to it, the land it was made for, and what it overlaps.

use maud::{Markup, html};

use super::super::asked::Shown;
use super::item::{plan_link, unit_link};
use super::words::{both, day, figure, percent};
use crate::domain::{Event, Plan, Territory};
use crate::http::ask::{Ask, encode};
use crate::http::wire::Notices;

/// The smallest units of the day that it touches.
pub(super) fn touched(ask: &Ask<Shown>, plan: usize) -> Vec<usize> {
    ask.settled.edition.view.coverage.units_in(plan, ask.day).into_iter().map(|(unit, _)| unit).collect()
}

pub(super) fn about(ask: &Ask<Shown>, index: usize, notices: &mut Notices) -> Markup {
    let entry = ask.snapshot().plans[index].as_ref();
    notices.made_up(entry.plan.quality);
    html! {
        (record(ask, &entry.plan))
        h2 { (both("Quá trình", "Life cycle")) }
        (events(&entry.plan.events))
        h2 { (both("Phạm vi lập quy hoạch", "Territory")) }
        @if let Some(area) = entry.area_km2() { p { (both("Diện tích", "Area")) ": " (figure(area)) " km²" } }
        (territory(ask, &entry.plan))
        (units(ask, index))
        (findings(ask, index))
        p { a href={ (ask.settled.base) "/api/plans/" (encode(&entry.plan.id)) (ask.at_query()) } { "JSON: /api/plans/" (entry.plan.id) } }
    }
}

fn record(ask: &Ask<Shown>, plan: &Plan) -> Markup {
    let approval = plan.approval().filter(|event| event.actual_on.is_some_and(|on| on <= ask.day));
    let rows = [
        (["Cơ quan phê duyệt", "Approved by"], approval.and_then(|event| event.authority.as_deref())),
        (["Cơ quan tổ chức lập", "Lead agency"], plan.lead_agency.as_deref()),
        (["Đơn vị tư vấn", "Consultant"], plan.consultant.as_deref()),
        (["Nguồn", "Source"], plan.source.as_deref()),
        (["Điều khoản", "Clause"], plan.clause.as_deref()),
    ];
    let adjusted = plan.adjusts.as_deref().and_then(|id| ask.snapshot().plan(id));
    html! {
        dl {
            @for ([vi, en], text) in rows { @if let Some(text) = text { dt { (both(vi, en)) } dd { (text) } } }
            @if let Some(adjusted) = adjusted { dt { (both("Điều chỉnh", "Adjusts")) } dd { (plan_link(ask, adjusted)) } }
        }
    }
}

fn events(events: &[Event]) -> Markup {
    html! {
        @if events.is_empty() { p.none { (both("Chưa có bước nào được ghi nhận.", "No stage is recorded.")) } } @else {
            div.scroll tabindex="0" role="region" aria-label="Quá trình" { table {
                thead { tr {
                    th scope="col" { (both("Bước", "Stage")) }
                    th scope="col" { (both("Ngày", "Day")) }
                    th scope="col" { (both("Dự kiến", "Planned")) }
                    th scope="col" { (both("Văn bản", "Document")) }
                    th scope="col" { (both("Cơ quan", "Authority")) }
                } }
                tbody { @for event in events { tr {
                    th scope="row" { (both(event.stage.vi(), event.stage.en())) }
                    td { @if let Some(on) = event.actual_on { (day(&on.to_string())) } }
                    td { (planned(event)) }
                    td { (event.document_number.as_deref().unwrap_or_default()) }
                    td { (event.authority.as_deref().unwrap_or_default()) }
                } } }
            } }
        }
    }
}

fn planned(event: &Event) -> Markup {
    html! {
        @match (&event.planned_text, event.planned_from, event.planned_to) {
            (Some(text), _, _) => { (text) }
            (None, Some(from), Some(to)) if from != to => { (day(&from.to_string())) " – " (day(&to.to_string())) }
            (None, Some(on), _) | (None, None, Some(on)) => { (day(&on.to_string())) }
            (None, None, None) => {}
        }
    }
}

fn territory(ask: &Ask<Shown>, plan: &Plan) -> Markup {
    let snapshot = ask.snapshot();
    match &plan.territory {
        Territory::Units(units) => html! {
            p { (both("Gồm các đơn vị hành chính", "Made up of the units")) ": "
                @for (place, unit) in units.iter().enumerate() {
                    @if place > 0 { ", " }
                    @match snapshot.unit_on(&unit.code, plan.vintage_day(unit)) { Some(index) => { (unit_link(ask, index)) } None => { (unit.code) } }
                }
            }
        },
        Territory::Areas(areas) => html! {
            p { (both("Gồm các khu vực", "Made up of the areas")) ": "
                @for (place, id) in areas.iter().enumerate() {
                    @if place > 0 { ", " }
                    @match snapshot.area(id) { Some(index) => { (snapshot.areas[index].area.name) } None => { (id) } }
                }
            }
        },
        Territory::Boundary(_) => html! { p { (both("Theo ranh giới riêng.", "It has a boundary of its own.")) } },
        Territory::None => html! { p.none { (both("Chưa rõ phạm vi.", "Its territory is not known.")) } },
    }
}

fn units(ask: &Ask<Shown>, plan: usize) -> Markup {
    let found = ask.settled.edition.view.coverage.units_in(plan, ask.day);
    html! {
        @if !found.is_empty() {
            div.scroll tabindex="0" role="region" aria-label="Đơn vị trong phạm vi" { table {
                thead { tr {
                    th scope="col" { (both("Đơn vị có đất trong phạm vi", "Unit it touches")) }
                    th scope="col" { (both("Phần chung, km²", "In common, km²")) }
                    th scope="col" { (both("Tỷ lệ của đơn vị", "Share of the unit")) }
                } }
                tbody { @for (unit, overlap) in found { tr {
                    th scope="row" { (unit_link(ask, unit)) }
                    td.number { (figure(overlap)) }
                    td.number { (percent((100.0 * overlap / ask.snapshot().units[unit].facts.area_km2).min(100.0))) }
                } } }
            } }
        }
    }
}

/// What was found about the plan, and which others it overlaps.
fn findings(ask: &Ask<Shown>, plan: usize) -> Markup {
    let found = ask.settled.edition.view.findings.on(ask.day);
    let own: Vec<_> = found.findings.iter().filter(|finding| finding.plans.contains(&plan)).collect();
    html! {
        @if !own.is_empty() {
            h2 { (both("Lưu ý", "Findings")) }
            ul { @for finding in own { li {
                strong { (finding.kind.vi()) } ": " (finding.vi) " " span.en lang="en" { (finding.en) }
                @for other in finding.plans.iter().filter(|other| **other != plan) { " · " (plan_link(ask, *other)) }
            } } }
        }
    }
}
