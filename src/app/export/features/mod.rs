//! Use case "export features": all features of a layer on a day in one file, for other programs.
//!
//! What a feature carries is what `/ogc` shows of it. Parts: `format` (which file) · `write` (row by row into it).

mod format;
mod write;

use std::path::Path;
use std::sync::Arc;

use super::unfinished::{Unfinished, free};
use super::{ExportError, ExportStep};
use crate::app::{Clock, Map, Span, Subject, View};
use crate::config::layers::{Layer, layers};
use crate::domain::{Day, Quality};

pub use format::FeatureFormat;

/// Features of a layer on a day.
#[derive(Debug, Clone, Copy)]
pub struct LayerOnDay<'a> {
    /// Where they are.
    pub map: &'a Map,
    /// What they carry.
    pub layer: &'a Layer,
    /// The day.
    pub day: Day,
    /// The day on which the file is made.
    pub made_on: Day,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeaturesOutcome {
    /// Features.
    pub features: usize,
    /// The size of the file.
    pub bytes: u64,
    /// Texts that were cut off because the format holds no more.
    pub cut_off: usize,
    /// How far they can be trusted, each once.
    pub qualities: Vec<Quality>,
}

/// Shows how far it is.
pub type Progress<'a> = &'a mut (dyn FnMut(ExportStep) + Send);

impl LayerOnDay<'_> {
    /// The features, ascending by identifier.
    fn subjects(&self) -> Vec<Subject> {
        let held = self.map.held(self.layer.source, &Span::of_day(self.day));
        Subject::standing(&self.map.view, held.subjects.clone(), self.day)
    }

    /// Writes them into a file that exists and is empty; `bytes` of the outcome is left to the caller.
    ///
    /// # Errors
    /// The file cannot be written, or the format cannot hold so much.
    pub async fn write(&self, format: FeatureFormat, file: &Path, progress: Progress<'_>) -> Result<FeaturesOutcome, ExportError> {
        write::write(self, format, file, progress).await
    }
}

/// Writes the features of a layer to a file, all or nothing; its name tells the format, and `force` replaces one that stands there.
///
/// # Errors
/// There is no such layer, the file exists, its name tells no format, or it cannot be written.
pub async fn export_features(
    view: View,
    (layer, day): (&str, Day),
    (out, force): (&Path, bool),
    clock: &Clock,
    progress: Progress<'_>,
) -> Result<FeaturesOutcome, ExportError> {
    let format = FeatureFormat::of(out)?;
    free(out, force)?;
    let declared: Arc<[Layer]> = layers()?.into();
    let map = Map::new(Arc::new(view), Arc::clone(&declared), None);
    let named = |layer: &&Layer| !layer.points;
    let found = declared.iter().filter(named).find(|declared| declared.id == layer).ok_or_else(|| {
        let allowed: Vec<&str> = declared.iter().filter(named).map(|layer| layer.id.as_str()).collect();
        ExportError::Layer { found: layer.to_owned(), allowed: allowed.join(", ") }
    })?;
    let unfinished = Unfinished::begin(out)?;
    let asked = LayerOnDay { map: &map, layer: found, day, made_on: clock.today() };
    let mut outcome = asked.write(format, unfinished.temporary(), progress).await?;
    outcome.bytes = unfinished.place(force)?;
    Ok(outcome)
}
