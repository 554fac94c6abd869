//! What is wrong with a record that somebody brought: collected, never stopped at.

use super::vocabulary::vocabulary;

vocabulary! {
    /// How bad an issue is.
    Severity as "severity" {
        Error = "error", "lỗi", "error";
        Warning = "warning", "cảnh báo", "warning";
        Note = "note", "ghi chú", "note";
    }
}

/// Where in a file an issue is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file's name, without its folder.
    pub file: String,
    /// The layer or sheet, where the file has several.
    pub layer: Option<String>,
    /// The feature or record, counted from 1; `None` for the file as a whole.
    pub feature: Option<u64>,
    /// The row or cell of a table as its user counts them: `7`, `C7`.
    pub cell: Option<String>,
    /// The record's own identifier, where it has one.
    pub id: Option<String>,
    /// The column.
    pub field: Option<String>,
}

/// One problem: its columns are a contract (see `docs/issues.md`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// A stable code, `group/problem`.
    pub code: &'static str,
    /// An error refuses the import; a warning is imported; a note only tells.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found.
    pub found: String,
    /// What is allowed, or what to do.
    pub hint: String,
}
