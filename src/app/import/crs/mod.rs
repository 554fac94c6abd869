//! Judging the reference system of a file by where its places come to lie: nothing is guessed, everything is proposed with evidence.
//!
//! Parts in reading order: `systems` (those in use in Vietnam), `ground` (the boundaries already loaded), `propose` (which systems
//! fit coordinates without one), `shift` (boundaries that lie off by the difference of two datums), `judge`.

mod ground;
mod judge;
mod propose;
mod shift;
mod systems;

pub(super) use ground::{Ground, metres};
pub(super) use judge::judge;
