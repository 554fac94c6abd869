//! The settings file (`--config FILE.toml`); every key has a default.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// All settings.
#[derive(Debug, Clone, PartialEq, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What the page calls itself.
    pub title: Title,
    /// What counts as covered.
    pub coverage: CoverageSettings,
    /// How the server behaves.
    pub server: ServerSettings,
    /// A map drawn below the plans; none by default, so that no request leaves the server.
    pub basemap: Option<Basemap>,
    /// A file with indicators of one's own, beside the settings file or with its full path; by default those of the program.
    pub indicators: Option<PathBuf>,
    /// The VN-2000 system that coordinates of land certificates are taken to be in until the reader chooses another, as `EPSG:9215`; by
    /// default that of the province that is loaded, where it is certain.
    pub vn2000_crs: Option<String>,
}

/// What the page calls itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Title {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Default for Title {
    fn default() -> Self {
        Self { vi: "Độ phủ quy hoạch".into(), en: "Plan coverage".into() }
    }
}

/// What counts as covered (percent, 0–100).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageSettings {
    /// At least this much is shown as full.
    pub full_percent: f64,
    /// More than this much is shown as partial.
    pub partial_percent: f64,
}

impl Default for CoverageSettings {
    fn default() -> Self {
        Self { full_percent: 95.0, partial_percent: 0.01 }
    }
}

/// How the server behaves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSettings {
    /// The time zone that says which day is today (IANA name).
    pub time_zone: String,
    /// How much memory encoded tiles may take (MiB).
    pub tile_cache_mib: u64,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self { time_zone: "Asia/Ho_Chi_Minh".into(), tile_cache_mib: 256 }
    }
}

/// A raster map drawn below the plans.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basemap {
    /// Tile address with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Whose map it is; shown on the page.
    pub attribution: String,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("cannot read the settings `{path}`: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is no TOML, or has a key or a value that is not allowed.
    #[error("the settings `{path}` are wrong: {detail}\nhint: see docs/settings.md for every key")]
    Wrong {
        /// The file.
        path: String,
        /// What and where.
        detail: String,
    },
}

impl Settings {
    /// Reads the file.
    ///
    /// # Errors
    /// The file cannot be read, or has an unknown key or a value out of range.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|cause| SettingsError::Unreadable { path: name.clone(), cause })?;
        let mut settings = Self::parse(&text).map_err(|detail| SettingsError::Wrong { path: name, detail })?;
        settings.indicators = settings.indicators.map(|file| path.parent().unwrap_or(Path::new("")).join(file));
        Ok(settings)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let CoverageSettings { full_percent, partial_percent } = settings.coverage;
        if !(0.0..=100.0).contains(&partial_percent) || !(partial_percent..=100.0).contains(&full_percent) {
            return Err(format!(
                "`coverage.partial_percent` is {partial_percent} and `coverage.full_percent` {full_percent}, allowed: 0 <= partial_percent <= full_percent <= 100"
            ));
        }
        if let Some(basemap) = &settings.basemap
            && !["{z}", "{x}", "{y}"].iter().all(|part| basemap.url.contains(part))
        {
            return Err(format!("`basemap.url` is `{}`, and must have {{z}}, {{x}} and {{y}}", basemap.url));
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_default_and_an_unknown_key_is_an_error() {
        assert_eq!(Settings::parse(""), Ok(Settings::default()));
        let error = Settings::parse("[server]\ntimezone = \"UTC\"").unwrap_err();
        assert!(error.contains("timezone"), "{error}");
    }

    #[test]
    fn thresholds_out_of_order_are_refused() {
        assert!(Settings::parse("[coverage]\nfull_percent = 10\npartial_percent = 20").is_err());
        assert!(Settings::parse("[basemap]\nurl = \"http://localhost/tiles\"\nattribution = \"x\"").is_err());
    }
}
