//! Settings: one small struct a concern; unknown keys are errors.

mod settings;

pub use settings::{Basemap, CoverageSettings, ServerSettings, Settings, SettingsError, Title};
