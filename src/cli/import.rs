//! `plancover import …`: reads files, reports issues, writes all or nothing.

use std::process::ExitCode;

use anyhow::Context;

use super::args::{ImportArgs, ImportFiles, ImportWhat};
use super::issues::{count, issue_table};
use super::printer::Printer;
use super::session::{Session, actor, this_program};
use crate::app::{ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
use crate::config::indicators::indicators;
use crate::domain::Severity;
use crate::ingest::{Encoding, Limits, Options, Profile};

pub(super) async fn run(session: &Session, printer: &Printer, args: ImportArgs) -> anyhow::Result<ExitCode> {
    let limits = Limits::default();
    let mut options = Options::new(session.clock.today(), &limits);
    let (what, files) = match args.what {
        ImportWhat::Units { files, level, valid_from, valid_to } => {
            (options.level, options.valid_from, options.valid_to) = (level, valid_from, valid_to);
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
    let ImportFiles { files, layer, profile, crs, encoding, dry_run } = files;
    let profile = profile.as_deref().map(Profile::open).transpose()?;
    options.profile = profile.as_ref();
    options.crs = crs.as_deref();
    options.layer = layer.as_deref();
    let reader = this_program()?;
    options.reader = Some(&reader);
    options.encoding = encoding.as_deref().map(str::parse::<Encoding>).transpose().map_err(anyhow::Error::msg)?;
    let store = session.open_or_create().await?;
    let bar = printer.bar();
    let indicators = indicators(session.settings.indicators.as_deref())?;
    let request = ImportRequest { what, files, options, dry_run, actor: actor()?, indicators: &indicators };
    let outcome = import(&store, &session.clock, request, &mut |step| show(&bar, step)).await;
    bar.finish_and_clear();
    store.close().await;
    report(printer, what, dry_run, &outcome.context("nothing was imported")?)
}

fn show(bar: &indicatif::ProgressBar, step: ImportStep<'_>) {
    match step {
        ImportStep::Reading { file, done, total } => {
            bar.set_message(format!("reading {}", file.file_name().unwrap_or_default().to_string_lossy()));
            bar.set_length(total.unwrap_or(done));
            bar.set_position(done);
        }
        ImportStep::Comparing => bar.set_message("comparing"),
        ImportStep::Writing { done, total } => {
            bar.set_message("writing");
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

fn report(printer: &Printer, what: What, dry_run: bool, outcome: &ImportOutcome) -> anyhow::Result<ExitCode> {
    Printer::data(&issue_table(&outcome.issues))?;
    let (errors, warnings) = (count(&outcome.issues, Severity::Error), count(&outcome.issues, Severity::Warning));
    let counts = outcome.counts;
    let compared = format!("{} new, {} changed, {} unchanged, {} closed", counts.new, counts.changed, counts.unchanged, counts.closed);
    let read = format!("read {} {}: {errors} errors, {warnings} warnings", outcome.read, what.word());
    printer.say(&read);
    if issues_refuse(&outcome.issues) {
        printer.say("nothing was written: the data has errors\nhint: correct them and import the file again");
        return Ok(ExitCode::from(1));
    }
    printer.say(&match (outcome.revision, dry_run) {
        (Some(revision), _) => format!("{compared}; the store is at revision {revision}"),
        (None, true) => format!("would be: {compared}; nothing was written (dry run)"),
        (None, false) => format!("{compared}; nothing to write: the store has all of this already"),
    });
    Ok(ExitCode::SUCCESS)
}
