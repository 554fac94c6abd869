//! Layers of features, and the tile that several of them make.

use super::TilesError;
use super::coord::{EXTENT, GridBox, GridPoint, TileCoord, index};
use super::encode::Encoder;
use super::features::{FeatureTable, TableBuilder, Value};
use super::outline::{Outline, View};
use super::shapes::Shapes;
use super::sketch::{Sketch, Window, rings};
use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Where the geometry of a feature is: a set of shapes and the number in it.
#[derive(Debug, Clone, Copy)]
struct ShapeOf {
    part: u32,
    shape: u32,
}

/// A set of shapes with the features that use each of them.
#[derive(Debug)]
struct Part {
    shapes: Arc<Shapes>,
    /// Where the features of each shape start in `features`, and at the end where the last ones end.
    starts: Vec<u32>,
    features: Vec<u32>,
}

impl Part {
    /// `features` are pairs of a shape and a feature that uses it.
    fn new(shapes: Arc<Shapes>, mut features: Vec<(u32, u32)>) -> Self {
        features.sort_unstable();
        let starts = (0..=index(shapes.len())).map(|shape| index(features.partition_point(|(of, _)| *of < shape))).collect();
        Self { shapes, starts, features: features.into_iter().map(|(_, feature)| feature).collect() }
    }

    fn features_of(&self, shape: u32) -> &[u32] {
        &self.features[self.starts[shape as usize] as usize..self.starts[shape as usize + 1] as usize]
    }
}

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

    /// Appends the layer to a tile.
    fn write(&self, coord: TileCoord, pen: &mut Pen, tile: &mut Vec<u8>) {
        if !self.zooms.contains(&coord.z()) {
            return;
        }
        let view = View::of(coord);
        pen.hits.clear();
        for part in &self.parts {
            part.shapes.search(view.area, &mut |shape| pen.hits.extend_from_slice(part.features_of(shape)));
        }
        pen.hits.sort_unstable();
        pen.encoder.start(&self.table);
        for &feature in &pen.hits {
            let of = self.shape_of[feature as usize];
            if let Some(geometry) = pen.outline.draw(&self.parts[of.part as usize].shapes, of.shape, &view) {
                pen.encoder.feature(&self.table, feature, geometry);
            }
        }
        self.write_points(coord, &mut pen.encoder);
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

    /// A point is in one tile alone, so that a name is drawn once.
    fn write_points(&self, coord: TileCoord, encoder: &mut Encoder) {
        let size = 1_u64 << (u32::BITS - u32::from(coord.z()));
        let [west, north] = [coord.x(), coord.y()].map(|number| u64::from(number) * size);
        let first = self.points.partition_point(|(point, _)| u64::from(point.x) < west);
        for (point, feature) in self.points[first..].iter().take_while(|(point, _)| u64::from(point.x) < west + size) {
            let Some(down) = u64::from(point.y).checked_sub(north).filter(|down| *down < size) else { continue };
            let place = [u64::from(point.x) - west, down].map(|steps| steps * u64::from(EXTENT) / size);
            encoder.point(&self.table, *feature, place);
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
    PEN.with_borrow_mut(|pen| layers.iter().for_each(|layer| layer.write(coord, pen, &mut bytes)));
    (!bytes.is_empty()).then_some(bytes)
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
}

impl LayerBuilder {
    /// A layer in tiles of those zooms, whose features have those attributes.
    #[must_use]
    pub fn new(name: &str, zooms: RangeInclusive<u8>, keys: &[&str]) -> Self {
        let (parts, shape_of, points) = (Vec::new(), Vec::new(), Vec::new());
        Self { name: name.to_owned(), zooms, parts, shape_of, points, table: TableBuilder::new(keys), bounds: GridBox::EMPTY }
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
        self.bounds = shapes.rings(of.shape).fold(self.bounds, |all, (ring, _)| all.join(ring.bounds));
        self.shape_of.push(of);
        self.table.push(id, values);
        Ok(())
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
        let parts = self.parts.into_iter().zip(uses).map(|(shapes, features)| Part::new(shapes, features)).collect();
        let (name, zooms, table, bounds) = (self.name, self.zooms, self.table.finish(), self.bounds);
        self.points.sort_unstable_by_key(|(point, feature)| (point.x, *feature));
        TileLayer { name, zooms, parts, shape_of: self.shape_of, points: self.points, table, bounds }
    }
}
