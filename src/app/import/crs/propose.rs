//! Which reference systems fit coordinates that come without one.

use geo::{Coord, Point};

use super::ground::{Ground, REACH_M, share};
use super::systems::{SYSTEMS, System};
use crate::ingest::Survey;

/// Places that are looked at.
const PLACES: usize = 600;
/// A system fits if at least this share of the places lies where it should (0–1).
const FITS: f64 = 0.9;
/// A system of which less than this share does is not listed (0–1).
const LISTED: f64 = 0.5;
/// Systems that are listed.
const MOST: usize = 12;
/// Borders that are the same lie this near to one another, in most places (m); vintages differ by up to 100 m.
pub(super) const SAME_M: f64 = 60.0;

/// A reference system that may be the right one, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Proposal {
    /// As `--crs` takes it.
    pub crs: String,
    name: &'static str,
    /// The share of places inside the units that are loaded; `None` where none are.
    pub in_units: Option<f64>,
    /// The share of places where the system is used.
    in_zone: f64,
    /// The median distance of borders from those that are loaded (m), if they are near any.
    pub border_m: Option<f64>,
}

impl Proposal {
    /// Whether most places lie in units, or where none are loaded, where the system is used.
    fn fits(&self) -> bool {
        self.in_units.map_or(self.in_zone >= FITS, |share| share >= FITS)
    }

    /// What speaks for it, in words.
    pub fn evidence(&self) -> String {
        let percent = |share: f64| format!("{:.0} %", 100.0 * share);
        let units = self.in_units.map(|share| format!("{} of the places looked at lie in units already loaded", percent(share)));
        let zone = format!("{} where this system is used", percent(self.in_zone));
        let border = self.border_m.map(|metres| format!("borders lie {metres:.1} m from those loaded (median)"));
        let parts: Vec<String> = units.into_iter().chain([zone]).chain(border).collect();
        format!("{} ({}): {}", self.crs, self.name, parts.join(", "))
    }
}

/// The systems that may be the right ones, best first.
pub(super) fn proposals(ground: Ground<'_>, survey: &Survey) -> Vec<Proposal> {
    let (inside, borders) = (thinned(&survey.inside), thinned(&survey.borders));
    let mut found: Vec<Proposal> = Vec::new();
    for system in SYSTEMS {
        for (swapped, millimetres) in [(false, false), (true, false), (false, true), (true, true)] {
            if millimetres && system.in_degrees() {
                continue;
            }
            let reading = Reading { system, swapped, millimetres };
            found.extend(proposal(ground, &reading, &inside, &borders));
        }
    }
    // A province that is not loaded yet lies in none of the units: then only the zones speak.
    if !found.iter().any(|proposal| proposal.in_units.is_some_and(|share| share >= LISTED)) {
        found.iter_mut().for_each(|proposal| proposal.in_units = None);
    }
    found.retain(|proposal| proposal.in_units.unwrap_or(proposal.in_zone) >= LISTED);
    found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    found.truncate(MOST);
    found
}

/// What is in the right place counts most, then whose zone it is, then how near borders are.
fn rank(proposal: &Proposal) -> f64 {
    let near = 1.0 - proposal.border_m.unwrap_or(REACH_M) / REACH_M;
    10.0 * (proposal.in_units.unwrap_or(0.0) * 10.0).round() + 10.0 * (proposal.in_zone * 5.0).round() + near
}

/// The one proposal that stands out: it alone fits, or it alone has its borders where those loaded are.
pub(super) fn only(proposals: &[Proposal]) -> Option<&Proposal> {
    let mut fitting = proposals.iter().filter(|proposal| proposal.fits() && proposal.in_zone >= FITS);
    let (first, second) = (fitting.next()?, fitting.next());
    let Some(second) = second else { return Some(first) };
    let (near, next) = (first.border_m?, second.border_m.unwrap_or(REACH_M));
    (near <= SAME_M && 2.0 * near <= next).then_some(first)
}

struct Reading {
    system: System,
    swapped: bool,
    millimetres: bool,
}

impl Reading {
    fn places(&self, at: &[Coord]) -> Vec<Point> {
        let unit = if self.millimetres { 0.001 } else { 1.0 };
        let in_order = |at: &Coord| if self.swapped { Coord { x: at.y * unit, y: at.x * unit } } else { *at * unit };
        at.iter().filter_map(|at| self.system.position(in_order(at))).collect()
    }

    fn name(&self) -> String {
        let words = [(self.swapped, ",swapped"), (self.millimetres, ",mm")];
        let words: String = words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect();
        format!("EPSG:{}{words}", self.system.epsg)
    }
}

fn proposal(ground: Ground<'_>, reading: &Reading, inside: &[Coord], borders: &[Coord]) -> Option<Proposal> {
    let places = reading.places(inside);
    if inside.is_empty() || places.len() * 2 < inside.len() {
        return None;
    }
    let in_zone = share(&places, |place| reading.system.is_used_at(place));
    let in_units = (!ground.is_empty()).then(|| ground.share(&places));
    if in_units.unwrap_or(0.0) < LISTED && in_zone < LISTED {
        return None;
    }
    let border_m = in_units.filter(|share| *share >= LISTED).map(|_| {
        let places = reading.places(borders);
        ground.borders(&places).median_m(&places, 0.0, 0.0)
    });
    let border_m = border_m.filter(|metres| *metres < REACH_M);
    Some(Proposal { crs: reading.name(), name: reading.system.name, in_units, in_zone, border_m })
}

fn thinned(places: &[(f64, f64)]) -> Vec<Coord> {
    places.iter().copied().map(Coord::from).step_by(places.len().div_ceil(PLACES).max(1)).collect()
}
