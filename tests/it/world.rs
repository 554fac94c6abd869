//! Files of a small made-up province: squares side by side, so that shares can be told by hand.

use std::fmt::Write;

/// A rectangle in degrees: west, south, east, north.
pub type Rectangle = [f64; 4];

/// One unit feature.
pub struct Unit<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub parent: &'a str,
    pub land: Rectangle,
}

pub fn unit<'a>(code: &'a str, name: &'a str, kind: &'a str, parent: &'a str, land: Rectangle) -> Unit<'a> {
    Unit { code, name, kind, parent, land }
}

fn ring([west, south, east, north]: Rectangle) -> String {
    format!("[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]")
}

/// Units as GeoJSON, with the periods that the file tells (`""`: none).
pub fn units(units: &[Unit<'_>], valid_from: &str, valid_to: &str) -> String {
    let day = |text: &str| if text.is_empty() { "null".to_owned() } else { format!("\"{text}\"") };
    let features = units.iter().map(|unit| {
        let parent = if unit.parent.is_empty() { "null".to_owned() } else { format!("\"{}\"", unit.parent) };
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{}","name":"{}","type":"{}","parent_code":{parent},"valid_from":{},"valid_to":{}}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
            unit.code, unit.name, unit.kind, day(valid_from), day(valid_to), ring(unit.land)
        )
    });
    collection(features)
}

/// Plans with a boundary of their own, as GeoJSON: id, kind, approval, land.
pub fn plans(plans: &[(&str, &str, &str, Rectangle)]) -> String {
    collection(plans.iter().map(|(id, kind, approved_on, land)| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","name":"Quy hoạch {id}","kind":"{kind}","approved_on":"{approved_on}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
            ring(*land)
        )
    }))
}

fn collection(features: impl Iterator<Item = String>) -> String {
    let mut text = String::from(r#"{"type":"FeatureCollection","features":["#);
    for (index, feature) in features.enumerate() {
        write!(text, "{}{feature}", if index == 0 { "\n" } else { ",\n" }).unwrap();
    }
    text + "\n]}\n"
}

/// A province of two districts with two communes each, in one row from west to east, a tenth of a degree each.
pub fn province() -> Vec<Unit<'static>> {
    vec![
        unit("20", "Mẫu", "Tỉnh", "", [106.0, 21.0, 106.4, 21.1]),
        unit("178", "Tây", "Huyện", "20", [106.0, 21.0, 106.2, 21.1]),
        unit("180", "Đông", "Huyện", "20", [106.2, 21.0, 106.4, 21.1]),
        unit("00001", "Một", "Xã", "178", [106.0, 21.0, 106.1, 21.1]),
        unit("00002", "Hai", "Xã", "178", [106.1, 21.0, 106.2, 21.1]),
        unit("00003", "Ba", "Thị trấn", "180", [106.2, 21.0, 106.3, 21.1]),
        unit("00004", "Bốn", "Xã", "180", [106.3, 21.0, 106.4, 21.1]),
    ]
}
