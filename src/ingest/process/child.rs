//! The side that reads.

use std::io::{self, BufWriter, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::ExitCode;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::message::{IssueForm, Message, Request, receive, send};
use super::records::{Passed, pass_record};
use crate::ingest::suggest::{SUGGEST, schema, suggest};
use crate::ingest::{
    Batch, IngestError, Limits, Options, Progress, read_areas, read_events, read_lineage, read_observations, read_plans, read_units,
};

/// Bytes that are handed over together, about.
const CHUNK_BYTES: usize = 1 << 20;
/// Processors that the time allowed is multiplied by, at most.
const MOST_PROCESSORS: u64 = 64;

/// Reads one file for the process that started this one, and hands over what is in it. Its standard input is a socket, for both ways.
#[must_use]
pub fn serve() -> ExitCode {
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        // Nobody is there any more, or it was not started by this program.
        Err(_) => ExitCode::from(3),
    }
}

fn answer() -> io::Result<()> {
    let mut socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let request: Request = receive(&mut socket)?;
    limit(&request.limits)?;
    let mut watch = socket.try_clone()?;
    std::thread::spawn(move || {
        // Nothing more is ever said: this ends when the other process does, and then this one must.
        let _ = watch.read(&mut [0]);
        std::process::exit(3);
    });
    let profile = request.profile().map_err(|_| io::ErrorKind::InvalidData)?;
    let gazetteer = request.gazetteer().map_err(|_| io::ErrorKind::InvalidData)?;
    let options = request.options(profile.as_ref(), gazetteer.as_ref()).map_err(|_| io::ErrorKind::InvalidData)?;
    let mut to = BufWriter::with_capacity(CHUNK_BYTES, socket);
    match request.what.as_str() {
        "units" => hand_over(&request, &options, &mut to, read_units),
        "areas" => hand_over(&request, &options, &mut to, read_areas),
        "plans" => hand_over(&request, &options, &mut to, read_plans),
        "events" => hand_over(&request, &options, &mut to, read_events),
        "lineage" => hand_over(&request, &options, &mut to, read_lineage),
        "observations" => hand_over(&request, &options, &mut to, read_observations),
        other => match other.strip_prefix(SUGGEST).and_then(schema) {
            Some(schema) => hand_over(&request, &options, &mut to, |path: &Path, options: &Options<'_>, _: &mut dyn FnMut(Progress)| {
                suggest(path, schema, options)
            }),
            None => Err(io::ErrorKind::InvalidData.into()),
        },
    }
}

/// Takes away what reading a file does not need. That the system does not know one of these limits is no reason not to read.
fn limit(limits: &Limits) -> io::Result<()> {
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get() as u64).min(MOST_PROCESSORS);
    for (resource, most) in [
        (Resource::Data, limits.memory_bytes),
        (Resource::Cpu, limits.seconds.saturating_mul(processors)),
        (Resource::Fsize, limits.file_bytes.saturating_add(1)),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

fn hand_over<T: Passed>(
    request: &Request,
    options: &Options<'_>,
    to: &mut BufWriter<UnixStream>,
    read: impl Fn(&Path, &Options<'_>, &mut dyn FnMut(Progress)) -> Result<Batch<T>, IngestError>,
) -> io::Result<()> {
    let mut said = Ok(());
    let batch = read(&request.path, options, &mut |progress| {
        if said.is_ok() {
            said = send(to, &Message::<T::Form>::Progress(progress)).and_then(|()| to.flush());
        }
    });
    said?;
    match batch {
        Ok(Batch { records, issues, read, survey }) => {
            for record in records {
                let (place, form) = pass_record(record);
                send(to, &Message::Record(place, form))?;
            }
            send(to, &Message::<T::Form>::Done(issues.into_iter().map(IssueForm::from).collect(), read, survey))?;
        }
        Err(error) => send(to, &Message::<T::Form>::Refused(error))?,
    }
    to.flush()
}
