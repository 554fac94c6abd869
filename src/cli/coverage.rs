//! `plancover coverage`: the figures of a unit and of those that belong to it.

use std::process::ExitCode;

use anyhow::bail;

use super::args::{CoverageArgs, Format};
use super::output::{json, tell_notices};
use super::printer::Printer;
use super::session::Session;
use super::table::{Align, number, set};
use crate::app::View;
use crate::coverage::{Denominator, Figures};
use crate::domain::{Day, Tier, UnitCode};
use crate::http::wire;

pub(super) async fn run(session: &Session, printer: &Printer, args: &CoverageArgs) -> anyhow::Result<ExitCode> {
    let view = session.view().await?;
    let day = session.day(args.at);
    let unit = args.unit.as_ref().map(|code| find(&view, code, day)).transpose()?;
    let answer = wire::coverage(&view, unit, args.of, day);
    tell_notices(printer, &answer.notices);
    Printer::data(&match args.format {
        Format::Table => table(&view, unit, args.of, day),
        Format::Json => json(&answer)?,
        Format::Csv => csv(&view, unit, args.of, day)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The unit that has the code on the day, or an error that tells when the code was in use.
fn find(view: &View, code: &UnitCode, day: Day) -> anyhow::Result<usize> {
    if let Some(unit) = view.snapshot.unit_on(code, day) {
        return Ok(unit);
    }
    let versions = view.snapshot.versions(code);
    if versions.is_empty() {
        bail!("there is no unit `{code}` in the store\nhint: `plancover coverage` without `--unit` lists the topmost units");
    }
    let periods = versions.into_iter().map(|index| {
        let version = &view.snapshot.units[index].version;
        let side = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        format!("{} from {} until {}", version.full_name(), side(version.period.from), side(version.period.to))
    });
    bail!("`{code}` is no unit on {day}\nhint: it was {}", periods.collect::<Vec<_>>().join(", "))
}

/// The rows of an answer: each child, or the unit itself if nothing belongs to it.
fn rows(view: &View, unit: Option<usize>, of: Denominator, day: Day) -> Vec<(usize, Figures)> {
    let vintage = view.snapshot.vintage(day);
    let units = match unit {
        None => vintage.roots().to_vec(),
        Some(unit) => match vintage.children(unit) {
            [] => vec![unit],
            children => children.to_vec(),
        },
    };
    units.into_iter().map(|unit| (unit, view.coverage.figures(unit, of, day))).collect()
}

fn table(view: &View, unit: Option<usize>, of: Denominator, day: Day) -> String {
    let of_words = match of {
        Denominator::Unit => "",
        Denominator::ConstructionLand => " (construction land and functional zones)",
    };
    let name = unit.map_or_else(|| "all units".to_owned(), |unit| view.snapshot.units[unit].version.full_name());
    let mut heading: Vec<String> = ["code", "unit", "km²"].map(str::to_owned).to_vec();
    let mut align = vec![Align::Left, Align::Left, Align::Right];
    for tier in Tier::ALL {
        heading.extend([format!("{tier} %"), "km²".to_owned(), "status".to_owned()]);
        align.extend([Align::Right, Align::Right, Align::Left]);
    }
    let cells = |code: &str, name: String, figures: &Figures| {
        let mut row = vec![code.to_owned(), name, number(figures.area_km2)];
        for tier in &figures.tiers {
            row.extend([number(tier.percent), number(tier.covered_km2), tier.status.code().to_owned()]);
        }
        row
    };
    let units = rows(view, unit, of, day);
    let mut lines = vec![Some(heading), None];
    for (index, figures) in &units {
        let version = &view.snapshot.units[*index].version;
        lines.push(Some(cells(version.code.as_str(), version.full_name(), figures)));
    }
    let together: Vec<usize> = units.iter().map(|(index, _)| *index).collect();
    lines.push(None);
    lines.push(Some(cells("", format!("total ({})", units.len()), &view.coverage.sum(&together, of, day))));
    format!("{name} on {day}{of_words}, revision {}\n{}", view.snapshot.revision, set(&align, &lines))
}

fn csv(view: &View, unit: Option<usize>, of: Denominator, day: Day) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut heading = vec!["code".to_owned(), "name".to_owned(), "kind".to_owned(), "as_of".to_owned(), "quality".to_owned(), "area_km2".to_owned()];
    for tier in Tier::ALL {
        heading.extend(["covered_km2", "preparing_km2", "percent", "status"].map(|column| format!("{tier}_{column}")));
    }
    writer.write_record(&heading)?;
    for (index, figures) in rows(view, unit, of, day) {
        let version = &view.snapshot.units[index].version;
        let mut row = vec![version.code.to_string(), version.name.clone(), version.kind.to_string(), day.to_string(), version.quality.to_string()];
        row.push(format!("{:.2}", figures.area_km2));
        for tier in &figures.tiers {
            row.extend([tier.covered_km2, tier.preparing_km2, tier.percent].map(|value| format!("{value:.2}")));
            row.push(tier.status.code().to_owned());
        }
        writer.write_record(&row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
