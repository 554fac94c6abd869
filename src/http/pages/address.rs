//! Which address the page of a thing has: without a day for what is there today, with its last day for another version of a unit.

use crate::app::Subject;
use crate::domain::{Day, Period};
use crate::http::ask::encode;
use crate::snapshot::Snapshot;

/// The one address for people of a thing, below the base; `None` of what has no page of its own.
pub(in crate::http) fn path(snapshot: &Snapshot, subject: Subject, today: Day) -> Option<String> {
    Some(match subject {
        Subject::Unit(unit) => {
            let version = &snapshot.units[unit].version;
            let is_current = snapshot.last_version(&version.code, today) == Some(unit);
            let day = if is_current { None } else { last_day(version.period).or(version.period.from) };
            format!("/units/{}{}", version.code, day.map(|day| format!("?at={day}")).unwrap_or_default())
        }
        Subject::Area(area) => format!("/areas/{}", encode(&snapshot.areas[area].area.id)),
        Subject::Plan(plan) => format!("/plans/{}", encode(&snapshot.plans[plan].plan.id)),
        Subject::Gap(..) => return None,
    })
}

/// The last day of a period that ends.
pub(super) fn last_day(period: Period) -> Option<Day> {
    period.to.and_then(|to| to.yesterday().ok())
}
