//! Records as the statements want them: one JSON object each, named as the columns, and their geometry in one common blob.

use serde_json::{Value, json};

use crate::domain::{Area, AreaId, Day, Event, Land, Lineage, LineageKey, Observation, Plan, Territory, UnitKey, UnitRef, UnitVersion};
use crate::store::change::{settle_areas, settle_units};
use crate::store::{Change, GeometryError, encode};

/// The layer a change is put into; `None` for removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Units,
    Areas,
    Plans,
    Observations,
    Lineage,
}

impl Layer {
    pub(super) fn of(change: &Change) -> Option<Self> {
        match change {
            Change::PutUnit(_) => Some(Self::Units),
            Change::PutArea(_) => Some(Self::Areas),
            Change::PutPlan(_) => Some(Self::Plans),
            Change::PutObservation(_) => Some(Self::Observations),
            Change::PutLineage(_) => Some(Self::Lineage),
            Change::RemoveUnit(_) | Change::RemoveArea(_) | Change::RemovePlan(_) | Change::RemoveLineage(_) => None,
        }
    }
}

/// The record that a change is about, for messages; the same for two changes of one record.
pub(super) fn name(change: &Change) -> String {
    match change {
        Change::PutUnit(unit) => name_of_unit(&unit.key()),
        Change::RemoveUnit(key) => name_of_unit(key),
        Change::PutArea(Area { id, .. }) | Change::RemoveArea(id) => format!("area `{id}`"),
        Change::PutPlan(Plan { id, .. }) | Change::RemovePlan(id) => format!("plan `{id}`"),
        Change::PutLineage(record) => name_of_lineage(&record.key()),
        Change::RemoveLineage(key) => name_of_lineage(key),
        Change::PutObservation(observation) => {
            let Observation { indicator, unit_code, observed_on, source, .. } = observation;
            let unit = unit_code.as_ref().map(|code| format!(" of unit `{code}`")).unwrap_or_default();
            format!("observation of `{indicator}`{unit} on {observed_on} from `{source}`")
        }
    }
}

/// The layer and the record that a change is noted under.
pub(super) fn noted(change: &Change) -> (&'static str, &str) {
    match change {
        Change::PutUnit(unit) => ("units", unit.code.as_str()),
        Change::RemoveUnit(key) => ("units", key.code.as_str()),
        Change::PutArea(Area { id, .. }) | Change::RemoveArea(id) => ("areas", id),
        Change::PutPlan(Plan { id, .. }) | Change::RemovePlan(id) => ("plans", id),
        Change::PutObservation(observation) => ("observations", &observation.indicator),
        Change::PutLineage(record) => ("lineage", record.from_code.as_str()),
        Change::RemoveLineage(key) => ("lineage", key.from_code.as_str()),
    }
}

fn name_of_lineage(key: &LineageKey) -> String {
    format!("lineage from `{}` to `{}` on {}", key.from_code, key.to_code, key.effective_on)
}

fn name_of_unit(key: &UnitKey) -> String {
    match key.valid_from {
        Some(from) => format!("unit `{}` from {from}", key.code),
        None => format!("unit `{}`", key.code),
    }
}

pub(super) fn text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// The JSON object of a record that is put; its geometry is added to `blob`. Null for a removal.
pub(super) fn row(change: &Change, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    match change {
        Change::PutUnit(unit) => unit_row(unit, blob),
        Change::PutArea(area) => area_row(area, blob),
        Change::PutPlan(plan) => plan_row(plan, blob),
        Change::PutObservation(observation) => Ok(observation_row(observation)),
        Change::PutLineage(record) => Ok(lineage_row(record)),
        Change::RemoveUnit(_) | Change::RemoveArea(_) | Change::RemovePlan(_) | Change::RemoveLineage(_) => Ok(Value::Null),
    }
}

/// Adds the geometry to the blob, and to the object where it stands there, and its envelope.
fn with_land(mut object: Value, land: Option<&Land>, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    if let Some(land) = land {
        let encoded = encode(land)?;
        object["start"] = json!(blob.len() + 1);
        object["length"] = json!(encoded.bytes.len());
        blob.extend_from_slice(&encoded.bytes);
        if let Some(envelope) = encoded.envelope {
            object["min_x"] = json!(envelope.min_x);
            object["max_x"] = json!(envelope.max_x);
            object["min_y"] = json!(envelope.min_y);
            object["max_y"] = json!(envelope.max_y);
        }
    }
    Ok(object)
}

fn unit_row(unit: &UnitVersion, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    let object = json!({
        "code": unit.code.as_str(),
        "name": unit.name,
        "kind": unit.kind.code(),
        "level": unit.level().code(),
        "parent_code": unit.parent_code.as_ref().map(ToString::to_string),
        "valid_from": text(unit.period.from),
        "valid_to": text(unit.period.to),
        "quality": unit.quality.code(),
        "source": unit.source,
    });
    with_land(object, Some(&unit.boundary), blob)
}

fn area_row(area: &Area, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    let object = json!({
        "id": area.id,
        "name": area.name,
        "kind": area.kind.code(),
        "class": area.class,
        "status": area.status,
        "valid_from": text(area.period.from),
        "valid_to": text(area.period.to),
        "quality": area.quality.code(),
        "source": area.source,
        "clause": area.clause,
        "units": unit_rows(&area.units),
    });
    with_land(object, area.boundary.as_ref(), blob)
}

fn plan_row(plan: &Plan, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    let (land, units, areas): (_, &[UnitRef], &[AreaId]) = match &plan.territory {
        Territory::Boundary(land) => (Some(land), &[], &[]),
        Territory::Units(units) => (None, units, &[]),
        Territory::Areas(areas) => (None, &[], areas),
        Territory::None => (None, &[], &[]),
    };
    let mut areas = areas.to_vec();
    settle_areas(&mut areas);
    let object = json!({
        "id": plan.id,
        "name": plan.name,
        "kind": plan.kind.code(),
        "scale": plan.scale,
        "horizon_year": plan.horizon_year,
        "lead_agency": plan.lead_agency,
        "consultant": plan.consultant,
        "adjusts": plan.adjusts,
        "registered_on": plan.registered_on.to_string(),
        "quality": plan.quality.code(),
        "source": plan.source,
        "clause": plan.clause,
        "units": unit_rows(units),
        "areas": areas,
        "events": plan.events.iter().map(|event| event_row(event, blob)).collect::<Result<Value, _>>()?,
    });
    with_land(object, land, blob)
}

fn unit_rows(units: &[UnitRef]) -> Value {
    let mut units = units.to_vec();
    settle_units(&mut units);
    units.iter().map(|unit| json!({ "code": unit.code.as_str(), "on_day": text(unit.on) })).collect()
}

fn event_row(event: &Event, blob: &mut Vec<u8>) -> Result<Value, GeometryError> {
    let object = json!({
        "stage": event.stage.code(),
        "planned_from": text(event.planned_from),
        "planned_to": text(event.planned_to),
        "planned_text": event.planned_text,
        "actual_on": text(event.actual_on),
        "document_number": event.document_number,
        "authority": event.authority,
        "note": event.note,
        "source": event.source,
        "clause": event.clause,
        "ordinal": event.ordinal,
    });
    with_land(object, event.part.as_ref(), blob)
}

fn lineage_row(record: &Lineage) -> Value {
    json!({
        "effective_on": record.effective_on.to_string(),
        "from_code": record.from_code.as_str(),
        "to_code": record.to_code.as_str(),
        "extent": record.extent.code(),
        "share": record.share,
        "source": record.source,
        "clause": record.clause,
        "note": record.note,
    })
}

fn observation_row(observation: &Observation) -> Value {
    json!({
        "indicator_id": observation.indicator,
        "unit_code": observation.unit_code.as_ref().map(ToString::to_string),
        "observed_on": observation.observed_on.to_string(),
        "value": observation.value,
        "unit": observation.unit,
        "author": observation.author,
        "source": observation.source,
        "note": observation.note,
    })
}
