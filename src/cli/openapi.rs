//! `plancover openapi`: the description of the HTTP API, for programs that are made from it.

use std::process::ExitCode;

use anyhow::anyhow;

use super::printer::Printer;
use crate::http::description;

pub(super) fn run() -> anyhow::Result<ExitCode> {
    Printer::data(description().map_err(|cause| anyhow!(cause))?)?;
    Printer::data("\n")?;
    Ok(ExitCode::SUCCESS)
}
