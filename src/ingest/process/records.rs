//! Records as they pass between the two processes: words by their codes, days as text, land as well-known binary.
//!
//! `domain` knows no wire format; that these forms are whole is checked where they are made and where they are read.

use serde::de::{self, DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::message::PlaceForm;
use crate::domain::{
    Area, Day, Event, Land, Lineage, Observation, Period, Plan, PlanId, Stage, Territory, UnitCode, UnitRef, UnitVersion, parse_day,
};
use crate::ingest::{Record, wkb};

/// Something that this program cannot have passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Nonsense;

/// A record that passes.
pub(in crate::ingest) trait Passed: Sized + Send {
    /// Its form.
    type Form: Serialize + DeserializeOwned;
    fn pass(self) -> Self::Form;
    /// # Errors
    /// This program has not passed it.
    fn receive(form: Self::Form) -> Result<Self, Nonsense>;
}

/// Bytes, which pass in one piece.
#[derive(Debug)]
pub(in crate::ingest) struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Bytes;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Whole)
    }
}

fn pass_land(land: &Land) -> Bytes {
    // Land of more parts or vertices than can be counted has not come out of a file.
    Bytes(wkb::write(land).unwrap_or_default())
}

fn land(Bytes(bytes): &Bytes) -> Result<Land, Nonsense> {
    let polygons = wkb::read(bytes).ok_or(Nonsense)?.into_iter().map(|rings| {
        let mut rings = rings.into_iter().map(geo::LineString::new);
        Some(geo::Polygon::new(rings.next()?, rings.collect()))
    });
    polygons.collect::<Option<Vec<_>>>().map(Land::new).ok_or(Nonsense)
}

fn maybe_land(form: Option<&Bytes>) -> Result<Option<Land>, Nonsense> {
    form.map(land).transpose()
}

/// A word, if there is one.
pub(super) fn word<W: std::str::FromStr>(text: Option<&String>) -> Result<Option<W>, Nonsense> {
    text.map(|text| text.parse().map_err(|_| Nonsense)).transpose()
}

/// A day, if there is one.
pub(super) fn day(text: Option<&String>) -> Result<Option<Day>, Nonsense> {
    text.map(|text| parse_day(text).map_err(|_| Nonsense)).transpose()
}

fn unit_code(text: Option<&String>) -> Result<Option<UnitCode>, Nonsense> {
    text.map(|text| UnitCode::new(text).map_err(|_| Nonsense)).transpose()
}

type Days = (Option<String>, Option<String>);

fn pass_days(from: Option<Day>, to: Option<Day>) -> Days {
    (from.map(|day| day.to_string()), to.map(|day| day.to_string()))
}

fn period((from, to): &Days) -> Result<Period, Nonsense> {
    Ok(Period { from: day(from.as_ref())?, to: day(to.as_ref())? })
}

/// A suggested profile, as it is written.
impl Passed for String {
    type Form = Self;

    fn pass(self) -> Self {
        self
    }

    fn receive(form: Self) -> Result<Self, Nonsense> {
        Ok(form)
    }
}

impl Passed for UnitVersion {
    type Form = (String, String, String, Option<String>, Days, Bytes, String, Option<String>);

    fn pass(self) -> Self::Form {
        let Self { code, name, kind, parent_code, period, boundary, quality, source } = self;
        let parent = parent_code.map(|code| code.to_string());
        let days = pass_days(period.from, period.to);
        (code.to_string(), name, kind.code().to_owned(), parent, days, pass_land(&boundary), quality.code().to_owned(), source)
    }

    fn receive((code, name, kind, parent, days, boundary, quality, source): Self::Form) -> Result<Self, Nonsense> {
        Ok(Self {
            code: UnitCode::new(&code).map_err(|_| Nonsense)?,
            name,
            kind: kind.parse().map_err(|_| Nonsense)?,
            parent_code: unit_code(parent.as_ref())?,
            period: period(&days)?,
            boundary: land(&boundary)?,
            quality: quality.parse().map_err(|_| Nonsense)?,
            source,
        })
    }
}

type Refs = Vec<(String, Option<String>)>;

fn pass_refs(units: Vec<UnitRef>) -> Refs {
    units.into_iter().map(|UnitRef { code, on }| (code.to_string(), on.map(|day| day.to_string()))).collect()
}

fn refs(units: Refs) -> Result<Vec<UnitRef>, Nonsense> {
    units.into_iter().map(|(code, on)| Ok(UnitRef { code: UnitCode::new(&code).map_err(|_| Nonsense)?, on: day(on.as_ref())? })).collect()
}

/// An area as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::ingest) struct AreaForm {
    id: String,
    name: String,
    kind: String,
    class: Option<String>,
    status: Option<String>,
    days: Days,
    boundary: Option<Bytes>,
    units: Refs,
    quality: String,
    source: Option<String>,
    clause: Option<String>,
}

impl Passed for Area {
    type Form = AreaForm;

    fn pass(self) -> AreaForm {
        let Self { id, name, kind, class, status, period, boundary, units, quality, source, clause } = self;
        AreaForm {
            id,
            name,
            kind: kind.code().to_owned(),
            class,
            status,
            days: pass_days(period.from, period.to),
            boundary: boundary.as_ref().map(pass_land),
            units: pass_refs(units),
            quality: quality.code().to_owned(),
            source,
            clause,
        }
    }

    fn receive(form: AreaForm) -> Result<Self, Nonsense> {
        let AreaForm { id, name, kind, class, status, days, boundary, units, quality, source, clause } = form;
        Ok(Self {
            id,
            name,
            kind: kind.parse().map_err(|_| Nonsense)?,
            class,
            status,
            period: period(&days)?,
            boundary: maybe_land(boundary.as_ref())?,
            units: refs(units)?,
            quality: quality.parse().map_err(|_| Nonsense)?,
            source,
            clause,
        })
    }
}

/// A territory as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::ingest) enum TerritoryForm {
    Boundary(Bytes),
    Units(Refs),
    Areas(Vec<String>),
    None,
}

/// A plan as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::ingest) struct PlanForm {
    id: String,
    name: String,
    kind: String,
    scale: Option<u32>,
    horizon_year: Option<i16>,
    lead_agency: Option<String>,
    consultant: Option<String>,
    adjusts: Option<String>,
    territory: TerritoryForm,
    registered_on: String,
    quality: String,
    source: Option<String>,
    clause: Option<String>,
    events: Vec<EventForm>,
}

impl Passed for Plan {
    type Form = PlanForm;

    fn pass(self) -> PlanForm {
        let Self { id, name, kind, scale, horizon_year, lead_agency, consultant, adjusts, territory, .. } = self;
        let Self { registered_on, quality, source, clause, events, .. } = self;
        let territory = match territory {
            Territory::Boundary(boundary) => TerritoryForm::Boundary(pass_land(&boundary)),
            Territory::Units(units) => TerritoryForm::Units(pass_refs(units)),
            Territory::Areas(areas) => TerritoryForm::Areas(areas),
            Territory::None => TerritoryForm::None,
        };
        PlanForm {
            id,
            name,
            kind: kind.code().to_owned(),
            scale,
            horizon_year,
            lead_agency,
            consultant,
            adjusts,
            territory,
            registered_on: registered_on.to_string(),
            quality: quality.code().to_owned(),
            source,
            clause,
            events: events.into_iter().map(EventForm::of).collect(),
        }
    }

    fn receive(form: PlanForm) -> Result<Self, Nonsense> {
        let territory = match form.territory {
            TerritoryForm::Boundary(boundary) => Territory::Boundary(land(&boundary)?),
            TerritoryForm::Units(units) => Territory::Units(refs(units)?),
            TerritoryForm::Areas(areas) => Territory::Areas(areas),
            TerritoryForm::None => Territory::None,
        };
        Ok(Self {
            id: form.id,
            name: form.name,
            kind: form.kind.parse().map_err(|_| Nonsense)?,
            scale: form.scale,
            horizon_year: form.horizon_year,
            lead_agency: form.lead_agency,
            consultant: form.consultant,
            adjusts: form.adjusts,
            territory,
            registered_on: parse_day(&form.registered_on).map_err(|_| Nonsense)?,
            quality: form.quality.parse().map_err(|_| Nonsense)?,
            source: form.source,
            clause: form.clause,
            events: form.events.into_iter().map(EventForm::receive).collect::<Result<_, _>>()?,
        })
    }
}

/// An event as it passes.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::ingest) struct EventForm {
    stage: String,
    planned: Days,
    planned_text: Option<String>,
    actual_on: Option<String>,
    document_number: Option<String>,
    authority: Option<String>,
    note: Option<String>,
    part: Option<Bytes>,
    source: Option<String>,
    clause: Option<String>,
    ordinal: u16,
}

impl EventForm {
    fn of(event: Event) -> Self {
        let Event { stage, planned_from, planned_to, planned_text, actual_on, document_number, .. } = event;
        let Event { authority, note, part, source, clause, ordinal, .. } = event;
        Self {
            stage: stage.code().to_owned(),
            planned: pass_days(planned_from, planned_to),
            planned_text,
            actual_on: actual_on.map(|day| day.to_string()),
            document_number,
            authority,
            note,
            part: part.as_ref().map(pass_land),
            source,
            clause,
            ordinal,
        }
    }

    fn receive(self) -> Result<Event, Nonsense> {
        Ok(Event {
            stage: self.stage.parse::<Stage>().map_err(|_| Nonsense)?,
            planned_from: day(self.planned.0.as_ref())?,
            planned_to: day(self.planned.1.as_ref())?,
            planned_text: self.planned_text,
            actual_on: day(self.actual_on.as_ref())?,
            document_number: self.document_number,
            authority: self.authority,
            note: self.note,
            part: maybe_land(self.part.as_ref())?,
            source: self.source,
            clause: self.clause,
            ordinal: self.ordinal,
        })
    }
}

impl Passed for (PlanId, Event) {
    type Form = (PlanId, EventForm);

    fn pass(self) -> Self::Form {
        (self.0, EventForm::of(self.1))
    }

    fn receive((plan, event): Self::Form) -> Result<Self, Nonsense> {
        Ok((plan, event.receive()?))
    }
}

impl Passed for Observation {
    type Form = (String, Option<String>, String, f64, Option<String>, String, String, Option<String>);

    fn pass(self) -> Self::Form {
        let Self { indicator, unit_code, observed_on, value, unit, author, source, note } = self;
        (indicator, unit_code.map(|code| code.to_string()), observed_on.to_string(), value, unit, author, source, note)
    }

    fn receive((indicator, code, on, value, unit, author, source, note): Self::Form) -> Result<Self, Nonsense> {
        Ok(Self {
            indicator,
            unit_code: unit_code(code.as_ref())?,
            observed_on: parse_day(&on).map_err(|_| Nonsense)?,
            value,
            unit,
            author,
            source,
            note,
        })
    }
}

impl Passed for Lineage {
    type Form = (String, String, String, String, Option<f64>, String, Option<String>, Option<String>);

    fn pass(self) -> Self::Form {
        let Self { effective_on, from_code, to_code, extent, share, source, clause, note } = self;
        (effective_on.to_string(), from_code.to_string(), to_code.to_string(), extent.code().to_owned(), share, source, clause, note)
    }

    fn receive((effective_on, from_code, to_code, extent, share, source, clause, note): Self::Form) -> Result<Self, Nonsense> {
        Ok(Self {
            effective_on: parse_day(&effective_on).map_err(|_| Nonsense)?,
            from_code: UnitCode::new(&from_code).map_err(|_| Nonsense)?,
            to_code: UnitCode::new(&to_code).map_err(|_| Nonsense)?,
            extent: extent.parse().map_err(|_| Nonsense)?,
            share,
            source,
            clause,
            note,
        })
    }
}

/// The form of a record with its place.
pub(super) fn pass_record<T: Passed>(Record { place, value }: Record<T>) -> (PlaceForm, T::Form) {
    (place.into(), value.pass())
}

/// The record of a form.
pub(super) fn receive_record<T: Passed>((place, form): (PlaceForm, T::Form)) -> Result<Record<T>, Nonsense> {
    Ok(Record { place: place.into(), value: T::receive(form)? })
}
