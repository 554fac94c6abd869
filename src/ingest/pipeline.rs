//! The way from a file to a batch: one thread reads, the others make records, and duplicates are found at the end.

use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::prelude::*;

use super::columns::{Columns, Schema};
use super::crs::{Crs, Transform};
use super::encoding::Decoder;
use super::facts::Facts;
use super::fields::{Context, Fields, Outcome};
use super::issues::{FILE_EMPTY, Finding, IssueList, PROFILE_RECOGNISED, RECORD_DUPLICATE};
use super::shape::RawShape;
use super::source::{RawRecord, Source};
use super::survey::{Survey, Surveyor};
use super::{Batch, IngestError, Options, Profile, Progress, Record, library};

/// Bytes of geometry that are handed on together.
const CHUNK_BYTES: usize = 4 << 20;
/// Records that are handed on together.
const CHUNK_RECORDS: usize = 1000;
/// The fewest records for which a thread prepares its own transform.
const LEAST_RECORDS: usize = 8;

/// Reads a file; `make` makes one record of its fields, and `key` tells what no two records may share.
pub(super) fn read<T: Send>(
    path: &Path,
    schema: &'static Schema,
    options: &Options<'_>,
    make: impl Fn(&mut Fields<'_>) -> Option<T> + Sync,
    key: impl Fn(&T) -> Option<String>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Batch<T>, IngestError> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut issues = IssueList::new(&file, options.limits.issues);
    let mut source = Source::open(path, schema, options, &mut issues)?;
    let layer = issues.layer().map(str::to_owned);
    let names = source.columns();
    let recognised = recognised(schema, &names, options, &mut issues);
    let options = &Options { profile: options.profile.or(recognised.as_ref()), ..*options };
    let (columns, complete) = Columns::of(schema, &names, options.profile, &mut issues);
    if !complete {
        return Ok(Batch { records: Vec::new(), issues: issues.finish(), read: 0, survey: Survey::default() });
    }
    let mut crs = source.crs(options, &mut issues)?;
    if let Some(Err(finding)) = crs.as_ref().map(Transform::new) {
        issues.of_file(finding);
        crs = None;
    }
    let context = Context { file: &file, layer: layer.as_deref(), schema, options };
    let mut decoder = Decoder::new(schema.columns, options.encoding(), source.claim());
    let (read, surveyor, outcomes) = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(2);
        let maker = scope.spawn(|| make_all(receiver, crs.as_ref(), context, &mut decoder, &make));
        let mut chunks = Chunks {
            sender,
            chunk: Vec::new(),
            bytes: 0,
            read: 0,
            vertices: 0,
            surveyor: Surveyor::new(),
            of: source.count(),
            path,
            options,
        };
        let outcome = source.read(&columns, &mut issues, &mut |record| chunks.take(record, progress));
        let (read, surveyor) = chunks.finish(progress);
        let outcomes = maker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        outcome.map(|()| (read, surveyor, outcomes))
    })?;
    if read == 0 {
        issues.of_file(Finding::new(FILE_EMPTY, "no record", "check that this is the right file"));
    }
    for (column, finding) in decoder.findings() {
        issues.of_column(finding, column);
    }
    let mut records = collect(outcomes, &mut issues);
    without_duplicates(&mut records, key, &mut issues);
    Ok(Batch { records, issues: issues.finish(), read, survey: surveyor.finish(crs.as_ref().map(ToString::to_string)) })
}

/// The built-in profile that the columns show, where none is given and they are not the canonical ones; it is told.
fn recognised(schema: &Schema, names: &[String], options: &Options<'_>, issues: &mut IssueList) -> Option<Profile> {
    let canonical = |column: &&str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(column));
    if options.profile.is_some() || schema.required.iter().all(canonical) {
        return None;
    }
    let (name, profile) = Profile::recognised(schema.name, names)?;
    let found = format!("read with the built-in profile `{name}`, recognised by {}", profile.recognised_by().join(", "));
    issues.of_file(Finding::new(PROFILE_RECOGNISED, found, "give --profile if the columns mean something else"));
    Some(profile)
}

/// Records on their way to the threads that make something of them.
struct Chunks<'a> {
    sender: SyncSender<Vec<RawRecord>>,
    chunk: Vec<RawRecord>,
    bytes: usize,
    read: u64,
    vertices: u64,
    surveyor: Surveyor,
    of: Option<u64>,
    path: &'a Path,
    options: &'a Options<'a>,
}

impl Chunks<'_> {
    fn take(&mut self, record: RawRecord, progress: &mut dyn FnMut(Progress)) -> Result<(), IngestError> {
        let bytes = match &record.shape {
            RawShape::Polygons(bytes) => {
                self.surveyor.look(bytes);
                bytes.len()
            }
            _ => 0,
        };
        self.read += 1;
        self.bytes += bytes;
        self.vertices += bytes as u64 / 16;
        let limits = self.options.limits;
        for (what, found, allowed) in [("records", self.read, limits.features), ("vertices", self.vertices, limits.file_vertices)] {
            if found > allowed {
                return Err(IngestError::TooLarge { path: self.path.display().to_string(), what: what.into(), found, allowed });
            }
        }
        self.chunk.push(record);
        if self.bytes >= CHUNK_BYTES || self.chunk.len() >= CHUNK_RECORDS {
            self.send(progress);
        }
        Ok(())
    }

    fn send(&mut self, progress: &mut dyn FnMut(Progress)) {
        self.bytes = 0;
        // Nobody takes it only after a panic, which is raised again when the thread is joined.
        let _ = self.sender.send(std::mem::take(&mut self.chunk));
        progress(Progress { read: self.read, of: self.of });
    }

    /// Sends what is left, and tells how many records there were and where they lie.
    fn finish(mut self, progress: &mut dyn FnMut(Progress)) -> (u64, Surveyor) {
        if !self.chunk.is_empty() {
            self.send(progress);
        }
        (self.read, self.surveyor)
    }
}

/// Makes something of every record, in file order.
fn make_all<T: Send>(
    chunks: Receiver<Vec<RawRecord>>,
    crs: Option<&Crs>,
    context: Context<'_>,
    decoder: &mut Decoder,
    make: &(impl Fn(&mut Fields<'_>) -> Option<T> + Sync),
) -> Vec<Outcome<T>> {
    // A transform belongs to the thread that made it; that it can be made is known.
    let transform = || crs.and_then(|crs| Transform::new(crs).ok());
    let (mut outcomes, mut facts) = (Vec::new(), Facts::new(context.schema.columns.len()));
    for chunk in chunks {
        decoder.learn(chunk.iter().flat_map(RawRecord::texts));
        facts.learn(chunk.iter().flat_map(RawRecord::texts));
        let (decoder, facts) = (&*decoder, &facts);
        outcomes.par_extend(chunk.into_par_iter().with_min_len(LEAST_RECORDS).map_init(transform, |transform, raw| {
            let mut fields = Fields::new(raw, transform.as_ref(), context, decoder, facts);
            let value = make(&mut fields);
            library::messages();
            fields.finish(value)
        }));
    }
    outcomes
}

fn collect<T>(outcomes: Vec<Outcome<T>>, issues: &mut IssueList) -> Vec<Record<T>> {
    let mut records = Vec::with_capacity(outcomes.len());
    for Outcome { place, value, issues: found } in outcomes {
        for issue in found {
            issues.add(issue);
        }
        records.extend(value.map(|value| Record { place, value }));
    }
    records
}

/// Leaves out every record whose key an earlier one of the file has, and tells which.
fn without_duplicates<T>(records: &mut Vec<Record<T>>, key: impl Fn(&T) -> Option<String>, issues: &mut IssueList) {
    let mut first: HashMap<String, Option<u64>> = HashMap::new();
    records.retain(|record| {
        let Some(key) = key(&record.value) else { return true };
        let Some(earlier) = first.get(&key) else {
            first.insert(key, record.place.feature);
            return true;
        };
        let found = format!("{key} again, first in record {}", earlier.unwrap_or_default());
        issues.add(Finding::new(RECORD_DUPLICATE, found, "keep one of them").at(record.place.clone()));
        false
    });
}
