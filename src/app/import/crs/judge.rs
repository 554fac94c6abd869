//! What is told about the reference system of a file, and which one is proposed.

use geo::Point;

use super::ground::{Ground, share};
use super::propose::{Proposal, SAME_M, only, proposals};
use super::shift::{Shift, shift};
use super::systems::{in_country, is_vn2000};
use crate::app::import::rules::{CRS_ELSEWHERE, CRS_PROPOSAL, CRS_SHIFT_LOADED, CRS_SHIFT_TOLD, CRS_SHIFTED};
use crate::domain::{Issue, Land, Place, Rule};
use crate::ingest::Survey;

/// What came of judging.
#[derive(Debug, Default)]
pub(in crate::app::import) struct Verdict {
    /// What is told.
    pub issues: Vec<Issue>,
    /// The reference system that alone fits, as `--crs` takes it.
    pub accept: Option<String>,
    /// The best proposal, for the command to repeat.
    pub best: Option<String>,
}

/// Judges a file by where its places lie. `lands` are the boundaries of units that were read, of other records none; `told` says
/// that the reference system was given by the command; `off_earth` that coordinates could not be read in it.
pub(in crate::app::import) fn judge(
    ground: Ground<'_>,
    file: &Place,
    survey: &Survey,
    lands: &[&Land],
    told: bool,
    off_earth: bool,
) -> Verdict {
    if survey.borders.is_empty() {
        return Verdict::default();
    }
    let Some(crs) = survey.crs.as_ref().filter(|_| !off_earth) else { return proposed(file, &proposals(ground, survey)) };
    if lands.is_empty() {
        return Verdict::default();
    }
    if !told && let Some(verdict) = elsewhere(ground, file, survey, lands, crs) {
        return verdict;
    }
    shift(ground, lands).map(|shift| shifted(file, crs, &shift, told)).unwrap_or_default()
}

/// The proposals, each as a note with its evidence.
fn proposed(file: &Place, proposals: &[Proposal]) -> Verdict {
    let accept = only(proposals).map(|proposal| proposal.crs.clone());
    let hint = |proposal: &Proposal| match &accept {
        Some(crs) if *crs == proposal.crs => format!("repeat the command with --crs {crs}, or with --yes: it alone fits"),
        _ => format!("if it is this, repeat the command with --crs {}", proposal.crs),
    };
    let issues = proposals.iter().map(|proposal| CRS_PROPOSAL.issue(file.clone(), proposal.evidence(), hint(proposal))).collect();
    let best = accept.clone().or_else(|| proposals.first().map(|proposal| proposal.crs.clone()));
    Verdict { issues, accept, best }
}

/// Land that lies neither in the country nor in any unit loaded, or whose borders fit only with another system.
fn elsewhere(ground: Ground<'_>, file: &Place, survey: &Survey, lands: &[&Land], crs: &str) -> Option<Verdict> {
    let places: Vec<Point> =
        lands.iter().take(500).filter_map(|land| land.0.first()?.exterior().0.first().copied()).map(Point::from).collect();
    let abroad = share(&places, in_country) < 0.5;
    if ground.share(&places) > 0.0 || (!abroad && ground.is_empty()) {
        return None;
    }
    let mut fitting = proposals(ground, survey);
    fitting.retain(|proposal| {
        let at_home = proposal.in_units.is_some() && proposal.border_m.is_some_and(|metres| metres <= SAME_M);
        proposal.crs != crs && (abroad || at_home)
    });
    let first = fitting.first()?;
    let found =
        format!("read as {crs}, nothing lies in {}", if abroad { "Vietnam" } else { "the units already loaded, and with another it does" });
    let hint = format!("if {crs} is right all the same, give it with --crs; {} fits better", first.crs);
    let issue = CRS_ELSEWHERE.issue(file.clone(), found, hint);
    let mut verdict = proposed(file, &fitting);
    verdict.issues.insert(0, issue);
    Some(verdict)
}

fn shifted(file: &Place, crs: &str, shift: &Shift, told: bool) -> Verdict {
    let Shift { east, north, before_m, after_m, is_vn2000 } = *shift;
    let (is, said) = if is_vn2000 { ("VN-2000", "WGS 84") } else { ("WGS 84", "VN-2000") };
    let found = format!(
        "read as {crs}, borders lie {before_m:.0} m (median) from those already loaded; moved by {east:+.0} m east and {north:+.0} m \
         north they lie {after_m:.1} m from them, which is the difference of {is} taken for {said}"
    );
    let only = |rule: &Rule, hint: &str| Verdict { issues: vec![rule.issue(file.clone(), &found, hint)], ..Verdict::default() };
    if told {
        return only(CRS_SHIFT_TOLD, "it is read as told: check that --crs is right, or whether the boundaries loaded are the wrong ones");
    }
    if on_vn2000(crs) == is_vn2000 {
        let (other, way) = if is_vn2000 { ("WGS 84 taken for VN-2000", "EPSG:4326") } else { ("VN-2000 taken for WGS 84", "EPSG:4756") };
        return only(CRS_SHIFT_LOADED, &format!("the boundaries loaded are most likely {other}: import them again, as with --crs {way}"));
    }
    let other = match crs {
        "EPSG:4326" => Some("EPSG:4756"),
        "EPSG:32648" => Some("EPSG:3405"),
        "EPSG:32649" => Some("EPSG:3406"),
        "EPSG:4756" => Some("EPSG:4326"),
        "EPSG:3405" => Some("EPSG:32648"),
        "EPSG:3406" => Some("EPSG:32649"),
        _ => None,
    };
    let way = match other {
        Some(other) => format!("repeat the command with --crs {other}, or with --yes"),
        None if is_vn2000 => "repeat the command with --crs and the EPSG number of its zone on VN-2000".to_owned(),
        None => "have it exported again as WGS 84".to_owned(),
    };
    let insist = if crs.starts_with("EPSG:") { format!("insist with --crs {crs}") } else { "correct those".to_owned() };
    let accept = other.map(str::to_owned);
    Verdict { best: accept.clone(), accept, ..only(CRS_SHIFTED, &format!("{way}; if the boundaries loaded are the wrong ones, {insist}")) }
}

/// Whether a reference system, as the reader names it, is on the datum VN-2000.
fn on_vn2000(crs: &str) -> bool {
    crs.starts_with("+proj=") || is_vn2000(crs)
}
