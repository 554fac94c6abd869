//! Observations: figures that somebody reports for an indicator, dated and with their source.

use std::path::Path;

use super::columns::OBSERVATIONS;
use super::fields::Fields;
use super::{Batch, IngestError, Options, Progress, pipeline, process, values};
use crate::domain::Observation;

/// Reads observations: `indicator_id`, `unit_code` (empty: what the indicator is about), `observed_on`, `value`, `unit`, `author`,
/// `source`, `note`.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_observations(
    path: &Path,
    options: &Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Batch<Observation>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, OBSERVATIONS.name, path, options, progress);
    }
    pipeline::read(path, OBSERVATIONS, options, observation, |observation| Some(format!("{:?}", observation.key())), progress)
}

fn observation(fields: &mut Fields<'_>) -> Option<Observation> {
    let indicator = fields.required("indicator_id", values::id);
    let unit_code = fields.code("unit_code", None);
    let observed_on = {
        fields.require("observed_on");
        fields.day("observed_on")
    };
    let value = {
        fields.require("value");
        fields.figure("value")
    };
    let unit = fields.line("unit");
    let (author, source) = (fields.required_line("author"), fields.required_line("source"));
    let note = fields.note("note");
    Some(Observation {
        indicator: indicator?,
        unit_code,
        observed_on: observed_on?,
        value: value?,
        unit,
        author: author?,
        source: source?,
        note,
    })
}
