//! One import from files to the store: read, compare, write all or nothing.

use std::path::{Path, PathBuf};

use super::areas::merge_areas;
use super::borders::Imported;
use super::events::merge_events;
use super::lineage::merge_lineage;
use super::merge::{Differences, Merge};
use super::observations::merge_observations;
use super::plans::merge_plans;
use super::reading::{Kind, Read, read_all};
use super::snap::snap;
use super::units::merge_units;
use crate::app::Clock;
use crate::domain::{Indicator, Issue, Observation, Severity};
use crate::ingest::{self, Gazetteer, IngestError, Record};
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
    /// Read a file with the reference system that is proposed for it, where exactly one fits.
    pub accept_crs: bool,
    /// Bring together borders of imported units that lie at most so far apart (m).
    pub snap_m: Option<f64>,
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
    /// Compared: this is what would be written.
    Compared(&'a Differences),
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
    pub differences: Differences,
    /// What is wrong with them.
    pub issues: Vec<Issue>,
    /// A reference system to repeat the command with, as `--crs` takes it.
    pub proposed_crs: Option<String>,
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
    let gazetteer = Gazetteer::of(snapshot.units.iter().map(|unit| &unit.version));
    let request = ImportRequest { options: ingest::Options { gazetteer: Some(&gazetteer), ..request.options }, ..request };
    let Compared { read, merge, proposed_crs } = compare(&snapshot, &request, progress)?;
    let mut outcome = ImportOutcome { read, differences: merge.differences, issues: merge.issues, proposed_crs, revision: None };
    if !issues_refuse(&outcome.issues) {
        progress(ImportStep::Compared(&outcome.differences));
    }
    if issues_refuse(&outcome.issues) || request.dry_run || merge.changes.is_empty() {
        return Ok(outcome);
    }
    drop(snapshot);
    let total = merge.changes.len() as u64;
    let set = ChangeSet {
        actor: request.actor,
        summary: summary(request.what, &request.files, &outcome.differences),
        at: clock.now(),
        based_on,
        changes: merge.changes,
    };
    progress(ImportStep::Writing { done: 0, total });
    tracing::info!("writing {total} changes");
    outcome.revision = Some(store.apply(&set, &mut |done| progress(ImportStep::Writing { done, total })).await?);
    Ok(outcome)
}

fn summary(what: What, files: &[PathBuf], differences: &Differences) -> String {
    let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().chars().take(60).collect::<String>();
    let mut names: Vec<String> = files.iter().take(3).map(name).collect();
    if files.len() > names.len() {
        names.push(format!("{} more", files.len() - names.len()));
    }
    format!("import {} from {}: {differences}", what.word(), names.join(", "))
}

fn compare(
    snapshot: &Snapshot,
    request: &ImportRequest<'_>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<Compared, IngestError> {
    match request.what {
        What::Units => {
            let kind = Kind { reader: ingest::read_units, key: |unit| format!("{:?}", unit.key()), boundary: |unit| Some(&unit.boundary) };
            read_and_merge(snapshot, request, &kind, progress, |mut records| {
                let snapped = request.snap_m.map(|tolerance| snap(&mut records, tolerance));
                let imported = Imported::of(&records);
                let mut merge = merge_units(snapshot, records);
                merge.issues.extend(snapped);
                let borders = imported.issues(snapshot, &merge.changes);
                merge.issues.extend(borders);
                merge
            })
        }
        What::Areas => {
            let kind = Kind { reader: ingest::read_areas, key: |area| area.id.clone(), boundary: |_| None };
            read_and_merge(snapshot, request, &kind, progress, |records| merge_areas(snapshot, records))
        }
        What::Plans => {
            let kind = Kind { reader: ingest::read_plans, key: |plan| plan.id.clone(), boundary: |_| None };
            read_and_merge(snapshot, request, &kind, progress, |records| merge_plans(snapshot, records))
        }
        What::Events => {
            let kind = Kind { reader: ingest::read_events, key: |(plan, event)| format!("{:?}", event.key(plan)), boundary: |_| None };
            read_and_merge(snapshot, request, &kind, progress, |records| merge_events(snapshot, records))
        }
        What::Observations => {
            let key = |observation: &Observation| format!("{:?}", observation.key());
            let kind = Kind { reader: ingest::read_observations, key, boundary: |_| None };
            read_and_merge(snapshot, request, &kind, progress, |records| merge_observations(snapshot, request.indicators, records))
        }
        What::Lineage => {
            let kind = Kind { reader: ingest::read_lineage, key: |record| format!("{:?}", record.key()), boundary: |_| None };
            read_and_merge(snapshot, request, &kind, progress, |records| merge_lineage(snapshot, records))
        }
    }
}

/// What was read, and what it means for the store.
struct Compared {
    read: u64,
    merge: Merge,
    proposed_crs: Option<String>,
}

fn read_and_merge<T>(
    snapshot: &Snapshot,
    request: &ImportRequest<'_>,
    kind: &Kind<T>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
    merge: impl FnOnce(Vec<Record<T>>) -> Merge,
) -> Result<Compared, IngestError> {
    let Read { records, mut issues, count, proposed_crs } = read_all(snapshot, request, kind, progress)?;
    progress(ImportStep::Comparing);
    let mut merge = merge(records);
    issues.append(&mut merge.issues);
    Ok(Compared { read: count, merge: Merge { issues, ..merge }, proposed_crs })
}
