//! The scale bar: a round length, and how long it is on the picture.

/// Metres around the Earth at the equator in web Mercator (EPSG:3857: a sphere of radius 6 378 137 m).
const EQUATOR: f64 = 40_075_016.685_578_49;

/// A round length (1, 2 or 5 times a power of ten, metres) and its pixels: the longest that is at most so many pixels wide, at a
/// latitude where the whole world would be `world` pixels wide.
pub(super) fn bar(world: f64, latitude: f64, most: f64) -> (f64, f64) {
    let metres_a_pixel = EQUATOR * latitude.to_radians().cos() / world;
    let longest = metres_a_pixel * most;
    let power = 10_f64.powf(longest.log10().floor());
    let length = [5.0, 2.0].into_iter().map(|step| step * power).find(|length| *length <= longest).unwrap_or(power);
    (length, length / metres_a_pixel)
}

/// A length as people read it.
pub(super) fn length(metres: f64) -> String {
    if metres >= 1000.0 { format!("{} km", metres / 1000.0) } else { format!("{metres} m") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_round_and_fits() {
        // At zoom 10 of 512-pixel tiles a pixel is 76.44 m at the equator.
        let world = 512.0 * 1024.0;
        assert_eq!(bar(world, 0.0, 160.0).0, 10_000.0);
        assert!((bar(world, 0.0, 160.0).1 - 130.83).abs() < 0.01);
        // At 60° a metre is twice as long.
        assert_eq!(bar(world, 60.0, 160.0).0, 5_000.0);
        assert!((bar(world, 60.0, 160.0).1 - 130.83).abs() < 0.01);
        assert_eq!(["10 km", "500 m", "0.5 m"], [10_000.0, 500.0, 0.5].map(length).each_ref().map(String::as_str));
    }
}
