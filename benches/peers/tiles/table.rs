//! The same communes in PostGIS.

use plancover::domain::Day;
use plancover::snapshot::Snapshot;

use crate::psql::{ewkb, psql};

/// Fills `tile_units` with the communes of a day and the attributes that their tiles have.
pub fn fill(snapshot: &Snapshot, day: Day) {
    psql(include_str!("../tiles.sql"), "");
    let units = snapshot.vintage(day).units().map(|unit| &snapshot.units[unit]).filter(|unit| unit.version.level().code() == "commune");
    let rows: Vec<String> = units
        .map(|unit| {
            let version = &unit.version;
            let parent = version.parent_code.as_ref().map(ToString::to_string).unwrap_or_default();
            format!(
                "{}\t{}\t{}\t{parent}\t{}\t{}\n",
                version.code,
                version.name,
                version.kind,
                unit.facts.area_km2,
                ewkb(&version.boundary)
            )
        })
        .collect();
    psql("copy tile_units (code, name, kind, parent_code, area_km2, geom) from stdin", &rows.concat());
    psql("create index on tile_units using gist (geom); analyze tile_units", "");
}
