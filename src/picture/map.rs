//! A map of a style: what the style draws of the layers in a window.

use std::collections::BTreeMap;
use std::sync::Arc;

use tiny_skia::{Path, PathBuilder};

use super::PictureError;
use super::canvas::{Canvas, Line};
use super::colour::Colour;
use super::expression::Scene;
use super::label::Labels;
use super::pattern::pattern;
use super::style::{Layer, Paint, Style, colour, single};
use crate::tiles::{EXTENT, TileCoord, TileLayer, Value, Window};

/// Pixels along the side of a picture tile at ratio 1.
const TILE: u16 = 256;

/// Neighbours are drawn so much wider (pixels) that no ground shines through between them.
const SEAM: f32 = 0.7;

/// Which part of the map, how large.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub window: Window,
    /// Pixels along the side of the window.
    pub side: f32,
    pub width: u32,
    pub height: u32,
    /// The zoom as styles mean it: the world is 512 · 2^zoom pixels wide.
    pub zoom: f64,
    /// Pixels a pixel of the style.
    pub ratio: f32,
}

/// A feature, ready to be drawn.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    pub attributes: Vec<(&'a str, Value<'a>)>,
    pub path: Option<Path>,
    pub point: Option<[f32; 2]>,
    /// Its rings in pixels.
    pub rings: Vec<Vec<[f32; 2]>>,
}

/// What lies in a frame, by layer of the tiles.
pub(super) type Features<'a> = BTreeMap<&'a str, Vec<Feature<'a>>>;

impl Frame {
    fn scene<'a>(&self, feature: &'a Feature<'_>) -> Scene<'a> {
        Scene { zoom: self.zoom, attributes: &feature.attributes }
    }

    /// What the layers have in the frame.
    pub fn features<'a>(&self, layers: &'a [Arc<TileLayer>]) -> Features<'a> {
        let scale = self.side / single(f64::from(EXTENT));
        let mut found = Features::new();
        for layer in layers {
            let features = found.entry(layer.name()).or_default();
            layer.sketch(&self.window, &mut |sketch| {
                let rings: Vec<Vec<[f32; 2]>> =
                    sketch.rings.into_iter().map(|ring| ring.into_iter().map(|at| at.map(|axis| axis * scale)).collect()).collect();
                let point = sketch.point.map(|point| point.map(|axis| single(axis) * scale));
                features.push(Feature { attributes: sketch.attributes, path: path(&rings), point, rings });
            });
        }
        found
    }
}

fn path(rings: &[Vec<[f32; 2]>]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for ring in rings {
        let Some(([x, y], rest)) = ring.split_first() else { continue };
        builder.move_to(*x, *y);
        rest.iter().for_each(|[x, y]| builder.line_to(*x, *y));
        builder.close();
    }
    builder.finish()
}

/// A tile as a PNG, 256 pixels wide, or 512 at ratio 2.
///
/// # Errors
/// There is no memory for it.
pub fn tile(style: &Style, layers: &[Arc<TileLayer>], coord: TileCoord, ratio: u8) -> Result<Vec<u8>, PictureError> {
    let side = TILE * u16::from(ratio);
    let (width, height) = (u32::from(side), u32::from(side));
    // The detail of the zoom at which a vector tile of 512 pixels has the same scale.
    let frame = Frame {
        window: Window::of(coord, 0),
        side: f32::from(side),
        width,
        height,
        zoom: f64::from(coord.z()) - 1.0,
        ratio: f32::from(ratio),
    };
    let features = frame.features(layers);
    let mut canvas = Canvas::new(width, height, Some(style.background))?;
    land(&mut canvas, style, &features, &frame)?;
    names(style, &features, &frame, Labels::new(None), |_| true).draw(&mut canvas);
    canvas.png()
}

/// Draws everything but names.
pub(super) fn land(canvas: &mut Canvas, style: &Style, features: &Features<'_>, frame: &Frame) -> Result<(), PictureError> {
    for layer in style.layers.iter().filter(|layer| layer.shown_at(frame.zoom)) {
        let of_layer = features.get(layer.source.as_str()).map(Vec::as_slice).unwrap_or_default();
        let drawn: Vec<&Feature<'_>> =
            of_layer.iter().filter(|feature| feature.path.is_some() && layer.draws(&frame.scene(feature))).collect();
        if drawn.is_empty() {
            continue;
        }
        match &layer.paint {
            Paint::Fill { .. } => fills(canvas, layer, &drawn, frame)?,
            Paint::Pattern(name) => {
                let Some(pixels) = pattern(name, frame.ratio) else { continue };
                drawn.iter().filter_map(|feature| feature.path.as_ref()).for_each(|path| canvas.fill_pattern(path, pixels.as_ref()));
            }
            Paint::Line { .. } => lines(canvas, layer, &drawn, frame),
            Paint::Label(_) => {}
        }
    }
    Ok(())
}

/// Features of one opacity are drawn opaque on a sheet of their own, which is then laid on the map: where neighbours meet, neither the
/// ground nor the sum of both is seen.
fn fills(canvas: &mut Canvas, layer: &Layer, drawn: &[&Feature<'_>], frame: &Frame) -> Result<(), PictureError> {
    let Paint::Fill { colour: of_fill, opacity } = &layer.paint else { return Ok(()) };
    let opacities: Vec<f32> = drawn.iter().map(|feature| single(opacity.number(&frame.scene(feature)).unwrap_or(1.0))).collect();
    let mut distinct = opacities.clone();
    distinct.sort_by(f32::total_cmp);
    distinct.dedup();
    for level in distinct {
        let mut sheet = Canvas::new(canvas.width(), canvas.height(), None)?;
        for (feature, _) in drawn.iter().zip(&opacities).filter(|(_, opacity)| **opacity == level) {
            let (Some(path), Some(fill)) = (&feature.path, colour(of_fill, &frame.scene(feature))) else { continue };
            sheet.fill(path, fill);
            sheet.stroke(path, Line { colour: fill, width: SEAM, dashes: &[] });
        }
        canvas.lay(&sheet, [0, 0], level);
    }
    Ok(())
}

fn lines(canvas: &mut Canvas, layer: &Layer, drawn: &[&Feature<'_>], frame: &Frame) {
    let Paint::Line { colour: of_line, width, dashes } = &layer.paint else { return };
    for feature in drawn {
        let scene = frame.scene(feature);
        let (Some(path), Some(colour)) = (&feature.path, colour(of_line, &scene)) else { continue };
        let width = single(width.number(&scene).unwrap_or(1.0)) * frame.ratio;
        canvas.stroke(path, Line { colour, width, dashes });
    }
}

/// Finds places for names: layers that are drawn last come first.
pub(super) fn names(
    style: &Style,
    features: &Features<'_>,
    frame: &Frame,
    mut labels: Labels,
    wanted: impl Fn([f32; 2]) -> bool,
) -> Labels {
    for layer in style.layers.iter().rev() {
        let Paint::Label(label) = &layer.paint else { continue };
        for feature in features.get(layer.source.as_str()).into_iter().flatten() {
            let scene = frame.scene(feature);
            if let Some(point) = feature.point.filter(|point| layer.draws(&scene) && wanted(*point)) {
                labels.place(label, &scene, point, frame.ratio);
            }
        }
    }
    labels
}

/// Whether a point lies within rings, by the crossings of a ray to its east.
pub(super) fn holds(rings: &[Vec<[f32; 2]>], [x, y]: [f32; 2]) -> bool {
    let sides = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = sides.filter(|([ax, ay], [bx, by])| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossed.count() % 2 == 1
}

/// A veil over the land around a unit, so that the unit stands out.
pub(super) fn veil(canvas: &mut Canvas, rings: &[Vec<[f32; 2]>], colour: Colour) {
    #[expect(clippy::cast_precision_loss, reason = "sizes in pixels")]
    let (right, bottom) = (canvas.width() as f32, canvas.height() as f32);
    let mut all = rings.to_vec();
    all.push(vec![[-9.0, -9.0], [right + 9.0, -9.0], [right + 9.0, bottom + 9.0], [-9.0, bottom + 9.0]]);
    if let Some(path) = path(&all) {
        canvas.fill(&path, colour);
    }
}
