//! Rows into records: each column is checked, for another program may have written it.

use std::str::FromStr;

use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Decode, Row, Type};

use crate::domain::{
    Area, AreaId, Day, Event, Land, Lineage, Observation, Period, Plan, PlanId, Territory, UnitCode, UnitRef, UnitVersion, parse_day,
};
use crate::store::{StoreError, decode};

/// A row that is being read, with the name of its table for messages.
pub(super) struct Reading<'r> {
    table: &'static str,
    row: &'r SqliteRow,
}

impl<'r> Reading<'r> {
    pub(super) fn new(table: &'static str, row: &'r SqliteRow) -> Self {
        Self { table, row }
    }

    fn wrong(&self, column: &str, reason: impl std::fmt::Display) -> StoreError {
        let fid = self.row.try_get(0).unwrap_or_default();
        StoreError::Row { table: self.table, fid, reason: format!("`{column}`: {reason}") }
    }

    pub(super) fn value<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite>,
    {
        self.row.try_get(column).map_err(|error| match error {
            sqlx::Error::ColumnDecode { source, .. } => self.wrong(column, source),
            other => self.wrong(column, other),
        })
    }

    /// A text; empty is as good as absent, as people leave it in a form.
    fn text(&self, column: &str) -> Result<Option<String>, StoreError> {
        Ok(self.value::<Option<String>>(column)?.filter(|text| !text.is_empty()))
    }

    fn number<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let found: Option<i64> = self.value(column)?;
        found.map(|number| T::try_from(number).map_err(|_| self.wrong(column, format_args!("{number} is out of range")))).transpose()
    }

    fn day(&self, column: &str) -> Result<Option<Day>, StoreError> {
        let found: Option<&str> = self.value(column)?;
        found.map(|text| parse_day(text).map_err(|error| self.wrong(column, error))).transpose()
    }

    fn period(&self) -> Result<Period, StoreError> {
        Period::new(self.day("valid_from")?, self.day("valid_to")?).map_err(|error| self.wrong("valid_to", error))
    }

    fn code(&self, column: &str) -> Result<Option<UnitCode>, StoreError> {
        self.text(column)?.map(|text| UnitCode::new(&text).map_err(|error| self.wrong(column, error))).transpose()
    }

    fn required<T>(&self, column: &str, found: Option<T>) -> Result<T, StoreError> {
        found.ok_or_else(|| self.wrong(column, "is empty"))
    }

    fn land(&self) -> Result<Option<Land>, StoreError> {
        let found: Option<&[u8]> = self.value("geom")?;
        found.map(|blob| decode(blob).map_err(|error| self.wrong("geom", error))).transpose()
    }

    pub(super) fn count(&self, column: &str) -> Result<u64, StoreError> {
        self.required(column, self.number(column)?)
    }

    /// A value written as text.
    pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<T, StoreError> {
        self.value::<&str>(column)?.parse().map_err(|error| self.wrong(column, error))
    }

    /// The plan or area that the row belongs to.
    fn owner(&self) -> Result<String, StoreError> {
        self.value("owner")
    }
}

pub(super) fn unit(row: &Reading) -> Result<UnitVersion, StoreError> {
    Ok(UnitVersion {
        code: row.required("code", row.code("code")?)?,
        name: row.value("name")?,
        kind: row.parsed("kind")?,
        parent_code: row.code("parent_code")?,
        period: row.period()?,
        // A unit that was typed in without drawing it has no land yet.
        boundary: row.land()?.unwrap_or(geo::MultiPolygon(Vec::new())),
        quality: row.parsed("quality")?,
        source: row.text("source")?,
    })
}

/// An area, for now without the units it consists of.
pub(super) fn area(row: &Reading) -> Result<Area, StoreError> {
    Ok(Area {
        id: row.value("id")?,
        name: row.value("name")?,
        kind: row.parsed("kind")?,
        class: row.text("class")?,
        status: row.text("status")?,
        period: row.period()?,
        boundary: row.land()?,
        units: Vec::new(),
        quality: row.parsed("quality")?,
        source: row.text("source")?,
        clause: row.text("clause")?,
    })
}

/// A plan, for now with its own boundary only and without events.
pub(super) fn plan(row: &Reading) -> Result<Plan, StoreError> {
    Ok(Plan {
        id: row.value("id")?,
        name: row.value("name")?,
        kind: row.parsed("kind")?,
        scale: row.number("scale")?,
        horizon_year: row.number("horizon_year")?,
        lead_agency: row.text("lead_agency")?,
        consultant: row.text("consultant")?,
        adjusts: row.text("adjusts")?,
        territory: row.land()?.map_or(Territory::None, Territory::Boundary),
        registered_on: row.required("registered_on", row.day("registered_on")?)?,
        quality: row.parsed("quality")?,
        source: row.text("source")?,
        clause: row.text("clause")?,
        events: Vec::new(),
    })
}

pub(super) fn unit_ref(row: &Reading) -> Result<(String, UnitRef), StoreError> {
    let unit = UnitRef { code: row.required("code", row.code("code")?)?, on: row.day("on_day")? };
    Ok((row.owner()?, unit))
}

pub(super) fn area_ref(row: &Reading) -> Result<(PlanId, AreaId), StoreError> {
    Ok((row.owner()?, row.value("area_id")?))
}

pub(super) fn event(row: &Reading) -> Result<(PlanId, Event), StoreError> {
    let event = Event {
        stage: row.parsed("stage")?,
        planned_from: row.day("planned_from")?,
        planned_to: row.day("planned_to")?,
        planned_text: row.text("planned_text")?,
        actual_on: row.day("actual_on")?,
        document_number: row.text("document_number")?,
        authority: row.text("authority")?,
        note: row.text("note")?,
        part: row.land()?,
        source: row.text("source")?,
        clause: row.text("clause")?,
        ordinal: row.required("ordinal", row.number("ordinal")?)?,
    };
    Ok((row.owner()?, event))
}

pub(super) fn observation(row: &Reading) -> Result<Observation, StoreError> {
    Ok(Observation {
        indicator: row.value("indicator_id")?,
        unit_code: row.code("unit_code")?,
        observed_on: row.required("observed_on", row.day("observed_on")?)?,
        value: row.value("value")?,
        unit: row.text("unit")?,
        author: row.value("author")?,
        source: row.value("source")?,
        note: row.text("note")?,
    })
}

pub(super) fn lineage(row: &Reading) -> Result<Lineage, StoreError> {
    Ok(Lineage {
        effective_on: row.required("effective_on", row.day("effective_on")?)?,
        from_code: row.required("from_code", row.code("from_code")?)?,
        to_code: row.required("to_code", row.code("to_code")?)?,
        extent: row.parsed("extent")?,
        share: row.value("share")?,
        source: row.value("source")?,
        clause: row.text("clause")?,
        note: row.text("note")?,
    })
}
