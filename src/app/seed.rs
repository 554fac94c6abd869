//! The embedded default: the files of `seeds/`, imported the way a user's own files are.

use std::path::Path;

use super::Clock;
use super::import::{ImportError, ImportOutcome, ImportRequest, ImportStep, What, import};
use crate::domain::Quality;
use crate::ingest::{Limits, Options};
use crate::store::{Actor, Store, StoreError};

/// One file of the default.
struct File {
    name: &'static str,
    content: &'static str,
    what: What,
    quality: Quality,
}

macro_rules! file {
    ($name:literal, $what:ident, $quality:ident) => {
        File { name: $name, content: include_str!(concat!("../../seeds/", $name)), what: What::$what, quality: Quality::$quality }
    };
}

/// The files in the order in which each can refer to those before it; the illustrative ones are made up.
const FILES: [File; 8] = [
    file!("units.geojson", Units, Schematic),
    file!("lineage.csv", Lineage, Official),
    file!("areas.csv", Areas, Official),
    file!("plans.csv", Plans, Official),
    file!("events.csv", Events, Official),
    file!("illustrative_areas.geojson", Areas, Illustrative),
    file!("illustrative_plans.geojson", Plans, Illustrative),
    file!("illustrative_events.csv", Events, Illustrative),
];

/// What a store is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// What the documents say, and illustrative plans of every tier and state, marked as such.
    Trial,
    /// What the documents say, alone.
    Documented,
}

/// Why a store could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The store has data.
    #[error("the store has data already (revision {0})\nhint: `seed` fills only an empty store; name another with `--store`")]
    NotEmpty(u64),
    /// A file of the default is wrong, which is our fault.
    #[error("the embedded file `{file}` has errors, first: {first}")]
    Wrong {
        /// The file.
        file: &'static str,
        /// Its first issue.
        first: String,
    },
    /// A file cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files cannot be laid down for reading.
    #[error("cannot write a temporary file: {0}")]
    Temporary(#[from] std::io::Error),
}

/// Makes a store that does not exist and fills it; `reader` is the program that reads files (see [`Options`]). It is made beside its place and moved there when it is complete.
///
/// # Errors
/// The store cannot be written.
pub async fn create_seeded(
    path: &Path,
    seed: Seed,
    clock: &Clock,
    actor: &Actor,
    reader: Option<&Path>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<(), SeedError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let workshop = tempfile::Builder::new().prefix(".plancover-seed-").tempdir_in(folder)?;
    let unfinished = workshop.path().join("store.gpkg");
    let store = Store::create(&unfinished).await?;
    fill(&store, seed, clock, actor, reader, progress).await?;
    store.close().await;
    Ok(std::fs::hard_link(&unfinished, path)?)
}

/// Fills an empty store; `reader` is the program that reads files (see [`Options`]).
///
/// # Errors
/// The store has data, or cannot be written.
pub async fn fill(
    store: &Store,
    seed: Seed,
    clock: &Clock,
    actor: &Actor,
    reader: Option<&Path>,
    progress: &mut (dyn FnMut(ImportStep<'_>) + Send),
) -> Result<(), SeedError> {
    let revision = store.revision().await?;
    if revision > 0 {
        return Err(SeedError::NotEmpty(revision));
    }
    let folder = tempfile::tempdir()?;
    for File { name, content, what, quality } in FILES {
        if quality == Quality::Illustrative && seed == Seed::Documented {
            continue;
        }
        let path = folder.path().join(name);
        std::fs::write(&path, content)?;
        let limits = Limits::default();
        let options = Options { quality, reader, ..Options::new(clock.today(), &limits) };
        let request = ImportRequest {
            what,
            files: vec![path],
            options,
            dry_run: false,
            accept_crs: false,
            snap_m: None,
            actor: actor.clone(),
            indicators: &[],
        };
        accept(name, &import(store, clock, request, progress).await?)?;
    }
    Ok(())
}

fn accept(file: &'static str, outcome: &ImportOutcome) -> Result<(), SeedError> {
    match outcome.issues.iter().find(|issue| issue.severity == crate::domain::Severity::Error) {
        Some(issue) => Err(SeedError::Wrong { file, first: format!("{} {:?}: {}", issue.code, issue.place, issue.found) }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::View;
    use crate::coverage::Thresholds;
    use crate::domain::{Level, parse_day};

    #[tokio::test]
    async fn the_default_has_the_units_of_every_vintage_and_both_kinds_of_plans() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.gpkg");
        let (clock, actor) = (Clock::Fixed(parse_day("2026-11-20").unwrap()), Actor::new("test").unwrap());
        create_seeded(&path, Seed::Trial, &clock, &actor, None, &mut |_| {}).await.unwrap();
        let store = Store::open(&path).await.unwrap();
        let view = View::build(store.load().await.unwrap().into(), Thresholds::default(), None);
        let units = |day: &str, level| view.snapshot.vintage(parse_day(day).unwrap()).count(level, &view.snapshot.units);
        let communes = ["2019-12-31", "2024-06-30", "2025-01-01", "2025-07-01"].map(|day| units(day, Level::Commune));
        assert_eq!(communes, [226, 200, 194, 65]);
        assert_eq!((units("2025-06-30", Level::District), units("2025-07-01", Level::District)), (11, 0));
        let made_up = view.snapshot.plans.iter().filter(|entry| entry.plan.quality == Quality::Illustrative).count();
        assert!(made_up > 200 && view.snapshot.plans.len() - made_up >= 20);
        let unresolved: Vec<&String> = view.snapshot.plans.iter().flat_map(|entry| &entry.unresolved).collect();
        assert!(unresolved.is_empty(), "{unresolved:?}");
        assert!(matches!(fill(&store, Seed::Trial, &clock, &actor, None, &mut |_| {}).await, Err(SeedError::NotEmpty(_))));
    }
}
