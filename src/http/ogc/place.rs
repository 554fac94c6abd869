//! The parameters bbox and bbox-crs (OGC 17-069r4, section 7.15.3; OGC 18-058r1, section 6.3).

use geo::{BoundingRect, Coord, LineString, Polygon, Rect, coord};

use super::crs;
use crate::app::Place;
use crate::http::query::Fields;
use crate::lookup::Crs;

/// Into how many pieces a side is cut that is not straight in WGS 84.
const PIECES: u32 = 16;

/// Reads where features must have land.
pub(super) fn read(fields: &mut Fields) -> Option<Place> {
    let system = crs::read(fields, "bbox-crs");
    fields.parsed("bbox", |text| place(text, system))
}

/// Two corners, each in the order of the system's axes, with or without heights, which do not matter. In degrees, west may be greater
/// than east: across the antimeridian.
fn place(text: &str, system: Crs) -> Result<Place, String> {
    let allowed = || allowed(system);
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().map_err(|_| allowed())?;
    let ([a, b, c, d] | [a, b, _, c, d, _]) = numbers[..] else { return Err(allowed()) };
    if numbers.iter().all(|number| number.is_finite()) { between([a, b, c, d], system) } else { Err(allowed()) }
}

/// What lies between two corners, each in the order of the system's axes.
pub(super) fn between([a, b, c, d]: [f64; 4], system: Crs) -> Result<Place, String> {
    let allowed = || allowed(system);
    let [west, south, east, north] = if system.is_north_first() { [b, a, d, c] } else { [a, b, c, d] };
    let (longitudes, latitudes) = (-180.0..=180.0, -90.0..=90.0);
    let on_earth = longitudes.contains(&west) && longitudes.contains(&east) && latitudes.contains(&south) && latitudes.contains(&north);
    if (system.is_geographic() && !on_earth) || south > north || (west > east && !system.is_geographic()) {
        return Err(allowed());
    }
    let halves = if west <= east { vec![(west, east)] } else { vec![(west, 180.0), (-180.0, east)] };
    let halves: Vec<Rect> = halves.into_iter().map(|(west, east)| rectangle(west, south, east, north)).collect();
    Ok(match (system, halves.as_slice()) {
        (Crs::Crs84 | Crs::Wgs84, _) => Place { rectangles: halves, outline: None },
        // Meridians and parallels stay straight.
        (Crs::WebMercator, [half]) => {
            Place { rectangles: vec![Rect::new(system.to_wgs84(half.min()), system.to_wgs84(half.max()))], outline: None }
        }
        (_, [half]) => outlined(*half, system),
        (_, halves) => Place { rectangles: halves.iter().flat_map(|half| outlined(*half, system).rectangles).collect(), outline: None },
    })
}

pub(super) fn allowed(system: Crs) -> String {
    match system {
        Crs::Crs84 => "west,south,east,north in degrees, south not above north".to_owned(),
        Crs::Wgs84 | Crs::Vn2000 => "south,west,north,east in degrees, south not above north".to_owned(),
        Crs::WebMercator | Crs::Plane(_) => "west,south,east,north in metres, each first not above its second".to_owned(),
    }
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Rect {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
}

/// A rectangle whose sides are curves in WGS 84.
fn outlined(rect: Rect, system: Crs) -> Place {
    let (min, max) = (rect.min(), rect.max());
    let corners = [min, Coord { x: max.x, y: min.y }, max, Coord { x: min.x, y: max.y }, min];
    let along = |from: Coord, to: Coord| (0..PIECES).map(move |piece| from + (to - from) * (f64::from(piece) / f64::from(PIECES)));
    let ring = corners.windows(2).flat_map(|side| along(side[0], side[1])).map(|at| system.to_wgs84(at));
    let outline = Polygon::new(LineString(ring.collect()), Vec::new());
    let rectangles = outline.bounding_rect().into_iter().collect();
    Place { rectangles, outline: Some(outline) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bbox_may_cross_the_antimeridian_and_have_heights() {
        let bbox = |text: &str| place(text, Crs::Crs84);
        assert_eq!(bbox("106,21,107,22").unwrap().rectangles.len(), 1);
        assert_eq!(bbox("106,21,0,107,22,9").unwrap(), bbox("106,21,107,22").unwrap());
        assert_eq!(bbox("170,-10,-170,10").unwrap().rectangles.len(), 2);
        for wrong in ["", "1,2,3", "1,2,3,4,5", "106,22,107,21", "106,21,181,22", "106,NaN,107,22", "a,b,c,d", "106,21,0,107,22,inf"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn corners_are_in_the_order_of_the_axes() {
        let expected = place("106,21,107,22", Crs::Crs84).unwrap();
        assert_eq!(place("21,106,22,107", Crs::Wgs84).unwrap(), expected);
        assert!(place("106,21,107,22", Crs::Wgs84).is_err(), "106 is no latitude");
        // `gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857` of the corners.
        let on_map = place("11799866.024087,2391878.58794431,11911185.5148803,2511525.23484571", Crs::WebMercator).unwrap();
        let near = |one: Coord, other: Coord| (one.x - other.x).abs() < 1e-6 && (one.y - other.y).abs() < 1e-6;
        assert!(near(on_map.rectangles[0].min(), expected.rectangles[0].min()), "{on_map:?}");
        assert!(near(on_map.rectangles[0].max(), expected.rectangles[0].max()), "{on_map:?}");
    }

    #[test]
    fn a_rectangle_on_a_plane_has_curved_sides_and_may_be_absurdly_large() {
        let plane = Crs::all().find(|crs| crs.epsg() == Some(9215)).unwrap();
        let small = place("400000,2400000,500000,2450000", plane).unwrap();
        assert_eq!(small.outline.unwrap().exterior().0.len(), 65);
        assert!(place("500000,2400000,400000,2450000", plane).is_err());
        let everywhere = place("-1e12,-1e12,1e12,1e12", plane).unwrap();
        let bounds = everywhere.rectangles[0];
        assert!(bounds.min().x < 90.0 && bounds.max().x > 125.0 && bounds.min().y < 5.0 && bounds.max().y > 30.0, "{bounds:?}");
    }
}
