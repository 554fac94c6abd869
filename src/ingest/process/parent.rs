//! The side that wants a file read.

use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::message::{IssueForm, Message, Request, receive, send};
use super::records::{Passed, receive_record};
use crate::ingest::{Batch, IngestError, Limits, Options, Progress};

/// The command that makes this program the process that reads.
const COMMAND: &str = "read-for-parent";

/// Where GDAL and PROJ find their own data, if not where they were built for; nothing else of the environment is passed on.
const PASSED_ON: &[&str] = &["GDAL_DATA", "PROJ_DATA", "PROJ_LIB", "LD_LIBRARY_PATH"];

/// Bytes of what the process says on its way out that are kept.
const LAST_WORDS: u64 = 4096;

/// Reads a file in another process of this program.
pub(in crate::ingest) fn read<T: Passed>(
    program: &Path,
    what: &str,
    path: &Path,
    options: &Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Batch<T>, IngestError> {
    let shown = path.display().to_string();
    let failed = |error: io::Error| given_up(&shown, format!("the process that reads cannot be started: {error}"), "try again");
    let mut reader = Reader::start(program, patience(path, options.limits)).map_err(failed)?;
    let request = Request::new(what, path.to_owned(), options);
    if send(&mut reader.socket, &request).is_err() {
        return Err(reader.ended(&shown, options.limits));
    }
    let (mut records, limits) = (Vec::new(), options.limits);
    loop {
        match reader.next::<T>(limits) {
            Ok(Message::Progress(step)) => progress(step),
            Ok(Message::Record(place, form)) => {
                records.push(receive_record((place, form)).map_err(|_| nonsense(&shown))?);
            }
            Ok(Message::Done(issues, read, survey)) => {
                let issues = issues.into_iter().map(IssueForm::receive).collect::<Result<Vec<_>, _>>();
                return Ok(Batch { records, issues: issues.map_err(|_| nonsense(&shown))?, read, survey });
            }
            Ok(Message::Refused(error)) => return Err(error),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                return Err(given_up(&shown, reader.too_slow(limits), "simplify or split the file"));
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof || error.kind() == io::ErrorKind::ConnectionReset => {
                return Err(reader.ended(&shown, limits));
            }
            Err(_) => return Err(nonsense(&shown)),
        }
    }
}

/// How long a file may be silent: some time anyway, and more for each MiB that is to be looked through first.
fn patience(path: &Path, limits: &Limits) -> Duration {
    let bytes = path.metadata().map_or(0, |metadata| metadata.len()).min(limits.file_bytes);
    let packed = path.extension().is_some_and(|ending| ["zip", "kmz", "xlsx"].iter().any(|packed| ending.eq_ignore_ascii_case(packed)));
    let unpacked = if packed { bytes.saturating_mul(PACKED) } else { bytes };
    Duration::from_secs(limits.silent_seconds.saturating_add(unpacked >> 20).max(1))
}

/// How many times larger what is packed may well be.
const PACKED: u64 = 10;

/// The process that reads; it is ended with this.
struct Reader {
    child: Child,
    socket: UnixStream,
    started: Instant,
    patience: Duration,
    // Removed after the process has ended.
    _folder: tempfile::TempDir,
}

impl Reader {
    fn start(program: &Path, patience: Duration) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("plancover-read-").tempdir()?;
        let (socket, theirs) = UnixStream::pair()?;
        let mut command = Command::new(program);
        command.arg(COMMAND).env_clear().env("TMPDIR", folder.path()).env("LANG", "C.UTF-8");
        for name in PASSED_ON {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        // What passes goes through its standard input, both ways, so that nothing a library prints can come between.
        let child = command.stdin(Stdio::from(OwnedFd::from(theirs))).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        Ok(Self { child, socket, started: Instant::now(), patience, _folder: folder })
    }

    fn next<T: Passed>(&mut self, limits: &Limits) -> io::Result<Message<T::Form>> {
        let left = Duration::from_secs(limits.seconds).saturating_sub(self.started.elapsed());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.socket.set_read_timeout(Some(left.min(self.patience)))?;
        receive(&mut self.socket)
    }

    fn too_slow(&self, limits: &Limits) -> String {
        if self.started.elapsed() >= Duration::from_secs(limits.seconds) {
            return format!("it took longer than {} s", limits.seconds);
        }
        format!("for {} s nothing came of it", self.patience.as_secs())
    }

    /// Why it ended before it was done.
    fn ended(&mut self, shown: &str, limits: &Limits) -> IngestError {
        let status = self.child.wait();
        let mut last_words = String::new();
        if let Some(stderr) = self.child.stderr.take() {
            // What is not text is not worth telling.
            let _ = stderr.take(LAST_WORDS).read_to_string(&mut last_words);
        }
        tracing::warn!(?status, last_words, "the process that reads `{shown}` ended early");
        let reason = status.map_or_else(|error| error.to_string(), |status| in_words(status, limits));
        given_up(shown, reason, "the file is damaged or too large: export it again, simplify or split it")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It may have ended already; either way nothing is left of it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn in_words(status: ExitStatus, limits: &Limits) -> String {
    let memory = limits.memory_bytes >> 20;
    match status.signal() {
        Some(signal @ (6 | 9)) => {
            format!("the process that reads was ended (signal {signal}); most likely it needed more than {memory} MiB of memory")
        }
        Some(24) => "the process that reads used all the processor time it may".to_owned(),
        Some(25) => "it would have unpacked more than is allowed".to_owned(),
        Some(signal) => format!("the process that reads crashed (signal {signal})"),
        None => format!("the process that reads ended (code {})", status.code().unwrap_or(-1)),
    }
}

fn nonsense(shown: &str) -> IngestError {
    given_up(shown, "what the process that reads says cannot be understood".to_owned(), "export the file again")
}

fn given_up(shown: &str, reason: String, hint: &'static str) -> IngestError {
    IngestError::GivenUp { path: shown.to_owned(), reason, hint: hint.into() }
}
