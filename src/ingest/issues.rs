//! Every issue code there is, and the list that issues are collected in.

use std::collections::HashMap;

use geo::Coord;

use crate::domain::{Issue, Place, Rule, Severity, rules};

rules! {
    all;
    FILE_EMPTY = "file/empty", Warning, false;
    FILE_BROKEN = "file/broken", Error, false;
    FILE_ODD = "file/odd", Warning, false;
    FILE_MORE_ISSUES = "file/more-issues", Error, false;
    COLUMN_MISSING = "column/missing", Error, false;
    COLUMN_UNKNOWN = "column/unknown", Note, false;
    PROFILE_RECOGNISED = "profile/recognised", Note, false;
    ROW_CELLS = "row/cells", Error, false;
    ROW_HEADING = "row/heading", Note, false;
    TEXT_ENCODING = "text/encoding", Error, true;
    TEXT_DETECTED = "text/detected", Note, false;
    TEXT_CLAIM = "text/claim", Warning, false;
    TEXT_MIXED = "text/mixed", Warning, false;
    TEXT_DOUBTFUL = "text/doubtful", Warning, false;
    TEXT_CAPITALS = "text/capitals", Note, false;
    VALUE_MISSING = "value/missing", Error, false;
    VALUE_TEXT = "value/text", Error, false;
    VALUE_DATE = "value/date", Error, false;
    VALUE_DATE_TAKEN = "value/date-taken", Note, false;
    VALUE_DATE_AMBIGUOUS = "value/date-ambiguous", Warning, false;
    VALUE_DATE_VAGUE = "value/date-vague", Error, false;
    VALUE_DATE_SERIAL = "value/date-serial", Error, false;
    VALUE_PERIOD = "value/period", Error, false;
    VALUE_NUMBER = "value/number", Error, false;
    VALUE_NUMBER_TAKEN = "value/number-taken", Note, false;
    VALUE_NUMBER_AMBIGUOUS = "value/number-ambiguous", Warning, false;
    VALUE_SHARE = "value/share", Error, false;
    VALUE_WORD = "value/word", Error, false;
    VALUE_WORD_TAKEN = "value/word-taken", Note, false;
    VALUE_LIST = "value/list", Error, false;
    CODE_FORMAT = "code/format", Error, false;
    CODE_LEADING_ZERO = "code/leading-zero", Error, false;
    CODE_PADDED = "code/padded", Note, false;
    CODE_LEVEL = "code/level", Error, false;
    DOCUMENT_TAKEN = "document/taken", Note, false;
    DOCUMENT_FORM = "document/form", Warning, false;
    UNIT_NAME = "unit/name", Note, false;
    UNIT_NAME_AMBIGUOUS = "unit/name-ambiguous", Error, false;
    UNIT_NAME_UNKNOWN = "unit/name-unknown", Error, false;
    KIND_LEVEL = "kind/level", Error, false;
    KIND_ASSUMED = "kind/assumed", Warning, true;
    KIND_FROM_NAME = "kind/from-name", Note, false;
    CRS_MISSING = "crs/missing", Error, false;
    CRS_UNKNOWN = "crs/unknown", Error, false;
    CRS_DOUBTFUL = "crs/doubtful", Warning, false;
    CRS_PARAMETERS = "crs/parameters", Warning, false;
    CRS_REPLACED = "crs/replaced", Note, false;
    CRS_RANGE = "crs/out-of-range", Error, true;
    CRS_AXES = "crs/axes", Note, false;
    SHAPE_MISSING = "shape/missing", Error, false;
    SHAPE_TYPE = "shape/type", Error, false;
    SHAPE_EMPTY = "shape/empty", Error, false;
    SHAPE_VERTICES = "shape/vertices", Error, false;
    SHAPE_ANTIMERIDIAN = "shape/antimeridian", Error, false;
    SHAPE_HEIGHTS = "shape/heights", Note, true;
    SHAPE_CURVES = "shape/curves", Note, true;
    SHAPE_ZERO_AREA = "shape/zero-area", Warning, false;
    SHAPE_INVALID = "shape/invalid", Error, false;
    SHAPE_SELF_INTERSECTION = "shape/self-intersection", Warning, false;
    SHAPE_SELF_TOUCH = "shape/self-touch", Warning, false;
    SHAPE_SPIKE = "shape/spike", Warning, false;
    SHAPE_DUPLICATE_RING = "shape/duplicate-ring", Warning, false;
    SHAPE_HOLE_OUTSIDE = "shape/hole-outside", Warning, false;
    SHAPE_HOLES_OVERLAP = "shape/holes-overlap", Warning, false;
    SHAPE_PARTS_OVERLAP = "shape/parts-overlap", Warning, false;
    SHAPE_TOO_FEW_POINTS = "shape/too-few-points", Warning, false;
    SHAPE_UNCLOSED = "shape/unclosed", Warning, true;
    SHAPE_DUPLICATE_VERTICES = "shape/duplicate-vertices", Note, true;
    SHAPE_DIRECTION = "shape/direction", Note, true;
    SHAPE_REPAIRED = "shape/repaired", Warning, false;
    DRAWING_LABELS = "drawing/labels", Warning, false;
    DRAWING_NESTED = "drawing/nested-rings", Warning, false;
    DRAWING_LEFT_OUT = "drawing/left-out", Note, false;
    RECORD_DUPLICATE = "record/duplicate", Error, false;
    AREA_NO_LAND = "area/no-land", Warning, false;
    AREA_TWO_TERRITORIES = "area/two-territories", Error, false;
    PLAN_TWO_TERRITORIES = "plan/two-territories", Error, false;
    PLAN_NO_TERRITORY = "plan/no-territory", Note, false;
    PLAN_UNDATED_DECISION = "plan/undated-decision", Warning, false;
    EVENT_UNDATED = "event/undated", Error, false;
    EVENT_DATE_TAKEN = "event/date-taken", Note, false;
    EVENT_DATE_UNREAD = "event/date-unread", Note, false;
}

/// Something wrong with a value or a shape, before it is known where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub rule: &'static Rule,
    pub found: String,
    pub hint: String,
    /// Where on the ground, in longitude and latitude.
    pub on_ground: Option<Coord>,
}

impl Finding {
    pub fn new(rule: &'static Rule, found: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { rule, found: found.into(), hint: hint.into(), on_ground: None }
    }

    /// The finding at a place on the ground, in longitude and latitude.
    pub const fn near(mut self, at: Coord) -> Self {
        self.on_ground = Some(at);
        self
    }

    /// The issue that it is at a place.
    pub fn at(self, place: Place) -> Located {
        let place = Place { at: self.on_ground, ..place };
        Located { rule: self.rule, issue: self.rule.issue(place, self.found, self.hint) }
    }
}

/// An issue that still knows its rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Located {
    rule: &'static Rule,
    issue: Issue,
}

impl Located {
    /// The column it is in.
    pub fn field(&self) -> Option<&str> {
        self.issue.place.field.as_deref()
    }
}

/// What issues have in common that are told as one: code, column, and for notes what is said.
type Fold = (&'static str, Option<String>, Option<String>);

/// The issues of a file: folded ones counted, and no more of them kept than allowed.
pub(super) struct IssueList {
    file: String,
    layer: Option<String>,
    allowed: usize,
    issues: Vec<Issue>,
    of_file: usize,
    left_out: u64,
    left_out_errors: u64,
    folded: HashMap<Fold, (usize, u64)>,
}

impl IssueList {
    pub fn new(file: &str, allowed: usize) -> Self {
        Self {
            file: file.to_owned(),
            layer: None,
            allowed,
            issues: Vec::new(),
            of_file: 0,
            left_out: 0,
            left_out_errors: 0,
            folded: HashMap::new(),
        }
    }

    /// From here on, issues are of a layer of the file.
    pub fn of_layer(&mut self, layer: Option<String>) {
        self.layer = layer;
    }

    /// The layer that issues are of.
    pub fn layer(&self) -> Option<&str> {
        self.layer.as_deref()
    }

    /// Adds an issue of the file as a whole.
    pub fn of_file(&mut self, finding: Finding) {
        self.of_column(finding, None);
    }

    /// Adds an issue of a column, or of the file as a whole; these stand before those of records.
    pub fn of_column(&mut self, finding: Finding, field: Option<&str>) {
        let place = Place { file: self.file.clone(), layer: self.layer.clone(), field: field.map(str::to_owned), ..Place::default() };
        self.issues.insert(self.of_file, finding.at(place).issue);
        self.of_file += 1;
    }

    /// Adds an issue of a record.
    pub fn add(&mut self, located: Located) {
        let Located { rule, issue } = located;
        // Notes that say the same of a column are true of most of its cells.
        let same = (!rule.folded && issue.severity == Severity::Note && issue.place.field.is_some()).then(|| issue.found.clone());
        if rule.folded || same.is_some() {
            let key = (rule.code, issue.place.field.clone(), same);
            if let Some((_, records)) = self.folded.get_mut(&key) {
                *records += 1;
                return;
            }
            self.folded.insert(key, (self.issues.len() - self.of_file, 1));
        } else if self.issues.len() >= self.allowed {
            self.left_out += 1;
            self.left_out_errors += u64::from(issue.severity == Severity::Error);
            return;
        }
        self.issues.push(issue);
    }

    /// The issues, those of the file first, then in file order.
    pub fn finish(mut self) -> Vec<Issue> {
        for (at, records) in self.folded.into_values() {
            let issue = &mut self.issues[self.of_file + at];
            if records > 1 {
                issue.found = format!("{}; {records} records are like this, this is the first", issue.found);
            }
        }
        self.issues.sort_by_key(|issue| issue.place.feature);
        if self.left_out > 0 {
            let found = format!("{} more issues, {} of them errors", self.left_out, self.left_out_errors);
            let place = Place { file: self.file.clone(), ..Place::default() };
            self.issues.push(Finding::new(FILE_MORE_ISSUES, found, "solve those told here, then read the file again").at(place).issue);
        }
        self.issues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_documented_with_its_severity_and_nothing_else_is() {
        crate::domain::assert_documented("Issues", ALL);
    }

    #[test]
    fn a_folded_issue_is_told_once_with_the_number_of_records() {
        let mut list = IssueList::new("a.csv", 10);
        for feature in 1..=3 {
            let place = Place { feature: Some(feature), ..Place::default() };
            list.add(Finding::new(KIND_ASSUMED, "`kind` is empty", "").at(place));
        }
        list.of_file(Finding::new(FILE_ODD, "x", ""));
        let issues = list.finish();
        assert_eq!(issues.len(), 2);
        assert_eq!((issues[0].code, issues[1].place.feature), ("file/odd", Some(1)));
        assert!(issues[1].found.contains("3 records"), "{}", issues[1].found);
    }

    #[test]
    fn issues_beyond_the_limit_are_counted_and_told() {
        let mut list = IssueList::new("a.csv", 2);
        for feature in 1..=5 {
            list.add(Finding::new(VALUE_DATE, "x", "").at(Place { feature: Some(feature), ..Place::default() }));
        }
        let issues = list.finish();
        assert_eq!(issues.len(), 3);
        assert_eq!((issues[2].code, issues[2].found.as_str()), ("file/more-issues", "3 more issues, 3 of them errors"));
    }
}
