//! `/api/coverage`: the figures of a unit and of those that belong to it.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use crate::coverage::{Denominator, Former};
use crate::domain::{Day, Level, Tier, UnitCode};
use crate::http::ask::{Answer, Ask, At};
use crate::http::error::{ApiError, FieldProblem};
use crate::http::query::{Fields, Question};
use crate::http::wire::{Lack, Notices, Tiers, Unit};
use crate::lookup::lacks;

/// Whose figures, and of what.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct CoverageQuery {
    /// Code of the unit; everything that is loaded where absent.
    #[param(value_type = Option<String>, example = "20", pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<UnitCode>,
    /// The land that coverage is a share of: `unit` (default) or `construction_land`.
    #[param(value_type = Option<crate::http::wire::words::Denominator>)]
    of: Denominator,
    /// `true`: a unit that is no more is told by the land of its last version.
    #[param(value_type = Option<bool>)]
    former: bool,
    /// `former_districts`: the land of the unit is grouped by the districts there were last; `smallest_units`: all of the smallest units
    /// in it are listed, whatever lies between.
    #[param(value_type = Option<String>)]
    group: Option<Group>,
}

/// What the land of a unit is told by, where not by the units that belong directly to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    FormerDistricts,
    SmallestUnits,
}

impl Group {
    const ALL: [(&str, Self); 2] = [("former_districts", Self::FormerDistricts), ("smallest_units", Self::SmallestUnits)];
}

impl Question for CoverageQuery {
    fn read(fields: &mut Fields) -> Self {
        let unit = fields.unit_code("unit");
        let group = fields.parsed("group", |text| {
            let found = Group::ALL.into_iter().find(|(name, _)| *name == text).map(|(_, group)| group);
            found.ok_or_else(|| Group::ALL.map(|(name, _)| name).join(", "))
        });
        let former = fields.flag("former");
        if former && group.is_some() {
            fields.refuse(FieldProblem::new("group", "with `former`", "without `former`: the land of a unit in force is grouped"));
        }
        Self { unit, of: denominator(fields), former, group }
    }
}

/// The land that coverage is a share of.
pub(super) fn denominator(fields: &mut Fields) -> Denominator {
    let of = fields.parsed("of", |text| {
        let found = Denominator::ALL.into_iter().find(|of| of.code() == text);
        found.ok_or_else(|| Denominator::ALL.map(Denominator::code).join(", "))
    });
    of.unwrap_or(Denominator::Unit)
}

/// The figures of a unit and of those that belong to it.
#[derive(Debug, Serialize, ToSchema)]
struct CoverageAnswer {
    /// The land that coverage is a share of.
    #[schema(value_type = crate::http::wire::words::Denominator)]
    of: &'static str,
    /// The unit; null for everything that is loaded.
    unit: Option<Unit>,
    /// The unit is no more: the figures are of the land of its last version.
    former: bool,
    /// What to call it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    former_name: Option<FormerName>,
    /// The denominator (km²): the sum of the smallest units.
    area_km2: f64,
    /// The figures of all together.
    tiers: Tiers,
    /// Of a commune, ward, township or special zone in force: tiers of which no plan in force covers any of it, from the broadest, and which "no"
    /// each is. Of anything larger, where no plan is loaded at all, that; null otherwise.
    lacks: Option<Vec<Lack>>,
    /// Those that belong directly to the unit, or the districts its land is grouped by; by code.
    children: Vec<Row>,
}

/// One unit with its figures.
#[derive(Debug, Serialize, ToSchema)]
struct Row {
    /// The unit.
    unit: Unit,
    /// The unit is no more: the figures are of the land of its last version.
    former: bool,
    /// What to call it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    former_name: Option<FormerName>,
    /// The denominator (km²).
    area_km2: f64,
    /// Its figures.
    tiers: Tiers,
}

/// The name of a unit that is no more, which says so.
#[derive(Debug, Serialize, ToSchema)]
struct FormerName {
    /// In Vietnamese.
    vi: String,
    /// In English.
    en: String,
}

impl FormerName {
    fn of(ask: &Ask<CoverageQuery>, unit: usize, notices: &mut Notices) -> Option<Self> {
        let version = &ask.snapshot().units[unit].version;
        (!version.period.contains(ask.day)).then(|| {
            notices.former();
            Self { vi: format!("{} (cũ)", version.full_name()), en: format!("former {}", version.full_name()) }
        })
    }
}

impl Row {
    fn of(ask: &Ask<CoverageQuery>, unit: usize, divided: Day, notices: &mut Notices) -> Self {
        let figures = ask.settled.edition.view.coverage.sum_as_of(&[unit], ask.query.of, ask.day, divided);
        let former_name = FormerName::of(ask, unit, notices);
        let tiers = Tiers::of(ask.snapshot(), &figures, notices);
        let unit = Unit::of(ask.snapshot(), unit, notices);
        Self { unit, former: former_name.is_some(), former_name, area_km2: figures.area_km2, tiers }
    }
}

/// What is asked about: the unit, all units that are summed, and those that are listed.
struct Asked {
    unit: Option<usize>,
    sum: Former,
    listed: Former,
}

impl Asked {
    fn of(ask: &Ask<CoverageQuery>) -> Result<Self, ApiError> {
        let (snapshot, coverage, query) = (ask.snapshot(), &ask.settled.edition.view.coverage, &ask.query);
        let find = |code| if query.former { ask.last_unit(code) } else { ask.unit_on(code) };
        let unit = query.unit.as_ref().map(find).transpose()?;
        let roots = || Former { units: snapshot.vintage(ask.day).roots().to_vec(), divided: ask.day };
        let sum = unit.map_or_else(roots, |unit| coverage.last_division(unit, ask.day));
        let listed = match unit {
            _ if query.group == Some(Group::SmallestUnits) => {
                let vintage = snapshot.vintage(sum.divided);
                let mut units: Vec<usize> = sum.units.iter().flat_map(|&unit| vintage.leaves(unit)).collect();
                units.sort_unstable_by(|&a, &b| snapshot.units[a].version.code.cmp(&snapshot.units[b].version.code));
                Former { units, divided: sum.divided }
            }
            _ if query.group == Some(Group::FormerDistricts) => {
                coverage.last_districts(&sum.units, ask.day).unwrap_or(Former { units: Vec::new(), divided: ask.day })
            }
            Some(unit) => Former { units: snapshot.vintage(sum.divided).children(unit).to_vec(), divided: sum.divided },
            None => sum.clone(),
        };
        Ok(Self { unit, sum, listed })
    }
}

/// What is lacking in a unit; nothing is said of one that is no more.
fn lacks_of(ask: &Ask<CoverageQuery>, unit: usize) -> Option<Vec<Lack>> {
    let (snapshot, day) = (ask.snapshot(), ask.day);
    let version = &snapshot.units[unit].version;
    if !version.period.contains(day) {
        return None;
    }
    if version.level() != Level::Commune {
        return snapshot.tiers_held().is_empty().then(Lack::nothing_loaded);
    }
    let figures = ask.settled.edition.view.coverage.figures(unit, Denominator::Unit, day);
    let told = Tier::ALL.iter().map(|&tier| figures.tier(tier));
    let plans: Vec<usize> = told.flat_map(|told| told.plans.iter().chain(&told.preparing_plans).copied()).collect();
    Some(Lack::all(&lacks(snapshot, (&snapshot.vintage(day).chain(unit), &[], &plans), day, &ask.site.indicators)))
}

/// Coverage of a unit by plans of each tier, and of the units that belong to it.
#[utoipa::path(
    get, path = "/api/coverage", tag = "coverage",
    params(CoverageQuery, At),
    responses((status = 200, body = Answer<CoverageAnswer>), Problems)
)]
pub(in crate::http) async fn coverage(ask: Ask<CoverageQuery>) -> Result<Response, ApiError> {
    ask.answer_off_thread(|ask, notices| {
        let snapshot = ask.snapshot();
        let Asked { unit, sum, listed } = Asked::of(ask)?;
        notices.construction_land(snapshot, ask.query.of, ask.day);
        let figures = ask.settled.edition.view.coverage.sum_as_of(&sum.units, ask.query.of, ask.day, sum.divided);
        let former_name = unit.and_then(|unit| FormerName::of(ask, unit, notices));
        Ok(CoverageAnswer {
            of: ask.query.of.code(),
            unit: unit.map(|unit| Unit::of(snapshot, unit, notices)),
            former: former_name.is_some(),
            former_name,
            area_km2: figures.area_km2,
            tiers: Tiers::of(snapshot, &figures, notices),
            lacks: unit.and_then(|unit| lacks_of(ask, unit)),
            children: listed.units.iter().map(|&child| Row::of(ask, child, listed.divided, notices)).collect(),
        })
    })
    .await
}
