//! Bringing borders together that were drawn twice: vertices and edges of different units that lie within a tolerance.
//!
//! What comes out depends on nothing but the coordinates, not on the order of records: vertices take turns by how many units have
//! them, then from west to east and south to north. No vertex moves farther than the tolerance, and none to a vertex of its own unit.

use std::collections::HashMap;

use geo::{Coord, LineString, Polygon};

use super::crs::metres;
use super::rules::BORDERS_SNAPPED;
use crate::domain::{FaultSearch, Issue, Land, Place, UnitVersion, faults};
use crate::ingest::Record;
use crate::snapshot::area_km2;

/// Vertices are looked for along edges by cells of this size, or of the tolerance if that is more (m).
const CELL_M: f64 = 50.0;

/// Snaps the boundaries of units in place, and tells what came of it.
pub(super) fn snap(records: &mut [Record<UnitVersion>], tolerance_m: f64) -> Issue {
    let mut vertices = Vertices::of(records.iter().map(|record| &record.value.boundary));
    let mut done = Done::default();
    vertices.move_together(tolerance_m, &mut done);
    let stayed = vertices.given.iter().copied().enumerate().filter(|(id, at)| vertices.places[*id] == *at);
    let along = Cells::new(CELL_M.max(tolerance_m), stayed);
    for (unit, record) in records.iter_mut().enumerate() {
        let land = &mut record.value.boundary;
        let snapped = snapped(land, unit, &vertices, &along, tolerance_m, &mut done);
        if snapped == *land {
            continue;
        }
        if snapped.0.is_empty() || !faults(&snapped, FaultSearch::FIRST).is_empty() {
            done.kept += 1;
            continue;
        }
        let change_m2 = (area_km2(&snapped) - area_km2(land)) * 1e6;
        done.units += 1;
        done.largest_change_m2 = if change_m2.abs() > done.largest_change_m2.abs() { change_m2 } else { done.largest_change_m2 };
        *land = snapped;
    }
    let file = records.first().map(|record| record.place.file.clone()).unwrap_or_default();
    let Done { moved, added, units, kept, farthest_m, largest_change_m2 } = done;
    let found = format!(
        "{moved} vertices moved and {added} added to edges in {units} units, by {farthest_m:.3} m at most; the area of a unit changes by \
         {largest_change_m2:+.1} m² at most; {kept} units were left as they are since they would not be valid"
    );
    BORDERS_SNAPPED.issue(Place { file, ..Place::default() }, found, format!("the tolerance is {tolerance_m} m, as told"))
}

/// What was done.
#[derive(Debug, Default)]
struct Done {
    moved: usize,
    added: usize,
    units: usize,
    kept: usize,
    farthest_m: f64,
    largest_change_m2: f64,
}

/// The distinct vertices of all units.
struct Vertices {
    ids: HashMap<(u64, u64), usize>,
    given: Vec<Coord>,
    /// Where each is now.
    places: Vec<Coord>,
    /// The units that have it, or a vertex that came to it.
    owners: Vec<Vec<usize>>,
}

fn bits(at: Coord) -> (u64, u64) {
    (at.x.to_bits(), at.y.to_bits())
}

impl Vertices {
    fn of<'a>(lands: impl Iterator<Item = &'a Land>) -> Self {
        let mut all = Self { ids: HashMap::new(), given: Vec::new(), places: Vec::new(), owners: Vec::new() };
        for (unit, land) in lands.enumerate() {
            for at in
                land.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).flat_map(|ring| &ring.0)
            {
                let id = *all.ids.entry(bits(*at)).or_insert_with(|| {
                    all.given.push(*at);
                    all.owners.push(Vec::new());
                    all.given.len() - 1
                });
                if all.owners[id].last() != Some(&unit) {
                    all.owners[id].push(unit);
                }
            }
        }
        all.places.clone_from(&all.given);
        all
    }

    /// Each vertex either stays, or goes to the nearest one that stays and is of other units alone.
    fn move_together(&mut self, tolerance_m: f64, done: &mut Done) {
        let mut order: Vec<usize> = (0..self.given.len()).collect();
        order.sort_by(|&a, &b| {
            let key = |id: usize| self.given[id];
            let by_place = key(a).x.total_cmp(&key(b).x).then(key(a).y.total_cmp(&key(b).y));
            self.owners[b].len().cmp(&self.owners[a].len()).then(by_place)
        });
        let mut staying = Cells::new(tolerance_m, std::iter::empty());
        for id in order {
            let at = self.given[id];
            let apart = |other: &usize| !self.owners[*other].iter().any(|owner| self.owners[id].contains(owner));
            let near = staying.near(at).filter(apart).map(|other| (distance_m(at, self.given[other]), other));
            let nearest = near.filter(|(distance, _)| *distance <= tolerance_m).min_by(|a, b| {
                let place = |id: usize| (self.given[id].x, self.given[id].y);
                a.0.total_cmp(&b.0).then(place(a.1).0.total_cmp(&place(b.1).0)).then(place(a.1).1.total_cmp(&place(b.1).1))
            });
            match nearest {
                Some((distance, other)) => {
                    self.places[id] = self.given[other];
                    let owners = std::mem::take(&mut self.owners[id]);
                    self.owners[other].extend(&owners);
                    self.owners[id] = owners;
                    done.moved += 1;
                    done.farthest_m = done.farthest_m.max(distance);
                }
                None => staying.put(at, id),
            }
        }
    }

    /// Where a given vertex is now.
    fn place(&self, given: Coord) -> Coord {
        self.ids.get(&bits(given)).map_or(given, |id| self.places[*id])
    }
}

/// Vertices by cells.
struct Cells {
    size_m: f64,
    cells: HashMap<(i64, i64), Vec<usize>>,
}

impl Cells {
    fn new(size_m: f64, vertices: impl Iterator<Item = (usize, Coord)>) -> Self {
        let mut cells = Self { size_m, cells: HashMap::new() };
        vertices.for_each(|(id, at)| cells.put(at, id));
        cells
    }

    /// A cell is at least as wide as its size wherever Vietnam is: longitudes are counted as at 30° north.
    #[expect(clippy::cast_possible_truncation, reason = "a circumference in cells of a centimetre has ten digits")]
    fn cell(&self, at: Coord) -> (i64, i64) {
        let (per_x, per_y) = metres(30.0);
        ((at.x * per_x / self.size_m).floor() as i64, (at.y * per_y / self.size_m).floor() as i64)
    }

    fn put(&mut self, at: Coord, id: usize) {
        let cell = self.cell(at);
        self.cells.entry(cell).or_default().push(id);
    }

    fn near(&self, at: Coord) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = self.cell(at);
        (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy))).filter_map(|cell| self.cells.get(&cell)).flatten().copied()
    }

    /// Those near a line, each once.
    fn along(&self, from: Coord, to: Coord) -> Vec<usize> {
        let steps = (distance_m(from, to) / self.size_m).ceil().max(1.0);
        let mut found = Vec::new();
        let mut step = 0.0;
        while step <= steps {
            found.extend(self.near(from + (to - from) * (step / steps)));
            step += 1.0;
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The way between two places near to one another, east and north (m).
fn way_m(from: Coord, to: Coord) -> Coord {
    let (per_x, per_y) = metres(f64::midpoint(from.y, to.y));
    Coord { x: (to.x - from.x) * per_x, y: (to.y - from.y) * per_y }
}

fn distance_m(from: Coord, to: Coord) -> f64 {
    let way = way_m(from, to);
    way.x.hypot(way.y)
}

/// The land with its vertices where they are now, and with those of other units that lie along its edges.
fn snapped(land: &Land, unit: usize, vertices: &Vertices, along: &Cells, tolerance_m: f64, done: &mut Done) -> Land {
    let mut ring = |ring: &LineString| {
        let mut moved: Vec<Coord> = ring.0.iter().map(|at| vertices.place(*at)).collect();
        moved.dedup();
        let mut all = Vec::with_capacity(moved.len());
        for edge in moved.windows(2) {
            all.push(edge[0]);
            let between = on_edge(edge[0], edge[1], unit, vertices, along, tolerance_m, done);
            all.extend(between);
        }
        all.extend(moved.last());
        all.dedup();
        LineString::new(all)
    };
    let polygons = land.iter().filter_map(|polygon| {
        let outer = ring(polygon.exterior());
        let holes: Vec<LineString> = polygon.interiors().iter().map(&mut ring).filter(|hole| hole.0.len() >= 4).collect();
        (outer.0.len() >= 4).then(|| Polygon::new(outer, holes))
    });
    Land::new(polygons.collect())
}

/// Vertices of other units alone that lie within the tolerance of an edge, from its start on.
fn on_edge(from: Coord, to: Coord, unit: usize, vertices: &Vertices, along: &Cells, tolerance_m: f64, done: &mut Done) -> Vec<Coord> {
    let edge = way_m(from, to);
    let length2 = edge.x * edge.x + edge.y * edge.y;
    let mut found: Vec<(f64, Coord)> = Vec::new();
    for id in along.along(from, to) {
        let at = vertices.places[id];
        if at == from || at == to || vertices.owners[id].contains(&unit) {
            continue;
        }
        let way = way_m(from, at);
        let t = (way.x * edge.x + way.y * edge.y) / length2;
        let off = (way.x - t * edge.x).hypot(way.y - t * edge.y);
        if t > 0.0 && t < 1.0 && off <= tolerance_m {
            done.farthest_m = done.farthest_m.max(off);
            found.push((t, at));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)).then(a.1.y.total_cmp(&b.1.y)));
    found.dedup_by_key(|(_, at)| bits(*at));
    done.added += found.len();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Period, Quality, UnitCode, UnitKind};
    use geo::BooleanOps;

    fn unit(code: &str, ring: &[(f64, f64)]) -> Record<UnitVersion> {
        // Metres east and north of a place in Vietnam, so that tolerances can be read.
        let (per_x, per_y) = metres(21.0);
        let at = |&(x, y): &(f64, f64)| Coord { x: 106.0 + x / per_x, y: 21.0 + y / per_y };
        let mut line = LineString::new(ring.iter().map(at).collect());
        line.close();
        let value = UnitVersion {
            code: UnitCode::new(code).unwrap(),
            name: "X".into(),
            kind: UnitKind::Commune,
            parent_code: None,
            period: Period { from: None, to: None },
            boundary: Land::new(vec![Polygon::new(line, Vec::new())]),
            quality: Quality::Imported,
            source: None,
        };
        Record { place: Place::default(), value }
    }

    /// Three units whose borders miss one another by up to 0.4 m: west, east with a vertex of its own on the border, and north.
    fn apart() -> Vec<Record<UnitVersion>> {
        vec![
            unit("00001", &[(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)]),
            unit("00002", &[(1000.3, 0.0), (2000.0, 0.0), (2000.0, 1000.0), (1000.2, 1000.1), (999.8, 500.0)]),
            unit("00003", &[(0.0, 1000.3), (999.9, 1000.3), (1999.9, 1000.2), (2000.0, 2000.0), (0.0, 2000.0)]),
        ]
    }

    fn shared_m2(records: &[Record<UnitVersion>]) -> (f64, usize) {
        let land = |at: usize| &records[at].value.boundary;
        let overlap = [(0, 1), (0, 2), (1, 2)].iter().map(|(a, b)| area_km2(&land(*a).intersection(land(*b)))).sum::<f64>();
        let union = land(0).union(land(1)).union(land(2));
        let holes = union.iter().map(|polygon| polygon.interiors().len()).sum::<usize>();
        (overlap * 1e6, holes)
    }

    #[test]
    fn borders_within_the_tolerance_become_one() {
        let mut records = apart();
        assert!(shared_m2(&records).0 > 10.0);
        let issue = snap(&mut records, 0.5);
        let (overlap, holes) = shared_m2(&records);
        assert!(overlap < 1e-3 && holes == 0, "{overlap} {holes}");
        assert!(issue.found.contains("5 vertices moved and 1 added") && issue.found.contains("0 units were left"), "{}", issue.found);
        for record in &records {
            assert!(faults(&record.value.boundary, FaultSearch::FIRST).is_empty());
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter() {
        let (mut forward, mut backward) = (apart(), apart());
        backward.reverse();
        snap(&mut forward, 0.5);
        snap(&mut backward, 0.5);
        backward.reverse();
        assert_eq!(forward, backward);
    }

    #[test]
    fn nothing_moves_beyond_the_tolerance_or_within_a_unit() {
        let mut records = apart();
        let issue = snap(&mut records, 0.05);
        assert_eq!(records, apart(), "{}", issue.found);
        // A border with vertices 0.2 m apart keeps them.
        let fine = unit("00001", &[(0.0, 0.0), (0.2, 0.0), (0.4, 0.1), (1000.0, 0.0), (0.0, 1000.0)]);
        let mut records = vec![fine.clone()];
        snap(&mut records, 0.5);
        assert_eq!(records, [fine]);
    }
}
