//! Reads files of units, areas, plans, events, observations and lineage into domain types, plus a list of issues.
//!
//! The only user of `gdal`. It never writes, knows nothing of the store or the snapshot, and never stops at the first
//! bad record: `Err` means that the file could not be read at all. Every issue code is told in `docs/issues.md`.
//! It never touches the network and opens nothing but the regular file it is given and the files that belong to it.
//!
//! In reading order: what a caller gives and gets ([`Options`], [`Batch`], [`IngestError`]), the five kinds of record,
//! the pipeline they share, then what the pipeline is made of: sources, columns, values, coordinates, shapes.

mod error;
mod options;

mod areas;
mod events;
mod lineage;
mod observations;
mod plans;
mod units;

mod suggest;

mod fields;
mod pipeline;
mod process;

mod archive;
mod csv_table;
mod drawing;
mod formats;
mod intake;
mod layer;
mod library;
mod rows;
mod sheet;
mod source;

mod columns;
mod encoding;
mod facts;
mod gazetteer;
mod profile;
mod values;

mod crs;
mod repair;
mod shape;
mod survey;
mod vn2000;
mod wkb;

mod issues;

#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(test)]
mod tests;

pub use areas::read_areas;
pub use encoding::Encoding;
pub use error::IngestError;
pub use events::read_events;
pub use gazetteer::Gazetteer;
pub use lineage::read_lineage;
pub use observations::read_observations;
pub use options::{Batch, Limits, Options, Progress, Record};
pub use plans::read_plans;
pub use process::serve;
pub use profile::{Profile, ProfileError};
pub use suggest::suggest_profile;
pub use survey::Survey;
pub use units::read_units;
pub use values::{DateFormat, written_day, written_document_number};
