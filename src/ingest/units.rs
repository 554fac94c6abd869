//! Units: each feature is one administrative unit as it was during a period.

use std::path::Path;

use super::columns::UNITS;
use super::fields::Fields;
use super::issues::{CODE_LEVEL, Finding, KIND_ASSUMED, KIND_LEVEL, SHAPE_MISSING};
use super::{Batch, IngestError, Options, Progress, pipeline, process, values};
use crate::domain::{Level, UnitCode, UnitKind, UnitVersion};

/// Reads units: geometry, `code`, `name`, `kind` (or `type`), `parent_code`, `valid_from`, `valid_to`, `source`.
/// Boundaries come out in WGS 84 degrees, normalised.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_units(path: &Path, options: &Options<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Batch<UnitVersion>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, UNITS.name, path, options, progress);
    }
    let key = |unit: &UnitVersion| match unit.period.from {
        Some(from) => Some(format!("unit {} from {from}", unit.code)),
        None => Some(format!("unit {} without `valid_from`", unit.code)),
    };
    pipeline::read(path, UNITS, options, unit, key, progress)
}

fn unit(fields: &mut Fields<'_>) -> Option<UnitVersion> {
    let on = fields.day_as_written("valid_from").or(fields.context.options.valid_from);
    let code = fields.own_code(fields.context.options.level(), on);
    let name = fields.required_name(true);
    let (name, kind) = name_and_kind(fields, name, code.as_ref());
    let level = kind.map(UnitKind::level).or_else(|| code.as_ref().map(UnitCode::level));
    let parent_code = fields.unit_above("parent_code", level, on);
    let period = fields.period();
    let source = fields.line("source");
    let quality = fields.context.options.quality;
    if let (Some(code), Some(kind)) = (&code, kind) {
        check_levels(fields, code, kind, parent_code.as_ref());
    }
    let boundary = boundary(fields);
    Some(UnitVersion { code: code?, name: name?, kind: kind?, parent_code, period: period?, boundary: boundary?, quality, source })
}

/// The name without its type word, and the kind that is written, or that the type word tells.
fn name_and_kind(fields: &mut Fields<'_>, name: Option<String>, code: Option<&UnitCode>) -> (Option<String>, Option<UnitKind>) {
    let written = fields.text("kind").is_some();
    let kind_before = if written { kind(fields, code) } else { None };
    if written && kind_before.is_none() {
        return (name, None);
    }
    let (name, told) = match name {
        Some(name) => {
            let (name, told) = fields.name_without_kind(name, kind_before);
            (Some(name), told)
        }
        None => (None, kind_before),
    };
    let kind = match told {
        Some(UnitKind::ProvincialCity) if fields.context.options.level() == Some(Level::Province) => Some(UnitKind::Municipality),
        Some(kind) => Some(kind),
        None => kind(fields, code),
    };
    (name, kind)
}

fn boundary(fields: &mut Fields<'_>) -> Option<crate::domain::Land> {
    let failed = fields.geometry_failed();
    let boundary = fields.take_land();
    if boundary.is_none() && !failed {
        fields.report(Some("geometry"), Finding::new(SHAPE_MISSING, "no geometry", "a unit needs its boundary: draw it"));
    }
    boundary
}

/// The kind as it is written; else the usual one of the level that was given.
fn kind(fields: &mut Fields<'_>, code: Option<&UnitCode>) -> Option<UnitKind> {
    let level = fields.context.options.level();
    if fields.text("kind").is_some() {
        let among = level.or_else(|| code.map(UnitCode::level));
        let kind = fields.take("kind", |text| values::unit_kind(text, among))?;
        if let Some(level) = level.filter(|level| *level != kind.level()) {
            let found = format!("`{}` is of {} level", kind.vi(), kind.level());
            fields.report(Some("kind"), Finding::new(KIND_LEVEL, found, format!("only units of {level} level are read, as told")));
        }
        return Some(kind);
    }
    let Some(level) = level.filter(|_| fields.is_empty("kind")) else {
        fields.missing("kind", "give a column `kind` or `type`, or the level with --level");
        return None;
    };
    let kind = match level {
        Level::Province => UnitKind::Province,
        Level::District => UnitKind::District,
        Level::Commune => UnitKind::Commune,
    };
    let found = format!("no kind: taken for `{}`", kind.vi());
    fields.report(Some("kind"), Finding::new(KIND_ASSUMED, found, "give a column `kind` or `type`"));
    Some(kind)
}

/// The number of digits tells the level: 2 for a province, 3 for a district, 5 for a commune; a parent stands above.
fn check_levels(fields: &mut Fields<'_>, code: &UnitCode, kind: UnitKind, parent: Option<&UnitCode>) {
    if code.level() != kind.level() {
        let found = format!("`{code}` is a code of {} level, `{}` is of {} level", code.level(), kind.vi(), kind.level());
        let hint = "check both; a code that was stored as a number loses its leading zeros";
        fields.report(Some("code"), Finding::new(CODE_LEVEL, found, hint));
    }
    if let Some(parent) = parent.filter(|parent| parent.level() >= kind.level()) {
        let found = format!("`{parent}` is a code of {} level", parent.level());
        fields.report(Some("parent_code"), Finding::new(CODE_LEVEL, found, format!("the parent of a {} stands above it", kind.level())));
    }
}
