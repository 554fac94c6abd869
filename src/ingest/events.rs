//! Events: dated steps in the lives of plans.

use std::collections::HashMap;
use std::path::Path;

use super::columns::EVENTS;
use super::fields::Fields;
use super::issues::{EVENT_DATE_TAKEN, EVENT_DATE_UNREAD, EVENT_UNDATED, Finding, VALUE_PERIOD};
use super::values::Edge;
use super::{Batch, IngestError, Options, Progress, pipeline, process, values};
use crate::domain::{Day, Event, EventKey, PlanId, VagueDate, vague_date};

/// Reads events: `plan_id`, `stage`, `planned_from`, `planned_to` (the last day), `planned_text`, `actual_on`,
/// `document_number`, `authority`, `note`, `source`, `clause`, and a geometry where the event concerns a part of the
/// plan's land. Events of one plan, stage and date are numbered in file order. Where only `planned_text` tells when, its interval
/// is taken ([`vague_date`]) and told.
///
/// # Errors
/// The file cannot be read at all.
pub fn read_events(path: &Path, options: &Options<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Batch<(PlanId, Event)>, IngestError> {
    if let Some(program) = options.reader {
        return process::read(program, EVENTS.name, path, options, progress);
    }
    let mut batch = pipeline::read(path, EVENTS, options, event, |_| None, progress)?;
    let mut next: HashMap<EventKey, u16> = HashMap::new();
    for record in &mut batch.records {
        let (plan, event) = &mut record.value;
        let ordinal = next.entry(event.key(plan)).or_default();
        event.ordinal = *ordinal;
        *ordinal = ordinal.saturating_add(1);
    }
    Ok(batch)
}

fn event(fields: &mut Fields<'_>) -> Option<(PlanId, Event)> {
    let plan = fields.required("plan_id", values::id);
    let stage = fields.required_word("stage");
    let (mut planned_from, mut planned_to) = (fields.day_of("planned_from", Edge::First), fields.day_of("planned_to", Edge::Last));
    let (planned_text, actual_on) = (fields.line("planned_text"), fields.day("actual_on"));
    let ((document_number, written), authority) = (fields.document("document_number"), fields.line("authority"));
    let notes: Vec<String> = fields.note("note").into_iter().chain(written).collect();
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let (source, clause) = (fields.line("source"), fields.line("clause"));
    if let (Some(from), Some(to)) = (planned_from, planned_to)
        && to < from
    {
        let found = format!("the last planned day {to} is before the first {from}");
        fields.report(Some("planned_to"), Finding::new(VALUE_PERIOD, found, "`planned_to` is the last day of the interval"));
    }
    if fields.is_empty("planned_from")
        && fields.is_empty("planned_to")
        && let Some(text) = &planned_text
    {
        (planned_from, planned_to) = interval(fields, text);
    }
    let dates = ["planned_from", "planned_to", "planned_text", "actual_on"];
    if dates.iter().all(|column| fields.text(column).is_none()) {
        let hint = "give at least one of `planned_from`, `planned_to`, `planned_text` and `actual_on`";
        fields.report(None, Finding::new(EVENT_UNDATED, "no date", hint));
    }
    let part = fields.take_land();
    let event = Event {
        planned_from,
        planned_to,
        planned_text,
        actual_on,
        document_number,
        authority,
        note,
        part,
        source,
        clause,
        stage: stage?,
        ordinal: 0,
    };
    Some((plan?, event))
}

/// The interval that a text stands for; it is told, and so is a text that stands for none.
fn interval(fields: &mut Fields<'_>, text: &str) -> (Option<Day>, Option<Day>) {
    let shown = values::excerpt(text);
    let Some(VagueDate { from, to, precision, days }) = vague_date(text, None) else {
        let hint = "the text is kept, and the milestone has no date: give `planned_from` or `planned_to`";
        fields.report(Some("planned_text"), Finding::new(EVENT_DATE_UNREAD, format!("`{shown}` is no date that is known"), hint));
        return (None, None);
    };
    let hint = "give `planned_from` and `planned_to` if other days are meant";
    let (rule, found, hint) = match (from, to) {
        (Some(from), Some(to)) if from == to => (EVENT_DATE_TAKEN, format!("`{shown}` taken for {from}"), hint),
        (Some(from), Some(to)) => (EVENT_DATE_TAKEN, format!("`{shown}` taken for {from} to {to} ({})", precision.en()), hint),
        (_, Some(to)) => (EVENT_DATE_TAKEN, format!("`{shown}` taken for {to} at the latest ({})", precision.en()), hint),
        _ => {
            let length = days.map_or_else(|| "working days".to_owned(), |days| format!("{days} days"));
            let hint = "the text is kept, and the milestone has no date: the day from which it counts is not known";
            (EVENT_DATE_UNREAD, format!("`{shown}` is a duration of {length}"), hint)
        }
    };
    fields.report(Some("planned_text"), Finding::new(rule, found, hint));
    (from, to)
}
