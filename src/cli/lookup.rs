//! `plancover lookup`: what applies at a point.

use std::process::ExitCode;

use anyhow::Context;
use serde_json::Value;

use super::args::{Format, LookupArgs};
use super::output::{answer, json, text};
use super::printer::Printer;
use super::session::Session;
use super::table::{Align, number, set};
use crate::app::View;
use crate::domain::{Day, No, Tier};
use crate::lookup::usual_crs;
use crate::lookup::vn2000::allowed_crs;

/// The columns of a plan: in the answer, and above the table.
const COLUMNS: [&str; 10] = ["id", "name", "tier", "state", "stage", "decision_number", "approved_on", "scale", "horizon_year", "quality"];

pub(super) async fn run(session: &Session, printer: &Printer, args: &LookupArgs) -> anyhow::Result<ExitCode> {
    let (view, day) = (session.view().await?, session.day(args.at));
    // On a land certificate X is the northing; the API's x is the easting.
    let position = match args.vn2000[..] {
        [northing, easting] => format!("x={easting}&y={northing}&crs={}", crs(session, args, &view, day)?),
        _ => format!("lon={}&lat={}", args.position[0], args.position[1]),
    };
    let question = format!("/api/lookup?{position}&at={day}");
    let answer = answer(session, printer, view, &question).await?;
    Printer::data(&match args.format {
        Format::Table => table(&answer),
        Format::Json => json(&answer)?,
        Format::Csv => csv(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The system of plane coordinates: the one given, that of the settings, or that of the province.
fn crs(session: &Session, args: &LookupArgs, view: &View, day: Day) -> anyhow::Result<String> {
    let given = args.crs.clone().or_else(|| session.settings.vn2000_crs.clone());
    let usual = || usual_crs(&view.snapshot, day).map(|crs| format!("EPSG:{}", crs.epsg));
    given.or_else(usual).with_context(|| {
        format!("which VN-2000 system X and Y are in is not certain here\nhint: give it with --crs, one of {}", allowed_crs())
    })
}

fn list<'a>(answer: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    answer[name].as_array().into_iter().flatten()
}

fn cells(plan: &Value) -> Vec<String> {
    COLUMNS.iter().map(|column| text(&plan[column])).collect()
}

fn table(answer: &Value) -> String {
    let chain: Vec<String> = list(answer, "units").map(|unit| format!("{} ({})", text(&unit["full_name"]), text(&unit["code"]))).collect();
    let place = if chain.is_empty() { "no unit".to_owned() } else { chain.join(" › ") };
    let position = &answer["position"];
    let title = format!("{}, {} on {}: {place}\n", position["lon"], position["lat"], text(&answer["as_of"]));
    let tiers = Tier::ALL.iter().filter(|_| !answer["tiers"].is_null()).map(|tier| {
        let figures = &answer["tiers"][tier.code()];
        format!("  {tier}: {} % {}\n", number(figures["percent"].as_f64().unwrap_or(0.0)), text(&figures["status"]))
    });
    let lacks = list(answer, "lacks").map(|lack| {
        let no = text(&lack["no"]).parse::<No>().map_or_else(|unknown| unknown.found, |no| no.en().to_owned());
        format!("  no {} plan in force: {no}. {}\n", text(&lack["tier"]), text(&lack["en"]))
    });
    let lines = tiers.chain(lacks).fold(title, |lines, line| lines + &line);
    let plans: Vec<Vec<String>> = list(answer, "plans").map(cells).collect();
    if plans.is_empty() {
        return lines + "no plan applies here\n";
    }
    let rows: Vec<Option<Vec<String>>> = std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(plans).map(Some).collect();
    lines + &set(&[Align::Left; COLUMNS.len()], &rows)
}

fn csv(answer: &Value) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for plan in list(answer, "plans") {
        writer.write_record(cells(plan))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
