//! `manifest.json`: what a pack tells of itself, in the file and before it is fetched.

use serde::Serialize;
use utoipa::ToSchema;

use crate::http::wire::{Notice, Unit};

/// The version of the form of a pack: another number means that readers of this one cannot read it.
pub(super) const FORMAT_VERSION: u32 = 1;

/// What a pack tells of itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Manifest {
    /// `plancover-pack`.
    pub(super) format: &'static str,
    /// The version of the form; a reader of another one refuses the pack.
    pub(super) format_version: u32,
    /// The program that made it.
    pub(super) generator: &'static str,
    /// The day the pack is about.
    pub(super) as_of: String,
    /// The first day since which nothing shown changes; null is "as far back as known".
    pub(super) unchanged_since: Option<String>,
    /// The revision of the store it was made from.
    pub(super) revision: u64,
    /// What the reader must be told about the figures.
    pub(super) notices: Vec<Notice>,
    /// The name of the data, in both languages.
    pub(super) title: PackTitle,
    /// The unit.
    pub(super) unit: Unit,
    /// What the map tiles hold.
    pub(super) tiles: PackTiles,
    /// Every other file of the pack.
    pub(super) files: Vec<PackFile>,
}

/// A title in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct PackTitle {
    /// In Vietnamese.
    pub(super) vi: String,
    /// In English.
    pub(super) en: String,
}

/// What the map tiles of a pack hold.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct PackTiles {
    /// The layers by name, in the order of the tile.
    pub(super) layers: Vec<String>,
    /// The least zoom.
    pub(super) min_zoom: u8,
    /// The highest zoom; maps draw its tiles larger beyond.
    pub(super) max_zoom: u8,
}

/// A file of a pack.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct PackFile {
    /// Its name in the pack.
    pub(super) path: &'static str,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Its length, unpacked.
    pub(super) bytes: u64,
    /// SHA-256 of its bytes, unpacked, in hexadecimal (FIPS 180-4).
    pub(super) sha256: String,
    /// How many tiles or features it holds, or units that look-ups are answered for.
    pub(super) count: usize,
}
