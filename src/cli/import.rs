//! `plancover import …`: reads files, reports issues, writes all or nothing.

use std::process::ExitCode;

use anyhow::Context;

use serde_json::{Value, json};

use super::args::{Format, ImportArgs, ImportFiles, ImportWhat};
use super::issues::{counts, issue_csv, issue_table, issue_values};
use super::printer::Printer;
use super::report::{self, Report};
use super::session::{Session, actor, this_program};
use super::suggest;
use crate::app::{Differences, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
use crate::config::indicators::indicators;
use crate::ingest::{Encoding, Limits, Options, Profile};
use crate::store::Store;

pub(super) async fn run(session: &Session, printer: &Printer, args: ImportArgs) -> anyhow::Result<ExitCode> {
    let limits = Limits::default();
    let mut options = Options::new(session.clock.today(), &limits);
    let mut snap = None;
    let (what, files) = match args.what {
        ImportWhat::Units { files, level, valid_from, valid_to, snap: metres } => {
            (options.level, options.valid_from, options.valid_to) = (level, valid_from, valid_to);
            snap = metres;
            (What::Units, files)
        }
        ImportWhat::Areas { files, kind } => {
            options.area_kind = kind;
            (What::Areas, files)
        }
        ImportWhat::Plans { files, at } => {
            options.registered_on = session.day(at);
            (What::Plans, files)
        }
        ImportWhat::Events { files } => (What::Events, files),
        ImportWhat::Observations { files } => (What::Observations, files),
        ImportWhat::Lineage { files } => (What::Lineage, files),
    };
    let ImportFiles { files, layer, profile, crs, yes, encoding, suggest: only_suggest, dry_run, report: reports } = files;
    report::check_free(&reports)?;
    let profile = profile.as_deref().map(Profile::open).transpose()?;
    options.profile = profile.as_ref();
    options.crs = crs.as_deref();
    options.layer = layer.as_deref();
    let reader = this_program()?;
    options.reader = Some(&reader);
    options.encoding = encoding.as_deref().map(str::parse::<Encoding>).transpose().map_err(anyhow::Error::msg)?;
    if only_suggest {
        return suggest::run(printer, what, &files, &options);
    }
    // Where there is no store yet, a dry run compares with an empty one that is gone afterwards.
    let scratch = if dry_run && !session.store.exists() { Some(tempfile::tempdir()?) } else { None };
    let store = match &scratch {
        Some(folder) => Store::create(&folder.path().join("empty.gpkg")).await?,
        None => session.open_or_create().await?,
    };
    let bar = printer.bar();
    let indicators = indicators(session.settings.indicators.as_deref())?;
    let request = ImportRequest { what, files, options, dry_run, accept_crs: yes, snap_m: snap, actor: actor()?, indicators: &indicators };
    let outcome = import(&store, &session.clock, request, &mut |step| show(printer, &bar, step)).await;
    bar.finish_and_clear();
    store.close().await;
    tell(printer, what, dry_run, &reports, &outcome.context("nothing was imported")?).await
}

fn show(printer: &Printer, bar: &indicatif::ProgressBar, step: ImportStep<'_>) {
    match step {
        ImportStep::Reading { file, done, total } => {
            bar.set_message(format!("reading {}", file.file_name().unwrap_or_default().to_string_lossy()));
            bar.set_length(total.unwrap_or(done));
            bar.set_position(done);
        }
        ImportStep::Comparing => bar.set_message("comparing"),
        ImportStep::Compared(differences) => bar.suspend(|| printer.say(&preview(differences))),
        ImportStep::Writing { done, total } => {
            bar.set_message("writing");
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

/// How many names of each kind are said before anything is written; the JSON report has them all.
const SHOWN_NAMES: usize = 5;

/// What the import will do, in words: how many records of each kind, and the first of those that matter.
fn preview(differences: &Differences) -> String {
    let mut text = format!("compared with the store: {differences}");
    for (word, names) in differences.kinds() {
        if names.is_empty() || word == "unchanged" {
            continue;
        }
        let first = names.iter().take(SHOWN_NAMES).cloned().collect::<Vec<_>>().join("; ");
        let more =
            names.len().checked_sub(SHOWN_NAMES).filter(|more| *more > 0).map(|more| format!("; … and {more} more")).unwrap_or_default();
        text = format!("{text}\n  {word}: {first}{more}");
    }
    text
}

/// Everything an import has to tell, for programs.
fn answer(what: What, dry_run: bool, outcome: &ImportOutcome) -> Value {
    let [errors, warnings, notes] = counts(&outcome.issues);
    let changes: serde_json::Map<String, Value> =
        outcome.differences.kinds().into_iter().map(|(word, names)| (word.to_owned(), json!(names))).collect();
    json!({
        "what": what.word(), "read": outcome.read, "dry_run": dry_run, "refused": issues_refuse(&outcome.issues),
        "revision": outcome.revision, "counts": {"errors": errors, "warnings": warnings, "notes": notes},
        "changes": changes, "issues": issue_values(&outcome.issues),
    })
}

/// The command again, with another reference system, ready to be pasted.
fn repeated(args: impl Iterator<Item = String>, crs: &str) -> String {
    let mut words = Vec::new();
    let mut args = args.skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--crs" => {
                args.next();
            }
            "--yes" => {}
            _ if arg.starts_with("--crs=") => {}
            _ => words.push(quoted(&arg)),
        }
    }
    format!("plancover {} --crs {crs}", words.join(" "))
}

fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:=,@%+".contains(letter);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

async fn tell(printer: &Printer, what: What, dry_run: bool, reports: &[Report], outcome: &ImportOutcome) -> anyhow::Result<ExitCode> {
    let json = answer(what, dry_run, outcome);
    Printer::data(&match report::printed(reports) {
        Format::Table => issue_table(&outcome.issues),
        Format::Csv => issue_csv(&outcome.issues)?,
        Format::Json => serde_json::to_string_pretty(&json)? + "\n",
    })?;
    report::write_files(reports, &outcome.issues, &json).await?;
    let [errors, warnings, _] = counts(&outcome.issues);
    printer.say(&format!("read {} {}: {errors} errors, {warnings} warnings", outcome.read, what.word()));
    if issues_refuse(&outcome.issues) {
        printer.say("nothing was written: the data has errors\nhint: correct them and import the file again");
        if let Some(crs) = &outcome.proposed_crs {
            printer.say(&format!("hint: with the reference system that is named first: {}", repeated(std::env::args(), crs)));
        }
        return Ok(ExitCode::from(1));
    }
    let compared = &outcome.differences;
    printer.say(&match (outcome.revision, dry_run) {
        (Some(revision), _) => format!("{compared}; the store is at revision {revision}"),
        (None, true) => format!("would be: {compared}; nothing was written (dry run)"),
        (None, false) => format!("{compared}; nothing to write: the store has all of this already"),
    });
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_repeated_with_the_other_reference_system_alone() {
        let args = ["/usr/bin/plancover", "import", "units", "Ranh giới '24.shp", "--crs", "EPSG:1", "--yes", "--level=commune"];
        let found = repeated(args.map(str::to_owned).into_iter(), "EPSG:9215,mm");
        assert_eq!(found, r"plancover import units 'Ranh giới '\''24.shp' --level=commune --crs EPSG:9215,mm");
    }
}
