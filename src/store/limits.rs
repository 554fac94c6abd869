//! The limits of the store, in one place.

use std::time::Duration;

/// What the store allows, and how much it takes at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest name of an actor, in characters (also a check in the `audit` table).
    pub actor_chars: usize,
    /// Longest summary of a change set, in characters (also a check in the `audit` table).
    pub summary_chars: usize,
    /// How long to wait for another writer before giving up.
    pub busy_timeout: Duration,
    /// Connections to the file: one for the writer, the others for readers.
    pub connections: u32,
    /// Rows with geometry that are fetched at a time, and decoded together beside the next fetch.
    pub geometry_page_rows: u32,
    /// Rows without geometry that are fetched at a time.
    pub page_rows: u32,
    /// Most records that are written in one call.
    pub batch_records: usize,
    /// A call takes no further record once its geometries have so many bytes.
    pub batch_bytes: usize,
    /// A change set of more changes is not noted record by record.
    pub noted_changes: usize,
    /// So many noted changes are kept (also in `create_triggers.sql`).
    pub kept_changes: usize,
    /// The write-ahead log is cut back to so many bytes once it has been copied into the file.
    pub log_bytes: u64,
}

impl Limits {
    /// The limits in force.
    pub const DEFAULT: Self = Self {
        actor_chars: 200,
        summary_chars: 1000,
        busy_timeout: Duration::from_secs(10),
        connections: 4,
        geometry_page_rows: 64,
        page_rows: 4096,
        batch_records: 256,
        batch_bytes: 2 << 20,
        noted_changes: 2000,
        kept_changes: 10_000,
        log_bytes: 64 << 20,
    };
}
