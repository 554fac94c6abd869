//! `plancover export …`: what the store holds as files for other programs.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::anyhow;

use super::args::{ExportArgs, ExportFeaturesArgs, ExportPackArgs, ExportReportArgs, ExportTilesArgs, ExportWhat};
use super::printer::Printer;
use super::session::Session;
use crate::app::{
    ExportRequest, ExportStep, FeatureFormat, PackFormat, Publisher, export_features, export_report, export_tiles, free, place, plan_tiles,
};
use crate::config::indicators::indicators;
use crate::http::{Site, pack_of};

pub(super) async fn run(session: &Session, printer: &Printer, args: ExportArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        ExportWhat::Tiles(tiles) => self::tiles(session, printer, tiles).await,
        ExportWhat::Features(features) => self::features(session, printer, features).await,
        ExportWhat::Report(report) => self::report(session, printer, report).await,
        ExportWhat::Pack(pack) => self::pack(session, printer, pack).await,
    }
}

async fn pack(session: &Session, printer: &Printer, args: ExportPackArgs) -> anyhow::Result<ExitCode> {
    let ExportPackArgs { out, unit, at, force } = args;
    free(&out, force)?;
    let publisher = Arc::new(Publisher::new(session.view().await?));
    let site = Arc::new(Site::new(publisher, session.clock.clone(), session.settings.clone(), None)?);
    let day = session.day(at);
    let bar = printer.bar();
    bar.set_message("making the pack");
    let made = tokio::task::spawn_blocking({
        let unit = unit.clone();
        move || pack_of(&site, &unit, day)
    });
    let made = made.await;
    bar.finish_and_clear();
    let mut made = made?.map_err(|problem| anyhow!(problem))?;
    place(&mut made.file, &out, force)?;
    printer.say(&format!("wrote unit {unit} on {day}, {} in all, to `{}`", size(made.bytes), out.display()));
    Ok(ExitCode::SUCCESS)
}

async fn report(session: &Session, printer: &Printer, args: ExportReportArgs) -> anyhow::Result<ExitCode> {
    let ExportReportArgs { out, unit, at, force } = args;
    let (day, title) = (session.day(at), &session.settings.title);
    let indicators = indicators(session.settings.indicators.as_deref())?;
    let view = session.view().await?;
    let outcome = export_report(&view, &indicators, ([&title.vi, &title.en], day, unit.as_ref()), (&out, force))?;
    let sheets: Vec<String> = outcome.sheets.iter().map(|(name, rows)| format!("{name} {rows}")).collect();
    say_cut_off(printer, outcome.cut_off, "a cell of Excel holds 32 767 characters");
    printer.say(&format!("wrote the report of {day}, {}, to `{}`; rows: {}", size(outcome.bytes), out.display(), sheets.join(", ")));
    Ok(ExitCode::SUCCESS)
}

fn say_cut_off(printer: &Printer, texts: usize, why: &str) {
    if texts > 0 {
        printer.say(&format!("note: {texts} texts are cut off: {why}"));
    }
}

async fn features(session: &Session, printer: &Printer, args: ExportFeaturesArgs) -> anyhow::Result<ExitCode> {
    let ExportFeaturesArgs { layer, out, at, force } = args;
    // Before any work: the name is what most often has to be given again.
    FeatureFormat::of(&out)?;
    free(&out, force)?;
    let (day, view, bar) = (session.day(at), session.view().await?, printer.bar());
    bar.set_message("writing features");
    let mut show = |step: ExportStep| {
        bar.set_length(step.total as u64);
        bar.set_position(step.done as u64);
    };
    let outcome = export_features(view, (&layer, day), (&out, force), &session.clock, &mut show).await;
    bar.finish_and_clear();
    let outcome = outcome?;
    for caution in outcome.qualities.iter().rev().filter_map(|quality| quality.caution()) {
        printer.say(&format!("note: {} / {}", caution[0], caution[1]));
    }
    say_cut_off(printer, outcome.cut_off, "the format holds no more; .gpkg keeps them whole");
    printer.say(&format!("wrote {} features of {layer} on {day}, {}, to `{}`", outcome.features, size(outcome.bytes), out.display()));
    Ok(ExitCode::SUCCESS)
}

async fn tiles(session: &Session, printer: &Printer, args: ExportTilesArgs) -> anyhow::Result<ExitCode> {
    let ExportTilesArgs { out, layers, at, unit, min_zoom, max_zoom, force } = args;
    // Before any work: the name is what most often has to be given again.
    PackFormat::of(&out)?;
    free(&out, force)?;
    let title = session.settings.title.vi.clone();
    let request = ExportRequest { layers, day: session.day(at), unit, min_zoom, max_zoom, title };
    let bar = printer.bar();
    bar.set_message("finding the tiles");
    let plan = plan_tiles(session.view().await?, request)?;
    let forecast = plan.forecast();
    printer.say(&format!("at most {} tiles, about {} or less", forecast.tiles, size(forecast.bytes)));
    for caution in plan.qualities.iter().rev().filter_map(|quality| quality.caution()) {
        printer.say(&format!("note: {} / {}", caution[0], caution[1]));
    }
    bar.set_message("writing tiles");
    let mut show = |step: ExportStep| {
        bar.set_length(step.total as u64);
        bar.set_position(step.done as u64);
    };
    let outcome = export_tiles(&plan, &out, force, &session.clock, &mut show).await;
    bar.finish_and_clear();
    let outcome = outcome?;
    let ids: Vec<&str> = plan.declared.iter().map(|layer| layer.id.as_str()).collect();
    printer.say(&format!(
        "wrote {} tiles, {} of them different, {} in all, to `{}`: {} on {}, zoom {} to {}",
        outcome.tiles,
        outcome.distinct,
        size(outcome.bytes),
        out.display(),
        ids.join(", "),
        plan.request.day,
        plan.extent.zooms[0],
        plan.extent.zooms[1],
    ));
    Ok(ExitCode::SUCCESS)
}

/// Bytes as people read them.
fn size(bytes: u64) -> String {
    let (unit, name) = if bytes < 1_000_000 { (1000, "kB") } else { (1_000_000, "MB") };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!([0, 999_949, 1_000_000, 12_345_678].map(super::size), ["0.0 kB", "999.9 kB", "1.0 MB", "12.3 MB"]);
    }
}
