//! Text as outlines, in the embedded Noto Sans (SIL Open Font License 1.1, `fonts/`): it has every letter of Vietnamese as one glyph,
//! so composed text needs no shaping.

use std::sync::LazyLock;

use tiny_skia::PathBuilder;
use ttf_parser::{Face, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(include_bytes!("../../fonts/NotoSans-Regular.ttf"), 0).ok());
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(include_bytes!("../../fonts/NotoSans-Bold.ttf"), 0).ok());

/// A font at a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Font {
    pub bold: bool,
    /// The height of the letters' box, in pixels.
    pub size: f32,
}

impl Font {
    pub const fn new(bold: bool, size: f32) -> Self {
        Self { bold, size }
    }

    /// The same letters, so many pixels a pixel.
    pub fn scaled(self, ratio: f32) -> Self {
        Self { size: self.size * ratio, ..self }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        if self.bold { BOLD.as_ref() } else { REGULAR.as_ref() }
    }

    fn scale(self) -> f32 {
        self.face().map_or(0.0, |face| self.size / f32::from(face.units_per_em()))
    }

    /// From the baseline up to the top of the highest letters (`Ẩ`).
    pub fn ascent(self) -> f32 {
        self.size * 1.02
    }

    /// From one baseline to the next.
    pub fn line_height(self) -> f32 {
        self.size * 1.28
    }

    /// How wide a text is.
    pub fn width(self, text: &str) -> f32 {
        let Some(face) = self.face() else { return 0.0 };
        let advance = |letter: char| f32::from(face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(500));
        text.nfc().map(advance).sum::<f32>() * self.scale()
    }

    /// Adds the outlines of a text to a path, its baseline beginning at a place.
    pub fn trace(self, text: &str, [x, y]: [f32; 2], path: &mut PathBuilder) {
        let Some(face) = self.face() else { return };
        let mut pen = Pen { path, x, y, scale: self.scale() };
        for letter in text.nfc() {
            let Some(glyph) = face.glyph_index(letter) else {
                pen.x += 500.0 * pen.scale;
                continue;
            };
            face.outline_glyph(glyph, &mut pen);
            pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * pen.scale;
        }
    }

    /// The text in lines of at most that width, as even as can be; a word that is wider stands alone, one wider than all room is cut.
    pub fn lines(self, text: &str, width: f32) -> Vec<String> {
        let count = self.wrapped(text, width).len();
        // The narrowest width that needs no more lines makes them even.
        let narrower = (8..20_u8).map(|part| width * f32::from(part) / 20.0).find(|narrower| {
            let lines = self.wrapped(text, *narrower);
            lines.len() <= count && lines.iter().all(|line| self.width(line) <= *narrower)
        });
        self.wrapped(text, narrower.unwrap_or(width))
    }

    /// The text in lines of at most that width, each as full as can be.
    pub fn wrapped(self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The text, or so much of it as there is room for, with an ellipsis.
    pub fn cut(self, text: &str, width: f32) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut cut: String = text.nfc().collect();
        while cut.pop().is_some() {
            let shorter = format!("{}…", cut.trim_end());
            if self.width(&shorter) <= width {
                return shorter;
            }
        }
        String::new()
    }

    /// Whether every letter of a text has an outline or is a space.
    #[cfg(test)]
    pub fn has(self, text: &str) -> bool {
        text.nfc().all(|letter| self.face().is_some_and(|face| face.glyph_index(letter).is_some()))
    }
}

/// Turns the font's units, with y upward, into pixels.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
