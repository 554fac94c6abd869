//! Overlaps and gaps between units of one level that are valid on the same day.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

use geo::orient::{Direction, Orient};
use geo::{Intersects, Point, Polygon, unary_union};
use rayon::prelude::*;

use super::report::{GAP, OVERLAP, OVERLAP_SMALL, SLIVERS, area, id, name, on};
use crate::coverage::common_land;
use crate::domain::{Day, Issue, Land, Level};
use crate::snapshot::{Facts, Snapshot, Unit, area_km2};

/// Overlaps and gaps up to this area are told together (km²): 100 m², what a repair may change of small land.
const TOLERANCE_KM2: f64 = 1e-4;
/// Overlaps and gaps below this area are of the arithmetic (km²): a tenth of a square metre.
const NOTHING_KM2: f64 = 1e-7;
/// An overlap of more than this share of the smaller unit is an error (0–1).
const SMALL_SHARE: f64 = 0.001;

/// Whether a unit is one of those that are asked about.
pub(super) type Concern<'a> = &'a (dyn Fn(&Unit) -> bool + Sync);

/// What is too small to be told one by one.
#[derive(Debug, Default)]
struct Small {
    count: usize,
    km2: f64,
}

impl Small {
    fn add(&mut self, km2: f64) {
        self.count += usize::from(km2 > NOTHING_KM2);
        self.km2 += if km2 > NOTHING_KM2 { km2 } else { 0.0 };
    }
}

/// Overlaps and gaps of every vintage that concern one of the units asked about. Units that are the same in several vintages are
/// compared once.
pub(super) fn neighbours(snapshot: &Snapshot, days: &[Option<Day>], concerns: Concern<'_>) -> Vec<Issue> {
    let (mut issues, overlaps) = overlaps(snapshot, concerns);
    let (found, gaps) = gaps(snapshot, days, concerns);
    issues.extend(found);
    if overlaps.count + gaps.count > 0 {
        let found = format!(
            "{} overlaps ({}) and {} gaps ({}) of at most {}",
            overlaps.count,
            square_metres(overlaps.km2),
            gaps.count,
            square_metres(gaps.km2),
            area(TOLERANCE_KM2)
        );
        issues.push(SLIVERS.at("units", None, "geometry", found));
    }
    issues
}

fn square_metres(km2: f64) -> String {
    format!("{:.1} m² together", km2 * 1e6)
}

fn overlaps(snapshot: &Snapshot, concerns: Concern<'_>) -> (Vec<Issue>, Small) {
    let pairs: Vec<(&Unit, &Unit, Land)> =
        distinct_pairs(snapshot, concerns).into_par_iter().map(|(a, b)| (a, b, common_land(a.shape(), b.shape()))).collect();
    let (mut issues, mut small) = (Vec::new(), Small::default());
    for (a, b, land) in pairs {
        let km2 = area_km2(&land);
        if km2 <= TOLERANCE_KM2 {
            small.add(km2);
            continue;
        }
        let least = a.facts.area_km2.min(b.facts.area_km2);
        let rule = if km2 > SMALL_SHARE * least { OVERLAP } else { OVERLAP_SMALL };
        let since = a.version.period.intersection(&b.version.period).and_then(|both| both.from);
        let at = place(&land);
        let near = at.map(|at| format!(", near {:.5} {:.5}", at.x(), at.y())).unwrap_or_default();
        let (a, b) = if concerns(a) { (a, b) } else { (b, a) };
        let found = format!("{} shares {} with {}{}{near}", name(&a.version), area(km2), name(&b.version), on(since));
        issues.push(rule.at("units", id(&a.version), "geometry", found).near(at.map(|at| at.0)));
    }
    (issues, small)
}

/// Where the largest piece lies.
fn place(land: &Land) -> Option<Point> {
    let size = |polygon: &Polygon| area_km2(&Land::new(vec![polygon.clone()]));
    let largest = land.iter().max_by(|a, b| size(a).total_cmp(&size(b)));
    largest.and_then(|polygon| inside(&Land::new(vec![polygon.clone()])))
}

fn inside(land: &Land) -> Option<Point> {
    Facts::of(land, &std::collections::HashMap::new()).map(|facts| facts.point)
}

/// Neighbours of one level with common days, by code; of pairs of the same two shapes the earliest.
fn distinct_pairs<'a>(snapshot: &'a Snapshot, concerns: Concern<'_>) -> Vec<(&'a Unit, &'a Unit)> {
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    for (index, unit) in snapshot.units.iter().enumerate() {
        for other in snapshot.units_near(unit.facts.bounds).into_iter().filter(|other| *other > index) {
            let other = &snapshot.units[other];
            let comparable = (concerns(unit) || concerns(other))
                && unit.version.level() == other.version.level()
                && unit.version.code != other.version.code
                && unit.version.period.intersection(&other.version.period).is_some();
            if comparable && seen.insert((unit.facts.hash.min(other.facts.hash), unit.facts.hash.max(other.facts.hash))) {
                pairs.push((unit.as_ref(), other.as_ref()));
            }
        }
    }
    pairs
}

/// A hole in the land of a level that no smaller level fills.
#[derive(Debug)]
struct Gap {
    level: Level,
    since: Option<Day>,
    km2: f64,
    at: Point,
    around: Vec<String>,
}

fn gaps(snapshot: &Snapshot, days: &[Option<Day>], concerns: Concern<'_>) -> (Vec<Issue>, Small) {
    let mut seen_sets = HashSet::new();
    let mut told: BTreeMap<(Level, String), Gap> = BTreeMap::new();
    let mut small = Small::default();
    for &since in days {
        for &level in Level::ALL {
            let units = of_level(snapshot, level, since);
            if !units.iter().any(|unit| concerns(unit)) || !seen_sets.insert((level, set_hash(&units))) {
                continue;
            }
            for gap in gaps_between(snapshot, &units, level, since, concerns) {
                // The same hole in a later vintage is the same flaw.
                let key = (level, format!("{:.5} {:.5} {:.0}", gap.at.x(), gap.at.y(), gap.km2 * 1e6));
                if told.contains_key(&key) {
                    continue;
                }
                if gap.km2 <= TOLERANCE_KM2 {
                    small.add(gap.km2);
                }
                told.insert(key, gap);
            }
        }
    }
    let told = told.into_values().filter(|gap| gap.km2 > TOLERANCE_KM2);
    let issue = |gap: Gap| {
        let Gap { level, since, km2, at, around } = gap;
        let found = format!(
            "{}{} belong to no unit of the {level}s, near {:.5} {:.5}, between {}",
            area(km2),
            on(since),
            at.x(),
            at.y(),
            around.join(", ")
        );
        GAP.at("units", None, "geometry", found).near(at.0)
    };
    (told.map(issue).collect(), small)
}

fn of_level(snapshot: &Snapshot, level: Level, since: Option<Day>) -> Vec<&Unit> {
    let vintage = snapshot.vintage(since.unwrap_or(Day::MIN));
    vintage.units().map(|index| snapshot.units[index].as_ref()).filter(|unit| unit.version.level() == level).collect()
}

fn set_hash(units: &[&Unit]) -> u64 {
    let mut shapes: Vec<u64> = units.iter().map(|unit| unit.facts.hash).collect();
    shapes.sort_unstable();
    let mut hasher = DefaultHasher::new();
    shapes.iter().for_each(|hash| hasher.write_u64(*hash));
    hasher.finish()
}

fn gaps_between(snapshot: &Snapshot, units: &[&Unit], level: Level, since: Option<Day>, concerns: Concern<'_>) -> Vec<Gap> {
    let whole = dissolved(units);
    let holes = whole.iter().flat_map(Polygon::interiors).map(|ring| Land::new(vec![Polygon::new(ring.clone(), Vec::new())]));
    let gaps = holes.filter_map(|hole| {
        let facts = Facts::of(&hole, &std::collections::HashMap::new())?;
        let filled = is_filled(snapshot, facts.point, level, since);
        let near = units.iter().filter(|unit| unit.facts.bounds.intersects(&facts.bounds) && unit.version.boundary.intersects(&hole));
        let near: Vec<&&Unit> = near.collect();
        let around = near.iter().take(3).map(|unit| name(&unit.version)).collect();
        (!filled && near.iter().any(|unit| concerns(unit)) && facts.area_km2 > NOTHING_KM2).then_some(Gap {
            level,
            since,
            km2: facts.area_km2,
            at: facts.point,
            around,
        })
    });
    gaps.collect()
}

/// Whether a unit of a level above, to which nothing belongs, has the point: its own land is then all there is.
fn is_filled(snapshot: &Snapshot, at: Point, level: Level, since: Option<Day>) -> bool {
    let day = since.unwrap_or(Day::MIN);
    let smallest = snapshot.units_at(at, day).last().copied();
    smallest.is_some_and(|unit| snapshot.vintage(day).children(unit).is_empty() && snapshot.units[unit].version.level() < level)
}

/// The land of units together, on all cores: strips from west to east first, then these.
fn dissolved(units: &[&Unit]) -> Land {
    let mut units = units.to_vec();
    units.sort_by(|a, b| a.facts.bounds.center().x.total_cmp(&b.facts.bounds.center().x));
    let strip = units.len().div_ceil(rayon::current_num_threads()).max(8);
    // A union counts rings by their direction, so all have to run the same way.
    let lands = |strip: &[&Unit]| strip.iter().map(|unit| unit.version.boundary.orient(Direction::Default)).collect::<Vec<Land>>();
    let strips: Vec<Land> = units.par_chunks(strip).map(|strip| unary_union(&lands(strip))).collect();
    if strips.len() > 1 { unary_union(&strips) } else { strips.into_iter().next().unwrap_or_else(|| Land::new(Vec::new())) }
}
