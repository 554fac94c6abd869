//! `plancover check`: data quality of the whole store.

use std::process::ExitCode;

use serde_json::json;

use super::args::{CheckArgs, Format};
use super::issues::{counts, issue_csv, issue_table, issue_values};
use super::printer::Printer;
use super::report;
use super::session::Session;
use crate::app::{check, issues_refuse};
use crate::snapshot::Records;

pub(super) async fn run(session: &Session, printer: &Printer, args: &CheckArgs) -> anyhow::Result<ExitCode> {
    report::check_free(&args.report)?;
    let store = session.open().await?;
    let records: Records = store.load().await?.into();
    store.close().await;
    let (day, revision) = (session.day(args.at), records.revision);
    let looked_at = format!("{} units, {} areas, {} plans", records.units.len(), records.areas.len(), records.plans.len());
    let bar = printer.bar();
    let issues = check(records, day, &mut |step| {
        bar.set_message(step.what);
        bar.set_length(step.total);
        bar.set_position(step.done);
    });
    bar.finish_and_clear();
    let [errors, warnings, notes] = counts(&issues);
    let severities = json!({"errors": errors, "warnings": warnings, "notes": notes});
    let answer = json!({"as_of": day.to_string(), "revision": revision, "counts": severities, "issues": issue_values(&issues)});
    report::write_files(&args.report, &issues, &answer).await?;
    Printer::data(&match args.format {
        Format::Table => issue_table(&issues),
        Format::Json => serde_json::to_string_pretty(&answer)? + "\n",
        Format::Csv => issue_csv(&issues)?,
    })?;
    printer.say(&format!("checked {looked_at} on {day} (revision {revision}): {errors} errors, {warnings} warnings, {notes} notes"));
    Ok(if issues_refuse(&issues) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
