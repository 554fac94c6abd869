//! One import from files to the store: read, compare, write all or nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::areas::merge_areas;
use super::events::merge_events;
use super::lineage::merge_lineage;
use super::merge::{Counts, Merge};
use super::observations::merge_observations;
use super::plans::merge_plans;
use super::units::merge_units;
use crate::app::Clock;
use crate::domain::{Indicator, Issue, Place, Severity};
use crate::ingest::{self, Batch, IngestError, Record};
use crate::snapshot::Snapshot;
use crate::store::{Actor, ChangeSet, Store, StoreError};

/// What the files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Administrative units.
    Units,
    /// Urban areas, functional zones, construction land.
    Areas,
    /// Plans.
    Plans,
    /// Events of plans.
    Events,
    /// Figures reported for indicators.
    Observations,
    /// Records of whose land went where.
    Lineage,
}

impl What {
    /// The word for messages and the audit log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Areas => "areas",
            Self::Plans => "plans",
            Self::Events => "events",
            Self::Observations => "observations",
            Self::Lineage => "lineage",
        }
    }
}

/// One import.
#[derive(Debug)]
pub struct ImportRequest<'a> {
    /// What the files hold.
    pub what: What,
    /// The files; they are imported together or not at all.
    pub files: Vec<PathBuf>,
    /// How to read them.
    pub options: ingest::Options<'a>,
    /// Only tell what would be done.
    pub dry_run: bool,
    /// Who imports.
    pub actor: Actor,
    /// The indicators that observations may be of; looked at for nothing else.
    pub indicators: &'a [Indicator],
}

/// What an import is doing, for a progress bar.
#[derive(Debug, Clone, Copy)]
pub enum ImportStep<'a> {
    /// Reading a file: features done, and all of them if known.
    Reading {
        /// The file.
        file: &'a Path,
        /// Features read.
        done: u64,
        /// All features.
        total: Option<u64>,
    },
    /// Comparing with the store.
    Comparing,
    /// Writing: changes done, and all of them.
    Writing {
        /// Changes written.
        done: u64,
        /// All changes.
        total: u64,
    },
}

/// What came of an import.
#[derive(Debug)]
pub struct ImportOutcome {
    /// Records read.
    pub read: u64,
    /// How they compare with those stored.
    pub counts: Counts,
    /// What is wrong with them.
    pub issues: Vec<Issue>,
    /// The new revision; `None` if nothing was written (refused, dry run, or all unchanged).
    pub revision: Option<u64>,
}

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the issues refuse the import.
#[must_use]
pub fn issues_refuse(issues: &[Issue]) -> bool {
    issues.iter().any(|issue| issue.severity == Severity::Error)
}

/// Reads the files, compares them with the store and writes all changes in one transaction; with any error among the issues, or
/// on a dry run, nothing is written.
///
/// # Errors
/// A file or the store cannot be read, or the store cannot be written.
pub async fn import(
    store: &Store,
    clock: &Clock,
    request: ImportRequest<'_>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<ImportOutcome, ImportError> {
    let snapshot = Snapshot::build(store.load().await?.into(), None);
    let based_on = snapshot.revision;
    let (read, merge) = compare(&snapshot, &request, progress)?;
    let mut outcome = ImportOutcome { read, counts: merge.counts, issues: merge.issues, revision: None };
    if issues_refuse(&outcome.issues) || request.dry_run || merge.changes.is_empty() {
        return Ok(outcome);
    }
    drop(snapshot);
    let total = merge.changes.len() as u64;
    let set = ChangeSet {
        actor: request.actor,
        summary: summary(request.what, &request.files, outcome.counts),
        at: clock.now(),
        based_on,
        changes: merge.changes,
    };
    progress(ImportStep::Writing { done: 0, total });
    tracing::info!("writing {total} changes");
    outcome.revision = Some(store.apply(&set, &mut |done| progress(ImportStep::Writing { done, total })).await?);
    Ok(outcome)
}

fn summary(what: What, files: &[PathBuf], counts: Counts) -> String {
    let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().chars().take(60).collect::<String>();
    let mut names: Vec<String> = files.iter().take(3).map(name).collect();
    if files.len() > names.len() {
        names.push(format!("{} more", files.len() - names.len()));
    }
    format!("import {} from {}: {} new, {} changed, {} closed", what.word(), names.join(", "), counts.new, counts.changed, counts.closed)
}

fn compare(
    snapshot: &Snapshot,
    request: &ImportRequest<'_>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<(u64, Merge), IngestError> {
    match request.what {
        What::Units => read_and_merge(
            request,
            ingest::read_units,
            |unit| format!("{:?}", unit.key()),
            progress,
            |records| merge_units(snapshot, records),
        ),
        What::Areas => {
            read_and_merge(request, ingest::read_areas, |area| area.id.clone(), progress, |records| merge_areas(snapshot, records))
        }
        What::Plans => {
            read_and_merge(request, ingest::read_plans, |plan| plan.id.clone(), progress, |records| merge_plans(snapshot, records))
        }
        What::Events => read_and_merge(
            request,
            ingest::read_events,
            |(plan, event)| format!("{:?}", event.key(plan)),
            progress,
            |records| merge_events(snapshot, records),
        ),
        What::Observations => read_and_merge(
            request,
            ingest::read_observations,
            |observation| format!("{:?}", observation.key()),
            progress,
            |records| merge_observations(snapshot, request.indicators, records),
        ),
        What::Lineage => read_and_merge(
            request,
            ingest::read_lineage,
            |record| format!("{:?}", record.key()),
            progress,
            |records| merge_lineage(snapshot, records),
        ),
    }
}

type Reader<T> = fn(&Path, &ingest::Options<'_>, &mut dyn FnMut(ingest::Progress)) -> Result<Batch<T>, IngestError>;

fn read_and_merge<T>(
    request: &ImportRequest<'_>,
    reader: Reader<T>,
    key: impl Fn(&T) -> String,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
    merge: impl FnOnce(Vec<Record<T>>) -> Merge,
) -> Result<(u64, Merge), IngestError> {
    let (mut records, mut issues, mut read) = (Vec::new(), Vec::new(), 0);
    for file in &request.files {
        let mut batch =
            reader(file, &request.options, &mut |step| progress(ImportStep::Reading { file, done: step.read, total: step.of }))?;
        records.append(&mut batch.records);
        issues.append(&mut batch.issues);
        read += batch.read;
    }
    progress(ImportStep::Comparing);
    if request.files.len() > 1 {
        issues.extend(repeated(&records, key));
    }
    let mut merge = merge(records);
    issues.append(&mut merge.issues);
    Ok((read, Merge { issues, ..merge }))
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
            std::collections::btree_map::Entry::Occupied(first) if first.get().file != record.place.file => issues.push(Issue {
                code: "record/duplicate",
                severity: Severity::Error,
                place: record.place.clone(),
                found: format!("the same record stands in `{}` too", first.get().file),
                hint: "import the files one after the other, or remove one of the two".into(),
            }),
            std::collections::btree_map::Entry::Occupied(_) => {}
        }
    }
    issues
}
