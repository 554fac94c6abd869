//! `plancover coverage`: the figures of a unit and of those that belong to it.

use std::process::ExitCode;

use serde_json::Value;

use super::args::{CoverageArgs, Format};
use super::output::{answer, json, text};
use super::printer::Printer;
use super::session::Session;
use super::table::{Align, number, set};
use crate::coverage::Denominator;
use crate::domain::Tier;

pub(super) async fn run(session: &Session, printer: &Printer, args: &CoverageArgs) -> anyhow::Result<ExitCode> {
    let unit = args.unit.as_ref().map_or_else(String::new, |code| format!("&unit={code}"));
    let question = format!("/api/coverage?at={}&of={}{unit}", session.day(args.at), args.of.code());
    let answer = answer(session, printer, session.view().await?, &question).await?;
    Printer::data(&match args.format {
        Format::Table => table(&answer),
        Format::Json => json(&answer)?,
        Format::Csv => csv(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The rows of an answer: those that belong to the unit, or the unit itself if none does.
fn rows(answer: &Value) -> Vec<&Value> {
    match answer["children"].as_array() {
        Some(children) if !children.is_empty() => children.iter().collect(),
        _ if answer["unit"].is_null() => Vec::new(),
        _ => vec![answer],
    }
}

fn figure(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

/// A dash where there is no land to take a share of.
fn share(percent: &Value) -> String {
    percent.as_f64().map_or_else(|| "–".to_owned(), number)
}

fn table(answer: &Value) -> String {
    let mut heading: Vec<String> = ["code", "unit", "km²"].map(str::to_owned).to_vec();
    let mut align = vec![Align::Left, Align::Left, Align::Right];
    for tier in Tier::ALL {
        heading.extend([format!("{tier} %"), "km²".to_owned(), "status".to_owned()]);
        align.extend([Align::Right, Align::Right, Align::Left]);
    }
    let rows = rows(answer);
    let mut lines = vec![Some(heading), None];
    lines.extend(rows.iter().map(|row| Some(cells(text(&row["unit"]["code"]), text(&row["unit"]["full_name"]), row))));
    lines.push(None);
    lines.push(Some(cells(String::new(), format!("total ({})", rows.len()), answer)));
    format!("{}\n{}", title(answer), set(&align, &lines))
}

fn title(answer: &Value) -> String {
    let unit = if answer["unit"].is_null() { "all units".to_owned() } else { text(&answer["unit"]["full_name"]) };
    let of = if answer["of"] == Denominator::ConstructionLand.code() { " (construction land and functional zones)" } else { "" };
    format!("{unit} on {}{of}, revision {}", text(&answer["as_of"]), answer["revision"])
}

fn cells(code: String, name: String, row: &Value) -> Vec<String> {
    let mut cells = vec![code, name, number(figure(&row["area_km2"]))];
    for tier in Tier::ALL {
        let tier = &row["tiers"][tier.code()];
        cells.extend([share(&tier["percent"]), number(figure(&tier["covered_km2"])), text(&tier["status"])]);
    }
    cells
}

fn csv(answer: &Value) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut heading = ["code", "name", "kind", "as_of", "quality", "area_km2"].map(str::to_owned).to_vec();
    for tier in Tier::ALL {
        heading.extend(["covered_km2", "preparing_km2", "percent", "status"].map(|column| format!("{tier}_{column}")));
    }
    writer.write_record(&heading)?;
    for row in rows(answer) {
        let unit = &row["unit"];
        let mut cells = vec![text(&unit["code"]), text(&unit["name"]), text(&unit["kind"]), text(&answer["as_of"]), text(&unit["quality"])];
        cells.push(format!("{:.2}", figure(&row["area_km2"])));
        for tier in Tier::ALL {
            let tier = &row["tiers"][tier.code()];
            cells.extend(
                ["covered_km2", "preparing_km2", "percent"]
                    .map(|column| tier[column].as_f64().map_or_else(String::new, |figure| format!("{figure:.2}"))),
            );
            cells.push(text(&tier["status"]));
        }
        writer.write_record(&cells)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
