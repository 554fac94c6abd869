//! Memory at rest: what the server holds when the low zooms are made and nobody asks, against what the coordinates weigh.

use std::time::Duration;

use plancover::domain::{Land, Territory};
use plancover::snapshot::Snapshot;

use crate::ask;
use crate::report::{Report, Unit};
use crate::servers::Program;

/// Bytes of a vertex: two floating-point numbers.
const VERTEX: usize = 16;
const MIB: f64 = 1024.0 * 1024.0;
/// In ten seconds the allocator gives back what is not in use.
const REST: Duration = Duration::from_secs(15);

pub fn measure(program: &Program, snapshot: &Snapshot, report: &mut Report) {
    let server = program.serve(true);
    ask::calm(&server.address);
    std::thread::sleep(REST);
    let coordinates = mebibytes(vertices(snapshot) * VERTEX);
    report.at_most_times("memory at rest", Unit::Mebibytes, mebibytes(server.memory()), ("coordinates", coordinates), 3.0);
}

/// Vertices of everything that is loaded, each land as often as it was given.
fn vertices(snapshot: &Snapshot) -> usize {
    let units = snapshot.units.iter().map(|unit| unit.facts.vertices).sum::<usize>();
    let areas = snapshot.areas.iter().filter_map(|entry| entry.area.boundary.as_ref()).map(count).sum::<usize>();
    let plans = snapshot.plans.iter().filter_map(|entry| match &entry.plan.territory {
        Territory::Boundary(land) => Some(count(land)),
        _ => None,
    });
    units + areas + plans.sum::<usize>()
}

fn count(land: &Land) -> usize {
    land.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).map(|ring| ring.0.len()).sum()
}

fn mebibytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes >> 10).expect("below 4 TiB")) * 1024.0 / MIB
}
