//! What is wrong with a record that somebody brought: collected, never stopped at.

use geo::Coord;

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
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// The place on the ground: longitude and latitude (WGS 84, degrees).
    pub at: Option<Coord>,
}

/// One problem: its columns are a contract (see `docs/issues.md`).
#[derive(Debug, Clone, PartialEq)]
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

impl Issue {
    /// The issue at its place on the ground, in longitude and latitude.
    #[must_use]
    pub fn near(mut self, at: impl Into<Option<Coord>>) -> Self {
        self.place.at = at.into();
        self
    }
}

/// What an issue code stands for. The user's side of it is `docs/issues.md`.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable code, `group/problem`.
    pub code: &'static str,
    /// How bad it is, always.
    pub severity: Severity,
    /// Told once for a column or file, with the number of records, since it is usually true of all of them.
    pub folded: bool,
    /// What to do, where that is always the same.
    pub hint: &'static str,
}

impl Rule {
    /// The issue that it is at a place, with what to do there.
    #[must_use]
    pub fn issue(&self, place: Place, found: impl Into<String>, hint: impl Into<String>) -> Issue {
        Issue { code: self.code, severity: self.severity, place, found: found.into(), hint: hint.into() }
    }

    /// The issue that a stored record of a table has; without an id, of the table as a whole.
    #[must_use]
    pub fn at(&self, table: &str, id: impl Into<Option<String>>, field: &str, found: String) -> Issue {
        let field = (!field.is_empty()).then(|| field.to_owned());
        self.issue(Place { file: table.to_owned(), id: id.into(), field, ..Place::default() }, found, self.hint)
    }
}

/// Declares rules as constants: `NAME = "group/problem", Severity, folded-or-hint;`. The list of all of them is for tests, unless
/// `all;` stands first.
macro_rules! rules {
    (all; $($name:ident = $code:literal, $severity:ident, $more:tt;)+) => {
        $(pub(super) const $name: &$crate::domain::Rule = &$crate::domain::issue_rule!($code, $severity, $more);)+
        pub(super) const ALL: &[&$crate::domain::Rule] = &[$($name,)+];
    };
    ($($name:ident = $code:literal, $severity:ident, $more:tt;)+) => {
        $(pub(super) const $name: &$crate::domain::Rule = &$crate::domain::issue_rule!($code, $severity, $more);)+
        #[cfg(test)]
        pub(super) const ALL: &[&$crate::domain::Rule] = &[$($name,)+];
    };
}

/// One rule of [`rules`].
macro_rules! issue_rule {
    ($code:literal, $severity:ident, true) => {
        $crate::domain::Rule { code: $code, severity: $crate::domain::Severity::$severity, folded: true, hint: "" }
    };
    ($code:literal, $severity:ident, false) => {
        $crate::domain::Rule { code: $code, severity: $crate::domain::Severity::$severity, folded: false, hint: "" }
    };
    ($code:literal, $severity:ident, $hint:literal) => {
        $crate::domain::Rule { code: $code, severity: $crate::domain::Severity::$severity, folded: false, hint: $hint }
    };
}

pub(crate) use {issue_rule, rules};

/// That a section of `docs/issues.md` has a row for each rule, with its severity, and no other.
#[cfg(test)]
#[track_caller]
pub(crate) fn assert_documented(section: &str, rules: &[&Rule]) {
    let page = format!("\n{}", include_str!("../../docs/issues.md"));
    let section = page.split("\n# ").chain(page.split("\n## ")).find(|part| part.starts_with(section));
    let table = section.unwrap_or_else(|| panic!("docs/issues.md has no section `{section:?}`")).split("\n## ").next().unwrap();
    let documented: Vec<(String, String)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| {
            let (code, rest) = line.split_once('`').unwrap();
            (code.to_owned(), rest.split('|').nth(1).unwrap().trim().to_owned())
        })
        .collect();
    let known: Vec<(String, String)> = rules.iter().map(|rule| (rule.code.to_owned(), rule.severity.to_string())).collect();
    for rule in &known {
        assert!(documented.contains(rule), "`{}` ({}) is not in docs/issues.md", rule.0, rule.1);
    }
    for row in &documented {
        assert!(known.contains(row), "docs/issues.md tells `{}` ({}), which does not exist", row.0, row.1);
    }
}
