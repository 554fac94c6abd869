//! The use cases that join the parts: what the command line and the server ask for.
//!
//! Decides nothing about wire formats or words on a screen. Parts in reading order: `clock` (which day is today), `view` (what
//! readers see, and its swap), `watch` (following the store), `import`, `seed`.

mod clock;
mod import;
mod seed;
mod view;
mod watch;

pub use clock::{Clock, ClockError};
pub use import::{Counts, ImportError, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
pub use seed::{Seed, SeedError, create_seeded, fill};
pub use view::{Publisher, View};
pub use watch::watch;

use crate::snapshot::Records;
use crate::store::Dataset;

impl From<Dataset> for Records {
    fn from(dataset: Dataset) -> Self {
        let Dataset { revision, units, areas, plans } = dataset;
        Self { revision, units, areas, plans }
    }
}
