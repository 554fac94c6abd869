//! What every command starts from: settings, clock and the place of the store.

use std::path::PathBuf;

use anyhow::{Context, bail};

use super::args::Global;
use crate::app::{Clock, View};
use crate::config::Settings;
use crate::coverage::Thresholds;
use crate::domain::Day;
use crate::store::{Actor, Store};

/// Settings, clock and store of one run.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) settings: Settings,
    pub(super) clock: Clock,
    pub(super) store: PathBuf,
}

impl Session {
    pub(super) fn new(global: &Global) -> anyhow::Result<Self> {
        start_log(global.verbose);
        let settings = global.config.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
        if global.store.contains("://") {
            bail!(
                "the store `{}` is no file\nhint: only GeoPackage files are supported by this version, for example `--store plancover.gpkg`",
                global.store
            );
        }
        Ok(Self { clock: Clock::system(&settings.server.time_zone)?, settings, store: PathBuf::from(&global.store) })
    }

    /// The store, which must exist.
    pub(super) async fn open(&self) -> anyhow::Result<Store> {
        if !self.store.exists() {
            bail!(
                "there is no store `{}`\nhint: `plancover seed` makes one with the embedded default, `plancover import units FILE` one with your own boundaries",
                self.store.display()
            );
        }
        Ok(Store::open(&self.store).await?)
    }

    /// The store; an empty one is made if there is none.
    pub(super) async fn open_or_create(&self) -> anyhow::Result<Store> {
        if self.store.exists() { Ok(Store::open(&self.store).await?) } else { Ok(Store::create(&self.store).await?) }
    }

    /// What the store holds, ready to be asked.
    pub(super) async fn view(&self) -> anyhow::Result<View> {
        let records = self.open().await?.load().await?.into();
        Ok(View::build(records, self.thresholds(), None))
    }

    pub(super) fn thresholds(&self) -> Thresholds {
        let coverage = self.settings.coverage;
        Thresholds { full_percent: coverage.full_percent, partial_percent: coverage.partial_percent }
    }

    /// The day asked about.
    pub(super) fn day(&self, at: Option<Day>) -> Day {
        at.unwrap_or_else(|| self.clock.today())
    }
}

/// Who runs the command, for the audit log.
pub(super) fn actor() -> anyhow::Result<Actor> {
    let user = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "unknown".into());
    Actor::new(&format!("cli:{user}")).context("the user's name cannot stand in the audit log")
}

/// This program, to start it anew: as it was started, also where a newer one has taken its place on disk.
pub(super) fn this_program() -> anyhow::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Ok(running) } else { std::env::current_exe().context("where this program is cannot be found out") }
}

fn start_log(verbose: u8) {
    let level = match verbose {
        0 => "warn",
        1 => "info",
        _ => "debug",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("PLANCOVER_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(format!("warn,plancover={level}")));
    // A second start (in tests) keeps the first log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
