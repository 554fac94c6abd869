//! Which tiles a file holds: those of the quadtree that the layers, and the unit if one is asked for, touch.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::{EXPORT_ZOOM, ExportError, ExportRequest, MOST_TILES, make};
use crate::app::{Map, Span, Subject};
use crate::config::layers::Layer;
use crate::domain::{Day, Quality, UnitCode};
use crate::tiles::{Extent, LayerBuilder, Shapes, TileCoord, TileLayer, tile, touched};

/// So many tiles of each zoom are made to foretell the size.
const SAMPLE: usize = 48;

/// What is going to be written.
#[derive(Debug)]
pub struct TilePlan {
    /// What was asked for.
    pub request: ExportRequest,
    /// The layers, in the order of the tile.
    pub declared: Vec<Layer>,
    /// The revision of the store.
    pub revision: u64,
    /// What the file covers.
    pub extent: Extent,
    /// The qualities of what is shown.
    pub qualities: BTreeSet<Quality>,
    pub(super) layers: Vec<Arc<TileLayer>>,
    /// The tiles that may have something in them, in ascending order of their numbers.
    pub(super) tiles: Vec<TileCoord>,
}

/// What a file will be like, told before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// At most so many tiles.
    pub tiles: usize,
    /// About so many bytes, or fewer where tiles have the same content.
    pub bytes: u64,
}

impl TilePlan {
    /// Tells how large the file will be, from some tiles of each zoom.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        let zooms = self.tiles.chunk_by(|one, other| one.z() == other.z());
        let bytes = zooms.map(|zoom| {
            let sample: Vec<TileCoord> = zoom.iter().copied().step_by(zoom.len().div_ceil(SAMPLE)).collect();
            let made: usize = make::make(&self.layers, &sample, &HashSet::new()).iter().map(make::Made::size).sum();
            (made * zoom.len() / sample.len()) as u64
        });
        Forecast { tiles: self.tiles.len(), bytes: bytes.sum() }
    }
}

pub(super) fn plan(map: &Map, request: ExportRequest) -> Result<TilePlan, ExportError> {
    let places = places(map, &request)?;
    let stretch = map.stretch(request.day);
    let mut layers: Vec<(usize, Arc<TileLayer>)> = places.iter().copied().zip(map.layers(&places, stretch)?).collect();
    if request.layers.is_empty() {
        layers.retain(|(_, layer)| !layer.is_empty());
    }
    let declared: Vec<Layer> = layers.iter().map(|(place, _)| map.declared()[*place].clone()).collect();
    let layers: Vec<Arc<TileLayer>> = layers.into_iter().map(|(_, layer)| layer).collect();
    let zooms = zooms(&declared, &request)?;
    let unit = request.unit.as_ref().map(|code| unit_layer(map, code, request.day)).transpose()?;
    let tiles = tiles(&layers, unit.as_ref(), zooms)?;
    let bounds = unit.iter().chain(&layers).filter_map(|layer| layer.bounds());
    let bounds = if unit.is_some() { bounds.take(1).collect::<Vec<_>>() } else { bounds.collect() };
    let bounds = bounds.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    let bounds = bounds.filter(|_| !tiles.is_empty()).ok_or(ExportError::Nothing(request.day))?;
    let extent = Extent { zooms, bounds, start: start(bounds, zooms) };
    let qualities = qualities(map, &declared, stretch);
    Ok(TilePlan { revision: map.view.snapshot.revision, request, declared, extent, qualities, layers, tiles })
}

/// The places of the layers in the declaration; of all of them where none is named, but for those that begin farther in.
fn places(map: &Map, request: &ExportRequest) -> Result<Vec<usize>, ExportError> {
    let declared = map.declared();
    if request.layers.is_empty() {
        let top = request.max_zoom.unwrap_or(EXPORT_ZOOM);
        return Ok((0..declared.len()).filter(|place| declared[*place].min_zoom <= top).collect());
    }
    let place = |name: &String| {
        let allowed = || declared.iter().map(|layer| layer.id.as_str()).collect::<Vec<_>>().join(", ");
        declared.iter().position(|layer| layer.id == *name).ok_or_else(|| ExportError::Layer { found: name.clone(), allowed: allowed() })
    };
    let mut places = request.layers.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let mut seen = BTreeSet::new();
    places.retain(|place| seen.insert(*place));
    Ok(places)
}

fn zooms(declared: &[Layer], request: &ExportRequest) -> Result<[u8; 2], ExportError> {
    let most = declared.iter().map(|layer| layer.max_zoom).max().unwrap_or(0);
    let least = declared.iter().map(|layer| layer.min_zoom).min().unwrap_or(0);
    let (min, max) = (request.min_zoom, request.max_zoom.unwrap_or_else(|| EXPORT_ZOOM.min(most)));
    if min > max || max > most {
        return Err(ExportError::Zooms { min, max, most });
    }
    Ok([min.max(least).min(max), max])
}

/// A layer of the unit alone, to ask which tiles it is in.
fn unit_layer(map: &Map, code: &UnitCode, day: Day) -> Result<Arc<TileLayer>, ExportError> {
    let unit = map.view.snapshot.unit_on(code, day).ok_or_else(|| ExportError::Unit { code: code.clone(), day })?;
    let land = map.lands.land(&map.view, Subject::Unit(unit), day);
    let mut layer = LayerBuilder::new("unit", 0..=crate::tiles::MAX_ZOOM, &[]);
    let set = layer.shapes(Arc::new(Shapes::build(&[&*land])?));
    layer.feature(0, set, 0, &[])?;
    Ok(Arc::new(layer.build()))
}

/// Zoom by zoom down the quadtree; a tile that nothing touches is not divided further.
fn tiles(layers: &[Arc<TileLayer>], unit: Option<&Arc<TileLayer>>, [min, max]: [u8; 2]) -> Result<Vec<TileCoord>, ExportError> {
    let near = |coord: &TileCoord| touched(layers, *coord) && unit.is_none_or(|unit| touched(std::slice::from_ref(unit), *coord));
    let within = |coord: &TileCoord| unit.is_none_or(|unit| tile(std::slice::from_ref(unit), *coord).is_some());
    let mut level: Vec<TileCoord> = TileCoord::new(0, 0, 0).into_iter().filter(near).collect();
    let mut all = Vec::new();
    for zoom in 0..=max {
        if zoom >= min {
            let mut held = make::kept(level.clone(), within);
            held.sort_by_cached_key(|coord| coord.number());
            all.extend(held);
        }
        if all.len() > MOST_TILES || level.len() > MOST_TILES {
            return Err(ExportError::TooMany);
        }
        if zoom < max {
            level = make::kept(level.iter().flat_map(|coord| coord.children()).collect(), near);
        }
    }
    Ok(all)
}

/// The zoom at which the bounds fill about two tiles.
fn start([west, south, east, north]: [f64; 4], [min, max]: [u8; 2]) -> u8 {
    let size = ((east - west) / 360.0).max((north - south) / 180.0).max(1e-9);
    let fits = (0..=max).take_while(|zoom| size * f64::from(1_u32 << zoom) < 1.5).last().unwrap_or(0);
    fits.clamp(min, max)
}

fn qualities(map: &Map, declared: &[Layer], day: Day) -> BTreeSet<Quality> {
    let view = map.view.as_ref();
    let subjects = declared.iter().flat_map(|layer| Subject::all(view, layer.source, &Span::of_day(day)));
    subjects.map(|subject| subject.quality(&view.snapshot)).collect()
}
