//! A map without a script: outlines of land as SVG, drawn no finer than they are seen.

use geo::{Coord, LineString, Rect, coord};
use maud::{Markup, html};

use crate::domain::Land;

/// Steps from side to side; vertices are brought to them, and those that fall together are one.
const WIDTH: f64 = 1200.0;
const HEIGHTS: std::ops::RangeInclusive<f64> = 240.0..=1200.0;
/// Room around the land.
const MARGIN: f64 = 12.0;

/// Where positions of some ground are in the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    north_west: Coord,
    /// Steps a degree, east and north.
    scale: Coord,
    height: f64,
    shift: Coord,
}

/// A piece of land in the picture.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) class: &'static str,
    pub(super) name: String,
    /// What it leads to.
    pub(super) href: Option<String>,
    pub(super) path: String,
}

impl Frame {
    /// A frame around some bounds (degrees), in which a kilometre is as long eastward as northward in the middle.
    pub(super) fn around(bounds: Rect) -> Self {
        let narrow = bounds.center().y.to_radians().cos().max(0.1);
        let (wide, high) = ((bounds.width() * narrow).max(1e-9), bounds.height().max(1e-9));
        let room = WIDTH - 2.0 * MARGIN;
        let steps = (room / wide).min((HEIGHTS.end() - 2.0 * MARGIN) / high);
        let (across, down) = (bounds.width() * narrow * steps, bounds.height() * steps);
        let height = (down + 2.0 * MARGIN).clamp(*HEIGHTS.start(), *HEIGHTS.end()).ceil();
        let shift = coord! { x: (WIDTH - across) / 2.0, y: (height - down) / 2.0 };
        Self { north_west: coord! { x: bounds.min().x, y: bounds.max().y }, scale: coord! { x: steps * narrow, y: steps }, height, shift }
    }

    /// The outlines of land as a path.
    pub(super) fn path(&self, land: &Land) -> String {
        let mut path = String::new();
        for polygon in land {
            self.ring(&mut path, polygon.exterior(), true);
            polygon.interiors().iter().for_each(|hole| self.ring(&mut path, hole, false));
        }
        path
    }

    fn ring(&self, path: &mut String, ring: &LineString, keeps: bool) {
        let mut steps: Vec<(i64, i64)> = ring.0.iter().map(|at| self.step(*at)).collect();
        steps.dedup();
        if steps.len() < 4 && !keeps {
            return;
        }
        for (place, (x, y)) in steps.iter().enumerate() {
            path.push(if place == 0 { 'M' } else { 'L' });
            path.push_str(&x.to_string());
            path.push(' ');
            path.push_str(&y.to_string());
        }
        path.push('Z');
    }

    #[expect(clippy::cast_possible_truncation, reason = "within the frame, and the cast saturates")]
    fn step(&self, at: Coord) -> (i64, i64) {
        let x = (at.x - self.north_west.x) * self.scale.x + self.shift.x;
        let y = (self.north_west.y - at.y) * self.scale.y + self.shift.y;
        (x.round() as i64, y.round() as i64)
    }

    /// The picture.
    pub(super) fn picture(&self, [vi, en]: [&str; 2], drawn: &[Drawn]) -> Markup {
        let view = format!("0 0 {WIDTH} {}", self.height);
        html! {
            figure.map {
                svg viewBox=(view) role="img" aria-label={ (vi) " / " (en) } xmlns="http://www.w3.org/2000/svg" {
                    @for shape in drawn {
                        @if let Some(href) = &shape.href {
                            a href=(href) { path class=(shape.class) d=(shape.path) fill-rule="evenodd" { title { (shape.name) } } }
                        } @else {
                            path class=(shape.class) d=(shape.path) fill-rule="evenodd" { title { (shape.name) } }
                        }
                    }
                }
                figcaption { (super::words::both(vi, en)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn land_fills_the_frame_and_vertices_that_fall_together_are_one() {
        let land: Land = wkt! { MULTIPOLYGON(((106. 0.,107. 0.,107.000_000_1 0.,107. 1.,106. 1.,106. 0.))) };
        let frame = Frame::around(Rect::new(coord! { x: 106.0, y: 0.0 }, coord! { x: 107.0, y: 1.0 }));
        assert_eq!(frame.path(&land), "M12 1188L1188 1188L1188 12L12 12L12 1188Z");
    }

    #[test]
    fn a_point_has_a_frame_too() {
        let land: Land = wkt! { MULTIPOLYGON(((106. 21.,106. 21.,106. 21.,106. 21.))) };
        let at = coord! { x: 106.0, y: 21.0 };
        assert_eq!(Frame::around(Rect::new(at, at)).path(&land), "M600 120Z");
    }
}
