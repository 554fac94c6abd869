//! Every code that a check may tell, and the issues made of them. The user's side of it is `docs/issues.md`.

use crate::domain::{Day, FindingKind, Rule, UnitVersion, rules};

rules! {
    SHAPE_INVALID = "shape/invalid", Error, "correct it in its source and import it again; figures over it may be wrong";
    UNIT_NO_LAND = "unit/no-land", Error, "draw its boundary; until then it is left out of everything";
    UNIT_TWICE = "unit/twice", Error, "end the earlier version on the first day of the later one, or import the right one again";
    OVERLAP = "neighbour/overlap", Error, "two units cannot hold the same land: correct the boundary of one of them";
    OVERLAP_SMALL = "neighbour/overlap-small", Warning, "the land is counted in both: correct the boundary of one of them";
    GAP = "neighbour/gap", Warning, "import the unit that is missing, or correct the boundaries around it";
    SLIVERS = "neighbour/slivers", Note, "nothing: borders drawn twice differ by so little";
    PARENT_MISSING = "hierarchy/parent-missing", Warning, "import the level above too; until then these stand by themselves";
    PARENT_LEVEL = "code/level", Error, "name a unit of a level above";
    OUTSIDE_PARENT = "hierarchy/outside-parent", Warning, "correct `parent_code`, or the boundary of one of them";
    SUM = "hierarchy/sum", Warning, "figures are sums of the smallest units: correct the own boundary, or import those that are missing";
    UNIT_UNKNOWN = "reference/unit-unknown", Error, "import the unit, or write `code@YYYY-MM-DD` with a day on which it was that unit";
    AREA_UNKNOWN = "reference/area-unknown", Error, "import the area, or correct its id";
    PLAN_UNKNOWN = "reference/plan-unknown", Error, "import the plan, or correct its id";
    PLAN_ITSELF = "reference/plan-itself", Error, "name the earlier plan that this one replaces";
    PLAN_NO_TERRITORY = "plan/no-territory", Note, "give a geometry, `units` or `areas` as soon as they are known";
    PLAN_NO_LAND = "plan/in-force-without-land", Warning, "give its territory: it is in force and covers nothing";
    AREA_NO_LAND = "area/no-land", Warning, "give a geometry or `units` as soon as they are known";
    EVENT_UNDATED = "event/undated", Error, "give `planned_from`, `planned_to`, `planned_text` or `actual_on`";
    EVENT_UNREAD = "event/date-unread", Note, "give `planned_from` or `planned_to`: where it stands among the others is not known";
    FINDING_OVERLAP = "finding/overlap", Warning, "check both boundaries, or record that one adjusts the other";
    FINDING_OUTSIDE = "finding/outside", Warning, "check its boundary and its reference system";
    FINDING_HORIZON = "finding/past-horizon", Note, "it stays in force; record its adjustment when it starts";
    FINDING_REVIEW = "finding/review-due", Note, "review it, or record the adjustment that was approved";
    FINDING_ORDER = "finding/stage-order", Warning, "check the days of both stages";
    FINDING_CONSULTATION = "finding/consultation-short", Warning, "check the days of the consultation and of the next step";
    FINDING_BRIEF = "finding/brief-missing", Warning, "record the approval of its brief";
    FINDING_PUBLISHED = "finding/published-late", Note, "check the days of the approval and of the publication";
    FINDING_SLIVERS = "finding/slivers", Note, "nothing: borders drawn twice differ by so little";
}

/// The rule that a kind of finding is told by; `None` for what a check tells of records by rules of its own, or not at all.
pub(super) const fn rule_of(kind: FindingKind) -> Option<&'static Rule> {
    Some(match kind {
        FindingKind::Overlap => FINDING_OVERLAP,
        FindingKind::Outside => FINDING_OUTSIDE,
        FindingKind::PastHorizon => FINDING_HORIZON,
        FindingKind::ReviewDue => FINDING_REVIEW,
        FindingKind::StageOrder => FINDING_ORDER,
        FindingKind::ConsultationShort => FINDING_CONSULTATION,
        FindingKind::BriefMissing => FINDING_BRIEF,
        FindingKind::PublishedLate => FINDING_PUBLISHED,
        FindingKind::TerritoryMissing
        | FindingKind::UnknownReference
        | FindingKind::DecisionMissing
        | FindingKind::MilestoneUndated
        | FindingKind::MadeUp
        | FindingKind::SchematicBoundary
        | FindingKind::NoPlan => return None,
    })
}

/// A unit version as issues name it: `06463@2020-01-01`, or the code alone where the first day is not known.
pub(super) fn id(version: &UnitVersion) -> String {
    version.period.from.map_or_else(|| version.code.to_string(), |from| format!("{}@{from}", version.code))
}

/// `Xã Khuất Xá (06541)`.
pub(super) fn name(version: &UnitVersion) -> String {
    format!("{} ({})", version.full_name(), version.code)
}

/// ` on 2025-07-01`, or nothing for "as far back as known".
pub(super) fn on(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(" on {day}"))
}

/// An area as people read it: m² below a hectare, km² above.
pub(super) fn area(km2: f64) -> String {
    if km2 < 0.01 { format!("{:.0} m²", km2 * 1e6) } else { format!("{km2:.2} km²") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_matters_as_much_in_a_check_as_elsewhere() {
        for kind in FindingKind::ALL.iter().copied() {
            assert!(rule_of(kind).is_none_or(|rule| rule.severity == kind.severity()), "{kind}");
        }
        assert_eq!(FindingKind::TerritoryMissing.severity(), PLAN_NO_TERRITORY.severity);
        assert_eq!(FindingKind::UnknownReference.severity(), UNIT_UNKNOWN.severity);
    }

    #[test]
    fn every_code_of_a_check_is_documented_with_its_severity_and_nothing_else_is() {
        crate::domain::assert_documented("Of the whole store", ALL);
    }
}
