//! The command line: stdout carries data only, talk and progress go to stderr.
//!
//! Exit codes: 0 done · 1 done, but the data has errors, or an import was refused for them · 2 could not do it.
//! Parts in reading order: `args`, `printer`, `table`, then one file a command.

mod args;
mod backup;
mod check;
mod coverage;
mod export;
mod import;
mod indicators;
mod issues;
mod lookup;
mod openapi;
mod output;
mod printer;
mod report;
mod seed;
mod serve;
mod session;
mod suggest;
mod table;

use args::{Args, Command};
use clap::Parser;
use printer::Printer;
use session::Session;
use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    let printer = Printer::new(&args.global);
    execute(args, &printer).unwrap_or_else(|error| {
        Printer::failure(&error);
        ExitCode::from(2)
    })
}

fn execute(args: Args, printer: &Printer) -> anyhow::Result<ExitCode> {
    let session = Session::new(&args.global)?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        match args.command {
            Command::Serve(serve) => serve::run(&session, printer, serve).await,
            Command::Import(import) => import::run(&session, printer, import).await,
            Command::Check(check) => check::run(&session, printer, &check).await,
            Command::Coverage(coverage) => coverage::run(&session, printer, &coverage).await,
            Command::Indicators(indicators) => indicators::run(&session, printer, &indicators).await,
            Command::Lookup(lookup) => lookup::run(&session, printer, &lookup).await,
            Command::Export(export) => export::run(&session, printer, export).await,
            Command::Seed(seed) => seed::run(&session, printer, &seed).await,
            Command::Backup(backup) => backup::backup(&session, printer, &backup).await,
            Command::Restore(restore) => backup::restore(&session, printer, &restore).await,
            Command::Openapi => openapi::run(),
            Command::ReadForParent => Ok(crate::ingest::serve()),
        }
    })
}
