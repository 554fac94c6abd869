//! `/api/units/{code}/lineage`: where the land of a unit came from and where it went, and what covers each part.

use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::coverage::{Descent, Kin, RECORD_TOLERANCE_PERCENT};
use crate::domain::{Lineage, UnitChange, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::Nothing;
use crate::http::wire::{Notices, Tiers, Unit};

/// Where the land of a unit came from and where it went.
#[derive(Debug, Serialize, ToSchema)]
struct LineageAnswer {
    /// The version of the day, or the last one before it.
    unit: Unit,
    /// Whether that version is in force on the day.
    current: bool,
    /// The units whose land it took over; null where it goes back as far as is known.
    predecessors: Option<Turn>,
    /// The units that took over its land; null where it is still in force.
    successors: Option<Turn>,
    /// Coverage of the land that came from each predecessor; empty for units that others belong to, and where none is known.
    parts: Vec<PartOfUnit>,
}

/// One turn in the life of a unit.
#[derive(Debug, Serialize, ToSchema)]
struct Turn {
    /// The day.
    on: String,
    /// `unchanged`, `renamed`, `merged`, `split`, `boundary_change` or `dissolved`; null where no unit is known on the other side.
    #[schema(value_type = Option<crate::http::wire::words::UnitChange>)]
    change: Option<&'static str>,
    /// The change in Vietnamese.
    change_vi: Option<&'static str>,
    /// `recorded` where records of an act name the unit on this side, else `derived` from the land that boundaries share.
    #[schema(value_type = crate::http::wire::words::LineageBasis)]
    basis: &'static str,
    /// The basis in Vietnamese.
    basis_vi: &'static str,
    /// The units on the other side, the largest common area first.
    units: Vec<Share>,
    /// By how much a recorded share and the land shared may differ before it is told (percent of the older unit).
    tolerance_percent: f64,
    /// Those that share less than one percent of either: a border drawn anew.
    left_out: LeftOut,
}

/// A unit of the vintage before or after.
#[derive(Debug, Serialize, ToSchema)]
struct Share {
    /// The unit.
    unit: Unit,
    /// The land they share (km²).
    overlap_km2: f64,
    /// Its share of the older of the two (0–100).
    percent_of_old: f64,
    /// Its share of the newer of the two (0–100).
    percent_of_new: f64,
    /// What an act tells of it; null where no record names the unit.
    recorded: Option<Recorded>,
    /// Where boundaries and records disagree by more than the tolerance: by how much (percent of the older unit) they share more than
    /// is recorded, or less; null where they agree.
    beyond_record: Option<f64>,
}

/// What an act tells of the land that went from one unit to another.
#[derive(Debug, Serialize, ToSchema)]
struct Recorded {
    /// `whole` or `part`.
    #[schema(value_type = crate::http::wire::words::Extent)]
    extent: &'static str,
    /// The extent in Vietnamese.
    extent_vi: &'static str,
    /// The share of the older unit (0–100); null for a part of which it is not told.
    percent_of_old: Option<f64>,
    /// The act.
    source: String,
    /// The clause of it.
    clause: Option<String>,
    /// A note, such as how the share is known.
    note: Option<String>,
}

/// What was left out.
#[derive(Debug, Serialize, ToSchema)]
struct LeftOut {
    /// How many units.
    count: usize,
    /// The land they share with it (km²).
    area_km2: f64,
}

/// The land of a unit that came from one predecessor.
#[derive(Debug, Serialize, ToSchema)]
struct PartOfUnit {
    /// The predecessor.
    unit: Unit,
    /// The land (km²).
    area_km2: f64,
    /// Its share of the unit (0–100).
    percent_of_unit: f64,
    /// Coverage of that land on the day.
    tiers: Tiers,
}

/// Where the land of a unit came from and where it went, and what covers each part.
#[utoipa::path(
    get, path = "/api/units/{code}/lineage", tag = "units",
    params(("code" = String, Path, description = "Code of 2, 3 or 5 digits", example = "06463"), At),
    responses((status = 200, body = Answer<LineageAnswer>), Problems)
)]
pub(in crate::http) async fn lineage(Path(code): Path<String>, ask: Ask<Nothing>) -> Result<Response, ApiError> {
    let code = UnitCode::new(&code).map_err(|_| ApiError::Parameters(vec![FieldProblem::new("code", &code, "2, 3 or 5 digits")]))?;
    ask.answer_off_thread(move |ask, notices| {
        let (snapshot, coverage) = (ask.snapshot(), &ask.settled.edition.view.coverage);
        let unit = ask.last_unit(&code)?;
        let predecessors = coverage.predecessors(unit);
        Ok(LineageAnswer {
            unit: Unit::of(snapshot, unit, notices),
            current: snapshot.units[unit].version.period.contains(ask.day),
            parts: parts(ask, unit, predecessors.as_ref(), notices),
            predecessors: predecessors.map(|turn| Turn::of(ask, &turn, notices)),
            successors: coverage.successors(unit).map(|turn| Turn::of(ask, &turn, notices)),
        })
    })
    .await
}

fn parts(ask: &Ask<Nothing>, unit: usize, predecessors: Option<&Descent>, notices: &mut Notices) -> Vec<PartOfUnit> {
    let (snapshot, coverage) = (ask.snapshot(), &ask.settled.edition.view.coverage);
    let division = coverage.last_division(unit, ask.day);
    if !snapshot.vintage(division.divided).children(unit).is_empty() {
        return Vec::new();
    }
    let kin = predecessors.into_iter().flat_map(|turn| &turn.kin);
    let part = |kin: &Kin| {
        let figures = coverage.figures_of_common(unit, kin.unit, ask.day)?;
        Some(PartOfUnit {
            unit: Unit::of(snapshot, kin.unit, notices),
            area_km2: figures.area_km2,
            percent_of_unit: kin.percent_of_new,
            tiers: Tiers::of(snapshot, &figures, notices),
        })
    };
    kin.filter_map(part).collect()
}

impl Turn {
    fn of(ask: &Ask<Nothing>, turn: &Descent, notices: &mut Notices) -> Self {
        let coverage = &ask.settled.edition.view.coverage;
        let share = |kin: &Kin| Share {
            unit: Unit::of(ask.snapshot(), kin.unit, notices),
            overlap_km2: kin.overlap_km2,
            percent_of_old: kin.percent_of_old,
            percent_of_new: kin.percent_of_new,
            recorded: kin.record.map(|record| Recorded::from(&ask.snapshot().lineage[record])),
            beyond_record: coverage.beyond_record(turn, kin),
        };
        Self {
            on: turn.on.to_string(),
            change: turn.change.map(UnitChange::code),
            change_vi: turn.change.map(UnitChange::vi),
            basis: turn.basis.code(),
            basis_vi: turn.basis.vi(),
            units: turn.kin.iter().map(share).collect(),
            tolerance_percent: RECORD_TOLERANCE_PERCENT,
            left_out: LeftOut { count: turn.left_out, area_km2: turn.left_out_km2 },
        }
    }
}

impl From<&Lineage> for Recorded {
    fn from(record: &Lineage) -> Self {
        Self {
            extent: record.extent.code(),
            extent_vi: record.extent.vi(),
            percent_of_old: record.percent(),
            source: record.source.clone(),
            clause: record.clause.clone(),
            note: record.note.clone(),
        }
    }
}
