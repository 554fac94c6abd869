//! A page for a report: title, map, legend, scale bar, notices. Nothing lies on the map but its names.

use std::sync::Arc;

use tiny_skia::PathBuilder;

use super::PictureError;
use super::canvas::{Canvas, Line, rectangle};
use super::colour::Colour;
use super::font::Font;
use super::label::Labels;
use super::legend::Entry;
use super::map::{Feature, Features, Frame, holds, land, names, veil};
use super::pattern::pattern;
use super::scale;
use super::style::{Style, single};
use crate::tiles::{TileLayer, Value, Window, mercator};

/// The width for which sizes are given; wider pages have larger letters.
const WIDTH: f32 = 1000.0;
/// Narrow pages have letters that can still be read.
const LEAST_RATIO: f32 = 0.6;
const MARGIN: f32 = 28.0;
/// The height of the map as a share of its width.
const SHAPE: std::ops::RangeInclusive<f64> = 0.45..=1.15;
/// What is around the land as a share of the map.
const AROUND: f64 = 0.06;
/// The closest zoom: beyond, boundaries would look more exact than they are.
const MOST_ZOOM: f64 = 16.0;

/// A page is read more closely than a screen, where a reader would come nearer: names and borders are those of one zoom more.
const CLOSER: f64 = 1.0;

const PAPER: Colour = Colour::of(255, 255, 255);
const INK: Colour = Colour::of(0x1f, 0x23, 0x26);
const GREY: Colour = Colour::of(0x55, 0x5b, 0x61);
const FOCUS: Colour = Colour::of(0x10, 0x22, 0x1e);

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// The unit that the page is about.
#[derive(Debug, Clone, Copy)]
pub struct Focus<'a> {
    /// The layer of tiles that it is in.
    pub layer: &'a str,
    /// Its code.
    pub code: &'a str,
}

/// What is written on a page.
#[derive(Debug, Clone)]
pub struct Words {
    /// The language of legend and scale.
    pub language: Language,
    /// What is shown.
    pub title: String,
    /// Below the title: day and figures.
    pub lines: Vec<String>,
    /// What the reader must know, each with its code.
    pub notices: Vec<(&'static str, String)>,
    /// At the end: where it comes from.
    pub source: String,
}

/// A page to be drawn.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// How the map looks.
    pub style: &'a Style,
    /// What is on it.
    pub layers: &'a [Arc<TileLayer>],
    /// The unit that stands out.
    pub focus: Option<Focus<'a>>,
    /// West, south, east, north in degrees of what must be seen.
    pub bounds: [f64; 4],
    /// The page's width in pixels.
    pub width: u32,
    /// What is written on it.
    pub words: Words,
}

/// The page as a PNG.
///
/// # Errors
/// There is no memory for it.
pub fn sheet(sheet: &Sheet<'_>) -> Result<Vec<u8>, PictureError> {
    let plan = Plan::of(sheet);
    let mut canvas = Canvas::new(sheet.width, pixels(plan.height), Some(PAPER))?;
    plan.draw_words(&mut canvas);
    plan.draw_map(sheet, &mut canvas)?;
    plan.draw_legend(sheet, &mut canvas);
    plan.draw_scale(sheet, &mut canvas);
    canvas.png()
}

/// A line of text at its place.
type Written = (Font, String, [f32; 2], Colour);

/// Where everything on a page is.
#[derive(Debug)]
struct Plan<'a> {
    ratio: f32,
    height: f32,
    written: Vec<Written>,
    /// Left, top, width, height of the map.
    map: [f32; 4],
    frame: Frame,
    /// How many pixels wide the whole world would be.
    world: f64,
    legend: Vec<(&'a Entry, [f32; 2])>,
    /// Right end and top of the scale bar.
    scale: [f32; 2],
}

impl<'a> Plan<'a> {
    fn of(sheet: &Sheet<'a>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "pixels")]
        let width = sheet.width as f32;
        let ratio = (width / WIDTH).max(LEAST_RATIO);
        let (margin, room) = (MARGIN * ratio, width - 2.0 * MARGIN * ratio);
        let (mut written, mut y) = (Vec::new(), margin);
        let mut write = |y: &mut f32, font: Font, text: &str, colour: Colour| {
            for line in font.scaled(ratio).wrapped(text, room) {
                let font = font.scaled(ratio);
                written.push((font, font.cut(&line, room), [margin, *y + font.ascent()], colour));
                *y += font.line_height();
            }
        };
        write(&mut y, Font::new(true, 26.0), &sheet.words.title, INK);
        y += 4.0 * ratio;
        sheet.words.lines.iter().for_each(|line| write(&mut y, Font::new(false, 15.0), line, GREY));
        y += 12.0 * ratio;
        let (frame, world) = frame_of(sheet.bounds, room, ratio);
        #[expect(clippy::cast_precision_loss, reason = "pixels")]
        let height = frame.height as f32;
        let map = [margin.round(), y.round(), room.round(), height];
        y = map[1] + height + 16.0 * ratio;
        let (legend, below) = legend(sheet, ratio, [margin, y], room - 230.0 * ratio);
        let scale = [margin + room, y];
        y = below.max(y + 46.0 * ratio) + 6.0 * ratio;
        for (_, notice) in &sheet.words.notices {
            write(&mut y, Font::new(false, 12.5), notice, INK);
        }
        y += 4.0 * ratio;
        write(&mut y, Font::new(false, 11.5), &sheet.words.source, GREY);
        Self { ratio, height: y + margin * 0.7, written, map, frame, world, legend, scale }
    }

    fn draw_words(&self, canvas: &mut Canvas) {
        self.written.iter().for_each(|(font, text, at, colour)| canvas.text(*font, text, *at, *colour, None));
    }

    fn draw_map(&self, sheet: &Sheet<'_>, canvas: &mut Canvas) -> Result<(), PictureError> {
        let (style, frame) = (sheet.style, &self.frame);
        let features = frame.features(sheet.layers);
        let mut map = Canvas::new(frame.width, frame.height, Some(style.background))?;
        land(&mut map, style, &features, frame)?;
        let focus = sheet.focus.and_then(|focus| focused(&features, focus));
        if let Some(unit) = focus {
            veil(&mut map, &unit.rings, style.background.faded(0.78));
            if let Some(path) = &unit.path {
                map.stroke(path, Line { colour: FOCUS, width: 2.4 * self.ratio, dashes: &[] });
            }
        }
        let edge = 4.0 * self.ratio;
        let within = [edge, edge, self.map[2] - edge, self.map[3] - edge];
        let wanted = |[x, y]: [f32; 2]| {
            let seen = (within[0]..within[2]).contains(&x) && (within[1]..within[3]).contains(&y);
            seen && focus.is_none_or(|unit| holds(&unit.rings, [x, y]))
        };
        names(style, &features, frame, Labels::new(Some(within)), wanted).draw(&mut map);
        let [left, top, width, height] = self.map;
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        canvas.lay(&map, [left as i32, top as i32], 1.0);
        if let Some(border) = rectangle([left, top], [width, height]) {
            canvas.stroke(&border, Line { colour: INK, width: self.ratio, dashes: &[] });
        }
        Ok(())
    }

    fn draw_legend(&self, sheet: &Sheet<'_>, canvas: &mut Canvas) {
        let (ratio, style) = (self.ratio, sheet.style);
        for (entry, [x, y]) in &self.legend {
            let swatch = style.swatch(entry);
            let Some(place) = rectangle([*x, *y], SWATCH.map(|side| side * ratio)) else { continue };
            canvas.fill(&place, swatch.fill.unwrap_or(style.background));
            if let Some(pixels) = swatch.pattern.and_then(|name| pattern(name, ratio)) {
                canvas.fill_pattern(&place, pixels.as_ref());
            }
            let (colour, width, dashes) = swatch.line.unwrap_or((GREY, 0.8, Vec::new()));
            canvas.stroke(&place, Line { colour, width: width.max(0.8) * ratio, dashes: &dashes });
            let font = LEGEND.scaled(ratio);
            let at = [x + (SWATCH[0] + 7.0) * ratio, y + SWATCH[1] * ratio / 2.0 + font.size * 0.36];
            canvas.text(font, title(entry, sheet.words.language), at, INK, None);
        }
    }

    fn draw_scale(&self, sheet: &Sheet<'_>, canvas: &mut Canvas) {
        let (ratio, [right, top]) = (self.ratio, self.scale);
        let latitude = f64::midpoint(sheet.bounds[1], sheet.bounds[3]);
        let (metres, long) = scale::bar(self.world, latitude, f64::from(150.0 * ratio));
        let (long, thick) = (single(long), 5.0 * ratio);
        let font = Font::new(false, 12.5).scaled(ratio);
        let left = right - long - 34.0 * ratio;
        let text = sheet.words.language.decimals(&scale::length(metres));
        canvas.text(font, "0", [left, top + font.ascent()], INK, None);
        canvas.text(font, &text, [left + long - font.width(&text), top + font.ascent()], INK, None);
        let bar = top + font.ascent() + 6.0 * ratio;
        for (part, colour) in [(0.0, INK), (0.5, PAPER)] {
            if let Some(half) = rectangle([left + long * part, bar], [long / 2.0, thick]) {
                canvas.fill(&half, colour);
                canvas.stroke(&half, Line { colour: INK, width: ratio, dashes: &[] });
            }
        }
        self.draw_north(sheet.words.language, canvas);
    }

    /// An arrow to the north: up, on this map.
    fn draw_north(&self, language: Language, canvas: &mut Canvas) {
        let (ratio, [right, top]) = (self.ratio, self.scale);
        let (font, letter) = (Font::new(true, 13.0).scaled(ratio), if language == Language::Vi { "B" } else { "N" });
        let middle = right - 9.0 * ratio;
        canvas.text(font, letter, [middle - font.width(letter) / 2.0, top + font.ascent()], INK, None);
        let mut arrow = PathBuilder::new();
        let tip = top + font.ascent() + 4.0 * ratio;
        arrow.move_to(middle, tip);
        arrow.line_to(middle + 7.0 * ratio, tip + 20.0 * ratio);
        arrow.line_to(middle, tip + 15.0 * ratio);
        arrow.line_to(middle - 7.0 * ratio, tip + 20.0 * ratio);
        arrow.close();
        if let Some(arrow) = arrow.finish() {
            canvas.fill(&arrow, INK);
        }
    }
}

const LEGEND: Font = Font::new(false, 14.0);
/// Width and height of the sample of an entry.
const SWATCH: [f32; 2] = [28.0, 17.0];

fn title(entry: &Entry, language: Language) -> &str {
    match language {
        Language::Vi => &entry.vi,
        Language::En => &entry.en,
    }
}

impl Language {
    /// A number with the decimal sign of the language.
    #[must_use]
    pub fn decimals(self, number: &str) -> String {
        if self == Self::Vi { number.replace('.', ",") } else { number.to_owned() }
    }
}

/// Entries one after the other, in as many rows as needed; and where the last row ends.
fn legend<'a>(sheet: &Sheet<'a>, ratio: f32, [left, top]: [f32; 2], room: f32) -> (Vec<(&'a Entry, [f32; 2])>, f32) {
    let told = |entry: &&Entry| entry.notice.as_ref().is_none_or(|code| sheet.words.notices.iter().any(|(notice, _)| notice == code));
    let (mut placed, mut x, mut y) = (Vec::new(), left, top);
    for entry in sheet.style.legend.iter().filter(told) {
        let width = (SWATCH[0] + 7.0 + 22.0) * ratio + LEGEND.scaled(ratio).width(title(entry, sheet.words.language));
        if x > left && x + width > left + room {
            (x, y) = (left, y + 27.0 * ratio);
        }
        placed.push((entry, [x, y]));
        x += width;
    }
    (placed, y + 27.0 * ratio)
}

/// The part of the map that shows the bounds in a map of so many pixels' width, and how many pixels wide the whole world would be.
fn frame_of([west, south, east, north]: [f64; 4], width: f32, ratio: f32) -> (Frame, f64) {
    let ([left, top], [right, bottom]) = (mercator(west, north), mercator(east, south));
    let (wide, high) = ((right - left).max(1e-9), (bottom - top).max(1e-9));
    let across = f64::from(width.round());
    let down = (across * (high / wide).clamp(*SHAPE.start(), *SHAPE.end())).round();
    let share = 1.0 - 2.0 * AROUND;
    let closest = 512.0 * MOST_ZOOM.exp2() * f64::from(ratio);
    let world = (across * share / wide).min(down * share / high).min(closest);
    let corner = [f64::midpoint(left, right) - across / world / 2.0, f64::midpoint(top, bottom) - down / world / 2.0];
    let side = across.max(down);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 22, whole")]
    let detail = (world / 512.0).log2().ceil().clamp(0.0, 22.0) as u8;
    let frame = Frame {
        window: Window::new(corner, side / world, detail),
        side: single(side),
        width: pixels(width),
        height: pixels(single(down)),
        zoom: (world / 512.0 / f64::from(ratio)).log2() + CLOSER,
        ratio,
    };
    (frame, world)
}

fn focused<'a, 'b>(features: &'b Features<'a>, focus: Focus<'_>) -> Option<&'b Feature<'a>> {
    let is_it = |feature: &&Feature<'_>| feature.attributes.contains(&("code", Value::Text(focus.code)));
    features.get(focus.layer)?.iter().find(is_it)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of pictures")]
fn pixels(size: f32) -> u32 {
    size.round().max(1.0) as u32
}
