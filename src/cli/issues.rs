//! Issues as columns, JSON and CSV: the same for `import` and `check`.

use serde_json::{Value, json};

use super::table::{Align, set};
use crate::domain::{Issue, Severity};

/// How many issues a terminal is shown.
const SHOWN_ISSUES: usize = 50;

/// How many issues of a severity there are.
pub(super) fn count(issues: &[Issue], severity: Severity) -> usize {
    issues.iter().filter(|issue| issue.severity == severity).count()
}

/// The worst first, otherwise in their order.
fn sorted(issues: &[Issue]) -> Vec<&Issue> {
    let mut sorted: Vec<&Issue> = issues.iter().collect();
    sorted.sort_by_key(|issue| issue.severity);
    sorted
}

/// The issues as columns: where, what, what to do.
pub(super) fn issue_table(issues: &[Issue]) -> String {
    if issues.is_empty() {
        return String::new();
    }
    let heading = ["severity", "code", "feature", "id", "field", "found", "hint"].map(str::to_owned).to_vec();
    let row = |issue: &Issue| {
        let feature = issue.place.feature.map_or_else(|| issue.place.file.clone(), |number| format!("{}#{number}", issue.place.file));
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
            "field": place.field, "found": issue.found, "hint": issue.hint,
        })
    };
    sorted(issues).into_iter().map(value).collect()
}

/// All issues as CSV.
pub(super) fn issue_csv(issues: &[Issue]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["code", "severity", "file", "feature", "id", "field", "found", "hint"])?;
    for issue in sorted(issues) {
        let place = &issue.place;
        let feature = place.feature.map_or_else(String::new, |feature| feature.to_string());
        let (id, field) = (place.id.as_deref().unwrap_or(""), place.field.as_deref().unwrap_or(""));
        writer.write_record([issue.code, issue.severity.code(), &place.file, &feature, id, field, &issue.found, &issue.hint])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
