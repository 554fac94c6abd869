//! What is put into objects of JSON byte by byte: their members, and geometries.

use serde::Serialize;

use crate::domain::Land;
use crate::formats::Pen;
use crate::lookup::Crs;

/// Writes positions of a reference system.
pub(super) fn pen(crs: Crs) -> Pen {
    Pen::new(crs.decimals(), crs.is_north_first())
}

/// A geometry of GeoJSON in the default system.
pub(in crate::http) fn geometry(out: &mut Vec<u8>, land: &Land) {
    pen(Crs::Crs84).land(out, land);
}

/// The members of an object without its braces.
pub(in crate::http) fn append_members(out: &mut Vec<u8>, members: &impl Serialize) -> Result<(), serde_json::Error> {
    let object = serde_json::to_vec(members)?;
    out.extend_from_slice(object.get(1..object.len() - 1).unwrap_or_default());
    Ok(())
}
