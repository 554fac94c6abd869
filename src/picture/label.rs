//! Names on the map: none over another, the more important first, none cut off where the picture ends.

use super::canvas::Canvas;
use super::colour::Colour;
use super::expression::{Datum, Scene};
use super::font::Font;
use super::style::{Label, colour, single};

/// Left, top, right, bottom.
type Bounds = [f32; 4];

/// A name at its place.
#[derive(Debug)]
struct Placed {
    font: Font,
    /// Each line with the beginning of its baseline.
    lines: Vec<(String, [f32; 2])>,
    colour: Colour,
    halo: (Colour, f32),
}

/// Names that have found a place, and the room they take.
#[derive(Debug, Default)]
pub(super) struct Labels {
    placed: Vec<Placed>,
    taken: Vec<Bounds>,
    /// Names are moved inside these, and left out if they do not fit.
    within: Option<Bounds>,
}

impl Labels {
    /// Names that all lie within bounds; `None`: they may go beyond the picture, as on a tile.
    pub fn new(within: Option<Bounds>) -> Self {
        Self { within, ..Self::default() }
    }

    /// Finds a place for the name of a feature at a point, or leaves it out.
    pub fn place(&mut self, label: &Label, scene: &Scene<'_>, [x, y]: [f32; 2], ratio: f32) {
        let Datum::Text(text) = label.field.value(scene) else { return };
        let font = Font::new(label.bold, single(label.size.number(scene).unwrap_or(12.0))).scaled(ratio);
        let lines = font.lines(&text, label.max_width * font.size);
        let Some(colour_of) = colour(&label.colour, scene) else { return };
        let halo = (colour(&label.halo, scene).unwrap_or(colour_of), label.halo_width * ratio);
        let widths: Vec<f32> = lines.iter().map(|line| font.width(line)).collect();
        let width = widths.iter().copied().fold(0.0, f32::max);
        let height = font.line_height() * count(lines.len());
        // Where there is no room at the point itself, a little above or below may do.
        for shift in [0.0, -0.7, 0.7] {
            let (left, top) = (x - width / 2.0, y - height / 2.0 + shift * font.line_height());
            let Some([left, top]) = self.inside([left, top], [width, height], font.size) else { continue };
            let room = label.padding * ratio;
            let bounds = [left - room, top - room / 2.0, left + width + room, top + height + room / 2.0];
            if self.taken.iter().any(|other| overlap(*other, bounds)) {
                continue;
            }
            self.taken.push(bounds);
            let baseline = |line: usize| top + font.line_height() * count(line) + font.size;
            let lines = lines.into_iter().zip(widths).enumerate();
            let lines = lines.map(|(line, (text, own))| (text, [left + (width - own) / 2.0, baseline(line)])).collect();
            self.placed.push(Placed { font, lines, colour: colour_of, halo });
            return;
        }
    }

    /// The corner moved so that everything lies within the bounds; `None` where it would have to go farther than a line.
    fn inside(&self, [left, top]: [f32; 2], [width, height]: [f32; 2], most: f32) -> Option<[f32; 2]> {
        let Some(within) = self.within else { return Some([left, top]) };
        let (right, bottom) = (within[2] - width, within[3] - height);
        if right < within[0] || bottom < within[1] {
            return None;
        }
        let moved = [left.clamp(within[0], right), top.clamp(within[1], bottom)];
        let far = (moved[0] - left).abs() > width / 2.0 + most || (moved[1] - top).abs() > height / 2.0 + most;
        (!far).then_some(moved)
    }

    /// Draws them, the most important on top.
    pub fn draw(&self, canvas: &mut Canvas) {
        for placed in self.placed.iter().rev() {
            for (text, at) in &placed.lines {
                canvas.text(placed.font, text, *at, placed.colour, Some(placed.halo));
            }
        }
    }

    /// The room that names take.
    #[cfg(test)]
    pub fn taken(&self) -> &[Bounds] {
        &self.taken
    }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// A small count.
pub(super) fn count(number: usize) -> f32 {
    u16::try_from(number).map_or(f32::MAX, f32::from)
}
