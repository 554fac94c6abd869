//! The tables that coverage is compared with in PostGIS.

use plancover::domain::Day;
use plancover::snapshot::Snapshot;

use crate::psql::ewkb;
pub use crate::psql::psql;

/// Two tables: communes, and plans in force.
pub const SCHEMA: &str = include_str!("schema.sql");
pub const INDEXES: &str = include_str!("indexes.sql");

/// Fills `communes` with the smallest units of a day.
pub fn copy_communes(snapshot: &Snapshot, day: Day) {
    let vintage = snapshot.vintage(day);
    let leaves = vintage.units().filter(|&unit| vintage.children(unit).is_empty());
    let communes: Vec<String> = leaves.map(|unit| format!("{unit}\t{}\n", ewkb(&snapshot.units[unit].version.boundary))).collect();
    psql("copy communes from stdin", &communes.concat());
}

/// Fills a table like `plans` with the land of the plans of a tier that are in a state on a day.
pub fn copy_plans(snapshot: &Snapshot, day: Day, state: &str, table: &str) {
    let mut plans: Vec<String> = Vec::new();
    for (index, entry) in snapshot.plans.iter().enumerate() {
        let Some(tier) = entry.plan.kind.tier().filter(|_| entry.state(day).code() == state) else { continue };
        for shape in entry.shapes() {
            plans.push(format!("{index}\t{tier}\t{}\n", ewkb(shape.land)));
        }
    }
    psql(&format!("copy {table} from stdin"), &plans.concat());
}
