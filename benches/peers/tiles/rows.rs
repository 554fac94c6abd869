//! The same communes in PostGIS.

use plancover::domain::Day;
use plancover::snapshot::Snapshot;

use crate::psql::{ewkb, psql};

/// Fills `tile_units` with the communes of a day and attributes of them. The shapes are kept as the tiles need them, in web Mercator, in the
/// order of the index: nothing is left to do for each tile that can be done before.
pub fn fill(snapshot: &Snapshot, day: Day) {
    psql(include_str!("../tiles.sql"), "");
    let units = snapshot.vintage(day).units().map(|unit| &snapshot.units[unit]).filter(|unit| unit.version.level().code() == "commune");
    let rows: Vec<String> = units
        .map(|unit| {
            let version = &unit.version;
            let parent = version.parent_code.as_ref().map(ToString::to_string).unwrap_or_default();
            let ewkb = ewkb(&version.boundary);
            format!("{}\t{}\t{}\t{parent}\t{}\t{ewkb}\n", version.code, version.name, version.kind, unit.facts.area_km2)
        })
        .collect();
    psql("copy tile_units (code, name, kind, parent_code, area_km2, geom) from stdin", &rows.concat());
    psql("alter table tile_units alter column geom type geometry(multipolygon, 3857) using st_transform(geom, 3857)", "");
    psql("create index tile_units_geom on tile_units using gist (geom); cluster tile_units using tile_units_geom; analyze tile_units", "");
}
