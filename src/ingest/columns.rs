//! The canonical columns of each kind of file, and which columns of a file they are read from.

use super::issues::{COLUMN_MISSING, COLUMN_UNKNOWN, Finding, IssueList};
use super::profile::Profile;

/// A kind of file: its name, which is also that of its layer in a file with several, and its columns.
#[derive(Debug)]
pub(super) struct Schema {
    /// The kind: `units`, `areas`, `plans`, `events`, `observations` or `lineage`.
    pub name: &'static str,
    /// The column that names a record, for messages.
    pub id: &'static str,
    /// The canonical columns, the id first.
    pub columns: &'static [&'static str],
    /// Columns without which no record can be read.
    pub required: &'static [&'static str],
}

/// Units.
pub(super) const UNITS: &Schema = &Schema {
    name: "units",
    id: "code",
    columns: &["code", "name", "kind", "parent_code", "valid_from", "valid_to", "source"],
    required: &["code", "name"],
};

/// Areas.
pub(super) const AREAS: &Schema = &Schema {
    name: "areas",
    id: "id",
    columns: &["id", "name", "kind", "class", "status", "units", "valid_from", "valid_to", "source", "clause", "illustrative"],
    required: &["id", "name"],
};

/// Plans.
pub(super) const PLANS: &Schema = &Schema {
    name: "plans",
    id: "id",
    columns: &[
        "id",
        "name",
        "kind",
        "scale",
        "horizon_year",
        "lead_agency",
        "consultant",
        "decision_number",
        "approved_on",
        "authority",
        "adjusts",
        "illustrative",
        "source",
        "clause",
        "units",
        "areas",
    ],
    required: &["id", "name", "kind"],
};

/// Events.
pub(super) const EVENTS: &Schema = &Schema {
    name: "events",
    id: "plan_id",
    columns: &[
        "plan_id",
        "stage",
        "planned_from",
        "planned_to",
        "planned_text",
        "actual_on",
        "document_number",
        "authority",
        "note",
        "source",
        "clause",
    ],
    required: &["plan_id", "stage"],
};

/// Observations.
pub(super) const OBSERVATIONS: &Schema = &Schema {
    name: "observations",
    id: "indicator_id",
    columns: &["indicator_id", "unit_code", "observed_on", "value", "unit", "author", "source", "note"],
    required: &["indicator_id", "observed_on", "value", "author", "source"],
};

/// Records of whose land went where.
pub(super) const LINEAGE: &Schema = &Schema {
    name: "lineage",
    id: "from_code",
    columns: &["effective_on", "from_code", "to_code", "extent", "share", "source", "clause", "note"],
    required: &["effective_on", "from_code", "to_code", "extent", "source"],
};

/// Bytes of a column's name in a shapefile, where longer ones are cut off.
const DBF_NAME_BYTES: usize = 10;

/// Whether a profile may name the column.
pub(super) fn is_canonical(column: &str) -> bool {
    [UNITS, AREAS, PLANS, EVENTS, OBSERVATIONS, LINEAGE].iter().any(|schema| schema.columns.contains(&column))
}

/// Where the cells of a file come from: for each canonical column the file's columns, best first.
#[derive(Debug)]
pub(super) struct Columns {
    pub schema: &'static Schema,
    pub sources: Vec<Vec<usize>>,
}

impl Columns {
    /// Matches the columns of a file, whatever their case. Tells unknown and missing ones; whether records can be read
    /// is the second answer.
    pub fn of(schema: &'static Schema, found: &[String], profile: Option<&Profile>, issues: &mut IssueList) -> (Self, bool) {
        let lower: Vec<String> = found.iter().map(|column| column.trim().to_lowercase()).collect();
        let position = |name: &str| {
            let name = name.to_lowercase();
            let cut = || lower.iter().position(|column| column.len() == DBF_NAME_BYTES && name.starts_with(column.as_str()));
            lower.iter().position(|column| *column == name).or_else(cut)
        };
        let sources: Vec<Vec<usize>> =
            schema.columns.iter().map(|column| source_names(column, profile).iter().filter_map(|name| position(name)).collect()).collect();
        let mut complete = true;
        for column in schema.required {
            let known = schema.columns.iter().position(|name| name == column).is_some_and(|at| !sources[at].is_empty());
            if !known && profile.is_none_or(|profile| profile.value(column).is_none()) {
                complete = false;
                issues.of_column(missing(column, found, profile), Some(column));
            }
        }
        for (at, column) in found.iter().enumerate() {
            if !column.is_empty() && !sources.iter().any(|positions| positions.contains(&at)) {
                let hint = format!("it is not read; columns of {}: {}", schema.name, schema.columns.join(", "));
                issues.of_column(Finding::new(COLUMN_UNKNOWN, format!("`{column}`"), hint), Some(column));
            }
        }
        (Self { schema, sources }, complete)
    }

    /// Every column of a file by itself, whatever it is.
    pub fn all(schema: &'static Schema, count: usize) -> Self {
        Self { schema, sources: (0..count).map(|at| vec![at]).collect() }
    }

    /// The place of a canonical column among the cells.
    pub fn position(schema: &Schema, column: &str) -> Option<usize> {
        schema.columns.iter().position(|name| *name == column)
    }
}

/// Every name that a column of such a file goes by, in small letters.
pub(super) fn known_names(schema: &Schema, profile: Option<&Profile>) -> Vec<String> {
    schema.columns.iter().flat_map(|column| source_names(column, profile)).map(|name| name.trim().to_lowercase()).collect()
}

/// The names a canonical column goes by in the file: those of the profile, or its own.
fn source_names<'a>(column: &'a str, profile: Option<&'a Profile>) -> Vec<&'a str> {
    match profile.and_then(|profile| profile.column(column)) {
        Some(names) => names.iter().map(String::as_str).collect(),
        None if column == "kind" => vec!["kind", "type"],
        None => vec![column],
    }
}

fn missing(column: &str, found: &[String], profile: Option<&Profile>) -> Finding {
    let names = source_names(column, profile).join("` or `");
    let hint = format!("add a column `{names}`, or tell by a profile which column it is");
    Finding::new(COLUMN_MISSING, format!("columns: {}", found.join(", ")), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(columns: &[&str]) -> Vec<String> {
        columns.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn case_does_not_matter_and_type_stands_for_kind() {
        let mut issues = IssueList::new("a.csv", 10);
        let (columns, complete) = Columns::of(UNITS, &names(&["CODE", "Name", "Type", "extra"]), None, &mut issues);
        assert!(complete);
        assert_eq!(columns.sources[..3], [vec![0], vec![1], vec![2]]);
        let issues = issues.finish();
        assert_eq!(issues.len(), 1);
        assert_eq!((issues[0].code, issues[0].place.field.as_deref()), ("column/unknown", Some("extra")));
    }

    #[test]
    fn names_that_a_shapefile_cut_off_are_known() {
        let mut issues = IssueList::new("a.shp", 10);
        let found = names(&["plan_id", "stage", "planned_fr", "planned_to", "planned_te", "document_n"]);
        let (columns, _) = Columns::of(EVENTS, &found, None, &mut issues);
        assert_eq!(columns.sources[2..7], [vec![2], vec![3], vec![4], vec![], vec![5]]);
        assert!(issues.finish().is_empty());
    }

    #[test]
    fn a_required_column_that_is_missing_is_told_once() {
        let mut issues = IssueList::new("a.csv", 10);
        let (_, complete) = Columns::of(UNITS, &names(&["name"]), None, &mut issues);
        assert!(!complete);
        assert_eq!(issues.finish()[0].code, "column/missing");
    }

    #[test]
    fn a_profile_names_columns_in_order_of_preference() {
        let mut issues = IssueList::new("a.shp", 10);
        let profile = Profile::built_in("maxa").unwrap();
        let found = names(&["MAXA", "TENXA", "LOAI", "MATINH", "MAHUYEN"]);
        let (columns, complete) = Columns::of(UNITS, &found, Some(&profile), &mut issues);
        assert!(complete);
        assert_eq!(columns.sources[3], vec![4, 3]);
        assert!(issues.finish().is_empty());
    }
}
