//! Plans: one planning document each, with its territory and, once approved, its decision.

use std::path::Path;

use super::columns::PLANS;
use super::fields::Fields;
use super::issues::{Finding, PLAN_NO_TERRITORY, PLAN_TWO_TERRITORIES, PLAN_UNDATED_DECISION};
use super::{Batch, IngestError, Options, Progress, pipeline, process, values};
use crate::domain::{Day, Event, Plan, Stage, Territory};

/// Reads plans: geometry or `units` or `areas`, `id`, `name`, `kind`, `scale`, `horizon_year`, `lead_agency`,
/// `consultant`, `decision_number`, `approved_on`, `authority`, `adjusts`, `illustrative`, `source`, `clause`.
/// `approved_on` with the decision makes the plan's `approved` event. Boundaries come out in WGS 84 degrees, normalised.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_plans(path: &Path, options: &Options<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Batch<Plan>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, PLANS.name, path, options, progress);
    }
    pipeline::read(path, PLANS, options, plan, |plan| Some(format!("plan `{}`", plan.id)), progress)
}

fn plan(fields: &mut Fields<'_>) -> Option<Plan> {
    let id = fields.required("id", values::id);
    let name = fields.required_line("name");
    let kind = match id.as_deref().filter(|_| fields.is_empty("kind")).and_then(dossier_kind) {
        Some(word) => fields.taken_word("kind", word),
        None => fields.required_word("kind"),
    };
    let (scale, horizon_year) = (fields.read("scale", values::scale), fields.read("horizon_year", values::horizon));
    let (lead_agency, consultant) = (fields.line("lead_agency"), fields.line("consultant"));
    let adjusts = fields.read("adjusts", values::id);
    let (source, clause) = (fields.line("source"), fields.line("clause"));
    let quality = fields.quality();
    let events: Vec<Event> = approval(fields).into_iter().collect();
    let approved_on = events.first().and_then(|event| event.actual_on);
    let territory = territory(fields, approved_on.unwrap_or(fields.context.options.registered_on));
    Some(Plan {
        id: id?,
        name: name?,
        kind: kind?,
        scale,
        horizon_year,
        lead_agency,
        consultant,
        adjusts,
        territory: territory?,
        registered_on: fields.context.options.registered_on,
        quality,
        source,
        clause,
        events,
    })
}

/// The word for the kind in the code of a dossier, such as `20QPK1000001` (circular 16/2025/TT-BXD): province, kind, numbers.
fn dossier_kind(id: &str) -> Option<&str> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (province, word, numbers) = (id.get(..2)?, id.get(2..5)?, id.get(5..)?);
    (numbers.len() == 7 && digits(province) && digits(numbers) && ["QHC", "QPK", "QCT"].contains(&word)).then_some(word)
}

/// The `approved` event, where there is a day for it.
fn approval(fields: &mut Fields<'_>) -> Option<Event> {
    let ((document_number, note), authority) = (fields.document("decision_number"), fields.line("authority"));
    let Some(approved_on) = fields.day("approved_on") else {
        if document_number.is_some() && fields.is_empty("approved_on") {
            let found = format!("decision `{}` without a day", document_number.unwrap_or_default());
            let hint = "it is left out: give `approved_on`";
            fields.report(Some("decision_number"), Finding::new(PLAN_UNDATED_DECISION, found, hint));
        }
        return None;
    };
    let (source, clause) = (fields.line("source"), fields.line("clause"));
    Some(Event { document_number, authority, note, source, clause, ..Event::happened(Stage::Approved, approved_on) })
}

/// The plan's territory: its own boundary, or units, or areas. Names of units are those of the day.
fn territory(fields: &mut Fields<'_>, on: Day) -> Option<Territory> {
    let units = fields.units("units", Some(on));
    let areas = fields.list("areas", values::id);
    let boundary = fields.take_land();
    match (boundary, units.is_empty(), areas.is_empty()) {
        (Some(boundary), true, true) => Some(Territory::Boundary(boundary)),
        (None, false, true) => Some(Territory::Units(units)),
        (None, true, false) => Some(Territory::Areas(areas)),
        (None, true, true) => {
            if !fields.failed() {
                let hint = "draw its boundary, or name its `units` or `areas`, to see what it covers";
                fields.report(None, Finding::new(PLAN_NO_TERRITORY, "neither a geometry nor `units` nor `areas`", hint));
            }
            Some(Territory::None)
        }
        (boundary, no_units, no_areas) => {
            let given = [("a geometry", boundary.is_some()), ("`units`", !no_units), ("`areas`", !no_areas)];
            let given: Vec<&str> = given.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
            fields.report(None, Finding::new(PLAN_TWO_TERRITORIES, given.join(" and "), "give only one of them"));
            None
        }
    }
}
