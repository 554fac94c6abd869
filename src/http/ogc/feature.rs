//! Features as GeoJSON (RFC 7946), written straight into bytes: most of an answer is coordinates.

use geo::LineString;
use serde::Serialize;

use crate::app::{Column, Datum, Lands, Subject, View};
use crate::config::layers::Layer;
use crate::domain::{Day, Land};

/// Decimals of a coordinate: 7 are 11 mm.
const DECIMALS: usize = 7;
/// 10 to that power.
const STEPS: f64 = 10_000_000.0;

/// Writes features of one layer on one day.
pub(super) struct Writer<'a> {
    pub(super) view: &'a View,
    pub(super) lands: &'a Lands,
    pub(super) layer: &'a Layer,
    pub(super) day: Day,
}

impl Writer<'_> {
    /// A `FeatureCollection` (section 3.3) with other members.
    pub(super) fn collection(&self, members: &impl Serialize, features: &[(String, Subject)]) -> Result<Vec<u8>, serde_json::Error> {
        let columns = self.columns();
        let mut out = br#"{"type":"FeatureCollection","#.to_vec();
        append_members(&mut out, members)?;
        out.extend_from_slice(br#","features":["#);
        for (place, (id, subject)) in features.iter().enumerate() {
            out.extend_from_slice(if place == 0 { br#"{"type":"Feature","# } else { br#",{"type":"Feature","# });
            self.feature(&mut out, &columns, id, *subject)?;
            out.push(b'}');
        }
        out.extend_from_slice(b"]}");
        Ok(out)
    }

    /// A `Feature` (section 3.2) with other members.
    pub(super) fn alone(&self, members: &impl Serialize, id: &str, subject: Subject) -> Result<Vec<u8>, serde_json::Error> {
        let mut out = br#"{"type":"Feature","#.to_vec();
        append_members(&mut out, members)?;
        out.push(b',');
        self.feature(&mut out, &self.columns(), id, subject)?;
        out.push(b'}');
        Ok(out)
    }

    fn columns(&self) -> Vec<(&str, Column)> {
        self.layer.keys().into_iter().map(|name| (name, Column::named(name))).collect()
    }

    fn feature(&self, out: &mut Vec<u8>, columns: &[(&str, Column)], id: &str, subject: Subject) -> Result<(), serde_json::Error> {
        let day = subject.day(&self.view.snapshot, self.day);
        out.extend_from_slice(br#""id":"#);
        serde_json::to_writer(&mut *out, id)?;
        out.extend_from_slice(br#","geometry":"#);
        geometry(out, &self.lands.land(self.view, subject, day));
        out.extend_from_slice(br#","properties":{"#);
        for (place, (name, column)) in columns.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            serde_json::to_writer(&mut *out, name)?;
            out.push(b':');
            match column.value(self.view, subject, day) {
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
}

/// The members of an object without its braces.
pub(in crate::http) fn append_members(out: &mut Vec<u8>, members: &impl Serialize) -> Result<(), serde_json::Error> {
    let object = serde_json::to_vec(members)?;
    out.extend_from_slice(object.get(1..object.len() - 1).unwrap_or_default());
    Ok(())
}

/// A `Polygon`, a `MultiPolygon`, or null for no land.
pub(in crate::http) fn geometry(out: &mut Vec<u8>, land: &Land) {
    match land.0.as_slice() {
        [] => out.extend_from_slice(b"null"),
        [polygon] => {
            out.extend_from_slice(br#"{"type":"Polygon","coordinates":"#);
            rings(out, polygon);
            out.push(b'}');
        }
        polygons => {
            out.extend_from_slice(br#"{"type":"MultiPolygon","coordinates":["#);
            separated(out, polygons.iter(), rings);
            out.extend_from_slice(b"]}");
        }
    }
}

fn rings(out: &mut Vec<u8>, polygon: &geo::Polygon) {
    out.push(b'[');
    ring(out, polygon.exterior(), true);
    for hole in polygon.interiors() {
        out.push(b',');
        ring(out, hole, false);
    }
    out.push(b']');
}

/// A ring in the direction the standard asks for: counterclockwise outside, clockwise for holes (section 3.1.6).
fn ring(out: &mut Vec<u8>, ring: &LineString, counterclockwise: bool) {
    out.push(b'[');
    if (twice_area(ring) >= 0.0) == counterclockwise {
        separated(out, ring.0.iter(), position);
    } else {
        separated(out, ring.0.iter().rev(), position);
    }
    out.push(b']');
}

fn twice_area(ring: &LineString) -> f64 {
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

fn position(out: &mut Vec<u8>, coord: &geo::Coord) {
    out.push(b'[');
    decimal(out, coord.x);
    out.push(b',');
    decimal(out, coord.y);
    out.push(b']');
}

/// A number of degrees, rounded to [`DECIMALS`], without trailing zeros.
fn decimal(out: &mut Vec<u8>, degrees: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "degrees are below 10^3, and the cast saturates")]
    let steps = (degrees * STEPS).round() as i64;
    let digits = format!("{:0width$}", steps.unsigned_abs(), width = DECIMALS + 1);
    let (whole, fraction) = digits.split_at(digits.len() - DECIMALS);
    if steps < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(whole.as_bytes());
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push(b'.');
        out.extend_from_slice(fraction.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(written(|out| decimal(out, number)), text);
        }
    }

    #[test]
    fn rings_are_written_in_the_direction_of_the_standard_whatever_they_had() {
        let clockwise: LineString = vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)].into();
        assert_eq!(written(|out| ring(out, &clockwise, true)), "[[0,0],[1,1],[0,1],[0,0]]");
        assert_eq!(written(|out| ring(out, &clockwise, false)), "[[0,0],[0,1],[1,1],[0,0]]");
    }

    #[test]
    fn no_land_is_null() {
        assert_eq!(written(|out| geometry(out, &Land::new(Vec::new()))), "null");
    }
}
