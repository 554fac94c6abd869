//! Issues as columns, JSON and CSV: the same for `import` and `check`.

use serde_json::{Value, json};

use super::table::{Align, set};
use crate::domain::{Issue, Place, Severity};

/// How many issues a terminal is shown.
const SHOWN_ISSUES: usize = 50;

/// How many issues of each severity there are: errors, warnings, notes.
pub(super) fn counts(issues: &[Issue]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note].map(|severity| issues.iter().filter(|issue| issue.severity == severity).count())
}

/// The worst first, otherwise in their order.
fn sorted(issues: &[Issue]) -> Vec<&Issue> {
    let mut sorted: Vec<&Issue> = issues.iter().collect();
    sorted.sort_by_key(|issue| issue.severity);
    sorted
}

/// `units.shp#7`, `plans.xlsx[Sheet1] C7`: the file, its layer, and the record as its user counts it.
fn where_in_file(place: &Place) -> String {
    let layer = place.layer.as_ref().map(|layer| format!("[{layer}]")).unwrap_or_default();
    let record = match (&place.cell, place.feature) {
        (Some(cell), _) => format!(" {cell}"),
        (None, Some(number)) => format!("#{number}"),
        (None, None) => String::new(),
    };
    format!("{}{layer}{record}", place.file)
}

/// The issues as columns: where, what, what to do.
pub(super) fn issue_table(issues: &[Issue]) -> String {
    if issues.is_empty() {
        return String::new();
    }
    let heading = ["severity", "code", "feature", "id", "field", "found", "hint"].map(str::to_owned).to_vec();
    let row = |issue: &Issue| {
        let feature = where_in_file(&issue.place);
        let (id, field) = (issue.place.id.clone().unwrap_or_default(), issue.place.field.clone().unwrap_or_default());
        vec![issue.severity.to_string(), issue.code.to_owned(), feature, id, field, issue.found.clone(), issue.hint.clone()]
    };
    let rows: Vec<Option<Vec<String>>> =
        std::iter::once(Some(heading)).chain(sorted(issues).into_iter().take(SHOWN_ISSUES).map(|issue| Some(row(issue)))).collect();
    let text = set(&[Align::Left; 7], &rows);
    match issues.len().checked_sub(SHOWN_ISSUES) {
        Some(more) if more > 0 => format!("{text}… and {more} more issues\n"),
        _ => text,
    }
}

/// All issues as JSON objects, by the names of their columns.
pub(super) fn issue_values(issues: &[Issue]) -> Vec<Value> {
    let value = |issue: &Issue| {
        let place = &issue.place;
        json!({
            "code": issue.code, "severity": issue.severity.code(), "file": place.file, "feature": place.feature, "id": place.id,
            "field": place.field, "found": issue.found, "hint": issue.hint, "layer": place.layer, "cell": place.cell,
            "lon": place.at.map(|at| at.x), "lat": place.at.map(|at| at.y),
        })
    };
    sorted(issues).into_iter().map(value).collect()
}

/// All issues as CSV.
pub(super) fn issue_csv(issues: &[Issue]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["code", "severity", "file", "feature", "id", "field", "found", "hint", "layer", "cell", "lon", "lat"])?;
    for issue in sorted(issues) {
        let place = &issue.place;
        let feature = place.feature.map_or_else(String::new, |feature| feature.to_string());
        let (id, field) = (place.id.as_deref().unwrap_or(""), place.field.as_deref().unwrap_or(""));
        let (layer, cell) = (place.layer.as_deref().unwrap_or(""), place.cell.as_deref().unwrap_or(""));
        let degrees = |value: Option<f64>| value.map(|value| format!("{value:.7}")).unwrap_or_default();
        let (lon, lat) = (degrees(place.at.map(|at| at.x)), degrees(place.at.map(|at| at.y)));
        let (code, severity) = (issue.code, issue.severity.code());
        writer.write_record([code, severity, &place.file, &feature, id, field, &issue.found, &issue.hint, layer, cell, &lon, &lat])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
