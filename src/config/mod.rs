//! What is declared or set rather than coded, as small typed structs: one a concern. Unknown keys are errors.
//!
//! Never here: reading the store, answering requests, deciding anything.

pub mod indicators;
pub mod layers;
mod settings;

pub use settings::{Basemap, CoverageSettings, ServerSettings, Settings, SettingsError, Title};
