//! `plancover import … --suggest`: a profile for a file, to be checked by a person.

use std::process::ExitCode;

use super::printer::Printer;
use crate::app::What;
use crate::ingest::{Options, suggest_profile};

/// Prints a profile for each file.
pub(super) fn run(printer: &Printer, what: What, files: &[std::path::PathBuf], options: &Options<'_>) -> anyhow::Result<ExitCode> {
    for file in files {
        Printer::data(&suggest_profile(file, what.word(), options)?)?;
    }
    printer.say("check each line, save it as a .toml file, then import with --profile FILE.toml");
    Ok(ExitCode::SUCCESS)
}
