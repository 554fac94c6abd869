//! Layers of features, and the tile that several of them make.

use super::TilesError;
use super::coord::{self, GridBox, GridPoint, TileCoord, index};
use super::encode::Encoder;
use super::features::{FeatureTable, TableBuilder, Value};
use super::outline::{Outline, View};
use super::part::{Part, ShapeOf};
use super::room::Room;
use super::shapes::Shapes;
use super::sketch::{Sketch, Window, rings};
use rayon::prelude::*;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A layer as it is on one day in one revision: features with an id, attributes and a shape.
///
/// Shapes are shared: another day, another revision or another layer of the same shapes costs no geometry work.
#[derive(Debug)]
pub struct TileLayer {
    name: String,
    zooms: RangeInclusive<u8>,
    parts: Vec<Part>,
    shape_of: Vec<ShapeOf>,
    /// Points, by x, each with its feature: a layer has either shapes or points.
    points: Vec<(GridPoint, u32)>,
    table: FeatureTable,
    bounds: GridBox,
    room: Room,
    /// What each feature is and looks like, as a number.
    marks: Vec<u64>,
    /// The same of the whole layer.
    mark: u64,
}

impl TileLayer {
    /// The name, which is also the name of the layer in a tile.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zooms at which the layer is in tiles.
    #[must_use]
    pub const fn zooms(&self) -> &RangeInclusive<u8> {
        &self.zooms
    }

    /// How many features there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// West, south, east, north of its features, in degrees; `None` without features.
    #[must_use]
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.bounds.degrees()
    }

    /// A number that is the same only for layers whose tiles are the same everywhere.
    #[must_use]
    pub const fn mark(&self) -> u64 {
        self.mark
    }

    fn note_features(&mut self) {
        self.marks = (0..index(self.len())).map(|feature| self.table.mark(feature)).collect();
        for (mark, of) in self.marks.iter_mut().zip(&self.shape_of) {
            *mark = hashed((*mark, self.parts[of.part as usize].shapes.mark(of.shape)));
        }
        for (point, feature) in &self.points {
            let mark = &mut self.marks[*feature as usize];
            *mark = hashed((*mark, point));
        }
        self.mark = hashed((env!("CARGO_PKG_VERSION"), &self.name, &self.zooms, self.table.least_zooms(), &self.marks));
    }

    /// The features whose shapes may be in an area of a tile of a zoom, in their order.
    fn find(&self, area: GridBox, zoom: u8, hits: &mut Vec<u32>) {
        hits.clear();
        if area.join(self.bounds) == area {
            // Of a tile with all of the layer in it nothing has to be looked for, nor sorted.
            let has_land = |of: &ShapeOf| self.parts[of.part as usize].shapes.bounds_of(of.shape) != GridBox::EMPTY;
            hits.extend((0..).zip(&self.shape_of).filter(|(_, of)| has_land(of)).map(|(feature, _)| feature));
        } else {
            for part in &self.parts {
                part.shapes.search(area, &mut |shape| hits.extend_from_slice(part.features_of(shape)));
            }
            hits.sort_unstable();
        }
        self.room.keep(zoom, hits);
    }

    /// Adds what a tile of the layer is made from; whether that is anything.
    fn note(&self, coord: TileCoord, hits: &mut Vec<u32>, hasher: &mut impl Hasher) -> bool {
        if !self.zooms.contains(&coord.detail()) {
            return false;
        }
        self.find(coord.grid_box(), coord.detail(), hits);
        hits.extend(self.points_in(coord).map(|(feature, _)| feature));
        if hits.is_empty() {
            return false;
        }
        self.name.hash(hasher);
        hits.iter().for_each(|feature| hasher.write_u64(self.marks[*feature as usize]));
        true
    }

    /// Appends the layer to a tile.
    fn write(&self, coord: TileCoord, pen: &mut Pen, tile: &mut Vec<u8>) {
        if !self.zooms.contains(&coord.detail()) {
            return;
        }
        let view = View::of(coord);
        self.find(view.area, coord.detail(), &mut pen.hits);
        pen.encoder.start(&self.table, coord.detail());
        if pen.hits.len() < MANY {
            self.draw(&pen.hits, &view, &mut pen.outline, &mut |feature, geometry| pen.encoder.feature(&self.table, feature, geometry));
        } else {
            for drawn in self.drawn(&pen.hits, &view) {
                drawn.each(|feature, geometry| pen.encoder.feature(&self.table, feature, geometry));
            }
        }
        for (feature, place) in self.points_in(coord) {
            pen.encoder.point(&self.table, feature, place);
        }
        pen.encoder.finish(&self.name, &self.table, tile);
    }

    /// Passes on what lies in a window, in the order in which it is drawn; points also from around it.
    pub fn sketch<'a>(&'a self, window: &Window, found: &mut impl FnMut(Sketch<'a>)) {
        let mut hits: Vec<u32> = Vec::new();
        for part in &self.parts {
            part.shapes.search(window.view.area, &mut |shape| hits.extend_from_slice(part.features_of(shape)));
        }
        hits.sort_unstable();
        let mut outline = Outline::default();
        for feature in hits {
            let of = self.shape_of[feature as usize];
            if let Some(commands) = outline.draw(&self.parts[of.part as usize].shapes, of.shape, &window.view) {
                let (id, attributes) = (self.table.id(feature), self.table.attributes(feature));
                found(Sketch { id, attributes, rings: rings(commands), point: None });
            }
        }
        for (point, feature) in &self.points {
            if window.around.touches(GridBox { min: *point, max: *point }) {
                let (id, attributes) = (self.table.id(*feature), self.table.attributes(*feature));
                found(Sketch { id, attributes, rings: Vec::new(), point: Some(window.frame.place(*point)) });
            }
        }
    }

    fn is_near(&self, coord: TileCoord) -> bool {
        let area = coord.grid_box();
        let has_features = |part: &Part| {
            let mut found = false;
            part.shapes.search(area, &mut |shape| found |= !part.features_of(shape).is_empty());
            found
        };
        let first = self.points.partition_point(|(point, _)| point.x < area.min.x);
        let among = self.points[first..].iter().take_while(|(point, _)| point.x <= area.max.x);
        self.parts.iter().any(has_features) || among.into_iter().any(|(point, _)| (area.min.y..=area.max.y).contains(&point.y))
    }

    /// Draws features one after the other.
    fn draw(&self, hits: &[u32], view: &View, outline: &mut Outline, put: &mut impl FnMut(u32, &[u8])) {
        for &feature in hits {
            let of = self.shape_of[feature as usize];
            if let Some(geometry) = outline.draw(&self.parts[of.part as usize].shapes, of.shape, view) {
                put(feature, geometry);
            }
        }
    }

    /// Draws many features on all cores, in their order.
    fn drawn(&self, hits: &[u32], view: &View) -> Vec<Drawn> {
        let some = |hits: &[u32]| {
            let mut drawn = Drawn::default();
            self.draw(hits, view, &mut Outline::default(), &mut |feature, geometry| drawn.push(feature, geometry));
            drawn
        };
        hits.par_chunks(MANY / 4).map(some).collect()
    }

    /// The points of a tile with their places in it. A point is in one tile alone, so that a name is drawn once.
    fn points_in(&self, coord: TileCoord) -> impl Iterator<Item = (u32, [u64; 2])> {
        let (area, frame) = (coord.grid_box(), coord.frame());
        let first = self.points.partition_point(|(point, _)| point.x < area.min.x);
        let among = self.points[first..].iter().take_while(move |(point, _)| point.x <= area.max.x);
        among.filter_map(move |(point, feature)| Some((*feature, coord::cell(frame.place(*point))?)))
    }
}

fn hashed(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// So many features are drawn on all cores.
const MANY: usize = 1024;

/// Features that were drawn: their geometry one after the other.
#[derive(Debug, Default)]
struct Drawn {
    geometry: Vec<u8>,
    /// Each feature with the end of its geometry.
    ends: Vec<(u32, usize)>,
}

impl Drawn {
    fn push(&mut self, feature: u32, geometry: &[u8]) {
        self.geometry.extend_from_slice(geometry);
        self.ends.push((feature, self.geometry.len()));
    }

    fn each(&self, mut put: impl FnMut(u32, &[u8])) {
        let mut from = 0;
        for (feature, end) in &self.ends {
            put(*feature, &self.geometry[from..*end]);
            from = *end;
        }
    }
}

/// What drawing needs and every tile can reuse.
#[derive(Debug, Default)]
struct Pen {
    hits: Vec<u32>,
    outline: Outline,
    encoder: Encoder,
}

thread_local! {
    /// One a thread, so that a tile allocates little but its own bytes.
    static PEN: RefCell<Pen> = RefCell::default();
}

/// A tile with those layers, in their order; layers without features there are left out. `None`: the tile is empty.
#[must_use]
pub fn tile(layers: &[Arc<TileLayer>], coord: TileCoord) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // Taken, not borrowed: while this thread waits for others that draw, it may be given another tile to make.
    let mut pen = PEN.take();
    layers.iter().for_each(|layer| layer.write(coord, &mut pen, &mut bytes));
    PEN.set(pen);
    (!bytes.is_empty()).then_some(bytes)
}

/// A number that is the same only for tiles of the same bytes, known before the tile is made; `None`: the tile is empty.
///
/// It tells the features there with their attributes and shapes, not the revision: an edit leaves most tiles as they are.
#[must_use]
pub fn mark(layers: &[Arc<TileLayer>], coord: TileCoord) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), coord).hash(&mut hasher);
    let note = |pen: &mut Pen| layers.iter().filter(|layer| layer.note(coord, &mut pen.hits, &mut hasher)).count() > 0;
    PEN.with_borrow_mut(note).then(|| hasher.finish())
}

/// Whether any of the layers may have something in a tile or in those it is divided into. Where not, none has.
#[must_use]
pub fn touched(layers: &[Arc<TileLayer>], coord: TileCoord) -> bool {
    layers.iter().any(|layer| layer.bounds.touches(coord.grid_box()) && layer.is_near(coord))
}

/// Collects the features of a layer, in the order in which they are drawn (the last on top).
#[derive(Debug)]
pub struct LayerBuilder {
    name: String,
    zooms: RangeInclusive<u8>,
    parts: Vec<Arc<Shapes>>,
    shape_of: Vec<ShapeOf>,
    points: Vec<(GridPoint, u32)>,
    table: TableBuilder,
    bounds: GridBox,
    most_in_tile: Vec<(u8, u32)>,
    giving_way: Vec<u32>,
}

impl LayerBuilder {
    /// A layer in tiles of those zooms, whose features have those attributes.
    #[must_use]
    pub fn new(name: &str, zooms: RangeInclusive<u8>, keys: &[&str]) -> Self {
        let (parts, shape_of, points) = (Vec::new(), Vec::new(), Vec::new());
        let (table, bounds) = (TableBuilder::new(keys), GridBox::EMPTY);
        Self { name: name.to_owned(), zooms, parts, shape_of, points, table, bounds, most_in_tile: Vec::new(), giving_way: Vec::new() }
    }

    /// How many features with a shape are in a tile at most, each number with the zoom from which it counts, the lower zooms first: below zoom
    /// 10 the smallest are left out where there are more, the same ones in all tiles of a zoom.
    #[must_use]
    pub fn most_in_tile(mut self, most: Vec<(u8, u32)>) -> Self {
        self.most_in_tile = most;
        self
    }

    /// Leaves attributes out of tiles below a zoom, one a key: what nobody reads on a map of a whole country is most of its bytes.
    #[must_use]
    pub fn from_zooms(mut self, from_zooms: &[u8]) -> Self {
        self.table.set_from_zooms(from_zooms);
        self
    }

    /// Adds a set of shapes; the number that comes back names it in [`LayerBuilder::feature`].
    pub fn shapes(&mut self, shapes: Arc<Shapes>) -> usize {
        self.parts.push(shapes);
        self.parts.len() - 1
    }

    /// Adds a feature: its id, the set of shapes and the shape in it, and one value an attribute, in the order of the
    /// keys. Several features may have the same shape.
    ///
    /// # Errors
    /// There is no such set or shape, or the number of values is not that of the keys.
    pub fn feature(&mut self, id: u64, set: usize, shape: usize, values: &[Option<Value<'_>>]) -> Result<(), TilesError> {
        self.check_values(id, values)?;
        let mismatch = |what: String| TilesError::Mismatch { layer: self.name.clone(), id, what };
        let shapes = self.parts.get(set).ok_or_else(|| mismatch(format!("set of shapes `{set}`, allowed: below {}", self.parts.len())))?;
        if shape >= shapes.len() {
            return Err(mismatch(format!("shape `{shape}`, allowed: below {}", shapes.len())));
        }
        let of = ShapeOf { part: index(set), shape: index(shape) };
        self.bounds = self.bounds.join(shapes.bounds_of(of.shape));
        self.shape_of.push(of);
        self.table.push(id, values);
        Ok(())
    }

    /// Says that the feature with a shape that was added last is left out before any that does not give way.
    pub fn gives_way(&mut self) {
        self.giving_way.extend(self.shape_of.len().checked_sub(1).map(index));
    }

    /// Adds a feature that is a point (degrees), with one value an attribute.
    ///
    /// # Errors
    /// The point is not on the map, or the number of values is not that of the keys.
    pub fn point(&mut self, id: u64, lon: f64, lat: f64, values: &[Option<Value<'_>>]) -> Result<(), TilesError> {
        self.check_values(id, values)?;
        let mismatch = |what: String| TilesError::Mismatch { layer: self.name.clone(), id, what };
        let point = GridPoint::project(lon, lat).ok_or_else(|| mismatch(format!("point `{lon} {lat}`, allowed: on the map")))?;
        self.bounds = self.bounds.join(GridBox { min: point, max: point });
        self.points.push((point, index(self.table.table().len())));
        self.table.push(id, values);
        Ok(())
    }

    fn check_values(&self, id: u64, values: &[Option<Value<'_>>]) -> Result<(), TilesError> {
        let keys = self.table.table().keys().len();
        if values.len() == keys {
            return Ok(());
        }
        Err(TilesError::Mismatch { layer: self.name.clone(), id, what: format!("`{}` values, allowed: {keys}, one a key", values.len()) })
    }

    /// The finished layer.
    #[must_use]
    pub fn build(mut self) -> TileLayer {
        let mut uses = vec![Vec::new(); self.parts.len()];
        for (feature, of) in self.shape_of.iter().enumerate() {
            uses[of.part as usize].push((of.shape, index(feature)));
        }
        let boxes: Vec<GridBox> = self.shape_of.iter().map(|of| self.parts[of.part as usize].bounds_of(of.shape)).collect();
        let room = Room::of(&boxes, &self.giving_way, &self.most_in_tile);
        let parts = self.parts.into_iter().zip(uses).map(|(shapes, features)| Part::new(shapes, features)).collect();
        let (name, zooms, table, bounds) = (self.name, self.zooms, self.table.finish(), self.bounds);
        self.points.sort_unstable_by_key(|(point, feature)| (point.x, *feature));
        let mut layer =
            TileLayer { name, zooms, parts, shape_of: self.shape_of, points: self.points, table, bounds, room, marks: Vec::new(), mark: 0 };
        layer.note_features();
        layer
    }
}
