//! A unit's page: how much of it plans cover, what it belongs to, and where its land came from and went.

use maud::{Markup, html};

use super::super::asked::Shown;
use super::item::{plan_link, unit_link};
use super::words::{both, day, figure, percent};
use crate::coverage::{Denominator, Descent};
use crate::domain::{Day, Tier};
use crate::http::ask::{Ask, encode};
use crate::http::wire::Notices;

/// The day among those of the version that is nearest to the day asked about.
fn own_day(ask: &Ask<Shown>, unit: usize) -> Day {
    crate::app::Subject::Unit(unit).day(ask.snapshot(), ask.day)
}

/// The units that belong to the same one.
pub(super) fn beside(ask: &Ask<Shown>, unit: usize) -> Vec<usize> {
    let vintage = ask.snapshot().vintage(own_day(ask, unit));
    let chain = vintage.chain(unit);
    let parent = chain.len().checked_sub(2).map(|place| chain[place]);
    parent.map(|parent| vintage.children(parent).iter().copied().filter(|other| *other != unit).collect()).unwrap_or_default()
}

pub(super) fn about(ask: &Ask<Shown>, unit: usize, notices: &mut Notices) -> Markup {
    let (snapshot, coverage) = (ask.snapshot(), &ask.settled.edition.view.coverage);
    let (version, on) = (&snapshot.units[unit].version, own_day(ask, unit));
    let vintage = snapshot.vintage(on);
    let chain = vintage.chain(unit);
    let (above, below) = (chain.split_last().map_or(&[][..], |(_, above)| above), vintage.children(unit));
    notices.land(version.quality);
    let others: Vec<usize> = snapshot.versions(&version.code).into_iter().filter(|other| *other != unit).collect();
    html! {
        h2 { (both("Độ phủ quy hoạch", "Coverage by plans")) }
        (tiers(ask, unit, on, notices))
        p {
            a href={ (ask.settled.base) "/maps/coverage-general.png?unit=" (version.code) "&at=" (on) } { (both("Bản đồ để in", "Map to print")) }
            " · " a href={ (ask.settled.base) "/api/coverage?unit=" (version.code) "&at=" (on) } { "JSON: /api/coverage" }
        }
        (list(ask, ["Thuộc", "Part of"], above))
        (list(ask, ["Gồm", "Made up of"], below))
        (list(ask, ["Cùng mã trong thời kỳ khác", "The same code at other times"], &others))
        @if let Some(turn) = coverage.predecessors(unit) { (descent(ask, ["Đất từ", "Its land came from"], &turn)) }
        @if let Some(turn) = coverage.successors(unit) { (descent(ask, ["Đất về", "Its land went to"], &turn)) }
        p { a href={ (ask.settled.base) "/api/units/" (encode(version.code.as_str())) "/lineage?at=" (on) } { "JSON: /api/units/" (version.code) "/lineage" } }
    }
}

fn tiers(ask: &Ask<Shown>, unit: usize, on: Day, notices: &mut Notices) -> Markup {
    let figures = ask.settled.edition.view.coverage.figures(unit, Denominator::Unit, on);
    let plans = Tier::ALL.iter().flat_map(|tier| &figures.tier(*tier).plans);
    plans.for_each(|plan| notices.made_up(ask.snapshot().plans[*plan].plan.quality));
    html! {
        div.scroll tabindex="0" role="region" aria-label="Độ phủ quy hoạch" { table {
            thead { tr {
                th scope="col" { (both("Cấp độ", "Tier")) }
                th scope="col" { (both("Tình trạng", "Status")) }
                th scope="col" { (both("Đã phủ", "Covered")) }
                th scope="col" { "km²" }
                th scope="col" { (both("Quy hoạch có hiệu lực", "Plans in force")) }
            } }
            tbody { @for tier in Tier::ALL { @let of = figures.tier(*tier); tr {
                th scope="row" { (both(tier.vi(), tier.en())) }
                td { (both(of.status.vi(), of.status.en())) }
                td.number { (percent(of.percent)) }
                td.number { (figure(of.covered_km2)) }
                td { @for (place, plan) in of.plans.iter().enumerate() { @if place > 0 { br; } (plan_link(ask, *plan)) } }
            } } }
        } }
    }
}

fn list(ask: &Ask<Shown>, [vi, en]: [&str; 2], units: &[usize]) -> Markup {
    html! {
        @if !units.is_empty() {
            h2 { (both(vi, en)) }
            ul { @for &unit in units { li { (unit_link(ask, unit)) (period(ask, unit)) } } }
        }
    }
}

fn period(ask: &Ask<Shown>, unit: usize) -> Markup {
    let period = &ask.snapshot().units[unit].version.period;
    html! {
        @if let Some(from) = period.from { " " (both("từ", "from")) " " (day(&from.to_string())) }
        @if let Some(to) = period.to { " " (both("đến trước", "until")) " " (day(&to.to_string())) }
    }
}

fn descent(ask: &Ask<Shown>, [vi, en]: [&str; 2], turn: &Descent) -> Markup {
    html! {
        h2 { (both(vi, en)) }
        p {
            (day(&turn.on.to_string()))
            @if let Some(change) = turn.change { ": " (both(change.vi(), change.en())) }
            " (" (both(turn.basis.vi(), turn.basis.en())) ")"
        }
        ul { @for kin in &turn.kin { li {
            (unit_link(ask, kin.unit)) ": " (figure(kin.overlap_km2)) " km², "
            (figure(kin.percent_of_old)) " % " (both("của đơn vị cũ", "of the older")) ", "
            (figure(kin.percent_of_new)) " % " (both("của đơn vị mới", "of the newer"))
        } } }
    }
}
