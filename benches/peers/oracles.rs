//! Makes `tests/cases/oracles/random_plans.csv`: what PostGIS says is covered by 2 000 random plans. Started by `scripts/oracles`.

mod postgis;
mod psql;
#[path = "../synthetic/random.rs"]
mod random;
#[path = "../synthetic/mod.rs"]
mod synthetic;

use std::fmt::Write as _;

use plancover::domain::Day;
use plancover::snapshot::Snapshot;

use postgis::{INDEXES, SCHEMA, copy_communes, copy_plans, psql};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/oracles/random_plans.csv");
const QUERY: &str = include_str!("../../tests/cases/oracles/random_plans.sql");

fn main() {
    let day = Day::constant(2024, 6, 30);
    let snapshot = Snapshot::build(random::records(), None);
    psql(SCHEMA, "");
    psql("drop table if exists preparing; create table preparing (like plans)", "");
    copy_communes(&snapshot, day);
    copy_plans(&snapshot, day, "in_force", "plans");
    copy_plans(&snapshot, day, "preparing", "preparing");
    psql(INDEXES, "");
    let invalid = psql("select id from (select * from plans union all select * from preparing) every where not st_isvalid(geom)", "");
    assert!(invalid.is_empty(), "plans that are not valid: {invalid}");
    let mut csv = "commune,tier,covered_m2,preparing_m2\n".to_owned();
    for line in psql(QUERY, "").lines() {
        let (unit, rest) = line.split_once(',').expect("columns");
        let unit: usize = unit.parse().expect("a place in the snapshot");
        let _ = writeln!(csv, "{},{rest}", snapshot.units[unit].version.code);
    }
    std::fs::write(FILE, csv).expect("the file can be written");
    println!("{FILE} is made, by {}", psql("select postgis_full_version()", "").trim());
}
