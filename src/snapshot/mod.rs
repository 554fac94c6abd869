//! The immutable picture of the store at one revision, which every read asks.
//!
//! Shared by `Arc`; it never reads the store, and nothing in it changes after it is built, so readers need no lock. A revision is
//! built from the one before and what has changed: everything else is shared. Parts in reading order: `area` and `facts` (what is
//! known of a piece of land), `vintage` (which units are valid on a day, and who belongs to whom), `entries` (areas and plans with
//! their land resolved), `list` (things named by place and by slot), `spatial` (the R-trees), `links` (who names whom),
//! `timeline` (the days on which anything changes), `resolve` (references into land), `build` (from all records), `revise` (from
//! the revision before), `read` (what readers ask), `names` (search without accents), `expected` (what planned approvals would
//! change).

mod area;
mod build;
mod entries;
mod expected;
mod facts;
mod links;
mod list;
mod names;
mod read;
mod resolve;
mod revise;
mod spatial;
mod timeline;
mod vintage;

pub use area::{UnderEdges, area_km2};
pub use build::{Records, Snapshot};
pub use entries::{AreaEntry, PlanEntry, Shape, Unit, state_in};
pub use expected::Expected;
pub use facts::{Facts, shape_hash};
pub use list::{Identified, Iter, List, Slot};
pub use names::{Hit, HitKind};
pub use revise::Delta;
pub use timeline::{Change, Days, Timeline};
pub use vintage::Vintage;
