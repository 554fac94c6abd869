//! Reading the files of an import, each with its reference system judged by the boundaries already loaded.

use std::collections::BTreeMap;
use std::path::Path;

use super::crs::{Ground, judge};
use super::rules::{CRS_ACCEPTED, RECORD_DUPLICATE};
use super::run::{ImportRequest, ImportStep};
use crate::domain::{Issue, Land, Place};
use crate::ingest::{self, Batch, IngestError, Record};
use crate::snapshot::Snapshot;

/// Reads one file.
pub(super) type Reader<T> = fn(&Path, &ingest::Options<'_>, &mut dyn FnMut(ingest::Progress)) -> Result<Batch<T>, IngestError>;

/// What all files held together.
pub(super) struct Read<T> {
    /// The records without error.
    pub records: Vec<Record<T>>,
    /// What is wrong.
    pub issues: Vec<Issue>,
    /// Records read, good or bad.
    pub count: u64,
    /// A reference system to repeat the command with.
    pub proposed_crs: Option<String>,
}

/// What kind of record is read: how, what no two may share, and its boundary if that can be compared with those loaded.
pub(super) struct Kind<T> {
    pub reader: Reader<T>,
    pub key: fn(&T) -> String,
    pub boundary: fn(&T) -> Option<&Land>,
}

/// Reads all files.
pub(super) fn read_all<T>(
    snapshot: &Snapshot,
    request: &ImportRequest<'_>,
    kind: &Kind<T>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<Read<T>, IngestError> {
    let mut all = Read { records: Vec::new(), issues: Vec::new(), count: 0, proposed_crs: None };
    for file in &request.files {
        let mut read = |options: &ingest::Options<'_>| {
            (kind.reader)(file, options, &mut |step| progress(ImportStep::Reading { file, done: step.read, total: step.of }))
        };
        let mut batch = read(&request.options)?;
        let place = Place { file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(), ..Place::default() };
        let judged = |batch: &Batch<T>, told: bool| {
            let lands: Vec<&Land> = batch.records.iter().filter_map(|record| (kind.boundary)(&record.value)).collect();
            let off_earth = batch.issues.iter().any(|issue| issue.code == "crs/out-of-range");
            judge(Ground::new(snapshot), &place, &batch.survey, &lands, told, off_earth)
        };
        let mut verdict = judged(&batch, request.options.crs.is_some());
        if let Some(crs) = verdict.accept.take().filter(|_| request.accept_crs) {
            batch = read(&ingest::Options { crs: Some(&crs), ..request.options })?;
            let evidence = verdict.issues.into_iter().next().map(|issue| issue.found).unwrap_or_default();
            verdict = judged(&batch, true);
            let hint = "it was read so, as --yes allows";
            verdict.issues.push(CRS_ACCEPTED.issue(place.clone(), format!("{crs} is taken: {evidence}"), hint));
        }
        all.proposed_crs = all.proposed_crs.or(verdict.best);
        all.records.append(&mut batch.records);
        all.issues.append(&mut batch.issues);
        all.issues.append(&mut verdict.issues);
        all.count += batch.read;
    }
    if request.files.len() > 1 {
        all.issues.extend(repeated(&all.records, kind.key));
    }
    Ok(all)
}

/// Records that stand in more than one file.
fn repeated<T>(records: &[Record<T>], key: impl Fn(&T) -> String) -> Vec<Issue> {
    let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
    let mut issues = Vec::new();
    for record in records {
        match seen.entry(key(&record.value)) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(&record.place);
            }
            std::collections::btree_map::Entry::Occupied(first) if first.get().file != record.place.file => {
                let found = format!("the same record stands in `{}` too", first.get().file);
                let hint = "import the files one after the other, or remove one of the two";
                issues.push(RECORD_DUPLICATE.issue(record.place.clone(), found, hint));
            }
            std::collections::btree_map::Entry::Occupied(_) => {}
        }
    }
    issues
}
