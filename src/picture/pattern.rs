//! The dots and hatches that tell what colours alone do not: for those who do not see the colours, and for print in black and white.

use serde_json::{Value as Json, json};
use tiny_skia::{Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::PictureError;

/// The patterns, by the names that styles use.
pub const PATTERNS: [&str; 2] = ["dots", "hatch"];

/// The side of a pattern in pixels of the map: a part of a tile's side, so that patterns go on from tile to tile.
const SIDE: u8 = 8;

/// A dark green that is neither of the colours below it.
const INK: [f32; 3] = [22.0, 48.0, 43.0];

/// A pattern, seamless at its edges, for so many pixels a pixel of the map.
pub(super) fn pattern(name: &str, ratio: f32) -> Option<Pixmap> {
    let side = (f32::from(SIDE) * ratio).round().max(4.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
    let mut pixmap = Pixmap::new(side as u32, side as u32)?;
    let (width, unit) = (pixmap.width(), side / 16.0);
    for (place, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
        let place = u32::try_from(place).unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "a few pixels")]
        let (x, y) = ((place % width) as f32 + 0.5, (place / width) as f32 + 0.5);
        let alpha = if name == "dots" { 0.45 * dots(x, y, side, unit) } else { 0.5 * hatch(x, y, side, unit) };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let part = |part: f32| (part * alpha).round() as u8;
        *pixel = PremultipliedColorU8::from_rgba(part(INK[0]), part(INK[1]), part(INK[2]), part(255.0)).unwrap_or(*pixel);
    }
    Some(pixmap)
}

/// How much of a pixel is within so far beyond an edge.
fn covered(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

/// Diagonal lines.
fn hatch(x: f32, y: f32, side: f32, unit: f32) -> f32 {
    let along = (x + y) % side;
    covered(along.min(side - along) / std::f32::consts::SQRT_2 - 1.1 * unit)
}

/// Two dots, in quincunx.
fn dots(x: f32, y: f32, side: f32, unit: f32) -> f32 {
    [0.25, 0.75].map(|at| covered((x - side * at).hypot(y - side * at) - 1.6 * unit)).into_iter().fold(0.0, f32::max)
}

/// The patterns as a sprite (MapLibre Style Specification, "Sprite"): its index and its PNG, for one or two pixels a pixel.
///
/// # Errors
/// There is no memory for it.
pub fn sprite(ratio: u8) -> Result<(Json, Vec<u8>), PictureError> {
    let side = u32::from(SIDE) * u32::from(ratio);
    let count = u32::try_from(PATTERNS.len()).unwrap_or(0);
    let failed = || PictureError { width: side * count, height: side };
    let mut sheet = Pixmap::new(side * count, side).ok_or_else(failed)?;
    let mut index = serde_json::Map::new();
    for (place, name) in (0_u32..).zip(PATTERNS) {
        let one = pattern(name, f32::from(ratio)).ok_or_else(failed)?;
        let x = i32::try_from(place * side).unwrap_or(0);
        sheet.draw_pixmap(x, 0, one.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        index.insert(name.to_owned(), json!({ "x": x, "y": 0, "width": side, "height": side, "pixelRatio": ratio }));
    }
    Ok((Json::Object(index), sheet.encode_png().map_err(|_| failed())?))
}
