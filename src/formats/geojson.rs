//! GeoJSON (RFC 7946): geometries and properties, written straight into bytes; most of an answer is coordinates.

use geo::{Coord, LineString};

use super::{Datum, Row};
use crate::config::layers::Attribute;
use crate::domain::Land;

/// Writes positions of one reference system.
#[derive(Debug, Clone, Copy)]
pub struct Pen {
    decimals: usize,
    /// 10 to that power.
    steps: u32,
    north_first: bool,
}

impl Pen {
    /// A pen for coordinates of so many decimals (at most 9), written in the order east, north, or north, east.
    #[must_use]
    pub fn new(decimals: usize, north_first: bool) -> Self {
        Self { decimals, steps: (0..decimals).fold(1, |steps, _| steps * 10), north_first }
    }

    /// A `Polygon`, a `MultiPolygon`, or null for no land, whose coordinates are in the order east, north.
    pub fn land(self, out: &mut Vec<u8>, land: &Land) {
        match land.0.as_slice() {
            [] => out.extend_from_slice(b"null"),
            [polygon] => {
                out.extend_from_slice(br#"{"type":"Polygon","coordinates":"#);
                self.rings(out, polygon);
                out.push(b'}');
            }
            polygons => {
                out.extend_from_slice(br#"{"type":"MultiPolygon","coordinates":["#);
                separated(out, polygons.iter(), |out, polygon| self.rings(out, polygon));
                out.extend_from_slice(b"]}");
            }
        }
    }

    fn rings(self, out: &mut Vec<u8>, polygon: &geo::Polygon) {
        out.push(b'[');
        self.ring(out, polygon.exterior(), true);
        for hole in polygon.interiors() {
            out.push(b',');
            self.ring(out, hole, false);
        }
        out.push(b']');
    }

    /// A ring in the direction the standard asks for: counterclockwise outside, clockwise for holes (section 3.1.6).
    fn ring(self, out: &mut Vec<u8>, ring: &LineString, counterclockwise: bool) {
        out.push(b'[');
        if (twice_area(ring) >= 0.0) == counterclockwise {
            separated(out, ring.0.iter(), |out, coord| self.position(out, coord));
        } else {
            separated(out, ring.0.iter().rev(), |out, coord| self.position(out, coord));
        }
        out.push(b']');
    }

    fn position(self, out: &mut Vec<u8>, coord: &Coord) {
        let (first, second) = if self.north_first { (coord.y, coord.x) } else { (coord.x, coord.y) };
        out.push(b'[');
        self.decimal(out, first);
        out.push(b',');
        self.decimal(out, second);
        out.push(b']');
    }

    /// A number rounded to the decimals, without trailing zeros.
    pub(super) fn decimal(self, out: &mut Vec<u8>, number: f64) {
        // Half a step farther from zero, and the rest cut off: `round` is a call, and this is most of an answer.
        #[expect(clippy::cast_possible_truncation, reason = "degrees and metres are far below 2^53 steps, and the cast saturates")]
        let steps = (number * f64::from(self.steps) + 0.5_f64.copysign(number)) as i64;
        let (mut whole, mut fraction) = (steps.unsigned_abs() / u64::from(self.steps), steps.unsigned_abs() % u64::from(self.steps));
        // From the last digit to the first.
        let (mut text, mut at) = ([0_u8; LONGEST], LONGEST);
        let mut put = |byte: u8| {
            at -= 1;
            text[at] = byte;
        };
        if fraction > 0 {
            let mut width = self.decimals;
            while fraction.is_multiple_of(10) {
                (fraction, width) = (fraction / 10, width - 1);
            }
            for _ in 0..width {
                put(b'0' + (fraction % 10) as u8);
                fraction /= 10;
            }
            put(b'.');
        }
        put(b'0' + (whole % 10) as u8);
        while whole > 9 {
            whole /= 10;
            put(b'0' + (whole % 10) as u8);
        }
        if steps < 0 {
            put(b'-');
        }
        out.extend_from_slice(&text[at..]);
    }
}

/// More than a sign, the digits of a 64-bit number, a point and 9 decimals.
const LONGEST: usize = 32;

/// The members of a `Feature` (section 3.2) but its type, without braces: the attributes are those of the row's values.
///
/// # Errors
/// None that a value here has: texts, finite numbers, flags.
pub fn feature<'a>(
    out: &mut Vec<u8>,
    pen: Pen,
    attributes: impl Iterator<Item = &'a Attribute>,
    row: &Row<'_>,
) -> Result<(), serde_json::Error> {
    out.extend_from_slice(br#""id":"#);
    serde_json::to_writer(&mut *out, row.id)?;
    out.extend_from_slice(br#","geometry":"#);
    pen.land(out, row.land);
    out.extend_from_slice(br#","properties":{"#);
    for (place, (attribute, value)) in attributes.zip(row.values).enumerate() {
        if place > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, &attribute.name)?;
        out.push(b':');
        match value {
            Some(Datum::Text(text)) => serde_json::to_writer(&mut *out, text.as_ref())?,
            Some(Datum::Number(number)) => serde_json::to_writer(&mut *out, &number)?,
            Some(Datum::Integer(number)) => serde_json::to_writer(&mut *out, &number)?,
            Some(Datum::Flag(flag)) => serde_json::to_writer(&mut *out, &flag)?,
            None => out.extend_from_slice(b"null"),
        }
    }
    out.push(b'}');
    Ok(())
}

pub(super) fn twice_area(ring: &LineString) -> f64 {
    // Relative to the first vertex, so that the products are small and nothing is lost.
    let Some(origin) = ring.0.first() else { return 0.0 };
    ring.0.windows(2).map(|pair| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y)).sum()
}

fn separated<'a, T: 'a>(out: &mut Vec<u8>, items: impl Iterator<Item = &'a T>, write: impl Fn(&mut Vec<u8>, &'a T)) {
    for (place, item) in items.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(out, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEGREES: usize = 7;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn coordinates_have_at_most_seven_decimals() {
        for (number, text) in
            [(106.0, "106"), (-0.5, "-0.5"), (21.123_456_789, "21.1234568"), (-0.000_000_01, "0"), (0.000_000_1, "0.0000001")]
        {
            assert_eq!(written(|out| Pen::new(DEGREES, false).decimal(out, number)), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_written_as_the_standard_library_rounds_them(steps in -20_000_000_000_i64..20_000_000_000, decimals in 0_usize..=9) {
            #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
            let number = steps as f64 / f64::from(10_u32.pow(u32::try_from(decimals).unwrap()));
            let expected = format!("{number:.decimals$}");
            let expected = if decimals > 0 { expected.trim_end_matches('0').trim_end_matches('.') } else { &expected };
            proptest::prop_assert_eq!(written(|out| Pen::new(decimals, false).decimal(out, number)), if expected == "-0" { "0" } else { expected });
        }
    }

    #[test]
    fn rings_are_written_in_the_direction_of_the_standard_whatever_they_had() {
        let clockwise: LineString = vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)].into();
        assert_eq!(written(|out| Pen::new(DEGREES, false).ring(out, &clockwise, true)), "[[0,0],[1,1],[0,1],[0,0]]");
        assert_eq!(written(|out| Pen::new(DEGREES, false).ring(out, &clockwise, false)), "[[0,0],[0,1],[1,1],[0,0]]");
    }

    #[test]
    fn no_land_is_null() {
        assert_eq!(written(|out| Pen::new(DEGREES, false).land(out, &Land::new(Vec::new()))), "null");
    }
}
