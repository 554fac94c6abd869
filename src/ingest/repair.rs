//! Validity of land (OGC 06-103r4, 6.1.11), and repair of what is wrong by so little that the land stays the same.
//!
//! Repair means GEOS's structure method: rings are made simple, shells are united, holes are taken out. It is accepted
//! where the area changes by at most 0.1 %, or by 100 m² where that is more, but never by more than 1 %.

use std::collections::HashSet;

use gdal::cpl::CslStringList;
use gdal::vector::Geometry;
use geo::GeodesicArea;

use super::crs::Transform;
use super::issues::{
    Finding, SHAPE_DUPLICATE_RING, SHAPE_HOLE_OUTSIDE, SHAPE_HOLES_OVERLAP, SHAPE_INVALID, SHAPE_PARTS_OVERLAP, SHAPE_REPAIRED,
    SHAPE_SELF_INTERSECTION, SHAPE_SELF_TOUCH, SHAPE_SPIKE, SHAPE_TOO_FEW_POINTS,
};
use super::{library, shape, wkb};
use crate::domain::{Fault, FaultKind, FaultSearch, Land, faults};

/// Share of the area that a repair may change.
const SHARE: f64 = 0.001;
/// Area that a repair may change of land so small that this is more than the share, in m².
const SMALL_M2: f64 = 100.0;
/// Share of the area that a repair may never exceed.
const LARGEST_SHARE: f64 = 0.01;

/// Faults of one shape that are told one by one.
const FAULTS: FaultSearch = FaultSearch { most: 20, pairs: 50_000_000 };

/// The land if it is valid, or repaired; every fault and the repair are added to `changes`.
///
/// # Errors
/// It is not valid, and the repair would change it too much.
pub(super) fn valid(land: Land, transform: &Transform, changes: &mut Vec<Finding>) -> Result<Land, Finding> {
    let geometry = to_gdal(&land)?;
    if geometry.is_valid() {
        library::messages();
        return Ok(land);
    }
    let reason = library::messages().into_iter().next().map_or_else(|| "it crosses itself".to_owned(), |message| message.text);
    let faults = faults(&land, FAULTS);
    changes.extend(faults.iter().map(|fault| told(*fault, transform)));
    let (reason, first) = faults.first().map_or((reason, None), |fault| (fault.to_string(), Some(fault.at)));
    let placed = |finding: Finding| first.map_or_else(|| finding.clone(), |at| finding.clone().near(at));
    // The same part twice is that part once.
    let (land, geometry) = if faults.iter().any(|fault| fault.kind == FaultKind::DuplicateRing) {
        let land = without_twins(land);
        let geometry = to_gdal(&land)?;
        (land, geometry)
    } else {
        (land, geometry)
    };
    let before = area_m2(&land);
    let (repaired, after) = match repair(&geometry) {
        Some(repaired) => (Some(repaired.clone()), area_m2(&repaired)),
        None => (None, 0.0),
    };
    let change = after - before;
    match repaired {
        Some(repaired) if change.abs() <= allowed_m2(before.max(after)) => {
            let found = format!("{reason}; the area changes by {change:+.1} m² of {before:.0} m²");
            changes.push(placed(Finding::new(SHAPE_REPAIRED, found, "it is repaired; correct it in its source")));
            Ok(repaired)
        }
        _ => {
            let found = format!("{reason}; a repair would change the area by {change:+.1} m² of {before:.0} m²");
            Err(placed(Finding::new(SHAPE_INVALID, found, "correct it in its source")))
        }
    }
}

/// The land with each part once.
fn without_twins(mut land: Land) -> Land {
    let mut seen = HashSet::new();
    land.0.retain(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let mut vertices: Vec<(u64, u64)> =
            rings.flat_map(|ring| ring.0.iter().skip(1)).map(|at| (at.x.to_bits(), at.y.to_bits())).collect();
        vertices.sort_unstable();
        seen.insert(vertices)
    });
    land
}

/// A fault as it is told: with its place on the ground, and in the file where coordinates are others there.
fn told(fault: Fault, transform: &Transform) -> Finding {
    let rule = match fault.kind {
        FaultKind::SelfIntersection => SHAPE_SELF_INTERSECTION,
        FaultKind::SelfTouch => SHAPE_SELF_TOUCH,
        FaultKind::Spike => SHAPE_SPIKE,
        FaultKind::DuplicateRing => SHAPE_DUPLICATE_RING,
        FaultKind::HoleOutside => SHAPE_HOLE_OUTSIDE,
        FaultKind::HolesOverlap => SHAPE_HOLES_OVERLAP,
        FaultKind::PartsOverlap => SHAPE_PARTS_OVERLAP,
        FaultKind::TooFewPoints | FaultKind::NoNumber => SHAPE_TOO_FEW_POINTS,
    };
    let in_file = transform.to_file(fault.at).map(|at| format!(" (in the file: {:.3} {:.3})", at.x, at.y)).unwrap_or_default();
    Finding::new(rule, format!("{fault}{in_file}"), "correct it in its source").near(fault.at)
}

/// The largest change of the area that leaves the land the same, in m².
fn allowed_m2(area_m2: f64) -> f64 {
    (SHARE * area_m2).max(SMALL_M2.min(LARGEST_SHARE * area_m2))
}

fn to_gdal(land: &Land) -> Result<Geometry, Finding> {
    let bytes = wkb::write(land);
    bytes.and_then(|bytes| Geometry::from_wkb(&bytes).ok()).ok_or_else(|| {
        library::messages();
        Finding::new(SHAPE_INVALID, "a geometry that cannot be checked", "write it again")
    })
}

/// The repaired land in the one form land has; `None` if nothing is left of it.
fn repair(geometry: &Geometry) -> Option<Land> {
    let mut options = CslStringList::new();
    options.set_name_value("METHOD", "STRUCTURE").ok()?;
    let repaired = geometry.make_valid(&options).ok();
    library::messages();
    let land = polygons_of(&repaired?)?;
    let still_valid = to_gdal(&land).is_ok_and(|geometry| geometry.is_valid());
    library::messages();
    (still_valid && !land.0.is_empty()).then_some(land)
}

/// The polygons of a geometry, whatever else a repair left beside them.
fn polygons_of(geometry: &Geometry) -> Option<Land> {
    let mut unused = Vec::new();
    if let Some(polygons) = wkb::read(&geometry.iso_wkb().ok()?) {
        return Some(shape::normalise(polygons, &mut unused));
    }
    let parts = (0..geometry.geometry_count()).filter_map(|part| polygons_of(&geometry.get_geometry(part)));
    let polygons: Vec<_> = parts.flat_map(|land| land.0).collect();
    (!polygons.is_empty()).then(|| Land::new(polygons))
}

/// Geodesic area as the rings tell it: outer rings less holes, each taken as positive, in m².
fn area_m2(land: &Land) -> f64 {
    let ring = |ring: &geo::LineString| geo::Polygon::new(ring.clone(), Vec::new()).geodesic_area_signed().abs();
    land.0.iter().map(|polygon| ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::crs::{Crs, from_epsg};
    use geo::{LineString, Polygon};

    fn valid(land: Land, changes: &mut Vec<Finding>) -> Result<Land, Finding> {
        super::valid(land, &Transform::new(&Crs::WGS84).unwrap(), changes)
    }

    fn land(ring: &[(f64, f64)]) -> Land {
        Land::new(vec![Polygon::new(LineString::from(ring.to_vec()), Vec::new())])
    }

    #[test]
    fn valid_land_comes_back_as_it_is() {
        let square = land(&[(106.1, 21.1), (106.2, 21.1), (106.2, 21.2), (106.1, 21.2), (106.1, 21.1)]);
        let mut changes = Vec::new();
        assert_eq!(valid(square.clone(), &mut changes), Ok(square));
        assert_eq!(changes, []);
    }

    #[test]
    fn a_bow_tie_is_refused_with_the_place_where_it_crosses() {
        let bow_tie = land(&[(106.1, 21.1), (106.3, 21.3), (106.1, 21.3), (106.3, 21.1), (106.1, 21.1)]);
        let finding = valid(bow_tie, &mut Vec::new()).unwrap_err();
        assert_eq!(finding.rule.code, "shape/invalid");
        assert!(finding.found.contains("106.200000 21.200000"), "{}", finding.found);
    }

    #[test]
    fn every_fault_is_told_with_its_place_on_the_ground_and_in_the_file() {
        let bow_tie = land(&[(106.1, 21.1), (106.3, 21.3), (106.1, 21.3), (106.3, 21.1), (106.1, 21.1)]);
        let mut changes = Vec::new();
        super::valid(bow_tie, &Transform::new(&from_epsg("EPSG:9215").unwrap()).unwrap(), &mut changes).unwrap_err();
        assert_eq!(changes.len(), 1);
        let at = changes[0].on_ground.unwrap();
        assert_eq!(changes[0].rule.code, "shape/self-intersection");
        assert!((at.x - 106.2).abs() < 1e-9 && (at.y - 21.2).abs() < 1e-9, "{at:?}");
        // Oracle: `echo 106.2 21.2 | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:9215 -output_xy`, axes in the order of GIS.
        assert!(changes[0].found.contains("in the file: 390788.641 2345458.091"), "{}", changes[0].found);
    }

    #[test]
    fn a_small_loop_is_repaired_and_the_change_told() {
        let looped =
            land(&[(106.1, 21.1), (106.2, 21.1), (106.2, 21.2), (106.19999, 21.20001), (106.2, 21.20001), (106.1, 21.2), (106.1, 21.1)]);
        let mut changes = Vec::new();
        let repaired = valid(looped, &mut changes).unwrap();
        assert_eq!(changes.last().unwrap().rule.code, "shape/repaired");
        assert!(changes.last().unwrap().found.contains("m²"), "{}", changes.last().unwrap().found);
        assert!(to_gdal(&repaired).unwrap().is_valid());
        assert!(repaired.0.iter().any(|polygon| polygon.exterior().0.contains(&geo::coord! { x: 106.2, y: 21.1 })));
    }

    #[test]
    fn parts_that_overlap_much_are_refused() {
        let square = |west: f64| land(&[(west, 21.1), (west + 0.1, 21.1), (west + 0.1, 21.2), (west, 21.2), (west, 21.1)]).0.remove(0);
        let overlapping = Land::new(vec![square(106.1), square(106.15)]);
        assert_eq!(valid(overlapping, &mut Vec::new()).unwrap_err().rule.code, "shape/invalid");
    }

    #[test]
    fn a_part_that_is_there_twice_is_read_once() {
        let square = land(&[(106.1, 21.1), (106.2, 21.1), (106.2, 21.2), (106.1, 21.2), (106.1, 21.1)]);
        let mut changes = Vec::new();
        let repaired = valid(Land::new(vec![square.0[0].clone(), square.0[0].clone()]), &mut changes).unwrap();
        assert!((area_m2(&repaired) - area_m2(&square)).abs() < 1e-6);
        assert_eq!(changes.iter().map(|change| change.rule.code).collect::<Vec<_>>(), ["shape/duplicate-ring", "shape/repaired"]);
    }

    #[test]
    fn parts_that_overlap_by_a_sliver_are_united_without_a_gap() {
        let square = |west: f64| land(&[(west, 21.1), (west + 0.1, 21.1), (west + 0.1, 21.2), (west, 21.2), (west, 21.1)]).0.remove(0);
        let repaired = valid(Land::new(vec![square(106.1), square(106.199_999)]), &mut Vec::new()).unwrap();
        assert_eq!((repaired.0.len(), repaired.0[0].interiors().len()), (1, 0));
    }

    #[test]
    fn the_tolerance_is_a_share_and_for_small_land_an_area() {
        assert!((allowed_m2(1e7) - 1e4).abs() < 1e-6);
        assert!((allowed_m2(50_000.0) - 100.0).abs() < 1e-6);
        assert!((allowed_m2(1_000.0) - 10.0).abs() < 1e-6);
    }
}
