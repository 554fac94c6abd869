//! Lineage: whose land went where on a day, as an act tells it.

use std::path::Path;

use super::columns::LINEAGE;
use super::fields::Fields;
use super::issues::{Finding, VALUE_SHARE};
use super::{Batch, IngestError, Options, Progress, pipeline, process};
use crate::domain::{Extent, Lineage};

/// Reads records of lineage: `effective_on` (the first day of the new units), `from_code`, `to_code`, `extent` (`whole` or `part`),
/// `share` of the older unit (0–1; may be empty), `source`, `clause`, `note`.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_lineage(path: &Path, options: &Options<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Batch<Lineage>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, LINEAGE.name, path, options, progress);
    }
    pipeline::read(path, LINEAGE, options, lineage, |record| Some(format!("{:?}", record.key())), progress)
}

fn lineage(fields: &mut Fields<'_>) -> Option<Lineage> {
    fields.require("effective_on");
    let effective_on = fields.day("effective_on");
    fields.require("from_code");
    let from_code = fields.code("from_code", None);
    fields.require("to_code");
    let to_code = fields.code("to_code", None);
    let extent: Option<Extent> = fields.required_word("extent");
    let share = share(fields);
    let source = fields.required_line("source");
    let (clause, note) = (fields.line("clause"), fields.note("note"));
    if extent == Some(Extent::Whole) && share.is_some_and(|share| share < 1.0) {
        let found = format!("`{}` of a unit that goes as a whole", share.unwrap_or_default());
        fields.report(Some("share"), Finding::new(VALUE_SHARE, found, "write `part` in `extent`, or leave the share empty"));
    }
    Some(Lineage {
        effective_on: effective_on?,
        from_code: from_code?,
        to_code: to_code?,
        extent: extent?,
        share,
        source: source?,
        clause,
        note,
    })
}

/// More than nothing, and not more than all.
fn share(fields: &mut Fields<'_>) -> Option<f64> {
    let share = fields.figure("share")?;
    if share > 0.0 && share <= 1.0 {
        return Some(share);
    }
    let hint = "write the share of the older unit's land as a number above 0 and up to 1, such as `0.49`";
    fields.report(Some("share"), Finding::new(VALUE_SHARE, format!("`{share}` is no share"), hint));
    None
}
