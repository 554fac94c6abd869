//! Decides what goes to stdout, what to stderr, and whether a progress bar is drawn.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Global;

/// Where words and data go.
#[derive(Debug)]
pub(super) struct Printer {
    quiet: bool,
    progress: bool,
}

impl Printer {
    pub(super) fn new(global: &Global) -> Self {
        Self { quiet: global.quiet, progress: !global.quiet && !global.no_progress && io::stderr().is_terminal() }
    }

    /// Data, to stdout. A reader that has gone away (`| head`) is no error.
    pub(super) fn data(text: &str) -> anyhow::Result<()> {
        match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
        }
    }

    /// Talk, to stderr.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// What went wrong, to stderr, also when quiet: the causes in one line, then the hints.
    pub(super) fn failure(error: &anyhow::Error) {
        let (mut line, mut hints) = (String::new(), String::new());
        for cause in error.chain().map(ToString::to_string) {
            let (what, hint) = cause.split_once("\nhint: ").unwrap_or((&cause, ""));
            // A wrapper that already quotes its cause is not followed by it.
            if !line.contains(what) {
                line = if line.is_empty() { what.to_owned() } else { format!("{line}: {what}") };
            }
            if !hint.is_empty() && !hints.contains(hint) {
                hints.push_str("\nhint: ");
                hints.push_str(hint);
            }
        }
        eprintln!("error: {line}{hints}");
    }

    /// A bar on stderr, hidden where nobody watches.
    pub(super) fn bar(&self) -> ProgressBar {
        let bar = ProgressBar::no_length();
        bar.set_draw_target(if self.progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        let style = ProgressStyle::with_template("{msg:32!} {wide_bar} {pos}/{len} {eta}");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}
