//! The questions asked of tiles: of which layers, and on which day.

use super::super::datetime;
use super::super::representation::Format;
use crate::config::layers::Layer;
use crate::domain::Day;
use crate::http::error::{ApiError, FieldProblem};
use crate::http::limits::LIMITS;
use crate::http::query::{Fields, Question};
use crate::http::site::Site;

/// Asked of the tiles of one collection.
#[derive(Debug)]
pub(in crate::http) struct OfCollection {
    pub(super) format: Format,
    /// The day that `datetime` names.
    pub(super) day: Option<Day>,
}

/// Asked of the tiles of several.
#[derive(Debug)]
pub(in crate::http) struct OfAll {
    pub(super) shown: OfCollection,
    /// Their identifiers, separated by commas, or each in a parameter of its own; all where absent.
    collections: Option<String>,
}

impl Question for OfCollection {
    fn read(fields: &mut Fields) -> Self {
        Self { format: Format::read(fields), day: datetime::read_day(fields) }
    }
}

impl Question for OfAll {
    fn read(fields: &mut Fields) -> Self {
        Self { shown: OfCollection::read(fields), collections: fields.joined("collections") }
    }
}

impl OfAll {
    /// The places of the layers, in the order in which they were named.
    ///
    /// # Errors
    /// One is no collection, or is named twice, or they are too many.
    pub(super) fn places(&self, site: &Site) -> Result<Vec<usize>, ApiError> {
        let Some(names) = &self.collections else {
            return Ok((0..site.layers.len()).filter(|place| !site.layers[*place].points).take(LIMITS.tile_layers).collect());
        };
        let problem = |found: &str| {
            let ids: Vec<&str> = site.collections().map(|layer| layer.id.as_str()).collect();
            let allowed = format!("1 to {} different ones of {}, separated by commas", LIMITS.tile_layers, ids.join(", "));
            ApiError::Parameters(vec![FieldProblem::new("collections", found, allowed)])
        };
        let mut places = Vec::new();
        for name in names.split(',').map(str::trim) {
            let place = site.collection_place(name).map_err(|_| problem(name))?;
            if places.contains(&place) || places.len() == LIMITS.tile_layers {
                return Err(problem(name));
            }
            places.push(place);
        }
        Ok(places)
    }
}

/// The layers at these places.
pub(super) fn declared<'a>(site: &'a Site, places: &'a [usize]) -> impl Iterator<Item = &'a Layer> + Clone {
    places.iter().map(|place| &site.layers[*place])
}
