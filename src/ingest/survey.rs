//! A sample of a file's own coordinates, so that its reference system can be judged where known boundaries are at hand.

use geo::Coord;
use serde::{Deserialize, Serialize};

use super::wkb;

/// Places of a file in its own coordinates, spread over its records.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// The reference system that the file was read in; `None` if it tells none that can be used.
    pub crs: Option<String>,
    /// Vertices of outer rings.
    pub borders: Vec<(f64, f64)>,
    /// Places that lie well inside, for most shapes.
    pub inside: Vec<(f64, f64)>,
}

/// Records that are looked at, at most twice as many.
const RECORDS: usize = 500;
/// Vertices that are taken of one record.
const VERTICES: usize = 64;
/// Of these, how many have a place between them and the middle.
const EVERY: usize = 8;

/// Takes a sample while records go by, without knowing how many there will be.
#[derive(Debug)]
pub(super) struct Surveyor {
    records: Vec<(Vec<Coord>, Vec<Coord>)>,
    seen: usize,
    step: usize,
}

impl Surveyor {
    pub const fn new() -> Self {
        Self { records: Vec::new(), seen: 0, step: 1 }
    }

    /// Looks at the polygons of a record.
    pub fn look(&mut self, polygons: &[u8]) {
        self.seen += 1;
        if !(self.seen - 1).is_multiple_of(self.step) {
            return;
        }
        let Some(ring) = wkb::read(polygons).and_then(|polygons| polygons.into_iter().flatten().max_by_key(Vec::len)) else { return };
        if ring.is_empty() {
            return;
        }
        self.records.push(sample(&ring));
        if self.records.len() >= 2 * RECORDS {
            let mut index = 0;
            self.records.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.step *= 2;
        }
    }

    /// The sample; a file of few records has more of each.
    pub fn finish(self, crs: Option<String>) -> Survey {
        let (borders, inside): (Vec<_>, Vec<_>) = self.records.into_iter().unzip();
        let pairs = |places: Vec<Vec<Coord>>| places.concat().into_iter().map(|at| at.x_y()).collect();
        Survey { crs, borders: pairs(borders), inside: pairs(inside) }
    }
}

fn sample(ring: &[Coord]) -> (Vec<Coord>, Vec<Coord>) {
    let step = ring.len().div_ceil(VERTICES);
    let border: Vec<Coord> = ring.iter().copied().step_by(step).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 64 vertices")]
    let middle = border.iter().fold(Coord::zero(), |sum, vertex| sum + *vertex) / border.len() as f64;
    let between = border.iter().step_by(EVERY).map(|vertex| (*vertex + middle) / 2.0);
    let inside = std::iter::once(middle).chain(between).collect();
    (border, inside)
}
