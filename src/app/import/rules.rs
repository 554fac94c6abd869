//! Every code that an import may tell against the store. The user's side of it is `docs/issues.md`.

use crate::domain::rules;

rules! {
    UNIT_UNKNOWN = "reference/unit-unknown", Error, false;
    AREA_UNKNOWN = "reference/area-unknown", Error, false;
    PLAN_UNKNOWN = "reference/plan-unknown", Error, false;
    LINEAGE_WHOLE = "lineage/whole-and-more", Error, false;
    LINEAGE_SUM = "lineage/sum", Warning, false;
    PLAN_ITSELF = "reference/plan-itself", Error, false;
    INDICATOR_UNKNOWN = "reference/indicator-unknown", Error, false;
    OBSERVATION_UNIT = "observation/unit", Warning, false;
    NEIGHBOUR_OVERLAP = "neighbour/overlap", Warning, false;
    NEIGHBOUR_OVERLAP_SMALL = "neighbour/overlap-small", Warning, false;
    NEIGHBOUR_GAP = "neighbour/gap", Warning, false;
    NEIGHBOUR_SLIVERS = "neighbour/slivers", Note, false;
    BORDERS_NOT_COMPARED = "neighbour/not-compared", Note, false;
    OUTSIDE_PARENT = "hierarchy/outside-parent", Warning, false;
    BORDERS_SNAPPED = "neighbour/snapped", Note, false;
    PARENT_MISSING = "hierarchy/parent-missing", Warning, false;
    CRS_PROPOSAL = "crs/proposal", Note, false;
    CRS_ACCEPTED = "crs/accepted", Note, false;
    CRS_ELSEWHERE = "crs/elsewhere", Error, false;
    CRS_SHIFTED = "crs/shifted", Error, false;
    CRS_SHIFT_LOADED = "crs/shift-loaded", Warning, false;
    CRS_SHIFT_TOLD = "crs/shift-told", Warning, false;
    RECORD_DUPLICATE = "record/duplicate", Error, false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_against_the_store_is_documented_with_its_severity_and_nothing_else_is() {
        crate::domain::assert_documented("Against the store", ALL);
    }
}
