//! Areas: named territories that are no administrative units.

use std::path::Path;

use super::columns::AREAS;
use super::fields::Fields;
use super::issues::{AREA_NO_LAND, AREA_TWO_TERRITORIES, Finding};
use super::{Batch, IngestError, Options, Progress, pipeline, process, values};
use crate::domain::{Area, AreaKind};

/// Reads areas: geometry or `units`, `id`, `name`, `kind`, `class`, `status`, `valid_from`, `valid_to`, `source`,
/// `clause`, `illustrative`. Boundaries come out in WGS 84 degrees, normalised.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_areas(path: &Path, options: &Options<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Batch<Area>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, AREAS.name, path, options, progress);
    }
    pipeline::read(path, AREAS, options, area, |area| Some(format!("area `{}`", area.id)), progress)
}

fn area(fields: &mut Fields<'_>) -> Option<Area> {
    let id = fields.required("id", values::id);
    let name = fields.required_name(false);
    let kind = kind(fields);
    let (class, status) = (fields.line("class"), fields.line("status"));
    let period = fields.period();
    let (source, clause) = (fields.line("source"), fields.line("clause"));
    let quality = fields.quality();
    let units = fields.units("units", period.and_then(|period| period.from));
    let failed = fields.geometry_failed();
    let boundary = fields.take_land();
    match (&boundary, units.is_empty()) {
        (Some(_), false) => {
            let hint = "give either, not both";
            fields.report(Some("units"), Finding::new(AREA_TWO_TERRITORIES, "a geometry and `units`", hint));
        }
        (None, true) if fields.text("units").is_none() && !failed => {
            let hint = "draw its boundary, or name its `units`";
            fields.report(None, Finding::new(AREA_NO_LAND, "neither a geometry nor `units`", hint));
        }
        _ => {}
    }
    Some(Area { id: id?, name: name?, kind: kind?, class, status, period: period?, boundary, units, quality, source, clause })
}

fn kind(fields: &mut Fields<'_>) -> Option<AreaKind> {
    if fields.text("kind").is_some() {
        return fields.word("kind");
    }
    let kind = fields.context.options.area_kind.filter(|_| fields.is_empty("kind"));
    if kind.is_none() {
        fields.missing("kind", "give a column `kind`, or the kind with --kind");
    }
    kind
}
