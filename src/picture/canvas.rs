//! Paths, colours and letters on pixels.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pattern, Pixmap, PixmapPaint, PixmapRef, Rect, SpreadMode, Stroke,
    StrokeDash, Transform,
};

use super::PictureError;
use super::colour::Colour;
use super::font::Font;

/// A picture while it is drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    pixmap: Pixmap,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub colour: Colour,
    pub width: f32,
    /// Lengths in widths, drawn and left out in turn.
    pub dashes: &'a [f32],
}

impl Canvas {
    /// A picture of one colour; `None` for the ground: transparent.
    pub fn new(width: u32, height: u32, ground: Option<Colour>) -> Result<Self, PictureError> {
        let mut pixmap = Pixmap::new(width, height).ok_or(PictureError { width, height })?;
        pixmap.fill(ground.map_or(Color::TRANSPARENT, Colour::ink));
        Ok(Self { pixmap })
    }

    pub fn width(&self) -> u32 {
        self.pixmap.width()
    }

    pub fn height(&self) -> u32 {
        self.pixmap.height()
    }

    pub fn fill(&mut self, path: &Path, colour: Colour) {
        self.pixmap.fill_path(path, &ink(colour), FillRule::EvenOdd, Transform::identity(), None);
    }

    /// Letters overlap themselves, so they are filled by winding.
    fn fill_letters(&mut self, path: &Path, colour: Colour) {
        self.pixmap.fill_path(path, &ink(colour), FillRule::Winding, Transform::identity(), None);
    }

    pub fn fill_pattern(&mut self, path: &Path, pattern: PixmapRef<'_>) {
        let shader = Pattern::new(pattern, SpreadMode::Repeat, tiny_skia::FilterQuality::Nearest, 1.0, Transform::identity());
        let paint = Paint { shader, ..Paint::default() };
        self.pixmap.fill_path(path, &paint, FillRule::EvenOdd, Transform::identity(), None);
    }

    pub fn stroke(&mut self, path: &Path, line: Line<'_>) {
        let dash = StrokeDash::new(line.dashes.iter().map(|dash| dash * line.width).collect(), 0.0);
        let stroke = Stroke { width: line.width, line_cap: LineCap::Butt, line_join: LineJoin::Round, dash, ..Stroke::default() };
        self.pixmap.stroke_path(path, &ink(line.colour), &stroke, Transform::identity(), None);
    }

    /// A text whose baseline begins at a place, with a halo around its letters.
    pub fn text(&mut self, font: Font, text: &str, at: [f32; 2], colour: Colour, halo: Option<(Colour, f32)>) {
        let mut builder = PathBuilder::new();
        font.trace(text, at, &mut builder);
        let Some(path) = builder.finish() else { return };
        if let Some((colour, width)) = halo.filter(|(_, width)| *width > 0.0) {
            self.stroke(&path, Line { colour, width: width * 2.0, dashes: &[] });
        }
        self.fill_letters(&path, colour);
    }

    /// Lays a picture of the same or a smaller size onto this one.
    pub fn lay(&mut self, other: &Self, [x, y]: [i32; 2], opacity: f32) {
        let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(x, y, other.pixmap.as_ref(), &paint, Transform::identity(), None);
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        self.pixmap.encode_png().map_err(|_| PictureError { width: self.width(), height: self.height() })
    }
}

fn ink(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour.ink());
    paint
}

/// A rectangle by its corner and its size.
pub(super) fn rectangle([x, y]: [f32; 2], [width, height]: [f32; 2]) -> Option<Path> {
    Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect)
}
