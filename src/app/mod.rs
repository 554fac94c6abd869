//! The use cases that join the parts: what the command line and the server ask for.
//!
//! Decides nothing about wire formats or words on a screen. Parts in reading order: `clock` (which day is today), `view` (what readers see, and
//! its swap), `recent` (what has changed up to it), `features` and `column` (what a layer holds), `gaps` (uncovered land) and `lands` (where),
//! `holdings` and `selection` (which are meant), `map` (their tiles), `sources` (documents), `kept`, `records` and `watch` (the store), `import`, `check`, `export`, `seed`.

mod check;
mod clock;
mod column;
mod export;
mod features;
mod gaps;
mod holdings;
mod import;
mod kept;
mod lands;
mod map;
mod ranks;
mod recent;
mod records;
mod seed;
mod selection;
mod sources;
mod view;
mod watch;

pub use crate::formats::Datum;
pub use check::{CheckStep, check};
pub use clock::{Clock, ClockError};
pub use column::Column;
pub use export::{
    DistrictFile, EXPORT_ZOOM, ExportError, ExportOutcome, ExportRequest, ExportStep, FeatureFormat, FeaturesOutcome, Forecast, LayerOnDay,
    PackFormat, Progress, ReportOutcome, TilePlan, district_files, district_mark, export_features, export_report, export_tiles, free,
    place, plan_tiles, plan_tiles_of, vector_layers, write_pmtiles, write_report,
};
pub use features::{Span, Subject};
pub use holdings::Held;
pub use import::{Differences, ImportError, ImportOutcome, ImportRequest, ImportStep, What, import, issues_refuse};
pub use lands::{LandOf, Lands};
pub use map::Map;
pub use recent::{Change, Changed, Recent, ThingKey, ThingKind};
pub use seed::{Seed, SeedError, create_seeded, fill};
pub use selection::{Condition, OrderBy, Page, Place, Position, Selection};
pub use sources::{Cited, Sources};
pub use view::{Publisher, View};
pub use watch::watch;
