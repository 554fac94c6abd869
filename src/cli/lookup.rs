//! `plancover lookup`: what applies at a point.

use std::process::ExitCode;

use anyhow::{anyhow, bail};
use geo::Point;

use super::args::{Format, LookupArgs};
use super::output::{json, tell_notices};
use super::printer::Printer;
use super::session::Session;
use super::table::{Align, number, set};
use crate::http::wire;
use crate::lookup::vn2000;

pub(super) async fn run(session: &Session, printer: &Printer, args: &LookupArgs) -> anyhow::Result<ExitCode> {
    let point = position(args)?;
    let view = session.view().await?;
    let answer = wire::lookup(&view, point, session.day(args.at));
    tell_notices(printer, &answer.notices);
    Printer::data(&match args.format {
        Format::Table => table(&answer),
        Format::Json => json(&answer)?,
        Format::Csv => csv(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn position(args: &LookupArgs) -> anyhow::Result<Point> {
    if let [northing, easting] = args.vn2000[..] {
        return vn2000::to_wgs84(&args.crs, easting, northing).map_err(|error| anyhow!("{error}"));
    }
    let [lon, lat] = args.position[..] else { bail!("a longitude and a latitude are needed") };
    if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
        bail!("the position `{lon} {lat}` is not on Earth, allowed: longitude -180 to 180, latitude -90 to 90\nhint: the longitude comes first");
    }
    Ok(Point::new(lon, lat))
}

fn table(answer: &wire::LookupAnswer) -> String {
    let chain: Vec<String> = answer.units.iter().map(|unit| format!("{} ({})", unit.full_name, unit.code)).collect();
    let place = if chain.is_empty() { "no unit".to_owned() } else { chain.join(" › ") };
    let mut text = format!("{}, {} on {}: {place}\n", answer.position.lon, answer.position.lat, answer.as_of);
    if let Some(tiers) = &answer.tiers {
        for (tier, figures) in tiers.each() {
            text.push_str(&format!("  {tier}: {} % {}\n", number(figures.percent), figures.status));
        }
    }
    if answer.plans.is_empty() {
        text.push_str("no plan applies here\n");
        return text;
    }
    let heading = ["id", "plan", "tier", "state", "decision", "approved", "scale", "horizon", "quality"].map(str::to_owned).to_vec();
    let rows: Vec<Option<Vec<String>>> = std::iter::once(Some(heading)).chain(answer.plans.iter().map(|plan| Some(row(plan)))).collect();
    text.push_str(&set(&[Align::Left; 9], &rows));
    text
}

fn row(plan: &wire::Plan) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let state = plan.stage.as_ref().map_or_else(|| plan.state.to_string(), |stage| format!("{} ({stage})", plan.state));
    vec![
        plan.id.clone(),
        plan.name.clone(),
        plan.tier.as_ref().map(ToString::to_string).unwrap_or_default(),
        state,
        text(&plan.decision_number),
        plan.approved_on.as_ref().map(ToString::to_string).unwrap_or_default(),
        plan.scale.map(|scale| format!("1/{scale}")).unwrap_or_default(),
        plan.horizon_year.map(|year| year.to_string()).unwrap_or_default(),
        plan.quality.to_string(),
    ]
}

fn csv(answer: &wire::LookupAnswer) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "name", "tier", "state", "decision_number", "approved_on", "scale", "horizon_year", "quality"])?;
    for plan in &answer.plans {
        writer.write_record(row(plan))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
