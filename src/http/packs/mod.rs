//! `/api/packs`: a unit in one file for phones without a network: map tiles, and the features that tell what is planned there.
//!
//! Making a pack takes every core for a while, so only so many are made at once and so many may wait; each is kept, on disk, until there
//! is no room. The command line writes the same bytes. Never here: what is in a tile or a feature.
//!
//! Parts in reading order: `manifest` (what a pack tells of itself) · `lookup` (what look-ups without a network are
//! answered from) · `make` (its bytes) · `kept` (those made so far) · `answer`.

mod answer;
mod kept;
mod lookup;
mod make;
mod manifest;

pub(super) use answer::{__path_manifest, __path_pack, manifest, pack};
pub(super) use kept::Packs;
pub use make::{Pack, pack_of};
