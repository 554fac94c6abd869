//! Well-known text (OGC 06-103r4, section 7): land in a cell of a table.

use geo::LineString;

use super::Pen;
use crate::domain::Land;

/// Writes land as a `MULTIPOLYGON`, in the order east, north whatever the system; nothing for no land.
pub(super) fn land(out: &mut Vec<u8>, decimals: usize, land: &Land) {
    if land.0.is_empty() {
        return;
    }
    let pen = Pen::new(decimals, false);
    out.extend_from_slice(b"MULTIPOLYGON (");
    for (place, polygon) in land.iter().enumerate() {
        out.extend_from_slice(if place > 0 { b",((" } else { b"((" });
        ring(out, pen, polygon.exterior());
        for hole in polygon.interiors() {
            out.extend_from_slice(b"),(");
            ring(out, pen, hole);
        }
        out.extend_from_slice(b"))");
    }
    out.push(b')');
}

fn ring(out: &mut Vec<u8>, pen: Pen, ring: &LineString) {
    for (place, coord) in ring.0.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        pen.decimal(out, coord.x);
        out.push(b' ');
        pen.decimal(out, coord.y);
    }
}
