//! Pictures for those who cannot draw tiles: a small renderer of the server's own map styles.
//!
//! It reads the part of the MapLibre Style Specification that `styles/` uses, and refuses the rest by name: a style that maps draw and
//! pictures do not would be two maps. Shapes come from [`crate::tiles`] with the detail of the zoom, colours, patterns and legends from
//! the style, letters from the embedded Noto Sans (`fonts/`).
//!
//! Never here: HTTP, which unit or day is meant, what a figure is.
//!
//! In reading order: `colour` · `expression` (values that depend on zoom and attributes) · `style` (a style as it is read) · `legend` ·
//! `pattern` (dots and hatches, and the sprite) · `font` (text to outlines) · `canvas` (fills and lines) · `label` (names without
//! collisions) · `map` (a tile, or the map of a sheet) · `scale` (the scale bar) · `sheet` (a page for a report).

mod canvas;
mod colour;
mod expression;
mod font;
mod label;
mod legend;
mod map;
mod pattern;
mod scale;
mod sheet;
mod style;

#[cfg(test)]
mod tests;

pub use colour::Colour;
pub use legend::{Entry, Swatch};
pub use map::tile;
pub use pattern::{PATTERNS, sprite};
pub use sheet::{Focus, Language, Sheet, Words, sheet};
pub use style::{Style, StyleError};

/// A picture could not be made: its size is out of range, or there is not enough memory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no picture of {width} × {height} pixels can be made")]
pub struct PictureError {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}
