//! `/tiles` and `/styles`: vector tiles, their description, and how a map draws them.
//!
//! A reader who has the tile is answered before anything is looked up; a tile is kept encoded, so no compression layer lies around
//! it. Never here: what is in a tile (`app::map`) and how it is written (`crate::tiles`).
//!
//! Parts in reading order: `tile` · `recent` (those answered lately) · `warm` (low zooms beforehand) · `tilejson` (TileJSON 3.0.0) · `styles` (MapLibre styles).

mod recent;
mod styles;
mod tile;
mod tilejson;
mod warm;

pub(super) use recent::{Recent, answers, at_once};
pub(super) use styles::{Drawn, Styles, legend, meanings, sheet, style, styles};
pub(super) use tile::{Wish, answered, tile, wanted};
pub(super) use tilejson::tilejson;
pub use warm::keep_warm;

use super::error::ApiError;
use super::limits::LIMITS;
use super::site::Site;

/// The route of tiles, as the metrics name it.
pub(super) const ROUTE: &str = "/tiles/{layers}/{z}/{x}/{y}";

/// The places of layers in the declaration, as a path names them: separated by commas, each once.
fn layers(site: &Site, names: &str) -> Result<Vec<usize>, ApiError> {
    let found = names.split(',').count();
    if found > LIMITS.tile_layers {
        let allowed = LIMITS.tile_layers;
        return Err(ApiError::NotFound(format!(
            "`{found}` layers in one tile, allowed: {allowed}; hint: ask for the others in a tile of their own"
        )));
    }
    let mut places = Vec::with_capacity(found);
    for name in names.split(',') {
        let place = site.layers.iter().position(|layer| layer.id == name).ok_or_else(|| Site::no_layer(name, site.layers.iter()))?;
        if places.contains(&place) {
            return Err(ApiError::NotFound(format!("layer `{name}` is named twice, allowed: once")));
        }
        places.push(place);
    }
    Ok(places)
}
