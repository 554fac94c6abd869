//! `plancover check`: data quality of the whole store.

use std::process::ExitCode;

use serde_json::json;

use super::args::{CheckArgs, Format};
use super::issues::{count, issue_csv, issue_table, issue_values};
use super::printer::Printer;
use super::session::Session;
use crate::app::{check, issues_refuse};
use crate::domain::Severity;
use crate::snapshot::Records;

pub(super) async fn run(session: &Session, printer: &Printer, args: &CheckArgs) -> anyhow::Result<ExitCode> {
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
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(&issues, severity));
    Printer::data(&match args.format {
        Format::Table => issue_table(&issues),
        Format::Json => {
            let counts = json!({"errors": errors, "warnings": warnings, "notes": notes});
            let answer = json!({"as_of": day.to_string(), "revision": revision, "counts": counts, "issues": issue_values(&issues)});
            serde_json::to_string_pretty(&answer)? + "\n"
        }
        Format::Csv => issue_csv(&issues)?,
    })?;
    printer.say(&format!("checked {looked_at} on {day} (revision {revision}): {errors} errors, {warnings} warnings, {notes} notes"));
    Ok(if issues_refuse(&issues) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
