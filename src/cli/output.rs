//! What the printing commands share.

use serde::Serialize;

use super::printer::Printer;
use crate::http::wire::Notice;

/// An answer as the API gives it, indented.
pub(super) fn json(answer: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(answer)? + "\n")
}

/// What the reader must know about the figures, to stderr.
pub(super) fn tell_notices(printer: &Printer, notices: &[Notice]) {
    for notice in notices {
        printer.say(&format!("note: {} / {}", notice.vi, notice.en));
    }
}
