//! The immutable picture of the store at one revision, which every read asks.
//!
//! Built once per revision and shared by `Arc`; it never reads the store, and nothing in it changes after it is built, so
//! readers need no lock. Parts in reading order: `area` and `facts` (what is known of a piece of land), `vintage` (which units are
//! valid on a day, and who belongs to whom), `entries` (areas and plans with their land resolved), `build`, `spatial` (the
//! R-trees), `names` (search without accents), `timeline` (the days on which anything changes), `expected` (what planned approvals would
//! change).

mod area;
mod build;
mod entries;
mod expected;
mod facts;
mod names;
mod spatial;
mod timeline;
mod vintage;

pub use area::{UnderEdges, area_km2};
pub use build::{Records, Snapshot};
pub use entries::{AreaEntry, PlanEntry, Shape, Unit, state_in};
pub use expected::Expected;
pub use facts::{Facts, shape_hash};
pub use names::{Hit, HitKind};
pub use timeline::Change;
pub use vintage::Vintage;
